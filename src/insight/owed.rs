//! What became of each contribution, and to whom an answer is still owed.

use crate::model::{Contribution, PartnerId, Response, Session, ThemeId};

/// Has nobody said yet what became of it? An organiser's prompt is owed nothing.
pub fn is_owed(c: &Contribution) -> bool {
    c.responses.is_empty() && c.voice != crate::model::Voice::OrganiserPrompt
}

/// How many answers each partner's people are still owed, most first.
pub fn owed_by_partner(s: &Session) -> Vec<(Option<PartnerId>, usize)> {
    let mut rows: Vec<(Option<PartnerId>, usize)> = Vec::new();
    for c in s.contributions.iter().filter(|c| is_owed(c)) {
        match rows.iter_mut().find(|(p, _)| *p == c.partner) {
            Some((_, n)) => *n += 1,
            None => rows.push((c.partner, 1)),
        }
    }
    rows.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    rows
}

/// The same by theme; a contribution with several counts in each.
pub fn owed_by_theme(s: &Session) -> Vec<(ThemeId, usize)> {
    let mut rows: Vec<(ThemeId, usize)> = Vec::new();
    for theme in s.contributions.iter().filter(|c| is_owed(c)).flat_map(|c| &c.themes) {
        match rows.iter_mut().find(|(t, _)| t == theme) {
            Some((_, n)) => *n += 1,
            None => rows.push((*theme, 1)),
        }
    }
    rows.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    rows
}

/// An answer that others about the same boundary got; offered, never set by itself.
pub fn suggestion(s: &Session, c: &Contribution) -> Option<Response> {
    let about = c.boundary?;
    if let Some(d) = s.decisions.iter().find(|d| d.boundary == Some(about)) {
        return Some(Response::Decision(d.id));
    }
    s.contributions
        .iter()
        .filter(|o| o.boundary == Some(about) && o.id != c.id)
        .flat_map(|o| &o.responses)
        .find(|r| matches!(r, Response::Decision(_) | Response::Action(_) | Response::Sent(_)))
        .cloned()
}
