//! The files of photos, named by their digest: on this laptop, and in a folder beside the session.
//!
//! A photo is put on this laptop before the record names it, so that no crash leaves a name without a picture; the
//! keeper then brings it to the folder beside the session, and from there to this laptop where it came with a
//! stick. A file that was written is never changed, and never deleted: an undo, an earlier version or another
//! session may name it. What is read is held against its digest, which is its name.

use super::places::Places;
use super::{Disk, SaveError, replace, sums, whole};
use crate::model::{Photo, Session};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// No larger picture is read; what Upfront keeps is far smaller.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// A digest has so many hexadecimal digits.
const DIGITS: usize = 64;

/// Where a session's photos are looked for and put.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shelves {
    /// On this laptop; None: it gives the app no folder.
    own: Option<PathBuf>,
    /// Beside the session's file; None: it has none yet.
    beside: Option<PathBuf>,
}

/// Why a photo cannot be shown. The display is the sentence the person reads.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PhotoMissing {
    #[error("The picture is not here; put the folder “{0}” back beside the session")]
    NotHere(String),
    #[error("The picture was changed outside Upfront, and is not shown; bring the photo in once more")]
    Changed,
    #[error("The picture has no name; bring the photo in once more")]
    NoName,
}

impl Shelves {
    /// Of a session with this file, on a laptop with these places.
    pub fn of(places: Option<&Places>, file: Option<&Path>) -> Self {
        Self { own: places.map(|p| p.data.join("photos")), beside: file.map(folder_beside) }
    }

    /// Puts a photo away, to stay.
    pub fn put(&self, disk: &dyn Disk, digest: &str, jpeg: &[u8]) -> Result<(), SaveError> {
        let nowhere = || SaveError::Write { path: "photos".into(), reason: "this laptop has no folder for it".into() };
        let folder = self.own.as_ref().or(self.beside.as_ref()).ok_or_else(nowhere)?;
        let path = folder.join(file_name(digest).ok_or_else(nowhere)?);
        if is_there(disk, &path, digest) { Ok(()) } else { replace(disk, &path, jpeg) }
    }

    /// The same for one that somebody else sent: only where it is what its name says.
    pub fn put_checked(&self, disk: &dyn Disk, digest: &str, jpeg: &[u8]) -> Result<(), SaveError> {
        if sums::digest(jpeg) == digest { self.put(disk, digest, jpeg) } else { Ok(()) }
    }

    /// The bytes of a photo.
    pub fn read(&self, disk: &dyn Disk, digest: &str) -> Result<Vec<u8>, PhotoMissing> {
        let name = file_name(digest).ok_or(PhotoMissing::NoName)?;
        let mut changed = false;
        for folder in [&self.own, &self.beside].into_iter().flatten() {
            match disk.read(&folder.join(&name), MOST_BYTES) {
                Ok(bytes) if sums::digest(&bytes) == digest => return Ok(bytes),
                Ok(_) => changed = true,
                Err(_) => {}
            }
        }
        Err(if changed { PhotoMissing::Changed } else { PhotoMissing::NotHere(self.folder_name()) })
    }

    /// Sees to it that a photo lies beside the session and on this laptop. A photo that is nowhere stays missing,
    /// which its place on screen and in print says.
    pub fn bring(&self, disk: &dyn Disk, digest: &str, writer: &str) -> io::Result<()> {
        self.take_from(self, disk, digest, writer)
    }

    /// Puts a photo that lies beside a file on this laptop; where it came with neither, it stays missing.
    fn fetch(&self, disk: &dyn Disk, digest: &str, writer: &str) -> io::Result<()> {
        Self { own: self.own.clone(), beside: None }.take_from(self, disk, digest, writer)
    }

    fn take_from(&self, from: &Self, disk: &dyn Disk, digest: &str, writer: &str) -> io::Result<()> {
        let Some(name) = file_name(digest) else { return Ok(()) };
        let missing = |folder: &&PathBuf| !is_there(disk, &folder.join(&name), digest);
        let folders: Vec<&PathBuf> = [&self.own, &self.beside].into_iter().flatten().filter(missing).collect();
        if folders.is_empty() {
            return Ok(());
        }
        let Ok(bytes) = from.read(disk, digest) else { return Ok(()) };
        for folder in folders {
            disk.make_folder(folder)?;
            whole::replace(disk, &folder.join(&name), &bytes, writer)?;
        }
        Ok(())
    }

    /// The bytes of the photos of a session that may be printed, by digest, as far as they are here.
    pub fn printable(&self, disk: &dyn Disk, s: &Session) -> BTreeMap<String, Vec<u8>> {
        let may = s.photos.iter().filter(|p| p.may_print == crate::model::Consent::Yes);
        may.filter_map(|p: &Photo| Some((p.digest.clone(), self.read(disk, &p.digest).ok()?))).collect()
    }

    /// The folder's name beside the session; empty where it has no file.
    pub fn folder_name(&self) -> String {
        self.beside.as_ref().and_then(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// Puts photos that lie beside any of these files on this laptop. A picture that is nowhere is said to be missing where it
/// is shown.
pub fn fetch_all(disk: &dyn Disk, places: Option<&Places>, files: &[PathBuf], digests: &[String], writer: &str) {
    for file in files {
        let shelves = Shelves::of(places, Some(file));
        digests.iter().for_each(|digest| drop(shelves.fetch(disk, digest, writer)));
    }
}

/// "alder-street photos", beside "alder-street.ron".
pub fn folder_beside(session: &Path) -> PathBuf {
    let stem = session.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    whole::folder_of(session).join(format!("{stem} photos"))
}

/// A digest is a file's name only where it is one: a file handed in could say "../../something".
fn file_name(digest: &str) -> Option<String> {
    let hex = digest.len() == DIGITS && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    hex.then(|| format!("{digest}.jpg"))
}

/// Is it there, as it should be? A damaged one is written anew.
fn is_there(disk: &dyn Disk, path: &Path, digest: &str) -> bool {
    disk.read(path, MOST_BYTES).is_ok_and(|bytes| sums::digest(&bytes) == digest)
}
