//! Shaping: characters of one face and direction to glyphs. Words come back, so they are kept.

use super::{FaceId, Fonts};
use harfrust::{BufferClusterLevel, Direction, ShapeOptions, UnicodeBuffer};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_script::{Script, UnicodeScript};

/// One glyph; measures in thousandths of the em.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Glyph {
    pub id: u16,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    /// Where its cluster begins in the text, in bytes.
    pub cluster: u32,
}

/// Shaped text of one face and direction; glyphs from left to right.
#[derive(Clone, PartialEq, Debug)]
pub struct Shaped {
    pub face: FaceId,
    pub rtl: bool,
    pub text: String,
    pub glyphs: Vec<Glyph>,
    /// In thousandths of the em.
    pub width: f32,
    /// Width without the spaces at its end.
    pub trimmed: f32,
}

type Key = (FaceId, bool, String);

/// Shapes, and remembers what it shaped.
pub struct Shaper<'f> {
    fonts: &'f Fonts,
    kept: RefCell<HashMap<Key, Arc<Shaped>>>,
    faces: RefCell<HashMap<(char, bool), Option<FaceId>>>,
    missing: RefCell<Vec<char>>,
}

impl<'f> Shaper<'f> {
    pub fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, kept: RefCell::default(), faces: RefCell::default(), missing: RefCell::default() }
    }

    /// The fonts it shapes with.
    pub fn fonts(&self) -> &'f Fonts {
        self.fonts
    }

    /// Characters met that no font has, each once.
    pub fn missing(&self) -> Vec<char> {
        self.missing.borrow().clone()
    }

    /// Fonts met that are not bundled, by name.
    pub fn borrowed(&self) -> Vec<String> {
        let met = self.faces.borrow();
        let names: std::collections::BTreeSet<&str> = met
            .values()
            .flatten()
            .filter_map(|id| self.fonts.face(*id))
            .filter(|f| f.borrowed)
            .map(|f| f.name.as_str())
            .collect();
        names.into_iter().map(String::from).collect()
    }

    /// The face for a character, staying with the one before where that is asked for.
    pub fn face_for(&self, c: char, bold: bool, before: Option<FaceId>) -> Option<FaceId> {
        let stays = matches!(c, ' ' | '\u{a0}' | '\u{200c}' | '\u{200d}' | '\u{964}' | '\u{965}')
            || c.script() == Script::Inherited
            || (0xfe00..=0xfe0f).contains(&u32::from(c));
        if stays
            && let Some(face) = before
            && (self.fonts.covers(face, c) || is_unseen(c))
        {
            return Some(face);
        }
        *self.faces.borrow_mut().entry((c, bold)).or_insert_with(|| self.fonts.find(c, bold))
    }

    /// What stands in the text for a character that no font has; it is remembered as missing.
    pub fn stand_in(&self, c: char) -> String {
        let mut missing = self.missing.borrow_mut();
        if !missing.contains(&c) {
            missing.push(c);
        }
        format!("[U+{:04X}]", u32::from(c))
    }

    /// Shapes text of one face and direction.
    pub fn shape(&self, face: FaceId, rtl: bool, text: &str) -> Arc<Shaped> {
        let key = (face, rtl, text.to_string());
        if let Some(kept) = self.kept.borrow().get(&key) {
            return kept.clone();
        }
        let shaped = Arc::new(self.shape_anew(face, rtl, text));
        self.kept.borrow_mut().insert(key, shaped.clone());
        shaped
    }

    fn shape_anew(&self, id: FaceId, rtl: bool, text: &str) -> Shaped {
        let mut shaped = Shaped { face: id, rtl, text: text.into(), glyphs: Vec::new(), width: 0.0, trimmed: 0.0 };
        let Some(face) = self.fonts.face(id) else { return shaped };
        let Ok(font) = harfrust::FontRef::from_index(&face.bytes, face.index) else { return shaped };
        let shaper = face.shaping.shaper(&font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        // A letter a glyph wherever that is possible: then what a glyph says is what was typed.
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.guess_segment_properties();
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        let out = shaper.shape(buffer, ShapeOptions::new());
        let scale = 1000.0 / face.units_per_em;
        for (info, pos) in out.glyph_infos().iter().zip(out.glyph_positions()) {
            shaped.glyphs.push(Glyph {
                id: info.glyph_id as u16,
                advance: pos.x_advance as f32 * scale,
                dx: pos.x_offset as f32 * scale,
                dy: pos.y_offset as f32 * scale,
                cluster: info.cluster,
            });
        }
        let ends_at = text.trim_end_matches(' ').len() as u32;
        shaped.width = shaped.glyphs.iter().map(|g| g.advance).sum();
        shaped.trimmed = shaped.glyphs.iter().filter(|g| g.cluster < ends_at).map(|g| g.advance).sum();
        shaped
    }
}

/// Characters that are there to steer, not to be seen.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}')
}
