//! Other copies of the session before they come in: from whom, how much, and what differs; then one key, one step.

use super::widgets::{bold, link, primary, small, window_over, wrapped};
use super::{Cx, theme};
use crate::app::{Action, FoundIn, Offer};
use crate::report::blocks::words::sentence;
use egui::{Key, Modifiers, RichText, ScrollArea, Ui, vec2};
use uuid::Uuid;

pub fn copies_in_window(ui: &mut Ui, cx: &mut Cx) {
    let v = cx.v;
    let Some(form) = v.copies_in.as_ref().filter(|form| form.is_asked()) else { return };
    take_keys(ui, form.id);
    window_over(ui, "Bring in other copies", vec2(620.0, 460.0), |ui| match &form.found {
        FoundIn::Asked | FoundIn::Reading => {
            let n = form.paths.len();
            ui.label(if n == 1 { "Reading it…".to_string() } else { format!("Reading {n} files…") });
        }
        FoundIn::Nothing(why) => {
            why.iter().for_each(|why| drop(wrapped(ui, RichText::new(why).color(theme::warn()))));
            ui.add_space(8.0);
            if link(ui, "Close", Some("Esc")).clicked() {
                cx.push(Action::LeaveCopies);
            }
        }
        FoundIn::Here(offer) => offer_ui(ui, cx, offer),
    });
}

/// When it opens, what is typed next is the answer, and no words.
fn take_keys(ui: &Ui, id: Uuid) {
    let shown = egui::Id::unique("copies in shown");
    if ui.data(|d| d.get_temp(shown)) == Some(id) {
        return;
    }
    ui.data_mut(|d| d.insert_temp(shown, id));
    ui.memory_mut(|m| m.focused().into_iter().for_each(|focused| m.surrender_focus(focused)));
}

fn offer_ui(ui: &mut Ui, cx: &mut Cx, offer: &Offer) {
    let below = 150.0 + 40.0 * offer.refused.len() as f32;
    let height = (ui.available_height() - below).max(90.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for copy in &offer.brought.arrived {
            let file = copy.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            wrapped(ui, bold(sentence(&copy.from), theme::BODY));
            wrapped(ui, small(format!("{file} · {}", copy.words())));
            ui.add_space(4.0);
        }
    });
    for why in &offer.refused {
        wrapped(ui, RichText::new(why).size(theme::CONTROL).color(theme::warn()));
    }
    ui.separator();
    let brings = offer.is_news;
    let all = if brings { offer.words.clone() } else { "nothing new; all of it is here already".into() };
    wrapped(ui, bold(sentence(&all), theme::BODY));
    if !offer.names.is_empty() {
        wrapped(ui, small(&offer.names));
    }
    if offer.brought.clashes > 0 {
        wrapped(ui, small("What was written differently is shown with both, who and when; nothing is chosen for you."));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if !brings {
            if link(ui, "Close", Some("Esc")).clicked() {
                cx.push(Action::LeaveCopies);
            }
            return;
        }
        // Enter on a button, or in a field, is meant for that.
        let is_free = ui.memory(|m| m.focused().is_none());
        let entered = is_free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        if primary(ui, "Bring in", Some("Enter")).clicked() || entered {
            cx.push(Action::TakeCopies);
        }
        if link(ui, "Not now", Some("Esc")).clicked() {
            cx.push(Action::LeaveCopies);
        }
    });
}
