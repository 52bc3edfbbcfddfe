//! Purpose and partners: why we meet, who is equal here, who is in the room.

use super::shell::{top_title, undo_ui};
use super::widgets::{
    Field, ROW_BUTTONS, button, card, choose, choose_date, columns, dot, empty_note, field, focus_mended,
    focus_mended_field, number, row_buttons, section_title, small, small_button, text_field,
};
use super::{Cx, theme};
use super::{names_card, people_cards, stages_card};
use crate::app::Action;
use crate::edit::{Command, Edit, Key, PartnerField, RuleField, SessionField as F, new_partner};
use crate::insight::Kind;
use crate::model::time::{day, is_zone, parse_clock, parse_day};
use crate::model::*;
use crate::report::blocks::words::sentence;
use chrono::NaiveTime;
use egui::{Response, ScrollArea, Ui};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    top_title(ui, cx, "Purpose & partners", "Why we meet, and who is equal here", |ui, cx| {
        if button(ui, "Save as…").clicked() {
            cx.push(Action::BrowseSaveAs);
        }
        if button(ui, "Save as template…").clicked() {
            cx.push(Action::BrowseSaveTemplate);
        }
        undo_ui(ui, cx);
    });
}

const LEFT: [fn(&mut Ui, &mut Cx); 6] =
    [session_card, purpose_card, frame_card, stages_card::stages_card, helpers_card, rules_card];
const RIGHT: [fn(&mut Ui, &mut Cx); 6] = [
    partners_card,
    people_cards::movements_card,
    names_card::names_card,
    people_cards::interests_card,
    people_cards::access_card,
    people_cards::private_card,
];

pub fn purpose_page_ui(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let mut cards = |ui: &mut Ui, list: &[fn(&mut Ui, &mut Cx)]| {
            for add in list {
                card(ui, |ui| add(ui, cx));
                ui.add_space(theme::GAP - 6.0);
            }
        };
        if ui.available_width() < 900.0 {
            // Too narrow for two: partners come right after the purpose.
            let mut all = LEFT.to_vec();
            all.splice(2..2, RIGHT);
            return cards(ui, &all);
        }
        columns(ui, &[1.0, 1.0], |ui, column| cards(ui, if column == 0 { &LEFT } else { &RIGHT }));
    });
}

fn text(ui: &mut Ui, cx: &mut Cx, look: Field, value: &str, becomes: fn(String) -> F) -> Response {
    text_field(ui, cx, "session", look, value, |t| Command::session(becomes(t)))
}

fn time(
    ui: &mut Ui,
    cx: &mut Cx,
    name: &str,
    value: Option<NaiveTime>,
    becomes: impl Fn(Option<NaiveTime>) -> Option<F>,
) {
    let shown = value.map(|t| t.format("%H:%M").to_string()).unwrap_or_default();
    let label = name.to_lowercase();
    field(ui, cx, "session time", Field::line(name).width(78.0).hint("18:00"), &shown, |text| {
        let time = if text.trim().is_empty() { None } else { Some(parse_clock(&text).ok_or("Write it as 18:00")?) };
        becomes(time).map(|f| (label.clone(), Command::session(f))).ok_or_else(|| "A time is needed".into())
    });
}

fn session_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "The session");
    let s = cx.s;
    let title = text(ui, cx, Field::line("Title").hint("Alder Street courtyard"), &s.title, F::Title);
    focus_mended_field(ui, cx, &title, &[Kind::NoTitle]);
    text(ui, cx, Field::line("Which session").hint("second workshop"), &s.subtitle, F::Subtitle);
    ui.horizontal_top(|ui| {
        let near = s.date;
        field(ui, cx, "session date", Field::line("Date").width(130.0), &day(s.date), |t| {
            let date = parse_day(&t, near).ok_or("Write it as 14 May 2026")?;
            Ok(("date".into(), Command::session(F::Date(date))))
        });
        time(ui, cx, "Starts", Some(s.starts), |t| t.map(F::Starts));
        time(ui, cx, "Ends", Some(s.ends), |t| t.map(F::Ends));
        time(ui, cx, "Room closes", s.room_closes, |t| Some(F::RoomCloses(t)));
    });
    text(ui, cx, Field::line("Place").hint("Mill Lane Hall"), &s.place, F::Place);
    text(ui, cx, Field::line("About the place").hint("step-free, hearing loop"), &s.place_notes, F::PlaceNotes);
    field(ui, cx, "session zone", Field::line("Time zone").width(200.0), &s.zone, |t| {
        let zone = t.trim().to_string();
        let known = is_zone(&zone);
        if known {
            Ok(("time zone".into(), Command::session(F::Zone(zone))))
        } else {
            Err("Write it as Europe/London".into())
        }
    });
}

fn purpose_card(ui: &mut Ui, cx: &mut Cx) {
    let s = cx.s;
    section_title(ui, "Purpose");
    let why = text(ui, cx, Field::lines("Why we meet", 3), &s.why, F::Why);
    focus_mended_field(ui, cx, &why, &[Kind::NoPurpose]);
    text(ui, cx, Field::lines("What co-production means here, in shared words", 3), &s.shared_words, F::SharedWords);
}

fn frame_card(ui: &mut Ui, cx: &mut Cx) {
    let s = cx.s;
    section_title(ui, "What this is part of");
    text(ui, cx, Field::line("Who wrote the brief"), &s.brief_by, F::BriefBy);
    text(ui, cx, Field::line("Ballot").hint("held, 3 February 2026; or none"), &s.ballot, F::Ballot);
    text(ui, cx, Field::line("Decision expected, by whom and when"), &s.decision_expected, F::DecisionExpected);
    let look = Field::line("Everyone who came hears back by").width(150.0);
    let reply = choose_date(ui, cx, "reply by", look, s.reply_by, |d| Command::session(F::ReplyBy(d)));
    focus_mended_field(ui, cx, &reply, &[Kind::NoReplyDate, Kind::ReplyBeforeSession]);
    text(ui, cx, Field::line("Whom to ask afterwards"), &s.ask, F::Ask);
    let look = Field::line("Names and contacts are removed after").width(150.0);
    choose_date(ui, cx, "forget after", look, s.forget_after, |d| Command::session(F::ForgetAfter(d)));
}

fn helpers_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Who runs it and who writes");
    ui.label(small("They sign for nobody, and are not counted among the people in the room."));
    let s = cx.s;
    for (who, helper, becomes) in [
        ("Facilitator", &s.facilitator, F::Facilitator as fn(Helper) -> F),
        ("Note-taker", &s.note_taker, F::NoteTaker as fn(Helper) -> F),
    ] {
        columns(ui, &[1.0, 1.0, 1.0], |ui, i| {
            let name = [who.to_string(), "Works for".into(), "Paid by".into()];
            let value = [&helper.who, &helper.works_for, &helper.paid_by][i];
            let Some(name) = name.get(i) else { return };
            text_field(ui, cx, (who, i), Field::line(name), value, |t| {
                let mut helper = helper.clone();
                match i {
                    0 => helper.who = t,
                    1 => helper.works_for = t,
                    _ => helper.paid_by = t,
                }
                Command::session(becomes(helper))
            });
        });
    }
}

fn rules_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Ground rules");
    let count = cx.s.rules.len();
    for rule in &cx.s.rules {
        let id = rule.id;
        ui.horizontal(|ui| {
            let width = ui.available_width() - ROW_BUTTONS;
            let look = Field::bare("Ground rule", "").width(width);
            let edit = |t| Command::Edit(Edit::Rule(id, RuleField::Text(t)));
            let words = text_field(ui, cx, id, look, &rule.text, edit);
            focus_mended(ui, cx, &words, id.0);
            row_buttons(ui, cx, &cx.s.rules, id, ("ground rule", Key::Rule(id)), |o| {
                Edit::Rule(id, RuleField::Order(o))
            });
        });
    }
    let (id, order) = (cx.id().into(), cx.s.rules.end());
    text_field(
        ui,
        cx,
        ("new rule", count),
        Field::bare("Add a ground rule", "Type a rule and press Enter"),
        "",
        |text| Command::Add(Rule { id, order: order.clone(), text }.into()),
    );
}

fn partners_card(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Partners, who all sign off as equals");
    if cx.s.partners.is_empty() {
        empty_note(
            ui,
            "Nobody yet. A partner is a body or group that takes part: residents, a council, a landlord, a designer.",
        );
    }
    let count = cx.s.partners.len();
    for p in &cx.s.partners {
        partner_ui(ui, cx, p);
    }
    let s = cx.s;
    let id = cx.id();
    let look = Field::bare("Add a partner", "Type a partner’s name and press Enter");
    field(ui, cx, ("new partner", count), look, "", |text| {
        let name = text.trim();
        if name.is_empty() {
            return Err("Type a name".into());
        }
        Ok((name.to_string(), Command::Add(new_partner(s, id, name).into())))
    });
}

fn partner_ui(ui: &mut Ui, cx: &mut Cx, p: &Partner) {
    let id = p.id;
    let edit = move |f: PartnerField| Command::Edit(Edit::Partner(id, f));
    let open = cx.v.partner == Some(id);
    ui.horizontal(|ui| {
        ui.add_space(2.0);
        dot(ui, theme::partner_of(cx.d, Some(id)));
        let width = ui.available_width() - 240.0;
        text_field(ui, cx, (id, "name"), Field::bare("Partner’s name", "").width(width.max(100.0)), &p.name, |t| {
            edit(PartnerField::Name(t))
        });
        text_field(ui, cx, (id, "key"), Field::bare("Short key", "RA").width(44.0), &p.key, |t| {
            edit(PartnerField::Key(t))
        });
        if small_button(ui, if open { "Less" } else { "More" }).clicked() {
            let select = crate::app::Select::Partner((!open).then_some(id));
            cx.look(crate::app::Look::Select(select));
        }
        let order = |o| Edit::Partner(id, PartnerField::Order(o));
        row_buttons(ui, cx, &cx.s.partners, id, (&p.name, Key::Partner(id)), order);
    });
    if !open {
        return;
    }
    ui.indent(id, |ui| {
        ui.horizontal_top(|ui| {
            if let Some(kind) = choose(ui, id, "Kind of partner", p.kind, &PartnerKind::ALL, |k| sentence(k.word())) {
                cx.act("kind of partner", edit(PartnerField::Kind(kind)));
            }
            ui.label(small("People expected"));
            let look = Field { labelled: false, ..Field::line("People expected").width(54.0) };
            number(ui, cx, (id, "expected"), look, p.expected, 10_000, |n| edit(PartnerField::Expected(n)));
        });
        text_field(ui, cx, (id, "aim"), Field::line("What it wants from this"), &p.aim, |t| edit(PartnerField::Aim(t)));
        text_field(ui, cx, (id, "brings"), Field::line("What it brings"), &p.brings, |t| edit(PartnerField::Brings(t)));
        columns(ui, &[1.0, 1.6], |ui, i| {
            let (look, value) = match i {
                0 => (Field::line("Who signs for it").hint("chair"), &p.signatory),
                _ => (Field::line("In what capacity").hint("mandated by the committee"), &p.capacity),
            };
            let signs = text_field(ui, cx, (id, "signs", i), look, value, |t| {
                edit(if i == 0 { PartnerField::Signatory(t) } else { PartnerField::Capacity(t) })
            });
            // The first of the two that is missing.
            if i == usize::from(!p.signatory.trim().is_empty()) {
                focus_mended(ui, cx, &signs, id.0);
            }
        });
    });
    ui.add_space(4.0);
}
