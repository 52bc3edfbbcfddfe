//! The agenda: items in order, and everything about the selected one.

use super::commands::Cmd;
use super::shell::{top_title, undo_ui};
use super::widgets::{
    Field, Icon, bold, button, card, card_filled, choose, choose_partner, empty_note, field, focus_mended, icon_button,
    labelled_row, number, page_columns, primary_cmd, row_buttons, scroll_column, section_title, small, small_button,
    small_segmented, table_head, text_field, wrapped,
};
use super::{Cx, theme};
use crate::app::{Action, Look, Preference, Select};
use crate::edit::{AgendaField, Command, Edit, Key as ItemKey, RunStep, join, new_agenda_item, split};
use crate::exchange::ListKind;
use crate::live::{plan, planned_end, planned_total_min};
use crate::model::time::{Moment, clock, in_zone, minutes_between, parse_clock, span};
use crate::model::*;
use crate::report::blocks::words::{item_kind, item_notes, sentence};
use egui::{CornerRadius, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let planned = span(planned_total_min(cx.s));
    let beside = format!("{} to {} · {planned} planned", cx.s.starts.format("%H:%M"), cx.s.ends.format("%H:%M"));
    top_title(ui, cx, "Agenda", &beside, |ui, cx| {
        if primary_cmd(ui, "Add item", Cmd::AddItem).clicked() {
            cx.run(ui, Cmd::AddItem);
        }
        if button(ui, "Bring in…").clicked() {
            cx.push(Action::BringIn(ListKind::Agenda));
        }
        undo_ui(ui, cx);
    });
}

pub fn agenda_page_ui(ui: &mut Ui, cx: &mut Cx) {
    let selected = cx.v.item.and_then(|id| cx.s.agenda.get(id)).or(cx.s.agenda.first()).map(|i| i.id);
    page_columns(ui, &[704.0, 330.0], 0, |ui, column| {
        ui.set_height(ui.available_height());
        if column == 0 {
            card(ui, |ui| {
                ui.set_height((ui.available_height() - 2.0).max(0.0));
                table_ui(ui, cx, selected);
            });
        } else {
            scroll_column(ui, |ui| {
                over_ui(ui, cx);
                match selected.and_then(|id| cx.s.agenda.get(id)) {
                    Some(item) => detail_ui(ui, cx, item),
                    None => drop(card(ui, |ui| {
                        empty_note(ui, "The agenda is empty. Type an item and its minutes, or start from a template.")
                    })),
                }
            });
        }
    });
}

/// Shares of the table's columns: starts, minutes, item, lead, kind. The buttons have their own room.
const SHARES: [f32; 5] = [0.115, 0.08, 0.41, 0.22, 0.175];
const BUTTONS: f32 = 86.0;

fn table_ui(ui: &mut Ui, cx: &mut Cx, selected: Option<ItemId>) {
    let width = ui.available_width() - BUTTONS;
    table_head(ui, width, &["Starts", "Min", "Item", "Lead", "Kind"], &SHARES);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let planned = plan(cx.s);
        let mut rows = Vec::with_capacity(cx.s.agenda.len());
        for (item, planned) in cx.s.agenda.iter().zip(planned) {
            rows.push((item.id, row_ui(ui, cx, item, planned, selected == Some(item.id))));
        }
        if let Some((id, to)) = dragged_to(ui, &rows) {
            cx.edit("order of the agenda", Edit::AgendaItem(id, AgendaField::Order(cx.s.agenda.at(to, Some(id)))));
        }
        ui.add_space(8.0);
        quick_add_ui(ui, cx);
    });
}

/// Draws where a row that is being dragged would go; gives the item and its new place once it is let go.
/// The arrows beside a row do the same.
fn dragged_to(ui: &Ui, rows: &[(ItemId, egui::Response)]) -> Option<(ItemId, usize)> {
    let (from, (id, held)) = rows.iter().enumerate().find(|(_, (_, r))| r.dragged() || r.drag_stopped())?;
    let pointer = ui.input(|i| i.pointer.interact_pos())?;
    let above = rows.iter().filter(|(_, r)| r.rect.center().y < pointer.y).count();
    let y =
        rows.get(above).map_or_else(|| rows.last().map_or(pointer.y, |(_, r)| r.rect.bottom()), |(_, r)| r.rect.top());
    ui.painter().hline(held.rect.x_range(), y, Stroke::new(3.0, theme::accent()));
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    // Taken out of its place, everything below it moves up by one.
    let to = if above > from { above - 1 } else { above };
    (held.drag_stopped() && to != from).then_some((*id, to))
}

/// A long word of a partner's name needs so much.
const LEAST_NAME: f32 = 80.0;

fn row_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem, planned: crate::live::Planned, on: bool) -> egui::Response {
    let width = ui.available_width() - BUTTONS;
    let galley = |text: String, font, ink, share: f32| ui.painter().layout(text, font, ink, width * share - 10.0);
    let title = galley(item.title.clone(), theme::plain(theme::CONTROL), theme::ink(), SHARES[2]);
    let mut notes = item_notes(cx.s, item);
    if planned.gap_min != 0 {
        let (n, what) =
            (planned.gap_min.abs(), if planned.gap_min > 0 { "free before it" } else { "too late for its pin" });
        notes = format!("{n} min {what}{}{notes}", if notes.is_empty() { "" } else { "; " });
    }
    let ink = if planned.gap_min < 0 { theme::warn() } else { theme::ink_2() };
    let notes = (!notes.is_empty()).then(|| galley(sentence(&notes), theme::plain(theme::SMALL), ink, SHARES[2]));
    // Where a name would be broken within its words, the short key people know stands for it.
    let narrow = width * SHARES[3] < LEAST_NAME;
    let name = |p: &Partner| if narrow { p.key.clone() } else { p.name.clone() };
    let lead = galley(
        item.lead.and_then(|id| cx.s.partners.get(id)).map(name).unwrap_or_default(),
        theme::plain(theme::CONTROL),
        theme::ink(),
        SHARES[3],
    );
    let kind = galley(sentence(&item_kind(item)), theme::plain(theme::SMALL), theme::ink_2(), SHARES[4]);
    let words = title.size().y + notes.as_ref().map_or(0.0, |n| n.size().y);
    let height = words.max(lead.size().y).max(kind.size().y).max(24.0) + 16.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width + BUTTONS, height), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &item.title));
    let fill = if on {
        theme::accent_soft()
    } else if response.hovered() {
        theme::sunk()
    } else {
        theme::panel()
    };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, theme::line()));
    let mut x = rect.left() + 4.0;
    let top = rect.top() + 8.0;
    let p = ui.painter().clone();
    p.text(egui::pos2(x, top), egui::Align2::LEFT_TOP, clock(planned.from), theme::plain(theme::CONTROL), theme::ink());
    x += width * SHARES[0];
    p.text(
        egui::pos2(x, top),
        egui::Align2::LEFT_TOP,
        item.planned_min.to_string(),
        theme::bold(theme::CONTROL),
        theme::ink(),
    );
    x += width * SHARES[1];
    let below = top + title.size().y;
    p.galley(egui::pos2(x, top), title, theme::ink());
    if let Some(notes) = notes {
        p.galley(egui::pos2(x, below), notes, ink);
    }
    x += width * SHARES[2];
    p.galley(egui::pos2(x, top), lead, theme::ink());
    x += width * SHARES[3];
    p.galley(egui::pos2(x, top + 1.0), kind, theme::ink_2());
    if response.clicked() {
        cx.look(Look::Select(Select::Item(Some(item.id))));
    }
    let buttons = egui::Rect::from_min_max(egui::pos2(rect.right() - 82.0, rect.top()), rect.max);
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(buttons).layout(egui::Layout::left_to_right(egui::Align::Center)));
    let what = format!("“{}”", item.title);
    let order = |o| Edit::AgendaItem(item.id, AgendaField::Order(o));
    row_buttons(&mut child, cx, &cx.s.agenda, item.id, (&what, ItemKey::AgendaItem(item.id)), order);
    response
}

/// "Walk round the site 25" and Enter.
fn quick_add_ui(ui: &mut Ui, cx: &mut Cx) {
    let id = cx.id();
    let s = cx.s;
    let look =
        Field::bare("Add an agenda item", "Type an item and its minutes, and press Enter: Walk round the site 25");
    field(ui, cx, ("quick", cx.s.agenda.len()), look, "", |text| {
        let text = text.trim();
        let (title, min) = match text.rsplit_once(' ').map(|(t, m)| (t, m.parse::<u32>())) {
            Some((title, Ok(min))) if (1..=600).contains(&min) => (title.trim(), min),
            _ => (text, 10),
        };
        if title.is_empty() {
            return Err("Type what it is".into());
        }
        Ok((format!("“{title}”"), Command::Add(new_agenda_item(s, id, title, min).into())))
    });
}

fn over_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(end) = planned_end(cx.s) else { return };
    let over = minutes_between(cx.s.end_moment(), end);
    if over <= 0 {
        return;
    }
    card_filled(ui, theme::warn_soft(), theme::warn_soft(), |ui| {
        ui.label(
            bold(format!("{over} {} over", if over == 1 { "minute" } else { "minutes" }), theme::BODY)
                .color(theme::warn()),
        );
        let closes =
            cx.s.room_closes.map_or_else(String::new, |t| format!("; the room closes at {}", t.format("%H:%M")));
        wrapped(
            ui,
            small(format!(
                "The plan ends at {}; the session is set to end at {}{closes}.",
                clock(end),
                cx.s.ends.format("%H:%M")
            ))
            .color(theme::ink()),
        );
    });
    ui.add_space(theme::GAP - 6.0);
}

fn detail_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem) {
    let id = item.id;
    let edit = move |f: AgendaField| Command::Edit(Edit::AgendaItem(id, f));
    card(ui, |ui| {
        let place = cx.s.agenda.position(id).unwrap_or(0) + 1;
        ui.label(small(format!("Item {place} of {}", cx.s.agenda.len())));
        let title = Field::line("Item");
        let title = text_field(ui, cx, (id, "title"), title, &item.title, |t| edit(AgendaField::Title(t)));
        focus_mended(ui, cx, &title, id.0);
        ui.horizontal_top(|ui| {
            let half = Field::line("Minutes").width(64.0);
            number(ui, cx, (id, "min"), half, item.planned_min, 600, |n| edit(AgendaField::PlannedMin(n)));
            number(ui, cx, (id, "least"), Field { name: "At least", ..half }, item.least_min, 600, |n| {
                edit(AgendaField::LeastMin(n))
            });
            pin_ui(ui, cx, item);
        });
        labelled_row(ui, "Kind", |ui| {
            if let Some(kind) = choose(ui, id, "Kind", item.kind, &ItemKind::ALL, |k| sentence(k.word())) {
                cx.edit("kind of an item", Edit::AgendaItem(id, AgendaField::Kind(kind)));
            }
        });
        labelled_row(ui, "Method", |ui| {
            let all: Vec<u8> = (0..=12).collect();
            let word = |n: u8| sentence(&AgendaItem { tables: n, ..item.clone() }.method());
            if let Some(n) = choose(ui, id, "Method", item.tables, &all, word) {
                cx.edit("method", Edit::AgendaItem(id, AgendaField::Tables(n)));
            }
        });
        if item.tables > 0 {
            let look = Field::line("Report back, minutes a table").width(64.0);
            number(ui, cx, (id, "report"), look, item.report_back_min, 30, |n| edit(AgendaField::ReportBackMin(n)));
        }
        labelled_row(ui, "Lead", |ui| {
            if let Some(lead) = choose_partner(ui, cx, id, "Lead", "nobody", item.lead) {
                cx.edit("lead", Edit::AgendaItem(id, AgendaField::Lead(lead)));
            }
        });
        ui.horizontal(|ui| {
            if small_button(ui, "Split in two").clicked()
                && let Some(command) = split(cx.s, id, cx.id())
            {
                cx.act(format!("“{}” split", item.title), command);
            }
            if let Some(command) = join(cx.s, id)
                && small_button(ui, "Join with the next").clicked()
            {
                cx.act(format!("“{}” joined", item.title), command);
            }
        });
        let mut protected = item.protected;
        if ui.checkbox(&mut protected, "Protected: never trimmed when late").changed() {
            cx.edit("protection", Edit::AgendaItem(id, AgendaField::Protected(protected)));
        }
    });
    ui.add_space(theme::GAP - 6.0);
    card(ui, |ui| {
        text_field(ui, cx, (id, "prompt"), Field::lines("Prompt for the room", 2), &item.prompt, |t| {
            edit(AgendaField::Prompt(t))
        });
        table_prompts_ui(ui, cx, item);
        about_ui(ui, cx, item);
        text_field(ui, cx, (id, "notes"), Field::lines("Note for everybody", 2), &item.notes, |t| {
            edit(AgendaField::Notes(t))
        });
        if cx.v.room_was_here && !cx.v.private {
            return drop(wrapped(ui, small("Your own notes are hidden, because the room may see this screen.")));
        }
        let look = Field::lines("Notes for the facilitator, never shown or printed", 2);
        text_field(ui, cx, (id, "private"), look, &item.private_notes, |t| edit(AgendaField::PrivateNotes(t)));
    });
    if let Some(ran) = cx.s.run.of(id) {
        ui.add_space(theme::GAP - 6.0);
        card(ui, |ui| happened_ui(ui, cx, ran));
    }
    ui.add_space(theme::GAP - 6.0);
    card(ui, |ui| warnings_ui(ui, cx));
}

/// Minutes left at which a warning can come.
const WARNINGS: [u32; 6] = [15, 10, 5, 3, 2, 1];

/// When the timer warns on this laptop: by colour, shape and, if wanted, a sound.
fn warnings_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Warn when so many minutes are left");
    let now = &cx.app.settings.warn_min;
    ui.horizontal_wrapped(|ui| {
        for min in WARNINGS {
            let on = now.contains(&min);
            if small_segmented(ui, &format!("{min} min"), on).clicked() {
                let all = WARNINGS.into_iter().filter(|m| if *m == min { !on } else { now.contains(m) }).collect();
                cx.push(Action::Prefer(Preference::WarnMin(all)));
            }
        }
    });
    let mut sound = cx.app.settings.sound;
    if ui.checkbox(&mut sound, "With a sound").changed() {
        cx.push(Action::Prefer(Preference::Sound(sound)));
    }
}

fn pin_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem) {
    let id = item.id;
    let value = item.pinned.map(|t| t.format("%H:%M").to_string()).unwrap_or_default();
    field(ui, cx, (id, "pin"), Field::line("Pinned to").width(70.0).hint("19:35"), &value, |text| {
        let pin = match text.trim() {
            "" => None,
            t => Some(parse_clock(t).ok_or("Write it as 19:35")?),
        };
        Ok(("pin".into(), Command::Edit(Edit::AgendaItem(id, AgendaField::Pinned(pin)))))
    });
    if item.pinned.is_some() {
        let look = Field::line("Because").hint("food arrives then");
        text_field(ui, cx, (id, "pin reason"), look, &item.pin_reason, |t| {
            Command::Edit(Edit::AgendaItem(id, AgendaField::PinReason(t)))
        });
    }
}

/// The real times, which can be put right afterwards.
fn happened_ui(ui: &mut Ui, cx: &mut Cx, ran: &Ran) {
    section_title(ui, "What happened");
    let (item, from, to) = (ran.item, ran.from, ran.to);
    let s = cx.s;
    let at = |t: Moment| clock(in_zone(t, &s.zone));
    let read = |text: &str| parse_clock(text).map(|t| s.moment_at(t)).ok_or_else(|| "Write it as 19:35".to_string());
    ui.horizontal_top(|ui| {
        field(ui, cx, (item, "from"), Field::line("From").width(70.0), &at(from), |text| {
            let from = read(&text)?;
            Ok(("real time".into(), Command::Run(RunStep::Correct { item, from, to })))
        });
        field(
            ui,
            cx,
            (item, "to"),
            Field::line("To").width(70.0).hint("going on"),
            &to.map(at).unwrap_or_default(),
            |text| {
                let to = if text.trim().is_empty() { None } else { Some(read(&text)?) };
                Ok(("real time".into(), Command::Run(RunStep::Correct { item, from, to })))
            },
        );
    });
    let added = ran.added_min();
    if added != 0 {
        ui.label(small(format!("{added:+} min given while running")));
    }
    if let Some(why) = &ran.report_back_skipped {
        text_field(ui, cx, (item, "skipped"), Field::line("Report-back skipped: where it went"), why, |why| {
            Command::Run(RunStep::SkipReportBack { item, why })
        });
    }
}

/// Where tables work on different questions, each has its own; without one it has the room's.
fn table_prompts_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem) {
    let id = item.id;
    for table in 1..=item.tables {
        let place = usize::from(table) - 1;
        let now = item.table_prompts.get(place).map_or("", String::as_str);
        let name = format!("Prompt for table {table}, where it has its own");
        text_field(ui, cx, (id, "prompt of", table), Field::line(&name).hint("As for the room"), now, |words| {
            let mut all = item.table_prompts.clone();
            all.resize(all.len().max(place + 1), String::new());
            all.iter_mut().skip(place).take(1).for_each(|own| own.clone_from(&words));
            Command::Edit(Edit::AgendaItem(id, AgendaField::TablePrompts(all)))
        });
    }
}

/// What is up for grabs in the item: shown beside it while it runs, and to the room.
fn about_ui(ui: &mut Ui, cx: &mut Cx, item: &AgendaItem) {
    let id = item.id;
    let set = |about: Vec<BoundaryId>| Edit::AgendaItem(id, AgendaField::About(about));
    ui.label(small("What’s up for grabs in it"));
    for b in item.about.iter().filter_map(|id| cx.s.boundaries.get(*id)) {
        ui.horizontal(|ui| {
            if icon_button(ui, Icon::Remove, &format!("S{} is not up for grabs in this item", b.no)).clicked() {
                cx.edit(
                    "what is up for grabs in an item",
                    set(item.about.iter().copied().filter(|o| *o != b.id).collect()),
                );
            }
            ui.add(egui::Label::new(small(format!("S{} {}", b.no, b.what))).truncate().selectable(false));
        });
    }
    let others = cx.s.boundaries.iter().filter(|b| !item.about.contains(&b.id)).map(|b| Some(b.id));
    let all: Vec<Option<BoundaryId>> = std::iter::once(None).chain(others).collect();
    let word = |b: Option<BoundaryId>| {
        b.and_then(|id| cx.s.boundaries.get(id)).map_or_else(|| "Add…".into(), |b| format!("S{} {}", b.no, b.what))
    };
    if all.len() > 1
        && let Some(Some(b)) = choose(ui, (id, "about"), "Add what is up for grabs in this item", None, &all, word)
    {
        cx.edit("what is up for grabs in an item", set(item.about.iter().copied().chain([b]).collect()));
    }
}
