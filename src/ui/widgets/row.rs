//! Rows: what moves and removes one, what stands above a column of them, and a name before a choice.

use super::icons::move_buttons;
use crate::edit::{Command, Edit, Key};
use crate::model::{Entry, List, SortKey};
use crate::ui::Cx;
use crate::ui::theme;
use egui::{Align2, Sense, Stroke, Ui, vec2};

/// The room they take.
pub const ROW_BUTTONS: f32 = 92.0;

/// Moves or removes one entry of a list. `order` makes the edit that gives it another place.
pub fn row_buttons<T: Entry>(
    ui: &mut Ui,
    cx: &mut Cx,
    list: &List<T>,
    id: T::Id,
    (what, key): (&str, Key),
    order: impl FnOnce(SortKey) -> Edit,
) {
    let place = list.position(id).unwrap_or(0);
    let (to, removed) = ui.scope(|ui| move_buttons(ui, place, list.len(), what)).inner;
    if let Some(to) = to {
        cx.edit(format!("order of {what}"), order(list.at(to, Some(id))));
    }
    if removed {
        cx.act(format!("{what} taken out"), Command::Remove(key));
    }
}

/// A name, and a choice behind it.
pub fn labelled_row(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(62.0, 30.0), Sense::hover());
        let font = theme::plain(theme::SMALL);
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, label, font, theme::ink_2());
        add(ui);
    });
}

/// The heads of a table whose columns share `width`, and the line under them.
pub fn table_head(ui: &mut Ui, width: f32, heads: &[&str], shares: &[f32]) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (head, share) in heads.iter().zip(shares) {
            let (rect, _) = ui.allocate_exact_size(vec2(width * share, 20.0), Sense::hover());
            let at = rect.left_center() + vec2(6.0, 0.0);
            ui.painter().text(at, Align2::LEFT_CENTER, head, theme::bold(theme::SMALL), theme::ink_2());
        }
    });
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, theme::line_strong()));
}
