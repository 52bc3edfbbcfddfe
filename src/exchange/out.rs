//! What a session is handed on as, for other programs: one way for the window and for the command line.

use super::{What, calendar_of, csv_of, polis_seed, xlsx_of};
use crate::model::Session;

/// What is handed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandOn {
    Table(What),
    /// Statements in the form in which Polis takes them.
    Polis,
    /// All tables that can be given to others; or one.
    Spreadsheet(Option<What>),
    Calendar,
}

/// It could not be put into that form. The display follows the name of the file in a sentence.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotHandedOn(String);

impl HandOn {
    /// Those that are offered in the window. People are for those who run the session, and go by command.
    pub const OFFERED: [Self; 7] = [
        Self::Spreadsheet(None),
        Self::Calendar,
        Self::Table(What::Actions),
        Self::Table(What::Decisions),
        Self::Table(What::Contributions),
        Self::Table(What::Boundaries),
        Self::Polis,
    ];

    /// As people call it.
    pub fn label(self) -> String {
        match self {
            Self::Spreadsheet(_) => "Spreadsheet".into(),
            Self::Calendar => "Due dates for calendars".into(),
            Self::Table(what) => format!("{} (CSV)", crate::insight::sentence(what.name())),
            Self::Polis => "Statements for Polis".into(),
        }
    }

    /// What is put behind the session's name: "-actions.csv".
    pub fn ending(self) -> String {
        match self {
            Self::Spreadsheet(_) => ".xlsx".into(),
            Self::Calendar => ".ics".into(),
            Self::Table(what) => format!("-{}.csv", what.name()),
            Self::Polis => "-polis.csv".into(),
        }
    }

    /// The bytes of its file, and a sentence on what was left out, if anything was.
    pub fn bytes(self, s: &Session) -> Result<(Vec<u8>, Option<String>), NotHandedOn> {
        let failed = |e: &dyn std::fmt::Display| NotHandedOn(e.to_string());
        match self {
            Self::Table(what) => Ok((csv_of(s, what).map_err(|e| failed(&e))?, None)),
            Self::Spreadsheet(Some(what)) => Ok((xlsx_of(s, &[what]).map_err(|e| failed(&e))?, None)),
            Self::Spreadsheet(None) => Ok((xlsx_of(s, &What::PUBLIC).map_err(|e| failed(&e))?, None)),
            Self::Calendar => Ok((calendar_of(s).into_bytes(), None)),
            Self::Polis => {
                let (bytes, left_out) = polis_seed(s).map_err(|e| failed(&e))?;
                let said =
                    format!("{left_out} left out: withheld, with a name or a contact, or longer than Polis takes");
                Ok((bytes, (left_out > 0).then_some(said)))
            }
        }
    }
}
