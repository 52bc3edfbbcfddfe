//! What the sessions before left behind: which they were, and what was to be done, answered or decided by now.
//!
//! Copied when a session opens from the one before (`series::next_session`), and never changed in that one again: what was
//! signed there stays as it was signed.

use super::people::entry;
use super::{DateMove, Digest, EarlierId, EarlierSessionId, Entry, Number, PartnerId, Progress, SortKey, due};
use chrono::NaiveDate;
use uuid::Uuid;

/// A session of the same series that was before this one. The newest is the last of its list, and the record codes make
/// a chain: this session's own code is worked out over them.
#[derive(Clone, PartialEq, Debug)]
pub struct EarlierSession {
    pub id: EarlierSessionId,
    pub order: SortKey,
    /// Its id in its own file.
    pub session: Uuid,
    /// "Alder Street courtyard and ground floor, second workshop"
    pub title: String,
    pub on: NaiveDate,
    /// The newest version that was frozen of it; 0: none.
    pub version: u32,
    /// Its record code.
    pub code: Option<Digest>,
}

/// What sort of thing was left behind.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum EarlierKind {
    #[default]
    Action,
    /// Something said that has no answer, or is still open.
    Said,
    /// Something that was sent elsewhere.
    Sent,
    /// A challenge without an answer, or with one that was not accepted.
    Challenge,
    /// What was not known yet about what is up for grabs.
    FindOut,
    /// What was asked of the body that decides.
    Request,
    /// A decision that was put off.
    PutOff,
}

impl EarlierKind {
    /// In the order in which they are gone through.
    pub const ALL: [Self; 7] =
        [Self::Action, Self::Challenge, Self::FindOut, Self::Said, Self::Sent, Self::Request, Self::PutOff];

    /// What stands over them.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Action => "What was to be done",
            Self::Said => "What was said and has no answer",
            Self::Sent => "What was sent elsewhere",
            Self::Challenge => "What was challenged",
            Self::FindOut => "What somebody was to find out",
            Self::Request => "What we asked for",
            Self::PutOff => "What was put off",
        }
    }

    /// The letter in front of its number.
    pub fn letter(self) -> char {
        match self {
            Self::Action => 'A',
            Self::Said => 'C',
            Self::Sent => 'R',
            Self::Challenge | Self::FindOut => 'S',
            Self::Request | Self::PutOff => 'D',
        }
    }

    /// How far it is, in its own words: an action is done, a challenge is answered.
    pub fn word(self, progress: Progress) -> &'static str {
        match (self, progress) {
            (Self::Action, _) | (_, Progress::Blocked) => progress.word(),
            (Self::PutOff | Self::Request, Progress::Open) => "not decided yet",
            (Self::PutOff | Self::Request, Progress::Doing) => "on its way",
            (Self::PutOff | Self::Request, Progress::Done) => "decided",
            (_, Progress::Open) => "no answer yet",
            (_, Progress::Doing) => "being looked into",
            (_, Progress::Done) => "answered",
            (_, Progress::Dropped) => "will not be answered",
        }
    }

    /// What is asked for beside that.
    pub fn asks(self, progress: Progress) -> Option<&'static str> {
        match (self, progress) {
            (Self::PutOff | Self::Request, Progress::Done) => Some("What was decided"),
            (Self::Action, _) | (_, Progress::Blocked | Progress::Open | Progress::Doing) => progress.asks(),
            (_, Progress::Done) => Some("The answer"),
            (_, Progress::Dropped) => Some("Why not"),
        }
    }
}

/// Something that the session before left to be done, answered or decided, and what became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Earlier {
    pub id: EarlierId,
    pub order: SortKey,
    pub kind: EarlierKind,
    /// Its number there: A3, C2. Numbers go on through a series, so it means nothing else here.
    pub no: Number,
    /// What was to be done; or what was said, asked, challenged or put off.
    pub what: String,
    /// Who asked, said or challenged it.
    pub from: Option<PartnerId>,
    /// Who was to do or to answer it.
    pub owner: Option<PartnerId>,
    /// How it stood at the end of that session, where there is more to say: "Riverside Homes could not say".
    pub stood: String,
    pub by: Option<NaiveDate>,
    /// How its date was moved since, the newest last.
    pub moved: Vec<DateMove>,
    /// None: nobody has said yet.
    pub progress: Option<Progress>,
    /// What shows that it is done, the answer, what blocks it, or why it was dropped.
    pub shows: String,
}

impl Earlier {
    /// One of which nothing more is known.
    pub fn new(id: EarlierId, order: SortKey, kind: EarlierKind, no: Number, what: &str) -> Self {
        Self {
            id,
            order,
            kind,
            no,
            what: what.into(),
            from: None,
            owner: None,
            stood: String::new(),
            by: None,
            moved: Vec::new(),
            progress: None,
            shows: String::new(),
        }
    }

    /// "A3"
    pub fn called(&self) -> String {
        format!("{}{}", self.kind.letter(), self.no)
    }

    /// By when, as it stands now.
    pub fn due(&self) -> Option<NaiveDate> {
        due(self.by, &self.moved)
    }

    /// Is there still something to come?
    pub fn is_going_on(&self) -> bool {
        !self.progress.is_some_and(Progress::is_over)
    }

    /// What became of it, in a word. None: nobody has said.
    pub fn became(&self) -> Option<&'static str> {
        self.progress.map(|progress| self.kind.word(progress))
    }
}

entry! { EarlierSession, EarlierSessionId; Earlier, EarlierId; }
