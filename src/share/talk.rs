//! What two laptops say to each other so that each gets what it does not have: Automerge's own sync protocol.
//!
//! What arrives is put to a ledger of its own first, and looked at there: nothing that is refused was ever in the one that
//! is kept, or was passed on. Messages must come whole and in order; for a new line a new [`Talk`] begins.

use super::guard::guarded;
use super::ledger::{Heads, Ledger};
use super::{LedgerError, unfolding};
use automerge::sync::{Message, MessageVersion, State, SyncDoc};
use automerge::{Change, legacy};
use std::collections::BTreeSet;

/// One end of the talk with one other laptop.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    state: State,
}

/// What a message brought, before it is taken.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The talk and the ledger as they are when it is taken.
    pub talk: Talk,
    pub ledger: Ledger,
    /// What is new in it, as [`Ledger::take`] takes it; empty where nothing is.
    pub changes: Vec<u8>,
    /// What each change that is new wrote.
    pub wrote: Vec<Wrote>,
}

/// Who wrote what, in one change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrote {
    /// "table 3’s copy", as the writer says.
    pub by: String,
    pub registers: BTreeSet<String>,
    /// It did something that no laptop of ours does: a list, a counter, a register taken away.
    pub strange: bool,
}

impl Talk {
    /// What is to be said next; None: nothing, or the answer to what was said last is still to come.
    pub fn next(&mut self, ledger: &mut Ledger) -> Option<Vec<u8>> {
        ledger.doc().sync().generate_sync_message(&mut self.state).map(Message::encode)
    }

    /// What the other said, put to a ledger of its own.
    pub fn hear(&self, ledger: &mut Ledger, message: &[u8]) -> Result<Heard, LedgerError> {
        let before = ledger.doc().get_heads();
        let (talk, ledger) = (self.clone(), ledger.clone());
        guarded(|| talk.hear_into(ledger, &before, message))
    }

    fn hear_into(self, mut ledger: Ledger, before: &Heads, message: &[u8]) -> Result<Heard, LedgerError> {
        let message = Message::decode(message).map_err(|_| LedgerError::Damaged)?;
        message.changes.iter().try_for_each(unfolding::check)?;
        let mut talk = self;
        let heard = ledger.doc().sync().receive_sync_message(&mut talk.state, message);
        heard.map_err(|_| LedgerError::Damaged)?;
        let changes = ledger.changes_since(before);
        let wrote = ledger.doc().get_changes(before).iter().map(wrote).collect();
        if !ledger.is_sound() {
            return Err(LedgerError::Strange);
        }
        Ok(Heard { talk, ledger, changes, wrote })
    }

    /// Did the other say that it has all that is in here, and nothing else?
    pub fn is_level(&self, ledger: &mut Ledger) -> bool {
        self.state.their_heads.as_ref().is_some_and(|theirs| *theirs == ledger.doc().get_heads())
    }
}

fn wrote(change: &Change) -> Wrote {
    let decoded = change.decode();
    let mut wrote =
        Wrote { by: change.message().unwrap_or_default().to_string(), registers: BTreeSet::new(), strange: false };
    for op in &decoded.operations {
        match (&op.obj, &op.key, &op.action) {
            (legacy::ObjectId::Root, legacy::Key::Map(name), legacy::OpType::Put(_)) => {
                wrote.registers.insert(name.to_string());
            }
            _ => wrote.strange = true,
        }
    }
    wrote
}

/// A message with these bytes in the place of changes: for fuzzing, which would never guess what is around them.
pub fn message_with(changes: &[u8]) -> Vec<u8> {
    let (heads, need, have, flags) = Default::default();
    let version = MessageVersion::V1;
    Message { heads, need, have, changes: changes.to_vec().into(), flags, version }.encode()
}
