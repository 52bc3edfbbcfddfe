//! What may not go outside: into letters, case studies and templates no listed name goes, not even one with a yes to
//! the record, no contact, and no words of somebody who did not agree to that.

use super::{Unnamed, WithheldWords, may_print_words};
use crate::model::{Consent, Contribution, Session};
use aho_corasick::AhoCorasick;

/// Knows what must not stand in a text that leaves the workshop.
pub struct Outside {
    names: Unnamed,
    words: WithheldWords,
    contacts: Option<AhoCorasick>,
}

impl Outside {
    /// Shorter contacts could be anything.
    const LEAST_CONTACT: usize = 5;

    /// For those who came: words go with the partner only, unless somebody said no.
    pub fn to_those_who_came(s: &Session) -> Self {
        Self::with(s, may_print_words)
    }

    /// For everybody: words go only with a yes.
    pub fn to_everybody(s: &Session) -> Self {
        Self::with(s, may_be_quoted)
    }

    fn with(s: &Session, may: fn(&Session, &Contribution) -> bool) -> Self {
        let contacts = s.private.contacts.values().map(|c| c.trim()).filter(|c| c.len() >= Self::LEAST_CONTACT);
        let contacts: Vec<&str> = contacts.collect();
        let contacts =
            (!contacts.is_empty()).then(|| AhoCorasick::builder().ascii_case_insensitive(true).build(contacts));
        Self {
            names: Unnamed::everybody(s),
            words: WithheldWords::those(s, |c| !may(s, c)),
            contacts: contacts.and_then(Result::ok),
        }
    }

    /// Does it hold something that must stay here?
    pub fn must_stay(&self, words: &str) -> bool {
        let reaches = self.contacts.as_ref().is_some_and(|all| all.is_match(words));
        reaches || self.names.stand_in(words) || self.words.stand_in(words)
    }
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
