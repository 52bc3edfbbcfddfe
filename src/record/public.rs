//! The public part of a session: all that is in its record, and nothing private.

use crate::insight::{may_print_words, only_signs};
use crate::model::*;
use std::collections::BTreeMap;

/// The text of a version: what was frozen, with the clock and the door, without names, contacts, access needs, private
/// notes and withheld words. Digests stand for what is personal; who is listed keeps an id and what they said yes or no
/// to, as far as it decides what prints.
///
/// Field by field, so that a new one cannot get in without being thought of.
pub fn public_text(s: &Session, digests: Digests) -> Session {
    let listed = s.people.iter().filter(|p| !only_signs(s, p.id));
    let asked = |p: &Person| Person {
        name_printed: p.name_printed,
        name_by_words: p.name_by_words,
        words_printed: p.words_printed,
        on_photos: p.on_photos,
        ..Person::new(p.id, p.order.clone())
    };
    let people: List<Person> = listed.map(asked).collect();
    // Only those that belong to the record; the answers' are in their own digests.
    let is_named = |id: PersonId| people.get(id).is_some_and(|p| p.name_printed == Consent::Yes);
    let names: BTreeMap<PersonId, Digest> = digests.names.into_iter().filter(|(id, _)| is_named(*id)).collect();
    let person = |id: Option<PersonId>| id.filter(|id| names.contains_key(id));
    Session {
        id: s.id,
        copy: CopyName::Main,
        holder: None,
        numbers: s.numbers,
        copies: s.copies.clone(),
        title: s.title.clone(),
        subtitle: s.subtitle.clone(),
        place: s.place.clone(),
        place_notes: s.place_notes.clone(),
        zone: s.zone.clone(),
        date: s.date,
        starts: s.starts,
        ends: s.ends,
        room_closes: s.room_closes,
        why: s.why.clone(),
        shared_words: s.shared_words.clone(),
        facilitator: s.facilitator.clone(),
        note_taker: s.note_taker.clone(),
        brief_by: s.brief_by.clone(),
        ballot: s.ballot.clone(),
        decision_expected: s.decision_expected.clone(),
        reply_by: s.reply_by,
        replied: None,
        ask: s.ask.clone(),
        follows: s.follows.clone(),
        forget_after: None,
        forgotten: None,
        series: s.series.clone(),
        stages: s.stages.clone(),
        charter: s.charter.clone(),
        principles: s.principles.clone(),
        charter_questions: s.charter_questions.clone(),
        partners: s.partners.clone(),
        movements: s.movements.clone(),
        interests: s.interests.clone(),
        rules: s.rules.clone(),
        agenda: s.agenda.iter().cloned().map(|i| AgendaItem { private_notes: String::new(), ..i }).collect(),
        run: s.run.clone(),
        boundaries: s.boundaries.clone(),
        moves: s.moves.clone(),
        challenges: s.challenges.clone(),
        contributions: s.contributions.iter().map(|c| contribution(s, c)).collect(),
        themes: s.themes.clone(),
        dots: s.dots,
        merges: s.merges.clone(),
        photos: s.photos.iter().map(|p| photo(s, p)).collect(),
        // How far it is by now is no part of what was signed.
        referrals: s
            .referrals
            .iter()
            .cloned()
            .map(|r| Referral { progress: Progress::default(), shows: String::new(), ..r })
            .collect(),
        decisions: s.decisions.clone(),
        dissents: s.dissents.clone(),
        dissent_asked: s.dissent_asked,
        dissent_asked_by: s.dissent_asked_by.clone(),
        actions: s
            .actions
            .iter()
            .cloned()
            .map(|a| Action {
                person: person(a.person),
                progress: Progress::default(),
                shows: String::new(),
                moved: Vec::new(),
                ..a
            })
            .collect(),
        earlier: s.earlier.clone(),
        left: s.left.clone(),
        questions: s.questions.clone(),
        slips: s.slips,
        versions: List::default(),
        answers: List::default(),
        corrections: List::default(),
        changed_since_version: false,
        changed_at: BTreeMap::new(),
        clashes: Vec::new(),
        digests: Digests { names, marks: BTreeMap::new(), ..digests },
        private: Private::default(),
        people,
    }
}

/// The public part of a session as a session of its own: the text, with its newest version and the answers to all. Of
/// earlier versions only code and line are there: their texts may hold what somebody has withdrawn since.
pub fn public_session(s: &Session) -> Session {
    let shown = super::as_frozen(s);
    let mut public = public_text(&shown, s.all_digests());
    public.changed_since_version = s.changed_since_version;
    // Of a draft the newest version is an earlier one, too.
    let newest = super::current(s).map(|v| v.id);
    public.versions = s.versions.iter().cloned().collect();
    for id in s.versions.iter().map(|v| v.id).filter(|id| Some(*id) != newest) {
        public.versions.update(id, |v| {
            v.frozen = None;
            v.changes.clear();
        });
    }
    public.answers = s.answers.iter().cloned().collect();
    public.corrections = s.corrections.iter().cloned().collect();
    // Signers are there as digests of their names and marks.
    let digests = s.all_digests();
    for p in s.people.iter().filter(|p| only_signs(s, p.id)) {
        public.people.insert(Person::new(p.id, p.order.clone()));
        public.digests.names.extend(digests.names.get_key_value(&p.id).map(|(id, digest)| (*id, *digest)));
    }
    public.digests.marks = digests.marks;
    public
}

/// Who said it only where the name stands beside it, or where that is why the words are withheld.
fn contribution(s: &Session, c: &Contribution) -> Contribution {
    if !may_print_words(s, c) {
        let (partner, person, responses) = (c.partner, c.person, c.responses.clone());
        let blank = Contribution::new(c.id, c.order.clone(), c.no, s.start_moment());
        return Contribution { partner, person, responses, ..blank };
    }
    let beside = c.person.filter(|id| {
        let yes = |p: &Person| p.name_printed == Consent::Yes && p.name_by_words == Consent::Yes;
        s.people.get(*id).is_some_and(yes)
    });
    Contribution { person: beside, ..c.clone() }
}

/// Of a photo that may not be printed nothing but that it is there.
fn photo(s: &Session, p: &Photo) -> Photo {
    if p.may_print == Consent::Yes {
        return p.clone();
    }
    Photo { may_print: p.may_print, ..Photo::new(p.id, p.order.clone(), s.start_moment()) }
}
