//! `upfront copy` and `upfront merge`: a copy of a session for a table, and other copies put to a file.

use super::{Failed, open, say, world};
use crate::edit;
use crate::model::Session;
use crate::record;
use crate::store::bring::{BringError, bring};
use crate::store::hand_out::{given, write_copy};
use crate::store::{self, Disk, RealDisk, SaveError, book::Book, compare, photos};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// More names are counted, not listed.
const MOST_NAMES: usize = 12;

/// Writes a copy for a table; the session keeps its name, so that it is given once.
pub(super) fn copy(file: &Path, table: u8, out: &Path) -> Result<ExitCode, Failed> {
    let (mut s, bytes) = to_change(file)?;
    if RealDisk.stat(out).is_ok() {
        return Err(SaveError::Exists(out.into()).into());
    }
    let mut book = book_of(file, &bytes, &s)?;
    let name = s.next_copy_for(table);
    let is_given = given(&s, [name]);
    edit::apply(&mut s, is_given)?;
    store::replace(&RealDisk, file, store::to_text_with(&s, book.to_text())?.as_bytes())?;
    write_copy(&RealDisk, out, &s, &book.to_text(), name)?;
    let numbers = format!("C{name}-1, C{name}-2, …");
    say(&format!("Written to {}: {}; what is said there is numbered {numbers}", out.display(), name.words()))?;
    Ok(ExitCode::SUCCESS)
}

/// Puts the others to the file; `preview` says what would come and changes nothing.
pub(super) fn merge(file: &Path, others: &[PathBuf], preview: bool) -> Result<ExitCode, Failed> {
    let (mut s, bytes) = match preview {
        true => (open(file)?, store::read_limited(&RealDisk, file, store::MOST_BYTES)?),
        false => to_change(file)?,
    };
    let mut book = book_of(file, &bytes, &s)?;
    let read = |other: &PathBuf| Ok((other.clone(), store::read_limited(&RealDisk, other, store::MOST_BYTES)?));
    let others: Vec<(PathBuf, Vec<u8>)> = others.iter().map(read).collect::<Result<_, store::OpenError>>()?;
    let brought = bring(&s, &mut book, &others, record::mark_changed)?;
    for copy in &brought.arrived {
        say(&format!("{} ({}): {}", copy.path.display(), copy.from, copy.words()))?;
    }
    say(&format!("All together: {}", brought.words()))?;
    let differences = compare::differences(&s, &brought.session);
    if !differences.is_empty() {
        say(&format!("  {}", compare::in_words(&differences, MOST_NAMES)))?;
    }
    let photos = brought.new_photos(&s);
    if let Some(command) = brought.command {
        edit::apply(&mut s, command)?;
    }
    book.took(&s);
    if !preview {
        let paths: Vec<PathBuf> = brought.arrived.iter().map(|copy| copy.path.clone()).collect();
        photos::fetch_all(&RealDisk, store::places().as_ref(), &paths, &photos, store::WRITER);
        store::replace(&RealDisk, file, store::to_text_with(&s, book.to_text())?.as_bytes())?;
    }
    match s.clashes.len() {
        0 => {}
        1 => say("1 thing was written differently by two copies; open the session to settle it")?,
        n => say(&format!("{n} things were written differently by two copies; open the session to settle them"))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A session that is to be changed, and what it was read from.
fn to_change(file: &Path) -> Result<(Session, Vec<u8>), Failed> {
    let s = open(file)?;
    let bytes = store::read_limited(&RealDisk, file, store::MOST_BYTES)?;
    store::opening::free_to_change(&world(), file, &s, &bytes)?;
    Ok((s, bytes))
}

/// The history of a file up to what stands in it.
fn book_of(file: &Path, bytes: &[u8], s: &Session) -> Result<Book, Failed> {
    let own = |reason| BringError::History { path: file.into(), reason };
    let mut book = Book::of_file(file, bytes).map_err(own)?;
    store::write_down(&mut book, s, uuid::Uuid::now_v7(), super::now());
    Ok(book)
}
