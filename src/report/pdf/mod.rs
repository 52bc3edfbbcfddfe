//! Placed pages to a PDF, through printpdf's own pages and operators; what printpdf does not write
//! (title in the window bar, language, stable ids) is put on with lopdf at the end.
//!
//! The only place that names printpdf and lopdf. The same pages give the same bytes: every id, name
//! and date is ours. printpdf 0.12.8 neither subsets fonts nor shapes text in the build we use, so it
//! gets subset fonts and glyph ids.

mod finish;
mod photo;
mod subset;
mod text;

use super::layout::{Page, Pages, Placed};
use super::raster::mark_outline;
use super::text::{Fonts, Tone};
use crate::report::ink;
use printpdf::{
    Color, DictItem, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt, Rgb, WindingOrder,
};
use std::collections::BTreeMap;
use subset::Subsets;

/// The PDF could not be made. The display is the sentence the person reads.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("The PDF could not be made: {0}; please report this")]
    Writer(String),
    #[error("The font {0} could not be put into the PDF; please report this")]
    Font(&'static str),
}

/// Writes pages as a PDF.
pub fn to_pdf(pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let mut subsets = Subsets::new(fonts, &pages.pages);
    let mut doc = PdfDocument::new(&pages.title);
    doc.pages = pages.pages.iter().map(|page| pdf_page(page, pages, &mut subsets)).collect();
    subsets.put_into(&mut doc)?;
    photo::put_into(&mut doc, pages);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let raw = doc.to_lopdf_document(&options, &mut warnings);
    // A warning here means text that would not be seen (printpdf#254): never let it pass.
    if let Some(warning) = warnings.iter().find(|w| w.severity != printpdf::PdfParseErrorSeverity::Info) {
        return Err(PdfError::Writer(warning.msg.clone()));
    }
    finish::finish(raw, pages)
}

fn pdf_page(page: &Page, pages: &Pages, subsets: &mut Subsets) -> PdfPage {
    let height = pages.paper.height;
    let mut ops: Vec<Op> = Vec::new();
    let mut pen = Pen { tone: None };
    for item in &page.items {
        match item {
            Placed::Run { x, y, size, tone, shaped, artifact } => {
                pen.fill(&mut ops, *tone);
                artifact_start(&mut ops, *artifact);
                text::run(&mut ops, subsets, shaped, *x, height - y, *size);
                artifact_end(&mut ops, *artifact);
            }
            Placed::Mark { x, y, size, status } => {
                pen.fill(&mut ops, Tone::Status(*status));
                artifact_start(&mut ops, true);
                mark(&mut ops, *x, height - y, *size, *status);
                artifact_end(&mut ops, true);
            }
            Placed::Line { from, to, width, quiet } => {
                artifact_start(&mut ops, true);
                let points = vec![point(from.0, height - from.1), point(to.0, height - to.1)];
                stroke(&mut ops, points, *width, if *quiet { ink::LINE } else { ink::INK }, false);
                artifact_end(&mut ops, true);
            }
            Placed::Photo { x, y, width, height: high, digest, alt } if pages.photos.get(digest).is_some() => {
                photo::put(&mut ops, digest, alt, [*x, height - y - high, *width, *high]);
            }
            Placed::Photo { .. } => {}
            Placed::Box { x, y, side } => {
                artifact_start(&mut ops, true);
                let (top, bottom) = (height - y, height - y - side);
                let points = vec![point(*x, top), point(x + side, top), point(x + side, bottom), point(*x, bottom)];
                stroke(&mut ops, points, 0.8, ink::INK, true);
                artifact_end(&mut ops, true);
            }
        }
    }
    PdfPage::new(Mm(pages.paper.width / super::layout::MM), Mm(height / super::layout::MM), ops)
}

/// Remembers the colour, so that it is set only when it changes.
struct Pen {
    tone: Option<Tone>,
}

impl Pen {
    fn fill(&mut self, ops: &mut Vec<Op>, tone: Tone) {
        if self.tone != Some(tone) {
            ops.push(Op::SetFillColor { col: color(ink::of(tone)) });
            self.tone = Some(tone);
        }
    }
}

fn color([r, g, b]: [u8; 3]) -> Color {
    let part = |v: u8| f32::from(v) / 255.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

fn point(x: f32, y: f32) -> LinePoint {
    LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false }
}

/// What is not content: rules, footers, repeated heads, marks whose word stands beside them.
fn artifact_start(ops: &mut Vec<Op>, artifact: bool) {
    if artifact {
        let kind = DictItem::Name(b"Pagination".to_vec());
        let properties = DictItem::Dict { map: BTreeMap::from([("Type".to_string(), kind)]) };
        ops.push(Op::BeginMarkedContentWithProperties { tag: "Artifact".into(), properties });
    }
}

fn artifact_end(ops: &mut Vec<Op>, artifact: bool) {
    if artifact {
        ops.push(Op::EndMarkedContentWithProperties);
    }
}

fn stroke(ops: &mut Vec<Op>, points: Vec<LinePoint>, width: f32, ink: [u8; 3], is_closed: bool) {
    ops.push(Op::SetOutlineColor { col: color(ink) });
    ops.push(Op::SetOutlineThickness { pt: Pt(width) });
    ops.push(Op::DrawLine { line: Line { points, is_closed } });
}

fn mark(ops: &mut Vec<Op>, x: f32, y: f32, size: f32, status: crate::model::Status) {
    let rings = mark_outline(status)
        .into_iter()
        .map(|ring| PolygonRing {
            points: ring.into_iter().map(|(px, py)| point(x + px * size, y + py * size)).collect(),
        })
        .collect();
    ops.push(Op::DrawPolygon {
        polygon: Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::EvenOdd },
    });
}
