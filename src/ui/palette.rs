//! The palette: one field that finds every word of the session, and every command but those that a page does
//! with what is selected on it.

use super::commands::{self, Entry, TABLE};
use super::widgets::{bold, caret, empty_note, small, words_line};
use super::{Cx, theme};
use crate::app::{Action, Look};
use crate::edit::Key;
use crate::insight::{Hit, find, fold, matches};
use egui::{CornerRadius, Id, Key as K, Modifiers, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// More are found with one more letter.
const MOST: usize = 40;

/// A line of the palette.
enum Line {
    /// A command; the place is that of its key.
    Command(&'static Entry, usize, String),
    Hit(Hit),
}

pub fn palette_window(ui: &mut Ui, cx: &mut Cx) {
    let before = Id::unique("focus before the palette");
    let Some(mut words) = cx.v.palette.clone() else {
        // Back to the field where the person was.
        if let Some(Some(field)) = ui.data_mut(|d| d.remove_temp::<Option<Id>>(before)) {
            ui.memory_mut(|m| m.request_focus(field));
        }
        return;
    };
    if ui.data(|d| d.get_temp::<Option<Id>>(before)).is_none() {
        let field = ui.memory(|m| m.focused());
        ui.data_mut(|d| d.insert_temp(before, field));
    }
    let room = ui.ctx().content_rect();
    let size = vec2((room.width() - 60.0).min(640.0), (room.height() - 60.0).min(460.0));
    egui::Window::new("Find anything")
        .title_bar(false)
        .resizable(false)
        .fixed_size(size)
        .anchor(egui::Align2::CENTER_TOP, [0.0, 48.0_f32.min(room.height() * 0.06)])
        .show(ui.ctx(), |ui| {
            let lines = lines(cx, &words);
            let picked = pick(ui, lines.len(), &words);
            let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, K::Enter));
            let edit = caret::line(ui, Id::unique("palette"), &mut words)
                .font(theme::plain(18.0))
                .desired_width(f32::INFINITY)
                .hint_text("A word somebody said, S3, or what you want to do")
                .margin(egui::Margin::symmetric(10, 8));
            let field = ui.add(edit);
            field.ctx.accesskit_node_builder(field.id, |node| node.set_label("Find anything"));
            field.request_focus();
            if field.changed() {
                cx.look(Look::Palette(Some(words.clone())));
            }
            ui.add_space(4.0);
            if lines.is_empty() {
                return empty_note(ui, "Nothing has these words.");
            }
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (place, line) in lines.iter().enumerate() {
                    let chosen = line_ui(ui, line, place == picked);
                    if chosen || (entered && place == picked) {
                        run(ui, cx, line);
                    }
                }
            });
        });
}

/// The line that Enter means: moved by the arrows, back at the top with every letter.
fn pick(ui: &Ui, count: usize, words: &str) -> usize {
    let id = Id::unique("palette line");
    let (of, mut at): (String, usize) = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    if of != words {
        at = 0;
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::NONE, K::ArrowDown)) {
        at += 1;
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::NONE, K::ArrowUp)) {
        at = at.saturating_sub(1);
    }
    at = at.min(count.saturating_sub(1));
    ui.data_mut(|d| d.insert_temp(id, (words.to_string(), at)));
    at
}

fn lines(cx: &Cx, words: &str) -> Vec<Line> {
    let query = fold(words);
    let mut all = Vec::new();
    for e in TABLE.iter().filter(|e| e.cmd != commands::Cmd::Palette && e.when.holds(cx.app, false)) {
        let places = (e.places)(cx.app);
        if matches!(e.does, commands::Does::Page) {
            continue;
        }
        if places.is_empty() && matches(&fold(e.words), &query) {
            all.push(Line::Command(e, 0, e.words.into()));
        }
        for (place, name) in places.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let words = format!("{}: {name}", e.words);
            if !query.trim().is_empty() && matches(&fold(&words), &query) {
                all.push(Line::Command(e, place, words));
            }
        }
    }
    let hits = find(cx.s, cx.d.things(cx.s), cx.d.folded(cx.s), words, MOST);
    // A number is meant as what it names; other words may as well be a command.
    let number = hits.first().is_some_and(|h| fold(&h.what) == query.trim());
    let hits = hits.into_iter().map(Line::Hit);
    let mut all: Vec<Line> = if number { hits.chain(all).collect() } else { all.into_iter().chain(hits).collect() };
    all.truncate(MOST);
    all
}

fn line_ui(ui: &mut Ui, line: &Line, on: bool) -> bool {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 34.0), Sense::click());
    let (words, aside) = match line {
        Line::Command(e, _, words) => (words.as_str(), e.keys.first().map(|k| k.words()).unwrap_or_default()),
        Line::Hit(hit) => (hit.words.as_str(), hit.what.clone()),
    };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("{words}, {aside}")));
    if on || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), if on { theme::accent_soft() } else { theme::sunk() });
    }
    if on {
        ui.scroll_to_rect(rect, None);
    }
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(10.0, 2.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    child.label(if matches!(line, Line::Hit(_)) { bold(&aside, theme::SMALL) } else { small(&aside) });
    let room = child.available_width() - 8.0;
    child.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        words_line(ui, words, theme::BODY, room);
    });
    response.clicked()
}

fn run(ui: &Ui, cx: &mut Cx, line: &Line) {
    cx.look(Look::Palette(None));
    match line {
        Line::Command(e, place, _) => commands::run(e, *place, ui.ctx(), cx.app, cx.actions),
        Line::Hit(hit) => cx.push(Action::Jump(Key::from(hit.thing))),
    }
}
