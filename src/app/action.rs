//! Everything the person can ask for, and everything that comes back from slow work.

use super::state::{Banner, LaidOut, PaintedPage, VersionRow};
use crate::edit::{Command, Key};
use crate::exchange::Import;
pub use crate::insight::Page;
use crate::model::time::Moment;
use crate::model::*;
use crate::nearby::kept::Kept;
use crate::nearby::{LaptopNo, LineId, News, Role};
use crate::printing::Sheets;
use crate::record::Verdict;
use crate::report::raster::Picture;
use crate::store::Scheme;
use crate::store::keeper::{Settle, Status};
use crate::store::opening::{Opened, Unfinished};
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// How the board is grouped.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum GroupBy {
    #[default]
    Theme,
    Item,
    Partner,
    Kind,
    Boundary,
    Answer,
}

impl GroupBy {
    pub const ALL: [Self; 6] = [Self::Theme, Self::Item, Self::Partner, Self::Kind, Self::Boundary, Self::Answer];

    pub fn word(self) -> &'static str {
        match self {
            Self::Theme => "Theme",
            Self::Item => "Item",
            Self::Partner => "Partner",
            Self::Kind => "Kind",
            Self::Boundary => "Up for grabs",
            Self::Answer => "Answer",
        }
    }
}

/// What is selected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Select {
    Item(Option<ItemId>),
    Boundary(Option<BoundaryId>),
    /// Only this one.
    Contribution(Option<ContributionId>),
    /// This one too, or no more.
    Toggle(ContributionId),
    /// All of these.
    Contributions(Vec<ContributionId>),
    Decision(Option<DecisionId>),
    Action(Option<ActionId>),
    Earlier(Option<EarlierId>),
    Partner(Option<PartnerId>),
    /// The photos beside the board.
    Photos,
}

/// What stands beside the board.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aside {
    /// Themes and their dots.
    Themes,
    Photos,
}

/// A photo's picture, as it is to be shown: small, or as large as it was kept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Shown {
    pub digest: String,
    pub large: bool,
}

/// What the Responses page asks for next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Respond {
    Decision,
    Action,
    Sent,
    NotTaken,
}

/// What the room's screen shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RoomShows {
    /// The item that is on, its prompt and the time.
    #[default]
    Item,
    /// What is up for grabs, and what is not.
    Scope,
    /// What was said last.
    Newest,
    /// The record, read back item by item.
    ReadBack,
    /// What became of last time.
    LastTime,
}

impl RoomShows {
    pub const ALL: [Self; 5] = [Self::Item, Self::Scope, Self::Newest, Self::ReadBack, Self::LastTime];

    pub fn word(self) -> &'static str {
        match self {
            Self::Item => "Item and time",
            Self::Scope => "Up for grabs",
            Self::Newest => "Newest words",
            Self::ReadBack => "Read-back",
            Self::LastTime => "Last time",
        }
    }
}

/// What is asked or told on the page of signing, and may stand out of sight.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Told {
    /// Words in the capture line, before freezing.
    WordsWaiting,
    /// What came of checking a paper.
    Verdict,
    /// The form for signing on this laptop.
    OwnForm,
    SignedHere,
    CameBack,
}

/// A setting of this machine.
#[derive(Clone, PartialEq, Debug)]
pub enum Preference {
    /// Per cent more (or less) than now.
    Zoom(i16),
    UsualZoom,
    Scheme(Scheme),
    Still(bool),
    Sound(bool),
    /// Minutes left at which the timer says so.
    WarnMin(Vec<u32>),
}

/// Changes of how things are looked at; nothing of the session.
#[derive(Clone, PartialEq, Debug)]
pub enum Look {
    Select(Select),
    Group(GroupBy),
    Search(String),
    OnlyOwed(bool),
    Aside(Option<Aside>),
    LargePhoto(Option<PhotoId>),
    /// Its words come next.
    Fresh(Uuid),
    /// Something that is asked or told is to be seen, wherever its page is scrolled to.
    Told(Told),
    Respond(Option<Respond>),
    /// What was to be agreed on what is fixed.
    DecideOnFixed(Option<(DecisionId, BoundaryId)>),
    /// The finding of the check that is chosen.
    Finding(Option<(crate::insight::Kind, Option<Uuid>)>),
    /// It is to be left as it is, and the reason comes next.
    LeaveFinding(bool),
    /// The charter is asked, and not written.
    CharterAsked(bool),
    ExportPath(String),
    OpenPath(String),
    PreviewPage(usize),
    /// Another document, or another size.
    PreviewSheets(Sheets),
    /// The PDF carries the record, or not.
    WithRecord(bool),
    Import(Option<Box<super::ImportForm>>),
    Freeze(super::FreezeForm),
    /// It is not frozen now.
    FreezeAsks(bool),
    /// A code from a paper as it is typed.
    Code(String),
    Sign(Option<Box<super::SignForm>>),
    /// An answer that is given on this laptop, by whom it belongs to.
    Own(Option<Box<super::OwnForm>>),
    /// What came back from a partner's laptop is not taken down.
    LeaveSignature,
    /// The capture line as it is typed.
    Capture(String),
    CapturePartner(Option<PartnerId>),
    CaptureAbout(Option<BoundaryId>),
    CaptureKind(ContributionKind),
    CaptureVoice(Voice),
    CaptureTable(u8),
    CaptureNewTheme(String),
    RoomScreen(bool),
    /// The same in this window, where there is only one screen.
    RoomHere(bool),
    RoomBlank(bool),
    RoomShows(RoomShows),
    /// The room sees who has been heard.
    RoomBalance(bool),
    /// The place in what is read back.
    ReadBack(usize),
    /// On (or back) in what the room is shown: what is read back, or what became of last time.
    GoOn(bool),
    /// One table's prompt, time and notes, and nothing else.
    TableMode(bool),
    /// The item that is held at this table.
    TableItem(ItemId),
    /// What is typed in the palette; None: it is closed.
    Palette(Option<String>),
    /// Private fields are shown, although the room may see this screen.
    Private(bool),
    Help(bool),
    /// Opens the guide at a part, or closes it.
    Guide(Option<super::GuideView>),
    /// An evening to rehearse is being chosen: what is practised, and how fast it plays.
    ChooseRehearsal(Option<(crate::rehearsal::Practises, u32)>),
    DismissNotice,
}

/// Something to do.
#[derive(Debug)]
pub enum Action {
    Go(Page),
    Look(Look),
    /// A change of the session, and what it is called for undo.
    Do(String, Command),
    /// Words being typed: where, the words, and the command they will be (or why they can't).
    Type {
        slot: u64,
        text: String,
        becomes: Result<(String, Command), String>,
    },
    /// What is typed is what stands there already.
    Forget(u64),
    /// Escape: nothing that is half typed is meant.
    ForgetAll,
    /// The field was left.
    Commit(u64),
    Undo,
    Redo,
    NewSession(Option<usize>),
    /// One that follows the one that is open.
    NextSession,
    Sample,
    Rehearse(super::Rehearse),
    BrowseOpen,
    Open(PathBuf),
    /// Goes on with a session that was not put away.
    Continue(Uuid),
    /// Removes names, contacts and access needs for good, where the date for it is past.
    ForgetPeople,
    /// What is to become of two states of one file.
    Settle(Settle),
    /// The state from before the file was changed outside.
    TakeEarlier,
    /// What is open was moved here, and is no copy.
    WasMoved,
    /// This laptop's changes that are not in the file, as a copy.
    OpenLeftBehind,
    /// An earlier version, as a copy.
    OpenVersion(PathBuf),
    /// Lists earlier versions, or closes the list.
    Versions(bool),
    Dismiss(Banner),
    CloseSession,
    BrowseSaveAs,
    /// The session as a template for others.
    BrowseSaveTemplate,
    SaveAs(PathBuf),
    Capture,
    /// Start the next item (or the first).
    Next,
    /// Back to the item before.
    Back,
    StartItem(ItemId),
    PauseOrResume,
    Give(i32),
    EndSession,
    /// It ended then, and nobody said so.
    EndAt(Moment),
    /// Applies the trim in this place of those that are offered.
    TakeOffer(usize),
    /// Runs late, and nothing is to be trimmed for it.
    IgnoreLate,
    /// Minutes more (or less) for an item that has not begun.
    GiveAhead(ItemId, i32),
    /// Leaves out an item to come.
    SkipItem(ItemId),
    PutBack(ItemId),
    /// Starts the report-back of the tables, or goes on to the next.
    ReportBack,
    EndReportBack,
    /// The tables are not heard after the item that is on.
    SkipReportBack,
    /// An item to be held next, added on the spot.
    AddNext,
    /// An item at the end of the agenda.
    AddItem,
    AddBoundary(crate::model::Status),
    AddDecision,
    /// An action, to be said what.
    AddAction,
    /// So many came, of the partner whose words the capture line holds.
    Came(u32),
    Left(u32),
    /// The room sees the newest words without waiting.
    LetThrough,
    Prefer(Preference),
    /// A sentence for the person.
    Say(String),
    /// Shows a thing on the page that has it.
    Jump(Key),
    /// Goes to the page that mends a finding, and shows the thing there.
    Mend(Box<crate::insight::Finding>),
    /// Goes to where the item that is being read back is corrected.
    CorrectRead,
    /// Goes to what a decision became.
    GoTo(Page, Key),
    /// Several lines were pasted: are they one contribution, or one each?
    Pasted(Pasted),
    /// Freezes the text; asks first where there are words in the capture line.
    Freeze,
    /// Freezes the text without the words in the capture line.
    FreezeWithoutWords,
    /// Adds the words in the capture line first.
    CaptureAndFreeze,
    /// Holds the code that was typed against the session.
    Verify,
    BrowsePaper,
    /// A session before this one, for the case study.
    BrowseEarlier,
    /// Takes down the answer that is in the form.
    RecordAnswer,
    /// Signs what the form for this laptop says, and writes the file that goes back.
    SignHere,
    BrowseOwn,
    /// Shows the folder of the file that was signed here.
    ShowSignedHere,
    BrowseSignature,
    /// Takes down the answer that came back from a partner's laptop.
    TakeSignature,
    BrowseExport,
    Export,
    /// Writes the file, and opens it in the system's viewer.
    Print,
    StopExport,
    OpenExported,
    /// Writes what other programs read, beside the session.
    HandOn(crate::exchange::HandOn),
    BrowsePhoto,
    /// A picture from the clipboard.
    PastePhoto(Arc<egui::ColorImage>),
    /// A photo is to be shown, and its picture is not here yet.
    SeePhoto(Shown),
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    BrowseImport,
    PreviewImport,
    ImportNow,
    /// Other copies of the session are to be brought in.
    BrowseCopiesIn,
    /// What they bring is taken, or left.
    TakeCopies,
    LeaveCopies,
    /// What something else wrote to the session’s own file is put together with what is here.
    TogetherWithOther,
    /// Opens the window for copies for tables, or closes it.
    CopiesOut(bool),
    /// One for a table, to be saved somewhere; one for each, in a folder.
    BrowseCopyOut(u8),
    BrowseCopiesOut,
    /// Lists the laptops in the room, or closes the list.
    Laptops(bool),
    /// Opens the room to other laptops, or closes it.
    OpenRoom,
    CloseRoom,
    PutOut(LaptopNo),
    SetRole(LaptopNo, Role),
    /// Opens the form for coming into somebody else's room, or closes it.
    Join(bool),
    JoinTyped(super::JoinTyped),
    JoinNow,
    LeaveRoom,
    /// Opens the window in which an agenda or people are brought in.
    BringIn(crate::exchange::ListKind),
    /// The list as it is pasted or typed.
    ListTyped(String),
    CloseList,
    BrowseList,
    /// Takes the agenda or the people that the preview shows.
    TakeList,
    /// Slow work is done.
    Done(Job),
}

impl Action {
    /// Is it for the laptop alone from which the session is run, and not for a copy for notes at a table? Two clocks of
    /// one session would have to be put together by hand afterwards.
    pub fn is_the_facilitators(&self) -> bool {
        matches!(
            self,
            Self::Next
                | Self::Back
                | Self::StartItem(_)
                | Self::PauseOrResume
                | Self::Give(_)
                | Self::EndSession
                | Self::EndAt(_)
                | Self::TakeOffer(_)
                | Self::GiveAhead(..)
                | Self::SkipItem(_)
                | Self::PutBack(_)
                | Self::ReportBack
                | Self::EndReportBack
                | Self::SkipReportBack
                | Self::AddNext
        ) || self.freezes()
    }

    /// Does it make a version for signing?
    pub fn freezes(&self) -> bool {
        matches!(self, Self::Freeze | Self::FreezeWithoutWords | Self::CaptureAndFreeze)
    }
}

/// What becomes of several lines that were pasted into the capture line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pasted {
    One,
    Many,
    Neither,
}

/// What slow work brings back.
#[derive(Debug)]
pub enum Job {
    Opened(Result<Box<Opened>, String>),
    Forgot(Box<super::forget::Forgot>),
    /// What the keeper of a session says.
    Kept {
        /// The id of the keeper's files.
        keeper: String,
        status: Box<Status>,
    },
    Unfinished(Vec<Unfinished>),
    OnSticks(Vec<super::OnStick>),
    Versions(Uuid, Vec<VersionRow>),
    SettingsKept,
    /// What work for a rehearsal brought back.
    Rehearsed(Box<Job>),
    PickedOpen(Option<PathBuf>),
    PickedSaveAs(Option<PathBuf>),
    PickedTemplate(Option<PathBuf>),
    TemplateWritten(PathBuf, Result<(), String>),
    /// What was opened is a template, or was to be one.
    TemplateRead(Result<Box<crate::store::TemplateText>, String>),
    PickedExport(Option<PathBuf>),
    PickedCopiesIn(Vec<PathBuf>),
    DroppedSessions(super::dropped::Sorted),
    /// What other copies would bring to whoever asked under that id; or why they bring nothing.
    CopiesRead(Uuid, Result<Arc<super::Offer>, Vec<String>>),
    PhotosFetched(Uuid),
    PickedCopyOut(Option<PathBuf>),
    PickedCopiesOut(Option<PathBuf>),
    /// Copies of the session of that id that were written.
    CopiesMade(Uuid, Vec<super::Made>),
    /// What the room of that number says.
    Room(u64, Box<News>),
    /// Copies for those at its door: the line, the name, and the file's text.
    CopiesForRoom(u64, Vec<(LineId, CopyName, Result<String, String>)>),
    /// The copy that a room handed over is a file by now.
    CopyOfRoom(u64, Result<PathBuf, String>),
    PhotoForRoom {
        nth: u64,
        line: LineId,
        digest: String,
        bytes: Option<Vec<u8>>,
    },
    PhotoCame(String),
    /// What is kept of a room, for the session of that id.
    RoomKept(Uuid, Option<Kept>),
    PickedImport(Option<PathBuf>),
    PickedList(Option<PathBuf>),
    ListRead(Result<String, String>),
    PickedPaper(Option<PathBuf>),
    PickedEarlier(Option<PathBuf>),
    /// What was read of a session before the one with that id.
    EarlierRead(Uuid, PathBuf, Result<Box<crate::model::Session>, String>),
    /// What came of holding a PDF against the session of that id.
    PaperChecked(Uuid, Result<Box<Verdict>, String>),
    PickedOwn(Option<PathBuf>),
    /// What came of signing the session of that id here.
    SignedHere(Uuid, Result<super::SignedHere, String>),
    PickedSignature(Option<PathBuf>),
    /// What a signature says to the session of that id.
    SignatureRead(Uuid, Result<Box<super::CameBack>, String>),
    PickedPhoto(Option<PathBuf>),
    /// A photo lies on the disk, ready to be named in the session; or why it does not.
    PhotoKept {
        session: Uuid,
        photo: Result<KeptPhoto, String>,
    },
    PhotoSeen(Shown, Result<Box<Picture>, String>),
    Exported(PathBuf, Result<(), String>),
    /// Where it was written, and what was left out of it.
    HandedOn(Result<(PathBuf, Option<String>), String>),
    Previewed(Result<Box<Import>, String>),
    LaidOut {
        session: Uuid,
        laid_out: Box<LaidOut>,
    },
    Painted {
        session: Uuid,
        painted: Box<PaintedPage>,
    },
}

/// A photo that was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptPhoto {
    pub digest: String,
    pub width_px: u32,
    pub height_px: u32,
}

/// Actions of a frame.
#[derive(Debug, Default)]
pub struct Actions(pub Vec<Action>);

impl Actions {
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// A change of the session.
    pub fn act(&mut self, label: impl Into<String>, command: Command) {
        self.push(Action::Do(label.into(), command));
    }

    /// A change of how things are looked at.
    pub fn look(&mut self, look: Look) {
        self.push(Action::Look(look));
    }
}
