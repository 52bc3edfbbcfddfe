//! What other programs read, written beside the session at a name that nothing has.

use super::{App, Job};
use crate::exchange::HandOn;
use crate::store;
use std::path::PathBuf;

impl App {
    pub(super) fn hand_on(&mut self, what: HandOn) {
        self.keep_drafts();
        let disk = self.env.disk();
        let wanted = self.beside_the_session(&what.ending());
        let Some(document) = &self.document else { return };
        let session = document.session().clone();
        self.env.spawn(Box::new(move || {
            let path = store::free_name(&*disk, &wanted);
            let written = what.bytes(&session).map_err(|e| format!("{} was not written ({e})", path.display()));
            let written = written.and_then(|(bytes, left_out)| {
                store::replace(&*disk, &path, &bytes).map_err(|e| e.to_string()).map(|()| (path, left_out))
            });
            Job::HandedOn(written)
        }));
    }

    pub(super) fn handed_on(&mut self, result: Result<(PathBuf, Option<String>), String>) {
        match result {
            Ok((path, None)) => self.say(format!("Written to {}", path.display())),
            Ok((path, Some(left_out))) => self.say(format!("Written to {}; {left_out}", path.display())),
            Err(sentence) => self.warn(sentence),
        }
    }
}
