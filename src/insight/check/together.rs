//! What copies of a session wrote differently, and versions that were frozen on two of them.

use super::{Finding, Findings, Kind, Page};
use crate::insight::clashes;
use crate::model::Session;

pub fn look(s: &Session, list: &mut Findings) {
    for c in clashes(s) {
        let text = format!("Written differently by two laptops: {}", c.called);
        let about = Some(c.id);
        list.0.push(Finding { kind: Kind::Clash, text, page: c.page, thing: c.thing, about, because: None });
    }
    for (nth, v) in s.versions.iter().enumerate() {
        let again = s.versions.iter().skip(nth + 1).any(|other| other.no == v.no);
        let settled = s.version().is_some_and(|newest| newest.no > v.no);
        if again && !settled {
            let text = format!("Version {} was frozen on two laptops; freeze anew, and have that one signed", v.no);
            list.part(Kind::FrozenTwice, Page::Sign, v.id.0, None, text);
        }
    }
}
