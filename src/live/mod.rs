//! The running agenda as functions of (session, now): planned starts, elapsed, remaining, forecast.
//!
//! Nothing counts. Whatever the laptop slept through, the answer is right again at the next frame.
//! What to give up when late is the person's to decide; this only says how late.

mod clock;
mod plan;

pub use clock::{Forecast, Slot, TakenFromProtected, Timer, forecast, next_item, taken_from_protected, timer};
pub use plan::{Planned, plan, planned_end, planned_total_min};
