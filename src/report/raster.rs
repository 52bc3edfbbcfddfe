//! Paints placed pages as pictures, for the preview and for looking at: the very glyphs and lines
//! that the PDF writer gets, at the places they have.

use super::ink;
use super::layout::{Ink, Pages, Placed};
use super::photos;
use super::text::{Face, FaceId, Fitted, Fonts, Mark, Shaped};
use crate::model::Status;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use std::collections::HashMap;
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};

/// A painted page: RGBA, straight rows from the top left.
#[derive(Clone, Debug)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// A line of words for a screen, and where it goes.
#[derive(Clone, Copy)]
pub struct WordsLine<'l> {
    /// In points.
    pub line: &'l Fitted,
    /// What is added at its left, in pixels.
    pub x_px: f32,
    pub baseline_px: f32,
}

/// Keeps outlines between pages.
pub struct Painter<'f> {
    fonts: &'f Fonts,
    outlines: HashMap<(FaceId, u16), Option<Path>>,
}

impl<'f> Painter<'f> {
    pub fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, outlines: HashMap::new() }
    }

    /// Paints a page on white, `scale` pixels a point; None where that would be no or a huge picture.
    pub fn paint(&mut self, pages: &Pages, page: usize, scale: f32) -> Option<Picture> {
        let (page, paper, photos) = (pages.pages.get(page)?, pages.paper, &pages.photos);
        let (width, height) = ((paper.width * scale).round() as u32, (paper.height * scale).round() as u32);
        if width > 20_000 || height > 20_000 {
            return None;
        }
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(Color::WHITE);
        let to_pixels = Transform::from_scale(scale, scale);
        for item in &page.items {
            match item {
                Placed::Run { x, y, size, tone, shaped, .. } => {
                    self.run(&mut pixmap, to_pixels, (*x, *y, *size), ink::of(*tone), shaped)
                }
                Placed::Mark { x, y, size, mark } => {
                    if let Some(path) = polygon(&mark_outline(*mark)) {
                        let place = to_pixels.pre_translate(*x, *y).pre_scale(*size, -*size);
                        pixmap.fill_path(&path, &paint(ink::of_mark(*mark)), FillRule::EvenOdd, place, None);
                    }
                }
                Placed::Line { from, to, width, ink, .. } => {
                    let mut builder = PathBuilder::new();
                    builder.move_to(from.0, from.1);
                    builder.line_to(to.0, to.1);
                    stroke(&mut pixmap, builder, *width, *ink, to_pixels);
                }
                Placed::Photo { x, y, width, height, digest, .. } => {
                    if let Some(photo) = photos.get(digest) {
                        photo_in(&mut pixmap, photo, (x * scale, y * scale, width * scale, height * scale));
                    }
                }
            }
        }
        Some(Picture { width, height, rgba: pixmap.take() })
    }

    /// Paints lines of `size_pt` in white on nothing, `scale` pixels a point, for a screen that cannot set all scripts
    /// by itself and gives them their colour. None where that would be no or a huge picture.
    pub fn words(
        &mut self,
        lines: &[WordsLine],
        scale: f32,
        size_pt: f32,
        [width, height]: [u32; 2],
    ) -> Option<Picture> {
        if width > 20_000 || height > 20_000 {
            return None;
        }
        let mut pixmap = Pixmap::new(width, height)?;
        for WordsLine { line, x_px, baseline_px } in lines {
            for run in &line.runs {
                let place = (x_px + run.x * scale, *baseline_px, size_pt * scale);
                self.run(&mut pixmap, Transform::identity(), place, [255; 3], &run.shaped);
            }
        }
        Some(Picture { width, height, rgba: pixmap.take() })
    }

    fn run(
        &mut self,
        pixmap: &mut Pixmap,
        to_pixels: Transform,
        (x, y, size): (f32, f32, f32),
        ink: [u8; 3],
        shaped: &Shaped,
    ) {
        let Some(face) = self.fonts.face(shaped.face) else { return };
        let em = size / 1000.0;
        let scale = size / face.units_per_em;
        let paint = paint(ink);
        let mut pen = 0.0;
        for glyph in &shaped.glyphs {
            let outline = self.outlines.entry((shaped.face, glyph.id)).or_insert_with(|| outline(face, glyph.id));
            if let Some(path) = outline {
                let place =
                    to_pixels.pre_translate(x + (pen + glyph.dx) * em, y - glyph.dy * em).pre_scale(scale, -scale);
                pixmap.fill_path(path, &paint, FillRule::Winding, place, None);
            }
            pen += glyph.advance;
        }
    }
}

/// Paints a photo into a rectangle of pixels.
fn photo_in(pixmap: &mut Pixmap, jpeg: &[u8], (x, y, width, height): (f32, f32, f32, f32)) {
    let Some(mut picture) = photos::pixels(jpeg, width.max(height).ceil() as u32) else { return };
    let size = tiny_skia::IntSize::from_wh(picture.width, picture.height);
    // Opaque, so that its colours are as they are multiplied.
    picture.rgba.chunks_mut(4).for_each(|p| p.iter_mut().skip(3).for_each(|a| *a = 255));
    let (wide, high) = (picture.width as f32, picture.height as f32);
    let Some(source) = size.and_then(|s| Pixmap::from_vec(picture.rgba, s)) else { return };
    let paint = tiny_skia::PixmapPaint { quality: tiny_skia::FilterQuality::Bilinear, ..Default::default() };
    let place = Transform::from_scale(width / wide, height / high).post_translate(x, y);
    pixmap.draw_pixmap(0, 0, source.as_ref(), &paint, place, None);
}

fn paint([r, g, b]: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, 255);
    paint.anti_alias = true;
    paint
}

fn stroke(pixmap: &mut Pixmap, builder: PathBuilder, width: f32, ink: Ink, to_pixels: Transform) {
    if let Some(path) = builder.finish() {
        let dash = ink.dash().and_then(|on_off| StrokeDash::new(on_off.to_vec(), 0.0));
        let stroke = Stroke { width, dash, ..Stroke::default() };
        pixmap.stroke_path(&path, &paint(ink::of_line(ink)), &stroke, to_pixels, None);
    }
}

/// A glyph's outline in font units, y up.
fn outline(face: &Face, id: u16) -> Option<Path> {
    let font = face.font()?;
    let mut pen = Outline(PathBuilder::new());
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs().get(GlyphId::from(id))?.draw(settings, &mut pen).ok()?;
    pen.0.finish()
}

struct Outline(PathBuilder);

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, ay, bx, by, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

fn polygon(rings: &[Vec<(f32, f32)>]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for ring in rings {
        for (i, (x, y)) in ring.iter().enumerate() {
            if i == 0 { builder.move_to(*x, *y) } else { builder.line_to(*x, *y) }
        }
        builder.close();
    }
    builder.finish()
}

/// A mark as closed rings (filled by the even-odd rule) in a square of side 1, y up: no bundled font has all of
/// ○ ◐ ●, and a question mark drawn with them sits with them.
pub fn mark_outline(mark: Mark) -> Vec<Vec<(f32, f32)>> {
    match mark {
        Mark::Status(status) => status_outline(status),
        Mark::TickBox => vec![square(0.0), square(0.055)],
    }
}

fn square(inset: f32) -> Vec<(f32, f32)> {
    let (near, far) = (inset, 1.0 - inset);
    vec![(near, near), (far, near), (far, far), (near, far)]
}

fn status_outline(status: Status) -> Vec<Vec<(f32, f32)>> {
    const OUTER: f32 = 0.5;
    const INNER: f32 = 0.38;
    match status {
        Status::Open => vec![arc(OUTER, 0.0, 1.0), arc(INNER, 0.0, 1.0)],
        Status::Shape => vec![arc(OUTER, 0.0, 1.0), arc(INNER, 0.75, 1.25)],
        Status::Fixed => vec![arc(OUTER, 0.0, 1.0)],
        Status::NotKnown => {
            let hook = band(
                &[
                    (0.27, 0.72),
                    (0.33, 0.86),
                    (0.5, 0.93),
                    (0.67, 0.86),
                    (0.73, 0.70),
                    (0.66, 0.56),
                    (0.53, 0.46),
                    (0.5, 0.30),
                ],
                0.075,
            );
            vec![hook, (0..24).map(|i| turn(i as f32 / 24.0, 0.085, (0.5, 0.09))).collect()]
        }
    }
}

fn turn(part: f32, radius: f32, (x, y): (f32, f32)) -> (f32, f32) {
    let angle = part * std::f32::consts::TAU;
    (x + radius * angle.cos(), y + radius * angle.sin())
}

/// Part of a circle round the middle, in turns from the right, against the clock.
fn arc(radius: f32, from: f32, to: f32) -> Vec<(f32, f32)> {
    let steps = (64.0 * (to - from)).ceil() as u32;
    (0..=steps).map(|i| turn(from + (to - from) * i as f32 / steps as f32, radius, (0.5, 0.5))).collect()
}

/// A band of some width along points.
fn band(points: &[(f32, f32)], half: f32) -> Vec<(f32, f32)> {
    let side = |sign: f32| {
        points.iter().enumerate().map(move |(i, (x, y))| {
            let (ax, ay) = points[i.saturating_sub(1)];
            let (bx, by) = points[(i + 1).min(points.len() - 1)];
            let (dx, dy) = (bx - ax, by - ay);
            let long = dx.hypot(dy).max(f32::EPSILON);
            (x - sign * half * dy / long, y + sign * half * dx / long)
        })
    };
    side(1.0).chain(side(-1.0).collect::<Vec<_>>().into_iter().rev()).collect()
}
