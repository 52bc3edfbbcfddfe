//! From a session to paper: session -> [`blocks`] -> shaped text -> placed pages -> bytes.
//!
//! Pure: bytes come out, nothing else happens. There is one layout. What the PDF writer gets is what
//! [`raster`] paints for the preview, glyph by glyph.

pub mod blocks;
mod html;
pub mod ink;
pub mod languages;
pub mod layout;
mod markdown;
mod paper;
mod pdf;
pub mod photos;
pub mod raster;
pub mod tags;
pub mod text;
mod watch;

use crate::model::time::Moment;

pub use html::to_html;
pub use layout::{
    Ink, Page, Pages, Paper, Placed, Print, Style, lay_out, lay_out_in, lay_out_watched, missing_sentence,
};
pub use markdown::to_markdown;
pub use paper::{NoClaim, code_of, first_missing, is_of};
pub use pdf::{PdfError, ReadPdf, ReadPdfError, read_pdf, to_pdf, to_pdf_watched};
pub use photos::Photos;
pub use watch::Watch;

/// The record that goes into a PDF as a file: the public part of a session, and when it was frozen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attached {
    pub text: String,
    pub at: Moment,
}
