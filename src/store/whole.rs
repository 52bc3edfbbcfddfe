//! Files that are replaced as a whole or stay as they were.
//!
//! Temporary file beside it, sync, read back, rename, folder sync. Until the rename the old file is
//! untouched; a failed try takes its temporary file away, so that a full disk is not filled by it.

use super::Disk;
use std::io;
use std::path::{Path, PathBuf};

/// Replaces a file, or leaves what is there. Its folder must be there. `writer` names the temporary
/// file: two writers of one file never write into the same.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8], writer: &str) -> io::Result<()> {
    replace_if(disk, path, bytes, writer, &|| true)
}

/// The same, where `still` says at the very last that the old file may go: between a first look and the
/// rename lie seconds on a slow stick.
pub fn replace_if(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    writer: &str,
    still: &dyn Fn() -> bool,
) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = disk.resolve(path);
    if disk.stat(&path).is_ok_and(|s| s.folder) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let beside = temporary(&path, writer);
    // One that a crash of this writer left.
    let _ = disk.remove(&beside);
    let done = write_beside(disk, &beside, bytes, &path).and_then(|()| match still() {
        true => disk.rename(&beside, &path),
        false => Err(io::Error::other("something else was written there meanwhile")),
    });
    if done.is_err() {
        let _ = disk.remove(&beside);
    }
    done?;
    disk.sync_folder(folder_of(&path))
}

/// Writes a file that must not be there yet.
pub fn create_new(disk: &dyn Disk, path: &Path, bytes: &[u8], writer: &str) -> io::Result<()> {
    // Takes the name first: from two who want it one gets it.
    drop(disk.create(path, None)?);
    let done = replace(disk, path, bytes, writer);
    if done.is_err() {
        let _ = disk.remove(path);
    }
    done
}

/// The folder a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The temporary file of a writer beside a file.
pub fn temporary(path: &Path, writer: &str) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    folder_of(path).join(format!(".{name}.{writer}.tmp"))
}

/// Temporary files of any writer that a crash left beside a file.
pub fn leftovers(disk: &dyn Disk, path: &Path) -> io::Result<Vec<PathBuf>> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let begins = format!(".{name}.");
    let is_one = |f: &PathBuf| {
        let name = f.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(&begins) && name.ends_with(".tmp")
    };
    Ok(disk.list(folder_of(path))?.into_iter().filter(is_one).collect())
}

fn write_beside(disk: &dyn Disk, beside: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
    let mut file = disk.create(beside, Some(like))?;
    file.write(bytes)?;
    file.sync()?;
    drop(file);
    if disk.read(beside, bytes.len() as u64)? != bytes {
        return Err(io::Error::other("what was read back is not what was written"));
    }
    Ok(())
}
