//! The charter: what partners hold each other to. Chosen or written at the start, asked at the close, when the record
//! stands beside what partners and the room say.

use super::shell::{top_title, undo_ui};
use super::widgets::{
    Field, Icon, ROW_BUTTONS, bold, button, card, columns, dot, empty_note, few_lines, focus_mended_field, icon_ui,
    link, number, row_buttons, section_title, segmented, short_name, small, small_segmented, text_field, wrapped,
};
use super::{Cx, theme};
use crate::app::Look;
use crate::edit::{CharterQuestionField as Q, Command, Edit, Key, PrincipleField as P, SessionField};
use crate::edit::{new_charter_question, new_principle};
use crate::insight::{Kind, Shown, differences_from};
use crate::model::time::day;
use crate::model::*;
use crate::store::{CharterText, charters, without_charter};
use egui::{Response, RichText, ScrollArea, Sense, Ui, vec2};

/// Is it asked, and not written? By itself from the moment the session has begun.
fn is_asked(cx: &Cx) -> bool {
    cx.v.charter_asked.unwrap_or(!cx.s.run.items.is_empty())
}

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let there = !cx.s.principles.is_empty();
    let asked = is_asked(cx);
    let beside = match (there, asked) {
        (false, _) => "What partners hold each other to",
        (true, false) => "Written at the start, signed with the rest",
        (true, true) => "What the record shows, and what people say",
    };
    top_title(ui, cx, "Charter", beside, |ui, cx| {
        if there {
            // From the right.
            if segmented(ui, "At the close", asked).clicked() {
                cx.look(Look::CharterAsked(true));
            }
            if segmented(ui, "The text", !asked).clicked() {
                cx.look(Look::CharterAsked(false));
            }
        }
        undo_ui(ui, cx);
    });
}

pub fn charter_page_ui(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if cx.s.principles.is_empty() {
            choose_ui(ui, cx);
        } else if is_asked(cx) {
            close_ui(ui, cx);
        } else {
            text_ui(ui, cx);
        }
        ui.add_space(8.0);
    });
}

/// Which of those that come with the app, or one's own.
fn choose_ui(ui: &mut Ui, cx: &mut Cx) {
    wrapped(
        ui,
        RichText::new(
            "A charter says what partners hold each other to: principles, each with questions. Choose one together at \
             the start, and change it as you like; it is signed with the rest. At the close each question shows what \
             the record says, beside what partners and the room say. There is no score.",
        ),
    );
    ui.add_space(8.0);
    for text in charters() {
        card(ui, |ui| {
            ui.label(bold(&text.name, 17.0));
            wrapped(ui, small(&text.rests_on));
            ui.add_space(4.0);
            for p in &text.principles {
                let means = if p.means.is_empty() { String::new() } else { format!(": {}", p.means) };
                wrapped(ui, RichText::new(format!("{}{means}", p.name)));
            }
            ui.add_space(4.0);
            if button(ui, "Use this charter").clicked() {
                choose(cx, text);
            }
        });
        ui.add_space(8.0);
    }
}

fn choose(cx: &mut Cx, text: &CharterText) {
    let command = text.choose(cx.s, cx.new_id);
    cx.act(format!("the charter “{}”", text.name), command);
    cx.look(Look::CharterAsked(false));
}

/// The text: principles and their questions, to be changed as partners like.
fn text_ui(ui: &mut Ui, cx: &mut Cx) {
    card(ui, |ui| {
        let c = &cx.s.charter;
        text_field(ui, cx, "charter name", Field::line("What it is called"), &c.name, |name| {
            Command::session(SessionField::Charter(Charter { name, ..c.clone() }))
        });
        text_field(ui, cx, "charter source", Field::lines("What it rests on", 2), &c.rests_on, |rests_on| {
            Command::session(SessionField::Charter(Charter { rests_on, ..c.clone() }))
        });
        if link(ui, "Take this charter out, and choose another", None).clicked() {
            cx.act("the charter taken out", without_charter(cx.s));
        }
    });
    for p in &cx.s.principles {
        ui.add_space(8.0);
        card(ui, |ui| principle_ui(ui, cx, p));
    }
    ui.add_space(8.0);
    card(ui, |ui| {
        let (s, id) = (cx.s, cx.id());
        let look = Field::bare("Add a principle", "Type a principle and press Enter");
        text_field(ui, cx, ("new principle", s.principles.len()), look, "", |name| {
            Command::Add(new_principle(s, id, &name).into())
        });
    });
}

fn principle_ui(ui: &mut Ui, cx: &mut Cx, p: &Principle) {
    let id = p.id;
    let of: List<CharterQuestion> = cx.s.charter_questions.iter().filter(|q| q.principle == id).cloned().collect();
    ui.horizontal(|ui| {
        let width = ui.available_width() - ROW_BUTTONS;
        text_field(ui, cx, (id, "name"), Field::bare("Principle", "").width(width), &p.name, |t| {
            Command::Edit(Edit::Principle(id, P::Name(t)))
        });
        // Its questions go with it.
        let place = cx.s.principles.position(id).unwrap_or(0);
        let (to, removed) =
            ui.scope(|ui| super::widgets::move_buttons(ui, place, cx.s.principles.len(), &p.name)).inner;
        if let Some(to) = to {
            cx.edit("order of the principles", Edit::Principle(id, P::Order(cx.s.principles.at(to, Some(id)))));
        }
        if removed {
            let questions = of.iter().map(|q| Command::Remove(Key::CharterQuestion(q.id)));
            let all = questions.chain([Command::Remove(Key::Principle(id))]).collect();
            cx.act(format!("the principle “{}” taken out", p.name), Command::Batch(all));
        }
    });
    let look = Field::bare("What that means here", "What that means here");
    text_field(ui, cx, (id, "means"), look, &p.means, |t| Command::Edit(Edit::Principle(id, P::Means(t))));
    ui.add_space(4.0);
    for q in &of {
        let id = q.id;
        ui.horizontal(|ui| {
            let width = ui.available_width() - ROW_BUTTONS;
            text_field(ui, cx, (id, "text"), Field::bare("Question", "").width(width), &q.text, |t| {
                Command::Edit(Edit::CharterQuestion(id, Q::Text(t)))
            });
            let order = |o| Edit::CharterQuestion(id, Q::Order(o));
            row_buttons(ui, cx, &of, id, ("this question", Key::CharterQuestion(id)), order);
        });
        shows_ui(ui, cx, q);
        ui.add_space(4.0);
    }
    let (s, new) = (cx.s, cx.id());
    let look = Field::bare("Add a question", "Type a question so that yes means: kept");
    text_field(ui, cx, (id, "new question", of.len()), look, "", |text| {
        Command::Add(new_charter_question(&s.charter_questions, new, id, &text).into())
    });
}

/// Which parts of the record stand beside it at the close.
fn shows_ui(ui: &mut Ui, cx: &mut Cx, q: &CharterQuestion) {
    ui.horizontal_wrapped(|ui| {
        ui.label(small("The record shows"));
        for matter in Evidence::ALL {
            let on = q.shows.contains(&matter);
            if small_segmented(ui, matter.word(), on).clicked() {
                let mut shows: Vec<Evidence> = q.shows.iter().copied().filter(|m| *m != matter).collect();
                if !on {
                    shows.push(matter);
                    shows.sort();
                }
                cx.act("what the record shows", Command::Edit(Edit::CharterQuestion(q.id, Q::Shows(shows))));
            }
        }
    });
}

/// The close: for each question the record, and beside it what people say.
fn close_ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.s.charter_questions.is_empty() {
        return empty_note(ui, "The charter has no questions yet; write them under “The text”.");
    }
    let d = cx.d;
    let record = d.evidence(cx.s);
    for p in &cx.s.principles {
        ui.add_space(4.0);
        ui.label(bold(&p.name, 17.0));
        if !p.means.trim().is_empty() {
            wrapped(ui, small(&p.means));
        }
        ui.add_space(4.0);
        for q in cx.s.charter_questions.iter().filter(|q| q.principle == p.id) {
            card(ui, |ui| question_ui(ui, cx, q, record));
            ui.add_space(6.0);
        }
    }
}

/// Two columns need so much.
const LEAST_BESIDE: f32 = 760.0;

fn question_ui(ui: &mut Ui, cx: &mut Cx, q: &CharterQuestion, record: &[(Evidence, Vec<Shown>)]) {
    let text = wrapped(ui, bold(&q.text, theme::BODY));
    if cx.s.charter_questions.iter().find(|q| cx.s.partners.iter().any(|p| q.of(p.id).is_none())).map(|q| q.id)
        == Some(q.id)
    {
        focus_mended_field(ui, cx, &text, &[Kind::CharterNotAnswered]);
    }
    ui.add_space(2.0);
    // Where there is no room beside each other the record stands above.
    let beside = ui.available_width() > LEAST_BESIDE;
    let mut parts = |ui: &mut Ui, i: usize| match i {
        0 => {
            section_title(ui, "What the record shows");
            if q.shows.is_empty() {
                wrapped(ui, small("Nothing about this question"));
            }
            for (_, shown) in record.iter().filter(|(matter, _)| q.shows.contains(matter)) {
                shown.iter().for_each(|shown| shown_ui(ui, shown));
            }
        }
        _ => {
            section_title(ui, "What people say");
            for p in &cx.s.partners {
                said_ui(ui, cx, q, p);
            }
            room_ui(ui, cx, q);
        }
    };
    if beside {
        columns(ui, &[1.0, 1.4], parts);
    } else {
        (0..2).for_each(|i| parts(ui, i));
    }
    let shown: Vec<Shown> =
        record.iter().filter(|(matter, _)| q.shows.contains(matter)).flat_map(|(_, shown)| shown.clone()).collect();
    let differ = differences_from(cx.s, q, &shown);
    if !differ.is_empty() {
        ui.add_space(2.0);
        for words in differ {
            wrapped(ui, RichText::new(words).color(theme::warn()).font(theme::bold(theme::CONTROL)));
        }
    }
    for round in q.before.iter().rev() {
        wrapped(ui, small(format!("{}: {}", day(round.on), before_words(round))));
    }
}

/// "yes from A and B; no from C; on slips 12 yes, 3 partly, 4 no".
fn before_words(round: &Round) -> String {
    let by = |kept: Kept| -> Vec<String> {
        round.said.iter().filter(|said| said.kept == kept).map(|said| short_name(&said.who)).collect()
    };
    let mut parts: Vec<String> = Kept::ALL
        .into_iter()
        .filter(|kept| !by(*kept).is_empty())
        .map(|kept| format!("{} from {}", kept.word(), crate::insight::and(&by(kept))))
        .collect();
    if round.room.slips() > 0 {
        parts.push(format!("on slips {}", round.room.counts()));
    }
    parts.join("; ")
}

/// A sentence with a tick, or with a cross where something is missing.
fn shown_ui(ui: &mut Ui, shown: &Shown) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
        let (icon, ink) = if shown.is_gap() { (Icon::Remove, theme::warn()) } else { (Icon::Tick, theme::accent()) };
        icon_ui(ui, rect.center(), 5.0, icon, ink);
        let words = if shown.is_gap() { format!("Gap: {}", shown.words) } else { shown.words.clone() };
        wrapped(ui, RichText::new(words).size(theme::CONTROL));
    });
}

/// A partner's answer: one click, and words if it likes.
fn said_ui(ui: &mut Ui, cx: &mut Cx, q: &CharterQuestion, p: &Partner) {
    let (id, said) = (q.id, q.of(p.id));
    let with = |new: Option<Said>| {
        let others = q.said.iter().filter(|x| x.partner != p.id).cloned();
        Command::Edit(Edit::CharterQuestion(id, Q::Said(others.chain(new).collect())))
    };
    ui.horizontal(|ui| {
        dot(ui, theme::partner_of(cx.d, Some(p.id)));
        named(ui, &short_name(&p.name), NAME_WIDTH).on_hover_text(&p.name);
        for kept in Kept::ALL {
            let on = said.is_some_and(|said| said.kept == kept);
            let answer = small_segmented(ui, kept.word(), on);
            let says = format!("{} says {}: {}", p.name, kept.word(), q.text);
            answer.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &says));
            if answer.clicked() {
                let words = said.map(|said| said.words.clone()).unwrap_or_default();
                let new = (!on).then_some(Said { partner: p.id, kept, words });
                cx.act(format!("what {} says to the charter", p.key), with(new));
            }
        }
        if let Some(said) = said {
            let name = format!("{} in its own words", p.name);
            let look = Field::bare(&name, "in its own words, if it likes");
            text_field(ui, cx, (id, p.id, "words"), look, &said.words, |words| {
                with(Some(Said { words, ..said.clone() }))
            });
        }
    });
}

/// The partners' names stand in a column.
const NAME_WIDTH: f32 = 150.0;

fn named(ui: &mut Ui, name: &str, width: f32) -> Response {
    let words = few_lines(ui, name, theme::plain(theme::SMALL), theme::ink(), width, 1);
    let (rect, response) = ui.allocate_exact_size(vec2(width, words.size().y), Sense::hover());
    ui.painter().galley(rect.min, words, theme::ink());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
    response
}

/// Slips from the room, counted, and what they say.
fn room_ui(ui: &mut Ui, cx: &mut Cx, q: &CharterQuestion) {
    let id = q.id;
    let set = |room: RoomSaid| Command::Edit(Edit::CharterQuestion(id, Q::Room(room)));
    let room = &q.room;
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        named(ui, "Slips from the room", NAME_WIDTH + 18.0);
        for kept in Kept::ALL {
            ui.label(small(kept.word()));
            let name = format!("Slips that say {}", kept.word());
            let look = Field::bare(&name, "").width(40.0);
            number(ui, cx, (id, kept.word()), look, room.count(kept), MOST_SLIPS, |n| {
                let mut room = room.clone();
                match kept {
                    Kept::Yes => room.yes = n,
                    Kept::Partly => room.partly = n,
                    Kept::No => room.no = n,
                }
                set(room)
            });
        }
    });
    let look = Field::bare("What the slips say", "what the slips say, in their words");
    text_field(ui, cx, (id, "room words"), look, &room.words, |words| set(RoomSaid { words, ..room.clone() }));
}

/// More slips than people in any hall.
const MOST_SLIPS: u32 = 100_000;

/// On the page of the check: how far the charter is answered.
pub fn charter_card(ui: &mut Ui, cx: &mut Cx) {
    if cx.s.charter_questions.is_empty() {
        return;
    }
    card(ui, |ui| {
        section_title(ui, "The charter");
        let all = cx.s.charter_questions.len();
        let answered = cx.s.charter_questions.iter().filter(|q| q.is_answered()).count();
        wrapped(ui, small(format!("{answered} of {all} questions have an answer.")));
        if link(ui, "Ask its questions", None).clicked() {
            cx.look(Look::CharterAsked(true));
            cx.push(crate::app::Action::Go(crate::app::Page::Charter));
        }
    });
    ui.add_space(8.0);
}
