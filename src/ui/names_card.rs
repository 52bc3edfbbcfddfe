//! Listed people: what each was asked and answered, and how prints show them.

use super::guide_window::guide_link;
use super::people_cards::hidden_from_the_room;
use super::widgets::{
    Field, ROW_BUTTONS, choose, choose_partner, columns, link, move_buttons, section_title, small, text_field, wrapped,
};
use super::{Cx, theme};
use crate::app::Action;
use crate::edit::{ActionField, Command, Edit, Key, PersonField, SessionField as F};
use crate::exchange::ListKind;
use crate::insight::prints_as;
use crate::model::time::{Moment, clock, in_zone};
use crate::model::*;
use egui::{RichText, Ui};

pub fn names_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Names");
    if hidden_from_the_room(ui, cx, "the names") {
        return;
    }
    wrapped(
        ui,
        small("Only people who want to be named, or who said no to being quoted. Not asked means not printed."),
    );
    guide_link(ui, cx.actions, "payment", "What to ask people, and why");
    if let Some(f) = cx.s.forgotten {
        let on = time::day(in_zone(f.at, &cx.s.zone).date_naive());
        wrapped(ui, small(format!("Removed on {on}. Names: {}; contacts: {}.", f.names, f.contacts)));
    }
    if link(ui, "Bring in a list…", None).clicked() {
        cx.push(Action::BringIn(ListKind::People));
    }
    for p in &cx.s.people {
        person_ui(ui, cx, p);
    }
    let id = PersonId(cx.id());
    let (order, names) = (cx.s.people.end(), cx.s.private.names.clone());
    let look = Field::bare("Add a name", "Type a name and press Enter");
    text_field(ui, cx, ("new person", cx.s.people.len()), look, "", |name| {
        let mut names = names.clone();
        names.insert(id, name);
        let person = Person::new(id, order.clone());
        Command::Batch(vec![Command::Add(person.into()), Command::session(F::Names(names))])
    });
}

fn person_ui(ui: &mut Ui, cx: &mut Cx, p: &Person) {
    let id = p.id;
    let private = &cx.s.private;
    let name = private.names.get(&id).cloned().unwrap_or_default();
    ui.horizontal(|ui| {
        let width = ui.available_width() - ROW_BUTTONS;
        text_field(ui, cx, (id, "name"), Field::bare("Name", "").width(width), &name, |t| {
            let mut names = private.names.clone();
            names.insert(id, t);
            Command::session(F::Names(names))
        });
        let place = cx.s.people.position(id).unwrap_or(0);
        let (to, removed) = ui.scope(|ui| move_buttons(ui, place, cx.s.people.len(), "this person")).inner;
        if let Some(to) = to {
            let order = PersonField::Order(cx.s.people.at(to, Some(id)));
            cx.edit("order of people", Edit::Person(id, order));
        }
        if removed {
            take_out(cx, id);
        }
    });
    let contact = private.contacts.get(&id).cloned().unwrap_or_default();
    ui.indent((id, "contact"), |ui| {
        columns(ui, &[1.0, 1.6], |ui, i| {
            if i == 0 {
                if let Some(partner) = choose_partner(ui, cx, (id, "of"), "Of which partner", "no partner", p.partner) {
                    cx.edit("partner of a person", Edit::Person(id, PersonField::Partner(partner)));
                }
            } else {
                let look = Field::bare("Contact", "contact, for the facilitator only");
                text_field(ui, cx, (id, "contact"), look, &contact, |t| {
                    let mut contacts = private.contacts.clone();
                    contacts.insert(id, t);
                    Command::session(F::Contacts(contacts))
                });
            }
        });
        for row in QUESTIONS.chunks(ABREAST) {
            columns(ui, &[1.0; ABREAST], |ui, i| {
                let Some(question) = row.get(i) else { return };
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(small(question.short));
                if let Some(c) = choose_consent(ui, cx, (id, question.short), question.long, (question.of)(p)) {
                    cx.edit(question.short.to_lowercase(), Edit::Person(id, (question.set)(c)));
                }
            });
        }
        let line = format!("Prints as: {}", prints_as(cx.s, p));
        wrapped(ui, RichText::new(line).size(theme::SMALL));
    });
    ui.add_space(6.0);
}

/// Something a person is asked about themselves.
struct Question {
    short: &'static str,
    long: &'static str,
    of: fn(&Person) -> Consent,
    set: fn(Consent) -> PersonField,
}

/// So many beside each other have room for "withdrawn 20:14".
const ABREAST: usize = 3;

/// In the order in which they are asked at the door.
const QUESTIONS: [Question; 5] = [
    Question { short: "Name", long: "May the name be printed", of: |p| p.name_printed, set: PersonField::NamePrinted },
    Question {
        short: "Name by words",
        long: "May the name stand beside their words",
        of: |p| p.name_by_words,
        set: PersonField::NameByWords,
    },
    Question {
        short: "Words",
        long: "May their words be printed",
        of: |p| p.words_printed,
        set: PersonField::WordsPrinted,
    },
    Question { short: "Photo", long: "May they be seen on a photo", of: |p| p.on_photos, set: PersonField::OnPhotos },
    Question {
        short: "Contact again",
        long: "May somebody get in touch with them again",
        of: |p| p.contact_again,
        set: PersonField::ContactAgain,
    },
];

/// An answer to such a question, where it changed. A yes can be withdrawn; when, is kept.
pub fn choose_consent(
    ui: &mut Ui,
    cx: &Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    now: Consent,
) -> Option<Consent> {
    let mut all = vec![Consent::NotAsked, Consent::Yes, Consent::No];
    match now {
        Consent::Yes => all.push(Consent::Withdrawn(in_zone(cx.now, &cx.s.zone))),
        Consent::Withdrawn(_) => all.push(now),
        Consent::NotAsked | Consent::No => {}
    }
    choose(ui, salt, name, now, &all, |c| match c {
        // What is only offered has no moment yet.
        Consent::Withdrawn(at) if now == c => format!("withdrawn {}", clock_or_day(cx.s, at)),
        other => other.word().into(),
    })
}

fn clock_or_day(s: &Session, at: Moment) -> String {
    let local = in_zone(at, &s.zone);
    if local.date_naive() == s.date { clock(local) } else { time::day(local.date_naive()) }
}

/// Takes somebody out of the list, with everything that is private about them.
fn take_out(cx: &mut Cx, id: PersonId) {
    let private = &cx.s.private;
    let (mut names, mut contacts) = (private.names.clone(), private.contacts.clone());
    names.remove(&id);
    contacts.remove(&id);
    let spoken = private.spoken.iter().copied().filter(|other| *other != id).collect();
    let sees_to = cx.s.actions.iter().filter(|a| a.person == Some(id)).map(|a| a.id);
    let mut all: Vec<Command> = sees_to.map(|a| Command::Edit(Edit::Action(a, ActionField::Person(None)))).collect();
    all.extend([
        Command::session(F::Spoken(spoken)),
        Command::Remove(Key::Person(id)),
        Command::session(F::Names(names)),
        Command::session(F::Contacts(contacts)),
    ]);
    cx.act("person taken out", Command::Batch(all));
}
