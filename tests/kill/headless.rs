//! Kills of the process without a window.

use crate::driver::opened;
use std::process::{Command, Stdio};
use std::time::Duration;

/// So many kills; how many acknowledged contributions were lost.
pub fn kills(n: u32, rng: &mut fastrand::Rng) -> usize {
    let (mut lost, mut acknowledged, mut folder) = (0, 0, None);
    for kill in 0..n {
        // Ten kills of one session, so that what was recovered is killed again.
        if kill % 10 == 0 {
            folder = Some((tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()));
        }
        let Some((home, elsewhere)) = &folder else { continue };
        let log = elsewhere.path().join("acknowledged");
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg("--drive")
            .args([home.path(), &log])
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(rng.u64(1_000..120_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let said = std::fs::read_to_string(&log).unwrap_or_default();
        let said = said.lines().last().and_then(|l| l.parse::<usize>().ok()).unwrap_or(0);
        let there = opened(home.path()).map(|o| o.session.contributions.len()).unwrap_or(0);
        acknowledged = acknowledged.max(said);
        if there < said {
            println!("kill {kill}: {said} acknowledged, {there} there");
            lost += said - there;
        }
    }
    if n > 0 {
        println!(
            "{n} kills without a window, up to {acknowledged} contributions in one session: {lost} acknowledged lost"
        );
    }
    lost
}
