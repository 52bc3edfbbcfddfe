//! Cards and how they stand beside each other.

use super::text::{bold, muted};
use crate::ui::theme;
use egui::{Color32, CornerRadius, Frame, InnerResponse, Margin, Stroke, Ui};

/// A white card as wide as there is room.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_filled(ui, theme::PANEL, theme::LINE, add)
}

/// A card of another colour.
pub fn card_filled<R>(ui: &mut Ui, fill: Color32, line: Color32, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
}

/// The name of a card.
pub fn section_title(ui: &mut Ui, text: &str) {
    ui.label(bold(text, theme::BODY));
    ui.add_space(2.0);
}

/// What an empty list says.
pub fn empty_note(ui: &mut Ui, text: &str) {
    super::text::wrapped(ui, muted(text).size(theme::CONTROL));
}

/// Columns of given shares beside each other, each with its own content.
pub fn columns(ui: &mut Ui, shares: &[f32], mut add: impl FnMut(&mut Ui, usize)) {
    let all: f32 = shares.iter().sum();
    let room = ui.available_width() - theme::GAP * (shares.len() as f32 - 1.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::GAP;
        for (i, share) in shares.iter().enumerate() {
            let width = (room * share / all).max(60.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
                ui.set_width(width);
                ui.push_id(i, |ui| add(ui, i));
            });
        }
    });
}
