//! Earlier versions of the session: when, what differs, and each to be opened as a copy.

use super::widgets::{bold, link, small, small_button, wrapped};
use super::{Cx, theme};
use crate::app::Action;
use egui::{Align2, ScrollArea, Ui, Window};

pub fn versions_window(ui: &mut Ui, cx: &mut Cx) {
    let Some(rows) = &cx.v.versions else { return };
    let room = ui.ctx().content_rect().size();
    let (width, height) = (560.0_f32.min(room.x - 80.0), 360.0_f32.min(room.y - 220.0));
    Window::new("Earlier versions")
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ui.ctx(), |ui| {
            ui.set_width(width);
            wrapped(
                ui,
                small("The newest twenty and one for each hour, on this laptop only. A copy is a session of its own; this one stays as it is."),
            );
            ui.add_space(8.0);
            if rows.is_empty() {
                ui.label("None yet. The first comes with the first change that is saved.");
            }
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                for row in rows {
                    ui.horizontal(|ui| {
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            if small_button(ui, "Open as a copy").clicked() {
                                cx.push(Action::OpenVersion(row.path.clone()));
                            }
                            ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                                ui.spacing_mut().item_spacing.y = 1.0;
                                ui.label(bold(&row.at, theme::BODY));
                                wrapped(ui, small(format!("Since then {}", row.differs)));
                            });
                        });
                    });
                    ui.separator();
                }
            });
            if link(ui, "Close", Some("Esc")).clicked() {
                cx.push(Action::Versions(false));
            }
        });
}
