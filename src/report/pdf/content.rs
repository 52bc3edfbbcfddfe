//! A page's content as printpdf operators, each thing marked as the part of the structure it is.

use super::structure::Structure;
use super::subset::Subsets;
use super::{photo, text};
use crate::report::ink;
use crate::report::layout::{Ink, MM, Page, Pages, Placed};
use crate::report::raster::mark_outline;
use crate::report::tags::TagId;
use crate::report::text::FaceId;
use printpdf::{
    Color, DictItem, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfPage, Point, Polygon, PolygonRing, Pt,
    Rgb, WindingOrder,
};
use std::collections::BTreeMap;

/// The page of this number, from 0.
pub fn page(page: &Page, number: usize, pages: &Pages, subsets: &mut Subsets, structure: &mut Structure) -> PdfPage {
    let height = pages.paper.height;
    let open = Open::Nothing;
    let mut pen = Pen { ops: Vec::new(), fill: None, font: None, in_text: false, open, page: number, structure };
    for item in &page.items {
        match item {
            Placed::Run { x, y, size, tone, shaped, tag } => {
                pen.fill(ink::of(*tone));
                pen.part_or_none(*tag);
                text::run(&mut pen, subsets, shaped, *tag, (*x, height - y, *size));
            }
            Placed::Mark { x, y, size, mark } => {
                pen.no_part();
                pen.end_text();
                pen.fill(ink::of_mark(*mark));
                let rings = mark_outline(*mark).into_iter().map(|ring| PolygonRing {
                    points: ring.into_iter().map(|(px, py)| point(x + px * size, height - y + py * size)).collect(),
                });
                let (rings, winding_order) = (rings.collect(), WindingOrder::EvenOdd);
                pen.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode: PaintMode::Fill, winding_order } });
            }
            Placed::Line { from, to, width, ink, tag } => {
                pen.part_or_none(*tag);
                pen.line([point(from.0, height - from.1), point(to.0, height - to.1)], *width, *ink);
            }
            Placed::Photo { x, y, width, height: high, digest, tag } if pages.photos.get(digest).is_some() => {
                pen.part(*tag);
                pen.end_text();
                photo::put(&mut pen.ops, digest, [*x, height - y - high, *width, *high]);
            }
            Placed::Photo { .. } => {}
        }
    }
    pen.close();
    PdfPage::new(Mm(pages.paper.width / MM), Mm(height / MM), pen.ops)
}

/// What is being drawn.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    /// No content: rules, footers, repeated heads, marks whose word stands beside them.
    Artifact,
    Part(TagId),
}

/// Writes the operators of one page; remembers colour and part, so that they are said only when they change.
pub struct Pen<'s, 't> {
    pub ops: Vec<Op>,
    fill: Option<[u8; 3]>,
    font: Option<(FaceId, f32)>,
    in_text: bool,
    open: Open,
    page: usize,
    structure: &'s mut Structure<'t>,
}

impl Pen<'_, '_> {
    fn fill(&mut self, ink: [u8; 3]) {
        if self.fill != Some(ink) {
            self.ops.push(Op::SetFillColor { col: color(ink) });
            self.fill = Some(ink);
        }
    }

    /// What follows is of this part of the document.
    fn part(&mut self, tag: TagId) {
        if self.open != Open::Part(tag) {
            self.close();
            let (name, mcid) = self.structure.words(tag, self.page);
            self.begin(name, mcid, None);
            self.open = Open::Part(tag);
        }
    }

    fn part_or_none(&mut self, tag: Option<TagId>) {
        match tag {
            Some(tag) => self.part(tag),
            None => self.no_part(),
        }
    }

    /// What follows is no content.
    fn no_part(&mut self) {
        if self.open != Open::Artifact {
            self.close();
            let kind = DictItem::Name(b"Pagination".to_vec());
            let properties = DictItem::Dict { map: BTreeMap::from([("Type".to_string(), kind)]) };
            self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Artifact".into(), properties });
            self.open = Open::Artifact;
        }
    }

    /// What `write` puts down says `words`, whatever its glyphs seem to say. A sibling of what it stands in: readers
    /// lose words where one is inside the other.
    pub fn spelled_out(&mut self, tag: TagId, words: &str, write: impl FnOnce(&mut Self)) {
        self.close();
        let mcid = self.structure.spelled_out(tag, words, self.page);
        // Said here too: those who copy text ask the page, those who read aloud the structure.
        let data = [0xFE, 0xFF].into_iter().chain(words.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        self.begin("Span", mcid, Some(DictItem::String { data, literal: false }));
        write(self);
        self.end_text();
        self.ops.push(Op::EndMarkedContentWithProperties);
        self.open = Open::Nothing;
    }

    /// What follows are glyphs of this face in this size.
    pub fn text(&mut self, face: FaceId, size: f32) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
        if self.font != Some((face, size)) {
            self.ops.push(Op::SetFont { font: Subsets::handle(face), size: Pt(size) });
            self.font = Some((face, size));
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn begin(&mut self, name: &str, mcid: usize, says: Option<DictItem>) {
        let mcid = DictItem::Int(i64::try_from(mcid).unwrap_or(i64::MAX));
        let mut map = BTreeMap::from([("MCID".to_string(), mcid)]);
        map.extend(says.map(|says| ("ActualText".to_string(), says)));
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: name.into(), properties });
    }

    fn close(&mut self) {
        self.end_text();
        if self.open != Open::Nothing {
            self.ops.push(Op::EndMarkedContentWithProperties);
            self.open = Open::Nothing;
        }
    }

    fn line(&mut self, points: [LinePoint; 2], width: f32, ink: Ink) {
        self.end_text();
        self.ops.push(Op::SetOutlineColor { col: color(ink::of_line(ink)) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        let dash = ink.dash();
        if let Some(on_off) = dash {
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &on_off) });
        }
        self.ops.push(Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } });
        if dash.is_some() {
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
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
