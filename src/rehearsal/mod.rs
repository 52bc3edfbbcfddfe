//! Rehearsing an evening: what the room says when, as it was recorded once, and what a person who practises on it
//! caught, missed, or wrote down otherwise.
//!
//! Any whole session is a script: [`script`] turns it into the session as it was before the evening, and [`Cue`]s in
//! the order they happened. A cue belongs to a part, the note-taker's or the facilitator's. Of the part that nobody
//! practises the cues are [`played`]: done as they were done that evening. In the end [`outcome`] holds what stands in the
//! practised session against the cues.
//!
//! Pure: it knows no clock; when a cue is due is said by whoever keeps the time.

mod cue;
mod outcome;
mod play;
mod same;

pub use cue::{Cue, Does, Line, Part, Practises, Script, heard, script};
pub use outcome::{Caught, Outcome, Row, outcome};
pub use play::played;
pub use same::likeness;
