//! Forgetting people for good: in the session's file, in its earlier versions and its journals on this laptop, and in
//! every older copy that is opened here later.
//!
//! The order makes a stop in the middle harmless: first this laptop notes that the session has forgotten them, so that
//! no copy brings them back; then the copies; then the file. Done again, it goes on, and as long as the file holds them
//! it is asked for. What could be undone is gone with the journal: it holds every name that was ever typed.

use super::opening::{Busy, World, free_to_change};
use super::places::Places;
use super::rescue::rescue;
use super::{Disk, MOST_BYTES, OpenError, SaveError, plain_reason, read_limited, read_sound, save, to_text, whole};
use crate::edit;
use crate::model::time::{Moment, day, in_zone};
use crate::model::{Forgotten, Session};
use chrono::{DateTime, NaiveDate};
use std::fmt::Display;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What was removed, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    pub removed: Forgotten,
    /// Earlier versions on this laptop that held them.
    pub versions: usize,
    pub journals: usize,
    /// Earlier versions that nobody could read; they were removed as a whole.
    pub unreadable: usize,
    /// Files with parts that could not be read once, or of another session: a person must look.
    pub beside: Vec<PathBuf>,
    /// Where a name stands in words, which stay: "C7", "your private notes".
    pub still_named: Vec<String>,
}

/// Why nothing, or not all, was forgotten.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("{} does not say after which date names are removed; set it on Purpose & partners", .0.display())]
    NoDate(PathBuf),
    #[error("{}: names are kept until {}, as the session says", path.display(), day(*until))]
    TooEarly { path: PathBuf, until: NaiveDate },
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Save(#[from] SaveError),
    #[error("{} has forgotten them, but {copy} still has them ({reason}); try again", path.display())]
    Copy { path: PathBuf, copy: String, reason: String },
}

/// Removes names, contacts and access needs from a session's file and its copies on this laptop. `still_named` says
/// where names stand in words, which stay.
pub fn forget_file(
    world: &World,
    path: &Path,
    now: Moment,
    still_named: fn(&Session) -> Vec<String>,
) -> Result<Report, ForgetError> {
    let disk = &*world.disk;
    let bytes = read_limited(disk, path, MOST_BYTES)?;
    let mut s = read_sound(path, &bytes)?.session;
    may_forget(path, &s, now)?;
    // What cannot be looked into cannot be called clean.
    let unseen = |e: std::io::Error| copy_failed(path, &path.display(), &e);
    let copies = match &world.places {
        Some(places) => Copies::of(disk, places, s.id).map_err(unseen)?,
        None => Copies::default(),
    };
    let half_written = whole::leftovers(disk, path).map_err(unseen)?;
    free_to_change(world, path, &s, &bytes)?;
    let still_named = still_named(&s);
    let removed = edit::forget(&mut s, now);
    if let Some(places) = &world.places {
        super::replace(disk, &places.forgotten(s.id), now.to_rfc3339().as_bytes())?;
    }
    let mut report = Report {
        removed,
        versions: 0,
        journals: 0,
        unreadable: 0,
        beside: super::opening::asides(disk, path),
        still_named,
    };
    report.journals = copies.journals.len();
    for copy in copies.journals.iter().chain(&copies.others).chain(&half_written) {
        match disk.remove(copy) {
            // Writing the file took its own leftover away.
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(copy_failed(path, &copy.display(), &e)),
            _ => {}
        }
    }
    for version in &copies.versions {
        forget_version(disk, version, s.id, now, &mut report).map_err(|e| copy_failed(path, &version.display(), &e))?;
    }
    if let Some(places) = &world.places {
        // What was removed must not come back with a power cut.
        for folder in [places.of_session(s.id), places.versions(s.id)] {
            match disk.sync_folder(&folder) {
                Err(e) if e.kind() != ErrorKind::NotFound => return Err(copy_failed(path, &folder.display(), &e)),
                _ => {}
            }
        }
    }
    save(disk, path, &s, world.writer, now)?;
    Ok(report)
}

/// Is the date for it past, on the clocks of the session?
pub fn may_forget(path: &Path, s: &Session, now: Moment) -> Result<(), ForgetError> {
    let until = s.forget_after.ok_or_else(|| ForgetError::NoDate(path.into()))?;
    if in_zone(now, &s.zone).date_naive() <= until {
        return Err(ForgetError::TooEarly { path: path.into(), until });
    }
    Ok(())
}

fn copy_failed(path: &Path, copy: &dyn Display, e: &std::io::Error) -> ForgetError {
    ForgetError::Copy { path: path.into(), copy: copy.to_string(), reason: plain_reason(e) }
}

/// What this laptop holds of a session beside its file.
#[derive(Default)]
struct Copies {
    /// Also those that were set aside as damaged.
    journals: Vec<PathBuf>,
    versions: Vec<PathBuf>,
    /// Half written, when the laptop stopped.
    others: Vec<PathBuf>,
}

impl Copies {
    fn of(disk: &dyn Disk, places: &Places, id: Uuid) -> std::io::Result<Self> {
        let mut all = Self::default();
        for path in inside(disk, &places.of_session(id))? {
            match path.extension().and_then(|e| e.to_str()) {
                Some("journal" | "damaged") => all.journals.push(path),
                Some("tmp") => all.others.push(path),
                _ => {}
            }
        }
        for path in inside(disk, &places.versions(id))? {
            let list = if path.extension().is_some_and(|e| e == "ron") { &mut all.versions } else { &mut all.others };
            list.push(path);
        }
        Ok(all)
    }
}

/// What lies in a folder that may not be there.
fn inside(disk: &dyn Disk, folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    match disk.list(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        listed => listed,
    }
}

fn forget_version(disk: &dyn Disk, path: &Path, id: Uuid, now: Moment, report: &mut Report) -> std::io::Result<()> {
    let bytes = disk.read(path, MOST_BYTES)?;
    let sound = read_sound(path, &bytes).ok();
    let session = sound.map(|sound| sound.session).or_else(|| rescue(&bytes).map(|r| r.session));
    let Some(mut session) = session else {
        report.unreadable += 1;
        return disk.remove(path);
    };
    // Another session that stood in its file once, and was kept when this one was written over it.
    if session.id != id {
        report.beside.push(path.into());
        return Ok(());
    }
    if !edit::forget(&mut session, now).holds_any() {
        return Ok(());
    }
    report.versions += 1;
    let text = to_text(&session).map_err(std::io::Error::other)?;
    whole::replace(disk, path, text.as_bytes(), super::WRITER)
}

/// A session that forgot people elsewhere, of which this laptop has copies and no note: they may still hold them.
pub fn copies_remember(disk: &dyn Disk, places: Option<&Places>, s: &Session) -> bool {
    let Some(places) = places.filter(|p| s.forgotten.is_some() && disk.stat(&p.forgotten(s.id)).is_err()) else {
        return false;
    };
    Copies::of(disk, places, s.id).is_ok_and(|c| !(c.journals.is_empty() && c.versions.is_empty()))
}

/// An older copy of a session that has forgotten people on this laptop forgets them too; since when they are.
pub fn keep_forgotten(disk: &dyn Disk, places: Option<&Places>, s: &mut Session) -> Option<Moment> {
    let noted = disk.read(&places?.forgotten(s.id), 100).ok()?;
    let at = DateTime::parse_from_rfc3339(String::from_utf8_lossy(&noted).trim()).ok()?;
    edit::forget(s, at).holds_any().then_some(at)
}

impl Report {
    /// What was done, a sentence a line.
    pub fn sentences(&self) -> Vec<String> {
        let of = |n: u32, one: &str, many: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {many}"),
        };
        let r = &self.removed;
        let mut all = vec![format!(
            "Removed: {}, {} and {}; counts stay",
            of(r.names, "name", "names"),
            of(r.contacts, "contact", "contacts"),
            of(r.needs, "access need", "access needs")
        )];
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if self.versions > 0 {
            let versions = of(count(self.versions), "earlier version", "earlier versions");
            all.push(format!("Also from {versions} on this laptop"));
        }
        if self.unreadable > 0 {
            let versions = of(count(self.unreadable), "earlier version", "earlier versions");
            all.push(format!("{versions} that could not be read: removed as a whole"));
        }
        if self.journals > 0 {
            all.push("What was typed before can’t be undone any more: the journal is gone with the names".into());
        }
        for path in &self.beside {
            all.push(format!("{} may hold names; look at it, and remove it yourself", path.display()));
        }
        if !self.still_named.is_empty() {
            let places = self.still_named.join(", ");
            all.push(format!("Words stay as they are, and name somebody in: {places}. Look at them"));
        }
        all.push("Copies saved elsewhere, here or on other laptops and sticks, and signature files that came back, still hold them; remove them".into());
        all
    }
}
