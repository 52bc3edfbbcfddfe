//! The hand of the app: buttons, fields, cards, marks, lists.

mod button;
mod card;
pub mod caret;
mod choice;
mod field;
mod icons;
mod list;
mod mark;
mod row;
mod text;

pub use button::{
    button, button_cmd, button_key, danger, link, link_cmd, primary, primary_cmd, segmented, small_button, small_cmd,
    small_segmented,
};
pub use card::{card, card_filled, columns, empty_note, page_columns, scroll_column, section_title, window_over};
pub use choice::{
    choose, choose_cmd, choose_date, choose_partner, clock_field, focus_mended, focus_mended_field, focus_new, number,
    show_new, show_told,
};
pub use field::{Field, field, text_field};
pub use icons::{Icon, icon_button, icon_ui, move_buttons};
pub use list::virtual_list;
pub use mark::{chip, dot, dot_at, mark_shape, status_chip, warn_chip};
pub use row::{ROW_BUTTONS, labelled_row, row_buttons, table_head};
pub use text::{
    bold, countdown_ui, few_lines, paragraph, rail_button, short_name, small, time_left_ui, words_line, wrapped,
};
