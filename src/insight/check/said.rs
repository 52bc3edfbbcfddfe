//! What people said and what became of it; what was sent elsewhere; whom we heard.

use super::{Findings, Kind, Page, blank};
use crate::insight::{came, came_by_partner, heard, is_owed};
use crate::model::refs::Ref;
use crate::model::*;

/// Shares that differ by so many in a hundred are worth knowing.
const APART: u64 = 10;
/// Promised and felt say that differ by so much are printed as a gap (issue "Agreeing honestly", Check).
const SAY_APART: u8 = 2;

pub fn look(s: &Session, list: &mut Findings) {
    for c in s.contributions.iter().filter(|c| is_owed(c)) {
        let text = format!("C{} has no answer yet", c.no);
        list.thing(Kind::NoResponse, Page::Responses, Ref::Contribution(c.id), text);
    }
    for c in s.contributions.iter().filter(|c| c.edited.is_some()) {
        let text = format!("The words of C{} were changed after they were captured", c.no);
        list.thing(Kind::Edited, Page::Board, Ref::Contribution(c.id), text);
    }
    match s.contributions.iter().filter(|c| c.responses.contains(&Response::StillOpen)).count() {
        0 => {}
        1 => list.session(Kind::StillOpen, Page::Responses, "1 contribution is still open"),
        n => list.session(Kind::StillOpen, Page::Responses, format!("{n} contributions are still open")),
    }
    for r in s.referrals.iter().filter(|r| blank(&r.what)) {
        let text = format!("R{} does not say what was sent elsewhere", r.no);
        list.thing(Kind::NoWords, Page::Responses, Ref::Referral(r.id), text);
    }
    for r in &s.referrals {
        let lacks = match (r.to.is_none() && blank(&r.to_other), r.by.is_none()) {
            (true, true) => "does not say to whom, and by when",
            (true, false) => "does not say to whom",
            (false, true) => "does not say by when",
            (false, false) => continue,
        };
        list.thing(Kind::SentWithoutPerson, Page::Responses, Ref::Referral(r.id), format!("R{} {lacks}", r.no));
    }
    voices(s, list);
    let slips = s.slips;
    // 0: it was not asked.
    if slips.slips > 0 && slips.promised > 0 && slips.felt > 0 && slips.promised.abs_diff(slips.felt) >= SAY_APART {
        let text =
            format!("The say that was promised ({}) and felt ({}) are two or more apart", slips.promised, slips.felt);
        list.session(Kind::SayApart, Page::Check, text);
    }
    for taken in crate::live::taken_from_protected(s) {
        let title = s.agenda.get(taken.item).map_or("", |i| i.title.as_str());
        let minutes = if taken.min == 1 { "minute was" } else { "minutes were" };
        let text = format!("{} {minutes} taken from “{title}”, which is protected", taken.min);
        list.thing(Kind::MinutesTaken, Page::Live, Ref::AgendaItem(taken.item), text);
    }
}

/// Who was not heard at all, and whose share of voices is far from their share of people.
fn voices(s: &Session, list: &mut Findings) {
    let (people, words) = (u64::from(came(s)), s.contributions.len() as u64);
    if words == 0 {
        return;
    }
    for row in heard(s) {
        let Some(p) = row.partner.and_then(|id| s.partners.get(id)) else { continue };
        let of_partner = u64::from(came_by_partner(s, Some(p.id)));
        let said = row.contributions as u64;
        if said == 0 {
            let text = format!("Nothing is written down from {}", p.name);
            list.thing(Kind::NotHeard, Page::Live, Ref::Partner(p.id), text);
        } else if people > 0 && (said * 100 / words).abs_diff(of_partner * 100 / people) >= APART {
            let text = format!("{}: {of_partner} of {people} people, and {said} of {words} contributions", p.name);
            list.thing(Kind::VoicesApart, Page::Live, Ref::Partner(p.id), text);
        }
    }
}
