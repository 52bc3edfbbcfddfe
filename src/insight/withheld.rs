//! What may not be printed, and how many it is: names need a yes, a no withholds words, and small
//! counts of personal matters are said as "fewer than five" (PRODUCT.md, promise 3).

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
