//! What is seen: reads a view of the state, and sends actions. Changes nothing by itself.

mod actions_page;
mod agenda_page;
mod banner;
mod belongs;
mod board_detail;
mod board_page;
mod capture_line;
mod charter_page;
mod check_page;
mod clash_card;
pub mod commands;
mod copies_in_panel;
mod copies_out_panel;
mod cx;
mod decisions_page;
mod escape;
mod follow_up_page;
mod guide_window;
mod help;
mod import_panel;
mod join_panel;
mod laptops_panel;
mod last_time_page;
mod list_in_panel;
mod live_agenda;
mod live_late;
mod live_page;
mod live_side;
mod menu;
mod names_card;
pub mod pace;
mod palette;
mod people_cards;
mod photos_panel;
mod print_panel;
mod purpose_page;
mod rail;
mod ratings;
mod rehearsal_report;
mod rehearsal_strip;
mod responses_page;
mod right_to_left;
mod room_help;
mod room_screen;
mod room_strip;
mod scope_page;
mod shell;
mod sign_answers;
mod sign_corrections;
mod sign_elsewhere;
mod sign_pad;
mod sign_page;
mod stages_card;
mod start_page;
mod table_page;
pub mod theme;
mod upkeep;
mod versions_panel;
mod widgets;

pub use cx::Cx;
pub use room_screen::{digits_size, room_screen_ui};
pub use shell::frame_ui;
pub use widgets::short_name;

/// Puts fonts, style and what egui lacks on a context.
pub fn install(ctx: &egui::Context) {
    theme::install(ctx);
    ctx.add_plugin(right_to_left::RightToLeft::default());
}
