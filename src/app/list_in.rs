//! An agenda or a list of people brought in: read from a file where it is one, and taken as one step.

use super::{App, Job, Look};
use crate::exchange::{self, list_text};
use crate::store;
use std::path::PathBuf;

/// What is brought in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListKind {
    Agenda,
    People,
}

/// The list as it stands before it is taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListForm {
    pub kind: ListKind,
    pub text: String,
}

impl App {
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

    pub(super) fn list_read(&mut self, read: Result<String, String>) {
        match (read, &mut self.view.list_in) {
            (Ok(text), Some(form)) => form.text = text,
            (Err(sentence), _) => self.warn(sentence),
            (Ok(_), None) => {}
        }
    }

    /// Takes what the preview shows.
    pub(super) fn take_list(&mut self) {
        let (Some(document), Some(form)) = (&self.document, &self.view.list_in) else { return };
        let (s, new_id) = (document.session(), || self.env.new_id());
        let taken = match form.kind {
            ListKind::Agenda => exchange::read_agenda(s, &form.text)
                .map(|found| (count(found.items.len(), "item"), exchange::agenda_command(s, &found, new_id))),
            ListKind::People => exchange::read_people(s, &form.text)
                .map(|found| (count(found.people.len(), "person"), exchange::people_command(s, &found, new_id))),
        };
        match taken {
            Err(problem) => self.warn(format!("In the list {problem}; nothing was changed")),
            Ok((what, command)) => {
                if self.apply(format!("{what} brought in"), command) {
                    self.handle(super::Action::Look(Look::ListIn(None)));
                    self.say(format!("{what} brought in; one undo takes it back"));
                }
            }
        }
    }
}

fn count(n: usize, one: &str) -> String {
    match (n, one) {
        (1, one) => format!("1 {one}"),
        (n, "person") => format!("{n} people"),
        (n, one) => format!("{n} {one}s"),
    }
}
