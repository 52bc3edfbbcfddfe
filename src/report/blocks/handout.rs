//! What handouts have in common: which evening it is, and when and where.

use super::{Block, Document};
use crate::model::time::long_day;
use crate::model::*;
use crate::report::text::Text;

/// Title, what this sheet is, and a line across.
pub fn head(s: &Session, d: &mut Document, what: &'static str) {
    d.heading(1, Text::plain(s.title_or_untitled()));
    d.paragraph(Text::from(what).all_quiet());
    d.blocks.push(Block::Rule);
}

/// When and where, as far as it is known.
pub fn when_and_where(s: &Session, d: &mut Document) {
    let when = format!("{}, {} to {}", long_day(s.date), s.starts.format("%H:%M"), s.ends.format("%H:%M"));
    let mut facts: Vec<(Text, Text)> = vec![("When".into(), Text::plain(when))];
    if !s.place.trim().is_empty() {
        let notes = if s.place_notes.trim().is_empty() { String::new() } else { format!(" ({})", s.place_notes) };
        facts.push(("Where".into(), Text::plain(format!("{}{notes}", s.place))));
    }
    d.blocks.push(Block::Facts(facts));
}

/// "S3 Planting and seating", with its mark and status in front.
pub fn boundary_line(b: &Boundary) -> Text {
    let status = Text::status(b.now.status, b.now.status.label());
    Text(status.0.into_iter().chain(Text::plain(format!("  S{} {}", b.no, b.what)).0).collect())
}
