//! The people: counts for everybody, names only with a yes, and what is for the facilitator alone.

use super::guide_window::guide_link;
use super::widgets::{
    Field, Icon, ROW_BUTTONS, choose, choose_partner, empty_note, field, focus_mended, focus_mended_field, icon_button,
    number, row_buttons, section_title, short_name, small, small_button, text_field, wrapped,
};
use super::{Cx, theme};
use crate::app::{Action, Look};
use crate::edit::{Command, Edit, InterestField, Key, MovementField, SessionField as F};
use crate::insight::{Kind, came, came_by_partner, in_room};
use crate::model::time::{clock, in_zone, parse_clock};
use crate::model::*;
use crate::report::blocks::words::people;
use egui::{RichText, Ui};

/// Who is in the room now, by partner, with one key and one click for each who comes or goes.
pub fn door_ui(ui: &mut Ui, cx: &mut Cx) {
    let ids: Vec<Option<PartnerId>> = cx.s.partners.iter().map(|p| Some(p.id)).chain([None]).collect();
    let here = ids.iter().fold(0u32, |all, id| all.saturating_add(in_room(cx.s, *id, cx.now)));
    section_title(ui, &format!("In the room now: {}", people(here)));
    for id in ids {
        let n = in_room(cx.s, id, cx.now);
        if id.is_none() && n == 0 && came_by_partner(cx.s, None) == 0 {
            continue;
        }
        let name = cx.s.partner_name(id).to_string();
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let mut passed = None;
                if icon_button(ui, Icon::Add, &format!("One more of {name} came")).clicked() {
                    passed = Some(Action::Came(1));
                }
                if icon_button(ui, Icon::Less, &format!("One of {name} left")).clicked() {
                    passed = Some(Action::Left(1));
                }
                if let Some(action) = passed {
                    cx.look(Look::CapturePartner(id));
                    cx.push(action);
                }
                ui.label(RichText::new(n.to_string()).size(theme::CONTROL));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(
                        egui::Label::new(RichText::new(short_name(&name)).size(theme::CONTROL))
                            .truncate()
                            .selectable(false),
                    );
                });
            });
        });
    }
}

/// Who of those listed has not spoken yet: a tick on the person, never a link to the words.
pub fn spoken_ui(ui: &mut Ui, cx: &mut Cx) {
    let names = &cx.s.private.names;
    let listed: Vec<(PersonId, &String)> =
        cx.s.people
            .iter()
            .filter_map(|p| Some((p.id, names.get(&p.id)?)))
            .filter(|(_, n)| !n.trim().is_empty())
            .collect();
    let spoken = &cx.s.private.spoken;
    let silent = listed.iter().filter(|(id, _)| !spoken.contains(id)).count();
    section_title(ui, &format!("{} not spoken yet", people_have(silent)));
    if hidden_from_the_room(ui, cx, "the names") {
        return;
    }
    let mut changed = None;
    for (id, name) in listed {
        let mut ticked = spoken.contains(&id);
        if ui.checkbox(&mut ticked, RichText::new(name).size(theme::CONTROL)).changed() {
            let mut all = spoken.clone();
            all.retain(|other| *other != id);
            if ticked {
                all.push(id);
            }
            changed = Some(all);
        }
    }
    if let Some(all) = changed {
        cx.set("who has spoken", F::Spoken(all));
    }
}

/// "1 person has", "6 people have"
fn people_have(n: usize) -> String {
    if n == 1 { "1 person has".into() } else { format!("{n} people have") }
}

/// Arrivals, departures and apologies, as counts.
pub fn movements_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, &format!("In the room: {}", people(came(cx.s))));
    if cx.s.movements.is_empty() {
        empty_note(ui, "Count people in as they come; no names are needed.");
    }
    for m in &cx.s.movements {
        movement_ui(ui, cx, m);
    }
    ui.horizontal(|ui| {
        for (text, passage) in
            [("People came", Passage::Arrived), ("Somebody left", Passage::Left), ("Apologies", Passage::SentApologies)]
        {
            if small_button(ui, text).clicked() {
                let started = cx.s.run.started().is_some();
                let at = (started && passage != Passage::SentApologies).then(|| in_zone(cx.now, &cx.s.zone));
                let partner = cx.s.partners.first().map(|p| p.id);
                let order = cx.s.movements.end();
                let m = Movement { id: cx.id().into(), order, partner, passage, count: 1, at, note: String::new() };
                cx.add("count of people", m);
            }
        }
    });
}

/// A note with less room stands in a line of its own.
const LEAST_NOTE: f32 = 30.0;
/// What stands behind it.
const BEHIND_NOTE: f32 = 50.0;

fn movement_ui(ui: &mut Ui, cx: &mut Cx, m: &Movement) {
    let id = m.id;
    let edit = move |f: MovementField| Command::Edit(Edit::Movement(id, f));
    let fits = ui.horizontal(|ui| {
        let look = Field { labelled: false, ..Field::line("How many").width(40.0) };
        number(ui, cx, (id, "count"), look, m.count, 10_000, |n| edit(MovementField::Count(n)));
        if let Some(passage) =
            choose(ui, (id, "passage"), "Came or left", m.passage, &Passage::ALL, |p| p.word().to_string())
        {
            cx.act("count of people", edit(MovementField::Passage(passage)));
        }
        if let Some(partner) = choose_partner(ui, cx, (id, "partner"), "Of which partner", "no partner", m.partner) {
            cx.act("count of people", edit(MovementField::Partner(partner)));
        }
        let s = cx.s;
        let shown = m.at.map(|t| clock(in_zone(t, &s.zone))).unwrap_or_default();
        let hint = if m.passage == Passage::Arrived { "start" } else { "18:20" };
        field(
            ui,
            cx,
            (id, "at"),
            Field { labelled: false, ..Field::line("Came or left at").width(56.0).hint(hint) },
            &shown,
            |t| {
                let at = match t.trim() {
                    "" => None,
                    t => Some(s.moment_at(parse_clock(t).ok_or("18:20")?)),
                };
                Ok(("time".into(), edit(MovementField::At(at))))
            },
        );
        let fits = ui.available_width() >= LEAST_NOTE + BEHIND_NOTE;
        if fits {
            movement_note_ui(ui, cx, m);
        }
        fits
    });
    if !fits.inner {
        ui.horizontal(|ui| movement_note_ui(ui, cx, m));
    }
}

/// A note, and out with it. They stand in the order in which people came and went; there is nothing to move.
fn movement_note_ui(ui: &mut Ui, cx: &mut Cx, m: &Movement) {
    let id = m.id;
    let width = ui.available_width() - BEHIND_NOTE;
    let note = text_field(ui, cx, (id, "note"), Field::bare("Note on them", "note").width(width), &m.note, |t| {
        Command::Edit(Edit::Movement(id, MovementField::Note(t)))
    });
    focus_mended(ui, cx, &note, id.0);
    if icon_button(ui, Icon::Remove, "Remove this count").clicked() {
        cx.act("this count taken out", Command::Remove(Key::Movement(id)));
    }
}

/// Declared interests.
pub fn interests_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Interests declared");
    for i in &cx.s.interests {
        let id = i.id;
        ui.horizontal(|ui| {
            text_field(ui, cx, (id, "who"), Field::bare("Who", "One resident").width(130.0), &i.who, |t| {
                Command::Edit(Edit::Interest(id, InterestField::Who(t)))
            });
            let width = ui.available_width() - ROW_BUTTONS;
            let what = text_field(ui, cx, (id, "what"), Field::bare("Interest", "what").width(width), &i.what, |t| {
                Command::Edit(Edit::Interest(id, InterestField::What(t)))
            });
            focus_mended(ui, cx, &what, id.0);
            let order = |o| Edit::Interest(id, InterestField::Order(o));
            row_buttons(ui, cx, &cx.s.interests, id, ("this interest", Key::Interest(id)), order);
        });
    }
    let (id, order) = (cx.id().into(), cx.s.interests.end());
    let look = Field::bare("Add an interest", "Type an interest and press Enter: works for the contractor");
    text_field(ui, cx, ("new interest", cx.s.interests.len()), look, "", |what| {
        Command::Add(Interest { id, order: order.clone(), who: "One person".into(), what }.into())
    });
}

/// Whether the room may see this screen, and private fields have not been asked for since.
pub fn hidden_from_the_room(ui: &mut Ui, cx: &mut Cx, what: &str) -> bool {
    let hidden = cx.v.room_was_here && !cx.v.private;
    if hidden {
        wrapped(ui, small("Hidden, because the room may see this screen."));
        if small_button(ui, &format!("Show {what}")).clicked() {
            cx.look(Look::Private(true));
        }
    } else if cx.v.room_was_here && small_button(ui, "Hide what is private again").clicked() {
        cx.look(Look::Private(false));
    }
    hidden
}

/// Room for how many a need was met for.
const MET: f32 = 104.0;

/// Access needs and payment, for the facilitator; printed only as counts that give nobody away.
pub fn access_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Access and payment");
    if hidden_from_the_room(ui, cx, "access and payment") {
        return;
    }
    wrapped(
        ui,
        small("For you alone. Printed only as whole-room counts of five or more, and “fewer than five” below that."),
    );
    guide_link(ui, cx.actions, "payment", "How to offer payment and ask about access");
    let access = &cx.s.private.access;
    for (i, need) in access.iter().enumerate() {
        let with = move |change: &dyn Fn(&mut Access)| {
            let mut all = access.clone();
            all.get_mut(i).into_iter().for_each(change);
            Command::session(F::Access(all))
        };
        ui.horizontal(|ui| {
            let look = Field { labelled: false, ..Field::line("How many need it").width(40.0) };
            number(ui, cx, ("need count", i), look, need.count, 10_000, |n| with(&|a| a.count = n));
            let width = ui.available_width() - 34.0 - MET;
            text_field(ui, cx, ("need", i), Field::bare("Need", "").width(width), &need.need, |t| {
                with(&|a| a.need.clone_from(&t))
            });
            ui.label(small("met for"));
            let look = Field { labelled: false, ..Field::line("For how many it was met").hint("?").width(40.0) };
            let met = need.met.map_or_else(String::new, |n| n.to_string());
            field(ui, cx, ("need met", i), look, &met, |text| {
                let met = match text.trim() {
                    "" => None,
                    n => Some(n.parse::<u32>().ok().filter(|n| *n <= need.count).ok_or("No more than need it")?),
                };
                Ok(("needs met".into(), with(&|a| a.met = met)))
            });
            if icon_button(ui, Icon::Remove, "Remove this need").clicked() {
                let mut all = access.clone();
                all.remove(i);
                cx.set("need taken out", F::Access(all));
            }
        });
    }
    text_field(
        ui,
        cx,
        ("new need", access.len()),
        Field::bare("Add a need", "Type a need and press Enter: large print"),
        "",
        |need| {
            let mut all = access.clone();
            all.push(Access { need, count: 1, met: None });
            Command::session(F::Access(all))
        },
    );
    let payment = cx.s.private.payment;
    ui.horizontal_top(|ui| {
        let look = Field::line("Took payment").width(64.0);
        let took = number(ui, cx, "took", look, payment.took, 10_000, |took| {
            Command::session(F::Payment(Payment { took, ..payment }))
        });
        focus_mended_field(ui, cx, &took, &[Kind::PaymentNotSet]);
        let look = Field::line("Were offered and declined").width(64.0);
        number(ui, cx, "declined", look, payment.declined, 10_000, |declined| {
            Command::session(F::Payment(Payment { declined, ..payment }))
        });
    });
}

/// The facilitator's own notes.
pub fn private_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Private notes");
    if hidden_from_the_room(ui, cx, "the private notes") {
        return;
    }
    let look = Field { labelled: false, ..Field::lines("Private notes", 3) };
    text_field(ui, cx, "private", look, &cx.s.private.notes, |t| Command::session(F::PrivateNotes(t)));
}
