//! The summary: what the workshop was for, in the thirteen sections of PRINT.md, in their order.

use super::{
    Block, Document, about, agreed, charter, did, elsewhere, front, last_time, people, photos, said, scope, signing,
    together,
};
use crate::model::Session;

/// `has_glyph` says which characters can be printed; the others are among the gaps.
pub fn summary(s: &Session, has_glyph: &dyn Fn(char) -> bool) -> Document {
    let mut d = Document::new(s, "");
    front::section(s, &mut d);
    d.heading(3, "In this summary");
    d.blocks.push(Block::Contents);
    last_time::section(s, &mut d);
    scope::section(s, &mut d);
    people::section(s, &mut d);
    did::section(s, &mut d);
    said_and_done(s, &mut d);
    together::section(s, &mut d, has_glyph);
    charter::section(s, &mut d);
    signing::section(s, &mut d);
    about::section(s, &mut d);
    d
}

/// Sections 5 to 10: what people said, and all that became of it.
pub fn said_and_done(s: &Session, d: &mut Document) {
    said::section(s, d);
    photos::section(s, d);
    agreed::decided(s, d);
    agreed::disagree(s, d);
    agreed::will_do(s, d);
    elsewhere::sent(s, d);
    elsewhere::not_used(s, d);
}
