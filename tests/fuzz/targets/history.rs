#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(problem) = upfront::store::fuzz::read_any_history(bytes) {
        panic!("{problem}");
    }
});
