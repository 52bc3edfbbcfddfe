//! Steps of the running clock. Their inverse is the run as it was: it is small.

use super::{Command, Refusal};
use crate::model::time::{Moment, to_the_minute};
use crate::model::*;
use chrono::TimeDelta;

/// One step, with its moment.
#[derive(Clone, PartialEq, Debug)]
pub enum RunStep {
    /// Starts an item; what was on ends at the same moment.
    Start { item: ItemId, at: Moment },
    /// Ends what is on.
    Finish { at: Moment },
    /// Ends the session.
    End { at: Moment },
    /// Gives (or takes) minutes to what is on.
    Give { at: Moment, min: i32 },
    /// Holds what is on.
    Pause { at: Moment },
    /// Goes on.
    Resume { at: Moment },
    /// The tables' report-back is not held.
    SkipReportBack { item: ItemId, why: String },
    /// The laptop slept; the plan ran on.
    Slept { from: Moment, to: Moment },
    /// Time-savings were offered, and one was taken or none.
    Offered(Trim),
    /// Gives (or takes) minutes to an item that has not begun.
    GiveAhead { item: ItemId, at: Moment, min: i32 },
    /// Leaves out an item that has not begun.
    Skip { item: ItemId, at: Moment, why: String },
    /// Puts back an item that was left out.
    PutBack { item: ItemId },
    /// The laptop's clock was put forward by so many seconds (below 0: back); `at` is its new time.
    ClockSet { at: Moment, by_s: i64 },
    /// The tables tell the room, one after the other; each has so many seconds.
    StartReportBack { at: Moment, of: u8, each_s: u32 },
    /// The next table; after the last it is over.
    NextTable { at: Moment },
    /// The report-back is over, or given up.
    EndReportBack,
    /// Corrects when an item really ran.
    Correct { item: ItemId, from: Moment, to: Option<Moment> },
}

impl RunStep {
    pub(super) fn apply(self, s: &mut Session) -> Result<Command, Refusal> {
        let before = s.run.clone();
        match self.step(s) {
            Ok(()) => Ok(Command::SetRun(Box::new(before))),
            Err(refusal) => {
                s.run = before;
                Err(refusal)
            }
        }
    }

    fn step(self, s: &mut Session) -> Result<(), Refusal> {
        let run = &mut s.run;
        match self {
            Self::Start { item, at } => {
                if s.agenda.get(item).is_none() {
                    return Err(Refusal::NamesNothing);
                }
                if run.current().is_some() {
                    finish(run, at)?;
                }
                run.ended = None;
                run.report = None;
                run.skipped.retain(|skipped| skipped.item != item);
                run.items.push(Ran {
                    item,
                    from: at,
                    to: None,
                    added: vec![],
                    pauses: vec![],
                    report_back_skipped: None,
                    reported_back: None,
                });
            }
            Self::Finish { at } => finish(run, at)?,
            Self::End { at } => {
                if run.current().is_some() {
                    finish(run, at)?;
                }
                run.ended = Some(at);
                run.report = None;
            }
            Self::Give { at, min } => {
                let item = current(run)?.item;
                let has = s.agenda.get(item).map_or(0, |i| i64::from(i.planned_min)) + i64::from(run.ahead_min(item));
                let has = has + i64::from(current(run)?.added_min());
                give(current(run)?, at, no_less_than(min, has));
            }
            Self::Pause { at } => {
                let on = current(run)?;
                if !on.paused() {
                    on.pauses.push(Pause { from: at, to: None });
                }
            }
            Self::Resume { at } => resume(current(run)?, at),
            Self::SkipReportBack { item, why } => {
                let ran = run.items.iter_mut().rev().find(|r| r.item == item).ok_or(Refusal::NothingOn)?;
                ran.report_back_skipped = Some(why);
                run.report = None;
            }
            Self::Slept { from, to } => run.asleep.push(Pause { from, to: Some(to) }),
            Self::Offered(trim) => run.trims.push(trim),
            Self::GiveAhead { item, at, min } => {
                waits(s, item)?;
                let has = s.agenda.get(item).map_or(0, |i| i64::from(i.planned_min)) + i64::from(s.run.ahead_min(item));
                let min = no_less_than(min, has);
                s.run.ahead.push(Ahead { item, at, min });
                s.run.ahead.retain(|a| a.min != 0);
            }
            Self::Skip { item, at, why } => {
                waits(s, item)?;
                s.run.skipped.retain(|skipped| skipped.item != item);
                s.run.skipped.push(Skipped { item, at, why });
            }
            Self::PutBack { item } => run.skipped.retain(|skipped| skipped.item != item),
            Self::ClockSet { at, by_s } => {
                shift(run, TimeDelta::try_seconds(by_s).ok_or(Refusal::ClockBack)?)?;
                run.clock_set.push(ClockSet { at, by_s });
            }
            Self::StartReportBack { at, of, each_s } => {
                run.report = (of > 0).then_some(ReportBack { from: at, table: 1, of, each_s });
                // The item that had tables; what is on may be the next one already.
                let had_tables = |r: &&mut Ran| s.agenda.get(r.item).is_some_and(|i| i.tables > 0);
                if let Some(ran) = run.items.iter_mut().rev().find(had_tables) {
                    ran.reported_back = Some(at);
                }
            }
            Self::NextTable { at } => {
                let on = run.report.ok_or(Refusal::NothingOn)?;
                run.report = (on.table < on.of).then(|| ReportBack { from: at, table: on.table + 1, ..on });
            }
            Self::EndReportBack => run.report = None,
            Self::Correct { item, from, to } => {
                let ran = run.items.iter_mut().rev().find(|r| r.item == item).ok_or(Refusal::NothingOn)?;
                if to.is_some_and(|to| to < from) {
                    return Err(Refusal::ClockBack);
                }
                ran.from = from;
                ran.to = to;
            }
        }
        Ok(())
    }
}

/// Minutes to be taken from what an item has; never more than that.
fn no_less_than(min: i32, has: i64) -> i32 {
    i64::from(min).max(-has.max(0)).try_into().unwrap_or(min)
}

/// Presses of one minute are one gift: "+3 at 19:29".
fn give(on: &mut Ran, at: Moment, min: i32) {
    match on.added.last_mut().filter(|last| to_the_minute(last.at) == to_the_minute(at)) {
        Some(last) => last.min = last.min.saturating_add(min),
        None => on.added.push(Added { at, min }),
    }
    on.added.retain(|added| added.min != 0);
}

/// Only an item that has not begun can be given minutes ahead, or left out.
fn waits(s: &Session, item: ItemId) -> Result<(), Refusal> {
    match s.agenda.get(item) {
        None => Err(Refusal::NamesNothing),
        Some(_) if s.run.of(item).is_some() => Err(Refusal::HasBegun),
        Some(_) => Ok(()),
    }
}

/// Moves what is on with the clock, so that it has run for as long as before. What has ended keeps the
/// times that the clock then showed.
fn shift(run: &mut Run, by: TimeDelta) -> Result<(), Refusal> {
    let moved = |at: Moment| at.checked_add_signed(by).ok_or(Refusal::ClockBack);
    if let Some(on) = run.items.last_mut().filter(|r| r.to.is_none()) {
        on.from = moved(on.from)?;
        for added in &mut on.added {
            added.at = moved(added.at)?;
        }
        for pause in &mut on.pauses {
            pause.from = moved(pause.from)?;
            pause.to = pause.to.map(moved).transpose()?;
        }
    }
    if let Some(report) = &mut run.report {
        report.from = moved(report.from)?;
    }
    Ok(())
}

fn current(run: &mut Run) -> Result<&mut Ran, Refusal> {
    run.items.last_mut().filter(|r| r.to.is_none()).ok_or(Refusal::NothingOn)
}

fn resume(on: &mut Ran, at: Moment) {
    if let Some(pause) = on.pauses.last_mut().filter(|p| p.to.is_none()) {
        pause.to = Some(at.max(pause.from));
    }
}

fn finish(run: &mut Run, at: Moment) -> Result<(), Refusal> {
    let on = current(run)?;
    resume(on, at);
    // A clock that was put back must not give an item that ends before it began.
    on.to = Some(at.max(on.from));
    Ok(())
}
