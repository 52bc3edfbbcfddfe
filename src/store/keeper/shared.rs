//! An open session in which other laptops write at the same time.
//!
//! What is changed here is written down in the history at once, kept in the journal, and only then handed on: so no other
//! laptop ever has a change that this one does not know after a crash. What others wrote waits until the window has taken
//! it: the keeper says what it comes to, for the session after so many changes, and where the session has gone on
//! meanwhile it says it anew. So what is typed here is never written over, and never seems to have been written by
//! somebody who knew of what came.

use super::{Entry, Keeper};
use crate::edit::{self, Command};
use crate::model::Session;
use crate::model::time::Moment;
use crate::share::Heads;
use crate::store::book::Book;
use crate::store::together::with_own;
use std::fmt;
use std::sync::Arc;

/// The way out to the other laptops, for changes as [`Book::take`] takes them.
#[derive(Clone)]
pub struct Wire(pub Arc<dyn Fn(Arc<[u8]>) + Send + Sync>);

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

/// What other laptops wrote, as it would change the session after so many changes.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// Tells it from others.
    pub nth: u64,
    pub changes: u64,
    pub command: Arc<Command>,
}

impl PartialEq for Arrived {
    fn eq(&self, other: &Self) -> bool {
        self.nth == other.nth
    }
}

/// What stands between this session and the other laptops.
#[derive(Default)]
pub(super) struct Shared {
    wire: Option<Wire>,
    /// What they were told so far, and after how many changes here.
    told: Heads,
    told_changes: Option<u64>,
    /// In the journal’s lines by now, and handed on when those are on the disk.
    ready: Vec<Arc<[u8]>>,
    /// What they wrote, and is not in the session yet.
    waiting: Vec<Arc<[u8]>>,
    offered: Option<Offered>,
    nth: u64,
}

/// What waits, worked out.
struct Offered {
    nth: u64,
    /// So many of those that wait are in it.
    heard: usize,
    book: Book,
    session: Session,
    command: Command,
}

impl Shared {
    /// The session has gone on: what was worked out does not fit it any more.
    pub(super) fn forget_offer(&mut self) {
        self.offered = None;
    }

    /// Is there something to work out?
    pub(super) fn is_due(&self, changes: u64) -> bool {
        let behind = self.wire.is_some() && self.told_changes != Some(changes);
        behind || (!self.waiting.is_empty() && self.offered.is_none())
    }
}

impl Keeper {
    /// From now on others write too; None: no longer. What they wrote by then is still taken in.
    pub(super) fn share(&mut self, wire: Option<Wire>) {
        if wire.is_some() {
            // The others have what was brought in as soon as it is handed on.
            self.settle_what_was_brought_in();
        }
        (self.shared.wire, self.shared.told, self.shared.told_changes) = (wire, Heads::new(), None);
        self.status.shared = None;
    }

    pub(super) fn settle_what_was_brought_in(&mut self) {
        self.history.settle_what_was_brought_in();
        self.annals.settle();
    }

    pub(super) fn is_shared(&self) -> bool {
        self.shared.wire.is_some()
    }

    /// Others wrote this.
    pub(super) fn hear(&mut self, changes: Arc<[u8]>) {
        self.shared.waiting.push(changes);
        self.shared.forget_offer();
        self.status.arrived = None;
    }

    /// Writes down what was changed here, for the journal and then for the others.
    pub(super) fn write_down_for_others(&mut self, now: Moment) {
        if self.shared.wire.is_none() || self.shared.told_changes == Some(self.changes) {
            return;
        }
        self.note(now);
        let Some(book) = self.annals.book_mut() else { return };
        let changes = book.changes_since(&self.shared.told);
        self.shared.told = book.heads();
        self.shared.told_changes = Some(self.changes);
        if !changes.is_empty() {
            let changes: Arc<[u8]> = changes.into();
            let before = self.before();
            self.begin(before, now);
            self.push(&Entry::Wrote { changes: changes.clone() });
            self.shared.ready.push(changes);
        }
    }

    /// Hands on what the journal has. Where it has nothing because it cannot be written, the others at least have it.
    pub(super) fn hand_on(&mut self) {
        if let Some(wire) = &self.shared.wire {
            self.shared.ready.drain(..).for_each(|changes| (wire.0)(changes));
            self.status.shared = self.shared.told_changes;
        }
        self.shared.ready.clear();
    }

    /// Works out what the others wrote comes to.
    pub(super) fn look_at_what_waits(&mut self, now: Moment) {
        if self.shared.waiting.is_empty() || self.shared.offered.is_some() {
            return;
        }
        self.note(now);
        let Some(book) = self.annals.book_mut() else { return };
        let (book, all) = match book.with(&self.shared.waiting) {
            Ok(with) => with,
            Err(e) => {
                // The laptop that lets everything in looks at it first; so this is one that is not to be trusted.
                self.shared.waiting.clear();
                self.status.room_fails = Some(format!("What came from the room cannot be read: {e}"));
                return;
            }
        };
        let mut session = with_own(&self.session, all);
        session.changed_since_version = false;
        (self.look_at)(&mut session);
        let heard = self.shared.waiting.len();
        match edit::merged(&self.session, &session) {
            Some(command) => {
                self.shared.nth += 1;
                let (nth, changes) = (self.shared.nth, self.changes);
                self.status.arrived = Some(Arrived { nth, changes, command: Arc::new(command.clone()) });
                self.shared.offered = Some(Offered { nth, heard, book, session, command });
            }
            // Only what this laptop has told the others itself.
            None => self.now_holds(book, heard, None, now),
        }
    }

    /// The window has taken it.
    pub(super) fn take_in(&mut self, nth: u64, at: Moment) {
        let Some(offered) = self.shared.offered.take().filter(|offered| offered.nth == nth) else {
            self.status.diverged = true;
            return;
        };
        let Offered { heard, mut book, session, command, .. } = offered;
        let before = self.before();
        let with_when = command.clone().and_when(&self.session, at);
        let done = edit::apply(&mut self.session, with_when);
        if done.is_err() {
            self.status.diverged = true;
            return;
        }
        book.took(&session);
        self.settle_what_was_brought_in();
        self.begin(before, at);
        self.now_holds(book, heard, Some(command), at);
        self.changed(at);
        // What came need not be told to those it came from.
        self.shared.told_changes = self.shared.told_changes.map(|_| self.changes);
        self.status.shared = self.shared.told_changes;
    }

    /// From here on what they wrote is in the history, too.
    fn now_holds(&mut self, mut book: Book, heard: usize, command: Option<Command>, at: Moment) {
        let came: Vec<_> = self.shared.waiting.drain(..heard).collect();
        self.push(&Entry::Heard { at, command, changes: came.concat().into() });
        self.shared.told = book.heads();
        self.annals.put(book);
    }
}
