//! Bringing another copy of a session in: what it would change, before anything is.

use super::book::{Book, BookError};
use super::compare::{self, Difference};
use super::open::{OpenError, read_sound};
use super::together::together;
use crate::edit::{Command, merged};
use crate::model::Session;
use crate::share::Pen;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Why a file cannot be brought in. The display is the sentence the person reads.
#[derive(Debug, thiserror::Error)]
pub enum BringError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("{} is another session (“{title}”); only copies of one session can be put together", path.display())]
    OtherSession { path: PathBuf, title: String },
    #[error("{} has removed names by now; remove them in this copy too, then bring it in", .0.display())]
    NamesRemoved(PathBuf),
    #[error("{} cannot be brought in: {reason}", path.display())]
    History { path: PathBuf, reason: BookError },
}

/// What comes with another copy.
#[derive(Clone, Debug)]
pub struct Brought {
    /// "table 3’s copy"
    pub from: String,
    /// The session as it would be.
    pub session: Session,
    /// What makes it that; None: there is nothing new.
    pub command: Option<Command>,
    /// What differs, in the words of the file.
    pub differences: Vec<Difference>,
    /// How many things are written differently that were not so before.
    pub clashes: usize,
}

impl Brought {
    /// "12 new, 3 changed, 1 to settle": what the preview says.
    pub fn words(&self) -> String {
        let (new, gone) = (self.count(|d| d.before.is_none()), self.count(|d| d.after.is_none()));
        let changed = self.differences.len() - new - gone;
        let parts = [(new, "new"), (changed, "changed"), (gone, "taken out"), (self.clashes, "to settle")];
        let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if said.is_empty() { "nothing new".into() } else { said.join(", ") }
    }

    fn count(&self, wanted: fn(&Difference) -> bool) -> usize {
        self.differences.iter().filter(|d| wanted(d)).count()
    }
}

/// Puts the copy in `bytes` to `mine`, whose history is `book`. Nothing is changed but the book, which then holds both.
/// `look_at` says whether the text is still that of the newest version.
pub fn bring(
    mine: &Session,
    book: &mut Book,
    path: &Path,
    bytes: &[u8],
    look_at: fn(&mut Session) -> bool,
) -> Result<Brought, BringError> {
    let sound = read_sound(path, bytes)?;
    let theirs = sound.session;
    if theirs.id != mine.id {
        return Err(BringError::OtherSession { path: path.into(), title: theirs.title_or_untitled().into() });
    }
    if theirs.forgotten.is_some() && mine.forgotten.is_none() {
        return Err(BringError::NamesRemoved(path.into()));
    }
    let failed = |reason| BringError::History { path: path.into(), reason };
    let mut other = match sound.history.is_empty() {
        true => Book::begin(&theirs),
        false => Book::read(&sound.history).map_err(failed)?,
    };
    if other.id() != mine.id {
        return Err(failed(BookError::OtherSession));
    }
    // What the file says beyond its history was edited elsewhere; the same file gives the same edit on every laptop.
    let mut run = [0; 16];
    run.iter_mut().zip(Sha256::digest(bytes)).for_each(|(to, byte)| *to = byte);
    other.note(&theirs, Pen { run, by: &theirs.copy.words(), at: theirs.start_moment().timestamp() });
    let all = book.bring(&mut other).map_err(failed)?;
    let mut session = together(mine, &theirs, all);
    session.changed_since_version = false;
    look_at(&mut session);
    let differences = compare::differences(mine, &session);
    Ok(Brought {
        from: theirs.copy.words(),
        clashes: session.clashes.iter().filter(|c| !mine.clashes.contains(c)).count(),
        command: merged(mine, &session),
        differences,
        session,
    })
}
