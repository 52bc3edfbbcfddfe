//! The shell: owns the state, routes actions, and talks to the world through [`Env`].
//!
//! ```text
//! ui panel -- Action --> App::handle (routes only) --> Document::apply --> edit::apply
//! ```
//! Words being typed are drafts in the view state; each draft holds the command it will be, so that
//! drafts can be kept before an undo, an export, a change of page and quitting without asking the ui.

mod action;
mod agree;
mod board;
mod capture;
mod chime;
mod clock_watch;
mod copies_in;
mod copies_out;
mod derived;
mod document;
mod dropped;
mod earlier_sessions;
mod env;
mod files;
mod forget;
mod hand_on;
mod handle;
mod join_room;
mod keeping;
mod list_in;
mod live;
mod nearby;
mod open_room;
mod own_laptop;
mod paper;
mod photos;
mod place;
mod prefer;
mod rehearse;
mod room;
mod screens;
mod sign;
mod stage;
mod state;
mod sticks;
mod template;
mod window;
mod write_down;

pub use crate::printing::Sheets;
pub use action::{
    Action, Actions, Aside, GroupBy, Job, KeptPhoto, Look, Page, Pasted, Preference, Respond, RoomShows, Select, Shown,
    Told,
};
pub use board::{Column, Stands, moved};
pub use capture::{CaptureLine, Completion, Named, Parsed, complete, parse};
pub use clock_watch::Ticks;
pub use copies_in::{CopiesIn, FoundIn, Offer};
pub use copies_out::{CopiesOut, Made};
pub use derived::Derived;
pub use document::{Document, Link};
pub use env::{Env, RealEnv, Work};
pub use join_room::{JoinForm, JoinTyped};
pub use list_in::ListForm;
pub use nearby::{JoinedRoom, OpenRoom, Sharing};
pub use open_room::called;
pub use own_laptop::{CameBack, OwnForm, SIGNATURE, SignedHere};
pub use rehearse::{Rehearsal, Rehearse, SPEEDS};
pub use room::{RoomView, room_view};
pub use sign::{FreezeForm, USUAL_CHANGER};
pub use state::{
    App, Banner, Draft, ExportState, GuideView, ImportForm, LaidOut, Notice, PaintedPage, Seen, SignForm, SignWord,
    VersionRow, ViewState,
};
pub use sticks::{OnStick, Sticks};
pub use window::{Launch, Window, open_window};
