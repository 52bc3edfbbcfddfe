//! Each partner's answer to a version: who signed, in what capacity and how, and the form that takes an answer down.

use super::sign_pad::pad_ui;
use super::widgets::{bold, caret, chip, dot, link, primary, section_title, show_new, small, small_button, wrapped};
use super::{Cx, theme};
use crate::app::{Action, Look, SignForm, SignWord};
use crate::model::time::{day, in_zone, parse_day};
use crate::model::*;
use crate::record;
use crate::report::blocks::words::sentence;
use egui::{CornerRadius, Frame, Margin, RichText, Ui};

pub fn partners_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Partners");
    let Some(v) = cx.s.version() else {
        wrapped(ui, small("Answers are taken to a frozen version."));
        for p in &cx.s.partners {
            ui.horizontal(|ui| {
                dot(ui, theme::partner_of(cx.d, Some(p.id)));
                ui.label(&p.name);
            });
        }
        return;
    };
    if record::current(cx.s).is_none() {
        wrapped(ui, small(format!("The answers below are to version {}; the text has changed since.", v.no)));
    }
    for p in &cx.s.partners {
        ui.separator();
        partner_ui(ui, cx, p, v);
    }
    for old in cx.s.versions.iter().rev().skip(1) {
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            ui.label(bold(format!("Version {}", old.no), theme::CONTROL));
            if let Some(code) = old.code {
                ui.label(small(code.short()));
            }
        });
        for a in cx.s.answers.iter().filter(|a| a.version == old.id) {
            let name = cx.s.partner_name(Some(a.partner));
            let given: String = cx.d.given(cx.s, a).iter().map(|words| format!(", {words}")).collect();
            wrapped(ui, small(format!("{name}: {}{given}", a.says.word())));
        }
    }
}

fn answer_chip(ui: &mut Ui, says: &SignOff) {
    let (ink, soft) = match says {
        SignOff::Signs => theme::status_colors(Status::Open),
        SignOff::SignsWithReservation(_) => theme::status_colors(Status::Shape),
        SignOff::Declines(_) => (theme::warn(), theme::warn_soft()),
        SignOff::NotReached | SignOff::Waiting(_) => (theme::ink_2(), theme::sunk()),
    };
    chip(ui, &sentence(says.word()), ink, soft);
}

/// Below this width an answer has no room beside the name.
const TIGHT: f32 = 480.0;
/// Widths of the columns: who the partner is, who signed for it.
const NAME: f32 = 150.0;
const SIGNED_BY: f32 = 150.0;
/// Of the button at the right.
const BUTTON: f32 = 90.0;

fn partner_ui(ui: &mut Ui, cx: &mut Cx, p: &Partner, v: &Version) {
    let row = ui.scope(|ui| row_ui(ui, cx, p, v));
    match cx.v.sign.as_ref().filter(|f| f.partner == p.id) {
        Some(form) => form_ui(ui, cx, form, p),
        None => drop(show_new(ui, cx, &row.response, p.id.0, "what was taken down")),
    }
}

fn row_ui(ui: &mut Ui, cx: &mut Cx, p: &Partner, v: &Version) {
    let answer = cx.s.answer_of(p.id, v.id);
    // Where there is little room the answer stands under the name, as wide as there is room.
    let tight = ui.available_width() < TIGHT;
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - BUTTON;
        column(ui, if tight { room - 16.0 } else { NAME }, |ui| {
            ui.horizontal_top(|ui| {
                dot(ui, theme::partner_of(cx.d, Some(p.id)));
                wrapped(ui, RichText::new(&p.name).size(theme::CONTROL));
            });
        });
        if !tight {
            column(ui, SIGNED_BY, |ui| signed_by_ui(ui, cx, answer));
            column(ui, room - NAME - SIGNED_BY - 40.0, |ui| position_ui(ui, answer));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if cx.document.is_read_only() {
                return;
            }
            let frozen = record::current(cx.s).is_some();
            ui.add_enabled_ui(frozen, |ui| {
                let (text, does) = match answer {
                    Some(_) => ("Change…", "Change"),
                    None => ("Record…", "Record"),
                };
                let button = small_button(ui, text);
                let name = format!("{does} the answer of {}", p.name);
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, frozen, name.clone()));
                if button.clicked() {
                    cx.look(Look::Sign(Some(Box::new(SignForm::of(p)))));
                    cx.look(Look::Fresh(p.id.0));
                }
            });
        });
    });
    if tight {
        position_ui(ui, answer);
        signed_by_ui(ui, cx, answer);
    }
}

fn column(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width.max(60.0));
        add(ui);
    });
}

/// Name and capacity, how and when.
fn signed_by_ui(ui: &mut Ui, cx: &Cx, answer: Option<&Answer>) {
    let Some(a) = answer else { return };
    let text = sentence(&cx.d.given(cx.s, a).join(", "));
    if !text.is_empty() {
        wrapped(ui, small(text));
    }
    if let Some(digest) = a.digest {
        ui.label(small(digest.short()).monospace()).on_hover_text("The code of this answer, printed beside it");
    }
}

/// What it says, and its words.
fn position_ui(ui: &mut Ui, answer: Option<&Answer>) {
    let Some(a) = answer else { return drop(ui.label(small("No answer yet"))) };
    answer_chip(ui, &a.says);
    if let Some(words) = a.says.words().filter(|words| !words.is_empty()) {
        wrapped(ui, RichText::new(format!("“{words}”")).size(theme::CONTROL));
    }
    if let SignOff::Waiting(Some(until)) = a.says {
        wrapped(ui, small(format!("until {}", day(until))));
    }
    if let Some(asked) = &a.asked {
        wrapped(ui, small(asked.words()));
    }
    if !a.note.is_empty() {
        wrapped(ui, small(&a.note));
    }
}

/// A line of a form for signing, with its name above.
pub fn line(ui: &mut Ui, name: &str, text: &mut String) {
    line_with_hint(ui, name, "", text);
}

/// The same with what is taken where nothing is typed.
pub fn line_with_hint(ui: &mut Ui, name: &str, hint: &str, text: &mut String) {
    let label = ui.label(small(name));
    let edit = caret::line(ui, egui::Id::unique(("signing", name)), text).desired_width(f32::INFINITY);
    ui.add(edit.hint_text(hint)).labelled_by(label.id);
}

fn form_ui(ui: &mut Ui, cx: &mut Cx, form: &SignForm, p: &Partner) {
    let mut new = form.clone();
    let mut done = false;
    let shown = Frame::new()
        .fill(theme::sunk())
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                for says in SignWord::ALL {
                    ui.radio_value(&mut new.says, says, says.word());
                }
            });
            match new.says {
                SignWord::Reservation => line(ui, "The reservation, in their words", &mut new.words),
                SignWord::Declines => line(ui, "Why, in their words", &mut new.words),
                SignWord::Waiting => line(ui, "Waiting until (11 June 2026)", &mut new.until),
                SignWord::NotReached => {
                    line(ui, "Asked on (15 May 2026)", &mut new.asked_on);
                    line(ui, "Asked by", &mut new.asked_by);
                }
                SignWord::Signs => {}
            }
            if new.says.is_given() {
                given_ui(ui, &mut new, p);
            }
            line(ui, "Note", &mut new.note);
            if unread(cx, &new) {
                ui.label(small("Write the day as 18 May 2026").color(theme::warn()));
            }
            ui.horizontal(|ui| {
                done = primary(ui, "Record the answer", None).clicked();
                if link(ui, "Cancel", Some("Esc")).clicked() {
                    cx.look(Look::Sign(None));
                }
            });
        });
    show_new(ui, cx, &shown.response, p.id.0, "answer");
    if new != *form {
        cx.look(Look::Sign(Some(Box::new(new))));
    }
    if done {
        cx.push(Action::RecordAnswer);
    }
}

/// How it was given, who gave it and when.
fn given_ui(ui: &mut Ui, new: &mut SignForm, p: &Partner) {
    how_ui(ui, &mut new.how);
    wrapped(
        ui,
        small(format!(
            "For {} to say, not for whoever holds the laptop. Signing is the yes to print name and capacity.",
            p.name
        )),
    );
    line(ui, "Name (it may stay empty)", &mut new.name);
    if new.how == How::OnScreen {
        pad_ui(ui, p.id, &mut new.strokes);
    }
    line(ui, "Capacity", &mut new.capacity);
    line(ui, "On what day, if not now (18 May 2026)", &mut new.when);
}

/// Is a day written that cannot be read?
fn unread(cx: &Cx, form: &SignForm) -> bool {
    let text = match form.says {
        SignWord::Waiting => &form.until,
        SignWord::NotReached => &form.asked_on,
        _ => &form.when,
    };
    !text.trim().is_empty() && parse_day(text, in_zone(cx.now, &cx.s.zone).date_naive()).is_none()
}

fn how_ui(ui: &mut Ui, how: &mut How) {
    ui.horizontal_wrapped(|ui| {
        for (one, word) in [
            (How::OnPaper, "on paper"),
            (How::OnScreen, "on screen"),
            (How::Letter, "by letter"),
            (How::Email, "by e-mail"),
        ] {
            ui.radio_value(how, one, word);
        }
        let spoken = matches!(how, How::Spoken(_));
        if ui.radio(spoken, "spoken before a witness").clicked() && !spoken {
            *how = How::Spoken(String::new());
        }
    });
    if let How::Spoken(witness) = how {
        line(ui, "The witness", witness);
    }
}
