//! Esc: closes what is in front.

use crate::app::{Action, Actions, App, Look, Page, Pasted, Select};
use egui::{Context, Key, Modifiers, Popup};

/// Closes what is in front: the palette, help, a form, the room's screen in this window, a notice, a selection.
pub fn escape(ctx: &Context, app: &App, actions: &mut Actions) {
    // The guide opens on the start page, too.
    if app.view.guide.is_some() && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        return actions.look(Look::Guide(None));
    }
    if app.view.rehearse.is_some() && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        return actions.look(Look::ChooseRehearsal(None));
    }
    if app.view.join.is_some() && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        return actions.push(Action::Join(false));
    }
    // An open list closes itself.
    if app.document.is_none()
        || Popup::is_any_open(ctx)
        || !ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape))
    {
        return;
    }
    let v = &app.view;
    if v.palette.is_some() {
        actions.look(Look::Palette(None));
    } else if v.pasted.is_some() {
        actions.push(Action::Pasted(Pasted::Neither));
    } else if v.large_photo.is_some() {
        actions.look(Look::LargePhoto(None));
    } else if v.help {
        actions.look(Look::Help(false));
    } else if v.room_here {
        actions.look(Look::RoomHere(false));
    } else if v.versions.is_some() {
        actions.push(Action::Versions(false));
    } else if v.sign.is_some() {
        actions.look(Look::Sign(None));
    } else if v.own.is_some() {
        actions.look(Look::Own(None));
    } else if v.copies_in.as_ref().is_some_and(|form| form.is_asked()) {
        actions.push(Action::LeaveCopies);
    } else if v.copies_out.is_some() {
        actions.push(Action::CopiesOut(false));
    } else if v.laptops {
        actions.push(Action::Laptops(false));
    } else if v.list_in.is_some() {
        actions.push(Action::CloseList);
    } else if v.import.is_some() {
        actions.look(Look::Import(None));
    } else if v.respond.is_some() {
        actions.push(Action::ForgetAll);
        actions.look(Look::Respond(None));
    } else if v.leaving {
        actions.push(Action::ForgetAll);
        actions.look(Look::LeaveFinding(false));
    } else if v.on_fixed.is_some() {
        actions.look(Look::DecideOnFixed(None));
    } else if v.notice.is_some() {
        actions.look(Look::DismissNotice);
    } else if v.table_mode {
        actions.look(Look::TableMode(false));
    } else if v.page == Page::Board {
        actions.look(Look::Select(Select::Contribution(None)));
    }
}
