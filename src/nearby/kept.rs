//! What a laptop keeps of a room until it is closed, so that everybody comes back by themselves after one of them stopped.

use super::host::Known;
use super::say::Ticket;
use crate::model::time::Moment;
use crate::store::{Disk, Places, SaveError, replace};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use uuid::Uuid;

/// A ticket is of no use after so long: the evening is over.
const KEPT_H: i64 = 12;
/// A list of laptops is far smaller.
const MOST_BYTES: u64 = 1024 * 1024;

/// A room that was not closed, or not left.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Kept {
    /// It was opened here.
    Opened { at: Moment, known: Vec<Known> },
    /// It was joined.
    Joined { at: Moment, room: String, addresses: Vec<String>, ticket: Ticket },
}

impl Kept {
    fn at(&self) -> Moment {
        match self {
            Self::Opened { at, .. } | Self::Joined { at, .. } => *at,
        }
    }
}

fn path(places: &Places, session: Uuid) -> PathBuf {
    places.of_session(session).join("room.ron")
}

/// Keeps it for a session.
pub fn keep(disk: &dyn Disk, places: &Places, session: Uuid, kept: &Kept) -> Result<(), SaveError> {
    let text = ron::to_string(kept).map_err(|e| SaveError::Form(e.to_string()))?;
    replace(disk, &path(places, session), text.as_bytes())
}

/// What is kept for a session, as long as it is of use.
pub fn kept(disk: &dyn Disk, places: &Places, session: Uuid, now: Moment) -> Option<Kept> {
    let bytes = disk.read(&path(places, session), MOST_BYTES).ok()?;
    let kept: Kept = ron::from_str(std::str::from_utf8(&bytes).ok()?).ok()?;
    ((now - kept.at()).num_hours().abs() < KEPT_H).then_some(kept)
}

/// The room is closed, or left.
pub fn forget(disk: &dyn Disk, places: &Places, session: Uuid) {
    // Where there is none, there is nothing to forget.
    let _ = disk.remove(&path(places, session));
}
