//! Tables as CSV (RFC 4180, UTF-8), for programs; and statements in the form in which Polis takes them.
//!
//! Cells stand there exactly as they are, also those that begin with `=`, which a spreadsheet may take for a formula:
//! people are given the spreadsheet ([`super::sheet_out`]), where nothing comes to life.

use super::tables::{Table, What, table};
use crate::insight::{Outside, may_print_words};
use crate::model::{Session, Voice};

/// A table of a session.
pub fn csv_of(s: &Session, what: What) -> Result<Vec<u8>, csv::Error> {
    let Table { heads, rows, .. } = table(s, what);
    let rows = rows.iter().map(|row| row.iter().map(super::tables::Cell::text).collect());
    written(heads.iter().map(|head| (*head).to_string()).collect(), rows)
}

/// What people said as seed statements of Polis: one column, `comment_text`. Polis shows each by itself, so what an
/// organiser asked, what may not be printed, what holds a name or a contact, and what is longer than it takes are left
/// out. Nobody’s group is said.
pub fn polis_seed(s: &Session) -> Result<(Vec<u8>, usize), csv::Error> {
    let outside = Outside::to_those_who_came(s);
    let theirs = || s.contributions.iter().filter(|c| c.voice != Voice::OrganiserPrompt);
    let fits = |words: &str| !words.trim().is_empty() && words.trim().chars().count() <= MOST_OF_POLIS;
    let goes: Vec<Vec<String>> = theirs()
        .filter(|c| may_print_words(s, c) && fits(&c.words) && !outside.must_stay(&c.words))
        .map(|c| vec![c.words.split_whitespace().collect::<Vec<_>>().join(" ")])
        .collect();
    let left_out = theirs().count() - goes.len();
    Ok((written(vec!["comment_text".into()], goes.into_iter())?, left_out))
}

/// Characters in a seed statement; its own form takes no more (`seed-comment.js` of compdemocracy/polis).
const MOST_OF_POLIS: usize = 400;

fn written(heads: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&heads)?;
    for row in rows {
        writer.write_record(&row)?;
    }
    writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))
}
