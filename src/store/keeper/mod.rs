//! Keeps an open session safe: every change in the journal at once, the file a little later.
//!
//! The window sends what happens as [`Message`]s and never waits; [`Keeper::work`] does what is due and
//! says in a [`Status`] what is safe by now. The keeper plays the same commands on a session of its own,
//! so that nothing is copied from the window, and what the journal says is what the window shows. It has
//! no thread and no clock: the caller brings both, and a test brings its own. Until the first change it
//! writes nothing at all.

mod annals;
mod beside;
mod journal_file;
mod message;
mod session_file;
mod shared;
mod snapshot;

use super::journal::{Chain, Entry, Replayed, Typing};
use super::places::Places;
use super::{Disk, log};
use crate::edit::{Command, History, Item};
use crate::model::Session;
use crate::model::time::Moment;
use annals::Annals;
use beside::Beside;
use journal_file::JournalFile;
use session_file::SessionFile;
use shared::Shared;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

pub use message::{Message, Settle};
pub use session_file::side_file;
pub use shared::{Arrived, Wire};

/// Words that are typed wait so long for more; they must stay after 800 ms at the latest.
const TYPING_MS: i64 = 400;
/// The file is written after so long without a change, and at the latest after so long with changes.
const IDLE_MS: i64 = 2_000;
const CAP_MS: i64 = 5_000;
/// What failed is tried again after so long.
const RETRY_MS: i64 = 3_000;
/// So often the file is looked at while nothing happens.
const WATCH_MS: i64 = 2_000;

/// The slot of the capture line among the drafts.
pub const CAPTURE_SLOT: u64 = 0;

/// What is safe by now, and what is in the way.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Status {
    pub path: Option<PathBuf>,
    /// So many changes stay, in the journal or in the file.
    pub kept: u64,
    /// So many times words being typed were sent, and stay as they were then.
    pub typed_kept: u64,
    /// So many changes are in the file, since when.
    pub saved: u64,
    pub saved_at: Option<Moment>,
    /// Why the journal does not take changes.
    pub journal_fails: Option<String>,
    /// Why the file does not.
    pub file_fails: Option<FileFails>,
    /// The file holds another state; nothing is written to it until the person has chosen.
    pub other: Option<Other>,
    /// Who else has the session open.
    pub in_use: Option<String>,
    /// It lies on something that can be pulled out.
    pub removable: bool,
    /// The sum of the file as it was last read or written, for a keeper that takes over.
    pub known: Option<String>,
    /// What must be put aside before the file is replaced, for the same.
    pub aside: Option<Arc<Aside>>,
    /// Told once, in order.
    pub told: Vec<String>,
    /// Other copies that lie beside the file, and so many times they were seen changed.
    pub beside: BTreeMap<PathBuf, u32>,
    /// The history as it was when it was asked for.
    pub lent: Option<Lent>,
    /// What other laptops in the room wrote, for the window to take.
    pub arrived: Option<Arrived>,
    /// So many changes were handed on to them; None: to nobody.
    pub shared: Option<u64>,
    /// Why nothing more is taken from them.
    pub room_fails: Option<String>,
    /// The keeper's session is not the window's; it must be begun anew.
    pub diverged: bool,
    pub closed: bool,
}

/// A session’s history, as it stands in a file, after so many changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lent {
    /// Each time it is asked for, another.
    pub nth: u64,
    pub changes: u64,
    pub history: Arc<str>,
}

/// Why a file is not written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileFails {
    /// Its folder is not there.
    FolderGone,
    /// The system's reason.
    Reason(String),
}

/// Another state in the session's file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Other {
    /// What differs: "C12: words: ..."; empty where it cannot be read.
    pub differences: Vec<super::compare::Difference>,
    pub readable: bool,
    /// People were removed from it, who are still in this one: it cannot be replaced by this one.
    pub forgot: bool,
}

/// What must be put aside before the file is replaced for the first time: damaged parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aside {
    pub path: PathBuf,
    pub text: String,
    /// The whole damaged file, for the earlier versions.
    pub original: Vec<u8>,
}

/// How a keeper begins.
pub struct Start {
    pub session: Session,
    pub path: Option<PathBuf>,
    /// The sum of the file as it was opened.
    pub known: Option<String>,
    /// The file itself, for its history.
    pub bytes: Option<Vec<u8>>,
    /// The history where the journal has another than the file.
    pub turned: Option<Arc<str>>,
    /// What the journal knows that was written in the history since.
    pub heard: Vec<Arc<[u8]>>,
    /// Marks a session whose text is not that of its newest version; true where it did.
    pub look_at: fn(&mut Session) -> bool,
    /// A journal to go on with, and where it lies.
    pub journal: Option<(PathBuf, Vec<u8>, Replayed)>,
    /// It is not in the file as it stands here.
    pub unsaved: bool,
    /// Words that were being typed.
    pub typing: BTreeMap<u64, Typing>,
    /// A damaged journal whose content is in this session.
    pub supersedes: Option<PathBuf>,
    pub aside: Option<Arc<Aside>>,
    /// Names the files of this keeper; an id that no other has.
    pub writer: String,
    /// For the side files: "open since 18:02, 14 May 2026, on LAPTOP".
    pub who: String,
    pub disk: Arc<dyn Disk>,
    pub places: Option<Places>,
}

/// Keeps one open session.
pub struct Keeper {
    disk: Arc<dyn Disk>,
    places: Option<Places>,
    session: Session,
    history: History,
    changes: u64,
    typing: BTreeMap<u64, Typing>,
    typed: u64,
    /// Slots whose words are not in the journal as they stand, and since when.
    untold: BTreeSet<u64>,
    typing_since: Option<Moment>,
    /// Since when there is a change that is not in the file, and when the last one came.
    unsaved_since: Option<Moment>,
    last_change: Option<Moment>,
    journal: Option<JournalFile>,
    file: SessionFile,
    aside: Option<Arc<Aside>>,
    annals: Annals,
    beside: Beside,
    shared: Shared,
    look_at: fn(&mut Session) -> bool,
    lend_wanted: bool,
    /// The sum of the file as it was opened, for the journal's first lines.
    opened_sum: Option<String>,
    writer: String,
    last_version: Option<Moment>,
    /// A frozen version is kept among the earlier versions at once.
    version_wanted: bool,
    save_wanted: bool,
    /// It is kept where the file lies.
    held: bool,
    /// The file must be written although nothing changed: it is another one, or it is gone.
    force_write: bool,
    closing: bool,
    stopped: bool,
    /// The person chose the other state: this one is not written any more.
    yielded: bool,
    /// An older journal that this one holds all of, once it is on the disk.
    supersedes: Option<PathBuf>,
    /// Something happened in this window: before that nothing is written.
    touched: bool,
    file_failed_at: Option<Moment>,
    journal_failed_at: Option<Moment>,
    /// Photos that lie beside the file, by digest.
    photos_there: BTreeSet<String>,
    /// They could not be put there, which has been told.
    photos_fail: bool,
    /// Some are to be put there: one at a time, so that words never wait for a slow stick.
    photos_due: bool,
    watched_at: Option<Moment>,
    status: Status,
}

impl Keeper {
    pub fn new(start: Start) -> Self {
        let folder = start.places.as_ref().map(|p| p.of_session(start.session.id));
        let new_journal = folder.map(|f| JournalFile::new(f, start.writer.clone(), start.who.clone()));
        let file = SessionFile::new(start.path.clone(), start.known.clone(), start.writer.clone(), start.who);
        let mut keeper = Self {
            history: History::default(),
            changes: 0,
            typing: BTreeMap::new(),
            typed: 0,
            untold: BTreeSet::new(),
            typing_since: None,
            unsaved_since: None,
            last_change: None,
            journal: new_journal,
            file,
            aside: start.aside.clone(),
            annals: Annals::new(start.bytes, start.turned, start.heard, start.writer.clone()),
            beside: Beside::default(),
            shared: Shared::default(),
            look_at: start.look_at,
            lend_wanted: false,
            opened_sum: start.known.clone(),
            writer: start.writer,
            last_version: None,
            version_wanted: false,
            save_wanted: false,
            held: false,
            force_write: false,
            closing: false,
            stopped: false,
            yielded: false,
            supersedes: start.supersedes,
            touched: false,
            file_failed_at: None,
            journal_failed_at: None,
            photos_there: BTreeSet::new(),
            photos_fail: false,
            photos_due: false,
            watched_at: None,
            status: Status {
                path: start.path,
                known: start.known.clone(),
                aside: start.aside.clone(),
                ..Status::default()
            },
            disk: start.disk,
            places: start.places,
            session: start.session,
        };
        match start.journal {
            Some((path, bytes, replayed)) => keeper.go_on_with(path, bytes, replayed),
            None => {
                // A new journal gets them with its first lines.
                keeper.untold = start.typing.keys().copied().collect();
                keeper.typing = start.typing;
                if start.unsaved {
                    keeper.recovered();
                }
            }
        }
        keeper
    }

    /// A journal that ends in the session as it is open.
    fn go_on_with(&mut self, path: PathBuf, bytes: Vec<u8>, replayed: Replayed) {
        let chain: Chain = replayed.chain.clone();
        self.journal = self.journal.take().map(|j| j.go_on(path, bytes, chain));
        let unsaved = self.opened_sum.as_deref().and_then(|sum| replayed.changes_since(sum)).unwrap_or(1);
        self.history = replayed.history;
        self.annals.know(replayed.histories);
        self.typing = replayed.drafts;
        // Changes are counted from here on; what was recovered counts as one that is not in the file.
        if unsaved > 0 {
            self.recovered();
        }
    }

    fn recovered(&mut self) {
        self.changes = 1;
        self.status.kept = 1;
    }

    /// Counts on from so many changes, none of which stays yet.
    pub fn after(mut self, changes: u64) -> Self {
        self.changes = changes;
        self.touched = true;
        self.save_wanted = true;
        self
    }

    /// What is open is not what stands in the file, although nothing was changed.
    pub fn must_write(&mut self) {
        self.force_write = true;
    }

    pub fn status(&self) -> &Status {
        &self.status
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    /// Changes so far: what the window counts too.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Takes in what happened. Nothing is written yet.
    pub fn take(&mut self, message: Message) {
        let only_asks =
            matches!(message, Message::Lend | Message::Save | Message::Share(_) | Message::Close | Message::Stop);
        self.touched |= !only_asks;
        match message {
            Message::Do { label, command, clears, at } => drop(self.take_command(label, command, clears, at)),
            Message::BringIn { label, command, history, at } => self.bring_in(label, command, history, at),
            Message::Lend => self.lend_wanted = true,
            Message::Share(wire) => self.share(wire),
            Message::Heard(changes) => self.hear(changes),
            Message::TakeIn { nth, at } => self.take_in(nth, at),
            Message::Undo { at } => {
                let of = self.history.next_undo().map(|(no, _)| no);
                let before = self.before();
                let done = self.history.undo(&mut self.session);
                if self.turned(of, before, matches!(done, Some(Ok(_))), at, |at, of| Entry::Undo { at, of }) {
                    self.save_wanted |= of.is_some_and(|of| self.annals.undone(of));
                }
            }
            Message::Redo { at } => {
                let of = self.history.next_redo().map(|(no, _)| no);
                let before = self.before();
                let done = self.history.redo(&mut self.session);
                if self.turned(of, before, matches!(done, Some(Ok(_))), at, |at, of| Entry::Redo { at, of }) {
                    self.save_wanted |= of.is_some_and(|of| self.annals.done_again(of));
                }
            }
            Message::Type { slot, typing, at } => self.take_typing(slot, typing, at),
            Message::Save => self.save_wanted = self.touched,
            Message::SaveAs { path, at } => self.save_as(path, at),
            Message::SaveOver { sum, at } => self.save_over(&sum, at),
            Message::Settle { choice, at } => self.settle(choice, at),
            Message::Close => self.closing = true,
            Message::Stop => {
                self.closing = true;
                self.stopped = true;
            }
        }
    }

    /// The session as the journal is to begin with; only while there is nothing in it.
    fn before(&self) -> Option<Session> {
        self.journal.as_ref().filter(|j| j.is_empty()).map(|_| self.session.clone())
    }

    /// True where it was done.
    fn take_command(&mut self, label: String, command: Command, clears: Option<u64>, at: Moment) -> bool {
        let before = self.before();
        let freezes = command.adds(|item| matches!(item, Item::Version(_)));
        if self.history.apply(&mut self.session, label.clone(), command.clone(), at).is_err() {
            self.status.diverged = true;
            return false;
        }
        if let Some(slot) = clears {
            self.typing.remove(&slot);
            self.untold.remove(&slot);
        }
        self.begin(before, at);
        self.push(&Entry::Do { at, label, command, clears });
        self.version_wanted |= freezes;
        self.changed(at);
        true
    }

    fn turned(
        &mut self,
        of: Option<u64>,
        before: Option<Session>,
        done: bool,
        at: Moment,
        entry: fn(Moment, u64) -> Entry,
    ) -> bool {
        let Some(of) = of.filter(|_| done) else {
            self.status.diverged = true;
            return false;
        };
        self.begin(before, at);
        self.push(&entry(at, of));
        self.changed(at);
        true
    }

    fn changed(&mut self, at: Moment) {
        self.changes += 1;
        (self.status.lent, self.status.arrived) = (None, None);
        self.shared.forget_offer();
        self.unsaved_since.get_or_insert(at);
        self.last_change = Some(at);
    }

    fn take_typing(&mut self, slot: u64, typing: Option<Typing>, at: Moment) {
        self.typed += 1;
        match typing {
            Some(typing) => drop(self.typing.insert(slot, typing)),
            None if self.typing.remove(&slot).is_none() => return,
            None => {}
        }
        self.untold.insert(slot);
        self.typing_since.get_or_insert(at);
    }

    /// The journal's first lines: what all else starts from.
    fn begin(&mut self, before: Option<Session>, at: Moment) {
        let Some(session) = before else { return };
        let Ok(text) = super::to_text(&session) else { return };
        let base_sum = super::file_sum(text.as_bytes());
        self.push(&Entry::Base { at, text, file: self.file.path.clone() });
        // A file that another version, or another program, wrote has another sum.
        if let Some(sum) = self.opened_sum.clone().filter(|sum| *sum != base_sum) {
            self.push(&Entry::Saving { sum });
        }
    }

    fn push(&mut self, entry: &Entry) {
        if let Some(journal) = &mut self.journal {
            journal.push(entry);
        }
    }

    /// Puts words that are being typed into the journal's lines.
    fn tell_typing(&mut self, at: Moment) {
        if self.untold.is_empty() {
            return;
        }
        let before = self.before();
        self.begin(before, at);
        for slot in std::mem::take(&mut self.untold) {
            let entry = match self.typing.get(&slot) {
                Some(draft) => Entry::Draft { at, slot, draft: draft.clone() },
                None => Entry::Forget { slot },
            };
            self.push(&entry);
        }
        self.typing_since = None;
    }

    /// How long until something is due, in ms; None: not until something happens.
    pub fn wait_ms(&self, now: Moment) -> Option<i64> {
        let after = |since: Option<Moment>, ms: i64| {
            // A clock that was set back must not put anything off.
            since.map(|t| if t > now { 0 } else { (ms - (now - t).num_milliseconds()).max(0) })
        };
        if self.save_wanted || self.photos_due || self.lend_wanted || self.shared.is_due(self.changes) {
            return Some(0);
        }
        let typing = after(self.typing_since, TYPING_MS);
        let journal = after(self.journal_failed_at, RETRY_MS);
        let file = match self.file_failed_at {
            Some(_) => after(self.file_failed_at, RETRY_MS),
            None if self.is_unsaved() && self.touched => {
                after(self.last_change, IDLE_MS).min(after(self.unsaved_since, CAP_MS))
            }
            None => None,
        };
        let watch = self.file.path.as_ref().and_then(|_| after(self.watched_at.or(Some(now)), WATCH_MS));
        [typing, journal, file, watch].into_iter().flatten().min()
    }

    fn is_unsaved(&self) -> bool {
        (self.status.saved < self.changes || self.force_write) && self.status.other.is_none()
    }

    /// Does what is due; true where the status may have changed.
    pub fn work(&mut self, now: Moment) {
        self.do_what_is_due(now);
        self.status.known = self.file.known().cloned();
        self.status.aside = self.aside.clone();
    }

    /// The id that names this keeper's files.
    pub fn writer(&self) -> &str {
        &self.writer
    }

    fn do_what_is_due(&mut self, now: Moment) {
        let due = |since: Option<Moment>, ms: i64| since.is_some_and(|t| t > now || (now - t).num_milliseconds() >= ms);
        let journal_behind = self.journal.as_ref().is_some_and(JournalFile::is_behind);
        let may_try = self.journal_failed_at.is_none() || due(self.journal_failed_at, RETRY_MS) || self.closing;
        if due(self.typing_since, TYPING_MS)
            || (journal_behind && !self.untold.is_empty())
            || self.closing
            || self.save_wanted
        {
            self.tell_typing(now);
        }
        self.write_down_for_others(now);
        if may_try {
            self.keep_journal(now);
        }
        self.hand_on();
        self.look_at_what_waits(now);
        if self.untold.is_empty() && self.journal.as_ref().is_some_and(|j| !j.is_behind()) {
            self.status.typed_kept = self.typed;
        }
        if std::mem::take(&mut self.lend_wanted) {
            self.lend(now);
        }
        let retry = self.file_failed_at.is_none() || due(self.file_failed_at, RETRY_MS);
        let file_due =
            self.touched && (self.force_write || due(self.last_change, IDLE_MS) || due(self.unsaved_since, CAP_MS));
        if self.is_unsaved() && (self.closing || self.save_wanted || (file_due && retry)) {
            self.write_file(now);
        }
        self.save_wanted = false;
        if self.photos_due && !self.closing {
            self.bring_a_photo();
        }
        if due(self.watched_at.or(Some(now)), WATCH_MS) || self.watched_at.is_none() {
            self.watched_at = Some(now);
            self.watch();
        }
        if self.closing && !self.status.closed {
            self.put_away(now);
        }
    }

    fn keep_journal(&mut self, now: Moment) {
        let Some((journal, places)) = self.journal.as_mut().zip(self.places.as_ref()) else { return };
        if !journal.is_behind() {
            return;
        }
        let began = self.last_version.is_none() && self.status.kept == 0;
        match journal.flush(&*self.disk, &places.reserve()) {
            Ok(()) => {
                self.status.kept = self.changes;
                self.status.journal_fails = None;
                self.journal_failed_at = None;
                if let Some(old) = self.supersedes.take() {
                    // Kept as evidence, under a name that is not played any more.
                    let _ = self.disk.rename(&old, &old.with_extension("damaged"));
                }
                if began {
                    super::reserve::lay(&*self.disk, &places.reserve());
                }
            }
            Err(e) => {
                log::note(&*self.disk, &places.log(), now, "the journal was not written", e.kind());
                self.status.journal_fails = Some(session_file::reason(&e));
                self.journal_failed_at = Some(now);
                // Then at least the file, and at once.
                self.save_wanted = true;
            }
        }
    }

    fn put_away(&mut self, now: Moment) {
        let saved = self.yielded || (!self.is_unsaved() && self.status.other.is_none());
        // Words without a file are found by the start page only as long as nothing says that all is put away.
        let reachable = self.typing.is_empty() || self.file.path.is_some();
        if saved && reachable && !self.stopped && self.journal.as_ref().is_some_and(|j| !j.is_empty()) {
            self.push(&Entry::Closed);
            self.keep_journal(now);
        }
        // By now everything that was typed is where it belongs.
        while self.photos_due {
            self.bring_a_photo();
        }
        self.status.closed = true;
        // Lets go of the side files.
        self.file = SessionFile::new(self.file.path.clone(), None, self.writer.clone(), String::new());
        self.journal = None;
    }
}
