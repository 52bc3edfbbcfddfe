//! What follows for a decision from what it is about, who was in the room, and what was agreed to be done.

use super::in_room;
use crate::model::time::Moment;
use crate::model::{Decider, Decision, Outcome, PartnerId, Session, Source, Status};

/// The outcome as it may be said: on a boundary that somebody else decides, what was agreed here is
/// a request to them, never an agreement (PRODUCT.md, promise 5).
pub fn standing_outcome(s: &Session, d: &Decision) -> Outcome {
    let status = d.boundary.and_then(|b| s.boundaries.get(b)).map(|b| b.now.status);
    match (d.outcome, status) {
        (Outcome::Agreed, Some(Status::Shape | Status::Fixed)) => Outcome::Request,
        (outcome, _) => outcome,
    }
}

/// Who finally decides, as far as it is said: in its own words, else by the boundary it is about.
pub fn final_decider(s: &Session, d: &Decision) -> Option<String> {
    if !d.decided_by.trim().is_empty() {
        return Some(d.decided_by.clone());
    }
    let now = &d.boundary.and_then(|id| s.boundaries.get(id))?.now;
    let known = match (now.status, &now.decider) {
        (Status::NotKnown, _) => false,
        (Status::Open, Decider::Everyone) | (_, Decider::Partner(_)) => true,
        (_, Decider::Everyone) => false,
        (_, Decider::Other(words)) => !words.trim().is_empty(),
    };
    known.then(|| s.decider_name(&now.decider))
}

/// Does an action carry it to the body that is asked, with the date of its answer?
pub fn is_carried(s: &Session, d: &Decision) -> bool {
    s.actions.iter().any(|a| a.from == Some(Source::Decision(d.id)) && a.by.is_some())
}

/// People were counted, and none of this partner's were in the room then: it is absent, not in support.
pub fn nobody_was_there(s: &Session, partner: PartnerId, at: Moment) -> bool {
    !s.movements.is_empty() && in_room(s, Some(partner), at) == 0
}
