//! The running agenda as functions of (session, now): planned starts, elapsed, remaining, forecast, and
//! what could give when it runs late.
//!
//! Nothing counts. Whatever the laptop slept through, the answer is right again at the next frame.
//! What to give up is the person's to decide; this only says how late, and what there is to choose from.

mod clock;
mod coach;
mod plan;
mod tables;

pub use clock::{
    Forecast, Slot, TableTimer, TakenFromProtected, Timer, coming, forecast, is_soon, left_running, next_item,
    on_its_day, planned_now_min, ran_s, table_timer, tail_min, taken_from_protected, timer,
};
pub use coach::{Late, Offer, Saving, late, minutes, offers, reason};
pub use plan::{Planned, plan, planned_end, planned_total_min};
pub use tables::{item_on, items_at, table_items};
