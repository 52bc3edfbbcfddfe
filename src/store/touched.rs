//! What of a session differs from before, by the names of the history: for who may write what.

use super::schema::registers;
use crate::model::Session;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A list of things ("contributions", or "session" and "run" for what is no thing), and which of them.
pub type Part = (String, Uuid);

/// The parts of what all laptops share in which two states of a session differ, and those that are newly in conflict.
pub fn touched(before: &Session, after: &Session) -> BTreeSet<Part> {
    let things = registers::changed_things(before, after);
    let mut parts: BTreeSet<Part> = things.into_iter().map(|(list, id, ..)| (list.to_string(), id)).collect();
    let (was, is) = (registers::own(before), registers::own(after));
    let own = was.iter().filter(|(name, value)| is.get(*name) != Some(*value)).map(|(name, _)| name);
    let new = is.keys().filter(|name| !was.contains_key(*name));
    parts.extend(own.chain(new).map(|name| part_of(name)));
    let clashes = after.clashes.iter().filter(|clash| !before.clashes.contains(clash));
    parts.extend(clashes.map(|clash| part_of(&clash.register)));
    parts
}

/// The part that a register belongs to.
pub fn part_of(register: &str) -> Part {
    let (list, id, ..) = crate::model::register_parts(register);
    (list.into(), id.parse().unwrap_or_default())
}
