//! What became of last time: you said, we did, we did not because.

use super::words::{about_earlier, earlier_session, earlier_words, sentence};
use super::{Block, Cell, Document, Row};
use crate::model::*;
use crate::report::text::Text;

const HEAD: &str = "What became of last time";

/// On a handout: in a session that follows no other there is none.
pub fn on_handout(s: &Session, d: &mut Document) {
    if !s.earlier.is_empty() {
        d.heading(3, HEAD);
        table(s, d);
    }
}

/// A section of the summary.
pub fn section(s: &Session, d: &mut Document) {
    if s.earlier.is_empty() && s.series.is_empty() {
        return;
    }
    d.heading(2, HEAD);
    if s.earlier.is_empty() {
        d.paragraph("Nothing was left from last time.");
    } else {
        table(s, d);
    }
    if s.series.is_empty() {
        return;
    }
    d.heading(3, "The sessions before");
    let sessions = s.series.iter().map(|e| Text::plain(earlier_session(e)));
    d.blocks.push(Block::List(sessions.collect()));
}

fn table(s: &Session, d: &mut Document) {
    if !s.follows.trim().is_empty() {
        d.paragraph(Text::quiet(format!("That was {}.", s.follows.trim().trim_end_matches('.'))));
    }
    d.table(&[("No.", 0.9), ("What", 5.5), ("What became of it", 3.6)], Vec::new());
    let Some(Block::Table(t)) = d.blocks.last_mut() else { return };
    for kind in EarlierKind::ALL {
        let of: Vec<&Earlier> = s.earlier.iter().filter(|e| e.kind == kind).collect();
        if !of.is_empty() {
            t.rows.push(Row::Group(Text::from(kind.heading()).all_bold()));
            t.rows.extend(of.into_iter().map(|e| Row::Cells(row(s, e))));
        }
    }
}

fn row(s: &Session, e: &Earlier) -> Vec<Cell> {
    let mut what = vec![Text::plain(earlier_words(e))];
    let about = about_earlier(s, e);
    if !about.is_empty() {
        what.push(Text::quiet(about));
    }
    let mut became = vec![match e.became() {
        Some(word) => Text::bold(sentence(word)),
        None => Text::quiet("Nobody has said yet"),
    }];
    if !e.shows.trim().is_empty() {
        became.push(Text::plain(sentence(&e.shows)));
    }
    vec![vec![Text::plain(e.called())], what, became]
}
