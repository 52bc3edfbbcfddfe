//! Earlier versions of a session, as whole session files: the newest twenty, and one for each hour.

use super::open::{OpenError, open};
use super::{Disk, whole};
use crate::model::Session;
use crate::model::time::Moment;
use chrono::{NaiveDateTime, Utc};
use std::io;
use std::path::{Path, PathBuf};

/// So many of the newest are kept (issue: 20 rotating snapshots and one per hour of work).
pub const NEWEST: usize = 20;
/// They are at least so far apart, so that twenty reach back into the evening and not just a minute.
pub const APART_S: i64 = 60;

const NAME: &str = "%Y-%m-%dT%H-%M-%SZ";

/// One earlier version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Earlier {
    pub path: PathBuf,
    /// When it was so, in UTC.
    pub at: NaiveDateTime,
    /// A person chose another state against it; it is not let go of.
    pub chosen_against: bool,
}

/// Behind the moment in the name of one that a person chose another state against.
const OTHER: &str = "-other";

/// Earlier versions in a folder, newest first. A folder that is not there has none.
pub fn earlier(disk: &dyn Disk, folder: &Path) -> Vec<Earlier> {
    let mut all: Vec<Earlier> = disk.list(folder).unwrap_or_default().into_iter().filter_map(named).collect();
    all.sort_by_key(|version| std::cmp::Reverse(version.at));
    all
}

fn named(path: PathBuf) -> Option<Earlier> {
    let name = path.file_stem()?.to_str()?;
    let chosen_against = name.ends_with(OTHER);
    let at = NaiveDateTime::parse_from_str(name.trim_end_matches(OTHER), NAME).ok()?;
    (path.extension()? == "ron").then_some(Earlier { at, path, chosen_against })
}

/// Keeps a session file's text as it was at a moment, and lets go of those that are too many.
pub fn keep(disk: &dyn Disk, folder: &Path, at: Moment, text: &str, writer: &str) -> io::Result<()> {
    put(disk, folder, at, text.as_bytes(), "", writer)?;
    for old in too_many(&earlier(disk, folder)) {
        let _ = disk.remove(&old.path);
    }
    Ok(())
}

/// Keeps a state that a person chose another against, byte for byte and for good.
pub fn keep_other(disk: &dyn Disk, folder: &Path, at: Moment, bytes: &[u8], writer: &str) -> io::Result<()> {
    put(disk, folder, at, bytes, OTHER, writer)
}

fn put(disk: &dyn Disk, folder: &Path, at: Moment, bytes: &[u8], mark: &str, writer: &str) -> io::Result<()> {
    disk.make_folder(folder)?;
    let mut at = at.with_timezone(&Utc);
    let named = |at: chrono::DateTime<Utc>| folder.join(format!("{}{mark}.ron", at.format(NAME)));
    // Two in one second are two all the same.
    while disk.stat(&named(at)).is_ok() {
        at += chrono::TimeDelta::seconds(1);
    }
    whole::replace(disk, &named(at), bytes, writer)
}

/// Those that are neither among the newest nor the last of their hour; `all` has the newest first.
pub fn too_many(all: &[Earlier]) -> Vec<Earlier> {
    let hour = |e: &Earlier| e.at.format("%Y-%m-%dT%H").to_string();
    let mut last_hour = String::new();
    let mut old = Vec::new();
    for (place, version) in all.iter().filter(|v| !v.chosen_against).enumerate() {
        let first_of_hour = hour(version) != last_hour;
        last_hour = hour(version);
        if place >= NEWEST && !first_of_hour {
            old.push(version.clone());
        }
    }
    old
}

/// Reads an earlier version.
pub fn read(disk: &dyn Disk, version: &Earlier) -> Result<Session, OpenError> {
    open(disk, &version.path)
}
