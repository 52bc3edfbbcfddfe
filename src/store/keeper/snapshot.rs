//! Writing the session's file: only over what is known, and never over another state.

use super::session_file::{Stands, reason};
use super::{Entry, FileFails, Keeper, Other, Settle};
use crate::edit;
use crate::model::Session;
use crate::model::time::Moment;
use crate::store::photos::Shelves;
use crate::store::{compare, file_name_for, file_sum, holding, log, open, to_text, versions, whole};
use std::path::{Path, PathBuf};

impl Keeper {
    /// Writes the session to its file, or says why not. What is in the journal stays there either way.
    pub(super) fn write_file(&mut self, now: Moment) {
        let changes = self.changes;
        if self.file.path.is_none()
            && let Err(e) = self.choose_path()
        {
            return self.file_failed(now, FileFails::Reason(reason(&e)));
        }
        match self.file.stands(&*self.disk) {
            Stands::AsLeft => {}
            Stands::Gone => self.tell(|name| format!("{name} was gone (deleted or moved); it was written there again")),
            Stands::FolderGone => return self.file_failed(now, FileFails::FolderGone),
            Stands::Unreadable(e) => return self.file_failed(now, FileFails::Reason(reason(&e))),
            // What was about to be written stands there already.
            Stands::Other(bytes) if self.is_this(&bytes) => self.file.accept(&bytes),
            Stands::Other(bytes) => return self.meet_other(&bytes),
        }
        if let Some((places, path)) = self.places.as_ref().zip(self.file.path.as_ref()).filter(|_| !self.held) {
            // Before the file says who writes it: else it would count as a copy when it is opened next.
            self.held = holding::keep(&*self.disk, places, path, &self.session, &self.writer).is_ok();
        }
        let Ok(text) = self.with_history(now) else { return };
        if let Err(e) = self.put_aside() {
            return self.file_failed(now, FileFails::Reason(reason(&e)));
        }
        if let Some(folder) = self.own_folder()
            && let Some(who) = self.file.tell_others(&*self.disk, &folder)
        {
            self.status.in_use = Some(who);
        }
        self.push(&Entry::Saving { sum: file_sum(text.as_bytes()) });
        self.keep_journal(now);
        match self.file.write(&*self.disk, &text) {
            Ok(()) => self.file_written(now, changes, &text),
            Err(e) => {
                if let Some(places) = &self.places {
                    log::note(&*self.disk, &places.log(), now, "the session's file was not written", e.kind());
                }
                self.file_failed(now, FileFails::Reason(reason(&e)));
            }
        }
    }

    /// Is it this very session, whatever history it has?
    fn is_this(&self, bytes: &[u8]) -> bool {
        let there = self.file.path.as_ref().and_then(|p| open::parse(p, bytes).ok());
        there.is_some_and(|there| Session { holder: self.session.holder, ..there } == self.session)
    }

    fn file_written(&mut self, now: Moment, changes: u64, text: &str) {
        if let Some(path) = self.file.path.as_ref().filter(|_| self.status.saved_at.is_none()) {
            self.status.removable = self.disk.is_removable(path);
        }
        if let Some(path) = self.file.path.clone().filter(|p| self.status.path.as_ref() != Some(p)) {
            self.status.removable = self.disk.is_removable(&path);
            self.push(&Entry::File(path.clone()));
            self.status.path = Some(path);
        }
        self.push(&Entry::Saved);
        self.status.file_fails = None;
        self.file_failed_at = None;
        self.photos_due = true;
        self.status.saved = changes;
        self.status.kept = self.status.kept.max(changes);
        self.status.saved_at = Some(now);
        self.unsaved_since = None;
        self.force_write = false;
        self.keep_version(now, text);
    }

    /// Puts one photo beside the file, and on this laptop where it came with the file. The session itself is
    /// written by then; what fails is tried again with the next change.
    pub(super) fn bring_a_photo(&mut self) {
        let missing = self.session.photos.iter().find(|p| !self.photos_there.contains(&p.digest));
        let Some(digest) = missing.map(|p| p.digest.clone()) else {
            self.photos_due = false;
            return;
        };
        let shelves = Shelves::of(self.places.as_ref(), self.file.path.as_deref());
        match shelves.bring(&*self.disk, &digest, &self.writer) {
            Ok(()) => {
                self.photos_there.insert(digest);
                self.photos_fail = false;
            }
            Err(e) => {
                self.photos_due = false;
                if !std::mem::replace(&mut self.photos_fail, true) {
                    let why = reason(&e);
                    self.tell(|_| {
                        format!("The photos could not be put beside it ({why}); they are kept on this laptop")
                    });
                }
            }
        }
    }

    fn file_failed(&mut self, now: Moment, why: FileFails) {
        self.status.file_fails = Some(why);
        self.file_failed_at = Some(now);
    }

    /// A file in the session folder, named by the title.
    fn choose_path(&mut self) -> std::io::Result<()> {
        let Some(places) = &self.places else { return Err(std::io::ErrorKind::NotFound.into()) };
        let folder = places.sessions.clone();
        // Ours to make; of a file's own folder that is missing a stick may have been pulled out.
        self.disk.make_folder(&folder)?;
        let taken = |name: &str| self.disk.stat(&folder.join(name)).is_ok();
        self.file.path = Some(folder.join(file_name_for(&self.session, taken)));
        Ok(())
    }

    fn own_folder(&self) -> Option<PathBuf> {
        self.places.as_ref().map(|p| p.of_session(self.session.id))
    }

    fn keep_version(&mut self, now: Moment, text: &str) {
        let Some(places) = &self.places else { return };
        let apart = self.last_version.is_none_or(|t| t > now || (now - t).num_seconds() >= versions::APART_S);
        if !(apart || self.version_wanted || self.closing) {
            return;
        }
        let folder = places.versions(self.session.id);
        // An extra: that it fails costs nothing that was typed.
        if versions::keep(&*self.disk, &folder, now, text, &self.writer).is_ok() {
            self.last_version = Some(now);
            self.version_wanted = false;
        }
    }

    /// The damaged parts of the file that was opened go to a file of their own before it is replaced.
    fn put_aside(&mut self) -> std::io::Result<()> {
        let Some(aside) = &self.aside else { return Ok(()) };
        let (disk, mut path) = (&*self.disk, aside.path.clone());
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let mut n = 1;
        while disk.stat(&path).is_ok() {
            n += 1;
            path = whole::folder_of(&aside.path).join(format!("{stem} {n}.txt"));
        }
        whole::create_new(disk, &path, aside.text.as_bytes(), &self.writer)?;
        whole::create_new(disk, &path.with_extension("ron"), &aside.original, &self.writer)?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        self.aside = None;
        self.tell(|_| format!("What could not be read lies in {name}, beside the session"));
        Ok(())
    }

    pub(super) fn tell(&mut self, words: impl FnOnce(&str) -> String) {
        let name = self.file.path.as_ref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
        self.status.told.push(words(&name.unwrap_or_default()));
    }

    /// Another state stands in the file: both stay, and the person is asked.
    fn meet_other(&mut self, bytes: &[u8]) {
        let other = self.file.path.as_ref().and_then(|p| open::parse(p, bytes).ok());
        let differences = other.as_ref().map(|o| compare::differences(o, &self.session)).unwrap_or_default();
        let forgot = self.session.forgotten.is_none() && other.as_ref().is_some_and(|o| o.forgotten.is_some());
        self.status.other = Some(Other { differences, readable: other.is_some(), forgot });
    }

    /// Looks at the file while nothing happens: a sync service may replace it, a stick may be pulled out.
    pub(super) fn watch(&mut self) {
        if self.journal.as_mut().is_some_and(|j| !j.look(&*self.disk)) {
            self.save_wanted = true;
        }
        self.look_beside();
        if self.status.other.is_some() || !self.file.glance(&*self.disk) {
            return;
        }
        match self.file.stands(&*self.disk) {
            Stands::Other(bytes) => self.meet_other(&bytes),
            Stands::FolderGone => self.status.file_fails = Some(FileFails::FolderGone),
            // Written again at once: as long as the window is open the session has a file.
            Stands::Gone => {
                self.force_write = true;
                self.save_wanted = self.touched;
            }
            Stands::AsLeft => {
                if self.status.file_fails == Some(FileFails::FolderGone) && !self.is_unsaved() {
                    self.status.file_fails = None;
                }
            }
            Stands::Unreadable(_) => {}
        }
    }

    pub(super) fn save_as(&mut self, path: PathBuf, at: Moment) {
        let there = self.disk.read(&path, open::MOST_BYTES).ok();
        let own = there.as_ref().is_some_and(|bytes| self.file.known() == Some(&file_sum(bytes)));
        if let Some(bytes) = there.as_ref().filter(|_| !own)
            && let Err(e) = self.keep_other(bytes, at)
        {
            // Without a copy of what is there it is not replaced.
            return self.file_failed(at, FileFails::Reason(reason(&e)));
        }
        if let Some(aside) = &mut self.aside
            && let Some(name) = aside.path.file_name()
        {
            let path = whole::folder_of(&path).join(name);
            *aside = std::sync::Arc::new(super::Aside { path, ..(**aside).clone() });
        }
        // From where they are now they go along.
        let shelves = Shelves::of(self.places.as_ref(), self.file.path.as_deref());
        for photo in &self.session.photos {
            // To this laptop, where they came with a stick; from here they are put beside the new file.
            let _ = shelves.bring(&*self.disk, &photo.digest, &self.writer);
        }
        self.photos_there.clear();
        // From where it is now it goes along.
        self.read_history();
        self.file.go_to(path, there.as_deref());
        self.held = false;
        self.status.other = None;
        self.status.file_fails = None;
        self.status.in_use = None;
        self.file_failed_at = None;
        self.save_wanted = true;
        self.force_write = true;
    }

    /// Writes the session over what stands in its file, where that has this sum: both are in it.
    pub(super) fn save_over(&mut self, sum: &str, at: Moment) {
        let Some(path) = self.file.path.clone() else { return };
        match self.disk.read(&path, open::MOST_BYTES) {
            Ok(bytes) if file_sum(&bytes) != sum => self.meet_other(&bytes),
            _ => self.save_as(path, at),
        }
    }

    /// Keeps a state that a person chose against, apart from those that rotate.
    fn keep_other(&self, bytes: &[u8], at: Moment) -> std::io::Result<()> {
        let Some(places) = &self.places else { return Ok(()) };
        versions::keep_other(&*self.disk, &places.versions(self.session.id), at, bytes, &self.writer)
    }

    pub(super) fn settle(&mut self, choice: Settle, at: Moment) {
        let Some(path) = self.file.path.clone() else { return };
        match choice {
            Settle::KeepBoth => self.save_as(self.free_name_beside(&path), at),
            Settle::ReplaceOther => self.save_as(path, at),
            Settle::TakeOther => {
                let mut mine = self.session.clone();
                if self.status.other.as_ref().is_some_and(|other| other.forgot) {
                    edit::forget(&mut mine, at);
                }
                let Ok(text) = to_text(&mine) else { return };
                match self.keep_other(text.as_bytes(), at) {
                    Ok(()) => self.yielded = true,
                    Err(e) => self.file_failed(at, FileFails::Reason(reason(&e))),
                }
            }
        }
    }

    /// "evening (2).ron"
    fn free_name_beside(&self, path: &Path) -> PathBuf {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let name = |n: u32| whole::folder_of(path).join(format!("{stem} ({n}).ron"));
        (2..1000).map(name).find(|p| self.disk.stat(p).is_err()).unwrap_or_else(|| name(1000))
    }
}
