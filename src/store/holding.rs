//! Whose a session file is, so that a plain copy of it is not taken for the file itself: two that both number on would give
//! the same number to two things.
//!
//! A file says who writes it, by an id of that laptop and that file alone, and the laptop keeps where that file lies:
//!
//! | the id in the file | here | it is |
//! |---|---|---|
//! | none | | nobody’s yet, and taken |
//! | one that is known | it lies where it lay | the same file |
//! | | the file it lay in is gone | the same, moved |
//! | | the file it lay in is there too | a copy |
//! | another | | a copy from another laptop |
//!
//! A copy gives numbers by a name of its own, until a person says that the file itself has moved. A table’s copy on a stick
//! goes on as it is: it was made to be carried about.

use super::places::Places;
use super::{Disk, whole};
use crate::model::{CopyName, Session};
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A path is no longer.
const MOST_BYTES: u64 = 64 * 1024;

/// From here on a copy is written by `writer`, the id of this window alone, and numbers by a name of its own.
pub fn number_apart(s: &mut Session, writer: Uuid) {
    s.holder = Some(writer);
    s.copy = name_for(writer, s);
}

/// Is what lies at `path` a plain copy of the session’s file?
pub fn is_copy(disk: &dyn Disk, places: Option<&Places>, path: &Path, s: &Session) -> bool {
    let Some((places, holder)) = places.zip(s.holder) else { return false };
    let Ok(lay) = disk.read(&note(places, s.id, holder), MOST_BYTES) else {
        return !(matches!(s.copy, CopyName::Table { .. }) && disk.is_removable(path));
    };
    let lay = PathBuf::from(String::from_utf8_lossy(&lay).into_owned());
    disk.resolve(&lay) != disk.resolve(path) && disk.stat(&lay).is_ok()
}

/// Letters that most likely no other copy has: nobody can be asked.
fn name_for(writer: Uuid, s: &Session) -> CopyName {
    let names = (0..=u16::MAX).map(|nth| CopyName::of(writer, nth));
    names.into_iter().find(|name| !s.copies.contains_key(name) && *name != s.copy).unwrap_or_default()
}

/// Keeps where the file lies that the session says it is written to.
pub fn keep(disk: &dyn Disk, places: &Places, path: &Path, s: &Session, writer: &str) -> io::Result<()> {
    let Some(holder) = s.holder else { return Ok(()) };
    let (note, lies) = (note(places, s.id, holder), path.to_string_lossy());
    if disk.read(&note, MOST_BYTES).is_ok_and(|lay| lay == lies.as_bytes()) {
        return Ok(());
    }
    disk.make_folder(whole::folder_of(&note))?;
    whole::replace(disk, &note, lies.as_bytes(), writer)
}

fn note(places: &Places, id: Uuid, holder: Uuid) -> PathBuf {
    places.of_session(id).join(format!("{holder}.holds"))
}
