//! What follows from a session: who has been heard, what is still owed, what is missing before
//! sign-off, and search. Pure, and never stored: it is worked out again from the session.

mod balance;
mod charter;
mod check;
mod clashes;
mod decided;
mod duplicates;
mod find;
mod given_away;
mod lacks;
mod outside;
mod owed;
mod presence;
mod read_back;
mod scope_said;
mod search;
mod texts;
mod withheld;

pub use balance::{Behind, Heard, balance_of_decisions, heard};
pub use charter::{Shown, Shows, differences, differences_from, every_or, evidence, shown_of};
pub use check::{Finding, Kind, Page, Weight, check, ready, runs_the_session};
pub use clashes::{ClashShown, ValueShown, clashes};
pub use decided::{final_decider, is_carried, nobody_was_there, standing_outcome};
pub use duplicates::likely_duplicates;
pub use find::{Hit, find, index};
pub use given_away::{Named, Unnamed, WithheldWords, still_named};
pub use lacks::{ActionLack, BoundaryLack, action_lacks, boundary_lacks};
pub use outside::{Outside, banded_count, banded_groups, may_be_quoted};
pub use owed::{Alike, final_theme, has_no_answer, is_owed, owed_by_partner, owed_by_theme, said_for, suggestion};
pub use presence::{came, came_by_partner, in_room, left_before};
pub use read_back::{ReadBack, read_back};
pub use scope_said::{ScopeSaid, scope_said};
pub use search::{fold, matches};
pub use texts::{PrintedText, and, printed_texts, sentence};
pub use withheld::{
    FEWER, banded, may_print_words, name_beside, only_signs, printable_name, printable_names, prints_as, withheld_words,
};
