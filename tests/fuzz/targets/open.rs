#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(problem) = upfront::store::fuzz::open_any(bytes) {
        panic!("{problem}");
    }
});
