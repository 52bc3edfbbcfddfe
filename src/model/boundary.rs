//! Scope boundaries: what is up for grabs, and what is not.

use super::people::entry;
use super::time::Moment;
use super::{ActionId, BoundaryId, ChallengeId, Entry, MoveId, Number, PartnerId, SortKey};
use chrono::NaiveDate;

/// Is it up for grabs? Shown as mark, word and colour together, never colour alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Status {
    /// ○ decided together here.
    #[default]
    Open,
    /// ◐ people's views change it, somebody else decides.
    Shape,
    /// ● not up for grabs.
    Fixed,
    /// ? somebody will find out by a date.
    NotKnown,
}

impl Status {
    pub const ALL: [Self; 4] = [Self::Open, Self::Shape, Self::Fixed, Self::NotKnown];

    /// As it is said: open, shape, fixed, not known yet.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Shape => "shape",
            Self::Fixed => "fixed",
            Self::NotKnown => "not known yet",
        }
    }

    /// With a capital, for labels.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Shape => "Shape",
            Self::Fixed => "Fixed",
            Self::NotKnown => "Not known yet",
        }
    }

    /// What it means, in a sentence of the mockups.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Open => "We decide this together, here",
            Self::Shape => "Your views change this; somebody else decides",
            Self::Fixed => "Not up for grabs, and why",
            Self::NotKnown => "Somebody will find out, by a date",
        }
    }
}

/// Who decides.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Decider {
    /// Everyone who signs.
    #[default]
    Everyone,
    Partner(PartnerId),
    /// Somebody outside the room.
    Other(String),
}

/// A boundary's standing: its status, and who decides when. A move replaces it as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    pub status: Status,
    pub decider: Decider,
    /// In people's words: "today", "July", "24 September", "decided". For what is not known yet,
    /// the date by which the decider finds out.
    pub when: String,
}

impl Standing {
    /// Is it for others to decide than those who are here? What is not known yet nobody here can decide.
    pub fn is_for_others(&self) -> bool {
        self.status != Status::Open || self.decider != Decider::Everyone
    }
}

/// One thing that is open, for people to shape, fixed, or not known yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Boundary {
    pub id: BoundaryId,
    pub order: SortKey,
    /// S1, S2, ...
    pub no: Number,
    pub what: String,
    pub why: String,
    pub now: Standing,
    /// Who could change it, or on what condition.
    pub could_change: String,
    /// What became of it in the sessions before, the oldest first.
    pub past: Vec<Past>,
}

/// Something that happened to a boundary in an earlier session of the series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Past {
    /// The day of that session.
    pub on: NaiveDate,
    /// "moved from shape to open by Riverside Homes: the money is confirmed"
    pub what: String,
}

/// A change of a boundary's standing during the workshop.
#[derive(Clone, PartialEq, Debug)]
pub struct Move {
    pub id: MoveId,
    pub order: SortKey,
    pub boundary: BoundaryId,
    pub at: Moment,
    pub from: Standing,
    pub to: Standing,
    pub by: Option<PartnerId>,
    pub why: String,
}

/// Somebody in the room says that a boundary should not stand as it does.
#[derive(Clone, PartialEq, Debug)]
pub struct Challenge {
    pub id: ChallengeId,
    pub order: SortKey,
    pub boundary: BoundaryId,
    pub at: Moment,
    pub by: Option<PartnerId>,
    pub words: String,
    /// None: not answered, and printed as that.
    pub answer: Option<ChallengeAnswer>,
}

/// The answer of the partner who decides.
#[derive(Clone, PartialEq, Debug)]
pub struct ChallengeAnswer {
    pub at: Moment,
    pub by: Option<PartnerId>,
    pub words: String,
    /// Did the challenger accept it? None: not said.
    pub accepted: Option<bool>,
    /// The action it became.
    pub action: Option<ActionId>,
}

entry! { Boundary, BoundaryId; Move, MoveId; Challenge, ChallengeId; }
