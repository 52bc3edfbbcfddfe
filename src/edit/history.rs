//! Undo and redo over commands.
//!
//! Undo applies the inverse through the same [`apply`], so it can be refused like any command; then
//! it stays on the stack. Limits: unlimited steps while the session is open, forgotten on close;
//! spoken numbers that were given stay given.

use super::{Command, Refusal, apply};
use crate::model::Session;

/// What was done, and what was taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    label: String,
    back: Command,
}

impl History {
    /// Applies a command and keeps how to take it back. `label` says what it was: "C41".
    pub fn apply(&mut self, s: &mut Session, label: String, command: Command) -> Result<(), Refusal> {
        let back = apply(s, command)?;
        self.done.push(Step { label, back });
        self.undone.clear();
        Ok(())
    }

    /// Takes the last step back. None: there was none; otherwise its label.
    pub fn undo(&mut self, s: &mut Session) -> Option<Result<String, Refusal>> {
        turn(s, &mut self.done, &mut self.undone).transpose()
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, s: &mut Session) -> Option<Result<String, Refusal>> {
        turn(s, &mut self.undone, &mut self.done).transpose()
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&str> {
        self.done.last().map(|s| s.label.as_str())
    }

    /// What redo would do again.
    pub fn next_redo(&self) -> Option<&str> {
        self.undone.last().map(|s| s.label.as_str())
    }
}

fn turn(s: &mut Session, from: &mut Vec<Step>, to: &mut Vec<Step>) -> Result<Option<String>, Refusal> {
    let Some(step) = from.pop() else { return Ok(None) };
    match apply(s, step.back.clone()) {
        Ok(back) => {
            to.push(Step { label: step.label.clone(), back });
            Ok(Some(step.label))
        }
        Err(refusal) => {
            from.push(step);
            Err(refusal)
        }
    }
}
