//! The guide as a booklet. It is of no session.

use super::{Block, Cell, Document};
use crate::guide::{Block as Said, Part, parts};
use crate::report::text::Text;

const TITLE: &str = "How to run a workshop together, honestly";

pub fn guide() -> Document {
    let mut d = Document { title: TITLE.into(), footer: "Upfront guide".into(), ..Document::default() };
    d.heading(1, TITLE);
    d.paragraph(Text::from("A guide for facilitators, note-takers and partners").all_quiet());
    d.blocks.push(Block::Rule);
    d.paragraph("Each part is read in under two minutes. It is written for this app; where it rests on a published source, the source is named.");
    d.blocks.push(Block::Contents);
    for one in parts() {
        part(&mut d, one);
    }
    d
}

fn part(d: &mut Document, part: &Part) {
    d.heading(2, Text::plain(part.title.as_str()));
    let mut pairs: Vec<Vec<Cell>> = Vec::new();
    for block in &part.blocks {
        if let Said::Pair { bad, good, why } = block {
            pairs.push([bad, good, why].map(|words| vec![Text::plain(words.as_str())]).to_vec());
            continue;
        }
        put_pairs(d, &mut pairs);
        match block {
            Said::Words(words) => d.paragraph(Text::plain(words.as_str())),
            Said::Head(words) => d.heading(3, Text::plain(words.as_str())),
            Said::List(items) => d.blocks.push(Block::List(items.iter().map(|i| Text::plain(i.as_str())).collect())),
            Said::Source(words) => d.paragraph(Text::from("It rests on: ").then(words.as_str()).all_quiet()),
            Said::Pair { .. } => {}
        }
    }
    put_pairs(d, &mut pairs);
}

/// Pairs that follow each other are one table.
fn put_pairs(d: &mut Document, pairs: &mut Vec<Vec<Cell>>) {
    if !pairs.is_empty() {
        d.table(&[("Rather not", 3.0), ("Better", 4.0), ("Because", 3.0)], std::mem::take(pairs));
        if let Some(Block::Table(t)) = d.blocks.last_mut() {
            // In large print, where a table is a list, the good wording stands in front and not the bad one.
            t.names_rows = 1;
        }
    }
}
