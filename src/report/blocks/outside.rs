//! Holds back, in a document that goes outside, every text that holds what must stay: a name, a contact, words without
//! a yes. Last, over all that was put together, so that no block can forget it.

use super::{Block, Document};
use crate::insight::Outside;
use crate::model::Session;
use crate::model::time::day;
use crate::report::text::Text;

const HELD_BACK: &str = "Words are left out here: they hold a name, or what somebody did not agree to have passed on.";

/// The document without what must stay here.
///
/// Where names were removed from a session it cannot be searched for them any more, and says so.
pub fn hold_back(mut d: Document, of: &[&Session], all: &[Outside]) -> Document {
    let stays = |words: &str| all.iter().any(|outside| outside.must_stay(words));
    d.each_text_mut(&mut |text| {
        let own: String = text.0.iter().filter(|span| !span.fixed).map(|span| span.text.as_str()).collect();
        if stays(&own) {
            *text = Text::from(HELD_BACK).all_quiet();
        }
    });
    for block in &mut d.blocks {
        if let Block::Chart(chart) = block
            && (stays(&chart.alt) || chart.rows.iter().any(|bars| stays(&bars.label)))
        {
            *block = Block::Paragraph(Text::from(HELD_BACK).all_quiet());
        }
    }
    for line in [&mut d.title, &mut d.footer] {
        if stays(line) {
            *line = "A workshop".into();
        }
    }
    for f in of.iter().filter_map(|s| s.forgotten) {
        let on = day(f.at.date_naive());
        d.paragraph(Text::quiet(format!(
            "The list of names was removed on {on}; this paper could not be searched for them."
        )));
    }
    d
}
