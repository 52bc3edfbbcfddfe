//! Shaped words as text operators: glyph ids, moved to where the shaper put them.

use super::content::Pen;
use super::subset::Subsets;
use crate::report::tags::TagId;
use crate::report::text::{Glyph, Shaped};
use printpdf::{Codepoint, Op, Pt, TextItem, TextMatrix};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far the reader's pen may be off before it is moved, in thousandths of the em.
const SLACK: f32 = 0.6;

/// A shaped word as it is written, wherever it stands.
pub struct Written {
    /// Every glyph says just what stands in the text, in its order.
    plain: bool,
    /// Codes on one baseline; each stretch where it begins, in thousandths of the em: along and above the baseline.
    stretches: Vec<Stretch>,
}

struct Stretch {
    at: (f32, f32),
    codes: Vec<Codepoint>,
}

/// Writes a run with its baseline's left end at (x, y), y from the bottom.
pub fn run(pen: &mut Pen, subsets: &mut Subsets, shaped: &Arc<Shaped>, tag: Option<TagId>, place: (f32, f32, f32)) {
    let written = subsets.written(shaped);
    match tag {
        // Readers turn an ActualText on right-to-left words round (both that were tried): there, the letters of the
        // glyphs have to do. So Arabic and Urdu read right but for two things: a ligature of lam and alef can come back
        // with its letters swapped, and brackets round a number mirrored.
        Some(tag) if !written.plain && !shaped.rtl => {
            pen.spelled_out(tag, &shaped.text, |pen| show(pen, shaped, &written, place));
        }
        _ => show(pen, shaped, &written, place),
    }
}

fn show(pen: &mut Pen, shaped: &Shaped, written: &Written, (x, y, size): (f32, f32, f32)) {
    pen.text(shaped.face, size);
    let em = size / 1000.0;
    for Stretch { at: (dx, dy), codes } in &written.stretches {
        pen.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x + dx * em), Pt(y + dy * em)) });
        pen.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codes.clone())] });
    }
}

/// How a word is written.
pub fn write(subsets: &mut Subsets, shaped: &Shaped) -> Written {
    let plain = is_plain(subsets, shaped);
    let mut stretches: Vec<Stretch> = Vec::new();
    // Where the shaper wants the pen, and where the reader's is.
    let (mut wanted, mut reader) = (0.0_f32, 0.0_f32);
    let mut level = None;
    for glyph in &shaped.glyphs {
        let (gid, width) = subsets.glyph(shaped.face, glyph.id);
        // What glyphs say is written once, with their font (see `to_unicode`).
        let code = Codepoint { gid, offset: 0.0, cid: None };
        let start = wanted + glyph.dx;
        let off = reader - start;
        let goes_on = level == Some(glyph.dy);
        match stretches.last_mut().filter(|_| goes_on) {
            Some(Stretch { codes, .. }) => {
                // A code's offset is applied behind it.
                if let Some(before) = codes.last_mut().filter(|_| off.abs() > SLACK) {
                    before.offset = off;
                    reader -= off;
                }
                codes.push(code);
            }
            None => {
                stretches.push(Stretch { at: (start, glyph.dy), codes: vec![code] });
                level = Some(glyph.dy);
                reader = start;
            }
        }
        reader += width;
        wanted += glyph.advance;
    }
    Written { plain, stretches }
}

/// Does every glyph say just what stands in the text? More glyphs than one, a mark moved, or a letter gone: it does not.
fn is_plain(subsets: &mut Subsets, shaped: &Shaped) -> bool {
    let mut ends: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for g in &shaped.glyphs {
        ends.entry(g.cluster as usize).or_insert((shaped.text.len(), 0)).1 += 1;
    }
    let mut next = shaped.text.len();
    for (start, (end, _)) in ends.iter_mut().rev() {
        *end = next;
        next = *start;
    }
    let mut says_it = |g: &Glyph| {
        let start = g.cluster as usize;
        let (end, glyphs) = ends.get(&start).copied().unwrap_or_default();
        let text = shaped.text.get(start..end).unwrap_or_default();
        let (id, _) = subsets.glyph(shaped.face, g.id);
        let says = subsets.says(shaped.face, id, text) == text;
        says && glyphs == 1 && g.dx == 0.0 && g.dy == 0.0
    };
    // All are asked, so that each glyph says something.
    shaped.glyphs.iter().filter(|g| !says_it(g)).count() == 0
}
