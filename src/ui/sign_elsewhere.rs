//! Signing on a laptop of one's own: on the partner's laptop the form and the file that goes back, on the facilitator's
//! what came back, shown before it is taken down.

use super::sign_answers::{line, line_with_hint};
use super::widgets::{bold, button, link, primary, section_title, show_told, small, small_button, wrapped};
use super::{Cx, theme};
use crate::app::{Action, App, Look, OwnForm, SignWord, Told};
use crate::model::*;
use crate::record;
use egui::{CornerRadius, Frame, Margin, Ui};

pub fn elsewhere_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    section_title(ui, "Signing on a laptop of one’s own");
    let read_only = cx.document.is_read_only();
    let says = match read_only {
        true => {
            "You can sign here for your partner, with a key that is made on this laptop. A small file goes back to the facilitator."
        }
        false => {
            "Send a partner the PDF that carries the record, not the session’s file, which holds names and contacts. It opens in Upfront on their own laptop, they sign there, and a small file comes back."
        }
    };
    wrapped(ui, small(says));
    came_back_ui(ui, cx);
    signed_here_ui(ui, cx);
    if let Some(form) = &cx.v.own {
        return form_ui(ui, app, cx, form);
    }
    if cx.v.came_back.is_some() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if !read_only && button(ui, "Take in a signature…").clicked() {
            cx.push(Action::BrowseSignature);
        }
        let can = record::current(cx.s).is_some_and(|v| v.code.is_some());
        if let Some(first) = cx.s.partners.first().filter(|_| can)
            && small_button(ui, "Sign on this laptop…").clicked()
        {
            cx.look(Look::Own(Some(Box::new(app.own_form(first)))));
            cx.look(Look::Told(Told::OwnForm));
        }
        if !can {
            ui.label(small(if read_only {
                "The text has changed since it was frozen; ask for a newer copy"
            } else {
                "To sign here, freeze the text first"
            }));
        }
    });
}

/// What a signature says that came back, and what it shows.
fn came_back_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(back) = &cx.v.came_back else { return };
    let shown = sunk(ui, |ui| {
        let (first, rest) = back.sentences.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        wrapped(ui, bold(first, theme::CONTROL));
        for line in rest {
            wrapped(ui, small(line));
        }
        ui.horizontal_wrapped(|ui| {
            if primary(ui, "Record this answer", None).clicked() {
                cx.push(Action::TakeSignature);
            }
            if link(ui, "Leave it", None).clicked() {
                cx.look(Look::LeaveSignature);
            }
        });
    });
    show_told(ui, cx, &shown, Told::CameBack);
}

fn signed_here_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(signed) = &cx.v.signed_here else { return };
    let name = signed.path.file_name().unwrap_or_default().to_string_lossy();
    let shown = sunk(ui, |ui| {
        wrapped(ui, bold(format!("Written: {name}"), theme::CONTROL));
        wrapped(ui, small("Send this file back to the facilitator. It counts once it is recorded there."));
        let key = format!("Your key ends in {}: tell them some other way, so that they can compare.", signed.key_end);
        wrapped(ui, small(key));
        if link(ui, "Show where it is", None).clicked() {
            cx.push(Action::ShowSignedHere);
        }
    });
    show_told(ui, cx, &shown, Told::SignedHere);
}

/// A box that stands out from its card.
fn sunk(ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> egui::Response {
    ui.add_space(4.0);
    let frame = Frame::new().fill(theme::sunk()).corner_radius(CornerRadius::same(6)).inner_margin(Margin::same(10));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
    ui.add_space(4.0);
    shown.response
}

fn form_ui(ui: &mut Ui, app: &App, cx: &mut Cx, form: &OwnForm) {
    let mut new = form.clone();
    let mut done = false;
    let shown = sunk(ui, |ui| {
        ui.label(small("You sign for"));
        ui.horizontal_wrapped(|ui| {
            for p in &cx.s.partners {
                if ui.radio(new.partner == p.id, &p.name).clicked() && new.partner != p.id {
                    (new.partner, new.capacity) = (p.id, p.signs_as());
                }
            }
        });
        let partner = cx.s.partners.get(new.partner);
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            for says in SignWord::ALL.into_iter().filter(|says| says.is_given()) {
                ui.radio_value(&mut new.says, says, says.word());
            }
        });
        match new.says {
            SignWord::Reservation => line(ui, "The reservation, in your words", &mut new.words),
            SignWord::Declines => line(ui, "Why, in your words", &mut new.words),
            _ => {}
        }
        line(ui, "Your name (it may stay empty)", &mut new.name);
        line(ui, "In what capacity", &mut new.capacity);
        line(ui, "What this laptop is to be called", &mut new.laptop);
        wrapped(ui, small("Signing is the yes to print your name, your capacity and what this laptop is called."));
        path_ui(ui, app, cx, &mut new);
        let no = record::current(cx.s).map_or(0, |v| v.no);
        let name = partner.map_or("", |p: &Partner| p.name.as_str());
        ui.horizontal_wrapped(|ui| {
            let does = if new.says == SignWord::Declines { "Decline" } else { "Sign" };
            done = primary(ui, &format!("{does} version {no} for {name}"), None).clicked();
            if link(ui, "Cancel", Some("Esc")).clicked() {
                cx.look(Look::Own(None));
            }
        });
    });
    show_told(ui, cx, &shown, Told::OwnForm);
    if new != *form {
        cx.look(Look::Own(Some(Box::new(new))));
    }
    if done {
        cx.push(Action::SignHere);
    }
}

/// Where the file goes: a dialog, and a path that always works.
fn path_ui(ui: &mut Ui, app: &App, cx: &mut Cx, new: &mut OwnForm) {
    let usual = app.default_signature_path(new.partner).display().to_string();
    line_with_hint(ui, "Where the file goes", &usual, &mut new.path);
    if link(ui, "Browse…", None).clicked() {
        cx.push(Action::BrowseOwn);
    }
}
