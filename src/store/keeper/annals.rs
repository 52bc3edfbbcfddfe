//! The history of the open session: read when it is first needed, lent out where other copies are to be brought in, and
//! put back as it was where that is undone.

use super::session_file::Stands;
use super::{Keeper, Lent};
use crate::model::Session;
use crate::model::time::Moment;
use crate::store::book::{Book, BookError};
use crate::store::{SaveError, open, to_text, to_text_with, write_down};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The history of one open session.
pub(super) struct Annals {
    /// None: nothing was written yet.
    book: Option<Book>,
    /// The session's file as it was opened, until its history is read.
    as_opened: Option<Vec<u8>>,
    writer: String,
    /// So often another book took the place of this one. Each goes on as a run of its own: no two changes may have the
    /// same name.
    turns: u32,
    /// The books before and after a step that brought copies in, by the step's number.
    steps: BTreeMap<u64, (Book, Book)>,
}

impl Annals {
    pub(super) fn new(as_opened: Option<Vec<u8>>, writer: String) -> Self {
        Self { book: None, as_opened, writer, turns: 0, steps: BTreeMap::new() }
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

    /// Another book takes the place of this one.
    fn turn_to(&mut self, book: Book) -> Option<Book> {
        self.turns += 1;
        self.book.replace(book)
    }

    /// The step was done that brought copies in, which `book` holds too.
    fn brought(&mut self, step: u64, mut book: Book, s: &Session) {
        book.took(s);
        if let Some(before) = self.turn_to(book.clone()) {
            self.steps.insert(step, (before, book));
        }
    }

    /// A step was taken back. Where it had brought copies in, what they hold is in the history no more: else it would seem
    /// that all of it was taken out here, also to those who bring it in again.
    pub(super) fn undone(&mut self, step: u64) {
        if let Some((before, _)) = self.steps.get(&step) {
            self.turn_to(before.clone());
        }
    }

    /// A step was done again.
    pub(super) fn done_again(&mut self, step: u64) {
        if let Some((_, after)) = self.steps.get(&step) {
            self.turn_to(after.clone());
        }
    }
}

impl Keeper {
    /// The session with its history up to now, which goes on from that in the file.
    pub(super) fn with_history(&mut self, now: Moment) -> Result<String, SaveError> {
        self.read_history();
        let (run, at) = (self.annals.run(), self.last_change.unwrap_or(now));
        let Some(book) = &mut self.annals.book else { return to_text(&self.session) };
        write_down(book, &self.session, run, at);
        to_text_with(&self.session, book.to_text())
    }

    /// Hands the history out as it is now, in the status.
    pub(super) fn lend(&mut self, now: Moment) {
        self.read_history();
        let (run, at) = (self.annals.run(), self.last_change.unwrap_or(now));
        let Some(book) = &mut self.annals.book else { return };
        write_down(book, &self.session, run, at);
        self.status.lent = Some(Lent { changes: self.changes, history: book.to_text().into() });
    }

    /// What came with other copies was done in the last step; `book` holds it.
    pub(super) fn brought_in(&mut self, book: &Book) {
        let Some((step, _)) = self.history.next_undo() else { return };
        self.read_history();
        self.annals.brought(step, book.clone(), &self.session);
        // What only the journal has would be an edit of this laptop when it is played after a crash.
        self.save_wanted = true;
    }

    /// Reads the history, where that was not done yet: from the file as it was opened, or as it is.
    pub(super) fn read_history(&mut self) {
        if self.annals.book.is_some() {
            return;
        }
        let as_left = || matches!(self.file.stands(&*self.disk), Stands::AsLeft);
        let there = self.annals.as_opened.take();
        let there =
            there.or_else(|| self.disk.read(self.file.path.as_ref().filter(|_| as_left())?, open::MOST_BYTES).ok());
        let path = self.file.path.clone().unwrap_or_default();
        let book = match there.map(|bytes| Book::of_file(&path, &bytes)) {
            Some(Ok(book)) if book.id() == self.session.id => book,
            Some(Err(BookError::Ledger(_) | BookError::Strange(_) | BookError::Reference { .. })) => {
                self.tell(|name| format!("The history in {name} could not be read; it begins anew"));
                Book::begin(&self.session)
            }
            _ => Book::begin(&self.session),
        };
        self.annals.book = Some(book);
    }
}
