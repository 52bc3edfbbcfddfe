//! Cards beside each other, each kept whole: the blocks where partners sign (PRINT.md: signature space at least 20 mm
//! high and 80 mm wide), and slips to be cut out.

use super::flow::Flow;
use super::*;
use crate::report::blocks::{Card, Cards, Drawing, FieldAsk, Part};
use crate::report::tags::Tag;

/// Between two cards.
const GAP: f32 = 10.0 * MM;
/// Between a card's edge and its words.
const ABOVE: f32 = 6.0;
/// Inside a slip, all around.
const INSIDE: f32 = 5.0 * MM;

/// A part with its words set.
enum Set {
    Words(Lines),
    /// Words, and a line to write on below them.
    ToFill(Lines, f32, Option<FieldAsk>),
    /// A drawing, and its height.
    Drawing(Drawing, f32),
    Gap(f32),
}

impl Set {
    fn height(&self) -> f32 {
        match self {
            Self::Drawing(_, height) => *height,
            Self::Words(lines) => lines.height(),
            Self::ToFill(lines, room, _) => lines.height() + room,
            Self::Gap(height) => *height,
        }
    }
}

/// A card with its words set in the width it has.
struct SetCard {
    heading: Option<Lines>,
    words: String,
    parts: Vec<Set>,
}

impl SetCard {
    fn height(&self) -> f32 {
        let heading = self.heading.as_ref().map_or(0.0, Lines::height);
        ABOVE + heading + self.parts.iter().map(Set::height).sum::<f32>()
    }
}

fn columns(flow: &Flow, cards: &Cards) -> usize {
    // Large print has no room for two beside each other.
    if flow.style.tables_as_lists { 1 } else { cards.columns.max(1) }
}

fn width(flow: &Flow, cards: &Cards) -> f32 {
    let columns = columns(flow, cards);
    (flow.width() - GAP * (columns - 1) as f32) / columns as f32
}

fn set(flow: &Flow, card: &Card, width: f32) -> SetCard {
    let body = flow.style.body;
    let part = |part: &Part| match part {
        Part::Words(text) => Set::Words(flow.lines(text, body, width)),
        Part::ToFill { label, room_mm, field } => {
            Set::ToFill(flow.lines(label, body, width), room_mm * MM, field.clone())
        }
        Part::Drawing(d) => Set::Drawing(d.clone(), drawing::size(d, width).1),
        Part::Gap => Set::Gap(body * 0.4),
    };
    let heading = card.heading.as_ref().map(|text| flow.lines(text, body, width));
    let words = card.heading.as_ref().map_or_else(String::new, Text::words);
    SetCard { heading, words, parts: card.parts.iter().map(part).collect() }
}

fn inner(flow: &Flow, cards: &Cards) -> f32 {
    width(flow, cards) - if cards.cut { 2.0 * INSIDE } else { 0.0 }
}

fn padding(cards: &Cards) -> f32 {
    if cards.cut { INSIDE } else { 0.0 }
}

pub(super) fn least(flow: &Flow, cards: &Cards) -> f32 {
    let first = cards.cards.iter().take(columns(flow, cards));
    let tallest = first.map(|card| set(flow, card, inner(flow, cards)).height()).fold(0.0, f32::max);
    (tallest + 2.0 * padding(cards)).min(flow.page_room())
}

pub(super) fn put(flow: &mut Flow, cards: &Cards) {
    let (columns, width, inner, padding) =
        (columns(flow, cards), width(flow, cards), inner(flow, cards), padding(cards));
    for row in cards.cards.chunks(columns) {
        let sets: Vec<SetCard> = row.iter().map(|card| set(flow, card, inner)).collect();
        let height = sets.iter().map(SetCard::height).fold(0.0, f32::max) + 2.0 * padding;
        if height > flow.page_room() {
            sets.iter().for_each(|set| tall(flow, set));
            continue;
        }
        flow.need(height);
        let top = flow.y;
        for (i, set) in sets.iter().enumerate() {
            let x = flow.left() + i as f32 * (width + GAP);
            if cards.cut {
                frame(flow, [x, top, width, height]);
            } else {
                flow.put(Placed::Line { from: (x, top), to: (x + width, top), width: 1.0, ink: Ink::Dark, tag: None });
            }
            one(flow, set, x + padding, top + padding, inner);
        }
        flow.y = top + height + if cards.cut { GAP * 0.5 } else { flow.style.body * 0.75 };
    }
}

/// The line along which a slip is cut.
fn frame(flow: &mut Flow, [x, y, width, height]: [f32; 4]) {
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
    for ends in corners.windows(2) {
        if let [from, to] = ends {
            flow.put(Placed::Line { from: *from, to: *to, width: 0.7, ink: Ink::Dashed, tag: None });
        }
    }
}

/// The name of a card is a heading, so that a reader finds it.
fn heading_tag(flow: &mut Flow, section: TagId, set: &SetCard) -> TagId {
    let (words, place) = (set.words.clone(), flow.here());
    flow.done.headings.push(Headline { level: 3, words, place });
    let depth = flow.depths.next(3);
    flow.tag_in(section, Tag::Heading(depth))
}

fn one(flow: &mut Flow, set: &SetCard, x: f32, top: f32, width: f32) {
    let section = flow.tag(Tag::Section);
    let mut y = top + ABOVE;
    if let Some(heading) = &set.heading {
        let tag = heading_tag(flow, section, set);
        y = words(flow, heading, x, y, tag);
    }
    for part in &set.parts {
        match part {
            Set::Words(lines) => {
                let tag = flow.tag_in(section, Tag::Paragraph);
                y = words(flow, lines, x, y, tag);
            }
            Set::ToFill(lines, room, ask) => {
                let tag = flow.tag_in(section, Tag::Paragraph);
                let below = words(flow, lines, x, y, tag);
                if let Some(ask) = ask {
                    field(flow, ask, lines, [x, below, width, *room], section);
                }
                y = below + room;
                flow.put(Placed::Line { from: (x, y), to: (x + width, y), width: 0.5, ink: Ink::Dark, tag: None });
            }
            Set::Drawing(d, height) => {
                drawing::put(flow, d, [x, y, width], section);
                y += height;
            }
            Set::Gap(height) => y += height,
        }
    }
}

/// Words longer than a page (a reservation in full): they run on over the whole width, and what is to
/// be filled in stands whole behind them.
fn tall(flow: &mut Flow, set: &SetCard) {
    if !flow.at_top() {
        flow.new_page();
    }
    flow.rule(flow.y, 1.0, Ink::Dark);
    flow.y += ABOVE;
    let section = flow.tag(Tag::Section);
    if let Some(heading) = &set.heading {
        let tag = heading_tag(flow, section, set);
        flow.paragraph(heading, 0.0, tag);
    }
    let to_fill: f32 = set.parts.iter().filter(|p| matches!(p, Set::ToFill(..))).map(Set::height).sum();
    let mut kept = false;
    for part in &set.parts {
        match part {
            Set::Words(lines) => {
                let tag = flow.tag_in(section, Tag::Paragraph);
                flow.paragraph(lines, 0.0, tag);
            }
            Set::ToFill(lines, room, ask) => {
                if !kept {
                    flow.need(to_fill);
                    kept = true;
                }
                let tag = flow.tag_in(section, Tag::Paragraph);
                flow.paragraph(lines, 0.0, tag);
                if let Some(ask) = ask {
                    let (x, width) = (flow.left(), flow.width());
                    field(flow, ask, lines, [x, flow.y, width, *room], section);
                }
                flow.y += room;
                flow.rule(flow.y, 0.5, Ink::Dark);
            }
            Set::Drawing(d, height) => {
                flow.need(*height);
                drawing::put(flow, d, [flow.left(), flow.y, flow.width()], section);
                flow.y += height;
            }
            Set::Gap(height) => flow.y += height,
        }
    }
    flow.y += flow.style.body;
}

/// The least height and width of a field, in millimetres: a line of ten point, and a short name.
const FIELD_MM: (f32, f32) = (4.2, 25.0);

/// A field over the space to write on; where that is too low, beside the last line of the label.
fn field(flow: &mut Flow, ask: &FieldAsk, label: &Lines, [x, below, width, room]: [f32; 4], section: TagId) {
    let bounds = if room >= FIELD_MM.0 * MM {
        [x, below, width, room]
    } else {
        let beside = label.lines.last().map_or(0.0, |line| line.width) + label.size * 0.5;
        [x + beside, below - label.line_height, width - beside, label.line_height + room]
    };
    if bounds[2] >= FIELD_MM.1 * MM {
        let (page, tag) = (flow.page(), flow.tag_in(section, Tag::Form));
        let FieldAsk { kind, name, says } = ask.clone();
        flow.done.fields.push(Field { page, bounds, kind, name, says, tag });
    }
}

fn words(flow: &mut Flow, lines: &Lines, x: f32, top: f32, tag: TagId) -> f32 {
    for (i, line) in lines.lines.iter().enumerate() {
        flow.put_line(line, x, top + i as f32 * lines.line_height, lines.size, Some(tag));
    }
    top + lines.height()
}
