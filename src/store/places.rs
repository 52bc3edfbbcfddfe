//! Where Upfront keeps its own files on this laptop: a folder for each session, by its id.
//!
//! ```text
//! sessions/<id>/<n>.journal    what happened, and <n>.lock while somebody writes it
//! sessions/<id>/versions/      earlier versions
//! sessions/<id>/<n>.holds      where the file lies that this laptop writes
//! sessions/<id>/room.ron       the room that is open, or was joined, until it is closed
//! photos/<digest>.jpg          pictures, of all sessions
//! forgotten/<id>.txt           since when a session has forgotten people, so that no copy brings them back
//! reserve                      space for the last changes on a full disk
//! signing.key                  the key with which answers are signed here; it never leaves the laptop
//! upfront.log                  what went wrong, without anybody's words
//! ```

use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Places {
    /// The platform's folder for the data of apps, on the internal disk.
    pub data: PathBuf,
    /// Where new sessions go.
    pub sessions: PathBuf,
}

impl Places {
    /// The folder of a session's journals.
    pub fn of_session(&self, id: Uuid) -> PathBuf {
        self.all_sessions().join(id.to_string())
    }

    /// The folder with a folder for each session.
    pub fn all_sessions(&self) -> PathBuf {
        self.data.join("sessions")
    }

    /// Earlier versions of a session.
    pub fn versions(&self, id: Uuid) -> PathBuf {
        self.of_session(id).join("versions")
    }

    /// That a session has forgotten people, and when.
    pub fn forgotten(&self, id: Uuid) -> PathBuf {
        self.data.join("forgotten").join(format!("{id}.txt"))
    }

    /// The file that is given up when the disk is full.
    pub fn reserve(&self) -> PathBuf {
        self.data.join("reserve")
    }

    /// The key with which answers are signed on this laptop.
    pub fn signing_key(&self) -> PathBuf {
        self.data.join("signing.key")
    }

    pub fn log(&self) -> PathBuf {
        self.data.join("upfront.log")
    }
}

/// The side file that says that a journal is being written.
pub fn lock_of(journal: &Path) -> PathBuf {
    journal.with_extension("lock")
}
