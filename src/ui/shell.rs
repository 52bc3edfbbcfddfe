//! One frame: keys, rail, top bar, page, capture line; then the actions are done.

use super::widgets::{button_key, link};
use super::{Cx, keys, rail, room_screen, start_page, theme};
use crate::app::{Action, Actions, App, Look, Page};
use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui};

/// Draws the app, and does what the person asked for.
pub fn frame_ui(ui: &mut Ui, app: &mut App) {
    app.focus(ui.input(|i| i.focused));
    app.tick();
    app.refresh_room();
    let mut actions = Actions::default();
    keys::shortcuts(ui, app, &mut actions);
    {
        let app = &*app;
        let now = app.env.now();
        let new_id = || app.env.new_id();
        match &app.document {
            None => start_page::start_page_ui(ui, app, &mut actions),
            Some(document) => {
                let mut cx = Cx {
                    s: document.session(),
                    d: document.derived(),
                    v: &app.view,
                    document,
                    now,
                    new_id: &new_id,
                    actions: &mut actions,
                };
                session_ui(ui, app, &mut cx);
            }
        }
    }
    room_screen::room_viewport(ui, app);
    let again = !actions.0.is_empty();
    actions.0.into_iter().for_each(|a| app.handle(a));
    repaint(ui, app, again);
}

/// What was asked for is seen at once; a running clock is drawn each second, and what is unsaved is
/// looked at again in time.
fn repaint(ui: &Ui, app: &App, again: bool) {
    let ctx = ui.ctx();
    if again {
        ctx.request_repaint();
    }
    let Some(document) = &app.document else { return };
    let running = document.session().run.current().is_some() && app.view.page == Page::Live;
    if running || app.view.room_screen || !document.is_in_file() {
        ctx.request_repaint_after(std::time::Duration::from_millis(500));
    }
}

fn session_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    Panel::left("rail")
        .exact_size(theme::RAIL_WIDTH)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme::RAIL).inner_margin(Margin::symmetric(10, 14)))
        .show(ui, |ui| rail::rail_ui(ui, cx));
    Panel::top("top")
        .exact_size(theme::TOP_HEIGHT)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme::PANEL).inner_margin(Margin::symmetric(18, 8)))
        .show(ui, |ui| {
            let line = ui.max_rect().expand2(egui::vec2(18.0, 8.0));
            ui.painter().hline(line.x_range(), line.bottom(), Stroke::new(1.0, theme::LINE));
            ui.horizontal_centered(|ui| top_ui(ui, cx));
        });
    super::banner::banners_ui(ui, cx);
    if cx.v.page == Page::Live {
        super::capture_line::capture_panel(ui, cx);
    }
    notice_ui(ui, cx);
    CentralPanel::default()
        .frame(Frame::new().fill(theme::PAPER).inner_margin(Margin::symmetric(theme::PAGE as i8, 16)))
        .show(ui, |ui| page_ui(ui, app, cx));
    if cx.v.help {
        keys::help_window(ui, cx);
    }
    super::versions_panel::versions_window(ui, cx);
}

/// The page switch only routes.
fn page_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    match cx.v.page {
        Page::Purpose => super::purpose_page::purpose_page_ui(ui, cx),
        Page::Agenda => super::agenda_page::agenda_page_ui(ui, cx),
        Page::Scope => super::scope_page::scope_page_ui(ui, cx),
        Page::Live => super::live_page::live_page_ui(ui, cx),
        Page::Board => super::board_page::board_page_ui(ui, cx),
        Page::Responses => super::responses_page::responses_page_ui(ui, cx),
        Page::Decisions => super::decisions_page::decisions_page_ui(ui, cx),
        Page::Actions => super::actions_page::actions_page_ui(ui, cx),
        Page::Check => super::check_page::check_page_ui(ui, cx),
        Page::Sign => super::sign_page::sign_page_ui(ui, app, cx),
    }
}

fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    match cx.v.page {
        Page::Purpose => super::purpose_page::top_ui(ui, cx),
        Page::Agenda => super::agenda_page::top_ui(ui, cx),
        Page::Scope => super::scope_page::top_ui(ui, cx),
        Page::Live => super::live_page::top_ui(ui, cx),
        Page::Board => super::board_page::top_ui(ui, cx),
        Page::Responses => super::responses_page::top_ui(ui, cx),
        Page::Decisions => super::decisions_page::top_ui(ui, cx),
        Page::Actions => super::actions_page::top_ui(ui, cx),
        Page::Check => super::check_page::top_ui(ui, cx),
        Page::Sign => super::sign_page::top_ui(ui, cx),
    }
}

/// A page's name, and what is said beside it; the buttons go to the right.
pub fn top_title(ui: &mut Ui, title: &str, beside: &str, right: impl FnOnce(&mut Ui)) {
    // A title of any length leaves room for the buttons.
    let room = (ui.available_width() * 0.55).max(120.0);
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(egui::Label::new(super::widgets::bold(title, theme::TITLE)).truncate().selectable(false));
    });
    ui.add_space(6.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        right(ui);
        if !beside.is_empty() {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(super::widgets::small(beside)).truncate().selectable(false));
            });
        }
    });
}

/// Undo with what it would take back; to be put at the right of the top bar.
pub fn undo_ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.document.history().next_undo().is_some() && link(ui, "Undo", Some("Ctrl Z")).clicked() {
        cx.push(Action::Undo);
    }
}

/// The room's screen, from wherever one is.
pub fn room_button(ui: &mut Ui, cx: &mut Cx) {
    let text = if cx.v.room_screen { "Close the room’s screen" } else { "Show to the room" };
    if button_key(ui, text, "F5").clicked() {
        cx.look(Look::RoomScreen(!cx.v.room_screen));
    }
}

fn notice_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(crate::app::Notice { text, bad }) = cx.v.notice.clone() else { return };
    let (fill, ink) = if bad { (theme::WARN_SOFT, theme::WARN) } else { (theme::ACCENT_SOFT, theme::ACCENT) };
    Panel::bottom("notice")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(fill).inner_margin(Margin::symmetric(18, 6)))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if link(ui, "Dismiss", Some("Esc")).clicked() {
                        cx.look(Look::DismissNotice);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(egui::RichText::new(text).color(ink)).wrap());
                    });
                });
            });
        });
}
