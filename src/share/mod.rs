//! Several laptops on one session: what each wrote, put together so that nothing is lost and nobody wins in silence.
//!
//! The merging is Automerge's. A [`Ledger`] holds a session as registers, short names with a text each, all in one flat
//! map: so any two ledgers of a session can be put together, also where they have no common beginning (two laptops that
//! each opened the same old file), and equal values that were written twice are one. Where two laptops wrote different
//! values without knowing of each other, a register keeps both, with who wrote each and when.
//!
//! What the registers of a session are is said in `store/schema/registers.rs`; this room knows texts only. It reads no
//! clock and takes no random numbers: who writes, and under which name of a run, is handed in.

mod guard;
mod ledger;
mod talk;
mod unfolding;

pub use guard::say_nothing_of_guarded;
pub use ledger::{Heads, Ledger, LedgerError, Pen, Register, Written};
pub use talk::{Heard, Talk, Wrote, message_with};
pub use unfolding::{is_history, with_right_checksums};
