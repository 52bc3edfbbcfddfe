//! What may not be printed, and how many it is: names need a yes, a no withholds words, and small
//! counts of personal matters are said as "fewer than five" (PRODUCT.md, promise 3).

use std::collections::HashSet;

use crate::model::{Consent, Contribution, PersonId, Session};

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
    c.person.and_then(|id| s.people.get(id)).is_none_or(|p| p.words_printed != Consent::No)
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
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Unnamed(HashSet<String>);

impl Unnamed {
    pub fn of(s: &Session) -> Self {
        let people = s.people.iter().filter(|p| p.name_printed != Consent::Yes);
        let names = people.filter_map(|p| s.private.names.get(&p.id));
        // "K." or "de" would be found everywhere.
        Self(names.flat_map(|name| parts(name)).filter(|part| part.chars().count() > 2).collect())
    }

    /// Does one of the names, or a part of one, stand in these words?
    pub fn stand_in(&self, words: &str) -> bool {
        !self.0.is_empty() && parts(words).any(|part| self.0.contains(&part))
    }
}

/// The words of a text, folded.
fn parts(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}
