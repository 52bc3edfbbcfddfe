//! Up, down and remove at the end of a row: the same for everything that stands in a list.

use super::icons::move_buttons;
use crate::edit::{Command, Edit, Key};
use crate::model::{Entry, List, SortKey};
use crate::ui::Cx;
use egui::Ui;

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
