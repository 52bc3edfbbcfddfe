//! What a laptop in the room may write. Asked on the laptop that writes, so that nothing is offered that would be refused,
//! and again where it arrives, whatever the other says of itself.

use crate::model::{CopyName, Session, words_of_name};
use crate::share::Wrote;
use crate::store::touched::{Part, part_of, touched};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What somebody does in the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Everything.
    Facilitator,
    /// Writes down what is said, and changes what was written down on the same laptop.
    NoteTaker,
    /// Reads only.
    Screen,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::NoteTaker, Self::Facilitator, Self::Screen];

    pub fn word(self) -> &'static str {
        match self {
            Self::Facilitator => "Facilitator",
            Self::NoteTaker => "Note-taker",
            Self::Screen => "Screen",
        }
    }

    /// What it may do, in a line.
    pub fn may(self) -> &'static str {
        match self {
            Self::Facilitator => "may change everything but freeze",
            Self::NoteTaker => "writes down, and changes only its own",
            Self::Screen => "shows, and changes nothing",
        }
    }
}

/// No session counts so far.
const MOST_NUMBER: u32 = 10_000_000;

/// What one laptop may write.
#[derive(Clone, Debug)]
pub struct Rights {
    pub role: Role,
    /// The copy by whose name it numbers and signs what it writes.
    pub copy: CopyName,
    /// Things without a number that it added itself.
    pub made: BTreeSet<Uuid>,
}

/// Why something may not be written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Forbidden {
    #[error("a screen changes nothing")]
    Reads,
    #[error("a note-taker writes down what is said, and changes only that; {0} belong to the facilitator")]
    NotOwn(String),
    #[error("it holds what others wrote; bring it in from its file, where you see what it brings")]
    OthersWords,
    #[error("it gives numbers that are not its own")]
    Number,
    #[error("it writes what no version of Upfront writes")]
    Strange,
}

impl Rights {
    pub fn new(role: Role, copy: CopyName) -> Self {
        Self { role, copy, made: BTreeSet::new() }
    }

    /// May it make `after` of `before`?
    pub fn check(&self, before: &Session, after: &Session) -> Result<(), Forbidden> {
        touched(before, after).iter().try_for_each(|part| self.may_touch(part, before, after))
    }

    /// The same, as a sentence for whoever sits at that laptop.
    pub fn refusal(&self, before: &Session, after: &Session) -> Option<String> {
        self.check(before, after).err().map(|why| match why {
            Forbidden::Reads => "This laptop shows what is going on, and changes nothing".into(),
            _ => {
                "This laptop takes notes: it changes what was written down on it. All else is the facilitator’s".into()
            }
        })
    }

    /// May changes come from it that wrote this, and make `after` of `before`? More than the difference is looked at: a
    /// value that loses, or is the same, is in the history all the same.
    pub fn check_written(&self, wrote: &[Wrote], before: &Session, after: &Session) -> Result<(), Forbidden> {
        let own_words = self.copy.words();
        for change in wrote {
            if change.strange {
                return Err(Forbidden::Strange);
            }
            // Who may do everything may also pass on what others wrote.
            if self.role != Role::Facilitator && change.by != own_words {
                return Err(Forbidden::OthersWords);
            }
            let parts: BTreeSet<Part> = change.registers.iter().map(|name| part_of(name)).collect();
            parts.iter().try_for_each(|part| self.may_touch(part, before, after))?;
        }
        self.check(before, after)
    }

    fn may_touch(&self, (list, id): &Part, before: &Session, after: &Session) -> Result<(), Forbidden> {
        match self.role {
            Role::Facilitator => return Ok(()),
            Role::Screen => return Err(Forbidden::Reads),
            Role::NoteTaker => {}
        }
        let not_own = || Err(Forbidden::NotOwn(words_of_name(list)));
        match list.as_str() {
            "contributions" => {
                let said = [before, after].into_iter().filter_map(|s| s.contributions.get((*id).into()));
                match said.map(|c| c.no).all(|no| no.copy == self.copy && no.no <= MOST_NUMBER) {
                    true => Ok(()),
                    false if before.contributions.get((*id).into()).is_none() => Err(Forbidden::Number),
                    false => Err(Forbidden::NotOwn("other people’s entries".into())),
                }
            }
            "themes" if before.themes.get((*id).into()).is_none() || self.made.contains(id) => Ok(()),
            "photos" if before.photos.get((*id).into()).is_none() || self.made.contains(id) => Ok(()),
            _ => not_own(),
        }
    }

    /// Keeps what it has added, which is its own from then on.
    pub fn keep_made(&mut self, before: &Session, after: &Session) {
        let themes = after.themes.iter().map(|t| t.id.0).filter(|id| before.themes.get((*id).into()).is_none());
        let photos = after.photos.iter().map(|p| p.id.0).filter(|id| before.photos.get((*id).into()).is_none());
        self.made.extend(themes.chain(photos));
    }
}
