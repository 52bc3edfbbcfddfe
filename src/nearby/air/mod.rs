//! The way over the network: sockets, sealed lines, and finding each other. Nothing listens, and nothing is sent, unless a
//! room is open, joined, or looked for.

mod addresses;
mod find;
mod join;
mod line;
mod seal;
mod serve;

pub use addresses::{own_addresses, parse};
pub use find::look_for_rooms;
pub use join::{Joining, join};
pub use line::{Reader, Writer};
pub use seal::{CallError, Key, answer, call};
pub use serve::{PORT, Reach, Serving, serve};

use crate::model::time::Moment;
use std::sync::Arc;

/// What reads the clock, and what the news are told to.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;
pub type Tell = Arc<dyn Fn(super::News) + Send + Sync>;
