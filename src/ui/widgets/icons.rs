//! Icons drawn as shapes, each with a name for those who don't see it.

use crate::ui::theme;
use egui::{Color32, CornerRadius, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// What an icon shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    Up,
    Down,
    Left,
    Right,
    Remove,
    Tick,
    /// A filled triangle: support.
    Support,
    /// A plus: more, or put back.
    Add,
    /// A minus.
    Less,
    /// An hourglass: little time is left.
    Hourglass,
}

/// Draws an icon.
pub fn icon_ui(ui: &Ui, center: Pos2, radius: f32, icon: Icon, color: Color32) {
    let p = ui.painter();
    let line = Stroke::new(1.8, color);
    let at = |x: f32, y: f32| center + radius * vec2(x, y);
    match icon {
        Icon::Up => drop(p.line(vec![at(-0.8, 0.4), at(0.0, -0.5), at(0.8, 0.4)], line)),
        Icon::Down => drop(p.line(vec![at(-0.8, -0.4), at(0.0, 0.5), at(0.8, -0.4)], line)),
        Icon::Left => drop(p.line(vec![at(0.4, -0.8), at(-0.5, 0.0), at(0.4, 0.8)], line)),
        Icon::Right => drop(p.line(vec![at(-0.4, -0.8), at(0.5, 0.0), at(-0.4, 0.8)], line)),
        Icon::Remove => {
            p.line_segment([at(-0.6, -0.6), at(0.6, 0.6)], line);
            p.line_segment([at(-0.6, 0.6), at(0.6, -0.6)], line);
        }
        Icon::Add => {
            p.line_segment([at(-0.8, 0.0), at(0.8, 0.0)], line);
            p.line_segment([at(0.0, -0.8), at(0.0, 0.8)], line);
        }
        Icon::Less => drop(p.line_segment([at(-0.8, 0.0), at(0.8, 0.0)], line)),
        Icon::Hourglass => {
            let glass = vec![at(-0.7, -1.0), at(0.7, -1.0), at(-0.7, 1.0), at(0.7, 1.0)];
            p.add(Shape::closed_line(glass, line));
            p.add(Shape::convex_polygon(vec![at(-0.6, 0.95), at(0.0, 0.15), at(0.6, 0.95)], color, Stroke::NONE));
        }
        Icon::Tick => drop(p.line(vec![at(-0.7, 0.0), at(-0.2, 0.5), at(0.7, -0.6)], line)),
        Icon::Support => {
            p.add(Shape::convex_polygon(vec![at(0.0, -0.8), at(0.9, 0.7), at(-0.9, 0.7)], color, Stroke::NONE));
        }
    }
}

/// A small square button with an icon.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let fill = if response.hovered() { theme::sunk() } else { Color32::TRANSPARENT };
    let line = if response.has_focus() { Stroke::new(2.0, theme::accent()) } else { Stroke::NONE };
    ui.painter().rect(rect, CornerRadius::same(5), fill, line, StrokeKind::Inside);
    let ink = if enabled { theme::ink_2() } else { theme::line() };
    icon_ui(ui, Rect::center(&rect), 5.5, icon, ink);
    response.on_hover_text(name)
}

/// Up, down and remove for one of `count` things; gives the place to move to, or that it is removed.
pub fn move_buttons(ui: &mut Ui, place: usize, count: usize, what: &str) -> (Option<usize>, bool) {
    let mut to = None;
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.add_enabled_ui(place > 0, |ui| {
        if icon_button(ui, Icon::Up, &format!("Move {what} up")).clicked() {
            to = place.checked_sub(1);
        }
    });
    ui.add_enabled_ui(place + 1 < count, |ui| {
        if icon_button(ui, Icon::Down, &format!("Move {what} down")).clicked() {
            to = Some(place + 1);
        }
    });
    let removed = icon_button(ui, Icon::Remove, &format!("Remove {what}")).clicked();
    (to, removed)
}
