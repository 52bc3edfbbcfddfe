//! Opening, saving, importing and printing. All of it happens off the window's thread and comes back
//! as an action.

use super::action::{Job, Page};
use super::document::Gate;
use super::state::{App, ImportForm};
use super::{Document, ExportState};
use crate::exchange::{self, Import};
use crate::model::Session;
use crate::model::time::{clock, day, in_zone};
use crate::report::blocks::summary;
use crate::report::raster::{Painter, Picture};
use crate::report::text::Fonts;
use crate::report::{Pages, Paper, Style, lay_out, to_markdown, to_pdf};
use crate::store::{self, Disk, Recent, SaveError, TEMPLATES};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Pixels a point in the preview: sharp at twice the size it is shown at.
const PREVIEW_SCALE: f32 = 1.7;

impl App {
    fn show_session(&mut self, session: Session, path: Option<PathBuf>, page: Page) {
        self.view = super::ViewState { page, ..Default::default() };
        self.document = Some(Document::new(session, path));
        self.remember();
    }

    pub(super) fn new_session(&mut self, template: Option<usize>) {
        if !self.close_session() {
            return;
        }
        let (today, zone) = (self.env.now().date_naive(), self.env.zone());
        let session = match template.and_then(|i| TEMPLATES.get(i)) {
            Some(t) => store::template(t, today, &zone, || self.env.new_id()),
            None => Session::new(self.env.new_id(), today, &zone),
        };
        self.show_session(session, None, Page::Purpose);
    }

    pub(super) fn open_sample(&mut self) {
        if !self.close_session() {
            return;
        }
        match store::sample() {
            Some(session) => self.show_session(session, None, Page::Live),
            None => self.warn("The example could not be opened"),
        }
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        self.view.opening = true;
        let disk = self.env.disk();
        self.env.spawn(Box::new(move || {
            let result = store::open(&*disk, &path).map(Box::new).map_err(|e| e.to_string());
            Job::Opened(path, result)
        }));
    }

    /// What was open stays as it was where the new one can't be opened.
    pub(super) fn opened(&mut self, path: PathBuf, result: Result<Box<Session>, String>) {
        self.view.opening = false;
        match result {
            Ok(session) => {
                if !self.close_session() {
                    return;
                }
                let page = if session.run.started().is_some() { Page::Live } else { Page::Purpose };
                self.show_session(*session, Some(path), page);
            }
            Err(sentence) => self.warn(sentence),
        }
    }

    /// Puts everything away and shows the start page. What could not be saved, and words in the
    /// capture line, keep the session open. True where it is closed.
    pub fn close_session(&mut self) -> bool {
        if !self.view.capture.text.trim().is_empty() {
            self.warn("There are words in the capture line; add them with Enter, or clear them, before you close");
            return false;
        }
        self.save_now();
        if self.document.as_ref().is_some_and(Document::is_dirty) {
            return false;
        }
        self.remember();
        self.document = None;
        self.view = Default::default();
        if let Ok(mut room) = self.room.lock() {
            *room = Default::default();
        }
        true
    }

    fn remember(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(path) = document.save.path.clone() else { return };
        let s = document.session();
        let state = match s.version() {
            Some(v) => {
                let signed =
                    s.partners.iter().filter(|p| s.answer_of(p.id, v.id).is_some_and(|a| a.says.signed())).count();
                format!("version {} signed by {signed} of {}", v.no, s.partners.len())
            }
            None if s.run.ended.is_some() => "not signed yet".into(),
            None if s.run.started().is_some() => "running".into(),
            None => "being prepared".into(),
        };
        let recent =
            Recent { path, title: s.title_or_untitled().into(), detail: format!("{} · {state}", day(s.date)) };
        self.settings.remember(recent);
        self.keep_settings();
    }

    /// Writes the settings; losing them loses nothing, so that it fails is not said.
    fn keep_settings(&mut self) {
        let (disk, settings) = (self.env.disk(), self.settings.clone());
        if let Some(path) = self.env.settings_path() {
            self.env.spawn(Box::new(move || {
                let _ = store::save_settings(&*disk, &path, &settings);
                Job::SettingsKept
            }));
        }
    }

    /// Before the window closes: everything that is unsaved, and the settings, here and now.
    pub fn close(&mut self) {
        self.capture();
        self.save_now();
        if self.document.as_ref().is_some_and(Document::is_dirty) {
            self.rescue();
        }
        self.remember();
        if let Some(path) = self.env.settings_path() {
            let _ = store::save_settings(&*self.env.disk(), &path, &self.settings);
        }
    }

    pub(super) fn save_if_due(&mut self) {
        let now = self.env.now();
        if self.document.as_ref().is_some_and(|d| d.wants_save(now)) {
            self.save_in_background();
        }
    }

    /// Writes the session; one without a file gets one in the session folder, named by its title.
    fn save_in_background(&mut self) {
        let (disk, folder) = (self.env.disk(), self.env.session_folder());
        let Some(document) = &mut self.document else { return };
        document.save.writing = true;
        let (revision, session, gate) = (document.revision(), document.session().clone(), document.save.gate.clone());
        self.env.spawn(Box::new(move || {
            let result = gate.write(revision, |path| write_session(&*disk, &folder, path, &session));
            Job::Saved { session: session.id, revision, result: result.map_err(|e| e.to_string()) }
        }));
    }

    pub(super) fn saved(&mut self, session: Uuid, revision: u64, result: Result<PathBuf, String>) {
        let now = self.env.now();
        let Some(document) = self.document.as_mut().filter(|d| d.session().id == session) else { return };
        let newer = document.revision() != revision;
        let save = &mut document.save;
        save.writing = false;
        match result {
            // It went to the file from before a “save as”; the new one is under way.
            Ok(path) if save.path.as_ref().is_some_and(|now| *now != path) => save.writing = true,
            Ok(path) => {
                let first = save.path.replace(path).is_none();
                save.saved_revision = revision;
                save.saved_at = Some(now);
                save.failed = None;
                save.dirty_since = newer.then_some(now);
                if first {
                    self.remember();
                }
            }
            Err(sentence) => {
                // Try again in a while, and say so until it works.
                save.dirty_since = Some(now);
                save.last_change = Some(now);
                save.failed = Some(sentence);
            }
        }
    }

    /// Writes what is unsaved and waits for it: on closing.
    pub fn save_now(&mut self) {
        self.keep_drafts();
        let (disk, folder) = (self.env.disk(), self.env.session_folder());
        let Some(document) = self.document.as_mut().filter(|d| d.is_dirty()) else { return };
        let (revision, session) = (document.revision(), document.session().clone());
        match document.save.gate.write(revision, |path| write_session(&*disk, &folder, path, &session)) {
            Ok(path) => {
                document.save.path = Some(path);
                document.save.saved_revision = revision;
            }
            Err(e) => document.save.failed = Some(e.to_string()),
        }
    }

    /// The file cannot be written (a stick that was pulled): a copy goes to the session folder.
    fn rescue(&mut self) {
        let (disk, folder) = (self.env.disk(), self.env.session_folder());
        if let Some(document) = &mut self.document
            && let Ok(path) = write_session(&*disk, &folder, None, document.session())
        {
            document.save.path = Some(path);
        }
    }

    pub(super) fn browse_save_as(&mut self) {
        let Some(document) = &self.document else { return };
        let name = store::file_name_for(document.session(), |_| false);
        self.env.pick_save(self.env.session_folder(), name, Job::PickedSaveAs);
    }

    pub(super) fn save_as(&mut self, path: PathBuf) {
        self.keep_drafts();
        let Some(document) = &mut self.document else { return };
        document.save.path = Some(path.clone());
        document.save.gate = Gate::to(path);
        self.save_in_background();
    }

    pub(super) fn browse_export(&mut self) {
        let path = PathBuf::from(&self.view.export.path);
        let folder = path.parent().map_or_else(|| self.env.session_folder(), Path::to_path_buf);
        let name = path.file_name().map_or_else(|| "summary.pdf".into(), |n| n.to_string_lossy().into_owned());
        self.env.pick_save(folder, name, Job::PickedExport);
    }

    /// Where the PDF goes unless the person says otherwise: beside the session.
    pub fn default_export_path(&self) -> PathBuf {
        let Some(document) = &self.document else { return PathBuf::new() };
        match &document.save.path {
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
        let disk = self.env.disk();
        let Some(document) = &self.document else { return };
        let session = document.session().clone();
        self.view.export.writing = true;
        self.view.export.written = None;
        self.env.spawn(Box::new(move || {
            let result =
                bytes(&session, &ending).and_then(|b| store::replace(&*disk, &path, &b).map_err(|e| e.to_string()));
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
            self.env.spawn(Box::new(move || {
                let pages = lay_out(&summary(&session), &Fonts::bundled(), Paper::A4, Style::STANDARD);
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
                let picture =
                    pages.pages.get(page).and_then(|p| Painter::new(&fonts).paint(p, pages.paper, PREVIEW_SCALE));
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

/// Replaces the session's file, or makes it one; gives the file.
fn write_session(disk: &dyn Disk, folder: &Path, path: Option<&Path>, s: &Session) -> Result<PathBuf, SaveError> {
    match path {
        Some(path) => store::save(disk, path, s).map(|()| path.to_path_buf()),
        None => {
            let path = folder.join(store::file_name_for(s, |name| disk.exists(&folder.join(name))));
            store::create(disk, &path, s).map(|()| path)
        }
    }
}

fn bytes(s: &Session, ending: &str) -> Result<Vec<u8>, String> {
    let document = summary(s);
    if ending == "md" {
        return Ok(to_markdown(&document).into_bytes());
    }
    let fonts = Fonts::bundled();
    let pages = lay_out(&document, &fonts, Paper::A4, Style::STANDARD);
    to_pdf(&pages, &fonts).map_err(|e| e.to_string())
}
