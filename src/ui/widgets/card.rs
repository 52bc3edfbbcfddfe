//! Cards and how they stand beside each other.

use super::text::{bold, muted};
use crate::ui::theme;
use egui::{
    Align, Color32, CornerRadius, Frame, InnerResponse, Layout, Margin, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    pos2, vec2,
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

/// The columns of a page; in a narrow window they stand under each other, each as high as the page, the column
/// `first` in front.
pub fn page_columns(ui: &mut Ui, shares: &[f32], first: usize, mut add: impl FnMut(&mut Ui, usize)) {
    if !theme::is_narrow(ui.ctx()) {
        return columns(ui, shares, add);
    }
    let height = ui.available_height().max(LEAST_COLUMN);
    ScrollArea::vertical().id_salt("page columns").auto_shrink(false).show(ui, |ui| {
        for i in std::iter::once(first).chain((0..shares.len()).filter(|i| *i != first)) {
            let place = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
            let mut child =
                ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::LEFT)).id_salt(i));
            child.set_width(place.width());
            add(&mut child, i);
            ui.allocate_rect(place.union(child.min_rect()), Sense::hover());
            ui.add_space(theme::GAP);
        }
    });
}

/// What scrolls in a column of a page. In a narrow window the page scrolls as a whole: of two scroll areas in each
/// other only the inner one follows what is brought into view.
pub fn scroll_column<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    if theme::is_narrow(ui.ctx()) {
        return add(ui);
    }
    ScrollArea::vertical().id_salt("column").auto_shrink(false).show(ui, add).inner
}

/// A column of a page is at least so high, where pages scroll.
const LEAST_COLUMN: f32 = 300.0;
/// Columns narrower than this stand under each other.
const LEAST_WIDTH: f32 = 84.0;

/// Columns of given shares beside each other, each with its own content. What is too wide in one
/// does not push the others.
pub fn columns(ui: &mut Ui, shares: &[f32], mut add: impl FnMut(&mut Ui, usize)) {
    let all: f32 = shares.iter().sum();
    let room = ui.available_width() - theme::GAP * (shares.len() as f32 - 1.0);
    if room / (shares.len() as f32) < LEAST_WIDTH {
        return (0..shares.len()).for_each(|i| drop(ui.push_id(i, |ui| add(ui, i))));
    }
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

/// A window over all that is shown, in its middle and at most so large.
pub fn window_over(ui: &mut Ui, title: &str, most: egui::Vec2, add: impl FnOnce(&mut Ui)) {
    let room = ui.ctx().content_rect().size() - vec2(60.0, 70.0);
    egui::Window::new(title)
        .collapsible(false)
        .resizable(false)
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .fixed_size(room.min(most))
        .show(ui.ctx(), add);
}
