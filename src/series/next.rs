//! The session after this one.
//!
//! It is given the partners, the people (without any yes: consent is asked anew, and a no stands until somebody says
//! otherwise), the charter with what was said to it so far, ground rules, agenda, project line, what is up for grabs with its history, and what was left behind. It
//! is not given what anybody said, how anybody answered, how many needed what, contacts without a yes to being contacted
//! again, the people who said no to that, or those who are listed only because they signed.

use super::left::left_behind;
use super::past::past;
use crate::insight::only_signs;
use crate::model::time::day;
use crate::model::*;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The first agenda item of a session that follows another.
pub const LAST_TIME: &str = "What became of last time";
const LAST_TIME_MIN: u32 = 20;

/// A session that follows `s`, with fresh ids from `next_id`.
pub fn next_session(s: &Session, date: NaiveDate, mut next_id: impl FnMut() -> Uuid) -> Session {
    let people = people(s);
    let mut next = Session {
        title: s.title.clone(),
        subtitle: next_in_row(&s.subtitle),
        place: s.place.clone(),
        place_notes: s.place_notes.clone(),
        starts: s.starts,
        ends: s.ends,
        room_closes: s.room_closes,
        shared_words: s.shared_words.clone(),
        facilitator: s.facilitator.clone(),
        note_taker: s.note_taker.clone(),
        brief_by: s.brief_by.clone(),
        ballot: s.ballot.clone(),
        decision_expected: s.decision_expected.clone(),
        ask: s.ask.clone(),
        follows: called(s, true),
        series: series(s, next_id()),
        stages: s.stages.clone(),
        charter: s.charter.clone(),
        principles: s.principles.clone(),
        charter_questions: s.charter_questions.iter().map(|q| asked_again(s, q)).collect(),
        partners: s.partners.iter().map(partner).collect(),
        rules: s.rules.clone(),
        boundaries: s.boundaries.iter().map(|b| Boundary { past: past(s, b), ..b.clone() }).collect(),
        earlier: left_behind(s, &mut next_id),
        numbers: Numbers { versions: 0, ..s.numbers },
        copies: s.copies.clone(),
        private: private_of(s, &people),
        // Of whose names come along it was said until when they are kept.
        forget_after: s.forget_after,
        people,
        ..Session::new(next_id(), date, &s.zone)
    };
    next.agenda = agenda(s, next_id());
    for q in &s.questions {
        next.questions.insert(Question { scores: Vec::new(), ..q.clone() });
    }
    next
}

/// A question of the charter without answers; what was said to it is remembered.
fn asked_again(s: &Session, q: &CharterQuestion) -> CharterQuestion {
    let mut before = q.before.clone();
    if q.is_answered() {
        before.push(q.round(s.date, &s.partners));
    }
    CharterQuestion { said: Vec::new(), room: RoomSaid::default(), before, ..q.clone() }
}

/// What it says at the close of an evening is of that evening.
fn partner(p: &Partner) -> Partner {
    Partner { brought: String::new(), got: String::new(), differently: String::new(), ..p.clone() }
}

/// "Alder Street courtyard, second workshop", and its day where that is asked for.
fn called(s: &Session, with_day: bool) -> String {
    let day = if with_day { day(s.date) } else { String::new() };
    let parts = [s.title_or_untitled(), s.subtitle.trim(), &day];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The sessions before, and this one at their end.
fn series(s: &Session, id: Uuid) -> List<EarlierSession> {
    let mut series = s.series.clone();
    series.insert(EarlierSession {
        id: id.into(),
        order: s.series.end(),
        session: s.id,
        title: called(s, false),
        on: s.date,
        version: s.version().map_or(0, |v| v.no),
        code: s.version().and_then(|v| v.code),
    });
    series
}

/// "third workshop" after "second workshop"; empty where it is not said that way.
fn next_in_row(subtitle: &str) -> String {
    const ROW: [&str; 11] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"];
    let mut words = subtitle.trim().splitn(2, ' ');
    let (first, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let place = ROW.iter().position(|word| word.eq_ignore_ascii_case(first));
    match place.and_then(|place| ROW.get(place + 1)) {
        Some(next) if rest.is_empty() => (*next).into(),
        Some(next) => format!("{next} {rest}"),
        None => String::new(),
    }
}

/// The agenda as it was planned, with what became of last time in front.
fn agenda(s: &Session, id: Uuid) -> List<AgendaItem> {
    let is_last_time = |i: &&AgendaItem| i.title.trim() == LAST_TIME;
    // The facilitator's own notes were about that evening and its people.
    let clean = |i: &AgendaItem| AgendaItem { private_notes: String::new(), ..i.clone() };
    let mut agenda: List<AgendaItem> = s.agenda.iter().filter(|i| !is_last_time(i)).map(clean).collect();
    let first = match s.agenda.iter().find(is_last_time) {
        Some(i) => clean(i),
        None => AgendaItem {
            id: id.into(),
            order: SortKey::default(),
            title: LAST_TIME.into(),
            kind: ItemKind::Other,
            tables: 0,
            planned_min: LAST_TIME_MIN,
            least_min: LAST_TIME_MIN / 2,
            report_back_min: 0,
            lead: None,
            pinned: None,
            pin_reason: String::new(),
            protected: true,
            notes: String::new(),
            prompt: "What was done, what was not, and why?".into(),
            table_prompts: Vec::new(),
            about: Vec::new(),
            private_notes: String::new(),
        },
    };
    let order = agenda.at(0, None);
    agenda.insert(AgendaItem { order, ..first });
    agenda
}

/// Everybody who did not say no to being contacted again. A yes was for one evening; a no stands.
fn people(s: &Session) -> List<Person> {
    let asked_anew = |consent: Consent| if consent.forbids() { Consent::No } else { Consent::NotAsked };
    let listed = s.people.iter().filter(|p| !only_signs(s, p.id));
    let may_come = listed.filter(|p| !p.contact_again.forbids() && has_name(s, p.id));
    let anew = |p: &Person| Person {
        partner: p.partner,
        name_printed: asked_anew(p.name_printed),
        name_by_words: asked_anew(p.name_by_words),
        words_printed: asked_anew(p.words_printed),
        on_photos: asked_anew(p.on_photos),
        contact_again: if p.contact_again == Consent::Yes { Consent::Yes } else { Consent::NotAsked },
        ..Person::new(p.id, p.order.clone())
    };
    may_come.map(anew).collect()
}

fn has_name(s: &Session, id: PersonId) -> bool {
    s.private.names.get(&id).is_some_and(|name| !name.trim().is_empty())
}

/// Names of those who come along, and contacts of those who said yes to that.
fn private_of(s: &Session, people: &List<Person>) -> Private {
    let of = |map: &BTreeMap<PersonId, String>, wanted: &dyn Fn(&Person) -> bool| {
        let found = people.iter().filter(|p| wanted(p)).filter_map(|p| map.get_key_value(&p.id));
        found.map(|(id, words)| (*id, words.clone())).collect()
    };
    Private {
        names: of(&s.private.names, &|_| true),
        contacts: of(&s.private.contacts, &|p| p.contact_again == Consent::Yes),
        // What was needed helps to prepare; by how many is asked anew.
        access: s.private.access.iter().map(|a| Access { need: a.need.clone(), ..Access::default() }).collect(),
        ..Private::default()
    }
}
