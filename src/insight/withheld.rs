//! What may not be printed, and how many it is: names need a yes, a no withholds words, and small
//! counts of personal matters are said as "fewer than five" (PRODUCT.md, promise 3).

use std::collections::HashSet;

use super::fold;
use crate::model::{Consent, Contribution, PartnerKind, Person, PersonId, Session};

/// What stands for a count of 1 to 4.
pub const FEWER: &str = "fewer than five";

/// Counts that together make a whole, as they may be printed. If one of them is small, the others
/// are banded too, or a subtraction would give it away.
pub fn banded(counts: &[u32]) -> Vec<String> {
    let small = counts.iter().any(|n| *n < 5);
    counts
        .iter()
        .map(|n| match n {
            0..5 => FEWER.to_string(),
            _ if small => "five or more".to_string(),
            n => n.to_string(),
        })
        .collect()
}

/// May these words be printed (with the partner only)?
pub fn may_print_words(s: &Session, c: &Contribution) -> bool {
    c.person.and_then(|id| s.people.get(id)).is_none_or(|p| !p.words_printed.forbids())
}

/// The name that may stand beside these words.
pub fn name_beside<'a>(s: &'a Session, c: &Contribution) -> Option<&'a str> {
    let person = s.people.get(c.person?).filter(|p| p.name_by_words == Consent::Yes)?;
    printable_name(s, person.id)
}

/// The name of somebody who said yes to it.
pub fn printable_name(s: &Session, id: PersonId) -> Option<&str> {
    let person = s.people.get(id).filter(|p| p.name_printed == Consent::Yes)?;
    s.private.names.get(&person.id).map(String::as_str)
}

/// How prints show somebody: "Amina K.; words without the name", "a resident; words withheld".
pub fn prints_as(s: &Session, p: &Person) -> String {
    let name = printable_name(s, p.id).filter(|name| !name.trim().is_empty());
    let partner = p.partner.and_then(|id| s.partners.get(id));
    let called = match (name, partner) {
        (Some(name), _) => name.to_string(),
        (None, Some(of)) if of.kind == PartnerKind::Community => "a resident".into(),
        (None, Some(of)) => format!("somebody from {}", of.name),
        (None, None) => "somebody".into(),
    };
    let words = match (p.words_printed.forbids(), name.is_some() && p.name_by_words == Consent::Yes) {
        (true, _) => "words withheld",
        (false, true) => "named beside their words",
        (false, false) => "words with the partner only",
    };
    format!("{called}; {words}")
}

/// How many contributions are withheld because the person said no.
pub fn withheld_words(s: &Session) -> usize {
    s.contributions.iter().filter(|c| !may_print_words(s, c)).count()
}

/// Names with a yes, in the order of the list.
pub fn printable_names(s: &Session) -> Vec<&str> {
    s.people
        .iter()
        .filter(|p| p.name_printed == Consent::Yes && !only_signs(s, p.id))
        .filter_map(|p| s.private.names.get(&p.id))
        .map(String::as_str)
        .collect()
}

/// Is somebody listed because they signed? Their name stands with the signature.
pub fn only_signs(s: &Session, person: PersonId) -> bool {
    s.answers.iter().any(|a| a.signer == Some(person))
}

/// The names of listed people who have not said yes to being named, ready to be looked for in many words.
///
/// Names of three letters and more are found whatever their case. One of two, "Jo" or "Ng", is found as it is
/// written: "de" or "ng" would be everywhere. Where words are written together, as in Chinese, it is found within
/// them. A single letter is no name that could be looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Unnamed {
    /// Folded.
    long: HashSet<String>,
    /// As they are written.
    short: HashSet<String>,
    /// Of writing without spaces.
    together: Vec<String>,
}

impl Unnamed {
    pub fn of(s: &Session) -> Self {
        let people = s.people.iter().filter(|p| p.name_printed != Consent::Yes);
        let mut all = Self::default();
        for part in people.filter_map(|p| s.private.names.get(&p.id)).flat_map(|name| parts(name)) {
            let letters = part.chars().count();
            if letters >= 2 && part.chars().any(is_written_together) {
                all.together.push(part.into());
            } else if letters > 2 {
                all.long.insert(part.to_lowercase());
            } else if letters == 2 && part.starts_with(|c: char| !c.is_lowercase()) {
                all.short.insert(part.into());
            }
        }
        all
    }

    /// Does one of the names, or a part of one, stand in these words?
    pub fn stand_in(&self, words: &str) -> bool {
        let named = |part: &str| self.short.contains(part) || self.long.contains(&part.to_lowercase());
        let some = !(self.long.is_empty() && self.short.is_empty());
        some && parts(words).any(named) || self.together.iter().any(|name| words.contains(name))
    }
}

/// Words of people who said no to being quoted, ready to be looked for where they might stand once more.
///
/// Those of fewer than four words are in everybody's mouth, and are not looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WithheldWords(Vec<String>);

impl WithheldWords {
    /// Fewer words are nobody's.
    const LEAST: usize = 4;

    pub fn of(s: &Session) -> Self {
        let withheld = s.contributions.iter().filter(|c| !may_print_words(s, c));
        let long = withheld.filter(|c| c.words.split_whitespace().count() >= Self::LEAST);
        Self(long.map(|c| fold(c.words.trim().trim_end_matches('.'))).collect())
    }

    /// Are they repeated in this text?
    pub fn stand_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let text = fold(text);
        self.0.iter().any(|words| text.contains(words.as_str()))
    }
}

/// The words of a text.
fn parts(text: &str) -> impl Iterator<Item = &str> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Han, Hiragana, Katakana, Thai, Lao, Khmer and Burmese have no spaces between words.
fn is_written_together(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
