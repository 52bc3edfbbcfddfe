//! Everything a person can ask for by name: one table, from which come the keys, the tooltips, the menu,
//! the palette (Ctrl K) and the help page (F1).
//!
//! A command without a key can still be found in the palette, so that nothing needs a pointer. Keys that
//! a text field needs, and those of screen readers (Insert and Caps Lock with anything), are not used;
//! a test holds that no two commands that can be meant at the same moment share a key.

mod table;

pub use table::TABLE;

use super::capture_line::capture_id;
use crate::app::{Actions, App, Page};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// A command.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cmd {
    Palette,
    Help,
    Guide,
    NewSession,
    Open,
    CloseSession,
    SaveCopy,
    SaveTemplate,
    CopiesOut,
    CopiesIn,
    Laptops,
    JoinRoom,
    LeaveRoom,
    EarlierVersions,
    NextSession,
    Forget,
    Undo,
    Redo,
    Page,
    Next,
    Back,
    Pause,
    OneMore,
    OneLess,
    FiveMore,
    TakeOffer,
    TakeSecondOffer,
    TakeThirdOffer,
    IgnoreLate,
    ReportBack,
    EndReportBack,
    AddNow,
    EndSession,
    RehearsePause,
    RehearseBack,
    CaptureLine,
    Whose,
    About,
    Kind,
    Voice,
    TableMode,
    AddPhoto,
    Photos,
    Came,
    Left,
    Room,
    RoomBlank,
    RoomItem,
    RoomScope,
    RoomLastTime,
    RoomNewest,
    RoomReadBack,
    NextRead,
    PreviousRead,
    CorrectRead,
    RoomBalance,
    LetThrough,
    RoomHere,
    SearchBoard,
    AddItem,
    AddBoundary,
    AddDecision,
    AddAction,
    FindingBefore,
    FindingAfter,
    MendFinding,
    LeaveFinding,
    FindingStillOpen,
    OnlyOwed,
    AnswerDecision,
    AnswerAction,
    AnswerSent,
    AnswerNoted,
    AnswerNotTaken,
    AnswerOpen,
    AnswerPick,
    AnswerNew,
    SelectionTheme,
    SelectionAbout,
    SelectionAnswer,
    Merge,
    MakeAction,
    SelectAll,
    CardUp,
    CardDown,
    CardLeft,
    CardRight,
    CardsLeft,
    CardsRight,
    Previous,
    Following,
    Larger,
    Smaller,
    UsualSize,
    Light,
    Dark,
    HighContrast,
    Still,
    Sound,
    Print,
    Export,
}

/// Where a command belongs, in the menu and the help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    Session,
    Running,
    Capture,
    Room,
    Board,
    Responses,
    Check,
    Window,
}

impl Group {
    pub const ALL: [Self; 8] = [
        Self::Running,
        Self::Capture,
        Self::Room,
        Self::Board,
        Self::Responses,
        Self::Check,
        Self::Session,
        Self::Window,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Session => "Session",
            Self::Running => "Running the room",
            Self::Capture => "Writing down",
            Self::Room => "The room’s screen",
            Self::Board => "Board",
            Self::Responses => "Responses",
            Self::Check => "Check",
            Self::Window => "Window",
        }
    }
}

/// When a command can be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    Always,
    /// On the start page.
    NoSession,
    Session,
    /// In a rehearsal.
    Practising,
    /// On one page, and while no words are being typed.
    On(Page),
    /// On one page, whatever is being done there.
    Anytime(Page),
}

impl When {
    /// Can it be meant now?
    pub fn holds(self, app: &App, typing: bool) -> bool {
        let page = app.document.is_some().then_some(app.view.page);
        match self {
            Self::Always => true,
            Self::NoSession => page.is_none(),
            Self::Session => page.is_some(),
            Self::Practising => app.practising,
            Self::On(on) => page == Some(on) && !typing,
            Self::Anytime(on) => page == Some(on),
        }
    }

    /// Can two commands be meant at the same moment?
    pub fn meets(self, other: Self) -> bool {
        let page = |w: Self| match w {
            Self::On(p) | Self::Anytime(p) => Some(p),
            _ => None,
        };
        match (page(self), page(other)) {
            (Some(a), Some(b)) => a == b,
            _ => {
                !matches!((self, other), (Self::NoSession, w) | (w, Self::NoSession) if w != Self::NoSession && w != Self::Always)
            }
        }
    }
}

/// What is pressed for a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keys {
    One(Modifiers, Key),
    /// 1 to 9 and 0, which stand for the places 0 to 9.
    Digits(Modifiers),
    /// Letters, which stand for the places from 0.
    Letters(Modifiers, &'static [Key]),
}

/// The keys of the digits, by place.
pub const DIGITS: [Key; 10] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Num0];

impl Keys {
    /// Every key with its place.
    pub fn all(self) -> Vec<(KeyboardShortcut, usize)> {
        match self {
            Self::One(modifiers, key) => vec![(KeyboardShortcut::new(modifiers, key), 0)],
            Self::Digits(modifiers) => numbered(modifiers, &DIGITS),
            Self::Letters(modifiers, keys) => numbered(modifiers, keys),
        }
    }

    /// The same, and whether the key is meant by its place on the keyboard.
    fn read(self) -> Vec<(KeyboardShortcut, usize, bool)> {
        let by_place = matches!(self, Self::Digits(_));
        self.all().into_iter().map(|(key, place)| (key, place, by_place)).collect()
    }

    /// "Ctrl Shift Z", "Alt 1 … 0"
    pub fn words(self) -> String {
        match self {
            Self::One(modifiers, key) => key_words(modifiers, key),
            Self::Digits(modifiers) => format!("{} … 9, 0", key_words(modifiers, Key::Num1)),
            Self::Letters(modifiers, keys) => {
                let mut all = keys.iter().map(|k| key_name(*k)).collect::<Vec<_>>();
                let first = keys.first().map_or_else(String::new, |k| key_words(modifiers, *k));
                if let Some(front) = all.first_mut() {
                    *front = first;
                }
                all.join(" ")
            }
        }
    }
}

fn numbered(modifiers: Modifiers, keys: &[Key]) -> Vec<(KeyboardShortcut, usize)> {
    keys.iter().enumerate().map(|(place, key)| (KeyboardShortcut::new(modifiers, *key), place)).collect()
}

/// "Ctrl Shift Z"; on a Mac "Cmd Shift Z".
pub fn key_words(modifiers: Modifiers, key: Key) -> String {
    let mut parts = Vec::new();
    if modifiers.command || modifiers.ctrl {
        parts.push(if cfg!(target_os = "macos") && modifiers.command { "Cmd" } else { "Ctrl" }.to_string());
    }
    if modifiers.alt {
        parts.push("Alt".into());
    }
    if modifiers.shift {
        parts.push("Shift".into());
    }
    parts.push(key_name(key));
    parts.join(" ")
}

fn key_name(key: Key) -> String {
    match key {
        Key::ArrowUp => "Up".into(),
        Key::ArrowDown => "Down".into(),
        Key::Plus => "+".into(),
        Key::Minus => "−".into(),
        Key::Escape => "Esc".into(),
        key => key.name().into(),
    }
}

/// What a command does.
#[derive(Clone, Copy)]
pub enum Does {
    /// The app does it; told the place of the key.
    App(fn(&App, usize, &mut Actions)),
    /// The window does it.
    Ctx(fn(&Context, &App, &mut Actions)),
    /// The page that is shown does it, where it asks for its keys.
    Page,
}

/// A line of the table.
pub struct Entry {
    pub cmd: Cmd,
    pub group: Group,
    /// As a person would ask for it.
    pub words: &'static str,
    pub keys: &'static [Keys],
    pub when: When,
    pub does: Does,
    /// What the places of the keys stand for; empty: there is only one.
    pub places: fn(&App) -> Vec<String>,
}

impl Entry {
    /// Does it go on while its key is held down?
    fn repeats(&self) -> bool {
        matches!(
            self.cmd,
            Cmd::Undo
                | Cmd::Redo
                | Cmd::Larger
                | Cmd::Smaller
                | Cmd::CardUp
                | Cmd::CardDown
                | Cmd::Previous
                | Cmd::Following
                | Cmd::FindingBefore
                | Cmd::FindingAfter
        )
    }
}

/// The line of a command.
pub fn entry(cmd: Cmd) -> Option<&'static Entry> {
    TABLE.iter().find(|e| e.cmd == cmd)
}

/// The first key of a command in words: for a button that does the same.
pub fn key_of(cmd: Cmd) -> Option<String> {
    entry(cmd)?.keys.first().map(|k| k.words())
}

/// Does it.
pub fn run(entry: &Entry, place: usize, ctx: &Context, app: &App, actions: &mut Actions) {
    match entry.does {
        Does::App(does) => does(app, place, actions),
        Does::Ctx(does) => does(ctx, app, actions),
        Does::Page => {}
    }
}

/// Are words being typed? Keys without modifiers are letters then.
pub fn typing(ctx: &Context) -> bool {
    ctx.egui_wants_keyboard_input()
}

/// Reads the keys of the table and does what they ask for.
pub fn keys(ctx: &Context, app: &App, actions: &mut Actions) {
    let asks = app.view.pasted.is_some();
    // A question in front is answered before anything else is meant.
    ctx.data_mut(|d| d.insert_temp(in_front(), app.view.is_covered()));
    if asks {
        return;
    }
    let typing = typing(ctx);
    for e in TABLE.iter().filter(|e| !matches!(e.does, Does::Page) && e.when.holds(app, typing)) {
        if (e.cmd == Cmd::Undo || e.cmd == Cmd::Redo) && has_own_undo(ctx, app) {
            continue;
        }
        for (shortcut, place, by_place) in e.keys.iter().flat_map(|k| k.read()) {
            if take(ctx, shortcut, by_place, e.repeats()) {
                run(e, place, ctx, app, actions);
            }
        }
    }
}

/// Does something stand over the page that keys are meant for?
pub fn is_covered(ctx: &Context) -> bool {
    ctx.data(|d| d.get_temp(in_front())).unwrap_or(false)
}

/// Which of the places of a command's keys was pressed, that its page does.
pub fn pressed_place(ctx: &Context, cmd: Cmd) -> Option<usize> {
    if typing(ctx) || is_covered(ctx) {
        return None;
    }
    let e = entry(cmd)?;
    let all = e.keys.iter().flat_map(|k| k.read());
    all.into_iter().find(|(key, _, by_place)| take(ctx, *key, *by_place, e.repeats())).map(|(_, place, _)| place)
}

/// Was a key of a command pressed that its page does? Not while words are being typed, nor behind a question.
pub fn pressed(ctx: &Context, cmd: Cmd) -> bool {
    pressed_place(ctx, cmd).is_some()
}

/// Is it a key of some command?
pub fn takes(modifiers: Modifiers, key: Key, physical: Option<Key>) -> bool {
    let all = TABLE.iter().flat_map(|e| e.keys).flat_map(|k| k.read());
    all.into_iter().any(|(shortcut, _, by_place)| is_meant(shortcut, by_place, modifiers, key, physical))
}

fn in_front() -> egui::Id {
    egui::Id::unique("a window in front")
}

/// Takes the press of a key out of the input. Exactly its modifiers: a key with Alt too is the system's. A key
/// that is held down counts once, unless it `repeats`. A press and its release can come in one slow frame.
fn take(ctx: &Context, shortcut: KeyboardShortcut, by_place: bool, repeats: bool) -> bool {
    ctx.input_mut(|i| {
        let found = i.events.iter().position(|event| match event {
            egui::Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                is_meant(shortcut, by_place, *modifiers, *key, *physical_key)
            }
            _ => false,
        });
        let event = found.map(|place| {
            let event = i.events.remove(place);
            // What the system types for such a key, where it comes in the same frame (else `pace` drops it).
            let typed = matches!(i.events.get(place), Some(egui::Event::Text(t)) if t.chars().count() == 1);
            if shortcut.modifiers.alt && typed {
                i.events.remove(place);
            }
            event
        });
        matches!(event, Some(egui::Event::Key { repeat, .. }) if repeats || !repeat)
    })
}

/// Digits are meant by their place on the keyboard: with Shift, or on a French one, they are other signs.
fn is_meant(shortcut: KeyboardShortcut, by_place: bool, has: Modifiers, key: Key, physical: Option<Key>) -> bool {
    let KeyboardShortcut { modifiers, logical_key } = shortcut;
    // A plus is typed with Shift on most keyboards.
    let has = if logical_key == Key::Plus { Modifiers { shift: false, ..has } } else { has };
    let same = if by_place { physical.unwrap_or(key) == logical_key } else { key == logical_key };
    let on_digit = physical.is_some_and(|p| DIGITS.contains(&p));
    has.matches_exact(modifiers) && same && (by_place || !on_digit)
}

/// Does the focused field take back its own typing? Those that are no draft of the session do.
fn has_own_undo(ctx: &Context, app: &App) -> bool {
    let v = &app.view;
    let focused = ctx.memory(|m| m.focused());
    let capturing = focused == Some(capture_id()) && !v.capture.text.is_empty();
    capturing
        || (focused.is_some() && (v.sign.is_some() || v.import.is_some() || v.list_in.is_some() || v.palette.is_some()))
}
