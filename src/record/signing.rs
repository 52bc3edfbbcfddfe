//! How far a version is signed, and how each answer was given, as it may be said on screen and on paper. Nothing here says that all agreed when they did not.

use super::laptop::{counts_as_signed, signature_holds};
use crate::insight::printable_name;
use crate::model::time::{clock, day, day_and_clock, in_zone};
use crate::model::{Answer, How, Session, SignOff, Version};

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
    let signed = signed_by(s, v);
    let reserved = answers.iter().filter(|a| matches!(a.says, SignOff::SignsWithReservation(_)));
    let reserved = reserved.filter(|a| counts_as_signed(s, a)).count();
    let all = s.partners.len();
    match (signed == all && all > 0, v.closed.is_some()) {
        (true, _) if reserved == 0 => Signing::ByAll,
        (true, _) => Signing::WithReservations(reserved),
        (false, true) => Signing::ClosedWithoutEveryone(signed, all),
        (false, false) if answers.is_empty() => Signing::Frozen,
        (false, false) => Signing::SomeSigned(signed, all),
    }
}

/// So many partners have signed a version, by the newest answer of each.
pub fn signed_by(s: &Session, v: &Version) -> usize {
    let signs = |a: &Answer| counts_as_signed(s, a);
    s.partners.iter().filter(|p| s.answer_of(p.id, v.id).is_some_and(signs)).count()
}

/// Who gave an answer, in what capacity, how and when, each as it is said; what is not known is left out.
pub fn given_words(s: &Session, a: &Answer) -> Vec<String> {
    let name = a.signer.and_then(|id| printable_name(s, id)).unwrap_or_default();
    let capacity = if a.says.is_given() { a.capacity.trim() } else { "" };
    let when = a.at.map(|at| in_zone(at, &s.zone)).map(|at| match (a.day_only, at.date_naive() == s.date) {
        (true, _) => day(at.date_naive()),
        (false, true) => clock(at),
        (false, false) => day_and_clock(at),
    });
    let all = [name.into(), capacity.into(), how_words(s, a), when.unwrap_or_default()];
    all.into_iter().filter(|words| !words.is_empty()).collect()
}

/// Nothing is said to be signed on a laptop whose signature does not hold.
fn how_words(s: &Session, a: &Answer) -> String {
    let How::OnLaptop(laptop) = &a.how else { return a.how.word() };
    match signature_holds(s, a) {
        Some(true) => laptop.words(),
        Some(false) => "said to be signed on a laptop; the signature does not hold".into(),
        None => "said to be signed on a laptop, which cannot be checked here".into(),
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
