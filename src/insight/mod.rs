//! What follows from a session: who has been heard, what is still owed, what is missing before
//! sign-off, and search. Pure, and never stored: it is worked out again from the session.

mod balance;
mod check;
mod duplicates;
mod find;
mod lacks;
mod owed;
mod presence;
mod read_back;
mod scope_said;
mod search;
mod withheld;

pub use balance::{Heard, heard};
pub use check::{Finding, Page, Weight, check, ready};
pub use duplicates::likely_duplicates;
pub use find::{Hit, find, index};
pub use lacks::action_lacks;
pub use owed::{is_owed, owed_by_partner, owed_by_theme, standing_outcome, suggestion};
pub use presence::{came, came_by_partner, in_room, left_before};
pub use read_back::{ReadBack, read_back};
pub use scope_said::{ScopeSaid, scope_said};
pub use search::{fold, matches};
pub use withheld::{FEWER, Unnamed, banded, may_print_words, only_signs, printable_names, withheld_words};
