//! Who was in the room: counts for everybody, and a separate section for what is personal.
//!
//! Everything outside [`Private`] names people by id only, so that the private section can be left
//! out of a table's copy or a public export, and a person can be removed without touching the rest.

use super::time::Moment;
use super::{AnswerId, Entry, InterestId, Mark, MovementId, PartnerId, PersonId, Salts, SortKey};
use std::collections::BTreeMap;

/// Some people of one partner coming, leaving, or sending apologies.
#[derive(Clone, PartialEq, Debug)]
pub struct Movement {
    pub id: MovementId,
    pub order: SortKey,
    /// None: people of no partner.
    pub partner: Option<PartnerId>,
    pub passage: Passage,
    pub count: u32,
    /// None: from the start (for arrivals) or not noted.
    pub at: Option<Moment>,
    /// "the manager who signs"; says nothing of anybody's name.
    pub note: String,
}

/// Which way they went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Passage {
    #[default]
    Arrived,
    Left,
    SentApologies,
}

impl Passage {
    pub const ALL: [Self; 3] = [Self::Arrived, Self::Left, Self::SentApologies];

    pub fn word(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Left => "left",
            Self::SentApologies => "sent apologies",
        }
    }
}

/// Something a person in the room declared.
#[derive(Clone, PartialEq, Debug)]
pub struct Interest {
    pub id: InterestId,
    pub order: SortKey,
    /// "One resident"; a name only if the person wants it there.
    pub who: String,
    /// "works for the fit-out contractor".
    pub what: String,
}

/// A person's answer to a question about themselves. Not asked means no.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Consent {
    #[default]
    NotAsked,
    Yes,
    No,
    /// It was a yes, until then.
    Withdrawn(Moment),
}

impl Consent {
    pub fn word(self) -> &'static str {
        match self {
            Self::NotAsked => "not asked",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Withdrawn(_) => "withdrawn",
        }
    }

    /// Is it a no, from the beginning or by now?
    pub fn forbids(self) -> bool {
        matches!(self, Self::No | Self::Withdrawn(_))
    }
}

/// Somebody listed. The name and everything else about them is in [`Private`].
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    pub id: PersonId,
    pub order: SortKey,
    pub partner: Option<PartnerId>,
    /// May the name be printed?
    pub name_printed: Consent,
    /// May the name stand beside their words? Only with a yes to the name too.
    pub name_by_words: Consent,
    /// May their words be printed at all, with the partner only? Unlike the name, words need no
    /// yes; a no withholds them.
    pub words_printed: Consent,
    /// May they be seen on a photo?
    pub on_photos: Consent,
    /// May somebody get in touch with them again?
    pub contact_again: Consent,
}

impl Person {
    /// Somebody who was asked nothing yet.
    pub fn new(id: PersonId, order: SortKey) -> Self {
        let not_asked = Consent::NotAsked;
        Self {
            id,
            order,
            partner: None,
            name_printed: not_asked,
            name_by_words: not_asked,
            words_printed: not_asked,
            on_photos: not_asked,
            contact_again: not_asked,
        }
    }
}

/// What was removed when the date came by which the session forgets people. It stays, so that an older copy of the
/// session cannot bring the names back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Forgotten {
    pub at: Moment,
    /// How many of each were removed.
    pub names: u32,
    pub contacts: u32,
    pub needs: u32,
}

impl Forgotten {
    /// Was there anything to remove?
    pub fn holds_any(self) -> bool {
        self.names > 0 || self.contacts > 0 || self.needs > 0
    }
}

/// What is personal: in no print but the facilitator's own, and never in a table's copy.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Private {
    pub names: BTreeMap<PersonId, String>,
    pub contacts: BTreeMap<PersonId, String>,
    /// Access needs of the whole room, as counts.
    pub access: Vec<Access>,
    pub payment: Payment,
    /// The facilitator's own notes about the session.
    pub notes: String,
    /// Who has spoken, so that the others can be asked. Never which words; gone at freezing.
    pub spoken: Vec<PersonId>,
    /// Signatures drawn on screen. Printed, as their signer agreed; removed with the names.
    pub marks: BTreeMap<AnswerId, Mark>,
    pub salts: Salts,
}

/// How many people need something.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Access {
    pub need: String,
    pub count: u32,
    /// For how many of them it was met. None: nobody wrote it down.
    pub met: Option<u32>,
}

/// Payment for people's time, as counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Payment {
    pub took: u32,
    pub declined: u32,
}

impl Payment {
    /// How many were offered payment.
    pub fn offered(self) -> u32 {
        self.took.saturating_add(self.declined)
    }
}

macro_rules! entry {
    ($($type:ty, $id:ty);* $(;)?) => {$(
        impl Entry for $type {
            type Id = $id;
            fn id(&self) -> $id {
                self.id
            }
            fn order(&self) -> &SortKey {
                &self.order
            }
        }
    )*};
}
pub(super) use entry;

entry! { Movement, MovementId; Interest, InterestId; Person, PersonId; }
