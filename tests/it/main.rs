//! One test binary, a module per matter.

mod alder;
mod script;
mod sessions;
