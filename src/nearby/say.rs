//! What laptops in one room say to each other, as bytes.
//!
//! Everything that is read here may be hostile: it is bounded before it is looked at, and what is not understood is said in
//! a sentence. Within one version of what is said nothing is added; a laptop that speaks another is told so before anything
//! else passes.

use super::role::Role;
use crate::model::CopyName;
use serde::{Deserialize, Serialize};

/// The version of what is said. Laptops that speak different ones cannot be in one room.
pub const SPEAKS: u8 = 1;

/// What a note-taker sends at once is less; a whole history of a long session is below both.
pub const MOST_FROM_GUEST: usize = 16 * 1024 * 1024;
pub const MOST_FROM_HOST: usize = 128 * 1024 * 1024;

/// Something one laptop says to the other.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Say {
    /// A new laptop: what it calls itself, and what it is for.
    Join {
        laptop: String,
        wants: Wants,
    },
    /// One that was let in before, and has its copy.
    Back {
        laptop: String,
    },
    /// It is let in: with which ticket it comes back, and the copy it writes in, a session file; empty where it has one.
    Welcome {
        ticket: Ticket,
        role: Role,
        room: String,
        file: String,
    },
    /// It is here again.
    WelcomeBack {
        role: Role,
        room: String,
    },
    /// It is not let in, or has to go.
    No(No),
    /// Changes on their way.
    Sync(Vec<u8>),
    /// Still here. The facilitator’s clock in milliseconds since 1970; from others, whether words stand in the line.
    Beat {
        at_ms: i64,
        typing: bool,
    },
    /// What it may do from now on.
    Role(Role),
    /// A photo that is named in the session and is not here: the digest.
    WantPhoto(String),
    Photo {
        digest: String,
        bytes: Vec<u8>,
    },
    /// This laptop goes for good.
    Leave,
    /// What the room sees, for a screen: only the window can read it.
    Shows(Vec<u8>),
}

/// What a laptop joins for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Wants {
    /// Notes at this table; 0: in the whole room.
    Notes { table: u8 },
    /// Notes in a copy that it has already: of this session, and how that numbers ("3").
    Own {
        session: [u8; 16],
        #[serde(with = "copy_name")]
        copy: CopyName,
    },
    /// To show what is going on.
    Screen,
}

/// A copy as it stands in numbers.
mod copy_name {
    use crate::model::CopyName;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(copy: &CopyName, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(copy)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CopyName, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|()| D::Error::custom("no name of a copy"))
    }
}

/// With it a laptop comes back without the code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub id: [u8; 8],
    pub secret: [u8; 32],
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Its secret is in no log.
        write!(f, "Ticket {:02x?}", self.id)
    }
}

/// Why a laptop is not, or no longer, in the room. The display is what its person reads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum No {
    #[error("The facilitator put this laptop out of the room; all it wrote is in its file")]
    PutOut,
    #[error("The room is closed; all that was written is in this laptop’s file")]
    Closed,
    #[error("The facilitator’s laptop could not make a copy: {0}")]
    NoCopy(String),
    #[error("This laptop was put out because {0}")]
    Unfit(Unfit),
    #[error("The room is full; {0} laptops are in it")]
    Full(u32),
}

/// What a laptop sent that it should not. The display is the end of a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum Unfit {
    #[error("{0}")]
    Forbidden(String),
    #[error("what it sent could not be read")]
    Garbage,
    #[error("it sent more than anybody can type")]
    Flood,
}

/// Why something that came cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SayError {
    #[error("it is longer than anything that is said")]
    TooLong,
    #[error("it is nothing that this version of Upfront says")]
    NotUnderstood,
}

/// Names are shown in a list.
const MOST_NAME: usize = 64;

impl Say {
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads what has come, which may have at most so many bytes.
    pub fn read(bytes: &[u8], most: usize) -> Result<Self, SayError> {
        if bytes.len() > most {
            return Err(SayError::TooLong);
        }
        let (say, rest) = postcard::take_from_bytes::<Self>(bytes).map_err(|_| SayError::NotUnderstood)?;
        match rest.is_empty() {
            true => Ok(say.plain()),
            false => Err(SayError::NotUnderstood),
        }
    }

    /// What stands in lists is short, and on one line.
    fn plain(self) -> Self {
        let short = |name: String| name.chars().filter(|c| !c.is_control()).take(MOST_NAME).collect();
        match self {
            Self::Join { laptop, wants } => Self::Join { laptop: short(laptop), wants },
            Self::Back { laptop } => Self::Back { laptop: short(laptop) },
            Self::Welcome { ticket, role, room, file } => Self::Welcome { ticket, role, room: short(room), file },
            Self::WelcomeBack { role, room } => Self::WelcomeBack { role, room: short(room) },
            other => other,
        }
    }
}
