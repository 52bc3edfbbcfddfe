//! The charter: what partners hold each other to. Principles, each with questions that are asked at the close.
//!
//! There is no score and no badge. What the record shows of a question is worked out in [`crate::insight`]; here stands
//! what people say to it.

use super::people::entry;
use super::{CharterQuestionId, Entry, List, Partner, PartnerId, PrincipleId, SortKey};
use chrono::NaiveDate;

/// What the charter is called, and what it rests on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Charter {
    /// "Sharing power, sharing knowledge, being inclusive"
    pub name: String,
    /// Whose principles they are, and whose questions.
    pub rests_on: String,
}

/// Something that partners hold each other to.
#[derive(Clone, PartialEq, Debug)]
pub struct Principle {
    pub id: PrincipleId,
    pub order: SortKey,
    /// "Sharing power"
    pub name: String,
    /// What that means here.
    pub means: String,
}

/// A question of the charter. It is asked so that a yes means: that was kept.
#[derive(Clone, PartialEq, Debug)]
pub struct CharterQuestion {
    pub id: CharterQuestionId,
    pub order: SortKey,
    pub principle: PrincipleId,
    pub text: String,
    /// What the record can show of it.
    pub shows: Vec<Evidence>,
    /// What partners say, each once.
    pub said: Vec<Said>,
    /// What people in the room say.
    pub room: RoomSaid,
    /// What was said in the sessions before, the oldest first.
    pub before: Vec<Round>,
}

/// A matter on which the record is evidence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Evidence {
    #[default]
    Decided,
    Answered,
    Heard,
    Known,
    Access,
    Exchange,
}

impl Evidence {
    pub const ALL: [Self; 6] = [Self::Decided, Self::Answered, Self::Heard, Self::Known, Self::Access, Self::Exchange];

    pub fn word(self) -> &'static str {
        match self {
            Self::Decided => "who decided what",
            Self::Answered => "what was answered",
            Self::Heard => "who was heard",
            Self::Known => "what was known when",
            Self::Access => "what people need",
            Self::Exchange => "what partners brought and got",
        }
    }
}

/// Was it kept?
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Kept {
    #[default]
    Yes,
    Partly,
    No,
}

impl Kept {
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}

/// What a partner says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub partner: PartnerId,
    pub kept: Kept,
    pub words: String,
}

/// What people in the room say, from slips without names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RoomSaid {
    pub yes: u32,
    pub partly: u32,
    pub no: u32,
    pub words: String,
}

impl RoomSaid {
    /// How many slips said this.
    pub fn count(&self, kept: Kept) -> u32 {
        match kept {
            Kept::Yes => self.yes,
            Kept::Partly => self.partly,
            Kept::No => self.no,
        }
    }

    /// All slips.
    pub fn slips(&self) -> u32 {
        [self.yes, self.partly, self.no].into_iter().fold(0, u32::saturating_add)
    }

    /// "12 yes, 3 partly, 4 no"
    pub fn counts(&self) -> String {
        Kept::ALL.map(|kept| format!("{} {}", self.count(kept), kept.word())).join(", ")
    }

    /// What more than half of the slips say.
    pub fn most(&self) -> Option<Kept> {
        Kept::ALL.into_iter().find(|kept| self.count(*kept) > self.slips() / 2)
    }
}

/// What was said to a question in a session before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Round {
    pub on: NaiveDate,
    pub said: Vec<SaidBefore>,
    /// Without words.
    pub room: RoomSaid,
}

/// What a partner said then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaidBefore {
    /// The partner's name as it was then.
    pub who: String,
    pub kept: Kept,
}

impl CharterQuestion {
    /// What a partner says, where it said anything.
    pub fn of(&self, partner: PartnerId) -> Option<&Said> {
        self.said.iter().find(|said| said.partner == partner)
    }

    /// What was said to it on a day, to be remembered: without words.
    pub fn round(&self, on: NaiveDate, partners: &List<Partner>) -> Round {
        let by = |p: &Partner| self.of(p.id).map(|said| SaidBefore { who: p.name.clone(), kept: said.kept });
        let room = RoomSaid { words: String::new(), ..self.room.clone() };
        Round { on, said: partners.iter().filter_map(by).collect(), room }
    }

    /// Did anybody answer it?
    pub fn is_answered(&self) -> bool {
        !self.said.is_empty() || self.room.slips() > 0
    }
}

entry! { Principle, PrincipleId; CharterQuestion, CharterQuestionId; }
