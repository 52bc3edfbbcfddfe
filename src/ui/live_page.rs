//! The live page: the time, what is on, what was said, who has spoken, what is up for grabs.

use super::shell::{room_button, top_title, undo_ui};
use super::widgets::{
    Icon, bold, button, card, card_filled, columns, countdown_ui, dot, empty_note, icon_ui, link, primary,
    section_title, short_name, small, status_chip, virtual_list, warn_chip, wrapped,
};
use super::{Cx, theme};
use crate::app::Action;
use crate::edit::{Command, ContributionField, Edit, RunStep};
use crate::insight::in_room;
use crate::live::{forecast, next_item, plan, timer};
use crate::model::time::{clock, countdown, in_zone, short_day};
use crate::model::*;
use crate::report::blocks::words::{boundary_no, sentence, table_name};
use egui::{CornerRadius, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let place = if cx.s.place.trim().is_empty() { String::new() } else { format!(" · {}", cx.s.place) };
    let subtitle = if cx.s.subtitle.trim().is_empty() { String::new() } else { format!("{} · ", cx.s.subtitle) };
    let beside = format!("{subtitle}{}{place}", short_day(cx.s.date));
    let title = cx.s.title_or_untitled().to_string();
    top_title(ui, &title, &beside, |ui| {
        room_button(ui, cx);
        undo_ui(ui, cx);
    });
}

pub fn live_page_ui(ui: &mut Ui, cx: &mut Cx) {
    let height = ui.available_height();
    let room = ui.available_width() - 2.0 * theme::GAP;
    let side = (room * 0.257).clamp(212.0, 280.0);
    columns(ui, &[side, room - 2.0 * side, side], |ui, column| {
        ui.set_height(height);
        match column {
            0 => agenda_ui(ui, cx),
            1 => middle_ui(ui, cx),
            _ => {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| side_ui(ui, cx));
            }
        }
    });
}

fn agenda_ui(ui: &mut Ui, cx: &mut Cx) {
    card(ui, |ui| {
        ui.set_height(ui.available_height() - 2.0);
        let ahead = forecast(cx.s, cx.now);
        ui.horizontal(|ui| {
            if ui.available_width() > 215.0 {
                section_title(ui, "Agenda");
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if let Some(f) = ahead.as_ref().filter(|_| !cx.s.agenda.is_empty()) {
                    let ends = clock(in_zone(f.ends, &cx.s.zone));
                    let verb = if cx.s.run.ended.is_some() { "ended" } else { "ends" };
                    match f.over_min {
                        over if over > 0 => drop(warn_chip(ui, &format!("{verb} {ends}, {over} over"))),
                        _ => drop(super::widgets::chip(ui, &format!("{verb} {ends}"), theme::INK_2, theme::SUNK)),
                    }
                }
            });
        });
        if cx.s.agenda.is_empty() {
            empty_note(
                ui,
                "The agenda is empty. Add items on the Agenda page; you can write down what people say without one.",
            );
            return;
        }
        let starts = plan(cx.s);
        let mut start = None;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (item, planned) in cx.s.agenda.iter().zip(starts) {
                let ran = cx.s.run.of(item.id);
                let on = cx.s.run.current().is_some_and(|r| r.item == item.id);
                let slot = ahead.as_ref().and_then(|f| f.slots.iter().find(|s| s.item == item.id)).copied();
                let under = match (ran, on) {
                    (Some(r), true) => format!("since {}", clock(in_zone(r.from, &cx.s.zone))),
                    (Some(r), false) => {
                        let to = r.to.map_or_else(String::new, |t| clock(in_zone(t, &cx.s.zone)));
                        format!("{}–{to}", clock(in_zone(r.from, &cx.s.zone)))
                    }
                    (None, _) => {
                        slot.map_or_else(String::new, |s| format!("from {}", clock(in_zone(s.from, &cx.s.zone))))
                    }
                };
                let past = slot.filter(|s| s.past_pin_min > 0).map(|s| format!("{} min past the pin", s.past_pin_min));
                if item_ui(ui, item, &clock(planned.from), &under, on, ran.is_some() && !on, past.as_deref()) {
                    start = Some((item.id, on));
                }
            }
        });
        if let Some((id, false)) = start {
            cx.push(Action::StartItem(id));
        }
    });
}

fn item_ui(ui: &mut Ui, item: &AgendaItem, at: &str, under: &str, on: bool, done: bool, past: Option<&str>) -> bool {
    let width = ui.available_width();
    let ink = if done { theme::INK_3 } else { theme::INK };
    let font = if on { theme::bold(theme::BODY) } else { theme::plain(theme::BODY) };
    let title = ui.painter().layout(item.title.clone(), font, ink, width - 82.0);
    let note = past.map(|p| ui.painter().layout_no_wrap(p.into(), theme::bold(theme::SMALL), theme::WARN));
    let height = title.size().y + 18.0 + if note.is_some() { 18.0 } else { 0.0 } + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &item.title));
    if on || response.hovered() || response.has_focus() {
        let fill = if on { theme::ACCENT_SOFT } else { theme::SUNK };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    }
    if on {
        let bar = egui::Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::same(2), theme::ACCENT);
    }
    let top = rect.min + vec2(10.0, 7.0);
    ui.painter().text(top, egui::Align2::LEFT_TOP, at, theme::plain(theme::CONTROL), ink);
    let below = top.y + title.size().y;
    ui.painter().galley(top + vec2(46.0, 0.0), title, ink);
    ui.painter().text(
        egui::pos2(top.x + 46.0, below),
        egui::Align2::LEFT_TOP,
        under,
        theme::plain(theme::SMALL),
        theme::INK_2,
    );
    if let Some(note) = note {
        ui.painter().galley(egui::pos2(top.x + 46.0, below + 18.0), note, theme::WARN);
    }
    if done {
        icon_ui(ui, rect.right_top() + vec2(-14.0, 17.0), 5.0, Icon::Tick, theme::INK_3);
    }
    if on { response.clicked() } else { response.on_hover_text("Start this item now").clicked() }
}

fn middle_ui(ui: &mut Ui, cx: &mut Cx) {
    card(ui, |ui| now_ui(ui, cx));
    ui.add_space(theme::GAP - 6.0);
    card(ui, |ui| {
        ui.set_height(ui.available_height() - 2.0);
        feed_ui(ui, cx);
    });
}

fn now_ui(ui: &mut Ui, cx: &mut Cx) {
    let on = timer(cx.s, cx.now).and_then(|t| Some((t, cx.s.agenda.get(t.item)?)));
    let Some((t, item)) = on else { return waiting_ui(ui, cx) };
    let left = t.remaining_s();
    let ink = if left < 0 { theme::OVER } else { theme::INK };
    let shown = if left < 0 { format!("+{}", countdown(left)) } else { countdown(left) };
    let mut about = vec!["Now".to_string()];
    if let Some(lead) = item.lead {
        about.push(format!("led by {}", cx.s.partner_name(Some(lead))));
    }
    about.push(item.method());
    if t.paused {
        about.push("held".into());
    }
    ui.horizontal_top(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            countdown_ui(ui, &shown, theme::bold(48.0), ink);
            ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(small(about.join(" · ")));
                wrapped(ui, bold(item.title.clone(), 20.0));
            });
        });
    });
    ui.add_space(4.0);
    bar_ui(ui, t.elapsed_s as f32 / t.total_s.max(1) as f32, if left < 0 { theme::OVER } else { theme::ACCENT });
    ui.add_space(6.0);
    let narrow = ui.available_width() < 420.0;
    ui.horizontal(|ui| {
        for (text, min, key) in [("+1 min", 1, "F6"), ("+5 min", 5, "F7")] {
            if button(ui, text).on_hover_text(key).clicked() {
                cx.push(Action::Give(min));
            }
        }
        if button(ui, if t.paused { "Go on" } else { "Pause" }).on_hover_text("F8").clicked() {
            cx.push(Action::PauseOrResume);
        }
        if link(ui, "Back", None).on_hover_text("Shift F9").clicked() {
            cx.push(Action::Back);
        }
        if !narrow {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| next_ui(ui, cx));
        }
    });
    if narrow {
        next_ui(ui, cx);
    }
    report_back_ui(ui, cx, item);
    if next_item(cx.s).is_some() && link(ui, "End the session here", None).clicked() {
        cx.push(Action::EndSession);
    }
}

/// The tables' report-back can be skipped, which prints with where it went.
fn report_back_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem) {
    let min = item.report_back_total_min();
    let skipped = cx.s.run.of(item.id).is_some_and(|r| r.report_back_skipped.is_some());
    if min == 0 {
        return;
    }
    ui.horizontal(|ui| {
        if skipped {
            ui.label(small("The report-back is skipped"));
        } else {
            ui.label(small(format!("Then {min} min of report-back")));
            if link(ui, "Skip it", None).clicked() {
                let why = "moved into the next item".to_string();
                cx.act("report-back skipped", Command::Run(RunStep::SkipReportBack { item: item.id, why }));
            }
        }
    });
}

fn next_ui(ui: &mut Ui, cx: &mut Cx) {
    let text = if next_item(cx.s).is_some() { "Next item" } else { "End the session" };
    if primary(ui, text, Some("F9")).clicked() {
        cx.push(Action::Next);
    }
}

fn waiting_ui(ui: &mut Ui, cx: &mut Cx) {
    let ended = cx.s.run.ended;
    let begun = cx.s.run.started().is_some();
    let (head, text) = match ended {
        Some(at) => {
            (format!("Ended at {}", clock(in_zone(at, &cx.s.zone))), "What comes now still goes into the record.")
        }
        None if begun => ("Between items".to_string(), "What is typed now is kept too."),
        None => (
            "Not started yet".to_string(),
            "The clock starts with the first item. What is typed before that is kept too.",
        ),
    };
    ui.label(bold(head, 20.0));
    wrapped(ui, small(text));
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if ended.is_none() && next_item(cx.s).is_some() {
            let first = next_item(cx.s).map_or_else(String::new, |i| format!("Start: {}", i.title));
            if primary(ui, &first, Some("F9")).clicked() {
                cx.push(Action::Next);
            }
        }
        if cx.s.run.started().is_some() && link(ui, "Back", None).on_hover_text("Shift F9").clicked() {
            cx.push(Action::Back);
        }
    });
}

fn bar_ui(ui: &mut Ui, part: f32, color: egui::Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(4), theme::SUNK);
    let mut done = rect;
    done.set_width(rect.width() * part.clamp(0.0, 1.0));
    ui.painter().rect_filled(done, CornerRadius::same(4), color);
}

fn feed_ui(ui: &mut Ui, cx: &mut Cx) {
    let on = cx.s.run.current().is_some();
    let count = cx.d.feed.len();
    ui.horizontal(|ui| {
        section_title(ui, if on { "Said so far on this item" } else { "Said so far" });
        ui.label(small(count.to_string()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(small("Newest first")));
    });
    ui.separator();
    if count == 0 {
        empty_note(ui, "Nothing yet. Type what somebody says in the line below and press Enter.");
        return;
    }
    let feed = &cx.d.feed;
    let mut support = None;
    virtual_list(ui, "feed", count, 62.0, |ui, i| {
        let c = feed.get(i).and_then(|place| cx.s.contributions.get_at(*place));
        if let Some(c) = c
            && contribution_ui(ui, cx, c)
        {
            support = Some((c.id, c.no, c.support + 1));
        }
    });
    if let Some((id, no, n)) = support {
        cx.act(format!("support of C{no}"), Command::Edit(Edit::Contribution(id, ContributionField::Support(n))));
    }
}

/// One line of the feed; true where one more person supports it.
fn contribution_ui(ui: &mut Ui, cx: &Cx, c: &Contribution) -> bool {
    let mut clicked = false;
    ui.add_space(7.0);
    ui.horizontal_top(|ui| {
        dot(ui, theme::partner_of(cx.d, c.partner));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            clicked = support_ui(ui, c);
            ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                wrapped(ui, RichText::new(&c.words));
                ui.add(egui::Label::new(small(about(cx.s, c))).truncate().selectable(false));
            });
        });
    });
    ui.add_space(5.0);
    let line = ui.max_rect().x_range();
    ui.painter().hline(line, ui.cursor().top(), egui::Stroke::new(1.0, theme::LINE));
    clicked
}

fn about(s: &Session, c: &Contribution) -> String {
    let mut parts = vec![format!("C{}", c.no), short_name(s.partner_name(c.partner)), sentence(c.kind.word())];
    if c.table > 0 {
        parts.push(sentence(&table_name(c.table)));
    }
    parts.extend(boundary_no(s, c.boundary));
    parts.extend(c.themes.iter().filter_map(|t| s.themes.get(*t)).map(|t| format!("#{}", t.name)));
    parts.join(" · ")
}

fn support_ui(ui: &mut Ui, c: &Contribution) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(46.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Support C{}: {}", c.no, c.support)));
    let fill = if response.hovered() { theme::ACCENT_SOFT } else { theme::SUNK };
    ui.painter().rect_filled(rect, CornerRadius::same(12), fill);
    icon_ui(ui, rect.left_center() + vec2(15.0, 0.0), 5.0, Icon::Support, theme::INK_2);
    ui.painter().text(
        rect.left_center() + vec2(25.0, 0.0),
        egui::Align2::LEFT_CENTER,
        c.support.to_string(),
        theme::plain(theme::SMALL),
        theme::INK_2,
    );
    response.on_hover_text("One more person supports this").clicked()
}

fn side_ui(ui: &mut Ui, cx: &mut Cx) {
    card(ui, |ui| heard_ui(ui, cx));
    ui.add_space(theme::GAP - 6.0);
    card(ui, |ui| {
        section_title(ui, "What’s up for grabs");
        if cx.s.boundaries.is_empty() {
            empty_note(ui, "Nothing is written down yet.");
        }
        for b in &cx.s.boundaries {
            ui.horizontal_top(|ui| {
                let word = if b.now.status == Status::NotKnown { "Not known" } else { b.now.status.label() };
                status_chip(ui, b.now.status, word);
                wrapped(ui, RichText::new(&b.what).size(theme::CONTROL));
            });
        }
    });
    if !cx.s.referrals.is_empty() {
        ui.add_space(theme::GAP - 6.0);
        card(ui, |ui| {
            section_title(ui, "Sent elsewhere");
            for r in &cx.s.referrals {
                wrapped(ui, small(crate::report::blocks::words::referral(cx.s, r)));
            }
        });
    }
    for f in forecast(cx.s, cx.now).iter().flat_map(|f| &f.slots).filter(|slot| slot.past_pin_min > 0) {
        ui.add_space(theme::GAP - 6.0);
        card_filled(ui, theme::WARN_SOFT, theme::WARN_SOFT, |ui| {
            let title = cx.s.agenda.get(f.item).map_or("", |i| i.title.as_str());
            ui.label(bold(format!("{} min past the pin", f.past_pin_min), theme::BODY).color(theme::WARN));
            wrapped(ui, small(format!("“{title}” is pinned to {}", clock(in_zone(f.from, &cx.s.zone)))));
        });
    }
}

fn heard_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Who we have heard from");
    if cx.s.partners.is_empty() {
        empty_note(ui, "No partner is named yet.");
    }
    let most = cx.d.heard.iter().map(|h| h.contributions).max().unwrap_or(0).max(1);
    for h in &cx.d.heard {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(RichText::new(h.contributions.to_string()).size(theme::CONTROL));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(
                        egui::Label::new(RichText::new(cx.s.partner_name(h.partner)).size(theme::CONTROL)).truncate(),
                    );
                });
            });
        });
        ui.add_space(-5.0);
        bar_ui(ui, h.contributions as f32 / most as f32, theme::partner_of(cx.d, h.partner));
    }
    let silent: Vec<&str> =
        cx.d.heard
            .iter()
            .filter(|h| h.contributions == 0 && in_room(cx.s, h.partner, cx.now) > 0)
            .map(|h| cx.s.partner_name(h.partner))
            .collect();
    if !silent.is_empty() {
        ui.add_space(4.0);
        wrapped(
            ui,
            RichText::new(format!("Not heard yet: {}", silent.join(", "))).size(theme::SMALL).color(theme::WARN),
        );
    }
}
