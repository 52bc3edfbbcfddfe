//! What gives? When the evening runs late: two or three trims with what each gains and costs, one key each.
//! Ignoring it is fine.

use super::commands::Cmd;
use super::widgets::{bold, button_cmd, card_filled, link_cmd, small, wrapped};
use super::{Cx, theme};
use crate::live::{late, minutes, offers, reason};
use crate::report::blocks::words::sentence;
use egui::{RichText, Ui};

const KEYS: [Cmd; 3] = [Cmd::TakeOffer, Cmd::TakeSecondOffer, Cmd::TakeThirdOffer];

pub fn late_ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(late) = late(cx.s, cx.now) else { return };
    if late.is_left(cx.v.late_ignored) {
        return;
    }
    let offers = offers(cx.s, cx.now, late);
    card_filled(ui, theme::warn_soft(), theme::warn_soft(), |ui| {
        let head = sentence(&reason(cx.s, cx.now, late));
        wrapped(ui, bold(head, theme::BODY).color(theme::warn()));
        if offers.is_empty() {
            wrapped(ui, small("Nothing can be trimmed without taking it from what is protected, or from the break."));
        }
        for (offer, cmd) in offers.iter().zip(KEYS) {
            ui.horizontal_top(|ui| {
                let gain = format!("Gain {}", minutes(offer.gains_min));
                if button_cmd(ui, &gain, cmd).clicked() {
                    cx.run(ui, cmd);
                }
                wrapped(ui, RichText::new(sentence(&offer.words)).size(theme::CONTROL).color(theme::ink()));
            });
        }
        if link_cmd(ui, "Leave it as it is", Cmd::IgnoreLate).clicked() {
            cx.run(ui, Cmd::IgnoreLate);
        }
    });
    ui.add_space(theme::GAP - 6.0);
}
