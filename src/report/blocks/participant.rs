//! What people take home: what was up for grabs, what they said and what became of it, what was decided, where we
//! disagree, who does what. Without the blocks to sign, and without any name but those with a yes.

use super::{Document, about, charter, front, people, scope, summary};
use crate::model::Session;

pub fn participant(s: &Session) -> Document {
    let mut d = Document::new(s, "Participant copy");
    front::section(s, &mut d);
    scope::section(s, &mut d);
    people::counts(s, &mut d);
    summary::said_and_done(s, &mut d);
    charter::section(s, &mut d);
    about::section(s, &mut d);
    d
}
