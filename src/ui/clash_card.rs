//! The card of what two laptops wrote differently: each value with who wrote it and when, and one key press to keep it.

use super::widgets::{bold, button, card_filled, link, small, wrapped};
use super::{Cx, theme};
use crate::insight::ClashShown;
use crate::store::settle;
use egui::Ui;

/// The values below each other. The first is what stands for the time being.
pub fn clash_ui(ui: &mut Ui, cx: &mut Cx, shown: &ClashShown) {
    let Some(clash) = cx.s.clashes.get(shown.place) else { return };
    for (nth, value) in shown.values.iter().enumerate() {
        card_filled(ui, theme::paper(), theme::line(), |ui| {
            wrapped(ui, bold(&value.words, theme::BODY));
            ui.horizontal_wrapped(|ui| {
                if button(ui, "Keep this").clicked()
                    && let Some(command) = settle::keep(cx.s, clash, nth)
                {
                    cx.act(format!("settled {}", shown.called), command);
                }
                let stands = if nth == 0 { "stands for the time being" } else { "" };
                let said: Vec<&str> = [value.who.as_str(), stands].into_iter().filter(|s| !s.is_empty()).collect();
                ui.label(small(said.join(" · ")));
            });
        });
        ui.add_space(6.0);
    }
    if shown.both && link(ui, "Keep both, as two contributions", None).clicked() {
        let new_id = cx.new_id;
        if let Some(command) = settle::keep_both(cx.s, clash, new_id) {
            cx.act(format!("settled {}", shown.called), command);
        }
    }
    wrapped(ui, small("Or go there and write it anew: what you write then stands."));
}
