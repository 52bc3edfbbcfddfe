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
}

/// Minutes given (or taken, below zero) while running.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Added {
    pub at: Moment,
    pub min: i32,
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

    /// Has anything been started?
    pub fn started(&self) -> Option<Moment> {
        self.items.first().map(|r| r.from)
    }
}

impl Ran {
    /// Minutes given while running, all together.
    pub fn added_min(&self) -> i32 {
        self.added.iter().map(|a| a.min).sum()
    }

    /// Is it held at the moment?
    pub fn paused(&self) -> bool {
        self.pauses.last().is_some_and(|p| p.to.is_none())
    }
}
