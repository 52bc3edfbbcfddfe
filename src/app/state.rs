//! What the app holds: the open session, and how it is looked at.

use super::action::{Aside, GroupBy, Page, Respond, RoomShows, Shown, Told};
use super::own_laptop::{CameBack, OwnForm, SignedHere};
use super::sign::FreezeForm;
use super::{CaptureLine, Document, Env, RoomView};
use crate::edit::Command;
use crate::exchange::{Import, ImportAs};
use crate::insight::Kind;
use crate::model::time::Moment;
use crate::model::*;
use crate::printing::{FontShelf, Sheets};
use crate::record::Verdict;
use crate::rehearsal::Practises;
use crate::report::raster::Picture;
use crate::report::text::Fonts;
use crate::report::{Pages, Watch};
use crate::store::Settings;
use crate::store::opening::Unfinished;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// The app.
pub struct App {
    pub env: Box<dyn Env>,
    pub document: Option<Document>,
    pub view: ViewState,
    pub settings: Settings,
    /// What the room's screen shows; it has a window of its own and reads this.
    pub room: Arc<Mutex<RoomView>>,
    /// Keys that were pressed while the room's window had the focus; they are the facilitator's.
    pub room_keys: Arc<Mutex<Vec<egui::Event>>>,
    /// Photos that wait for the one before them to be kept.
    pub(super) photos_waiting: VecDeque<super::Work>,
    /// What the clocks showed a frame ago.
    pub(super) clocks: Option<(Moment, super::Ticks)>,
    /// The item that was on a frame ago, and how many warnings had passed.
    pub(super) warned: Option<(ItemId, usize)>,
    /// Sessions that were not put away, for the start page.
    pub unfinished: Vec<Unfinished>,
    /// What is on sticks, for the start page.
    pub sticks: super::Sticks,
    /// An evening that is rehearsed, in the place of everything else.
    pub rehearsal: Option<Box<super::Rehearsal>>,
    /// This is the app inside a rehearsal.
    pub practising: bool,
    /// The room with other laptops, open here or joined.
    pub sharing: Option<super::Sharing>,
    /// A room on the way in.
    pub(super) joining: Option<super::join_room::Joining>,
    /// Ways to rooms so far.
    pub(super) ways: u64,
    /// What was asked of the rehearsal around.
    pub(super) asked: Vec<super::Rehearse>,
    /// The fonts of this machine.
    pub(super) fonts: Arc<FontShelf>,
}

/// Something that stands above the page until it is dismissed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Banner {
    Recovered,
    Damaged,
    Changed,
    LeftBehind,
    InUse,
    Forgotten,
    ForgetDue,
    Copied,
}

/// An earlier version in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionRow {
    pub path: PathBuf,
    /// "14 May 2026, 18:32"
    pub at: String,
    /// What the session has now that it had not then.
    pub differs: String,
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

/// The guide as it is read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GuideView {
    /// The place of the part.
    pub part: usize,
    pub search: String,
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
    pub earlier: Option<EarlierId>,
    /// What was to be agreed on what is fixed: it is asked what becomes of it.
    pub on_fixed: Option<(DecisionId, BoundaryId)>,
    /// The finding of the check that is chosen.
    pub finding: Option<(Kind, Option<Uuid>)>,
    /// Where it stood: when it is mended, the one that takes its place is chosen.
    pub finding_place: usize,
    /// The charter is asked, and not written; None: as far as the session is.
    pub charter_asked: Option<bool>,
    /// Why it is to be left as it is, is being said.
    pub leaving: bool,
    pub group: GroupBy,
    pub search: String,
    pub only_owed: bool,
    /// What was added last, so that its words can be typed at once.
    pub fresh: Option<Uuid>,
    /// What is asked or told and is to be seen.
    pub told: Option<Told>,
    /// What a finding led to.
    pub mended: Option<(Kind, Option<Uuid>)>,
    /// So often something was to be brought into view; each time once.
    pub fresh_nth: u64,
    /// What stands beside the board.
    pub aside: Option<Aside>,
    /// Pictures of photos, as far as they were asked for.
    pub photos: BTreeMap<Shown, Seen>,
    pub large_photo: Option<PhotoId>,
    pub respond: Option<Respond>,
    pub capture: CaptureLine,
    pub open_path: String,
    pub opening: bool,
    pub export: ExportState,
    pub import: Option<ImportForm>,
    /// An agenda or people, before they come in.
    pub list_in: Option<super::ListForm>,
    /// The same, while its window is closed.
    pub list_kept: Option<super::ListForm>,
    /// Other copies on their way in, and copies for tables on their way out, while their windows are open.
    pub copies_in: Option<super::CopiesIn>,
    pub copies_out: Option<super::CopiesOut>,
    /// Laptops in the room are listed.
    pub laptops: bool,
    /// Who was in a room that was open here when this laptop stopped.
    pub room_was_open: Option<Vec<crate::nearby::Known>>,
    /// A room is being come into, while the form for it is open.
    pub join: Option<super::JoinForm>,
    /// Copies beside the session that were looked at, and so many times they had changed then.
    pub beside_seen: BTreeMap<PathBuf, u32>,
    pub sign: Option<SignForm>,
    /// An answer as it is given on this laptop, and what was signed here last.
    pub own: Option<OwnForm>,
    pub signed_here: Option<SignedHere>,
    /// A signature that came back, until it is taken down.
    pub came_back: Option<CameBack>,
    pub freeze: FreezeForm,
    /// There are words in the capture line, and it is asked whether the text is frozen without them.
    pub freeze_asks: bool,
    /// A code from a paper, as typed, and what came of holding it against the session.
    pub code: String,
    pub verdict: Option<Verdict>,
    /// Runs late by so much, and nothing is to be trimmed for it.
    pub late_ignored: Option<crate::live::Late>,
    pub room_screen: bool,
    pub room_here: bool,
    /// The room has seen this screen, so that it may see it again at any moment.
    pub room_was_here: bool,
    pub room_blank: bool,
    pub room_shows: RoomShows,
    pub room_balance: bool,
    pub read_back: usize,
    /// The page of what became of last time that the room sees.
    pub last_time_page: usize,
    /// Up to here the room sees words without waiting.
    pub let_through: Option<Moment>,
    pub table_mode: bool,
    /// In a table's copy, the item that what is written down belongs to, where it was chosen.
    pub table_item: Option<ItemId>,
    /// The table before table mode.
    pub table_before: u8,
    pub palette: Option<String>,
    /// Private fields are shown although the room may see this screen.
    pub private: bool,
    /// Several lines that were pasted into the capture line, until it is said whether they are one.
    pub pasted: Option<String>,
    pub help: bool,
    /// The guide is open at a part.
    pub guide: Option<GuideView>,
    /// What is to be rehearsed, while it is being chosen.
    pub rehearse: Option<(Practises, u32)>,
    /// Earlier versions, while they are listed.
    pub versions: Option<Vec<VersionRow>>,
    /// The window has lost the focus.
    pub unfocused: bool,
}

impl ViewState {
    /// Does something stand over the page that keys are meant for?
    pub fn is_covered(&self) -> bool {
        let asks = self.copies_in.as_ref().is_some_and(|form| form.is_asked());
        asks || self.copies_out.is_some()
            || self.laptops
            || self.join.is_some()
            || self.pasted.is_some()
            || self.palette.is_some()
            || self.help
            || self.large_photo.is_some()
    }
}

/// A photo's picture on its way to the screen.
#[derive(Clone, Debug)]
pub enum Seen {
    /// It is being read.
    Coming,
    Here(Arc<Picture>),
    /// Why it cannot be shown.
    Missing(String),
}

impl Seen {
    /// What came back.
    pub fn of(read: Result<Box<Picture>, String>) -> Self {
        match read {
            Ok(picture) => Self::Here(Arc::new(*picture)),
            Err(why) => Self::Missing(why),
        }
    }
}

/// Laid out pages, and of what.
#[derive(Clone, Debug)]
pub struct LaidOut {
    pub revision: u64,
    pub sheets: Sheets,
    /// The sessions before that a case study is also of.
    pub earlier: Vec<Uuid>,
    pub pages: Arc<Pages>,
    pub fonts: Arc<Fonts>,
}

/// A painted page, and of what.
#[derive(Clone, Debug)]
pub struct PaintedPage {
    pub revision: u64,
    pub sheets: Sheets,
    pub page: usize,
    pub picture: Arc<Picture>,
}

/// The preview and what is printed.
#[derive(Default)]
pub struct ExportState {
    /// What is looked at and printed.
    pub sheets: Sheets,
    /// Sessions before this one that a case study is also made from, the oldest first.
    pub earlier: Vec<Arc<Session>>,
    /// Where the file goes, as typed.
    pub path: String,
    /// Set while a file is being written.
    pub writing: Option<Arc<Watch>>,
    /// It is to be shown when it is written.
    pub then_show: bool,
    pub written: Option<PathBuf>,
    /// The page looked at, from 0.
    pub page: usize,
    pub pages: Option<LaidOut>,
    /// What is being laid out.
    pub laying_out: bool,
    pub picture: Option<PaintedPage>,
    pub painting: bool,
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
    /// For not reached: when they were asked, as typed, and by whom.
    pub asked_on: String,
    pub asked_by: String,
    /// What they drew.
    pub strokes: Vec<Vec<Point>>,
}

impl SignForm {
    /// Nothing is said yet.
    pub fn new(partner: PartnerId) -> Self {
        Self {
            partner,
            says: SignWord::Signs,
            words: String::new(),
            name: String::new(),
            capacity: String::new(),
            how: How::OnPaper,
            note: String::new(),
            until: String::new(),
            when: String::new(),
            asked_on: String::new(),
            asked_by: String::new(),
            strokes: Vec::new(),
        }
    }

    /// Nothing is said yet, but in what capacity the partner signs.
    pub fn of(p: &Partner) -> Self {
        Self { capacity: p.signs_as(), ..Self::new(p.id) }
    }

    /// As words for the journal, so that a reservation that is being typed is not lost.
    pub fn to_words(&self) -> String {
        let says = SignWord::ALL.iter().position(|w| *w == self.says).unwrap_or(0);
        let how = match &self.how {
            How::Spoken(witness) => witness.clone(),
            _ => String::new(),
        };
        let rest = (&self.words, &self.name, &self.capacity, how, &self.note, &self.until, &self.when);
        let asked = (&self.asked_on, &self.asked_by);
        ron::to_string(&(self.partner.0, says, rest, asked)).unwrap_or_default()
    }

    /// The form with these words; None where they are of another kind.
    pub fn from_words(words: &str) -> Option<Self> {
        type Rest = (String, String, String, String, String, String, String);
        let (partner, says, rest, asked): (uuid::Uuid, usize, Rest, (String, String)) = ron::from_str(words).ok()?;
        let (words, name, capacity, witness, note, until, when) = rest;
        let how = if witness.is_empty() { How::OnPaper } else { How::Spoken(witness) };
        let says = *SignWord::ALL.get(says)?;
        let (asked_on, asked_by) = asked;
        // What is drawn is drawn in one go; it is not kept while it goes on.
        let strokes = Vec::new();
        let partner = partner.into();
        Some(Self { partner, says, words, name, capacity, how, note, until, when, asked_on, asked_by, strokes })
    }
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
