#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(problem) = upfront::nearby::fuzz::hear_any(bytes) {
        panic!("{problem}");
    }
});
