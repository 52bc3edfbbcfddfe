//! What differs between two states of a session, field by field, in the words of the file.

use super::open::pretty;
use super::schema::form::FileForm;
use super::schema::session_to_file;
use super::schema::v1::SessionV1;
use super::sums;
use crate::edit::{kinds_table, session_fields_table};
use crate::model::{self as m, Session, words_of_name};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One thing that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// "C12", "title"
    pub name: String,
    /// How it was and is; None: it was, or is, not there.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Everything in which `after` differs from `before`; things first, then the session's own fields.
pub fn differences(before: &Session, after: &Session) -> Vec<Difference> {
    let (before, after) = (session_to_file(before).session, session_to_file(after).session);
    let mut found = Vec::new();
    things(&before, &after, &mut found);
    own_fields(&before, &after, &mut found);
    found.retain(|d| !BESIDE.contains(&d.name.as_str()));
    if before.run != after.run {
        push_changed(&mut found, "the running clock".into(), &before.run, &after.run);
    }
    found
}

/// What follows from other changes, and is told by them.
const BESIDE: [&str; 7] = ["changed since version", "changed at", "clashes", "copy", "holder", "numbers", "copies"];

/// "C12 and C13 are new, C4 is changed, A2 is gone": at most `most` names a kind of change.
pub fn in_words(all: &[Difference], most: usize) -> String {
    let of = |wanted: fn(&Difference) -> bool| all.iter().filter(|d| wanted(d)).collect::<Vec<_>>();
    let say = |what: &str, list: Vec<&Difference>| {
        if list.is_empty() {
            return None;
        }
        let names: Vec<&str> = list.iter().take(most).map(|d| d.name.as_str()).collect();
        let more = list.len().saturating_sub(most);
        let and = if more > 0 { format!(" and {more} more") } else { String::new() };
        Some(format!("{what}: {}{and}", names.join(", ")))
    };
    let parts = [
        say("new", of(|d| d.before.is_none())),
        say("changed", of(|d| d.before.is_some() && d.after.is_some())),
        say("gone", of(|d| d.after.is_none())),
    ];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    if words.is_empty() { "nothing differs".into() } else { words.join("; ") }
}

macro_rules! kinds {
    ($($kind:ident$( as $old:literal)?($id:ident) in $list:ident, $fields:ident { $($rest:tt)* })*) => {
        fn things(before: &SessionV1, after: &SessionV1, found: &mut Vec<Difference>) {
            $({
                type File = <m::$kind as FileForm>::File;
                let was: BTreeMap<Uuid, &File> = before.$list.iter().map(|i| (i.id, i)).collect();
                let is: BTreeMap<Uuid, &File> = after.$list.iter().map(|i| (i.id, i)).collect();
                for item in &after.$list {
                    match was.get(&item.id) {
                        None => found.push(Difference { name: sums::name_of(item), before: None, after: Some(words(item)) }),
                        Some(old) if *old != item => push_changed(found, sums::name_of(item), *old, item),
                        Some(_) => {}
                    }
                }
                for item in before.$list.iter().filter(|i| !is.contains_key(&i.id)) {
                    found.push(Difference { name: sums::name_of(item), before: Some(words(item)), after: None });
                }
            })*
        }
    };
}
kinds_table!(kinds);

macro_rules! fields {
    ($($variant:ident($($path:ident).+: $type:ty)),* $(,)?) => {
        fn own_fields(before: &SessionV1, after: &SessionV1, found: &mut Vec<Difference>) {
            $(if before.$($path).+ != after.$($path).+ {
                let name = words_of_name(stringify!($variant));
                push_changed(found, name, &before.$($path).+, &after.$($path).+);
            })*
        }
    };
}
session_fields_table!(fields);

fn push_changed(found: &mut Vec<Difference>, name: String, before: &impl Serialize, after: &impl Serialize) {
    let (was, is) = (lines(before), lines(after));
    let only = |a: &[String], b: &[String]| {
        a.iter().filter(|l| !b.contains(l) && !l.starts_with("order:")).cloned().collect::<Vec<_>>().join(" · ")
    };
    let (before, after) = (only(&was, &is), only(&is, &was));
    let moved = before.is_empty() && after.is_empty();
    let or_moved = |words: String| Some(if moved { "its place in the list".into() } else { words });
    found.push(Difference { name, before: or_moved(before), after: or_moved(after) });
}

fn lines(value: &impl Serialize) -> Vec<String> {
    let text = pretty(value).unwrap_or_default();
    text.lines().map(|l| l.trim().trim_end_matches(',').to_string()).filter(|l| l.len() > 1).collect()
}

/// The words that say best what a thing is.
fn words(item: &impl Serialize) -> String {
    let lines = lines(item);
    let value = |field: &str| lines.iter().find_map(|l| l.strip_prefix(field));
    let found = ["words: ", "what: ", "title: ", "name: ", "text: ", "caption: ", "says: ", "count: "]
        .into_iter()
        .find_map(value);
    found.unwrap_or_default().trim_matches('"').to_string()
}
