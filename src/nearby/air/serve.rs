//! An open room on the network: who calls is answered on a thread of its own, and all that is said goes through one, which
//! owns the [`Host`]. When it ends, nothing listens any more.

use super::line::{Hanger, Reader, Writer};
use super::seal::{Answered, answer};
use super::{Clock, Tell, own_addresses};
use crate::nearby::{
    Door, Host, HostOut, LineId, MOST_FROM_GUEST, MOST_LAPTOPS, News, Order, Proof, Room, Say, announced_name,
};
use mdns_sd::{ServiceDaemon, ServiceInfo};
use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// Where a room listens, where that is free: an address without a port means this one.
pub const PORT: u16 = 41_760;

/// Under this name rooms are found (RFC 6763).
pub(super) const SERVICE: &str = "_upfront._tcp.local.";

/// So often what is due is done.
const TICK: Duration = Duration::from_millis(250);
/// So many messages wait at most, in all and for one line; then who sends waits, and who does not read is given up.
const INBOX: usize = 256;
const OUTBOX: usize = 256;
/// So many calls are answered at once.
const MOST_CALLS: usize = 16;

enum In {
    Order(Order),
    Came(LineId, Proof, SyncSender<Say>, Hanger),
    Heard(LineId, Vec<u8>),
    Gone(LineId),
    News(News),
}

/// An open room.
pub struct Serving {
    inbox: SyncSender<In>,
    stop: Arc<AtomicBool>,
    port: u16,
    /// Ends with the listening.
    taking: Option<JoinHandle<()>>,
}

/// Who can come to a room.
#[derive(Clone, Copy, Debug)]
pub enum Reach<'a> {
    /// Whoever is on the network, where it is announced under this name.
    Network { name: &'a str },
    /// Only programs on this laptop.
    ThisLaptop,
}

/// Opens a room. The error is what the system says.
pub fn serve(host: Host, door: Door, reach: Reach, clock: Clock, tell: Tell) -> io::Result<Serving> {
    let (listener, announced) = match reach {
        Reach::ThisLaptop => (TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?, None),
        Reach::Network { name } => {
            let listener = listen(PORT).or_else(|_| listen(0))?;
            let announced = announce(name, listener.local_addr()?.port());
            (listener, announced)
        }
    };
    let port = listener.local_addr()?.port();
    let (inbox, messages) = sync_channel(INBOX);
    let stop = Arc::new(AtomicBool::new(false));
    let code = door.code(clock()).unwrap_or_default().to_string();
    let door = Arc::new(Mutex::new(door));
    let with_port = |ip: String| match (port, ip.parse()) {
        (PORT, _) | (_, Err(_)) => ip,
        (port, Ok(ip)) => SocketAddr::new(ip, port).to_string(),
    };
    tell(News::Open { addresses: own_addresses().into_iter().map(with_port).collect(), code });
    let calls = Calls {
        inbox: inbox.clone(),
        stop: stop.clone(),
        door: door.clone(),
        clock: clock.clone(),
        answering: Arc::default(),
    };
    let taking = Some(std::thread::spawn(move || calls.take(&listener)));
    std::thread::spawn(move || {
        Hall { host, door, clock, tell, lines: BTreeMap::new() }.run(&messages);
        drop(announced);
    });
    Ok(Serving { inbox, stop, port, taking })
}

/// On both versions of the protocol where the system has both, else on the older.
fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv6Addr::UNSPECIFIED, port)).or_else(|_| TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)))
}

/// Says on the network that there is a room; where that is not possible, its address is typed.
fn announce(room: &str, port: u16) -> Option<Announced> {
    let daemon = ServiceDaemon::new().ok()?;
    let host = format!("upfront-{}.local.", crate::store::laptop_name().to_lowercase().replace('.', "-"));
    let properties: [(&str, &str); 0] = [];
    let info =
        ServiceInfo::new(SERVICE, &announced_name(room), &host, "", port, &properties[..]).ok()?.enable_addr_auto();
    daemon.register(info).ok()?;
    Some(Announced(daemon))
}

struct Announced(ServiceDaemon);

impl Drop for Announced {
    fn drop(&mut self) {
        // Says goodbye, so that the room is in no list any more.
        let _ = self.0.shutdown();
    }
}

/// Who calls.
struct Calls {
    inbox: SyncSender<In>,
    stop: Arc<AtomicBool>,
    door: Arc<Mutex<Door>>,
    clock: Clock,
    answering: Arc<AtomicUsize>,
}

impl Calls {
    fn take(&self, listener: &TcpListener) {
        let mut next: LineId = 0;
        for stream in listener.incoming() {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            let Ok(stream) = stream else { continue };
            next += 1;
            if self.answering.fetch_add(1, Ordering::Relaxed) >= MOST_CALLS {
                self.answering.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let (inbox, door, clock) = (self.inbox.clone(), self.door.clone(), self.clock.clone());
            let answering = self.answering.clone();
            std::thread::spawn(move || {
                let answered = answer(stream, &door, &clock, MOST_FROM_GUEST);
                answering.fetch_sub(1, Ordering::Relaxed);
                take_call(answered, next, &inbox);
            });
        }
    }
}

fn take_call(answered: Answered, line: LineId, inbox: &SyncSender<In>) {
    match answered {
        Answered::Line((mut reader, writer), proof) => {
            let Ok(hanger) = writer.hanger() else { return };
            let (outbox, to_send) = sync_channel(OUTBOX);
            std::thread::spawn(move || write_all(writer, &to_send));
            if inbox.send(In::Came(line, proof, outbox, hanger)).is_err() {
                return;
            }
            read_all(&mut reader, |bytes| inbox.send(In::Heard(line, bytes)).is_ok());
            let _ = inbox.send(In::Gone(line));
        }
        Answered::Wrong(Some(code)) => drop(inbox.send(In::News(News::NewCode(code)))),
        Answered::Wrong(None) | Answered::Nobody => {}
    }
}

/// Reads until the line ends, or nobody listens.
pub(super) fn read_all(reader: &mut Reader, mut heard: impl FnMut(Vec<u8>) -> bool) {
    while let Ok(bytes) = reader.read() {
        if !heard(bytes) {
            return;
        }
    }
}

/// Writes until there is no more, or the line ends; then hangs up.
pub(super) fn write_all(mut writer: Writer, to_send: &Receiver<Say>) {
    while let Ok(say) = to_send.recv() {
        if writer.write(&say.to_bytes()).is_err() {
            break;
        }
    }
    if let Ok(hanger) = writer.hanger() {
        hanger.hang_up();
    }
}

/// What goes on in the room.
struct Hall {
    host: Host,
    door: Arc<Mutex<Door>>,
    clock: Clock,
    tell: Tell,
    lines: BTreeMap<LineId, (SyncSender<Say>, Hanger)>,
}

impl Hall {
    fn run(mut self, inbox: &Receiver<In>) {
        loop {
            let said = match inbox.recv_timeout(TICK) {
                Ok(In::Order(Order::End)) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(said) => Some(said),
                Err(RecvTimeoutError::Timeout) => None,
            };
            let now = (self.clock)();
            said.into_iter().for_each(|said| self.take(said));
            self.host.tick(now);
            self.carry_out();
        }
        self.host.order(Order::End, (self.clock)());
        self.carry_out();
    }

    fn take(&mut self, said: In) {
        let now = (self.clock)();
        match said {
            In::Came(line, proof, outbox, hanger) => {
                self.lines.insert(line, (outbox, hanger));
                self.host.came(line, proof, now);
            }
            In::Heard(line, bytes) => self.host.heard(line, &bytes, now),
            In::Gone(line) => {
                self.lines.remove(&line);
                self.host.gone(line, now);
            }
            In::News(news) => (self.tell)(news),
            In::Order(order) => self.host.order(order, now),
        }
    }

    fn carry_out(&mut self) {
        for out in self.host.take_out() {
            match out {
                HostOut::Send(line, say) => self.send(line, say),
                // What was said to it is still sent, and then its thread hangs up.
                HostOut::Close(line) => drop(self.lines.remove(&line)),
                HostOut::Tell(news) => {
                    if matches!(news, News::Known(_))
                        && let Ok(mut door) = self.door.lock()
                    {
                        door.set_tickets(self.host.tickets());
                    }
                    (self.tell)(news);
                }
            }
        }
    }

    fn send(&mut self, line: LineId, say: Say) {
        let Some((outbox, hanger)) = self.lines.get(&line) else { return };
        if let Err(TrySendError::Full(_)) = outbox.try_send(say) {
            // It reads nothing; it comes back when it does again.
            hanger.hang_up();
        }
    }
}

impl Room for Serving {
    fn order(&self, order: Order) {
        let _ = self.inbox.send(In::Order(order));
    }

    fn wire(&self) -> Arc<dyn Fn(Arc<[u8]>) + Send + Sync> {
        let inbox = self.inbox.clone();
        Arc::new(move |changes| drop(inbox.send(In::Order(Order::Ours(changes)))))
    }
}

impl Serving {
    /// Where it listens on this laptop.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.inbox.send(In::Order(Order::End));
        // Wakes the thread that waits for callers, so that it ends; then nothing listens any more.
        let woken = TcpStream::connect_timeout(&SocketAddr::new(Ipv4Addr::LOCALHOST.into(), self.port), TICK);
        if let (Ok(_), Some(taking)) = (woken, self.taking.take()) {
            let _ = taking.join();
        }
    }
}

/// So many laptops, and none of them can keep the others from being answered.
const _: () = assert!(MOST_CALLS < MOST_LAPTOPS);
