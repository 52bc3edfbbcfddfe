//! A table as a list: each row an item, its first cells as its head, the others with their column's head in words.

use super::*;
use crate::report::blocks::{Cell, Row};
use crate::report::tags::Tag;

/// Around the thin line between two items, as a multiple of the size.
const GAP: f32 = 0.3;
/// Above a group.
const GROUP_GAP: f32 = 0.9;

/// A paragraph of an item, and the room below it for something to be written.
struct Part {
    lines: Lines,
    to_fill: f32,
}

/// The paragraphs of a row.
fn item(t: &Table, cells: &[Cell]) -> Vec<Text> {
    let mut paragraphs: Vec<Text> = Vec::new();
    let mut cells = t.columns.iter().zip(cells);
    if let Some((column, first)) = cells.next() {
        let mut head = first.first().cloned().unwrap_or_default().all_bold();
        let mut below: Vec<Text> = Vec::new();
        // A number or a time stands in front of what it is of.
        if (column.is_number() || t.names_rows == 1)
            && let Some((_, second)) = cells.next()
        {
            head.0.extend(Text::plain("  ").0.into_iter().chain(second.first().cloned().unwrap_or_default().0));
            below.extend(second.iter().skip(1).cloned());
        }
        paragraphs.push(head);
        paragraphs.extend(below);
        paragraphs.extend(first.iter().skip(1).cloned());
    }
    for (column, cell) in cells {
        let mut rest = cell.iter().filter(|text| !text.is_empty()).cloned();
        if let Some(first) = rest.next() {
            let labelled = column.head.clone().then(": ").all_bold().0.into_iter().chain(first.0).collect();
            paragraphs.push(Text(labelled));
        }
        paragraphs.extend(rest);
    }
    paragraphs
}

/// The paragraphs of a row to write in: each column's head, with boxes beside it or a line below it.
fn to_fill(flow: &Flow, t: &Table, cells: &[Cell]) -> Vec<Part> {
    let parts = t.columns.iter().zip(cells).map(|(column, cell)| {
        let mut text = column.head.clone().all_bold();
        for words in cell {
            text = text.then("   ");
            text.0.extend(words.0.iter().cloned());
        }
        let to_fill = if cell.is_empty() { t.row_mm * MM * 0.6 } else { 0.0 };
        Part { lines: flow.lines(&text, flow.style.body, flow.style.measure), to_fill }
    });
    parts.collect()
}

fn parts(flow: &Flow, t: &Table, row: &Row) -> Vec<Part> {
    let whole = |lines: Lines| Part { lines, to_fill: 0.0 };
    match row {
        Row::Cells(cells) if t.row_mm > 0.0 => to_fill(flow, t, cells),
        Row::Cells(cells) => {
            item(t, cells).iter().map(|text| whole(flow.lines(text, flow.style.body, flow.style.measure))).collect()
        }
        Row::Group(text) => vec![whole(flow.lines(text, flow.style.headings[2], flow.style.measure))],
    }
}

fn height(parts: &[Part]) -> f32 {
    parts.iter().map(|part| part.lines.height() + part.to_fill).sum()
}

pub fn least(flow: &Flow, t: &Table) -> f32 {
    let of = |i: usize| t.rows.get(i).map_or(0.0, |row| height(&parts(flow, t, row)));
    let first = if matches!(t.rows.first(), Some(Row::Group(_))) { of(0) + of(1) } else { of(0) };
    first.min(flow.page_room() / 2.0)
}

pub fn put(flow: &mut Flow, t: &Table) {
    let gap = flow.style.body * GAP;
    let (watch, mut list): (&Watch, Option<TagId>) = (flow.watch, None);
    for (i, row) in t.rows.iter().enumerate().take_while(|_| !watch.stopped()) {
        let set = parts(flow, t, row);
        let is_group = matches!(row, Row::Group(_));
        let with = t.rows.get(i + 1).filter(|_| is_group).map_or(0.0, |next| height(&parts(flow, t, next)));
        let above = if is_group && i > 0 && !flow.at_top() { flow.style.body * GROUP_GAP } else { 0.0 };
        let whole = height(&set) + above + with.min(flow.page_room() / 3.0);
        // An item stays whole unless it is taller than a page.
        if whole <= flow.page_room() {
            flow.need(whole);
        }
        if is_group {
            list = None;
            if !flow.at_top() {
                flow.y += above;
            }
            let tag = flow.tag(Tag::Paragraph);
            set.iter().for_each(|part| flow.paragraph(&part.lines, 0.0, tag));
            continue;
        }
        if let Row::Cells(cells) = row
            && let Some(first) = cells.first().and_then(|cell| cell.first())
        {
            flow.note_spoken(&first.words());
        }
        let list = *list.get_or_insert_with(|| flow.tag(Tag::List));
        put_item(flow, list, &set);
        let another = t.rows.get(i + 1).is_some_and(|next| matches!(next, Row::Cells(_)));
        if another && flow.room() > 3.0 * gap {
            flow.y += gap;
            flow.rule(flow.y, 0.5, Ink::Quiet);
            flow.y += gap;
        }
    }
}

fn put_item(flow: &mut Flow, list: TagId, set: &[Part]) {
    let item = flow.tag_in(list, Tag::Item);
    let body = flow.tag_in(item, Tag::Body);
    for part in set {
        let tag = flow.tag_in(body, Tag::Paragraph);
        flow.paragraph(&part.lines, 0.0, tag);
        if part.to_fill > 0.0 {
            flow.y += part.to_fill;
            flow.rule(flow.y, 0.5, Ink::Dark);
        }
    }
}
