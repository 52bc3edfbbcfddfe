//! Contributions from a table of text: any of the usual separators and encodings.
//!
//! First a preview, then one command, so that one undo takes it all back.

use crate::edit::{Command, Item, new_contribution};
use crate::model::time::Moment;
use crate::model::{PartnerId, Response, Session};
use std::borrow::Cow;
use uuid::Uuid;

/// No larger table is read: rows, and characters in one contribution (20,000, as in a session).
pub const MOST_ROWS: usize = 100_000;
/// No larger file is read, in bytes.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Which columns are what.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportAs {
    /// The column with the words.
    pub text: String,
    /// The column with how many support it.
    pub support: Option<String>,
    /// The column and the value that mark a row as rejected in the source.
    pub rejected: Option<(String, String)>,
    /// The column that names the partner, by key or name.
    pub from: Option<String>,
    /// The partner all of them come from, by key or name.
    pub partner: Option<String>,
}

/// What would be imported.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Import {
    pub rows: Vec<ImportedRow>,
    pub left_out: Vec<LeftOut>,
    /// Names in the partner column that are no partner's; those rows come in as nobody's.
    pub unknown_partners: Vec<String>,
}

/// A row that comes in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportedRow {
    pub words: String,
    pub support: u32,
    pub rejected: bool,
    pub partner: Option<PartnerId>,
}

/// A row that does not, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// The line of the file it begins on.
    pub line: u64,
    pub why: &'static str,
}

/// Why nothing can be imported. The display is the sentence the person reads, after the file's name.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CsvError {
    #[error("there is nothing in it to import")]
    Empty,
    #[error("{}; its columns are {there}", no_column(wanted))]
    NoColumn { wanted: String, there: String },
    #[error("line {line} could not be read as a table ({problem})")]
    Form { line: u64, problem: String },
    #[error("it has more than {MOST_ROWS} rows; import it in parts")]
    TooLong,
    #[error("it is no text")]
    NotText,
    #[error("it is larger than 1 MB; bring it in in parts")]
    TooLarge,
    #[error("it has more than {most} {what}; bring it in in parts")]
    TooMany { most: usize, what: &'static str },
    #[error("“{0}” is no partner of this session")]
    NoPartner(String),
}

fn no_column(wanted: &str) -> String {
    match wanted {
        "" => "say which column holds the words".into(),
        wanted => format!("it has no column “{wanted}”"),
    }
}

/// Reads a table and says what would come in; changes nothing.
pub fn preview(s: &Session, bytes: &[u8], how: &ImportAs) -> Result<Import, CsvError> {
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(CsvError::Empty);
    }
    let partner =
        how.partner.as_ref().map(|name| find_partner(s, name).ok_or_else(|| CsvError::NoPartner(name.clone())));
    let partner = partner.transpose()?;
    let separator = separator(&text, &how.text);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let heads = reader.headers().map_err(form)?.clone();
    let column = |name: &str| find_column(&heads, name);
    let words_at = column(&how.text)?;
    let support_at = how.support.as_deref().map(column).transpose()?;
    let from_at = how.from.as_deref().map(column).transpose()?;
    let rejected_at =
        how.rejected.as_ref().map(|(name, value)| column(name).map(|at| (at, value.trim()))).transpose()?;

    let mut import = Import::default();
    for record in reader.records() {
        let record = record.map_err(form)?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let words = cell(words_at);
        if words.is_empty() {
            import.left_out.push(LeftOut { line, why: "its words are empty" });
            continue;
        }
        if words.chars().count() > 20_000 {
            import.left_out.push(LeftOut { line, why: "it is longer than 20,000 characters" });
            continue;
        }
        if import.rows.len() >= MOST_ROWS {
            return Err(CsvError::TooLong);
        }
        let named = from_at.map(cell).filter(|n| !n.is_empty());
        let found = named.and_then(|n| find_partner(s, n));
        if let (Some(name), None) = (named, found)
            && !import.unknown_partners.iter().any(|u| u == name)
        {
            import.unknown_partners.push(name.to_string());
        }
        import.rows.push(ImportedRow {
            words: words.to_string(),
            support: support_at.map(cell).and_then(|n| n.parse().ok()).unwrap_or(0),
            rejected: rejected_at.is_some_and(|(at, value)| cell(at) == value),
            partner: found.or(partner),
        });
    }
    if import.rows.is_empty() && import.left_out.is_empty() {
        return Err(CsvError::Empty);
    }
    Ok(import)
}

/// The previewed rows as one command.
pub fn import_command(s: &Session, import: &Import, at: Moment, mut next_id: impl FnMut() -> Uuid) -> Command {
    let mut order = s.contributions.end();
    let mut adds = Vec::with_capacity(import.rows.len());
    for (i, row) in import.rows.iter().enumerate() {
        let mut c = new_contribution(s, next_id(), at, &row.words);
        c.no = c.no.plus(i as u32);
        c.order = order.clone();
        order = crate::model::SortKey::new_after(&order);
        c.partner = row.partner;
        c.support = row.support;
        if row.rejected {
            c.responses.push(Response::NotTaken("rejected in the source".into()));
        }
        adds.push(Command::Add(Item::from(c)));
    }
    Command::Batch(adds)
}

/// UTF-8 with or without a mark, UTF-16 with one, otherwise the old Western encoding of Windows.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    }
}

/// The separator with which the first line has the wanted column; otherwise the one it has most of.
fn separator(text: &str, wanted: &str) -> u8 {
    let heads = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        reader.headers().cloned().unwrap_or_default()
    };
    let all = [b',', b';', b'\t', b'|'];
    all.into_iter()
        .find(|s| find_column(&heads(*s), wanted).is_ok() && heads(*s).len() > 1)
        .or_else(|| all.into_iter().max_by_key(|s| heads(*s).len()))
        .unwrap_or(b',')
}

fn find_column(heads: &csv::StringRecord, wanted: &str) -> Result<usize, CsvError> {
    let wanted = wanted.trim();
    heads
        .iter()
        .position(|h| h.trim() == wanted)
        .or_else(|| heads.iter().position(|h| h.trim().eq_ignore_ascii_case(wanted)))
        .ok_or_else(|| CsvError::NoColumn {
            wanted: wanted.into(),
            there: heads.iter().take(20).map(|h| format!("“{}”", h.trim())).collect::<Vec<_>>().join(", "),
        })
}

pub(super) fn find_partner(s: &Session, name: &str) -> Option<PartnerId> {
    let name = name.trim().to_lowercase();
    if name.is_empty() {
        return None;
    }
    s.partners.iter().find(|p| p.key.to_lowercase() == name || p.name.to_lowercase() == name).map(|p| p.id)
}

pub(super) fn form(e: csv::Error) -> CsvError {
    CsvError::Form { line: e.position().map_or(0, csv::Position::line), problem: e.to_string() }
}
