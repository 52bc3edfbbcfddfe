//! What the app holds: the open session, and how it is looked at.

use super::action::{GroupBy, Page, Respond};
use super::{CaptureLine, Document, Env};
use crate::edit::Command;
use crate::exchange::{Import, ImportAs};
use crate::model::*;
use crate::report::Pages;
use crate::report::raster::Picture;
use crate::store::Settings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// The app.
pub struct App {
    pub env: Box<dyn Env>,
    pub document: Option<Document>,
    pub view: ViewState,
    pub settings: Settings,
    /// What the room's screen shows; it has a window of its own and reads this.
    pub room: Arc<Mutex<RoomView>>,
}

/// Words that are not yet a command.
#[derive(Clone, Debug)]
pub struct Draft {
    pub text: String,
    /// What it will be, with its label; or why it can't be that.
    pub becomes: Result<(String, Command), String>,
}

/// Something said to the person, in a line.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    pub text: String,
    /// It went wrong.
    pub bad: bool,
}

/// How things are looked at; nothing of the session.
#[derive(Default)]
pub struct ViewState {
    pub page: Page,
    pub drafts: BTreeMap<u64, Draft>,
    pub notice: Option<Notice>,
    pub item: Option<ItemId>,
    pub boundary: Option<BoundaryId>,
    pub partner: Option<PartnerId>,
    pub contributions: BTreeSet<ContributionId>,
    pub contribution: Option<ContributionId>,
    pub decision: Option<DecisionId>,
    pub action: Option<ActionId>,
    pub group: GroupBy,
    pub search: String,
    pub only_owed: bool,
    /// The board shows its themes and dots beside the cards.
    pub themes: bool,
    pub respond: Option<Respond>,
    pub capture: CaptureLine,
    pub open_path: String,
    pub opening: bool,
    pub export: ExportState,
    pub import: Option<ImportForm>,
    pub sign: Option<SignForm>,
    pub room_screen: bool,
    pub help: bool,
}

/// The preview and the PDF.
#[derive(Default)]
pub struct ExportState {
    /// Where the PDF goes, as typed.
    pub path: String,
    pub writing: bool,
    pub written: Option<PathBuf>,
    /// The page looked at, from 0.
    pub page: usize,
    pub pages: Option<(u64, Arc<Pages>)>,
    /// The revision that is being laid out.
    pub laying_out: Option<u64>,
    /// The painted page: revision and page.
    pub picture: Option<(u64, usize, Arc<Picture>)>,
    pub painting: Option<(u64, usize)>,
}

/// The import of a table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ImportForm {
    pub path: String,
    pub how: ImportAs,
    /// COLUMN=VALUE, as typed.
    pub rejected: String,
    pub preview: Option<Result<Import, String>>,
}

/// A partner's answer as it is being recorded.
#[derive(Clone, PartialEq, Debug)]
pub struct SignForm {
    pub partner: PartnerId,
    pub says: SignWord,
    pub words: String,
    pub name: String,
    pub capacity: String,
    pub how: How,
    pub note: String,
    /// For waiting: until when, as typed.
    pub until: String,
    /// On what day it was given, as typed; empty: now.
    pub when: String,
}

/// The five answers, without their words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SignWord {
    #[default]
    Signs,
    Reservation,
    Declines,
    NotReached,
    Waiting,
}

impl SignWord {
    pub const ALL: [Self; 5] = [Self::Signs, Self::Reservation, Self::Declines, Self::NotReached, Self::Waiting];

    pub fn word(self) -> &'static str {
        match self {
            Self::Signs => "Signs",
            Self::Reservation => "Signs with a reservation",
            Self::Declines => "Declines",
            Self::NotReached => "Not reached",
            Self::Waiting => "Waiting",
        }
    }
}

/// What the room's screen shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RoomView {
    pub title: String,
    pub question: String,
    /// Seconds left; below 0 over. None: nothing is on.
    pub remaining_s: Option<i64>,
    pub paused: bool,
    pub clock: String,
    pub boundaries: Vec<(Status, String)>,
    pub next: String,
    /// The person closed the screen.
    pub closed: bool,
}
