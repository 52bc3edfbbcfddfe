//! What is asked of a disk. The real one replaces files atomically.

use std::io::{self, Read, Write};
use std::path::Path;

/// A disk. Blocking: call it off the window's thread.
pub trait Disk: Send + Sync {
    /// At most `most` + 1 bytes of a file, so that a caller can see that it is larger.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// Replaces a file by a whole new one, or leaves the old one as it was. Makes its folder.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes a file that must not be there yet. Makes its folder.
    fn create_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Is something there?
    fn exists(&self, path: &Path) -> bool;
}

/// The machine's file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        written_beside(path, bytes)?.persist(path)?;
        sync_folder(path);
        Ok(())
    }

    fn create_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        written_beside(path, bytes)?.persist_noclobber(path)?;
        sync_folder(path);
        Ok(())
    }

    fn exists(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok()
    }
}

/// A complete, synced temporary file in the same folder, so that the rename stays on one disk.
fn written_beside(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".upfront-").suffix(".tmp");
    #[cfg(unix)]
    {
        // As an ordinary new file would be, less what the person's umask takes away; an existing
        // file keeps the rights it has.
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_or(0o644, |m| m.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Makes the rename itself durable where the system can (Windows cannot).
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = std::fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
}
