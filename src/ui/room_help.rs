//! What to try where laptops do not find each other, in order, and what came of what was tried: halls whose Wi-Fi keeps
//! laptops apart, firewalls that ask.

use super::theme;
use super::widgets::{bold, small, wrapped};
use crate::nearby::Tried;
use crate::report::blocks::words::sentence;
use egui::{RichText, Ui};

/// What to do, and why.
const STEPS: [(&str, &str); 5] = [
    (
        "The same Wi-Fi",
        "All laptops on one network, and not on a guest network: those often keep laptops apart. Where the system asks \
         whether Upfront may be reached on this network, say yes.",
    ),
    ("A phone’s hotspot", "One phone opens it, all laptops join it. It needs no mobile signal, and no data is used."),
    (
        "A cable",
        "Laptops plugged into one small switch, or two with one cable between them, find each other after a minute.",
    ),
    (
        "The address, typed",
        "It stands under the code on the facilitator’s laptop: 192.168.1.5, say. It works where a network carries no \
         announcements.",
    ),
    (
        "The stick",
        "It always works: a copy for each table goes out and comes back on a stick. Ctrl Shift O on the facilitator’s \
         laptop.",
    ),
];

pub fn help_ui(ui: &mut Ui) {
    for (nth, (what, why)) in (1..).zip(STEPS) {
        wrapped(ui, bold(format!("{nth}. {what}"), theme::CONTROL));
        wrapped(ui, small(why));
        ui.add_space(3.0);
    }
}

/// "192.168.1.5: nothing answered within 3 seconds"; what came of the code is not of an address.
pub fn tried_words(one: &Tried) -> String {
    match one.last {
        true => sentence(&one.outcome),
        false => format!("{}: {}", one.address, one.outcome),
    }
}

/// What was tried, the last first.
pub fn tried_ui(ui: &mut Ui, tried: &[Tried]) {
    for one in tried.iter().rev().take(4) {
        wrapped(ui, RichText::new(tried_words(one)).size(theme::CONTROL).color(theme::warn()));
    }
    if !tried.is_empty() {
        ui.add_space(6.0);
    }
}
