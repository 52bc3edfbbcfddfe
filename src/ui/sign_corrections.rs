//! Corrections that people who came asked for: what, when, and what became of it.

use super::Cx;
use super::theme;
use super::widgets::{
    Field, Icon, bold, focus_new, icon_button, section_title, small, small_button, text_field, wrapped,
};
use crate::edit::{Command, CorrectionField, Edit, Key};
use crate::model::time::{clock, day, in_zone};
use crate::model::{Correction, CorrectionOutcome, Version};
use egui::Ui;

/// The list, and a button that adds to it. Nothing of it changes the version.
pub fn corrections_ui(ui: &mut Ui, cx: &mut Cx, v: &Version) {
    section_title(ui, "Corrections asked for");
    wrapped(
        ui,
        small(
            "Anyone who came can ask. It is printed, with what became of it; putting the text right makes the next version.",
        ),
    );
    for c in &cx.s.corrections {
        ui.add_space(4.0);
        correction_ui(ui, cx, c);
    }
    ui.add_space(4.0);
    if !cx.document.is_read_only() && small_button(ui, "Somebody asks for a correction").clicked() {
        let c = Correction {
            id: cx.id().into(),
            order: cx.s.corrections.end(),
            version: v.id,
            at: in_zone(cx.now, &cx.s.zone),
            who: String::new(),
            what: String::new(),
            outcome: None,
        };
        cx.add("a request to correct", c);
    }
}

fn correction_ui(ui: &mut Ui, cx: &mut Cx, c: &Correction) {
    let id = c.id;
    let set = |field| Command::Edit(Edit::Correction(id, field));
    let local = in_zone(c.at, &cx.s.zone);
    let no = cx.s.versions.get(c.version).map_or(0, |v| v.no);
    ui.horizontal(|ui| {
        let words = format!("Of version {no}, {} at {}", day(local.date_naive()), clock(local));
        ui.label(bold(words, theme::CONTROL));
        if icon_button(ui, Icon::Remove, "Take this request back").clicked() {
            cx.act("request to correct taken back", Command::Remove(Key::Correction(id)));
        }
    });
    let who = Field::line("Who asks").hint("one resident; a name only if they want it printed");
    let who = text_field(ui, cx, (id, "who"), who, &c.who, |t| set(CorrectionField::Who(t)));
    focus_new(ui, cx, &who, id.0, "who");
    text_field(ui, cx, (id, "what"), Field::line("What is to be put right"), &c.what, |t| {
        set(CorrectionField::What(t))
    });
    let outcome = c.outcome.as_ref().map_or("", |o| o.words.as_str());
    // Mending the words does not move when it was decided.
    let at = c.outcome.as_ref().map_or_else(|| in_zone(cx.now, &cx.s.zone), |o| o.at);
    let look = Field::line("What became of it").hint("put right in version 2");
    text_field(ui, cx, (id, "outcome"), look, outcome, |words| {
        let said = !words.trim().is_empty();
        set(CorrectionField::Outcome(said.then_some(CorrectionOutcome { at, words })))
    });
}
