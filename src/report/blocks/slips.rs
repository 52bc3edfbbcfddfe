//! Paper for the room: slips for ideas, slips that ask how much say people were promised and had, and a sheet for dots.

use super::handout::{boundary_line, head};
use super::{Block, Card, Cards, Cell, Document, Part, charter};
use crate::model::*;
use crate::report::text::Text;

/// Slips on a page: two beside each other.
const IDEAS: usize = 6;
const SCORES: usize = 6;
/// Room for dots on a line of the dots sheet, and for words on a slip.
const DOTS_MM: f32 = 22.0;
const WORDS_MM: f32 = 9.0;

pub fn slips(s: &Session) -> Document {
    let mut d = Document::new(s, "Dots and paper slips");
    dots(s, &mut d);
    d.blocks.push(Block::PageBreak);
    d.heading(2, "Slips for ideas");
    d.paragraph("Cut along the dashed lines. One idea a slip.");
    d.blocks.push(Block::Cards(Cards { columns: 2, cut: true, cards: vec![idea(s); IDEAS] }));
    d.blocks.push(Block::PageBreak);
    d.heading(2, "Slips for the close");
    d.paragraph("Cut along the dashed lines. Nobody writes a name on these.");
    d.blocks.push(Block::Cards(Cards { columns: 2, cut: true, cards: vec![say(); SCORES] }));
    charter::slips_for_the_room(s, &mut d);
    d
}

/// What dots can be given to: themes; before there are any, what is open or to be shaped.
fn dots(s: &Session, d: &mut Document) {
    head(s, d, "Dots");
    let each = s.dots.each;
    if each > 0 {
        let dots = if each == 1 { "dot".to_string() } else { "dots".to_string() };
        d.paragraph(Text::plain("Everybody has ").then_bold(format!("{} {dots}", number_word(each))).then("."));
    }
    let themes = s.themes.iter().filter(|t| t.merged_into.is_none()).map(|t| Text::bold(t.name.as_str()));
    let mut lines: Vec<Text> = themes.collect();
    if lines.is_empty() {
        let open = s.boundaries.iter().filter(|b| matches!(b.now.status, Status::Open | Status::Shape));
        lines.extend(open.map(boundary_line));
    }
    if lines.is_empty() {
        lines.extend((0..8).map(|_| Text::default()));
    }
    let rows: Vec<Vec<Cell>> = lines.into_iter().map(|line| vec![vec![line], vec![]]).collect();
    d.form(&[("For what", 4.0), ("Stick or draw your dots here", 6.0)], rows, DOTS_MM);
}

fn idea(s: &Session) -> Card {
    let line =
        |label: &'static str, room_mm| Part::ToFill { label: Text::from(label).all_quiet(), room_mm, field: None };
    let mut parts = vec![line("In my words", WORDS_MM)];
    parts.extend((0..2).map(|_| Part::ToFill { label: Text::default(), room_mm: WORDS_MM / 2.0, field: None }));
    let keys: Vec<&str> = s.partners.iter().map(|p| p.key.as_str()).collect();
    let mut from = Text::from("From").all_quiet().then(" ");
    for key in keys {
        from = from.then_box(format!("{key}  "));
    }
    parts.push(Part::Gap);
    parts.push(Part::Words(from));
    Card { heading: Some(Text::from("My idea").all_bold()), parts }
}

/// How much say was promised, and how much there was: 1 is none, 6 is all of it.
fn say() -> Card {
    let scale = || Part::Words((1..=6).fold(Text::default(), |text, n| text.then_box(format!("{n}  "))));
    let ask = |words: &'static str| Part::Words(Text::from(words));
    let ends = || Part::Words(Text::from("1 is none, 6 is all of it").all_quiet());
    Card {
        heading: Some(Text::from("How much say?").all_bold()),
        parts: vec![
            ask("How much say were you promised?"),
            scale(),
            Part::Gap,
            ask("How much say did you have?"),
            scale(),
            Part::Gap,
            ends(),
        ],
    }
}
