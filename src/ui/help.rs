//! The help page: every command of the table with its keys, and the signs of the capture line.

use super::commands::{Group, TABLE, When};
use super::widgets::{bold, link, section_title, small, window_over};
use super::{Cx, theme};
use crate::app::Look;
use egui::{ScrollArea, Ui, vec2};

/// The signs of the capture line, as they are typed and what they say.
const SIGNS: [(&str, &str); 7] = [
    ("=name", "whose words: a partner’s key or name"),
    ("!kind", "idea, concern, question, evidence, offer, objection"),
    ("@3", "table 3; @0 is the whole room"),
    ("#theme", "a theme; Tab makes a new one"),
    ("/S3", "what it is about; /0 is nothing named"),
    ("~paraphrase", "words, paraphrase, summary, prompt"),
    ("\\#", "a plain #, and the same for the other signs"),
];

pub fn help_window(ui: &mut Ui, cx: &mut Cx) {
    window_over(ui, "Commands and keys", vec2(980.0, 640.0), |ui| {
        ui.horizontal(|ui| {
            let words =
                if theme::is_narrow(ui.ctx()) { "Found with" } else { "All of it, and every word, is found with" };
            ui.label(small(words));
            ui.label(bold("Ctrl K", theme::SMALL));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if link(ui, "Close", Some("Esc")).clicked() {
                    cx.look(Look::Help(false));
                }
            });
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let two = ui.available_width() > 760.0;
            let halves: [&[Group]; 2] = [&Group::ALL[..3], &Group::ALL[3..]];
            if two {
                ui.columns(2, |columns| {
                    for (column, groups) in columns.iter_mut().zip(halves) {
                        groups.iter().for_each(|g| group_ui(column, cx.app.practising, *g));
                    }
                });
            } else {
                Group::ALL.iter().for_each(|g| group_ui(ui, cx.app.practising, *g));
            }
        });
    });
}

fn group_ui(ui: &mut Ui, practising: bool, group: Group) {
    section_title(ui, group.word());
    egui::Grid::new(group.word()).num_columns(2).spacing([16.0, 2.0]).min_col_width(150.0).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        for e in TABLE.iter().filter(|e| e.group == group && (practising || e.when != When::Practising)) {
            let keys: Vec<String> = e.keys.iter().map(|k| k.words()).collect();
            ui.label(bold(keys.join(", "), theme::SMALL));
            ui.add(egui::Label::new(egui::RichText::new(e.words).size(theme::SMALL)).wrap());
            ui.end_row();
        }
        if group == Group::Capture {
            for (sign, says) in SIGNS {
                ui.label(bold(sign, theme::SMALL));
                ui.add(egui::Label::new(egui::RichText::new(says).size(theme::SMALL)).wrap());
                ui.end_row();
            }
        }
    });
    ui.add_space(10.0);
}
