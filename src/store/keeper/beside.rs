//! Other copies of the session that lie beside its file: what a sync service put there where two laptops wrote, and what
//! tables write into a shared folder.
//!
//! They are told by what is in them, and looked at only where their name begins like that of the session, as all of these
//! do: "evening (2).ron", "evening-LAPTOP.ron", "evening.sync-conflict-20260514-183200.ron", "evening-table-3.ron".

use super::Keeper;
use crate::store::{Disk, Stat, whole};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folder is looked at each so many times the file is.
const EVERY: u32 = 5;
/// A session’s id stands in the first bytes of its file.
const FIRST_BYTES: u64 = 4_096;

/// What is known of the files beside the session’s.
#[derive(Default)]
pub(super) struct Beside {
    looks: u32,
    known: BTreeMap<PathBuf, Stat>,
}

impl Keeper {
    /// Looks for copies beside the file, now and then.
    pub(super) fn look_beside(&mut self) {
        self.beside.looks += 1;
        let Some(path) = self.file.path.clone().filter(|_| self.beside.looks % EVERY == 1) else { return };
        for file in like(&*self.disk, &path) {
            let Ok(stat) = self.disk.stat(&file) else { continue };
            if self.beside.known.get(&file) == Some(&stat) {
                continue;
            }
            self.beside.known.insert(file.clone(), stat);
            if is_of(&*self.disk, &file, self.session.id) {
                *self.status.beside.entry(file).or_default() += 1;
            }
        }
    }
}

/// Files in the folder whose names begin like this one’s.
fn like(disk: &dyn Disk, path: &Path) -> Vec<PathBuf> {
    let stem = |path: &Path| path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    let own = stem(path);
    let is_like = |f: &PathBuf| {
        f != path && f.extension().is_some_and(|e| e.eq_ignore_ascii_case("ron")) && stem(f).starts_with(&own)
    };
    disk.list(whole::folder_of(path)).unwrap_or_default().into_iter().filter(is_like).collect()
}

/// Is it a copy of the session of that id?
fn is_of(disk: &dyn Disk, path: &Path, id: Uuid) -> bool {
    let first = disk.read(path, FIRST_BYTES).unwrap_or_default();
    String::from_utf8_lossy(&first).contains(&id.to_string())
}
