//! After a rehearsal: what was caught, what was missed, and how long it took.

use super::theme;
use super::widgets::{Icon, bold, button, card, columns, icon_ui, link, primary, small, small_segmented, wrapped};
use crate::app::{Action, Actions, Look, Rehearsal, Rehearse};
use crate::insight::and;
use crate::model::time::{clock, in_zone};
use crate::rehearsal::{Caught, Outcome, Row, heard};
use crate::report::blocks::words::table_name;
use egui::{CentralPanel, Frame, Margin, RichText, ScrollArea, Sense, Ui, vec2};

pub fn rehearsal_report_ui(ui: &mut Ui, r: &Rehearsal, actions: &mut Actions) {
    let Some(outcome) = &r.result else { return };
    CentralPanel::default().frame(Frame::new().fill(theme::paper()).inner_margin(Margin::symmetric(24, 18))).show(
        ui,
        |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(1000.0));
                ui.label(bold("What you caught", theme::TITLE));
                ui.add_space(6.0);
                card(ui, |ui| sum_ui(ui, r, outcome, actions));
                ui.add_space(10.0);
                card(ui, |ui| rows_ui(ui, r, outcome, actions));
            });
        },
    );
}

fn sum_ui(ui: &mut Ui, r: &Rehearsal, outcome: &Outcome, actions: &mut Actions) {
    for words in sentences(outcome) {
        wrapped(ui, RichText::new(words).size(17.0));
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Once more", None).clicked() {
            actions.push(Action::Rehearse(Rehearse::Begin(r.practises, r.speed)));
        }
        if button(ui, "Something else").clicked() {
            actions.push(Action::Rehearse(Rehearse::Leave));
            actions.look(Look::ChooseRehearsal(Some((r.practises, r.speed))));
        }
        if link(ui, "Back to the start page", None).clicked() {
            actions.push(Action::Rehearse(Rehearse::Leave));
        }
    });
}

/// The sum of it in a few sentences.
fn sentences(outcome: &Outcome) -> Vec<String> {
    let (all, caught, right) = (outcome.rows.len(), outcome.caught(), outcome.right());
    if all == 0 {
        return vec!["Nothing had happened yet.".into()];
    }
    let mut lines = vec![format!("{caught} of {all} caught, {} missed.", outcome.missed())];
    if caught > 0 {
        lines.push(match caught - right {
            0 => "All that was caught stands as it was.".into(),
            1 => "In 1 something is not as it was.".into(),
            n => format!("In {n} something is not as it was."),
        });
    }
    if let Some((half, slowest)) = outcome.took_s() {
        lines.push(format!(
            "By the clock of that evening half of it stood within {}; the slowest took {}.",
            seconds(half),
            seconds(slowest)
        ));
    }
    if !outcome.extra.is_empty() {
        let what = and(&outcome.extra);
        lines.push(format!("Written down, and not heard in the room: {what}."));
    }
    lines
}

/// "24 s", "2 min 10 s".
fn seconds(s: i64) -> String {
    match (s / 60, s % 60) {
        (0, s) => format!("{s} s"),
        (min, 0) => format!("{min} min"),
        (min, s) => format!("{min} min {s} s"),
    }
}

fn rows_ui(ui: &mut Ui, r: &Rehearsal, outcome: &Outcome, actions: &mut Actions) {
    ui.horizontal(|ui| {
        for (only, words) in [(false, "Everything"), (true, "Only what was missed or is not as it was")] {
            if small_segmented(ui, words, r.only_missed == only).clicked() {
                actions.push(Action::Rehearse(Rehearse::OnlyMissed(only)));
            }
        }
    });
    ui.add_space(6.0);
    let shown = |row: &&Row| !r.only_missed || row.caught.as_ref().is_none_or(|c| !c.differs.is_empty());
    for row in outcome.rows.iter().filter(shown) {
        ui.separator();
        row_ui(ui, r, row);
    }
}

fn row_ui(ui: &mut Ui, r: &Rehearsal, row: &Row) {
    let s = &r.script.begin;
    let Some(cue) = r.script.cues.get(row.cue) else { return };
    let line = heard(s, cue);
    columns(ui, &[0.5, 4.6, 2.6], |ui, i| match i {
        0 => drop(ui.label(small(clock(in_zone(cue.at, &s.zone))))),
        1 => {
            let at = if line.table > 0 { format!(", {}", table_name(line.table)) } else { String::new() };
            if let Some(id) = line.who {
                wrapped(ui, small(format!("{}{at}", s.partner_name(Some(id)))));
            }
            wrapped(ui, RichText::new(&line.words));
        }
        _ => {
            let right = row.caught.as_ref().is_some_and(|c| c.differs.is_empty());
            let (icon, ink) = match row.caught {
                None => (Icon::Remove, theme::warn()),
                Some(_) if right => (Icon::Tick, theme::accent()),
                Some(_) => (Icon::Less, theme::warn()),
            };
            let words = became(row.caught.as_ref());
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
                icon_ui(ui, rect.center(), 5.0, icon, ink);
                wrapped(ui, RichText::new(words).color(if right { theme::ink() } else { theme::warn() }));
            });
        }
    });
}

fn became(caught: Option<&Caught>) -> String {
    let Some(caught) = caught else { return "Missed".into() };
    let when = match caught.after_s {
        None => "Caught".into(),
        Some(s) if s < -30 => format!("Caught, {} before", seconds(-s)),
        Some(s) if s < 60 => "Caught".into(),
        Some(s) => format!("Caught, {} after", seconds(s)),
    };
    match caught.differs.is_empty() {
        true => when,
        false => format!("{when}; {}", caught.differs.join("; ")),
    }
}
