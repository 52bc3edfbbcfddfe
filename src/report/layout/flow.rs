//! Puts blocks down one under the other, and turns the page where it must.

use super::*;
use crate::report::blocks::spoken;
use crate::report::tags::{Depths, Tag};
use crate::report::text::Lang;
use std::collections::BTreeSet;

/// What part of the work laying out is; the rest is writing.
const LAYING_OUT: [f32; 2] = [0.0, 0.4];

/// Room for the word in front of a fact, as a multiple of the size.
const LABEL: f32 = 9.4;

/// The pages so far, and where the next thing goes.
pub(super) struct Flow<'d, 'f> {
    pub shaper: &'d Shaper<'f>,
    pub style: Style,
    pub document: &'d Document,
    pub watch: &'d Watch,
    /// From the top of the sheet.
    pub y: f32,
    pub done: Done,
    /// What has a place in this document: spoken numbers, and headings as "#1".
    names: BTreeSet<Arc<str>>,
    /// The words within a paragraph that were put down last.
    pub(super) inline: Option<Inline>,
    /// Headings of level 2 so far.
    headlines: usize,
    pub depths: Depths,
}

/// Words in a paragraph that are in another language, or lead elsewhere.
#[derive(Clone, PartialEq)]
pub(super) struct Inline {
    pub parent: TagId,
    pub lang: Option<Lang>,
    pub to: Option<Arc<str>>,
    pub tag: TagId,
}

/// What a flow leaves.
#[derive(Default)]
pub(super) struct Done {
    pub pages: Vec<Page>,
    pub tags: Tree,
    pub headings: Vec<Headline>,
    pub places: BTreeMap<Arc<str>, Place>,
    /// Fields to be filled in.
    pub fields: Vec<Field>,
    /// Links, by the name of what they lead to.
    pub to: Vec<(Arc<str>, Link)>,
    /// Where page numbers go in lists of contents.
    pub numbers: Vec<contents::Number>,
}

impl Done {
    /// The links whose ends are known.
    pub fn links(&mut self) -> Vec<Link> {
        let places = &self.places;
        let end = |(name, link): (Arc<str>, Link)| Some(Link { to: *places.get(&name)?, ..link });
        std::mem::take(&mut self.to).into_iter().filter_map(end).collect()
    }
}

/// The name of the nth heading of level 2, from 0.
pub(super) fn headline_name(n: usize) -> Arc<str> {
    format!("#{n}").into()
}

/// All names that will have a place.
fn names(document: &Document) -> BTreeSet<Arc<str>> {
    let headlines = document.blocks.iter().filter(|block| matches!(block, Block::Heading { level: 2, .. })).count();
    let numbers = document.spoken_numbers().into_iter().map(Arc::from);
    numbers.chain((0..headlines).map(headline_name)).collect()
}

impl<'d, 'f> Flow<'d, 'f> {
    pub fn new(shaper: &'d Shaper<'f>, style: Style, document: &'d Document, watch: &'d Watch) -> Self {
        let done = Done { pages: vec![Page::default()], ..Done::default() };
        let (y, names) = (style.paper.margin, names(document));
        Self { shaper, style, document, watch, y, done, names, inline: None, headlines: 0, depths: Depths::default() }
    }

    pub fn finish(self) -> Done {
        self.done
    }

    /// Where text must end: above the footer.
    pub fn bottom(&self) -> f32 {
        self.style.paper.height - self.style.paper.margin - self.style.footer * 2.2
    }

    pub fn room(&self) -> f32 {
        self.bottom() - self.y
    }

    /// The most that fits on an empty page.
    pub fn page_room(&self) -> f32 {
        self.bottom() - self.style.paper.margin
    }

    pub fn left(&self) -> f32 {
        self.style.paper.margin
    }

    pub fn width(&self) -> f32 {
        self.style.paper.width - 2.0 * self.style.paper.margin
    }

    pub fn at_top(&self) -> bool {
        self.y <= self.style.paper.margin
    }

    pub fn new_page(&mut self) {
        self.done.pages.push(Page::default());
        self.y = self.style.paper.margin;
    }

    /// A new page where less than `height` is left, and this one has something on it.
    pub fn need(&mut self, height: f32) {
        if self.room() < height && !self.at_top() {
            self.new_page();
        }
    }

    /// A new last part of the document.
    pub fn tag(&mut self, tag: Tag) -> TagId {
        self.done.tags.child(Tree::ROOT, tag)
    }

    /// A new last part of `parent`.
    pub fn tag_in(&mut self, parent: TagId, tag: Tag) -> TagId {
        self.done.tags.child(parent, tag)
    }

    pub fn page(&self) -> usize {
        self.done.pages.len() - 1
    }

    pub fn here(&self) -> Place {
        Place { page: self.page(), y: self.y }
    }

    /// Is there a place of this name in the document?
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// What begins with a spoken number stands here.
    pub fn note_spoken(&mut self, words: &str) {
        if let Some(number) = spoken(words) {
            let here = self.here();
            self.done.places.entry(number.into()).or_insert(here);
        }
    }

    pub fn lines(&self, text: &Text, size: f32, width: f32) -> Lines {
        Lines { lines: fit(self.shaper, text, size, width), size, line_height: size * self.style.leading }
    }

    /// Puts one block down; `rest` are the blocks after it.
    pub fn block(&mut self, block: &Block, rest: &[Block]) {
        if self.watch.stopped() {
            return;
        }
        let blocks = self.document.blocks.len();
        self.watch.at(blocks - rest.len().min(blocks), blocks, LAYING_OUT);
        if !self.at_top() {
            self.y += space_before(block, &self.style);
        }
        match block {
            Block::Heading { level, text } => self.heading(*level, text, rest),
            Block::Paragraph(text) => {
                let lines = self.lines(text, self.style.body, self.style.measure);
                let tag = self.tag(Tag::Paragraph);
                self.paragraph(&lines, 0.0, tag);
            }
            Block::List(items) => self.list(items),
            Block::Facts(facts) => self.facts(facts),
            Block::Contents => contents::put(self),
            Block::Table(t) => table::put(self, t),
            Block::Cards(cards) => cards::put(self, cards),
            Block::Photo(p) => photo::put(self, p),
            Block::Chart(c) => chart::put(self, c),
            Block::Rule => {
                self.rule(self.y, 1.0, Ink::Dark);
                self.y += 4.0;
            }
            Block::PageBreak if self.at_top() => {}
            Block::PageBreak => self.new_page(),
        }
    }

    fn heading(&mut self, level: u8, text: &Text, rest: &[Block]) {
        let lines = self.heading_lines(level, text);
        let follows = rest.first().map_or(0.0, |b| self.least(b, rest.get(1..).unwrap_or_default()));
        self.need(lines.height() + follows);
        let (words, place) = (text.words(), self.here());
        self.note_spoken(&words);
        if level == 2 {
            self.done.places.insert(headline_name(self.headlines), place);
            self.headlines += 1;
        }
        self.done.headings.push(Headline { level, words, place });
        let depth = self.depths.next(level);
        let tag = self.tag(Tag::Heading(depth));
        for line in &lines.lines {
            // A title of a thousand words goes on on the next page.
            self.need(lines.line_height);
            self.put_line(line, self.left(), self.y, lines.size, Some(tag));
            self.y += lines.line_height;
        }
    }

    fn heading_lines(&self, level: u8, text: &Text) -> Lines {
        let size = self.style.headings.get(usize::from(level).saturating_sub(1)).copied().unwrap_or(self.style.body);
        let mut lines = self.lines(&text.clone().all_bold(), size, self.width());
        lines.line_height = size * 1.25;
        lines
    }

    /// The height that the beginning of a block needs, with the space before it.
    fn least(&self, block: &Block, rest: &[Block]) -> f32 {
        let before = space_before(block, &self.style);
        let line = self.style.body * self.style.leading;
        before
            + match block {
                Block::Heading { level, text } => {
                    let own = self.heading_lines(*level, text).height();
                    own + rest.first().map_or(0.0, |b| self.least(b, rest.get(1..).unwrap_or_default()))
                }
                Block::Paragraph(text) => {
                    let n = self.lines(text, self.style.body, self.style.measure).lines.len();
                    // Two lines of it, or all of a short one.
                    line * if n <= 3 { n as f32 } else { 2.0 }
                }
                Block::List(_) | Block::Contents => line * 2.0,
                Block::Facts(facts) => self.facts_height(facts).min(self.page_room() / 3.0),
                Block::Table(t) => table::least(self, t),
                Block::Cards(cards) => cards::least(self, cards),
                Block::Photo(p) => photo::height(self, p),
                Block::Chart(c) => chart::least(self, c),
                Block::Rule | Block::PageBreak => 0.0,
            }
    }

    /// Lines of one paragraph; none of them alone at the top or bottom of a page.
    pub fn paragraph(&mut self, lines: &Lines, indent: f32, tag: TagId) {
        let n = lines.lines.len();
        let mut done = 0;
        while done < n {
            let fits = ((self.room() + 0.01) / lines.line_height).floor().max(0.0) as usize;
            let left = n - done;
            let mut take = fits.min(left);
            if take < left {
                // Leave two lines at least for the next page, and take two at least here.
                take = take.min(left.saturating_sub(2));
                if take < 2 && !self.at_top() {
                    take = 0;
                }
            }
            if take == 0 {
                if self.at_top() {
                    take = 1;
                } else {
                    self.new_page();
                    continue;
                }
            }
            for line in lines.lines.iter().skip(done).take(take) {
                self.put_line(line, self.left() + indent, self.y, lines.size, Some(tag));
                self.y += lines.line_height;
            }
            done += take;
            if done < n {
                self.new_page();
            }
        }
    }

    fn list(&mut self, items: &[Text]) {
        let indent = self.style.body * 1.1;
        let list = self.tag(Tag::List);
        for (i, text) in items.iter().enumerate() {
            if i > 0 {
                self.y += self.style.body * 0.25;
            }
            let lines = self.lines(text, self.style.body, self.style.measure - indent);
            self.need(lines.height().min(2.0 * lines.line_height));
            let item = self.tag_in(list, Tag::Item);
            let dash = self.lines(&Text::quiet("–"), self.style.body, indent);
            if let Some(line) = dash.lines.first() {
                self.put_line(line, self.left(), self.y, self.style.body, None);
            }
            let body = self.tag_in(item, Tag::Body);
            self.paragraph(&lines, indent, body);
        }
    }

    fn facts(&mut self, facts: &[(Text, Text)]) {
        let list = self.tag(Tag::List);
        for (i, (label, text)) in facts.iter().enumerate() {
            if i > 0 {
                self.y += self.style.body * 0.22;
            }
            let item = self.tag_in(list, Tag::Item);
            let body = self.tag_in(item, Tag::Body);
            let tags = [self.tag_in(body, Tag::Paragraph), self.tag_in(body, Tag::Paragraph)];
            if self.style.tables_as_lists {
                self.fact_below(tags, label, text);
            } else {
                self.fact_beside(tags, label, text);
            }
        }
    }

    fn facts_height(&self, facts: &[(Text, Text)]) -> f32 {
        let between = self.style.body * 0.22;
        let of = |(label, text): &(Text, Text)| {
            let [label, words] = self.fact_lines(label, text);
            between
                + if self.style.tables_as_lists {
                    label.height() + words.height()
                } else {
                    label.height().max(words.height())
                }
        };
        facts.iter().map(of).sum()
    }

    fn fact_lines(&self, label: &Text, text: &Text) -> [Lines; 2] {
        let (body, bold) = (self.style.body, label.clone().all_bold());
        if self.style.tables_as_lists {
            [self.lines(&bold, body, self.width()), self.lines(text, body, self.style.measure)]
        } else {
            let width = body * LABEL;
            [self.lines(&bold, body, width - 8.0), self.lines(text, body, self.style.measure.min(self.width() - width))]
        }
    }

    /// The word, and what is said of it at its right.
    fn fact_beside(&mut self, [label_tag, body]: [TagId; 2], label: &Text, text: &Text) {
        let label_width = self.style.body * LABEL;
        let [label, words] = self.fact_lines(label, text);
        self.need(words.height().max(label.height()).min(self.page_room()));
        let (page, top) = (self.page(), self.y);
        for (j, line) in label.lines.iter().enumerate() {
            self.put_line(line, self.left(), top + j as f32 * label.line_height, label.size, Some(label_tag));
        }
        self.paragraph(&words, label_width, body);
        if page == self.page() {
            self.y = self.y.max(top + label.height()).min(self.bottom());
        }
    }

    /// Large print: the word stands above what is said of it.
    fn fact_below(&mut self, [label_tag, body]: [TagId; 2], label: &Text, text: &Text) {
        let [label, words] = self.fact_lines(label, text);
        self.need(label.height() + words.height().min(2.0 * words.line_height));
        self.paragraph(&label, 0.0, label_tag);
        self.paragraph(&words, 0.0, body);
    }
}
