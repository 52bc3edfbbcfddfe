//! The guide in the window: its parts at the left, the one that is read at the right. It opens over everything, on the
//! start page too, and at the part that fits where one is.

use super::theme;
use super::widgets::{bold, caret, choose, link, small, window_over, wrapped};
use crate::app::{Actions, App, GuideView, Look};
use crate::guide::{Block, Part, found, parts, place_of};
use egui::{CornerRadius, Frame, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

pub fn guide_window(ui: &mut Ui, app: &App, actions: &mut Actions) {
    let Some(view) = &app.view.guide else { return };
    window_over(ui, "Guide", vec2(1040.0, 700.0), |ui| {
        ui.horizontal(|ui| {
            search_ui(ui, view, actions);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if link(ui, "Close", Some("Esc")).clicked() {
                    actions.look(Look::Guide(None));
                }
                if !theme::is_narrow(ui.ctx()) {
                    ui.label(small("Printed: Sign & export, document “Guide”"));
                }
            });
        });
        ui.add_space(6.0);
        let shown = found(&view.search);
        // What is read is among what was found.
        let part = if shown.contains(&view.part) { Some(view.part) } else { shown.first().copied() };
        if theme::is_narrow(ui.ctx()) {
            // There is no room for a list beside the words.
            let word = |nth: usize| parts().get(nth).map_or_else(String::new, |part| part.title.clone());
            match part {
                None => contents_ui(ui, view, &shown, part, actions),
                Some(now) => {
                    if let Some(part) = choose(ui, "part of the guide", "Part", now, &shown, word) {
                        actions.look(Look::Guide(Some(GuideView { part, ..view.clone() })));
                    }
                }
            }
            ScrollArea::vertical().id_salt(("part", part)).auto_shrink(false).show(ui, |ui| {
                part.and_then(|nth| parts().get(nth)).into_iter().for_each(|part| part_ui(ui, part));
            });
            return;
        }
        ui.horizontal_top(|ui| {
            let height = ui.available_height();
            ui.vertical(|ui| {
                ui.set_width(270.0);
                ui.set_height(height);
                ScrollArea::vertical().id_salt("parts").show(ui, |ui| contents_ui(ui, view, &shown, part, actions));
            });
            ui.separator();
            ui.vertical(|ui| {
                ui.set_height(height);
                // The next part begins at its top.
                ScrollArea::vertical().id_salt(("part", part)).auto_shrink(false).show(ui, |ui| {
                    ui.set_max_width(640.0);
                    part.and_then(|nth| parts().get(nth)).into_iter().for_each(|part| part_ui(ui, part));
                });
            });
        });
    });
}

fn search_ui(ui: &mut Ui, view: &GuideView, actions: &mut Actions) {
    let mut search = view.search.clone();
    let label = ui.label(small("Search"));
    let field = ui
        .add(caret::line(ui, egui::Id::unique("search the guide"), &mut search).desired_width(220.0))
        .labelled_by(label.id);
    if field.changed() {
        actions.look(Look::Guide(Some(GuideView { search, ..view.clone() })));
    }
}

fn contents_ui(ui: &mut Ui, view: &GuideView, shown: &[usize], on: Option<usize>, actions: &mut Actions) {
    if shown.is_empty() {
        wrapped(ui, small(format!("Nothing in the guide holds “{}”", view.search.trim())));
    }
    for nth in shown {
        let Some(part) = parts().get(*nth) else { continue };
        let is_on = Some(*nth) == on;
        let text =
            if is_on { bold(&part.title, theme::CONTROL) } else { RichText::new(&part.title).size(theme::CONTROL) };
        let row = egui::Button::selectable(is_on, text).wrap().min_size(vec2(ui.available_width(), 34.0));
        if ui.add(row).clicked() {
            actions.look(Look::Guide(Some(GuideView { part: *nth, ..view.clone() })));
        }
    }
}

fn part_ui(ui: &mut Ui, part: &Part) {
    ui.label(bold(&part.title, 22.0));
    ui.add_space(6.0);
    for block in &part.blocks {
        match block {
            Block::Words(words) => drop(wrapped(ui, RichText::new(words).line_height(Some(22.0)))),
            Block::Head(words) => {
                ui.add_space(8.0);
                ui.label(bold(words, 17.0));
            }
            Block::List(items) => items.iter().for_each(|item| item_ui(ui, item)),
            Block::Pair { bad, good, why } => pair_ui(ui, bad, good, why),
            Block::Source(words) => {
                ui.add_space(8.0);
                wrapped(ui, small(format!("It rests on: {words}")));
            }
        }
        ui.add_space(4.0);
    }
}

fn item_ui(ui: &mut Ui, item: &str) {
    ui.horizontal_top(|ui| {
        ui.add_space(4.0);
        ui.label("–");
        wrapped(ui, RichText::new(item).line_height(Some(21.0)));
    });
}

/// Side by side: how not to say it, and how. Told apart by words and place, not by colour alone.
fn pair_ui(ui: &mut Ui, bad: &str, good: &str, why: &str) {
    Frame::new()
        .stroke(Stroke::new(1.0, theme::line()))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            super::widgets::columns(ui, &[1.0, 1.4], |ui, i| {
                let (head, words, ink) = match i {
                    0 => ("Rather not", bad, theme::warn()),
                    _ => ("Better", good, theme::accent()),
                };
                ui.label(bold(head, theme::SMALL).color(ink));
                wrapped(ui, RichText::new(words));
            });
            wrapped(ui, small(why));
        });
}

/// A link from a place in the app to the part of the guide that is about it.
pub fn guide_link(ui: &mut Ui, actions: &mut Actions, key: &str, words: &str) {
    if link(ui, words, None).clicked() {
        actions.look(Look::Guide(Some(GuideView { part: place_of(key), search: String::new() })));
    }
}
