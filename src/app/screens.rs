//! Screens on other laptops: what the room sees goes to them as it is.
//!
//! A laptop that came in to show has no names, which are private, and so cannot tell whose must not be shown. What is on
//! its screen is therefore made here, on the laptop that opened the room: the choice, what is let through, and whether it
//! is blank come with it. Only the time is its own, by the facilitator's clock, so that seconds are not sent about.

use super::action::RoomShows;
use super::room::{LAST_TIME_ROWS, LastTime, MOST_WORDS, RoomView};
use super::state::App;
use crate::insight::ReadBack;
use crate::model::{Session, Status};
use crate::nearby::{Order, Role, Stands};
use serde::{Deserialize, Serialize};

/// More does not fit on a screen, and is not sent.
const MOST_ROWS: usize = 100;
/// Characters of one text: more than a screen holds.
const MOST_TEXT: usize = 4_000;
/// What is sent is less.
const MOST_BYTES: usize = 1024 * 1024;

/// Can this copy tell which names may not be shown? The names of people who are listed do not go to other laptops.
pub fn knows_names(s: &Session) -> bool {
    s.people.is_empty() || !s.private.names.is_empty()
}

impl App {
    /// Is something shown on another laptop in the room?
    pub fn has_screens(&self) -> bool {
        let shows = |stands: &Stands| matches!(stands, Stands::Here { .. });
        self.open_room().is_some_and(|room| room.seen.iter().any(|l| l.role == Role::Screen && shows(&l.stands)))
    }

    /// Did this laptop come into the room to show?
    pub(super) fn is_screen(&self) -> bool {
        let role = self.document.as_ref().and_then(|d| d.rights.as_ref()).map(|rights| rights.role);
        self.joined_room().is_some() && role == Some(Role::Screen)
    }

    /// Why the room cannot be shown anything from here.
    pub(super) fn cannot_show(&self) -> Option<&'static str> {
        let knows = self.document.as_ref().is_none_or(|d| knows_names(d.session()));
        let words = "This copy has no names, and cannot tell which may not be shown; a laptop shows the room’s screen \
                     when it joins the room for that";
        (!knows && !self.is_screen()).then_some(words)
    }

    /// Sends the screens what they show, each time that changes; nothing where there are none.
    pub(super) fn tell_screens(&mut self, view: Option<&RoomView>) {
        let bytes = view.map(RoomView::to_bytes).unwrap_or_default();
        let Some(room) = self.open_room_mut().filter(|room| room.shown != bytes) else { return };
        room.shown.clone_from(&bytes);
        room.way.room.order(Order::Shows(bytes));
    }

    /// What the facilitator's laptop has this one show. One that says nonsense changes nothing.
    pub(super) fn shows_from_afar(&mut self, bytes: &[u8]) {
        let view = RoomView::read(bytes);
        if let Some(room) = self.joined_room_mut() {
            room.shows = view.or(room.shows.take());
        }
    }
}

/// All of a [`RoomView`] but the time, as it is sent. Statuses and what is shown are places in their lists.
#[derive(Serialize, Deserialize)]
struct Sent {
    shows: u8,
    blank: bool,
    title: String,
    question: String,
    item: String,
    boundaries: Vec<(u8, String)>,
    stages: Vec<(u8, String, bool)>,
    last_time: Vec<(String, String, String, bool)>,
    last_time_page: (u16, u16),
    in_item: u16,
    next: String,
    newest: Vec<String>,
    read_back: Option<(String, String, String, Vec<String>)>,
    reads: bool,
    frozen: Option<(u32, String)>,
    balance: Vec<(String, u32, u32)>,
}

impl RoomView {
    /// All but the time.
    fn to_bytes(&self) -> Vec<u8> {
        let few = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let many = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let boundaries = self.boundaries.iter().map(|(status, what)| (place(&Status::ALL, status), short(what)));
        let stages = self.stages.iter().map(|(status, what, here)| (place(&Status::ALL, status), short(what), *here));
        let last = self.last_time.iter().map(|l| (short(&l.called), short(&l.what), short(&l.became), l.done));
        let read = self.read_back.as_ref();
        let sent = Sent {
            shows: place(&RoomShows::ALL, &self.shows),
            blank: self.blank,
            title: short(&self.title),
            question: short(&self.question),
            item: short(&self.item),
            boundaries: boundaries.take(MOST_ROWS).collect(),
            stages: stages.take(MOST_ROWS).collect(),
            last_time: last.take(LAST_TIME_ROWS).collect(),
            last_time_page: (few(self.last_time_page.0), few(self.last_time_page.1)),
            in_item: few(self.in_item),
            next: short(&self.next),
            newest: self.newest.iter().map(short).collect(),
            read_back: read
                .map(|r| (short(&r.head), short(&r.words), short(&r.below), r.said.iter().map(short).collect())),
            reads: self.reads,
            frozen: self.frozen.clone(),
            balance: self.balance.iter().take(MOST_ROWS).map(|(who, n, here)| (short(who), many(*n), *here)).collect(),
        };
        postcard::to_allocvec(&sent).unwrap_or_default()
    }

    /// What another laptop says the room sees, no more than a screen holds. None: it is nothing that this version shows.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let sent: Sent = postcard::from_bytes(bytes).ok().filter(|_| bytes.len() <= MOST_BYTES)?;
        let boundaries = sent.boundaries.iter().take(MOST_ROWS);
        let boundaries = boundaries.map(|(status, what)| Some((at(&Status::ALL, *status)?, short(what))));
        let stages = sent.stages.iter().take(MOST_ROWS);
        let stages = stages.map(|(status, what, here)| Some((at(&Status::ALL, *status)?, short(what), *here)));
        let last = sent.last_time.iter().take(LAST_TIME_ROWS).map(|(called, what, became, done)| LastTime {
            called: short(called),
            what: short(what),
            became: short(became),
            done: *done,
        });
        let words = |all: &[String]| all.iter().take(MOST_WORDS).map(short).collect();
        Some(Self {
            shows: at(&RoomShows::ALL, sent.shows)?,
            blank: sent.blank,
            title: short(&sent.title),
            question: short(&sent.question),
            item: short(&sent.item),
            boundaries: boundaries.collect::<Option<_>>()?,
            stages: stages.collect::<Option<_>>()?,
            last_time: last.collect(),
            last_time_page: (sent.last_time_page.0.into(), sent.last_time_page.1.into()),
            in_item: sent.in_item.into(),
            next: short(&sent.next),
            newest: words(&sent.newest),
            read_back: sent.read_back.map(|(head, what, below, said)| ReadBack {
                head: short(&head),
                words: short(&what),
                below: short(&below),
                said: words(&said),
                // It is corrected on the facilitator's laptop.
                thing: None,
            }),
            reads: sent.reads,
            frozen: sent.frozen.map(|(no, code)| (no, short(&code))),
            balance: sent
                .balance
                .iter()
                .take(MOST_ROWS)
                .map(|(who, n, here)| (short(who), *n as usize, *here))
                .collect(),
            ..Self::default()
        })
    }
}

fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).and_then(|place| place.try_into().ok()).unwrap_or_default()
}

fn at<T: Copy>(all: &[T], place: u8) -> Option<T> {
    all.get(usize::from(place)).copied()
}

fn short(words: impl AsRef<str>) -> String {
    words.as_ref().chars().take(MOST_TEXT).collect()
}
