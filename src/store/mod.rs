//! Files: reading and writing sessions, templates, the sample, and settings.
//!
//! The only room that touches the file system (beside the writing end of [`crate::cli`]), and it does
//! so through [`Disk`], so that tests hand in one of their own. It knows nothing of windows.

pub mod book;
pub mod bring;
mod charters;
pub mod compare;
mod disk;
pub mod fonts;
pub mod forget;
pub mod fuzz;
pub mod hand_out;
mod holding;
pub mod journal;
pub mod keeper;
pub mod log;
mod names;
mod no_disk;
mod open;
pub mod opening;
pub mod photos;
mod places;
mod rescue;
mod reserve;
mod schema;
mod settings;
pub mod settle;
mod signing_key;
mod stand_in;
mod sums;
mod templates;
pub mod together;
pub mod touched;
pub mod versions;
mod whole;

pub use charters::{CharterText, charters, without_charter};
pub use disk::{Disk, DiskFile, Held, RealDisk, Stat};
pub use names::{file_name_for, laptop_name, open_since, places, session_folder};
pub use no_disk::NoDisk;
pub use open::{
    Changed, MOST_BYTES, OpenError, Sound, json_schema, open, parse, read_limited, read_sound, to_json, to_text,
    to_text_with,
};
pub use places::Places;
pub use rescue::{Damaged, Rescued, rescue, set_aside};
pub use settings::{Recent, Scheme, Settings, load_settings, save_settings};
pub use signing_key::{KeyError, random_key, signing_key};
pub use templates::{
    SAMPLE, Template, TemplateError, TemplateText, is_template, read_template, sample, template, template_file,
    template_of, templates,
};

use crate::model::Session;
use crate::model::time::Moment;
use crate::share::Pen;
use book::Book;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A file could not be written. The display is the sentence the person reads.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("{} exists already; choose another name", .0.display())]
    Exists(PathBuf),
    #[error("{} could not be written ({reason}); check that the folder is there and can be written to", path.display())]
    Write { path: PathBuf, reason: String },
    #[error("The session could not be put into words ({0}); please report this")]
    Form(String),
}

/// Names the temporary files of one-off writes.
pub(crate) const WRITER: &str = "upfront";

fn write_error(path: &Path, e: &std::io::Error) -> SaveError {
    match e.kind() {
        std::io::ErrorKind::AlreadyExists => SaveError::Exists(path.into()),
        _ => SaveError::Write { path: path.into(), reason: plain_reason(e) },
    }
}

/// Replaces a session file as a whole, and writes its history on: what is there before is there until the new one is
/// complete. `run` is the name of this run alone.
pub fn save(disk: &dyn Disk, path: &Path, s: &Session, run: Uuid, at: Moment) -> Result<(), SaveError> {
    let there = disk.read(path, MOST_BYTES).ok();
    let book = there.and_then(|bytes| Book::of_file(path, &bytes).ok()).filter(|book| book.id() == s.id);
    let mut book = book.unwrap_or_else(|| Book::begin(s));
    write_down(&mut book, s, run, at);
    replace(disk, path, to_text_with(s, book.to_text())?.as_bytes())
}

/// Writes down in a history what this copy has changed. `run` is the name of this run alone.
pub fn write_down(book: &mut Book, s: &Session, run: Uuid, at: Moment) {
    book.note(s, Pen { run: run.into_bytes(), by: &s.copy.words(), at: at.timestamp() });
}

/// Writes a new session file; refuses where something is there.
pub fn create(disk: &dyn Disk, path: &Path, s: &Session) -> Result<(), SaveError> {
    create_new(disk, path, to_text(s)?.as_bytes())
}

/// Replaces any file as a whole. Makes its folder.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    make_folder_for(disk, path)?;
    whole::replace(disk, path, bytes, WRITER).map_err(|e| write_error(path, &e))
}

/// Writes any new file; refuses where something is there. Makes its folder.
pub fn create_new(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    make_folder_for(disk, path)?;
    whole::create_new(disk, path, bytes, WRITER).map_err(|e| write_error(path, &e))
}

fn make_folder_for(disk: &dyn Disk, path: &Path) -> Result<(), SaveError> {
    disk.make_folder(whole::folder_of(path)).map_err(|e| {
        let reason = match e.kind() {
            // A file stands where the folder should be.
            std::io::ErrorKind::AlreadyExists => plain_reason(&std::io::ErrorKind::NotADirectory.into()),
            _ => plain_reason(&e),
        };
        SaveError::Write { path: path.into(), reason }
    })
}

/// The path itself where nothing is there, else one with a number behind its stem: "answer-2.signature".
pub fn free_name(disk: &dyn Disk, path: &Path) -> PathBuf {
    if disk.stat(path).is_err() {
        return path.into();
    }
    let part = |part: Option<&std::ffi::OsStr>| part.map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let numbered = |n| path.with_file_name(format!("{stem}-{n}.{ending}"));
    (2..10_000).map(numbered).find(|path| disk.stat(path).is_err()).unwrap_or_else(|| path.into())
}

/// What the system said, in words a person can use.
pub(crate) fn plain_reason(e: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match e.kind() {
        ErrorKind::NotFound => "the folder is not there".into(),
        ErrorKind::PermissionDenied => "that is not allowed there".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::ReadOnlyFilesystem => "it can only be read".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::NotADirectory => "a part of its path is not a folder".into(),
        _ => e.to_string(),
    }
}

/// What names a file's content: the sum in its last line where that is right, else one of its bytes.
pub fn file_sum(bytes: &[u8]) -> String {
    let own = std::str::from_utf8(bytes).ok().filter(|text| sums::seal(text) == sums::Seal::Whole);
    own.and_then(sums::claimed).map_or_else(|| sums::digest(bytes), str::to_string)
}
