//! Choosing one of several, numbers, and dates.

use super::field::{Field, field};
use super::text::short_name;
use crate::app::Told;
use crate::edit::Command;
use crate::insight::Kind;
use crate::model::PartnerId;
use crate::model::time::{Moment, clock, day, in_zone, parse_clock, parse_day};
use crate::ui::commands::{Cmd, key_of, pressed};
use crate::ui::{Cx, theme};
use chrono::NaiveDate;
use egui::{Align, ComboBox, Event, EventFilter, Id, Key, Modifiers, Popup, Response, RichText, Ui};
use std::collections::HashSet;

/// One of several: the chosen one where it changed. The name is for those who don't see it.
///
/// By keys: Enter opens it, arrows or the first letters go to one, Enter takes it, Esc leaves it as it was.
pub fn choose<T: PartialEq + Copy>(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    now: T,
    all: &[T],
    word: impl Fn(T) -> String,
) -> Option<T> {
    let (chosen, button, closed) = chosen_of(ui, salt, name, now, all, word);
    if closed {
        // From here the next Tab goes on.
        button.request_focus();
    }
    chosen
}

/// The same, opened by a command of the table.
pub fn choose_cmd<T: PartialEq + Copy>(
    ui: &mut Ui,
    cmd: Cmd,
    name: &str,
    now: T,
    all: &[T],
    word: impl Fn(T) -> String,
) -> Option<T> {
    let with_key = |one: T| match key_of(cmd).filter(|_| one == now) {
        Some(key) => format!("{}   {key}", word(one)),
        None => word(one),
    };
    let (chosen, button, closed) = chosen_of(ui, cmd, name, now, all, with_key);
    if pressed(ui.ctx(), cmd) {
        Popup::open_id(ui.ctx(), button.id.with("popup"));
    } else if closed {
        // It was opened by a key of the page, and the keys of the page are meant again.
        ui.memory_mut(|m| m.focused().into_iter().for_each(|id| m.surrender_focus(id)));
    }
    chosen
}

/// What was chosen, the button, and whether the list was closed by a key just now.
fn chosen_of<T: PartialEq + Copy>(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    now: T,
    all: &[T],
    word: impl Fn(T) -> String,
) -> (Option<T>, Response, bool) {
    let mut chosen = now;
    let width = ui.available_width().clamp(60.0, 300.0);
    let shown = RichText::new(word(now)).size(theme::CONTROL);
    let salt = egui::IdSalt::new(("choose", name, egui::IdSalt::new(salt)));
    let open_id = ui.scope_id().with(("was open", salt));
    let pass = ui.ctx().cumulative_pass_nr();
    // A list that was not drawn in the pass before was not open in it: the page was another.
    let was_open = ui.data(|d| d.get_temp::<u64>(open_id)).is_some_and(|last| last + 1 >= pass);
    let combo = ComboBox::from_id_salt(salt).selected_text(shown).width(60.0_f32.min(width)).truncate();
    let shown = combo.show_ui(ui, |ui| rows_ui(ui, &mut chosen, now, all, &word, was_open));
    // A list that the focus has left is not closed by a key.
    let is_open = shown.inner == Some(true);
    if is_open {
        ui.data_mut(|d| d.insert_temp(open_id, pass));
    }
    let button = shown.response;
    let by_pointer = ui.input(|i| i.pointer.any_down() || i.pointer.any_released());
    let closed = was_open && shown.inner.is_none() && !by_pointer;
    let said = format!("{name}: {}", word(now));
    button.ctx.accesskit_node_builder(button.id, |node| node.set_label(said));
    ((chosen != now).then_some(chosen), button, closed)
}

/// The rows of an open list, by keys: arrows go from one to the next, letters to one that begins so. False where the
/// focus has gone elsewhere, which closes the list.
fn rows_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    chosen: &mut T,
    now: T,
    all: &[T],
    word: &impl Fn(T) -> String,
    was_open: bool,
) -> bool {
    let mut rows: Vec<Response> = Vec::new();
    for one in all {
        let text = RichText::new(word(*one)).size(theme::CONTROL);
        let row = ui.selectable_value(chosen, *one, text);
        if row.gained_focus() {
            row.scroll_to_me(None);
        }
        if row.clicked() {
            // Enter is no click of a pointer, which would close it by itself.
            ui.close();
        }
        rows.push(row);
    }
    let focused = rows.iter().position(Response::has_focus);
    let wanted = match focused {
        _ if !was_open => all.iter().position(|one| *one == now).or(Some(0)),
        None if ui.memory(|m| m.focused().is_some()) => {
            ui.close();
            return false;
        }
        // The pointer is at work.
        None => None,
        Some(place) => {
            let id = rows.get(place).map(|row| row.id);
            let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            id.into_iter().for_each(|id| ui.memory_mut(|m| m.set_focus_lock_filter(id, arrows)));
            let key = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            let last = rows.len().saturating_sub(1);
            let by_arrow = if key(ui, Key::ArrowDown) {
                Some((place + 1).min(last))
            } else if key(ui, Key::ArrowUp) {
                Some(place.saturating_sub(1))
            } else {
                None
            };
            by_arrow.or_else(|| begins(&letters_typed(ui)?, all, word))
        }
    };
    if let Some(row) = wanted.and_then(|place| rows.get(place)) {
        row.request_focus();
    }
    true
}

/// The one that is written so, else the first that begins so.
fn begins<T: Copy>(letters: &str, all: &[T], word: &impl Fn(T) -> String) -> Option<usize> {
    let words: Vec<String> = all.iter().map(|one| word(*one).to_lowercase()).collect();
    words.iter().position(|w| w == letters).or_else(|| words.iter().position(|w| w.starts_with(letters)))
}

/// Letters typed while a list is open, one word of them, in small letters; each is taken for itself, and for the
/// beginning of a longer one that is typed without a pause.
fn letters_typed(ui: &Ui) -> Option<String> {
    const PAUSE_S: f64 = 0.8;
    let id = Id::unique("letters typed in a list");
    let typed: String = ui.input_mut(|i| {
        let mut typed = String::new();
        i.events.retain(|event| match event {
            Event::Text(text) if text.trim() == text => {
                typed.push_str(&text.to_lowercase());
                false
            }
            _ => true,
        });
        typed
    });
    if typed.is_empty() {
        return None;
    }
    let now = ui.input(|i| i.time);
    let (before, at): (String, f64) = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let all = if now - at < PAUSE_S { before + &typed } else { typed };
    ui.data_mut(|d| d.insert_temp(id, (all.clone(), now)));
    Some(all)
}

/// Puts the caret into a field of what was added just now, once, and brings it into view.
pub fn focus_new(ui: &Ui, cx: &Cx, field: &Response, of: uuid::Uuid, part: &str) {
    if show_new(ui, cx, field, of, part) {
        field.request_focus();
    }
}

/// Puts the caret into a field of what a finding of the check led to, once, and brings it into view.
pub fn focus_mended(ui: &Ui, cx: &Cx, field: &Response, of: uuid::Uuid) {
    if cx.v.mended.is_some_and(|(_, about)| about == Some(of)) && once(ui, cx, field, of, "mended") {
        field.request_focus();
    }
}

/// The same for a field of the session itself, which a finding of one of these kinds leads to.
pub fn focus_mended_field(ui: &Ui, cx: &Cx, field: &Response, kinds: &[Kind]) {
    let led = cx.v.mended.is_some_and(|(kind, _)| kinds.contains(&kind));
    if led && once(ui, cx, field, uuid::Uuid::nil(), "mended") {
        field.request_focus();
    }
}

/// Brings a part of what was added just now into view, once; true where it did.
pub fn show_new(ui: &Ui, cx: &Cx, shown: &Response, of: uuid::Uuid, part: &str) -> bool {
    cx.v.fresh == Some(of) && once(ui, cx, shown, of, part)
}

/// Brings what is asked or told into view, once.
pub fn show_told(ui: &Ui, cx: &Cx, shown: &Response, told: Told) {
    if cx.v.told == Some(told) {
        once(ui, cx, shown, uuid::Uuid::nil(), &format!("{told:?}"));
    }
}

/// Brings something into view the first time it is asked for since it was looked for.
fn once(ui: &Ui, cx: &Cx, shown: &Response, of: uuid::Uuid, part: &str) -> bool {
    let (id, key) = (Id::unique("what was new and has been shown"), Id::unique((of, part, cx.v.fresh_nth)));
    let first = ui.data_mut(|d| d.get_temp_mut_or_default::<HashSet<Id>>(id).insert(key));
    if first {
        // Of what is higher than there is room for, the beginning.
        let high = shown.rect.height() > ui.clip_rect().height();
        shown.scroll_to_me(high.then_some(Align::TOP));
    }
    first
}

/// One of the partners, or none.
pub fn choose_partner(
    ui: &mut Ui,
    cx: &Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    none: &str,
    now: Option<PartnerId>,
) -> Option<Option<PartnerId>> {
    let all: Vec<Option<PartnerId>> = std::iter::once(None).chain(cx.s.partners.iter().map(|p| Some(p.id))).collect();
    choose(ui, salt, name, now, &all, |p| match p {
        None => none.to_string(),
        Some(id) => short_name(cx.s.partner_name(Some(id))),
    })
}

/// A whole number.
pub fn number(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: u32,
    most: u32,
    becomes: impl Fn(u32) -> Command,
) -> Response {
    let label = look.name.to_lowercase();
    field(ui, cx, salt, look, &value.to_string(), |text| match text.trim().parse::<u32>() {
        Ok(n) if n <= most => Ok((label.clone(), becomes(n))),
        _ if text.trim().is_empty() => Ok((label.clone(), becomes(0))),
        _ => Err(format!("A whole number up to {most}")),
    })
}

/// A clock time of the session's day.
pub fn clock_field(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: Moment,
    becomes: impl Fn(Moment) -> Command,
) {
    let (s, label) = (cx.s, look.name.to_lowercase());
    let shown = clock(in_zone(value, &s.zone));
    field(ui, cx, salt, look.width(58.0), &shown, |text| {
        let time = parse_clock(&text).ok_or("Write it as 18:32")?;
        Ok((label.clone(), becomes(s.moment_at(time))))
    });
}

/// A date as people write it, or none.
pub fn choose_date(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: Option<NaiveDate>,
    becomes: impl Fn(Option<NaiveDate>) -> Command,
) -> Response {
    let label = look.name.to_lowercase();
    let near = cx.s.date;
    field(ui, cx, salt, look.hint("28 May 2026"), &value.map(day).unwrap_or_default(), |text| {
        if text.trim().is_empty() {
            return Ok((label.clone(), becomes(None)));
        }
        parse_day(&text, near)
            .map(|date| (label.clone(), becomes(Some(date))))
            .ok_or_else(|| "Write it as 28 May 2026".into())
    })
}
