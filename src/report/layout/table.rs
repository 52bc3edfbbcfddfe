//! Tables: rows whole, headers repeated; a row taller than a page goes on on the next.

use super::flow::Flow;
use super::*;
use crate::report::blocks::{Cell, Row as Given, Table};

/// Space above and below the words of a row, and between columns.
const PAD: f32 = 4.5;
const GUTTER: f32 = 10.0;

/// A cell's paragraphs as one run of lines.
struct CellLines {
    lines: Vec<Fitted>,
}

/// A row's cells; one that goes across all columns for a group.
struct Row {
    cells: Vec<CellLines>,
    group: bool,
}

impl Row {
    fn most_lines(&self) -> usize {
        self.cells.iter().map(|c| c.lines.len()).max().unwrap_or(0)
    }
}

fn widths(flow: &Flow, t: &Table) -> Vec<f32> {
    let all: f32 = t.columns.iter().map(|c| c.share).sum();
    t.columns.iter().map(|c| flow.width() * c.share / all.max(0.01)).collect()
}

fn row(flow: &Flow, cells: &[Cell], widths: &[f32]) -> Row {
    let last = widths.len().saturating_sub(1);
    let cells = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(i, (cell, width))| {
            let width = if i == last { *width } else { width - GUTTER };
            let lines = cell.iter().flat_map(|text| fit(flow.shaper, text, flow.style.body, width)).collect();
            CellLines { lines }
        })
        .collect();
    Row { cells, group: false }
}

fn given(flow: &Flow, row_given: &Given, widths: &[f32]) -> Row {
    match row_given {
        Given::Cells(cells) => row(flow, cells, widths),
        Given::Group(text) => {
            let size = flow.style.headings[2];
            let lines = fit(flow.shaper, text, size, flow.width());
            Row { cells: vec![CellLines { lines }], group: true }
        }
    }
}

fn head(flow: &Flow, t: &Table, widths: &[f32]) -> Row {
    let cells: Vec<Cell> = t.columns.iter().map(|c| vec![Text::bold(c.head)]).collect();
    row(flow, &cells, widths)
}

fn line_height(flow: &Flow) -> f32 {
    flow.style.body * 1.3
}

fn height(flow: &Flow, lines: usize) -> f32 {
    lines as f32 * line_height(flow) + 2.0 * PAD
}

/// Header and first row.
pub(super) fn least(flow: &Flow, t: &Table) -> f32 {
    let widths = widths(flow, t);
    let first = t.rows.first().map_or(0, |r| given(flow, r, &widths).most_lines());
    height(flow, head(flow, t, &widths).most_lines()) + height(flow, first).min(flow.page_room() / 2.0)
}

pub(super) fn put(flow: &mut Flow, t: &Table) {
    let widths = widths(flow, t);
    let head = head(flow, t, &widths);
    let head_height = height(flow, head.most_lines());
    if flow.room() < least(flow, t) && !flow.at_top() {
        flow.new_page();
    }
    put_head(flow, &head, &widths);
    let rows: Vec<Row> = t.rows.iter().map(|r| given(flow, r, &widths)).collect();
    for (i, row) in rows.iter().enumerate() {
        // A group stays with the first row under it.
        let with = rows.get(i + 1).filter(|_| row.group).map_or(0.0, |next| height(flow, next.most_lines()));
        // A group stands a little lower in its row than other words do.
        let lower = if row.group { PAD } else { 0.0 };
        let whole = height(flow, row.most_lines()) + lower + with;
        if flow.room() < whole && whole <= flow.page_room() - head_height {
            flow.new_page();
            put_head_again(flow, &head, &widths);
        }
        put_row(flow, row, &head, &widths);
    }
}

fn put_head(flow: &mut Flow, head: &Row, widths: &[f32]) {
    put_lines(flow, head, widths, 0, head.most_lines());
    flow.rule(flow.y, 1.0, false);
}

/// The head on a later page: seen, but not read out again.
fn put_head_again(flow: &mut Flow, head: &Row, widths: &[f32]) {
    flow.artifact = true;
    put_head(flow, head, widths);
    flow.artifact = false;
}

/// A row, in as many parts as pages are needed.
fn put_row(flow: &mut Flow, row: &Row, head: &Row, widths: &[f32]) {
    let most = row.most_lines();
    let mut done = 0;
    loop {
        let fits = ((flow.room() - 2.0 * PAD + 0.01) / line_height(flow)).floor().max(0.0) as usize;
        let take = (most - done).min(fits.max(1));
        put_lines(flow, row, widths, done, take);
        done += take;
        flow.rule(flow.y, 0.5, true);
        if done >= most {
            return;
        }
        flow.new_page();
        put_head_again(flow, head, widths);
    }
}

/// Lines `from..from + count` of every cell, cell after cell, so that each is read whole.
fn put_lines(flow: &mut Flow, row: &Row, widths: &[f32], from: usize, count: usize) {
    let (mut top, step) = (flow.y + PAD, line_height(flow));
    let size = if row.group { flow.style.headings[2] } else { flow.style.body };
    if row.group {
        top += PAD;
    }
    let mut x = flow.left();
    for (cell, width) in row.cells.iter().zip(widths) {
        for (i, line) in cell.lines.iter().skip(from).take(count).enumerate() {
            flow.put_line(line, x, top + i as f32 * step, size);
        }
        x += width;
    }
    flow.y = top + count as f32 * step + PAD;
}
