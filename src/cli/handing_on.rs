//! Exports that are not paper: tables, a spreadsheet, a calendar, and the session or its record as JSON.

use super::{Failed, TableName, open, say, warn};
use crate::exchange::{HandOn, What};
use crate::record;
use crate::store::{self, RealDisk};
use std::path::Path;
use std::process::ExitCode;

/// What a file is by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Csv,
    Spreadsheet,
    Calendar,
    Session,
    Record,
}

/// None: it is paper, or nothing that is known.
pub(super) fn kind_of(out: &Path) -> Option<Kind> {
    let name = out.file_name()?.to_str()?.to_ascii_lowercase();
    match name.rsplit_once('.')?.1 {
        "csv" => Some(Kind::Csv),
        "xlsx" => Some(Kind::Spreadsheet),
        "ics" => Some(Kind::Calendar),
        "json" if name.ends_with("record.json") => Some(Kind::Record),
        "json" => Some(Kind::Session),
        _ => None,
    }
}

pub(super) fn export(file: &Path, out: &Path, kind: Kind, what: Option<TableName>) -> Result<ExitCode, Failed> {
    let s = open(file)?;
    let handed = match (kind, what) {
        (Kind::Csv, None) => return Err(Failed::NoTable(out.into())),
        (Kind::Csv, Some(TableName::Of(what))) => Some(HandOn::Table(what)),
        (Kind::Csv, Some(TableName::Polis)) => Some(HandOn::Polis),
        (Kind::Spreadsheet, None) => Some(HandOn::Spreadsheet(None)),
        (Kind::Spreadsheet, Some(TableName::Of(what))) => Some(HandOn::Spreadsheet(Some(what))),
        (Kind::Spreadsheet, Some(TableName::Polis)) => Some(HandOn::Spreadsheet(Some(What::Contributions))),
        (Kind::Calendar, _) => Some(HandOn::Calendar),
        (Kind::Session | Kind::Record, _) => None,
    };
    let bytes = match handed {
        Some(handed) => {
            let (bytes, left_out) =
                handed.bytes(&s).map_err(|problem| Failed::HandedOn { path: out.into(), problem })?;
            left_out.map_or(Ok(()), |sentence| say(&sentence))?;
            bytes
        }
        None if kind == Kind::Session => {
            warn("It holds all that the session holds, names and contacts too; do not pass it on as it is");
            store::to_json(&s)?.into_bytes()
        }
        None => {
            let text = s.version().and_then(record::readable_text);
            text.ok_or_else(|| Failed::NotFrozen(file.into()))?.into_bytes()
        }
    };
    store::replace(&RealDisk, out, &bytes)?;
    Ok(ExitCode::SUCCESS)
}
