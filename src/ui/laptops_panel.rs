//! Laptops in the room, on the facilitator’s laptop: what opening the room means, the code that is read aloud, and who is
//! in it.

use super::room_help::help_ui;
use super::widgets::{bold, button, choose, danger, dot, link, primary, small, small_button, window_over, wrapped};
use super::{Cx, theme};
use crate::app::{Action, OpenRoom, called};
use crate::model::Status;
use crate::model::time::{clock, in_zone};
use crate::nearby::{Role, Seen, Stands};
use egui::{Align, Color32, Layout, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use qrcode::{EcLevel, QrCode};
use std::sync::Arc;

pub fn laptops_window(ui: &mut Ui, cx: &mut Cx) {
    if !cx.v.laptops {
        return;
    }
    let app = cx.app;
    window_over(ui, "Laptops in the room", vec2(720.0, 600.0), |ui| match app.open_room() {
        None => closed_ui(ui, cx),
        Some(room) => open_ui(ui, cx, room),
    });
}

/// What they see, and until when.
fn closed_ui(ui: &mut Ui, cx: &mut Cx) {
    let body = |ui: &mut Ui, text: &str| drop(wrapped(ui, RichText::new(text).size(theme::BODY)));
    body(ui, "Note-takers at the tables type on laptops of their own, and what they write stands here a second later.");
    ui.add_space(8.0);
    for (who, what) in [
        ("They see", "the agenda and the clock, what is up for grabs, and all that is said, decided and agreed"),
        ("They never see", "names, contacts, access needs, payment and private notes"),
        ("Until", "you close the room. Each laptop then keeps a copy of the session, as far as it saw it"),
        ("Over", "this room’s network alone. What passes is encrypted; nothing goes to the internet"),
    ] {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(120.0, 20.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(120.0);
                ui.label(bold(who, theme::BODY));
            });
            wrapped(ui, RichText::new(what).size(theme::BODY));
        });
        ui.add_space(2.0);
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if primary(ui, "Open the room", None).clicked() {
            cx.push(Action::OpenRoom);
        }
        if link(ui, "Not now", Some("Esc")).clicked() {
            cx.push(Action::Laptops(false));
        }
    });
}

fn open_ui(ui: &mut Ui, cx: &mut Cx, room: &OpenRoom) {
    ui.horizontal_top(|ui| {
        if let Some(invitation) = room.invitation() {
            qr_ui(ui, &invitation);
            ui.add_space(12.0);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(small("On each laptop: start Upfront, “Join a room”, then this code"));
            ui.label(bold(spoken(&room.code), 46.0));
            match room.addresses.split_first() {
                None => {
                    let words =
                        "This laptop is on no network. Join a Wi-Fi, open a phone’s hotspot, or plug in a cable.";
                    wrapped(ui, RichText::new(words).color(theme::warn()));
                }
                Some((first, rest)) => {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(small("Where the room is in no list, the address"));
                        ui.label(bold(first, theme::BODY));
                    });
                    if !rest.is_empty() {
                        ui.add(egui::Label::new(small(format!("or {}", rest.join(", ")))).truncate());
                    }
                }
            }
        });
    });
    ui.separator();
    let height = (ui.available_height() - 84.0).max(90.0);
    ScrollArea::vertical().max_height(height).auto_shrink(false).show(ui, |ui| {
        if room.seen.is_empty() {
            wrapped(ui, small("No laptop has come in yet. Read the code aloud."));
        }
        room.seen.iter().for_each(|seen| laptop_ui(ui, cx, seen));
        for (at, words) in room.told.iter().rev().take(3) {
            let at = clock(in_zone(*at, &cx.s.zone));
            wrapped(ui, RichText::new(format!("{at} {words}")).size(theme::SMALL).color(theme::warn()));
        }
        ui.add_space(6.0);
        ui.collapsing("If a laptop cannot find the room", help_ui);
    });
    wrapped(
        ui,
        small("They see all but names, contacts, access needs, payment and private notes, until you close the room."),
    );
    ui.horizontal(|ui| {
        if button(ui, "Done").clicked() {
            cx.push(Action::Laptops(false));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if danger(ui, "Close the room").clicked() {
                cx.push(Action::CloseRoom);
            }
        });
    });
}

fn laptop_ui(ui: &mut Ui, cx: &mut Cx, seen: &Seen) {
    let since = clock(in_zone(seen.since, &cx.s.zone));
    let (color, says) = match &seen.stands {
        Stands::Here { typing: true, .. } => (theme::status_colors(Status::Open).0, "is typing".to_string()),
        Stands::Here { level: true, .. } => (theme::status_colors(Status::Open).0, format!("here since {since}")),
        Stands::Here { .. } => (theme::status_colors(Status::Shape).0, "is catching up".into()),
        Stands::Missing if seen.role == Role::Screen => (theme::warn(), format!("missing since {since}")),
        Stands::Missing => (theme::warn(), format!("missing since {since}; what it writes comes when it is back")),
        Stands::Refused(why) => (theme::warn(), format!("put out at {since}: {why}")),
    };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if small_button(ui, "Put out").on_hover_text("It may not come back; what it wrote stays").clicked() {
                cx.push(Action::PutOut(seen.no));
            }
            let salt = ("role", seen.no);
            if let Some(role) = choose(ui, salt, "What it may do", seen.role, &Role::ALL, |r| r.word().into()) {
                cx.push(Action::SetRole(seen.no, role));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                dot(ui, color);
                ui.label(bold(called(seen.copy, seen.role), theme::BODY));
                ui.add(egui::Label::new(small(format!("{says} · {}", seen.laptop))).truncate());
            });
        });
    });
    ui.separator();
}

/// "482 913"
pub fn spoken(code: &str) -> String {
    let (first, last) = code.split_at_checked(3).unwrap_or((code, ""));
    format!("{first} {last}")
}

/// The side of the code, and the white around it that cameras want.
const QR_PT: f32 = 116.0;
const QUIET: usize = 2;

/// What is typed to come in, for a phone’s camera.
fn qr_ui(ui: &mut Ui, text: &str) {
    let id = egui::Id::unique(("qr", text));
    let known: Option<Arc<(usize, Vec<bool>)>> = ui.data(|d| d.get_temp(id));
    let modules = known.or_else(|| {
        let qr = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let dark = qr.to_colors().iter().map(|c| *c == qrcode::types::Color::Dark).collect();
        let made = Arc::new((qr.width(), dark));
        ui.data_mut(|d| d.insert_temp(id, Arc::clone(&made)));
        Some(made)
    });
    let Some(modules) = modules else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(QR_PT, QR_PT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, format!("QR code: {text}")));
    let (width, dark) = &*modules;
    let side = QR_PT / (width + 2 * QUIET) as f32;
    // White with black in every scheme: cameras read nothing else well.
    ui.painter().rect_filled(rect, 4.0, Color32::WHITE);
    for (at, _) in dark.iter().enumerate().filter(|(_, dark)| **dark) {
        let corner = pos2((at % width + QUIET) as f32, (at / width + QUIET) as f32) * side;
        let module = Rect::from_min_size(rect.min + corner.to_vec2(), vec2(side, side));
        ui.painter().rect_filled(module.expand(0.05), 0.0, Color32::BLACK);
    }
    response.on_hover_text("The address and the code, for a phone that passes them on");
}
