//! Bringing another copy of a session in: what it would change, before anything is.

use super::book::{Book, BookError};
use super::open::{OpenError, read_sound};
use super::together::{put_to, with_own};
use crate::edit::{Command, merged};
use crate::model::{Contribution, Session};
use crate::share::Pen;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
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
    #[error("They cannot be put together: {reason}")]
    Together { reason: BookError },
    #[error("{} gives numbers that no session has, and cannot be brought in", .0.display())]
    Numbers(PathBuf),
}

/// What comes with other copies.
#[derive(Clone, Debug)]
pub struct Brought {
    pub arrived: Vec<Arrived>,
    /// The session as it would be.
    pub session: Session,
    /// What makes it that; None: there is nothing new.
    pub command: Option<Command>,
    /// How many things are written differently that were not so before.
    pub clashes: usize,
}

/// One of the copies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrived {
    pub path: PathBuf,
    /// "table 3’s copy"
    pub from: String,
    /// Contributions in it that are not here.
    pub contributions: usize,
}

impl Arrived {
    /// "2 contributions that are not here"
    pub fn words(&self) -> String {
        match self.contributions {
            0 => "no contribution that is not here".into(),
            1 => "1 contribution that is not here".into(),
            n => format!("{n} contributions that are not here"),
        }
    }
}

impl Brought {
    /// The photos that are not in `mine` yet.
    pub fn new_photos(&self, mine: &Session) -> Vec<String> {
        let new = self.session.photos.iter().filter(|p| mine.photos.get(p.id).is_none());
        new.map(|p| p.digest.clone()).collect()
    }

    /// Is there anything in them that is not here? What numbers other copies gave is no news.
    pub fn is_news(&self) -> bool {
        let beside = |part: &Command| matches!(part, Command::Session(field) if field.is_beside());
        matches!(&self.command, Some(Command::Merged(all)) if !all.iter().all(beside)) || self.clashes > 0
    }

    /// "12 new, 3 changed, 1 to settle": what the preview says.
    pub fn words(&self) -> String {
        let (mut added, mut removed, mut changed) = (BTreeSet::new(), BTreeSet::new(), 0);
        if let Some(Command::Merged(all)) = &self.command {
            for part in all {
                match part {
                    Command::Add(item) => drop(added.insert(item.key().id())),
                    Command::Remove(key) => drop(removed.insert(key.id())),
                    Command::Session(field) if field.is_beside() => {}
                    _ => changed += 1,
                }
            }
        }
        let both = added.intersection(&removed).count();
        let (new, gone, changed) = (added.len() - both, removed.len() - both, changed + both);
        let parts = [(new, "new"), (changed, "changed"), (gone, "taken out"), (self.clashes, "to settle")];
        let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if said.is_empty() { "nothing new".into() } else { said.join(", ") }
    }
}

/// Another copy of a session, as it was read.
#[derive(Clone, Debug)]
pub struct Copy {
    path: PathBuf,
    session: Session,
    book: Book,
}

/// Puts the copies in `others`, files by their paths, to `mine`, whose history is `book`. Nothing is changed but the book,
/// which then holds all of them. `look_at` says whether the text is still that of the newest version.
pub fn bring(
    mine: &Session,
    book: &mut Book,
    others: &[(PathBuf, Vec<u8>)],
    look_at: fn(&mut Session) -> bool,
) -> Result<Brought, BringError> {
    let copies = others.iter().map(|(path, bytes)| read(mine, path, bytes)).collect::<Result<_, _>>()?;
    put_together(mine, book, copies, look_at)
}

/// Those of the copies that can be put to the history, and why the others cannot.
pub fn fitting(book: &Book, copies: Vec<Copy>) -> (Vec<Copy>, Vec<BringError>) {
    let (mut fit, mut strange) = (Vec::new(), Vec::new());
    for copy in copies {
        match book.clone().bring(&mut [copy.book.clone()]) {
            Ok(_) => fit.push(copy),
            Err(reason) => strange.push(BringError::History { path: copy.path, reason }),
        }
    }
    (fit, strange)
}

/// The same with copies that were read, each by itself.
pub fn put_together(
    mine: &Session,
    book: &mut Book,
    copies: Vec<Copy>,
    look_at: fn(&mut Session) -> bool,
) -> Result<Brought, BringError> {
    let here = |c: &&Contribution| mine.contributions.get(c.id).is_none();
    let arrived = copies.iter().map(|copy| Arrived {
        path: copy.path.clone(),
        from: copy.session.copy.words(),
        contributions: copy.session.contributions.iter().filter(here).count(),
    });
    let arrived = arrived.collect();
    let (sessions, mut books): (Vec<Session>, Vec<Book>) = copies.into_iter().map(|c| (c.session, c.book)).unzip();
    let failed = |reason| BringError::Together { reason };
    let all = book.bring(&mut books).map_err(failed)?;
    // What the histories give is the same whoever comes first; what is in none is taken from one after the other.
    let mut session = with_own(mine, all);
    sessions.iter().for_each(|theirs| put_to(&mut session, theirs, mine.forgotten.is_some()));
    session.changed_since_version = false;
    look_at(&mut session);
    Ok(Brought {
        arrived,
        clashes: session.clashes.iter().filter(|c| !mine.clashes.contains(c)).count(),
        command: merged(mine, &session),
        session,
    })
}

/// No session counts so far. A forged number near the end of all would leave none to give.
const MOST_NUMBER: u32 = 10_000_000;

/// When a file was edited outside is in no file.
const NOT_KNOWN: i64 = 0;

/// Reads another copy of `mine` from the bytes of a file.
pub fn read(mine: &Session, path: &Path, bytes: &[u8]) -> Result<Copy, BringError> {
    let sound = read_sound(path, bytes)?;
    let theirs = sound.session;
    if theirs.id != mine.id {
        return Err(BringError::OtherSession { path: path.into(), title: theirs.title_or_untitled().into() });
    }
    if theirs.forgotten.is_some() && mine.forgotten.is_none() {
        return Err(BringError::NamesRemoved(path.into()));
    }
    let given = theirs.copies.values().chain([&theirs.numbers]);
    if given.copied().any(|given| given.highest() > MOST_NUMBER) {
        return Err(BringError::Numbers(path.into()));
    }
    let failed = |reason| BringError::History { path: path.into(), reason };
    let book = match (sound.history.is_empty(), sound.changed.is_some()) {
        (true, _) => Book::begin(&theirs),
        (false, false) => Book::read_with(&sound.history, &theirs).map_err(failed)?,
        (false, true) => edited(mine, &theirs, &sound.history, bytes).map_err(failed)?,
    };
    Ok(Copy { path: path.into(), session: theirs, book })
}

/// The history of a file that somebody edited, with the edit.
fn edited(mine: &Session, theirs: &Session, history: &str, bytes: &[u8]) -> Result<Book, BookError> {
    let mut book = Book::read(history)?;
    if book.id() != mine.id {
        return Err(BookError::OtherSession);
    }
    // What the file says beyond its history was edited elsewhere; the same file gives the same edit on every laptop.
    let mut run = [0; 16];
    run.iter_mut().zip(Sha256::digest(bytes)).for_each(|(to, byte)| *to = byte);
    let by = format!("{}, edited outside Upfront", theirs.copy.words());
    book.note(theirs, Pen { run, by: &by, at: NOT_KNOWN });
    Ok(book)
}
