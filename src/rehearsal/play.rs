//! A cue as it was done that evening, for the part that nobody practises.

use super::cue::{Cue, Does};
use crate::edit::{ChallengeField, Command, Edit, RunStep, SessionField};
use crate::model::number::kind;
use crate::model::*;

/// The command that does what was done then, with the next number where one is given; None: nothing is to be done, as
/// where what it answers is not there. Things keep the ids they had, so that what came of them finds them.
pub fn played(s: &Session, cue: &Cue) -> Option<Command> {
    let at = cue.at;
    let run = |step| Some(Command::Run(step));
    match &cue.does {
        Does::Begins(item) => run(RunStep::Start { item: *item, at }),
        Does::Gives { min, .. } => run(RunStep::Give { at, min: *min }),
        Does::Runs(step) => run(step.clone()),
        Does::Ends => run(RunStep::End { at }),
        Does::Passes(m) => Some(Command::Add(m.clone().into())),
        Does::Says(c) => {
            let no = s.next_no(kind::contributions);
            let c = Contribution { no, responses: Vec::new(), themes: Vec::new(), person: None, ..c.clone() };
            Some(Command::Add(Contribution { item: s.run.current().map(|r| r.item), ..c }.into()))
        }
        Does::Challenges(c) => Some(Command::Add(c.clone().into())),
        Does::Answers { challenge, answer, .. } => {
            s.challenges.get(*challenge)?;
            Some(Command::Edit(Edit::Challenge(*challenge, ChallengeField::Answer(Some(answer.clone())))))
        }
        Does::Moves(m) => Some(Command::MoveBoundary(Box::new(m.clone()))),
        Does::Decides(d) => Some(Command::Add(Decision { no: s.next_no(kind::decisions), ..d.clone() }.into())),
        Does::AsksDissent => Some(Command::session(SessionField::DissentAsked(Some(at)))),
        Does::Dissents(d) => {
            let decision = d.decision.filter(|id| s.decisions.get(*id).is_some());
            Some(Command::Add(Dissent { decision, ..d.clone() }.into()))
        }
        Does::Acts(a) => {
            let there = |from: &Source| match from {
                Source::Decision(id) => s.decisions.get(*id).is_some(),
                Source::Boundary(id) => s.boundaries.get(*id).is_some(),
                Source::Contribution(id) => s.contributions.get(*id).is_some(),
            };
            let no = s.next_no(kind::actions);
            let fresh = Action { progress: Progress::default(), shows: String::new(), moved: Vec::new(), ..a.clone() };
            Some(Command::Add(Action { no, person: None, from: a.from.filter(there), ..fresh }.into()))
        }
    }
}
