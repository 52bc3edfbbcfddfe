//! Blocks to pages of placed items, in points from the top left. The only layout there is: the PDF
//! writer and the preview get the same pages.
//!
//! Rules of PRINT.md: headings stay with what follows, a row stays whole unless it is taller than a
//! page, table headers repeat, no line of a paragraph stands alone, a partner's block is never split.

mod flow;
mod photo;
mod sign;
mod table;

use super::blocks::{Block, Document};
use super::photos::Photos;
use super::text::{Fitted, Fonts, Shaped, Shaper, Text, Tone, fit};
use crate::model::Status;
use std::sync::Arc;

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Sheet and margins, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Paper {
    pub width: f32,
    pub height: f32,
    pub margin: f32,
}

impl Paper {
    /// A4 portrait with 20 mm margins.
    pub const A4: Self = Self { width: 210.0 * MM, height: 297.0 * MM, margin: 20.0 * MM };
}

/// Sizes in points (PRINT.md, "Look").
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Style {
    pub body: f32,
    /// For levels 1, 2 and 3.
    pub headings: [f32; 3],
    pub footer: f32,
    /// Line height, as a multiple of the size.
    pub leading: f32,
    /// The widest paragraph: about 70 characters.
    pub measure: f32,
}

impl Style {
    /// Standard print.
    pub const STANDARD: Self =
        Self { body: 12.0, headings: [22.0, 15.0, 12.5], footer: 10.0, leading: 1.4, measure: 392.0 };
}

/// Something placed on a page.
#[derive(Clone, Debug)]
pub enum Placed {
    /// A run of glyphs; `y` is the baseline.
    Run { x: f32, y: f32, size: f32, tone: Tone, shaped: Arc<Shaped>, artifact: bool },
    /// A status mark in a square of `size`, its bottom at the baseline `y`.
    Mark { x: f32, y: f32, size: f32, status: Status },
    /// A thin line.
    Line { from: (f32, f32), to: (f32, f32), width: f32, quiet: bool },
    /// A photo in a rectangle; `alt` for those who do not see it.
    Photo { x: f32, y: f32, width: f32, height: f32, digest: String, alt: String },
    /// An empty box to tick.
    Box { x: f32, y: f32, side: f32 },
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// In reading order.
    pub items: Vec<Placed>,
}

/// A laid out document.
#[derive(Clone, Debug)]
pub struct Pages {
    pub title: String,
    pub paper: Paper,
    pub pages: Vec<Page>,
    pub photos: Photos,
    /// Characters that no font has; each stands in the text with its code point.
    pub missing: Vec<char>,
}

/// Lays a document out.
pub fn lay_out(document: &Document, fonts: &Fonts, paper: Paper, style: Style) -> Pages {
    let shaper = Shaper::new(fonts);
    let mut flow = flow::Flow::new(&shaper, paper, style, &document.photos);
    for (i, block) in document.blocks.iter().enumerate() {
        flow.block(block, document.blocks.get(i + 1..).unwrap_or_default());
    }
    if let Some(sentence) = missing_sentence(&shaper.missing()) {
        flow.block(&Block::Paragraph(Text::quiet(sentence)), &[]);
    }
    let mut pages = flow.finish();
    number(&mut pages, &shaper, document, paper, style);
    let (title, photos) = (document.title.clone(), document.photos.clone());
    Pages { title, paper, pages, photos, missing: shaper.missing() }
}

/// Says which characters stand as their code because no font has them; None where there is none.
pub fn missing_sentence(missing: &[char]) -> Option<String> {
    const SAID: usize = 12;
    missing.first()?;
    let said: Vec<String> = missing.iter().take(SAID).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let more = missing.len().saturating_sub(SAID);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("Characters that no font here has stand as their code: {}{more}.", said.join(", ")))
}

/// Footers: title and version at the left, page x of y at the right, a thin line above.
fn number(pages: &mut [Page], shaper: &Shaper, document: &Document, paper: Paper, style: Style) {
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        let y = paper.height - paper.margin + style.footer * 0.4;
        page.items.push(Placed::Line {
            from: (paper.margin, y - style.footer * 1.5),
            to: (paper.width - paper.margin, y - style.footer * 1.5),
            width: 0.5,
            quiet: true,
        });
        let right = Text::quiet(format!("Page {} of {count}", i + 1));
        let room = paper.width - 2.0 * paper.margin;
        let right = fit(shaper, &right, style.footer, room);
        let right_width = right.first().map_or(0.0, |l| l.width);
        let left = fit(shaper, &Text::quiet(document.footer.as_str()), style.footer, room - right_width - 12.0);
        let mut put = |line: Option<&Fitted>, x: f32| {
            for run in line.iter().flat_map(|l| &l.runs) {
                page.items.push(Placed::Run {
                    x: x + run.x,
                    y,
                    size: style.footer,
                    tone: run.tone,
                    shaped: run.shaped.clone(),
                    artifact: true,
                });
            }
        };
        put(left.first(), paper.margin);
        put(right.first(), paper.width - paper.margin - right_width);
    }
}

/// How far below the top of its line the baseline is, as a multiple of the size.
const BASELINE: f32 = 1.02;

/// Lines of one size, ready to be put down.
#[derive(Clone, Debug)]
struct Lines {
    lines: Vec<Fitted>,
    size: f32,
    line_height: f32,
}

impl Lines {
    fn height(&self) -> f32 {
        self.lines.len() as f32 * self.line_height
    }
}

/// What comes before something, so that it does not stick to what stands above.
fn space_before(block: &Block, style: &Style) -> f32 {
    match block {
        Block::Heading { level: 1, .. } => 0.0,
        Block::Heading { level: 2, .. } => style.body * 1.35,
        Block::Heading { .. } => style.body * 1.0,
        Block::Paragraph(_) | Block::List(_) | Block::Facts(_) => style.body * 0.45,
        Block::Table(_) | Block::SignOff(_) => style.body * 0.6,
        Block::Photo(_) => style.body * 1.2,
        Block::Rule => style.body * 0.7,
        Block::PageBreak => 0.0,
    }
}
