#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(problem) = upfront::printing::fuzz::print_any(bytes) {
        panic!("{problem}");
    }
});
