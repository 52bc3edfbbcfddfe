//! How a session changes: one [`Command`], applied by [`apply`], which either changes the session
//! and returns the command that takes it back, or refuses with a sentence and changes nothing.
//!
//! A command is plain data, complete in itself: ids, numbers and times are already in it. So a key
//! press, an undo, an import and a replay are the same thing. Nothing here reads a clock or a file.

mod agenda_shape;
mod apply;
mod fields;
mod forget;
mod history;
mod make;
mod merged;
mod run;

pub use agenda_shape::{add_after, join, split};
pub use apply::{Refusal, apply};
pub use fields::*;
pub(crate) use fields::{kinds_table, session_fields_table};
pub use forget::forget;
pub use history::{History, Turned};
pub use make::*;
pub use merged::merged;
pub use run::RunStep;

use crate::model::time::Moment;
use crate::model::{Move, Run, Session};

/// A change of a session.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Puts something new in.
    Add(Item),
    /// Takes something out; refused while other things name it.
    Remove(Key),
    /// Sets one field of one thing.
    Edit(Edit),
    /// Sets one field of the session itself.
    Session(Box<SessionField>),
    /// Moves a boundary to another standing, and keeps when, by whom and why.
    MoveBoundary(Box<Move>),
    /// A step of the running clock.
    Run(RunStep),
    /// Puts the running clock back as it was (what undo of a step is).
    SetRun(Box<Run>),
    /// Several as one: all of them, or none.
    Batch(Vec<Command>),
    /// What other copies of the session hold: all of it, or nothing. Each part was allowed where it was done, so only the
    /// whole has to hold together.
    Merged(Vec<Command>),
}

/// What a command changes, so that a person can be shown it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// One thing.
    Thing(Key),
    /// The running clock.
    Clock,
    /// When dissent was asked for, or the dots and slips: the session's own fields that stand with
    /// the decisions.
    Agreeing,
    /// Any other field of the session itself.
    Session,
}

impl Command {
    /// What it changes; of several, the first that is a thing.
    pub fn place(&self) -> Place {
        match self {
            Self::Add(item) => Place::Thing(item.key()),
            Self::Remove(key) => Place::Thing(*key),
            Self::Edit(edit) => Place::Thing(edit.key()),
            Self::MoveBoundary(step) => Place::Thing(Key::Boundary(step.boundary)),
            Self::Run(_) | Self::SetRun(_) => Place::Clock,
            Self::Session(field) => match **field {
                SessionField::DissentAsked(_) | SessionField::DissentAskedBy(_) | SessionField::Slips(_) => {
                    Place::Agreeing
                }
                _ => Place::Session,
            },
            Self::Batch(all) | Self::Merged(all) => {
                let thing = all.iter().map(Self::place).find(|p| matches!(p, Place::Thing(_)));
                thing.or_else(|| all.first().map(Self::place)).unwrap_or(Place::Session)
            }
        }
    }

    /// The first thing that it puts in.
    pub fn added(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Add(item) => Some(item.key().id()),
            Self::Batch(all) | Self::Merged(all) => all.iter().find_map(Self::added),
            _ => None,
        }
    }

    /// Is it something that the app saw by itself and nobody did, or that is out of the house: a copy that was handed out?
    pub fn is_seen(&self) -> bool {
        match self {
            Self::Run(step) => matches!(step, RunStep::Slept { .. } | RunStep::ClockSet { .. }),
            Self::Session(field) => matches!(**field, SessionField::Copies(_)),
            _ => false,
        }
    }

    /// Does it put in an answer, or take one out?
    fn is_of_answer(&self) -> bool {
        matches!(self, Self::Add(Item::Answer(_)) | Self::Remove(Key::Answer(_)))
    }

    /// Does it put in something that `wanted` holds for?
    pub fn adds(&self, wanted: fn(&Item) -> bool) -> bool {
        match self {
            Self::Add(item) => wanted(item),
            Self::Batch(all) => all.iter().any(|c| c.adds(wanted)),
            _ => false,
        }
    }

    /// The same, and when it was, where it changes what was frozen: so that the next version can say when. The
    /// [`History`] puts it on by itself.
    pub fn and_when(self, s: &Session, at: Moment) -> Self {
        if s.versions.is_empty() || !self.changes_record() {
            return self;
        }
        let mut times = s.changed_at.clone();
        self.each_changed(&mut |id| {
            times.insert(id, at);
        });
        // First, so that what is taken back begins with what was done.
        Self::Batch(vec![Self::session(SessionField::ChangedAt(times)), self])
    }

    /// The ids of what it changes; nil for the session itself.
    fn each_changed(&self, see: &mut impl FnMut(uuid::Uuid)) {
        match self {
            Self::Batch(all) | Self::Merged(all) => all.iter().for_each(|c| c.each_changed(see)),
            Self::Add(item) => see(item.key().id()),
            Self::Remove(key) => see(key.id()),
            Self::Edit(edit) => see(edit.key().id()),
            Self::MoveBoundary(step) => [step.boundary.0, step.id.0].into_iter().for_each(see),
            Self::Session(_) => see(uuid::Uuid::nil()),
            Self::Run(_) | Self::SetRun(_) => {}
        }
    }

    /// Sets a field of the session.
    pub fn session(field: SessionField) -> Self {
        Self::Session(Box::new(field))
    }

    /// Is it part of what partners sign? Answers, versions, the clock and the door are not: they
    /// are written after freezing and wait for the next version.
    pub fn changes_record(&self) -> bool {
        match self {
            Self::Add(Item::Answer(_) | Item::Correction(_) | Item::Version(_) | Item::Movement(_)) => false,
            Self::Remove(Key::Answer(_) | Key::Correction(_) | Key::Version(_) | Key::Movement(_)) => false,
            Self::Edit(Edit::Answer(..) | Edit::Correction(..) | Edit::Version(..) | Edit::Movement(..)) => false,
            Self::Edit(Edit::AgendaItem(_, AgendaField::PrivateNotes(_))) => false,
            Self::Edit(Edit::Partner(_, PartnerField::Expected(_))) => false,
            Self::Edit(Edit::Dissent(_, DissentField::At(_))) => false,
            Self::Edit(Edit::Contribution(_, ContributionField::Item(_) | ContributionField::Edited(_))) => false,
            Self::Edit(Edit::Action(_, ActionField::Progress(_) | ActionField::Shows(_) | ActionField::Moved(_))) => {
                false
            }
            Self::Edit(Edit::Referral(_, ReferralField::Progress(_) | ReferralField::Shows(_))) => false,
            Self::Edit(Edit::Person(_, PersonField::ContactAgain(_) | PersonField::Partner(_))) => false,
            Self::Session(field) if field.is_beside() => false,
            Self::Session(field) => !matches!(
                **field,
                SessionField::RoomCloses(_)
                    | SessionField::Replied(_)
                    | SessionField::ForgetAfter(_)
                    | SessionField::Forgotten(_)
                    | SessionField::PrivateNotes(_)
                    | SessionField::Contacts(_)
                    | SessionField::Spoken(_)
                    | SessionField::Marks(_)
                    | SessionField::Salts(_)
            ),
            // Whether the text changed by it, what is merged says itself.
            Self::Run(_) | Self::SetRun(_) | Self::Merged(_) => false,
            // An answer brings its signer along, and takes them with it when it is taken back.
            Self::Batch(all) if all.iter().any(Self::is_of_answer) => {
                let of_signer = |c: &Self| match c {
                    Self::Add(Item::Person(_)) | Self::Remove(Key::Person(_)) => true,
                    Self::Session(field) => matches!(**field, SessionField::Names(_)),
                    _ => false,
                };
                all.iter().any(|c| !of_signer(c) && c.changes_record())
            }
            Self::Batch(all) => all.iter().any(Self::changes_record),
            _ => true,
        }
    }
}
