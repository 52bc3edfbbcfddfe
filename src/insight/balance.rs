//! Who we have heard from.

use super::standing_outcome;
use crate::model::{Decision, Outcome, Partner, PartnerId, PartnerKind, Session, Stance};

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

/// Where the partners of a kind stand on all that was decided or asked, counted by partner and decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Behind {
    pub kind: PartnerKind,
    /// Support, or can live with it.
    pub behind: usize,
    /// Stand aside, or object.
    pub not_behind: usize,
    /// Absent, or nobody wrote it down.
    pub not_there: usize,
}

/// Every kind of partner that is here; empty where nothing was decided or asked.
pub fn balance_of_decisions(s: &Session) -> Vec<Behind> {
    let decided = |d: &&Decision| matches!(standing_outcome(s, d), Outcome::Agreed | Outcome::Request);
    let decisions: Vec<&Decision> = s.decisions.iter().filter(decided).collect();
    if decisions.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for kind in PartnerKind::ALL {
        let partners: Vec<&Partner> = s.partners.iter().filter(|p| p.kind == kind).collect();
        if partners.is_empty() {
            continue;
        }
        let mut row = Behind { kind, behind: 0, not_behind: 0, not_there: 0 };
        for d in &decisions {
            for p in &partners {
                match d.positions.iter().find(|x| x.partner == p.id).map(|x| x.stance) {
                    Some(Stance::Support | Stance::CanLiveWith) => row.behind += 1,
                    Some(Stance::StandAside | Stance::Object) => row.not_behind += 1,
                    Some(Stance::Absent) | None => row.not_there += 1,
                }
            }
        }
        rows.push(row);
    }
    rows
}
