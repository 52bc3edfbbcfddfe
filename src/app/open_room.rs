//! The room that is open on the facilitator’s laptop: opening it, making copies for those who come, and who is in it.

use super::action::Job;
use super::nearby::{OpenRoom, Sharing, Way};
use super::state::App;
use crate::model::time::{clock, in_zone};
use crate::model::{CopyName, Session};
use crate::nearby::kept::Kept;
use crate::nearby::{Door, Host, LaptopNo, LineId, News, Order, Role, Seen, Stands, Ticket, Wants, code_from};
use crate::store::hand_out::{copy_for, given};
use crate::store::to_text_with;

/// Somebody at the door.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    line: LineId,
    copy: CopyName,
    /// It has its copy already.
    has_copy: bool,
    /// Its copy is being made.
    begun: bool,
}

/// A laptop in a list: "Table 3", "Notes CKM", "Screen".
pub fn called(copy: CopyName, role: Role) -> String {
    match (copy, role) {
        (_, Role::Screen) => "A screen".into(),
        (CopyName::Table { table, again: 0 }, _) => format!("Table {table}"),
        (CopyName::Table { table, .. }, _) => format!("Table {table} ({copy})"),
        (CopyName::Main, _) => "The main copy".into(),
        (CopyName::Letter(_), _) => format!("Notes {copy}"),
    }
}

impl App {
    /// Opens the panel of laptops in the room, or closes it; the room itself stays as it is.
    pub(super) fn show_laptops(&mut self, shown: bool) {
        let document = self.document.as_ref();
        let sentence = match document {
            None => return,
            Some(d) if d.is_read_only() => Some("A session that can only be read here is not opened to others"),
            Some(d) if d.session().is_of_table() && self.open_room().is_none() => {
                Some("The room is opened on the facilitator’s laptop; this copy comes in there")
            }
            Some(_) => None,
        };
        match sentence.filter(|_| shown) {
            Some(sentence) => self.warn(sentence),
            None => self.view.laptops = shown,
        }
    }

    /// Opens the room to other laptops, with those who were in it before.
    pub(super) fn begin_room(&mut self) {
        self.keep_drafts();
        self.end_sharing();
        let known = self.view.room_was_open.take().unwrap_or_default();
        let (now, nth) = (self.env.now(), self.next_way());
        let Some(random) = self.env.new_key() else {
            return self.warn("This system gives no random numbers, without which no room can be opened");
        };
        let Some(document) = self.document.as_ref().filter(|d| !d.is_read_only()) else { return };
        let name = document.session().title_or_untitled().to_string();
        let host = Host::new(&name, known.clone(), now);
        let door = Door::new(code_from(random), host.tickets());
        match self.env.open_room(nth, host, door, &name) {
            Ok(room) => {
                let way = Way { nth, room };
                // Address and code are told by the room itself.
                let (addresses, code, seen, asked, shown, told) = Default::default();
                let room = OpenRoom { way, addresses, code, since: now, seen, asked, shown, told };
                self.sharing = Some(Sharing::Open(Box::new(room)));
                self.view.laptops = true;
                self.share_document();
                self.keep_room(Some(Kept::Opened { at: now, known }));
            }
            Err(reason) => self.warn(format!("The room could not be opened: {reason}")),
        }
    }

    /// Closes it: everybody keeps a whole file.
    pub(super) fn close_room(&mut self) {
        self.view.room_was_open = None;
        self.keep_room(None);
        if self.open_room().is_some() {
            self.end_sharing();
            self.say("The room is closed; every laptop keeps its copy");
        }
    }

    pub(super) fn open_room_says(&mut self, news: News) {
        let now = self.env.now();
        let Some(room) = self.open_room_mut() else { return };
        match news {
            News::Open { addresses, code } => (room.addresses, room.code) = (addresses, code),
            News::NewCode(code) => {
                room.code = code;
                room.told.push((now, "Five wrong codes were tried; the code is another now".into()));
                self.warn("Five wrong codes were tried at the door of the room; the code is another now");
            }
            News::Asks { line, wants, .. } => self.somebody_asks(line, wants),
            News::Seen(seen) => room.seen = seen,
            News::Known(known) => {
                self.keep_room(Some(Kept::Opened { at: now, known }));
            }
            News::Told(words) => {
                room.told.push((now, words.clone()));
                self.warn(words);
            }
            News::Failed(why) => {
                self.end_sharing();
                self.warn(format!("The room is closed: {why}"));
            }
            _ => {}
        }
    }

    /// Somebody with the right code is at the door: the copy is named at once, so that no name is given twice.
    fn somebody_asks(&mut self, line: LineId, wants: Wants) {
        let fresh = self.env.new_id();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let Some(room) = self.open_room() else { return };
        let taken = |copy: CopyName| room.seen.iter().any(|seen| seen.copy == copy);
        let named = match wants {
            Wants::Own { session, .. } if session != *s.id.as_bytes() => {
                Err("it has a copy of another session; join without it".into())
            }
            Wants::Own { copy: CopyName::Main, .. } => Err("its file is the session’s own, not a copy".into()),
            Wants::Own { copy, .. } if taken(copy) => {
                Err(format!("{} is in the room already, on another laptop", copy.words()))
            }
            Wants::Own { copy, .. } => Ok((copy, true)),
            Wants::Notes { table: 0 } | Wants::Screen => Ok((letters_for(s, fresh), false)),
            Wants::Notes { table } => Ok((s.next_copy_for(table), false)),
        };
        match named {
            Err(why) => room.way.room.order(Order::Refuse { line, why }),
            Ok((copy, has_copy)) => {
                let command = given(s, [copy]);
                let is_new = !s.copies.contains_key(&copy);
                if is_new && !self.apply("a laptop in the room".into(), command) {
                    return;
                }
                if let Some(room) = self.open_room_mut() {
                    room.asked.push(Asked { line, copy, has_copy, begun: false });
                }
                if let Some(document) = &self.document {
                    document.ask_for_history();
                }
            }
        }
    }

    /// Makes the copies of those at the door, once the history is there.
    pub(super) fn make_copies_for_room(&mut self) {
        let Some(history) = self.document.as_ref().and_then(|d| d.history_now()) else { return };
        let Some(room) = self.open_room_mut() else { return };
        let nth = room.way.nth;
        let waiting: Vec<Asked> = room.asked.iter().filter(|asked| !asked.begun).cloned().collect();
        room.asked.iter_mut().for_each(|asked| asked.begun = true);
        let Some(document) = self.document.as_ref().filter(|_| !waiting.is_empty()) else { return };
        let session = document.session().clone();
        self.env.spawn(Box::new(move || {
            let file = |asked: &Asked| match asked.has_copy {
                true => Ok(String::new()),
                false => to_text_with(&copy_for(&session, asked.copy), history.to_string()),
            };
            let made = waiting.iter().map(|asked| (asked.line, asked.copy, file(asked).map_err(|e| e.to_string())));
            Job::CopiesForRoom(nth, made.collect())
        }));
    }

    pub(super) fn copies_for_room(&mut self, nth: u64, made: Vec<(LineId, CopyName, Result<String, String>)>) {
        for (line, copy, file) in made {
            let ticket = self.env.new_key().map(|secret| Ticket { id: id_of(self.env.new_id()), secret });
            let Some(room) = self.open_room_mut().filter(|room| room.way.nth == nth) else { return };
            room.asked.retain(|asked| asked.line != line);
            let order = match (file, ticket) {
                (Ok(file), Some(ticket)) => Order::LetIn { line, ticket, copy, file },
                (Err(why), _) => Order::Refuse { line, why },
                (Ok(_), None) => Order::Refuse { line, why: "its system gives no random numbers".into() },
            };
            room.way.room.order(order);
        }
    }

    pub(super) fn put_out(&mut self, no: LaptopNo) {
        if let Some(room) = self.open_room() {
            room.way.room.order(Order::PutOut(no));
        }
    }

    pub(super) fn set_role(&mut self, no: LaptopNo, role: Role) {
        if let Some(room) = self.open_room() {
            room.way.room.order(Order::SetRole(no, role));
        }
    }

    /// Why the text cannot be frozen yet, a line for each laptop that has not caught up, and one where what came is still
    /// being taken in.
    pub fn room_waits(&self) -> Vec<String> {
        let (Some(room), Some(document)) = (self.open_room(), &self.document) else { return Vec::new() };
        let zone = &document.session().zone;
        let mut all: Vec<String> = room.not_level().into_iter().map(|seen| waits(seen, zone)).collect();
        let behind = document.status.arrived.is_some() || document.status.shared != Some(document.revision());
        if behind && all.is_empty() {
            all.push("What was written last is on its way".into());
        }
        all
    }
}

/// "Table 3 is missing since 18:42"
fn waits(seen: &Seen, zone: &str) -> String {
    let (who, since) = (called(seen.copy, seen.role), clock(in_zone(seen.since, zone)));
    match &seen.stands {
        Stands::Missing => format!("{who} is missing since {since}"),
        Stands::Refused(why) => format!("{who} was put out at {since}: {why}"),
        Stands::Here { typing: true, .. } => format!("{who} is still typing"),
        Stands::Here { .. } => format!("{who} is catching up"),
    }
}

/// A name of two letters that no copy has.
fn letters_for(s: &Session, fresh: uuid::Uuid) -> CopyName {
    let names = (0..=u16::MAX).map(|nth| CopyName::of(fresh, nth));
    names.into_iter().find(|name| !s.copies.contains_key(name)).unwrap_or_default()
}

/// What names a ticket: the random end of an id.
fn id_of(id: uuid::Uuid) -> [u8; 8] {
    id.as_bytes().last_chunk().copied().unwrap_or_default()
}
