//! Importing and printing. All of it happens off the window's thread and comes back as an action.

use super::action::{Job, Page};
use super::state::{App, ExportState, ImportForm};
use crate::exchange::{self, Import};
use crate::insight::Unnamed;
use crate::model::Session;
use crate::model::time::{clock, in_zone};
use crate::report::blocks::{Document, summary};
use crate::report::raster::{Painter, Picture};
use crate::report::text::Fonts;
use crate::report::{Pages, Photos, Print, lay_out, to_markdown, to_pdf};
use crate::store::photos::Shelves;
use crate::store::{self, Disk};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Pixels a point in the preview: sharp at twice the size it is shown at.
const PREVIEW_SCALE: f32 = 1.7;

impl App {
    pub(super) fn browse_export(&mut self) {
        let path = PathBuf::from(&self.view.export.path);
        let folder = path.parent().map_or_else(|| self.env.session_folder(), Path::to_path_buf);
        let name = path.file_name().map_or_else(|| "summary.pdf".into(), |n| n.to_string_lossy().into_owned());
        self.env.pick_save(folder, name, Job::PickedExport);
    }

    /// Where the PDF goes unless the person says otherwise: beside the session.
    pub fn default_export_path(&self) -> PathBuf {
        let Some(document) = &self.document else { return PathBuf::new() };
        let s = document.session();
        let names_somebody = |path: &PathBuf| {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            Unnamed::of(s).stand_in(&stem)
        };
        match &document.status.path {
            // A name that was in the title once must not go on in the name of what is handed out.
            Some(path) if names_somebody(path) => {
                let fresh = path.with_file_name(store::file_name_for(s, |_| false)).with_extension("pdf");
                if names_somebody(&fresh) { path.with_file_name("summary.pdf") } else { fresh }
            }
            Some(path) => path.with_extension("pdf"),
            None => {
                let name = store::file_name_for(document.session(), |_| false);
                self.env.session_folder().join(name).with_extension("pdf")
            }
        }
    }

    pub(super) fn export(&mut self) {
        self.keep_drafts();
        let typed = self.view.export.path.trim().to_string();
        let path = if typed.is_empty() { self.default_export_path() } else { PathBuf::from(typed) };
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        if !matches!(ending.as_str(), "pdf" | "md") {
            return self.warn("The name must end in .pdf or .md");
        }
        let (disk, shelves) = (self.env.disk(), self.shelves());
        let Some(document) = &self.document else { return };
        let session = document.session().clone();
        self.view.export.writing = true;
        self.view.export.written = None;
        self.env.spawn(Box::new(move || {
            let result = bytes(&printed(&session, &shelves, &*disk), &ending)
                .and_then(|b| store::replace(&*disk, &path, &b).map_err(|e| e.to_string()));
            Job::Exported(path, result)
        }));
    }

    pub(super) fn exported(&mut self, path: PathBuf, result: Result<(), String>) {
        self.view.export.writing = false;
        match result {
            Ok(()) => {
                self.say(format!("Written to {}", path.display()));
                self.view.export.written = Some(path);
            }
            Err(sentence) => self.warn(sentence),
        }
    }

    pub(super) fn show_exported(&mut self) {
        if let Some(path) = &self.view.export.written
            && let Err(sentence) = self.env.show(path)
        {
            self.warn(sentence);
        }
    }

    pub(super) fn picked_import(&mut self, path: PathBuf) {
        let form = self.view.import.get_or_insert_with(ImportForm::default);
        form.path = path.display().to_string();
        form.preview = None;
    }

    pub(super) fn preview_import(&mut self) {
        let disk = self.env.disk();
        let (Some(document), Some(form)) = (&self.document, &self.view.import) else { return };
        let (session, path, mut how) = (document.session().clone(), PathBuf::from(form.path.trim()), form.how.clone());
        how.rejected = form.rejected.split_once('=').map(|(c, v)| (c.trim().into(), v.trim().into()));
        self.env.spawn(Box::new(move || {
            let read = store::read_limited(&*disk, &path, exchange::MOST_BYTES).map_err(|e| e.to_string());
            let preview = read.and_then(|bytes| {
                exchange::preview(&session, &bytes, &how).map_err(|e| format!("{}: {e}", path.display()))
            });
            Job::Previewed(preview.map(Box::new))
        }));
    }

    pub(super) fn previewed(&mut self, result: Result<Box<Import>, String>) {
        if let Some(form) = &mut self.view.import {
            form.preview = Some(result.map(|i| *i));
        }
    }

    pub(super) fn import_now(&mut self) {
        let Some(ImportForm { preview: Some(Ok(import)), .. }) = self.view.import.take() else { return };
        let Some(document) = &self.document else { return };
        let s = document.session();
        let at = in_zone(self.env.now(), &s.zone);
        let command = exchange::import_command(s, &import, at, || self.env.new_id());
        let n = import.rows.len();
        let what = if n == 1 { "import of 1 contribution".to_string() } else { format!("import of {n} contributions") };
        if !self.apply(what, command) {
            return;
        }
        let at = clock(at);
        self.say(format!("{n} imported at {at}; one undo takes them all back"));
    }

    /// Lays the summary out anew where the session has changed, and paints the page that is looked at.
    pub(super) fn keep_preview_fresh(&mut self) {
        if self.view.page != Page::Sign {
            return;
        }
        let Some(document) = &self.document else { return };
        let revision = document.revision();
        let export: &mut ExportState = &mut self.view.export;
        let fresh = export.pages.as_ref().is_some_and(|(r, _)| *r == revision);
        if !fresh && export.laying_out.is_none() {
            export.laying_out = Some(revision);
            let session = document.session().clone();
            let (disk, shelves) = (self.env.disk(), self.shelves());
            self.env.spawn(Box::new(move || {
                let document = printed(&session, &shelves, &*disk);
                let pages = lay_out(&document, &Fonts::bundled(), Print::Standard);
                Job::LaidOut { session: session.id, revision, pages: Box::new(pages) }
            }));
            return;
        }
        let session = document.session().id;
        let Some((revision, pages)) = export.pages.clone() else { return };
        let page = export.page.min(pages.pages.len().saturating_sub(1));
        let painted = export.picture.as_ref().is_some_and(|(r, p, _)| (*r, *p) == (revision, page));
        if !painted && export.painting.is_none() {
            export.painting = Some((revision, page));
            self.env.spawn(Box::new(move || {
                let fonts = Fonts::bundled();
                let picture = Painter::new(&fonts).paint(&pages, page, PREVIEW_SCALE);
                let blank = Picture { width: 1, height: 1, rgba: vec![255; 4] };
                Job::Painted { session, revision, page, picture: Box::new(picture.unwrap_or(blank)) }
            }));
        }
    }

    /// Is it of the session that is open? Work for another comes too late.
    fn is_open(&self, session: Uuid) -> bool {
        self.document.as_ref().is_some_and(|d| d.session().id == session)
    }

    pub(super) fn laid_out(&mut self, session: Uuid, revision: u64, pages: Pages) {
        if !self.is_open(session) {
            return;
        }
        self.view.export.laying_out = None;
        self.view.export.pages = Some((revision, Arc::new(pages)));
    }

    pub(super) fn painted(&mut self, session: Uuid, revision: u64, page: usize, picture: Picture) {
        if !self.is_open(session) {
            return;
        }
        self.view.export.painting = None;
        self.view.export.picture = Some((revision, page, Arc::new(picture)));
    }
}

/// The summary with its pictures.
fn printed(s: &Session, shelves: &Shelves, disk: &dyn Disk) -> Document {
    summary(s).with_photos(Photos::new(shelves.printable(disk, s), shelves.folder_name()))
}

fn bytes(document: &Document, ending: &str) -> Result<Vec<u8>, String> {
    if ending == "md" {
        return Ok(to_markdown(document).into_bytes());
    }
    let fonts = Fonts::bundled();
    let pages = lay_out(document, &fonts, Print::Standard);
    to_pdf(&pages, &fonts).map_err(|e| e.to_string())
}
