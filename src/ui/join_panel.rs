//! Coming into a room: which one, the code, and what this laptop is for.

use super::laptops_panel::spoken;
use super::room_help::{help_ui, tried_ui, tried_words};
use super::theme;
use super::widgets::{bold, caret, link, primary, segmented, small, small_segmented, window_over, wrapped};
use crate::app::{Action, Actions, App, JoinForm, JoinTyped};
use crate::nearby::Wants;
use egui::{Id, Key, Margin, RichText, ScrollArea, Ui, vec2};

/// Tables beyond these are rare, and note-takers there come in for the whole room.
const TABLES: u8 = 8;

pub fn join_window(ui: &mut Ui, app: &App, actions: &mut Actions) {
    let Some(form) = &app.view.join else { return };
    window_over(ui, "Join a room", vec2(640.0, 560.0), |ui| {
        let outcome = outcome(app, form);
        // Two lines each where letters are large.
        let lines = if theme::is_narrow(ui.ctx()) { 46.0 } else { 26.0 };
        let height = ui.available_height() - 44.0 - lines * outcome.iter().len() as f32;
        ScrollArea::vertical().max_height(height).auto_shrink(false).show(ui, |ui| {
            rooms_ui(ui, form, actions);
            ui.add_space(10.0);
            code_ui(ui, app, form, actions);
            ui.add_space(10.0);
            wants_ui(ui, form, actions);
            ui.add_space(10.0);
            help_here_ui(ui, form, actions);
        });
        // Always in sight: it says why one is not in.
        if let Some(words) = &outcome {
            wrapped(ui, RichText::new(words).size(theme::CONTROL).color(theme::warn()));
        }
        ui.horizontal(|ui| {
            if app.is_joining() {
                ui.label("Knocking…");
            } else if primary(ui, "Come in", Some("Enter")).clicked() {
                actions.push(Action::JoinNow);
            }
            if link(ui, "Close", Some("Esc")).clicked() {
                actions.push(Action::Join(false));
            }
        });
    });
}

fn rooms_ui(ui: &mut Ui, form: &JoinForm, actions: &mut Actions) {
    ui.label(bold("The room", theme::BODY));
    for room in &form.found {
        let chosen = form.chosen.as_ref() == Some(room);
        if segmented(ui, &room.name, chosen).clicked() {
            actions.push(Action::JoinTyped(JoinTyped::Room(room.clone())));
        }
    }
    if form.found.is_empty() {
        let words = match form.cannot_look() {
            true => "This network gives no way to look for rooms; type the address",
            false => "Looking for rooms on this network…",
        };
        ui.label(small(words));
    }
    // Where somebody is typing into it, it stays.
    if form.found.is_empty() || !form.address.is_empty() {
        address_ui(ui, form, "Or its address", actions);
    }
}

fn address_ui(ui: &mut Ui, form: &JoinForm, name: &str, actions: &mut Actions) {
    let mut address = form.address.clone();
    ui.horizontal(|ui| {
        let label = ui.label(small(name));
        let line = caret::line(ui, Id::unique("address of a room"), &mut address)
            .hint_text("192.168.1.5")
            .desired_width(220.0)
            .margin(Margin::symmetric(8, 5));
        if ui.add(line).labelled_by(label.id).changed() {
            actions.push(Action::JoinTyped(JoinTyped::Address(address.clone())));
        }
    });
}

/// The code, in large digits: it is read aloud across a room.
fn code_ui(ui: &mut Ui, app: &App, form: &JoinForm, actions: &mut Actions) {
    let mut code = form.code.clone();
    let label = ui.label(bold("The code the facilitator reads aloud", theme::BODY));
    let id = Id::unique("code of a room");
    let line = caret::line(ui, id, &mut code)
        .hint_text(RichText::new(spoken("000000")).font(theme::plain(30.0)))
        .font(theme::bold(30.0))
        .char_limit(7)
        .desired_width(190.0)
        .margin(Margin::symmetric(10, 6));
    let field = ui.add(line).labelled_by(label.id);
    if once(ui, "code of a room was focused") {
        field.request_focus();
    }
    if field.changed() {
        actions.push(Action::JoinTyped(JoinTyped::Code(code)));
    }
    // Enter anywhere but on a button or in another field comes in.
    let free = ui.memory(|m| m.focused().is_none_or(|on| on == id)) || field.lost_focus();
    if free && !app.is_joining() && ui.input(|i| i.key_pressed(Key::Enter)) {
        actions.push(Action::JoinNow);
    }
}

/// True in the first frame in which the form is shown.
fn once(ui: &Ui, name: &str) -> bool {
    let (id, frame) = (Id::unique(name), ui.ctx().cumulative_frame_nr());
    let last: Option<u64> = ui.data(|d| d.get_temp(id));
    ui.data_mut(|d| d.insert_temp(id, frame));
    last.is_none_or(|last| frame.saturating_sub(last) > 1)
}

fn wants_ui(ui: &mut Ui, form: &JoinForm, actions: &mut Actions) {
    ui.label(bold("What this laptop is for", theme::BODY));
    if let Some(Wants::Own { copy, .. }) = form.wants {
        let words = format!("Notes, in {}, which is open here", copy.words());
        wrapped(ui, RichText::new(words).size(theme::CONTROL));
        return;
    }
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.label(small("Notes at table"));
        for table in 1..=TABLES {
            if small_segmented(ui, &table.to_string(), form.wants == Some(Wants::Notes { table })).clicked() {
                chosen = Some(Wants::Notes { table });
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (wants, words) in [(Wants::Notes { table: 0 }, "Notes of the whole room"), (Wants::Screen, "Only to show")]
        {
            if small_segmented(ui, words, form.wants == Some(wants)).clicked() {
                chosen = Some(wants);
            }
        }
    });
    actions.0.extend(chosen.map(|wants| Action::JoinTyped(JoinTyped::Wants(wants))));
}

/// What is missing, or what came of the last try.
fn outcome(app: &App, form: &JoinForm) -> Option<String> {
    let notice = app.view.notice.as_ref().filter(|notice| notice.bad).map(|notice| notice.text.clone());
    notice.or_else(|| form.tried.last().map(tried_words))
}

fn help_here_ui(ui: &mut Ui, form: &JoinForm, actions: &mut Actions) {
    let before = form.tried.split_last().map_or(&[][..], |(_, before)| before);
    tried_ui(ui, before);
    ui.collapsing("If it does not work, or the room is not in the list", |ui| {
        if !form.found.is_empty() && form.address.is_empty() {
            address_ui(ui, form, "The room’s address", actions);
        }
        help_ui(ui);
    });
}
