//! Sign & export: the pages as they print, the version that is signed, each partner's answer, and the PDF.

use super::commands::Cmd;
use super::guide_window::guide_link;
use super::shell::{room_button, top_title, undo_ui};
use super::widgets::{
    bold, button, button_cmd, card, caret, link, page_columns, primary, scroll_column, section_title, show_told, small,
    small_button, warn_chip, wrapped,
};
use super::{Cx, print_panel, sign_answers, sign_corrections, sign_elsewhere, theme};
use crate::app::{Action, App, Look, RoomShows, Told, USUAL_CHANGER};
use crate::edit::{Edit, VersionField};
use crate::model::time::{clock, day, in_zone};
use crate::model::*;
use crate::record;
use egui::Ui;

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let beside = match cx.s.version() {
        None => "Draft, not frozen yet".to_string(),
        Some(v) if cx.s.changed_since_version => format!("Draft of version {}", v.no.saturating_add(1)),
        Some(v) => {
            let at = in_zone(v.at, &cx.s.zone);
            let date =
                if at.date_naive() == cx.s.date { String::new() } else { format!(" on {}", day(at.date_naive())) };
            format!("Version {} · frozen at {}{date}", v.no, clock(at))
        }
    };
    top_title(ui, cx, "Sign & export", &beside, |ui, cx| {
        if primary(ui, "Print", Some("Ctrl P")).clicked() {
            cx.push(Action::Print);
        }
        room_button(ui, cx);
        undo_ui(ui, cx);
    });
}

pub fn sign_page_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    let mut previewed = false;
    page_columns(ui, &[430.0, 604.0], 1, |ui, column| {
        ui.set_height(ui.available_height());
        if column == 0 {
            let height = ui.available_height();
            print_panel::preview_ui(ui, cx, height);
            previewed = true;
        } else {
            scroll_column(ui, |ui| {
                card(ui, |ui| version_ui(ui, cx));
                // What is only read is signed here, or nowhere.
                let read_only = cx.document.is_read_only();
                let frozen = cx.s.version().is_some();
                if frozen && read_only {
                    ui.add_space(8.0);
                    card(ui, |ui| sign_elsewhere::elsewhere_ui(ui, app, cx));
                }
                ui.add_space(8.0);
                card(ui, |ui| sign_answers::partners_ui(ui, cx));
                if let Some(v) = cx.s.version() {
                    ui.add_space(8.0);
                    card(ui, |ui| sign_corrections::corrections_ui(ui, cx, v));
                }
                if frozen && !read_only {
                    ui.add_space(8.0);
                    card(ui, |ui| sign_elsewhere::elsewhere_ui(ui, app, cx));
                }
                ui.add_space(8.0);
                card(ui, |ui| print_panel::print_ui(ui, app, cx, previewed));
                ui.add_space(8.0);
                card(ui, |ui| print_panel::hand_on_ui(ui, cx));
                if cx.s.version().is_some() {
                    ui.add_space(8.0);
                    card(ui, |ui| check_ui(ui, cx));
                }
            });
        }
    });
}

/// Holding a paper against the session, by the code at its foot.
fn check_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Check a paper");
    let mut code = cx.v.code.clone();
    let mut wanted = false;
    ui.horizontal(|ui| {
        let label = ui.label(small("The code at its foot"));
        let line = caret::line(ui, egui::Id::unique("code of a paper"), &mut code)
            .hint_text("K7QM-2D4X-9RTB-6HNE")
            .desired_width((ui.available_width() - 100.0).clamp(80.0, 220.0));
        let field = ui.add(line).labelled_by(label.id);
        wanted = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        wanted |= button(ui, "Check it").clicked();
    });
    if link(ui, "Or choose its PDF, and compare every word…", None).clicked() {
        cx.push(Action::BrowsePaper);
    }
    if code != cx.v.code {
        cx.look(Look::Code(code));
    }
    if wanted {
        cx.push(Action::Verify);
    }
    let Some(verdict) = &cx.v.verdict else { return };
    let (first, rest) = verdict.lines.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let ink = if verdict.matches { theme::status_colors(Status::Open).0 } else { theme::warn() };
    let said = ui.scope(|ui| {
        wrapped(ui, bold(first, theme::CONTROL).color(ink));
        for line in rest {
            wrapped(ui, small(line));
        }
    });
    show_told(ui, cx, &said.response, Told::Verdict);
}

/// The version that is signed, and freezing a new one.
fn version_ui(ui: &mut Ui, cx: &mut Cx) {
    match record::current(cx.s) {
        Some(v) => frozen_ui(ui, cx, v),
        None => draft_ui(ui, cx),
    }
}

fn frozen_ui(ui: &mut Ui, cx: &mut Cx, v: &Version) {
    let signing = cx.d.signing(cx.s).map(|(_, signing)| signing);
    let words = signing.map_or_else(String::new, record::Signing::words);
    section_title(ui, &format!("Version {}: {words}", v.no));
    if let Some(code) = v.code {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(small("Record code"));
            ui.label(bold(code.short(), theme::BODY));
            ui.label(small("is printed on every page"));
        });
    }
    let next = v.no.saturating_add(1);
    wrapped(
        ui,
        small(format!(
            "Any change of the text makes version {next}, typing mistakes too. Answers stay with the version they were given to, and all are printed."
        )),
    );
    if !v.changes.is_empty() {
        ui.add_space(4.0);
        ui.label(bold(format!("Changed since version {}", v.no.saturating_sub(1)), theme::CONTROL));
        for c in &v.changes {
            let when = day(in_zone(c.at, &cx.s.zone).date_naive());
            wrapped(ui, small(format!("{}: {when}, by {}", c.what, c.by)));
        }
    }
    closing_ui(ui, cx, v);
}

/// A version that not all have signed can be closed as it is, and is then printed as that.
fn closing_ui(ui: &mut Ui, cx: &mut Cx, v: &Version) {
    let all_signed = cx.d.signing(cx.s).is_some_and(|(_, signing)| signing.all_signed());
    let read_only = cx.document.is_read_only();
    match v.closed {
        Some(at) => {
            ui.horizontal_wrapped(|ui| {
                let at = in_zone(at, &cx.s.zone);
                ui.label(small(format!("Closed on {} at {}", day(at.date_naive()), clock(at))));
                if !read_only && link(ui, "Open it again", None).clicked() {
                    cx.edit("closing taken back", Edit::Version(v.id, VersionField::Closed(None)));
                }
            });
        }
        None if !read_only && !all_signed && cx.s.answers.iter().any(|a| a.version == v.id) => {
            ui.add_space(4.0);
            if small_button(ui, "Close it without everyone’s signature").clicked() {
                let at = Some(in_zone(cx.now, &cx.s.zone));
                cx.edit(format!("version {} closed", v.no), Edit::Version(v.id, VersionField::Closed(at)));
            }
        }
        None => {}
    }
}

fn draft_ui(ui: &mut Ui, cx: &mut Cx) {
    let next = cx.s.numbers.versions.saturating_add(1);
    section_title(ui, "Freeze the text for signing");
    wrapped(ui, small("Partners sign one text. Freeze it when it has been read back; the clock is kept as it stands."));
    guide_link(ui, cx.actions, "signing", "What a signature means here");
    if let Some(v) = cx.s.version() {
        changed_ui(ui, cx, v);
    }
    if cx.v.freeze_asks {
        return words_waiting_ui(ui, cx);
    }
    // Also where something stops it: a laptop that is missing is best looked for at once.
    let waits = cx.app.room_waits();
    if !waits.is_empty() {
        room_waits_ui(ui, cx, &waits);
    }
    let stops = cx.d.stops(cx.s);
    if stops > 0 {
        let text =
            if stops == 1 { "1 thing stops sign-off".to_string() } else { format!("{stops} things stop sign-off") };
        ui.horizontal(|ui| {
            warn_chip(ui, &text);
            if link(ui, "See what", None).clicked() {
                cx.push(Action::Go(crate::app::Page::Check));
            }
        });
        return;
    }
    if !waits.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if primary(ui, &format!("Freeze version {next}"), None).clicked() {
            cx.push(Action::Freeze);
        }
        if button(ui, "Read it back to the room").clicked() {
            cx.look(Look::RoomShows(RoomShows::ReadBack));
            cx.look(Look::ReadBack(0));
            cx.look(Look::RoomScreen(true));
        }
    });
}

/// Laptops in the room hold words that are not here yet.
fn room_waits_ui(ui: &mut Ui, cx: &mut Cx, waits: &[String]) {
    wrapped(ui, bold("Not everything that was written in the room is here", theme::CONTROL).color(theme::warn()));
    for words in waits.iter().take(MOST_SHOWN) {
        wrapped(ui, small(words));
    }
    if waits.len() > MOST_SHOWN {
        ui.label(small(format!("and {} more", waits.len() - MOST_SHOWN)));
    }
    wrapped(ui, small("Wait for it, or put the laptop out: what it writes from then on waits for the next version."));
    if button_cmd(ui, "Laptops in the room", Cmd::Laptops).clicked() {
        cx.run(ui, Cmd::Laptops);
    }
}

/// What has changed since the version before, as it will be printed, and by whom.
fn changed_ui(ui: &mut Ui, cx: &mut Cx, v: &Version) {
    ui.add_space(4.0);
    match cx.d.changes(cx.s) {
        Some([]) => {
            wrapped(ui, small(format!("What was changed since version {} was changed back.", v.no)));
        }
        Some(changes) => {
            ui.label(bold(format!("Changed since version {}", v.no), theme::CONTROL));
            for c in changes.iter().take(MOST_SHOWN) {
                wrapped(ui, small(&c.words));
            }
            if changes.len() > MOST_SHOWN {
                ui.label(small(format!("and {} more", changes.len() - MOST_SHOWN)));
            }
            who_ui(ui, cx);
        }
        None => {
            wrapped(ui, small(format!("The text has changed since version {}.", v.no)));
        }
    }
    ui.add_space(4.0);
}

/// More changes are counted.
const MOST_SHOWN: usize = 5;

fn who_ui(ui: &mut Ui, cx: &mut Cx) {
    let mut form = cx.v.freeze.clone();
    let field = |ui: &mut Ui, name: &str, hint: &str, text: &mut String, width: f32| {
        let label = ui.label(small(name));
        let line = caret::line(ui, egui::Id::unique(("freezing", name)), text).hint_text(hint).desired_width(width);
        ui.add(line).labelled_by(label.id);
    };
    ui.horizontal_wrapped(|ui| {
        field(ui, "Changed by", USUAL_CHANGER, &mut form.by, 140.0);
        field(ui, "Why", "a typing mistake", &mut form.why, 200.0);
    });
    if form != cx.v.freeze {
        cx.look(Look::Freeze(form));
    }
}

/// Words in the capture line are in no version.
fn words_waiting_ui(ui: &mut Ui, cx: &mut Cx) {
    let waiting = match &cx.v.pasted {
        Some(pasted) => pasted.as_str(),
        None => cx.v.capture.text.as_str(),
    };
    let start: String = waiting.chars().take(60).collect();
    let more = if start.len() < waiting.len() { "…" } else { "" };
    let question = bold(format!("There are words in the capture line: “{start}{more}”"), theme::CONTROL);
    let asked = wrapped(ui, question);
    show_told(ui, cx, &asked, Told::WordsWaiting);
    ui.horizontal_wrapped(|ui| {
        if cx.v.pasted.is_none() && primary(ui, "Add them, then freeze", None).clicked() {
            cx.push(Action::CaptureAndFreeze);
        }
        if small_button(ui, "Freeze without them").clicked() {
            cx.push(Action::FreezeWithoutWords);
        }
        if link(ui, "Not now", None).clicked() {
            cx.look(Look::FreezeAsks(false));
        }
    });
}
