//! Do these written words tell what was said? People who write shorten, reword and mistype, so words are compared by
//! what they share, never by being equal.

use crate::insight::fold;
use std::collections::BTreeSet;

/// Words that stand in any sentence.
const COMMON: [&str; 24] = [
    "about", "and", "are", "for", "from", "have", "not", "that", "the", "their", "them", "then", "there", "they",
    "this", "was", "were", "what", "when", "will", "with", "would", "you", "your",
];
/// A word and its forms are the same up to here: "bench" and "benches".
const STEM: usize = 5;

/// What of a text tells it from others: the beginnings of its words, and its numbers.
fn tokens(words: &str) -> BTreeSet<String> {
    let folded = fold(words);
    let all = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !COMMON.contains(w));
    let tells = |w: &&str| w.chars().count() > 2 || w.chars().any(|c| c.is_ascii_digit());
    all.filter(tells).map(|w| w.chars().take(STEM).collect()).collect()
}

/// How much of what was said the written words hold, in hundredths; None: not enough to tell that it is the same. A third
/// of what tells it from others must be there.
pub fn likeness(said: &str, written: &str) -> Option<u32> {
    if fold(said.trim()) == fold(written.trim()) {
        return Some(100);
    }
    let (said, written) = (tokens(said), tokens(written));
    let shared = said.intersection(&written).count();
    let enough = said.len().div_ceil(3).max(1);
    let hundredths = (shared * 100).checked_div(said.len())?;
    (shared >= enough).then(|| u32::try_from(hundredths).unwrap_or(100).min(99))
}
