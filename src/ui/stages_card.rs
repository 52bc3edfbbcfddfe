//! The project line: its stages, how each is decided, and where this session stands.

use super::guide_window::guide_link;
use super::widgets::{
    Field, ROW_BUTTONS, choose, columns, empty_note, few_lines, field, mark_shape, row_buttons, section_title,
    small_button, text_field,
};
use super::{Cx, theme};
use crate::edit::{Command, Edit, Key, StageField as F, new_stage};
use crate::model::*;
use crate::report::blocks::words::{sentence, stage_decider};
use egui::{Sense, Ui, vec2};

pub fn stages_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "The project line");
    guide_link(ui, cx.actions, "what", "Why not every stage");
    if cx.s.stages.is_empty() {
        empty_note(
            ui,
            "Not every stage is decided together. Say which are, which people shape, which are decided elsewhere and by whom, and where this session stands.",
        );
    }
    for stage in &cx.s.stages {
        stage_ui(ui, cx, stage);
    }
    let (s, id, count) = (cx.s, cx.id(), cx.s.stages.len());
    let look = Field::bare("Add a stage", "Type a stage and press Enter: brief, design, planning…");
    field(ui, cx, ("new stage", count), look, "", |text| {
        let what = text.trim();
        if what.is_empty() {
            return Err("Type what the stage is called".into());
        }
        Ok((format!("the stage “{what}”"), Command::Add(new_stage(s, id, what).into())))
    });
}

fn stage_ui(ui: &mut Ui, cx: &mut Cx, stage: &Stage) {
    let id = stage.id;
    let edit = move |f: F| Command::Edit(Edit::Stage(id, f));
    ui.horizontal(|ui| {
        let width = (ui.available_width() - ROW_BUTTONS - 110.0).max(80.0);
        let look = Field::bare("Stage", "").width(width);
        text_field(ui, cx, (id, "what"), look, &stage.what, |t| edit(F::What(t)));
        let here = if stage.here { "We are here" } else { "Set: here" };
        let here = small_button(ui, here);
        let name = if stage.here { "We are not at this stage" } else { "We are at this stage" };
        here.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{name}: {}", stage.what)));
        if here.clicked() {
            cx.act("where we are", we_are_at(cx.s, stage));
        }
        let order = |o| Edit::Stage(id, F::Order(o));
        row_buttons(ui, cx, &cx.s.stages, id, (&stage.what, Key::Stage(id)), order);
    });
    columns(ui, &[1.3, 1.2, 1.6], |ui, i| match i {
        0 => drop(text_field(ui, cx, (id, "when"), Field::bare("When", "June to September 2026"), &stage.when, |t| {
            edit(F::When(t))
        })),
        1 => {
            let word = |m: StageMode| sentence(m.word());
            if let Some(mode) = choose(ui, (id, "mode"), "How it is decided", stage.mode, &StageMode::ALL, word) {
                cx.act("how a stage is decided", edit(F::Mode(mode)));
            }
        }
        _ => super::scope_page::choose_decider(ui, cx, id.0, &stage.decider, &|decider| edit(F::Decider(decider))),
    });
    ui.add_space(4.0);
}

/// Only one stage is where we are; asked again, none is.
fn we_are_at(s: &Session, stage: &Stage) -> Command {
    let others = s.stages.iter().filter(|other| other.here && other.id != stage.id);
    let off = others.map(|other| Command::Edit(Edit::Stage(other.id, F::Here(false))));
    let on = Command::Edit(Edit::Stage(stage.id, F::Here(!stage.here)));
    Command::Batch(off.chain([on]).collect())
}

/// The line as it is read: every stage with its mark, the one we are at in bold.
pub fn stages_line_ui(ui: &mut Ui, s: &Session) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 2.0);
        for stage in &s.stages {
            let (ink, _) = theme::status_colors(stage.mode.mark());
            let (words, font) = match stage.here {
                true => (format!("{} (we are here)", stage.what), theme::bold(theme::SMALL)),
                false => (stage.what.clone(), theme::plain(theme::SMALL)),
            };
            // Mark and words stay together where the line breaks.
            let room = (ui.max_rect().width() - 20.0).max(40.0);
            let words = few_lines(ui, &words, font, theme::ink(), room, 2);
            let (rect, response) = ui.allocate_exact_size(words.size() + vec2(18.0, 2.0), Sense::hover());
            mark_shape(ui, rect.left_center() + vec2(7.0, 0.0), 5.0, stage.mode.mark(), ink);
            ui.painter().galley(rect.min + vec2(18.0, 1.0), words, theme::ink());
            let says = format!("{}: {} {}", stage.what, stage.mode.label(), stage_decider(s, stage));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &says));
            response.on_hover_text(says);
        }
    });
}
