//! A megabyte that is given up when the disk is full, so that the last changes still fit.

use super::Disk;
use std::io;
use std::path::Path;

/// Thousands of sentences (notes on saving: 1 MB).
const RESERVE_BYTES: usize = 1024 * 1024;

/// Lays the reserve where there is none. That it fails is nothing to tell: there is no space to keep.
pub fn lay(disk: &dyn Disk, path: &Path) {
    if disk.stat(path).is_ok_and(|s| s.len == RESERVE_BYTES as u64) {
        return;
    }
    let _ = disk.remove(path);
    let written = || -> io::Result<()> {
        let mut file = disk.create(path, None)?;
        // No zeros: a file system may keep those without space.
        file.write(&vec![0x55; RESERVE_BYTES])?;
        file.sync()
    };
    if written().is_err() {
        let _ = disk.remove(path);
    }
}

/// Gives the reserve up; true where there was one.
pub fn release(disk: &dyn Disk, path: &Path) -> bool {
    disk.remove(path).is_ok()
}
