//! Templates as files: a session saved as one, and a new session begun from one that somebody passed on.

use super::{App, Job, Page};
use crate::series;
use crate::store::{self, Disk, TemplateError, TemplateText, is_template, opening, read_template};
use std::path::{Path, PathBuf};

/// What is at the path, where that is a template by how it begins.
pub(super) fn template_at(disk: &dyn Disk, path: &Path) -> Option<Result<TemplateText, TemplateError>> {
    // The beginning says it; a session is not read twice for that.
    let bytes = disk.read(path, START).ok()?;
    is_template(&bytes).then(|| read_template(disk, path))
}

/// Bytes in which a file says what it is.
const START: u64 = 4096;

impl App {
    pub(super) fn browse_save_template(&mut self) {
        if self.document.is_some() {
            self.keep_drafts();
            self.env.pick_save(self.env.session_folder(), "workshop.template.ron".into(), Job::PickedTemplate);
        }
    }

    /// Writes the session as a template; what it is called is the name of the file.
    pub(super) fn save_template(&mut self, path: PathBuf) {
        let disk = self.env.disk();
        let Some(document) = &self.document else { return };
        let session = document.session().clone();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let title = name.trim_end_matches(".ron").trim_end_matches(".template").replace(['-', '_'], " ");
        self.env.spawn(Box::new(move || {
            // Only a template is written over: what else is there may be a session.
            if disk.read(&path, START).is_ok_and(|bytes| !is_template(&bytes)) {
                let sentence = format!("{} is there already and is no template; choose another name", path.display());
                return Job::TemplateWritten(path, Err(sentence));
            }
            let written = store::template_file(&series::as_template(&session), &crate::insight::sentence(&title))
                .and_then(|text| store::replace(&*disk, &path, text.as_bytes()));
            Job::TemplateWritten(path, written.map_err(|e| e.to_string()))
        }));
    }

    pub(super) fn template_written(&mut self, path: &Path, written: Result<(), String>) {
        match written {
            Ok(()) => self.say(format!(
                "Written to {}: agenda, prompts, what is up for grabs, ground rules. No names, and nothing anybody said",
                path.display()
            )),
            Err(sentence) => self.warn(sentence),
        }
    }

    /// Begins a session from a template that was opened.
    pub(super) fn template_read(&mut self, read: Result<Box<TemplateText>, String>) {
        self.view.opening = false;
        let template = match read {
            Ok(template) => template,
            Err(sentence) => return self.warn(sentence),
        };
        if !self.close_session() {
            return;
        }
        let (today, zone) = (self.env.now().date_naive(), self.env.zone());
        let session = store::template(&template, today, &zone, || self.env.new_id());
        let opened = opening::open_new(&self.world(), session);
        self.show(opened, Page::Purpose);
        self.say(format!("A new session from the template “{}”", template.title));
    }
}
