//! Undo and redo over commands.
//!
//! Undo applies the inverse through the same [`apply`], so it can be refused like any command; then
//! it stays on the stack. Steps are unlimited. Limits: a step that was frozen as a version is never
//! taken back, nor is one before it; spoken numbers that were given stay given. What is nobody's step (that the laptop
//! slept, that its clock was set, that a table got a copy): undo and redo pass it by, and it stays. Replaying the same
//! commands with the same moments gives the same history, which is how it survives a restart.

use super::{Command, Edit, Item, Place, Refusal, apply};
use crate::model::Session;
use crate::model::time::Moment;

/// Changes of the same field that follow each other faster are one step (notes on saving: 1 s).
const ONE_STEP_MS: i64 = 1000;

/// What was done, and what was taken back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// So many of the oldest steps belong to a frozen version.
    frozen: usize,
    /// So many of the oldest steps stay because other copies were brought in by the last of them.
    settled: usize,
    /// The last number given to a step.
    numbers: u64,
}

#[derive(Clone, PartialEq, Debug)]
struct Step {
    no: u64,
    label: String,
    back: Command,
    /// The last change of the step, and the field where it was one of a field.
    at: Moment,
    edit: Option<Edit>,
    /// What the app saw by itself, to be said again after what was done before it is taken back.
    seen: Option<Command>,
    /// It brought other copies in.
    brings: bool,
}

/// A step that was taken back or done again.
#[derive(Clone, PartialEq, Debug)]
pub struct Turned {
    /// The step's number: it names the step in the journal.
    pub no: u64,
    /// What it was: "C41".
    pub label: String,
    /// What it changed, so that the person can be taken there.
    pub place: Place,
}

impl History {
    /// Applies a command and keeps how to take it back. `label` says what it was: "C41".
    pub fn apply(&mut self, s: &mut Session, label: String, command: Command, at: Moment) -> Result<(), Refusal> {
        let freezes = command.adds(|item| matches!(item, Item::Version(_)));
        let edit = match &command {
            Command::Edit(edit) => Some(edit.clone()),
            _ => None,
        };
        let seen = command.is_seen().then(|| command.clone());
        let back = apply(s, command.and_when(s, at))?;
        if seen.is_none() {
            self.undone.clear();
        }
        if let (Some(last), Some(edit)) = (self.going_on(edit.as_ref(), at), &edit) {
            last.at = at;
            last.edit = Some(edit.clone());
            return Ok(());
        }
        self.numbers += 1;
        self.done.push(Step { no: self.numbers, label, back, at, edit, seen, brings: false });
        if freezes {
            self.frozen = self.done.len();
        }
        Ok(())
    }

    /// The last step, where this edit only goes on with it.
    fn going_on(&mut self, edit: Option<&Edit>, at: Moment) -> Option<&mut Step> {
        if self.done.len() == self.frozen {
            return None;
        }
        self.done.last_mut().filter(|last| {
            let since_ms = (at - last.at).num_milliseconds();
            (0..ONE_STEP_MS).contains(&since_ms) && matches!((&last.edit, edit), (Some(a), Some(b)) if a.same_field(b))
        })
    }

    /// Takes the last step back. None: there was none; otherwise what it was.
    pub fn undo(&mut self, s: &mut Session) -> Option<Result<Turned, Refusal>> {
        let (no, _) = self.next_undo()?;
        self.past_what_was_seen_after(no, s, |h, s| turn(s, &mut h.done, &mut h.undone)).transpose()
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, s: &mut Session) -> Option<Result<Turned, Refusal>> {
        let (no, _) = self.next_redo()?;
        self.past_what_was_seen_after(no, s, |h, s| turn(s, &mut h.undone, &mut h.done)).transpose()
    }

    /// Turns the step `no` as if what the app saw after it had not been seen yet, and says that again on top. What
    /// was seen before that step stays where it is: the run as it was then, which a step of the clock brings back,
    /// holds it already.
    fn past_what_was_seen_after<T>(
        &mut self,
        no: u64,
        s: &mut Session,
        act: impl FnOnce(&mut Self, &mut Session) -> T,
    ) -> T {
        let mut seen = Vec::new();
        while self.done.len() > self.frozen
            && let Some(step) = self.done.pop_if(|step| step.seen.is_some() && step.no > no)
        {
            if apply(s, step.back.clone()).is_err() {
                self.done.push(step);
                break;
            }
            seen.push(step);
        }
        let done = act(self, s);
        for step in seen.into_iter().rev() {
            // It cannot be said of what is not there any more: a clock that was set while nothing ran.
            if let Some(Ok(back)) = step.seen.clone().map(|command| apply(s, command)) {
                self.done.push(Step { back, ..step });
            }
        }
        done
    }

    /// What undo would take back: the number of the step and its label.
    pub fn next_undo(&self) -> Option<(u64, &str)> {
        let open = self.done.get(self.frozen.max(self.settled)..)?;
        open.iter().rev().find(|step| step.seen.is_none()).map(|step| (step.no, step.label.as_str()))
    }

    /// What redo would do again.
    pub fn next_redo(&self) -> Option<(u64, &str)> {
        self.undone.last().map(|s| (s.no, s.label.as_str()))
    }

    /// Is what undo stops at a frozen version, and not the beginning?
    pub fn stops_at_version(&self) -> bool {
        self.frozen > 0 && self.frozen >= self.settled && self.next_undo().is_none()
    }

    /// Is what undo stops at what was brought in?
    pub fn stops_at_brought_in(&self) -> bool {
        self.settled > self.frozen && self.next_undo().is_none()
    }

    /// The last step brought other copies in.
    pub fn brought_in(&mut self) {
        if let Some(step) = self.done.last_mut() {
            step.brings = true;
        }
    }

    /// What was brought in stays from here on: nobody has the session’s history from before it any more.
    pub fn settle_what_was_brought_in(&mut self) {
        self.settled = self.done.iter().rposition(|step| step.brings).map_or(self.settled, |at| at + 1);
        if let Some(at) = self.undone.iter().rposition(|step| step.brings) {
            self.undone.drain(..=at);
        }
    }
}

fn turn(s: &mut Session, from: &mut Vec<Step>, to: &mut Vec<Step>) -> Result<Option<Turned>, Refusal> {
    let Some(step) = from.pop() else { return Ok(None) };
    let place = step.back.place();
    match apply(s, step.back.clone()) {
        Ok(back) => {
            let turned = Turned { no: step.no, label: step.label.clone(), place };
            // What comes next is a step of its own, also where it sets the same field.
            to.push(Step { back, edit: None, ..step });
            Ok(Some(turned))
        }
        Err(refusal) => {
            from.push(step);
            Err(refusal)
        }
    }
}
