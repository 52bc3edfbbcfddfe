//! One test binary, a module per matter.

mod alder;
mod bad_input;
mod capture;
mod clock;
mod commands;
mod cpu_renderer;
mod edits;
mod fake;
mod house;
mod journey;
mod pages;
mod pdf_text;
mod print;
mod script;
mod script_in_print;
mod sessions;
mod statements;
mod window;
