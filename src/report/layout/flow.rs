//! Puts blocks down one under the other, and turns the page where it must.

use super::*;

/// The pages so far, and where the next thing goes.
pub(super) struct Flow<'s, 'f> {
    pub shaper: &'s Shaper<'f>,
    pub paper: Paper,
    pub style: Style,
    pub photos: &'s Photos,
    pages: Vec<Page>,
    /// From the top of the sheet.
    pub y: f32,
    /// What is put down now is no content: a table's head on its later pages.
    pub artifact: bool,
}

impl<'s, 'f> Flow<'s, 'f> {
    pub fn new(shaper: &'s Shaper<'f>, paper: Paper, style: Style, photos: &'s Photos) -> Self {
        Self { shaper, paper, style, photos, pages: vec![Page::default()], y: paper.margin, artifact: false }
    }

    pub fn finish(self) -> Vec<Page> {
        self.pages
    }

    /// Where text must end: above the footer.
    pub fn bottom(&self) -> f32 {
        self.paper.height - self.paper.margin - self.style.footer * 2.2
    }

    pub fn room(&self) -> f32 {
        self.bottom() - self.y
    }

    /// The most that fits on an empty page.
    pub fn page_room(&self) -> f32 {
        self.bottom() - self.paper.margin
    }

    pub fn left(&self) -> f32 {
        self.paper.margin
    }

    pub fn width(&self) -> f32 {
        self.paper.width - 2.0 * self.paper.margin
    }

    pub fn at_top(&self) -> bool {
        self.y <= self.paper.margin
    }

    pub fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = self.paper.margin;
    }

    pub fn put(&mut self, item: Placed) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }

    pub fn lines(&self, text: &Text, size: f32, width: f32) -> Lines {
        Lines { lines: fit(self.shaper, text, size, width), size, line_height: size * self.style.leading }
    }

    /// One line with its top at `top`.
    pub fn put_line(&mut self, line: &Fitted, x: f32, top: f32, size: f32) {
        let y = top + size * BASELINE;
        for run in &line.runs {
            match run.mark {
                Some(status) => self.put(Placed::Mark { x: x + run.x, y, size: size * 0.78, status }),
                None if run.shaped.glyphs.is_empty() => {}
                None => self.put(Placed::Run {
                    x: x + run.x,
                    y,
                    size,
                    tone: run.tone,
                    shaped: run.shaped.clone(),
                    artifact: self.artifact,
                }),
            }
        }
    }

    pub fn rule(&mut self, y: f32, width: f32, quiet: bool) {
        let (from, to) = ((self.left(), y), (self.left() + self.width(), y));
        self.put(Placed::Line { from, to, width, quiet });
    }

    /// Puts one block down; `rest` are the blocks after it.
    pub fn block(&mut self, block: &Block, rest: &[Block]) {
        if !self.at_top() {
            self.y += space_before(block, &self.style);
        }
        match block {
            Block::Heading { level, text } => self.heading(*level, text, rest),
            Block::Paragraph(text) => {
                let lines = self.lines(text, self.style.body, self.style.measure);
                self.paragraph(&lines, 0.0);
            }
            Block::List(items) => self.list(items),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(t) => table::put(self, t),
            Block::SignOff(blocks) => sign::put(self, blocks),
            Block::Photo(p) => photo::put(self, p),
            Block::Rule => {
                self.rule(self.y, 1.0, false);
                self.y += 4.0;
            }
            Block::PageBreak if self.at_top() => {}
            Block::PageBreak => self.new_page(),
        }
    }

    fn heading(&mut self, level: u8, text: &Text, rest: &[Block]) {
        let lines = self.heading_lines(level, text);
        let follows = rest.first().map_or(0.0, |b| self.least(b, rest.get(1..).unwrap_or_default()));
        if self.room() < lines.height() + follows && !self.at_top() {
            self.new_page();
        }
        for line in &lines.lines {
            self.put_line(line, self.left(), self.y, lines.size);
            self.y += lines.line_height;
        }
    }

    fn heading_lines(&self, level: u8, text: &Text) -> Lines {
        let size = self.style.headings.get(usize::from(level).saturating_sub(1)).copied().unwrap_or(self.style.body);
        let bold = Text(text.0.iter().cloned().map(|s| super::super::text::Span { bold: true, ..s }).collect());
        let mut lines = self.lines(&bold, size, self.width());
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
                Block::List(_) | Block::Facts(_) => line * 2.0,
                Block::Table(t) => table::least(self, t),
                Block::SignOff(blocks) => sign::least(self, blocks),
                Block::Photo(p) => photo::height(self, p),
                Block::Rule | Block::PageBreak => 0.0,
            }
    }

    /// Lines of one paragraph; none of them alone at the top or bottom of a page.
    pub fn paragraph(&mut self, lines: &Lines, indent: f32) {
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
                self.put_line(line, self.left() + indent, self.y, lines.size);
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
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.y += self.style.body * 0.25;
            }
            let lines = self.lines(item, self.style.body, self.style.measure - indent);
            if self.room() < lines.height().min(2.0 * lines.line_height) && !self.at_top() {
                self.new_page();
            }
            let dash = self.lines(&Text::quiet("–"), self.style.body, indent);
            if let Some(line) = dash.lines.first() {
                self.put_line(line, self.left(), self.y, self.style.body);
            }
            self.paragraph(&lines, indent);
        }
    }

    fn facts(&mut self, facts: &[(String, Text)]) {
        let label_width = self.style.body * 9.4;
        for (i, (label, text)) in facts.iter().enumerate() {
            if i > 0 {
                self.y += self.style.body * 0.22;
            }
            let words = self.lines(text, self.style.body, self.style.measure.min(self.width() - label_width));
            let label = self.lines(&Text::bold(label.as_str()), self.style.body, label_width - 8.0);
            let height = words.height().max(label.height());
            if self.room() < height.min(self.page_room()) && !self.at_top() {
                self.new_page();
            }
            let top = self.y;
            for (j, line) in label.lines.iter().enumerate() {
                self.put_line(line, self.left(), top + j as f32 * label.line_height, label.size);
            }
            self.paragraph(&words, label_width);
            self.y = self.y.max(top + label.height()).min(self.bottom());
        }
    }
}
