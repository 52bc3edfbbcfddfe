//! Decisions with each partner's position, and where we disagree.

use super::belongs::choose_boundary;
use super::commands::Cmd;
use super::guide_window::guide_link;
use super::shell::{top_title, undo_ui};
use super::widgets::{
    Field, Icon, ROW_BUTTONS, bold, button, card, card_filled, choose, choose_partner, clock_field, columns, dot,
    empty_note, focus_new, icon_button, link, page_columns, primary_cmd, row_buttons, scroll_column, section_title,
    short_name, show_new, small, small_button, text_field, warn_chip, wrapped,
};
use super::{Cx, theme};
use crate::app::{Action, Look, Page, Select};
use crate::edit::{Command, DecisionField as F, DissentField, Edit, Key, SessionField, pointing_at};
use crate::insight::{final_decider, nobody_was_there, standing_outcome};
use crate::model::refs::Ref;
use crate::model::time::in_zone;
use crate::model::*;
use crate::report::blocks::words::{boundary_no, sentence};
use egui::{RichText, Ui};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    top_title(ui, cx, "Decisions", "What was agreed, asked, not agreed or put off, and who stands where", |ui, cx| {
        if primary_cmd(ui, "Add a decision", Cmd::AddDecision).clicked() {
            cx.run(ui, Cmd::AddDecision);
        }
        undo_ui(ui, cx);
    });
}

pub fn decisions_page_ui(ui: &mut Ui, cx: &mut Cx) {
    let selected = cx.v.decision.and_then(|id| cx.s.decisions.get(id)).or(cx.s.decisions.first());
    page_columns(ui, &[420.0, 614.0], 0, |ui, column| {
        ui.set_height(ui.available_height());
        scroll_column(ui, |ui| {
            if column == 0 {
                list_ui(ui, cx, selected.map(|d| d.id));
                ui.add_space(8.0);
                card(ui, |ui| dissent_ui(ui, cx));
            } else {
                match selected {
                    Some(d) => detail_ui(ui, cx, d),
                    None => drop(card(ui, |ui| {
                        section_title(ui, "Nothing has been put to a decision yet");
                        empty_note(
                            ui,
                            "Add one when the room has decided, asked, not agreed, or put something off. All four are worth writing down.",
                        );
                    })),
                }
            }
        });
    });
}

/// The outcome as a chip: a request never looks like an agreement.
fn outcome_chip(ui: &mut Ui, outcome: Outcome) {
    let (ink, soft) = match outcome {
        Outcome::Agreed => theme::status_colors(Status::Open),
        Outcome::Request => theme::status_colors(Status::Shape),
        Outcome::NotAgreed => (theme::warn(), theme::warn_soft()),
        Outcome::PutOff => (theme::ink_2(), theme::sunk()),
    };
    super::widgets::chip(ui, &sentence(outcome.word()), ink, soft);
}

fn list_ui(ui: &mut Ui, cx: &mut Cx, selected: Option<DecisionId>) {
    for d in &cx.s.decisions {
        let on = selected == Some(d.id);
        let (fill, line) = if on { (theme::accent_soft(), theme::accent()) } else { (theme::panel(), theme::line()) };
        let shown = card_filled(ui, fill, line, |ui| {
            ui.horizontal(|ui| {
                ui.label(bold(format!("D{}", d.no), theme::BODY));
                outcome_chip(ui, standing_outcome(cx.s, d));
                if let Some(no) = boundary_no(cx.s, d.boundary) {
                    ui.label(small(no));
                }
                ui.add_space((ui.available_width() - ROW_BUTTONS).max(0.0));
                let order = |o| Edit::Decision(d.id, F::Order(o));
                row_buttons(ui, cx, &cx.s.decisions, d.id, (&format!("D{}", d.no), Key::Decision(d.id)), order);
            });
            let what = if d.what.trim().is_empty() { "(no words yet)" } else { d.what.as_str() };
            wrapped(ui, RichText::new(what));
            ui.label(small(positions_in_short(cx.s, d)));
            // Under the buttons, so that they can still be pressed.
            let words = ui.min_rect();
            let top = egui::pos2(words.left(), words.top() + 32.0);
            let place = egui::Rect::from_min_max(top, words.right_bottom());
            let response = ui.interact(place, ui.scope_id().with(("decision", d.no)), egui::Sense::click());
            let name = format!("D{} {what}", d.no);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, name.clone()));
            if response.has_focus() {
                let line = egui::Stroke::new(2.0, theme::ink());
                ui.painter().rect_stroke(place.expand(4.0), 4.0, line, egui::StrokeKind::Outside);
            }
            response
        });
        show_new(ui, cx, &shown.response, d.id.0, "in the list");
        if shown.inner.clicked() {
            cx.look(Look::Select(Select::Decision(Some(d.id))));
        }
        ui.add_space(2.0);
    }
}

/// "4 support, 1 stands aside"
fn positions_in_short(s: &Session, d: &Decision) -> String {
    let parts: Vec<String> = Stance::ALL
        .into_iter()
        .filter_map(|stance| {
            let n = d.positions.iter().filter(|p| p.stance == stance).count();
            (n > 0).then(|| format!("{n} {}", stance.word()))
        })
        .collect();
    let silent = s.partners.iter().filter(|p| !d.positions.iter().any(|x| x.partner == p.id)).count();
    match (parts.is_empty(), silent) {
        (true, _) => "no positions written down".into(),
        (false, 0) => parts.join(", "),
        (false, n) => format!("{}, {n} not written down", parts.join(", ")),
    }
}

fn detail_ui(ui: &mut Ui, cx: &mut Cx, d: &Decision) {
    let id = d.id;
    let edit = move |f: F| Command::Edit(Edit::Decision(id, f));
    card(ui, |ui| {
        ui.label(bold(format!("D{}", d.no), theme::BODY));
        let look = Field::lines("What was decided, asked, or not agreed", 2);
        let what = text_field(ui, cx, (id, "what"), look, &d.what, |t| edit(F::What(t)));
        focus_new(ui, cx, &what, id.0, "what");
        columns(ui, &[2.4, 1.3, 0.9], |ui, i| {
            ui.spacing_mut().item_spacing.y = 2.0;
            match i {
                0 => {
                    ui.label(small("About"));
                    if let Some(b) = choose_boundary(ui, cx, id.0, "About", d.boundary) {
                        about(cx, d, b);
                    }
                }
                1 => {
                    ui.label(small("Outcome"));
                    let word = |o: Outcome| sentence(o.word());
                    if let Some(o) = choose(ui, (id, "outcome"), "Outcome", d.outcome, &Outcome::ALL, word) {
                        match fixed(cx.s, d.boundary).filter(|_| o == Outcome::Agreed) {
                            Some(b) => cx.look(Look::DecideOnFixed(Some((id, b.id)))),
                            None => cx.act("outcome", edit(F::Outcome(o))),
                        }
                    }
                }
                _ => time_ui(ui, cx, d),
            }
        });
        if let Some((_, b)) = cx.v.on_fixed.filter(|(on, _)| *on == id)
            && let Some(b) = fixed(cx.s, Some(b))
        {
            on_fixed_ui(ui, cx, d, b);
        }
        if d.outcome == Outcome::Agreed && standing_outcome(cx.s, d) == Outcome::Request {
            wrapped(ui, small("Somebody else decides this, so it prints as a request to them.").color(theme::warn()));
        }
        let look = Field::line("Options looked at").hint("close at 18:00; 21:00; 22:00");
        text_field(ui, cx, (id, "options"), look, &d.options, |t| edit(F::Options(t)));
        // What the boundary says already need not be said again.
        let by_boundary = Decision { decided_by: String::new(), ..d.clone() };
        let decides =
            final_decider(cx.s, &by_boundary).unwrap_or_else(|| "this room, today; or a body and a date".into());
        text_field(ui, cx, (id, "why"), Field::lines("Why", 2), &d.why, |t| edit(F::Why(t)));
        let look = Field::line("Who finally decides, and when").hint(&decides);
        text_field(ui, cx, (id, "by"), look, &d.decided_by, |t| edit(F::DecidedBy(t)));
    });
    ui.add_space(8.0);
    card(ui, |ui| {
        ui.horizontal(|ui| {
            section_title(ui, "Where each partner stands");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if small_button(ui, "All here support it").clicked() {
                    all_support(cx, d);
                }
            });
        });
        for p in &cx.s.partners {
            position_ui(ui, cx, d, p);
        }
        if cx.s.partners.is_empty() {
            empty_note(ui, "No partner is named yet.");
        }
    });
}

/// Something somebody else decides becomes a request to them in the same step.
fn about(cx: &mut Cx, d: &Decision, b: Option<BoundaryId>) {
    if let Some(b) = fixed(cx.s, b).filter(|_| d.outcome == Outcome::Agreed) {
        return cx.look(Look::DecideOnFixed(Some((d.id, b.id))));
    }
    let mut all = Vec::new();
    let for_others = b.and_then(|b| cx.s.boundaries.get(b)).is_some_and(|b| b.now.is_for_others());
    if for_others && d.outcome == Outcome::Agreed {
        all.push(Command::Edit(Edit::Decision(d.id, F::Outcome(Outcome::Request))));
    }
    all.push(Command::Edit(Edit::Decision(d.id, F::Boundary(b))));
    cx.act("what it is about", Command::Batch(all));
}

fn fixed(s: &Session, b: Option<BoundaryId>) -> Option<&Boundary> {
    b.and_then(|id| s.boundaries.get(id)).filter(|b| b.now.status == Status::Fixed)
}

/// A decision on what is fixed is refused. Its words stay where they are, and there are two ways on.
fn on_fixed_ui(ui: &mut Ui, cx: &mut Cx, d: &Decision, b: &Boundary) {
    let who = match b.could_change.trim() {
        "" => cx.s.decider_name(&b.now.decider),
        words => words.to_string(),
    };
    card_filled(ui, theme::warn_soft(), theme::warn_soft(), |ui| {
        wrapped(ui, RichText::new(format!("S{} is fixed, so nothing can be decided on it here.", b.no)));
        ui.horizontal_wrapped(|ui| {
            if button(ui, "Ask who could change it").on_hover_text(&who).clicked() {
                let mut all = vec![F::Outcome(Outcome::Request), F::Boundary(Some(b.id))];
                if d.decided_by.trim().is_empty() {
                    all.push(F::DecidedBy(who.clone()));
                }
                let all = all.into_iter().map(|f| Command::Edit(Edit::Decision(d.id, f))).collect();
                cx.act(format!("D{} as a request", d.no), Command::Batch(all));
                cx.look(Look::DecideOnFixed(None));
            }
            // What names the decision would lose it, and so would more than its words.
            let only_words = [&d.options, &d.why, &d.decided_by].into_iter().all(|words| words.trim().is_empty())
                && d.positions.is_empty()
                && pointing_at(cx.s, Ref::Decision(d.id)).is_empty();
            if only_words && button(ui, "Make it a challenge").clicked() {
                challenge_instead(cx, d, b);
            }
            if link(ui, "Neither", None).clicked() {
                cx.look(Look::DecideOnFixed(None));
            }
        });
        wrapped(ui, small(format!("It could be changed by: {who}")));
    });
}

fn challenge_instead(cx: &mut Cx, d: &Decision, b: &Boundary) {
    let challenge = Challenge {
        id: cx.id().into(),
        order: cx.s.challenges.end(),
        boundary: b.id,
        at: d.at,
        by: None,
        words: d.what.clone(),
        answer: None,
    };
    let all = vec![Command::Add(challenge.into()), Command::Remove(Key::Decision(d.id))];
    cx.act(format!("challenge to S{}", b.no), Command::Batch(all));
    cx.look(Look::DecideOnFixed(None));
    cx.push(Action::GoTo(Page::Scope, Key::Boundary(b.id)));
}

fn time_ui(ui: &mut Ui, cx: &mut Cx, d: &Decision) {
    let id = d.id;
    clock_field(ui, cx, (id, "at"), Field::line("Decided at"), d.at, |at| Command::Edit(Edit::Decision(id, F::At(at))));
}

/// Positions stand in the order of the partners.
fn with_position(s: &Session, d: &Decision, position: Option<Position>, partner: PartnerId) -> Command {
    let mut all: Vec<Position> = d.positions.iter().filter(|p| p.partner != partner).cloned().collect();
    all.extend(position);
    all.sort_by_key(|p| s.partners.position(p.partner));
    Command::Edit(Edit::Decision(d.id, F::Positions(all)))
}

/// Partners whose people had left are absent, never in support.
fn all_support(cx: &mut Cx, d: &Decision) {
    let positions = cx.s.partners.iter().map(|p| match d.positions.iter().find(|x| x.partner == p.id) {
        Some(given) => given.clone(),
        None if nobody_was_there(cx.s, p.id, d.at) => absent(p.id),
        None => Position { partner: p.id, stance: Stance::Support, reason: String::new() },
    });
    let positions = positions.collect();
    cx.edit(format!("positions on D{}", d.no), Edit::Decision(d.id, F::Positions(positions)));
}

fn absent(partner: PartnerId) -> Position {
    Position { partner, stance: Stance::Absent, reason: "none of its people were in the room".into() }
}

fn position_ui(ui: &mut Ui, cx: &mut Cx, d: &Decision, p: &Partner) {
    let s = cx.s;
    let position = d.positions.iter().find(|x| x.partner == p.id);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(165.0);
            ui.horizontal(|ui| {
                dot(ui, theme::partner_of(cx.d, Some(p.id)));
                ui.add(egui::Label::new(RichText::new(short_name(&p.name)).size(theme::CONTROL)).truncate());
            });
        });
        let all: Vec<Option<Stance>> = std::iter::once(None).chain(Stance::ALL.map(Some)).collect();
        let word = |s: Option<Stance>| s.map_or_else(|| "not written down".into(), |s| sentence(s.word()));
        let name = format!("Position of {}", p.name);
        if let Some(stance) = choose(ui, (d.id, p.id), &name, position.map(|x| x.stance), &all, word) {
            let reason = position.map(|x| x.reason.clone()).unwrap_or_default();
            let new = stance.map(|stance| Position { partner: p.id, stance, reason });
            cx.act(format!("position on D{}", d.no), with_position(cx.s, d, new, p.id));
        }
        if let Some(x) = position.filter(|x| x.stance != Stance::Support) {
            let width = ui.available_width() - 4.0;
            text_field(
                ui,
                cx,
                (d.id, p.id, "reason"),
                Field::bare("Reason", "the reason").width(width),
                &x.reason,
                |reason| with_position(s, d, Some(Position { reason, ..x.clone() }), p.id),
            );
        }
    });
    if position.is_none_or(|x| x.stance != Stance::Absent) && nobody_was_there(cx.s, p.id, d.at) {
        ui.horizontal_wrapped(|ui| {
            warn_chip(ui, &format!("None of {}’s people were in the room then. Absent?", short_name(&p.name)));
            if small_button(ui, "Write down: absent").clicked() {
                cx.act(format!("position on D{}", d.no), with_position(cx.s, d, Some(absent(p.id)), p.id));
            }
        });
    }
}

fn dissent_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Where we disagree");
    guide_link(ui, cx.actions, "dissent", "How to ask, so that people say it");
    match cx.s.dissent_asked {
        Some(at) => {
            ui.horizontal(|ui| {
                ui.label(small("Asked at"));
                let look = Field { labelled: false, ..Field::line("Dissent asked for at") };
                clock_field(ui, cx, "asked at", look, at, |at| Command::session(SessionField::DissentAsked(Some(at))));
                ui.label(small("by"));
                text_field(
                    ui,
                    cx,
                    "asked by",
                    Field::bare("Who asked", "the facilitator").width(140.0),
                    &cx.s.dissent_asked_by,
                    |t| Command::session(SessionField::DissentAskedBy(t)),
                );
                if icon_button(ui, Icon::Remove, "It was not asked").clicked() {
                    cx.set("asking for dissent", SessionField::DissentAsked(None));
                }
            });
        }
        None => {
            wrapped(ui, small("Ask the room: does anyone disagree? Write it down in their words."));
            if small_button(ui, "It was asked just now").clicked() {
                let all = vec![
                    Command::session(SessionField::DissentAsked(Some(in_zone(cx.now, &cx.s.zone)))),
                    Command::session(SessionField::DissentAskedBy("the facilitator".into())),
                ];
                cx.act("asking for dissent", Command::Batch(all));
            }
        }
    }
    for x in &cx.s.dissents {
        one_dissent(ui, cx, x);
    }
    if small_button(ui, "Add a disagreement").clicked() {
        let dissent = Dissent {
            id: cx.id().into(),
            order: cx.s.dissents.end(),
            who: Holder::Unnamed("One resident".into()),
            about: None,
            decision: None,
            words: String::new(),
            at: Some(in_zone(cx.now, &cx.s.zone)),
        };
        cx.add("dissent", dissent);
    }
}

fn one_dissent(ui: &mut Ui, cx: &mut Cx, x: &Dissent) {
    let id = x.id;
    let edit = move |f: DissentField| Command::Edit(Edit::Dissent(id, f));
    ui.separator();
    let look = Field::lines("In their words", 2);
    let words = text_field(ui, cx, (id, "words"), look, &x.words, |t| edit(DissentField::Words(t)));
    focus_new(ui, cx, &words, id.0, "words");
    ui.horizontal_wrapped(|ui| {
        let partner = match x.who {
            Holder::Partner(p) => Some(p),
            Holder::Unnamed(_) => None,
        };
        if let Some(p) = choose_partner(ui, cx, (id, "who"), "Who disagrees", "not a partner", partner) {
            let who = p.map_or_else(|| Holder::Unnamed("One resident".into()), Holder::Partner);
            cx.act("who disagrees", edit(DissentField::Who(who)));
        }
        if let Holder::Unnamed(words) = &x.who {
            text_field(
                ui,
                cx,
                (id, "unnamed"),
                Field::bare("How to call them", "One resident").width(110.0),
                words,
                |t| edit(DissentField::Who(Holder::Unnamed(t))),
            );
        }
        #[derive(Clone, Copy, PartialEq)]
        enum On {
            Nothing,
            Boundary(BoundaryId),
            Decision(DecisionId),
        }
        let now = x.decision.map(On::Decision).or(x.about.map(On::Boundary)).unwrap_or(On::Nothing);
        let mut all = vec![On::Nothing];
        all.extend(cx.s.decisions.iter().map(|d| On::Decision(d.id)));
        all.extend(cx.s.boundaries.iter().map(|b| On::Boundary(b.id)));
        let word = |on: On| match on {
            On::Nothing => "on all of it".to_string(),
            On::Boundary(id) => boundary_no(cx.s, Some(id)).unwrap_or_default(),
            On::Decision(id) => cx.s.decisions.get(id).map_or_else(String::new, |d| format!("D{}", d.no)),
        };
        if let Some(on) = choose(ui, (id, "on"), "On what", now, &all, word) {
            let (about, decision) = match on {
                On::Nothing => (None, None),
                On::Boundary(b) => (Some(b), None),
                On::Decision(d) => (None, Some(d)),
            };
            cx.act(
                "what they disagree on",
                Command::Batch(vec![edit(DissentField::About(about)), edit(DissentField::Decision(decision))]),
            );
        }
        let order = |o| Edit::Dissent(id, DissentField::Order(o));
        row_buttons(ui, cx, &cx.s.dissents, id, ("this disagreement", Key::Dissent(id)), order);
    });
}
