//! Contributions that are likely the same: offered, never merged by themselves.
//!
//! Two that share most of their longer words are likely the same thing said twice. Only asked for one contribution
//! at a time, so that it costs little however many there are.

use super::fold;
use crate::model::{Contribution, ContributionId, Session};
use std::collections::HashSet;

/// Shorter words tell nothing.
const LEAST_LETTERS: usize = 4;
/// Of the words of both, at least so many in a hundred are the same.
const LEAST_SHARE: usize = 60;

/// Those most like `c` that are not merged with it yet, the likest first; at most `most`.
pub fn likely_duplicates(s: &Session, c: &Contribution, most: usize) -> Vec<ContributionId> {
    let merged: HashSet<ContributionId> = s
        .merges
        .iter()
        .filter(|m| m.contributions.contains(&c.id))
        .flat_map(|m| m.contributions.iter().copied())
        .collect();
    let ours = words(&c.words);
    if ours.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<(usize, ContributionId)> = s
        .contributions
        .iter()
        .filter(|o| o.id != c.id && !merged.contains(&o.id))
        .map(|o| (share(&ours, &words(&o.words)), o.id))
        .filter(|(share, _)| *share >= LEAST_SHARE)
        .collect();
    all.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    all.into_iter().take(most).map(|(_, id)| id).collect()
}

fn words(text: &str) -> HashSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() >= LEAST_LETTERS)
        .map(String::from)
        .collect()
}

/// How many in a hundred of the words of both are in each.
fn share(a: &HashSet<String>, b: &HashSet<String>) -> usize {
    let both = a.intersection(b).count();
    let all = a.len() + b.len() - both;
    (both * 100).checked_div(all).unwrap_or(0)
}
