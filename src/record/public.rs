//! The public part of a session: all that is in its record, and nothing private.

use crate::insight::{may_print_words, only_signs};
use crate::model::*;

/// The text of a version: what was frozen, with the clock and the door, without names, contacts, access needs, private
/// notes and withheld words. Digests stand for what is personal; who is listed keeps an id and what they said yes or no
/// to, as far as it decides what prints.
pub fn public_text(s: &Session) -> Session {
    let mut text = Session {
        versions: List::default(),
        answers: List::default(),
        corrections: List::default(),
        private: Private::default(),
        changed_since_version: false,
        changed_at: Default::default(),
        forget_after: None,
        forgotten: None,
        digests: s.all_digests(),
        ..s.clone()
    };
    let listed = s.people.iter().filter(|p| !only_signs(s, p.id));
    let asked = |p: &Person| Person {
        name_printed: p.name_printed,
        name_by_words: p.name_by_words,
        words_printed: p.words_printed,
        ..Person::new(p.id, p.order.clone())
    };
    text.people = List::from_entries(listed.map(asked).collect());
    // Only those that belong to the record; the answers' are in their own digests.
    text.digests.names.retain(|id, _| text.people.get(*id).is_some_and(|p| p.name_printed == Consent::Yes));
    text.digests.marks.clear();
    text.agenda = s.agenda.iter().cloned().map(|i| AgendaItem { private_notes: String::new(), ..i }).collect();
    text.contributions = s.contributions.iter().map(|c| contribution(s, c)).collect();
    text.photos = s.photos.iter().map(photo).collect();
    let unnamed = |id: PersonId| !text.digests.names.contains_key(&id);
    let actions = s.actions.iter().cloned().map(|a| Action { person: a.person.filter(|id| !unnamed(*id)), ..a });
    text.actions = actions.collect();
    text
}

/// Who said it only where the name stands beside it, or where that is why the words are withheld.
fn contribution(s: &Session, c: &Contribution) -> Contribution {
    if !may_print_words(s, c) {
        return Contribution {
            partner: c.partner,
            person: c.person,
            responses: c.responses.clone(),
            ..Contribution {
                words: String::new(),
                first_words: None,
                original: None,
                through: String::new(),
                boundary: None,
                themes: Vec::new(),
                support: 0,
                table: 0,
                item: None,
                ..c.clone()
            }
        };
    }
    let beside = c.person.filter(|id| {
        let yes = |p: &Person| p.name_printed == Consent::Yes && p.name_by_words == Consent::Yes;
        s.people.get(*id).is_some_and(yes)
    });
    Contribution { person: beside, ..c.clone() }
}

/// Of a photo that may not be printed nothing but that it is there.
fn photo(p: &Photo) -> Photo {
    if p.may_print == Consent::Yes {
        return p.clone();
    }
    Photo { digest: String::new(), caption: String::new(), alt: String::new(), item: None, boundary: None, ..p.clone() }
}
