//! Answers to the newest version.

use super::{Findings, Kind, Page};
use crate::model::refs::Ref;
use crate::model::{Session, SignOff};

pub fn look(s: &Session, list: &mut Findings) {
    let Some(version) = s.version() else { return };
    let no = version.no;
    if s.changed_since_version {
        let text = format!("The record has changed since version {no}");
        list.session(Kind::ChangedSinceVersion, Page::Sign, text);
    }
    for p in &s.partners {
        let says = match s.answer_of(p.id, version.id).map(|a| &a.says) {
            Some(says) if says.signed() => continue,
            Some(SignOff::Declines(_)) => "declines",
            Some(SignOff::NotReached) => "was not reached for",
            _ => "has not answered",
        };
        list.thing(Kind::NotSigned, Page::Sign, Ref::Partner(p.id), format!("{} {says} version {no}", p.name));
    }
}
