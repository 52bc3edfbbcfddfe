//! An agenda or a list of people brought in: pasted, or from a file; what would come in stands beside it before anything
//! changes.

use super::widgets::{bold, button, caret, link, primary, small, window_over, wrapped};
use super::{Cx, theme};
use crate::app::{Action, ListForm, ListKind, Look};
use crate::exchange::{AgendaIn, LeftOut, PeopleIn, read_agenda, read_people};
use crate::model::ItemKind;
use egui::{RichText, ScrollArea, Ui, vec2};

/// Left-out rows and notes beyond these are counted.
const MOST_TOLD: usize = 6;

pub fn list_in_window(ui: &mut Ui, cx: &mut Cx) {
    let Some(form) = cx.v.list_in.clone() else { return };
    let title = match form.kind {
        ListKind::Agenda => "Bring in an agenda",
        ListKind::People => "Bring in a list of people",
    };
    window_over(ui, title, vec2(980.0, 600.0), |ui| {
        let about = match form.kind {
            ListKind::Agenda => {
                "Paste lines like “18:00 Welcome” or “Ideas at tables (30 min)”, or a table whose first row names its \
                 columns: item, minutes, start, kind, tables, lead, question, notes."
            }
            ListKind::People => {
                "Paste names, one a line, or a table whose first row names its columns: name, partner, e-mail, access \
                 needs. Names stay on this laptop."
            }
        };
        wrapped(ui, RichText::new(about).size(theme::CONTROL));
        ui.add_space(4.0);
        let height = (ui.available_height() - 46.0).max(120.0);
        if theme::is_narrow(ui.ctx()) {
            text_ui(ui, cx, &form, height * 0.4);
            ScrollArea::vertical()
                .id_salt("what comes in")
                .max_height(height * 0.5)
                .show(ui, |ui| comes_ui(ui, cx, &form));
        } else {
            ui.horizontal_top(|ui| {
                let width = (ui.available_width() - theme::GAP) / 2.0;
                ui.vertical(|ui| {
                    ui.set_width(width);
                    text_ui(ui, cx, &form, height);
                });
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.set_height(height);
                    ScrollArea::vertical().id_salt("what comes in").auto_shrink(false).show(ui, |ui| {
                        comes_ui(ui, cx, &form);
                    });
                });
            });
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if let Some(words) = comes_in(cx, &form)
                && primary(ui, &words, None).clicked()
            {
                cx.push(Action::TakeList);
            }
            if button(ui, "From a file…").clicked() {
                cx.push(Action::BrowseList);
            }
            if link(ui, "Cancel", Some("Esc")).clicked() {
                cx.look(Look::ListIn(None));
            }
        });
    });
}

fn text_ui(ui: &mut Ui, cx: &mut Cx, form: &ListForm, height: f32) {
    let mut text = form.text.clone();
    let label = ui.label(small("The list"));
    ScrollArea::vertical().id_salt("the list").max_height(height - 20.0).auto_shrink(false).show(ui, |ui| {
        let edit = caret::lines(ui, egui::Id::unique("list to bring in"), &mut text);
        ui.add(edit.desired_width(f32::INFINITY).desired_rows(12)).labelled_by(label.id);
    });
    if text != form.text {
        cx.look(Look::ListIn(Some(ListForm { text, ..form.clone() })));
    }
}

/// "Add 8 items"; None: nothing would come in.
fn comes_in(cx: &Cx, form: &ListForm) -> Option<String> {
    let n = match form.kind {
        ListKind::Agenda => read_agenda(cx.s, &form.text).ok()?.items.len(),
        ListKind::People => read_people(cx.s, &form.text).ok()?.people.len(),
    };
    match (n, form.kind) {
        (0, _) => None,
        (1, ListKind::Agenda) => Some("Add 1 item".into()),
        (n, ListKind::Agenda) => Some(format!("Add {n} items")),
        (1, ListKind::People) => Some("Add 1 person".into()),
        (n, ListKind::People) => Some(format!("Add {n} people")),
    }
}

fn comes_ui(ui: &mut Ui, cx: &Cx, form: &ListForm) {
    if form.text.trim().is_empty() {
        ui.label(small("What comes in stands here, before anything changes"));
        return;
    }
    let problem = match form.kind {
        ListKind::Agenda => read_agenda(cx.s, &form.text).map(|found| agenda_ui(ui, &found)).err(),
        ListKind::People => read_people(cx.s, &form.text).map(|found| people_ui(ui, cx, &found)).err(),
    };
    if let Some(problem) = problem {
        wrapped(ui, small(format!("In the list {problem}")).color(theme::warn()));
    }
}

fn agenda_ui(ui: &mut Ui, found: &AgendaIn) {
    told_ui(ui, &found.told, &found.left_out);
    for i in &found.items {
        wrapped(ui, bold(&i.title, theme::CONTROL));
        let mut about = vec![format!("{} min", i.min)];
        about.extend((i.kind != ItemKind::Activity).then(|| i.kind.word().into()));
        about.extend((i.tables > 0).then(|| format!("{} tables", i.tables)));
        about.extend(i.pinned.map(|at| format!("pinned to {}", at.format("%H:%M"))));
        about.extend(i.protected.then(|| "protected".into()));
        about.extend([&i.prompt, &i.notes].into_iter().filter(|words| !words.is_empty()).cloned());
        wrapped(ui, small(about.join(" · ")));
        ui.add_space(2.0);
    }
}

fn people_ui(ui: &mut Ui, cx: &Cx, found: &PeopleIn) {
    let mut told: Vec<String> = Vec::new();
    if found.yes_is_asked {
        told.push("A yes in the list is not taken over: everybody is asked in the room".into());
    }
    let unknown = found.unknown_partners.iter();
    told.extend(unknown.map(|name| format!("“{name}” is no partner of this session; those come in without one")));
    told_ui(ui, &told, &found.left_out);
    for (need, n) in &found.needs {
        wrapped(ui, small(format!("Access needs: {need}, {n}")));
    }
    for p in &found.people {
        wrapped(ui, bold(&p.name, theme::CONTROL));
        let partner = p.partner.map(|id| cx.s.partner_name(Some(id)).to_string());
        let no = p.no.iter().any(|no| *no).then(|| "said no to something".to_string());
        let contact = Some(p.contact.clone()).filter(|contact| !contact.is_empty());
        let about: Vec<String> = [partner, contact, no].into_iter().flatten().collect();
        if !about.is_empty() {
            wrapped(ui, small(about.join(" · ")));
        }
        ui.add_space(2.0);
    }
}

fn told_ui(ui: &mut Ui, told: &[String], left_out: &[LeftOut]) {
    let left = left_out.iter().map(|left| format!("Line {} is left out: {}", left.line, left.why));
    let all: Vec<String> = told.iter().cloned().chain(left).collect();
    for words in all.iter().take(MOST_TOLD) {
        wrapped(ui, small(words).color(theme::warn()));
    }
    if all.len() > MOST_TOLD {
        ui.label(small(format!("and {} more", all.len() - MOST_TOLD)).color(theme::warn()));
    }
    if !all.is_empty() {
        ui.add_space(4.0);
    }
}
