//! What other copies of a session hold, as one command.

use super::apply::{keep_number, set_own};
use super::{Command, Item, Key, Refusal, SessionField, kinds_table, session_fields_table};
use crate::model::refs::Refers;
use crate::model::{Session, *};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;

macro_rules! kinds {
    ($($kind:ident$( as $old:literal)?($id:ident) in $list:ident, $fields:ident { $($rest:tt)* })*) => {
        fn things(from: &Session, to: &Session, all: &mut Vec<Command>) {
            $(
                for item in from.$list.iter().filter(|i| to.$list.get(i.id) != Some(i)) {
                    all.push(Command::Remove(Key::$kind(item.id)));
                }
                for item in to.$list.iter().filter(|i| from.$list.get(i.id) != Some(i)) {
                    all.push(Command::Add(item.clone().into()));
                }
            )*
        }

        /// Is everything there that something names?
        fn holds_together(s: &Session) -> bool {
            $(s.$list.iter().all(|i| i.refers_to().into_iter().all(|r| r.exists_in(s))))&&*
                && s.run.items.iter().all(|ran| s.agenda.get(ran.item).is_some())
        }
    };
}
kinds_table!(kinds);

macro_rules! session_fields {
    ($($variant:ident($($path:ident).+: $type:ty)),* $(,)?) => {
        fn own_fields(from: &Session, to: &Session, all: &mut Vec<Command>) {
            $({
                let (was, is): (&$type, &$type) = (&from.$($path).+, &to.$($path).+);
                if was != is {
                    all.push(Command::session(SessionField::$variant(is.clone())));
                }
            })*
        }
    };
}
session_fields_table!(session_fields);

/// The command that makes `to` of `from`; None where they are the same.
pub fn merged(from: &Session, to: &Session) -> Option<Command> {
    let mut all = Vec::new();
    things(from, to, &mut all);
    own_fields(from, to, &mut all);
    if from.run != to.run {
        all.push(Command::SetRun(Box::new(to.run.clone())));
    }
    (!all.is_empty()).then_some(Command::Merged(all))
}

/// Applies it: each part whatever the others are, then the whole must hold together.
pub(super) fn apply(s: &mut Session, all: Vec<Command>) -> Result<Command, Refusal> {
    let mut back = Vec::with_capacity(all.len());
    let mut done = Ok(());
    for command in all {
        match step(s, command) {
            Ok(inverse) => back.push(inverse),
            Err(refusal) => {
                done = Err(refusal);
                break;
            }
        }
    }
    back.reverse();
    if done.is_ok() && !holds_together(s) {
        done = Err(Refusal::NamesNothing);
    }
    if let Err(refusal) = done {
        // What has just been done can be taken back: it is an inverse.
        back.into_iter().for_each(|inverse| drop(step(s, inverse)));
        return Err(refusal);
    }
    Ok(Command::Merged(back))
}

fn step(s: &mut Session, command: Command) -> Result<Command, Refusal> {
    match command {
        Command::Add(item) => put_in(s, item),
        Command::Remove(key) => key.take_from(s).map(Command::Add).ok_or(Refusal::Gone),
        Command::Session(field) => Ok(Command::session(set_own(s, *field))),
        Command::SetRun(run) => Ok(Command::SetRun(Box::new(std::mem::replace(&mut s.run, *run)))),
        // Nothing else is ever in it.
        _ => Err(Refusal::NamesNothing),
    }
}

fn put_in(s: &mut Session, item: Item) -> Result<Command, Refusal> {
    let key = item.key();
    if key.exists_in(s) {
        return Err(Refusal::AlreadyThere);
    }
    keep_number(s, &item);
    item.insert_into(s);
    Ok(Command::Remove(key))
}
