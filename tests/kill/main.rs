//! Kills Upfront at random moments with `kill -9`, and looks at what is there afterwards.
//!
//! ```text
//! cargo run --release --example kill -- --headless 300 --windows 25
//! ```
//! `--headless` kills a process that does what a window does, without one; `--windows` kills the real
//! window under Xvfb while xdotool types (both must be installed, and the program built). What counts as
//! acknowledged is what the rail had shown as saved: the process writes that to a log in another folder.

mod driver;
mod headless;
mod windows;

use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Parser)]
struct Args {
    /// So many kills of a process without a window
    #[arg(long, default_value_t = 0)]
    headless: u32,
    /// So many kills of the real window
    #[arg(long, default_value_t = 0)]
    windows: u32,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The process that is killed (used by this program itself)
    #[arg(long, hide = true, num_args = 2)]
    drive: Option<Vec<PathBuf>>,
}

fn main() -> ExitCode {
    let args: Args = clap::Parser::parse();
    if let Some([folder, log]) = args.drive.as_deref() {
        driver::drive(folder, log);
    }
    let mut rng = fastrand::Rng::with_seed(args.seed);
    let lost = headless::kills(args.headless, &mut rng) + windows::kills(args.windows, &mut rng);
    if lost == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
