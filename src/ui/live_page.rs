//! The live page: the time, what is on, what was said, who has spoken, what is up for grabs.

use super::commands::Cmd;
use super::shell::{room_button, top_title, undo_ui};
use super::widgets::{
    Icon, bold, button_cmd, card, countdown_ui, dot, empty_note, icon_ui, link, link_cmd, page_columns, primary,
    primary_cmd, scroll_column, section_title, short_name, small, time_left_ui, virtual_list, wrapped,
};
use super::{Cx, live_side, theme};
use crate::app::Action;
use crate::edit::{ContributionField, Edit};
use crate::live::{is_soon, left_running, next_item, on_its_day, table_timer, timer};
use crate::model::time::{Moment, clock, countdown, day, in_zone, short_day};
use crate::model::*;
use crate::report::blocks::words::{boundary_no, sentence, table_name};
use egui::{CornerRadius, RichText, Role, Sense, Ui, WidgetInfo, vec2};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let place = if cx.s.place.trim().is_empty() { String::new() } else { format!(" · {}", cx.s.place) };
    let subtitle = if cx.s.subtitle.trim().is_empty() { String::new() } else { format!("{} · ", cx.s.subtitle) };
    let beside = format!("{subtitle}{}{place}", short_day(cx.s.date));
    let title = cx.s.title_or_untitled().to_string();
    top_title(ui, cx, &title, &beside, |ui, cx| {
        room_button(ui, cx);
        undo_ui(ui, cx);
    });
}

pub fn live_page_ui(ui: &mut Ui, cx: &mut Cx) {
    let room = ui.available_width() - 2.0 * theme::GAP;
    let side = (room * 0.257).clamp(212.0, 280.0);
    page_columns(ui, &[side, room - 2.0 * side, side], 1, |ui, column| {
        ui.set_height(ui.available_height());
        match column {
            0 => super::live_agenda::agenda_ui(ui, cx),
            1 => middle_ui(ui, cx),
            _ => scroll_column(ui, |ui| side_ui(ui, cx)),
        }
    });
}

/// The feed keeps at least this height; where there is less, the column scrolls.
const LEAST_FEED: f32 = 190.0;

fn middle_ui(ui: &mut Ui, cx: &mut Cx) {
    scroll_column(ui, |ui| {
        card(ui, |ui| now_ui(ui, cx));
        ui.add_space(theme::GAP - 6.0);
        super::live_late::late_ui(ui, cx);
        card(ui, |ui| {
            ui.set_height((ui.available_height() - 2.0).max(LEAST_FEED));
            feed_ui(ui, cx);
        });
    });
}

fn now_ui(ui: &mut Ui, cx: &mut Cx) {
    if let Some(last) = left_running(cx.s, cx.now) {
        return left_running_ui(ui, cx, last);
    }
    let on = timer(cx.s, cx.now).and_then(|t| Some((t, cx.s.agenda.get(t.item)?)));
    let Some((t, item)) = on else { return waiting_ui(ui, cx) };
    let left = t.remaining_s();
    let soon = is_soon(left, &cx.app.settings.warn_min);
    let mut ink = theme::ink();
    let mut about = vec!["Now".to_string()];
    if let Some(lead) = item.lead {
        about.push(format!("led by {}", cx.s.partner_name(Some(lead))));
    }
    about.push(item.method());
    if t.paused {
        about.push("held".into());
    }
    if left < 0 {
        about.push("over".into());
    } else if soon {
        about.push("little time left".into());
    }
    ui.horizontal_top(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            ink = time_left_ui(ui, left, soon, 48.0);
            ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(small(about.join(" · ")));
                wrapped(ui, bold(item.title.clone(), 20.0));
            });
        });
    });
    ui.add_space(4.0);
    bar_ui(ui, t.elapsed_s as f32 / t.total_s.max(1) as f32, if left < 0 || soon { ink } else { theme::accent() });
    ui.add_space(6.0);
    controls_ui(ui, cx, t.paused);
    report_back_ui(ui, cx, item);
}

/// What can be done with the item that is on.
fn controls_ui(ui: &mut Ui, cx: &mut Cx, paused: bool) {
    ui.horizontal_wrapped(|ui| {
        let next = if next_item(cx.s).is_some() { "Next item" } else { "End the session" };
        let pause = if paused { "Go on" } else { "Pause" };
        if primary_cmd(ui, next, Cmd::Next).clicked() {
            cx.run(ui, Cmd::Next);
        }
        for (text, cmd) in [("+1 min", Cmd::OneMore), ("+5 min", Cmd::FiveMore), (pause, Cmd::Pause)] {
            if button_cmd(ui, text, cmd).clicked() {
                cx.run(ui, cmd);
            }
        }
        if link_cmd(ui, "Back", Cmd::Back).clicked() {
            cx.run(ui, Cmd::Back);
        }
        if next_item(cx.s).is_some() && link_cmd(ui, "End here", Cmd::EndSession).clicked() {
            cx.run(ui, Cmd::EndSession);
        }
    });
}

/// The tables tell the room: with a time each, or not at all.
fn report_back_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem) {
    if item.tables == 0 && cx.s.run.report.is_none() {
        return;
    }
    let min = item.report_back_total_min();
    let skipped = cx.s.run.of(item.id).is_some_and(|r| r.report_back_skipped.is_some());
    ui.horizontal_wrapped(|ui| {
        if let Some(t) = table_timer(cx.s, cx.now) {
            let over = t.remaining_s < 0;
            let ink = if over { theme::over() } else { theme::ink() };
            ui.label(bold(format!("Table {} of {}", t.table, t.of), theme::BODY));
            let shown = if over { format!("+{}", countdown(t.remaining_s)) } else { countdown(t.remaining_s) };
            countdown_ui(ui, &shown, theme::bold(20.0), ink);
            let next = if t.table < t.of { "Next table" } else { "That was the last" };
            if button_cmd(ui, next, Cmd::ReportBack).clicked() {
                cx.run(ui, Cmd::ReportBack);
            }
            if link_cmd(ui, "End it", Cmd::EndReportBack).clicked() {
                cx.run(ui, Cmd::EndReportBack);
            }
            return;
        }
        if skipped {
            ui.label(small("The report-back is skipped"));
            return;
        }
        if min > 0 {
            ui.label(small(format!("Then {min} min of report-back")));
        }
        if link_cmd(ui, "Start the report-back", Cmd::ReportBack).clicked() {
            cx.run(ui, Cmd::ReportBack);
        }
        if min > 0 && link(ui, "Skip it", None).clicked() {
            cx.push(Action::SkipReportBack);
        }
    });
}

/// Nobody ended it: when was it over? The record is whole either way.
fn left_running_ui(ui: &mut Ui, cx: &mut Cx, last: Moment) {
    let at = in_zone(last, &cx.s.zone);
    let title = cx.s.run.current().and_then(|r| cx.s.agenda.get(r.item)).map_or("", |i| i.title.as_str());
    ui.label(bold("This session was never ended", 20.0));
    wrapped(
        ui,
        small(format!(
            "“{title}” has been on since; the last thing written down is of {}, {}. The record is whole; only its end is not known.",
            clock(at),
            day(at.date_naive())
        )),
    );
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, &format!("It ended at {}", clock(at)), None).clicked() {
            cx.push(Action::EndAt(last));
        }
        if link_cmd(ui, "It ends now", Cmd::EndSession).clicked() {
            cx.run(ui, Cmd::EndSession);
        }
    });
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
    if ended.is_none() && !on_its_day(cx.s, cx.now) {
        let today = day(in_zone(cx.now, &cx.s.zone).date_naive());
        let words =
            format!("This session is dated {}; today is {today}. Its date is on Purpose & partners.", day(cx.s.date));
        wrapped(ui, small(words).color(theme::warn()));
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if ended.is_none() && next_item(cx.s).is_some() {
            let first = next_item(cx.s).map_or_else(String::new, |i| format!("Start: {}", i.title));
            if primary_cmd(ui, &first, Cmd::Next).clicked() {
                cx.run(ui, Cmd::Next);
            }
        }
        if cx.s.run.started().is_some() && link_cmd(ui, "Back", Cmd::Back).clicked() {
            cx.run(ui, Cmd::Back);
        }
    });
}

/// How much of a whole is done.
pub fn bar_ui(ui: &mut Ui, part: f32, color: egui::Color32) -> egui::Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(4), theme::sunk());
    let mut done = rect;
    done.set_width(rect.width() * part.clamp(0.0, 1.0));
    ui.painter().rect_filled(done, CornerRadius::same(4), color);
    rect
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
    let mut supported = None;
    let place = cx.v.contribution.and_then(|id| cx.s.contributions.position(id));
    let place = place.and_then(|p| cx.d.feed.iter().position(|other| *other == p));
    let place = place.zip(cx.v.contribution.map(|id| id.0));
    virtual_list(ui, "feed", count, 62.0, place, |ui, i| {
        let c = feed.get(i).and_then(|place| cx.s.contributions.get_at(*place));
        if let Some(c) = c
            && contribution_ui(ui, cx, c)
        {
            supported = Some(c);
        }
    });
    if let Some(c) = supported {
        support(cx, c);
    }
}

/// One more person supports it.
pub fn support(cx: &mut Cx, c: &Contribution) {
    let more = ContributionField::Support(c.support.saturating_add(1));
    cx.edit(format!("support of C{}", c.no), Edit::Contribution(c.id, more));
}

/// One line of the feed; true where one more person supports it.
pub fn contribution_ui(ui: &mut Ui, cx: &Cx, c: &Contribution) -> bool {
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
    ui.painter().hline(line, ui.cursor().top(), egui::Stroke::new(1.0, theme::line()));
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
    let fill = if response.hovered() { theme::accent_soft() } else { theme::sunk() };
    ui.painter().rect_filled(rect, CornerRadius::same(12), fill);
    icon_ui(ui, rect.left_center() + vec2(15.0, 0.0), 5.0, Icon::Support, theme::ink_2());
    ui.painter().text(
        rect.left_center() + vec2(25.0, 0.0),
        egui::Align2::LEFT_CENTER,
        c.support.to_string(),
        theme::plain(theme::SMALL),
        theme::ink_2(),
    );
    response.on_hover_text("One more person supports this").clicked()
}

fn side_ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.v.room_screen || cx.app.has_screens() {
        card(ui, |ui| super::room_screen::room_card(ui, cx));
        ui.add_space(theme::GAP - 6.0);
    }
    card(ui, |ui| live_side::heard_ui(ui, cx));
    ui.add_space(theme::GAP - 6.0);
    let here = live_side::in_this_item(cx);
    if !here.is_empty() {
        card(ui, |ui| live_side::up_for_grabs_here_ui(ui, &here));
        ui.add_space(theme::GAP - 6.0);
    }
    card(ui, |ui| super::people_cards::door_ui(ui, cx));
    ui.add_space(theme::GAP - 6.0);
    if !cx.s.people.is_empty() {
        card(ui, |ui| super::people_cards::spoken_ui(ui, cx));
        ui.add_space(theme::GAP - 6.0);
    }
    if here.len() < cx.s.boundaries.len() || here.is_empty() {
        card(ui, |ui| live_side::up_for_grabs_ui(ui, cx, &here));
    }
    if !cx.s.referrals.is_empty() {
        ui.add_space(theme::GAP - 6.0);
        card(ui, |ui| {
            section_title(ui, "Sent elsewhere");
            for r in &cx.s.referrals {
                wrapped(ui, small(crate::report::blocks::words::referral(cx.s, r)));
            }
        });
    }
}
