//! Importing and printing. All of it happens off the window's thread and comes back as an action.

use super::action::{Job, Page};
use super::state::{App, ImportForm, LaidOut, PaintedPage};
use crate::exchange::{self, Import};
use crate::insight::Unnamed;
use crate::model::time::{clock, in_zone};
use crate::printing::{self, Format, Printing, Sheets};
use crate::report::blocks::{DocumentKind, Reader};
use crate::report::languages::languages;
use crate::report::raster::{Painter, Picture};
use crate::report::{Pages, Print, Watch, lay_out};
use crate::store;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Pixels a point in the preview of A4: sharp at twice the size it is shown at.
const PREVIEW_SCALE: f32 = 1.7;
/// In points.
const A4_WIDTH: f32 = 595.0;

impl App {
    pub(super) fn browse_export(&mut self) {
        let path = PathBuf::from(&self.view.export.path);
        let folder = path.parent().map_or_else(|| self.env.session_folder(), Path::to_path_buf);
        let name = path.file_name().map_or_else(|| "summary.pdf".into(), |n| n.to_string_lossy().into_owned());
        self.env.pick_save(folder, name, Job::PickedExport);
    }

    /// Where the file goes unless the person says otherwise: beside the session, named after it and the document.
    pub fn default_export_path(&self) -> PathBuf {
        let Some(document) = &self.document else { return PathBuf::new() };
        let s = document.session();
        let Sheets { kind, print, second, reader, .. } = self.view.export.sheets;
        let what = match kind {
            DocumentKind::Summary => String::new(),
            kind => format!("-{}", kind.name()),
        };
        let large = if print == Print::Large { "-large-print" } else { "" };
        let second = second.and_then(|place| languages().get(place));
        let second = second.map_or_else(String::new, |language| format!("-{}", language.lang.0));
        let reader = match (kind, reader) {
            (DocumentKind::Letter, Reader::Everyone) => "-everyone".to_string(),
            (DocumentKind::Letter, Reader::Partner(id)) => {
                s.partners.get(id).map_or_else(String::new, |p| format!("-{}", p.key.to_lowercase()))
            }
            _ => String::new(),
        };
        self.beside_the_session(&format!("{what}{reader}{large}{second}.pdf"))
    }

    /// A path beside the session, named after it and with that at its end.
    pub(super) fn beside_the_session(&self, end: &str) -> PathBuf {
        let Some(document) = &self.document else { return PathBuf::new() };
        let s = document.session();
        let named = |stem: &str| format!("{stem}{end}");
        let names_somebody = |stem: &str| Unnamed::of(s).stand_in(stem);
        let fresh = store::file_name_for(s, |_| false);
        let fresh = Path::new(&fresh).file_stem().map(|f| f.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(path) = &document.status.path else { return self.env.session_folder().join(named(&fresh)) };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        // A name that was in the title once must not go on in the name of what is handed out.
        let stem = [stem, fresh].into_iter().find(|stem| !names_somebody(stem)).unwrap_or_else(|| "summary".into());
        path.with_file_name(named(&stem))
    }

    /// Writes what is looked at; `then_show` opens it in the system's viewer.
    pub(super) fn export(&mut self, then_show: bool) {
        if self.view.export.writing.is_some() {
            return;
        }
        self.keep_drafts();
        let typed = self.view.export.path.trim().to_string();
        let path = if typed.is_empty() { self.default_export_path() } else { PathBuf::from(typed) };
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let Some(format) = Format::of_ending(ending) else {
            return self.warn("The name must end in .pdf, .html or .md");
        };
        let (disk, shelves, fonts) = (self.env.disk(), self.shelves(), self.fonts.clone());
        let Some(document) = &self.document else { return };
        let (session, sheets) = (document.session().clone(), self.view.export.sheets);
        let earlier = self.view.export.earlier.clone();
        let watch = Arc::new(Watch::default());
        self.view.export.writing = Some(watch.clone());
        self.view.export.then_show = then_show;
        self.view.export.written = None;
        self.env.spawn(Box::new(move || {
            let printing = printing::prepare(&session, &earlier, sheets, &shelves, &*disk, &fonts);
            let result = printing::file(&printing, format, &watch)
                .map_err(|e| e.to_string())
                .and_then(|(bytes, _)| store::replace(&*disk, &path, &bytes).map_err(|e| e.to_string()));
            Job::Exported(path, result)
        }));
    }

    /// What was to be written is wanted no longer.
    pub(super) fn stop_export(&mut self) {
        if let Some(watch) = &self.view.export.writing {
            watch.stop();
        }
    }

    pub(super) fn exported(&mut self, path: PathBuf, result: Result<(), String>) {
        self.view.export.writing = None;
        match result {
            Ok(()) => {
                self.say(format!("Written to {}", path.display()));
                self.view.export.written = Some(path);
                if self.view.export.then_show {
                    self.show_exported();
                }
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

    /// Lays what is looked at out anew where the session has changed, and paints the page that is looked at.
    pub(super) fn keep_preview_fresh(&mut self) {
        if self.view.page != Page::Sign {
            return;
        }
        let Some(document) = &self.document else { return };
        let (id, revision) = (document.session().id, document.revision());
        let export = &mut self.view.export;
        let sheets = export.sheets;
        let of: Vec<Uuid> = export.earlier.iter().map(|s| s.id).collect();
        let is_fresh = |p: &LaidOut| (p.revision, p.sheets) == (revision, sheets) && p.earlier == of;
        let fresh = export.pages.as_ref().is_some_and(is_fresh);
        if !fresh && !export.laying_out {
            export.laying_out = true;
            let (session, earlier) = (document.session().clone(), export.earlier.clone());
            let (disk, shelves, fonts) = (self.env.disk(), self.shelves(), self.fonts.clone());
            self.env.spawn(Box::new(move || {
                let printing = printing::prepare(&session, &earlier, sheets, &shelves, &*disk, &fonts);
                let Printing { document, fonts, print } = printing;
                let pages = Arc::new(lay_out(&document, &fonts, print));
                Job::LaidOut {
                    session: session.id,
                    laid_out: Box::new(LaidOut { revision, sheets, earlier: of, pages, fonts }),
                }
            }));
            return;
        }
        let Some(LaidOut { revision, sheets, pages, fonts, .. }) = export.pages.clone() else { return };
        let page = export.page.min(pages.pages.len().saturating_sub(1));
        let is_it = |p: &PaintedPage| (p.revision, p.sheets, p.page) == (revision, sheets, page);
        if !export.painting && !export.picture.as_ref().is_some_and(is_it) {
            export.painting = true;
            self.env.spawn(Box::new(move || {
                let blank = Picture { width: 1, height: 1, rgba: vec![255; 4] };
                let picture = Painter::new(&fonts).paint(&pages, page, scale(&pages)).unwrap_or(blank);
                let painted = PaintedPage { revision, sheets, page, picture: Arc::new(picture) };
                Job::Painted { session: id, painted: Box::new(painted) }
            }));
        }
    }

    /// Is it of the session that is open? Work for another comes too late.
    pub(super) fn is_open(&self, session: Uuid) -> bool {
        self.document.as_ref().is_some_and(|d| d.session().id == session)
    }

    pub(super) fn laid_out(&mut self, session: Uuid, laid_out: LaidOut) {
        self.view.export.laying_out = false;
        if !self.is_open(session) {
            return;
        }
        if let Some(document) = &mut self.document {
            document.print_in(laid_out.fonts.clone());
        }
        self.view.export.pages = Some(laid_out);
    }

    pub(super) fn painted(&mut self, session: Uuid, painted: PaintedPage) {
        self.view.export.painting = false;
        if self.is_open(session) {
            self.view.export.picture = Some(painted);
        }
    }
}

/// Pixels a point in the preview: as many on a poster as on a smaller sheet.
fn scale(pages: &Pages) -> f32 {
    PREVIEW_SCALE * A4_WIDTH / pages.paper.width.max(A4_WIDTH)
}
