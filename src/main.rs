//! Reads the command line, and opens the window or runs a command. No logic.

use clap::Parser;
use std::process::ExitCode;
use upfront::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Some(command) => cli::run(command),
        None => window(cli.file),
    }
}

#[cfg(feature = "window")]
fn window(file: Option<std::path::PathBuf>) -> ExitCode {
    match upfront::app::open_window(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "window"))]
fn window(_: Option<std::path::PathBuf>) -> ExitCode {
    eprintln!("This Upfront was built without its window; upfront --help lists the commands");
    ExitCode::FAILURE
}
