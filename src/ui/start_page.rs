//! The start page: new, open, recent, the example. Nothing asks for an account, a name or a tour.

use super::theme;
use super::widgets::{bold, button_key, card, card_filled, caret, link, primary, small, wrapped};
use crate::app::{Action, Actions, App, Look};
use crate::model::CopyName;
use crate::model::time::{clock, day, in_zone};
use crate::series::{Promise, overdue_sentences};
use crate::store::{Recent, Template, templates};
use egui::{
    CentralPanel, CornerRadius, Frame, Margin, Panel, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};
use std::path::PathBuf;

pub fn start_page_ui(ui: &mut Ui, app: &App, actions: &mut Actions) {
    if theme::is_narrow(ui.ctx()) {
        return narrow_ui(ui, app, actions);
    }
    let side = (ui.available_width() * 0.34).clamp(260.0, 440.0);
    Panel::left("welcome")
        .exact_size(side)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme::rail()).inner_margin(Margin::symmetric(48, 40)))
        .show(ui, welcome_ui);
    page_ui(ui, Margin::symmetric(56, 24), |ui| {
        ui.set_max_width(ui.available_width().min(760.0));
        ui.add_space((ui.available_height() - 560.0).max(0.0) / 2.0);
        sessions_ui(ui, app, actions);
    });
}

/// Under each other, and the sessions right at the top: who enlarges the letters comes here to open one.
fn narrow_ui(ui: &mut Ui, app: &App, actions: &mut Actions) {
    Panel::top("welcome")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme::rail()).inner_margin(Margin::symmetric(18, 10)))
        .show(ui, |ui| {
            ui.label(bold("Upfront", 24.0).color(theme::rail_white()));
            wrapped(ui, RichText::new(OFFLINE).size(theme::SMALL).color(theme::rail_quiet()));
        });
    page_ui(ui, Margin::symmetric(18, 12), |ui| sessions_ui(ui, app, actions));
}

fn page_ui(ui: &mut Ui, margin: Margin, add: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(Frame::new().fill(theme::paper()).inner_margin(margin)).show(ui, |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, add);
    });
}

const OFFLINE: &str = "Works without internet. Nothing leaves this laptop unless you send it.";

fn welcome_ui(ui: &mut Ui) {
    ui.add_space((ui.available_height() - 330.0).max(0.0) / 2.0);
    ui.label(bold("Upfront", 44.0).color(theme::rail_white()));
    ui.add_space(14.0);
    let words = "Say what is up for grabs. Write down what people say. Agree who does what. Sign it together before you go home.";
    wrapped(ui, RichText::new(words).size(19.0).line_height(Some(28.0)).color(theme::rail_ink()));
    ui.add_space(22.0);
    wrapped(ui, RichText::new(OFFLINE).color(theme::rail_quiet()));
}

fn sessions_ui(ui: &mut Ui, app: &App, actions: &mut Actions) {
    unfinished_ui(ui, app, actions);
    sticks_ui(ui, app, actions);
    ui.label(bold("Start a session", 19.0));
    ui.add_space(4.0);
    let abreast = if ui.available_width() < 2.0 * LEAST_TEMPLATE { 1 } else { 2 };
    let width = (ui.available_width() + 10.0) / abreast as f32 - 10.0;
    for row in templates().iter().enumerate().collect::<Vec<_>>().chunks(abreast) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            for (i, t) in row {
                if template_ui(ui, t, width) {
                    actions.push(Action::NewSession(Some(*i)));
                }
            }
        });
        ui.add_space(4.0);
    }
    ui.horizontal_wrapped(|ui| {
        if button_key(ui, "Empty session", "Ctrl N").clicked() {
            actions.push(Action::NewSession(None));
        }
        if button_key(ui, "Open…", "Ctrl O").clicked() {
            actions.push(Action::BrowseOpen);
        }
        if button_key(ui, "Join a room…", "Ctrl Shift J").clicked() {
            actions.push(Action::Join(true));
        }
        if link(ui, "Look at an example", None).clicked() {
            actions.push(Action::Sample);
        }
        if link(ui, "Rehearse an evening", None).clicked() {
            actions.look(Look::ChooseRehearsal(Some(Default::default())));
        }
        super::guide_window::guide_link(ui, actions, "what", "Read the guide");
    });
    ui.add_space(8.0);
    path_ui(ui, app, actions);
    if let Some(notice) = &app.view.notice {
        ui.add_space(6.0);
        wrapped(ui, RichText::new(&notice.text).color(if notice.bad { theme::warn() } else { theme::ink() }));
    }
    ui.add_space(18.0);
    ui.label(bold("Recent", 19.0));
    ui.add_space(4.0);
    recent_ui(ui, app, actions);
}

/// Sessions that were not put away: the window or the laptop stopped, or the file could not be written.
fn unfinished_ui(ui: &mut Ui, app: &App, actions: &mut Actions) {
    for left in app.unfinished.iter().take(3) {
        card_filled(ui, theme::accent_soft(), theme::line(), |ui: &mut Ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if primary(ui, "Go on with it", None).clicked() {
                        actions.push(Action::Continue(left.id));
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                        let at = left.last.map(|at| in_zone(at, &app.env.zone()));
                        let when = at.map(|at| format!(" at {}, {}", clock(at), day(at.date_naive())));
                        let when = when.unwrap_or_default();
                        ui.add(egui::Label::new(bold(&left.title, theme::BODY)).truncate());
                        wrapped(ui, small(format!("Stopped{when} without being closed; everything is there")));
                    });
                });
            });
        });
        ui.add_space(10.0);
    }
}

/// Sessions on sticks that are plugged in.
fn sticks_ui(ui: &mut Ui, app: &App, actions: &mut Actions) {
    for on in app.sticks.found.iter().take(6) {
        let (called, does) = match on.copy {
            CopyName::Table { table, .. } => (format!("Table {table} · {}", on.title), "Take notes"),
            _ => (on.title.clone(), "Open it"),
        };
        card_filled(ui, theme::accent_soft(), theme::line(), |ui: &mut Ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if primary(ui, does, None).clicked() {
                        actions.push(Action::Open(on.path.clone()));
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                        let file = on.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                        ui.add(egui::Label::new(bold(&called, theme::BODY)).truncate());
                        ui.add(egui::Label::new(small(format!("{file}, on a stick"))).truncate());
                    });
                });
            });
        });
        ui.add_space(10.0);
    }
}

/// A template's words need so much.
const LEAST_TEMPLATE: f32 = 240.0;

fn template_ui(ui: &mut Ui, t: &Template, width: f32) -> bool {
    let about = ui.painter().layout(t.text.about.clone(), theme::plain(theme::SMALL), theme::ink_2(), width - 28.0);
    let height = (about.size().y + 47.0).max(64.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &t.text.title));
    let line = if response.has_focus() { Stroke::new(2.0, theme::accent()) } else { Stroke::new(1.0, theme::line()) };
    let fill = if response.hovered() { theme::accent_soft() } else { theme::panel() };
    let p = ui.painter();
    p.rect(rect, CornerRadius::same(8), fill, line, StrokeKind::Inside);
    p.text(rect.min + vec2(14.0, 12.0), egui::Align2::LEFT_TOP, &t.text.title, theme::bold(theme::BODY), theme::ink());
    p.galley(rect.min + vec2(14.0, 35.0), about, theme::ink_2());
    response.clicked()
}

/// A path that always works, where no dialog answers.
fn path_ui(ui: &mut Ui, app: &App, actions: &mut Actions) {
    let mut path = app.view.open_path.clone();
    let label = ui.label(small("Or type where it lies"));
    ui.horizontal(|ui| {
        let width = ui.available_width() - 90.0;
        let edit = caret::line(ui, egui::Id::unique("path to open"), &mut path)
            .desired_width(width)
            .hint_text("…/Upfront/my-session.ron")
            .margin(Margin::symmetric(8, 5));
        let field = ui.add(edit).labelled_by(label.id);
        if field.changed() {
            actions.look(Look::OpenPath(path.clone()));
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        let go = super::widgets::button(ui, if app.view.opening { "Opening…" } else { "Open" });
        if (entered || go.clicked()) && !path.trim().is_empty() {
            actions.push(Action::Open(PathBuf::from(path.trim())));
        }
    });
}

/// "The reply to everyone was due on 11 June 2026 · A2 and A5 are overdue", as it stood when it was last open here.
fn late_words(recent: &Recent, app: &App) -> String {
    let promised = recent.promised.iter().map(|(by, what)| Promise { by: *by, what: what.clone(), carried: false });
    overdue_sentences(&promised.collect::<Vec<_>>(), app.env.now().date_naive()).join(" · ")
}

fn recent_ui(ui: &mut Ui, app: &App, actions: &mut Actions) {
    card(ui, |ui| {
        if app.settings.recent.is_empty() {
            ui.label(small("Sessions you open will be listed here"));
        }
        for (i, recent) in app.settings.recent.iter().enumerate() {
            if i > 0 {
                ui.separator();
            }
            let late = late_words(recent, app);
            let late = (!late.is_empty()).then(|| {
                let font = theme::plain(theme::SMALL);
                ui.painter().layout(late.clone(), font, theme::warn(), ui.available_width())
            });
            let height = 42.0 + late.as_ref().map_or(0.0, |late| late.size().y + 2.0);
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
            let says = late.as_ref().map_or(recent.title.clone(), |late| format!("{}. {}", recent.title, late.text()));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
            let p = ui.painter();
            let ink = if response.hovered() || response.has_focus() { theme::accent() } else { theme::ink() };
            let name = recent.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let file = p.text(
                rect.right_top() + vec2(0.0, 21.0),
                egui::Align2::RIGHT_CENTER,
                name,
                theme::plain(theme::SMALL),
                theme::ink_2(),
            );
            let room = (file.left() - rect.left() - 16.0).max(60.0);
            let mut job = egui::text::LayoutJob::simple_singleline(recent.title.clone(), theme::bold(theme::BODY), ink);
            job.wrap = egui::text::TextWrapping::truncate_at_width(room);
            let title = p.layout_job(job);
            p.galley(rect.min + vec2(0.0, 2.0), title, ink);
            p.text(
                rect.min + vec2(0.0, 23.0),
                egui::Align2::LEFT_TOP,
                &recent.detail,
                theme::plain(theme::SMALL),
                theme::ink_2(),
            );
            if let Some(late) = late {
                p.galley(rect.min + vec2(0.0, 42.0), late, theme::warn());
            }
            if response.clicked() {
                actions.push(Action::Open(recent.path.clone()));
            }
        }
    });
}
