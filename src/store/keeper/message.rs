//! What the window tells the keeper.

use super::Wire;
use crate::edit::Command;
use crate::model::time::Moment;
use crate::store::journal::Typing;
use std::path::PathBuf;
use std::sync::Arc;

/// Something that happened in the window.
#[derive(Clone, Debug)]
pub enum Message {
    /// A command was applied; the words of this slot are in it.
    Do {
        label: String,
        command: Command,
        clears: Option<u64>,
        at: Moment,
    },
    Undo {
        at: Moment,
    },
    Redo {
        at: Moment,
    },
    /// Words in a field as they stand now; None: they are meant no more.
    Type {
        slot: u64,
        typing: Option<Typing>,
        at: Moment,
    },
    /// Other copies were brought in by a command, and this history holds them too.
    BringIn {
        label: String,
        command: Command,
        history: Arc<str>,
        at: Moment,
    },
    /// Hand the history out, in the status.
    Lend,
    /// Hand on to other laptops what is changed from now on, and the history as it is; None: no longer.
    Share(Option<Wire>),
    /// Other laptops wrote this.
    Heard(Arc<[u8]>),
    /// The window has taken what arrived under this number.
    TakeIn {
        nth: u64,
        at: Moment,
    },
    /// Write the file now: the window lost the focus.
    Save,
    /// From now on this is the session's file.
    SaveAs {
        path: PathBuf,
        at: Moment,
    },
    /// What is to become of two states of one file.
    Settle {
        choice: Settle,
        at: Moment,
    },
    /// Both states of the file are in the session by now: write it over the other, which has this sum. Where yet another
    /// stands there, that is asked about anew.
    SaveOver {
        sum: String,
        at: Moment,
    },
    /// Put everything away.
    Close,
    /// The window stopped: write what is known, and leave it as one that was not put away.
    Stop,
}

/// What a person chose where the file holds another state. Nothing is lost by any of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Settle {
    /// This one goes on in a file of its own beside the other.
    KeepBoth,
    /// The file gets this one; the other is kept among the earlier versions.
    ReplaceOther,
    /// The other is opened; this one is kept among the earlier versions.
    TakeOther,
}
