//! Names and words of people who did not say yes, looked for where they might stand all the same.

use super::{fold, may_print_words, printed_texts};
use crate::model::{Consent, Contribution, Session};
use aho_corasick::AhoCorasick;
use std::collections::{BTreeSet, HashSet};

/// How a listed person's name stands in words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Named {
    /// The whole of it.
    Whole,
    /// A part of it, with a capital: likely the person, but "Rose" is a flower too.
    Part,
    /// The same in small letters.
    Small,
}

/// Before and between names, and of nobody alone.
const NOT_A_NAME: [&str; 44] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lady",
    "lord",
    "rev",
    "the",
    "and",
    "bin",
    "binti",
    "ibn",
    "abu",
    "umm",
    "al",
    "el",
    "de",
    "da",
    "di",
    "do",
    "dos",
    "das",
    "du",
    "del",
    "della",
    "van",
    "von",
    "der",
    "den",
    "ter",
    "ten",
    "la",
    "le",
    "les",
    "los",
    "las",
    "san",
    "st",
];

/// The names of listed people who have not said yes to being named, ready to be looked for in many words.
///
/// Parts of three letters and more are found whatever their case. One of two, "Jo" or "Ng", is found as it is
/// written: "de" or "ng" would be everywhere. Where words are written together, as in Chinese, a name is found within
/// them. A single letter is no name that could be looked for. What stands within the whole name of somebody who said
/// yes is theirs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Unnamed {
    /// Whole names of several words, in small letters.
    whole: Vec<Vec<String>>,
    /// Whole names of one word, in small letters.
    single: HashSet<String>,
    /// Parts, in small letters.
    long: HashSet<String>,
    /// The lengths of those that are plain ASCII.
    long_ascii: BTreeSet<usize>,
    /// As they are written.
    short: HashSet<String>,
    /// Of writing without spaces.
    together: Vec<String>,
    /// Whole names that may be said.
    said_yes: Vec<Vec<String>>,
}

impl Unnamed {
    /// Those who have not said yes.
    pub fn of(s: &Session) -> Self {
        Self::those(s, |consent| consent != Consent::Yes)
    }

    /// Everybody on the list, whatever they said.
    pub fn everybody(s: &Session) -> Self {
        Self::those(s, |_| true)
    }

    fn those(s: &Session, wanted: fn(Consent) -> bool) -> Self {
        let mut all = Self::default();
        for p in &s.people {
            let Some(name) = s.private.names.get(&p.id).map(|name| bare(name)) else { continue };
            if wanted(p.name_printed) {
                all.add(name);
            } else {
                all.said_yes.push(words_of(name).map(str::to_lowercase).collect());
            }
        }
        all
    }

    fn add(&mut self, name: &str) {
        let words: Vec<&str> = words_of(name).collect();
        match words.as_slice() {
            [one] => drop(self.single.insert(one.to_lowercase())),
            [] => {}
            several => self.whole.push(several.iter().map(|word| word.to_lowercase()).collect()),
        }
        for part in words {
            let small = part.to_lowercase();
            let letters = part.chars().count();
            if letters >= 2 && part.chars().any(is_written_together) {
                self.together.push(part.into());
            } else if NOT_A_NAME.contains(&small.as_str()) {
            } else if letters > 2 {
                if small.is_ascii() {
                    self.long_ascii.insert(small.len());
                }
                self.long.insert(small);
            } else if letters == 2 && part.starts_with(|c: char| !c.is_lowercase()) {
                self.short.insert(part.into());
            }
        }
    }

    /// Does one of the names, or a part of one, stand in these words?
    pub fn stand_in(&self, words: &str) -> bool {
        self.how_in(words).is_some()
    }

    /// How the names stand in these words; the surest of several.
    pub fn how_in(&self, words: &str) -> Option<Named> {
        if self.together.iter().any(|name| words.contains(name)) {
            return Some(Named::Whole);
        }
        if self.long.is_empty() && self.short.is_empty() {
            return None;
        }
        let found = words_of(words).filter_map(|word| self.how_is(word)).min()?;
        // Something is there; only now is it looked at more closely.
        let all: Vec<String> = words_of(words).map(str::to_lowercase).collect();
        if self.whole.iter().any(|name| !places(&all, name).is_empty()) {
            return Some(Named::Whole);
        }
        let theirs: HashSet<usize> = self
            .said_yes
            .iter()
            .flat_map(|name| places(&all, name).into_iter().flat_map(|at| at..at + name.len()))
            .collect();
        if theirs.is_empty() {
            return Some(found);
        }
        let others = words_of(words).enumerate().filter(|(at, _)| !theirs.contains(at));
        others.filter_map(|(_, word)| self.how_is(word)).min()
    }

    fn how_is(&self, word: &str) -> Option<Named> {
        if self.short.contains(word) {
            return Some(Named::Part);
        }
        // Most words of an evening cannot be one, by their length alone.
        if word.is_ascii() && !self.long_ascii.contains(&word.len()) {
            return None;
        }
        let small = word.to_lowercase();
        match (self.long.contains(&small), word.starts_with(char::is_lowercase)) {
            (false, _) => None,
            (true, true) => Some(Named::Small),
            (true, false) if self.single.contains(&small) => Some(Named::Whole),
            (true, false) => Some(Named::Part),
        }
    }
}

/// A name without what is said of the person: "Amina (chair)", "Sam Okoro, independent".
fn bare(name: &str) -> &str {
    name.split(['(', ',']).next().unwrap_or_default()
}

/// Where a name begins among words.
fn places(all: &[String], name: &[String]) -> Vec<usize> {
    if name.is_empty() {
        return Vec::new();
    }
    all.windows(name.len()).enumerate().filter(|(_, some)| *some == name).map(|(at, _)| at).collect()
}

/// The words of a text.
fn words_of(text: &str) -> impl Iterator<Item = &str> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Han, Hiragana, Katakana, Thai, Lao, Khmer and Burmese have no spaces between words.
fn is_written_together(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Words of people who said no to being quoted, ready to be looked for where they might stand once more: as they
/// stand now, as they were first written down, and in the language they were said in.
///
/// Those of fewer than four words are in everybody's mouth, and are not looked for.
#[derive(Default)]
pub struct WithheldWords(Option<AhoCorasick>);

impl WithheldWords {
    /// Fewer words are nobody's.
    const LEAST: usize = 4;

    pub fn of(s: &Session) -> Self {
        Self::those(s, |c| !may_print_words(s, c))
    }

    /// Of the contributions that are wanted.
    pub fn those(s: &Session, wanted: impl Fn(&Contribution) -> bool) -> Self {
        let withheld = s.contributions.iter().filter(|c| wanted(c));
        let said = withheld.flat_map(|c| {
            let original = c.original.as_ref().map(|o| o.words.as_str());
            [Some(c.words.as_str()), c.first_words.as_deref(), original].into_iter().flatten()
        });
        let long = said.filter(|words| words.split_whitespace().count() >= Self::LEAST);
        let patterns: Vec<String> = long.map(|words| even(words).trim_end_matches('.').to_string()).collect();
        // Too many to be held at once are not looked for; no session has so many.
        Self((!patterns.is_empty()).then(|| AhoCorasick::new(patterns).ok()).flatten())
    }

    /// Are they repeated in this text?
    pub fn stand_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|all| all.is_match(&even(text)))
    }
}

/// Folded, with one space between words.
fn even(words: &str) -> String {
    fold(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Where anybody's name stands in words that print, in what was frozen, or in the facilitator's own notes: "C7", "C7 in
/// version 1", "your private notes".
pub fn still_named(s: &Session) -> Vec<String> {
    let everybody = Unnamed::everybody(s);
    let places = |s: &Session| -> Vec<String> {
        let texts = printed_texts(s);
        let mut all: Vec<String> =
            texts.iter().filter(|t| everybody.stand_in(t.words)).map(|t| t.place.called.to_string()).collect();
        all.dedup();
        all
    };
    let mut all = places(s);
    for v in &s.versions {
        let frozen = v.frozen_text().map(places).unwrap_or_default();
        // What stands in the present text, too, was said already.
        let only_there: Vec<String> = frozen.into_iter().filter(|place| !all.contains(place)).collect();
        all.extend(only_there.into_iter().map(|place| format!("{place} in version {}", v.no)));
    }
    // Written down afterwards: on no page of the record, but in letters and on the sheets of actions.
    for a in &s.actions {
        if std::iter::once(&a.shows).chain(a.moved.iter().map(|m| &m.why)).any(|words| everybody.stand_in(words)) {
            all.push(format!("what became of A{}", a.no));
        }
    }
    all.extend(s.referrals.iter().filter(|r| everybody.stand_in(&r.shows)).map(|r| format!("the answer to R{}", r.no)));
    let mut notes = s.agenda.iter().map(|i| &i.private_notes).chain([&s.private.notes]);
    if notes.any(|words| everybody.stand_in(words)) {
        all.push("your private notes".into());
    }
    all
}
