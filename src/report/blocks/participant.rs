//! What people take home: what was up for grabs, what they said and what became of it, what was decided, where we
//! disagree, who does what. Without the blocks to sign, and without any name but those with a yes.

use super::{Document, about, agreed, elsewhere, front, people, photos, said, scope};
use crate::model::Session;

pub fn participant(s: &Session) -> Document {
    let mut d = Document::new(s, "Participant copy");
    front::section(s, &mut d);
    scope::section(s, &mut d);
    people::counts(s, &mut d);
    said::section(s, &mut d);
    photos::section(s, &mut d);
    agreed::decided(s, &mut d);
    agreed::disagree(s, &mut d);
    agreed::will_do(s, &mut d);
    elsewhere::sent(s, &mut d);
    elsewhere::not_used(s, &mut d);
    about::section(s, &mut d);
    d
}
