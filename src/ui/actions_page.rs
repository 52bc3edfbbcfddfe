//! Actions: who does what, by when, with what money, and who checks.

use super::commands::Cmd;
use super::shell::{top_title, undo_ui};
use super::upkeep::labelled;
use super::widgets::{
    Field, ROW_BUTTONS, bold, card, choose, choose_date, choose_partner, columns, dot, empty_note, field, focus_new,
    primary_cmd, row_buttons, section_title, small, small_button, text_field, wrapped,
};
use super::{Cx, theme};
use crate::app::{Look, Select};
use crate::edit::{ActionField as F, Command, Edit, Key, new_action};
use crate::insight::printable_name;
use crate::model::*;
use crate::report::blocks::words::{sentence, source};
use egui::{Frame, Margin, ScrollArea, Ui};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let beside = match cx.d.lacks.len() {
        0 => "Each with an owner, a date, the money and who checks".to_string(),
        1 => "1 lacks something somebody could be held to".into(),
        n => format!("{n} lack something somebody could be held to"),
    };
    top_title(ui, cx, "Actions", &beside, |ui, cx| {
        if primary_cmd(ui, "Add an action", Cmd::AddAction).clicked() {
            cx.run(ui, Cmd::AddAction);
        }
        undo_ui(ui, cx);
    });
}

pub fn actions_page_ui(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if cx.s.actions.is_empty() {
            card(ui, |ui| {
                section_title(ui, "No action yet");
                empty_note(ui, "What will be done, by whom and by when. Type it below; owner and date come next.");
            });
            ui.add_space(8.0);
        }
        let count = cx.s.actions.len();
        for a in &cx.s.actions {
            let on = cx.v.action == Some(a.id);
            let line = if on { theme::accent() } else { theme::line() };
            super::widgets::card_filled(ui, theme::panel(), line, |ui| action_ui(ui, cx, a));
            ui.add_space(4.0);
        }
        Frame::new().inner_margin(Margin::symmetric(2, 6)).show(ui, |ui| {
            let (s, id) = (cx.s, cx.id());
            field(
                ui,
                cx,
                ("new action", count),
                Field::bare("New action", "Type what will be done and press Enter"),
                "",
                |text| {
                    let action = new_action(s, id, text.trim());
                    if action.what.is_empty() {
                        return Err("Type what will be done".into());
                    }
                    Ok((format!("A{}", action.no), Command::Add(action.into())))
                },
            );
        });
    });
}

fn action_ui(ui: &mut Ui, cx: &mut Cx, a: &Action) {
    let id = a.id;
    let edit = move |f: F| Command::Edit(Edit::Action(id, f));
    ui.horizontal(|ui| {
        dot(ui, theme::partner_of(cx.d, a.owner));
        ui.label(bold(format!("A{}", a.no), theme::BODY));
        let width = ui.available_width() - ROW_BUTTONS - MORE;
        let look = Field::bare("What will be done", "what").width(width);
        let what = text_field(ui, cx, (id, "what"), look, &a.what, |t| edit(F::What(t)));
        focus_new(ui, cx, &what, id.0, "what");
        let open = cx.v.action == Some(id);
        let more = small_button(ui, if open { "Less" } else { "More" });
        let name = format!("{} of A{}", if open { "Less" } else { "More" }, a.no);
        more.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
        if more.clicked() {
            cx.look(Look::Select(Select::Action((!open).then_some(id))));
        }
        let order = |o| Edit::Action(id, F::Order(o));
        row_buttons(ui, cx, &cx.s.actions, id, (&format!("A{}", a.no), Key::Action(id)), order);
    });
    ui.add_space(2.0);
    if let Some(lacks) = cx.d.lacks.get(&a.id).filter(|_| !a.what.trim().is_empty()) {
        let lacks: Vec<String> = lacks.iter().map(|lack| sentence(lack.words())).collect();
        wrapped(ui, small(lacks.join(" · ")).color(theme::warn()));
    }
    columns(ui, &[1.5, 1.4, 1.1, 1.0, 1.5, 0.8], |ui, i| match i {
        0 => labelled(ui, "Owner", |ui| {
            if let Some(p) = choose_partner(ui, cx, (id, "owner"), "Owner", "nobody yet", a.owner) {
                cx.act("owner", edit(F::Owner(p)));
            }
        }),
        1 => drop(text_field(ui, cx, (id, "with"), Field::line("With whom"), &a.with, |t| edit(F::With(t)))),
        2 => drop(choose_date(ui, cx, (id, "by"), Field::line("By when"), a.by, |d| edit(F::By(d)))),
        3 => labelled(ui, "Money", |ui| {
            if let Some(m) = choose(ui, (id, "money"), "Money", a.money, &Money::ALL, |m| sentence(m.word())) {
                cx.act("money", edit(F::Money(m)));
            }
        }),
        4 => labelled(ui, "Who checks", |ui| {
            if let Some(p) = choose_partner(ui, cx, (id, "checker"), "Who checks", "nobody yet", a.checker) {
                cx.act("who checks", edit(F::Checker(p)));
            }
        }),
        _ => labelled(ui, "From", |ui| {
            if let Some(from) = choose_source(ui, cx, a) {
                cx.act("where it comes from", edit(F::From(from)));
            }
        }),
    });
    let told = a.progress != Progress::Open || a.person.is_some();
    if told || cx.v.action == Some(id) {
        progress_ui(ui, cx, a);
    }
}

/// Room for a small button.
const MORE: f32 = 56.0;

/// Who of the owner sees to it, and how far it is: mostly asked after the evening.
fn progress_ui(ui: &mut Ui, cx: &mut Cx, a: &Action) {
    let id = a.id;
    let edit = move |f: F| Command::Edit(Edit::Action(id, f));
    columns(ui, &[1.4, 1.0, 3.0], |ui, i| match i {
        0 => labelled(ui, "Who sees to it", |ui| {
            // Only who said yes to their name.
            let named = cx.s.people.iter().filter(|p| printable_name(cx.s, p.id).is_some()).map(|p| Some(p.id));
            let all: Vec<Option<PersonId>> = std::iter::once(None).chain(named).collect();
            let word = |p: Option<PersonId>| {
                p.and_then(|id| printable_name(cx.s, id)).map_or_else(|| "nobody named".into(), String::from)
            };
            if let Some(person) = choose(ui, (id, "person"), "Who sees to it", a.person, &all, word) {
                cx.act("who sees to it", edit(F::Person(person)));
            }
        }),
        1 => labelled(ui, "How far it is", |ui| {
            let word = |p: Progress| sentence(p.word());
            if let Some(p) = choose(ui, (id, "progress"), "How far it is", a.progress, &Progress::ALL, word) {
                cx.act("how far it is", edit(F::Progress(p)));
            }
        }),
        _ => {
            if let Some(asks) = a.progress.asks() {
                text_field(ui, cx, (id, "shows"), Field::line(asks), &a.shows, |t| edit(F::Shows(t)));
            }
        }
    });
}

fn choose_source(ui: &mut Ui, cx: &Cx, a: &Action) -> Option<Option<Source>> {
    let mut all = vec![None];
    all.extend(cx.s.decisions.iter().map(|d| Some(Source::Decision(d.id))));
    all.extend(cx.s.boundaries.iter().map(|b| Some(Source::Boundary(b.id))));
    // Of ten thousand contributions, those this could come from: its own, and what became an action of it.
    let from =
        |c: &&Contribution| c.responses.contains(&Response::Action(a.id)) || a.from == Some(Source::Contribution(c.id));
    all.extend(cx.s.contributions.iter().filter(from).map(|c| Some(Source::Contribution(c.id))));
    let word = |from: Option<Source>| if from.is_none() { "nothing named".into() } else { source(cx.s, from) };
    choose(ui, (a.id, "from"), "Comes from", a.from, &all, word)
}
