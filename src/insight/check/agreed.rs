//! Decisions, who stands where, dissent, actions, and the actions of the session before.

use super::{Findings, Kind, Page, blank};
use crate::insight::{ActionLack, action_lacks, final_decider, is_carried, nobody_was_there, standing_outcome};
use crate::model::refs::Ref;
use crate::model::*;

pub fn look(s: &Session, list: &mut Findings) {
    for d in &s.decisions {
        decision(s, d, list);
    }
    if s.dissent_asked.is_none() && !s.decisions.is_empty() {
        list.session(Kind::DissentNotAsked, Page::Decisions, "Nobody has asked whether anyone disagrees");
    }
    community(s, list);
    for a in &s.actions {
        if blank(&a.what) {
            let text = format!("A{} does not say what is to be done", a.no);
            list.thing(Kind::NoWords, Page::Actions, Ref::Action(a.id), text);
        }
        for lack in action_lacks(s, a) {
            let kind = match lack {
                ActionLack::NoOwner => Kind::ActionWithoutOwner,
                ActionLack::NoDate => Kind::ActionWithoutDate,
                ActionLack::NobodysOwner => Kind::ActionIsNobodys,
                ActionLack::DateBefore => Kind::ActionDateBefore,
                ActionLack::DateOnTheDay => Kind::ActionDateOnTheDay,
                ActionLack::NoMoney => Kind::ActionWithoutMoney,
                ActionLack::NoChecker => Kind::ActionWithoutChecker,
                ActionLack::OwnChecker => Kind::ActionChecksItself,
            };
            list.thing(kind, Page::Actions, Ref::Action(a.id), format!("A{} {}", a.no, lack.words()));
        }
    }
    for (d, nth) in s.dissents.iter().zip(1..).filter(|(d, _)| blank(&d.words)) {
        let thing = d.decision.map(Ref::Decision);
        list.part(Kind::NoWords, Page::Decisions, d.id.0, thing, format!("Disagreement {nth} has no words"));
    }
    for a in s.earlier.iter().filter(|a| a.progress.is_none()) {
        let text = format!("Nobody has said what became of {} of the session before", a.called());
        list.part(Kind::EarlierWithoutStatus, Page::LastTime, a.id.0, None, text);
    }
}

fn decision(s: &Session, d: &Decision, list: &mut Findings) {
    let mut find = |kind, page, text: String| list.thing(kind, page, Ref::Decision(d.id), format!("D{} {text}", d.no));
    if blank(&d.what) {
        find(Kind::NoWords, Page::Decisions, "does not say what was decided".into());
    }
    let outcome = standing_outcome(s, d);
    positions_of_absent(s, d, list);
    let mut find = |kind, page, text: String| list.thing(kind, page, Ref::Decision(d.id), format!("D{} {text}", d.no));
    if outcome == Outcome::PutOff {
        return;
    }
    if outcome != Outcome::NotAgreed && final_decider(s, d).is_none() {
        find(Kind::NoFinalDecider, Page::Decisions, "does not say who finally decides".into());
    }
    match (options(&d.options), blank(&d.why)) {
        (0, true) => find(Kind::OneOption, Page::Decisions, "has no option written down, and no word why".into()),
        (1, true) => find(Kind::OneOption, Page::Decisions, "was decided with one option, and no word why".into()),
        _ => {}
    }
    if outcome == Outcome::Request && !is_carried(s, d) {
        let text = "is a request, and no action carries it to who decides, with the date of the answer";
        find(Kind::RequestNotCarried, Page::Actions, text.into());
    }
    let silent = s.partners.iter().filter(|p| !d.positions.iter().any(|x| x.partner == p.id)).count();
    match silent {
        0 => {}
        1 => find(Kind::PositionsMissing, Page::Decisions, "lacks the position of 1 partner".into()),
        n => find(Kind::PositionsMissing, Page::Decisions, format!("lacks the positions of {n} partners")),
    }
    for p in d.positions.iter().filter(|p| p.stance != Stance::Support && blank(&p.reason)) {
        let partner = s.partner_name(Some(p.partner));
        let text = format!("{partner} gives no reason for its position on D{}", d.no);
        list.part(Kind::PositionWithoutReason, Page::Decisions, both(d, p), Some(Ref::Decision(d.id)), text);
    }
}

/// Two partners on one decision are two findings.
fn both(d: &Decision, p: &Position) -> uuid::Uuid {
    uuid::Uuid::from_u128(d.id.0.as_u128() ^ p.partner.0.as_u128())
}

/// Also on what was put off: it prints.
fn positions_of_absent(s: &Session, d: &Decision, list: &mut Findings) {
    for p in &d.positions {
        let partner = s.partner_name(Some(p.partner));
        let mut find = |kind, text| list.part(kind, Page::Decisions, both(d, p), Some(Ref::Decision(d.id)), text);
        if p.stance != Stance::Absent && nobody_was_there(s, p.partner, d.at) {
            let text = format!("{partner} has a position on D{}, but none of its people were in the room then", d.no);
            find(Kind::SupportOfAbsent, text);
        }
    }
}

/// How many options were looked at: one a line, or between semicolons, strokes or "or".
fn options(words: &str) -> usize {
    let lines = words.split([';', '\n', '/']).flat_map(|some| some.split(" or "));
    lines.filter(|option| !blank(option)).count()
}

/// Tied to a decision: by a position on it, or by words that were used in it.
fn community(s: &Session, list: &mut Findings) {
    let decided = |d: &&Decision| matches!(standing_outcome(s, d), Outcome::Agreed | Outcome::Request);
    if !s.decisions.iter().any(|d| decided(&d)) {
        return;
    }
    let is_community = |id: PartnerId| s.partners.get(id).is_some_and(|p| p.kind == PartnerKind::Community);
    let stands = |d: &Decision| d.positions.iter().any(|p| p.stance != Stance::Absent && is_community(p.partner));
    let by_position = s.decisions.iter().filter(decided).any(stands);
    let counts = |id| s.decisions.get(id).is_some_and(|d| decided(&d));
    let used = |c: &Contribution| c.responses.iter().any(|r| matches!(r, Response::Decision(id) if counts(*id)));
    let by_words = s.contributions.iter().any(|c| c.partner.is_some_and(is_community) && used(c));
    if !(by_position || by_words) {
        let text = "Nobody from the community is tied to any decision, by a position or by words used in it";
        list.session(Kind::CommunityNotTied, Page::Decisions, text);
    }
}
