//! Tables: rows whole, headers repeated; a row taller than a page goes on on the next. In large print the rows stand
//! under each other as a list, each cell with its head in words.

mod columns;
mod list;

use super::flow::Flow;
use super::*;
use crate::report::blocks::Table;

/// Header and first row.
pub(super) fn least(flow: &Flow, t: &Table) -> f32 {
    if as_list(flow, t) { list::least(flow, t) } else { columns::least(flow, t) }
}

pub(super) fn put(flow: &mut Flow, t: &Table) {
    if as_list(flow, t) { list::put(flow, t) } else { columns::put(flow, t) }
}

/// So many columns to write in still find room in large print.
const WRITTEN_COLUMNS: usize = 4;

/// A table to write in keeps its columns where it can: what is written has to have its place.
fn as_list(flow: &Flow, t: &Table) -> bool {
    flow.style.tables_as_lists && (t.row_mm == 0.0 || t.columns.len() > WRITTEN_COLUMNS)
}
