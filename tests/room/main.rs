//! Plays the Alder Street tables on six laptops: each a process, each link cut for a while, one killed, one with a clock
//! that is an hour wrong.
//!
//! ```text
//! cargo run --release --example room
//! ```
//! Where this machine lets us, each laptop is in a network namespace of its own, all on one bridge with no way out, and
//! finds the room by itself; elsewhere (or with `--loopback`) all are on one machine, and the links lead through this
//! program, which cuts them.

mod evening;
mod laptop;
mod network;

use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Parser)]
struct Args {
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A link is cut for so many seconds
    #[arg(long, default_value_t = 20)]
    cut_s: u64,
    /// Not in namespaces
    #[arg(long)]
    loopback: bool,
    /// The process that is a laptop, with its folder (used by this program itself)
    #[arg(long, hide = true)]
    laptop: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args: Args = clap::Parser::parse();
    if let Some(folder) = args.laptop {
        laptop::run(&folder);
        return ExitCode::SUCCESS;
    }
    let network = if args.loopback { network::Network::loopback() } else { network::Network::best() };
    match evening::play(&network, args.seed, args.cut_s) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
