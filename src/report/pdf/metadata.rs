//! What the file says of itself: PDF/UA-1 and PDF/A-3a in XMP, and the colours it is drawn in.

use super::PdfError;
use crate::model::time::Moment;
use crate::report::text::ENGLISH;
use moxcms::ColorProfile;
use xmp_writer::{LangId, XmpWriter};

/// The XMP packet. It has no dates, so that the same session gives the same bytes.
pub fn xmp(title: &str) -> String {
    let mut xmp = XmpWriter::new();
    xmp.title([(Some(LangId("x-default")), title)]);
    xmp.language([LangId(ENGLISH.0)]);
    xmp.producer(super::PRODUCER);
    // ISO 19005-3, level A: accessible.
    xmp.pdfa_part(3);
    xmp.pdfa_conformance("A");
    // ISO 14289-1. PDF/A wants every schema described that it does not know itself.
    xmp.pdfua_part(1);
    {
        let mut schemas = xmp.extension_schemas();
        let mut ua = schemas.pdfua_id();
        ua.properties().describe_part();
    }
    xmp.finish(None)
}

/// The sRGB profile, for the output intent.
pub fn srgb() -> Result<Vec<u8>, PdfError> {
    /// Where an ICC profile has the time it was made (ICC.1:2022, table 17), and what ours says: 1 January 2026.
    const MADE_AT: std::ops::Range<usize> = 24..36;
    const MADE: [u8; 12] = [0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
    let mut profile = ColorProfile::new_srgb();
    // A tag younger than what PDF/A-3 knows.
    profile.cicp = None;
    let mut bytes = profile.encode().map_err(|e| PdfError::Writer(e.to_string()))?;
    if let Some(made) = bytes.get_mut(MADE_AT) {
        made.copy_from_slice(&MADE);
    }
    Ok(bytes)
}

/// A moment as a PDF writes it: D:20260514202900+01'00 (ISO 32000-1, 7.9.4).
pub fn pdf_date(at: Moment) -> String {
    let offset = at.format("%:z").to_string().replace(':', "'");
    format!("D:{}{offset}", at.format("%Y%m%d%H%M%S"))
}
