//! What was up for grabs: what each boundary still lacks, challenges, moves, and when it was said.

use super::{Findings, Kind, Page, blank};
use crate::insight::{BoundaryLack, ScopeSaid, boundary_lacks, scope_said};
use crate::model::refs::Ref;
use crate::model::*;
use std::collections::HashMap;

pub fn look(s: &Session, list: &mut Findings) {
    let some = |status| s.boundaries.iter().any(|b| b.now.status == status);
    if s.boundaries.is_empty() {
        list.session(Kind::NoScope, Page::Scope, "Nothing says what is up for grabs and what is not");
    } else if !some(Status::Fixed) && !some(Status::Open) {
        list.session(Kind::NoScope, Page::Scope, "Nothing is said to be fixed, and nothing to be open");
    }
    for b in &s.boundaries {
        for lack in boundary_lacks(b) {
            let kind = match lack {
                BoundaryLack::Reason => Kind::FixedWithoutReason,
                BoundaryLack::DecidedBy => Kind::FixedWithoutDecider,
                BoundaryLack::What => Kind::BoundaryWithoutWords,
                BoundaryLack::CouldChange => Kind::BoundaryWithoutChanger,
                BoundaryLack::Decider => Kind::BoundaryWithoutDecider,
                BoundaryLack::When => Kind::BoundaryWithoutWhen,
                BoundaryLack::Limits => Kind::BoundaryWithoutLimits,
                BoundaryLack::FindsOut => Kind::BoundaryWithoutFinder,
                BoundaryLack::FoundOutBy => Kind::BoundaryWithoutFoundBy,
            };
            list.thing(kind, Page::Scope, Ref::Boundary(b.id), format!("S{} {}", b.no, lack.words()));
        }
    }
    fixed_after_decision(s, list);
    made_less_open(s, list);
    match scope_said(s) {
        ScopeSaid::After { .. } => {
            let text = "What is up for grabs was said only after people were asked for ideas";
            list.session(Kind::ScopeSaidLate, Page::Agenda, text);
        }
        ScopeSaid::Never { .. } => {
            let text = "People were asked for ideas, and it was not said what is up for grabs";
            list.session(Kind::ScopeSaidLate, Page::Agenda, text);
        }
        ScopeSaid::Before { .. } | ScopeSaid::NotAsked => {}
    }
    for m in s.moves.iter().filter(|m| blank(&m.why)) {
        let Some(b) = s.boundaries.get(m.boundary) else { continue };
        let text = format!("S{} was moved to {}, and it is not said why", b.no, m.to.status.word());
        list.part(Kind::MoveWithoutWhy, Page::Scope, m.id.0, Some(Ref::Boundary(b.id)), text);
    }
    for c in s.challenges.iter().filter(|c| blank(&c.words)) {
        let Some(b) = s.boundaries.get(c.boundary) else { continue };
        let text = format!("A challenge to S{} has no words", b.no);
        list.part(Kind::NoWords, Page::Scope, c.id.0, Some(Ref::Boundary(b.id)), text);
    }
    for c in &s.challenges {
        let Some(b) = s.boundaries.get(c.boundary) else { continue };
        let (kind, text) = match c.answer.as_ref().filter(|a| !blank(&a.words)) {
            None => (Kind::ChallengeWithoutAnswer, format!("The challenge to S{} has no answer yet", b.no)),
            Some(a) if a.accepted == Some(false) => {
                (Kind::AnswerNotAccepted, format!("The answer to the challenge to S{} was not accepted", b.no))
            }
            Some(_) => continue,
        };
        list.part(kind, Page::Scope, c.id.0, Some(Ref::Boundary(b.id)), text);
    }
}

/// Something was decided or asked, and then it was fixed.
fn fixed_after_decision(s: &Session, list: &mut Findings) {
    for d in s.decisions.iter().filter(|d| matches!(d.outcome, Outcome::Agreed | Outcome::Request)) {
        let Some(b) = d.boundary.and_then(|id| s.boundaries.get(id)) else { continue };
        let moved = s.moves.iter().any(|m| m.boundary == b.id && m.to.status == Status::Fixed && m.at > d.at);
        // An agreement on what is fixed cannot be made here; a file that was changed by hand may hold one.
        if b.now.status == Status::Fixed && (moved || d.outcome == Outcome::Agreed) {
            let text = format!("S{} was fixed after D{} was decided on it", b.no, d.no);
            list.part(Kind::FixedAfterDecision, Page::Scope, d.id.0, Some(Ref::Boundary(b.id)), text);
        }
    }
}

/// How much people can still change, from nothing.
fn openness(status: Status) -> u8 {
    match status {
        Status::Fixed => 0,
        Status::NotKnown => 1,
        Status::Shape => 2,
        Status::Open => 3,
    }
}

fn made_less_open(s: &Session, list: &mut Findings) {
    let less: Vec<&Move> = s.moves.iter().filter(|m| openness(m.to.status) < openness(m.from.status)).collect();
    if less.is_empty() {
        return;
    }
    let mut first_words: HashMap<BoundaryId, time::Moment> = HashMap::new();
    for c in s.contributions.iter().filter(|c| c.voice != Voice::OrganiserPrompt) {
        if let Some(about) = c.boundary {
            first_words.entry(about).and_modify(|at| *at = (*at).min(c.at)).or_insert(c.at);
        }
    }
    for m in less {
        let Some(b) = s.boundaries.get(m.boundary) else { continue };
        if first_words.get(&b.id).is_some_and(|said| *said < m.at) {
            let (from, to) = (m.from.status.word(), m.to.status.word());
            let text = format!("S{} was moved from {from} to {to} after people had spoken about it", b.no);
            list.part(Kind::MadeLessOpen, Page::Scope, m.id.0, Some(Ref::Boundary(b.id)), text);
        }
    }
}
