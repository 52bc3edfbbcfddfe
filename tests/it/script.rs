//! Reads the tables of a script written in Markdown.

/// The script of the sample workshop, word for word.
pub const SCRIPT: &str = include_str!("../data/alder-street.md");

/// A table: the cells of each row, by the heading of their column.
#[derive(Clone, Debug)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A cell of a row.
    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| c == column).unwrap_or_else(|| panic!("no column {column}"));
        &row[at]
    }
}

/// The first table under `## heading`.
pub fn table(script: &str, heading: &str) -> Table {
    let (_, under) = script.split_once(&format!("## {heading}")).unwrap_or_else(|| panic!("no heading {heading}"));
    let lines: Vec<&str> =
        under.lines().skip_while(|l| !l.starts_with('|')).take_while(|l| l.starts_with('|')).collect();
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|c| c.trim().to_string()).collect()
    };
    Table { columns: cells(lines[0]), rows: lines[2..].iter().map(|l| cells(l)).collect() }
}
