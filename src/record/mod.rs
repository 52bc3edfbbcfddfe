#![doc = include_str!("record.md")]

mod answers;
mod differ;
mod form;
mod freeze;
mod laptop;
mod node;
mod public;
mod signature;
mod signing;
mod verify;
mod words;

pub use answers::next_digest;
pub use differ::Difference;
pub use freeze::{Freezer, Freezing, changes_since, freeze, is_unchanged};
pub use laptop::{LaptopKey, signature_holds};
pub use public::public_session;
pub use signature::{MOST_SIGNATURE_BYTES, NotSigned, OwnAnswer, SignatureError, Signed, read_signature, sign};
pub use signing::{Signing, given_words, signed_by, signing};
pub use verify::{Fault, Verdict, code_of_text, faults, verify, version_words};

use crate::model::{Digest, PersonId, Session, Version};
use std::borrow::Cow;

/// The canonical text of a version: what its record code is the SHA-256 of. None: its text is not in the session.
pub fn canonical_text(v: &Version) -> Option<String> {
    let text = v.frozen_text()?;
    Some(form::record(text, text, v).canonical())
}

/// The same record, indented for reading and with a line feed at its end: what is exported.
pub fn readable_text(v: &Version) -> Option<String> {
    let text = v.frozen_text()?;
    Some(form::record(text, text, v).readable())
}

/// The canonical text that the session as it stands would have as this version, with the clock and the door of then.
pub fn present_text(s: &Session, v: &Version) -> String {
    form::record(s, v.frozen.as_deref().unwrap_or(s), v).canonical()
}

/// The session as the pages of its version show it: with the clock and the door as they stood when it was frozen. A draft
/// shows them as they are.
pub fn as_frozen(s: &Session) -> Cow<'_, Session> {
    match current(s).and_then(|v| v.frozen.as_deref()) {
        Some(then) if then.run != s.run || then.movements != s.movements => {
            Cow::Owned(Session { run: then.run.clone(), movements: then.movements.clone(), ..s.clone() })
        }
        _ => Cow::Borrowed(s),
    }
}

/// Marks a session as a draft whose text is not what its newest version froze: changed in a text editor, say, where no
/// command could tell. True where it was not marked before.
pub fn mark_changed(s: &mut Session) -> bool {
    let holds = |v: &Version| {
        let text = |then| (form::record(then, then, v), form::record(s, then, v));
        let same = |(was, is): (node::Part, node::Part)| was == is && Some(Digest::of(&was.canonical())) == v.code;
        v.code.is_none() || v.frozen_text().map(text).is_some_and(same)
    };
    let changed = current(s).is_some_and(|v| !holds(v));
    s.changed_since_version |= changed;
    changed
}

/// The session as a version froze it, with the names that are still known and the versions up to it; without answers.
/// None: its text is not here.
pub fn version_session(s: &Session, v: &Version) -> Option<Session> {
    let mut then = v.frozen_text()?.clone();
    let now = s.all_digests();
    let is_same = |id: &PersonId| then.digests.names.get(id) == now.names.get(id);
    then.private.names = s.private.names.iter().filter(|(id, _)| is_same(id)).map(|(i, n)| (*i, n.clone())).collect();
    if then.digests.access == now.access {
        then.private.access = s.private.access.clone();
    }
    if then.digests.payment == now.payment {
        then.private.payment = s.private.payment;
    }
    // How far actions are is written down afterwards, and prints on the sheet of actions.
    for a in &s.actions {
        then.actions.update(a.id, |then| {
            then.progress = a.progress;
            then.shows.clone_from(&a.shows);
            then.moved.clone_from(&a.moved);
        });
    }
    for r in &s.referrals {
        then.referrals.update(r.id, |then| {
            then.progress = r.progress;
            then.shows.clone_from(&r.shows);
        });
    }
    then.replied = s.replied;
    then.forgotten = s.forgotten;
    then.forget_after = s.forget_after;
    then.versions = s.versions.iter().filter(|other| other.no <= v.no).cloned().collect();
    Some(then)
}

/// Is something personal that prints in its summary not in the session, but for a digest?
pub fn lacks_names(s: &Session) -> bool {
    let gone = &s.digests;
    let listed = |id: &PersonId| s.people.get(*id).is_some() && !s.private.names.contains_key(id);
    gone.names.keys().any(listed)
        || gone.access.is_some() && s.private.access.is_empty()
        || gone.payment.is_some() && s.private.payment.offered() == 0
}

/// The version that the session stands at, as pages say it: the newest, where nothing has changed since.
pub fn current(s: &Session) -> Option<&Version> {
    s.version().filter(|_| !s.changed_since_version)
}
