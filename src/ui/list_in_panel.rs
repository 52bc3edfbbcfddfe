//! An agenda or a list of people brought in: pasted, or from a file; what would come in stands beside it before anything
//! changes.

use super::widgets::{bold, button, caret, link, primary, small, window_over, wrapped};
use super::{Cx, theme};
use crate::app::{Action, ListForm};
use crate::exchange::{AgendaIn, ListIn, ListKind, PeopleIn};
use crate::model::ItemKind;
use egui::{RichText, ScrollArea, Ui, vec2};

/// Sentences beyond these, and items or people, are counted.
const MOST_TOLD: usize = 8;
const MOST_SHOWN: usize = 100;

pub fn list_in_window(ui: &mut Ui, cx: &mut Cx) {
    let v = cx.v;
    let Some(form) = &v.list_in else { return };
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
                 needs. They go into the private part of the session, and print only with a yes."
            }
        };
        wrapped(ui, RichText::new(about).size(theme::CONTROL));
        ui.add_space(4.0);
        let height = (ui.available_height() - 46.0).max(120.0);
        if theme::is_narrow(ui.ctx()) {
            text_ui(ui, cx, form, height * 0.4);
            ScrollArea::vertical()
                .id_salt("what comes in")
                .max_height(height * 0.5)
                .show(ui, |ui| comes_ui(ui, cx, form));
        } else {
            ui.horizontal_top(|ui| {
                let width = (ui.available_width() - theme::GAP) / 2.0;
                ui.vertical(|ui| {
                    ui.set_width(width);
                    text_ui(ui, cx, form, height);
                });
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.set_height(height);
                    ScrollArea::vertical().id_salt("what comes in").auto_shrink(false).show(ui, |ui| {
                        comes_ui(ui, cx, form);
                    });
                });
            });
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if let Some(words) = comes_in(form)
                && primary(ui, &words, None).clicked()
            {
                cx.push(Action::TakeList);
            }
            if button(ui, "From a file…").clicked() {
                cx.push(Action::BrowseList);
            }
            if link(ui, "Not now", Some("Esc")).clicked() {
                cx.push(Action::CloseList);
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
        cx.push(Action::ListTyped(text));
    }
}

/// "Add 8 items"; None: nothing would come in.
fn comes_in(form: &ListForm) -> Option<String> {
    let found = form.found.as_ref().ok().filter(|found| !found.is_empty())?;
    Some(format!("Add {}", found.called()))
}

fn comes_ui(ui: &mut Ui, cx: &Cx, form: &ListForm) {
    if form.text.trim().is_empty() {
        ui.label(small("What comes in stands here, before anything changes"));
        return;
    }
    let found = match &form.found {
        Err(problem) => {
            wrapped(ui, small(format!("The list cannot be brought in: {problem}")).color(theme::warn()));
            return;
        }
        Ok(found) => found,
    };
    let says = found.says();
    for words in says.iter().take(MOST_TOLD) {
        wrapped(ui, small(words).color(theme::warn()));
    }
    if says.len() > MOST_TOLD {
        ui.label(small(format!("and {} more", says.len() - MOST_TOLD)).color(theme::warn()));
    }
    ui.add_space(4.0);
    match found {
        ListIn::Agenda(found) => agenda_ui(ui, found),
        ListIn::People(found) => people_ui(ui, cx, found),
    }
    if found.len() > MOST_SHOWN {
        ui.label(small(format!("and {} more", found.len() - MOST_SHOWN)));
    }
}

fn agenda_ui(ui: &mut Ui, found: &AgendaIn) {
    for i in found.items.iter().take(MOST_SHOWN) {
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
    for (need, n) in &found.needs {
        wrapped(ui, small(format!("Access needs: {need}, {n}")));
    }
    for p in found.people.iter().take(MOST_SHOWN) {
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
