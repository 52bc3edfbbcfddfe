//! Table mode: for a note-taker at one table. That table's prompt, the time and what was said there; nothing
//! else, and nothing to click away.

use super::commands::Cmd;
use super::live_page::contribution_ui;
use super::widgets::{
    bold, card, empty_note, link_cmd, section_title, small, small_segmented, time_left_ui, virtual_list, wrapped,
};
use super::{Cx, theme};
use crate::app::Look;
use crate::live::{is_soon, table_timer, timer};
use crate::model::Contribution;
use crate::model::time::countdown;
use egui::{Align, CentralPanel, Frame, Layout, Margin, Ui};

pub fn table_page_ui(ui: &mut Ui, cx: &mut Cx) {
    let margin = Margin::symmetric(theme::PAGE as i8, 14);
    CentralPanel::default().frame(Frame::new().fill(theme::paper()).inner_margin(margin)).show(ui, |ui| {
        tables_ui(ui, cx);
        ui.add_space(8.0);
        card(ui, |ui| prompt_ui(ui, cx));
        ui.add_space(theme::GAP - 6.0);
        card(ui, |ui| {
            ui.set_height((ui.available_height() - 2.0).max(120.0));
            feed_ui(ui, cx);
        });
    });
}

/// Which table this laptop stands on.
fn tables_ui(ui: &mut Ui, cx: &mut Cx) {
    let on = cx.s.run.current().and_then(|r| cx.s.agenda.get(r.item));
    let most = on.map(|i| i.tables).filter(|n| *n > 0);
    let most = most.or_else(|| cx.s.agenda.iter().map(|i| i.tables).max()).unwrap_or(0).max(cx.v.capture.table);
    ui.horizontal(|ui| {
        ui.label(bold("Table", theme::TITLE));
        for table in 1..=most {
            if small_segmented(ui, &table.to_string(), cx.v.capture.table == table).clicked() {
                cx.look(Look::CaptureTable(table));
            }
        }
        if most == 0 {
            ui.label(small("No item on the agenda has tables; this is the whole room"));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if link_cmd(ui, "Back to everything", Cmd::TableMode).clicked() {
                cx.run(ui, Cmd::TableMode);
            }
        });
    });
}

fn prompt_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some((t, item)) = timer(cx.s, cx.now).and_then(|t| Some((t, cx.s.agenda.get(t.item)?))) else {
        ui.label(bold("Nothing is on", 22.0));
        wrapped(ui, small("What is typed below is kept all the same."));
        return;
    };
    let left = t.remaining_s();
    let soon = is_soon(left, &cx.app.settings.warn_min);
    ui.horizontal_top(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            time_left_ui(ui, left, soon, 40.0);
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let own = item.prompt_of(cx.v.capture.table);
                let question = if own.trim().is_empty() { &item.title } else { own };
                wrapped(ui, bold(question, 24.0));
                if let Some(t) = table_timer(cx.s, cx.now) {
                    ui.label(small(format!(
                        "Table {} is telling the room, {} left",
                        t.table,
                        countdown(t.remaining_s.max(0))
                    )));
                } else if t.paused {
                    ui.label(small("held"));
                }
            });
        });
    });
}

fn feed_ui(ui: &mut Ui, cx: &mut Cx) {
    let (table, on) = (cx.v.capture.table, cx.s.run.current().map(|r| r.item));
    let here: Vec<&Contribution> =
        cx.s.contributions.iter().rev().filter(|c| c.table == table && (on.is_none() || c.item == on)).collect();
    ui.horizontal(|ui| {
        section_title(ui, "Said at this table");
        ui.label(small(here.len().to_string()));
    });
    ui.separator();
    if here.is_empty() {
        return empty_note(ui, "Nothing yet. Type what somebody says in the line below and press Enter.");
    }
    let mut support = None;
    virtual_list(ui, "table feed", here.len(), 62.0, None, |ui, i| {
        if let Some(c) = here.get(i)
            && contribution_ui(ui, cx, c)
        {
            support = Some(*c);
        }
    });
    if let Some(c) = support {
        super::live_page::support(cx, c);
    }
}
