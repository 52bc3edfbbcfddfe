//! Copies for the note-takers at tables: named first, so that no name is given twice, then written to a stick or a folder.

use super::action::Job;
use super::state::App;
use crate::model::{CopyName, Session};
use crate::store;
use crate::store::SaveError;
use crate::store::hand_out::{given, write_copy};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The copies for tables, as the window for them shows them.
#[derive(Clone, Debug, Default)]
pub struct CopiesOut {
    /// What was written from this window.
    pub made: BTreeMap<CopyName, PathBuf>,
    /// Names that were given to copies that then could not be written: they are free for the same table.
    unwritten: Vec<CopyName>,
    /// The table whose copy is to be saved, while it is asked where; 0: all of them.
    asking: Option<u8>,
    /// What is to be written as soon as the history is there.
    waiting: Vec<(CopyName, Spot)>,
    /// So many are being written.
    writing: usize,
}

/// Where a copy goes.
#[derive(Clone, Debug)]
enum Spot {
    /// Just there, or nowhere.
    There(PathBuf),
    /// There, or where something is there already, under a name with a number.
    Near(PathBuf),
}

impl CopiesOut {
    /// A name that was given and not used, or the next.
    fn name_for(&mut self, s: &Session, table: u8) -> CopyName {
        let of_table = |name: &CopyName| matches!(name, CopyName::Table { table: of, .. } if *of == table);
        let free = self.unwritten.iter().position(of_table);
        free.map_or_else(|| s.next_copy_for(table), |at| self.unwritten.remove(at))
    }

    /// Is it asked where copies go, or are they being written? Then nothing else is to be begun.
    pub fn is_busy(&self) -> bool {
        self.asking.is_some() || self.writing > 0 || !self.waiting.is_empty()
    }
}

/// A copy that was written, or why it was not.
pub type Made = (CopyName, PathBuf, Result<(), SaveError>);

impl App {
    /// Opens the window for copies, or closes it.
    pub(super) fn show_copies_out(&mut self, shown: bool) {
        let read_only = self.document.as_ref().is_none_or(|d| d.is_read_only());
        match (shown, read_only) {
            (true, true) => self.warn("A session that can only be read here gives no copies"),
            (true, false) if self.joined_room().is_some() => {
                self.warn("Copies are made on the laptop that opened the room; it knows which names are given");
            }
            (true, false) => self.view.copies_out = Some(CopiesOut::default()),
            // What is being written is said first.
            (false, _) if self.view.copies_out.as_ref().is_some_and(CopiesOut::is_busy) => {}
            (false, _) => self.view.copies_out = None,
        }
    }

    pub(super) fn browse_copy_out(&mut self, table: u8) {
        let Some(form) = self.view.copies_out.as_mut().filter(|form| !form.is_busy()) else { return };
        form.asking = Some(table);
        let path = self.copy_path(table);
        let folder = path.parent().map_or_else(|| self.env.session_folder(), Path::to_path_buf);
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        self.env.pick_save(folder, name, Job::PickedCopyOut);
    }

    /// "alder-street-table-3.ron", beside the session.
    fn copy_path(&self, table: u8) -> PathBuf {
        self.beside_the_session(&format!("-table-{table}.ron"))
    }

    pub(super) fn browse_copies_out(&mut self) {
        let Some(form) = self.view.copies_out.as_mut().filter(|form| !form.is_busy()) else { return };
        form.asking = Some(0);
        self.env.pick_folder(Job::PickedCopiesOut);
    }

    /// A copy for the table that was chosen, at this place.
    pub(super) fn copy_out(&mut self, path: Option<PathBuf>) {
        let asked = self.view.copies_out.as_mut().and_then(|form| form.asking.take());
        let Some((table, path)) = asked.zip(path) else { return };
        let path = if path.extension().is_some() { path } else { path.with_extension("ron") };
        self.hand_out(vec![(table, Spot::There(path))]);
    }

    /// A copy for each of these tables, in one folder.
    pub(super) fn copies_out(&mut self, folder: Option<PathBuf>) {
        let asked = self.view.copies_out.as_mut().and_then(|form| form.asking.take());
        let Some((_, folder)) = asked.zip(folder) else { return };
        let tables = self.document.as_ref().map_or(0, |d| d.session().most_tables());
        let path = |table: u8| folder.join(self.copy_path(table).file_name().unwrap_or_default());
        let all = (1..=tables).map(|table| (table, Spot::Near(path(table)))).collect();
        self.hand_out(all);
    }

    fn hand_out(&mut self, tables: Vec<(u8, Spot)>) {
        self.keep_drafts();
        let (Some(document), Some(form)) = (&self.document, &mut self.view.copies_out) else { return };
        let s = document.session();
        let named: Vec<(CopyName, Spot)> =
            tables.into_iter().map(|(table, spot)| (form.name_for(s, table), spot)).collect();
        let command = given(s, named.iter().map(|(name, _)| *name));
        let is_new = named.iter().any(|(name, _)| !s.copies.contains_key(name));
        form.waiting.extend(named);
        if is_new && !self.apply("a copy for a table".into(), command) {
            self.view.copies_out = None;
            return;
        }
        if let Some(document) = &self.document {
            document.ask_for_history();
        }
    }

    /// Writes the copies that wait, once the history is there.
    pub(super) fn write_copies(&mut self) {
        let (Some(document), Some(form)) = (&self.document, &mut self.view.copies_out) else { return };
        let Some(history) = document.history_now().filter(|_| !form.waiting.is_empty()) else { return };
        let waiting = std::mem::take(&mut form.waiting);
        form.writing = waiting.len();
        let (session, disk) = (document.session().clone(), self.env.disk());
        self.env.spawn(Box::new(move || {
            let write = |(name, spot): (CopyName, Spot)| {
                let path = match spot {
                    Spot::There(path) => path,
                    Spot::Near(path) => store::free_name(&*disk, &path),
                };
                let written = write_copy(&*disk, &path, &session, &history, name);
                (name, path, written)
            };
            Job::CopiesMade(session.id, waiting.into_iter().map(write).collect())
        }));
    }

    pub(super) fn copies_made(&mut self, id: uuid::Uuid, made: Vec<Made>) {
        if !self.is_open(id) {
            return;
        }
        let failed = made.iter().find_map(|(.., written)| written.as_ref().err().map(ToString::to_string));
        if let Some(form) = &mut self.view.copies_out {
            form.writing = 0;
            for (name, path, written) in made {
                match written {
                    Ok(()) => drop(form.made.insert(name, path)),
                    Err(_) => form.unwritten.push(name),
                }
            }
        }
        if let Some(sentence) = failed {
            self.warn(sentence);
        }
    }
}
