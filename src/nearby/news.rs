//! What the window and a room tell each other; the room itself works elsewhere.

use super::guest::GuestStands;
use super::host::{Known, LaptopNo, LineId, Seen};
use super::role::Role;
use super::say::{Ticket, Wants};
use crate::model::CopyName;
use std::sync::Arc;

/// What the window wants of the room.
#[derive(Clone, Debug)]
pub enum Order {
    /// Changes of one’s own, from the keeper.
    Ours(Arc<[u8]>),
    LetIn {
        line: LineId,
        ticket: Ticket,
        copy: CopyName,
        file: String,
    },
    Refuse {
        line: LineId,
        why: String,
    },
    PutOut(LaptopNo),
    SetRole(LaptopNo, Role),
    /// Words stand in the line here.
    Typing(bool),
    WantPhoto(String),
    /// To whoever asked; a guest has one line only.
    SendPhoto {
        line: LineId,
        digest: String,
        bytes: Vec<u8>,
    },
    /// What screens show from now on; empty: nothing that anybody would have to be told.
    Shows(Vec<u8>),
    /// Where the room may be by now: its laptop can have got another address.
    Found(Vec<String>),
    /// One goes for good, and has no need of coming back.
    Leave,
    /// The room is closed here, or this laptop is not in it for now.
    End,
}

/// What a room tells the window.
#[derive(Clone, Debug)]
pub enum News {
    /// The room is open: at which addresses, and with which code.
    Open {
        addresses: Vec<String>,
        code: String,
    },
    /// It could not be opened, or is no more.
    Failed(String),
    /// There is another code, because too many were wrong.
    NewCode(String),
    Heard(Arc<[u8]>),
    Asks {
        line: LineId,
        laptop: String,
        wants: Wants,
    },
    Seen(Vec<Seen>),
    Known(Vec<Known>),
    Told(String),
    WantsPhoto {
        line: LineId,
        digest: String,
    },
    Photo {
        digest: String,
        bytes: Vec<u8>,
    },
    Welcome {
        ticket: Ticket,
        file: String,
    },
    Stands(GuestStands),
    /// What the facilitator’s laptop has this one show.
    Shows(Vec<u8>),
    /// So many milliseconds the facilitator’s clock is ahead.
    Clock(i64),
    /// What came of trying to get in.
    Tried(Tried),
    /// Rooms on this network, as far as they were found.
    Found(Vec<Found>),
}

/// A room that was found on the network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    pub name: String,
    /// Where it can be reached: "192.168.1.5:41760".
    pub addresses: Vec<String>,
}

/// A name of a service has at most 63 bytes (RFC 6763, 4.1.1); what makes it different from another's is added to it.
const MOST_NAME_BYTES: usize = 60;

/// The name by which a room is found.
pub fn announced_name(room: &str) -> String {
    let plain = room.chars().filter(|c| !c.is_control());
    let short = plain.scan(0, |bytes, c| {
        *bytes += c.len_utf8();
        (*bytes <= MOST_NAME_BYTES).then_some(c)
    });
    short.collect()
}

/// What came of trying an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tried {
    pub address: String,
    /// A sentence without its beginning: "nothing answered within 3 seconds".
    pub outcome: String,
    /// It is not tried again: the code was wrong, or the versions differ.
    pub last: bool,
}

/// The way to a room that works elsewhere. When it is dropped, the room is left or closed.
pub trait Room {
    fn order(&self, order: Order);
    /// For the keeper: where changes go.
    fn wire(&self) -> Arc<dyn Fn(Arc<[u8]>) + Send + Sync>;
}
