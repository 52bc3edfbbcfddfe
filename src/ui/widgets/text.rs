//! Words on screen.

use crate::ui::theme;
use egui::{Align2, Color32, FontId, Label, Response, RichText, Sense, Ui, vec2};

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
    RichText::new(text).color(theme::INK_2)
}

/// Small, less important words.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).size(theme::SMALL).color(theme::INK_2)
}

/// Words that wrap.
pub fn wrapped(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).wrap().selectable(false))
}

/// Body words that wrap.
pub fn paragraph(ui: &mut Ui, text: impl Into<String>) -> Response {
    wrapped(ui, RichText::new(text))
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
