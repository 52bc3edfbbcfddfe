//! Several laptops in one room, as the window has it: the room that is open here, or the one this laptop is in.

use super::action::Job;
use super::state::App;
use crate::model::time::Moment;
use crate::nearby::kept::{self, Kept};
use crate::nearby::{GuestStands, News, Order, Role, Room, Seen, Stands, Tried};
use crate::store::keeper::Wire;
use std::any::Any;
use uuid::Uuid;

/// The way to a room, and what tells it from others: news of one that is no more are not heard.
pub(super) struct Way {
    pub nth: u64,
    pub room: Box<dyn Room>,
}

/// The room this laptop has to do with.
pub enum Sharing {
    Open(Box<OpenRoom>),
    Joined(Box<JoinedRoom>),
}

/// A room that was opened here.
pub struct OpenRoom {
    pub(super) way: Way,
    /// Where it is reached, the likeliest first; empty where this laptop is on no network.
    pub addresses: Vec<String>,
    pub code: String,
    pub since: Moment,
    pub seen: Vec<Seen>,
    /// At the door, until their copies are made.
    pub(super) asked: Vec<super::open_room::Asked>,
    /// What screens were last told to show.
    pub(super) shown: Vec<u8>,
    /// What was told, with when.
    pub told: Vec<(Moment, String)>,
}

/// A room this laptop came into.
pub struct JoinedRoom {
    pub(super) way: Way,
    pub stands: Option<GuestStands>,
    /// What came of the last try to get back in.
    pub tried: Option<Tried>,
    /// What it is called, and where it was when it was joined.
    pub called: String,
    pub addresses: Vec<String>,
    /// While it cannot be reached it is looked for: its laptop may have got another address. None: not now.
    pub(super) looking: Option<Looking>,
    pub(super) typing: bool,
    /// What the facilitator’s laptop has this one show.
    pub(super) shows: Option<super::RoomView>,
}

/// Rooms are looked for while it is held; `nth` tells what is found by it from what was looked for before.
pub(super) struct Looking {
    pub nth: u64,
    /// None: this network gives no way to look.
    pub held: Option<Box<dyn Any>>,
}

impl Sharing {
    pub(super) fn way(&self) -> &Way {
        match self {
            Self::Open(room) => &room.way,
            Self::Joined(room) => &room.way,
        }
    }

    pub(super) fn order(&self, order: Order) {
        self.way().room.order(order);
    }
}

impl OpenRoom {
    /// Laptops that are connected now.
    pub fn here(&self) -> usize {
        self.seen.iter().filter(|seen| matches!(seen.stands, Stands::Here { .. })).count()
    }

    /// Those that keep the text from being frozen: a screen that is missing has nothing that could come.
    pub fn not_level(&self) -> Vec<&Seen> {
        let is_level = |seen: &Seen| match seen.stands {
            Stands::Here { level, typing } => level && !typing,
            Stands::Missing => seen.role == Role::Screen,
            Stands::Refused(_) => false,
        };
        self.seen.iter().filter(|seen| !is_level(seen)).collect()
    }

    /// What somebody types or scans to come in: an address and the code.
    pub fn invitation(&self) -> Option<String> {
        self.addresses.first().map(|address| format!("{address} {}", self.code))
    }
}

impl App {
    /// The room that is open here.
    pub fn open_room(&self) -> Option<&OpenRoom> {
        match &self.sharing {
            Some(Sharing::Open(room)) => Some(room),
            _ => None,
        }
    }

    pub(super) fn open_room_mut(&mut self) -> Option<&mut OpenRoom> {
        match &mut self.sharing {
            Some(Sharing::Open(room)) => Some(room),
            _ => None,
        }
    }

    /// The room this laptop is in.
    pub fn joined_room(&self) -> Option<&JoinedRoom> {
        match &self.sharing {
            Some(Sharing::Joined(room)) => Some(room),
            _ => None,
        }
    }

    pub(super) fn joined_room_mut(&mut self) -> Option<&mut JoinedRoom> {
        match &mut self.sharing {
            Some(Sharing::Joined(room)) => Some(room),
            _ => None,
        }
    }

    /// Is this a table’s copy that does not hear what the facilitator’s clock is told?
    pub fn hears_no_clock(&self) -> bool {
        let of_table = self.document.as_ref().is_some_and(|d| d.session().is_of_table());
        of_table && self.sharing.is_none()
    }

    pub(super) fn look_for_rooms(&mut self) -> Looking {
        let nth = self.next_way();
        Looking { nth, held: self.env.look_for_rooms(nth) }
    }

    pub(super) fn next_way(&mut self) -> u64 {
        self.ways += 1;
        self.ways
    }

    /// Lets the keeper hand on what is written here.
    pub(super) fn share_document(&mut self) {
        let wire = self.sharing.as_ref().map(|sharing| Wire(sharing.way().room.wire()));
        if let Some(document) = &mut self.document {
            document.share(wire);
        }
    }

    /// Something a room says.
    pub(super) fn room_says(&mut self, nth: u64, news: News) {
        if self.joining.as_ref().is_some_and(|joining| joining.way.nth == nth) {
            return self.joining_says(news);
        }
        if self.sharing.as_ref().is_none_or(|sharing| sharing.way().nth != nth) {
            return;
        }
        match news {
            News::Heard(changes) => self.heard(changes),
            News::WantsPhoto { line, digest } => self.send_photo(line, digest),
            News::Photo { digest, bytes } => self.photo_came(digest, bytes),
            other if self.open_room().is_some() => self.open_room_says(other),
            other => self.joined_room_says(other),
        }
    }

    fn heard(&mut self, changes: std::sync::Arc<[u8]>) {
        if let Some(document) = &self.document {
            document.send(crate::store::keeper::Message::Heard(changes));
        }
    }

    /// What others wrote goes into the session as soon as the keeper has worked it out.
    pub(super) fn take_arrived(&mut self) {
        let now = self.env.now();
        let came = |d: &&mut super::Document| d.status.arrived.is_some() || d.status.room_fails.is_some();
        let Some(document) = self.document.as_mut().filter(came) else { return };
        let before: Vec<String> = document.session().photos.iter().map(|p| p.digest.clone()).collect();
        if document.take_arrived(now) {
            self.view.verdict = None;
            self.want_photos(&before);
        }
        let fails = self.document.as_ref().and_then(|d| d.status.room_fails.clone());
        if let Some(why) = fails.filter(|_| self.sharing.is_some()) {
            self.end_sharing();
            self.warn(why);
        }
    }

    /// Asks for pictures of photos that others have named.
    fn want_photos(&mut self, before: &[String]) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let new = s.photos.iter().map(|p| p.digest.clone()).filter(|digest| !before.contains(digest));
        let new: Vec<String> = new.collect();
        if let Some(sharing) = &self.sharing {
            new.into_iter().for_each(|digest| sharing.order(Order::WantPhoto(digest)));
        }
    }

    /// Somebody in the room wants a picture; whoever has it sends it.
    fn send_photo(&mut self, line: u64, digest: String) {
        // Pictures of other sessions lie on the same shelf.
        let Some(nth) = self.sharing.as_ref().map(|sharing| sharing.way().nth).filter(|_| self.names_photo(&digest))
        else {
            return;
        };
        let (shelves, disk) = (self.shelves(), self.env.disk());
        self.env.spawn(Box::new(move || {
            let bytes = shelves.read(&*disk, &digest).ok();
            Job::PhotoForRoom { nth, line, digest, bytes }
        }));
    }

    pub(super) fn photo_for_room(&mut self, nth: u64, line: u64, digest: String, bytes: Option<Vec<u8>>) {
        let sharing = self.sharing.as_ref().filter(|sharing| sharing.way().nth == nth);
        if let Some((sharing, bytes)) = sharing.zip(bytes) {
            sharing.order(Order::SendPhoto { line, digest, bytes });
        }
    }

    fn names_photo(&self, digest: &str) -> bool {
        self.document.as_ref().is_some_and(|d| d.session().photos.iter().any(|p| p.digest == digest))
    }

    /// A picture came; only one that is named here is kept.
    fn photo_came(&mut self, digest: String, bytes: Vec<u8>) {
        if !self.names_photo(&digest) {
            return;
        }
        let (shelves, disk) = (self.shelves(), self.env.disk());
        self.env.spawn(Box::new(move || {
            // One that is not what its name says is as if it had not come.
            let _ = shelves.put_checked(&*disk, &digest, &bytes);
            Job::PhotoCame(digest)
        }));
    }

    /// A picture that was missing may be here by now.
    pub(super) fn photo_is_here(&mut self, digest: &str) {
        self.view.photos.retain(|shown, _| shown.digest != digest);
    }

    /// The room is closed, or left; what was written stays with everybody.
    pub(super) fn end_sharing(&mut self) {
        let Some(sharing) = self.sharing.take() else { return };
        sharing.order(Order::End);
        if let Some(document) = &mut self.document {
            document.share(None);
            document.rights = None;
        }
        if matches!(sharing, Sharing::Joined(_)) {
            // What the room saw here was the facilitator’s to show.
            (self.view.room_here, self.view.room_screen) = (false, false);
        }
        self.env.follow_clock(0);
        self.view.laptops = false;
    }

    /// Keeps what brings everybody back after a stop; None: it is over.
    pub(super) fn keep_room(&mut self, kept: Option<Kept>) {
        let Some(id) = self.document.as_ref().map(|d| d.session().id) else { return };
        let Some(places) = self.env.places() else { return };
        let disk = self.env.disk();
        self.env.spawn(Box::new(move || {
            match kept {
                // Without it they type the code again.
                Some(kept) => drop(kept::keep(&*disk, &places, id, &kept)),
                None => kept::forget(&*disk, &places, id),
            }
            Job::SettingsKept
        }));
    }

    /// Looks whether a room was open, or joined, when this session was open here last.
    pub(super) fn look_for_room(&mut self) {
        let Some(document) = self.document.as_ref().filter(|d| !d.is_read_only()) else { return };
        let (id, now, disk) = (document.session().id, self.env.now(), self.env.disk());
        let Some(places) = self.env.places().filter(|_| !self.practising) else { return };
        self.env.spawn(Box::new(move || Job::RoomKept(id, kept::kept(&*disk, &places, id, now))));
    }

    pub(super) fn room_kept(&mut self, id: Uuid, kept: Option<Kept>) {
        if !self.is_open(id) || self.sharing.is_some() || self.joining.is_some() {
            return;
        }
        match kept {
            Some(Kept::Opened { known, .. }) => self.view.room_was_open = Some(known),
            // Whoever was in a room when this laptop stopped is in it again.
            Some(Kept::Joined { room, addresses, ticket, .. }) => self.join_again(room, addresses, ticket),
            None => {}
        }
    }
}
