//! A photo and its caption, together on one page. A picture is never larger than its pixels allow.

use super::flow::Flow;
use super::{Lines, Placed};
use crate::report::blocks::PhotoBlock;
use crate::report::tags::Tag;
use crate::report::text::Text;

/// The highest picture, as a share of an empty page: two with their captions fit on one.
const MOST_HEIGHT: f32 = 0.42;
/// Below so many pixels an inch a picture is seen to be coarse.
const LEAST_DPI: f32 = 120.0;
/// Between the picture and its caption, as a share of the body size.
const GAP: f32 = 0.35;

pub fn put(flow: &mut Flow, p: &PhotoBlock) {
    flow.need(height(flow, p));
    let (x, y) = (flow.left(), flow.y);
    if let Some((width, height)) = size(flow, p) {
        let tag = flow.tag(Tag::Figure { alt: p.alt.clone(), bounds: [x, y, width, height] });
        flow.put(Placed::Photo { x, y, width, height, digest: p.digest.clone(), tag });
        flow.y += height + flow.style.body * GAP;
    }
    let lines = caption(flow, p);
    let tag = flow.tag(Tag::Paragraph);
    flow.paragraph(&lines, 0.0, tag);
}

/// The height of all of it.
pub fn height(flow: &Flow, p: &PhotoBlock) -> f32 {
    let picture = size(flow, p).map_or(0.0, |(_, height)| height + flow.style.body * GAP);
    picture + caption(flow, p).height()
}

/// Width and height on paper; None where the picture is not here.
fn size(flow: &Flow, p: &PhotoBlock) -> Option<(f32, f32)> {
    flow.document.photos.get(&p.digest)?;
    // Sizes come from a file: anything can stand there.
    let (width, height) = (p.width_px.clamp(1, 20_000) as f32, p.height_px.clamp(1, 20_000) as f32);
    let fits = (flow.width() / width).min(flow.page_room() * MOST_HEIGHT / height).min(72.0 / LEAST_DPI);
    Some((width * fits, height * fits))
}

fn caption(flow: &Flow, p: &PhotoBlock) -> Lines {
    let missing = flow.document.photos.get(&p.digest).is_none();
    let text = if missing {
        let words = format!("A photo belongs here, but its picture was not found: {}. ", p.alt);
        Text(Text::plain(words).0.into_iter().chain(p.caption.0.clone()).collect())
    } else {
        p.caption.clone()
    };
    flow.lines(&text, flow.style.body, flow.style.measure)
}
