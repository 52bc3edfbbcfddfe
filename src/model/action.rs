//! Who does what, by when, with what money, and who checks.

use super::people::entry;
use super::{ActionId, BoundaryId, ContributionId, DecisionId, Entry, Number, PartnerId, PersonId, SortKey};
use chrono::NaiveDate;

/// Is there money for it?
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Money {
    #[default]
    NotSaid,
    Funded,
    NoneNeeded,
    ToFind,
}

impl Money {
    pub const ALL: [Self; 4] = [Self::NotSaid, Self::Funded, Self::NoneNeeded, Self::ToFind];

    pub fn word(self) -> &'static str {
        match self {
            Self::NotSaid => "not said",
            Self::Funded => "funded",
            Self::NoneNeeded => "none needed",
            Self::ToFind => "to find",
        }
    }
}

/// How far an action is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Progress {
    #[default]
    Open,
    Doing,
    Done,
    Blocked,
    Dropped,
}

impl Progress {
    pub const ALL: [Self; 5] = [Self::Open, Self::Doing, Self::Done, Self::Blocked, Self::Dropped];

    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::Blocked => "blocked",
            Self::Dropped => "dropped",
        }
    }

    /// Done, or given up: nothing is to come.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }

    /// What is asked for beside it.
    pub fn asks(self) -> Option<&'static str> {
        match self {
            Self::Open | Self::Doing => None,
            Self::Done => Some("What shows that it is done"),
            Self::Blocked => Some("What blocks it"),
            Self::Dropped => Some("Why it was dropped"),
        }
    }
}

/// Where an action comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    Decision(DecisionId),
    Boundary(BoundaryId),
    Contribution(ContributionId),
}

/// An action.
#[derive(Clone, PartialEq, Debug)]
pub struct Action {
    pub id: ActionId,
    pub order: SortKey,
    /// A1, A2, ...
    pub no: Number,
    pub what: String,
    pub owner: Option<PartnerId>,
    /// With whom: "the residents' committee".
    pub with: String,
    pub by: Option<NaiveDate>,
    pub money: Money,
    pub checker: Option<PartnerId>,
    pub from: Option<Source>,
    /// Who of the owner sees to it. Printed only with their yes to being named.
    pub person: Option<PersonId>,
    /// How far it is. Not part of what was signed: it is written down afterwards.
    pub progress: Progress,
    /// What shows that it is done, what blocks it, or why it was dropped.
    pub shows: String,
    /// How its date was moved afterwards, the newest last. Not part of what was signed.
    pub moved: Vec<DateMove>,
}

impl Action {
    /// By when it is to be done, as it stands now.
    pub fn due(&self) -> Option<NaiveDate> {
        due(self.by, &self.moved)
    }

    /// Is there still something to do?
    pub fn is_going_on(&self) -> bool {
        !self.progress.is_over()
    }
}

/// A date that was promised and then moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateMove {
    /// The day it was moved.
    pub on: NaiveDate,
    /// To when. None: there is no date any more.
    pub to: Option<NaiveDate>,
    /// Who moved it.
    pub by: Option<PartnerId>,
    pub why: String,
}

/// The date that holds: the one promised, or where it was moved to last.
pub fn due(promised: Option<NaiveDate>, moved: &[DateMove]) -> Option<NaiveDate> {
    moved.last().map_or(promised, |last| last.to)
}

entry! { Action, ActionId; }
