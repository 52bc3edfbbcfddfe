//! Which page shows a thing, so that an undo takes the person to what changed.

use super::action::{Page, Select};
use crate::edit::{Key, Place};

/// The page for a place and what to select there; a page that shows it already is not left.
pub fn of(place: Place, now: Page) -> (Page, Option<Select>) {
    match place {
        Place::Clock => (Page::Live, None),
        Place::Agreeing => (Page::Decisions, None),
        Place::Session => (Page::Purpose, None),
        Place::Thing(key) => thing(key, now),
    }
}

fn thing(key: Key, now: Page) -> (Page, Option<Select>) {
    match key {
        Key::Partner(id) => (Page::Purpose, Some(Select::Partner(Some(id)))),
        Key::Person(_) | Key::Movement(_) | Key::Interest(_) | Key::Rule(_) | Key::Stage(_) => (Page::Purpose, None),
        Key::AgendaItem(id) => (Page::Agenda, Some(Select::Item(Some(id)))),
        Key::Boundary(id) => (Page::Scope, Some(Select::Boundary(Some(id)))),
        Key::Move(_) | Key::Challenge(_) => (Page::Scope, None),
        Key::Contribution(id) => {
            let page = if matches!(now, Page::Live | Page::Responses) { now } else { Page::Board };
            (page, Some(Select::Contribution(Some(id))))
        }
        Key::Photo(_) => (Page::Board, Some(Select::Photos)),
        Key::Theme(_) | Key::Merge(_) => (Page::Board, None),
        Key::Referral(_) => (Page::Responses, None),
        Key::Decision(id) => (Page::Decisions, Some(Select::Decision(Some(id)))),
        Key::Dissent(_) | Key::Question(_) => (Page::Decisions, None),
        Key::Earlier(id) => (Page::LastTime, Some(Select::Earlier(Some(id)))),
        Key::EarlierSession(_) => (Page::LastTime, None),
        Key::Principle(_) | Key::CharterQuestion(_) => (Page::Charter, None),
        Key::Left(_) => (Page::Check, None),
        Key::Action(id) => (Page::Actions, Some(Select::Action(Some(id)))),
        Key::Version(_) | Key::Answer(_) | Key::Correction(_) => (Page::Sign, None),
    }
}
