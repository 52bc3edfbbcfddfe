//! The sound that says that time is short, by whatever plays sounds on this system.
//!
//! A sound library would need the system's headers to be built (ALSA's, on Linux), which a newcomer may not have; a
//! player is there on every desktop. That there is none is not said: the screen says the same by colour and shape.

use crate::store::{Disk, RealDisk, replace};
use std::path::Path;
use std::process::{Command, Stdio};

const SOUND: &[u8] = include_bytes!("../../assets/chime.wav");

/// Plays it; blocks while it sounds. The file for the player is laid into `folder`.
pub fn play(folder: &Path) {
    let file = folder.join("chime.wav");
    if RealDisk.stat(&file).is_err() && replace(&RealDisk, &file, SOUND).is_err() {
        return;
    }
    let _ = players().into_iter().find(|(program, before)| {
        let mut player = Command::new(program);
        player.args(*before).arg(&file);
        player.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        player.status().is_ok_and(|status| status.success())
    });
}

/// Programs that play a file, with what stands before its name.
fn players() -> Vec<(&'static str, &'static [&'static str])> {
    if cfg!(target_os = "macos") {
        vec![("afplay", &[])]
    } else if cfg!(windows) {
        vec![("powershell", &["-NoProfile", "-Command", "& {(New-Object Media.SoundPlayer $args[0]).PlaySync()}"])]
    } else {
        vec![("pw-play", &[]), ("paplay", &[]), ("aplay", &["-q"])]
    }
}
