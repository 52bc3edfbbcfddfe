//! A laptop in somebody else’s room: it comes in, gets its copy, keeps up, and comes back by itself when the network was
//! gone. What is written meanwhile is in its own file as always.
//!
//! It knows no sockets and no clock, like [`super::Host`].

use super::host::{BEAT_MS, LineId, SILENT_MS};
use super::news::{News, Order};
use super::role::Role;
use super::say::{MOST_FROM_HOST, No, Say, Ticket, Unfit, Wants};
use crate::model::time::Moment;
use crate::share::Talk;
use crate::store::book::Book;
use std::sync::Arc;

/// A guest has one line at a time, and none that anybody would have to name.
const ONLY_LINE: LineId = 0;

/// How one comes in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// For the first time.
    New(Wants),
    /// With the ticket from before, and the copy in the session that is open.
    Again(Ticket),
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum GuestOut {
    Send(Say),
    /// This line is given up; another is tried for unless it is over.
    Close,
    /// For the window.
    Tell(News),
}

/// How it stands with the room.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GuestStands {
    /// What the room is called; empty as long as nobody has said.
    pub room: String,
    pub role: Option<Role>,
    pub line: LineStands,
    /// Everything that is here is there, and the other way round.
    pub level: bool,
    /// Why it is over.
    pub over: Option<No>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineStands {
    Here,
    /// It is tried again and again.
    Gone {
        since: Moment,
    },
}

/// One laptop’s way into a room.
pub struct Guest {
    entry: Entry,
    calls_itself: String,
    book: Option<Book>,
    talk: Talk,
    /// Changes can be said: the other knows who this is, and there is a session.
    welcome: bool,
    connected: bool,
    heard: Moment,
    beat: Option<Moment>,
    typing: bool,
    stands: GuestStands,
    told: Option<GuestStands>,
    out: Vec<GuestOut>,
}

impl Guest {
    pub fn new(entry: Entry, calls_itself: &str, now: Moment) -> Self {
        let line = LineStands::Gone { since: now };
        Self {
            entry,
            calls_itself: calls_itself.into(),
            book: None,
            talk: Talk::default(),
            welcome: false,
            connected: false,
            heard: now,
            beat: None,
            typing: false,
            stands: GuestStands { room: String::new(), role: None, line, level: false, over: None },
            told: None,
            out: Vec::new(),
        }
    }

    /// With which ticket the door opens; None: with the code.
    pub fn ticket(&self) -> Option<&Ticket> {
        match &self.entry {
            Entry::New(_) => None,
            Entry::Again(ticket) => Some(ticket),
        }
    }

    /// Will there be no other line?
    pub fn is_over(&self) -> bool {
        self.stands.over.is_some()
    }

    /// What is to be done by now.
    pub fn take_out(&mut self) -> Vec<GuestOut> {
        let level = self.book.as_mut().is_some_and(|book| book.is_level(&self.talk));
        self.stands.level = level && self.welcome && self.connected;
        self.tell_stands();
        std::mem::take(&mut self.out)
    }

    fn tell_stands(&mut self) {
        if self.told.as_ref() != Some(&self.stands) {
            self.told = Some(self.stands.clone());
            self.out.push(GuestOut::Tell(News::Stands(self.stands.clone())));
        }
    }

    /// There is a line, and the other has proved that it is the room’s.
    pub fn came(&mut self, now: Moment) {
        (self.heard, self.connected, self.welcome) = (now, true, false);
        self.talk = Talk::default();
        match &self.entry {
            Entry::New(wants) => {
                let join = Say::Join { laptop: self.calls_itself.clone(), wants: *wants };
                self.out.push(GuestOut::Send(join));
            }
            Entry::Again(_) => self.greet(),
        }
    }

    /// Says that it is here, as soon as it has something to talk of.
    fn greet(&mut self) {
        if self.connected && self.book.is_some() {
            self.out.push(GuestOut::Send(Say::Back { laptop: self.calls_itself.clone() }));
        }
    }

    /// The line is no more.
    pub fn gone(&mut self, now: Moment) {
        if self.connected || self.stands.line == LineStands::Here {
            self.stands.line = LineStands::Gone { since: now };
        }
        (self.connected, self.welcome) = (false, false);
    }

    /// What the window wants.
    pub fn order(&mut self, order: Order) {
        match order {
            Order::Ours(changes) => self.ours(&changes),
            Order::Typing(typing) => self.set_typing(typing),
            Order::WantPhoto(digest) => self.out.push(GuestOut::Send(Say::WantPhoto(digest))),
            Order::SendPhoto { digest, bytes, .. } => self.out.push(GuestOut::Send(Say::Photo { digest, bytes })),
            Order::Leave => self.leave(),
            Order::End => self.end(),
            // The way there knows it.
            Order::Found(_) => {}
            // Those are the facilitator’s.
            Order::LetIn { .. } | Order::Refuse { .. } | Order::PutOut(_) | Order::SetRole(..) | Order::Shows(_) => {}
        }
    }

    /// Changes of one’s own; the first of them are the whole history of the copy.
    fn ours(&mut self, changes: &Arc<[u8]>) {
        let book = match &self.book {
            None => Book::of_changes(changes),
            Some(book) => book.with(std::slice::from_ref(changes)).map(|(book, all)| book.up_to(all)),
        };
        let first = self.book.is_none();
        self.book = book.ok().or(self.book.take());
        if first && matches!(self.entry, Entry::Again(_)) {
            self.greet();
        }
        self.pass_on();
    }

    fn pass_on(&mut self) {
        let Some(book) = self.book.as_mut().filter(|_| self.welcome && self.connected) else { return };
        while let Some(message) = book.say(&mut self.talk) {
            self.out.push(GuestOut::Send(Say::Sync(message)));
        }
    }

    /// What the room says.
    pub fn heard(&mut self, bytes: &[u8], now: Moment) {
        self.heard = now;
        let Ok(say) = Say::read(bytes, MOST_FROM_HOST) else { return self.give_up(No::Unfit(Unfit::Garbage)) };
        match say {
            Say::Welcome { ticket, role, room, file } if matches!(self.entry, Entry::New(_)) => {
                self.entry = Entry::Again(ticket.clone());
                (self.stands.role, self.stands.room) = (Some(role), room);
                // What the room is called, and what this laptop may do, is known when it is in: as soon as its copy is open.
                self.tell_stands();
                self.out.push(GuestOut::Tell(News::Welcome { ticket, file }));
            }
            Say::WelcomeBack { role, room } => {
                (self.stands.role, self.stands.room) = (Some(role), room);
                self.stands.line = LineStands::Here;
                self.welcome = true;
                self.pass_on();
            }
            Say::No(why) => self.give_up(why),
            Say::Sync(message) => self.heard_changes(&message),
            Say::Beat { at_ms, .. } => self.out.push(GuestOut::Tell(News::Clock(at_ms - now.timestamp_millis()))),
            Say::Role(role) => self.stands.role = Some(role),
            Say::WantPhoto(digest) => self.out.push(GuestOut::Tell(News::WantsPhoto { line: ONLY_LINE, digest })),
            Say::Photo { digest, bytes } => self.out.push(GuestOut::Tell(News::Photo { digest, bytes })),
            Say::Shows(view) => self.out.push(GuestOut::Tell(News::Shows(view))),
            Say::Join { .. } | Say::Back { .. } | Say::Welcome { .. } | Say::Leave => {
                self.give_up(No::Unfit(Unfit::Garbage))
            }
        }
    }

    fn heard_changes(&mut self, message: &[u8]) {
        // What came before the copy is open is said again when it is asked for.
        let Some(book) = self.book.as_mut() else { return };
        let Ok((heard, after)) = book.hear(&self.talk, message) else { return self.give_up(No::Unfit(Unfit::Garbage)) };
        self.talk = heard.talk;
        *book = after;
        if !heard.changes.is_empty() {
            self.out.push(GuestOut::Tell(News::Heard(heard.changes.into())));
        }
        self.pass_on();
    }

    fn give_up(&mut self, why: No) {
        self.stands.over = Some(why);
        self.out.push(GuestOut::Close);
    }

    /// One goes for good: nobody has to wait for this laptop any more.
    fn leave(&mut self) {
        self.out.push(GuestOut::Send(Say::Leave));
        self.end();
    }

    /// It is over here, for now.
    fn end(&mut self) {
        if !self.is_over() {
            self.give_up(No::Closed);
        }
    }

    /// Words stand in the line, which nobody else has yet.
    fn set_typing(&mut self, typing: bool) {
        if self.typing != typing {
            self.typing = typing;
            // Said with the next beat, which is now.
            self.beat = None;
        }
    }

    /// What is due as time passes.
    pub fn tick(&mut self, now: Moment) {
        let since_ms = |then: Moment| (now - then).num_milliseconds();
        if !self.connected {
            return;
        }
        if since_ms(self.heard) > SILENT_MS {
            self.gone(now);
            return self.out.push(GuestOut::Close);
        }
        if self.beat.is_none_or(|beat| since_ms(beat) >= BEAT_MS || beat > now) {
            self.beat = Some(now);
            self.out.push(GuestOut::Send(Say::Beat { at_ms: now.timestamp_millis(), typing: self.typing }));
        }
    }
}
