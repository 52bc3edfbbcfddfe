//! Characters that no font has, anywhere; long sentences and abbreviations, in what those who run it wrote.

use super::{Findings, Kind};
use crate::insight::{PrintedText, sentence};
use crate::model::Session;
use std::collections::{BTreeSet, HashSet};

/// GOV.UK, "Sentence length: why 25 words is our limit".
const MOST_WORDS: usize = 25;
/// More characters are not named one by one.
const MOST_NAMED: usize = 3;

pub fn look(s: &Session, texts: &[PrintedText], has_glyph: &dyn Fn(char) -> bool, list: &mut Findings) {
    glyphs(texts, has_glyph, list);
    let explained = explained(s, texts);
    let mut said: HashSet<&str> = HashSet::new();
    for t in texts.iter().filter(|t| t.ours) {
        let called = || sentence(&t.place.called);
        if is_long(t.words) {
            list.text(Kind::LongSentence, t, format!("{} has a sentence of more than {MOST_WORDS} words", called()));
        }
        let new = abbreviations(t.words).filter(|w| !explained.contains(*w) && said.insert(w));
        let new: Vec<String> = new.map(|word| format!("“{word}”")).collect();
        if !new.is_empty() {
            list.text(
                Kind::Abbreviation,
                t,
                format!("{} says {}, and nothing explains it", called(), new.join(" and ")),
            );
        }
    }
}

fn glyphs(texts: &[PrintedText], has_glyph: &dyn Fn(char) -> bool, list: &mut Findings) {
    for t in texts.iter().filter(|t| !t.words.is_ascii()) {
        let missing: BTreeSet<char> = t.words.chars().filter(|c| !c.is_ascii() && !has_glyph(*c)).collect();
        if missing.is_empty() {
            continue;
        }
        let named: Vec<String> = missing.iter().take(MOST_NAMED).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let more = missing.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let called = sentence(&t.place.called);
        let text =
            format!("{called} has characters that no font has ({}{more}); a mark prints for each", named.join(", "));
        list.text(Kind::NoGlyph, t, text);
    }
}

fn is_long(words: &str) -> bool {
    words.split(['.', '?', '!', ';', '\n']).any(|one| one.split_whitespace().count() > MOST_WORDS)
}

/// Two to six capital letters that stand by themselves.
fn abbreviations(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| (2..=6).contains(&w.chars().count()) && w.chars().all(char::is_uppercase))
}

/// What is explained somewhere, "British Sign Language (BSL)" or "BSL (British Sign Language)", or is the key of a
/// partner.
fn explained<'a>(s: &'a Session, texts: &[PrintedText<'a>]) -> HashSet<&'a str> {
    let mut all: HashSet<&str> = s.partners.iter().map(|p| p.key.as_str()).collect();
    for t in texts.iter().filter(|t| t.words.contains('(')) {
        for word in abbreviations(t.words) {
            let (inside, before) = (format!("({word})"), format!("{word} ("));
            if t.words.contains(&inside) || t.words.contains(&before) {
                all.insert(word);
            }
        }
    }
    all
}
