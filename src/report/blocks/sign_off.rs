//! The sign-off sheet: page one of the summary in front, and behind it what signing means and a block per partner. It can
//! be printed before the evening; the version is then filled in by hand from the screen.

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
        Some(v) => signing::version_line(s, v),
        None => boxes_for_the_version(),
    });
    signing::blocks(s, &mut d, current, signing::Room::Tight);
    d
}

/// For the number and for the sixteen characters of the code, in fours: they are read off the room's screen.
fn boxes_for_the_version() -> Text {
    let four = |text: Text| (0..4).fold(text, |text, _| text.then_box(""));
    let version = Text::from("We sign version").then(" ").then_box("").then_box("  ");
    let first = four(version.then_fixed("Record code").then(" "));
    (0..3).fold(first, |text, _| four(text.then(" ")))
}
