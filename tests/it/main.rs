//! One test binary, a module per matter.

mod alder;
mod pdf_text;
mod print;
mod script;
mod script_in_print;
mod sessions;
