//! Forgetting people, when the date for it is past: the session is put away, its file and copies are rewritten, and it
//! is opened again.

use super::action::Job;
use super::state::App;
use crate::insight::still_named;
use crate::store::forget::{forget_file, may_forget};
use crate::store::opening::{Opened, open_session};

/// What came of it, in sentences, and the session as it is now.
pub type Forgot = (Result<Vec<String>, String>, Result<Box<Opened>, String>);

impl App {
    pub(super) fn forget_people(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(path) = document.status.path.clone() else {
            return self.warn("The session has no file yet; there is nothing to remove from it");
        };
        let now = self.env.now();
        if let Err(e) = may_forget(&path, document.session(), now) {
            return self.warn(e.to_string());
        }
        self.keep_drafts();
        if !(self.view.drafts.is_empty()
            && self.view.capture.text.trim().is_empty()
            && self.view.sign.is_none()
            && self.view.own.is_none())
        {
            // They are only in the journal, which goes.
            return self.warn("There are words that are not written down yet; add them or clear them first");
        }
        if !self.close_session() {
            return;
        }
        self.view.opening = true;
        let world = self.world();
        self.env.spawn(Box::new(move || {
            let report = forget_file(&world, &path, now, still_named)
                .map(|report| report.sentences())
                .map_err(|e| e.to_string());
            // Whatever came of it, the person is back where they were.
            let opened = open_session(&world, &path).map(Box::new).map_err(|e| e.to_string());
            Job::Forgot(Box::new((report, opened)))
        }));
    }

    pub(super) fn forgot(&mut self, (report, opened): Forgot) {
        self.opened(opened);
        match report {
            Ok(sentences) => self.say(format!("{}.", sentences.join(". "))),
            Err(sentence) => self.warn(sentence),
        }
    }
}
