//! Exports that are not paper: tables, a spreadsheet, a calendar, and the session or its record as JSON.

use super::{Failed, TableName, open, say, warn};
use crate::exchange::{self, What};
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
    let failed = |problem: String| Failed::Written { path: out.into(), problem };
    let bytes = match (kind, what) {
        (Kind::Csv, None) => return Err(Failed::NoTable(out.into())),
        (Kind::Csv, Some(TableName::Of(what))) => exchange::csv_of(&s, what).map_err(|e| failed(e.to_string()))?,
        (Kind::Csv, Some(TableName::Polis)) => {
            let (bytes, left_out) = exchange::polis_seed(&s).map_err(|e| failed(e.to_string()))?;
            if left_out > 0 {
                say(&format!("{left_out} left out: withheld, or longer than Polis takes"))?;
            }
            bytes
        }
        (Kind::Spreadsheet, what) => {
            let of = match what {
                Some(TableName::Of(what)) => vec![what],
                Some(TableName::Polis) => vec![What::Contributions],
                None => What::PUBLIC.to_vec(),
            };
            exchange::xlsx_of(&s, &of).map_err(|e| failed(e.to_string()))?
        }
        (Kind::Calendar, _) => exchange::calendar_of(&s).into_bytes(),
        (Kind::Session, _) => {
            warn("It holds all that the session holds, names and contacts too; do not pass it on as it is");
            store::to_json(&s).map_err(|e| failed(e.to_string()))?.into_bytes()
        }
        (Kind::Record, _) => {
            let text = s.version().and_then(record::readable_text);
            text.ok_or_else(|| Failed::NotFrozen(file.into()))?.into_bytes()
        }
    };
    store::replace(&RealDisk, out, &bytes)?;
    Ok(ExitCode::SUCCESS)
}
