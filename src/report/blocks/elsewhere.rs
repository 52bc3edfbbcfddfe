//! Sections 9 and 10: what was sent elsewhere, and what was not used, and why.

use super::Document;
use super::words::referral;
use crate::model::*;
use crate::report::text::Text;

pub fn sent(s: &Session, d: &mut Document) {
    d.heading(2, "Sent elsewhere");
    d.list_or(s.referrals.iter().map(|r| Text::plain(referral(s, r))).collect(), "Nothing was sent elsewhere.");
}

pub fn not_used(s: &Session, d: &mut Document) {
    d.heading(2, "Not used, and why");
    let items = s
        .contributions
        .iter()
        .filter(|c| crate::insight::may_print_words(s, c))
        .flat_map(|c| {
            c.responses.iter().filter_map(move |r| match r {
                Response::NotTaken(why) => Some(Text::bold(format!("C{} ", c.no)).linked().then(format!(
                    "{} – {}",
                    c.words,
                    if why.trim().is_empty() { "no reason given" } else { why }
                ))),
                _ => None,
            })
        })
        .collect();
    d.list_or(items, "Nothing was turned down.");
}
