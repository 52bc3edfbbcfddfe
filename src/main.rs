//! Reads the command line, and opens the window or runs a command. No logic.

use clap::Parser;
use std::process::ExitCode;
use upfront::cli::{self, Cli, Commands};

fn main() -> ExitCode {
    // A forged history is refused with a sentence, and nothing else.
    upfront::share::say_nothing_of_guarded();
    let cli = Cli::parse();
    match cli.command {
        Some(Commands::Open { file }) => window(Cli { file: Some(file), command: None, ..cli }),
        Some(command) => cli::run(command),
        None => window(cli),
    }
}

#[cfg(feature = "window")]
fn window(cli: Cli) -> ExitCode {
    let Cli { file, continue_session: session, glow, ack_log, .. } = cli;
    match upfront::app::open_window(upfront::app::Launch { file, session, glow, ack_log }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "window"))]
fn window(_: Cli) -> ExitCode {
    eprintln!("This Upfront was built without its window; upfront --help lists the commands");
    ExitCode::FAILURE
}
