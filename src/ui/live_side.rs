//! Beside the time and the words: who has been heard, against who is here, and what is up for grabs.

use super::live_page::bar_ui;
use super::widgets::{empty_note, section_title, small, status_chip, wrapped};
use super::{Cx, theme};
use crate::insight::{Heard, in_room};
use crate::model::*;
use egui::{Align, Label, Layout, RichText, Stroke, Ui, pos2};

/// What the plan says is up for grabs in the item that is on.
pub fn in_this_item<'s>(cx: &Cx<'s>) -> Vec<&'s Boundary> {
    let s = cx.s;
    let on = s.run.current().and_then(|r| s.agenda.get(r.item));
    on.map_or_else(Vec::new, |i| s.boundaries.iter().filter(|b| i.about.contains(&b.id)).collect())
}

/// What is up for grabs in the item that is on.
pub fn up_for_grabs_here_ui(ui: &mut Ui, here: &[&Boundary]) {
    section_title(ui, "Up for grabs in this item");
    here.iter().for_each(|b| boundary_ui(ui, b));
}

/// Everything else that is up for grabs, and what is not.
pub fn up_for_grabs_ui(ui: &mut Ui, cx: &Cx, here: &[&Boundary]) {
    section_title(ui, if here.is_empty() { "What’s up for grabs" } else { "Up for grabs elsewhere" });
    if cx.s.boundaries.is_empty() {
        empty_note(ui, "Nothing is written down yet.");
    }
    cx.s.boundaries.iter().filter(|b| !here.iter().any(|h| h.id == b.id)).for_each(|b| boundary_ui(ui, b));
}

fn boundary_ui(ui: &mut Ui, b: &Boundary) {
    ui.horizontal_top(|ui| {
        let word = if b.now.status == Status::NotKnown { "Not known" } else { b.now.status.label() };
        status_chip(ui, b.now.status, word);
        wrapped(ui, RichText::new(&b.what).size(theme::CONTROL));
    });
}

/// Balance of voices: for the facilitator, small and quiet. A bar says how often a partner was heard; the line across
/// it how often that would be if everybody here had been heard alike.
pub fn heard_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Who we have heard from");
    if cx.s.partners.is_empty() {
        empty_note(ui, "No partner is named yet.");
    }
    let here: Vec<u32> = cx.d.heard.iter().map(|h| in_room(cx.s, h.partner, cx.now)).collect();
    let people: u32 = here.iter().fold(0, |all, n| all.saturating_add(*n));
    let said: usize = cx.d.heard.iter().map(|h| h.contributions).sum();
    let alike = |n: u32| if people == 0 { 0.0 } else { said as f32 * n as f32 / people as f32 };
    let most = cx.d.heard.iter().zip(&here).map(|(h, n)| alike(*n).max(h.contributions as f32)).fold(1.0, f32::max);
    for (h, n) in cx.d.heard.iter().zip(&here) {
        one_heard_ui(ui, cx, h, *n);
        ui.add_space(-5.0);
        let rect = bar_ui(ui, h.contributions as f32 / most, theme::partner_of(cx.d, h.partner));
        if *n > 0 && said > 0 {
            let x = rect.left() + rect.width() * (alike(*n) / most).clamp(0.0, 1.0);
            let line = [pos2(x, rect.top() - 2.0), pos2(x, rect.bottom() + 2.0)];
            ui.painter().line_segment(line, Stroke::new(2.0, theme::ink()));
        }
    }
    if people > 0 && said > 0 {
        ui.add_space(2.0);
        wrapped(ui, small("The line: if everybody here were heard alike"));
    }
    let silent: Vec<&str> =
        cx.d.heard
            .iter()
            .zip(&here)
            .filter(|(h, n)| h.contributions == 0 && **n > 0)
            .map(|(h, _)| cx.s.partner_name(h.partner))
            .collect();
    if !silent.is_empty() {
        ui.add_space(4.0);
        let words = format!("Not heard yet: {}", silent.join(", "));
        wrapped(ui, RichText::new(words).size(theme::SMALL).color(theme::warn()));
    }
}

fn one_heard_ui(ui: &mut Ui, cx: &Cx, h: &Heard, here: u32) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new(h.contributions.to_string()).size(theme::CONTROL));
            if here > 0 {
                ui.label(small(format!("{here} here ·")));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = RichText::new(cx.s.partner_name(h.partner)).size(theme::CONTROL);
                ui.add(Label::new(name).truncate());
            });
        });
    });
}
