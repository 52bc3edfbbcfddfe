//! The project line: co-production is not for every stage of a project, and it is said which it is for.

use super::people::entry;
use super::{Decider, Entry, SortKey, StageId, Status};

/// How people take part in a stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum StageMode {
    /// Decided together.
    #[default]
    Together,
    /// People's views change it, somebody else decides.
    Shaped,
    /// Decided elsewhere.
    Elsewhere,
}

impl StageMode {
    pub const ALL: [Self; 3] = [Self::Together, Self::Shaped, Self::Elsewhere];

    pub fn word(self) -> &'static str {
        match self {
            Self::Together => "decided together",
            Self::Shaped => "shaped",
            Self::Elsewhere => "decided elsewhere",
        }
    }

    /// With a capital, for labels.
    pub fn label(self) -> &'static str {
        match self {
            Self::Together => "Decided together",
            Self::Shaped => "Shaped by people’s views",
            Self::Elsewhere => "Decided elsewhere",
        }
    }

    /// The mark it has in common with what is up for grabs.
    pub fn mark(self) -> Status {
        match self {
            Self::Together => Status::Open,
            Self::Shaped => Status::Shape,
            Self::Elsewhere => Status::Fixed,
        }
    }
}

/// A stage of the project.
#[derive(Clone, PartialEq, Debug)]
pub struct Stage {
    pub id: StageId,
    pub order: SortKey,
    /// "Planning application"
    pub what: String,
    /// In people's words: "June to September 2026".
    pub when: String,
    pub mode: StageMode,
    /// Who decides, where that is not everyone who signs.
    pub decider: Decider,
    /// This session stands here.
    pub here: bool,
}

entry! { Stage, StageId; }
