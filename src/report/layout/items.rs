//! Single things put on the page that is being filled: lines of words, rules, marks.

use super::flow::{Flow, Inline};
use super::*;
use crate::report::tags::Tag;
use crate::report::text::FittedRun;

impl Flow<'_, '_> {
    pub fn put(&mut self, item: Placed) {
        if let Some(page) = self.done.pages.last_mut() {
            page.items.push(item);
        }
    }

    /// A line across, at `y`.
    pub fn rule(&mut self, y: f32, width: f32, ink: Ink) {
        let (from, to) = ((self.left(), y), (self.left() + self.width(), y));
        self.put(Placed::Line { from, to, width, ink, tag: None });
    }

    /// One line of words with its top at `top`; without a tag it is no content.
    pub fn put_line(&mut self, line: &Fitted, x: f32, top: f32, size: f32, tag: Option<TagId>) {
        let y = top + size * BASELINE;
        for run in &line.runs {
            let left = x + run.x;
            if let Some(mark) = run.mark {
                let (side, hangs) = mark.square();
                self.put(Placed::Mark { x: left, y: y + size * hangs, size: size * side, mark });
            } else if !run.shaped.glyphs.is_empty() {
                let tag = tag.map(|tag| self.inline_tag(tag, run));
                if let (Some(tag), Some(to)) = (tag, run.to.as_ref().filter(|to| self.has(to))) {
                    let bounds = [left, top, run.shaped.trimmed * size / 1000.0, size * self.style.leading];
                    self.link(to.clone(), bounds, &run.shaped.text, tag);
                }
                self.put(Placed::Run { x: left, y, size, tone: run.tone, shaped: run.shaped.clone(), tag });
            }
        }
    }

    /// The paragraph itself, or a part of it where a run is in another language or leads elsewhere.
    fn inline_tag(&mut self, parent: TagId, run: &FittedRun) -> TagId {
        let to = run.to.clone().filter(|to| self.has(to));
        let last = self.inline.as_ref().filter(|last| last.parent == parent);
        // Digits and points between words of another language are part of them.
        let wordless = run.lang.is_none() && to.is_none() && !run.shaped.text.chars().any(char::is_alphabetic);
        if let Some(last) = last
            && ((last.lang == run.lang && last.to == to) || (wordless && last.to.is_none() && last.lang.is_some()))
        {
            return last.tag;
        }
        if run.lang.is_none() && to.is_none() {
            self.inline = None;
            return parent;
        }
        let kind = if to.is_some() { Tag::Link } else { Tag::Span };
        let tag = self.done.tags.child_in(parent, kind, run.lang);
        self.inline = Some(Inline { parent, lang: run.lang, to, tag });
        tag
    }

    /// A link of these bounds; it grows where its words go on on the same line.
    pub fn link(&mut self, to: Arc<str>, bounds: [f32; 4], says: &str, tag: TagId) {
        let page = self.page();
        if let Some((name, last)) = self.done.to.last_mut()
            && (last.page, last.tag, last.bounds[1]) == (page, tag, bounds[1])
            && *name == to
        {
            let left = last.bounds[0].min(bounds[0]);
            let right = (last.bounds[0] + last.bounds[2]).max(bounds[0] + bounds[2]);
            (last.bounds[0], last.bounds[2]) = (left, right - left);
            last.says.push_str(says);
            return;
        }
        let nowhere = Place { page: 0, y: 0.0 };
        self.done.to.push((to, Link { page, bounds, to: nowhere, says: says.into(), tag }));
    }
}
