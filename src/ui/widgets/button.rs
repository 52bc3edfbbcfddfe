//! Buttons: a name, and the key that does the same.

use crate::ui::commands::{Cmd, entry, key_of};
use crate::ui::theme;
use egui::{Color32, CornerRadius, Galley, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use std::sync::Arc;

#[derive(Clone, Copy)]
struct Look {
    fill: Color32,
    line: Color32,
    ink: Color32,
    hover: Color32,
}

fn plain() -> Look {
    Look { fill: theme::panel(), line: theme::line_strong(), ink: theme::ink(), hover: theme::sunk() }
}

fn main() -> Look {
    Look { fill: theme::accent(), line: theme::accent(), ink: theme::on_accent(), hover: theme::accent_hover() }
}

fn quiet() -> Look {
    Look { fill: Color32::TRANSPARENT, line: Color32::TRANSPARENT, ink: theme::accent(), hover: theme::sunk() }
}

fn taking() -> Look {
    Look { fill: theme::panel(), line: theme::warn(), ink: theme::warn(), hover: theme::warn_soft() }
}

/// An ordinary button.
pub fn button(ui: &mut Ui, text: &str) -> Response {
    draw(ui, text, None, plain(), theme::CONTROL)
}

/// A button with its key.
pub fn button_key(ui: &mut Ui, text: &str, key: &str) -> Response {
    draw(ui, text, Some(key), plain(), theme::CONTROL)
}

/// A button that does a command of the table: its key stands on it, its words are its tooltip.
pub fn button_cmd(ui: &mut Ui, text: &str, cmd: Cmd) -> Response {
    with_tooltip(draw(ui, text, key_of(cmd).as_deref(), plain(), theme::CONTROL), cmd)
}

/// The same, and the one that is meant most.
pub fn primary_cmd(ui: &mut Ui, text: &str, cmd: Cmd) -> Response {
    with_tooltip(draw(ui, text, key_of(cmd).as_deref(), main(), theme::CONTROL), cmd)
}

/// The same without a frame.
pub fn link_cmd(ui: &mut Ui, text: &str, cmd: Cmd) -> Response {
    with_tooltip(draw(ui, text, key_of(cmd).as_deref(), quiet(), theme::CONTROL), cmd)
}

/// The same, small, its key only in the tooltip.
pub fn small_cmd(ui: &mut Ui, text: &str, cmd: Cmd) -> Response {
    with_tooltip(draw(ui, text, None, plain(), theme::SMALL), cmd)
}

/// "1 minute more   F6"
fn with_tooltip(response: Response, cmd: Cmd) -> Response {
    match (entry(cmd), key_of(cmd)) {
        (Some(e), Some(key)) => response.on_hover_text(format!("{}   {key}", e.words)),
        (Some(e), None) => response.on_hover_text(e.words),
        _ => response,
    }
}

/// The one that is meant most.
pub fn primary(ui: &mut Ui, text: &str, key: Option<&str>) -> Response {
    draw(ui, text, key, main(), theme::CONTROL)
}

/// A button without a frame.
pub fn link(ui: &mut Ui, text: &str, key: Option<&str>) -> Response {
    draw(ui, text, key, quiet(), theme::CONTROL)
}

/// A button that takes something away.
pub fn danger(ui: &mut Ui, text: &str) -> Response {
    draw(ui, text, None, taking(), theme::CONTROL)
}

/// A small one, inside rows.
pub fn small_button(ui: &mut Ui, text: &str) -> Response {
    draw(ui, text, None, plain(), theme::SMALL)
}

/// One of several, of which one is on.
pub fn segmented(ui: &mut Ui, text: &str, on: bool) -> Response {
    let response = draw(ui, text, None, if on { main() } else { plain() }, theme::CONTROL);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, text));
    response
}

/// The same, small.
pub fn small_segmented(ui: &mut Ui, text: &str, on: bool) -> Response {
    let response = draw(ui, text, None, if on { main() } else { plain() }, theme::SMALL);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, text));
    response
}

fn draw(ui: &mut Ui, text: &str, key: Option<&str>, look: Look, size: f32) -> Response {
    let layout = |t: &str, size: f32| ui.painter().layout_no_wrap(t.into(), theme::plain(size), Color32::PLACEHOLDER);
    let words: Arc<Galley> = layout(text, size);
    let cap = key.map(|k| layout(k, 12.0));
    let cap_width = cap.as_ref().map_or(0.0, |c| c.size().x + 10.0 + 8.0);
    let pad = vec2(11.0, if size < theme::CONTROL { 3.0 } else { 6.0 });
    let wanted = vec2(words.size().x + cap_width, words.size().y) + 2.0 * pad;
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, text));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() || response.is_pointer_button_down_on() { look.hover } else { look.fill };
        let line = if response.has_focus() { Stroke::new(2.0, theme::ink()) } else { Stroke::new(1.0, look.line) };
        ui.painter().rect(rect, CornerRadius::same(6), fill, line, StrokeKind::Inside);
        let at = egui::pos2(rect.left() + pad.x, rect.center().y - words.size().y / 2.0);
        let x = at.x + words.size().x + 8.0;
        ui.painter().galley(at, words, look.ink);
        if let Some(cap) = cap {
            let inner = cap.size();
            let frame = egui::Rect::from_min_size(
                egui::pos2(x, rect.center().y - inner.y / 2.0 - 1.5),
                inner + vec2(10.0, 3.0),
            );
            let (fill, line, ink) = if look.fill == theme::accent() {
                (Color32::TRANSPARENT, theme::on_accent().gamma_multiply(0.55), theme::on_accent())
            } else {
                (theme::panel(), theme::line(), theme::ink_3())
            };
            ui.painter().rect(frame, CornerRadius::same(4), fill, Stroke::new(1.0, line), StrokeKind::Inside);
            ui.painter().galley(frame.min + vec2(5.0, 1.5), cap, ink);
        }
    }
    response
}
