//! Table mode: for a note-taker at one table. That table's prompt, the time and what was said there; nothing
//! else, and nothing to click away.

use super::capture_line::capture_id;
use super::commands::Cmd;
use super::live_page::contribution_ui;
use super::rail::saved_line_ui;
use super::widgets::{
    bold, card, columns, empty_note, link_cmd, section_title, small, small_segmented, status_chip, time_left_ui,
    virtual_list, wrapped,
};
use super::{Cx, theme};
use crate::app::Look;
use crate::live::{is_soon, item_on, plan, table_items, table_timer, timer};
use crate::model::time::{clock, countdown, in_zone};
use crate::model::{AgendaItem, Boundary, Contribution, CopyName};
use egui::{Align, CentralPanel, Frame, Layout, Margin, RichText, ScrollArea, Ui};

/// Beside what was said, what is up for grabs needs so much.
const SIDE_ROOM: f32 = 900.0;

/// The title of the session needs so much beside that of the table.
const TITLE_ROOM: f32 = 120.0;

pub fn table_page_ui(ui: &mut Ui, cx: &mut Cx) {
    // Whoever sits at a table types: until something else is meant, that goes into the line.
    let covered = cx.v.is_covered() || cx.v.guide.is_some() || cx.v.list_in.is_some();
    if ui.memory(|m| m.focused().is_none()) && !covered {
        ui.memory_mut(|m| m.request_focus(capture_id()));
    }
    let margin = Margin::symmetric(theme::PAGE as i8, 14);
    CentralPanel::default().frame(Frame::new().fill(theme::paper()).inner_margin(margin)).show(ui, |ui| {
        match cx.s.copy {
            CopyName::Table { table, .. } => own_table_ui(ui, cx, table),
            _ => tables_ui(ui, cx),
        }
        ui.add_space(8.0);
        let item = item_on(cx.s, cx.v.table_item);
        card(ui, |ui| prompt_ui(ui, cx, item));
        ui.add_space(theme::GAP - 6.0);
        let is_wide = ui.available_width() > SIDE_ROOM && !cx.s.boundaries.is_empty();
        let shares: &[f32] = if is_wide { &[2.0, 1.0] } else { &[1.0] };
        columns(ui, shares, |ui, place| {
            card(ui, |ui| {
                ui.set_height((ui.available_height() - 2.0).max(120.0));
                if place == 0 { feed_ui(ui, cx, item) } else { grabs_ui(ui, cx, item) }
            });
        });
    });
}

/// Which table this copy was made for.
fn own_table_ui(ui: &mut Ui, cx: &mut Cx, table: u8) {
    ui.horizontal(|ui| {
        ui.label(bold(format!("Table {table}"), theme::TITLE));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            back_ui(ui, cx);
            ui.add_space(8.0);
            saved_line_ui(ui, cx);
            if ui.available_width() > TITLE_ROOM {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(small(cx.s.title_or_untitled())).truncate().selectable(false));
                });
            }
        });
    });
}

fn back_ui(ui: &mut Ui, cx: &mut Cx) {
    if link_cmd(ui, "Back to everything", Cmd::TableMode).clicked() {
        cx.run(ui, Cmd::TableMode);
    }
}

/// Which table this laptop stands on.
fn tables_ui(ui: &mut Ui, cx: &mut Cx) {
    let on = cx.s.run.current().and_then(|r| cx.s.agenda.get(r.item));
    let most = on.map(|i| i.tables).filter(|n| *n > 0).unwrap_or_else(|| cx.s.most_tables()).max(cx.v.capture.table);
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
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| back_ui(ui, cx));
    });
}

fn prompt_ui(ui: &mut Ui, cx: &mut Cx, item: Option<&AgendaItem>) {
    let Some(item) = item else {
        ui.label(bold("Nothing is on", 22.0));
        wrapped(ui, small("What is typed below is kept all the same."));
        return;
    };
    items_ui(ui, cx, item);
    // A table’s copy hears what the facilitator’s clock is told only in the room.
    let on = timer(cx.s, cx.now).filter(|t| t.item == item.id && !cx.app.hears_no_clock());
    ui.horizontal_top(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if let Some(t) = on {
                let left = t.remaining_s();
                time_left_ui(ui, left, is_soon(left, &cx.app.settings.warn_min), 40.0);
            }
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let own = item.prompt_of(cx.v.capture.table);
                let question = if own.trim().is_empty() { &item.title } else { own };
                wrapped(ui, bold(question, 24.0));
                if let Some(t) = table_timer(cx.s, cx.now).filter(|_| on.is_some()) {
                    ui.label(small(format!(
                        "Table {} is telling the room, {} left",
                        t.table,
                        countdown(t.remaining_s.max(0))
                    )));
                } else if on.is_some_and(|t| t.paused) {
                    ui.label(small("held"));
                } else if on.is_none() {
                    let planned = plan(cx.s).into_iter().find(|p| p.item == item.id);
                    let at = |at| clock(in_zone(at, &cx.s.zone));
                    ui.label(small(
                        planned.map_or(String::new(), |p| format!("Planned {} to {}", at(p.from), at(p.to))),
                    ));
                }
            });
        });
    });
}

/// Where several items are held at tables, which of them this is: a table's copy does not hear of the clock.
fn items_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem) {
    let all = table_items(cx.s);
    if all.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for one in all {
            if small_segmented(ui, &one.title, one.id == item.id).clicked() {
                cx.look(Look::TableItem(one.id));
            }
        }
    });
    ui.add_space(4.0);
}

/// What is up for grabs, by the numbers that are typed for it: first what this item is about.
fn grabs_ui(ui: &mut Ui, cx: &mut Cx, item: Option<&AgendaItem>) {
    let about = |b: &&Boundary| item.is_some_and(|i| i.about.contains(&b.id));
    let (here, elsewhere): (Vec<&Boundary>, Vec<&Boundary>) = cx.s.boundaries.iter().partition(about);
    ScrollArea::vertical().id_salt("table grabs").auto_shrink(false).show(ui, |ui| {
        for (title, all) in [("Up for grabs in this item", here), ("Elsewhere", elsewhere)] {
            if !all.is_empty() {
                section_title(ui, title);
                all.into_iter().for_each(|b| boundary_ui(ui, b));
                ui.add_space(8.0);
            }
        }
    });
}

fn boundary_ui(ui: &mut Ui, b: &Boundary) {
    ui.horizontal_top(|ui| {
        status_chip(ui, b.now.status, &format!("S{}", b.no));
        let words = wrapped(ui, RichText::new(&b.what).size(theme::CONTROL));
        words.on_hover_text(b.now.status.label());
    });
}

fn feed_ui(ui: &mut Ui, cx: &mut Cx, item: Option<&AgendaItem>) {
    let (table, on) = (cx.v.capture.table, item.map(|i| i.id));
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
