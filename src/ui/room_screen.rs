//! The room's screen: one question, the time, what is up for grabs. Large, dark, nothing else.

use super::theme;
use super::widgets::mark_shape;
use crate::app::{App, RoomView};
use crate::model::time::countdown;
use egui::{Align2, CentralPanel, Color32, Frame, Key, Ui, ViewportBuilder, ViewportId, pos2, vec2};
use std::sync::Arc;

/// Opens the second window while it is wanted. It redraws by itself each second.
pub fn room_viewport(ui: &Ui, app: &App) {
    if !app.view.room_screen {
        return;
    }
    let room = Arc::clone(&app.room);
    let builder = ViewportBuilder::default().with_title("Upfront: the room’s screen").with_inner_size([1280.0, 720.0]);
    ui.ctx().show_viewport_deferred(ViewportId::from_hash_of("room"), builder, move |ui, _| {
        let Ok(mut view) = room.lock() else { return };
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
        room_screen_ui(ui, &view);
        ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
    });
    ui.ctx().request_repaint_of(ViewportId::from_hash_of("room"));
}

/// Draws the room's screen.
pub fn room_screen_ui(ui: &mut Ui, view: &RoomView) {
    CentralPanel::default().frame(Frame::new().fill(theme::ROOM)).show(ui, |ui| {
        let full = ui.max_rect();
        let unit = (full.height() / 720.0).min(full.width() / 1280.0);
        let rect = full.shrink2(vec2(64.0, 52.0) * unit);
        let quiet = Color32::from_rgb(0xc4, 0xd5, 0xd3);
        let p = ui.painter();
        let regular = |size: f32| theme::plain(size * unit);
        let clock = p.text(rect.right_top(), Align2::RIGHT_TOP, &view.clock, regular(26.0), quiet);
        let title = layout(ui, &view.title, regular(26.0), quiet, clock.left() - rect.left() - 40.0 * unit, 1);
        p.galley(rect.left_top(), title, quiet);
        let question = layout(ui, &view.question, theme::bold(58.0 * unit), Color32::WHITE, rect.width(), 3);
        let top = rect.top() + rect.height() * 0.2;
        let below = top + question.size().y;
        p.galley(pos2(rect.left(), top), question, Color32::WHITE);
        if let Some(left) = view.remaining_s {
            time_ui(ui, pos2(rect.left(), below + 8.0 * unit), left, view.paused, unit);
        }
        let bottom = rect.bottom();
        let next = layout(ui, &view.next, regular(24.0), quiet, rect.width() * 0.4, 1);
        let next_left = rect.right() - next.size().x;
        p.galley(pos2(next_left, bottom - next.size().y), next, quiet);
        let mut x = rect.left();
        for (status, what) in &view.boundaries {
            let words =
                layout(ui, &format!("{}: {what}", status.label()), regular(24.0), theme::RAIL_INK, rect.width(), 1);
            let wide = words.size().x + 34.0 * unit;
            if x + wide > next_left - 24.0 * unit {
                break;
            }
            let y = bottom - words.size().y / 2.0;
            mark_shape(ui, pos2(x + 11.0 * unit, y), 10.0 * unit, *status, Color32::WHITE);
            p.galley(pos2(x + 30.0 * unit, bottom - words.size().y), words, theme::RAIL_INK);
            x += wide + 34.0 * unit;
        }
    });
}

fn layout(ui: &Ui, text: &str, font: egui::FontId, ink: Color32, width: f32, rows: usize) -> Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple(text.into(), font, ink, width.max(10.0));
    job.wrap.max_rows = rows;
    ui.painter().layout_job(job)
}

fn time_ui(ui: &Ui, at: egui::Pos2, left: i64, paused: bool, unit: f32) {
    let (text, ink) = match (paused, left < 0) {
        (true, _) => (countdown(left), Color32::from_rgb(0xa9, 0xc2, 0xbf)),
        (false, true) => (format!("+{}", countdown(left)), Color32::from_rgb(0xff, 0xb4, 0x9a)),
        (false, false) => (countdown(left), Color32::WHITE),
    };
    let font = theme::bold(190.0 * unit);
    let digit = ui.painter().layout_no_wrap("0".into(), font.clone(), ink).size();
    let mut x = at.x;
    for c in text.chars() {
        let cell = if c.is_ascii_digit() { digit.x } else { digit.x * 0.5 };
        ui.painter().text(pos2(x + cell / 2.0, at.y + digit.y / 2.0), Align2::CENTER_CENTER, c, font.clone(), ink);
        x += cell;
    }
    let word = if paused {
        "held"
    } else if left < 0 {
        "over"
    } else {
        return;
    };
    ui.painter().text(
        pos2(x + 24.0 * unit, at.y + digit.y * 0.62),
        Align2::LEFT_CENTER,
        word,
        theme::plain(40.0 * unit),
        ink,
    );
}
