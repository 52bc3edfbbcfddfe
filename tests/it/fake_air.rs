//! A network in memory: lines between laptops that carry what they say whole and in order, until somebody cuts them.

use crate::fake::Laptop;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};
use upfront::model::time::Moment;
use upfront::nearby::{
    Door, Found, Guest, GuestOut, Host, HostOut, LineId, MOST_FROM_HOST, News, Order, Proof, Room, Say, Tried,
};

/// All that is on the air.
#[derive(Default)]
pub struct Air {
    rooms: Vec<(EndId, AtHost)>,
    guests: Vec<(EndId, AtGuest)>,
    ends: u64,
    lines: LineId,
    /// Laptops whose link is cut: what they say and what is said to them goes nowhere, and no line comes about.
    pub cut: BTreeSet<String>,
    /// Lines on which something was lost: they end as soon as anybody can hear of it. A line never goes on with a gap.
    torn: BTreeSet<LineId>,
}

type EndId = u64;

struct AtHost {
    laptop: Laptop,
    nth: u64,
    host: Host,
    door: Door,
    name: String,
    orders: VecDeque<Order>,
    /// What has come on lines: None: the line ended.
    came: VecDeque<(LineId, Option<Vec<u8>>)>,
    news: VecDeque<News>,
}

struct AtGuest {
    laptop: Laptop,
    nth: u64,
    guest: Guest,
    addresses: Vec<String>,
    code: Option<String>,
    line: Option<LineId>,
    tried: Option<Moment>,
    /// It is no use to try again.
    is_over: bool,
    orders: VecDeque<Order>,
    came: VecDeque<Option<Vec<u8>>>,
    news: VecDeque<News>,
}

/// One laptop's end: its way to a room.
#[derive(Clone)]
pub struct End {
    id: EndId,
    air: Arc<Mutex<Air>>,
    /// Held by whoever has the room; when they drop it, it is over.
    held: Arc<Held>,
}

struct Held(EndId, Arc<Mutex<Air>>);

impl Drop for Held {
    fn drop(&mut self) {
        self.1.lock().unwrap().end(self.0);
    }
}

impl End {
    /// Does the window still have it?
    pub fn is_open(&self) -> bool {
        Arc::strong_count(&self.held) > 1
    }
}

impl Room for End {
    fn order(&self, order: Order) {
        self.air.lock().unwrap().order(self.id, order);
    }

    fn wire(&self) -> Arc<dyn Fn(Arc<[u8]>) + Send + Sync> {
        let (air, id) = (self.air.clone(), self.id);
        Arc::new(move |changes| air.lock().unwrap().order(id, Order::Ours(changes)))
    }
}

fn address_of(laptop: &Laptop) -> String {
    format!("{}:41760", laptop.name)
}

impl Air {
    fn end_for(air: &Arc<Mutex<Self>>) -> End {
        let mut this = air.lock().unwrap();
        this.ends += 1;
        End { id: this.ends, air: air.clone(), held: Arc::new(Held(this.ends, air.clone())) }
    }

    pub fn open(air: &Arc<Mutex<Self>>, laptop: Laptop, nth: u64, host: Host, door: Door, name: &str) -> End {
        let end = Self::end_for(air);
        let code = door.code(laptop.now()).unwrap().to_string();
        let open = News::Open { addresses: vec![address_of(&laptop)], code };
        let (orders, came) = Default::default();
        let room = AtHost { laptop, nth, host, door, name: name.into(), orders, came, news: [open].into() };
        air.lock().unwrap().rooms.push((end.id, room));
        end
    }

    pub fn join(
        air: &Arc<Mutex<Self>>,
        laptop: Laptop,
        nth: u64,
        guest: Guest,
        addresses: Vec<String>,
        code: Option<String>,
    ) -> End {
        let end = Self::end_for(air);
        let (orders, came, news) = Default::default();
        let (line, tried) = (None, None);
        let is_over = false;
        let guest = AtGuest { laptop, nth, guest, addresses, code, line, tried, is_over, orders, came, news };
        air.lock().unwrap().guests.push((end.id, guest));
        end
    }

    pub fn rooms(&self) -> Vec<Found> {
        let found =
            |(_, room): &(EndId, AtHost)| Found { name: room.name.clone(), addresses: vec![address_of(&room.laptop)] };
        self.rooms.iter().map(found).collect()
    }

    fn order(&mut self, id: EndId, order: Order) {
        if let Some((_, room)) = self.rooms.iter_mut().find(|(of, _)| *of == id) {
            room.orders.push_back(order);
        } else if let Some((_, guest)) = self.guests.iter_mut().find(|(of, _)| *of == id) {
            guest.orders.push_back(order);
        }
    }

    /// A laptop was switched off, or has left: its lines end without a word where it was killed.
    fn end(&mut self, id: EndId) {
        // What was ordered before is still said.
        let _ = self.said_to(&[]);
        if let Some(at) = self.rooms.iter().position(|(of, _)| *of == id) {
            let (_, room) = self.rooms.remove(at);
            let lines: Vec<LineId> = room.came.iter().map(|(line, _)| *line).collect();
            for (_, guest) in &mut self.guests {
                let of_this = guest.addresses.contains(&address_of(&room.laptop));
                if guest.line.is_some_and(|line| of_this || lines.contains(&line)) {
                    guest.came.push_back(None);
                }
            }
        } else if let Some(at) = self.guests.iter().position(|(of, _)| *of == id) {
            let (_, guest) = self.guests.remove(at);
            if let Some(line) = guest.line {
                self.rooms.iter_mut().for_each(|(_, room)| room.came.push_back((line, None)));
            }
        }
    }

    /// Lets everything that is under way arrive, and gives what these ends have to hear.
    pub fn said_to(&mut self, ends: &[End]) -> Vec<(u64, News)> {
        // What is said is answered; nothing goes on for ever.
        for _ in 0..40 {
            if !self.step() {
                break;
            }
        }
        let mut said = Vec::new();
        for end in ends {
            for (_, room) in self.rooms.iter_mut().filter(|(id, _)| *id == end.id) {
                said.extend(room.news.drain(..).map(|news| (room.nth, news)));
            }
            for (_, guest) in self.guests.iter_mut().filter(|(id, _)| *id == end.id) {
                said.extend(guest.news.drain(..).map(|news| (guest.nth, news)));
            }
        }
        said
    }

    /// True where something happened.
    fn step(&mut self) -> bool {
        let mut happened = false;
        happened |= self.lines_come_about();
        self.torn_lines_end();
        // From guests to rooms, and back.
        let mut to_rooms: BTreeMap<LineId, Vec<Option<Vec<u8>>>> = BTreeMap::new();
        for (_, guest) in &mut self.guests {
            happened |= guest.work(self.cut.contains(&guest.laptop.name), &mut to_rooms, &mut self.torn);
        }
        let mut to_guests: Vec<(LineId, Option<Vec<u8>>)> = Vec::new();
        for (_, room) in &mut self.rooms {
            for (line, said) in &to_rooms {
                room.came.extend(said.iter().map(|bytes| (*line, bytes.clone())));
            }
            happened |= room.work(&mut to_guests);
        }
        for (line, said) in to_guests {
            let guest = self.guests.iter_mut().find(|(_, guest)| guest.line == Some(line));
            match guest.filter(|(_, guest)| !self.cut.contains(&guest.laptop.name)) {
                Some((_, guest)) => guest.came.push_back(said),
                None => drop(self.torn.insert(line)),
            }
        }
        happened
    }

    fn torn_lines_end(&mut self) {
        for (_, guest) in &mut self.guests {
            let Some(line) = guest.line.filter(|line| self.torn.contains(line)) else { continue };
            if !self.cut.contains(&guest.laptop.name) {
                self.torn.remove(&line);
                guest.came.push_back(None);
                self.rooms.iter_mut().for_each(|(_, room)| room.came.push_back((line, None)));
            }
        }
    }

    fn lines_come_about(&mut self) -> bool {
        let mut happened = false;
        for (_, guest) in &mut self.guests {
            let now = guest.laptop.now();
            let is_due = guest.tried.is_none_or(|tried| (now - tried).num_milliseconds().abs() >= 1_000);
            if guest.line.is_some() || guest.is_over || guest.guest.is_over() || !is_due {
                continue;
            }
            guest.tried = Some(now);
            let there = |room: &&mut (EndId, AtHost)| guest.addresses.contains(&address_of(&room.1.laptop));
            let room = self.rooms.iter_mut().find(there).filter(|_| !self.cut.contains(&guest.laptop.name));
            let Some((_, room)) = room else {
                guest.news.push_back(tried("nothing answered within 3 seconds", false));
                continue;
            };
            let ticket = guest.guest.ticket().map(|ticket| (ticket.id, ticket.secret));
            let at = room.laptop.now();
            let proof = match ticket {
                Some((id, secret)) if room.door.secret_of(id) == Some(secret) => Ok(Proof::Ticket(id)),
                Some(_) => Err("this laptop is not in that room any more"),
                None => match room.door.code(at) {
                    None => Err("too many wrong codes were tried; wait half a minute and ask for the code again"),
                    Some(code) if Some(code) == guest.code.as_deref() => Ok(Proof::Code),
                    Some(_) => {
                        if room.door.wrong("111111".into(), at) {
                            room.news.push_back(News::NewCode("111111".into()));
                        }
                        Err("that is not the code")
                    }
                },
            };
            happened = true;
            match proof {
                Err(why) => {
                    guest.news.push_back(tried(why, true));
                    // As over the real network, it is not tried again.
                    guest.is_over = true;
                }
                Ok(proof) => {
                    self.lines += 1;
                    guest.line = Some(self.lines);
                    guest.guest.came(now);
                    room.host.came(self.lines, proof, at);
                }
            }
        }
        happened
    }
}

fn tried(outcome: &str, last: bool) -> News {
    News::Tried(Tried { address: "the room".into(), outcome: outcome.into(), last })
}

impl AtGuest {
    fn work(
        &mut self,
        cut: bool,
        to_rooms: &mut BTreeMap<LineId, Vec<Option<Vec<u8>>>>,
        torn: &mut BTreeSet<LineId>,
    ) -> bool {
        let now = self.laptop.now();
        let mut happened = !self.orders.is_empty() || !self.came.is_empty();
        for order in std::mem::take(&mut self.orders) {
            match order {
                Order::Found(addresses) => self.addresses.extend(addresses),
                order => self.guest.order(order),
            }
        }
        for said in std::mem::take(&mut self.came) {
            match said {
                Some(bytes) if self.line.is_some() => self.guest.heard(&bytes, now),
                Some(_) => {}
                None => {
                    self.line = None;
                    self.guest.gone(now);
                }
            }
        }
        self.guest.tick(now);
        for out in self.guest.take_out() {
            happened = true;
            match out {
                GuestOut::Send(say) => match self.line {
                    Some(line) if cut => drop(torn.insert(line)),
                    Some(line) => to_rooms.entry(line).or_default().push(Some(say.to_bytes())),
                    None => {}
                },
                GuestOut::Close => {
                    if let Some(line) = self.line.take() {
                        self.guest.gone(now);
                        if !cut {
                            to_rooms.entry(line).or_default().push(None);
                        }
                    }
                }
                GuestOut::Tell(news) => self.news.push_back(news),
            }
        }
        happened
    }
}

impl AtHost {
    fn work(&mut self, to_guests: &mut Vec<(LineId, Option<Vec<u8>>)>) -> bool {
        let now = self.laptop.now();
        let mut happened = !self.orders.is_empty() || !self.came.is_empty();
        std::mem::take(&mut self.orders).into_iter().for_each(|order| self.host.order(order, now));
        for (line, said) in std::mem::take(&mut self.came) {
            match said {
                Some(bytes) => self.host.heard(line, &bytes, now),
                None => self.host.gone(line, now),
            }
        }
        self.host.tick(now);
        for out in self.host.take_out() {
            happened = true;
            match out {
                HostOut::Send(line, say) => {
                    let bytes = say.to_bytes();
                    assert!(Say::read(&bytes, MOST_FROM_HOST).is_ok(), "{say:?}");
                    to_guests.push((line, Some(bytes)));
                }
                HostOut::Close(line) => to_guests.push((line, None)),
                HostOut::Tell(news) => {
                    self.door.set_tickets(self.host.tickets());
                    self.news.push_back(news);
                }
            }
        }
        happened
    }
}
