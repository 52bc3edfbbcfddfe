//! The laptop that opened the room: who is in it, what each may write, and what is passed on to whom.
//!
//! It knows no sockets and no clock: lines come and go, what they say is handed in, and what is to be done is taken out.
//! What others wrote is looked at before it is passed on, so that nothing a laptop may not write ever reaches another.

use super::news::{News, Order};
use super::role::{Forbidden, Rights, Role};
use super::say::{MOST_FROM_GUEST, No, Say, Ticket, Unfit, Wants};
use crate::model::CopyName;
use crate::model::time::Moment;
use crate::share::Talk;
use crate::store::book::Book;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A line to another laptop; each is new.
pub type LineId = u64;

/// A laptop that was let in, by the order in which it was.
pub type LaptopNo = u32;

/// So many are in a room at most.
pub const MOST_LAPTOPS: usize = 40;
/// A line says something so often, and is given up when nothing came for so long.
pub const BEAT_MS: i64 = 2_000;
pub const SILENT_MS: i64 = 8_000;
/// One that was not let in by then is given up: the facilitator’s window answers by itself.
const STRANGER_MS: i64 = 60_000;
/// So long whoever wrote it themselves has to come first.
const AUTHORS_MS: i64 = 30_000;
/// More within this time is more than anybody types, and than any catching up takes.
const FLOOD_MS: i64 = 10_000;
const FLOOD_MESSAGES: u32 = 1_000;

/// How a line proved that it may speak.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// By the code that was read aloud.
    Code,
    /// By the ticket of a laptop that was let in before.
    Ticket([u8; 8]),
}

/// A laptop as it is kept, so that it comes back without the code after the facilitator’s stopped.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Known {
    pub ticket: Ticket,
    /// As it stands in numbers: "3".
    pub copy: String,
    pub laptop: String,
    pub role: Role,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum HostOut {
    Send(LineId, Say),
    Close(LineId),
    /// For the window.
    Tell(News),
}

/// A laptop as the facilitator sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    pub no: LaptopNo,
    pub copy: CopyName,
    /// What it calls itself.
    pub laptop: String,
    pub role: Role,
    pub stands: Stands,
    /// Since when it is there, or missing.
    pub since: Moment,
}

/// How a laptop stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stands {
    /// Connected; has it got everything, and is everything here? Are words in its line?
    Here {
        level: bool,
        typing: bool,
    },
    Missing,
    /// It was not let in again, and why.
    Refused(String),
}

struct Laptop {
    no: LaptopNo,
    ticket: Ticket,
    calls_itself: String,
    rights: Rights,
    line: Option<LineId>,
    talk: Talk,
    typing: bool,
    since: Moment,
    refused: Option<String>,
    /// Since when it brings what others wrote, and not they.
    brings_others: Option<Moment>,
}

impl Laptop {
    /// One that is known, and not there yet.
    fn new(no: LaptopNo, ticket: Ticket, calls_itself: String, rights: Rights, now: Moment) -> Self {
        Self {
            no,
            ticket,
            calls_itself,
            rights,
            line: None,
            talk: Talk::default(),
            typing: false,
            since: now,
            refused: None,
            brings_others: None,
        }
    }
}

struct Line {
    who: Who,
    came: Moment,
    heard: Moment,
    /// Messages since then, for telling a flood.
    counted: u32,
    counted_from: Moment,
}

enum Who {
    Stranger,
    /// Its copy is being made.
    Asked {
        laptop: String,
        wants: Wants,
    },
    Laptop(LaptopNo),
}

/// The room.
pub struct Host {
    room: String,
    book: Option<Book>,
    laptops: Vec<Laptop>,
    last_no: LaptopNo,
    lines: BTreeMap<LineId, Line>,
    out: Vec<HostOut>,
    beat: Option<Moment>,
    seen: Vec<Seen>,
    /// What screens show.
    shows: Vec<u8>,
}

impl Host {
    /// A room of that name, with those who were in it before.
    pub fn new(room: &str, known: Vec<Known>, now: Moment) -> Self {
        let laptops = (1..).zip(known).map(|(no, known)| {
            let rights = Rights::new(known.role, known.copy.parse().unwrap_or_default());
            Laptop::new(no, known.ticket, known.laptop, rights, now)
        });
        let laptops: Vec<Laptop> = laptops.collect();
        let last_no = laptops.last().map_or(0, |l| l.no);
        let room = room.to_string();
        Self {
            room,
            book: None,
            laptops,
            last_no,
            lines: BTreeMap::new(),
            out: Vec::new(),
            beat: None,
            seen: Vec::new(),
            shows: Vec::new(),
        }
    }

    /// What is to be done by now.
    pub fn take_out(&mut self) -> Vec<HostOut> {
        let seen: Vec<Seen> = self.seen();
        if seen != self.seen {
            self.seen.clone_from(&seen);
            self.out.push(HostOut::Tell(News::Seen(seen)));
        }
        std::mem::take(&mut self.out)
    }

    /// The tickets that open the door.
    pub fn tickets(&self) -> BTreeMap<[u8; 8], [u8; 32]> {
        self.laptops.iter().map(|l| (l.ticket.id, l.ticket.secret)).collect()
    }

    fn seen(&mut self) -> Vec<Seen> {
        let Self { laptops, book, .. } = self;
        let seen = laptops.iter().map(|l| {
            let level = book.as_mut().is_some_and(|book| book.is_level(&l.talk));
            let stands = match (&l.refused, l.line) {
                (Some(why), _) => Stands::Refused(why.clone()),
                (None, Some(_)) => Stands::Here { level, typing: l.typing },
                (None, None) => Stands::Missing,
            };
            let (copy, role) = (l.rights.copy, l.rights.role);
            Seen { no: l.no, copy, laptop: l.calls_itself.clone(), role, stands, since: l.since }
        });
        seen.collect()
    }

    /// What the window wants.
    pub fn order(&mut self, order: Order, now: Moment) {
        match order {
            Order::Ours(changes) => self.ours(&changes),
            Order::LetIn { line, ticket, copy, file } => self.let_in(line, ticket, copy, file, now),
            Order::Refuse { line, why } => self.turn_away(line, No::NoCopy(why)),
            Order::PutOut(no) => self.put_out(no),
            Order::SetRole(no, role) => self.set_role(no, role),
            Order::WantPhoto(digest) => self.want_photo(&digest),
            Order::SendPhoto { line, digest, bytes } => {
                self.out.push(HostOut::Send(line, Say::Photo { digest, bytes }))
            }
            Order::Shows(view) => self.set_shows(view),
            Order::End => self.close_room(),
            // Those are a guest’s.
            Order::Typing(_) | Order::Found(_) | Order::Leave => {}
        }
    }

    /// Changes of the facilitator’s own; the first of them are the whole history.
    fn ours(&mut self, changes: &Arc<[u8]>) {
        let book = match &self.book {
            None => Book::of_changes(changes),
            Some(book) => book.with(std::slice::from_ref(changes)).map(|(book, all)| book.up_to(all)),
        };
        match book {
            Ok(book) => self.book = Some(book),
            // Never seen: it is what this laptop itself has just written.
            Err(e) => self.out.push(HostOut::Tell(News::Told(format!("The room cannot go on: {e}")))),
        }
        self.pass_on();
    }

    /// Says to everybody what they do not have.
    fn pass_on(&mut self) {
        let Some(book) = &mut self.book else { return };
        for laptop in &mut self.laptops {
            let Some(line) = laptop.line else { continue };
            while let Some(message) = book.say(&mut laptop.talk) {
                self.out.push(HostOut::Send(line, Say::Sync(message)));
            }
        }
    }

    /// A line that has proved that it may speak.
    pub fn came(&mut self, line: LineId, proof: Proof, now: Moment) {
        let who = match proof {
            Proof::Code if self.laptops.len() >= MOST_LAPTOPS => {
                return self.turn_away(line, No::Full(MOST_LAPTOPS as u32));
            }
            Proof::Code => Who::Stranger,
            Proof::Ticket(id) => match self.laptops.iter().find(|l| l.ticket.id == id) {
                Some(laptop) => Who::Laptop(laptop.no),
                None => return self.turn_away(line, No::PutOut),
            },
        };
        self.lines.insert(line, Line { who, came: now, heard: now, counted: 0, counted_from: now });
    }

    fn turn_away(&mut self, line: LineId, why: No) {
        self.out.push(HostOut::Send(line, Say::No(why)));
        self.close(line);
    }

    fn close(&mut self, line: LineId) {
        self.lines.remove(&line);
        self.out.push(HostOut::Close(line));
    }

    /// A line is no more.
    pub fn gone(&mut self, line: LineId, now: Moment) {
        self.lines.remove(&line);
        if let Some(laptop) = self.laptops.iter_mut().find(|l| l.line == Some(line)) {
            (laptop.line, laptop.since, laptop.typing) = (None, now, false);
        }
    }

    /// What a line says.
    pub fn heard(&mut self, line: LineId, bytes: &[u8], now: Moment) {
        let Some(known) = self.lines.get_mut(&line) else { return };
        known.heard = now;
        if known.is_flood(now) {
            return self.put_out_for(line, Unfit::Flood, now);
        }
        let Ok(say) = Say::read(bytes, MOST_FROM_GUEST) else { return self.put_out_for(line, Unfit::Garbage, now) };
        let (no, stranger) = match &known.who {
            Who::Stranger => (None, true),
            Who::Asked { .. } => (None, false),
            Who::Laptop(no) => (Some(*no), false),
        };
        match (say, no) {
            (Say::Join { laptop, wants }, None) if stranger => {
                known.who = Who::Asked { laptop: laptop.clone(), wants };
                self.out.push(HostOut::Tell(News::Asks { line, laptop, wants }));
            }
            (Say::Back { laptop }, Some(no)) => self.is_back(line, no, laptop, now),
            (Say::Sync(message), Some(no)) => self.heard_changes(line, no, &message, now),
            (Say::Beat { typing, .. }, who) => {
                let laptop = self.laptops.iter_mut().find(|l| who == Some(l.no));
                laptop.into_iter().for_each(|l| l.typing = typing);
            }
            (Say::Leave, Some(no)) => self.left(line, no, now),
            (Say::WantPhoto(digest), Some(_)) => self.out.push(HostOut::Tell(News::WantsPhoto { line, digest })),
            (Say::Photo { digest, bytes }, Some(_)) => self.out.push(HostOut::Tell(News::Photo { digest, bytes })),
            // Nothing else is said by one who comes in.
            _ => self.put_out_for(line, Unfit::Garbage, now),
        }
    }

    fn is_back(&mut self, line: LineId, no: LaptopNo, calls_itself: String, now: Moment) {
        let Some(laptop) = self.laptops.iter_mut().find(|l| l.no == no) else { return };
        let before = laptop.line.replace(line).filter(|before| *before != line);
        (laptop.talk, laptop.since, laptop.refused) = (Talk::default(), now, None);
        laptop.calls_itself = calls_itself;
        let say = Say::WelcomeBack { role: laptop.rights.role, room: self.room.clone() };
        self.out.push(HostOut::Send(line, say));
        self.show(no);
        // The one before is a line that was cut, and does not know it yet.
        before.into_iter().for_each(|before| self.close(before));
        self.pass_on();
    }

    fn heard_changes(&mut self, line: LineId, no: LaptopNo, message: &[u8], now: Moment) {
        let Some(book) = &mut self.book else { return };
        let Some(laptop) = self.laptops.iter_mut().find(|l| l.no == no && l.line == Some(line)) else { return };
        let Ok((heard, after)) = book.hear(&laptop.talk, message) else {
            return self.put_out_for(line, Unfit::Garbage, now);
        };
        if let Err(why) = laptop.rights.check_written(&heard.wrote, book.session(), after.session()) {
            // What was passed on in the moment in which this laptop stopped is with those it was passed on to, and not here.
            // Nobody is believed to have it from somebody else; but those who wrote it are about to come, too.
            let since = *laptop.brings_others.get_or_insert(now);
            let waits = why == Forbidden::OthersWords && (now - since).num_milliseconds() < AUTHORS_MS;
            if waits {
                self.gone(line, now);
                return self.close(line);
            }
            return self.put_out_for(line, Unfit::Forbidden(why.to_string()), now);
        }
        if !heard.changes.is_empty() {
            laptop.brings_others = None;
        }
        laptop.rights.keep_made(book.session(), after.session());
        laptop.talk = heard.talk;
        *book = after;
        if !heard.changes.is_empty() {
            self.out.push(HostOut::Tell(News::Heard(heard.changes.into())));
        }
        self.pass_on();
    }

    /// One that says what it should not is put out, and the room goes on.
    fn put_out_for(&mut self, line: LineId, why: Unfit, now: Moment) {
        self.out.push(HostOut::Send(line, Say::No(No::Unfit(why.clone()))));
        if let Some(laptop) = self.laptops.iter_mut().find(|l| l.line == Some(line)) {
            let reason = why.to_string();
            (laptop.line, laptop.since, laptop.typing) = (None, now, false);
            laptop.refused = Some(reason.clone());
            let who = laptop.rights.copy.words();
            self.out.push(HostOut::Tell(News::Told(format!("{who} is not in the room any more: {reason}"))));
        }
        self.close(line);
    }

    /// The copy for somebody at the door is made.
    fn let_in(&mut self, line: LineId, ticket: Ticket, copy: CopyName, file: String, now: Moment) {
        let Some(Line { who, .. }) = self.lines.get_mut(&line) else { return };
        let Who::Asked { laptop, wants } = who else { return };
        let (laptop, wants) = (laptop.clone(), *wants);
        self.last_no += 1;
        let no = self.last_no;
        *who = Who::Laptop(no);
        let role = if wants == Wants::Screen { Role::Screen } else { Role::NoteTaker };
        self.laptops.push(Laptop::new(no, ticket.clone(), laptop, Rights::new(role, copy), now));
        self.out.push(HostOut::Send(line, Say::Welcome { ticket, role, room: self.room.clone(), file }));
        self.say_who_is_known();
    }

    fn say_who_is_known(&mut self) {
        let known = self.laptops.iter().map(|l| Known {
            ticket: l.ticket.clone(),
            copy: l.rights.copy.to_string(),
            laptop: l.calls_itself.clone(),
            role: l.rights.role,
        });
        let known = known.collect();
        self.out.push(HostOut::Tell(News::Known(known)));
    }

    /// A laptop goes for good. Where everything it wrote is here, nobody waits for it.
    fn left(&mut self, line: LineId, no: LaptopNo, now: Moment) {
        let Self { book, laptops, .. } = self;
        let Some(laptop) = laptops.iter().find(|l| l.no == no) else { return };
        let level = book.as_mut().is_some_and(|book| book.is_level(&laptop.talk));
        let who = laptop.rights.copy.words();
        let words = match level {
            true => format!("{who} has left the room; all it wrote is here"),
            false => format!("{who} has left the room, and what it wrote last is not here; bring in its file"),
        };
        self.out.push(HostOut::Tell(News::Told(words)));
        if level {
            self.laptops.retain(|l| l.no != no);
            self.say_who_is_known();
        }
        self.gone(line, now);
        self.close(line);
    }

    /// Puts a laptop out for good; what it wrote stays.
    fn put_out(&mut self, no: LaptopNo) {
        let Some(at) = self.laptops.iter().position(|l| l.no == no) else { return };
        let laptop = self.laptops.remove(at);
        laptop.line.into_iter().for_each(|line| self.turn_away(line, No::PutOut));
        self.say_who_is_known();
    }

    /// From now on it does something else.
    fn set_role(&mut self, no: LaptopNo, role: Role) {
        let Some(laptop) = self.laptops.iter_mut().find(|l| l.no == no) else { return };
        laptop.rights.role = role;
        laptop.line.into_iter().for_each(|line| self.out.push(HostOut::Send(line, Say::Role(role))));
        self.show(no);
        self.say_who_is_known();
    }

    /// The room sees something else.
    fn set_shows(&mut self, view: Vec<u8>) {
        self.shows = view;
        let all: Vec<LaptopNo> = self.laptops.iter().map(|l| l.no).collect();
        all.into_iter().for_each(|no| self.show(no));
    }

    /// Tells a laptop what the room sees, if it is a screen that is here.
    fn show(&mut self, no: LaptopNo) {
        let of_screen = |l: &&Laptop| l.no == no && l.rights.role == Role::Screen;
        let line = self.laptops.iter().find(of_screen).and_then(|l| l.line);
        if let Some(line) = line.filter(|_| !self.shows.is_empty()) {
            self.out.push(HostOut::Send(line, Say::Shows(self.shows.clone())));
        }
    }

    /// A photo is named here, and whoever has it is asked.
    fn want_photo(&mut self, digest: &str) {
        let lines: Vec<LineId> = self.laptops.iter().filter_map(|l| l.line).collect();
        self.out.extend(lines.into_iter().map(|line| HostOut::Send(line, Say::WantPhoto(digest.into()))));
    }

    /// What is due as time passes.
    pub fn tick(&mut self, now: Moment) {
        let since_ms = |then: Moment| (now - then).num_milliseconds();
        let silent = |line: &Line| match line.who {
            Who::Laptop(_) => since_ms(line.heard) > SILENT_MS,
            _ => since_ms(line.came) > STRANGER_MS,
        };
        let silent: Vec<LineId> = self.lines.iter().filter(|(_, line)| silent(line)).map(|(id, _)| *id).collect();
        for line in silent {
            self.gone(line, now);
            self.out.push(HostOut::Close(line));
        }
        if self.beat.is_none_or(|beat| since_ms(beat) >= BEAT_MS || beat > now) {
            self.beat = Some(now);
            let beat = Say::Beat { at_ms: now.timestamp_millis(), typing: false };
            self.out.extend(self.lines.keys().map(|line| HostOut::Send(*line, beat.clone())));
        }
    }

    /// The room is closed: everybody is told.
    fn close_room(&mut self) {
        let lines: Vec<LineId> = self.lines.keys().copied().collect();
        lines.into_iter().for_each(|line| self.turn_away(line, No::Closed));
        self.laptops.clear();
    }
}

impl Line {
    fn is_flood(&mut self, now: Moment) -> bool {
        let passed = (now - self.counted_from).num_milliseconds();
        if !(0..FLOOD_MS).contains(&passed) {
            (self.counted, self.counted_from) = (0, now);
        }
        self.counted += 1;
        self.counted > FLOOD_MESSAGES
    }
}
