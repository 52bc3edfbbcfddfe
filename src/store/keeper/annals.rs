//! The history of the open session: read when it is first needed, lent out where other copies are to be brought in, and
//! put back as it was where that is undone.

use super::session_file::Stands;
use super::{Entry, Keeper, Lent};
use crate::edit::Command;
use crate::model::Session;
use crate::model::time::Moment;
use crate::store::book::{Book, BookError};
use crate::store::{SaveError, open, to_text, to_text_with, write_down};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// The history of one open session.
pub(super) struct Annals {
    /// None: nothing was written yet.
    book: Option<Book>,
    /// The session’s file as it was opened, until its history is read.
    as_opened: Option<Vec<u8>>,
    /// The history where it is another than in the file: copies were brought in or out since, and only the journal has it.
    turned: Option<Arc<str>>,
    /// What was written in it since, until the history is read.
    heard: Vec<Arc<[u8]>>,
    writer: String,
    /// So often another book took the place of this one. Each goes on as a run of its own: no two changes may have the
    /// same name.
    turns: u32,
    /// The histories before and after each step that brought copies in.
    steps: BTreeMap<u64, (Arc<str>, Arc<str>)>,
    /// So often the history was handed out.
    lent: u64,
}

impl Annals {
    pub(super) fn new(
        as_opened: Option<Vec<u8>>,
        turned: Option<Arc<str>>,
        heard: Vec<Arc<[u8]>>,
        writer: String,
    ) -> Self {
        Self { book: None, as_opened, turned, heard, writer, turns: 0, steps: BTreeMap::new(), lent: 0 }
    }

    /// The journal that is gone on with knows these.
    pub(super) fn know(&mut self, steps: BTreeMap<u64, (Arc<str>, Arc<str>)>) {
        self.steps = steps;
    }

    /// The name of the run that writes now.
    fn run(&self) -> Uuid {
        let writer: Uuid = self.writer.parse().unwrap_or_default();
        if self.turns == 0 {
            return writer;
        }
        let hash = Sha256::new().chain_update(writer).chain_update(self.turns.to_be_bytes()).finalize();
        let mut run = [0; 16];
        run.iter_mut().zip(hash).for_each(|(to, byte)| *to = byte);
        Uuid::from_bytes(run)
    }

    /// From here on this is the history.
    fn turn_to(&mut self, history: Arc<str>) {
        self.turns += 1;
        self.book = None;
        self.heard.clear();
        self.turned = Some(history);
    }

    /// From here on this is the history: the one before, with what others wrote.
    pub(super) fn put(&mut self, book: Book) {
        self.book = Some(book);
    }

    pub(super) fn book_mut(&mut self) -> Option<&mut Book> {
        self.book.as_mut()
    }

    /// No step that brought copies in is taken back any more.
    pub(super) fn settle(&mut self) {
        self.steps.clear();
    }

    /// A step was taken back; true where it had brought copies in. What they hold is in the history no more: else it would
    /// seem that all of it was taken out here, also to those who bring it in again.
    pub(super) fn undone(&mut self, step: u64) -> bool {
        let before = self.steps.get(&step).map(|(before, _)| before.clone());
        before.map(|before| self.turn_to(before)).is_some()
    }

    /// A step was done again; the same.
    pub(super) fn done_again(&mut self, step: u64) -> bool {
        let after = self.steps.get(&step).map(|(_, after)| after.clone());
        after.map(|after| self.turn_to(after)).is_some()
    }
}

impl Keeper {
    /// The session with its history up to now, which goes on from that in the file.
    pub(super) fn with_history(&mut self, now: Moment) -> Result<String, SaveError> {
        self.note(now);
        let Some(book) = &mut self.annals.book else { return to_text(&self.session) };
        let history = book.to_text();
        match self.held {
            true => to_text_with(&self.session, history),
            // Where this laptop cannot keep that it writes the file, the file does not say so either.
            false => to_text_with(&Session { holder: None, ..self.session.clone() }, history),
        }
    }

    /// Hands the history out as it is now, in the status.
    pub(super) fn lend(&mut self, now: Moment) {
        let Some(history) = self.history_up_to(now) else { return };
        self.annals.lent += 1;
        self.status.lent = Some(Lent { nth: self.annals.lent, changes: self.changes, history });
    }

    /// The history with all that was changed by now.
    fn history_up_to(&mut self, now: Moment) -> Option<Arc<str>> {
        self.note(now);
        self.annals.book.as_mut().map(|book| book.to_text().into())
    }

    /// Writes down in the history what was changed by now.
    pub(super) fn note(&mut self, now: Moment) {
        self.read_history();
        let (run, at) = (self.annals.run(), self.last_change.unwrap_or(now));
        if let Some(book) = &mut self.annals.book {
            write_down(book, &self.session, run, at);
        }
    }

    /// Does what other copies brought; `after` is the history that holds it too.
    pub(super) fn bring_in(&mut self, label: String, command: Command, after: Arc<str>, at: Moment) {
        let before = self.history_up_to(at);
        if !self.take_command(label, command, None, at) {
            return;
        }
        let step = self.history.next_undo().map(|(no, _)| no);
        let (Some(step), Some(before)) = (step, before) else { return };
        self.history.brought_in();
        self.push(&Entry::Histories { before: before.clone(), after: after.clone() });
        self.annals.steps.insert(step, (before, after.clone()));
        self.annals.turn_to(after);
        self.save_wanted = true;
        if self.is_shared() {
            // The others have it in a moment.
            self.settle_what_was_brought_in();
        }
    }

    /// Reads the history, where that was not done yet: from the file as it was opened, or as it is.
    pub(super) fn read_history(&mut self) {
        if self.annals.book.is_some() {
            return;
        }
        let as_left = || matches!(self.file.stands(&*self.disk), Stands::AsLeft);
        let read = || self.disk.read(self.file.path.as_ref().filter(|_| as_left())?, open::MOST_BYTES).ok();
        let there = self.annals.as_opened.take();
        let book = match self.annals.turned.take() {
            Some(history) => Some(Book::read(&history)),
            None => {
                let path = self.file.path.clone().unwrap_or_default();
                there.or_else(read).map(|bytes| Book::of_file(&path, &bytes))
            }
        };
        let book = match book {
            Some(Ok(book)) if book.id() == self.session.id => book,
            Some(Err(BookError::Ledger(_) | BookError::Strange(_) | BookError::Reference { .. })) => {
                self.tell(|name| format!("The history in {name} could not be read; it begins anew"));
                Book::begin(&self.session)
            }
            _ => Book::begin(&self.session),
        };
        let heard = std::mem::take(&mut self.annals.heard);
        // What the journal knows of it, where that is more.
        let with = if heard.is_empty() { None } else { book.with(&heard).ok() };
        self.annals.book = Some(with.map_or(book, |(book, all)| book.up_to(all)));
    }
}
