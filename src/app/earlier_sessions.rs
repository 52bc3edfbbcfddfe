//! Sessions of the series that a case study is also made from: chosen as files, and held against the chain of record
//! codes in the session that is open.

use super::{App, Job};
use crate::model::Session;
use crate::series;
use crate::store::{self, MOST_BYTES};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Reads a session that was before the one that is open.
    pub(super) fn read_earlier(&mut self, path: PathBuf) {
        let disk = self.env.disk();
        let Some(document) = &self.document else { return };
        let session = document.session().id;
        self.env.spawn(Box::new(move || {
            let read = store::read_limited(&*disk, &path, MOST_BYTES).map_err(|e| e.to_string());
            let read = read.and_then(|bytes| store::read_sound(&path, &bytes).map_err(|e| e.to_string()));
            Job::EarlierRead(session, path, read.map(|sound| Box::new(sound.session)))
        }));
    }

    pub(super) fn earlier_read(&mut self, of: uuid::Uuid, path: &Path, read: Result<Box<Session>, String>) {
        let Some(document) = self.document.as_ref().filter(|d| d.session().id == of) else { return };
        let earlier = match read {
            Ok(earlier) => *earlier,
            Err(sentence) => return self.warn(sentence),
        };
        let Some((_, same)) = series::belongs(document.session(), &earlier) else {
            let name = path.display();
            return self.warn(format!("{name} is none of the sessions before this one; it was not taken"));
        };
        let export = &mut self.view.export;
        export.earlier.retain(|e| e.id != earlier.id);
        export.earlier.push(Arc::new(earlier));
        export.earlier.sort_by_key(|e| e.date);
        if !same {
            self.warn("Taken, but it has no version with the record code that this session follows");
        }
    }
}
