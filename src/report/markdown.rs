//! The same blocks as Markdown. People's words are escaped, so that they stay words.

use super::blocks::{Block, Cards, Document, Part, Row, Table};
use super::photos::Photos;
use super::text::{Mark, Text};

/// The document as Markdown, with `\n` line ends.
pub fn to_markdown(d: &Document) -> String {
    let mut out = String::new();
    for block in &d.blocks {
        put(&mut out, block, &d.photos);
    }
    out.push_str(&format!("---\n\n{}\n", escape(&d.footer)));
    out
}

fn put(out: &mut String, block: &Block, photos: &Photos) {
    match block {
        Block::Heading { level, text } => {
            out.push_str(&format!("{} {}\n\n", "#".repeat(usize::from(*level)), escape(&text.words())));
        }
        Block::Paragraph(text) => out.push_str(&format!("{}\n\n", inline(text))),
        Block::List(items) => {
            items.iter().for_each(|item| out.push_str(&format!("- {}\n", inline(item))));
            out.push('\n');
        }
        Block::Facts(facts) => {
            facts
                .iter()
                .for_each(|(label, text)| out.push_str(&format!("- **{}:** {}\n", inline(label), inline(text))));
            out.push('\n');
        }
        Block::Table(t) => table(out, t),
        Block::Cards(c) => cards(out, c),
        // The numbers of a chart stand in words beside it.
        Block::Contents | Block::Chart(_) => {}
        Block::Photo(p) => {
            let link = photos.link(&p.digest).map(|link| format!("<{link}>")).unwrap_or_default();
            out.push_str(&format!("![{}]({link})\n\n{}\n\n", escape(&p.alt), inline(&p.caption)));
        }
        Block::Rule | Block::PageBreak => out.push_str("---\n\n"),
    }
}

fn table(out: &mut String, t: &Table) {
    let heads: Vec<String> = t.columns.iter().map(|c| inline(&c.head)).collect();
    out.push_str(&format!("| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len())));
    for row in &t.rows {
        let cells: Vec<String> = match row {
            Row::Group(text) => {
                std::iter::once(inline(text)).chain(heads.iter().skip(1).map(|_| String::new())).collect()
            }
            Row::Cells(cells) => {
                cells.iter().map(|cell| cell.iter().map(inline).collect::<Vec<_>>().join("<br>")).collect()
            }
        };
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out.push('\n');
}

fn cards(out: &mut String, cards: &Cards) {
    for card in &cards.cards {
        if let Some(heading) = &card.heading {
            out.push_str(&format!("{}\n\n", inline(heading)));
        }
        for part in &card.parts {
            match part {
                Part::Words(text) => out.push_str(&format!("{}\n\n", inline(text))),
                Part::ToFill { label, .. } => out.push_str(&format!("{}: ……………………\n\n", inline(label))),
                Part::Drawing(d) => out.push_str(&format!("{}\n\n", escape(&d.alt))),
                Part::Gap => {}
            }
        }
    }
}

fn inline(text: &Text) -> String {
    text.0
        .iter()
        .map(|span| {
            let words = match span.mark {
                Some(Mark::TickBox) => format!("☐ {}", escape(&span.text)),
                _ => escape(&span.text),
            };
            match (span.bold, words.trim()) {
                (_, "") => words,
                (true, trimmed) => format!("**{trimmed}**{}", if words.ends_with(' ') { " " } else { "" }),
                (false, _) => words,
            }
        })
        .collect()
}

/// Puts a backslash before what Markdown would read as its own, and keeps it on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
