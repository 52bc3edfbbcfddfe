//! Section 13: about this paper.

use super::Document;
use crate::model::Session;
use crate::report::text::Text;

pub fn section(s: &Session, d: &mut Document) {
    d.heading(2, "About this paper");
    d.list_or(
        vec![
            Text::plain("A fair record; not advice, a contract, a vote or planning consent."),
            Text::plain(
                "To check it against the file, type the code at the foot of each page into Upfront, under Sign & export; it says \
                 whether the text is the same, and where it is not. One changed word gives another code.",
            ),
            Text::plain(
                "Names from the list of people are printed only with a yes; words are printed with the partner only. \
                 Names inside somebody’s words cannot all be known to the program, and in a small room people may be recognised.",
            ),
            Text::plain("Other formats: the same as a web page, and as Markdown."),
            Text::plain(if s.ask.trim().is_empty() {
                "Whom to ask: the facilitator or your partner’s signatory.".to_string()
            } else {
                format!("Whom to ask: {}.", s.ask)
            }),
        ],
        "",
    );
}
