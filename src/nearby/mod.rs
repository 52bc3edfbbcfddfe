//! Several laptops in one room: who may come in, what each may write, and what they say to each other.
//!
//! ```text
//! facilitator                                  note-taker, screen
//!   keeper --changes--> Host  <== a line ==>  Guest <--changes-- keeper
//!   keeper <--heard---- Host                  Guest ---heard---> keeper
//! ```
//! The room is a star: all talk to the laptop that opened it, which passes on what it has looked at. What is said are
//! histories, by Automerge’s protocol ([`crate::share::Talk`]); so whoever was away catches up, and nobody waits for
//! anybody. [`Host`] and [`Guest`] are plain machines, without sockets, clocks or threads, so that tests cut lines at any
//! moment; `air` is the way over the network.
//!
//! A line is sealed by Noise. The first time the key comes from the code that was read aloud (SPAKE2); later from a ticket
//! that was handed over inside that first line, so that nobody else can come back as that laptop.

#[cfg(feature = "window")]
pub mod air;
mod door;
pub mod fuzz;
mod guest;
mod host;
pub mod kept;
mod news;
mod role;
mod say;

pub use door::{Door, TRIES, code_from};
pub use guest::{Entry, Guest, GuestOut, GuestStands, LineStands};
pub use host::{BEAT_MS, Host, HostOut, Known, LaptopNo, LineId, MOST_LAPTOPS, Proof, SILENT_MS, Seen, Stands};
pub use news::{Found, News, Order, Room, Tried, announced_name};
pub use role::{Forbidden, Rights, Role};
pub use say::{MOST_FROM_GUEST, MOST_FROM_HOST, No, SPEAKS, Say, SayError, Ticket, Unfit, Wants};
