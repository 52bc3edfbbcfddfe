//! One frame: escape, rail, top bar, page, capture line; then the actions are done.

use super::commands::{self, Cmd};
use super::widgets::{button_cmd, link, link_cmd};
use super::{Cx, escape, photos_panel, rail, room_screen, start_page, theme};
use crate::app::{Actions, App, Look, Page};
use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui};

/// Draws the app, and does what the person asked for.
pub fn frame_ui(ui: &mut Ui, app: &mut App) {
    app.tick_rehearsal();
    if app.rehearsal.is_some() {
        return rehearsing_ui(ui, app);
    }
    app.focus(ui.input(|i| i.focused));
    app.tick();
    app.refresh_room();
    dress(ui, app);
    let mut actions = Actions::default();
    room_screen::keys_of_the_room(ui, app);
    commands::keys(ui.ctx(), app, &mut actions);
    escape::escape(ui.ctx(), app, &mut actions);
    photos_panel::brought_in(ui, app, &mut actions);
    {
        let app = &*app;
        let now = app.env.now();
        let new_id = || app.env.new_id();
        match &app.document {
            None => start_page::start_page_ui(ui, app, &mut actions),
            Some(document) => {
                let mut cx = Cx {
                    app,
                    s: document.session(),
                    d: document.derived(),
                    v: &app.view,
                    document,
                    now,
                    new_id: &new_id,
                    actions: &mut actions,
                };
                if app.view.room_here {
                    room_screen::room_here_ui(ui, &mut cx);
                } else {
                    session_ui(ui, app, &mut cx);
                }
            }
        }
    }
    super::join_panel::join_window(ui, app, &mut actions);
    super::guide_window::guide_window(ui, app, &mut actions);
    super::rehearsal_strip::rehearsal_window(ui, app, &mut actions);
    room_screen::room_viewport(ui, app);
    let again = !actions.0.is_empty();
    actions.0.into_iter().for_each(|a| app.handle(a));
    repaint(ui, app, again);
}

/// A rehearsal: the app that is practised on, under what the room says; when it is over, what was caught.
fn rehearsing_ui(ui: &mut Ui, app: &mut App) {
    // What comes back for the app around, and for the one in it.
    app.tick();
    let Some(rehearsal) = &mut app.rehearsal else { return };
    let mut actions = Actions::default();
    if rehearsal.result.is_some() {
        dress(ui, &rehearsal.app);
        super::rehearsal_report::rehearsal_report_ui(ui, rehearsal, &mut actions);
    } else {
        super::rehearsal_strip::rehearsal_strip_ui(ui, rehearsal, &mut actions);
        frame_ui(ui, &mut rehearsal.app);
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
    }
    if !actions.0.is_empty() {
        ui.ctx().request_repaint();
    }
    actions.0.into_iter().for_each(|a| app.handle(a));
}

/// What was asked for is seen at once; a running clock is drawn each second, and what is unsaved is
/// looked at again in time.
fn repaint(ui: &Ui, app: &App, again: bool) {
    let ctx = ui.ctx();
    if again {
        ctx.request_repaint();
    }
    let Some(document) = &app.document else {
        // A stick may be plugged in.
        return ctx.request_repaint_after(std::time::Duration::from_millis(2_000));
    };
    let run = &document.session().run;
    let running = run.current().is_some() || run.report.is_some();
    let waits = !document.is_in_file() || document.is_resting();
    if running || app.view.room_screen || app.view.room_here || app.has_screens() || waits {
        ctx.request_repaint_after(std::time::Duration::from_millis(500));
    }
}

/// Colours, stillness and size as they are set on this machine.
fn dress(ui: &mut Ui, app: &App) {
    let s = &app.settings;
    let wanted = (s.scheme, s.still);
    let id = egui::Id::unique("dressed");
    if ui.data(|d| d.get_temp(id)) == Some(wanted) {
        theme::use_scheme(s.scheme);
    } else {
        theme::dress(ui.ctx(), s.scheme, s.still);
        ui.data_mut(|d| d.insert_temp(id, wanted));
        // What is drawn from here on is in the new style already.
        ui.set_style(ui.ctx().global_style());
    }
    let zoom = if s.zoom_percent == 0 { 1.0 } else { f32::from(s.zoom_percent) / 100.0 };
    if (ui.ctx().zoom_factor() - zoom).abs() > 0.001 {
        ui.ctx().set_zoom_factor(zoom);
    }
}

fn session_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    if cx.v.table_mode {
        super::banner::banners_ui(ui, cx);
        super::capture_line::capture_panel(ui, cx);
        notice_ui(ui, cx);
        super::table_page::table_page_ui(ui, cx);
    } else {
        pages_ui(ui, app, cx);
    }
    if cx.v.help {
        super::help::help_window(ui, cx);
    }
    photos_panel::large_window(ui, cx);
    super::palette::palette_window(ui, cx);
    super::capture_line::pasted_window(ui, cx);
    super::list_in_panel::list_in_window(ui, cx);
    super::copies_in_panel::copies_in_window(ui, cx);
    super::copies_out_panel::copies_out_window(ui, cx);
    super::laptops_panel::laptops_window(ui, cx);
}

/// On another page its own keys are meant, until the person goes back to the capture line.
fn leave_capture_line(ui: &Ui, page: Page) {
    let id = egui::Id::unique("page before");
    let before: Option<Page> = ui.data(|d| d.get_temp(id));
    if before.is_some_and(|before| before != page) && page != Page::Live {
        ui.memory_mut(|m| m.surrender_focus(super::capture_line::capture_id()));
    }
    ui.data_mut(|d| d.insert_temp(id, page));
}

fn pages_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    leave_capture_line(ui, cx.v.page);
    let narrow = theme::is_narrow(ui.ctx());
    if !narrow {
        Panel::left("rail")
            .exact_size(theme::RAIL_WIDTH)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(theme::rail()).inner_margin(Margin::symmetric(10, 14)))
            .show(ui, |ui| rail::rail_ui(ui, cx));
    }
    let top = Panel::top("top");
    let top = if narrow { top } else { top.exact_size(theme::TOP_HEIGHT) };
    top.resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme::panel()).inner_margin(Margin::symmetric(18, 8)))
        .show(ui, |ui| {
            let line = ui.max_rect().expand2(egui::vec2(18.0, 8.0));
            ui.painter().hline(line.x_range(), line.bottom(), Stroke::new(1.0, theme::line()));
            if narrow {
                ui.vertical(|ui| top_ui(ui, cx));
            } else {
                ui.horizontal_centered(|ui| top_ui(ui, cx));
            }
        });
    super::banner::banners_ui(ui, cx);
    super::capture_line::capture_panel(ui, cx);
    notice_ui(ui, cx);
    super::clash_card::clashes_here_ui(ui, cx);
    CentralPanel::default()
        .frame(Frame::new().fill(theme::paper()).inner_margin(Margin::symmetric(theme::PAGE as i8, 16)))
        .show(ui, |ui| page_ui(ui, app, cx));
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
        Page::FollowUp => super::follow_up_page::follow_up_page_ui(ui, cx),
        Page::LastTime => super::last_time_page::last_time_page_ui(ui, cx),
        Page::Charter => super::charter_page::charter_page_ui(ui, cx),
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
        Page::FollowUp => super::follow_up_page::top_ui(ui, cx),
        Page::LastTime => super::last_time_page::top_ui(ui, cx),
        Page::Charter => super::charter_page::top_ui(ui, cx),
    }
}

/// A page's name, and what is said beside it; the buttons go to the right.
pub fn top_title(ui: &mut Ui, cx: &mut Cx, title: &str, beside: &str, right: impl FnOnce(&mut Ui, &mut Cx)) {
    if theme::is_narrow(ui.ctx()) {
        ui.horizontal(|ui| {
            super::menu::menu_ui(ui, cx, theme::accent());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                rail::saved_line_ui(ui, cx);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(super::widgets::bold(title, theme::TITLE)).truncate().selectable(false));
                });
            });
        });
        ui.horizontal_wrapped(|ui| {
            right(ui, cx);
            laptops_button(ui, cx);
            page_guide_ui(ui, cx);
        });
        return;
    }
    // A title of any length leaves room for the buttons.
    let room = (ui.available_width() * 0.55).max(120.0);
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(egui::Label::new(super::widgets::bold(title, theme::TITLE)).truncate().selectable(false));
    });
    ui.add_space(6.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        right(ui, cx);
        laptops_button(ui, cx);
        // Where a page has many buttons the key is enough.
        if ui.available_width() > GUIDE_ROOM {
            page_guide_ui(ui, cx);
        }
        if !beside.is_empty() {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(super::widgets::small(beside)).truncate().selectable(false));
            });
        }
    });
}

/// The link to the guide needs so much, with its key.
const GUIDE_ROOM: f32 = 120.0;

/// To the part of the guide that is about this page.
fn page_guide_ui(ui: &mut Ui, cx: &mut Cx) {
    if link_cmd(ui, "Guide", Cmd::Guide).clicked() {
        cx.run(ui, Cmd::Guide);
    }
}

/// Undo with what it would take back; to be put at the right of the top bar.
pub fn undo_ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.document.history().next_undo().is_some() && link_cmd(ui, "Undo", Cmd::Undo).clicked() {
        cx.run(ui, Cmd::Undo);
    }
}

/// So many laptops are in the room, from wherever one is; nothing while no room is open.
fn laptops_button(ui: &mut Ui, cx: &mut Cx) {
    let Some(room) = cx.app.open_room() else { return };
    let (here, all) = (room.here(), room.seen.len());
    let text = match (here == all, all) {
        (true, 1) => "1 laptop".to_string(),
        (true, n) => format!("{n} laptops"),
        (false, 1) => "1 laptop, missing".into(),
        (false, n) => format!("{here} of {n} laptops"),
    };
    if button_cmd(ui, &text, Cmd::Laptops).clicked() {
        cx.run(ui, Cmd::Laptops);
    }
}

/// The room's screen, from wherever one is.
pub fn room_button(ui: &mut Ui, cx: &mut Cx) {
    let text = if cx.v.room_screen { "Close the room’s screen" } else { "Show to the room" };
    if button_cmd(ui, text, Cmd::Room).clicked() {
        cx.run(ui, Cmd::Room);
    }
}

fn notice_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(crate::app::Notice { text, bad }) = cx.v.notice.clone() else { return };
    let (fill, ink) = if bad { (theme::warn_soft(), theme::warn()) } else { (theme::accent_soft(), theme::accent()) };
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
