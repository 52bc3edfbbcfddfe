//! Starts follow from durations and pins. Gaps and overlaps are told, never silently moved.

use crate::model::time::{Moment, later_min, minutes_between};
use crate::model::{ItemId, Session};

/// When an item is planned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Planned {
    pub item: ItemId,
    pub from: Moment,
    /// Without the report-back that follows it.
    pub to: Moment,
    /// Minutes free before a pinned start (above 0) or overlapping it (below 0).
    pub gap_min: i64,
}

/// The planned start of every item, in order.
pub fn plan(s: &Session) -> Vec<Planned> {
    let mut at = s.start_moment();
    s.agenda
        .iter()
        .map(|item| {
            let (from, gap_min) = match item.pinned.map(|t| s.moment_at(t)) {
                Some(pin) => (pin, minutes_between(at, pin)),
                None => (at, 0),
            };
            let to = later_min(from, i64::from(item.planned_min));
            at = later_min(to, i64::from(item.report_back_total_min()));
            Planned { item: item.id, from, to, gap_min }
        })
        .collect()
}

/// When the plan ends; None where there is no agenda.
pub fn planned_end(s: &Session) -> Option<Moment> {
    let last = plan(s).pop()?;
    let tail = s.agenda.get(last.item).map_or(0, |i| i.report_back_total_min());
    Some(later_min(last.to, i64::from(tail)))
}

/// From the start to the end of the plan, in minutes.
pub fn planned_total_min(s: &Session) -> i64 {
    planned_end(s).map_or(0, |end| minutes_between(s.start_moment(), end))
}
