//! What really happened, by the clock.
//!
//! Nothing counts here: elapsed and remaining follow from these moments and the present one
//! (see [`crate::live`]), so a sleeping laptop changes nothing.

use super::ItemId;
use super::time::Moment;

/// The running of the session.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Run {
    /// In the order they were run; the last one without an end is on now.
    pub items: Vec<Ran>,
    /// Savings of time that were offered, and what was chosen.
    pub trims: Vec<Trim>,
    /// While the laptop slept; the plan ran on.
    pub asleep: Vec<Pause>,
    /// Minutes given to items that had not begun, or taken from them.
    pub ahead: Vec<Ahead>,
    /// Items left out, until they are put back.
    pub skipped: Vec<Skipped>,
    /// When the laptop's clock was set while the session ran.
    pub clock_set: Vec<ClockSet>,
    /// The tables that are telling the room, one after the other.
    pub report: Option<ReportBack>,
    /// When the facilitator ended the session.
    pub ended: Option<Moment>,
}

/// One item as it was run.
#[derive(Clone, PartialEq, Debug)]
pub struct Ran {
    pub item: ItemId,
    pub from: Moment,
    pub to: Option<Moment>,
    pub added: Vec<Added>,
    pub pauses: Vec<Pause>,
    /// The tables' report-back was not held; why or where it went.
    pub report_back_skipped: Option<String>,
    /// When the tables began to report back.
    pub reported_back: Option<Moment>,
}

/// Minutes given (or taken, below zero) while running.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Added {
    pub at: Moment,
    pub min: i32,
}

/// Minutes given (or taken, below zero) to an item before it began.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ahead {
    pub item: ItemId,
    pub at: Moment,
    pub min: i32,
}

/// An item that is left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Skipped {
    pub item: ItemId,
    pub at: Moment,
    pub why: String,
}

/// The laptop's clock was set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClockSet {
    /// By the clock as it was set.
    pub at: Moment,
    /// Seconds it was put forward; below 0: back.
    pub by_s: i64,
}

/// Tables telling the room what they found, each with the same time. Beside the plan, not in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReportBack {
    /// When the table that is on began.
    pub from: Moment,
    /// Which table is on, from 1.
    pub table: u8,
    pub of: u8,
    /// Seconds each table has.
    pub each_s: u32,
}

/// A stretch of time. No end yet: it is going on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pause {
    pub from: Moment,
    pub to: Option<Moment>,
}

/// A late-running moment: what was offered to save time, and which was taken.
#[derive(Clone, PartialEq, Debug)]
pub struct Trim {
    pub at: Moment,
    /// What was late: "the report-back would run 3 minutes past the pinned break".
    pub reason: String,
    pub offered: Vec<String>,
    /// Index into `offered`.
    pub taken: Option<u8>,
}

impl Run {
    /// The item that is on.
    pub fn current(&self) -> Option<&Ran> {
        self.items.last().filter(|r| r.to.is_none())
    }

    /// What is recorded of an item. An item that was run twice shows its last run.
    pub fn of(&self, item: ItemId) -> Option<&Ran> {
        self.items.iter().rev().find(|r| r.item == item)
    }

    /// Minutes given to an item before it began.
    pub fn ahead_min(&self, item: ItemId) -> i32 {
        self.ahead.iter().filter(|a| a.item == item).fold(0, |all, a| all.saturating_add(a.min))
    }

    /// Is the item left out?
    pub fn is_skipped(&self, item: ItemId) -> bool {
        self.skipped.iter().any(|s| s.item == item)
    }

    /// Does what was run tell of the item, so that it can't be taken out?
    pub fn names(&self, item: ItemId) -> bool {
        self.of(item).is_some() || self.is_skipped(item) || self.ahead.iter().any(|a| a.item == item)
    }

    /// Has anything been started?
    pub fn started(&self) -> Option<Moment> {
        self.items.first().map(|r| r.from)
    }
}

impl Ran {
    /// Minutes given while running, all together.
    pub fn added_min(&self) -> i32 {
        self.added.iter().fold(0, |all, a| all.saturating_add(a.min))
    }

    /// Is it held at the moment?
    pub fn paused(&self) -> bool {
        self.pauses.last().is_some_and(|p| p.to.is_none())
    }
}
