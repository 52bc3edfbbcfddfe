//! A drawing in its own size, smaller where there is less room. A stroke of one point is a dot.

use super::flow::Flow;
use super::{Ink, MM, Placed};
use crate::report::blocks::Drawing;
use crate::report::tags::{Tag, TagId};

/// Width and height on paper, in points, where there is so much width.
pub fn size(d: &Drawing, room: f32) -> (f32, f32) {
    let scale = scale(d, room);
    (d.width_mm * scale, d.height_mm * scale)
}

/// Points a millimetre.
fn scale(d: &Drawing, room: f32) -> f32 {
    MM.min(room / d.width_mm)
}

/// Draws it with its top left at (x, y), as a figure in `section`.
pub fn put(flow: &mut Flow, d: &Drawing, [x, y, room]: [f32; 3], section: TagId) {
    let (scale, (width, height)) = (scale(d, room), size(d, room));
    let tag = flow.tag_in(section, Tag::Figure { alt: d.alt.clone(), bounds: [x, y, width, height] });
    let line = d.line_mm * scale;
    let at = |(left, top): &(f32, f32)| (x + left * scale, y + top * scale);
    for stroke in &d.strokes {
        let mut put = |from: (f32, f32), to: (f32, f32)| {
            flow.put(Placed::Line { from, to, width: line, ink: Ink::Dark, tag: Some(tag) });
        };
        if let [only] = stroke.as_slice() {
            let (x, y) = at(only);
            put((x - line / 2.0, y), (x + line / 2.0, y));
        }
        for ends in stroke.windows(2) {
            if let [from, to] = ends {
                put(at(from), at(to));
            }
        }
    }
}
