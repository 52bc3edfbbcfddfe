//! Steps of the running clock. Their inverse is the run as it was: it is small.

use super::{Command, Refusal};
use crate::model::time::Moment;
use crate::model::*;

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
                run.items.push(Ran {
                    item,
                    from: at,
                    to: None,
                    added: vec![],
                    pauses: vec![],
                    report_back_skipped: None,
                });
            }
            Self::Finish { at } => finish(run, at)?,
            Self::End { at } => {
                if run.current().is_some() {
                    finish(run, at)?;
                }
                run.ended = Some(at);
            }
            Self::Give { at, min } => current(run)?.added.push(Added { at, min }),
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
            }
            Self::Slept { from, to } => run.asleep.push(Pause { from, to: Some(to) }),
            Self::Offered(trim) => run.trims.push(trim),
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
