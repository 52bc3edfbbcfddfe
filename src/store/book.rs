//! The history of a session beside its text: what was written when and by which copy, for putting copies together.
//!
//! A session file holds it as one field at its end. It is written from what differs between the session as it was written
//! last and as it is now, so a command, an undo, a replayed journal and a file edited by hand are all the same to it. It
//! is read only where copies are put together, and where a file is written that somebody else changed.

use super::open::read_sound;
use super::schema::Broken;
use super::schema::registers::{self, Registers};
use crate::edit::{apply, merged};
use crate::model::{Clash, Session};
use crate::share::{Heads, Heard, Ledger, LedgerError, Pen, Register, Talk, Written};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// How the field begins, in a line of its own at the end of a file.
pub(super) const FIELD: &str = "history: \"";

/// A session’s history, and the session as it was written down last.
#[derive(Clone, Debug)]
pub struct Book {
    ledger: Ledger,
    last: Session,
}

impl Book {
    /// Of a session that has no history yet: the same history for the same session, so that two copies of an old file
    /// have a common beginning.
    pub fn begin(s: &Session) -> Self {
        let all = registers::all(s);
        let mut hash = Sha256::new();
        for (name, value) in &all {
            hash.update(format!("{}:{name}{}:{value}", name.len(), value.len()));
        }
        for clash in &s.clashes {
            hash.update(&clash.register);
            clash.values.iter().for_each(|v| hash.update(format!("{}:{}{}", v.value.len(), v.value, v.by)));
        }
        let mut run = [0; 16];
        run.iter_mut().zip(hash.finalize()).for_each(|(to, byte)| *to = byte);
        let mut ledger = Ledger::default();
        let at = s.start_moment().timestamp();
        ledger.write(Pen { run, by: "", at }, all.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        let mut book = Self { ledger, last: s.clone() };
        book.reopen(run, &s.clashes);
        book
    }

    /// From the field of a file. What the session it belongs to says beyond it, whoever wrote that, is an edit, and is
    /// written down by the next [`Book::note`].
    pub fn read(text: &str) -> Result<Self, BookError> {
        let bytes = STANDARD_NO_PAD.decode(text.trim()).map_err(|_| LedgerError::Damaged)?;
        let mut ledger = Ledger::load(&bytes)?;
        let last = session_of(&mut ledger)?;
        Ok(Self { ledger, last })
    }

    /// The same where the session is known to be what was written with it: nothing has to be worked out.
    pub fn read_with(text: &str, s: &Session) -> Result<Self, BookError> {
        let bytes = STANDARD_NO_PAD.decode(text.trim()).map_err(|_| LedgerError::Damaged)?;
        let book = Self { ledger: Ledger::load(&bytes)?, last: s.clone() };
        match book.ledger.get("session//id").as_deref() == Some(&format!("\"{}\"", s.id)) {
            true => Ok(book),
            false => Err(BookError::OtherSession),
        }
    }

    /// The history in a session file, also where something else in it is damaged; or the beginning of one where it has
    /// none.
    pub fn of_file(path: &Path, bytes: &[u8]) -> Result<Self, BookError> {
        let history = match read_sound(path, bytes) {
            Ok(sound) if sound.history.is_empty() => return Ok(Self::begin(&sound.session)),
            Ok(sound) => sound.history,
            Err(e) => history_beside_damage(bytes).ok_or_else(|| BookError::Open(e.to_string()))?,
        };
        Self::read(&history)
    }

    /// Whose history it is.
    pub fn id(&self) -> Uuid {
        self.last.id
    }

    /// Writes down what has changed.
    pub fn note(&mut self, s: &Session, pen: Pen) {
        let mut puts = Registers::new();
        for (list, id, was, now) in registers::changed_things(&self.last, s) {
            let stays = was.is_some() && now.is_some();
            let is_there = now.is_some();
            let changed = now.map(|now| differing(&was.unwrap_or_default(), now)).unwrap_or_default();
            // What is in no history may have changed alone.
            if stays && changed.is_empty() {
                continue;
            }
            let name = registers::of_thing(list, id);
            puts.insert(name.clone(), registers::life(self.ledger.get(&name).as_deref(), is_there));
            puts.extend(changed);
        }
        puts.extend(differing(&registers::own(&self.last), registers::own(s)));
        for clash in self.last.clashes.iter().filter(|c| !s.clashes.contains(c)) {
            let (name, value) = self.settled(clash, s);
            puts.insert(name, value);
        }
        if !puts.is_empty() {
            self.ledger.write(pen, puts.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        }
        let again: Vec<Clash> = s.clashes.iter().filter(|c| !self.last.clashes.contains(c)).cloned().collect();
        self.reopen(pen.run, &again);
        self.took(s);
    }

    /// From here on this is what was written down last, as where the session was changed to what [`Book::bring`] gave.
    /// Only what differs is copied: most of a session stays as it is.
    pub fn took(&mut self, s: &Session) {
        if let Some(command) = merged(&self.last, s)
            && apply(&mut self.last, command).is_err()
        {
            self.last = s.clone();
        }
    }

    /// What stands by now in a register that was in conflict: written once more, so that it is settled everywhere.
    fn settled(&self, clash: &Clash, s: &Session) -> (String, String) {
        let stands = registers::stands(s, &clash.register);
        let value = match clash.parts().2.is_empty() {
            true => registers::life(
                self.ledger.get(&clash.register).as_deref(),
                stands.as_deref() == Some(registers::THERE),
            ),
            false => stands.unwrap_or_else(|| "null".into()),
        };
        (clash.register.clone(), value)
    }

    /// Undo of settling: the values stand beside each other again.
    fn reopen(&mut self, run: [u8; 16], clashes: &[Clash]) {
        for clash in clashes {
            let is_thing = clash.parts().2.is_empty();
            let before = self.ledger.get(&clash.register);
            let value = |value: &str| match is_thing {
                true => registers::life(before.as_deref(), value != registers::GONE),
                false => value.into(),
            };
            let values: Vec<Written> = clash
                .values
                .iter()
                .map(|v| Written { value: value(&v.value), by: v.by.clone(), at: v.at.timestamp() })
                .collect();
            self.ledger.disagree(run, &clash.register, &values);
        }
    }

    /// Puts what other copies hold into this one. What comes of it is what every laptop gets that puts the same together;
    /// names and all else that is in no history are as they were here.
    pub fn bring(&mut self, others: &mut [Self]) -> Result<Session, BookError> {
        if others.iter().any(|other| other.last.id != self.last.id) {
            return Err(BookError::OtherSession);
        }
        let mut news = false;
        for other in others {
            if !self.ledger.holds(&mut other.ledger) {
                self.ledger.merge(&mut other.ledger)?;
                news = true;
            }
        }
        if news { session_of(&mut self.ledger) } else { Ok(self.last.clone()) }
    }

    /// The history with what other laptops wrote put to it, and the session it gives; this one stays as it is. The session
    /// that goes with it is said by [`Book::took`] or [`Book::up_to`].
    pub fn with(&self, changes: &[Arc<[u8]>]) -> Result<(Self, Session), BookError> {
        let mut book = self.clone();
        changes.iter().try_for_each(|changes| book.ledger.take(changes))?;
        let all = session_of(&mut book.ledger)?;
        if all.id != self.last.id {
            return Err(BookError::OtherSession);
        }
        Ok((book, all))
    }

    /// From what [`Book::changes_since`] gave from the beginning on.
    pub fn of_changes(changes: &[u8]) -> Result<Self, BookError> {
        let mut ledger = Ledger::default();
        ledger.take(changes)?;
        let last = session_of(&mut ledger)?;
        Ok(Self { ledger, last })
    }

    /// The session as all that is in it gives it.
    pub fn session(&self) -> &Session {
        &self.last
    }

    /// What is to be said next to another laptop.
    pub fn say(&mut self, talk: &mut Talk) -> Option<Vec<u8>> {
        talk.next(&mut self.ledger)
    }

    /// What another laptop said, and the history with it, which gives another session; this one stays as it is.
    pub fn hear(&mut self, talk: &Talk, message: &[u8]) -> Result<(Heard, Self), BookError> {
        let heard = talk.hear(&mut self.ledger, message)?;
        let mut book = Self { ledger: heard.ledger.clone(), last: self.last.clone() };
        if !heard.changes.is_empty() {
            book.last = session_of(&mut book.ledger)?;
        }
        match book.last.id == self.last.id {
            true => Ok((heard, book)),
            false => Err(BookError::OtherSession),
        }
    }

    /// Did the other say that it has all that is in here, and nothing else?
    pub fn is_level(&mut self, talk: &Talk) -> bool {
        talk.is_level(&mut self.ledger)
    }

    /// What was written down last is this.
    pub fn up_to(self, last: Session) -> Self {
        Self { last, ..self }
    }

    /// What stands at its end, and what was written beyond that.
    pub fn heads(&mut self) -> Heads {
        self.ledger.heads()
    }

    pub fn changes_since(&mut self, heads: &Heads) -> Vec<u8> {
        self.ledger.changes_since(heads)
    }

    /// Every register with what was written in it.
    pub fn registers(&mut self) -> BTreeMap<String, Register> {
        self.ledger.registers()
    }

    /// As it stands in a file.
    pub fn to_text(&mut self) -> String {
        STANDARD_NO_PAD.encode(self.ledger.save())
    }
}

/// The field of a file that cannot be read as a whole.
fn history_beside_damage(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.rsplit_once(&format!("\n  {FIELD}"))?;
    rest.split_once('"').map(|(history, _)| history.into())
}

fn session_of(ledger: &mut Ledger) -> Result<Session, BookError> {
    let (s, clashes) = registers::session_of(&ledger.registers()).map_err(|broken| match broken {
        Broken::Reference { item, missing } => BookError::Reference { item, missing },
        Broken::Twice(problem) => BookError::Strange(problem),
    })?;
    Ok(Session { clashes, ..s })
}

/// Registers that are other than before, and `null` for those that are there no more.
fn differing(was: &Registers, now: Registers) -> Registers {
    let mut puts: BTreeMap<String, String> =
        was.keys().filter(|name| !now.contains_key(*name)).map(|name| (name.clone(), "null".into())).collect();
    puts.extend(now.into_iter().filter(|(name, value)| was.get(name) != Some(value)));
    puts
}

/// Why a history is of no use.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BookError {
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error("{0}")]
    Open(String),
    #[error("it is another session")]
    OtherSession,
    #[error("in its history {item} names “{missing}”, which is not there")]
    Reference { item: String, missing: String },
    #[error("its history is not that of a session: {0}")]
    Strange(String),
}
