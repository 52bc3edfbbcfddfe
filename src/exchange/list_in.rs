//! A list that is brought in, whichever it is: what the window and the command have in common.

use super::agenda_in::{AgendaIn, agenda_command, read_agenda};
use super::csv_in::{CsvError, LeftOut};
use super::people_in::{PeopleIn, people_command, read_people};
use crate::edit::Command;
use crate::model::Session;
use uuid::Uuid;

/// What is brought in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListKind {
    Agenda,
    People,
}

/// A list as it would come in.
#[derive(Clone, PartialEq, Debug)]
pub enum ListIn {
    Agenda(AgendaIn),
    People(PeopleIn),
}

impl ListIn {
    /// Reads a table or a paste and says what would come in; changes nothing.
    pub fn read(s: &Session, kind: ListKind, text: &str) -> Result<Self, CsvError> {
        match kind {
            ListKind::Agenda => read_agenda(s, text).map(Self::Agenda),
            ListKind::People => read_people(s, text).map(Self::People),
        }
    }

    /// How many come in.
    pub fn len(&self) -> usize {
        match self {
            Self::Agenda(found) => found.items.len(),
            Self::People(found) => found.people.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// "8 items", "1 person".
    pub fn called(&self) -> String {
        match (self, self.len()) {
            (Self::Agenda(_), 1) => "1 item".into(),
            (Self::Agenda(_), n) => format!("{n} items"),
            (Self::People(_), 1) => "1 person".into(),
            (Self::People(_), n) => format!("{n} people"),
        }
    }

    /// What a person should know before it comes in, and what is left out, a sentence each.
    pub fn says(&self) -> Vec<String> {
        let (told, left_out): (&[String], &[LeftOut]) = match self {
            Self::Agenda(found) => (&found.told, &found.left_out),
            Self::People(found) => (&found.told, &found.left_out),
        };
        let left = left_out.iter().map(|left| format!("Line {} is left out: {}", left.line, left.why));
        told.iter().cloned().chain(left).collect()
    }

    /// All of it as one command.
    pub fn command(&self, s: &Session, next_id: impl FnMut() -> Uuid) -> Command {
        match self {
            Self::Agenda(found) => agenda_command(s, found, next_id),
            Self::People(found) => people_command(s, found, next_id),
        }
    }
}
