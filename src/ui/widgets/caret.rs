//! A caret that stays within its words.
//!
//! egui 0.37 counts the caret of a field in glyphs; letters that run from the right, or are set as several glyphs,
//! have more of them than characters (emilk/egui#8576), and Ctrl Delete at such a caret stops the app. The
//! same holds for a caret left over from longer words. So each field is made with [`line`] or [`lines`], which bring
//! the caret back before the field is drawn.

use egui::text::{CCursor, CCursorRange};
use egui::{Id, TextEdit, Ui};

/// A field of one line.
pub fn line<'t>(ui: &Ui, id: Id, text: &'t mut String) -> TextEdit<'t> {
    bring_back(ui, id, text);
    TextEdit::singleline(text).id(id)
}

/// A field of several lines.
pub fn lines<'t>(ui: &Ui, id: Id, text: &'t mut String) -> TextEdit<'t> {
    bring_back(ui, id, text);
    TextEdit::multiline(text).id(id)
}

fn bring_back(ui: &Ui, id: Id, text: &str) {
    let Some(mut state) = TextEdit::load_state(ui.ctx(), id) else { return };
    let Some(range) = state.cursor.char_range() else { return };
    let end = CCursor::new(text.chars().count());
    let within = |at: CCursor| if at.index > end.index { end } else { at };
    let (primary, secondary) = (within(range.primary), within(range.secondary));
    if (primary.index, secondary.index) != (range.primary.index, range.secondary.index) {
        state.cursor.set_char_range(Some(CCursorRange { primary, secondary, ..range }));
        TextEdit::store_state(ui.ctx(), id, state);
    }
}
