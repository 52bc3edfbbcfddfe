//! What comes in from other people's tables: contributions, an agenda, people.

use super::{Failed, now, open, say, with_progress};
use crate::edit;
use crate::exchange::{self, ImportAs, ListIn, ListKind, list_text};
use crate::store::{self, RealDisk};
use std::path::Path;
use std::process::ExitCode;

/// Contributions from a table whose columns are named.
pub(super) fn contributions(file: &Path, csv: &Path, how: &ImportAs) -> Result<ExitCode, Failed> {
    let mut s = open(file)?;
    let bytes = store::read_limited(&RealDisk, csv, exchange::MOST_BYTES)?;
    let import = exchange::preview(&s, &bytes, how).map_err(|problem| Failed::Csv { path: csv.into(), problem })?;
    let command = exchange::import_command(&s, &import, now(), uuid::Uuid::now_v7);
    with_progress("Importing", || edit::apply(&mut s, command))?;
    super::save(file, &s)?;
    let n = import.rows.len();
    say(&format!("{n} {} imported", if n == 1 { "contribution" } else { "contributions" }))?;
    let rejected = import.rows.iter().filter(|r| r.rejected).count();
    if rejected > 0 {
        say(&format!("{rejected} of them as not taken: rejected in the source"))?;
    }
    for left in &import.left_out {
        say(&format!("Line {} was left out: {}", left.line, left.why))?;
    }
    for name in &import.unknown_partners {
        say(&format!("“{name}” is no partner of this session; those came in as nobody’s"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// An agenda, or people, from a table whose first row names its columns, or from plain lines.
pub(super) fn list(file: &Path, csv: &Path, what: ListKind) -> Result<ExitCode, Failed> {
    let mut s = open(file)?;
    let text = list_text(&store::read_limited(&RealDisk, csv, exchange::MOST_LIST_BYTES)?);
    let found = ListIn::read(&s, what, &text).map_err(|problem| Failed::Csv { path: csv.into(), problem })?;
    let command = found.command(&s, uuid::Uuid::now_v7);
    edit::apply(&mut s, command)?;
    super::save(file, &s)?;
    say(&format!("{} brought in", found.called()))?;
    found.says().iter().try_for_each(|words| say(words))?;
    Ok(ExitCode::SUCCESS)
}
