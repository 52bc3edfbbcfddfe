//! Settling what two laptops wrote differently.

use super::schema::registers;
use super::together::with_own;
use crate::edit::{Command, Item, SessionField, merged, new_contribution};
use crate::model::{Clash, Contribution, Session};
use crate::share::Register;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Keeps one value of a clash. None: the session has no such value.
pub fn keep(s: &Session, clash: &Clash, value: usize) -> Option<Command> {
    let wanted = &clash.values.get(value)?.value;
    let (list, id, field, _) = clash.parts();
    let rest = Command::session(SessionField::Clashes(s.clashes.iter().filter(|c| *c != clash).cloned().collect()));
    if registers::stands(s, &clash.register).as_ref() == Some(wanted) {
        return Some(Command::Batch(vec![rest]));
    }
    if field.is_empty() {
        // It stands for the time being; what it is named in says why it cannot go yet.
        let taken_out = registers::key(list, id.parse().ok()?)?;
        return Some(Command::Batch(vec![Command::Remove(taken_out), rest]));
    }
    let mut all = registers::all(s);
    all.insert(clash.register.clone(), wanted.clone());
    let plain = |(name, value)| (name, Register { value, all: Vec::new() });
    let all: BTreeMap<String, Register> = all.into_iter().map(plain).collect();
    let (settled, _) = registers::session_of(&all).ok()?;
    let mut settled = with_own(s, settled);
    settled.clashes = s.clashes.iter().filter(|c| *c != clash).cloned().collect();
    settled.changed_since_version = s.changed_since_version || !s.versions.is_empty();
    merged(s, &settled)
}

/// Keeps both wordings of a contribution, the others as contributions of their own beside it.
pub fn keep_both(s: &Session, clash: &Clash, mut next_id: impl FnMut() -> Uuid) -> Option<Command> {
    let (list, id, field, _) = clash.parts();
    let c =
        s.contributions.get(id.parse::<Uuid>().ok()?.into()).filter(|_| (list, field) == ("contributions", "words"))?;
    let texts = clash.values.iter().filter_map(|v| serde_json::from_str::<String>(&v.value).ok());
    let others = texts.filter(|words| *words != c.words).zip(0..);
    let mut all: Vec<Command> = others
        .map(|(words, nth)| {
            let fresh = new_contribution(s, next_id(), c.at, &words);
            let no = fresh.no.plus(nth);
            let responses = Vec::new();
            let other = Contribution { id: fresh.id, order: fresh.order, no, words, responses, ..c.clone() };
            Command::Add(Item::from(other))
        })
        .collect();
    all.push(Command::session(SessionField::Clashes(s.clashes.iter().filter(|c| *c != clash).cloned().collect())));
    Some(Command::Batch(all))
}
