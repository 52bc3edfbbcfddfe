//! The chain of answers after a version: each holds the digest of the one before it, the first the record code.

use super::node::Part;
use crate::model::*;

/// The number of the form of an answer.
const FORM: u32 = 1;

/// The digest of an answer that comes after those that the session has to the same version; `digests` knows its signer and
/// mark. None: its version is not there, or has no code, or an answer before it has no digest.
pub fn next_digest(s: &Session, a: &Answer, digests: &Digests) -> Option<Digest> {
    let before = s.answers.iter().rfind(|other| other.version == a.version && other.id != a.id);
    let after = match before {
        Some(before) => before.digest?,
        None => s.versions.get(a.version)?.code?,
    };
    Some(digest(s, a, after, digests))
}

/// The digest of an answer after another digest.
fn digest(s: &Session, a: &Answer, after: Digest, digests: &Digests) -> Digest {
    let signer = a.signer.and_then(|id| digests.names.get(&id)).copied();
    let of_laptop = |l: &Laptop| Part::default().put("name", &l.name).put("key", &l.key).put("signature", &l.signature);
    let laptop = match &a.how {
        How::OnLaptop(laptop) => of_laptop(laptop),
        _ => Part::default(),
    };
    let part = part(s, a, signer).put("after", after).put("mark", digests.marks.get(&a.id).copied());
    Digest::of(&part.part("laptop", laptop).canonical())
}

/// What somebody says to a version, as it is signed on a laptop of their own: the answer as in its digest, after the code
/// of the version and whatever others have answered. `signer` stands for the name. None: it is no answer from a laptop,
/// or its version has no code.
pub fn statement(s: &Session, a: &Answer, signer: Option<Digest>) -> Option<String> {
    let How::OnLaptop(laptop) = &a.how else { return None };
    let code = s.versions.get(a.version)?.code?;
    let laptop = Part::default().put("name", &laptop.name).put("key", &laptop.key);
    Some(part(s, a, signer).put("after", code).part("laptop", laptop).canonical())
}

/// What an answer says, apart from the chain.
fn part(s: &Session, a: &Answer, signer: Option<Digest>) -> Part {
    let version = s.versions.get(a.version);
    // As it was called then.
    let then = version.and_then(|v| v.frozen.as_deref()).unwrap_or(s);
    let partner = then.partners.get(a.partner).or_else(|| s.partners.get(a.partner));
    let of_partner = |p: &Partner| Part::default().put("key", &p.key).put("name", &p.name);
    let (says, words, until) = match &a.says {
        SignOff::Signs => ("signs", None, None),
        SignOff::SignsWithReservation(words) => ("signs with a reservation", Some(words), None),
        SignOff::Declines(why) => ("declines", Some(why), None),
        SignOff::NotReached => ("not reached", None, None),
        SignOff::Waiting(until) => ("waiting", None, *until),
    };
    let (how, witness) = match &a.how {
        How::OnPaper => ("on paper", None),
        How::OnScreen => ("on screen", None),
        How::Spoken(witness) => ("spoken", Some(witness)),
        How::Letter => ("letter", None),
        How::Email => ("e-mail", None),
        How::OnLaptop(_) => ("on a laptop", None),
        How::NotGiven => ("not given", None),
    };
    let asked = |asked: &Asked| Part::default().put("on", asked.on).put("by", &asked.by);
    Part::default()
        .put("form", FORM)
        .put("version", version.map(|v| v.no))
        .part("partner", partner.map(of_partner).unwrap_or_default())
        .put("says", says)
        .put("words", words)
        .put("until", until)
        .put("signer", signer)
        .put("capacity", &a.capacity)
        .put("how", how)
        .put("witness", witness)
        .put("at", a.at)
        .put("day_only", a.day_only)
        .part("asked", a.asked.as_ref().map(asked).unwrap_or_default())
        .put("note", &a.note)
}

/// The first link of a version's chain that does not hold: an answer that was changed, or stands where one was put in or
/// taken out before it. That the last ones were taken out shows in no link; the codes on their papers tell.
/// None: all hold, or nothing can be said because the version has no code.
pub fn first_broken<'a>(s: &'a Session, v: &Version) -> Option<&'a Answer> {
    let mut after = v.code?;
    let digests = s.all_digests();
    for a in s.answers.iter().filter(|a| a.version == v.id) {
        let wanted = digest(s, a, after, &digests);
        if a.digest != Some(wanted) {
            return Some(a);
        }
        after = wanted;
    }
    None
}
