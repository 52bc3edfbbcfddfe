//! Frozen versions, and each partner's answer to one of them.

use super::people::entry;
use super::time::Moment;
use super::{AnswerId, Digest, Entry, PartnerId, PersonId, Session, SortKey, VersionId};
use chrono::NaiveDate;
use std::sync::Arc;

/// The record as it stood at one moment. Nothing of it changes afterwards but [`Version::closed`].
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
    /// Why it was changed, where somebody said so: "a typing mistake".
    pub why: String,
    /// The record code of the version before.
    pub before: Option<Digest>,
    /// Its record code. None: it was frozen by an Upfront that had none.
    pub code: Option<Digest>,
    /// The text, the clock and the door as they stood, with nothing private: digests stand for names. None: it is not
    /// kept here.
    pub frozen: Option<Arc<Session>>,
    /// When the facilitator closed it without everybody's signature.
    pub closed: Option<Moment>,
}

impl Version {
    /// What was frozen, where it is kept here.
    pub fn frozen_text(&self) -> Option<&Session> {
        self.frozen.as_deref()
    }
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
    /// Asked when and by whom is in [`Answer::asked`].
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

    /// Did the partner answer, whatever it said?
    pub fn is_given(&self) -> bool {
        !matches!(self, Self::NotReached | Self::Waiting(_))
    }

    /// Is it a signature?
    pub fn signed(&self) -> bool {
        matches!(self, Self::Signs | Self::SignsWithReservation(_))
    }
}

/// The laptop somebody signed on. Its signature shows that whoever has the key gave this answer to this version; not who
/// that is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Laptop {
    /// What it calls itself.
    pub name: String,
    /// The public half of its key (Ed25519), 64 hexadecimal digits.
    pub key: String,
    /// Of the answer it gave, 128 hexadecimal digits.
    pub signature: String,
}

impl Laptop {
    /// The end of its key, by which people compare keys: 16 digits, so that nobody finds another key with the same end by
    /// trying, in fours.
    pub fn key_end(&self) -> String {
        let end = self.key.len().checked_sub(16).and_then(|at| self.key.get(at..)).unwrap_or(&self.key);
        let digits: Vec<char> = end.chars().collect();
        digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }

    /// What is said of a signature that holds.
    pub fn words(&self) -> String {
        format!("signed on the laptop that calls itself “{}”, key ends in {}", self.name, self.key_end())
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
    /// Signed on a laptop of their own, with a key made there.
    OnLaptop(Laptop),
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
            // Whether it was signed is for whoever has looked at the signature to say.
            Self::OnLaptop(_) => "from a laptop of its own".into(),
            Self::NotGiven => String::new(),
        }
    }
}

/// When a partner was asked, and by whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    pub on: NaiveDate,
    /// "the note-taker"
    pub by: String,
}

impl Asked {
    /// "asked on 15 May 2026 by the note-taker"
    pub fn words(&self) -> String {
        let by = if self.by.trim().is_empty() { String::new() } else { format!(" by {}", self.by) };
        format!("asked on {}{by}", super::time::day(self.on))
    }
}

/// A partner's answer to one version. A partner can change its answer: both stay, and the newest counts.
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
    /// Where the partner was not reached: when it was asked, and by whom.
    pub asked: Option<Asked>,
    /// "the manager had to go"
    pub note: String,
    /// Chains it to its version: a digest of what it says and of the answer before it, or of the version's code. None:
    /// its version has no code.
    pub digest: Option<Digest>,
}

entry! { Version, VersionId; Answer, AnswerId; }
