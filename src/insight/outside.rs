//! What may not go outside: into letters, case studies and templates no listed name goes, not even one with a yes to
//! the record, no contact, and no words of somebody who did not agree to that.

use super::{Unnamed, WithheldWords, may_print_words};
use crate::model::{Consent, Contribution, Session, Voice};
use aho_corasick::AhoCorasick;

/// Knows what must not stand in a text that leaves the workshop.
pub struct Outside {
    names: Unnamed,
    words: WithheldWords,
    /// Parts of contacts, in small letters.
    contacts: Option<AhoCorasick>,
    /// The digits of telephone numbers, however they are written.
    numbers: Option<AhoCorasick>,
}

impl Outside {
    /// Shorter contacts could be anything.
    const LEAST_CONTACT: usize = 5;
    /// Digits of a telephone number; fewer could be a year or money.
    const LEAST_DIGITS: usize = 7;

    /// For those who came: words go with the partner only, unless somebody said no.
    pub fn to_those_who_came(s: &Session) -> Self {
        Self::with(s, Unnamed::everybody(s), may_print_words)
    }

    /// For everybody: words go only with a yes.
    pub fn to_everybody(s: &Session) -> Self {
        Self::with(s, Unnamed::everybody(s), may_be_quoted)
    }

    /// Beside the record, in which names with a yes may stand.
    pub fn beside_the_record(s: &Session) -> Self {
        Self::with(s, Unnamed::of(s), may_print_words)
    }

    fn with(s: &Session, names: Unnamed, may: fn(&Session, &Contribution) -> bool) -> Self {
        let parts = || s.private.contacts.values().flat_map(|c| c.split([',', ';', '/', '\n'])).map(str::trim);
        let addresses = parts().flat_map(str::split_whitespace).filter(|word| word.contains('@'));
        let whole = parts().chain(addresses).filter(|part| part.len() >= Self::LEAST_CONTACT);
        let digits = parts().map(digits_of).filter(|digits| digits.len() >= Self::LEAST_DIGITS);
        // What an organiser asked is nobody's words.
        let stays = |c: &Contribution| c.voice != Voice::OrganiserPrompt && !may(s, c);
        Self {
            names,
            words: WithheldWords::those(s, stays),
            contacts: any_of(whole.map(str::to_lowercase)),
            numbers: any_of(digits),
        }
    }

    /// Does it hold something that must stay here?
    pub fn must_stay(&self, words: &str) -> bool {
        let has =
            |all: &Option<AhoCorasick>, text: &dyn Fn() -> String| all.as_ref().is_some_and(|a| a.is_match(&text()));
        has(&self.contacts, &|| words.to_lowercase())
            || has(&self.numbers, &|| digit_runs(words))
            || self.names.stand_in(words)
            || self.words.stand_in(words)
    }
}

fn any_of(patterns: impl Iterator<Item = String>) -> Option<AhoCorasick> {
    let patterns: Vec<String> = patterns.collect();
    (!patterns.is_empty()).then(|| AhoCorasick::new(patterns).ok()).flatten()
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Digits that people write together or with spaces and dashes between, run by run.
fn digit_runs(text: &str) -> String {
    let between = |c: char| matches!(c, ' ' | '-' | '–' | '(' | ')' | '+' | '.' | '\u{a0}');
    text.chars().filter(|c| !between(*c)).map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect()
}

/// Did the person say yes to their words being printed? Of words that are nobody's on the list nobody was asked.
pub fn may_be_quoted(s: &Session, c: &Contribution) -> bool {
    c.person.and_then(|id| s.people.get(id)).is_some_and(|p| p.words_printed == Consent::Yes)
}

/// So many people, as it may be said outside: never a count under five.
pub fn banded_count(n: usize) -> String {
    if n < 5 { super::FEWER.into() } else { n.to_string() }
}

/// Counts of the groups that make a whole, and the whole, so that no subtraction gives a small group away. Groups are
/// banded as soon as one of them is small; the whole then counts the large ones only, and says nothing of the others.
pub fn banded_groups(counts: &[u32]) -> (Vec<String>, String) {
    let groups = super::banded(counts);
    let all: u64 = counts.iter().map(|n| u64::from(*n)).sum();
    let large: u64 = counts.iter().filter(|n| **n >= 5).map(|n| u64::from(*n)).sum();
    let whole = match (counts.iter().any(|n| *n < 5), large) {
        (false, _) => all.to_string(),
        // Whether several small groups are five together would tell of each.
        (true, 0) => {
            if counts.len() == 1 {
                super::FEWER.into()
            } else {
                "some".into()
            }
        }
        (true, large) => format!("at least {large}"),
    };
    (groups, whole)
}
