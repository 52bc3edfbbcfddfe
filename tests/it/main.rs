//! One test binary, a module per matter.

mod alder;
mod bad_input;
mod capture;
mod clock;
mod commands;
mod corpus;
mod cpu_renderer;
mod damage;
mod edits;
mod evening;
mod fake;
mod house;
mod journey;
mod pages;
mod pdf_text;
mod power;
mod print;
mod running;
mod script;
mod script_in_print;
mod sessions;
mod sim_disk;
mod statements;
mod underneath;
mod window;
