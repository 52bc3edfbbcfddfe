//! A table in columns.

use super::*;
use crate::report::blocks::{Cell, Row as Given};
use crate::report::tags::{Scope, Tag};

/// Space above and below the words of a row, and between columns.
const PAD: f32 = 4.5;
const GUTTER: f32 = 10.0;

/// A line of a cell, and which of its paragraphs it is of.
struct CellLine {
    line: Fitted,
    paragraph: usize,
}

/// A row's cells; one that goes across all columns for a group.
struct Row {
    cells: Vec<Vec<CellLine>>,
    group: bool,
    /// The spoken number it begins with, if it does.
    words: String,
}

impl Row {
    fn most_lines(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// What does not change from row to row.
struct Columns {
    widths: Vec<f32>,
    head: Row,
    head_height: f32,
    /// The column that says what a row is about.
    names_rows: usize,
    /// The least height of a row, in points.
    row_height: f32,
    line_height: f32,
    group_line: f32,
}

fn widths(flow: &Flow, t: &Table) -> Vec<f32> {
    let all: f32 = t.columns.iter().map(|c| c.share).sum();
    t.columns.iter().map(|c| flow.width() * c.share / all.max(0.01)).collect()
}

fn row(flow: &Flow, cells: &[Cell], widths: &[f32]) -> Row {
    let last = widths.len().saturating_sub(1);
    let fitted = cells.iter().zip(widths).enumerate().map(|(i, (cell, width))| {
        let width = if i == last { *width } else { width - GUTTER };
        let paragraphs = cell.iter().enumerate();
        paragraphs
            .flat_map(|(paragraph, text)| {
                let lines = fit(flow.shaper, text, flow.style.body, width);
                lines.into_iter().map(move |line| CellLine { line, paragraph })
            })
            .collect()
    });
    let words = cells.first().and_then(|cell| cell.first()).map_or_else(String::new, Text::words);
    Row { cells: fitted.collect(), group: false, words }
}

fn given(flow: &Flow, row_given: &Given, widths: &[f32]) -> Row {
    match row_given {
        Given::Cells(cells) => row(flow, cells, widths),
        Given::Group(text) => {
            let fitted = fit(flow.shaper, text, flow.style.headings[2], flow.width());
            let lines = fitted.into_iter().map(|line| CellLine { line, paragraph: 0 }).collect();
            Row { cells: vec![lines], group: true, words: String::new() }
        }
    }
}

fn columns(flow: &Flow, t: &Table) -> Columns {
    let widths = widths(flow, t);
    let cells: Vec<Cell> = t.columns.iter().map(|c| vec![c.head.clone().all_bold()]).collect();
    let head = row(flow, &cells, &widths);
    // Boxes to tick, one under the other, must not touch.
    let line_height = flow.style.body * if t.row_mm > 0.0 { 1.55 } else { 1.3 };
    let mut columns = Columns {
        widths,
        head,
        head_height: 0.0,
        names_rows: t.names_rows,
        row_height: t.row_mm * MM,
        line_height,
        group_line: flow.style.headings[2] * 1.25,
    };
    columns.head_height = columns.height(&columns.head);
    columns
}

impl Columns {
    fn height(&self, row: &Row) -> f32 {
        // A group stands a little lower in its row than other words do.
        let lower = if row.group { PAD } else { 0.0 };
        let written = if row.group { 0.0 } else { self.row_height };
        (row.most_lines() as f32 * self.step(row) + 2.0 * PAD + lower).max(written)
    }

    /// From line to line of a row.
    fn step(&self, row: &Row) -> f32 {
        if row.group { self.group_line } else { self.line_height }
    }
}

pub fn least(flow: &Flow, t: &Table) -> f32 {
    let columns = columns(flow, t);
    let of = |n: usize| t.rows.get(n).map(|r| given(flow, r, &columns.widths));
    let first = of(0);
    // A group stays with the first row under it.
    let second = of(1).filter(|_| first.as_ref().is_some_and(|r| r.group));
    let rows: f32 = [first, second].iter().flatten().map(|row| columns.height(row)).sum();
    columns.head_height + rows.min(flow.page_room() / 2.0)
}

pub fn put(flow: &mut Flow, t: &Table) {
    let columns = columns(flow, t);
    flow.need(least(flow, t));
    let table = flow.tag(Tag::Table);
    let head = flow.tag_in(table, Tag::TableHead);
    put_head(flow, &columns, Some(head));
    let body = flow.tag_in(table, Tag::TableBody);
    let mut rows = t.rows.iter().map(|r| given(flow, r, &columns.widths)).collect::<Vec<_>>().into_iter().peekable();
    while let Some(row) = rows.next().filter(|_| !flow.watch.stopped()) {
        // A group stays with the first row under it.
        let with = rows.peek().filter(|_| row.group).map_or(0.0, |next| columns.height(next));
        let whole = columns.height(&row) + with;
        if flow.room() < whole && whole <= flow.page_room() - columns.head_height {
            if t.to_page_end {
                return;
            }
            flow.new_page();
            put_head(flow, &columns, None);
        }
        flow.note_spoken(&row.words);
        let tags = row_tags(flow, body, &row, &columns);
        put_row(flow, &row, &columns, &tags);
    }
}

/// The head; without a tag it is a repetition on a later page, seen but not read out again.
fn put_head(flow: &mut Flow, columns: &Columns, tag: Option<TagId>) {
    let tags: Vec<Vec<TagId>> = match tag {
        None => Vec::new(),
        Some(head) => {
            let row = flow.tag_in(head, Tag::Row);
            columns.head.cells.iter().map(|_| vec![flow.tag_in(row, Tag::HeadCell(Scope::Column, 1))]).collect()
        }
    };
    put_lines(flow, &columns.head, columns, (0, columns.head.most_lines()), &tags);
    flow.rule(flow.y, 1.0, Ink::Dark);
}

/// A tag for every paragraph of every cell.
fn row_tags(flow: &mut Flow, body: TagId, row: &Row, columns: &Columns) -> Vec<Vec<TagId>> {
    let row_tag = flow.tag_in(body, Tag::Row);
    if row.group {
        let across = u16::try_from(columns.widths.len()).unwrap_or(u16::MAX);
        return vec![vec![flow.tag_in(row_tag, Tag::HeadCell(Scope::Column, across))]];
    }
    let cells = row.cells.iter().enumerate().map(|(i, lines)| {
        let kind = if i == columns.names_rows { Tag::HeadCell(Scope::Row, 1) } else { Tag::Cell };
        let cell = flow.tag_in(row_tag, kind);
        let paragraphs = lines.last().map_or(0, |line| line.paragraph + 1);
        if paragraphs < 2 {
            return vec![cell];
        }
        (0..paragraphs).map(|_| flow.tag_in(cell, Tag::Paragraph)).collect()
    });
    cells.collect()
}

/// A row, in as many parts as pages are needed.
fn put_row(flow: &mut Flow, row: &Row, columns: &Columns, tags: &[Vec<TagId>]) {
    let most = row.most_lines();
    let top = flow.y;
    let (mut done, mut under_head) = (0, false);
    loop {
        let fits = ((flow.room() - 2.0 * PAD + 0.01) / columns.step(row)).floor().max(0.0) as usize;
        let left = most - done;
        if fits < left.min(2) && !under_head {
            flow.new_page();
            put_head(flow, columns, None);
            under_head = true;
            continue;
        }
        let take = left.min(fits.max(1));
        put_lines(flow, row, columns, (done, take), tags);
        done += take;
        if done >= most {
            break;
        }
        flow.rule(flow.y, 0.5, Ink::Quiet);
        flow.new_page();
        put_head(flow, columns, None);
        under_head = true;
    }
    // A row to write in has room for that, even where it has no words.
    if flow.y > top {
        flow.y = flow.y.max(top + columns.row_height);
    }
    flow.rule(flow.y, 0.5, Ink::Quiet);
}

/// `count` lines from `from` on of every cell, cell after cell, so that each is read whole.
fn put_lines(flow: &mut Flow, row: &Row, columns: &Columns, (from, count): (usize, usize), tags: &[Vec<TagId>]) {
    let (mut top, step) = (flow.y + PAD, columns.step(row));
    let size = if row.group { flow.style.headings[2] } else { flow.style.body };
    if row.group {
        top += PAD;
    }
    let mut x = flow.left();
    for (i, (cell, width)) in row.cells.iter().zip(&columns.widths).enumerate() {
        for (n, line) in cell.iter().skip(from).take(count).enumerate() {
            let tag = tags.get(i).and_then(|paragraphs| paragraphs.get(line.paragraph)).copied();
            flow.put_line(&line.line, x, top + n as f32 * step, size, tag);
        }
        x += width;
    }
    flow.y = top + count as f32 * step + PAD;
}
