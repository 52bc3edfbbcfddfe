//! How it stands with the room, above the page: on a note-taker’s laptop always, on the facilitator’s where a room was open
//! when it stopped.

use super::banner::{Offer, Strip};
use crate::app::App;
use crate::model::time::{clock, in_zone};
use crate::nearby::LineStands;

pub(super) fn strip_of_room(app: &App, zone: &str) -> Option<Strip> {
    if app.view.room_was_open.is_some() && app.sharing.is_none() {
        let words = "The room was open to other laptops when this one stopped. They come back by themselves when it is open again.";
        return Some(told(words.into(), vec![Offer::OpenRoom, Offer::CloseRoom]));
    }
    let joined = app.joined_room()?;
    let stands = joined.stands.as_ref();
    let called = format!("the room “{}”", joined.called);
    let (bad, words) = match stands.map(|s| (s.line, s.level)) {
        Some((LineStands::Here, true)) => {
            (false, format!("In {called}: everything here is on the facilitator’s laptop."))
        }
        Some((LineStands::Here, false)) => (false, format!("In {called}: what was written last is on its way.")),
        Some((LineStands::Gone { since }, _)) => {
            let since = clock(in_zone(since, zone));
            let words = format!(
                "{called} cannot be reached since {since}. Go on writing: it is kept here, and sent by itself when the room is back."
            );
            (true, crate::report::blocks::words::sentence(&words))
        }
        None => (false, format!("Coming back into {called}…")),
    };
    let tried = joined.tried.as_ref().filter(|_| bad).map(|tried| format!("{}: {}", tried.address, tried.outcome));
    Some(Strip { bad, words, details: tried.into_iter().collect(), offers: vec![Offer::LeaveRoom] })
}

fn told(words: String, offers: Vec<Offer>) -> Strip {
    Strip { bad: false, words, details: Vec::new(), offers }
}
