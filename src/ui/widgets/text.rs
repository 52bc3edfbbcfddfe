//! Words on screen.

use super::icons::{Icon, icon_ui};
use crate::model::time::countdown;
use crate::ui::theme;
use egui::{Align2, Color32, FontId, Galley, Label, Response, RichText, Sense, Ui, vec2};
use std::sync::Arc;

/// Bold words of a size.
pub fn bold(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(theme::bold(size))
}

/// The words of a partner's name that tell it apart, where the whole is long: "Residents' Association",
/// "Field & Form", "Calloway".
pub fn short_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        _ if name.chars().count() <= 18 => name.to_string(),
        [a, "&", b, ..] => format!("{a} & {b}"),
        [.., a, b] if words.len() > 3 => format!("{a} {b}"),
        [a, ..] => (*a).to_string(),
        [] => String::new(),
    }
}

/// Less important words.
pub fn muted(text: impl Into<String>) -> RichText {
    RichText::new(text).color(theme::ink_2())
}

/// Small, less important words.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).size(theme::SMALL).color(theme::ink_2())
}

/// Words that wrap.
pub fn wrapped(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).wrap().selectable(false))
}

/// One line of words, cut off at a width.
pub fn words_line(ui: &mut Ui, words: &str, size: f32, width: f32) -> Response {
    let galley = few_lines(ui, words, theme::plain(size), theme::ink(), width, 1);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, theme::ink());
    response
}

/// Words in at most so many lines of a width.
pub fn few_lines(ui: &Ui, words: &str, font: FontId, ink: Color32, width: f32, most_lines: usize) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple(words.into(), font, ink, width.max(10.0));
    job.wrap.max_rows = most_lines;
    job.break_on_newline = most_lines > 1;
    ui.painter().layout_job(job)
}

/// Words on the rail that do something: for those who see it less than a button, for the keyboard and a screen reader one.
pub fn rail_button(ui: &mut Ui, text: RichText, does: &str) -> Response {
    let response = ui.add(Label::new(text).sense(Sense::click()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, does));
    if response.has_focus() {
        let rect = response.rect.expand2(vec2(4.0, 2.0));
        // Only used on the rail.
        let line = egui::Stroke::new(2.0, theme::rail_white());
        ui.painter().rect_stroke(rect, egui::CornerRadius::same(4), line, egui::StrokeKind::Outside);
    }
    response.on_hover_text(does).on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Body words that wrap.
pub fn paragraph(ui: &mut Ui, text: impl Into<String>) -> Response {
    wrapped(ui, RichText::new(text))
}

/// The time that is left, or by how much it is over: by colour, sign, and an hourglass where little is left. Placed
/// from the right; gives the colour, for what stands with it.
pub fn time_left_ui(ui: &mut Ui, left_s: i64, soon: bool, size: f32) -> Color32 {
    let ink = match (left_s < 0, soon) {
        (true, _) => theme::over(),
        (false, true) => theme::warn(),
        (false, false) => theme::ink(),
    };
    let shown = if left_s < 0 { format!("+{}", countdown(left_s)) } else { countdown(left_s) };
    countdown_ui(ui, &shown, theme::bold(size), ink);
    if soon {
        let (rect, _) = ui.allocate_exact_size(vec2(22.0, size), Sense::hover());
        icon_ui(ui, rect.center(), 9.0, Icon::Hourglass, ink);
    }
    ink
}

/// A running time whose digits stand still: each in a cell of the same width (egui passes no font
/// features, and the font's plain digits differ in width). Gives the space it took.
pub fn countdown_ui(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    let digit = ui.painter().layout_no_wrap("0".into(), font.clone(), color).size();
    let colon = digit.x * 0.5;
    let width: f32 = text.chars().map(|c| if c.is_ascii_digit() { digit.x } else { colon }).sum();
    let (rect, response) = ui.allocate_exact_size(vec2(width, digit.y), Sense::hover());
    let mut x = rect.left();
    for c in text.chars() {
        let cell = if c.is_ascii_digit() { digit.x } else { colon };
        ui.painter().text(egui::pos2(x + cell / 2.0, rect.center().y), Align2::CENTER_CENTER, c, font.clone(), color);
        x += cell;
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    response
}
