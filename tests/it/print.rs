//! What is printed, read back.

use crate::pdf_text::text_of;
use upfront::model::Session;
use upfront::report::blocks::summary;
use upfront::report::text::Fonts;
use upfront::report::{Paper, Style, lay_out, to_pdf};
use upfront::store::sample;

/// The summary of a session as a PDF.
pub fn pdf_of(s: &Session) -> Vec<u8> {
    let fonts = Fonts::bundled();
    let pages = lay_out(&summary(s), &fonts, Paper::A4, Style::STANDARD);
    assert!(pages.missing.is_empty(), "no font has {:?}", pages.missing);
    to_pdf(&pages, &fonts).unwrap()
}

#[test]
fn the_summary_reads_back() {
    let text = text_of(&pdf_of(&sample().unwrap()));
    assert!(text.starts_with("Alder Street courtyard and ground floor"));
}
