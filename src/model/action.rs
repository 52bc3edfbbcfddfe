//! Who does what, by when, with what money, and who checks.

use super::people::entry;
use super::{ActionId, BoundaryId, ContributionId, DecisionId, Entry, PartnerId, SortKey};
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
    pub no: u32,
    pub what: String,
    pub owner: Option<PartnerId>,
    /// With whom: "the residents' committee".
    pub with: String,
    pub by: Option<NaiveDate>,
    pub money: Money,
    pub checker: Option<PartnerId>,
    pub from: Option<Source>,
}

entry! { Action, ActionId; }
