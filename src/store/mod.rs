//! Files: reading and writing sessions, templates, the sample, and settings.
//!
//! The only room that touches the file system (beside the writing end of [`crate::cli`]), and it does
//! so through [`Disk`], so that tests hand in one of their own. It knows nothing of windows.

mod disk;
mod names;
mod open;
mod schema;
mod settings;
mod templates;

pub use disk::{Disk, RealDisk};
pub use names::{file_name_for, session_folder};
pub use open::{MOST_BYTES, OpenError, open, parse, read_limited, to_text};
pub use settings::{Recent, Settings, load_settings, save_settings};
pub use templates::{SAMPLE, TEMPLATES, Template, sample, template};

use std::path::{Path, PathBuf};

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

/// Replaces a session file as a whole: what is there before is there until the new one is complete.
pub fn save(disk: &dyn Disk, path: &Path, s: &crate::model::Session) -> Result<(), SaveError> {
    let text = to_text(s)?;
    replace(disk, path, text.as_bytes())
}

/// Writes a new session file; refuses where something is there.
pub fn create(disk: &dyn Disk, path: &Path, s: &crate::model::Session) -> Result<(), SaveError> {
    let text = to_text(s)?;
    disk.create_new(path, text.as_bytes()).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => SaveError::Exists(path.into()),
        _ => SaveError::Write { path: path.into(), reason: plain_reason(&e) },
    })
}

/// Replaces any file as a whole.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    disk.replace(path, bytes).map_err(|e| SaveError::Write { path: path.into(), reason: plain_reason(&e) })
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
