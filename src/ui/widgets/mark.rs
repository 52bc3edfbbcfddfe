//! Marks, dots and chips. Status is mark, word and colour together.

use crate::model::Status;
use crate::ui::theme;
use egui::{Color32, CornerRadius, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

/// A partner's small square.
pub fn dot(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
    dot_at(ui, rect.center(), color);
}

/// The same at a place.
pub fn dot_at(ui: &Ui, center: Pos2, color: Color32) {
    ui.painter().rect_filled(Rect::from_center_size(center, vec2(10.0, 10.0)), CornerRadius::same(3), color);
}

/// A status mark as shapes: no bundled font has all of ○ ◐ ●.
pub fn mark_shape(ui: &Ui, center: Pos2, radius: f32, status: Status, color: Color32) {
    let p = ui.painter();
    let line = Stroke::new(radius * 0.3, color);
    match status {
        Status::Open => drop(p.circle_stroke(center, radius * 0.85, line)),
        Status::Fixed => drop(p.circle_filled(center, radius, color)),
        Status::Shape => {
            p.circle_stroke(center, radius * 0.85, line);
            let half = (0..=16).map(|i| {
                let angle = std::f32::consts::FRAC_PI_2 + std::f32::consts::PI * i as f32 / 16.0;
                center + radius * 0.85 * vec2(angle.cos(), angle.sin())
            });
            p.add(Shape::convex_polygon(half.collect(), color, Stroke::NONE));
        }
        Status::NotKnown => {
            p.text(center, egui::Align2::CENTER_CENTER, "?", theme::bold(radius * 2.6), color);
        }
    }
}

/// Mark and word on their soft colour.
pub fn status_chip(ui: &mut Ui, status: Status, word: &str) -> Response {
    let (ink, soft) = theme::status_colors(status);
    let words = ui.painter().layout_no_wrap(word.into(), theme::bold(theme::SMALL), ink);
    let (rect, response) = ui.allocate_exact_size(words.size() + vec2(33.0, 6.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(5), soft);
    mark_shape(ui, rect.left_center() + vec2(13.0, 0.0), 5.0, status, ink);
    ui.painter().galley(egui::pos2(rect.left() + 24.0, rect.center().y - words.size().y / 2.0), words, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    response
}

/// A word on a soft ground.
pub fn chip(ui: &mut Ui, word: &str, ink: Color32, soft: Color32) -> Response {
    let words = ui.painter().layout_no_wrap(word.into(), theme::plain(theme::SMALL), ink);
    let (rect, response) = ui.allocate_exact_size(words.size() + vec2(18.0, 6.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(11), soft);
    ui.painter().galley(rect.min + vec2(9.0, 3.0), words, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    response
}

/// Something that needs attention.
pub fn warn_chip(ui: &mut Ui, word: &str) -> Response {
    chip(ui, word, theme::warn(), theme::warn_soft())
}
