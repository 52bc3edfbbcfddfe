//! The list of contents: the headings of level 2, each with its page, each leading there.
//!
//! Its lines are put down before the pages are known; the numbers follow at the end.

use super::flow::{Done, Flow, headline_name};
use super::*;
use crate::report::tags::Tag;

/// Where the number of a page goes.
pub(super) struct Number {
    /// Of what.
    name: Arc<str>,
    page: usize,
    /// Before this item of the page, so that it is read with its line.
    at: usize,
    /// Its right end, and its baseline.
    right: f32,
    y: f32,
    tag: TagId,
}

/// Room at the right for a page's number, as a multiple of the size.
const ROOM: f32 = 2.6;

pub(super) fn put(flow: &mut Flow) {
    let size = flow.style.body;
    let heads: Vec<&Text> = flow
        .document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level: 2, text } => Some(text),
            _ => None,
        })
        .collect();
    let list = flow.tag(Tag::Contents);
    for (n, head) in heads.into_iter().enumerate() {
        let name = headline_name(n);
        let mut text = head.clone();
        text.0.iter_mut().for_each(|span| span.to = Some(name.clone()));
        let lines = flow.lines(&text, size, flow.style.measure - size * ROOM);
        flow.need(lines.height());
        let item = flow.tag_in(list, Tag::ContentsItem);
        let tag = flow.tag_in(item, Tag::Reference);
        let mut baseline = flow.y;
        for line in &lines.lines {
            flow.put_line(line, flow.left(), flow.y, size, Some(tag));
            baseline = flow.y + size * BASELINE;
            flow.y += lines.line_height;
        }
        let page = flow.page();
        let at = flow.done.pages.get(page).map_or(0, |p| p.items.len());
        let right = flow.left() + flow.style.measure;
        flow.done.numbers.push(Number { name, page, at, right, y: baseline, tag });
    }
}

/// Puts the numbers in.
pub(super) fn number(done: &mut Done, shaper: &Shaper, style: Style) {
    // From the end, so that the places of those before stay as they are.
    for number in std::mem::take(&mut done.numbers).into_iter().rev() {
        let Some(to) = done.places.get(&number.name) else { continue };
        let size = style.body;
        let fitted = fit(shaper, &Text::plain((to.page + 1).to_string()), size, size * ROOM);
        let Some(page) = done.pages.get_mut(number.page) else { continue };
        for (line, run) in fitted.iter().flat_map(|line| line.runs.iter().map(move |run| (line, run))) {
            let x = number.right - line.width + run.x;
            let (tone, shaped, tag) = (run.tone, run.shaped.clone(), Some(number.tag));
            page.items.insert(number.at, Placed::Run { x, y: number.y, size, tone, shaped, tag });
        }
    }
}
