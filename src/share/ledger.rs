//! Registers over an Automerge document.
//!
//! Two rules keep conflicts whole (measured, and held by tests): single registers are written, never a struct, and only
//! those that changed; and every run that writes is an actor of its own, also where it writes on in a plain copy of a file,
//! so that no two changes ever have the same name.

use super::guard::guarded;
use super::unfolding;
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, AutoCommit, ChangeHash, ROOT, ReadDoc, ScalarValue, ScalarValueRef, Value, ValueRef};
use std::collections::BTreeMap;

/// Why a history cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LedgerError {
    #[error("its history is damaged, or ends too early")]
    Damaged,
    #[error("its history holds what is no register of a session")]
    Strange,
    #[error("its history unfolds to more than any session has")]
    TooLarge,
}

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// The name of this run of the app: no other run has it.
    pub run: [u8; 16],
    /// "table 3’s copy"
    pub by: &'a str,
    /// Seconds since 1970.
    pub at: i64,
}

/// A value, who wrote it, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    pub value: String,
    pub by: String,
    /// Seconds since 1970.
    pub at: i64,
}

/// A register: the value that stands, which is the same on every laptop, and where there are several different ones all
/// of them, that one first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Register {
    pub value: String,
    pub all: Vec<Written>,
}

/// The registers of one session with all that was ever written in them.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    doc: AutoCommit,
    /// As it was saved last, and so much of that in one piece. What came since is put behind it: to write everything
    /// anew costs as much as all that was ever written.
    saved: Vec<u8>,
    in_one_piece: usize,
    /// What it held then.
    heads: Vec<ChangeHash>,
}

/// Names of the last changes of a ledger: what comes before them follows.
pub type Heads = Vec<ChangeHash>;

/// So many bytes at least may stand behind what is in one piece, before all is put into one again.
const LOOSE_BYTES: usize = 16 * 1024;

impl Ledger {
    /// Reads what [`Ledger::save`] gave.
    pub fn load(bytes: &[u8]) -> Result<Self, LedgerError> {
        unfolding::check(bytes)?;
        guarded(|| {
            let mut doc = AutoCommit::load(bytes).map_err(|_| LedgerError::Damaged)?;
            let ledger = Self { heads: doc.get_heads(), doc, saved: bytes.to_vec(), in_one_piece: bytes.len() };
            if ledger.is_sound() { Ok(ledger) } else { Err(LedgerError::Strange) }
        })
    }

    /// Does it hold texts and nothing else?
    pub(super) fn is_sound(&self) -> bool {
        self.doc.map_range(ROOT, ..).all(|item| text_of(&item.value).is_some())
    }

    pub(super) fn doc(&mut self) -> &mut AutoCommit {
        &mut self.doc
    }

    /// Puts changes to it, as [`Ledger::changes_since`] or [`Ledger::save`] of another gave them; those that are here are
    /// passed over, and those that go on from what is not here wait for that.
    pub fn take(&mut self, changes: &[u8]) -> Result<(), LedgerError> {
        unfolding::check(changes)?;
        let mut doc = self.doc.clone();
        self.doc = guarded(|| doc.load_incremental(changes).map(|_| doc).map_err(|_| LedgerError::Damaged))?;
        if self.is_sound() { Ok(()) } else { Err(LedgerError::Strange) }
    }

    /// What stands at the end of everything that was written: names of changes.
    pub fn heads(&mut self) -> Heads {
        self.doc.get_heads()
    }

    /// What was written beyond these.
    pub fn changes_since(&mut self, heads: &Heads) -> Vec<u8> {
        self.doc.save_after(heads)
    }

    /// Everything, in few bytes.
    pub fn save(&mut self) -> &[u8] {
        let since = self.doc.save_after(&self.heads);
        let loose = self.saved.len() - self.in_one_piece + since.len();
        if self.saved.is_empty() || loose > LOOSE_BYTES.max(self.in_one_piece / 4) {
            self.saved = self.doc.save();
            self.in_one_piece = self.saved.len();
        } else {
            self.saved.extend(since);
        }
        self.heads = self.doc.get_heads();
        &self.saved
    }

    /// Writes registers; one that is in conflict is settled by it.
    pub fn write<'a>(&mut self, pen: Pen, registers: impl IntoIterator<Item = (&'a str, &'a str)>) {
        self.doc.set_actor(ActorId::from(&pen.run[..]));
        for (name, value) in registers {
            // Only a document that is being read at an older state refuses.
            let _ = self.doc.put(ROOT, name, value);
        }
        let _ = self.doc.commit_with(CommitOptions::default().with_message(pen.by).with_time(pen.at));
    }

    /// Writes several values into one register as if each writer did not know of the others: what undo of a settled
    /// conflict is.
    pub fn disagree(&mut self, run: [u8; 16], name: &str, values: &[Written]) {
        let before = self.doc.get_heads();
        for (nth, written) in (0_u8..).zip(values) {
            let Ok(mut apart) = self.doc.fork_at(&before) else { return };
            apart.set_actor(ActorId::from([&run[..], &[nth]].concat()));
            let _ = apart.put(ROOT, name, written.value.as_str());
            let _ = apart.commit_with(CommitOptions::default().with_message(&written.by).with_time(written.at));
            let _ = self.doc.merge(&mut apart);
        }
    }

    /// Puts what another ledger of the same session holds into this one.
    pub fn merge(&mut self, other: &mut Self) -> Result<(), LedgerError> {
        self.doc.merge(&mut other.doc).map(drop).map_err(|_| LedgerError::Damaged)
    }

    /// Does it hold everything that the other holds?
    pub fn holds(&mut self, other: &mut Self) -> bool {
        other.doc.get_heads().iter().all(|head| self.doc.get_change_meta_by_hash(head).is_some())
    }

    /// The value that stands in a register.
    pub fn get(&self, name: &str) -> Option<String> {
        let (value, _) = self.doc.get(ROOT, name).ok()??;
        text(&value)
    }

    /// All registers, by name.
    pub fn registers(&mut self) -> BTreeMap<String, Register> {
        self.doc.commit();
        let range = self.doc.map_range(ROOT, ..);
        let all: Vec<(String, Option<String>, bool)> = range
            .map(|item| (item.key.into_owned(), text_of(&item.value).map(str::to_string), item.conflict))
            .collect();
        // They come by name: put in all at once, not one is looked for.
        let registers = all.into_iter().filter_map(|(name, value, conflict)| {
            let value = value?;
            let all = if conflict { self.different(&name, &value) } else { Vec::new() };
            Some((name, Register { value, all }))
        });
        registers.collect()
    }

    /// The different values of a register, the one that stands first; empty where there is only that.
    fn different(&mut self, name: &str, stands: &str) -> Vec<Written> {
        let values = self.doc.get_all(ROOT, name).unwrap_or_default();
        let values: Vec<_> = values.iter().filter_map(|(value, op)| Some((text(value)?, op.clone()))).collect();
        // The same can have been written twice: by whom first.
        let mut first: BTreeMap<String, (i64, String)> = BTreeMap::new();
        for (value, op) in values {
            let change = self.doc.hash_for_opid(&op).and_then(|hash| self.doc.get_change_meta_by_hash(&hash));
            let wrote = change.map_or((0, String::new()), |c| {
                (c.timestamp, c.message.as_ref().map(|m| m.to_string()).unwrap_or_default())
            });
            let known = first.entry(value).or_insert_with(|| wrote.clone());
            if wrote < *known {
                *known = wrote;
            }
        }
        let written = first.into_iter().map(|(value, (at, by))| Written { value, by, at });
        let mut all: Vec<Written> = written.collect();
        all.sort_by(|a, b| (a.value != stands, a.at, &a.by, &a.value).cmp(&(b.value != stands, b.at, &b.by, &b.value)));
        if all.len() > 1 { all } else { Vec::new() }
    }
}

fn text(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Scalar(scalar) => match scalar.as_ref() {
            ScalarValue::Str(text) => Some(text.to_string()),
            _ => None,
        },
        Value::Object(_) => None,
    }
}

fn text_of<'v>(value: &'v ValueRef<'_>) -> Option<&'v str> {
    match value {
        ValueRef::Scalar(ScalarValueRef::Str(text)) => Some(text),
        _ => None,
    }
}
