//! Fonts that are installed on this machine, for characters that no bundled font has.
//!
//! Only TrueType outlines, and only those whose makers let them be put into a document.

use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider, Tag};
use std::collections::BTreeSet;

/// A font's file.
pub struct InstalledFont {
    /// PostScript name.
    pub name: String,
    pub bytes: Vec<u8>,
    /// Its place in the file, where that holds several.
    pub index: u32,
}

/// So many fonts at most are used beside the bundled ones.
const MOST: usize = 8;
/// A font of a larger file is passed over.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Installed fonts that have these characters: as few as are needed, and the same ones each time. Reads every font
/// here, which can take a second.
pub fn installed_with(characters: &[char]) -> Vec<InstalledFont> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    let mut faces: Vec<&fontdb::FaceInfo> = fonts.faces().filter(|f| f.style == fontdb::Style::Normal).collect();
    faces.sort_by_key(|f| (f.weight.0.abs_diff(400), f.post_script_name.clone(), f.index));
    let mut wanted: BTreeSet<char> = characters.iter().copied().collect();
    let mut found = Vec::new();
    while !wanted.is_empty() && found.len() < MOST {
        let covered = |face: &&fontdb::FaceInfo| {
            let has = |data: &[u8], index| usable(data, index).map_or(0, |font| wanted_in(&font, &wanted).count());
            fonts.with_face_data(face.id, has).unwrap_or(0)
        };
        // Of those that have most, the first.
        let best = faces.iter().map(|face| (covered(face), face)).rev().max_by_key(|(count, _)| *count);
        let Some((1.., face)) = best else { break };
        let taken = fonts.with_face_data(face.id, |data, index| {
            let font = usable(data, index)?;
            let has: Vec<char> = wanted_in(&font, &wanted).collect();
            Some((has, data.to_vec(), index))
        });
        let Some((has, bytes, index)) = taken.flatten() else { break };
        wanted.retain(|c| !has.contains(c));
        found.push(InstalledFont { name: face.post_script_name.clone(), bytes, index });
    }
    found
}

fn wanted_in<'a>(font: &FontRef<'a>, wanted: &'a BTreeSet<char>) -> impl Iterator<Item = char> + 'a {
    let charmap = font.charmap();
    wanted.iter().copied().filter(move |c| charmap.map(*c).is_some_and(|glyph| glyph.to_u32() != 0))
}

/// The font, where it may be and can be put into a PDF.
fn usable(data: &[u8], index: u32) -> Option<FontRef<'_>> {
    /// OpenType, OS/2 fsType: "restricted licence" and "bitmaps only".
    const NOT_TO_EMBED: u16 = 0x0002 | 0x0200;
    if data.len() > MOST_BYTES {
        return None;
    }
    let font = FontRef::from_index(data, index).ok()?;
    let outlines = font.table_data(Tag::new(b"glyf")).is_some();
    let fixed = font.axes().is_empty();
    let may = font.os2().is_ok_and(|os2| os2.fs_type() & NOT_TO_EMBED == 0);
    (outlines && fixed && may).then_some(font)
}
