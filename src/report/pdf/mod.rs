//! Placed pages to a PDF, through printpdf's own pages and operators. What printpdf does not write (structure, links,
//! bookmarks, XMP, colour profile, stable ids) is put on with lopdf at the end: PDF/UA-1 and PDF/A-3a.
//!
//! The only place that names printpdf and lopdf. The same pages give the same bytes: every id and name is ours, and
//! there is no date. printpdf 0.12.8 neither subsets fonts nor shapes text in the build we use, so it gets subset fonts
//! and glyph ids.

mod attached;
mod content;
mod fields;
mod finish;
mod line_ends;
mod metadata;
mod outline;
mod photo;
mod read;
mod structure;
mod subset;
mod text;
mod to_unicode;

pub use read::{ReadPdf, ReadPdfError, read_pdf};

use super::Watch;
use super::layout::Pages;
use super::text::Fonts;
use printpdf::{PdfDocument, PdfSaveOptions};
use structure::Structure;
use subset::Subsets;

/// Who wrote the file.
const PRODUCER: &str = "Upfront";

/// The PDF could not be made. The display is the sentence the person reads.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("The PDF could not be made: {0}; please report this")]
    Writer(String),
    #[error("It was stopped before the PDF was written")]
    Stopped,
    #[error("The font {0} could not be put into the PDF; please report this")]
    Font(String),
}

/// Writes pages as a PDF.
pub fn to_pdf(pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    to_pdf_watched(pages, fonts, &Watch::default())
}

/// What part of the work writing pages is; the last part is what binds them together.
const WRITING: [f32; 2] = [0.4, 0.7];

/// The same while somebody waits for it.
///
/// # Errors
/// [`PdfError::Stopped`] where they no longer do.
pub fn to_pdf_watched(pages: &Pages, fonts: &Fonts, watch: &Watch) -> Result<Vec<u8>, PdfError> {
    let mut subsets = Subsets::new(fonts, &pages.pages);
    let mut doc = PdfDocument::new(&pages.title);
    let mut structure = Structure::new(&pages.tags, pages.pages.len());
    for (n, page) in pages.pages.iter().enumerate() {
        doc.pages.push(content::page(page, n, pages, &mut subsets, &mut structure));
        watch.at(n + 1, pages.pages.len(), WRITING);
        if watch.stopped() {
            return Err(PdfError::Stopped);
        }
    }
    subsets.put_into(&mut doc)?;
    photo::put_into(&mut doc, pages);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let mut raw = doc.to_lopdf_document(&options, &mut warnings);
    // Only the finished objects are needed from here on.
    drop(doc);
    subsets.say_what_glyphs_mean(&mut raw);
    drop(subsets);
    // A warning here means text that would not be seen (printpdf#254): never let it pass.
    if let Some(warning) = warnings.iter().find(|w| w.severity != printpdf::PdfParseErrorSeverity::Info) {
        return Err(PdfError::Writer(warning.msg.clone()));
    }
    if watch.stopped() {
        return Err(PdfError::Stopped);
    }
    finish::finish(raw, pages, structure)
}
