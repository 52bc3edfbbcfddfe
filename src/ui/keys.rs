//! Keys that work from everywhere. None of them is one that a text field needs.

use super::widgets::{bold, link, small};
use super::{Cx, theme};
use crate::app::{Action, Actions, App, Look, Page, Select};
use crate::model::PartnerId;
use egui::{Context, Key, KeyboardShortcut, Modifiers, Ui};

const PAGES: [Key; 10] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Num0];

/// The keys, as the help and the README say them.
pub const HELP: [(&str, &str); 17] = [
    ("Ctrl 1 … Ctrl 9, Ctrl 0", "Pages, in the order of the rail"),
    ("Ctrl Z, Ctrl Shift Z", "Undo, redo"),
    ("Ctrl N, Ctrl O", "New session, open (on the start page)"),
    ("F9", "Start, or next item"),
    ("Shift F9", "Back to the item before"),
    ("F8", "Pause or go on"),
    ("F6, F7", "1 minute more, 5 minutes more"),
    ("F5", "Show to the room"),
    ("F2", "To the capture line"),
    ("Alt 1 … Alt 9, Alt 0", "Whose words: partner 1 to 9, nobody’s"),
    ("Enter", "Add what is in the capture line"),
    ("Tab", "Complete a token, or make a new theme of it"),
    ("Ctrl F", "Search on the board"),
    ("Up, Down", "The contribution before or after, on Responses"),
    ("D A E N X O", "What became of it, on Responses"),
    ("Ctrl E", "Export the PDF, on Sign & export"),
    ("F1, Esc", "This list; close it, clear a selection"),
];

fn pressed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    // Consumed as a shortcut: a press and its release can come in one slow frame.
    ctx.input_mut(|i| i.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
}

/// Reads the keys and says what they ask for.
pub fn shortcuts(ui: &Ui, app: &App, actions: &mut Actions) {
    let ctx = ui.ctx();
    let Some(document) = &app.document else {
        if pressed(ctx, Modifiers::COMMAND, Key::N) {
            actions.push(Action::NewSession(None));
        }
        if pressed(ctx, Modifiers::COMMAND, Key::O) {
            actions.push(Action::BrowseOpen);
        }
        return;
    };
    if !has_own_undo(ctx, app) {
        undo(ctx, actions);
    }
    for (key, page) in PAGES.into_iter().zip(Page::ALL) {
        if pressed(ctx, Modifiers::COMMAND, key) {
            actions.push(Action::Go(page));
        }
    }
    let simple = [
        (Modifiers::SHIFT, Key::F9, Action::Back),
        (Modifiers::NONE, Key::F9, Action::Next),
        (Modifiers::NONE, Key::F8, Action::PauseOrResume),
        (Modifiers::NONE, Key::F6, Action::Give(1)),
        (Modifiers::NONE, Key::F7, Action::Give(5)),
        (Modifiers::NONE, Key::F5, Action::Look(Look::RoomScreen(!app.view.room_screen))),
        (Modifiers::NONE, Key::F1, Action::Look(Look::Help(!app.view.help))),
    ];
    for (modifiers, key, action) in simple {
        if pressed(ctx, modifiers, key) {
            actions.push(action);
        }
    }
    partners(ctx, app, document.session().partners.iter().map(|p| p.id).collect(), actions);
    if pressed(ctx, Modifiers::NONE, Key::F2) {
        actions.push(Action::Go(Page::Live));
        ctx.memory_mut(|m| m.request_focus(super::capture_line::capture_id()));
    }
    if app.view.page == Page::Sign && pressed(ctx, Modifiers::COMMAND, Key::E) {
        actions.push(Action::Export);
    }
    if app.view.page == Page::Board && pressed(ctx, Modifiers::COMMAND, Key::F) {
        ctx.memory_mut(|m| m.request_focus(super::board_page::search_id()));
    }
    if pressed(ctx, Modifiers::NONE, Key::Escape) {
        escape(app, actions);
    }
}

/// Does the focused field take back its own typing? Those that are no draft of the session do.
fn has_own_undo(ctx: &Context, app: &App) -> bool {
    let v = &app.view;
    let focused = ctx.memory(|m| m.focused());
    let capturing = focused == Some(super::capture_line::capture_id()) && !v.capture.text.is_empty();
    capturing || (focused.is_some() && (v.sign.is_some() || v.import.is_some()))
}

fn undo(ctx: &Context, actions: &mut Actions) {
    if pressed(ctx, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || pressed(ctx, Modifiers::COMMAND, Key::Y) {
        actions.push(Action::Redo);
    }
    if pressed(ctx, Modifiers::COMMAND, Key::Z) {
        actions.push(Action::Undo);
    }
}

/// Alt 1 to 9 and 0: whose words the capture line holds.
fn partners(ctx: &Context, app: &App, partners: Vec<PartnerId>, actions: &mut Actions) {
    if app.view.page != Page::Live {
        return;
    }
    for (place, key) in PAGES.into_iter().enumerate() {
        if pressed(ctx, Modifiers::ALT, key) {
            // The system types the digit as well (on a Mac another sign); it is no word of anybody's.
            ctx.input_mut(|i| i.events.retain(|e| !matches!(e, egui::Event::Text(t) if t.chars().count() == 1)));
            let partner = if place == 9 { Some(None) } else { partners.get(place).copied().map(Some) };
            if let Some(partner) = partner {
                actions.look(Look::CapturePartner(partner));
            }
        }
    }
}

/// Closes what is in front: help, a form, a notice, a selection.
fn escape(app: &App, actions: &mut Actions) {
    let v = &app.view;
    if v.help {
        actions.look(Look::Help(false));
    } else if v.versions.is_some() {
        actions.push(Action::Versions(false));
    } else if v.sign.is_some() {
        actions.look(Look::Sign(None));
    } else if v.import.is_some() {
        actions.look(Look::Import(None));
    } else if v.respond.is_some() {
        actions.push(Action::ForgetAll);
        actions.look(Look::Respond(None));
    } else if v.notice.is_some() {
        actions.look(Look::DismissNotice);
    } else if v.page == Page::Board {
        actions.look(Look::Select(Select::Contribution(None)));
    }
}

/// The list of keys.
pub fn help_window(ui: &mut Ui, cx: &mut Cx) {
    egui::Window::new("Keys").collapsible(false).resizable(false).anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0]).show(
        ui.ctx(),
        |ui| {
            egui::Grid::new("keys").num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
                for (key, does) in HELP {
                    ui.label(bold(key, theme::CONTROL));
                    ui.label(does);
                    ui.end_row();
                }
            });
            ui.add_space(6.0);
            ui.label(small("In the capture line: =name partner, !kind, @table, #theme; \\# is a plain #"));
            if link(ui, "Close", Some("Esc")).clicked() {
                cx.look(Look::Help(false));
            }
        },
    );
}
