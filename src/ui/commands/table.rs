//! The table of commands.

use super::{Cmd, Does, Entry, Group, Keys, When};
use crate::app::{Action, App, GuideView, Look, Page, Preference, Rehearse, RoomShows, Select};
use crate::guide::{part_for, place_of};
use crate::model::{ContributionKind, Voice};
use crate::store::Scheme;
use egui::{Key, Modifiers};

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;
const CTRL_SHIFT: Modifiers = CTRL.plus(SHIFT);
const ALT_SHIFT: Modifiers = ALT.plus(SHIFT);

/// Idea, concern, question, evidence, offer, objection, in the order of the model.
const KINDS: [Key; 6] = [Key::I, Key::C, Key::Q, Key::E, Key::O, Key::J];
/// Their words, paraphrase, a table's summary.
const VOICES: [Key; 3] = [Key::W, Key::P, Key::S];

fn one(_: &App) -> Vec<String> {
    Vec::new()
}

const fn line(
    cmd: Cmd,
    group: Group,
    words: &'static str,
    keys: &'static [Keys],
    when: When,
    does: fn(&App, usize, &mut crate::app::Actions),
) -> Entry {
    Entry { cmd, group, words, keys, when, does: Does::App(does), places: one }
}

/// One that its page does.
const fn of_page(cmd: Cmd, group: Group, words: &'static str, keys: &'static [Keys], page: Page) -> Entry {
    Entry { cmd, group, words, keys, when: When::On(page), does: Does::Page, places: one }
}

const fn with_places(entry: Entry, places: fn(&App) -> Vec<String>) -> Entry {
    Entry { places, ..entry }
}

use Keys::{Digits, Letters, One};

/// Every command, in the order of the menu and the help.
#[rustfmt::skip]
pub static TABLE: &[Entry] = &[
    line(Cmd::Next, Group::Running, "Start, or next item", &[One(NONE, Key::F9)], When::Session, |_, _, a| a.push(Action::Next)),
    line(Cmd::Back, Group::Running, "Back to the item before", &[One(SHIFT, Key::F9)], When::Session, |_, _, a| a.push(Action::Back)),
    line(Cmd::Pause, Group::Running, "Pause, or go on", &[One(NONE, Key::F8)], When::Session, |_, _, a| a.push(Action::PauseOrResume)),
    line(Cmd::OneMore, Group::Running, "1 minute more", &[One(NONE, Key::F6)], When::Session, |_, _, a| a.push(Action::Give(1))),
    line(Cmd::OneLess, Group::Running, "1 minute less", &[One(SHIFT, Key::F6)], When::Session, |_, _, a| a.push(Action::Give(-1))),
    line(Cmd::FiveMore, Group::Running, "5 minutes more", &[One(NONE, Key::F7)], When::Session, |_, _, a| a.push(Action::Give(5))),
    line(Cmd::TakeOffer, Group::Running, "Running late: take the first trim", &[One(NONE, Key::F4)], When::Session, |_, _, a| a.push(Action::TakeOffer(0))),
    line(Cmd::TakeSecondOffer, Group::Running, "Running late: take the second trim", &[One(SHIFT, Key::F4)], When::Session, |_, _, a| a.push(Action::TakeOffer(1))),
    line(Cmd::TakeThirdOffer, Group::Running, "Running late: take the third trim", &[One(CTRL_SHIFT, Key::F4)], When::Session, |_, _, a| a.push(Action::TakeOffer(2))),
    line(Cmd::IgnoreLate, Group::Running, "Running late: leave it as it is", &[], When::Session, |_, _, a| a.push(Action::IgnoreLate)),
    line(Cmd::ReportBack, Group::Running, "Tables report back: start, or next table", &[One(SHIFT, Key::F8)], When::Session, |_, _, a| a.push(Action::ReportBack)),
    line(Cmd::EndReportBack, Group::Running, "Tables report back: end it", &[], When::Session, |_, _, a| a.push(Action::EndReportBack)),
    line(Cmd::AddNow, Group::Running, "Add an item to be held next", &[One(CTRL_SHIFT, Key::N)], When::Session, |_, _, a| a.push(Action::AddNext)),
    line(Cmd::RehearsePause, Group::Running, "In a rehearsal: hold the evening, or go on", &[One(NONE, Key::F10)], When::Practising, |_, _, a| a.push(Action::Rehearse(Rehearse::PauseOrResume))),
    line(Cmd::RehearseBack, Group::Running, "In a rehearsal: a minute back", &[One(SHIFT, Key::F10)], When::Practising, |_, _, a| a.push(Action::Rehearse(Rehearse::BackAMinute))),
    line(Cmd::EndSession, Group::Running, "End the session", &[], When::Session, |_, _, a| a.push(Action::EndSession)),

    Entry {
        cmd: Cmd::CaptureLine, group: Group::Capture, words: "To the capture line", keys: &[One(NONE, Key::F2)], when: When::Session, places: one,
        does: Does::Ctx(|ctx, _, _| ctx.memory_mut(|m| m.request_focus(crate::ui::capture_line::capture_id()))),
    },
    with_places(
        line(Cmd::Whose, Group::Capture, "Whose words", &[Digits(ALT)], When::Session, |app, place, a| {
            let partner = if place == 9 { Some(None) } else { partner(app, place).map(Some) };
            a.0.extend(partner.map(|p| Action::Look(Look::CapturePartner(p))));
        }),
        partners,
    ),
    with_places(
        line(Cmd::About, Group::Capture, "About what is up for grabs", &[Digits(ALT_SHIFT)], When::Session, |app, place, a| {
            let s = app.document.as_ref().map(|d| d.session());
            let about = if place == 9 { Some(None) } else { s.and_then(|s| s.boundaries.get_at(place)).map(|b| Some(b.id)) };
            a.0.extend(about.map(|b| Action::Look(Look::CaptureAbout(b))));
        }),
        |app| {
            let s = app.document.as_ref().map(|d| d.session());
            let mut all: Vec<String> = s.map(|s| s.boundaries.iter().take(9).map(|b| format!("S{} {}", b.no, b.what)).collect()).unwrap_or_default();
            all.resize(9, String::new());
            all.push("nothing named".into());
            all
        },
    ),
    with_places(
        line(Cmd::Kind, Group::Capture, "What kind it is", &[Letters(ALT, &KINDS)], When::Session, |_, place, a| {
            a.0.extend(ContributionKind::ALL.get(place).map(|k| Action::Look(Look::CaptureKind(*k))));
        }),
        |_| ContributionKind::ALL.iter().map(|k| k.word().into()).collect(),
    ),
    with_places(
        line(Cmd::Voice, Group::Capture, "In whose words it is", &[Letters(ALT, &VOICES)], When::Session, |_, place, a| {
            a.0.extend(Voice::ALL.get(place).map(|v| Action::Look(Look::CaptureVoice(*v))));
        }),
        |_| Voice::ALL.iter().take(3).map(|v| v.word().into()).collect(),
    ),
    line(Cmd::TableMode, Group::Capture, "Table mode: one table’s prompt, time and notes", &[One(CTRL_SHIFT, Key::T)], When::Session, |app, _, a| a.look(Look::TableMode(!app.view.table_mode))),
    line(Cmd::AddPhoto, Group::Capture, "Add a photo of a flip chart or a map…", &[One(CTRL_SHIFT, Key::P)], When::Session, |_, _, a| a.push(Action::BrowsePhoto)),
    line(Cmd::Photos, Group::Capture, "Photos: what they show, and whether they may be printed", &[], When::Session, |_, _, a| {
        a.push(Action::Go(Page::Board));
        a.look(Look::Select(Select::Photos));
    }),
    line(Cmd::Came, Group::Capture, "One more person came (of whose words it is)", &[One(ALT, Key::Plus), One(ALT, Key::Equals)], When::Session, |_, _, a| a.push(Action::Came(1))),
    line(Cmd::Left, Group::Capture, "One person left (of whose words it is)", &[One(ALT, Key::Minus)], When::Session, |_, _, a| a.push(Action::Left(1))),

    line(Cmd::Room, Group::Room, "Show to the room, or close it", &[One(NONE, Key::F5)], When::Session, |app, _, a| a.look(Look::RoomScreen(!app.view.room_screen))),
    line(Cmd::RoomHere, Group::Room, "Show to the room in this window", &[One(CTRL, Key::F5)], When::Session, |app, _, a| a.look(Look::RoomHere(!app.view.room_here))),
    line(Cmd::RoomBlank, Group::Room, "Blank the room’s screen, or show it again", &[One(SHIFT, Key::F5)], When::Session, |app, _, a| a.look(Look::RoomBlank(!app.view.room_blank))),
    line(Cmd::RoomItem, Group::Room, "The room sees the item and the time", &[], When::Session, |_, _, a| a.look(Look::RoomShows(RoomShows::Item))),
    line(Cmd::RoomScope, Group::Room, "The room sees what is up for grabs", &[], When::Session, |_, _, a| a.look(Look::RoomShows(RoomShows::Scope))),
    line(Cmd::RoomLastTime, Group::Room, "The room sees what became of last time", &[], When::Session, |_, _, a| a.look(Look::RoomShows(RoomShows::LastTime))),
    line(Cmd::RoomNewest, Group::Room, "The room sees what was said last", &[], When::Session, |_, _, a| a.look(Look::RoomShows(RoomShows::Newest))),
    line(Cmd::RoomReadBack, Group::Room, "The room sees what is read back", &[], When::Session, |_, _, a| a.look(Look::RoomShows(RoomShows::ReadBack))),
    line(Cmd::NextRead, Group::Room, "Read back: on", &[One(CTRL, Key::PageDown)], When::Session, |_, _, a| a.look(Look::GoOn(true))),
    line(Cmd::PreviousRead, Group::Room, "Read back: the one before", &[One(CTRL, Key::PageUp)], When::Session, |_, _, a| a.look(Look::GoOn(false))),
    line(Cmd::CorrectRead, Group::Room, "Correct what is being read back; the room sees it corrected", &[One(CTRL_SHIFT, Key::PageDown)], When::Session, |_, _, a| a.push(Action::CorrectRead)),
    line(Cmd::RoomBalance, Group::Room, "The room sees who has been heard, or no more", &[], When::Session, |app, _, a| a.look(Look::RoomBalance(!app.view.room_balance))),
    line(Cmd::LetThrough, Group::Room, "Let the newest words through to the room now", &[One(CTRL_SHIFT, Key::Enter)], When::Session, |_, _, a| a.push(Action::LetThrough)),

    of_page(Cmd::SelectAll, Group::Board, "Select every card that is shown", &[One(CTRL, Key::A)], Page::Board),
    of_page(Cmd::CardUp, Group::Board, "The card above", &[One(NONE, Key::ArrowUp)], Page::Board),
    of_page(Cmd::CardDown, Group::Board, "The card below", &[One(NONE, Key::ArrowDown)], Page::Board),
    of_page(Cmd::CardLeft, Group::Board, "The card in the column to the left", &[One(NONE, Key::ArrowLeft)], Page::Board),
    of_page(Cmd::CardRight, Group::Board, "The card in the column to the right", &[One(NONE, Key::ArrowRight)], Page::Board),
    of_page(Cmd::CardsLeft, Group::Board, "Put what is selected into the column to the left", &[One(CTRL, Key::ArrowLeft)], Page::Board),
    of_page(Cmd::CardsRight, Group::Board, "Put what is selected into the column to the right", &[One(CTRL, Key::ArrowRight)], Page::Board),
    of_page(Cmd::SelectionTheme, Group::Board, "Give what is selected a theme", &[One(NONE, Key::T)], Page::Board),
    of_page(Cmd::SelectionAbout, Group::Board, "Say what is up for grabs in what is selected", &[One(NONE, Key::S)], Page::Board),
    of_page(Cmd::SelectionAnswer, Group::Board, "Answer what is selected", &[One(NONE, Key::R)], Page::Board),
    of_page(Cmd::Merge, Group::Board, "Merge what is selected", &[One(NONE, Key::M)], Page::Board),
    of_page(Cmd::MakeAction, Group::Board, "Make an action of what is selected", &[One(NONE, Key::A)], Page::Board),
    Entry {
        cmd: Cmd::SearchBoard, group: Group::Board, words: "Search on the board", keys: &[One(CTRL, Key::F)], when: When::Anytime(Page::Board), places: one,
        does: Does::Ctx(|ctx, _, _| ctx.memory_mut(|m| m.request_focus(crate::ui::board_page::search_id()))),
    },

    of_page(Cmd::Previous, Group::Responses, "The contribution before", &[One(NONE, Key::ArrowUp)], Page::Responses),
    of_page(Cmd::Following, Group::Responses, "The contribution after", &[One(NONE, Key::ArrowDown)], Page::Responses),
    of_page(Cmd::AnswerDecision, Group::Responses, "Used in a decision", &[One(NONE, Key::D)], Page::Responses),
    of_page(Cmd::AnswerAction, Group::Responses, "Became an action", &[One(NONE, Key::A)], Page::Responses),
    of_page(Cmd::AnswerSent, Group::Responses, "Sent elsewhere", &[One(NONE, Key::E)], Page::Responses),
    of_page(Cmd::AnswerNoted, Group::Responses, "Noted", &[One(NONE, Key::N)], Page::Responses),
    of_page(Cmd::AnswerNotTaken, Group::Responses, "Not taken", &[One(NONE, Key::X)], Page::Responses),
    of_page(Cmd::AnswerOpen, Group::Responses, "Still open", &[One(NONE, Key::O)], Page::Responses),
    of_page(Cmd::AnswerPick, Group::Responses, "The first to tenth of those to choose from", &[Digits(NONE)], Page::Responses),
    of_page(Cmd::AnswerNew, Group::Responses, "Something new to choose: a new action, or sent to somebody new", &[One(NONE, Key::W)], Page::Responses),
    of_page(Cmd::OnlyOwed, Group::Responses, "Only what is owed, or all", &[One(NONE, Key::F)], Page::Responses),

    of_page(Cmd::FindingBefore, Group::Check, "The finding before", &[One(NONE, Key::ArrowUp)], Page::Check),
    of_page(Cmd::FindingAfter, Group::Check, "The finding after", &[One(NONE, Key::ArrowDown)], Page::Check),
    of_page(Cmd::MendFinding, Group::Check, "Go to what was found", &[One(NONE, Key::Enter)], Page::Check),
    of_page(Cmd::LeaveFinding, Group::Check, "Leave it as it is, because…", &[One(NONE, Key::L)], Page::Check),
    of_page(Cmd::FindingStillOpen, Group::Check, "The contribution without an answer is still open", &[One(NONE, Key::O)], Page::Check),

    line(Cmd::Palette, Group::Session, "Find anything: words, numbers, commands", &[One(CTRL, Key::K)], When::Session, |app, _, a| a.look(Look::Palette(app.view.palette.is_none().then(String::new)))),
    with_places(
        line(Cmd::Page, Group::Session, "Go to a page", &[Digits(CTRL)], When::Session, |_, place, a| a.0.extend(Page::ALL.get(place).map(|p| Action::Go(*p)))),
        |_| Page::ALL.iter().map(|p| p.title().into()).collect(),
    ),
    line(Cmd::Undo, Group::Session, "Undo", &[One(CTRL, Key::Z)], When::Session, |_, _, a| a.push(Action::Undo)),
    line(Cmd::Redo, Group::Session, "Redo", &[One(CTRL_SHIFT, Key::Z), One(CTRL, Key::Y)], When::Session, |_, _, a| a.push(Action::Redo)),
    line(Cmd::AddItem, Group::Session, "Add an item to the agenda", &[One(CTRL, Key::Enter)], When::Anytime(Page::Agenda), |_, _, a| a.push(Action::AddItem)),
    line(Cmd::AddBoundary, Group::Session, "Add what is up for grabs", &[One(CTRL, Key::Enter)], When::Anytime(Page::Scope), |_, _, a| a.push(Action::AddBoundary(crate::model::Status::Open))),
    line(Cmd::AddDecision, Group::Session, "Add a decision", &[One(CTRL, Key::Enter)], When::Anytime(Page::Decisions), |_, _, a| a.push(Action::AddDecision)),
    line(Cmd::AddAction, Group::Session, "Add an action", &[One(CTRL, Key::Enter)], When::Anytime(Page::Actions), |_, _, a| a.push(Action::AddAction)),
    line(Cmd::Print, Group::Session, "Print what is looked at under Sign & export", &[One(CTRL, Key::P)], When::Anytime(Page::Sign), |_, _, a| a.push(Action::Print)),
    line(Cmd::Export, Group::Session, "Export the PDF", &[One(CTRL, Key::E)], When::Anytime(Page::Sign), |_, _, a| a.push(Action::Export)),
    line(Cmd::EarlierVersions, Group::Session, "Earlier versions", &[], When::Session, |app, _, a| a.push(Action::Versions(app.view.versions.is_none()))),
    line(Cmd::SaveCopy, Group::Session, "Save a copy elsewhere…", &[One(CTRL_SHIFT, Key::S)], When::Session, |_, _, a| a.push(Action::BrowseSaveAs)),
    line(Cmd::CopiesOut, Group::Session, "Copies for the note-takers at tables…", &[One(CTRL_SHIFT, Key::O)], When::Session, |_, _, a| a.push(Action::CopiesOut(true))),
    line(Cmd::CopiesIn, Group::Session, "Bring in other copies: from tables, from another laptop…", &[One(CTRL_SHIFT, Key::B)], When::Session, |_, _, a| a.push(Action::BrowseCopiesIn)),
    line(Cmd::Laptops, Group::Session, "Laptops in the room: open it, the code, who is in it…", &[One(CTRL_SHIFT, Key::L)], When::Session, |app, _, a| a.push(Action::Laptops(!app.view.laptops))),
    line(Cmd::JoinRoom, Group::Session, "Join the room of another laptop…", &[One(CTRL_SHIFT, Key::J)], When::Always, |app, _, a| a.push(Action::Join(app.view.join.is_none()))),
    line(Cmd::LeaveRoom, Group::Session, "Leave the room of another laptop", &[], When::Session, |_, _, a| a.push(Action::LeaveRoom)),
    line(Cmd::SaveTemplate, Group::Session, "Save as a template for others…", &[], When::Session, |_, _, a| a.push(Action::BrowseSaveTemplate)),
    line(Cmd::NextSession, Group::Session, "Start the next session from this one", &[], When::Session, |_, _, a| a.push(Action::NextSession)),
    line(Cmd::Forget, Group::Session, "Remove names, contacts and access needs, when the date for it is past", &[], When::Session, |_, _, a| a.push(Action::ForgetPeople)),
    line(Cmd::CloseSession, Group::Session, "Close this session", &[], When::Session, |_, _, a| a.push(Action::CloseSession)),
    line(Cmd::NewSession, Group::Session, "New session", &[One(CTRL, Key::N)], When::NoSession, |_, _, a| a.push(Action::NewSession(None))),
    line(Cmd::Open, Group::Session, "Open a session", &[One(CTRL, Key::O)], When::NoSession, |_, _, a| a.push(Action::BrowseOpen)),

    line(Cmd::Larger, Group::Window, "Larger", &[One(CTRL, Key::Plus), One(CTRL, Key::Equals)], When::Always, |_, _, a| a.push(Action::Prefer(Preference::Zoom(10)))),
    line(Cmd::Smaller, Group::Window, "Smaller", &[One(CTRL, Key::Minus)], When::Always, |_, _, a| a.push(Action::Prefer(Preference::Zoom(-10)))),
    line(Cmd::UsualSize, Group::Window, "The usual size", &[], When::Always, |_, _, a| a.push(Action::Prefer(Preference::UsualZoom))),
    line(Cmd::Light, Group::Window, "Light colours", &[], When::Always, |_, _, a| a.push(Action::Prefer(Preference::Scheme(Scheme::Light)))),
    line(Cmd::Dark, Group::Window, "Dark colours", &[], When::Always, |_, _, a| a.push(Action::Prefer(Preference::Scheme(Scheme::Dark)))),
    line(Cmd::HighContrast, Group::Window, "High contrast", &[], When::Always, |_, _, a| a.push(Action::Prefer(Preference::Scheme(Scheme::HighContrast)))),
    line(Cmd::Still, Group::Window, "Nothing slides or fades, or again", &[], When::Always, |app, _, a| a.push(Action::Prefer(Preference::Still(!app.settings.still)))),
    line(Cmd::Sound, Group::Window, "A sound when time is short, or none", &[], When::Always, |app, _, a| a.push(Action::Prefer(Preference::Sound(!app.settings.sound)))),
    line(Cmd::Guide, Group::Window, "The guide, at the part for this page", &[One(SHIFT, Key::F1)], When::Always, |app, _, a| {
        let part = app.document.as_ref().map_or(0, |_| place_of(part_for(app.view.page)));
        let open = app.view.guide.is_none().then(|| GuideView { part, search: String::new() });
        a.look(Look::Guide(open));
    }),
    line(Cmd::Help, Group::Window, "All commands and keys", &[One(NONE, Key::F1)], When::Always, |app, _, a| a.look(Look::Help(!app.view.help))),
];

fn partner(app: &App, place: usize) -> Option<crate::model::PartnerId> {
    app.document.as_ref()?.session().partners.get_at(place).map(|p| p.id)
}

fn partners(app: &App) -> Vec<String> {
    let s = app.document.as_ref().map(|d| d.session());
    let mut all: Vec<String> =
        s.map(|s| s.partners.iter().take(9).map(|p| p.name.clone()).collect()).unwrap_or_default();
    all.resize(9, String::new());
    all.push("nobody’s".into());
    all
}
