//! Coming into a room from another laptop: finding it, the code, the copy that is handed over, and coming back.

use super::action::{Action, Job, Look};
use super::nearby::{JoinedRoom, Looking, Sharing, Way};
use super::state::App;
use crate::model::CopyName;
use crate::nearby::kept::Kept;
use crate::nearby::{
    Entry, Found, Guest, GuestStands, LineStands, News, Order, Rights, Role, Ticket, Tried, Wants, announced_name,
};
use crate::store;
use std::path::PathBuf;

/// Coming in, as it is being filled in.
pub struct JoinForm {
    /// As typed, or of the room that was chosen.
    pub address: String,
    pub code: String,
    /// None: not said yet. A table that nobody chose would be somebody else's.
    pub wants: Option<Wants>,
    /// Rooms on this network.
    pub found: Vec<Found>,
    /// The one that was chosen.
    pub chosen: Option<Found>,
    /// What was tried and what came of it, the newest last.
    pub tried: Vec<Tried>,
    looking: Looking,
}

impl JoinForm {
    /// This network gives no way to look for rooms.
    pub fn cannot_look(&self) -> bool {
        self.looking.held.is_none()
    }
}

/// On the way in.
pub(super) struct Joining {
    pub way: Way,
    addresses: Vec<String>,
    /// Of the copy that was handed over, which is being opened.
    ticket: Option<Ticket>,
    stands: Option<GuestStands>,
}

/// What is typed or chosen in the form.
#[derive(Clone, PartialEq, Debug)]
pub enum JoinTyped {
    Address(String),
    Code(String),
    Wants(Wants),
    Room(Found),
}

/// More of what was tried is of no help to anybody.
const MOST_TRIED: usize = 12;
/// A clock that is less than this beside the facilitator’s is as good as right.
const BESIDE_MS: i64 = 1_500;

impl App {
    /// Opens the form for coming into a room, or closes it; only while it is open are rooms looked for.
    pub(super) fn show_join(&mut self, shown: bool) {
        if !shown {
            (self.view.join, self.joining) = (None, None);
            return;
        }
        if self.open_room().is_some() {
            return self.warn("A room is open on this laptop; close it first");
        }
        if self.joined_room().is_some() {
            return self.say("This laptop is in a room; leave it first to join another");
        }
        let own = self.document.as_ref().map(|d| d.session());
        let wants = match own {
            Some(s) if s.copy == CopyName::Main => {
                return self
                    .warn("This is the session itself; other laptops come into its room. Close it to join another");
            }
            Some(s) => Some(Wants::Own { session: *s.id.as_bytes(), copy: s.copy }),
            None => None,
        };
        let looking = self.look_for_rooms();
        let (found, chosen, tried) = Default::default();
        let (address, code) = Default::default();
        self.view.join = Some(JoinForm { address, code, wants, found, chosen, tried, looking });
    }

    /// Is somebody at the door of a room, from here?
    pub fn is_joining(&self) -> bool {
        self.joining.is_some()
    }

    pub(super) fn join_typed(&mut self, typed: JoinTyped) {
        // What is being tried is not meant any more; where a copy has come already, it is.
        self.joining.take_if(|joining| joining.ticket.is_none());
        let Some(form) = &mut self.view.join else { return };
        match typed {
            JoinTyped::Address(address) => {
                // What a QR code says, or somebody was sent, is both at once.
                let mut parts = address.split_whitespace();
                match (parts.next(), parts.next()) {
                    (Some(place), Some(code)) if is_code(code) => {
                        (form.address, form.code) = (place.into(), code.into());
                    }
                    _ => form.address = address,
                }
                form.chosen = None;
            }
            JoinTyped::Code(code) => form.code = code,
            JoinTyped::Wants(wants) => form.wants = Some(wants),
            JoinTyped::Room(room) => {
                form.address.clear();
                form.chosen = Some(room);
            }
        }
    }

    /// Rooms were found, for whoever looks.
    pub(super) fn rooms_found(&mut self, nth: u64, found: Vec<Found>) {
        if let Some(room) = self.joined_room().filter(|room| room.looking.as_ref().is_some_and(|l| l.nth == nth)) {
            return room.found_again(&found);
        }
        let Some(form) = self.view.join.as_mut().filter(|form| form.looking.nth == nth) else { return };
        // More of its addresses may be known by now.
        let again = form.chosen.as_ref().and_then(|chosen| found.iter().find(|room| room.name == chosen.name));
        form.chosen = again.or(form.chosen.as_ref()).cloned();
        // Where there is one, it is meant.
        if form.chosen.is_none() && form.address.is_empty() && found.len() == 1 {
            form.chosen = found.first().cloned();
        }
        form.found = found;
    }

    /// Knocks.
    pub(super) fn join_now(&mut self) {
        self.keep_drafts();
        let (now, laptop) = (self.env.now(), self.env.laptop());
        let Some(form) = &mut self.view.join else { return };
        let addresses = match &form.chosen {
            Some(room) => room.addresses.clone(),
            None if !form.address.trim().is_empty() => vec![form.address.trim().to_string()],
            None => return self.warn("Choose a room, or type the address that the facilitator’s laptop shows"),
        };
        let code: String = form.code.chars().filter(char::is_ascii_digit).collect();
        if !is_code(&code) {
            return self.warn("The code has six digits; the facilitator reads it aloud");
        }
        let Some(wants) = form.wants else {
            return self.warn("Choose the table this laptop is at, or what else it is for");
        };
        form.tried.clear();
        let guest = Guest::new(Entry::New(wants), &laptop, now);
        let nth = self.next_way();
        let room = self.env.join_room(nth, guest, addresses.clone(), Some(code));
        self.view.notice = None;
        self.joining = Some(Joining { way: Way { nth, room }, addresses, ticket: None, stands: None });
    }

    /// Comes back with the ticket from before, in the session that is open.
    pub(super) fn join_again(&mut self, called: String, addresses: Vec<String>, ticket: Ticket) {
        let (now, laptop, nth) = (self.env.now(), self.env.laptop(), self.next_way());
        let guest = Guest::new(Entry::Again(ticket), &laptop, now);
        let room = self.env.join_room(nth, guest, addresses.clone(), None);
        self.is_in(Way { nth, room }, called, addresses, None);
    }

    /// What the room says before the copy is open.
    pub(super) fn joining_says(&mut self, news: News) {
        let Some(joining) = &mut self.joining else { return };
        match news {
            News::Tried(tried) => self.tried(tried),
            News::Stands(stands) => match stands.over.clone() {
                Some(no) => {
                    self.joining = None;
                    self.warn(no.to_string());
                }
                None => joining.stands = Some(stands),
            },
            News::Welcome { ticket, file } => {
                joining.ticket = Some(ticket);
                match file.is_empty() {
                    true => self.came_in(),
                    false => self.write_copy_of_room(file),
                }
            }
            News::Clock(ms) => self.set_clock(ms),
            _ => {}
        }
    }

    fn tried(&mut self, tried: Tried) {
        if tried.last {
            self.joining = None;
        }
        let Some(form) = &mut self.view.join else { return };
        // The same again and again is said once.
        form.tried.retain(|before| *before != tried);
        form.tried.push(tried);
        let beyond = form.tried.len().saturating_sub(MOST_TRIED);
        form.tried.drain(..beyond);
    }

    /// The copy that was handed over becomes a file of this laptop, and is opened.
    fn write_copy_of_room(&mut self, file: String) {
        let Some(nth) = self.joining.as_ref().map(|joining| joining.way.nth) else { return };
        let (disk, folder) = (self.env.disk(), self.env.session_folder());
        self.env.spawn(Box::new(move || {
            let path = store::parse(&folder.join("the copy"), file.as_bytes()).map_err(|e| e.to_string());
            let written = path.and_then(|s| {
                let stem = store::file_name_for(&s, |_| false);
                let stem = stem.trim_end_matches(".ron");
                let name = format!("{stem}-{}.ron", of_copy(s.copy));
                let path = store::free_name(&*disk, &folder.join(name));
                store::create_new(&*disk, &path, file.as_bytes()).map(|()| path).map_err(|e| e.to_string())
            });
            Job::CopyOfRoom(nth, written)
        }));
    }

    pub(super) fn copy_of_room(&mut self, nth: u64, written: Result<PathBuf, String>) {
        if self.joining.as_ref().is_none_or(|joining| joining.way.nth != nth) {
            return;
        }
        match written {
            Ok(path) => self.open(path),
            Err(sentence) => {
                self.joining = None;
                self.warn(sentence);
            }
        }
    }

    /// The copy is open: from here on this laptop is in the room.
    pub(super) fn came_in(&mut self) {
        let Some(Joining { way, addresses, ticket: Some(ticket), stands }) = self.joining.take() else { return };
        self.view.join = None;
        let room = stands.as_ref().map(|stands| stands.room.clone()).unwrap_or_default();
        let kept = Kept::Joined { at: self.env.now(), room: room.clone(), addresses: addresses.clone(), ticket };
        self.keep_room(Some(kept));
        self.is_in(way, room, addresses, stands);
        if self.is_screen() {
            self.show_what_the_room_sees();
        }
    }

    fn show_what_the_room_sees(&mut self) {
        self.handle(Action::Look(Look::TableMode(false)));
        self.handle(Action::Look(Look::RoomHere(true)));
    }

    fn is_in(&mut self, way: Way, called: String, addresses: Vec<String>, stands: Option<GuestStands>) {
        let role = stands.as_ref().and_then(|stands| stands.role);
        let (tried, looking, shows) = (None, None, None);
        let room = JoinedRoom { way, stands, tried, called, addresses, looking, typing: false, shows };
        self.sharing = Some(Sharing::Joined(Box::new(room)));
        self.set_rights(role.unwrap_or(Role::NoteTaker));
        self.share_document();
    }

    fn set_rights(&mut self, role: Role) {
        let Some(document) = &mut self.document else { return };
        let copy = document.session().copy;
        document.rights = match (role, document.rights.take()) {
            (Role::Facilitator, _) => None,
            (_, Some(rights)) => Some(Rights { role, ..rights }),
            (_, None) => Some(Rights::new(role, copy)),
        };
    }

    /// What the room says while this laptop is in it.
    pub(super) fn joined_room_says(&mut self, news: News) {
        match news {
            News::Stands(stands) => self.stands(stands),
            News::Tried(tried) => {
                let last = tried.last;
                self.look_for_room_again();
                if let Some(room) = self.joined_room_mut() {
                    room.tried = Some(tried.clone());
                }
                if last {
                    self.leave_room();
                    self.warn(format!(
                        "This laptop is not in the room any more: {}. All you wrote is in its file",
                        tried.outcome
                    ));
                }
            }
            News::Clock(ms) => self.set_clock(ms),
            News::Shows(view) => self.shows_from_afar(&view),
            _ => {}
        }
    }

    /// It cannot be reached where it was.
    fn look_for_room_again(&mut self) {
        if self.joined_room().is_some_and(|room| room.looking.is_none()) {
            let looking = self.look_for_rooms();
            if let Some(room) = self.joined_room_mut() {
                room.looking = Some(looking);
            }
        }
    }

    fn stands(&mut self, stands: GuestStands) {
        if let Some(no) = stands.over.clone() {
            self.leave_room();
            return self.warn(no.to_string());
        }
        let Some(room) = self.joined_room_mut() else { return };
        let before = room.stands.as_ref().and_then(|s| s.role);
        let role = stands.role;
        if stands.line == LineStands::Here {
            room.looking = None;
        }
        room.stands = Some(stands);
        if let Some(role) = role.filter(|role| before != Some(*role)) {
            self.set_rights(role);
            match role {
                Role::Screen => self.show_what_the_room_sees(),
                _ => (self.view.room_here, self.view.room_screen) = (false, false),
            }
            if before.is_some() {
                self.say(format!("This laptop is now a {} in the room; it {}", role.word().to_lowercase(), role.may()));
            }
        }
    }

    /// Goes by the facilitator’s clock: one that is an hour wrong would say so of everything that is written here.
    fn set_clock(&mut self, ahead_ms: i64) {
        if ahead_ms.abs() > BESIDE_MS {
            self.env.follow_clock(ahead_ms);
            // That is not somebody setting this laptop’s clock.
            self.clocks = None;
        }
    }

    /// Leaves the room; the file stays as it is, and can be brought in from a stick as always.
    pub(super) fn leave_room(&mut self) {
        if let Some(room) = self.joined_room() {
            room.way.room.order(Order::Leave);
            self.keep_room(None);
            self.end_sharing();
        }
    }

    /// Tells the room whether words stand in the line, once each time that changes.
    pub(super) fn tell_room_of_typing(&mut self) {
        let typing = !self.view.capture.text.trim().is_empty() || self.view.pasted.is_some();
        let Some(room) = self.joined_room_mut().filter(|room| room.typing != typing) else { return };
        room.typing = typing;
        room.way.room.order(Order::Typing(typing));
    }
}

impl JoinedRoom {
    /// Tells the way there where rooms of its name are. One that is another lets nobody in by this laptop's ticket.
    fn found_again(&self, found: &[Found]) {
        let named = found.iter().filter(|room| room.name == announced_name(&self.called));
        self.way.room.order(Order::Found(named.flat_map(|room| room.addresses.clone()).collect()));
    }
}

/// Six digits, with or without a space between.
fn is_code(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())
}

/// "table-3"
fn of_copy(copy: CopyName) -> String {
    match copy {
        CopyName::Table { table, again: 0 } => format!("table-{table}"),
        CopyName::Table { .. } => format!("table-{copy}"),
        CopyName::Main => "copy".into(),
        CopyName::Letter(_) => format!("notes-{copy}").to_lowercase(),
    }
}
