//! Cards and how they stand beside each other.

use super::text::{bold, muted};
use crate::ui::theme;
use egui::{
    Align, Color32, CornerRadius, Frame, InnerResponse, Layout, Margin, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};

/// A white card as wide as there is room.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_filled(ui, theme::panel(), theme::line(), add)
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

/// Columns of given shares beside each other, each with its own content. What is too wide in one
/// does not push the others.
pub fn columns(ui: &mut Ui, shares: &[f32], mut add: impl FnMut(&mut Ui, usize)) {
    let all: f32 = shares.iter().sum();
    let room = ui.available_width() - theme::GAP * (shares.len() as f32 - 1.0);
    let whole = ui.available_rect_before_wrap();
    let mut left = whole.left();
    let mut bottom = whole.top();
    for (i, share) in shares.iter().enumerate() {
        let width = (room * share / all).max(40.0);
        let place = Rect::from_min_size(pos2(left, whole.top()), vec2(width, whole.height()));
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::LEFT)).id_salt(i));
        child.spacing_mut().item_spacing = vec2(8.0, 6.0);
        child.set_width(width);
        add(&mut child, i);
        bottom = bottom.max(child.min_rect().bottom());
        left += width + theme::GAP;
    }
    ui.allocate_rect(Rect::from_min_max(whole.min, pos2(whole.right(), bottom)), Sense::hover());
}
