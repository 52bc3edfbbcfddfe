//! What comes in from other people's tables: contributions, an agenda, people.

use super::{Failed, Listed, now, open, say, with_progress};
use crate::edit;
use crate::exchange::{self, CsvError, ImportAs, LeftOut, list_text};
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
    store::save(&RealDisk, file, &s)?;
    let n = import.rows.len();
    say(&format!("{n} {} imported", if n == 1 { "contribution" } else { "contributions" }))?;
    let rejected = import.rows.iter().filter(|r| r.rejected).count();
    if rejected > 0 {
        say(&format!("{rejected} of them as not taken: rejected in the source"))?;
    }
    say_left_out(&import.left_out)?;
    for name in &import.unknown_partners {
        say(&format!("“{name}” is no partner of this session; those came in as nobody’s"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// An agenda, or people, from a table whose first row names its columns, or from plain lines.
pub(super) fn list(file: &Path, csv: &Path, what: Listed) -> Result<ExitCode, Failed> {
    let mut s = open(file)?;
    let text = list_text(&store::read_limited(&RealDisk, csv, exchange::MOST_LIST_BYTES)?);
    let failed = |problem: CsvError| Failed::Csv { path: csv.into(), problem };
    let (command, n, told, left_out) = if what == Listed::Agenda {
        let found = exchange::read_agenda(&s, &text).map_err(failed)?;
        let command = exchange::agenda_command(&s, &found, uuid::Uuid::now_v7);
        (command, found.items.len(), found.told, found.left_out)
    } else {
        let found = exchange::read_people(&s, &text).map_err(failed)?;
        let command = exchange::people_command(&s, &found, uuid::Uuid::now_v7);
        let unknown = found.unknown_partners.iter();
        let mut told: Vec<String> =
            unknown.map(|name| format!("“{name}” is no partner of this session; those came in without one")).collect();
        if found.yes_is_asked {
            told.push("A yes in the list was not taken over: everybody is asked in the room".into());
        }
        (command, found.people.len(), told, found.left_out)
    };
    edit::apply(&mut s, command)?;
    store::save(&RealDisk, file, &s)?;
    let called = match (n, what) {
        (1, Listed::People) => "person",
        (_, Listed::People) => "people",
        (1, _) => "item",
        (_, _) => "items",
    };
    say(&format!("{n} {called} brought in"))?;
    told.iter().try_for_each(|words| say(words))?;
    say_left_out(&left_out)?;
    Ok(ExitCode::SUCCESS)
}

fn say_left_out(all: &[LeftOut]) -> std::io::Result<()> {
    all.iter().try_for_each(|left| say(&format!("Line {} was left out: {}", left.line, left.why)))
}
