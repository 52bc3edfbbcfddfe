//! The sign-off sheet: page one of the summary in front, and behind it what signing means and a block per partner. It can
//! be printed before the evening; the version is then filled in by hand from the screen.

use super::words::sentence;
use super::{Block, Document, front, signing};
use crate::model::Session;
use crate::record;
use crate::report::text::Text;

pub fn sign_off(s: &Session) -> Document {
    let mut d = Document::new(s, "Sign-off sheet");
    front::section(s, &mut d);
    d.blocks.push(Block::PageBreak);
    d.heading(2, "Sign-off");
    d.paragraph(signing::MEANING);
    let current = record::current(s);
    d.paragraph(match current {
        // Its code stands in a block of its own, and the clock in the summary.
        Some(v) => Text::plain(format!("{}.", sentence(&record::version_words(s, v)))),
        None => Text::from("We sign version")
            .then(" ")
            .then_box(" ")
            .then_box("   ")
            .then_fixed("frozen at")
            .then(" ______________"),
    });
    signing::blocks(s, &mut d, current, signing::Room::Tight);
    d
}
