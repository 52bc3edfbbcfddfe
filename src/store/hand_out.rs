//! A copy of a session for a note-taker at a table: all that is shared, and nothing that is the facilitator's alone.

use super::{Disk, SaveError, create_new, to_text_with};
use crate::edit::{Command, SessionField};
use crate::model::{CopyName, Numbers, Private, Session};
use std::path::Path;

/// Keeps the names of copies from being given again. No undo takes it back: the copy may be on a stick by then.
pub fn given(s: &Session, names: impl IntoIterator<Item = CopyName>) -> Command {
    let mut copies = s.copies.clone();
    for name in names {
        copies.entry(name).or_default();
    }
    Command::session(SessionField::Copies(copies))
}

/// The session as the copy of that name holds it: without names, contacts, access needs, payment and private notes.
pub fn copy_for(s: &Session, name: CopyName) -> Session {
    // What stands for them in a record does so without them, too.
    let digests = s.all_digests();
    let mut copy = Session { copy: name, holder: None, private: Private::default(), digests, ..s.clone() };
    copy.copies.insert(name, Numbers::default());
    for item in &s.agenda {
        copy.agenda.update(item.id, |i| i.private_notes.clear());
    }
    copy
}

/// Writes the copy of that name to a new file. `history` is that of the session as it is: nothing private is in it.
pub fn write_copy(disk: &dyn Disk, path: &Path, s: &Session, history: &str, name: CopyName) -> Result<(), SaveError> {
    create_new(disk, path, to_text_with(&copy_for(s, name), history.into())?.as_bytes())
}
