//! Title, purpose, partners and who signs for them, and when everyone hears back.

use super::{Findings, Kind, Page, blank};
use crate::insight::fold;
use crate::model::refs::Ref;
use crate::model::*;

pub fn look(s: &Session, list: &mut Findings) {
    if blank(&s.title) {
        list.session(Kind::NoTitle, Page::Purpose, "The session has no title");
    }
    if s.partners.is_empty() {
        list.session(Kind::NoPartner, Page::Purpose, "There is no partner who could sign");
    }
    if blank(&s.why) {
        list.session(Kind::NoPurpose, Page::Purpose, "Why we meet is not written down");
    }
    if s.reply_by.is_none() {
        list.session(Kind::NoReplyDate, Page::Purpose, "There is no date by which everyone hears back");
    }
    if s.reply_by.is_some_and(|by| by < s.date) {
        let text = "The date by which everyone hears back is before the session";
        list.session(Kind::ReplyBeforeSession, Page::Purpose, text);
    }
    if s.movements.is_empty() {
        list.session(Kind::NobodyCounted, Page::Purpose, "Nobody has been counted in");
    }
    for p in &s.partners {
        let lacks = match (blank(&p.signatory), blank(&p.capacity)) {
            (true, true) => "does not say who signs for it, and in what capacity",
            (true, false) => "does not say who signs for it",
            (false, true) => "does not say in what capacity its signatory signs",
            (false, false) => continue,
        };
        list.thing(Kind::NoSignatory, Page::Purpose, Ref::Partner(p.id), format!("{} {lacks}", p.name));
    }
    facilitator_signs(s, list);
    payment(s, list);
    charter(s, list);
}

/// Every partner says to every question whether it was kept.
fn charter(s: &Session, list: &mut Findings) {
    let all = s.charter_questions.len();
    let lacks = |q: &&CharterQuestion| s.partners.iter().any(|p| q.of(p.id).is_none());
    let lacking = s.charter_questions.iter().filter(lacks).count();
    if lacking > 0 {
        let text = format!("Questions of the charter that not every partner has answered: {lacking} of {all}");
        list.session(Kind::CharterNotAnswered, Page::Charter, text);
    }
}

/// They sign for nobody (PRODUCT.md, "Words we use").
fn facilitator_signs(s: &Session, list: &mut Findings) {
    for p in &s.partners {
        let given = s.answers.iter().filter(|a| a.partner == p.id && a.says.signed()).flat_map(|a| {
            let name = a.signer.and_then(|id| s.private.names.get(&id));
            [Some(&a.capacity), name].into_iter().flatten()
        });
        if [&p.signatory, &p.capacity].into_iter().chain(given).any(|who| runs_the_session(s, who)) {
            let text = format!("The facilitator or the note-taker signs for {}; they sign for nobody", p.name);
            list.thing(Kind::FacilitatorSigns, Page::Purpose, Ref::Partner(p.id), text);
        }
    }
}

/// Do these words name who runs the session or writes? By their part in it, or by name: "Sam Okoro, independent".
/// What has no capital, "independent" or "her colleague", is no name.
pub fn runs_the_session(s: &Session, who: &str) -> bool {
    let first = |words: &str| words.split(',').next().unwrap_or_default().trim().to_string();
    let who = fold(&first(who));
    let is_name = |words: &&String| words.chars().any(char::is_uppercase);
    let named = [&s.facilitator.who, &s.note_taker.who].into_iter().filter(is_name).any(|h| fold(&first(h)) == who);
    let part = who.strip_prefix("the ").unwrap_or(&who);
    named || ["facilitator", "note-taker", "note taker", "notetaker"].contains(&part)
}

/// Everybody from the community should have been asked. Without numbers: they could give somebody away.
fn payment(s: &Session, list: &mut Findings) {
    let community = s.partners.iter().filter(|p| p.kind == PartnerKind::Community);
    let came: u32 = community.map(|p| crate::insight::came_by_partner(s, Some(p.id))).fold(0, u32::saturating_add);
    if s.private.payment.offered() < came {
        let text = "Payment for their time is not set for everybody from the community";
        list.session(Kind::PaymentNotSet, Page::Purpose, text);
    }
}
