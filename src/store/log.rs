//! The log: what went wrong and when, to mend the app. It holds no word that anybody said, no name and
//! no path: what can be noted are fixed sentences, places in the source, and the system's kind of error.

use super::Disk;
use crate::model::time::Moment;
use std::io;
use std::path::Path;

/// Then the log is begun anew, and the old one kept.
const MOST_BYTES: u64 = 256 * 1024;

/// Notes a fixed sentence and the system's kind of error. That it fails is nothing to tell.
pub fn note(disk: &dyn Disk, path: &Path, at: Moment, what: &'static str, kind: io::ErrorKind) {
    line(disk, path, &format!("{} {what}: {kind}\n", at.format("%Y-%m-%dT%H:%M:%S%:z")));
}

/// Notes where the program stopped: a place in its source, never the message, which may hold words.
pub fn note_crash(disk: &dyn Disk, path: &Path, at: Moment, file: &str, line_no: u32, thread: &str) {
    let version = env!("CARGO_PKG_VERSION");
    let at = at.format("%Y-%m-%dT%H:%M:%S%:z");
    line(disk, path, &format!("{at} version {version} stopped at {file}:{line_no} in {thread}\n"));
}

fn line(disk: &dyn Disk, path: &Path, text: &str) {
    let write = || -> io::Result<()> {
        disk.make_folder(super::whole::folder_of(path))?;
        if disk.stat(path).is_ok_and(|s| s.len > MOST_BYTES) {
            disk.rename(path, &path.with_extension("old.log"))?;
        }
        append(disk, path, text)
    };
    let _ = write();
}

/// Puts words at the end of a file, which is made where it is not there. Not synced.
pub fn append(disk: &dyn Disk, path: &Path, text: &str) -> io::Result<()> {
    let mut file = match disk.append(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => disk.create(path, None)?,
        other => other?,
    };
    file.write(text.as_bytes())
}
