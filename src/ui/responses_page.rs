//! Responses: what became of every word, one at a time with single keys.

use super::commands::{self, Cmd};
use super::guide_window::guide_link;
use super::shell::{top_title, undo_ui};
use super::widgets::{
    Field, Icon, ROW_BUTTONS, bold, button_key, card, choose_date, choose_partner, dot, empty_note, few_lines,
    focus_new, icon_button, labelled_row, page_columns, row_buttons, scroll_column, section_title, small, table_head,
    text_field, virtual_list, wrapped,
};
use super::{Cx, theme};
use crate::app::{Look, Respond, Select};
use crate::edit::{Command, ContributionField as F, Edit, Key as ItemKey, ReferralField, new_referral};
use crate::insight::{Alike, is_owed, may_print_words, suggestion};
use crate::model::*;
use crate::report::blocks::words::{boundary_no, response, responses, table_name};
use egui::{CornerRadius, Key, Modifiers, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let all = cx.s.contributions.len();
    let beside = format!("What became of every word: {} of {all} answered", cx.d.answered);
    top_title(ui, cx, "Responses", &beside, |ui, cx| {
        let text = if cx.v.only_owed { "Show all" } else { "Only what is owed" };
        if button_key(ui, text, "F").clicked() {
            cx.look(Look::OnlyOwed(!cx.v.only_owed));
        }
        undo_ui(ui, cx);
    });
}

pub fn responses_page_ui(ui: &mut Ui, cx: &mut Cx) {
    let shown: Vec<usize> = (0..cx.s.contributions.len())
        .filter(|i| !cx.v.only_owed || cx.s.contributions.get_at(*i).is_some_and(is_owed))
        .collect();
    let at =
        cx.v.contribution
            .and_then(|id| shown.iter().position(|i| cx.s.contributions.get_at(*i).is_some_and(|c| c.id == id)));
    let first_owed = || shown.iter().position(|i| cx.s.contributions.get_at(*i).is_some_and(is_owed));
    let at = at.or_else(first_owed).or((!shown.is_empty()).then_some(0));
    keys(ui, cx, &shown, at);
    let current = at.and_then(|i| shown.get(i)).and_then(|i| cx.s.contributions.get_at(*i));
    page_columns(ui, &[694.0, 340.0], 0, |ui, column| {
        ui.set_height(ui.available_height());
        if column == 0 {
            card(ui, |ui| {
                ui.set_height((ui.available_height() - 2.0).max(0.0));
                list_ui(ui, cx, &shown, current.map(|c| c.id));
            });
        } else {
            scroll_column(ui, |ui| {
                match current {
                    Some(c) => answer_ui(ui, cx, c),
                    None => drop(card(ui, |ui| empty_note(ui, "Every contribution has its answer."))),
                }
                ui.add_space(8.0);
                owed_ui(ui, cx);
                ui.add_space(8.0);
                referrals_ui(ui, cx, current);
            });
        }
    });
}

/// The next one that is still owed, after the place `at`.
fn step(cx: &Cx, shown: &[usize], at: Option<usize>, by: isize) -> Option<ContributionId> {
    let to = at?.checked_add_signed(by)?;
    shown.get(to).and_then(|i| cx.s.contributions.get_at(*i)).map(|c| c.id)
}

fn keys(ui: &Ui, cx: &mut Cx, shown: &[usize], at: Option<usize>) {
    let pressed = |cmd| commands::pressed(ui.ctx(), cmd);
    for (key, by) in [(Cmd::Following, 1), (Cmd::Previous, -1)] {
        if pressed(key)
            && let Some(id) = step(cx, shown, at, by)
        {
            cx.look(Look::Select(Select::Contribution(Some(id))));
            cx.look(Look::Respond(None));
        }
    }
    if pressed(Cmd::OnlyOwed) {
        cx.look(Look::OnlyOwed(!cx.v.only_owed));
    }
    let Some(c) = at.and_then(|i| shown.get(i)).and_then(|i| cx.s.contributions.get_at(*i)) else { return };
    for (cmd, respond) in [
        (Cmd::AnswerDecision, Respond::Decision),
        (Cmd::AnswerAction, Respond::Action),
        (Cmd::AnswerSent, Respond::Sent),
        (Cmd::AnswerNotTaken, Respond::NotTaken),
    ] {
        if pressed(cmd) {
            cx.look(Look::Select(Select::Contribution(Some(c.id))));
            cx.look(Look::Respond(Some(respond)));
        }
    }
    for (cmd, r) in [(Cmd::AnswerNoted, Response::Noted(String::new())), (Cmd::AnswerOpen, Response::StillOpen)] {
        if pressed(cmd) {
            answer(cx, c, r);
        }
    }
    if cx.v.respond.is_none()
        && let Some((r, _)) = suggestion(cx.s, c).filter(|_| is_owed(c))
        && !commands::typing(ui.ctx())
        && !commands::is_covered(ui.ctx())
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter))
    {
        answer(cx, c, r);
    }
}

/// Sets the answer, and goes to the next one that is owed.
fn answer(cx: &mut Cx, c: &Contribution, r: Response) {
    let list = c.with_response(r);
    cx.edit(format!("answer to C{}", c.no), Edit::Contribution(c.id, F::Responses(list)));
    go_on(cx, c);
}

/// Goes to the next one that is owed; where there is none, stays.
fn go_on(cx: &mut Cx, c: &Contribution) {
    cx.look(Look::Respond(None));
    let after = cx.s.contributions.position(c.id).unwrap_or(0) + 1;
    let next =
        cx.s.contributions
            .iter()
            .skip(after)
            .chain(cx.s.contributions.iter().take(after))
            .find(|o| is_owed(o) && o.id != c.id);
    cx.look(Look::Select(Select::Contribution(Some(next.map_or(c.id, |o| o.id)))));
}

const SHARES: [f32; 3] = [0.09, 0.57, 0.34];

fn list_ui(ui: &mut Ui, cx: &mut Cx, shown: &[usize], current: Option<ContributionId>) {
    let width = ui.available_width();
    table_head(ui, width, &["No.", "What was said", "What became of it"], &SHARES);
    if shown.is_empty() {
        ui.add_space(8.0);
        return empty_note(
            ui,
            if cx.v.only_owed { "No answer is owed." } else { "Nothing has been written down yet." },
        );
    }
    let mut clicked = None;
    let place = current.and_then(|id| cx.s.contributions.position(id));
    let place = place.and_then(|p| shown.iter().position(|other| *other == p)).zip(current.map(|id| id.0));
    virtual_list(ui, "responses", shown.len(), 38.0, place, |ui, i| {
        if let Some(c) = shown.get(i).and_then(|i| cx.s.contributions.get_at(*i))
            && row_ui(ui, cx, c, current == Some(c.id))
        {
            clicked = Some(c.id);
        }
    });
    if let Some(id) = clicked {
        cx.look(Look::Select(Select::Contribution(Some(id))));
        cx.look(Look::Respond(None));
    }
}

fn row_ui(ui: &mut Ui, cx: &Cx, c: &Contribution, on: bool) -> bool {
    let width = ui.available_width();
    let galley = |text: &str, ink, share: f32| {
        ui.painter().layout(text.into(), theme::plain(theme::CONTROL), ink, width * share - 22.0)
    };
    let words = galley(&c.words, theme::ink(), SHARES[1]);
    let owed = is_owed(c);
    let became = galley(&responses(cx.s, c).join("; "), if owed { theme::warn() } else { theme::ink() }, SHARES[2]);
    let height = words.size().y.max(became.size().y) + 15.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("C{} {}", c.no, c.words)));
    let fill = if on {
        theme::accent_soft()
    } else if response.hovered() {
        theme::sunk()
    } else {
        theme::panel()
    };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    if on {
        let bar = egui::Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, theme::accent());
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, theme::line()));
    let top = rect.top() + 7.0;
    ui.painter().text(
        egui::pos2(rect.left() + 10.0, top),
        egui::Align2::LEFT_TOP,
        format!("C{}", c.no),
        theme::plain(theme::CONTROL),
        theme::ink_2(),
    );
    let x = rect.left() + width * SHARES[0];
    super::widgets::dot_at(ui, egui::pos2(x + 6.0, top + 9.0), theme::partner_of(cx.d, c.partner));
    ui.painter().galley(egui::pos2(x + 18.0, top), words, theme::ink());
    let x = x + width * SHARES[1];
    ui.painter().galley(egui::pos2(x + 8.0, top), became, theme::ink());
    response.clicked()
}

fn answer_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    card(ui, |ui| {
        let mut about = vec![
            format!("C{}", c.no),
            cx.s.partner_name(c.partner).to_string(),
            table_name(c.table),
            c.voice.word().into(),
        ];
        about.extend(boundary_no(cx.s, c.boundary));
        wrapped(ui, small(about.join(" · ")));
        wrapped(ui, bold(c.words.as_str(), 18.0));
        ui.add_space(4.0);
        for (key, text, respond) in [
            ("D", "In a decision…", Some(Respond::Decision)),
            ("A", "Made into an action…", Some(Respond::Action)),
            ("E", "Sent elsewhere, to whom…", Some(Respond::Sent)),
            ("N", "Noted", None),
            ("X", "Not taken, because…", Some(Respond::NotTaken)),
            ("O", "Still open (prints as open)", None),
        ] {
            if choice_row(ui, key, text, cx.v.respond.is_some() && cx.v.respond == respond) {
                match (respond, key) {
                    (Some(_), _) => {
                        cx.look(Look::Select(Select::Contribution(Some(c.id))));
                        cx.look(Look::Respond(respond));
                    }
                    (None, "N") => answer(cx, c, Response::Noted(String::new())),
                    (None, _) => answer(cx, c, Response::StillOpen),
                }
            }
        }
        if let Some(respond) = cx.v.respond {
            ui.add_space(4.0);
            respond_ui(ui, cx, c, respond);
        }
        given_ui(ui, cx, c);
    });
    if let Some((r, alike)) = suggestion(cx.s, c).filter(|_| is_owed(c)) {
        ui.add_space(8.0);
        card(ui, |ui| {
            section_title(ui, "Suggested");
            let others = match alike {
                Alike::Boundary(id) => format!("about {}", boundary_no(cx.s, Some(id)).unwrap_or_default()),
                Alike::Theme(id) => format!("on {}", cx.s.themes.get(id).map_or("the same", |t| t.name.as_str())),
            };
            wrapped(ui, small(format!("Others {others}: {}", response(cx.s, &r))));
            if button_key(ui, "Use it", "Enter").clicked() {
                answer(cx, c, r);
            }
        });
    }
}

fn choice_row(ui: &mut Ui, key: &str, text: &str, on: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 33.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    if on || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), if on { theme::accent_soft() } else { theme::sunk() });
    }
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme::line()));
    let cap = egui::Rect::from_min_size(rect.left_center() + vec2(2.0, -10.0), vec2(22.0, 20.0));
    if !key.is_empty() {
        let (round, line) = (CornerRadius::same(4), Stroke::new(1.0, theme::line()));
        ui.painter().rect(cap, round, theme::panel(), line, egui::StrokeKind::Inside);
    }
    ui.painter().text(cap.center(), egui::Align2::CENTER_CENTER, key, theme::plain(12.0), theme::ink_3());
    let galley = few_lines(ui, text, theme::plain(theme::BODY), theme::ink(), rect.width() - 40.0, 1);
    ui.painter().galley(egui::pos2(rect.left() + 34.0, rect.center().y - galley.size().y / 2.0), galley, theme::ink());
    response.clicked()
}

/// What the chosen answer still needs.
fn respond_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution, respond: Respond) {
    match respond {
        Respond::Decision => {
            let all: Vec<(Response, String)> =
                cx.s.decisions.iter().map(|d| (Response::Decision(d.id), format!("D{} {}", d.no, d.what))).collect();
            pick(ui, cx, c, all, "There is no decision yet; write one on the Decisions page.");
        }
        Respond::Action => {
            let all: Vec<(Response, String)> =
                cx.s.actions.iter().map(|a| (Response::Action(a.id), format!("A{} {}", a.no, a.what))).collect();
            pick(ui, cx, c, all, "There is no action yet.");
            if choice_row(ui, "W", "A new action made of it", false) || commands::pressed(ui.ctx(), Cmd::AnswerNew) {
                let mut action = crate::edit::new_action(cx.s, cx.id(), printable(cx, c));
                action.from = Some(Source::Contribution(c.id));
                let (id, no) = (action.id, action.no);
                let list = c.with_response(Response::Action(id));
                let set = Command::Edit(Edit::Contribution(c.id, F::Responses(list)));
                cx.act(format!("A{no}"), Command::Batch(vec![Command::Add(action.into()), set]));
                cx.look(Look::Respond(None));
            }
        }
        Respond::Sent => {
            let all: Vec<(Response, String)> =
                cx.s.referrals
                    .iter()
                    .map(|r| (Response::Sent(r.id), crate::report::blocks::words::referral(cx.s, r)))
                    .collect();
            pick(ui, cx, c, all, "");
            if choice_row(ui, "W", "To somebody else", false) || commands::pressed(ui.ctx(), Cmd::AnswerNew) {
                let r = new_referral(cx.s, cx.id(), printable(cx, c));
                let (id, no) = (r.id, r.no);
                let list = c.with_response(Response::Sent(id));
                let set = Command::Edit(Edit::Contribution(c.id, F::Responses(list)));
                cx.act(format!("R{no}"), Command::Batch(vec![Command::Add(r.into()), set]));
                cx.look(Look::Respond(None));
            }
        }
        Respond::NotTaken => {
            let id = c.id;
            let look = Field::line("Not taken, because");
            let field = text_field(ui, cx, (id, "because"), look, "", |why| {
                let list = c.with_response(Response::NotTaken(why));
                Command::Edit(Edit::Contribution(id, F::Responses(list)))
            });
            if !field.has_focus() && !field.lost_focus() {
                field.request_focus();
            }
            if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
                go_on(cx, c);
            } else if field.lost_focus() {
                cx.look(Look::Respond(None));
            }
        }
    }
}

/// The words to start an action with; none of somebody who said no to being quoted.
pub fn printable<'a>(cx: &Cx, c: &'a Contribution) -> &'a str {
    if may_print_words(cx.s, c) { &c.words } else { "" }
}

fn pick(ui: &mut Ui, cx: &mut Cx, c: &Contribution, all: Vec<(Response, String)>, none: &str) {
    if all.is_empty() && !none.is_empty() {
        wrapped(ui, small(none));
    }
    let picked = commands::pressed_place(ui.ctx(), Cmd::AnswerPick);
    for (place, (r, text)) in all.into_iter().enumerate() {
        let key = if place < 10 { ((place + 1) % 10).to_string() } else { String::new() };
        if choice_row(ui, &key, &text, false) || picked == Some(place) {
            answer(cx, c, r);
        }
    }
}

/// What was answered so far; each can be taken back.
fn given_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    if c.responses.is_empty() {
        return;
    }
    ui.separator();
    for (i, r) in c.responses.iter().enumerate() {
        ui.horizontal(|ui| {
            let text = response(cx.s, r);
            if icon_button(ui, Icon::Remove, &format!("Take back: {text}")).clicked() {
                let mut list = c.responses.clone();
                list.remove(i);
                cx.edit(format!("answer to C{} taken back", c.no), Edit::Contribution(c.id, F::Responses(list)));
            }
            wrapped(ui, RichText::new(text).size(theme::CONTROL));
        });
        let id = c.id;
        let before = c.responses.clone();
        let with = |r: Response| {
            let mut list = before.clone();
            list.get_mut(i).into_iter().for_each(|x| x.clone_from(&r));
            Command::Edit(Edit::Contribution(id, F::Responses(list)))
        };
        match r {
            Response::NotTaken(why) => {
                drop(text_field(ui, cx, (id, "why", i), Field::bare("Why it was not taken", "because…"), why, |t| {
                    with(Response::NotTaken(t))
                }))
            }
            Response::Noted(words) => drop(text_field(
                ui,
                cx,
                (id, "noted", i),
                Field::bare("A word on it", "a word on it, or none"),
                words,
                |t| with(Response::Noted(t)),
            )),
            _ => {}
        }
    }
}

fn owed_ui(ui: &mut Ui, cx: &mut Cx) {
    let (owed, themes) = cx.d.owed(cx.s);
    if owed.is_empty() {
        return;
    }
    card(ui, |ui| {
        section_title(ui, "Still owed, by partner");
        guide_link(ui, cx.actions, "answers", "What a good answer is");
        for (partner, n) in owed {
            ui.horizontal(|ui| {
                dot(ui, theme::partner_of(cx.d, *partner));
                ui.label(RichText::new(cx.s.partner_name(*partner)).size(theme::CONTROL));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(n.to_string()));
            });
        }
        if themes.is_empty() {
            return;
        }
        ui.add_space(4.0);
        let all = themes.iter().filter_map(|(id, n)| Some(format!("#{} {n}", cx.s.themes.get(*id)?.name)));
        let all: Vec<String> = all.collect();
        wrapped(ui, small(format!("By theme: {}", all.join(", "))));
    });
}

/// What was sent elsewhere: to whom, by when.
fn referrals_ui(ui: &mut Ui, cx: &mut Cx, current: Option<&Contribution>) {
    card(ui, |ui| {
        section_title(ui, "Sent elsewhere");
        if cx.s.referrals.is_empty() {
            ui.label(small("Nothing yet"));
        }
        for r in &cx.s.referrals {
            let id = r.id;
            let edit = move |f: ReferralField| Command::Edit(Edit::Referral(id, f));
            ui.push_id(r.no, |ui| {
                let no = format!("R{}", r.no);
                ui.horizontal(|ui| {
                    ui.label(small(no.as_str()));
                    ui.add_space((ui.available_width() - ROW_BUTTONS).max(0.0));
                    let order = |o| Edit::Referral(id, ReferralField::Order(o));
                    row_buttons(ui, cx, &cx.s.referrals, id, (&no, ItemKey::Referral(id)), order);
                });
                let look = Field::bare("What was sent", "what").width(ui.available_width());
                let what = text_field(ui, cx, (id, "what"), look, &r.what, |t| edit(ReferralField::What(t)));
                // To whom and by when come next.
                focus_new(ui, cx, &what, id.0, "what");
                labelled_row(ui, "To", |ui| {
                    if let Some(to) = choose_partner(ui, cx, (id, "to"), "Sent to", "somebody else", r.to) {
                        cx.act("to whom it was sent", edit(ReferralField::To(to)));
                    }
                });
                if r.to.is_none() {
                    text_field(ui, cx, (id, "other"), Field::bare("To whom", "to whom"), &r.to_other, |t| {
                        edit(ReferralField::ToOther(t))
                    });
                }
                labelled_row(ui, "By", |ui| {
                    let look = Field { labelled: false, ..Field::line("By when").width(110.0) };
                    let by = choose_date(ui, cx, (id, "by"), look, r.by, |d| edit(ReferralField::By(d)));
                    let sent = current.filter(|c| c.responses.contains(&Response::Sent(id)));
                    if let Some(c) = sent.filter(|_| by.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))) {
                        // To whom and by when: with that it is answered.
                        go_on(cx, c);
                    }
                });
            });
            ui.separator();
        }
    });
}
