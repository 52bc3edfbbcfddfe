//! A body or group taking part as an equal.

use super::{Entry, PartnerId, SortKey};

/// What sort of body it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PartnerKind {
    #[default]
    Community,
    LocalAuthority,
    HousingAssociation,
    Developer,
    DesignTeam,
    VoluntarySector,
    Other,
}

impl PartnerKind {
    /// All of them, in the order of PRODUCT.md.
    pub const ALL: [Self; 7] = [
        Self::Community,
        Self::LocalAuthority,
        Self::HousingAssociation,
        Self::Developer,
        Self::DesignTeam,
        Self::VoluntarySector,
        Self::Other,
    ];

    /// As it is said.
    pub fn word(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::LocalAuthority => "local authority",
            Self::HousingAssociation => "housing association",
            Self::Developer => "developer",
            Self::DesignTeam => "design team",
            Self::VoluntarySector => "voluntary sector",
            Self::Other => "other",
        }
    }
}

/// A partner. All of them sign off, as equals.
#[derive(Clone, PartialEq, Debug)]
pub struct Partner {
    pub id: PartnerId,
    pub order: SortKey,
    /// One to four letters for quick typing, `RA`; unique in a session where the person keeps it so.
    pub key: String,
    pub name: String,
    pub kind: PartnerKind,
    /// What it wants from this.
    pub aim: String,
    /// What it brings.
    pub brings: String,
    /// What it brought in the end, and what it got, as it says at the close.
    pub brought: String,
    pub got: String,
    /// What it would do differently next time.
    pub differently: String,
    /// Who signs for it, by their part in it: "chair".
    pub signatory: String,
    /// In what capacity they sign: "mandated by the committee".
    pub capacity: String,
    /// How many of its people are expected; who really came is in [`super::Movement`].
    pub expected: u32,
}

impl Partner {
    /// "chair, mandated by the committee", as much of it as was said.
    pub fn signs_as(&self) -> String {
        let said = [self.signatory.trim(), self.capacity.trim()].into_iter().filter(|words| !words.is_empty());
        said.collect::<Vec<_>>().join(", ")
    }
}

impl Entry for Partner {
    type Id = PartnerId;
    fn id(&self) -> PartnerId {
        self.id
    }
    fn order(&self) -> &SortKey {
        &self.order
    }
}
