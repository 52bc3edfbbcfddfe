//! The rail: the session's way from preparing to sign-off, and where it is saved.

use super::widgets::{Icon, bold, icon_ui, rail_button};
use super::{Cx, theme};
use crate::app::{Action, Look, Page};
use crate::live::planned_total_min;
use crate::model::time::{in_zone, span};
use crate::series::overdue;
use egui::{Align2, Color32, CornerRadius, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

pub fn rail_ui(ui: &mut Ui, cx: &mut Cx) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        ui.add_space(6.0);
        let name = bold("Upfront", 18.0).color(theme::rail_white());
        if rail_button(ui, name, "Back to the start page").clicked() {
            cx.push(Action::CloseSession);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            super::menu::menu_ui(ui, cx, theme::rail_quiet());
        });
    });
    ui.add_space(4.0);
    // Of a session that follows no other there is no last time.
    let follows = !(cx.s.earlier.is_empty() && cx.s.series.is_empty());
    let prepare: &[Page] = match follows {
        true => &[Page::LastTime, Page::Purpose, Page::Charter, Page::Agenda, Page::Scope],
        false => &[Page::Purpose, Page::Charter, Page::Agenda, Page::Scope],
    };
    // In a low window the entries stand closer.
    let room = ui.available_height();
    let closer = room < LEAST_HEIGHT;
    let height = match closer {
        false => 34.0,
        true if room < LEAST_CLOSE => 24.0,
        true => 28.0,
    };
    for (name, pages) in [
        ("Prepare", prepare),
        ("Run", &[Page::Live, Page::Board][..]),
        ("Agree", &[Page::Responses, Page::Decisions, Page::Actions]),
        ("Sign off", &[Page::Check, Page::Sign]),
        ("Afterwards", &[Page::FollowUp]),
    ] {
        ui.add_space(if closer { 3.0 } else { 8.0 });
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            ui.label(bold(name, 12.5).color(theme::rail_quiet()));
        });
        ui.add_space(2.0);
        pages.iter().for_each(|page| entry_ui(ui, cx, *page, height));
    }
    ui.with_layout(egui::Layout::bottom_up(egui::Align::LEFT), |ui| {
        ui.add_space(2.0);
        saved_ui(ui, cx);
    });
}

/// All entries, their groups and what stands below need so much.
const LEAST_HEIGHT: f32 = 776.0;
/// And where they stand closer, so much: under the strip of a rehearsal there is less.
const LEAST_CLOSE: f32 = 660.0;

/// What stands at the right of an entry, or a tick.
fn aside(cx: &Cx, page: Page) -> Option<String> {
    let s = cx.s;
    let some = |n: usize| (n > 0).then(|| n.to_string());
    match page {
        Page::Purpose => None,
        Page::Charter => {
            let answered = s.charter_questions.iter().filter(|q| q.is_answered()).count();
            (answered > 0).then(|| format!("{answered} / {}", s.charter_questions.len()))
        }
        Page::Agenda => (!s.agenda.is_empty()).then(|| span(planned_total_min(s))),
        Page::Scope => some(s.boundaries.len()),
        Page::Live => s.run.current().map(|_| "on".into()),
        Page::Board => some(s.contributions.len()),
        Page::Responses => {
            (!s.contributions.is_empty()).then(|| format!("{} / {}", cx.d.answered, s.contributions.len()))
        }
        Page::Decisions => some(s.decisions.len()),
        Page::Actions => some(s.actions.len()),
        Page::Check => Some(cx.document.stops_at_rest(cx.now)).filter(|n| *n > 0).map(|n| format!("{n} to mend")),
        Page::LastTime => some(s.earlier.iter().filter(|e| e.progress.is_none()).count()),
        Page::FollowUp => {
            // Those of a session before stand under Last time.
            let late = overdue(cx.d.promises(s), cx.now.date_naive()).iter().filter(|p| !p.carried).count();
            (late > 0).then(|| format!("{late} overdue"))
        }
        Page::Sign => cx.d.signing(s).map(|(signed, _)| format!("{signed} of {}", s.partners.len())),
    }
}

/// Is there all that the page asks for?
fn ticked(cx: &Cx, page: Page) -> bool {
    match page {
        Page::Purpose => !cx.s.title.trim().is_empty() && !cx.s.partners.is_empty() && !cx.s.why.trim().is_empty(),
        Page::Check => cx.document.stops_at_rest(cx.now) == 0,
        Page::Charter => !cx.s.principles.is_empty(),
        _ => false,
    }
}

fn entry_ui(ui: &mut Ui, cx: &mut Cx, page: Page, height: f32) {
    let on = cx.v.page == page;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, page.title()));
    let p = ui.painter();
    let fill = if on {
        theme::rail_on()
    } else if response.hovered() {
        theme::rail_hover()
    } else {
        Color32::TRANSPARENT
    };
    let line = if response.has_focus() { Stroke::new(2.0, theme::rail_white()) } else { Stroke::NONE };
    p.rect(rect, CornerRadius::same(6), fill, line, StrokeKind::Inside);
    let (font, ink) = if on {
        (theme::bold(theme::BODY), theme::rail_white())
    } else {
        (theme::plain(theme::BODY), theme::rail_ink())
    };
    p.text(rect.left_center() + vec2(8.0, 0.0), Align2::LEFT_CENTER, page.title(), font, ink);
    let right = rect.right_center() - vec2(8.0, 0.0);
    if let Some(aside) = aside(cx, page) {
        let words = p.text(right, Align2::RIGHT_CENTER, &aside, theme::plain(12.0), theme::rail_quiet());
        if page == Page::Live {
            p.circle_filled(words.left_center() - vec2(9.0, 0.0), 4.5, theme::rail_quiet());
        }
    } else if ticked(cx, page) {
        icon_ui(ui, right - vec2(6.0, 0.0), 5.0, Icon::Tick, theme::rail_quiet());
    }
    if response.clicked() {
        cx.push(Action::Go(page));
    }
}

/// How far everything is safe: on this laptop, in the file, and whether a stick may be pulled out.
fn safe_words(cx: &Cx) -> String {
    let (document, status) = (cx.document, &cx.document.status);
    if cx.app.practising {
        return "Rehearsal: nothing is kept".into();
    }
    if document.is_read_only() {
        return "Only to be read".into();
    }
    let nowhere = status.journal_fails.is_some() && !document.is_in_file();
    if nowhere {
        return "Not saved".into();
    }
    if !document.is_kept() {
        return "Saving…".into();
    }
    if !document.is_in_file() {
        // Synced in the journal; the file follows within seconds, or the banner says why not.
        return if status.file_fails.is_some() || status.other.is_some() { "Saved here only" } else { "Saved" }.into();
    }
    match status.saved_at.map(|at| in_zone(at, &cx.s.zone).format("%H:%M:%S")) {
        Some(at) if status.removable => format!("Saved {at} · safe to remove"),
        Some(at) => format!("Saved {at}"),
        None if status.path.is_some() => "Saved".into(),
        None => "Not changed yet".into(),
    }
}

/// How far everything is safe, in a line: where there is no rail.
pub fn saved_line_ui(ui: &mut Ui, cx: &Cx) {
    ui.add(egui::Label::new(RichText::new(safe_words(cx)).size(theme::SMALL).color(theme::ink_2())).truncate());
}

/// When and where it was saved.
fn saved_ui(ui: &mut Ui, cx: &mut Cx) {
    let quiet = |text: String| RichText::new(text).size(12.5).color(theme::rail_quiet());
    let path = cx.document.status.path.clone();
    let name = path.as_ref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
    let folder = path.as_ref().and_then(|p| p.parent()).map(|p| p.display().to_string());
    let state = safe_words(cx);
    let link = |ui: &mut Ui, words: &str, does: &str| rail_button(ui, quiet(words.into()), does).clicked();
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        if link(ui, "Keys", "All commands and keys   F1") {
            cx.look(Look::Help(!cx.v.help));
        }
        ui.label(quiet("·".into()));
        if link(ui, "Earlier versions", "As it was at other times, to be opened as a copy") {
            cx.push(Action::Versions(cx.v.versions.is_none()));
        }
    });
    if let Some(name) = name {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            let label = ui.add(egui::Label::new(quiet(name)).truncate());
            if let Some(folder) = folder {
                label.on_hover_text(format!("In {folder}"));
            }
        });
    }
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(quiet(state));
    });
}
