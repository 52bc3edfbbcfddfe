//! What the room's screen shows. Never a name from the people list, a note, an access need or anything
//! else that is private; and what was just said only when nobody took it back for five seconds, or the
//! facilitator let it through.

use super::action::RoomShows;
use super::state::{App, ViewState};
use crate::insight::{ReadBack, Unnamed, WithheldWords, in_room, may_print_words, read_back, sentence};
use crate::live::{TableTimer, forecast, is_soon, table_timer, timer};
use crate::model::time::{Moment, clock, in_zone};
use crate::model::{AgendaItem, BoundaryId, Contribution, Earlier, Progress, Session, Status};
use crate::record;
use chrono::TimeDelta;
use std::collections::HashSet;

/// So long new words wait, in seconds: time enough to undo a slip (issue “Running the room”).
pub const WAIT_S: i64 = 5;
/// What stands for words that hold a listed person's name.
const READ_ALOUD: &str = "This is read aloud only";
/// So many of the newest words: more cannot be read from the back of a hall.
pub(super) const MOST_WORDS: usize = 3;

/// What the room's screen shows. The time is worked out on the laptop that shows it, and the rest may come from another.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RoomView {
    pub shows: RoomShows,
    pub blank: bool,
    pub title: String,
    pub question: String,
    /// The item, where the question is its prompt.
    pub item: String,
    /// Seconds left; below 0 over. None: nothing is on.
    pub remaining_s: Option<i64>,
    /// Little time is left.
    pub soon: bool,
    pub paused: bool,
    pub tables: Option<TableTimer>,
    pub clock: String,
    pub boundaries: Vec<(Status, String)>,
    /// The project's stages, and whether we are at it.
    pub stages: Vec<(Status, String, bool)>,
    /// What the session before left, and what became of it.
    pub last_time: Vec<LastTime>,
    /// The page of it, and of how many.
    pub last_time_page: (usize, usize),
    /// So many of them, in front, are up for grabs in the item that is on.
    pub in_item: usize,
    pub next: String,
    /// Newest first.
    pub newest: Vec<String>,
    pub read_back: Option<ReadBack>,
    /// There is something to be read back.
    pub reads: bool,
    /// The version that the text is frozen as, and its code, to be written on the sheets.
    pub frozen: Option<(u32, String)>,
    /// Who was heard: name, how often, how many are in the room. Only where the facilitator shows it.
    pub balance: Vec<(String, usize, u32)>,
    /// The person closed the screen.
    pub closed: bool,
}

/// Rows of what became of last time, of at most two lines each: more cannot be read from the back of a hall.
pub const LAST_TIME_ROWS: usize = 7;

/// Something the session before left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LastTime {
    /// "A3"
    pub called: String,
    pub what: String,
    /// "Done: open since 1 September". Empty: nobody has said.
    pub became: String,
    pub done: bool,
}

impl App {
    pub(super) fn show_room(&mut self, open: bool) {
        if let Some(why) = self.cannot_show().filter(|_| open) {
            return self.warn(why);
        }
        self.view.room_screen = open;
        if let Ok(mut room) = self.room.lock() {
            room.closed = false;
        }
    }

    /// The same in this window.
    pub(super) fn show_room_here(&mut self, here: bool) {
        if let Some(why) = self.cannot_show().filter(|_| here) {
            return self.warn(why);
        }
        let v = &mut self.view;
        v.room_here = here;
        v.room_was_here |= here;
        v.private &= !here;
        v.large_photo = v.large_photo.filter(|_| !here);
    }

    /// Writes what the room's screen shows; closes it where the person closed it.
    pub fn refresh_room(&mut self) {
        if self.cannot_show().is_some() {
            (self.view.room_screen, self.view.room_here) = (false, false);
        }
        let (seen, screens) = (self.view.room_screen || self.view.room_here, self.has_screens());
        self.env.stay_awake(seen && self.document.is_some());
        if !screens {
            self.tell_screens(None);
        }
        if !seen && !screens {
            return;
        }
        let Some(view) = self.room_now() else { return };
        if screens {
            self.tell_screens(Some(&view));
        }
        let Ok(mut room) = self.room.lock() else { return };
        if room.closed {
            self.view.room_screen = false;
            room.closed = false;
            return;
        }
        *room = view;
    }

    /// What the room sees now: as it is made here, or as the facilitator's laptop has it.
    fn room_now(&self) -> Option<RoomView> {
        let (document, now, warn_min) = (self.document.as_ref()?, self.env.now(), &self.settings.warn_min);
        let s = document.session();
        if self.is_screen() {
            let shows = self.joined_room().and_then(|room| room.shows.clone());
            return Some(shows.unwrap_or_default().at(s, warn_min, now));
        }
        let heard = document.derived().heard.iter().map(|h| (h.partner, h.contributions));
        Some(room_view(s, &self.view, warn_min, heard, now))
    }
}

impl RoomView {
    /// The same with the time of a moment.
    fn at(self, s: &Session, warn_min: &[u32], now: Moment) -> Self {
        let timer = timer(s, now);
        let remaining_s = timer.map(|t| t.remaining_s());
        Self {
            remaining_s,
            soon: remaining_s.is_some_and(|left| is_soon(left, warn_min)),
            paused: timer.is_some_and(|t| t.paused),
            tables: table_timer(s, now),
            clock: clock(in_zone(now, &s.zone)),
            ..self
        }
    }
}

/// What the room sees at a moment.
pub fn room_view(
    s: &Session,
    v: &ViewState,
    warn_min: &[u32],
    heard: impl Iterator<Item = (Option<crate::model::PartnerId>, usize)>,
    now: Moment,
) -> RoomView {
    let on = timer(s, now).and_then(|t| s.agenda.get(t.item));
    let (question, item) = match on {
        None if s.run.ended.is_some() => ("Thank you for coming".to_string(), String::new()),
        None => (s.why.clone(), String::new()),
        Some(i) if i.prompt.trim().is_empty() => (i.title.clone(), String::new()),
        Some(i) => (i.prompt.clone(), i.title.clone()),
    };
    let unnamed = Unnamed::of(s);
    let withheld = WithheldWords::of(s);
    // A listed person's name without a yes is on no screen, in nobody's words; nor are words they withhold.
    let hurts = |words: &str| unnamed.stand_in(words) || withheld.stand_in(words);
    let safe = |words: String| if hurts(&words) { READ_ALOUD.to_string() } else { words };
    let balance = if v.room_balance {
        heard.map(|(id, n)| (safe(s.partner_name(id).into()), n, in_room(s, id, now))).collect()
    } else {
        Vec::new()
    };
    let read = read_back(s).into_iter().nth(v.read_back);
    let read_back = read.map(|r| ReadBack {
        head: r.head,
        words: safe(r.words),
        below: safe(r.below),
        said: r.said.into_iter().filter(|words| !hurts(words)).collect(),
        thing: None,
    });
    let view = RoomView {
        shows: v.room_shows,
        blank: v.room_blank,
        title: safe(s.title_or_untitled().into()),
        question: safe(question),
        item: safe(item),
        in_item: on.map_or(0, |i| s.boundaries.iter().filter(|b| i.about.contains(&b.id)).count()),
        boundaries: boundaries(s, on).into_iter().map(|(status, what)| (status, safe(what))).collect(),
        stages: if v.room_shows == RoomShows::Scope { stages(s, &safe) } else { Vec::new() },
        last_time: if v.room_shows == RoomShows::LastTime { last_times(s, v, &safe) } else { Vec::new() },
        last_time_page: (v.last_time_page, s.earlier.len().div_ceil(LAST_TIME_ROWS)),
        next: safe(next(s, on, now)),
        newest: newest(s, hurts, v.let_through, now),
        reads: !(s.decisions.is_empty() && s.actions.is_empty() && s.boundaries.is_empty()),
        read_back,
        frozen: record::current(s).and_then(|v| Some((v.no, v.code?.short()))),
        balance,
        ..RoomView::default()
    };
    view.at(s, warn_min, now)
}

fn stages(s: &Session, safe: &impl Fn(String) -> String) -> Vec<(Status, String, bool)> {
    s.stages.iter().map(|stage| (stage.mode.mark(), safe(stage.what.clone()), stage.here)).collect()
}

/// Those of the page that is shown.
fn last_times(s: &Session, v: &ViewState, safe: &impl Fn(String) -> String) -> Vec<LastTime> {
    let page = s.earlier.iter().skip(v.last_time_page * LAST_TIME_ROWS).take(LAST_TIME_ROWS);
    page.map(|e| last_time(e, safe)).collect()
}

fn last_time(e: &Earlier, safe: &impl Fn(String) -> String) -> LastTime {
    let became = match (e.became().map(sentence), e.shows.trim()) {
        (None, _) => String::new(),
        (Some(word), "") => word,
        (Some(word), shows) => format!("{word}: {shows}"),
    };
    LastTime {
        called: e.called(),
        what: safe(e.what.clone()),
        became: safe(became),
        done: e.progress == Some(Progress::Done),
    }
}

/// What is up for grabs in the item that is on comes first: what the plan says, or what was said in it is about; else
/// one of each status, so that the room sees that there are all sorts.
fn boundaries(s: &Session, on: Option<&AgendaItem>) -> Vec<(Status, String)> {
    // In one pass: the room's screen is drawn while ten thousand may have been written down.
    let here = s.contributions.iter().filter(|c| on.is_some_and(|i| c.item == Some(i.id)));
    let planned: &[BoundaryId] = on.map_or(&[], |i| &i.about);
    let said = here.filter_map(|c| c.boundary).filter(|_| planned.is_empty());
    let about: HashSet<BoundaryId> = planned.iter().copied().chain(said).collect();
    let mut all: Vec<(bool, usize, Status, String)> = Vec::new();
    for status in Status::ALL {
        let of = s.boundaries.iter().filter(|b| b.now.status == status).enumerate();
        all.extend(of.map(|(nth, b)| (!about.contains(&b.id), nth, status, b.what.clone())));
    }
    all.sort_by_key(|(elsewhere, nth, ..)| (*elsewhere, *nth));
    all.into_iter().map(|(.., status, what)| (status, what)).collect()
}

fn next(s: &Session, on: Option<&AgendaItem>, now: Moment) -> String {
    forecast(s, now)
        .and_then(|f| f.slots.iter().find(|slot| Some(slot.item) != on.map(|i| i.id)).copied())
        .and_then(|slot| {
            let title = &s.agenda.get(slot.item)?.title;
            Some(format!("Next: {title} at {}", clock(in_zone(slot.from, &s.zone))))
        })
        .unwrap_or_default()
}

/// The newest words that the room may see.
fn newest(s: &Session, hurts: impl Fn(&str) -> bool, let_through: Option<Moment>, now: Moment) -> Vec<String> {
    let waited = now - TimeDelta::seconds(WAIT_S);
    let through = |c: &&Contribution| c.at <= waited || let_through.is_some_and(|until| c.at <= until);
    let may = |c: &&Contribution| may_print_words(s, c) && !hurts(&c.words);
    s.contributions.iter().rev().filter(through).filter(may).take(MOST_WORDS).map(|c| c.words.clone()).collect()
}
