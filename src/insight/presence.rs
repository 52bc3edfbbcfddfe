//! Counts of people: who came, and who was in the room at a moment.

use crate::model::time::Moment;
use crate::model::{Movement, PartnerId, Passage, Session};

/// How many came, all together.
pub fn came(s: &Session) -> u32 {
    s.movements.iter().filter(|m| m.passage == Passage::Arrived).fold(0, |all: u32, m| all.saturating_add(m.count))
}

/// How many came of a partner (None: of no partner).
pub fn came_by_partner(s: &Session, partner: Option<PartnerId>) -> u32 {
    s.movements
        .iter()
        .filter(|m| m.passage == Passage::Arrived && m.partner == partner)
        .fold(0, |all: u32, m| all.saturating_add(m.count))
}

/// How many of a partner were in the room at a moment.
pub fn in_room(s: &Session, partner: Option<PartnerId>, at: Moment) -> u32 {
    let of = |m: &&Movement| m.partner == partner;
    let arrived: u32 = s
        .movements
        .iter()
        .filter(of)
        .filter(|m| m.passage == Passage::Arrived && m.at.is_none_or(|t| t <= at))
        .fold(0, |all: u32, m| all.saturating_add(m.count));
    arrived.saturating_sub(left_before(s, partner, at))
}

/// How many of a partner had left by a moment.
pub fn left_before(s: &Session, partner: Option<PartnerId>, at: Moment) -> u32 {
    s.movements
        .iter()
        .filter(|m| m.partner == partner && m.passage == Passage::Left && m.at.is_some_and(|t| t <= at))
        .fold(0, |all: u32, m| all.saturating_add(m.count))
}
