//! A shaped run as text operators: glyph ids with what they say, moved to where the shaper put them.

use super::content::Pen;
use super::subset::Subsets;
use crate::report::tags::TagId;
use crate::report::text::Shaped;
use printpdf::{Codepoint, Op, Pt, TextItem, TextMatrix};
use std::collections::BTreeMap;

/// How far the reader's pen may be off before it is moved, in thousandths of the em.
const SLACK: f32 = 0.6;

/// Writes a run with its baseline's left end at (x, y), y from the bottom.
pub fn run(pen: &mut Pen, subsets: &mut Subsets, shaped: &Shaped, tag: Option<TagId>, place: (f32, f32, f32)) {
    let said = what_glyphs_say(subsets, shaped);
    match tag {
        // Readers turn an ActualText on right-to-left words round (both that were tried): there, the letters of the
        // glyphs have to do. So Arabic and Urdu read right but for two things: a ligature of lam and alef can come back
        // with its letters swapped, and brackets round a number mirrored.
        Some(tag) if !said.plain && !shaped.rtl => {
            pen.spelled_out(tag, &shaped.text, |pen| write(&mut pen.ops, subsets, shaped, &said.by_glyph, place));
        }
        _ => write(&mut pen.ops, subsets, shaped, &said.by_glyph, place),
    }
}

fn write(ops: &mut Vec<Op>, subsets: &Subsets, shaped: &Shaped, said: &[String], place: (f32, f32, f32)) {
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFont { font: Subsets::handle(shaped.face), size: Pt(place.2) });
    show(ops, subsets, shaped, said, place);
    ops.push(Op::EndTextSection);
}

fn show(ops: &mut Vec<Op>, subsets: &Subsets, shaped: &Shaped, said: &[String], (x, y, size): (f32, f32, f32)) {
    let em = size / 1000.0;
    let at = |dx: f32, dy: f32| Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x + dx * em), Pt(y + dy * em)) };
    let mut items: Vec<TextItem> = Vec::new();
    // Where the shaper wants the pen, and where the reader's is.
    let (mut wanted, mut reader) = (0.0_f32, 0.0_f32);
    ops.push(at(0.0, 0.0));
    for (glyph, words) in shaped.glyphs.iter().zip(said) {
        let (id, width) = subsets.glyph(shaped.face, glyph.id);
        let code = Codepoint { gid: id, offset: 0.0, cid: Some(words.clone()) };
        if glyph.dy != 0.0 {
            if !items.is_empty() {
                ops.push(Op::ShowText { items: std::mem::take(&mut items) });
            }
            ops.push(at(wanted + glyph.dx, glyph.dy));
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![code])] });
            wanted += glyph.advance;
            ops.push(at(wanted, 0.0));
            reader = wanted;
            continue;
        }
        let off = reader - (wanted + glyph.dx);
        if off.abs() > SLACK {
            items.push(TextItem::Offset(off));
            reader -= off;
        }
        items.push(TextItem::GlyphIds(vec![code]));
        reader += width;
        wanted += glyph.advance;
    }
    if !items.is_empty() {
        ops.push(Op::ShowText { items });
    }
}

struct Said {
    by_glyph: Vec<String>,
    /// Every glyph says just what stands in the text, in its order.
    plain: bool,
}

/// What each glyph says, and whether that is the text.
fn what_glyphs_say(subsets: &mut Subsets, shaped: &Shaped) -> Said {
    let mut starts: Vec<usize> = shaped.glyphs.iter().map(|g| g.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let ends: BTreeMap<usize, usize> =
        starts.iter().zip(starts.iter().skip(1).chain([&shaped.text.len()])).map(|(a, b)| (*a, *b)).collect();
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for g in &shaped.glyphs {
        *seen.entry(g.cluster as usize).or_default() += 1;
    }
    let mut plain = true;
    let by_glyph = shaped
        .glyphs
        .iter()
        .map(|g| {
            let start = g.cluster as usize;
            let text = ends.get(&start).and_then(|end| shaped.text.get(start..*end)).unwrap_or_default();
            // More glyphs than one, a mark moved, or a letter gone: the run is spelled out.
            plain &= seen.get(&start) == Some(&1) && g.dx == 0.0 && g.dy == 0.0;
            let (id, _) = subsets.glyph(shaped.face, g.id);
            let says = subsets.says(shaped.face, id, text);
            plain &= says == text;
            says.to_string()
        })
        .collect();
    Said { by_glyph, plain }
}
