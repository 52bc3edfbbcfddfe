//! What became of each contribution, and to whom an answer is still owed.

use super::standing_outcome;
use crate::model::{BoundaryId, Contribution, Decision, Outcome, PartnerId, Response, Session, ThemeId};

/// Has nobody said yet what became of it? An organiser's prompt is owed nothing.
pub fn is_owed(c: &Contribution) -> bool {
    c.responses.is_empty() && c.voice != crate::model::Voice::OrganiserPrompt
}

/// Nobody answered it, or it is still open.
pub fn has_no_answer(c: &Contribution) -> bool {
    is_owed(c) || c.responses.contains(&Response::StillOpen)
}

/// The theme that one was merged into, through all merges; itself, where it was not.
pub fn final_theme(s: &Session, theme: ThemeId) -> ThemeId {
    // A chain of merges is short; a ring in a hand-edited file must not hold us.
    const LONGEST: usize = 16;
    let next = |id: &ThemeId| s.themes.get(*id).and_then(|t| t.merged_into);
    std::iter::successors(Some(theme), next).take(LONGEST + 1).last().unwrap_or(theme)
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

/// What an answer is suggested by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alike {
    Boundary(BoundaryId),
    Theme(ThemeId),
}

/// An answer that others about the same boundary got, or else others of the same theme; offered, never set by itself.
pub fn suggestion(s: &Session, c: &Contribution) -> Option<(Response, Alike)> {
    let told = |r: &&Response| matches!(r, Response::Decision(_) | Response::Action(_) | Response::Sent(_));
    let others = || s.contributions.iter().filter(|o| o.id != c.id);
    if let Some(about) = c.boundary {
        let stands = |d: &&Decision| matches!(standing_outcome(s, d), Outcome::Agreed | Outcome::Request);
        let of = s.decisions.iter().filter(stands).find(|d| d.boundary == Some(about));
        let decided = of.map(|d| Response::Decision(d.id));
        let same = || others().filter(|o| o.boundary == Some(about)).flat_map(|o| &o.responses).find(told).cloned();
        if let Some(response) = decided.or_else(same) {
            return Some((response, Alike::Boundary(about)));
        }
    }
    c.themes.iter().find_map(|theme| {
        let same = others().filter(|o| o.themes.contains(theme)).flat_map(|o| &o.responses).find(told)?;
        Some((same.clone(), Alike::Theme(*theme)))
    })
}

/// What was said that became part of this: "you said, we will", from the other side. In the order it was said, without
/// what is withheld.
pub fn said_for<'a>(s: &'a Session, became: &Response) -> Vec<&'a Contribution> {
    s.contributions.iter().filter(|c| c.responses.contains(became) && super::may_print_words(s, c)).collect()
}
