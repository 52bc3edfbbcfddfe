//! A disk that holds nothing and takes nothing, for what must touch no file.

use super::{Disk, DiskFile, Held, Stat};
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

/// Refuses everything, with the words it was given.
#[derive(Clone, Copy, Debug)]
pub struct NoDisk(pub &'static str);

impl NoDisk {
    fn no<T>(&self) -> Result<T> {
        Err(Error::other(self.0))
    }
}

impl Disk for NoDisk {
    fn read(&self, _: &Path, _: u64) -> Result<Vec<u8>> {
        self.no()
    }
    fn stat(&self, _: &Path) -> Result<Stat> {
        Err(std::io::ErrorKind::NotFound.into())
    }
    fn list(&self, _: &Path) -> Result<Vec<PathBuf>> {
        self.no()
    }
    fn make_folder(&self, _: &Path) -> Result<()> {
        self.no()
    }
    fn create(&self, _: &Path, _: Option<&Path>) -> Result<Box<dyn DiskFile>> {
        self.no()
    }
    fn append(&self, _: &Path) -> Result<Box<dyn DiskFile>> {
        self.no()
    }
    fn rename(&self, _: &Path, _: &Path) -> Result<()> {
        self.no()
    }
    fn remove(&self, _: &Path) -> Result<()> {
        self.no()
    }
    fn sync_folder(&self, _: &Path) -> Result<()> {
        self.no()
    }
    fn hold(&self, _: &Path, _: &str) -> Result<Option<Box<dyn Held>>> {
        self.no()
    }
    fn is_held(&self, _: &Path) -> bool {
        false
    }
}
