//! PDFs that come back: the record inside one opens to be read, and one is held against the session that is open.

use super::action::Job;
use super::state::App;
use crate::printing;
use crate::store::{self, MOST_BYTES, opening};
use std::path::PathBuf;

impl App {
    /// Opens the record that a PDF carries. It is only read: the session's own file is what goes on.
    pub(super) fn open_paper(&mut self, path: PathBuf) {
        self.view.opening = true;
        let world = self.world();
        self.env.spawn(Box::new(move || {
            let opened = printing::record_in(&*world.disk, &path).map_err(|e| e.to_string()).map(|session| {
                let mut opened = opening::open_new(&world, session);
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                opened.found.paper = Some(name.unwrap_or_default());
                Box::new(opened)
            });
            Job::Opened(opened)
        }));
    }

    /// Holds a PDF against the session.
    pub(super) fn check_paper(&mut self, path: PathBuf) {
        self.keep_drafts();
        let (disk, shelves, fonts) = (self.env.disk(), self.shelves(), self.fonts.clone());
        let Some(document) = &self.document else { return };
        let session = document.session().clone();
        self.say("Comparing…");
        self.env.spawn(Box::new(move || {
            let checked = store::read_limited(&*disk, &path, MOST_BYTES).map_err(|e| e.to_string()).and_then(|bytes| {
                let paper = (path.as_path(), bytes.as_slice());
                printing::check_paper(&session, paper, &shelves, &*disk, &fonts).map_err(|e| e.to_string())
            });
            Job::PaperChecked(session.id, checked.map(Box::new))
        }));
    }

    /// What came of it; another session may be open by now.
    pub(super) fn paper_checked(&mut self, session: uuid::Uuid, checked: Result<Box<crate::record::Verdict>, String>) {
        if self.document.as_ref().is_none_or(|d| d.session().id != session) {
            return;
        }
        self.view.notice = None;
        match checked {
            Ok(verdict) => self.say_verdict(*verdict),
            Err(sentence) => self.warn(sentence),
        }
    }
}
