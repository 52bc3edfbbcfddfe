//! How sessions follow each other: the next one from this one, and what is overdue in between.
//!
//! | file | holds |
//! |---|---|
//! | `next` | the session after this one: what it is given, and what it is not |
//! | `left` | what a session leaves to be done, answered or decided |
//! | `past` | what became of a boundary, for the sessions after |
//! | `template` | a session stripped to what others can start from |
//! | `chain` | whether a session is one of those before another |
//! | `due` | what was promised by a day, and what is overdue: the reply, actions, answers |
//!
//! Pure. A session that was signed is never changed by the one after it: what is brought along is copied, with the
//! numbers it has. Numbers go on through a series, so that A3 is the same action in every session of it. Sessions of a
//! series are a chain by record code ([`crate::model::EarlierSession`]).

mod chain;
mod due;
mod left;
mod next;
mod past;
mod template;

pub use chain::belongs;
pub use due::{Promise, overdue, overdue_sentences, promises};
pub use left::{WITHHELD, left_behind};
pub use next::{LAST_TIME, next_session};
pub use template::as_template;
