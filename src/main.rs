//! Reads the command line, and opens the window or runs a command. No logic.

use clap::Parser;
use std::process::ExitCode;
use upfront::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Some(command) => cli::run(command),
        None => ExitCode::SUCCESS,
    }
}
