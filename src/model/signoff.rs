//! Frozen versions, and each partner's answer to one of them.

use super::people::entry;
use super::time::Moment;
use super::{AnswerId, Entry, PartnerId, PersonId, SortKey, VersionId};
use chrono::NaiveDate;

/// The record as it stood at one moment.
#[derive(Clone, PartialEq, Debug)]
pub struct Version {
    pub id: VersionId,
    pub order: SortKey,
    /// 1, 2, ...
    pub no: u32,
    pub at: Moment,
    /// The clock as it stood: "Read back and sign, from 20:25, going on".
    pub clock: String,
    /// What differs from the version before.
    pub changes: Vec<Change>,
}

/// One difference between two versions.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    pub at: Moment,
    /// "the note-taker"
    pub by: String,
    /// "typing mistake in A3: \"bath lights\" is now \"path lights\""
    pub what: String,
}

/// What a partner says to a version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignOff {
    Signs,
    /// With a reservation, in its words.
    SignsWithReservation(String),
    /// And why.
    Declines(String),
    /// Asked when and by whom is in the answer's note.
    NotReached,
    /// Until when.
    Waiting(Option<NaiveDate>),
}

impl SignOff {
    /// As it is printed.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Signs => "signs",
            Self::SignsWithReservation(_) => "signs with a reservation",
            Self::Declines(_) => "declines",
            Self::NotReached => "not reached",
            Self::Waiting(_) => "waiting",
        }
    }

    /// The signer's own words, where there are any.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::SignsWithReservation(w) | Self::Declines(w) => Some(w),
            _ => None,
        }
    }

    /// Is it a signature?
    pub fn signed(&self) -> bool {
        matches!(self, Self::Signs | Self::SignsWithReservation(_))
    }
}

/// How an answer was given.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum How {
    #[default]
    OnPaper,
    OnScreen,
    /// Before a named witness.
    Spoken(String),
    Letter,
    Email,
    /// Nothing was given (not reached, waiting).
    NotGiven,
}

impl How {
    pub fn word(&self) -> String {
        match self {
            Self::OnPaper => "on paper".into(),
            Self::OnScreen => "on screen".into(),
            Self::Spoken(witness) => format!("spoken before {witness}"),
            Self::Letter => "by letter".into(),
            Self::Email => "by e-mail".into(),
            Self::NotGiven => String::new(),
        }
    }
}

/// A partner's answer to one version. A partner can change its answer: both stay.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    pub id: AnswerId,
    pub order: SortKey,
    pub version: VersionId,
    pub partner: PartnerId,
    pub says: SignOff,
    /// Who signed. Signing is the yes to print the name.
    pub signer: Option<PersonId>,
    pub capacity: String,
    pub how: How,
    /// None: on that day, at no noted time, or not given.
    pub at: Option<Moment>,
    /// The moment is known to the day only.
    pub day_only: bool,
    /// "the manager had to go; asked on 15 May by the note-taker"
    pub note: String,
}

entry! { Version, VersionId; Answer, AnswerId; }
