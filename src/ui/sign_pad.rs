//! The field on which a signature is drawn with a mouse, a pen or a finger. What is drawn so far is handed in and given
//! back as strokes; the stroke that is being drawn lives in the window until the pen is lifted.

use super::theme;
use super::widgets::{link, small};
use crate::model::{Mark, PartnerId, Point};
use egui::{CornerRadius, Event, Id, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// As wide as there is room, up to this.
const WIDEST: f32 = 420.0;
/// How thick the line is.
const LINE: f32 = 2.0;

/// Shows the strokes, and takes new ones.
pub fn pad_ui(ui: &mut Ui, of: PartnerId, strokes: &mut Vec<Vec<Point>>) {
    let width = ui.available_width().clamp(80.0, WIDEST);
    let size = vec2(width, width * f32::from(Mark::HEIGHT) / f32::from(Mark::WIDTH));
    ui.label(small("They can draw their signature here, or leave it to the typed name"));
    let (rect, response) = ui.allocate_exact_size(size, Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Field to draw a signature on"));
    ui.painter().rect_filled(rect, CornerRadius::same(4), theme::sheet());
    ui.painter().rect_stroke(rect, CornerRadius::same(4), Stroke::new(1.0, theme::line()), egui::StrokeKind::Inside);
    let id = Id::unique(("stroke that is being drawn", of.0));
    // One that was broken off is not the beginning of the next.
    let going_on = response.dragged() || response.drag_stopped();
    let mut now: Vec<Point> = ui.data(|d| d.get_temp(id)).filter(|_| going_on).unwrap_or_default();
    if response.dragged() || response.drag_started() {
        // A hand is faster than a slow laptop draws: all the way since the frame before.
        let moved = ui.input(|i| i.events.iter().filter_map(moved_to).collect::<Vec<Pos2>>());
        for at in moved.into_iter().chain(response.interact_pointer_pos()) {
            let point = to_point(rect, at);
            if now.last() != Some(&point) {
                now.push(point);
            }
        }
    }
    if response.drag_stopped() {
        strokes.push(std::mem::take(&mut now));
    }
    for stroke in strokes.iter().chain(std::iter::once(&now)) {
        draw(ui, rect, stroke);
    }
    ui.data_mut(|d| d.insert_temp(id, now));
    if !strokes.is_empty() && link(ui, "Clear the drawing", None).clicked() {
        strokes.clear();
    }
}

fn moved_to(event: &Event) -> Option<Pos2> {
    match event {
        Event::PointerMoved(at) => Some(*at),
        _ => None,
    }
}

fn draw(ui: &Ui, rect: Rect, stroke: &[Point]) {
    let ink = Stroke::new(LINE, theme::pen());
    let points: Vec<Pos2> = stroke.iter().map(|point| to_pos(rect, *point)).collect();
    match points.as_slice() {
        [only] => drop(ui.painter().circle_filled(*only, LINE / 2.0, theme::pen())),
        _ => drop(ui.painter().line(points, ink)),
    }
}

fn to_point(rect: Rect, at: Pos2) -> Point {
    let unit = |share: f32, of: u16| (share.clamp(0.0, 1.0) * f32::from(of)).round() as u16;
    let (x, y) = ((at.x - rect.left()) / rect.width(), (at.y - rect.top()) / rect.height());
    (unit(x, Mark::WIDTH), unit(y, Mark::HEIGHT))
}

fn to_pos(rect: Rect, (x, y): Point) -> Pos2 {
    let share = |unit: u16, of: u16| f32::from(unit) / f32::from(of);
    pos2(rect.left() + share(x, Mark::WIDTH) * rect.width(), rect.top() + share(y, Mark::HEIGHT) * rect.height())
}
