//! Text fields. What is typed is a draft that already holds the command it will be; it becomes one on
//! Enter or when the field is left.

use super::caret;
use super::text::small;
use crate::app::Action;
use crate::edit::Command;
use crate::report::text::needs_bidi;
use crate::ui::{Cx, theme};
use egui::{Id, Response, RichText, Ui};

/// How a field looks.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// Its name, for the label above and for those who don't see it.
    pub name: &'a str,
    pub hint: &'a str,
    /// 1: one line; more: that many, and Enter makes a new line.
    pub rows: usize,
    /// 0: as wide as there is room.
    pub width: f32,
    /// Is the name shown above?
    pub labelled: bool,
}

impl<'a> Field<'a> {
    /// One line, with its name above.
    pub fn line(name: &'a str) -> Self {
        Self { name, hint: "", rows: 1, width: 0.0, labelled: true }
    }

    /// Several lines, with the name above.
    pub fn lines(name: &'a str, rows: usize) -> Self {
        Self { rows, ..Self::line(name) }
    }

    /// One line without a visible name; `hint` stands in it while it is empty.
    pub fn bare(name: &'a str, hint: &'a str) -> Self {
        Self { hint, labelled: false, ..Self::line(name) }
    }

    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }
}

/// A field for words: every text is fine.
pub fn text_field(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: &str,
    becomes: impl Fn(String) -> Command,
) -> Response {
    let label = look.name.to_lowercase();
    field(ui, cx, salt, look, value, |text| Ok((label.clone(), becomes(text))))
}

/// A field whose text may not be what it should (a time, a date): `becomes` says the command, or why not.
pub fn field(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: &str,
    becomes: impl Fn(String) -> Result<(String, Command), String>,
) -> Response {
    let id = Id::unique(("field", look.name, egui::IdSalt::new(salt)));
    let slot = id.value();
    let draft = cx.v.drafts.get(&slot);
    let mut text = draft.map_or(value, |d| d.text.as_str()).to_string();
    let wrong = draft.and_then(|d| d.becomes.as_ref().err().cloned());
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = look.labelled.then(|| ui.label(small(look.name)).id);
        let width = if look.width > 0.0 { look.width } else { ui.available_width() };
        let hint = RichText::new(look.hint).color(theme::ink_3());
        let edit = if look.rows > 1 {
            caret::lines(ui, id, &mut text).desired_rows(look.rows)
        } else {
            caret::line(ui, id, &mut text)
        };
        let edit = edit.desired_width(width).hint_text(hint).margin(egui::Margin::symmetric(8, 5));
        let mut response = ui.add(edit);
        match label {
            Some(label) => response = response.labelled_by(label),
            None => name(&response, look.name),
        }
        if response.changed() && text == value {
            cx.push(Action::Forget(slot));
        } else if response.changed() {
            let becomes = becomes(text.clone());
            cx.push(Action::Type { slot, text: text.clone(), becomes });
        }
        if response.lost_focus() {
            cx.push(Action::Commit(slot));
        }
        if needs_bidi(&text) && response.has_focus() {
            // How it will be read; see `right_to_left`.
            super::text::wrapped(ui, RichText::new(&text));
        }
        if let Some(why) = wrong {
            ui.label(small(why).color(theme::warn()));
        }
        response
    })
    .inner
}

/// Gives a field its name for those who don't see it.
fn name(response: &Response, name: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name.to_string()));
}
