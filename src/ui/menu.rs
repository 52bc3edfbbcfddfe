//! The menu: pages and commands by name, for those who do not know the keys and for windows too narrow for the rail.

use super::commands::{self, Cmd, Does, Entry, Group, TABLE};
use super::widgets::bold;
use super::{Cx, theme};
use crate::app::{Action, Page};
use egui::{Button, RichText, ScrollArea, Ui};

/// A button that opens the menu.
pub fn menu_ui(ui: &mut Ui, cx: &mut Cx, ink: egui::Color32) {
    let button = Button::new(RichText::new("Menu").size(theme::SMALL).color(ink)).frame(false);
    egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(260.0);
        let height = ui.ctx().content_rect().height() - 80.0;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.label(bold("Pages", theme::SMALL));
            for page in Page::ALL {
                if ui.selectable_label(cx.v.page == page, page.title()).clicked() {
                    cx.push(Action::Go(page));
                    ui.close();
                }
            }
            for group in Group::ALL {
                group_ui(ui, cx, group);
            }
        });
    });
}

fn group_ui(ui: &mut Ui, cx: &mut Cx, group: Group) {
    let shown = |e: &&Entry| {
        e.group == group && e.cmd != Cmd::Page && !matches!(e.does, Does::Page) && e.when.holds(cx.app, false)
    };
    let all: Vec<&'static Entry> = TABLE.iter().filter(shown).filter(|e| (e.places)(cx.app).is_empty()).collect();
    if all.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.label(bold(group.word(), theme::SMALL));
    for e in all {
        let keys = e.keys.first().map(|k| k.words()).unwrap_or_default();
        let words = RichText::new(e.words).size(theme::CONTROL);
        if ui.add(Button::new(words).frame(false).shortcut_text(keys)).clicked() {
            commands::run(e, 0, ui.ctx(), cx.app, cx.actions);
            ui.close();
        }
    }
}
