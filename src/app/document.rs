//! The open session with its history and what follows from it.

use super::Derived;
use crate::edit::{Command, History, Refusal};
use crate::model::Session;
use crate::model::time::Moment;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Where the file stands.
#[derive(Clone, Debug, Default)]
pub struct SaveState {
    /// None: there is no file yet.
    pub path: Option<PathBuf>,
    /// The revision that is in the file.
    pub saved_revision: u64,
    pub saved_at: Option<Moment>,
    /// Since when there is something unsaved, and when the last change came.
    pub dirty_since: Option<Moment>,
    pub last_change: Option<Moment>,
    /// A write is under way.
    pub writing: bool,
    /// Why the last write failed, if it did.
    pub failed: Option<String>,
    /// Writers pass one at a time, and an older revision never lands on a newer one.
    pub gate: Gate,
}

/// The right to write a session: one writer at a time, and an older revision never lands on a newer
/// one. Knows the file as soon as there is one, also where the window does not yet.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<Mutex<Written>>);

#[derive(Debug, Default)]
struct Written {
    revision: u64,
    path: Option<PathBuf>,
}

impl Gate {
    /// For a session that has a file.
    pub fn to(path: PathBuf) -> Self {
        Self(Arc::new(Mutex::new(Written { revision: 0, path: Some(path) })))
    }

    /// Writes a revision, unless a newer one has been written; waits for the writer before. `write`
    /// gets the file, if there is one, and gives the file it wrote.
    pub fn write<E>(
        &self,
        revision: u64,
        write: impl FnOnce(Option<&Path>) -> Result<PathBuf, E>,
    ) -> Result<PathBuf, E> {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(path) = written.path.as_ref().filter(|_| revision < written.revision) {
            return Ok(path.clone());
        }
        let path = write(written.path.as_deref())?;
        *written = Written { revision, path: Some(path.clone()) };
        Ok(path)
    }
}

/// An open session.
#[derive(Debug)]
pub struct Document {
    session: Session,
    history: History,
    /// Counts changes; what was worked out for another revision is out of date.
    revision: u64,
    derived: Derived,
    pub save: SaveState,
}

impl Document {
    pub fn new(session: Session, path: Option<PathBuf>) -> Self {
        let derived = Derived::of(&session);
        let gate = path.clone().map(Gate::to).unwrap_or_default();
        let save = SaveState { path, gate, ..SaveState::default() };
        Self { session, history: History::default(), revision: 0, derived, save }
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    /// Applies a command; a refusal changes nothing.
    pub fn apply(&mut self, label: String, command: Command, now: Moment) -> Result<(), Refusal> {
        self.history.apply(&mut self.session, label, command)?;
        self.changed(now);
        Ok(())
    }

    /// Takes the last step back; its label, or None where there was none.
    pub fn undo(&mut self, now: Moment) -> Option<Result<String, Refusal>> {
        let done = self.history.undo(&mut self.session);
        if matches!(done, Some(Ok(_))) {
            self.changed(now);
        }
        done
    }

    /// Does again what was taken back.
    pub fn redo(&mut self, now: Moment) -> Option<Result<String, Refusal>> {
        let done = self.history.redo(&mut self.session);
        if matches!(done, Some(Ok(_))) {
            self.changed(now);
        }
        done
    }

    fn changed(&mut self, now: Moment) {
        self.revision += 1;
        self.derived = Derived::of(&self.session);
        self.save.dirty_since.get_or_insert(now);
        self.save.last_change = Some(now);
    }

    /// Is there something that is not in the file?
    pub fn is_dirty(&self) -> bool {
        self.revision != self.save.saved_revision
    }

    /// Should it be written now? After 2 s without a change, and every 5 s while changes come.
    pub fn wants_save(&self, now: Moment) -> bool {
        let past = |since: Option<Moment>, s: i64| since.is_none_or(|t| (now - t).num_seconds() >= s || t > now);
        self.is_dirty() && !self.save.writing && (past(self.save.last_change, 2) || past(self.save.dirty_since, 5))
    }
}
