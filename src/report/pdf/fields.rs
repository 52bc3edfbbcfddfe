//! Fields that are filled in with ordinary PDF software: lines for words, and places for a signature (ISO 32000-1, 12.7).
//!
//! They look like nothing until somebody fills them in: the lines to write on are on the page already. What is typed is
//! shown in a font that is in the file, as PDF/A-3 wants it; it has the letters of Windows-1252 and no others.

use super::PdfError;
use super::structure::{link_number, number};
use crate::report::layout::{Field, FieldKind, Pages};
use crate::report::text::Fonts;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// What the font is called in the form.
const FONT: &str = "Typed";
/// In points.
const SIZE: f32 = 10.0;
/// The characters of a simple font: those of Windows-1252 from the space on.
const FIRST: u8 = 32;
/// A field that holds several lines (table 228, bit 13).
const MULTILINE: i64 = 1 << 12;

/// Writes the widgets; the nth has its place in the structure behind the links.
pub fn widgets(doc: &mut Document, pages: &Pages, on_paper: &[ObjectId]) -> Vec<ObjectId> {
    let of = |(n, field): (usize, &Field)| {
        let nth = link_number(pages, pages.links.len() + n);
        let dict = widget(doc, field, pages, on_paper, nth);
        doc.add_object(dict)
    };
    pages.fields.iter().enumerate().map(of).collect()
}

fn widget(doc: &mut Document, field: &Field, pages: &Pages, on_paper: &[ObjectId], nth: usize) -> Dictionary {
    let [left, top, width, height] = field.bounds;
    let (top, bottom) = (pages.paper.height - top, pages.paper.height - top - height);
    let bounds = [left, bottom, left + width, top].map(Object::Real).to_vec();
    let looks = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => [0.0, 0.0, width, height].map(Object::Real).to_vec(),
    };
    // Empty, but for the frame that software looks for where it puts what is typed.
    let looks = doc.add_object(Stream::new(looks, b"/Tx BMC EMC".to_vec()));
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "Rect" => bounds,
        // It prints (PDF/A).
        "F" => 4,
        "T" => text_string(&field.name),
        // What it is, for those who hear it (PDF/UA).
        "TU" => text_string(&field.says),
        "StructParent" => number(nth),
        "AP" => dictionary! { "N" => looks },
    };
    if let Some(page) = on_paper.get(field.page) {
        dict.set("P", *page);
    }
    match field.kind {
        FieldKind::Words => {
            dict.set("FT", "Tx");
            dict.set("Ff", MULTILINE);
            dict.set("DA", Object::string_literal(format!("/{FONT} {SIZE} Tf 0 g")));
        }
        FieldKind::Signature => dict.set("FT", "Sig"),
    }
    dict
}

/// The form that the catalog names, with these widgets.
pub fn form(doc: &mut Document, widgets: &[ObjectId]) -> Result<Dictionary, PdfError> {
    let font = font(doc)?;
    let fields: Vec<Object> = widgets.iter().map(|id| Object::Reference(*id)).collect();
    Ok(dictionary! {
        "Fields" => fields,
        "DR" => dictionary! { "Font" => dictionary! { FONT => font } },
        "DA" => Object::string_literal(format!("/{FONT} {SIZE} Tf 0 g")),
        // There are places for signatures.
        "SigFlags" => 1,
    })
}

/// The whole font, as a simple one: whoever types may type any letter.
fn font(doc: &mut Document) -> Result<ObjectId, PdfError> {
    let (name, bytes) = Fonts::files().first().copied().ok_or_else(|| PdfError::Font(FONT.into()))?;
    let face = FontRef::new(bytes).map_err(|_| PdfError::Font(name.into()))?;
    let metrics = face.metrics(Size::unscaled(), LocationRef::default());
    let per_em = f32::from(metrics.units_per_em.max(1));
    let thousandths = |units: f32| (units * 1000.0 / per_em).round();
    let (map, advances) = (face.charmap(), face.glyph_metrics(Size::unscaled(), LocationRef::default()));
    let widths = (FIRST..=u8::MAX).map(|code| {
        let code = [code];
        let (c, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&code);
        let glyph = c.chars().next().and_then(|c| map.map(c)).unwrap_or_default();
        Object::Real(thousandths(advances.advance_width(glyph).unwrap_or_default()))
    });
    let widths: Vec<Object> = widths.collect();
    let file = dictionary! { "Length1" => i64::try_from(bytes.len()).unwrap_or(i64::MAX) };
    let file = doc.add_object(Stream::new(file, bytes.to_vec()));
    let bounds = metrics.bounds.unwrap_or_default();
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    let descriptor = doc.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        // Nonsymbolic: its letters are those of the encoding.
        "Flags" => 32,
        "FontBBox" => bounds.map(|units| Object::Real(thousandths(units))).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => Object::Real(thousandths(metrics.ascent)),
        "Descent" => Object::Real(thousandths(metrics.descent)),
        "CapHeight" => Object::Real(thousandths(metrics.cap_height.unwrap_or(metrics.ascent))),
        "StemV" => 80,
        "FontFile2" => file,
    });
    Ok(doc.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "TrueType",
        "BaseFont" => name,
        "FirstChar" => i64::from(FIRST),
        "LastChar" => i64::from(u8::MAX),
        "Widths" => widths,
        "FontDescriptor" => descriptor,
        "Encoding" => "WinAnsiEncoding",
    }))
}
