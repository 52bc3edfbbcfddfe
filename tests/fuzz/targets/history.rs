#![no_main]

libfuzzer_sys::fuzz_target!(init: upfront::share::say_nothing_of_guarded(), |bytes: &[u8]| {
    if let Err(problem) = upfront::store::fuzz::read_any_history(bytes) {
        panic!("{problem}");
    }
});
