//! What became of last time: you said, we did, we did not because. The first page of a session that follows another.
//!
//! What is listed was brought along when the session was opened from the one before; that one is not changed here.

use super::shell::{room_button, top_title, undo_ui};
use super::upkeep::{labelled, moved_ui, progress_words};
use super::widgets::{
    Field, Icon, bold, card, choose, columns, dot, empty_note, icon_button, primary, section_title, small,
    small_button, text_field, warn_chip, wrapped,
};
use super::{Cx, theme};
use crate::app::{Look, RoomShows, Select};
use crate::edit::{Command, EarlierField as F, Edit, Key, SessionField};
use crate::model::*;
use crate::report::blocks::words;
use egui::{RichText, ScrollArea, Ui};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let unsaid = cx.s.earlier.iter().filter(|e| e.progress.is_none()).count();
    let beside = match (cx.s.earlier.len(), unsaid) {
        (0, _) => String::new(),
        (_, 0) => "You said, we did, we did not because".to_string(),
        (all, unsaid) => format!("Nobody has said yet what became of {unsaid} of {all}"),
    };
    top_title(ui, cx, "What became of last time", &beside, |ui, cx| {
        if !cx.s.earlier.is_empty() {
            if cx.v.room_screen && cx.v.room_shows == RoomShows::LastTime {
                room_button(ui, cx);
            } else if primary(ui, "Show this to the room", None).clicked() {
                cx.look(Look::RoomShows(RoomShows::LastTime));
                cx.look(Look::RoomScreen(true));
            }
        }
        undo_ui(ui, cx);
    });
}

pub fn last_time_page_ui(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        card(ui, |ui| which_ui(ui, cx));
        for kind in EarlierKind::ALL {
            let of: Vec<&Earlier> = cx.s.earlier.iter().filter(|e| e.kind == kind).collect();
            if of.is_empty() {
                continue;
            }
            ui.add_space(12.0);
            ui.label(bold(kind.heading(), 17.0));
            ui.add_space(4.0);
            for e in of {
                card(ui, |ui| earlier_ui(ui, cx, e));
                ui.add_space(4.0);
            }
        }
        ui.add_space(8.0);
    });
}

/// Which sessions were before, with the codes they are chained by.
fn which_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "The session before");
    if cx.s.series.is_empty() && cx.s.earlier.is_empty() && cx.s.follows.trim().is_empty() {
        empty_note(
            ui,
            "This session follows no other. Open the one before and choose “Start the next session from this one”: \
             what was agreed there, and what is owed, then stands here.",
        );
        return;
    }
    let look = Field::bare("The session before", "which session that was");
    text_field(ui, cx, "follows", look, &cx.s.follows, |t| Command::session(SessionField::Follows(t)));
    for e in cx.s.series.iter().rev() {
        wrapped(ui, small(words::earlier_session(e)));
    }
}

fn earlier_ui(ui: &mut Ui, cx: &mut Cx, e: &Earlier) {
    let id = e.id;
    let called = e.called();
    let edit = move |f: F| Command::Edit(Edit::Earlier(id, f));
    let open = cx.v.earlier == Some(id);
    ui.horizontal_top(|ui| {
        dot(ui, theme::partner_of(cx.d, e.owner.or(e.from)));
        ui.label(bold(&called, theme::BODY));
        let room = (ui.available_width() - 100.0).max(60.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            wrapped(ui, RichText::new(words::earlier_words(e)));
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if icon_button(ui, Icon::Remove, &format!("Leave out {called} of last time")).clicked() {
                cx.act(format!("{called} of last time taken out"), Command::Remove(Key::Earlier(id)));
            }
            let more = small_button(ui, if open { "Less" } else { "More" });
            let name = format!("{} of {called}", if open { "Less" } else { "More" });
            more.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
            if more.clicked() {
                cx.look(Look::Select(Select::Earlier((!open).then_some(id))));
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        wrapped(ui, small(words::about_earlier(cx.s, e)));
        let today = cx.now.date_naive();
        if e.is_going_on() && e.due().is_some_and(|due| due < today) {
            warn_chip(ui, "overdue");
        }
    });
    columns(ui, &[1.0, 3.4], |ui, i| match i {
        0 => labelled(ui, "What became of it", |ui| {
            let all: Vec<Option<Progress>> = std::iter::once(None).chain(Progress::ALL.map(Some)).collect();
            let name = format!("What became of {called}");
            if let Some(p) = choose(ui, (id, "became"), &name, e.progress, &all, |p| progress_words(e.kind, p)) {
                cx.act(name.to_lowercase(), edit(F::Progress(p)));
            }
        }),
        _ => {
            let asks = e.progress.and_then(|p| e.kind.asks(p)).unwrap_or("In a word");
            text_field(ui, cx, (id, "shows"), Field::line(asks), &e.shows, |t| edit(F::Shows(t)));
        }
    });
    if open {
        moved_ui(ui, cx, (id.0, &called), (e.by, &e.moved), move |moved| edit(F::Moved(moved)));
    }
}
