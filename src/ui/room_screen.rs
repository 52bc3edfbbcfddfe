//! The room's screen: one question, the time, what is up for grabs. Large, dark, nothing else.
//!
//! Everything is drawn from [`RoomView`], which holds nothing private. Sizes follow the window: at 1280 by 720 one unit is one point.

use super::commands::Cmd;
use super::theme::{self, room};
use super::widgets::{few_lines, mark_shape};
use super::{Cx, commands};
use crate::app::{App, Look, RoomShows, RoomView};
use crate::model::Status;
use crate::model::time::countdown;
use egui::{
    Align2, CentralPanel, Color32, Event, FontId, Frame, Galley, Key, Rect, Sense, Ui, ViewportBuilder, ViewportId,
    pos2, vec2,
};
use std::sync::{Arc, Mutex};

/// Opens the second window while it is wanted. It redraws by itself each second.
pub fn room_viewport(ui: &Ui, app: &App) {
    if !app.view.room_screen {
        return;
    }
    let (shared, keys) = (Arc::clone(&app.room), Arc::clone(&app.room_keys));
    // The keys stay with the facilitator's window.
    let builder = ViewportBuilder::default()
        .with_title("Upfront: the room’s screen")
        .with_inner_size([1280.0, 720.0])
        .with_active(false);
    ui.ctx().show_viewport_deferred(ViewportId::from_hash_of("room"), builder, move |ui, _| {
        let Ok(mut view) = shared.lock() else { return };
        let (close, full) = ui.input_mut(|i| {
            let close = i.viewport().close_requested() || i.consume_key(egui::Modifiers::NONE, Key::Escape);
            (close, i.consume_key(egui::Modifiers::NONE, Key::F11))
        });
        if close {
            view.closed = true;
            ui.ctx().request_repaint_of(ViewportId::ROOT);
        }
        if full {
            let now = ui.input(|i| i.viewport().fullscreen.unwrap_or(false));
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Fullscreen(!now));
        }
        hand_over(ui, &keys);
        room_screen_ui(ui, &view);
        ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
    });
    ui.ctx().request_repaint_of(ViewportId::from_hash_of("room"));
}

/// A facilitator who clicked on the room's window still runs the evening: keys of commands go where they always do.
/// Plain letters do not: what would be words, or mean something on a page, nobody sees being typed.
fn hand_over(ui: &Ui, keys: &Mutex<Vec<Event>>) {
    let mut found = ui.input_mut(|i| {
        let of_command = |event: &mut Event| match event {
            Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                let function = key.name().starts_with('F') && key.name().len() > 1;
                let meant = function || modifiers.command || modifiers.alt;
                meant && commands::takes(*modifiers, *key, *physical_key)
            }
            _ => false,
        };
        i.events.extract_if(.., of_command).collect::<Vec<_>>()
    });
    if !found.is_empty()
        && let Ok(mut keys) = keys.lock()
    {
        keys.append(&mut found);
        ui.ctx().request_repaint_of(ViewportId::ROOT);
    }
}

/// Takes in what was pressed in the room's window.
pub fn keys_of_the_room(ui: &Ui, app: &App) {
    let Ok(mut keys) = app.room_keys.lock() else { return };
    if !keys.is_empty() {
        let pressed = std::mem::take(&mut *keys);
        ui.input_mut(|i| i.events.extend(pressed));
    }
}

/// The same in the window itself, where there is only one screen; Esc goes back.
pub fn room_here_ui(ui: &mut Ui, cx: &mut Cx) {
    let view = cx.app.room.lock().map(|view| view.clone()).unwrap_or_default();
    room_screen_ui(ui, &view);
}

/// What the room sees, small, for the facilitator, with what it may see instead.
pub fn room_card(ui: &mut Ui, cx: &mut Cx) {
    let Ok(view) = cx.app.room.lock().map(|view| view.clone()) else { return };
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, width * 9.0 / 16.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "What the room sees"));
    draw(ui, rect, &view);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for shows in RoomShows::ALL {
            if super::widgets::small_segmented(ui, shows.word(), view.shows == shows).clicked() {
                cx.look(Look::RoomShows(shows));
            }
        }
        let blank = if view.blank { "Show again" } else { "Blank it" };
        if super::widgets::small_cmd(ui, blank, Cmd::RoomBlank).clicked() {
            cx.run(ui, Cmd::RoomBlank);
        }
        if matches!(view.shows, RoomShows::ReadBack | RoomShows::LastTime) {
            read_back_ui(ui, cx, view.shows == RoomShows::ReadBack);
        }
    });
}

fn read_back_ui(ui: &mut Ui, cx: &mut Cx, can_correct: bool) {
    use super::widgets::{Icon, icon_button};
    if icon_button(ui, Icon::Left, "The item read back before").clicked() {
        cx.look(Look::GoOn(false));
    }
    if icon_button(ui, Icon::Right, "The next item to be read back").clicked() {
        cx.look(Look::GoOn(true));
    }
    if let Some(key) = commands::key_of(Cmd::NextRead) {
        ui.label(super::widgets::small(key));
    }
    if can_correct && super::widgets::small_cmd(ui, "Correct it", Cmd::CorrectRead).clicked() {
        cx.run(ui, Cmd::CorrectRead);
    }
}

/// Draws the room's screen.
pub fn room_screen_ui(ui: &mut Ui, view: &RoomView) {
    CentralPanel::default().frame(Frame::new().fill(room::BEHIND)).show(ui, |ui| {
        let full = ui.max_rect();
        draw(ui, full, view);
    });
}

/// A place to draw, with its unit.
struct Sheet<'a> {
    ui: &'a Ui,
    rect: Rect,
    unit: f32,
    digits: f32,
}

impl Sheet<'_> {
    fn plain(&self, size: f32) -> FontId {
        theme::plain(size * self.unit)
    }

    fn bold(&self, size: f32) -> FontId {
        theme::bold(size * self.unit)
    }

    fn put(&self, at: egui::Pos2, words: Arc<Galley>) {
        self.ui.painter().galley(at, words, room::INK);
    }

    /// Words at a place from the top left of the sheet; the height they take, in points.
    fn words(&self, at: egui::Pos2, words: &str, font: FontId, ink: Color32, width: f32, lines: usize) -> f32 {
        let said = few_lines(self.ui, words, font, ink, width, lines);
        let height = said.size().y;
        self.put(at, said);
        height
    }
}

fn draw(ui: &Ui, full: Rect, view: &RoomView) {
    let ui = &ui_in(ui, full);
    ui.painter().rect_filled(full, 0.0, room::BEHIND);
    // In a window that was made next to nothing there is nothing to be read, nor letters so small.
    if view.blank || full.width() < 60.0 || full.height() < 40.0 {
        return;
    }
    let unit = (full.height() / 720.0).min(full.width() / 1280.0);
    let sheet = Sheet { ui, rect: full.shrink2(vec2(64.0, 48.0) * unit), unit, digits: digits_size(full) };
    let clock =
        ui.painter().text(sheet.rect.right_top(), Align2::RIGHT_TOP, &view.clock, sheet.plain(26.0), room::QUIET);
    let room_left = clock.left() - sheet.rect.left() - 40.0 * unit;
    sheet.words(sheet.rect.left_top(), &view.title, sheet.plain(26.0), room::QUIET, room_left, 1);
    match view.shows {
        RoomShows::Item => item_ui(&sheet, view),
        RoomShows::Scope => scope_ui(&sheet, view),
        RoomShows::Newest => newest_ui(&sheet, view),
        RoomShows::ReadBack => read_ui(&sheet, view),
        RoomShows::LastTime => last_time_ui(&sheet, view),
    }
}

/// The same ui, cut off at a rectangle.
fn ui_in(ui: &Ui, rect: Rect) -> Ui {
    let mut child = Ui::new(
        ui.ctx().clone(),
        ui.scope_id().with("room"),
        egui::UiBuilder::new().max_rect(rect).layer_id(ui.layer_id()),
    );
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child
}

fn item_ui(sheet: &Sheet, view: &RoomView) {
    let Sheet { rect, unit, .. } = *sheet;
    let mut y = rect.top() + rect.height() * 0.14;
    if !view.item.is_empty() {
        y += sheet.words(pos2(rect.left(), y), &view.item, sheet.plain(30.0), room::QUIET, rect.width(), 1);
    }
    y += sheet.words(pos2(rect.left(), y), &view.question, sheet.bold(56.0), room::WHITE, rect.width(), 3);
    if let Some(left) = view.remaining_s {
        time_ui(sheet, pos2(rect.left(), y + 4.0 * unit), left, view);
        y += sheet.digits * 1.2;
    }
    let mut bottom = rect.bottom();
    if !view.balance.is_empty() {
        bottom -= balance_ui(sheet, view, bottom);
    }
    let next = few_lines(sheet.ui, &view.next, sheet.plain(24.0), room::QUIET, rect.width() * 0.42, 1);
    let size = next.size();
    let next_left = rect.right() - size.x;
    sheet.put(pos2(next_left, bottom - size.y), next);
    boundaries_ui(sheet, view, (y, bottom), next_left - 24.0 * unit);
}

/// What is up for grabs in the item: all of it where the plan says so, in as many lines as it takes above `bottom`; else
/// as much as one line holds. The last line ends at `right`, where the next item stands.
fn boundaries_ui(sheet: &Sheet, view: &RoomView, (top, bottom): (f32, f32), right: f32) {
    let Sheet { ui, rect, unit, .. } = *sheet;
    let (mark, gap) = (34.0 * unit, 34.0 * unit);
    let whole = rect.width() - mark;
    let mut said: Vec<(Status, Arc<Galley>)> = view
        .boundaries
        .iter()
        .map(|(status, what)| {
            let words = format!("{}: {what}", status.label());
            (*status, few_lines(ui, &words, sheet.plain(24.0), room::INK, whole, 1))
        })
        .collect();
    let high = said.first().map_or(0.0, |(_, words)| words.size().y) * 1.3;
    let most = if view.in_item > 0 { (((bottom - top) / high.max(1.0)) as usize).clamp(1, 4) } else { 1 };
    let wanted = if view.in_item > 0 { view.in_item } else { said.len() };
    let wide: Vec<f32> = said.iter().map(|(_, words)| words.size().x + mark).collect();
    let places = (1..=most).map(|rows| in_rows(&wide, rows, rect.width(), right - rect.left(), gap));
    let fits = |places: &Vec<(usize, f32)>| places.len() >= wanted;
    let mut best = Vec::new();
    for (rows, places) in (1..).zip(places) {
        let enough = fits(&places);
        best = places.into_iter().take(wanted).map(|(row, x)| (rows - 1 - row, x)).collect();
        if enough {
            break;
        }
    }
    if best.is_empty()
        && let Some((first, (status, what))) = said.first_mut().zip(view.boundaries.first())
    {
        // One that is longer than any line is cut.
        let words = format!("{}: {what}", status.label());
        first.1 = few_lines(ui, &words, sheet.plain(24.0), room::INK, right - rect.left() - mark, 1);
        best.push((0, 0.0));
    }
    for ((from_bottom, x), (status, words)) in best.into_iter().zip(said) {
        let (x, y) = (rect.left() + x, bottom - from_bottom as f32 * high - words.size().y);
        mark_shape(ui, pos2(x + 11.0 * unit, y + words.size().y / 2.0), 10.0 * unit, status, room::WHITE);
        sheet.put(pos2(x + 30.0 * unit, y), words);
    }
}

/// Row and left edge of each width, one after the other; the last of the rows is only `last` wide. What does not fit any
/// more is left out.
fn in_rows(wide: &[f32], rows: usize, whole: f32, last: f32, gap: f32) -> Vec<(usize, f32)> {
    let mut placed = Vec::new();
    let (mut row, mut x) = (0, 0.0);
    for w in wide {
        while row < rows && x + w > if row + 1 == rows { last } else { whole } {
            (row, x) = (row + 1, 0.0);
        }
        if row == rows {
            break;
        }
        placed.push((row, x));
        x += w + gap;
    }
    placed
}

/// Who has been heard, against who is in the room; the height it takes.
fn balance_ui(sheet: &Sheet, view: &RoomView, bottom: f32) -> f32 {
    let words: Vec<String> =
        view.balance.iter().map(|(name, heard, here)| format!("{name} {heard} ({here} people here)")).collect();
    let line = format!("Heard so far: {}", words.join(", "));
    let said = few_lines(sheet.ui, &line, sheet.plain(22.0), room::QUIET, sheet.rect.width(), 2);
    let height = said.size().y + 14.0 * sheet.unit;
    sheet.put(pos2(sheet.rect.left(), bottom - height + 14.0 * sheet.unit), said);
    height
}

fn scope_ui(sheet: &Sheet, view: &RoomView) {
    let Sheet { ui, rect, unit, .. } = *sheet;
    let mut y = rect.top() + 60.0 * unit;
    y += sheet.words(pos2(rect.left(), y), "What’s up for grabs", sheet.bold(44.0), room::WHITE, rect.width(), 1);
    y += 12.0 * unit;
    let rect = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - stages_ui(sheet, view)));
    let count = view.boundaries.len().max(1) as f32;
    // Few stand large; many share the height that there is.
    let size = ((rect.bottom() - y) / count / unit / 1.5).clamp(18.0, 34.0);
    for (nth, (status, what)) in view.boundaries.iter().enumerate() {
        let words = format!("{}: {what}", status.label());
        let said = few_lines(ui, &words, sheet.plain(size), room::INK, rect.width() - 50.0 * unit, 1);
        let high = said.size().y;
        if y + high > rect.bottom() {
            let left = view.boundaries.len() - nth;
            sheet.words(
                pos2(rect.left(), y),
                &format!("and {left} more"),
                sheet.plain(20.0),
                room::QUIET,
                rect.width(),
                1,
            );
            break;
        }
        mark_shape(ui, pos2(rect.left() + 14.0 * unit, y + high / 2.0), size * 0.4 * unit, *status, room::WHITE);
        sheet.put(pos2(rect.left() + 46.0 * unit, y), said);
        y += high + size * 0.2 * unit;
    }
}

/// The project line at the foot, and the height it takes.
fn stages_ui(sheet: &Sheet, view: &RoomView) -> f32 {
    let Sheet { ui, rect, unit, .. } = *sheet;
    if view.stages.is_empty() {
        return 0.0;
    }
    let height = 76.0 * unit;
    let (top, gap) = (rect.bottom() - height + 22.0 * unit, 18.0 * unit);
    let width = (rect.width() + gap) / view.stages.len() as f32 - gap;
    for (nth, (status, what, here)) in view.stages.iter().enumerate() {
        let x = rect.left() + nth as f32 * (width + gap);
        let (ink, font) = if *here { (room::SOON, sheet.bold(20.0)) } else { (room::QUIET, sheet.plain(20.0)) };
        let high = if *here { 5.0 } else { 2.0 } * unit;
        ui.painter().rect_filled(Rect::from_min_size(pos2(x, top), vec2(width, high)), 0.0, ink);
        mark_shape(ui, pos2(x + 9.0 * unit, top + 24.0 * unit), 8.0 * unit, *status, ink);
        sheet.words(pos2(x + 24.0 * unit, top + 11.0 * unit), what, font, ink, width - 24.0 * unit, 1);
        if *here {
            let below = pos2(x + 24.0 * unit, top + 35.0 * unit);
            sheet.words(below, "we are here", sheet.plain(16.0), ink, width - 24.0 * unit, 1);
        }
    }
    height
}

/// What became of last time: what it was at the left, what became of it at the right.
fn last_time_ui(sheet: &Sheet, view: &RoomView) {
    let Sheet { ui, rect, unit, .. } = *sheet;
    let mut y = rect.top() + 60.0 * unit;
    y += sheet.words(pos2(rect.left(), y), "What became of last time", sheet.bold(44.0), room::WHITE, rect.width(), 1);
    y += 12.0 * unit;
    if view.last_time.is_empty() {
        let words = "This session follows no other";
        sheet.words(pos2(rect.left(), y), words, sheet.plain(34.0), room::QUIET, rect.width(), 1);
    }
    let size = 27.0;
    let (number, became) = (rect.left(), rect.left() + rect.width() * 0.54);
    let what = number + size * 2.2 * unit;
    for one in &view.last_time {
        let (words, ink) = match (one.became.as_str(), one.done) {
            ("", _) => ("nobody has said yet", room::QUIET),
            (words, true) => (words, room::WHITE),
            (words, false) => (words, room::SOON),
        };
        sheet.words(pos2(number, y), &one.called, sheet.bold(size), room::QUIET, what - number, 1);
        let left = sheet.words(pos2(what, y), &one.what, sheet.plain(size), room::INK, became - what - 24.0 * unit, 2);
        let right = sheet.words(pos2(became, y), words, sheet.plain(size), ink, rect.right() - became, 2);
        y += left.max(right) + 10.0 * unit;
    }
    let (page, pages) = view.last_time_page;
    if pages > 1 {
        let words = format!("{} of {pages}", page + 1);
        ui.painter().text(rect.right_bottom(), Align2::RIGHT_BOTTOM, words, sheet.plain(20.0), room::QUIET);
    }
}

fn newest_ui(sheet: &Sheet, view: &RoomView) {
    let Sheet { rect, unit, .. } = *sheet;
    let mut y = rect.top() + 64.0 * unit;
    if view.newest.is_empty() {
        sheet.words(pos2(rect.left(), y), "Nothing has been said yet", sheet.bold(48.0), room::QUIET, rect.width(), 2);
    }
    for (nth, words) in view.newest.iter().enumerate() {
        let (font, ink) = if nth == 0 { (sheet.bold(56.0), room::WHITE) } else { (sheet.plain(34.0), room::QUIET) };
        let said = few_lines(sheet.ui, words, font, ink, rect.width(), if nth == 0 { 5 } else { 2 });
        let high = said.size().y;
        if y + high > rect.bottom() {
            break;
        }
        sheet.put(pos2(rect.left(), y), said);
        y += high + 28.0 * unit;
    }
}

fn read_ui(sheet: &Sheet, view: &RoomView) {
    let Sheet { rect, unit, .. } = *sheet;
    let Some(read) = &view.read_back else {
        return read_ui_end(sheet, view);
    };
    let mut y = rect.top() + 70.0 * unit;
    y += sheet.words(pos2(rect.left(), y), &read.head, sheet.plain(34.0), room::SOON, rect.width(), 1) + 10.0 * unit;
    y += sheet.words(pos2(rect.left(), y), &read.words, sheet.bold(54.0), room::WHITE, rect.width(), 6) + 18.0 * unit;
    y += sheet.words(pos2(rect.left(), y), &read.below, sheet.plain(30.0), room::QUIET, rect.width(), 2) + 30.0 * unit;
    if !read.said.is_empty() {
        y += sheet.words(pos2(rect.left(), y), "You said", sheet.bold(28.0), room::QUIET, rect.width(), 1) + 8.0 * unit;
    }
    for words in &read.said {
        let words = format!("“{words}”");
        y += sheet.words(pos2(rect.left(), y), &words, sheet.plain(34.0), room::WHITE, rect.width(), 2) + 12.0 * unit;
    }
}

/// All was read back. Once it is frozen, what people write on their sheets.
fn read_ui_end(sheet: &Sheet, view: &RoomView) {
    let Sheet { rect, unit, .. } = *sheet;
    let mut y = rect.top() + 64.0 * unit;
    let mut say = |words: &str, font: FontId, ink: Color32, below: f32| {
        y += sheet.words(pos2(rect.left(), y), words, font, ink, rect.width(), 2) + below * unit;
    };
    match (&view.frozen, view.reads) {
        (Some((no, code)), _) => {
            say(&format!("Version {no} is frozen"), sheet.bold(48.0), room::WHITE, 50.0);
            say("Its record code", sheet.plain(34.0), room::QUIET, 6.0);
            say(code, sheet.bold(84.0), room::SOON, 50.0);
            let words = "The same code stands at the foot of every page. One changed word would give another.";
            say(words, sheet.plain(30.0), room::QUIET, 0.0);
        }
        (None, true) => say("That is the whole record", sheet.bold(48.0), room::WHITE, 0.0),
        (None, false) => say("Nothing is decided yet", sheet.bold(48.0), room::WHITE, 0.0),
    }
}

/// The size of the digits of the time: they are at least a sixth of the window's height, to be read from
/// the back of a hall.
pub fn digits_size(full: Rect) -> f32 {
    // 0.264 of the height; a digit is two thirds of that. Where the window is narrow an hour and more still fits.
    (full.height() * 0.264).min(full.width() * 0.24)
}

fn time_ui(sheet: &Sheet, at: egui::Pos2, left: i64, view: &RoomView) {
    let Sheet { ui, unit, .. } = *sheet;
    let (text, ink) = match (view.paused, left < 0) {
        (true, _) => (countdown(left), room::HELD),
        (false, true) => (format!("+{}", countdown(left)), room::OVER),
        (false, false) => (countdown(left), if view.soon { room::SOON } else { room::WHITE }),
    };
    let font = theme::bold(sheet.digits);
    let digit = ui.painter().layout_no_wrap("0".into(), font.clone(), ink).size();
    let mut x = at.x;
    for c in text.chars() {
        let cell = if c.is_ascii_digit() { digit.x } else { digit.x * 0.5 };
        ui.painter().text(pos2(x + cell / 2.0, at.y + digit.y / 2.0), Align2::CENTER_CENTER, c, font.clone(), ink);
        x += cell;
    }
    let word = match (view.paused, left < 0) {
        (true, _) => "held",
        (false, true) => "over",
        (false, false) if view.soon => "left",
        _ => "",
    };
    let beside = pos2(x + 24.0 * unit, at.y + digit.y * 0.62);
    ui.painter().text(beside, Align2::LEFT_CENTER, word, sheet.plain(40.0), ink);
    if let Some(t) = view.tables {
        let (left, ink) = if t.remaining_s < 0 {
            (format!("+{}", countdown(t.remaining_s)), room::OVER)
        } else {
            (countdown(t.remaining_s), room::SOON)
        };
        let words = format!("Table {} of {}: {left}", t.table, t.of);
        ui.painter().text(beside + vec2(0.0, -56.0 * unit), Align2::LEFT_CENTER, words, sheet.bold(44.0), ink);
    }
}
