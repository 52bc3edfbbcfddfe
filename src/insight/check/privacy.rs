//! What is about to print without a yes.

use super::{Findings, Kind, Page, blank};
use crate::insight::texts::photo_of;
use crate::insight::{PrintedText, Unnamed, WithheldWords, sentence};
use crate::model::refs::Ref;
use crate::model::*;
use std::collections::HashSet;

pub fn look(s: &Session, texts: &[PrintedText], list: &mut Findings) {
    names(s, texts, list);
    quotes(s, texts, list);
    for p in s.photos.iter().filter(|p| !p.may_print.forbids()) {
        let called = sentence(&photo_of(s, p));
        if p.may_print == Consent::NotAsked {
            let text = format!("{called} waits for a yes or a no of those who can be recognised on it");
            list.thing(Kind::PhotoWithoutYes, Page::Board, Ref::Photo(p.id), text);
        }
        if blank(&p.alt) {
            let text = format!("{called} does not say what it shows, for those who do not see it");
            list.thing(Kind::PhotoWithoutAlt, Page::Board, Ref::Photo(p.id), text);
        }
    }
}

/// The finding does not say the name: it is printed among the gaps.
fn names(s: &Session, texts: &[PrintedText], list: &mut Findings) {
    let unnamed = Unnamed::of(s);
    let mut said: HashSet<Option<uuid::Uuid>> = HashSet::new();
    for t in texts.iter().filter(|t| unnamed.stand_in(t.words)) {
        if said.insert(t.place.id) {
            let called = sentence(&t.place.called);
            let text = format!("{called} holds the name of a listed person who has not said yes to being named");
            put(list, Kind::NameWithoutYes, t, text);
        }
    }
}

/// Words that are withheld, written down once more somewhere else.
fn quotes(s: &Session, texts: &[PrintedText], list: &mut Findings) {
    let withheld = WithheldWords::of(s);
    for t in texts {
        if withheld.stand_in(t.words) {
            let called = sentence(&t.place.called);
            put(
                list,
                Kind::QuoteWithoutYes,
                t,
                format!("{called} repeats words of somebody who said no to being quoted"),
            );
        }
    }
}

fn put(list: &mut Findings, kind: Kind, t: &PrintedText, text: String) {
    match t.place.id {
        Some(id) => list.part(kind, t.place.page, id, t.place.thing, text),
        None => list.session(kind, t.place.page, text),
    }
}
