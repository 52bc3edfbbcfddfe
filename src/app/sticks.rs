//! Sessions on sticks that are plugged in, for the start page: whoever is handed a stick finds what is on it without
//! looking for it.

use super::action::Job;
use super::state::App;
use crate::model::CopyName;
use crate::store::{self, Disk, Stat};
use std::path::{Path, PathBuf};

/// So often sticks are looked for, in milliseconds, as long as nothing is open.
const EVERY_MS: i64 = 2_000;
/// Larger files and more of them are not looked into; they can be opened all the same.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
const MOST_FILES: usize = 12;

/// A session at the top of a stick.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnStick {
    pub path: PathBuf,
    pub title: String,
    pub copy: CopyName,
    /// How its file looked when it was read.
    stat: Stat,
}

/// What is on sticks, and when it was looked for.
#[derive(Clone, Debug, Default)]
pub struct Sticks {
    pub found: Vec<OnStick>,
    looked_ms: Option<i64>,
    looking: bool,
}

impl App {
    /// Looks for sticks now and then, while nothing is open.
    pub(super) fn watch_sticks(&mut self) {
        let now_ms = self.env.ticks().since_boot_ms;
        let is_due = self.sticks.looked_ms.is_none_or(|looked| now_ms - looked >= EVERY_MS);
        if self.document.is_some() || self.practising || self.sticks.looking || !is_due {
            return;
        }
        self.sticks.looking = true;
        self.sticks.looked_ms = Some(now_ms);
        let (disk, known) = (self.env.disk(), self.sticks.found.clone());
        self.env.spawn(Box::new(move || Job::OnSticks(on_sticks(&*disk, &known))));
    }

    pub(super) fn on_sticks(&mut self, found: Vec<OnStick>) {
        self.sticks.looking = false;
        self.sticks.found = found;
    }
}

/// What is known and looks as it did is not read again.
fn on_sticks(disk: &dyn Disk, known: &[OnStick]) -> Vec<OnStick> {
    let files = disk.sticks().into_iter().flat_map(|stick| disk.list(&stick).unwrap_or_default());
    let sessions = files.filter(|f| f.extension().is_some_and(|e| e.eq_ignore_ascii_case("ron"))).take(MOST_FILES);
    let look = |path: PathBuf| {
        let stat = disk.stat(&path).ok()?;
        let same = known.iter().find(|on| on.path == path && on.stat == stat);
        same.cloned().or_else(|| read(disk, &path, stat))
    };
    sessions.filter_map(look).collect()
}

fn read(disk: &dyn Disk, path: &Path, stat: Stat) -> Option<OnStick> {
    let bytes = store::read_limited(disk, path, MOST_BYTES).ok()?;
    let s = store::parse(path, &bytes).ok()?;
    Some(OnStick { path: path.into(), title: s.title_or_untitled().into(), copy: s.copy, stat })
}
