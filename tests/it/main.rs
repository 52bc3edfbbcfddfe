//! One test binary, a module per matter.

mod alder;
mod cpu_renderer;
mod fake;
mod pages;
mod pdf_text;
mod print;
mod script;
mod script_in_print;
mod sessions;
mod window;
