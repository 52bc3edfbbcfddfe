//! What was agreed, asked, not agreed or put off; who stands where; and who disagrees.

use super::people::entry;
use super::time::Moment;
use super::{BoundaryId, DecisionId, DissentId, Entry, Number, PartnerId, SortKey};

/// What came out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Outcome {
    #[default]
    Agreed,
    /// Asked of the body that decides; never printed as agreed.
    Request,
    NotAgreed,
    PutOff,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::Agreed, Self::Request, Self::NotAgreed, Self::PutOff];

    pub fn word(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Request => "a request",
            Self::NotAgreed => "not agreed",
            Self::PutOff => "put off",
        }
    }
}

/// Where a partner stands on a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stance {
    #[default]
    Support,
    CanLiveWith,
    StandAside,
    Object,
    /// Never counted as support.
    Absent,
}

impl Stance {
    pub const ALL: [Self; 5] = [Self::Support, Self::CanLiveWith, Self::StandAside, Self::Object, Self::Absent];

    pub fn word(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::CanLiveWith => "can live with",
            Self::StandAside => "stand aside",
            Self::Object => "object",
            Self::Absent => "absent",
        }
    }
}

/// A partner's position.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Position {
    pub partner: PartnerId,
    pub stance: Stance,
    /// Wanted with all but support; what is missing is shown, never forced.
    pub reason: String,
}

/// A decision.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    pub id: DecisionId,
    pub order: SortKey,
    /// D1, D2, ...
    pub no: Number,
    pub at: Moment,
    pub boundary: Option<BoundaryId>,
    pub what: String,
    pub outcome: Outcome,
    /// Options looked at.
    pub options: String,
    pub why: String,
    /// Who finally decides and when, where it is not this room: "the planning committee, 24 September 2026".
    pub decided_by: String,
    /// At most one for each partner.
    pub positions: Vec<Position>,
}

/// A disagreement in the words of those who hold it.
#[derive(Clone, PartialEq, Debug)]
pub struct Dissent {
    pub id: DissentId,
    pub order: SortKey,
    pub who: Holder,
    pub about: Option<BoundaryId>,
    pub decision: Option<DecisionId>,
    pub words: String,
    pub at: Option<Moment>,
}

/// Who holds a dissent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Holder {
    Partner(PartnerId),
    /// "One resident"
    Unnamed(String),
}

entry! { Decision, DecisionId; Dissent, DissentId; }
