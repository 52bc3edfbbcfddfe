//! Two copies of a session as one: what their histories give, and what is in no history.

use super::schema::registers;
use crate::edit::{self, Command, SessionField};
use crate::model::{Clash, Payment, Private, Session};
use std::collections::BTreeMap;

/// What is in no history of a session, as it is here, in what histories gave.
pub fn with_own(mine: &Session, mut merged: Session) -> Session {
    merged.copy = mine.copy;
    merged.holder = mine.holder;
    merged.numbers = merged.numbers.at_least(mine.numbers);
    merged.knows_of(&mine.copies);
    merged.changed_at.clone_from(&mine.changed_at);
    merged.digests.clone_from(&mine.digests);
    for item in &mine.agenda {
        merged.agenda.update(item.id, |i| i.private_notes.clone_from(&item.private_notes));
    }
    merged.private = mine.private.clone();
    merged
}

/// Puts what is in no history of another copy to it: nothing that only one has is lost, and where both have other words,
/// both stay. `mine_forgot`: names were removed here.
pub fn put_to(s: &mut Session, theirs: &Session, mine_forgot: bool) {
    s.numbers = s.numbers.at_least(theirs.numbers);
    s.knows_of(&theirs.copies);
    for (id, at) in &theirs.changed_at {
        let known = s.changed_at.entry(*id).or_insert(*at);
        *known = (*known).max(*at);
    }
    digests(s, theirs);
    for item in &theirs.agenda {
        s.agenda.update(item.id, |i| i.private_notes = both(&i.private_notes, &item.private_notes, "\n"));
    }
    // Where names were removed, an older copy does not bring them back.
    if !mine_forgot || theirs.forgotten.is_some() {
        s.private = private(&s.private, &theirs.private);
    }
    let people = &s.people;
    s.private.names.retain(|id, _| people.get(*id).is_some());
    s.private.contacts.retain(|id, _| people.get(*id).is_some());
    s.private.spoken.retain(|id| people.get(*id).is_some());
}

/// Digests stand for what is not here; of what is, they follow.
fn digests(s: &mut Session, theirs: &Session) {
    let (own, known) = (&s.private, &mut s.digests);
    known.names.extend(theirs.digests.names.iter().filter(|(id, _)| !own.names.contains_key(*id)));
    known.marks.extend(theirs.digests.marks.iter().filter(|(id, _)| !own.marks.contains_key(*id)));
    if own.access.is_empty() {
        known.access = known.access.or(theirs.digests.access);
    }
    if own.payment == Payment::default() {
        known.payment = known.payment.or(theirs.digests.payment);
    }
}

fn private(mine: &Private, theirs: &Private) -> Private {
    let mut p = mine.clone();
    texts(&mut p.names, &theirs.names, " / ");
    texts(&mut p.contacts, &theirs.contacts, " / ");
    p.notes = both(&mine.notes, &theirs.notes, "\n");
    for need in &theirs.access {
        match p.access.iter_mut().find(|n| n.need == need.need) {
            // The greater count: somebody with that need must not be forgotten.
            Some(known) => {
                known.count = known.count.max(need.count);
                known.met = known.met.max(need.met);
            }
            None => p.access.push(need.clone()),
        }
    }
    if p.access.len() > mine.access.len() {
        p.access.sort_by(|a, b| a.need.cmp(&b.need));
    }
    p.payment.took = p.payment.took.max(theirs.payment.took);
    p.payment.declined = p.payment.declined.max(theirs.payment.declined);
    p.spoken.extend(theirs.spoken.iter().filter(|id| !mine.spoken.contains(id)));
    if mine.spoken != theirs.spoken {
        p.spoken.sort();
    }
    for (id, mark) in &theirs.marks {
        p.marks.entry(*id).or_insert_with(|| mark.clone());
    }
    for (id, salt) in &theirs.salts.people {
        p.salts.people.entry(*id).or_insert_with(|| salt.clone());
    }
    for (id, salt) in &theirs.salts.marks {
        p.salts.marks.entry(*id).or_insert_with(|| salt.clone());
    }
    for (known, salt) in [(&mut p.salts.room, &theirs.salts.room), (&mut p.salts.payment, &theirs.salts.payment)] {
        if known.is_empty() {
            known.clone_from(salt);
        }
    }
    p
}

fn texts<K: Ord + Copy>(mine: &mut BTreeMap<K, String>, theirs: &BTreeMap<K, String>, between: &str) {
    for (id, text) in theirs {
        let known = mine.entry(*id).or_default();
        *known = both(known, text, between);
    }
}

/// Both texts, part by part and each part once; the same whichever comes first.
fn both(a: &str, b: &str, between: &str) -> String {
    let parts = |text: &str| text.split(between).map(str::to_string).collect::<Vec<_>>();
    let holds = |all: &str, text: &str| {
        let all = parts(all);
        text.is_empty() || parts(text).iter().all(|part| all.contains(part))
    };
    match (holds(a, b), holds(b, a)) {
        (true, true) => a.min(b).into(),
        (true, false) => a.into(),
        (false, true) => b.into(),
        (false, false) => {
            let (first, second) = (a.min(b), a.max(b));
            let mut all = parts(first);
            for part in parts(second) {
                if !all.contains(&part) {
                    all.push(part);
                }
            }
            all.join(between)
        }
    }
}

/// The command, with what it settles: a field that laptops wrote differently counts as settled when it is set anew.
pub fn settling(s: &Session, command: Command) -> Command {
    if s.clashes.is_empty() || matches!(command, Command::Merged(_)) {
        return command;
    }
    let sets_clashes =
        |c: &Command| matches!(c, Command::Session(field) if matches!(**field, SessionField::Clashes(_)));
    if sets_clashes(&command) || matches!(&command, Command::Batch(all) if all.iter().any(sets_clashes)) {
        return command;
    }
    let mut after = s.clone();
    if edit::apply(&mut after, command.clone()).is_err() {
        return command;
    }
    let value = |s: &Session, clash: &Clash| registers::stands(s, &clash.register);
    let open: Vec<Clash> = s.clashes.iter().filter(|c| value(s, c) == value(&after, c)).cloned().collect();
    match open.len() == s.clashes.len() {
        true => command,
        false => Command::Batch(vec![command, Command::session(SessionField::Clashes(open))]),
    }
}
