//! A table as a list: each row an item, its first cells as its head, the others with their column's head in words.

use super::*;
use crate::report::blocks::{Cell, Row};
use crate::report::tags::Tag;

/// Around the thin line between two items, as a multiple of the size.
const GAP: f32 = 0.3;

/// The paragraphs of a row.
fn item(t: &Table, cells: &[Cell]) -> Vec<Text> {
    let mut paragraphs: Vec<Text> = Vec::new();
    let mut cells = t.columns.iter().zip(cells);
    if let Some((column, first)) = cells.next() {
        let bold =
            |text: &Text| Text(text.0.iter().cloned().map(|s| crate::report::text::Span { bold: true, ..s }).collect());
        paragraphs.extend(first.iter().take(1).map(bold));
        paragraphs.extend(first.iter().skip(1).cloned());
        // A number stands in front of what it numbers.
        if column.head == crate::report::blocks::NUMBER
            && let (Some((_, second)), Some(number)) = (cells.next(), paragraphs.last_mut())
        {
            let mut rest = second.iter().cloned();
            number.0.extend(Text::plain("  ").0.into_iter().chain(rest.next().unwrap_or_default().0));
            paragraphs.extend(rest);
        }
    }
    for (column, cell) in cells {
        let mut rest = cell.iter().filter(|text| !text.is_empty()).cloned();
        if let Some(first) = rest.next() {
            let labelled = Text::bold(format!("{}: ", column.head)).0.into_iter().chain(first.0).collect();
            paragraphs.push(Text(labelled));
        }
        paragraphs.extend(rest);
    }
    paragraphs
}

fn lines(flow: &Flow, t: &Table, row: &Row) -> Vec<Lines> {
    let fitted = |text: &Text| flow.lines(text, flow.style.body, flow.style.measure);
    match row {
        Row::Cells(cells) => item(t, cells).iter().map(fitted).collect(),
        Row::Group(text) => vec![flow.lines(text, flow.style.headings[2], flow.style.measure)],
    }
}

fn height(lines: &[Lines]) -> f32 {
    lines.iter().map(Lines::height).sum()
}

pub fn least(flow: &Flow, t: &Table) -> f32 {
    let of = |i: usize| t.rows.get(i).map_or(0.0, |row| height(&lines(flow, t, row)));
    let first = if matches!(t.rows.first(), Some(Row::Group(_))) { of(0) + of(1) } else { of(0) };
    first.min(flow.page_room() / 2.0)
}

pub fn put(flow: &mut Flow, t: &Table) {
    let gap = flow.style.body * GAP;
    let mut list: Option<TagId> = None;
    for (i, row) in t.rows.iter().enumerate() {
        let set = lines(flow, t, row);
        let is_group = matches!(row, Row::Group(_));
        let with = t.rows.get(i + 1).filter(|_| is_group).map_or(0.0, |next| height(&lines(flow, t, next)));
        let whole = height(&set) + with.min(flow.page_room() / 3.0);
        // An item stays whole unless it is taller than a page.
        if whole <= flow.page_room() {
            flow.need(whole);
        }
        if is_group {
            list = None;
            let tag = flow.tag(Tag::Paragraph);
            flow.y += gap;
            set.iter().for_each(|lines| flow.paragraph(lines, 0.0, tag));
            continue;
        }
        if let Row::Cells(cells) = row
            && let Some(first) = cells.first().and_then(|cell| cell.first())
        {
            flow.note_spoken(&first.words());
        }
        let list = *list.get_or_insert_with(|| flow.tag(Tag::List));
        let item = flow.tag_in(list, Tag::Item);
        let body = flow.tag_in(item, Tag::Body);
        for lines in &set {
            let tag = flow.tag_in(body, Tag::Paragraph);
            flow.paragraph(lines, 0.0, tag);
        }
        if i + 1 < t.rows.len() && flow.room() > 3.0 * gap {
            flow.y += gap;
            flow.rule(flow.y, 0.5, Ink::Quiet);
            flow.y += gap;
        }
    }
}
