//! Searching everything at once: whatever has words in the record, found by any of them and by its number.
//!
//! Not the people list, nor anything else that is private: the screen on which this is shown may be the room's.

use super::{fold, matches};
use crate::model::refs::Ref;
use crate::model::{Entry, Session};

/// Something that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    pub thing: Ref,
    /// "C12", "S3", "Partner"
    pub what: String,
    pub words: String,
}

/// The folded words of everything but contributions, with what a hit shows. Worked out after each change.
pub fn index(s: &Session) -> Vec<(String, Hit)> {
    let mut all = Vec::new();
    let mut add = |thing: Ref, what: String, words: &str, more: &[&str]| {
        let folded = fold(&format!("{what} {words} {}", more.join(" ")));
        all.push((folded, Hit { thing, what, words: words.into() }));
    };
    for b in &s.boundaries {
        add(Ref::Boundary(b.id), format!("S{}", b.no), &b.what, &[&b.why, &b.could_change, b.now.status.label()]);
    }
    for d in &s.decisions {
        add(Ref::Decision(d.id), format!("D{}", d.no), &d.what, &[&d.why, &d.options]);
    }
    for a in &s.actions {
        add(Ref::Action(a.id), format!("A{}", a.no), &a.what, &[&a.with, s.partner_name(a.owner)]);
    }
    for r in &s.referrals {
        add(Ref::Referral(r.id), format!("R{}", r.no), &r.what, &[&r.to_other]);
    }
    for p in &s.partners {
        add(Ref::Partner(p.id), "Partner".into(), &p.name, &[&p.key, &p.aim, &p.brings, &p.signs_as()]);
    }
    for i in &s.agenda {
        add(Ref::AgendaItem(i.id), "Agenda".into(), &i.title, &[&i.prompt, &i.notes]);
    }
    for p in s.photos.iter().filter(|p| !(p.caption.trim().is_empty() && p.alt.trim().is_empty())) {
        add(Ref::Photo(p.id), "Photo".into(), p.called(), &[&p.caption, &p.alt]);
    }
    for t in &s.themes {
        add(Ref::Theme(t.id), "Theme".into(), &t.name, &[]);
    }
    all
}

/// What holds every word of the query, the newest contributions after everything else; at most `most`.
/// `folded` are the contributions' words by place, as [`super::fold`] gives them.
pub fn find(s: &Session, index: &[(String, Hit)], folded: &[String], query: &str, most: usize) -> Vec<Hit> {
    let query = fold(query);
    if query.trim().is_empty() {
        return Vec::new();
    }
    let things = index.iter().filter(|(text, _)| matches(text, &query)).map(|(_, hit)| hit.clone());
    let said = folded.iter().enumerate().rev().filter(|(_, text)| matches(text, &query)).filter_map(|(place, _)| {
        let c = s.contributions.get_at(place)?;
        Some(Hit { thing: Ref::Contribution(c.id()), what: format!("C{}", c.no), words: c.words.clone() })
    });
    // A number asked for by itself is meant exactly.
    let mut all: Vec<Hit> = things.chain(said).take(most.max(200)).collect();
    all.sort_by_key(|hit| fold(&hit.what) != query.trim());
    all.truncate(most);
    all
}
