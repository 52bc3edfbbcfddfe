//! A laptop in somebody else’s room, over the network: one thread owns the [`Guest`], and tries for a line until there is
//! one, again and again.

use super::addresses::parse;
use super::line::Hanger;
use super::seal::{CallError, Key, call};
use super::serve::{read_all, write_all};
use super::{Clock, Tell};
use crate::nearby::{Guest, GuestOut, MOST_FROM_HOST, News, Order, Room, Say, Tried};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};

/// An address is tried for so long.
const CONNECT_S: u64 = 3;
/// Between tries.
const AGAIN: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(250);
const OUTBOX: usize = 256;

enum In {
    Order(Order),
    /// On the line of that number.
    Heard(u64, Vec<u8>),
    Gone(u64),
}

/// The way to a room that was joined.
pub struct Joining {
    inbox: Sender<In>,
}

/// Joins the room at one of these addresses, as somebody typed them or as they were found; `code` where there is no ticket.
pub fn join(guest: Guest, addresses: Vec<String>, code: Option<String>, clock: Clock, tell: Tell) -> Joining {
    let (inbox, messages) = channel();
    let own = inbox.clone();
    std::thread::spawn(move || {
        let way =
            Way { guest, addresses, found: Vec::new(), code, clock, tell, inbox: own, line: None, nth: 0, tried: None };
        way.run(&messages);
    });
    Joining { inbox }
}

struct Way {
    guest: Guest,
    addresses: Vec<String>,
    /// Where a room of the same name was found since.
    found: Vec<String>,
    code: Option<String>,
    clock: Clock,
    tell: Tell,
    inbox: Sender<In>,
    line: Option<(SyncSender<Say>, Hanger)>,
    /// Lines so far: what one says that was given up is not heard any more.
    nth: u64,
    tried: Option<Instant>,
}

impl Way {
    fn run(mut self, inbox: &Receiver<In>) {
        while !self.guest.is_over() {
            if self.line.is_none() && self.tried.is_none_or(|tried| tried.elapsed() >= AGAIN) && !self.try_all() {
                break;
            }
            match inbox.recv_timeout(TICK) {
                Err(RecvTimeoutError::Disconnected) => self.guest.order(Order::End),
                Ok(said) => {
                    self.take(said);
                    // What has come at once is taken in at once.
                    inbox.try_iter().for_each(|said| self.take(said));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.guest.tick((self.clock)());
            self.carry_out();
        }
        // What is still to be said is sent; then the thread that sends it hangs up.
        self.carry_out();
    }

    /// Tries each address once. False: it is no use to go on.
    fn try_all(&mut self) -> bool {
        let known = self.addresses.iter().map(|address| (address.clone(), false));
        let found =
            self.found.iter().filter(|found| !self.addresses.contains(found)).map(|found| (found.clone(), true));
        for (typed, only_found) in known.chain(found).collect::<Vec<_>>() {
            let found = parse(&typed);
            if found.is_empty() {
                self.say_tried(&typed, "it is no address; it looks like 192.168.1.5".into(), false);
            }
            for address in found {
                match self.try_one(address) {
                    Ok(()) => return true,
                    Err(e) => {
                        // Another room of that name sends this laptop away, and says nothing about its own.
                        let is_final = e.is_final() && !only_found;
                        self.say_tried(&typed, e.to_string(), is_final);
                        if is_final {
                            return false;
                        }
                    }
                }
            }
        }
        self.tried = Some(Instant::now());
        true
    }

    fn say_tried(&self, address: &str, outcome: String, last: bool) {
        (self.tell)(News::Tried(Tried { address: address.into(), outcome, last }));
    }

    fn try_one(&mut self, address: SocketAddr) -> Result<(), CallError> {
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(CONNECT_S));
        let stream = stream.map_err(|e| match e.into() {
            CallError::Silent(_) => CallError::Silent(CONNECT_S),
            other => other,
        })?;
        let key = match (self.guest.ticket(), &self.code) {
            (Some(ticket), _) => Key::Ticket(ticket.clone()),
            (None, Some(code)) => Key::Code(code.clone()),
            (None, None) => return Err(CallError::NoTicket),
        };
        let (mut reader, writer) = call(stream, &key, MOST_FROM_HOST)?;
        let hanger = writer.hanger()?;
        let (outbox, to_send) = sync_channel(OUTBOX);
        std::thread::spawn(move || write_all(writer, &to_send));
        self.nth += 1;
        let (nth, inbox) = (self.nth, self.inbox.clone());
        std::thread::spawn(move || {
            read_all(&mut reader, |bytes| inbox.send(In::Heard(nth, bytes)).is_ok());
            let _ = inbox.send(In::Gone(nth));
        });
        self.line = Some((outbox, hanger));
        self.guest.came((self.clock)());
        self.carry_out();
        Ok(())
    }

    fn take(&mut self, said: In) {
        let now = (self.clock)();
        match said {
            In::Heard(nth, bytes) if nth == self.nth && self.line.is_some() => self.guest.heard(&bytes, now),
            In::Gone(nth) if nth == self.nth && self.line.is_some() => {
                self.line = None;
                self.guest.gone(now);
            }
            In::Heard(..) | In::Gone(_) => {}
            In::Order(Order::Found(addresses)) => self.found = addresses,
            In::Order(order) => self.guest.order(order),
        }
        self.carry_out();
    }

    fn carry_out(&mut self) {
        for out in self.guest.take_out() {
            match out {
                GuestOut::Send(say) => {
                    let sent = self.line.as_ref().is_none_or(|(outbox, _)| outbox.try_send(say).is_ok());
                    if !sent {
                        self.hang_up();
                    }
                }
                GuestOut::Close if self.guest.is_over() => self.line = None,
                GuestOut::Close => self.hang_up(),
                GuestOut::Tell(news) => (self.tell)(news),
            }
        }
    }

    fn hang_up(&mut self) {
        if let Some((_, hanger)) = self.line.take() {
            hanger.hang_up();
            self.guest.gone((self.clock)());
        }
    }
}

impl Room for Joining {
    fn order(&self, order: Order) {
        let _ = self.inbox.send(In::Order(order));
    }

    fn wire(&self) -> Arc<dyn Fn(Arc<[u8]>) + Send + Sync> {
        let inbox = self.inbox.clone();
        Arc::new(move |changes| drop(inbox.send(In::Order(Order::Ours(changes)))))
    }
}

impl Drop for Joining {
    fn drop(&mut self) {
        let _ = self.inbox.send(In::Order(Order::End));
    }
}
