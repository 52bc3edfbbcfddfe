//! `upfront merge`: other copies of a session put to a file.

use super::{Failed, open, say, world};
use crate::edit;
use crate::record;
use crate::store::bring::bring;
use crate::store::{self, RealDisk, book::Book, compare};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// More names are counted, not listed.
const MOST_NAMES: usize = 12;

/// Puts the others to the file; `preview` says what would come and changes nothing.
pub(super) fn merge(file: &Path, others: &[PathBuf], preview: bool) -> Result<ExitCode, Failed> {
    let mut s = open(file)?;
    let bytes = store::read_limited(&RealDisk, file, store::MOST_BYTES)?;
    if !preview {
        store::opening::free_to_change(&world(), file, &s, &bytes)?;
    }
    let own = |reason| store::bring::BringError::History { path: file.into(), reason };
    let mut book = Book::of_file(file, &bytes).map_err(own)?;
    store::write_down(&mut book, &s, uuid::Uuid::now_v7(), super::now());
    let read = |other: &PathBuf| Ok((other.clone(), store::read_limited(&RealDisk, other, store::MOST_BYTES)?));
    let others: Vec<(PathBuf, Vec<u8>)> = others.iter().map(read).collect::<Result<_, store::OpenError>>()?;
    let brought = bring(&s, &mut book, &others, record::mark_changed)?;
    for copy in &brought.arrived {
        let said = match copy.contributions {
            0 => "no contribution that is not here".to_string(),
            1 => "1 contribution that is not here".into(),
            n => format!("{n} contributions that are not here"),
        };
        say(&format!("{} ({}): {said}", copy.path.display(), copy.from))?;
    }
    say(&format!("All together: {}", brought.words()))?;
    let differences = compare::differences(&s, &brought.session);
    if !differences.is_empty() {
        say(&format!("  {}", compare::in_words(&differences, MOST_NAMES)))?;
    }
    if let Some(command) = brought.command {
        edit::apply(&mut s, command)?;
    }
    book.took(&s);
    if !preview {
        store::replace(&RealDisk, file, store::to_text_with(&s, book.to_text())?.as_bytes())?;
    }
    match s.clashes.len() {
        0 => {}
        1 => say("1 thing was written differently by two copies; open the session to settle it")?,
        n => say(&format!("{n} things were written differently by two copies; open the session to settle them"))?,
    }
    Ok(ExitCode::SUCCESS)
}
