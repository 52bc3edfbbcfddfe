//! The agenda as it runs: what was, what is on, what is still to come and when, and what can be done with
//! each item without leaving the page.

use super::commands::Cmd;
use super::widgets::{
    Icon, card, empty_note, icon_button, icon_ui, scroll_column, section_title, small_cmd, warn_chip,
};
use super::{Cx, theme};
use crate::app::Action;
use crate::live::{forecast, on_its_day, plan};
use crate::model::time::{clock, in_zone};
use crate::model::*;
use egui::{Align, CornerRadius, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

pub fn agenda_ui(ui: &mut Ui, cx: &mut Cx) {
    card(ui, |ui| {
        ui.set_height((ui.available_height() - 2.0).max(0.0));
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
                        over if over > 0 && on_its_day(cx.s, cx.now) => {
                            drop(warn_chip(ui, &format!("{verb} {ends}, {over} over")))
                        }
                        _ => drop(super::widgets::chip(ui, &format!("{verb} {ends}"), theme::ink_2(), theme::sunk())),
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
        scroll_column(ui, |ui| {
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
                let skipped = cx.s.run.is_skipped(item.id);
                let under = if skipped { "left out".to_string() } else { under };
                let look = Look { on, done: ran.is_some() && !on, skipped, past: past.as_deref() };
                let row = item_ui(ui, item, &clock(planned.from), &under, &look);
                if row.clicked() {
                    start = Some((item.id, on));
                }
                if ran.is_none() {
                    to_come_ui(ui, cx, item, row.rect, skipped);
                }
            }
            ui.add_space(4.0);
            if small_cmd(ui, "Add an item next", Cmd::AddNow).clicked() {
                cx.run(ui, Cmd::AddNow);
            }
        });
        if let Some((id, false)) = start {
            cx.push(Action::StartItem(id));
        }
    });
}

/// How a line of the agenda stands.
struct Look<'a> {
    on: bool,
    done: bool,
    skipped: bool,
    /// By how much what comes before runs past its pin.
    past: Option<&'a str>,
}

/// What can be done with an item that has not begun: seen where the pointer or the keyboard is.
fn to_come_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem, row: Rect, skipped: bool) {
    let title = &item.title;
    let less = (Icon::Less, format!("5 minutes less for “{title}”"), Action::GiveAhead(item.id, -5));
    let more = (Icon::Add, format!("5 minutes more for “{title}”"), Action::GiveAhead(item.id, 5));
    let out = (Icon::Remove, format!("Leave out “{title}”"), Action::SkipItem(item.id));
    let back = (Icon::Add, format!("Put “{title}” back"), Action::PutBack(item.id));
    let all = if skipped { vec![back] } else { vec![less, more, out] };
    let size = vec2(28.0 * all.len() as f32, 28.0);
    let buttons = Rect::from_min_size(row.right_bottom() - size - vec2(2.0, 4.0), size);
    let id = ui.scope_id().with(("to come", item.id));
    let seen: bool = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let mut child =
        ui.new_child(UiBuilder::new().max_rect(buttons).layout(Layout::left_to_right(Align::Center)).id_salt(item.id));
    child.spacing_mut().item_spacing.x = 2.0;
    if seen {
        child.painter().rect_filled(buttons, CornerRadius::same(5), theme::sunk());
    } else {
        child.set_opacity(0.0);
    }
    let mut focused = false;
    for (icon, name, action) in all {
        let response = icon_button(&mut child, icon, &name);
        focused |= response.has_focus();
        if response.clicked() {
            cx.push(action);
        }
    }
    let now = focused || ui.rect_contains_pointer(row);
    if now != seen {
        ui.data_mut(|d| d.insert_temp(id, now));
        ui.ctx().request_repaint();
    }
}

fn item_ui(ui: &mut Ui, item: &AgendaItem, at: &str, under: &str, look: &Look) -> Response {
    let Look { on, done, skipped, past } = *look;
    let width = ui.available_width();
    let ink = if done || skipped { theme::ink_3() } else { theme::ink() };
    let font = if on { theme::bold(theme::BODY) } else { theme::plain(theme::BODY) };
    let title = ui.painter().layout(item.title.clone(), font, ink, width - 82.0);
    let note = past.map(|p| ui.painter().layout_no_wrap(p.into(), theme::bold(theme::SMALL), theme::warn()));
    let height = title.size().y + 18.0 + if note.is_some() { 18.0 } else { 0.0 } + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &item.title));
    if on || response.hovered() || response.has_focus() {
        let fill = if on { theme::accent_soft() } else { theme::sunk() };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    }
    if on {
        let bar = egui::Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::same(2), theme::accent());
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
        theme::ink_2(),
    );
    if let Some(note) = note {
        ui.painter().galley(egui::pos2(top.x + 46.0, below + 18.0), note, theme::warn());
    }
    if done {
        icon_ui(ui, rect.right_top() + vec2(-14.0, 17.0), 5.0, Icon::Tick, theme::ink_3());
    }
    if on { response } else { response.on_hover_text("Start this item now") }
}
