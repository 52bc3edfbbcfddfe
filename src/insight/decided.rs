//! What follows for a decision from what it is about, who was in the room, and what was agreed to be done.

use super::in_room;
use crate::model::time::Moment;
use crate::model::{Decider, Decision, Outcome, PartnerId, Session, Source, Status};

/// The outcome as it may be said: where somebody else decides, by what it is about or by its own words, what was
/// agreed here is a request to them, never an agreement (PRODUCT.md, promise 5).
pub fn standing_outcome(s: &Session, d: &Decision) -> Outcome {
    let about_others = || d.boundary.and_then(|b| s.boundaries.get(b)).is_some_and(|b| b.now.is_for_others());
    let said_others = || !(d.decided_by.trim().is_empty() || is_this_room(&d.decided_by));
    match d.outcome {
        Outcome::Agreed if about_others() || said_others() => Outcome::Request,
        outcome => outcome,
    }
}

/// Do these words name those who are here: "everyone who signs, today"?
fn is_this_room(words: &str) -> bool {
    const HERE: [&str; 9] = [
        "this room",
        "the room",
        "this workshop",
        "the workshop",
        "everyone who signs",
        "everyone here",
        "all of us",
        "we",
        "us",
    ];
    let who = super::fold(words.split([',', ';']).next().unwrap_or_default());
    HERE.contains(&who.trim().trim_end_matches(" here").trim_end_matches(" today"))
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

/// This partner's people were counted, or sent apologies, and none were in the room then: it is absent, not in
/// support. Of a partner that nobody counted nothing is known.
pub fn nobody_was_there(s: &Session, partner: PartnerId, at: Moment) -> bool {
    s.movements.iter().any(|m| m.partner == Some(partner) && m.count > 0) && in_room(s, Some(partner), at) == 0
}
