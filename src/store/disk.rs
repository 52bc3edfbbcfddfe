//! What is asked of a disk: small calls, each of which can fail by itself.
//!
//! Everything that must be whole or must not be lost is built from these in [`super::whole`] and
//! [`super::keeper`]; so a disk in memory can lose power between any two of them, and one that fails
//! can fail at each.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A disk. Blocking: call it off the window's thread.
pub trait Disk: Send + Sync {
    /// At most `most` + 1 bytes of a file, so that a caller can see that it is larger.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// Which file it is and how long.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// What lies in a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Makes a folder and those above it, to stay after a power cut.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// A new file, with the rights of `like` where that is there; fails where something is there.
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn DiskFile>>;
    /// A file to go on writing at its end.
    /// A new file that only its owner may read, where the system knows owners.
    fn create_private(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.create(path, None)
    }
    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Gives a file another name, over what is there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes new and changed names in a folder stay.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Holds a side file until dropped, with `words` in it; None where another process holds it.
    fn hold(&self, path: &Path, words: &str) -> io::Result<Option<Box<dyn Held>>>;
    /// Does somebody hold this side file?
    fn is_held(&self, path: &Path) -> bool;
    /// Where links lead; the path itself where nothing is there.
    fn resolve(&self, path: &Path) -> PathBuf {
        path.into()
    }
    /// Does it lie on something that is pulled out, a stick or a card?
    fn is_removable(&self, _path: &Path) -> bool {
        false
    }
    /// Where sticks and cards that are plugged in begin.
    fn sticks(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// An open file that grows.
pub trait DiskFile: Send {
    /// Writes all of it at the end.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Comes back when what was written stays.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts the file to a length.
    fn cut(&mut self, len: u64) -> io::Result<()>;
}

/// A held side file. Dropping it lets go.
pub trait Held: Send {}

/// Which file, and how long.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stat {
    /// The system's name of this very file; another file under the same path has another.
    pub identity: String,
    pub len: u64,
    pub folder: bool,
    /// When it was last written, as the disk says; only to see that it was.
    pub modified: Option<std::time::SystemTime>,
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

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let meta = std::fs::metadata(path)?;
        let identity = file_id::get_file_id(path).map(|id| format!("{id:?}")).unwrap_or_default();
        Ok(Stat { identity, len: meta.len(), folder: meta.is_dir(), modified: meta.modified().ok() })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut all = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
        all.sort();
        Ok(all)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists()).collect();
        std::fs::create_dir_all(folder)?;
        // A new folder's name stands in the folder above.
        missing.iter().filter_map(|f| f.parent()).for_each(|above| drop(self.sync_folder(above)));
        Ok(())
    }

    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn DiskFile>> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        let file = options.open(path)?;
        if let Some(meta) = like.and_then(|l| std::fs::metadata(l).ok()) {
            // Best effort: a disk without rights takes none.
            let _ = file.set_permissions(meta.permissions());
        }
        Ok(Box::new(RealFile(file)))
    }

    fn create_private(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(RealFile(options.open(path)?)))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        // Not in append mode: Windows would not let such a file be cut.
        let mut file = std::fs::OpenOptions::new().write(true).open(path)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Box::new(RealFile(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| std::fs::rename(from, to))?;
        // Windows has no sync of a folder; syncing what was renamed is the nearest there is.
        #[cfg(windows)]
        std::fs::OpenOptions::new().write(true).open(to)?.sync_all()?;
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows has no such call; see `rename`.
        #[cfg(unix)]
        std::fs::File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?.sync_all()?;
        #[cfg(not(unix))]
        let _ = folder;
        Ok(())
    }

    fn hold(&self, path: &Path, words: &str) -> io::Result<Option<Box<dyn Held>>> {
        // A side file and never the data itself: after a rename a lock would sit on the file that is gone.
        let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                file.write_all(words.as_bytes())?;
                Ok(Some(Box::new(RealHeld { file: Some(file), path: path.into() })))
            }
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(e)) => Err(e),
        }
    }

    fn is_held(&self, path: &Path) -> bool {
        let Ok(file) = std::fs::File::open(path) else { return false };
        matches!(file.try_lock_shared(), Err(std::fs::TryLockError::WouldBlock))
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        std::fs::canonicalize(path).unwrap_or_else(|_| path.into())
    }

    fn is_removable(&self, path: &Path) -> bool {
        let path = self.resolve(path);
        let disks = sysinfo::Disks::new_with_refreshed_list();
        let under = |d: &&sysinfo::Disk| path.starts_with(d.mount_point());
        disks.iter().filter(under).max_by_key(|d| d.mount_point().as_os_str().len()).is_some_and(|d| d.is_removable())
    }

    fn sticks(&self) -> Vec<PathBuf> {
        let disks = sysinfo::Disks::new_with_refreshed_list();
        disks.iter().filter(|d| d.is_removable()).map(|d| d.mount_point().into()).collect()
    }
}

struct RealFile(std::fs::File);

impl DiskFile for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        // The length is part of what `sync_data` makes stay; on macOS it is the full sync.
        self.0.sync_data()
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)?;
        // The next write goes to the end, not to where the end was.
        self.0.seek(SeekFrom::Start(len)).map(drop)
    }
}

struct RealHeld {
    /// None: it is being let go.
    file: Option<std::fs::File>,
    path: PathBuf,
}

impl Held for RealHeld {}

impl Drop for RealHeld {
    fn drop(&mut self) {
        // Taken away while still locked, so that nobody takes hold of a name that goes; Windows takes
        // only closed files away.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
            self.file = None;
        } else {
            self.file = None;
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// On Windows a sync service, a virus scanner or a backup may hold a file for a moment (codes 5 and 32):
/// five tries, as others found enough (mauropereiira/Moldavite#76).
fn patiently(act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    for wait_ms in [10, 25, 50, 100] {
        match act() {
            Err(e) if cfg!(windows) && matches!(e.raw_os_error(), Some(5 | 32)) => {
                std::thread::sleep(std::time::Duration::from_millis(wait_ms));
            }
            other => return other,
        }
    }
    act()
}
