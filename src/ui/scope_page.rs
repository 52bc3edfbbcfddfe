//! What's up for grabs: four columns of cards; the selected one can be changed, moved and challenged.

use super::commands::Cmd;
use super::guide_window::guide_link;
use super::shell::{room_button, top_title, undo_ui};
use super::stages_card::stages_line_ui;
use super::widgets::{
    Field, ROW_BUTTONS, bold, card, choose, choose_partner, clock_field, focus_new, link, mark_shape, paragraph,
    primary_cmd, row_buttons, section_title, small, small_button, text_field, warn_chip, wrapped,
};
use super::{Cx, theme};
use crate::app::{Action, Look, Select};
use crate::edit::{BoundaryField, ChallengeField, Command, Edit, Key};
use crate::insight::boundary_lacks;
use crate::model::time::{clock, day, in_zone};
use crate::model::*;
use crate::report::blocks::words::decides;
use egui::{CornerRadius, Frame, Margin, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    top_title(
        ui,
        cx,
        "What’s up for grabs",
        "Say it before anyone is asked for ideas. Every limit needs a reason and a name.",
        |ui, cx| {
            if primary_cmd(ui, "Add", Cmd::AddBoundary).clicked() {
                cx.run(ui, Cmd::AddBoundary);
            }
            room_button(ui, cx);
            undo_ui(ui, cx);
        },
    );
}

/// A column needs so much for the words on its button.
const LEAST_COLUMN: f32 = 166.0;
const GAP: f32 = 12.0;

pub fn scope_page_ui(ui: &mut Ui, cx: &mut Cx) {
    let selected = cx.v.boundary.and_then(|id| cx.s.boundaries.get(id));
    let side = if selected.is_some() { 330.0 } else { 0.0 };
    let room = ui.available_width() - if side > 0.0 { side + GAP } else { 0.0 };
    // All four beside each other, or two by two.
    let fits = |columns: usize| room >= columns as f32 * (LEAST_COLUMN + GAP) - GAP;
    let Some(abreast) = [4, 2].into_iter().find(|n| fits(*n)).filter(|_| !theme::is_narrow(ui.ctx())) else {
        return narrow_ui(ui, cx, selected);
    };
    let width = (room + GAP) / abreast as f32 - GAP;
    if !cx.s.stages.is_empty() {
        stages_line_ui(ui, cx.s);
        ui.add_space(8.0);
    }
    let height = ui.available_height();
    let waits = waiting(cx.s);
    let foot = if waits.is_empty() { 0.0 } else { 30.0 };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.vertical(|ui| {
            ui.set_width(room);
            ScrollArea::vertical().id_salt("columns").auto_shrink(false).max_height(height - foot).show(ui, |ui| {
                for row in Status::ALL.chunks(abreast) {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = GAP;
                        row.iter().for_each(|status| column_ui(ui, cx, *status, width));
                    });
                    ui.add_space(6.0);
                }
            });
            if !waits.is_empty() {
                ui.add_space(6.0);
                ui.add(egui::Label::new(small(waits)).truncate());
            }
        });
        if let Some(b) = selected {
            ui.vertical(|ui| {
                ui.set_width(side);
                ui.set_height(height);
                ScrollArea::vertical().id_salt("detail").auto_shrink(false).show(ui, |ui| detail_ui(ui, cx, b));
            });
        }
    });
}

/// Under each other: the one that is selected, then all by their standing.
fn narrow_ui(ui: &mut Ui, cx: &mut Cx, selected: Option<&Boundary>) {
    ScrollArea::vertical().id_salt("narrow").auto_shrink(false).show(ui, |ui| {
        if !cx.s.stages.is_empty() {
            stages_line_ui(ui, cx.s);
            ui.add_space(theme::GAP);
        }
        if let Some(b) = selected {
            detail_ui(ui, cx, b);
            ui.add_space(theme::GAP);
        }
        for status in Status::ALL {
            let width = ui.available_width();
            column_ui(ui, cx, status, width);
            ui.add_space(theme::GAP);
        }
        let waits = waiting(cx.s);
        if !waits.is_empty() {
            wrapped(ui, small(waits));
        }
    });
}

/// "S7 waits for an answer to a challenge; both print, answered or not".
fn waiting(s: &Session) -> String {
    let said = s.challenges.iter().filter_map(|c| {
        let no = s.boundaries.get(c.boundary)?.no;
        match c.answer.as_ref().filter(|a| !a.words.trim().is_empty()) {
            None => Some(format!("S{no} waits for an answer to a challenge")),
            Some(a) if a.accepted == Some(false) => Some(format!("S{no}’s answer was not accepted")),
            _ => None,
        }
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { String::new() } else { format!("{}. All of it prints, answered or not.", said.join("; ")) }
}

fn column_ui(ui: &mut Ui, cx: &mut Cx, status: Status, width: f32) {
    let (ink, soft) = theme::status_colors(status);
    ui.vertical(|ui| {
        ui.set_width(width);
        Frame::new().fill(soft).corner_radius(CornerRadius::same(8)).inner_margin(Margin::symmetric(12, 12)).show(
            ui,
            |ui| {
                ui.set_width(width - 24.0);
                let cards: Vec<&Boundary> = cx.s.boundaries.iter().filter(|b| b.now.status == status).collect();
                ui.horizontal(|ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(18.0, 22.0), Sense::hover());
                    mark_shape(ui, rect.center(), 6.5, status, ink);
                    ui.label(bold(status.label(), 17.0).color(ink));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.label(RichText::new(cards.len().to_string()).color(ink));
                    });
                });
                wrapped(ui, RichText::new(status.meaning()).size(theme::SMALL));
                ui.add_space(4.0);
                for b in cards {
                    card_ui(ui, cx, b);
                    ui.add_space(4.0);
                }
                if small_button(ui, &format!("Add “{}”", status.word())).clicked() {
                    cx.push(Action::AddBoundary(status));
                }
            },
        );
    });
}

fn card_ui(ui: &mut Ui, cx: &mut Cx, b: &Boundary) {
    let on = cx.v.boundary == Some(b.id);
    let line = if on { Stroke::new(2.0, theme::accent()) } else { Stroke::new(1.0, theme::line()) };
    let frame = Frame::new()
        .fill(theme::panel())
        .stroke(line)
        .corner_radius(CornerRadius::same(7))
        .inner_margin(Margin::symmetric(12, 10));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let what = if b.what.trim().is_empty() { "(no words yet)" } else { b.what.as_str() };
        ui.horizontal_top(|ui| {
            ui.label(small(format!("S{}", b.no)));
            wrapped(ui, bold(what, theme::BODY));
        });
        if !b.why.trim().is_empty() {
            wrapped(ui, small(crate::report::blocks::words::sentence(&b.why)));
        }
        wrapped(ui, RichText::new(format!("Decided by: {}", decides(cx.s, &b.now))).size(theme::SMALL));
        for lack in boundary_lacks(b) {
            warn_chip(ui, lack.question());
        }
        if let Some(m) = cx.s.moves.iter().rev().find(|m| m.boundary == b.id) {
            let (ink, soft) = theme::status_colors(b.now.status);
            let was = format!("was {}, {}", m.from.status.word(), clock(in_zone(m.at, &cx.s.zone)));
            super::widgets::chip(ui, &was, ink, soft);
        }
        if cx.s.challenges.iter().any(|c| c.boundary == b.id) {
            warn_chip(ui, "challenged");
        }
    });
    let response = ui.interact(shown.response.rect, ui.scope_id().with(("boundary", b.no)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("S{} {}", b.no, b.what)));
    if response.clicked() {
        cx.look(Look::Select(Select::Boundary((!on).then_some(b.id))));
    }
}

fn detail_ui(ui: &mut Ui, cx: &mut Cx, b: &Boundary) {
    let id = b.id;
    let edit = move |f: BoundaryField| Command::Edit(Edit::Boundary(id, f));
    let s = cx.s;
    card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(bold(format!("S{}", b.no), theme::BODY));
            ui.add_space((ui.available_width() - ROW_BUTTONS).max(0.0));
            let order = |o| Edit::Boundary(id, BoundaryField::Order(o));
            row_buttons(ui, cx, &cx.s.boundaries, id, (&format!("S{}", b.no), Key::Boundary(id)), order);
        });
        let what = text_field(ui, cx, (id, "what"), Field::lines("What", 2), &b.what, |t| edit(BoundaryField::What(t)));
        focus_new(ui, cx, &what, id.0, "what");
        text_field(ui, cx, (id, "why"), Field::lines("Why", 2), &b.why, |t| edit(BoundaryField::Why(t)));
        if let Some(status) = labelled_choice(ui, id, b.now.status) {
            change_status(cx, b, status);
        }
        decider_ui(ui, cx, b);
        let when = if b.now.status == Status::NotKnown { "Found out by" } else { "When" };
        text_field(ui, cx, (id, "when"), Field::line(when).hint("July, 24 September, today"), &b.now.when, |when| {
            set_standing(s, b, Standing { when, ..b.now.clone() })
        });
        let look = Field::line("Who could change it, or when");
        text_field(ui, cx, (id, "change"), look, &b.could_change, |t| edit(BoundaryField::CouldChange(t)));
    });
    if !b.past.is_empty() {
        ui.add_space(8.0);
        card(ui, |ui| past_ui(ui, b));
    }
    ui.add_space(8.0);
    card(ui, |ui| challenges_ui(ui, cx, b));
    let moves: Vec<&Move> = cx.s.moves.iter().filter(|m| m.boundary == id).collect();
    if !moves.is_empty() {
        ui.add_space(8.0);
        card(ui, |ui| moves.into_iter().for_each(|m| move_ui(ui, cx, m)));
    }
}

/// What became of it in the sessions before.
fn past_ui(ui: &mut Ui, b: &Boundary) {
    section_title(ui, "Before this session");
    for past in &b.past {
        wrapped(ui, small(format!("{}: {}", day(past.on), past.what)));
    }
}

fn labelled_choice(ui: &mut Ui, id: BoundaryId, now: Status) -> Option<Status> {
    ui.horizontal(|ui| {
        ui.label(small("Status"));
        choose(ui, id, "Status", now, &Status::ALL, |s| s.label().to_string())
    })
    .inner
}

/// While preparing a status is just set; from the first item on it is a move, with its moment.
fn change_status(cx: &mut Cx, b: &Boundary, status: Status) {
    let to = Standing { status, ..b.now.clone() };
    let no = b.no;
    if cx.s.run.started().is_none() {
        return cx.edit(format!("status of S{no}"), Edit::Boundary(b.id, BoundaryField::Now(to)));
    }
    let step = Move {
        id: cx.id().into(),
        order: cx.s.moves.end(),
        boundary: b.id,
        at: in_zone(cx.now, &cx.s.zone),
        from: b.now.clone(),
        to,
        by: None,
        why: String::new(),
    };
    cx.act(format!("move of S{no}"), Command::MoveBoundary(Box::new(step)));
}

/// Sets a boundary's standing; the move that brought it there says the same.
fn set_standing(s: &Session, b: &Boundary, standing: Standing) -> Command {
    let mut all = vec![Command::Edit(Edit::Boundary(b.id, BoundaryField::Now(standing.clone())))];
    if let Some(last) = s.moves.iter().rev().find(|m| m.boundary == b.id).filter(|m| m.to == b.now) {
        all.push(Command::Edit(Edit::Move(last.id, crate::edit::MoveField::To(standing))));
    }
    Command::Batch(all)
}

fn decider_ui(ui: &mut Ui, cx: &mut Cx, b: &Boundary) {
    let s = cx.s;
    let set = |decider| set_standing(s, b, Standing { decider, ..b.now.clone() });
    super::widgets::labelled_row(ui, "Decides", |ui| choose_decider(ui, cx, b.id.0, &b.now.decider, &set));
}

/// The choice of who decides, and the words for somebody else.
pub fn choose_decider(ui: &mut Ui, cx: &mut Cx, id: uuid::Uuid, now: &Decider, becomes: &dyn Fn(Decider) -> Command) {
    #[derive(Clone, Copy, PartialEq)]
    enum Who {
        Everyone,
        Partner(PartnerId),
        Other,
    }
    let who = match now {
        Decider::Everyone => Who::Everyone,
        Decider::Partner(id) => Who::Partner(*id),
        Decider::Other(_) => Who::Other,
    };
    let mut all = vec![Who::Everyone];
    all.extend(cx.s.partners.iter().map(|p| Who::Partner(p.id)));
    all.push(Who::Other);
    let chosen = choose(ui, id, "Who decides", who, &all, |w| match w {
        Who::Everyone => "everyone who signs".to_string(),
        Who::Partner(id) => cx.s.partner_name(Some(id)).to_string(),
        Who::Other => "somebody else".to_string(),
    });
    if let Some(who) = chosen {
        let decider = match who {
            Who::Everyone => Decider::Everyone,
            Who::Partner(id) => Decider::Partner(id),
            Who::Other => Decider::Other(String::new()),
        };
        cx.act("who decides", becomes(decider));
    }
    if let Decider::Other(words) = now {
        text_field(ui, cx, (id, "other"), Field::line("Who that is"), words, |t| becomes(Decider::Other(t)));
    }
}

fn move_ui(ui: &mut Ui, cx: &mut Cx, m: &Move) {
    let id = m.id;
    section_title(ui, "Moved");
    clock_field(ui, cx, (id, "at"), Field::line("Moved at"), m.at, |at| {
        Command::Edit(Edit::Move(id, crate::edit::MoveField::At(at)))
    });
    paragraph(ui, format!("From {} to {}", m.from.status.word(), m.to.status.word()));
    ui.horizontal(|ui| {
        ui.label(small("By"));
        if let Some(by) = choose_partner(ui, cx, id, "Moved by", "the room", m.by) {
            cx.edit("who moved it", Edit::Move(id, crate::edit::MoveField::By(by)));
        }
    });
    text_field(ui, cx, (id, "why"), Field::lines("Why it moved", 2), &m.why, |t| {
        Command::Edit(Edit::Move(id, crate::edit::MoveField::Why(t)))
    });
    if link(ui, "Take this move out of the record", None).clicked() {
        let mut all = vec![Command::Remove(Key::Move(id))];
        let last = cx.s.moves.iter().rev().find(|x| x.boundary == m.boundary);
        if last.is_some_and(|x| x.id == id) {
            all.push(Command::Edit(Edit::Boundary(m.boundary, BoundaryField::Now(m.from.clone()))));
        }
        cx.act("move taken out", Command::Batch(all));
    }
}

fn challenges_ui(ui: &mut Ui, cx: &mut Cx, b: &Boundary) {
    section_title(ui, "Challenges");
    let list: Vec<&Challenge> = cx.s.challenges.iter().filter(|c| c.boundary == b.id).collect();
    if list.is_empty() {
        ui.label(small("Anybody in the room can challenge this."));
        guide_link(ui, cx.actions, "challenged", "What to do when somebody does");
    }
    for c in list {
        challenge_ui(ui, cx, c);
        ui.separator();
    }
    if small_button(ui, "Add a challenge").clicked() {
        let c = Challenge {
            id: cx.id().into(),
            order: cx.s.challenges.end(),
            boundary: b.id,
            at: in_zone(cx.now, &cx.s.zone),
            by: None,
            words: String::new(),
            answer: None,
        };
        cx.add(format!("challenge to S{}", b.no), c);
    }
}

fn challenge_ui(ui: &mut Ui, cx: &mut Cx, c: &Challenge) {
    let id = c.id;
    let edit = move |f: ChallengeField| Command::Edit(Edit::Challenge(id, f));
    ui.horizontal(|ui| {
        let look = Field { labelled: false, ..Field::line("Challenged at") };
        clock_field(ui, cx, (id, "at"), look, c.at, |at| edit(ChallengeField::At(at)));
        ui.label(small("by"));
        if let Some(by) = choose_partner(ui, cx, id, "Challenged by", "somebody", c.by) {
            cx.act("who challenged", edit(ChallengeField::By(by)));
        }
        if super::widgets::icon_button(ui, super::widgets::Icon::Remove, "Remove the challenge").clicked() {
            cx.act("challenge taken out", Command::Remove(Key::Challenge(id)));
        }
    });
    let look = Field::lines("In their words", 2);
    let words = text_field(ui, cx, (id, "words"), look, &c.words, |t| edit(ChallengeField::Words(t)));
    focus_new(ui, cx, &words, id.0, "words");
    let Some(answer) = &c.answer else {
        if small_button(ui, "Write down the answer").clicked() {
            let by = match cx.s.boundaries.get(c.boundary).map(|b| &b.now.decider) {
                Some(Decider::Partner(id)) => Some(*id),
                _ => None,
            };
            let at = in_zone(cx.now, &cx.s.zone);
            let answer = ChallengeAnswer { at, by, words: String::new(), accepted: None, action: None };
            cx.act("answer", edit(ChallengeField::Answer(Some(answer))));
            cx.look(Look::Fresh(id.0));
        }
        return;
    };
    let set = |a: ChallengeAnswer| edit(ChallengeField::Answer(Some(a)));
    ui.horizontal(|ui| {
        ui.label(small("Answered"));
        let look = Field { labelled: false, ..Field::line("Answered at") };
        clock_field(ui, cx, (id, "answered"), look, answer.at, |at| set(ChallengeAnswer { at, ..answer.clone() }));
        ui.label(small("by"));
        if let Some(by) = choose_partner(ui, cx, (id, "by"), "Answered by", "somebody", answer.by) {
            cx.act("who answered", set(ChallengeAnswer { by, ..answer.clone() }));
        }
    });
    let words = text_field(ui, cx, (id, "answer"), Field::lines("The answer", 2), &answer.words, |words| {
        set(ChallengeAnswer { words, ..answer.clone() })
    });
    focus_new(ui, cx, &words, id.0, "answer");
    ui.horizontal(|ui| {
        ui.label(small("Accepted by who challenged"));
        let word = |a: Option<bool>| match a {
            None => "not said".to_string(),
            Some(true) => "yes".into(),
            Some(false) => "no".into(),
        };
        if let Some(accepted) = choose(ui, id, "Accepted", answer.accepted, &[None, Some(true), Some(false)], word) {
            cx.act("acceptance", set(ChallengeAnswer { accepted, ..answer.clone() }));
        }
    });
    ui.horizontal(|ui| {
        ui.label(small("Became action"));
        let all: Vec<Option<ActionId>> = std::iter::once(None).chain(cx.s.actions.iter().map(|a| Some(a.id))).collect();
        let word = |a: Option<ActionId>| {
            a.and_then(|id| cx.s.actions.get(id)).map_or_else(|| "none".into(), |a| format!("A{}", a.no))
        };
        if let Some(action) = choose(ui, (id, "action"), "Became action", answer.action, &all, word) {
            cx.act("action of an answer", set(ChallengeAnswer { action, ..answer.clone() }));
        }
    });
    if link(ui, "Take the answer out", None).clicked() {
        cx.act("answer taken out", edit(ChallengeField::Answer(None)));
    }
}
