//! Placed pages to a PDF, through printpdf's own pages and operators. What printpdf does not write (structure, links,
//! bookmarks, XMP, colour profile, stable ids) is put on with lopdf at the end: PDF/UA-1 and PDF/A-3a.
//!
//! The only place that names printpdf and lopdf. The same pages give the same bytes: every id and name is ours, and
//! there is no date. printpdf 0.12.8 neither subsets fonts nor shapes text in the build we use, so it gets subset fonts
//! and glyph ids.

mod content;
mod finish;
mod metadata;
mod outline;
mod photo;
mod structure;
mod subset;
mod text;

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
    #[error("The font {0} could not be put into the PDF; please report this")]
    Font(&'static str),
}

/// Writes pages as a PDF.
pub fn to_pdf(pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let mut subsets = Subsets::new(fonts, &pages.pages);
    let mut doc = PdfDocument::new(&pages.title);
    let mut structure = Structure::new(&pages.tags, pages.pages.len());
    let numbered = pages.pages.iter().enumerate();
    doc.pages = numbered.map(|(n, page)| content::page(page, n, pages, &mut subsets, &mut structure)).collect();
    subsets.put_into(&mut doc)?;
    photo::put_into(&mut doc, pages);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let raw = doc.to_lopdf_document(&options, &mut warnings);
    // A warning here means text that would not be seen (printpdf#254): never let it pass.
    if let Some(warning) = warnings.iter().find(|w| w.severity != printpdf::PdfParseErrorSeverity::Info) {
        return Err(PdfError::Writer(warning.msg.clone()));
    }
    finish::finish(raw, pages, structure)
}
