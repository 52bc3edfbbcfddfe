//! A long list that costs what is seen of it: rows of any height, measured as they are met.

use egui::style::ScrollAnimation;
use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::sync::{Arc, Mutex};

/// Heights that were measured at one width. A row that changed is measured again when it is seen.
#[derive(Clone, Default)]
struct Heights {
    width: u32,
    rows: Vec<f32>,
    /// The row that was to be seen last, and how many more times the list is moved to it.
    shown: (Option<u128>, u8),
}

/// A row that is far away stands somewhere else when those before it have been measured: so many times it is
/// looked for.
const LOOKS: u8 = 4;

/// Draws the visible rows of `count`; `estimate` is what a row takes that was not seen yet. The row `show` (its
/// place, and what stands there) is brought into view when it becomes another: it was chosen by a key, or from elsewhere.
pub fn virtual_list(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    count: usize,
    estimate: f32,
    show: Option<(usize, uuid::Uuid)>,
    mut row: impl FnMut(&mut Ui, usize),
) {
    let id: Id = ui.scope_id().with(("virtual", egui::IdSalt::new(salt)));
    let shared: Arc<Mutex<Heights>> = ui.data_mut(|d| d.get_temp_mut_or_default::<Arc<Mutex<Heights>>>(id).clone());
    let Ok(mut heights) = shared.lock() else { return };
    let width = ui.available_width().round() as u32;
    if heights.width != width {
        *heights = Heights { width, rows: Vec::new(), shown: heights.shown };
    }
    let of = show.map(|(_, id)| id.as_u128());
    if heights.shown.0 != of {
        heights.shown = (of, LOOKS);
    }
    heights.rows.resize(count, estimate);
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
        let top = ui.max_rect().top();
        let (left, width) = (ui.max_rect().left(), ui.available_width());
        if let (Some((place, _)), looks @ 1..) = (show, heights.shown.1) {
            heights.shown.1 = looks - 1;
            let above: f32 = heights.rows.iter().take(place).sum();
            let height = heights.rows.get(place).copied().unwrap_or(estimate);
            let at = Rect::from_min_size(pos2(left, top + above), vec2(width, height));
            ui.scroll_to_rect_animation(at, None, ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
        let mut y = 0.0;
        let mut first = 0;
        for height in &heights.rows {
            if y + height > viewport.top() {
                break;
            }
            y += height;
            first += 1;
        }
        for i in first..count {
            if y > viewport.bottom() {
                break;
            }
            let room = Rect::from_min_size(pos2(left, top + y), vec2(width, f32::INFINITY));
            let mut child = ui.new_child(UiBuilder::new().max_rect(room).id_salt(i));
            child.set_width(width);
            row(&mut child, i);
            let height = child.min_rect().height();
            if let Some(kept) = heights.rows.get_mut(i)
                && (*kept - height).abs() > 0.5
            {
                *kept = height;
                ui.ctx().request_repaint();
            }
            y += height;
        }
        ui.set_height(heights.rows.iter().sum::<f32>());
    });
}
