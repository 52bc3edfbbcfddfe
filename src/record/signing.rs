//! How far a version is signed, as it may be said. Nothing here says that all agreed when they did not.

use super::laptop::counts_as_signed;
use crate::model::{Session, SignOff, Version};

/// How far a version is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signing {
    /// Frozen, and nobody has answered.
    Frozen,
    /// So many of so many have signed, and it is not closed.
    SomeSigned(usize, usize),
    /// All have, without a reservation.
    ByAll,
    /// All have, so many of them with a reservation.
    WithReservations(usize),
    /// The facilitator closed it; so many of so many had signed.
    ClosedWithoutEveryone(usize, usize),
}

/// How far a version is signed, by each partner's newest answer to it.
pub fn signing(s: &Session, v: &Version) -> Signing {
    let answers: Vec<_> = s.partners.iter().filter_map(|p| s.answer_of(p.id, v.id)).collect();
    let counted: Vec<_> = answers.iter().filter(|a| counts_as_signed(s, a)).collect();
    let signed = counted.len();
    let reserved = counted.iter().filter(|a| matches!(a.says, SignOff::SignsWithReservation(_))).count();
    let all = s.partners.len();
    match (signed == all && all > 0, v.closed.is_some()) {
        (true, _) if reserved == 0 => Signing::ByAll,
        (true, _) => Signing::WithReservations(reserved),
        (false, true) => Signing::ClosedWithoutEveryone(signed, all),
        (false, false) if answers.is_empty() => Signing::Frozen,
        (false, false) => Signing::SomeSigned(signed, all),
    }
}

impl Signing {
    /// "signed by all", "signed by 3 of 5"
    pub fn words(self) -> String {
        match self {
            Self::Frozen => "frozen, not signed yet".into(),
            Self::SomeSigned(signed, all) => format!("signed by {signed} of {all}"),
            Self::ByAll => "signed by all partners".into(),
            Self::WithReservations(1) => "signed by all partners, 1 with a reservation".into(),
            Self::WithReservations(n) => format!("signed by all partners, {n} with reservations"),
            Self::ClosedWithoutEveryone(signed, all) => format!("closed without everyone, signed by {signed} of {all}"),
        }
    }

    /// Has every partner signed?
    pub fn all_signed(self) -> bool {
        matches!(self, Self::ByAll | Self::WithReservations(_))
    }
}
