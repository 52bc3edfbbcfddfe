//! After the evening: everybody hears back, actions go on, and the next session opens from this one.
//!
//! What is written down here changes nothing that was signed.

use super::commands::Cmd;
use super::shell::{top_title, undo_ui};
use super::upkeep::{by_words, labelled, moved_ui, progress_words};
use super::widgets::{
    Field, bold, button, card, choose, choose_date, columns, dot, empty_note, primary_cmd, section_title, small,
    small_button, text_field, warn_chip, wrapped,
};
use super::{Cx, theme};
use crate::app::{Look, Page, Select, Sheets};
use crate::edit::{ActionField as A, Command, Edit, ReferralField as R, SessionField};
use crate::insight::sentence;
use crate::model::time::day;
use crate::model::*;
use crate::report::blocks::DocumentKind;
use crate::report::blocks::words::{owner, referral_to};
use egui::{RichText, ScrollArea, Ui};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    top_title(ui, cx, "Follow up", "Nothing written down here changes what was signed", |ui, cx| {
        if primary_cmd(ui, "Start the next session", Cmd::NextSession).clicked() {
            cx.run(ui, Cmd::NextSession);
        }
        undo_ui(ui, cx);
    });
}

pub fn follow_up_page_ui(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        card(ui, |ui| reply_ui(ui, cx));
        heading(ui, "Actions, as they go on");
        if cx.s.actions.is_empty() {
            card(ui, |ui| empty_note(ui, "No action was agreed."));
        }
        for a in &cx.s.actions {
            card(ui, |ui| action_ui(ui, cx, a));
            ui.add_space(4.0);
        }
        if !cx.s.referrals.is_empty() {
            heading(ui, "Sent elsewhere, and the answers");
        }
        for r in &cx.s.referrals {
            card(ui, |ui| sent_ui(ui, cx, r));
            ui.add_space(4.0);
        }
        ui.add_space(8.0);
    });
}

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(12.0);
    ui.label(bold(words, 17.0));
    ui.add_space(4.0);
}

/// When everyone was to hear back, and when they did.
fn reply_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "The reply to everyone who came");
    let s = cx.s;
    let late = cx.d.promises(s).iter().any(|p| p.what.is_empty() && p.by < cx.now.date_naive());
    let promised = match (s.reply_by, s.replied) {
        (None, _) => "No date is set by which everyone hears back.".to_string(),
        (Some(by), Some(on)) if on <= by => format!("Promised by {}, and kept.", day(by)),
        (Some(by), Some(_)) => format!("Promised by {}; it came later.", day(by)),
        (Some(by), None) => format!("Promised by {}.", day(by)),
    };
    ui.horizontal_wrapped(|ui| {
        wrapped(ui, RichText::new(promised));
        if late {
            warn_chip(ui, "overdue");
        }
    });
    let look = Field::line("Everyone heard back on").width(150.0);
    choose_date(ui, cx, "replied", look, s.replied, |d| Command::session(SessionField::Replied(d)));
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for (words, kind) in
            [("See the letters", DocumentKind::Letter), ("See the case study for others", DocumentKind::CaseStudy)]
        {
            if button(ui, words).clicked() {
                let sheets = cx.v.export.sheets;
                cx.look(Look::PreviewSheets(Sheets { kind, ..sheets }));
                cx.push(crate::app::Action::Go(Page::Sign));
            }
        }
    });
}

fn action_ui(ui: &mut Ui, cx: &mut Cx, a: &Action) {
    let id = a.id;
    let called = format!("A{}", a.no);
    let edit = move |f: A| Command::Edit(Edit::Action(id, f));
    let open = cx.v.action == Some(id);
    row_ui(ui, cx, (&called, &a.what, a.owner), open, Select::Action((!open).then_some(id)));
    let late = a.is_going_on() && a.due().is_some_and(|due| due < cx.now.date_naive());
    let with = if a.moved.is_empty() { String::new() } else { format!(", first promised for {}", promised(a.by)) };
    line_ui(ui, format!("{} · {}{with}", owner(cx.s, a), by_words(a.due())), late);
    let kind = EarlierKind::Action;
    let set = (a.progress, a.shows.as_str());
    far_ui(ui, cx, (id.0, kind, &called), set, |p| edit(A::Progress(p)), |t| edit(A::Shows(t)));
    if open {
        moved_ui(ui, cx, (id.0, &called), (a.by, &a.moved), move |moved| edit(A::Moved(moved)));
    }
}

fn promised(by: Option<chrono::NaiveDate>) -> String {
    by.map_or_else(|| "no date".into(), day)
}

fn sent_ui(ui: &mut Ui, cx: &mut Cx, r: &Referral) {
    let id = r.id;
    let called = format!("R{}", r.no);
    let edit = move |f: R| Command::Edit(Edit::Referral(id, f));
    ui.horizontal_top(|ui| {
        dot(ui, theme::partner_of(cx.d, r.to));
        ui.label(bold(&called, theme::BODY));
        wrapped(ui, RichText::new(&r.what));
    });
    let to = referral_to(cx.s, r);
    let late = !r.progress.is_over() && r.by.is_some_and(|by| by < cx.now.date_naive());
    line_ui(ui, format!("to {to} · {}", by_words(r.by)), late);
    let set = (r.progress, r.shows.as_str());
    far_ui(ui, cx, (id.0, EarlierKind::Sent, &called), set, |p| edit(R::Progress(p)), |t| edit(R::Shows(t)));
}

/// Number, words, and what opens the rest of it.
fn row_ui(ui: &mut Ui, cx: &mut Cx, (called, what, of): (&str, &str, Option<PartnerId>), open: bool, select: Select) {
    ui.horizontal_top(|ui| {
        dot(ui, theme::partner_of(cx.d, of));
        ui.label(bold(called, theme::BODY));
        let room = (ui.available_width() - 64.0).max(60.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            wrapped(ui, RichText::new(what));
        });
        let more = small_button(ui, if open { "Less" } else { "More" });
        let name = format!("{} of {called}", if open { "Less" } else { "More" });
        more.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
        if more.clicked() {
            cx.look(Look::Select(select));
        }
    });
}

fn line_ui(ui: &mut Ui, words: String, late: bool) {
    ui.horizontal_wrapped(|ui| {
        wrapped(ui, small(words));
        if late {
            warn_chip(ui, "overdue");
        }
    });
}

/// How far it is, and what shows it.
fn far_ui(
    ui: &mut Ui,
    cx: &mut Cx,
    (id, kind, called): (uuid::Uuid, EarlierKind, &str),
    (progress, shows): (Progress, &str),
    becomes: impl Fn(Progress) -> Command,
    with: impl Fn(String) -> Command,
) {
    columns(ui, &[1.0, 3.4], |ui, i| match i {
        0 => labelled(ui, "How far it is", |ui| {
            let name = format!("How far {called} is");
            let word = |p: Progress| progress_words(kind, Some(p));
            if let Some(p) = choose(ui, (id, "far"), &name, progress, &Progress::ALL, word) {
                cx.act(sentence(&name).to_lowercase(), becomes(p));
            }
        }),
        _ => {
            if let Some(asks) = kind.asks(progress) {
                text_field(ui, cx, (id, "shows"), Field::line(asks), shows, &with);
            }
        }
    });
}
