//! Blocks to pages of placed items, in points from the top left. The only layout there is: the PDF
//! writer and the preview get the same pages.
//!
//! Rules of PRINT.md: headings stay with what follows, a row stays whole unless it is taller than a
//! page, table headers repeat, no line of a paragraph stands alone, a partner's block is never split.
//! In large print tables become lists.
//!
//! While it places, the layout grows the [`Tree`] of what is what, and notes where headings and spoken
//! numbers stand, so that bookmarks and links have somewhere to lead.

mod cards;
mod chart;
mod contents;
mod drawing;
mod flow;
mod footer;
mod items;
mod photo;
mod style;
mod table;

pub use style::{MM, Paper, Print, Style};

use super::Attached;
use super::Watch;
pub use super::blocks::FieldKind;
use super::blocks::{Block, Document};
use super::photos::Photos;
use super::tags::{TagId, Tree};
use super::text::{Fitted, Fonts, Mark, Shaped, Shaper, Text, Tone, fit};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something placed on a page.
#[derive(Clone, Debug)]
pub enum Placed {
    /// A run of glyphs; `y` is the baseline. Without a tag it is no content.
    Run { x: f32, y: f32, size: f32, tone: Tone, shaped: Arc<Shaped>, tag: Option<TagId> },
    /// A mark in a square of `size`, its bottom at `y`. The words beside it say the same.
    Mark { x: f32, y: f32, size: f32, mark: Mark },
    /// A line; with a tag it is part of a figure.
    Line { from: (f32, f32), to: (f32, f32), width: f32, ink: Ink, tag: Option<TagId> },
    /// A photo in a rectangle.
    Photo { x: f32, y: f32, width: f32, height: f32, digest: String, tag: TagId },
}

/// How a line looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    Dark,
    Quiet,
    /// As dark as less important words: a bar of a chart.
    Bar,
    /// To be cut along.
    Dashed,
}

impl Ink {
    /// Points on and off, where the line is not whole.
    pub fn dash(self) -> Option<[f32; 2]> {
        (self == Self::Dashed).then_some([4.0, 4.0])
    }
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// In reading order.
    pub items: Vec<Placed>,
}

/// A place in the document: the page from 0, and points from its top.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    pub page: usize,
    pub y: f32,
}

/// Words that lead elsewhere in the document.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    pub page: usize,
    /// Left, top, width, height.
    pub bounds: [f32; 4],
    pub to: Place,
    /// The words, for those who hear them.
    pub says: String,
    pub tag: TagId,
}

/// A field that is filled in with PDF software.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    pub page: usize,
    /// Left, top, width, height.
    pub bounds: [f32; 4],
    pub kind: FieldKind,
    /// No other field of the document has it.
    pub name: String,
    /// What it is, for those who hear it.
    pub says: String,
    pub tag: TagId,
}

/// A heading, for the bookmarks.
#[derive(Clone, PartialEq, Debug)]
pub struct Headline {
    pub level: u8,
    pub words: String,
    pub place: Place,
}

/// A laid out document.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub title: String,
    pub style: Style,
    pub paper: Paper,
    pub pages: Vec<Page>,
    pub tags: Tree,
    pub links: Vec<Link>,
    pub fields: Vec<Field>,
    pub headings: Vec<Headline>,
    pub photos: Photos,
    /// The record that goes with a PDF.
    pub attached: Option<Attached>,
    /// Characters that no font has; each stands in the text with its code point.
    pub missing: Vec<char>,
}

/// Lays a document out.
pub fn lay_out(document: &Document, fonts: &Fonts, print: Print) -> Pages {
    lay_out_watched(document, fonts, print, &Watch::default())
}

/// The same while somebody waits for it. Where it is stopped the pages are not whole.
pub fn lay_out_watched(document: &Document, fonts: &Fonts, print: Print, watch: &Watch) -> Pages {
    let shaper = Shaper::new(fonts);
    let mut pages = Pages::default();
    for style in Style::of(document.sheet, print) {
        pages = lay_out_in(document, &shaper, style, watch);
        if pages.pages.len() == 1 {
            break;
        }
    }
    pages
}

/// The same in sizes of one's own. Anything can be asked for; what has no room for a letter is as it comes.
pub fn lay_out_in(document: &Document, shaper: &Shaper, style: Style, watch: &Watch) -> Pages {
    let mut flow = flow::Flow::new(shaper, style, document, watch);
    for (i, block) in document.blocks.iter().enumerate() {
        flow.block(block, document.blocks.get(i + 1..).unwrap_or_default());
    }
    if let Some(sentence) = missing_sentence(&shaper.missing()) {
        flow.block(&Block::Paragraph(Text::quiet(sentence)), &[]);
    }
    if let Some(sentence) = borrowed_sentence(&shaper.borrowed()) {
        flow.block(&Block::Paragraph(Text::quiet(sentence)), &[]);
    }
    let mut done = flow.finish();
    contents::number(&mut done, shaper, style);
    footer::number(&mut done.pages, shaper, document, style);
    let (title, photos, attached) = (document.title.clone(), document.photos.clone(), document.attached.clone());
    let (links, headings) = (done.links(), std::mem::take(&mut done.headings));
    let missing = shaper.missing();
    Pages {
        title,
        style,
        paper: style.paper,
        pages: done.pages,
        tags: done.tags,
        links,
        fields: done.fields,
        headings,
        photos,
        attached,
        missing,
    }
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

/// Names the fonts that are not the app's own: on another machine the same words may look otherwise.
fn borrowed_sentence(names: &[String]) -> Option<String> {
    names.first()?;
    Some(format!("Some words are set in fonts of the machine this was printed on: {}.", names.join(", ")))
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
        Block::Paragraph(_) | Block::List(_) | Block::Facts(_) | Block::Contents => style.body * 0.45,
        Block::Table(_) | Block::Cards(_) | Block::Chart(_) => style.body * 0.6,
        Block::Photo(_) => style.body * 1.2,
        Block::Rule => style.body * 0.7,
        Block::PageBreak => 0.0,
    }
}
