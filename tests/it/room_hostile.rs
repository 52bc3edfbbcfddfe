//! Who would do harm in a room: refused with a sentence, and the room goes on. Over real sockets, on this machine alone.

use crate::alder::at;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use upfront::app::{Action, App, RealEnv};
use upfront::edit::{self, Command, Edit, SessionField, new_contribution};
use upfront::model::time::Moment;
use upfront::model::{CopyName, Session};
use upfront::nearby::air::{self, Key, Reader, Serving, Writer, call};
use upfront::nearby::{
    Door, Host, HostOut, Known, MOST_FROM_GUEST, MOST_FROM_HOST, News, No, Order, Proof, Role, Room, Say, Stands,
    Ticket, Unfit, Wants,
};
use upfront::share::{Pen, Talk};
use upfront::store::book::Book;
use uuid::Uuid;

const CODE: &str = "482913";
const TABLE: CopyName = CopyName::Table { table: 3, again: 0 };
/// A test that waits for longer has failed.
const LONG: Duration = Duration::from_secs(20);

/// An open room, and what it tells.
struct Opened {
    serving: Serving,
    news: Receiver<News>,
}

fn open_room() -> Opened {
    let now = at("19:00");
    let host = Host::new("Alder Street", Vec::new(), now);
    let (sender, news) = channel();
    let sender = Mutex::new(sender);
    let tell = Arc::new(move |news| drop(sender.lock().unwrap().send(news)));
    let door = Door::new(CODE.into(), host.tickets());
    let serving = air::serve(host, door, air::Reach::ThisLaptop, Arc::new(move || now), tell).unwrap();
    let history: Arc<[u8]> = Book::begin(&session()).changes_since(&Vec::new()).into();
    serving.order(Order::Ours(history));
    Opened { serving, news }
}

fn session() -> Session {
    let mut s = Session::new(Uuid::from_u128(1), at("18:00").date_naive(), "Europe/London");
    let said = new_contribution(&s, Uuid::from_u128(2), at("18:10"), "Said in the whole room");
    edit::apply(&mut s, Command::Add(said.into())).unwrap();
    s
}

impl Opened {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.serving.port())).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream
    }

    fn call(&self, key: &Key) -> Result<(Reader, Writer), air::CallError> {
        call(self.connect(), key, MOST_FROM_HOST)
    }

    fn wait_for<T>(&self, is_it: impl Fn(News) -> Option<T>) -> T {
        loop {
            if let Some(found) = is_it(self.news.recv_timeout(LONG).expect("it is told")) {
                return found;
            }
        }
    }

    /// A laptop that comes in as it should, at a table.
    fn come_in(&self, copy: CopyName) -> (Reader, Writer, Ticket) {
        let (mut reader, mut writer) = self.call(&Key::Code(CODE.into())).unwrap();
        let join = Say::Join { laptop: "A laptop".into(), wants: Wants::Notes { table: 3 } };
        writer.write(&join.to_bytes()).unwrap();
        let line = self.wait_for(|news| match news {
            News::Asks { line, .. } => Some(line),
            _ => None,
        });
        let ticket = Ticket { id: [line as u8; 8], secret: [7; 32] };
        self.serving.order(Order::LetIn { line, ticket: ticket.clone(), copy, file: "a file".into() });
        assert!(matches!(hear(&mut reader), Say::Welcome { .. }));
        writer.write(&Say::Back { laptop: "A laptop".into() }.to_bytes()).unwrap();
        while !matches!(hear(&mut reader), Say::WelcomeBack { .. }) {}
        (reader, writer, ticket)
    }

    /// Somebody else comes in and writes something down, and it is heard.
    fn goes_on(&self, table: u8) {
        let copy = CopyName::Table { table, again: 0 };
        let (mut reader, mut writer, _) = self.come_in(copy);
        let mut mine = Session { copy, ..session() };
        let said = new_contribution(&mine, Uuid::from_u128(50 + u128::from(table)), at("19:01"), "It goes on");
        edit::apply(&mut mine, Command::Add(said.into())).unwrap();
        let mut book = Book::begin(&session());
        book.note(&mine, Pen { run: [table; 16], by: &copy.words(), at: 0 });
        let mut talk = Talk::default();
        while !book.is_level(&talk) {
            while let Some(message) = book.say(&mut talk) {
                writer.write(&Say::Sync(message).to_bytes()).unwrap();
            }
            if let Say::Sync(message) = hear(&mut reader) {
                let (heard, after) = book.hear(&talk, &message).unwrap();
                (talk, book) = (heard.talk, after);
            }
        }
    }
}

/// The next thing that is said, beside that somebody is still there.
fn hear(reader: &mut Reader) -> Say {
    loop {
        match Say::read(&reader.read().expect("something is said"), MOST_FROM_HOST).unwrap() {
            Say::Beat { .. } => {}
            say => return say,
        }
    }
}

/// What is said last, before the line ends.
fn last_said(reader: &mut Reader) -> Option<Say> {
    let mut last = None;
    while let Ok(bytes) = reader.read() {
        let say = Say::read(&bytes, MOST_FROM_HOST).unwrap();
        last = if matches!(say, Say::Beat { .. }) { last } else { Some(say) };
    }
    last
}

#[test]
fn a_wrong_code_opens_nothing_and_can_be_tried_five_times() {
    let room = open_room();
    for _ in 0..5 {
        let refused = room.call(&Key::Code("000000".into())).map(drop).unwrap_err();
        assert_eq!(refused.to_string(), "that is not the code");
        assert!(refused.is_final());
    }
    let code = room.wait_for(|news| match news {
        News::NewCode(code) => Some(code),
        _ => None,
    });
    assert_ne!(code, CODE);
    assert_eq!(code.len(), 6);
    // For a while nobody comes in, not even with the right one.
    for code in [CODE, &code] {
        let refused = room.call(&Key::Code(code.into())).map(drop).unwrap_err();
        assert!(refused.to_string().contains("wait half a minute"), "{refused}");
    }
}

#[test]
fn a_ticket_that_nobody_got_and_another_version_open_nothing() {
    let room = open_room();
    let (_, _, ticket) = room.come_in(TABLE);
    let forged = Ticket { secret: [8; 32], ..ticket.clone() };
    for (ticket, why) in [(forged, "not in that room any more"), (Ticket { id: [99; 8], ..ticket }, "not in that room")]
    {
        let refused = room.call(&Key::Ticket(ticket)).map(drop).unwrap_err();
        assert!(refused.to_string().contains(why), "{refused}");
    }
    let mut stream = room.connect();
    stream.write_all(b"UPFRONT\xff\x01").unwrap();
    let mut status = [0];
    stream.read_exact(&mut status).unwrap();
    assert_eq!(status, [1], "it says that it speaks another version");
    room.goes_on(5);
}

#[test]
fn garbage_at_the_door_and_on_a_line_ends_only_that_line() {
    let room = open_room();
    let greetings: [&[u8]; 4] = [b"GET / HTTP/1.1\r\n\r\n", b"UPFRONT\x01\x09", b"UPFRONT\x01\x01", &[0; 5000]];
    for greeting in greetings {
        let mut stream = room.connect();
        // Where the other has hung up already, there is nobody to tell.
        let _ = stream.write_all(greeting);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.len() <= 1, "{answer:?}");
    }
    // Who knows the code, and then says what nobody says.
    let too_far = [&Say::Beat { at_ms: 0, typing: false }.to_bytes()[..], &[1]].concat();
    // What only the facilitator's laptop says, and the kind after the last, which a later version may say.
    let (of_host, later) = (Say::Shows(vec![1]).to_bytes(), vec![Say::Shows(Vec::new()).to_bytes()[0] + 1, 0]);
    for said in [vec![0xff; 40], Vec::new(), too_far, Say::Sync(vec![9; 300]).to_bytes(), of_host, later] {
        let (mut reader, mut writer, _) = room.come_in(TABLE);
        writer.write(&said).unwrap();
        assert_eq!(last_said(&mut reader), Some(Say::No(No::Unfit(Unfit::Garbage))), "{said:?}");
    }
    // Longer than anything: the line ends before it is all read.
    let (mut reader, mut writer, _) = room.come_in(TABLE);
    let mut piece = 0;
    while piece < 4 && writer.write(&vec![0; MOST_FROM_GUEST / 2]).is_ok() {
        piece += 1;
    }
    assert_eq!(last_said(&mut reader), Some(Say::No(No::Unfit(Unfit::Garbage))));
    room.goes_on(5);
}

#[test]
fn what_was_recorded_is_not_heard_again() {
    let room = open_room();
    // Somebody between records what a laptop sends, and sends the same to the room later.
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let (address, port) = (listener.local_addr().unwrap(), room.serving.port());
    let between = std::thread::spawn(move || {
        let (mut from, _) = listener.accept().unwrap();
        let mut to = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        let (mut back_from, mut back_to) = (to.try_clone().unwrap(), from.try_clone().unwrap());
        std::thread::spawn(move || std::io::copy(&mut back_from, &mut back_to));
        let (mut recorded, mut bytes) = (Vec::new(), [0; 4096]);
        while let Ok(n @ 1..) = from.read(&mut bytes) {
            recorded.extend_from_slice(&bytes[..n]);
            to.write_all(&bytes[..n]).unwrap();
        }
        to.shutdown(std::net::Shutdown::Both).unwrap();
        recorded
    });
    let (reader, mut writer) =
        call(TcpStream::connect(address).unwrap(), &Key::Code(CODE.into()), MOST_FROM_HOST).unwrap();
    let join = Say::Join { laptop: "Recorded".into(), wants: Wants::Screen };
    writer.write(&join.to_bytes()).unwrap();
    room.wait_for(|news| matches!(news, News::Asks { .. }).then_some(()));
    drop((reader, writer));
    let recorded = between.join().unwrap();
    assert!(recorded.len() > 100);
    let mut stream = room.connect();
    stream.write_all(&recorded).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    // It counts as a wrong code; nobody asks at the door.
    room.goes_on(5);
    let asks = room.news.try_iter().filter(|news| matches!(news, News::Asks { .. })).count();
    assert_eq!(asks, 0);
}

#[test]
fn a_laptop_that_floods_is_put_out() {
    let room = open_room();
    let (mut reader, mut writer, _) = room.come_in(TABLE);
    let beat = Say::Beat { at_ms: 0, typing: false }.to_bytes();
    let mut sent = 0;
    while sent < 50_000 && writer.write(&beat).is_ok() {
        sent += 1;
    }
    assert!(sent < 50_000, "the line was ended");
    assert!(matches!(last_said(&mut reader), Some(Say::No(No::Unfit(Unfit::Flood))) | None));
    let told = room.wait_for(|news| match news {
        News::Told(words) => Some(words),
        _ => None,
    });
    assert_eq!(told, "table 3’s copy is not in the room any more: it sent more than anybody can type");
    room.goes_on(5);
}

/// A room without a network, with table 3 in it, and what becomes of what that laptop sends.
fn sends(wrote: &Session, by: &str) -> (Vec<HostOut>, Vec<Stands>) {
    let (s, now) = (session(), at("19:00"));
    let ticket = Ticket { id: [3; 8], secret: [3; 32] };
    let known = Known { ticket: ticket.clone(), copy: "3".into(), laptop: "A".into(), role: Role::NoteTaker };
    let mut host = Host::new("Alder Street", vec![known], now);
    host.order(Order::Ours(Book::begin(&s).changes_since(&Vec::new()).into()), now);
    host.came(1, Proof::Ticket(ticket.id), now);
    host.heard(1, &Say::Back { laptop: "A".into() }.to_bytes(), now);
    let mut book = Book::begin(&s);
    book.note(wrote, Pen { run: [3; 16], by, at: 0 });
    let (mut talk, mut all) = (Talk::default(), Vec::new());
    for _ in 0..6 {
        while let Some(message) = book.say(&mut talk) {
            host.heard(1, &Say::Sync(message).to_bytes(), now);
        }
        let out = host.take_out();
        for said in &out {
            if let HostOut::Send(1, Say::Sync(message)) = said {
                let (heard, after) = book.hear(&talk, message).unwrap();
                (talk, book) = (heard.talk, after);
            }
        }
        all.extend(out);
    }
    let seen = all.iter().rev().find_map(|out| match out {
        HostOut::Tell(News::Seen(seen)) => Some(seen.iter().map(|seen| seen.stands.clone()).collect()),
        _ => None,
    });
    (all, seen.unwrap_or_default())
}

#[test]
fn nobody_writes_in_anothers_name_or_beyond_their_part() {
    let s = session();
    let with = |change: &dyn Fn(&mut Session)| {
        let mut wrote = Session { copy: TABLE, ..s.clone() };
        change(&mut wrote);
        wrote
    };
    let does = |s: &mut Session, command: Command| drop(edit::apply(s, command).unwrap());
    let says = |s: &mut Session, no: u32, copy: CopyName| {
        let mut c = new_contribution(s, Uuid::from_u128(9), at("19:01"), "Benches");
        c.no = upfront::model::Number { copy, no };
        does(s, Command::Add(c.into()));
    };
    let first = s.contributions[0].id;
    let own = TABLE.words();
    let other = CopyName::Table { table: 5, again: 0 };

    let (out, _) = sends(&with(&|s| says(s, 1, TABLE)), &own);
    assert!(out.iter().any(|out| matches!(out, HostOut::Tell(News::Heard(_)))), "what is its own is heard");

    let title = |s: &mut Session| does(s, Command::session(SessionField::Title("Another".into())));
    let words = |s: &mut Session| {
        let field = edit::ContributionField::Words("Never said".into());
        does(s, Command::Edit(Edit::Contribution(first, field)));
    };
    let gone = |s: &mut Session| does(s, Command::Remove(edit::Key::Contribution(first)));
    let cases: [(&str, Session, &str, &str); 6] = [
        ("another’s number", with(&|s| says(s, 1, other)), &own, "numbers that are not its own"),
        ("the facilitator’s number", with(&|s| says(s, 40, CopyName::Main)), &own, "numbers that are not its own"),
        ("a number near the end of all", with(&|s| says(s, u32::MAX, TABLE)), &own, "numbers that are not its own"),
        ("the title", with(&title), &own, "belong to the facilitator"),
        ("another’s words", with(&words), &own, "belong to the facilitator"),
        ("another’s words taken out", with(&gone), &own, "belong to the facilitator"),
    ];
    for (case, wrote, by, why) in cases {
        let (out, stands) = sends(&wrote, by);
        assert!(!out.iter().any(|out| matches!(out, HostOut::Tell(News::Heard(_)))), "{case} was heard");
        let [Stands::Refused(said)] = stands.as_slice() else { panic!("{case}: {stands:?}") };
        assert!(said.contains(why), "{case}: {said}");
    }
}

/// A laptop at a table that says what its history says, whoever wrote it.
struct Talker {
    line: u64,
    id: [u8; 8],
    book: Book,
    talk: Talk,
}

impl Talker {
    fn come(&mut self, host: &mut Host, now: Moment) {
        self.line += 10;
        self.talk = Talk::default();
        host.came(self.line, Proof::Ticket(self.id), now);
        host.heard(self.line, &Say::Back { laptop: "A".into() }.to_bytes(), now);
    }

    /// Talks until nothing is left to say; how the laptops stand then, and whether anything of it was heard.
    fn talk(&mut self, host: &mut Host, now: Moment) -> (Vec<Stands>, bool) {
        let (mut stands, mut heard_it) = (Vec::new(), false);
        for _ in 0..6 {
            while let Some(message) = self.book.say(&mut self.talk) {
                host.heard(self.line, &Say::Sync(message).to_bytes(), now);
            }
            for out in host.take_out() {
                match out {
                    HostOut::Send(line, Say::Sync(message)) if line == self.line => {
                        let (heard, after) = self.book.hear(&self.talk, &message).unwrap();
                        (self.talk, self.book) = (heard.talk, after);
                    }
                    HostOut::Tell(News::Seen(seen)) => stands = seen.into_iter().map(|seen| seen.stands).collect(),
                    HostOut::Tell(News::Heard(_)) => heard_it = true,
                    _ => {}
                }
            }
        }
        (stands, heard_it)
    }
}

#[test]
fn what_another_wrote_is_taken_from_that_other_alone() {
    let (s, now) = (session(), at("19:00"));
    let mut wrote = Session { copy: TABLE, ..s.clone() };
    let said = new_contribution(&wrote, Uuid::from_u128(9), at("19:01"), "Benches");
    edit::apply(&mut wrote, Command::Add(said.into())).unwrap();
    let mut with = Book::begin(&s);
    with.note(&wrote, Pen { run: [3; 16], by: &TABLE.words(), at: 0 });
    // Both have it: it was passed on in the moment in which the facilitator's laptop stopped.
    let talker = |id: u8| Talker { line: id.into(), id: [id; 8], book: with.clone(), talk: Talk::default() };
    let (mut three, mut five) = (talker(3), talker(5));
    let known = [(3_u8, "3"), (5, "5")].map(|(id, copy)| Known {
        ticket: Ticket { id: [id; 8], secret: [id; 32] },
        copy: copy.into(),
        laptop: "A".into(),
        role: Role::NoteTaker,
    });
    let room = || {
        let mut host = Host::new("Alder Street", known.to_vec(), now);
        host.order(Order::Ours(Book::begin(&s).changes_since(&Vec::new()).into()), now);
        host
    };
    let mut host = room();
    five.come(&mut host, now);
    let (stands, heard) = five.talk(&mut host, now);
    assert_eq!((stands, heard), (vec![Stands::Missing, Stands::Missing], false), "it is asked to come again");
    three.come(&mut host, now);
    assert!(three.talk(&mut host, now).1, "whoever wrote it is heard");
    five.come(&mut host, now);
    let here = Stands::Here { level: true, typing: false };
    assert_eq!(five.talk(&mut host, now).0, [here.clone(), here]);

    // Where that one never comes, it is somebody else's word for it.
    let (mut host, mut five) = (room(), talker(5));
    five.come(&mut host, now);
    five.talk(&mut host, now);
    let later = now + chrono::TimeDelta::seconds(31);
    five.come(&mut host, later);
    let (stands, heard) = five.talk(&mut host, later);
    assert!(!heard);
    let [_, Stands::Refused(why)] = stands.as_slice() else { panic!("{stands:?}") };
    assert!(why.contains("what others wrote"), "{why}");
}

/// In a process of its own: other tests listen, too.
#[cfg(target_os = "linux")]
#[test]
fn nothing_listens_unless_the_room_is_open() {
    const ALONE: &str = "UPFRONT_ALONE";
    if std::env::var_os(ALONE).is_none() {
        let home = tempfile::tempdir().unwrap();
        let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
        alone.args(["room_hostile::nothing_listens_unless_the_room_is_open", "--exact", "--nocapture"]);
        let ran = alone.env(ALONE, "1").env("HOME", home.path()).env_remove("XDG_DATA_HOME").output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        return;
    }
    let mut app = App::new(Box::new(RealEnv::new(egui::Context::default())));
    app.handle(Action::Sample);
    (0..10).for_each(|_| app.tick());
    assert_eq!(listening(), [""; 0], "with a session open");
    let room = open_room();
    let port = format!(":{:04X}", room.serving.port());
    let listens = listening();
    assert!(listens.len() == 1 && listens[0].ends_with(&port), "{listens:?}");
    room.goes_on(5);
    drop(room);
    assert_eq!(listening(), [""; 0], "after the room was closed");
}

/// Sockets of this process that listen, or are bound to a port without a line, as the kernel lists them.
#[cfg(target_os = "linux")]
fn listening() -> Vec<String> {
    let own: Vec<String> = std::fs::read_dir("/proc/self/fd")
        .unwrap()
        .filter_map(|fd| Some(std::fs::read_link(fd.ok()?.path()).ok()?.to_string_lossy().into_owned()))
        .filter_map(|link| link.strip_prefix("socket:[").map(|inode| inode.trim_end_matches(']').to_string()))
        .collect();
    let mut found = Vec::new();
    for (table, state) in [("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")] {
        let text = std::fs::read_to_string(format!("/proc/self/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            if fields.get(3) == Some(&state) && own.iter().any(|inode| Some(&inode.as_str()) == fields.get(9)) {
                found.push(format!("{table} {}", fields[1]));
            }
        }
    }
    found
}
