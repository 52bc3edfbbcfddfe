//! Which glyphs of which face are used, what each says, and the fonts cut down to them.

use super::text::{self, Written};
use super::{PdfError, to_unicode};
use crate::report::layout::{Page, Placed};
use crate::report::text::{FaceId, Fonts, Shaped};
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub};
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;
use subsetter::GlyphRemapper;
use unicode_normalization::UnicodeNormalization;

/// The subset of one face.
pub struct Subset {
    map: GlyphRemapper,
    /// In thousandths of the em, by new glyph id, as the reader of the PDF will advance.
    widths: BTreeMap<u16, u16>,
    /// What each new glyph says: the character it is drawn for; else (a ligature, a joined form) the first that was
    /// said of it stays.
    says: BTreeMap<u16, String>,
}

/// Subsets of all faces used.
pub struct Subsets<'f> {
    fonts: &'f Fonts,
    used: BTreeMap<FaceId, Subset>,
    /// Words come back: how each is written, by where it lies. The pages hold them as long as this lives.
    written: HashMap<usize, Rc<Written>>,
    /// The fonts as they are called in the file.
    names: Vec<(String, FaceId)>,
}

impl<'f> Subsets<'f> {
    /// Collects every glyph on the pages, so that ids are known before anything is written.
    pub fn new(fonts: &'f Fonts, pages: &[Page]) -> Self {
        let mut used: BTreeMap<FaceId, Subset> = BTreeMap::new();
        for item in pages.iter().flat_map(|p| &p.items) {
            let Placed::Run { shaped, .. } = item else { continue };
            let subset = used.entry(shaped.face).or_insert_with(|| Subset {
                map: GlyphRemapper::new(),
                widths: BTreeMap::new(),
                says: BTreeMap::new(),
            });
            for glyph in &shaped.glyphs {
                subset.map.remap(glyph.id);
            }
        }
        for (face, subset) in &mut used {
            subset.measure(fonts, *face);
        }
        Self { fonts, used, written: HashMap::new(), names: Vec::new() }
    }

    /// How a word of the pages is written.
    pub fn written(&mut self, shaped: &Arc<Shaped>) -> Rc<Written> {
        let key = Arc::as_ptr(shaped) as usize;
        if let Some(written) = self.written.get(&key) {
            return written.clone();
        }
        let written = Rc::new(text::write(self, shaped));
        self.written.insert(key, written.clone());
        written
    }

    /// The font's name in the document.
    pub fn handle(face: FaceId) -> PdfFontHandle {
        PdfFontHandle::External(FontId(format!("Face{}", face.0)))
    }

    /// The id and width of a glyph in the subset.
    pub fn glyph(&self, face: FaceId, old: u16) -> (u16, f32) {
        let Some(subset) = self.used.get(&face) else { return (0, 0.0) };
        let id = subset.map.get(old).unwrap_or(0);
        (id, f32::from(subset.widths.get(&id).copied().unwrap_or(0)))
    }

    /// Asks for a glyph to say `text`. Gives what it says: a glyph can say only one thing in a file.
    pub fn says(&mut self, face: FaceId, id: u16, text: &str) -> &str {
        match self.used.get_mut(&face) {
            Some(subset) => subset.says.entry(id).or_insert_with(|| text.to_string()),
            None => "",
        }
    }

    /// Cuts the fonts down and puts them into the document.
    pub fn put_into(&mut self, doc: &mut PdfDocument) -> Result<(), PdfError> {
        for (id, subset) in &self.used {
            let Some(face) = self.fonts.face(*id) else { continue };
            let unfit = || PdfError::Font(face.name.clone());
            let bytes = subsetter::subset(&face.bytes, face.index, &subset.map).map_err(|_| unfit())?;
            let metrics = face.font().ok_or_else(unfit)?.metrics(Size::unscaled(), LocationRef::default());
            let bounds = metrics.bounds.unwrap_or_default();
            let name = format!("{}+{}", tag(&bytes), face.name);
            self.names.push((name.clone(), *id));
            let parsed = ParsedFont {
                font_name: Some(name),
                original_bytes: bytes,
                font_index: 0,
                codepoint_to_glyph: BTreeMap::new(),
                glyph_widths: subset.widths.clone(),
                // The widths are in thousandths already.
                units_per_em: 1000,
                font_metrics: FontMetrics {
                    ascent: (face.ascent * 1000.0) as i16,
                    descent: (-face.descent * 1000.0) as i16,
                },
                font_type: FontType::TrueType,
                pdf_font_metrics: PdfFontMetricsStub {
                    units_per_em: 1000,
                    x_min: thousandths(bounds.x_min, face.units_per_em),
                    y_min: thousandths(bounds.y_min, face.units_per_em),
                    x_max: thousandths(bounds.x_max, face.units_per_em),
                    y_max: thousandths(bounds.y_max, face.units_per_em),
                    us_weight_class: if face.bold { 700 } else { 400 },
                    ..PdfFontMetricsStub::default()
                },
            };
            doc.resources.fonts.map.insert(FontId(format!("Face{}", id.0)), PdfFont::new(parsed));
        }
        Ok(())
    }
}

impl Subsets<'_> {
    /// Says for each font what its glyphs mean: printpdf would keep a string for every glyph of every word.
    pub fn say_what_glyphs_mean(&self, doc: &mut lopdf::Document) {
        let fonts = doc.objects.values().filter_map(|object| object.as_dict().ok());
        let mut maps = Vec::new();
        for dict in fonts.filter(|dict| dict.has_type(b"Font")) {
            let Ok(name) = dict.get(b"BaseFont").and_then(lopdf::Object::as_name) else { continue };
            let Ok(map) = dict.get(b"ToUnicode").and_then(lopdf::Object::as_reference) else { continue };
            let face = self.names.iter().find(|(known, _)| known.as_bytes() == name).map(|(_, face)| face);
            maps.extend(face.and_then(|face| self.used.get(face)).map(|subset| (map, to_unicode::cmap(&subset.says))));
        }
        for (map, bytes) in maps {
            doc.objects.insert(map, lopdf::Stream::new(lopdf::Dictionary::new(), bytes).into());
        }
    }
}

impl Subset {
    fn measure(&mut self, fonts: &Fonts, face: FaceId) {
        let Some(face) = fonts.face(face) else { return };
        let Some(font) = face.font() else { return };
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        for old in self.map.remapped_gids() {
            let width = metrics.advance_width(GlyphId::from(old)).unwrap_or(0.0) * 1000.0 / face.units_per_em;
            if let Some(new) = self.map.get(old) {
                self.widths.insert(new, width.round().clamp(0.0, f32::from(u16::MAX)) as u16);
            }
        }
        for (c, old) in font.charmap().mappings() {
            let new = u16::try_from(old.to_u32()).ok().and_then(|old| self.map.get(old));
            if let (Some(new), Some(c)) = (new, char::from_u32(c)) {
                self.says.entry(new).or_insert_with(|| letters(c));
            }
        }
    }
}

/// What a character stands for: a joined form or a ligature for its letters, which are what was typed.
fn letters(c: char) -> String {
    match c {
        '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => c.to_string().nfkc().collect(),
        c => c.to_string(),
    }
}

fn thousandths(units: f32, per_em: f32) -> i16 {
    (units * 1000.0 / per_em) as i16
}

/// Six letters that name this subset, from its bytes: the same bytes, the same name.
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|b| char::from(b'A' + b % 26)).collect()
}
