//! What a room of ten laptops costs each of them, and how soon a change stands on the other screens.

use super::{WORDS, hold, median, session};
use crate::fake::World;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use upfront::app::{Action, App, Job, Look, Page};
use upfront::edit::{Command, apply, new_contribution};
use upfront::model::{CopyName, Number, Session};
use upfront::nearby::air::{self, Reach};
use upfront::nearby::{Door, Entry, Guest, Host, News, Order, Room, Ticket, Wants};
use upfront::store::hand_out::copy_for;
use upfront::store::keeper::{Arrived, Keeper, Message, Wire};
use upfront::store::{Places, RealDisk, opening, to_text};
use upfront::ui;
use uuid::Uuid;

/// Laptops, and what is written down on each in a minute.
const LAPTOPS: u32 = 10;
const EACH_MIN: usize = 30;
/// As often as a window draws while somebody types.
const FRAMES_S: usize = 12;

/// A screen in a room: what its frames cost, with `others` writing too.
struct Screen {
    app: App,
    world: World,
    ctx: egui::Context,
    at: f64,
    others: u32,
    arrived: u32,
    times: Vec<f64>,
}

impl Screen {
    fn new(others: u32, table: bool) -> Self {
        let s = session(300);
        let world = World::at(s.start_moment());
        *world.unkept.lock().unwrap() = true;
        let s = if table { copy_for(&s, CopyName::Table { table: 1, again: 0 }) } else { s };
        world.disk.put("/s.ron", to_text(&s).unwrap().as_bytes());
        let mut app = App::new(world.env());
        app.handle(Action::Open("/s.ron".into()));
        app.tick();
        if table {
            app.handle(Action::Look(Look::TableMode(true)));
        } else {
            app.handle(Action::Go(Page::Live));
        }
        let ctx = egui::Context::default();
        ui::install(&ctx);
        let mut screen = Self { app, world, ctx, at: 0.0, others, arrived: 0, times: Vec::new() };
        screen.frame(vec![key(egui::Key::F2)]);
        screen.times.clear();
        screen
    }

    /// The next frame; what others wrote by then has woken the window, and was drawn in frames of its own.
    fn frame(&mut self, events: Vec<egui::Event>) {
        self.at += 1.0 / FRAMES_S as f64;
        let due = (self.at / 60.0 * f64::from(self.others) * EACH_MIN as f64) as u32;
        while self.arrived < due {
            self.arrived += 1;
            let begin = Instant::now();
            self.somebody_writes();
            self.draw(Vec::new(), begin);
        }
        self.draw(events, Instant::now());
    }

    fn draw(&mut self, events: Vec<egui::Event>, begin: Instant) {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))),
            time: Some(self.at),
            events,
            ..Default::default()
        };
        let app = &mut self.app;
        let out = self.ctx.run_ui(input, |ui| ui::frame_ui(ui, app));
        black_box(self.ctx.tessellate(out.shapes, out.pixels_per_point));
        self.times.push(begin.elapsed().as_secs_f64());
    }

    /// What the keeper says when another laptop has written something down.
    fn somebody_writes(&mut self) {
        let document = self.app.document.as_ref().unwrap();
        let s = document.session();
        let id = Uuid::from_u128((7 << 100) + u128::from(self.arrived));
        let mut c = new_contribution(s, id, s.start_moment(), WORDS);
        let table = 2 + (self.arrived % self.others) as u8;
        c.no = Number { copy: CopyName::Table { table, again: 0 }, no: 1 + self.arrived / self.others };
        (c.table, c.partner) = (table, Some(s.partners[self.arrived as usize % 4].id));
        let command = Arc::new(Command::Merged(vec![Command::Add(c.into())]));
        let mut status = document.status.clone();
        status.arrived = Some(Arrived { nth: u64::from(self.arrived), changes: document.revision(), command });
        let keeper = document.keeper.clone();
        self.app.handle(Action::Done(Job::Kept { keeper, status: Box::new(status) }));
    }

    /// One contribution of one's own, word by word, in the two seconds that it has.
    fn write_down(&mut self, nth: usize) {
        self.world.pass_s(60 / EACH_MIN as i64);
        let frames = FRAMES_S * 60 / EACH_MIN;
        for at in 0..frames - 1 {
            let word = WORDS.split(' ').nth((nth + at) % 20).filter(|_| at % 3 == 0);
            self.frame(word.map(|word| egui::Event::Text(format!("{word} "))).into_iter().collect());
        }
        self.frame(vec![key(egui::Key::Enter)]);
    }
}

fn key(key: egui::Key) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: egui::Modifiers::NONE }
}

/// A minute on a single laptop, and in a room of ten: the facilitator’s screen, and a table’s.
pub fn frames_in_a_room(failed: &mut bool) {
    for (table, name) in [(false, "facilitator’s"), (true, "table’s")] {
        let (mut alone, mut room) = (Screen::new(0, table), Screen::new(LAPTOPS - 1, table));
        // In turn, so that a busy moment falls on both.
        for nth in 0..EACH_MIN {
            alone.write_down(nth);
            room.write_down(nth);
        }
        let s = room.app.document.as_ref().unwrap().session();
        assert_eq!(s.contributions.len(), 300 + LAPTOPS as usize * EACH_MIN, "all that was written is there");
        let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
        let (by_itself, of_ten) = (mean(&alone.times), mean(&room.times));
        println!("the {name} screen alone {:.3} ms, in a room of ten {:.3} ms (means)", by_itself * 1e3, of_ten * 1e3);
        hold(&format!("frames of the {name} screen in a room of ten"), of_ten / by_itself, 1.5, failed);
    }
}

/// A laptop without a window: its keeper, its way to the room, and the session as a window would have it.
struct Laptop {
    keeper: Keeper,
    session: Session,
    room: Box<dyn Room>,
    news: Receiver<News>,
}

impl Laptop {
    fn open(folder: &Path, file: &Path, room: Box<dyn Room>, news: Receiver<News>) -> Self {
        let world = opening::World {
            disk: Arc::new(RealDisk),
            places: Some(Places { data: folder.into(), sessions: folder.into() }),
            writer: Uuid::new_v4(),
            who: "bench".into(),
            look_at: |_| false,
        };
        let opened = opening::open_session(&world, file).unwrap();
        let mut laptop = Self { session: opened.session, keeper: opened.keeper, room, news };
        laptop.keeper.take(Message::Share(Some(Wire(laptop.room.wire()))));
        laptop
    }

    /// Does what a window and its keeper do in between.
    fn turn(&mut self) {
        for news in self.news.try_iter() {
            if let News::Heard(changes) = news {
                self.keeper.take(Message::Heard(changes));
            }
        }
        let now = chrono::Local::now().fixed_offset();
        self.keeper.work(now);
        let arrived = self.keeper.status().arrived.clone();
        if let Some(arrived) = arrived.filter(|arrived| arrived.changes == self.keeper.changes()) {
            let command = (*arrived.command).clone().and_when(&self.session, now);
            apply(&mut self.session, command).unwrap();
            self.keeper.take(Message::TakeIn { nth: arrived.nth, at: now });
        }
    }

    fn write_down(&mut self, nth: usize) {
        let now = chrono::Local::now().fixed_offset();
        let c = new_contribution(&self.session, Uuid::new_v4(), now, &format!("{nth} {WORDS}"));
        let command = Command::Add(c.into());
        apply(&mut self.session, command.clone()).unwrap();
        self.keeper.take(Message::Do { label: "said".into(), command, clears: None, at: now });
    }
}

fn told() -> (air::Tell, Receiver<News>) {
    let (sender, news) = channel();
    let sender = Mutex::new(sender);
    (Arc::new(move |news| drop(sender.lock().unwrap().send(news))), news)
}

/// How long from Enter on one laptop until it stands in the sessions of two others, over sockets on this machine.
pub fn a_change_on_its_way(failed: &mut bool) {
    const CHANGES: usize = 60;
    let clock: air::Clock = Arc::new(|| chrono::Local::now().fixed_offset());
    let folders: Vec<_> = (0..3).map(|_| tempfile::tempdir().unwrap()).collect();
    let files: Vec<PathBuf> = folders.iter().map(|folder| folder.path().join("s.ron")).collect();
    let s = session(300);
    std::fs::write(&files[0], to_text(&s).unwrap()).unwrap();
    let (tell, news) = told();
    let host = Host::new("bench", Vec::new(), clock());
    let door = Door::new("482913".into(), host.tickets());
    let serving = air::serve(host, door, Reach::ThisLaptop, clock.clone(), tell).unwrap();
    let address = format!("127.0.0.1:{}", serving.port());
    let mut laptops = vec![Laptop::open(folders[0].path(), &files[0], Box::new(serving), news)];
    for table in [1, 2] {
        let (tell, news) = told();
        let entry = Entry::New(Wants::Notes { table });
        let guest = Guest::new(entry, "bench", clock());
        let way = air::join(guest, vec![address.clone()], Some("482913".into()), clock.clone(), tell);
        let copy = CopyName::Table { table, again: 0 };
        let line = wait_for(&laptops[0].news, |news| match news {
            News::Asks { line, .. } => Some(line),
            _ => None,
        });
        let history = upfront::store::book::Book::of_file(&files[0], &std::fs::read(&files[0]).unwrap());
        let history = history.unwrap().to_text();
        let file = upfront::store::to_text_with(&copy_for(&s, copy), history).unwrap();
        let ticket = Ticket { id: [table; 8], secret: [table; 32] };
        laptops[0].room.order(Order::LetIn { line, ticket, copy, file });
        let file = wait_for(&news, |news| match news {
            News::Welcome { file, .. } => Some(file),
            _ => None,
        });
        let at = usize::from(table);
        std::fs::write(&files[at], file).unwrap();
        laptops.push(Laptop::open(folders[at].path(), &files[at], Box::new(way), news));
    }
    let mut times = Vec::new();
    for nth in 0..CHANGES {
        let writes = 1 + nth % 2;
        let all = laptops[writes].session.contributions.len() + 1;
        let begin = Instant::now();
        laptops[writes].write_down(nth);
        while laptops.iter().any(|laptop| laptop.session.contributions.len() < all) {
            assert!(begin.elapsed() < Duration::from_secs(20), "it arrives");
            laptops.iter_mut().for_each(Laptop::turn);
            std::thread::yield_now();
        }
        times.push(begin.elapsed().as_secs_f64() * 1e3);
    }
    let (median, most) = (median(times.clone()), times.iter().copied().fold(0.0, f64::max));
    println!("a change stands on two other laptops after {median:.1} ms (median), {most:.1} ms at most");
    hold("a change on its way to others, median of ms against 150", median / 150.0, 1.0, failed);
}

fn wait_for<T>(news: &Receiver<News>, is_it: impl Fn(News) -> Option<T>) -> T {
    loop {
        if let Some(found) = is_it(news.recv_timeout(Duration::from_secs(20)).expect("it is told")) {
            return found;
        }
    }
}
