//! What is about to print without a yes.

use super::{Findings, Kind, Page, blank};
use crate::insight::texts::photo_of;
use crate::insight::{Named, PrintedText, Unnamed, WithheldWords, sentence};
use crate::model::refs::Ref;
use crate::model::*;
use std::collections::BTreeMap;

pub fn look(s: &Session, texts: &[PrintedText], list: &mut Findings) {
    names(s, texts, list);
    quotes(s, texts, list);
    photos(s, list);
}

/// The finding does not say the name: it is printed among the gaps.
fn names(s: &Session, texts: &[PrintedText], list: &mut Findings) {
    let unnamed = Unnamed::of(s);
    // The surest of several texts in one place.
    let mut found: BTreeMap<usize, Named> = BTreeMap::new();
    let mut first: BTreeMap<uuid::Uuid, usize> = BTreeMap::new();
    for (nth, t) in texts.iter().enumerate() {
        if let Some(named) = unnamed.how_in(t.words) {
            let nth = *first.entry(t.place.id).or_insert(nth);
            found.entry(nth).and_modify(|was| *was = named.min(*was)).or_insert(named);
        }
    }
    for (nth, named) in found {
        let Some(t) = texts.get(nth) else { continue };
        let called = sentence(&t.place.called);
        // What a signer said, and what is said of an earlier version, cannot be changed any more.
        let given = t.place.page == Page::Sign;
        let (kind, text) = match named {
            Named::Whole if !given => (
                Kind::NameWithoutYes,
                format!("{called} holds the name of a listed person who has not said yes to being named"),
            ),
            Named::Whole | Named::Part => {
                (Kind::NameInPart, format!("{called} may name a listed person who has not said yes to being named"))
            }
            Named::Small => (Kind::NameInSmall, format!("{called} has a word that is also a listed person’s name")),
        };
        list.text(kind, t, text);
    }
}

/// Words that are withheld, written down once more somewhere else.
fn quotes(s: &Session, texts: &[PrintedText], list: &mut Findings) {
    let withheld = WithheldWords::of(s);
    for t in texts.iter().filter(|t| withheld.stand_in(t.words)) {
        let called = sentence(&t.place.called);
        list.text(Kind::QuoteWithoutYes, t, format!("{called} repeats words of somebody who said no to being quoted"));
    }
}

/// Those that nobody was asked about do not print. Of those that do, somebody may be on one who said no since.
fn photos(s: &Session, list: &mut Findings) {
    let unwilling = s.people.iter().filter(|p| p.on_photos.forbids()).count();
    for p in &s.photos {
        let called = sentence(&photo_of(s, p));
        let mut find = |kind, text| list.thing(kind, Page::Board, Ref::Photo(p.id), text);
        match p.may_print {
            Consent::NotAsked => {
                let text = format!("{called} does not print: nobody has said yet whether it may");
                find(Kind::PhotoNotAsked, text);
            }
            Consent::Yes => {
                if unwilling > 0 {
                    let who = if unwilling == 1 { "somebody".into() } else { format!("{unwilling} people") };
                    let text = format!("{called} is about to print, and {who} on the list said no to photos");
                    find(Kind::PhotoWithoutYes, text);
                }
                if blank(&p.alt) {
                    let text = format!("{called} does not say what it shows, for those who do not see it");
                    find(Kind::PhotoWithoutAlt, text);
                }
            }
            Consent::No | Consent::Withdrawn(_) => {}
        }
    }
}
