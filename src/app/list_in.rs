//! An agenda or a list of people brought in: pasted, typed, or read from a file, and taken as one step. Until then its
//! words are kept like all words being typed, also while its window is closed.

use super::{App, Job};
use crate::exchange::{self, CsvError, ListIn, ListKind, list_text};
use crate::model::Session;
use crate::store;
use crate::store::journal::Typing;
use std::path::PathBuf;

/// The list's words among the drafts.
pub(super) const LIST_SLOT: u64 = 2;

/// The list as it stands before it is taken.
#[derive(Clone, PartialEq, Debug)]
pub struct ListForm {
    pub kind: ListKind,
    pub text: String,
    /// What would come in, worked out when the text changed.
    pub found: Result<ListIn, CsvError>,
}

impl ListForm {
    pub fn new(s: &Session, kind: ListKind, text: String) -> Self {
        Self { found: ListIn::read(s, kind, &text), kind, text }
    }

    /// As words for the journal.
    fn to_words(&self) -> String {
        match self.kind {
            ListKind::Agenda => format!("agenda\n{}", self.text),
            ListKind::People => format!("people\n{}", self.text),
        }
    }

    /// The form with these words; None where they are of another kind.
    pub(super) fn from_words(s: &Session, words: &str) -> Option<Self> {
        let (kind, text) = words.split_once('\n')?;
        let kind = match kind {
            "agenda" => ListKind::Agenda,
            "people" => ListKind::People,
            _ => return None,
        };
        Some(Self::new(s, kind, text.into()))
    }
}

impl App {
    /// Opens the window of a list, with what was typed in it before.
    pub(super) fn bring_in(&mut self, kind: ListKind) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let kept = self.view.list_kept.take().filter(|form| form.kind == kind);
        // The session may have changed since.
        let form = ListForm::new(s, kind, kept.map(|form| form.text).unwrap_or_default());
        self.view.list_in = Some(form);
    }

    pub(super) fn list_typed(&mut self, text: String) {
        let (Some(document), Some(form)) = (&self.document, &self.view.list_in) else { return };
        self.view.list_in = Some(ListForm::new(document.session(), form.kind, text));
        self.tell_list();
    }

    /// Closes the window; the words stay until they are taken or another list is begun.
    pub(super) fn close_list(&mut self) {
        self.view.list_kept = self.view.list_in.take();
    }

    fn tell_list(&mut self) {
        let now = self.env.now();
        let Some(document) = &mut self.document else { return };
        let form = self.view.list_in.as_ref().filter(|form| !form.text.trim().is_empty());
        document.typed(LIST_SLOT, form.map(|form| Typing { text: form.to_words(), becomes: None }), now);
    }

    pub(super) fn browse_list(&mut self) {
        self.env.pick_open("Table of text", &["csv", "tsv", "txt"], Job::PickedList);
    }

    pub(super) fn read_list(&mut self, path: PathBuf) {
        let disk = self.env.disk();
        self.env.spawn(Box::new(move || {
            let read = store::read_limited(&*disk, &path, exchange::MOST_LIST_BYTES);
            Job::ListRead(read.map(|bytes| list_text(&bytes)).map_err(|e| e.to_string()))
        }));
    }

    /// What was read comes behind what is there.
    pub(super) fn list_read(&mut self, read: Result<String, String>) {
        match (read, &self.view.list_in) {
            (Ok(text), Some(form)) if form.text.trim().is_empty() => self.list_typed(text),
            (Ok(text), Some(form)) => self.list_typed(format!("{}\n{text}", form.text.trim_end())),
            (Err(sentence), _) => self.warn(sentence),
            (Ok(_), None) => {}
        }
    }

    /// Takes what the preview shows.
    pub(super) fn take_list(&mut self) {
        let (Some(document), Some(form)) = (&self.document, &self.view.list_in) else { return };
        let s = document.session();
        // As it comes in now, whatever has changed since it was shown.
        match ListIn::read(s, form.kind, &form.text) {
            Err(problem) => self.warn(format!("The list was not brought in: {problem}")),
            Ok(found) => {
                let (what, command) = (found.called(), found.command(s, || self.env.new_id()));
                if self.apply_typed(format!("{what} brought in"), command, Some(LIST_SLOT)) {
                    self.view.list_in = None;
                    self.say(format!("{what} brought in; one undo takes it back"));
                }
            }
        }
    }
}
