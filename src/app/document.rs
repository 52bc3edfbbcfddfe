//! The open session with its history, what follows from it, and how far it is safe.

use super::Derived;
use crate::edit::{self, Command, History, Refusal, Turned};
use crate::model::Session;
use crate::model::time::Moment;
use crate::nearby::Rights;
use crate::report::text::Fonts;
use crate::store::journal::Typing;
use crate::store::keeper::{Message, Status, Wire};
use crate::store::opening::Found;
use crate::store::together::settling;
use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;

/// The rail's number of what stops sign-off waits so long for the next change. The check looks at every text of the
/// session; while somebody writes down line after line, or nine laptops do, that is not what anybody waits for.
const REST_S: i64 = 3;

/// The way to the keeper of a session, which works elsewhere.
pub trait Link {
    /// Sends what happened; never waits.
    fn send(&self, message: Message);
    /// Puts everything away, and waits for it a short while; what is safe by then. None: it takes longer.
    fn close(&mut self) -> Option<Status>;
}

/// An open session.
pub struct Document {
    session: Session,
    history: History,
    /// Counts changes; what was worked out for another revision is out of date.
    revision: u64,
    /// So many times words being typed were sent to the keeper.
    typed: u64,
    derived: OnceCell<Derived>,
    /// So many things stopped sign-off when the check was last made, before the last changes.
    stops_before: Option<usize>,
    /// When the rail first asked for that number after the last change.
    rests_since: OnceCell<Moment>,
    fonts: Arc<Fonts>,
    /// None: the session is only looked at.
    link: Option<Box<dyn Link>>,
    /// How far it is safe.
    pub status: Status,
    /// The keeper that is listened to: one that was given up may still be heard.
    pub keeper: String,
    /// So much of what the keeper told has been said.
    pub told: usize,
    /// What opening found, until it is dismissed.
    pub found: Found,
    /// What may be changed here, in somebody else's room; None: everything.
    pub rights: Option<Rights>,
    /// Other laptops write in it too.
    is_shared: bool,
}

impl Document {
    /// A session as it was opened, with the way to its keeper and what that counts from; without one it is
    /// only looked at.
    pub fn new(
        session: Session,
        history: History,
        found: Found,
        path: Option<PathBuf>,
        link: Option<Box<dyn Link>>,
        keeper: (String, u64),
        fonts: Arc<Fonts>,
    ) -> Self {
        let (keeper, changes) = keeper;
        let status = Status { path, kept: changes, ..Status::default() };
        Self {
            session,
            history,
            revision: changes,
            typed: 0,
            derived: OnceCell::new(),
            stops_before: None,
            rests_since: OnceCell::new(),
            fonts,
            link,
            status,
            keeper,
            told: 0,
            found,
            rights: None,
            is_shared: false,
        }
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What follows from the session, worked out when it is first asked for after a change.
    pub fn derived(&self) -> &Derived {
        self.derived.get_or_init(|| Derived::of(&self.session, &self.fonts))
    }

    /// What it is printed in: what these have can be printed.
    pub fn print_in(&mut self, fonts: Arc<Fonts>) {
        if !Arc::ptr_eq(&self.fonts, &fonts) {
            self.fonts = fonts;
            self.derived = OnceCell::new();
        }
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    /// Why it cannot be changed here.
    pub fn read_only_words(&self) -> &'static str {
        match self.found.paper {
            Some(_) => "This is the record from a PDF; it can be read, checked, printed and signed here, not changed",
            None => "This file was made by a newer version of Upfront; it can be read and exported here, not changed",
        }
    }

    /// Can it be changed?
    pub fn is_read_only(&self) -> bool {
        self.link.is_none()
    }

    /// Applies a command; a refusal changes nothing. The words of the slot `clears` are in it.
    pub fn apply(&mut self, label: String, command: Command, clears: Option<u64>, now: Moment) -> Result<(), Refusal> {
        let command = settling(&self.session, command);
        self.may(&command)?;
        self.history.apply(&mut self.session, label.clone(), command.clone(), now)?;
        self.changed();
        self.send(Message::Do { label, command, clears, at: now });
        Ok(())
    }

    /// May this be done here?
    fn may(&mut self, command: &Command) -> Result<(), Refusal> {
        if self.rights.is_none() {
            return Ok(());
        }
        let mut after = self.session.clone();
        edit::apply(&mut after, command.clone())?;
        self.may_become(&after)
    }

    /// May the session be changed to this here?
    fn may_become(&mut self, after: &Session) -> Result<(), Refusal> {
        let Some(rights) = &mut self.rights else { return Ok(()) };
        match rights.refusal(&self.session, after) {
            Some(sentence) => Err(Refusal::NotYours(sentence)),
            None => {
                rights.keep_made(&self.session, after);
                Ok(())
            }
        }
    }

    /// Other laptops write in it from now on, over this way; None: no longer.
    pub fn share(&mut self, wire: Option<Wire>) {
        self.is_shared = wire.is_some();
        if self.is_shared {
            self.history.settle_what_was_brought_in();
        }
        self.send(Message::Share(wire));
    }

    /// Takes what other laptops wrote, as far as it has come; true where something has changed.
    pub fn take_arrived(&mut self, now: Moment) -> bool {
        let Some(arrived) = self.status.arrived.take_if(|arrived| arrived.changes == self.revision) else {
            return false;
        };
        let command = (*arrived.command).clone().and_when(&self.session, now);
        if edit::apply(&mut self.session, command).is_err() {
            // Never seen: the keeper has worked it out for just this session.
            self.status.diverged = true;
            return false;
        }
        self.history.settle_what_was_brought_in();
        self.changed();
        self.send(Message::TakeIn { nth: arrived.nth, at: now });
        true
    }

    /// Asks the keeper for the session’s history; it comes with a status.
    pub fn ask_for_history(&self) {
        self.send(Message::Lend);
    }

    /// The history of the session as it stands now, where it has come.
    pub fn history_now(&self) -> Option<Arc<str>> {
        self.status.lent.as_ref().filter(|lent| lent.changes == self.revision).map(|lent| lent.history.clone())
    }

    /// Applies what other copies brought; `after` is the history that holds them too.
    pub fn bring_in(&mut self, label: String, command: Command, after: Arc<str>, now: Moment) -> Result<(), Refusal> {
        self.may(&command)?;
        self.history.apply(&mut self.session, label.clone(), command.clone(), now)?;
        self.history.brought_in();
        if self.is_shared {
            self.history.settle_what_was_brought_in();
        }
        self.changed();
        self.send(Message::BringIn { label, command, history: after, at: now });
        Ok(())
    }

    /// Applies what somebody else did: it is no step of one's own, and undo does not take it back.
    pub fn done_elsewhere(&mut self, command: Command) -> Result<(), Refusal> {
        edit::apply(&mut self.session, command)?;
        self.changed();
        Ok(())
    }

    /// Takes the last step back; what it was, or None where there was none.
    pub fn undo(&mut self, now: Moment) -> Option<Result<Turned, Refusal>> {
        if let Err(refusal) = self.may_turn(History::undo) {
            return Some(Err(refusal));
        }
        let done = self.history.undo(&mut self.session);
        self.turned(&done, Message::Undo { at: now });
        done
    }

    /// Does again what was taken back.
    pub fn redo(&mut self, now: Moment) -> Option<Result<Turned, Refusal>> {
        if let Err(refusal) = self.may_turn(History::redo) {
            return Some(Err(refusal));
        }
        let done = self.history.redo(&mut self.session);
        self.turned(&done, Message::Redo { at: now });
        done
    }

    /// What was done before the room was joined may be somebody else's now.
    fn may_turn(
        &mut self,
        turn: fn(&mut History, &mut Session) -> Option<Result<Turned, Refusal>>,
    ) -> Result<(), Refusal> {
        if self.rights.is_none() {
            return Ok(());
        }
        let (mut history, mut after) = (self.history.clone(), self.session.clone());
        let _ = turn(&mut history, &mut after);
        self.may_become(&after)
    }

    fn turned(&mut self, done: &Option<Result<Turned, Refusal>>, message: Message) {
        if matches!(done, Some(Ok(_))) {
            self.changed();
            self.send(message);
        }
    }

    fn changed(&mut self) {
        self.revision += 1;
        self.rests_since = OnceCell::new();
        let known = self.derived.take().and_then(|derived| derived.stops_known());
        self.stops_before = known.or(self.stops_before);
    }

    /// So many findings stop sign-off, as the rail says it: as it was before, until a page asks for the findings or
    /// nothing has changed for a while.
    pub fn stops_at_rest(&self, now: Moment) -> usize {
        let since = *self.rests_since.get_or_init(|| now);
        let rests = (now - since).abs().num_seconds() < REST_S && self.derived().stops_known().is_none();
        self.stops_before.filter(|_| rests).unwrap_or_else(|| self.derived().stops(&self.session))
    }

    /// Does the rail still say what was before?
    pub fn is_resting(&self) -> bool {
        self.rests_since.get().is_some() && self.derived().stops_known().is_none()
    }

    /// Words in a field as they stand now; None: they are meant no more.
    pub fn typed(&mut self, slot: u64, typing: Option<Typing>, at: Moment) {
        self.typed += 1;
        self.send(Message::Type { slot, typing, at });
    }

    /// Sends something to the keeper.
    pub fn send(&self, message: Message) {
        if let Some(link) = &self.link {
            link.send(message);
        }
    }

    /// Another keeper takes over.
    pub fn hand_to(&mut self, link: Box<dyn Link>, keeper: String) {
        self.link = Some(link);
        self.keeper = keeper;
        // It does not know what the histories were before.
        self.history.settle_what_was_brought_in();
        self.typed = 0;
        // What the new one has told and kept counts from here.
        self.told = 0;
        self.status.told.clear();
        self.status.kept = 0;
        self.status.saved = 0;
        self.status.typed_kept = 0;
        self.status.diverged = false;
        self.status.closed = false;
    }

    /// Puts everything away; the status says what is safe by then.
    pub fn close(&mut self) {
        if let Some(status) = self.link.as_mut().and_then(|link| link.close()) {
            self.status = status;
        }
    }

    /// Nothing of it is kept, and nothing waits for that.
    pub fn keep_nothing(&mut self) {
        (self.status.kept, self.status.saved, self.status.typed_kept) = (u64::MAX, u64::MAX, u64::MAX);
    }

    /// Is everything that was done, and every word in a field, there after a power cut?
    pub fn is_kept(&self) -> bool {
        self.is_read_only() || (self.status.kept >= self.revision && self.status.typed_kept >= self.typed)
    }

    /// Is everything in the session's file?
    pub fn is_in_file(&self) -> bool {
        self.is_read_only() || self.status.saved >= self.revision
    }
}
