//! Rows of a table of text or of a paste: with heads where the first row names columns that are known, else as they are.

use super::csv_in::{CsvError, decode};
use crate::insight::fold;
use std::collections::HashMap;

/// No list of people or items is larger, in bytes.
pub const MOST_LIST_BYTES: u64 = 1024 * 1024;
/// Rows that are read.
const MOST_ROWS: usize = 10_000;

/// A column, and what it may be called.
pub(super) struct Known<C>(pub C, pub &'static [&'static str]);

/// A row and the line of the text it begins on.
pub(super) struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

/// Rows, and which cell is which column, where heads say so.
pub(super) struct Rows<C> {
    pub heads: HashMap<C, Vec<usize>>,
    pub rows: Vec<Row>,
    /// Heads that nothing is known of; what stands below them is not read.
    unread: Vec<String>,
}

impl<C: Copy + Eq + std::hash::Hash> Rows<C> {
    /// Which columns were not read, in a sentence; None: all were.
    pub fn unread(&self) -> Option<String> {
        let named: Vec<String> = self.unread.iter().map(|head| format!("“{head}”")).collect();
        (!named.is_empty()).then(|| format!("Columns that were not read: {}", named.join(", ")))
    }

    /// The first cell of a column in a row, or nothing.
    pub fn cell<'r>(&self, row: &'r Row, column: C) -> &'r str {
        self.cells(row, column).next().unwrap_or_default()
    }

    /// All of a column that say something: it may be there several times.
    pub fn cells<'r>(&self, row: &'r Row, column: C) -> impl Iterator<Item = &'r str> {
        let places = self.heads.get(&column).cloned().unwrap_or_default();
        places.into_iter().filter_map(|at| row.cells.get(at)).map(String::as_str).filter(|cell| !cell.is_empty())
    }
}

/// Reads bytes as a list: any of the usual encodings.
pub fn list_text(bytes: &[u8]) -> String {
    decode(bytes).into_owned()
}

/// The rows of a text. Heads count where one of them is a name of `needed`.
pub(super) fn rows<C: Copy + Eq + std::hash::Hash>(
    text: &str,
    known: &[Known<C>],
    needed: &[C],
    plain: &[u8],
) -> Result<Rows<C>, CsvError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(CsvError::Empty);
    }
    if text.contains('\0') {
        return Err(CsvError::NotText);
    }
    if text.len() as u64 > MOST_LIST_BYTES {
        return Err(CsvError::TooLarge);
    }
    let named = |cells: &[String]| -> HashMap<C, Vec<usize>> {
        let mut heads: HashMap<C, Vec<usize>> = HashMap::new();
        for (at, cell) in cells.iter().enumerate() {
            let cell = fold(cell);
            if let Some(Known(column, _)) = known.iter().find(|Known(_, names)| names.contains(&cell.as_str())) {
                heads.entry(*column).or_default().push(at);
            }
        }
        heads
    };
    for separator in [b'\t', b';', b',', b'|'] {
        let first = records(text, separator, 1)?;
        let heads = first.first().map(|row| named(&row.cells)).unwrap_or_default();
        if needed.iter().any(|column| heads.contains_key(column)) {
            let mut rows = records(text, separator, MOST_ROWS + 2)?;
            let first = rows.remove(0);
            let is_known = |at: usize| heads.values().any(|places| places.contains(&at));
            let unread = first.cells.into_iter().enumerate().filter(|(at, head)| !is_known(*at) && !head.is_empty());
            let unread = unread.map(|(_, head)| head).collect();
            return within(Rows { heads, rows, unread });
        }
    }
    let separator = plain.iter().copied().find(|s| text.bytes().any(|b| b == *s));
    let rows = match separator {
        Some(separator) => records(text, separator, MOST_ROWS + 1)?,
        None => lines(text),
    };
    within(Rows { heads: HashMap::new(), rows, unread: Vec::new() })
}

/// Nothing is cut off in silence.
fn within<C>(rows: Rows<C>) -> Result<Rows<C>, CsvError> {
    match rows.rows.len() > MOST_ROWS {
        true => Err(CsvError::TooMany { most: MOST_ROWS, what: "rows" }),
        false => Ok(rows),
    }
}

fn lines(text: &str) -> Vec<Row> {
    let all = text.lines().zip(1..).take(MOST_ROWS + 1).map(|(words, line)| Row { line, cells: vec![one_line(words)] });
    all.filter(|row| !row.cells.iter().all(String::is_empty)).collect()
}

fn records(text: &str, separator: u8, most: usize) -> Result<Vec<Row>, CsvError> {
    let reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.into_records().take(most) {
        let record = record.map_err(super::csv_in::form)?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record.iter().map(one_line).collect();
        if !cells.iter().all(String::is_empty) {
            rows.push(Row { line, cells });
        }
    }
    Ok(rows)
}

/// Words on one line, without what cannot be seen and could turn the rest around.
fn one_line(words: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = words.chars().filter(|c| !turns(*c));
    let plain: String = kept.map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
