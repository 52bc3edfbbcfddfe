//! What must hold for any bytes whatever: the fuzz targets and the tests over their kept corpus ask the
//! same.

use super::journal::{replay, with_right_sums};
use super::{parse, rescue, to_text};
use std::path::Path;

/// Opens any bytes as a session file. What opens is written, and reads back as the same; what is rescued
/// can be written too.
pub fn open_any(bytes: &[u8]) -> Result<(), String> {
    if let Ok(session) = parse(Path::new("any"), bytes) {
        let text = to_text(&session).map_err(|e| e.to_string())?;
        let again = parse(Path::new("again"), text.as_bytes()).map_err(|e| e.to_string())?;
        if again != session {
            return Err("what is written reads back as another session".into());
        }
        return Ok(());
    }
    if let Some(rescued) = rescue(bytes) {
        let text = to_text(&rescued.session).map_err(|e| e.to_string())?;
        parse(Path::new("rescued"), text.as_bytes()).map_err(|e| format!("what was rescued does not open: {e}"))?;
    }
    Ok(())
}

/// Plays any bytes as a journal, as they are and with right sums. What comes out can be written and read.
pub fn replay_any(bytes: &[u8]) -> Result<(), String> {
    replay_one(bytes)?;
    replay_one(&with_right_sums(bytes))
}

fn replay_one(bytes: &[u8]) -> Result<(), String> {
    let Some(replayed) = replay(bytes) else { return Ok(()) };
    let text = to_text(&replayed.session).map_err(|e| e.to_string())?;
    let again = parse(Path::new("replayed"), text.as_bytes()).map_err(|e| e.to_string())?;
    if again != replayed.session {
        return Err("what was replayed reads back as another session".into());
    }
    Ok(())
}
