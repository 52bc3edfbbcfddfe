//! Importing a table: where it lies, which columns are what, and a preview before anything changes.

use super::Cx;
use super::widgets::{button, card, caret, columns, link, primary, section_title, small, wrapped};
use crate::app::{Action, Look};
use crate::exchange::Import;
use egui::{ScrollArea, Ui};

/// As wide as there is room.
const WHOLE: f32 = f32::INFINITY;

pub fn import_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(form) = &cx.v.import else { return };
    let mut new = form.clone();
    let mut preview = false;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(760.0));
        card(ui, |ui| {
            section_title(ui, "Import statements from a table");
            wrapped(ui, small("A CSV file with one statement a row. Nothing changes before you say so, and one undo takes it all back."));
            ui.horizontal(|ui| {
                line(ui, "Where the table lies", &mut new.path, "statements.csv", ui.available_width() - 110.0);
                if button(ui, "Browse…").clicked() {
                    cx.push(Action::BrowseImport);
                }
            });
            columns(ui, &[1.0, 1.0], |ui, i| match i {
                0 => {
                    line(ui, "Column with the words", &mut new.how.text, "comment-body", WHOLE);
                    optional(ui, "Column with the support (if any)", &mut new.how.support, "agrees");
                    optional(ui, "Column that names the partner (if any)", &mut new.how.from, "from");
                }
                _ => {
                    line(ui, "Rejected where COLUMN=VALUE (if any)", &mut new.rejected, "moderated=-1", WHOLE);
                    optional(ui, "Or all from this partner", &mut new.how.partner, "RA");
                }
            });
            ui.horizontal(|ui| {
                preview = primary(ui, "Preview", None).clicked();
                if link(ui, "Cancel", Some("Esc")).clicked() {
                    cx.look(Look::Import(None));
                }
            });
        });
        ui.add_space(8.0);
        match &form.preview {
            None => {}
            Some(Err(sentence)) => drop(card(ui, |ui| wrapped(ui, small(sentence).color(super::theme::warn())))),
            Some(Ok(import)) => drop(card(ui, |ui| preview_ui(ui, cx, import))),
        }
    });
    if new != *form {
        new.preview = None;
        cx.look(Look::Import(Some(Box::new(new))));
    }
    if preview {
        cx.push(Action::PreviewImport);
    }
}

fn line(ui: &mut Ui, name: &str, text: &mut String, hint: &str, width: f32) {
    ui.vertical(|ui| {
        let label = ui.label(small(name));
        let edit = caret::line(ui, egui::Id::unique(("import", name)), text);
        ui.add(edit.hint_text(hint.to_string()).desired_width(width)).labelled_by(label.id);
    });
}

fn optional(ui: &mut Ui, name: &str, text: &mut Option<String>, hint: &str) {
    let mut shown = text.clone().unwrap_or_default();
    line(ui, name, &mut shown, hint, WHOLE);
    *text = (!shown.trim().is_empty()).then_some(shown);
}

fn preview_ui(ui: &mut Ui, cx: &mut Cx, import: &Import) {
    let n = import.rows.len();
    section_title(ui, &format!("{n} would come in"));
    let rejected = import.rows.iter().filter(|r| r.rejected).count();
    if rejected > 0 {
        ui.label(small(format!("{rejected} of them as not taken: rejected in the source")));
    }
    for left in import.left_out.iter().take(8) {
        ui.label(small(format!("Line {} is left out: {}", left.line, left.why)));
    }
    if import.left_out.len() > 8 {
        ui.label(small(format!("and {} more lines", import.left_out.len() - 8)));
    }
    for name in &import.unknown_partners {
        ui.label(small(format!("“{name}” is no partner of this session; those come in as nobody’s")));
    }
    for row in import.rows.iter().take(5) {
        wrapped(ui, egui::RichText::new(format!("“{}”", row.words)).size(super::theme::CONTROL));
    }
    if n > 5 {
        ui.label(small(format!("and {} more", n - 5)));
    }
    if n > 0 && primary(ui, &format!("Import {n}"), None).clicked() {
        cx.push(Action::ImportNow);
    }
}
