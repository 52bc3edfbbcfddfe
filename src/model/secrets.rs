//! What stands for personal things in a record: digests that outlive them, and the salts without which a digest
//! cannot be tried out.
//!
//! A name that belongs to a record enters its canonical bytes as a salted digest. Removing the person later deletes
//! name and salt and keeps the digest, so that old record codes still verify (ARCHITECTURE, personal data).

use super::digest::Digest;
use super::{AnswerId, Payment, PersonId, Session};
use std::collections::BTreeMap;

/// Digests of what was personal and is gone by now, or stays out of a copy. Not personal themselves.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Digests {
    pub names: BTreeMap<PersonId, Digest>,
    /// Signatures drawn on screen.
    pub marks: BTreeMap<AnswerId, Digest>,
    pub access: Option<Digest>,
    pub payment: Option<Digest>,
}

/// Random texts of 32 hexadecimal digits, given when a version is frozen or an answer taken. In [`super::Private`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Salts {
    pub people: BTreeMap<PersonId, String>,
    pub marks: BTreeMap<AnswerId, String>,
    /// For access needs.
    pub room: String,
    /// Counts of payment stay when names are removed, and this with them.
    pub payment: String,
}

impl Session {
    /// What stands for everything personal in the record: worked out from what is there, kept of what is gone. A name
    /// without a salt has none yet.
    pub fn all_digests(&self) -> Digests {
        self.digests_by(&self.private.salts)
    }

    /// What stands for one name, as in [`Self::all_digests`].
    pub fn name_digest(&self, id: PersonId) -> Option<Digest> {
        match (self.private.names.get(&id), self.private.salts.people.get(&id)) {
            (Some(name), Some(salt)) => Some(Digest::salted(salt, name)),
            (Some(_), None) => None,
            (None, _) => self.digests.names.get(&id).copied(),
        }
    }

    /// The same by these salts.
    pub fn digests_by(&self, salts: &Salts) -> Digests {
        let mut all = self.digests.clone();
        let private = &self.private;
        // What is there is not what was removed: without a salt it has no digest yet.
        all.names.retain(|id, _| !private.names.contains_key(id));
        all.marks.retain(|id, _| !private.marks.contains_key(id));
        all.access = all.access.filter(|_| private.access.is_empty());
        all.payment = all.payment.filter(|_| private.payment.offered() == 0);
        for (id, salt) in &salts.people {
            if let Some(name) = private.names.get(id) {
                all.names.insert(*id, Digest::salted(salt, name));
            }
        }
        for (id, salt) in &salts.marks {
            if let Some(mark) = private.marks.get(id) {
                all.marks.insert(*id, Digest::salted(salt, &mark.to_string()));
            }
        }
        let salt = salts.room.as_str();
        if !salt.is_empty() && !private.access.is_empty() {
            all.access = Some(Digest::salted(salt, &self.access_words()));
        }
        let Payment { took, declined } = private.payment;
        if !salts.payment.is_empty() && private.payment.offered() > 0 {
            all.payment = Some(Digest::salted(&salts.payment, &format!("took {took}, declined {declined}")));
        }
        all
    }

    /// Access needs in one text, a line each.
    fn access_words(&self) -> String {
        let line = |a: &super::Access| {
            let met = a.met.map_or_else(String::new, |n| n.to_string());
            // With its length, so that the text can be read in one way, whatever people need.
            format!("{} {met} {}:{}", a.count, a.need.len(), a.need)
        };
        self.private.access.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Everybody's salts with those that are missing, from `salt`: for names on the list and for the room.
    pub fn with_all_salts(&self, mut salt: impl FnMut() -> String) -> Salts {
        let mut salts = self.private.salts.clone();
        for id in self.private.names.keys() {
            salts.people.entry(*id).or_insert_with(&mut salt);
        }
        for of_room in [&mut salts.room, &mut salts.payment].into_iter().filter(|salt| salt.is_empty()) {
            *of_room = salt();
        }
        salts
    }
}
