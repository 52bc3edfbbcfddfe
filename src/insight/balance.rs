//! Who we have heard from.

use crate::model::{PartnerId, Session};

/// How many contributions came from a partner (None: from nobody's partner).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heard {
    pub partner: Option<PartnerId>,
    pub contributions: usize,
}

/// Every partner in order, also those not heard; then people of no partner, if any spoke.
pub fn heard(s: &Session) -> Vec<Heard> {
    let mut rows: Vec<Heard> = s.partners.iter().map(|p| Heard { partner: Some(p.id), contributions: 0 }).collect();
    let mut nobody = 0;
    for c in &s.contributions {
        match rows.iter_mut().find(|r| r.partner == c.partner) {
            Some(row) if c.partner.is_some() => row.contributions += 1,
            _ => nobody += 1,
        }
    }
    if nobody > 0 {
        rows.push(Heard { partner: None, contributions: nobody });
    }
    rows
}
