//! Sign & export: the pages as they print, each partner's answer, and the PDF.

use super::shell::{room_button, top_title, undo_ui};
use super::widgets::{
    Field, Icon, bold, card, caret, dot, icon_button, link, page_columns, primary, section_title, small, small_button,
    text_field, warn_chip, wrapped,
};
use super::{Cx, print_panel, theme};
use crate::app::{Action, App, Look, SignForm, SignWord};
use crate::edit::{Command, Edit, Item, Key, SessionField, VersionField};
use crate::model::time::{clock, day, in_zone, moment, parse_day};
use crate::model::*;
use egui::{CornerRadius, Frame, Margin, RichText, ScrollArea, Ui};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let beside = match cx.s.version() {
        None => "Draft, not frozen yet".to_string(),
        Some(v) if cx.s.changed_since_version => format!("Changed since version {}", v.no),
        Some(v) => {
            let at = in_zone(v.at, &cx.s.zone);
            let date =
                if at.date_naive() == cx.s.date { String::new() } else { format!(" on {}", day(at.date_naive())) };
            format!("Version {} · frozen at {}{date}", v.no, clock(at))
        }
    };
    top_title(ui, cx, "Sign & export", &beside, |ui, cx| {
        if primary(ui, "Print", Some("Ctrl P")).clicked() {
            cx.push(Action::Print);
        }
        room_button(ui, cx);
        undo_ui(ui, cx);
    });
}

pub fn sign_page_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    let mut previewed = false;
    page_columns(ui, &[430.0, 604.0], 1, |ui, column| {
        ui.set_height(ui.available_height());
        if column == 0 {
            let height = ui.available_height();
            print_panel::preview_ui(ui, cx, height);
            previewed = true;
        } else {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                card(ui, |ui| version_ui(ui, cx));
                ui.add_space(8.0);
                card(ui, |ui| partners_ui(ui, cx));
                ui.add_space(8.0);
                card(ui, |ui| print_panel::print_ui(ui, app, cx, previewed));
            });
        }
    });
}

/// The version that is signed, and freezing a new one.
fn version_ui(ui: &mut Ui, cx: &mut Cx) {
    let stops = cx.d.stops;
    let frozen = cx.s.version().filter(|_| !cx.s.changed_since_version);
    match frozen {
        Some(v) => {
            section_title(ui, &format!("Version {}", v.no));
            wrapped(
                ui,
                small(
                    "Any change of what is signed makes it a draft again. Answers stay with the version they were given to, and all are listed in the print.",
                ),
            );
            changes_ui(ui, cx, v);
        }
        None => {
            let next = cx.s.numbers.versions.saturating_add(1);
            section_title(ui, "Freeze the text for signing");
            wrapped(
                ui,
                small("Partners sign one text. Freeze it when it has been read back; the clock is kept as it stands."),
            );
            if stops > 0 {
                let text = if stops == 1 {
                    "1 thing stops sign-off".to_string()
                } else {
                    format!("{stops} things stop sign-off")
                };
                ui.horizontal(|ui| {
                    warn_chip(ui, &text);
                    if link(ui, "See what", None).clicked() {
                        cx.push(Action::Go(crate::app::Page::Check));
                    }
                });
            } else if primary(ui, &format!("Freeze version {next}"), None).clicked() {
                freeze(cx);
            }
        }
    }
}

fn freeze(cx: &mut Cx) {
    let zone = &cx.s.zone;
    let clock_then = match (cx.s.run.current(), cx.s.run.ended) {
        (Some(on), _) => {
            let title = cx.s.agenda.get(on.item).map_or("", |i| i.title.as_str());
            format!("{title}, from {}, going on", clock(in_zone(on.from, zone)))
        }
        (None, Some(at)) => format!("ended at {}", clock(in_zone(at, zone))),
        (None, None) => "not started".into(),
    };
    let no = cx.s.numbers.versions.saturating_add(1);
    let v = Version {
        id: cx.id().into(),
        order: cx.s.versions.end(),
        no,
        at: in_zone(cx.now, zone),
        clock: clock_then,
        changes: Vec::new(),
    };
    let mut all = vec![Command::Add(v.into())];
    if !cx.s.private.spoken.is_empty() {
        // Who spoke was only for the evening.
        all.insert(0, Command::session(SessionField::Spoken(Vec::new())));
    }
    cx.act(format!("version {no}"), Command::Batch(all));
}

/// What changed since the version before, in words.
fn changes_ui(ui: &mut Ui, cx: &mut Cx, v: &Version) {
    if v.no < 2 {
        return;
    }
    let id = v.id;
    for (i, change) in v.changes.iter().enumerate() {
        let with = |what: String, by: String| {
            let mut all = v.changes.clone();
            all.get_mut(i).into_iter().for_each(|c| {
                c.what.clone_from(&what);
                c.by.clone_from(&by);
            });
            Command::Edit(Edit::Version(id, VersionField::Changes(all)))
        };
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 180.0).max(80.0);
            text_field(
                ui,
                cx,
                (id, "what", i),
                Field::bare("What changed", "what changed").width(width),
                &change.what,
                |t| with(t, change.by.clone()),
            );
            text_field(ui, cx, (id, "by", i), Field::bare("Changed by", "by whom").width(120.0), &change.by, |t| {
                with(change.what.clone(), t)
            });
            if icon_button(ui, Icon::Remove, "Remove this change").clicked() {
                let mut all = v.changes.clone();
                all.remove(i);
                cx.edit("list of changes", Edit::Version(id, VersionField::Changes(all)));
            }
        });
    }
    if small_button(ui, "Say what changed since the version before").clicked() {
        let mut all = v.changes.clone();
        all.push(Change { at: in_zone(cx.now, &cx.s.zone), by: "the note-taker".into(), what: String::new() });
        cx.edit("list of changes", Edit::Version(id, VersionField::Changes(all)));
    }
}

fn partners_ui(ui: &mut Ui, cx: &mut Cx) {
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
    if cx.s.changed_since_version {
        wrapped(ui, small(format!("The answers below are to version {}; the text has changed since.", v.no)));
    }
    for p in &cx.s.partners {
        partner_ui(ui, cx, p, v);
        ui.separator();
    }
    for old in cx.s.versions.iter().rev().skip(1) {
        ui.label(bold(format!("Version {}", old.no), theme::CONTROL));
        for a in cx.s.answers.iter().filter(|a| a.version == old.id) {
            let name = cx.s.partner_name(Some(a.partner));
            wrapped(ui, small(format!("{name}: {}{}", a.says.word(), at_text(cx.s, a))));
        }
    }
}

fn at_text(s: &Session, a: &Answer) -> String {
    let how = a.how.word();
    let how = if how.is_empty() { String::new() } else { format!(", {how}") };
    let at = a.at.map_or_else(String::new, |t| {
        let local = in_zone(t, &s.zone);
        let date = local.date_naive();
        match (a.day_only, date == s.date) {
            (true, _) => format!(", {}", day(date)),
            (false, true) => format!(", {}", clock(local)),
            (false, false) => format!(", {} at {}", day(date), clock(local)),
        }
    });
    format!("{how}{at}")
}

fn answer_chip(ui: &mut Ui, says: &SignOff) {
    let (ink, soft) = match says {
        SignOff::Signs => theme::status_colors(Status::Open),
        SignOff::SignsWithReservation(_) => theme::status_colors(Status::Shape),
        SignOff::Declines(_) => (theme::warn(), theme::warn_soft()),
        SignOff::NotReached | SignOff::Waiting(_) => (theme::ink_2(), theme::sunk()),
    };
    super::widgets::chip(ui, &crate::report::blocks::words::sentence(says.word()), ink, soft);
}

fn partner_ui(ui: &mut Ui, cx: &mut Cx, p: &Partner, v: &Version) {
    let answer = cx.s.answer_of(p.id, v.id);
    // Where there is little room the answer stands under the name, as wide as there is room.
    let tight = ui.available_width() < TIGHT;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(if tight { (ui.available_width() - 130.0).max(60.0) } else { 190.0 });
            ui.horizontal_top(|ui| {
                dot(ui, theme::partner_of(cx.d, Some(p.id)));
                wrapped(ui, RichText::new(&p.name).size(theme::CONTROL));
            });
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            let frozen = !cx.s.changed_since_version;
            ui.add_enabled_ui(frozen, |ui| {
                let (text, does) = match answer {
                    Some(_) => ("Change…", "Change"),
                    None => ("Record…", "Record"),
                };
                let button = small_button(ui, text);
                let name = format!("{does} the answer of {}", p.name);
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, frozen, name.clone()));
                if button.clicked() {
                    cx.look(Look::Sign(Some(Box::new(form_for(p)))));
                }
            });
            if let Some(a) = answer
                && icon_button(ui, Icon::Remove, &format!("Take back the answer of {}", p.name)).clicked()
            {
                cx.act(format!("answer of {} taken back", p.name), Command::Remove(Key::Answer(a.id)));
            }
            if !tight {
                ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| given_ui(ui, cx, answer));
            }
        });
    });
    if tight {
        given_ui(ui, cx, answer);
    }
    if let Some(form) = cx.v.sign.as_ref().filter(|f| f.partner == p.id) {
        form_ui(ui, cx, form, p, v);
    }
}

/// Below this width an answer has no room beside the name.
const TIGHT: f32 = 480.0;

fn given_ui(ui: &mut Ui, cx: &Cx, answer: Option<&Answer>) {
    let Some(a) = answer else { return drop(ui.label(small("No answer yet"))) };
    answer_chip(ui, &a.says);
    if let Some(words) = a.says.words() {
        wrapped(ui, RichText::new(format!("“{words}”")).size(theme::CONTROL));
    }
    let capacity = if a.says.signed() { a.capacity.as_str() } else { "" };
    wrapped(ui, small(format!("{capacity}{}", at_text(cx.s, a)).trim_start_matches(", ").to_string()));
    if !a.note.trim().is_empty() {
        wrapped(ui, small(&a.note));
    }
}

fn form_for(p: &Partner) -> SignForm {
    SignForm {
        partner: p.id,
        says: SignWord::Signs,
        words: String::new(),
        name: String::new(),
        capacity: p.signs_as(),
        how: How::OnPaper,
        note: String::new(),
        until: String::new(),
        when: String::new(),
    }
}

fn line(ui: &mut Ui, name: &str, text: &mut String) {
    let label = ui.label(small(name));
    let edit = caret::line(ui, egui::Id::unique(("signing", name)), text).desired_width(f32::INFINITY);
    ui.add(edit).labelled_by(label.id);
}

fn form_ui(ui: &mut Ui, cx: &mut Cx, form: &SignForm, p: &Partner, v: &Version) {
    let mut new = form.clone();
    let mut done = false;
    Frame::new().fill(theme::sunk()).corner_radius(CornerRadius::same(6)).inner_margin(Margin::same(10)).show(
        ui,
        |ui| {
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
                SignWord::Signs | SignWord::NotReached => {}
            }
            if matches!(new.says, SignWord::Signs | SignWord::Reservation) {
                line(ui, "Name (signing is the yes to print it; it may stay empty)", &mut new.name);
                line(ui, "Capacity", &mut new.capacity);
            }
            if !matches!(new.says, SignWord::NotReached | SignWord::Waiting) {
                how_ui(ui, &mut new.how);
            }
            if !matches!(new.says, SignWord::NotReached | SignWord::Waiting) {
                line(ui, "On what day, if not now (18 May 2026)", &mut new.when);
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
        },
    );
    if done && !unread(cx, &new) {
        record(cx, &new, p, v);
    } else if new != *form {
        cx.look(Look::Sign(Some(Box::new(new))));
    }
}

/// Is a day written that cannot be read?
fn unread(cx: &Cx, form: &SignForm) -> bool {
    let text = if form.says == SignWord::Waiting { &form.until } else { &form.when };
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

/// The answer, with the signer's name in the private section where one was given.
fn record(cx: &mut Cx, form: &SignForm, p: &Partner, v: &Version) {
    let says = match form.says {
        SignWord::Signs => SignOff::Signs,
        SignWord::Reservation => SignOff::SignsWithReservation(form.words.clone()),
        SignWord::Declines => SignOff::Declines(form.words.clone()),
        SignWord::NotReached => SignOff::NotReached,
        SignWord::Waiting => SignOff::Waiting(parse_day(&form.until, in_zone(cx.now, &cx.s.zone).date_naive())),
    };
    let given = !matches!(form.says, SignWord::NotReached | SignWord::Waiting);
    let day = parse_day(&form.when, in_zone(cx.now, &cx.s.zone).date_naive());
    let on = day.map(|date| moment(date, cx.s.starts, &cx.s.zone));
    let mut commands = Vec::new();
    let mut signer = None;
    if says.signed() && !form.name.trim().is_empty() {
        let id = PersonId(cx.id());
        let mut names = cx.s.private.names.clone();
        names.insert(id, form.name.trim().into());
        let order = cx.s.people.end();
        let person = Person { partner: Some(p.id), name_printed: Consent::Yes, ..Person::new(id, order) };
        commands.push(Command::Add(Item::from(person)));
        commands.push(Command::session(SessionField::Names(names)));
        signer = Some(id);
    }
    let answer = Answer {
        id: cx.id().into(),
        order: cx.s.answers.end(),
        version: v.id,
        partner: p.id,
        says,
        signer,
        capacity: form.capacity.clone(),
        how: if given { form.how.clone() } else { How::NotGiven },
        at: given.then(|| on.unwrap_or_else(|| in_zone(cx.now, &cx.s.zone))),
        day_only: on.is_some(),
        note: form.note.clone(),
    };
    commands.push(Command::Add(Item::from(answer)));
    cx.act(format!("answer of {}", p.name), Command::Batch(commands));
    cx.look(Look::Sign(None));
}
