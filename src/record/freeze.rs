//! Freezing the text for signing.

use super::differ::{Difference, differences};
use super::form::{Names, record, record_again};
use super::node::Part;
use super::public::public_text;
use crate::model::time::{Moment, clock, in_zone};
use crate::model::*;
use std::sync::Arc;

/// What comes of freezing.
#[derive(Clone, PartialEq, Debug)]
pub enum Freezing {
    /// Nothing has changed since this version: it is given again.
    Unchanged(u32),
    /// A new version, and the salts that its digests were made with.
    New(Box<Version>, Salts),
}

/// Who freezes, when, and what they say about it.
pub struct Freezer<'a> {
    pub id: VersionId,
    pub at: Moment,
    /// Who made the changes since the version before: "the note-taker".
    pub by: &'a str,
    /// Why, where they say so.
    pub why: &'a str,
}

/// More changes are counted, not listed.
const MOST_CHANGES: usize = 30;

/// Freezes the text as the next version, or gives the newest again where nothing has changed since. `salt` gives a
/// random text of 32 hexadecimal digits each time. It does not look whether something stops sign-off.
pub fn freeze(s: &Session, freezer: &Freezer, salt: impl FnMut() -> String) -> Freezing {
    let compared = s.version().and_then(|v| Some((v, v.frozen_text()?)));
    let (changes, content) = match compared.map(|(v, then)| (v, record(then, then, v), record(s, then, v))) {
        Some((v, was, is)) if was == is => return Freezing::Unchanged(v.no),
        Some((_, was, is)) => (changes_between(&was, &is), Some(is)),
        None => (Vec::new(), None),
    };
    let salts = s.with_all_salts(salt);
    let text = public_text(s, s.digests_by(&salts));
    let mut v = Version {
        id: freezer.id,
        order: s.versions.end(),
        no: s.numbers.versions.saturating_add(1),
        at: in_zone(freezer.at, &s.zone),
        clock: clock_words(s),
        changes: changes_by(s, freezer, changes),
        why: if s.versions.is_empty() { String::new() } else { freezer.why.trim().into() },
        before: s.version().and_then(|v| v.code),
        code: None,
        frozen: None,
        closed: None,
    };
    let record = match content {
        Some(content) => record_again(content, &text, &text, &v),
        None => record(&text, &text, &v),
    };
    v.code = Some(Digest::of(&record.canonical()));
    v.frozen = Some(Arc::new(text));
    Freezing::New(Box::new(v), salts)
}

/// What has changed since a version, in words; empty where nothing has. None: that version has no text here.
///
/// What the clock or the door wrote since then is no change.
pub fn changes_since(s: &Session, v: &Version) -> Option<Vec<Difference>> {
    let then = v.frozen_text()?;
    Some(changes_between(&record(then, then, v), &record(s, then, v)))
}

fn changes_between(was: &Part, is: &Part) -> Vec<Difference> {
    let mut changes = differences(was, is, MOST_CHANGES + 1);
    let other = |words: &str| Difference { thing: None, words: words.into() };
    if changes.len() > MOST_CHANGES {
        changes.truncate(MOST_CHANGES);
        changes.push(other("more changes than are listed here"));
    }
    if changes.is_empty() && was != is {
        changes.push(other("something that has no words here"));
    }
    changes
}

/// With the moment each thing was last changed, as far as that was noted.
fn changes_by(s: &Session, freezer: &Freezer, changes: Vec<Difference>) -> Vec<Change> {
    let names = Names::of(s);
    let last = s.changed_at.values().max().copied().unwrap_or(freezer.at);
    let of = |thing: &Option<String>| match thing {
        Some(name) => names.id(name),
        None => Some(uuid::Uuid::nil()),
    };
    let at = |d: &Difference| of(&d.thing).and_then(|id| s.changed_at.get(&id).copied()).unwrap_or(last);
    changes.into_iter().map(|d| Change { at: in_zone(at(&d), &s.zone), by: freezer.by.into(), what: d.words }).collect()
}

/// Is the text still that of the version?
pub fn is_unchanged(s: &Session, v: &Version) -> Option<bool> {
    let then = v.frozen_text()?;
    Some(record(then, then, v) == record(s, then, v))
}

/// The clock as it stands: "Read back and sign, from 20:25, going on".
pub fn clock_words(s: &Session) -> String {
    match (s.run.current(), s.run.ended) {
        (Some(on), _) => {
            let title = s.agenda.get(on.item).map_or("", |i| i.title.as_str());
            format!("{title}, from {}, going on", clock(in_zone(on.from, &s.zone)))
        }
        (None, Some(at)) => format!("ended at {}", clock(in_zone(at, &s.zone))),
        (None, None) => "not started".into(),
    }
}
