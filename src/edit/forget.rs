//! Forgetting people: what is personal goes, counts stay.

use crate::model::time::Moment;
use crate::model::*;

/// Removes names, contacts and access needs, and notes in the session that it was so; what was removed now.
///
/// No [`super::Command`], because it has no inverse: nothing of it may be left to undo. Who said yes or no to what
/// stays, by id, so that withheld words stay withheld. Payment stays: it is counts. So do the facilitator's own notes,
/// and digests of what was removed, so that old record codes still verify; without their salts nobody can try out whom
/// they stand for. The salt of payment stays with it.
pub fn forget(s: &mut Session, at: Moment) -> Forgotten {
    s.digests = s.all_digests();
    let private = &mut s.private;
    let named = private.names.values().filter(|name| !name.trim().is_empty()).count();
    let reached = private.contacts.values().filter(|contact| !contact.trim().is_empty()).count();
    let needs: u32 = private.access.iter().map(|a| a.count).fold(0, u32::saturating_add);
    private.names.clear();
    private.contacts.clear();
    private.access.clear();
    private.spoken.clear();
    private.marks.clear();
    // Payment stays, and so does what its digest is made with.
    private.salts = Salts { payment: std::mem::take(&mut private.salts.payment), ..Salts::default() };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let now = Forgotten { at, names: count(named), contacts: count(reached), needs };
    let before = s.forgotten.unwrap_or(Forgotten { names: 0, contacts: 0, needs: 0, ..now });
    if s.forgotten.is_none() || now.holds_any() {
        s.forgotten = Some(Forgotten {
            at,
            names: before.names.saturating_add(now.names),
            contacts: before.contacts.saturating_add(now.contacts),
            needs: before.needs.saturating_add(now.needs),
        });
    }
    now
}
