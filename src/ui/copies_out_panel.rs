//! Copies for the note-takers at tables: one for each table, to a stick of its own or all into a folder.

use super::commands::Cmd;
use super::widgets::{bold, button_cmd, link, primary, small, small_button, window_over, wrapped};
use super::{Cx, theme};
use crate::app::{Action, CopiesOut, Page};
use crate::live::items_at;
use crate::model::CopyName;
use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

pub fn copies_out_window(ui: &mut Ui, cx: &mut Cx) {
    let v = cx.v;
    let Some(form) = &v.copies_out else { return };
    window_over(ui, "Copies for the tables", vec2(640.0, 520.0), |ui| {
        let about = "Each note-taker opens a copy on a laptop of their own and types straight away. In it are the agenda, \
                     the questions and what is up for grabs; no names, contacts, access needs or private notes.";
        wrapped(ui, RichText::new(about).size(theme::CONTROL));
        ui.add_space(6.0);
        let most = cx.s.most_tables();
        let height = (ui.available_height() - 96.0).max(100.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            if most == 0 {
                no_tables_ui(ui, cx);
            }
            (1..=most).for_each(|table| table_ui(ui, cx, form, table));
        });
        ui.add_space(4.0);
        wrapped(ui, small("When they are back they are brought in, in any order; nothing is lost."));
        ui.horizontal(|ui| {
            if form.is_busy() {
                ui.label("…");
            } else if most > 1 && primary(ui, "All into one folder…", None).clicked() {
                cx.push(Action::BrowseCopiesOut);
            }
            if button_cmd(ui, "Bring in…", Cmd::CopiesIn).clicked() {
                cx.push(Action::CopiesOut(false));
                cx.run(ui, Cmd::CopiesIn);
            }
            if link(ui, "Close", Some("Esc")).clicked() {
                cx.push(Action::CopiesOut(false));
            }
        });
    });
}

fn no_tables_ui(ui: &mut Ui, cx: &mut Cx) {
    wrapped(ui, RichText::new("No item on the agenda is held at tables. Say there how many tables it has."));
    if small_button(ui, "To the agenda").clicked() {
        cx.push(Action::CopiesOut(false));
        cx.push(Action::Go(Page::Agenda));
    }
}

fn table_ui(ui: &mut Ui, cx: &mut Cx, form: &CopiesOut, table: u8) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if small_button(ui, "Save its copy…").clicked() && !form.is_busy() {
                cx.push(Action::BrowseCopyOut(table));
            }
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.label(bold(format!("Table {table}"), theme::BODY));
                ui.add(egui::Label::new(small(prompt(cx, table))).truncate());
                made(cx, form, table).into_iter().for_each(|words| drop(wrapped(ui, small(words))));
            });
        });
    });
    ui.separator();
}

/// What the table is asked.
fn prompt(cx: &Cx, table: u8) -> String {
    let item = items_at(cx.s, table).into_iter().next();
    item.map_or(
        String::new(),
        |i| if i.prompt_of(table).is_empty() { i.title.clone() } else { i.prompt_of(table).into() },
    )
}

/// "Written to table-3.ron; what is said there is numbered C3-1, C3-2, …"
fn made(cx: &Cx, form: &CopiesOut, table: u8) -> Option<String> {
    let is_for = |name: &CopyName| matches!(name, CopyName::Table { table: of, .. } if *of == table);
    let numbered = |name: &CopyName| format!("what is said there is numbered C{name}-1, C{name}-2, …");
    if let Some((name, path)) = form.made.iter().rfind(|(name, _)| is_for(name)) {
        let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        return Some(format!("Written to {file}; {}", numbered(name)));
    }
    let next = cx.s.next_copy_for(table);
    let is_first = matches!(next, CopyName::Table { again: 0, .. });
    (!is_first).then(|| format!("It has a copy; one more is for another laptop: {}", numbered(&next)))
}
