//! Words that run from the right, put in the order they are read after everything has been drawn.
//!
//! egui 0.37 has no bidirectional text: it puts the words of such a line in the wrong order, and shows ٣٥ as ٥٣,
//! which would be wrong data in a record that people sign. So every text with such letters or digits is taken out
//! of what is to be painted, and a picture of the same words, placed by the shaper that prints them, is put in its
//! stead: the same rows, in the same room. Whatever draws words need not think of it.
//!
//! A field that is being edited is left to egui, whose caret would not fit; what it reads like stands under it.

use super::theme;
use crate::report::raster::{Painter, WordsLine};
use crate::report::text::{Fitted, Fonts, Shaper, Span, Text, fit, needs_bidi};
use egui::{
    Align, Color32, ColorImage, Context, FullOutput, Mesh, Pos2, Rect, Shape, TextEdit, TextureHandle, TextureOptions,
    Ui, Vec2, epaint::TextShape, pos2, vec2,
};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

/// Beyond so many painted texts those that were not drawn this time are let go; a screen shows fewer.
const MOST_KEPT: usize = 300;
/// Room round a text for marks above and below its letters, as a multiple of their size.
const MARKS: f32 = 0.4;
/// Our lines are a little wider than egui's at times: the words then stand so much smaller, and again, until they fit.
const SMALLER: f32 = 0.97;
/// After so many tries the rest is cut, with an ellipsis.
const TRIES: u32 = 8;

/// Puts right what egui draws. One for a context, as [`super::install`] does.
#[derive(Default)]
pub struct RightToLeft {
    /// The field that is being edited.
    editing: Option<Rect>,
    kept: HashMap<u64, Painted>,
    pass: u64,
}

/// A text as a picture, white on nothing.
struct Painted {
    texture: TextureHandle,
    /// From the corner of the text, in points.
    offset: Vec2,
    size: Vec2,
    used: u64,
}

impl egui::Plugin for RightToLeft {
    fn debug_name(&self) -> &'static str {
        "words from the right"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        let field = ctx.memory(|m| m.focused()).filter(|id| TextEdit::load_state(ctx, *id).is_some());
        self.editing = field.and_then(|id| ctx.read_response(id)).map(|r| r.rect);
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        self.pass += 1;
        output.shapes.iter_mut().for_each(|clipped| self.put_right(ctx, &mut clipped.shape));
        if self.kept.len() > MOST_KEPT {
            let pass = self.pass;
            self.kept.retain(|_, painted| painted.used == pass);
        }
        // What was painted just now is seen in this frame already.
        output.textures_delta.append(ctx.tex_manager().write().take_delta());
    }
}

impl RightToLeft {
    fn put_right(&mut self, ctx: &Context, shape: &mut Shape) {
        match shape {
            Shape::Vec(all) => all.iter_mut().for_each(|s| self.put_right(ctx, s)),
            Shape::Text(text) if needs_bidi(text.galley.text()) && !self.is_edited(text) => {
                if let Some(picture) = self.picture(ctx, text) {
                    *shape = picture;
                }
            }
            _ => {}
        }
    }

    fn is_edited(&self, text: &TextShape) -> bool {
        // Only a field keeps the spaces at the end of its words; a long line in it begins left of the field.
        let of_field = text.galley.job.keep_trailing_whitespace;
        let rect = text.galley.rect.translate(text.pos.to_vec2());
        of_field && self.editing.is_some_and(|field| field.intersects(rect))
    }

    fn picture(&mut self, ctx: &Context, text: &TextShape) -> Option<Shape> {
        let key = key(text);
        let painted = match self.kept.entry(key) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(place) => place.insert(paint(ctx, text)?),
        };
        painted.used = self.pass;
        let mut mesh = Mesh::with_texture(painted.texture.id());
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let ppp = text.galley.pixels_per_point;
        let at = text.pos + painted.offset;
        let at = pos2((at.x * ppp).round() / ppp, (at.y * ppp).round() / ppp);
        mesh.add_rect_with_uv(Rect::from_min_size(at, painted.size), whole, ink(text));
        mesh.rotate(egui::emath::Rot2::from_angle(text.angle), text.pos);
        Some(Shape::mesh(mesh))
    }
}

/// The colour of the words. A text of several colours has that of its first.
fn ink(text: &TextShape) -> Color32 {
    let first = text.galley.job.sections.first().map_or(Color32::PLACEHOLDER, |s| s.format.color);
    let own = if first == Color32::PLACEHOLDER { text.fallback_color } else { first };
    text.override_text_color.unwrap_or(own).gamma_multiply(text.opacity_factor)
}

fn key(text: &TextShape) -> u64 {
    let (galley, job) = (&text.galley, &text.galley.job);
    let mut hasher = DefaultHasher::new();
    (&job.text, galley.rows.len(), galley.elided, galley.pixels_per_point.to_bits()).hash(&mut hasher);
    (job.wrap.max_width.to_bits(), galley.rect.width().to_bits(), job.halign as u8).hash(&mut hasher);
    for section in &job.sections {
        (section.byte_range.end.0, section.format.font_id.size.to_bits(), is_bold(section)).hash(&mut hasher);
    }
    hasher.finish()
}

fn is_bold(section: &egui::text::LayoutSection) -> bool {
    section.format.font_id.family == theme::bold_family()
}

/// Sets a text anew in the rows that egui gave it. None where it has no rows or the picture would be empty.
fn paint(ctx: &Context, text: &TextShape) -> Option<Painted> {
    let (galley, job) = (&text.galley, &text.galley.job);
    let size = job.sections.first()?.format.font_id.size;
    let shaper = Shaper::new(&FONTS);
    let spans = |cut: &str| -> Text {
        let part = |section: &egui::text::LayoutSection| Span {
            text: cut
                .get(section.byte_range.start.0..section.byte_range.end.0.min(cut.len()))
                .unwrap_or_default()
                .into(),
            bold: is_bold(section),
            ..Span::default()
        };
        Text(job.sections.iter().map(part).collect())
    };
    // A text that egui does not wrap has all the room there is.
    let width = if job.wrap.max_width.is_finite() { job.wrap.max_width } else { galley.rect.width() * 1.5 + 50.0 };
    let (lines, size) = set(&shaper, &spans, &job.text, galley, size, width);
    let widest = lines.iter().map(|l| l.width).fold(galley.rect.width(), f32::max);
    let ppp = picture_scale(ctx, galley, widest, size);
    let pad = size * MARKS;
    let placed = lines.iter().zip(&galley.rows).map(|(line, row)| {
        let baseline = row.pos.y + row.row.glyphs.first().map_or(size, |g| g.pos.y);
        // `fit` puts lines from the right at the end of `width`; here they end with the widest.
        let shift = if line.from_right { widest - width } else { 0.0 };
        WordsLine { line, x_px: (shift + pad) * ppp, baseline_px: (baseline + pad) * ppp }
    });
    let placed: Vec<WordsLine> = placed.collect();
    let room = vec2(widest + 2.0 * pad, galley.rect.height() + 2.0 * pad) * ppp;
    let picture = Painter::new(&FONTS).words(&placed, ppp, size, [room.x.ceil() as u32, room.y.ceil() as u32])?;
    let pixels = [picture.width as usize, picture.height as usize];
    let image = ColorImage::from_rgba_premultiplied(pixels, &picture.rgba);
    let texture = ctx.load_texture("words from the right", image, TextureOptions::LINEAR);
    let left = match job.halign {
        Align::LEFT => 0.0,
        Align::Center => -widest / 2.0,
        Align::RIGHT => -widest,
    };
    let size = vec2(picture.width as f32, picture.height as f32) / ppp;
    Some(Painted { texture, offset: vec2(left - pad, -pad), size, used: 0 })
}

/// Lines for the rows there are, and the size at which they fit.
fn set(
    shaper: &Shaper,
    spans: &dyn Fn(&str) -> Text,
    words: &str,
    galley: &egui::Galley,
    size: f32,
    width: f32,
) -> (Vec<Fitted>, f32) {
    let rows = galley.rows.len();
    if !galley.elided {
        let mut smaller = size;
        for _ in 0..TRIES {
            let lines = fit(shaper, &spans(words), smaller, width);
            if lines.len() <= rows {
                return (lines, smaller);
            }
            smaller *= SMALLER;
        }
    }
    // As many letters as there is room for.
    let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
    let cut = |count: usize| {
        let end = ends.get(count).copied().unwrap_or(words.len());
        let short = spans(words.get(..end).unwrap_or_default().trim_end()).then("…");
        fit(shaper, &short, size, width)
    };
    let (mut fits, mut too_many) = (0, ends.len() + 1);
    while too_many - fits > 1 {
        let middle = fits.midpoint(too_many);
        if cut(middle).len() <= rows { fits = middle } else { too_many = middle }
    }
    (cut(fits), size)
}

/// Pixels a point: as on the screen, and coarser where the graphics card would not take the picture.
fn picture_scale(ctx: &Context, galley: &egui::Galley, widest: f32, size: f32) -> f32 {
    let most = ctx.input(|i| i.max_texture_side) as f32;
    let side = (widest.max(galley.rect.height()) + 2.0 * MARKS * size + 1.0).max(1.0);
    galley.pixels_per_point.min(most / side)
}
