//! The session after this one: the same partners, rules and boundaries, and what was to be done by then.

use crate::model::time::day;
use crate::model::*;
use chrono::NaiveDate;
use uuid::Uuid;

/// A session that follows `s`, with fresh ids from `next_id`.
///
/// It holds no people, no words and no answers: consent was given for one evening. What is up for grabs stands as it
/// stood at the end, under its numbers. Why it meets is asked anew.
pub fn follow_up(s: &Session, date: NaiveDate, mut next_id: impl FnMut() -> Uuid) -> Session {
    let mut next = Session {
        title: s.title.clone(),
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
        follows: [s.title_or_untitled(), s.subtitle.trim(), &day(s.date)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        partners: s.partners.clone(),
        rules: s.rules.clone(),
        boundaries: s.boundaries.clone(),
        numbers: Numbers { boundaries: s.numbers.boundaries, ..Numbers::default() },
        ..Session::new(next_id(), date, &s.zone)
    };
    for i in &s.agenda {
        // The facilitator's own notes were about that evening and its people.
        next.agenda.insert(AgendaItem { private_notes: String::new(), ..i.clone() });
    }
    for q in &s.questions {
        next.questions.insert(Question { scores: Vec::new(), ..q.clone() });
    }
    // Those from before first, where they are not done with.
    for a in s.earlier_actions.iter().filter(|a| !matches!(a.progress, Some(Progress::Done | Progress::Dropped))) {
        let order = next.earlier_actions.end();
        next.earlier_actions.insert(EarlierAction { id: next_id().into(), order, ..a.clone() });
    }
    for a in &s.actions {
        next.earlier_actions.insert(EarlierAction {
            id: next_id().into(),
            order: next.earlier_actions.end(),
            no: a.no,
            what: a.what.clone(),
            owner: a.owner,
            by: a.by,
            progress: Some(a.progress).filter(|p| *p != Progress::Open),
            shows: a.shows.clone(),
        });
    }
    next
}
