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
                _ => Kind::ActionLacks,
            };
            list.thing(kind, Page::Actions, Ref::Action(a.id), format!("A{} {}", a.no, lack.words()));
        }
    }
    for a in s.earlier_actions.iter().filter(|a| a.progress.is_none()) {
        let text = format!("Nobody has said what became of A{} of the session before", a.no);
        list.part(Kind::EarlierWithoutStatus, Page::Actions, a.id.0, None, text);
    }
}

fn decision(s: &Session, d: &Decision, list: &mut Findings) {
    let mut find = |kind, page, text: String| list.thing(kind, page, Ref::Decision(d.id), format!("D{} {text}", d.no));
    if blank(&d.what) {
        find(Kind::NoWords, Page::Decisions, "does not say what was decided".into());
    }
    let outcome = standing_outcome(s, d);
    if outcome == Outcome::PutOff {
        return;
    }
    if outcome != Outcome::NotAgreed && final_decider(s, d).is_none() {
        find(Kind::NoFinalDecider, Page::Decisions, "does not say who finally decides".into());
    }
    if options(&d.options) < 2 && blank(&d.why) {
        find(Kind::OneOption, Page::Decisions, "was decided with one option, and no word why".into());
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
    for p in &d.positions {
        // Two partners on one decision are two findings.
        let both = uuid::Uuid::from_u128(d.id.0.as_u128() ^ p.partner.0.as_u128());
        let partner = s.partner_name(Some(p.partner));
        let mut find = |kind, text| list.part(kind, Page::Decisions, both, Some(Ref::Decision(d.id)), text);
        if p.stance != Stance::Support && blank(&p.reason) {
            find(Kind::PositionWithoutReason, format!("{partner} gives no reason for its position on D{}", d.no));
        }
        if p.stance != Stance::Absent && nobody_was_there(s, p.partner, d.at) {
            let text = format!("{partner} has a position on D{}, but none of its people were in the room then", d.no);
            find(Kind::SupportOfAbsent, text);
        }
    }
}

/// How many options were looked at: one a line, or between semicolons.
fn options(words: &str) -> usize {
    words.split([';', '\n']).filter(|option| !blank(option)).count()
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
    let used = |c: &Contribution| c.responses.iter().any(|r| matches!(r, Response::Decision(_)));
    let by_words = s.contributions.iter().any(|c| c.partner.is_some_and(is_community) && used(c));
    if !(by_position || by_words) {
        let text = "Nobody from the community is tied to any decision, by a position or by words used in it";
        list.session(Kind::CommunityNotTied, Page::Decisions, text);
    }
}
