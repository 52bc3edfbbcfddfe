//! Files dropped on the window: what each is, and who takes it.

use super::action::{Action, Job, Look};
use super::own_laptop::SIGNATURE;
use super::state::{App, ImportForm};
use crate::store;
use std::path::PathBuf;

/// What sessions are that were dropped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sorted {
    /// At least one is a copy of the one that is open.
    Copies(Vec<PathBuf>),
    /// Another session.
    Other(PathBuf),
    /// None can be read, and why.
    Nothing(String),
}

impl App {
    /// What dropped files are is told by their endings: pictures are photos, a table is imported, a session opened, or
    /// brought in where it is another copy of the one that is open, a PDF held against the session, or opened where there
    /// is none, a signature read.
    pub(super) fn dropped(&mut self, paths: Vec<PathBuf>) {
        let is_session = |path: &PathBuf| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("ron"));
        let (sessions, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(is_session);
        self.dropped_sessions(sessions);
        for path in others {
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
            let open = self.document.is_some();
            match ending.as_str() {
                "pdf" if open => {
                    self.handle(Action::Go(super::Page::Sign));
                    self.check_paper(path);
                }
                "pdf" => self.handle(Action::Open(path)),
                SIGNATURE if open => {
                    self.handle(Action::Go(super::Page::Sign));
                    self.read_signature(path);
                }
                "csv" | "tsv" | "txt" if self.view.list_in.is_some() => self.read_list(path),
                "csv" | "tsv" | "txt" if open => self.drop_table(path),
                _ if open => self.add_photo(path),
                _ => self.say("Open a session first; then photos and tables can be dropped here"),
            }
        }
    }

    fn dropped_sessions(&mut self, paths: Vec<PathBuf>) {
        let Some(id) = self.document.as_ref().filter(|d| !d.is_read_only()).map(|d| d.session().id) else {
            return paths.into_iter().for_each(|path| self.handle(Action::Open(path)));
        };
        if paths.is_empty() {
            return;
        }
        let disk = self.env.disk();
        self.env.spawn(Box::new(move || {
            let read: Vec<_> = paths.iter().map(|path| store::open(&*disk, path).map(|s| s.id)).collect();
            let is_copy = read.iter().any(|read| read.as_ref().is_ok_and(|of| *of == id));
            let other = read.iter().position(Result::is_ok).and_then(|at| paths.get(at).cloned());
            let refused = read.into_iter().find_map(Result::err).map(|e| e.to_string());
            Job::DroppedSessions(match (is_copy, other, refused) {
                (true, ..) => Sorted::Copies(paths),
                (false, Some(other), _) => Sorted::Other(other),
                (false, None, refused) => Sorted::Nothing(refused.unwrap_or_default()),
            })
        }));
    }

    /// Copies are brought in, with why those among them cannot be that cannot; another session is opened.
    pub(super) fn sorted_sessions(&mut self, sorted: Sorted) {
        match sorted {
            Sorted::Copies(paths) => self.look_at_copies(paths),
            Sorted::Other(path) => self.handle(Action::Open(path)),
            Sorted::Nothing(why) => self.warn(why),
        }
    }

    fn drop_table(&mut self, path: PathBuf) {
        self.handle(Action::Go(super::Page::Board));
        let form = ImportForm { path: path.display().to_string(), ..ImportForm::default() };
        self.handle(Action::Look(Look::Import(Some(Box::new(form)))));
    }
}
