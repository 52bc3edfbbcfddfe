//! What people said, set as it is read: words with letters or digits that run from the right are placed by
//! the shaper that prints them.
//!
//! egui 0.37 has no bidirectional text: it puts the words of such a line in the wrong order, and shows ٣٥ as ٥٣,
//! which would be wrong data in a record that people sign. Everything else is left to egui. In a field
//! that is being edited egui draws; what it will read like stands under it.

use crate::report::raster::{Painter, Words};
use crate::report::text::{Fonts, Shaper, Text, needs_bidi};
use egui::{Color32, ColorImage, FontId, Galley, Id, Pos2, Rect, TextureHandle, TextureOptions, Ui, Vec2, vec2};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

/// So many painted paragraphs are kept; more than a screen shows.
const MOST_KEPT: usize = 200;

/// Words that have been set.
pub enum SaidWords {
    /// By egui.
    Galley(Arc<Galley>, Color32),
    /// By our shaper, with the size it has on screen.
    Placed(TextureHandle, Vec2),
}

impl SaidWords {
    pub fn size(&self) -> Vec2 {
        match self {
            Self::Galley(galley, _) => galley.size(),
            Self::Placed(_, size) => *size,
        }
    }

    /// Draws them with their top left corner there.
    pub fn paint(self, ui: &Ui, at: Pos2) {
        match self {
            Self::Galley(galley, ink) => ui.painter().galley(at, galley, ink),
            Self::Placed(texture, size) => {
                let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
                ui.painter().image(texture.id(), Rect::from_min_size(at, size), whole, Color32::WHITE);
            }
        }
    }
}

/// Sets words in at most so many lines of a width.
pub fn said_words(ui: &Ui, words: &str, font: FontId, ink: Color32, width: f32, most_lines: usize) -> SaidWords {
    if !needs_bidi(words) {
        let mut job = egui::text::LayoutJob::simple(words.into(), font, ink, width.max(10.0));
        job.wrap.max_rows = most_lines;
        job.break_on_newline = most_lines > 1;
        return SaidWords::Galley(ui.painter().layout_job(job), ink);
    }
    // A graphics card takes pictures up to a size; words that are wider are painted a little coarser.
    let widest = ui.input(|i| i.max_texture_side) as f32;
    let scale = ui.ctx().pixels_per_point().min(widest / width.max(10.0));
    let bold = font.family == crate::ui::theme::bold_family();
    let mut hasher = DefaultHasher::new();
    (words, font.size.to_bits(), bold, ink, (width * scale).round() as i32, most_lines, scale.to_bits())
        .hash(&mut hasher);
    let key = hasher.finish();
    let kept: Arc<Mutex<HashMap<u64, (TextureHandle, Vec2)>>> =
        ui.data_mut(|d| d.get_temp_mut_or_default::<Arc<Mutex<HashMap<_, _>>>>(Id::unique("said words")).clone());
    let found = kept.lock().ok().and_then(|kept| kept.get(&key).cloned());
    if let Some((texture, size)) = found {
        return SaidWords::Placed(texture, size);
    }
    let line = ui.fonts_mut(|f| f.row_height(&font));
    let text = if bold { Text::bold(words) } else { Text::plain(words) };
    let paint = |scale: f32| {
        let look = Words {
            size_px: font.size * scale,
            line_px: line * scale,
            width_px: (width * scale).max(10.0),
            most_lines,
            ink: [ink.r(), ink.g(), ink.b()],
        };
        Painter::new(&FONTS).words(&Shaper::new(&FONTS), &text, look)
    };
    // Words that go on for pages are painted coarser, too.
    let painted = paint(scale).and_then(|picture| {
        let tall = picture.height as f32 / widest;
        if tall <= 1.0 { Some((picture, scale)) } else { paint(scale / tall * 0.98).map(|p| (p, scale / tall * 0.98)) }
    });
    let Some((picture, scale)) = painted.filter(|(p, _)| p.height as f32 <= widest && p.width as f32 <= widest) else {
        return SaidWords::Galley(ui.painter().layout(words.into(), font, ink, width), ink);
    };
    let image = ColorImage::from_rgba_premultiplied([picture.width as usize, picture.height as usize], &picture.rgba);
    let texture = ui.ctx().load_texture("said words", image, TextureOptions::LINEAR);
    let size = vec2(picture.width as f32, picture.height as f32) / scale;
    if let Ok(mut kept) = kept.lock() {
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, (texture.clone(), size));
    }
    SaidWords::Placed(texture, size)
}
