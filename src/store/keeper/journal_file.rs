//! Brings a journal's lines to the disk, so that what is acknowledged is there after a power cut.
//!
//! All lines are held in memory too, so that a journal that was deleted, replaced, or whose disk
//! answered with an error can be written anew as a whole under another name. An error of a sync is never
//! followed by another try on the same file: what the system then says is not to be believed.

use crate::store::journal::{Chain, Entry};
use crate::store::places::lock_of;
use crate::store::{Disk, DiskFile, Held, MOST_BYTES, reserve};
use std::io;
use std::path::{Path, PathBuf};

/// The journal of one session, as one window writes it.
pub struct JournalFile {
    folder: PathBuf,
    /// The id of who writes, and how many files it has begun.
    writer: String,
    begun: u32,
    /// The file, once there is one.
    path: Option<PathBuf>,
    bytes: Vec<u8>,
    chain: Chain,
    /// So many of the bytes stay.
    synced: usize,
    open: Option<Open>,
    /// Given up, to be taken away when all that was in them is elsewhere.
    given_up: Vec<PathBuf>,
    who: String,
}

struct Open {
    file: Box<dyn DiskFile>,
    identity: String,
    /// The file's name stays as well as its content.
    named: bool,
    /// Says to others that this journal is being written.
    _held: Box<dyn Held>,
}

impl JournalFile {
    /// A journal that is not there yet.
    pub fn new(folder: PathBuf, writer: String, who: String) -> Self {
        let (path, open) = (None, None);
        let (bytes, given_up) = (Vec::new(), Vec::new());
        Self { folder, writer, begun: 0, path, bytes, chain: Chain::default(), synced: 0, open, given_up, who }
    }

    /// Goes on with one that was read; `bytes` are those of its good lines.
    pub fn go_on(mut self, path: PathBuf, bytes: Vec<u8>, chain: Chain) -> Self {
        self.synced = bytes.len();
        self.bytes = bytes;
        if self.bytes.last().is_some_and(|b| *b != b'\n') {
            self.bytes.push(b'\n');
        }
        self.path = Some(path);
        self.chain = chain;
        self
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Adds a line in memory.
    pub fn push(&mut self, entry: &Entry) {
        let line = self.chain.line(entry);
        self.bytes.extend_from_slice(line.as_bytes());
    }

    /// Is there something that does not stay yet?
    pub fn is_behind(&self) -> bool {
        self.synced < self.bytes.len()
    }

    /// Everything is on the disk when this comes back well. On a full disk the reserve is given up.
    pub fn flush(&mut self, disk: &dyn Disk, spare: &Path) -> io::Result<()> {
        if !self.is_behind() {
            return Ok(());
        }
        let mut done = self.try_flush(disk);
        if done.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::StorageFull) && reserve::release(disk, spare) {
            done = self.try_flush(disk);
        }
        if done.is_ok() {
            for old in std::mem::take(&mut self.given_up) {
                let _ = disk.remove(&old);
            }
        }
        done
    }

    /// Is the file there and still the one that was written? Otherwise it will be written anew.
    pub fn look(&mut self, disk: &dyn Disk) -> bool {
        let (Some(path), Some(open)) = (&self.path, &self.open) else { return true };
        let same = disk.stat(path).is_ok_and(|s| s.identity == open.identity && s.len == self.synced as u64);
        if !same {
            self.give_up();
        }
        same
    }

    fn try_flush(&mut self, disk: &dyn Disk) -> io::Result<()> {
        self.look(disk);
        if self.open.is_none() {
            self.open_or_begin(disk)?;
        }
        let Some(open) = &mut self.open else { return Err(io::ErrorKind::NotFound.into()) };
        let rest = self.bytes.get(self.synced..).unwrap_or_default();
        if let Err(e) = open.file.write(rest) {
            // Half a line must not stand before the next one.
            if open.file.cut(self.synced as u64).is_err() {
                self.give_up();
            }
            return Err(e);
        }
        if let Err(e) = open.file.sync() {
            self.give_up();
            return Err(e);
        }
        if !open.named {
            if let Err(e) = disk.sync_folder(&self.folder) {
                self.give_up();
                return Err(e);
            }
            open.named = true;
        }
        self.synced = self.bytes.len();
        Ok(())
    }

    fn open_or_begin(&mut self, disk: &dyn Disk) -> io::Result<()> {
        disk.make_folder(&self.folder)?;
        if let Some(path) = self.path.clone()
            && self.synced > 0
        {
            match self.open_again(disk, &path) {
                Ok(true) => return Ok(()),
                // Somebody else's by now, or not what was read.
                Ok(false) | Err(_) => self.path = None,
            }
        }
        self.synced = 0;
        self.begun += 1;
        let path = self.folder.join(format!("{}-{:04}.journal", self.writer, self.begun));
        let Some(held) = disk.hold(&lock_of(&path), &self.who)? else { return Err(io::ErrorKind::WouldBlock.into()) };
        let file = disk.create(&path, None)?;
        let identity = disk.stat(&path)?.identity;
        self.path = Some(path);
        self.open = Some(Open { file, identity, named: false, _held: held });
        Ok(())
    }

    fn open_again(&mut self, disk: &dyn Disk, path: &Path) -> io::Result<bool> {
        let Some(held) = disk.hold(&lock_of(path), &self.who)? else { return Ok(false) };
        let there = disk.read(path, MOST_BYTES)?;
        let tail = there.get(self.synced..).unwrap_or_default();
        // Whole lines behind those that were read are another window's; only a torn end is cut off.
        if there.get(..self.synced) != self.bytes.get(..self.synced) || tail.contains(&b'\n') {
            return Ok(false);
        }
        let mut file = disk.append(path)?;
        if there.len() > self.synced {
            file.cut(self.synced as u64)?;
        }
        let identity = disk.stat(path)?.identity;
        self.open = Some(Open { file, identity, named: false, _held: held });
        Ok(true)
    }

    /// Writes all of it anew under another name, next time.
    fn give_up(&mut self) {
        self.open = None;
        self.synced = 0;
        self.given_up.extend(self.path.take());
    }
}
