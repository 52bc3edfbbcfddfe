//! What ten thousand contributions cost, as ratios within one run: `cargo bench`.
//!
//! Asserts the limits; prints every figure. Times in seconds are for information: they depend on the
//! machine, the ratios hardly do.

mod by_krilla;
#[path = "../it/fake.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod fake;
#[path = "../it/fake_air.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod fake_air;
mod room;

use automerge::AutoCommit;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::NaiveDate;
use cpu_time::ProcessTime;
use fake::World;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;
use upfront::app::{Action, App, Page};
use upfront::edit::{
    Command, History, Item, RunStep, SessionField, apply, new_agenda_item, new_contribution, new_partner, new_theme,
};
use upfront::model::{CopyName, Session, TypedCode, VersionId};
use upfront::record::{self, Freezer, Freezing};
use upfront::report::blocks::summary;
use upfront::report::raster::Painter;
use upfront::report::text::Fonts;
use upfront::report::{Pages, Print, lay_out, to_pdf};
use upfront::share::Pen;
use upfront::store::book::Book;
use upfront::store::bring::bring;
use upfront::store::keeper::{Keeper, Message};
use upfront::store::{Places, RealDisk, opening, parse, to_text, to_text_with};
use upfront::ui;
use uuid::Uuid;

const WORDS: &str = "If it closes at six nobody who works will ever get to use it and the children will have nowhere to go after school";

/// A running session with `n` contributions on the item that is on, in twelve themes.
fn session(n: u32) -> Session {
    let date = NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
    let mut s = Session::new(Uuid::from_u128(1), date, "Europe/London");
    s.title = "Ten thousand words".into();
    let mut id = 1;
    let mut next = || {
        id += 1;
        Uuid::from_u128(id)
    };
    let start = s.start_moment();
    let do_it = |s: &mut Session, item: Item| drop(apply(s, Command::Add(item)).unwrap());
    for name in ["Residents", "Council", "Landlord", "Architects"] {
        let partner = new_partner(&s, next(), name);
        do_it(&mut s, partner.into());
    }
    let item = new_agenda_item(&s, next(), "Ideas", 60);
    do_it(&mut s, item.into());
    for i in 0..12 {
        let theme = new_theme(&s, next(), &format!("theme{i}"));
        do_it(&mut s, theme.into());
    }
    let on = s.agenda[0].id;
    apply(&mut s, Command::Run(RunStep::Start { item: on, at: start })).unwrap();
    let words: Vec<&str> = WORDS.split(' ').collect();
    let mut adds = Vec::new();
    let mut order = s.contributions.end();
    for i in 0..n {
        let long = 8 + (i as usize * 7) % (words.len() - 8);
        let mut c = new_contribution(&s, next(), start, &words[..long].join(" "));
        c.no = (i + 1).into();
        c.order = order.clone();
        order = upfront::model::SortKey::new_after(&order);
        c.partner = Some(s.partners[i as usize % 4].id);
        c.item = Some(on);
        c.themes = vec![s.themes[i as usize % 12].id];
        adds.push(Command::Add(c.into()));
    }
    apply(&mut s, Command::Batch(adds)).unwrap();
    s
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Something that draws a frame.
struct Frames {
    ctx: egui::Context,
    draw: Box<dyn FnMut(&mut egui::Ui)>,
    at: f64,
    times: Vec<f64>,
}

impl Frames {
    fn new(setup: fn(&egui::Context), draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        let ctx = egui::Context::default();
        setup(&ctx);
        Self { ctx, draw: Box::new(draw), at: 0.0, times: Vec::new() }
    }

    /// One frame, layout and triangles, with the pointer moving and the wheel turning.
    fn frame(&mut self) {
        self.at += 1.0 / 60.0;
        let pointer = egui::pos2(300.0 + (self.at * 200.0) as f32 % 600.0, 300.0 + (self.at * 90.0) as f32 % 300.0);
        let wheel = egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -12.0),
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        };
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))),
            time: Some(self.at),
            events: vec![egui::Event::PointerMoved(pointer), wheel],
            ..Default::default()
        };
        let begin = Instant::now();
        let draw = &mut self.draw;
        let out = self.ctx.run_ui(input, |ui| draw(ui));
        black_box(self.ctx.tessellate(out.shapes, out.pixels_per_point));
        self.times.push(begin.elapsed().as_secs_f64());
    }

    fn median(&self) -> f64 {
        median(self.times[60..].to_vec())
    }
}

fn page(n: u32, page: Page) -> Frames {
    let s = session(n);
    let world = World::at(s.start_moment());
    world.disk.put("/s.ron", to_text(&s).unwrap().as_bytes());
    let mut app = App::new(world.env());
    app.handle(Action::Open("/s.ron".into()));
    app.tick();
    app.handle(Action::Go(page));
    world.set(s.start_moment());
    world.pass_s(5 * 60);
    assert!(app.document.is_some() && world.disk.file("/s.ron").is_some());
    Frames::new(ui::install, move |ui| ui::frame_ui(ui, &mut app))
}

/// Holds a ratio to its limit; says it either way.
fn hold(what: &str, ratio: f64, limit: f64, failed: &mut bool) {
    let word = if ratio <= limit { "holds" } else { "TOO MUCH" };
    println!("{what:<58} {ratio:6.2}  at most {limit:5.2}  {word}");
    *failed |= ratio > limit;
}

fn frames(failed: &mut bool) {
    let mut demo_windows = egui_demo_lib::DemoWindows::default();
    let mut demo = Frames::new(|_| {}, move |ui| demo_windows.ui(ui));
    let mut pages =
        [page(100, Page::Live), page(10_000, Page::Live), page(100, Page::Board), page(10_000, Page::Board)];
    // In turn, so that a busy moment falls on all of them.
    for _ in 0..360 {
        demo.frame();
        pages.iter_mut().for_each(Frames::frame);
    }
    let base = demo.median();
    let [live_few, live, board_few, board] = pages.map(|p| p.median());
    println!("demo windows {:.3} ms, live {:.3} ms, board {:.3} ms", base * 1e3, live * 1e3, board * 1e3);
    hold("live page with 10,000 against the demo windows", live / base, 4.0, failed);
    hold("board with 10,000 against the demo windows", board / base, 4.0, failed);
    hold("live page with 10,000 against 100", live / live_few, 1.5, failed);
    hold("board with 10,000 against 100", board / board_few, 1.5, failed);
}

/// A window in which somebody writes down a contribution each second, word by word.
struct Capture {
    world: World,
    app: App,
    ctx: egui::Context,
    at: f64,
    written: usize,
}

impl Capture {
    fn new() -> Self {
        let s = session(0);
        let world = World::at(s.start_moment());
        *world.unkept.lock().unwrap() = true;
        world.disk.put("/s.ron", to_text(&s).unwrap().as_bytes());
        let mut app = App::new(world.env());
        app.handle(Action::Open("/s.ron".into()));
        app.tick();
        app.handle(Action::Go(Page::Live));
        let ctx = egui::Context::default();
        ui::install(&ctx);
        let mut new = Self { world, app, ctx, at: 0.0, written: 0 };
        new.frame(vec![key(egui::Key::F2)]);
        new
    }

    /// One frame; seconds.
    fn frame(&mut self, events: Vec<egui::Event>) -> f64 {
        self.at += 1.0 / 12.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))),
            time: Some(self.at),
            events,
            ..Default::default()
        };
        let begin = Instant::now();
        let out = self.ctx.run_ui(input, |ui| ui::frame_ui(ui, &mut self.app));
        black_box(self.ctx.tessellate(out.shapes, out.pixels_per_point));
        begin.elapsed().as_secs_f64()
    }

    /// The frames of one contribution: nine words, Enter, and the one that shows it; seconds of all.
    fn write_down(&mut self) -> f64 {
        self.world.pass_s(1);
        let words = WORDS.split(' ').collect::<Vec<_>>();
        let mut took = 0.0;
        for word in words.iter().cycle().skip(self.written % 7).take(9) {
            took += self.frame(vec![egui::Event::Text(format!("{word} "))]);
        }
        took += self.frame(vec![key(egui::Key::Enter)]);
        self.written += 1;
        // Enter to shown within one frame: the next one draws it.
        let shown = self.app.document.as_ref().unwrap().derived().feed.len();
        assert_eq!(shown, self.written, "what was written down is in the feed in the very next frame");
        took + self.frame(vec![])
    }
}

fn key(key: egui::Key) -> egui::Event {
    let modifiers = egui::Modifiers::NONE;
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// Do frames cost more at the end of an hour of capture? Its last minute is played in turn with the first one of
/// another window, so that a busy moment of the machine falls on both; and a contribution's frames are counted as
/// one, so that the few that cost more are not lost in the median.
fn hour_of_capture(failed: &mut bool) {
    const CONTRIBUTIONS: usize = 3600;
    const MINUTE: usize = 60;
    // The first seconds fill caches.
    const WARM_UP: usize = 5;
    let (mut hour, mut fresh) = (Capture::new(), Capture::new());
    for _ in 0..CONTRIBUTIONS - MINUTE {
        hour.write_down();
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for _ in 0..MINUTE {
        first.push(fresh.write_down());
        last.push(hour.write_down());
    }
    let (begin, end) = (median(first.split_off(WARM_UP)), median(last.split_off(WARM_UP)));
    println!("a contribution’s frames: in the first minute {:.3} ms, in the sixtieth {:.3} ms", begin * 1e3, end * 1e3);
    hold("the last minute of an hour of capture against the first", end / begin, 1.2, failed);
}

fn opening(failed: &mut bool) {
    let text = to_text(&session(10_000)).unwrap();
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let (mut bare, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..7 {
        let begin = Instant::now();
        black_box(options.from_str::<serde::de::IgnoredAny>(&text).unwrap());
        bare.push(begin.elapsed().as_secs_f64());
        let begin = Instant::now();
        black_box(parse(Path::new("s.ron"), text.as_bytes()).unwrap());
        whole.push(begin.elapsed().as_secs_f64());
    }
    let (bare, whole) = (median(bare), median(whole));
    println!("bare RON parse {:.1} ms, opening {:.1} ms, {} bytes", bare * 1e3, whole * 1e3, text.len());
    hold("opening 10,000 against the bare RON parse", whole / bare, 3.0, failed);
}

/// The whole export, by our writer or by krilla, from the session to the bytes; in CPU seconds.
fn export(s: &Session, write: fn(&Pages, &Fonts) -> Vec<u8>) -> f64 {
    let begin = ProcessTime::now();
    let fonts = Fonts::bundled();
    let pages = lay_out(&summary(s), &fonts, Print::Standard);
    black_box(write(&pages, &fonts));
    begin.elapsed().as_secs_f64()
}

fn ours(pages: &Pages, fonts: &Fonts) -> Vec<u8> {
    to_pdf(pages, fonts).unwrap()
}

/// Measures something, and says whether a limit was passed.
type Bench = fn(&mut bool);

/// What the preview does after an edit of the sample, for information (wanted: under 300 ms).
fn preview() {
    let s = upfront::store::sample().unwrap();
    let fonts = Fonts::bundled();
    let begin = Instant::now();
    let pages = lay_out(&summary(&s), &fonts, Print::Standard);
    let laid_out = begin.elapsed();
    black_box(Painter::new(&fonts).paint(&pages, 2, 1.7));
    println!(
        "the sample laid out in {:.0} ms, with a page painted {:.0} ms",
        laid_out.as_secs_f64() * 1e3,
        begin.elapsed().as_secs_f64() * 1e3
    );
}

fn exporting(failed: &mut bool) {
    preview();
    let fonts = Fonts::bundled();
    let pages = lay_out(&summary(&session(1_000)), &fonts, Print::Standard);
    let (us, other) = (ours(&pages, &fonts).len(), by_krilla::to_pdf(&pages, &fonts).len());
    let mut rounds = Vec::new();
    for _ in 0..5 {
        // In turn, so that a busy moment falls on all of them.
        let alone = [("ours", 1_000), ("krilla", 1_000), ("ours", 10_000)].map(|(writer, n)| alone(writer, n));
        let [Some(by_us), Some(by_krilla), Some(ten)] = alone else {
            panic!("an export in a process of its own failed")
        };
        rounds.push((by_us, by_krilla, ten));
    }
    let middle = |of: fn(&(Alone, Alone, Alone)) -> f64| median(rounds.iter().map(of).collect());
    let (by_us, by_krilla) = (middle(|r| r.0.cpu_s), middle(|r| r.1.cpu_s));
    println!("exporting 1,000, CPU: ours {by_us:.3} s ({us} bytes), krilla {by_krilla:.3} s ({other} bytes)");
    println!("exporting 10,000, CPU: ours {:.3} s", middle(|r| r.2.cpu_s));
    hold("exporting 1,000 against krilla, CPU", middle(|r| r.0.cpu_s / r.1.cpu_s), 2.0, failed);
    hold("exporting 10,000 against 1,000, CPU", middle(|r| r.2.cpu_s / r.0.cpu_s), 11.0, failed);
    if let [(Alone { peak_kb: Some(us), .. }, Alone { peak_kb: Some(other), .. }, _), ..] = rounds.as_slice() {
        println!("peak memory of an export of 1,000: ours {us} kB, krilla {other} kB");
        hold("peak memory of an export of 1,000 against krilla", *us as f64 / *other as f64, 2.0, failed);
    }
}

/// Five laptops, each with five hundred contributions in a copy of its own, put together: by us from file to session, and
/// by Automerge alone from history to history.
fn merging(failed: &mut bool) {
    let base = session(0);
    let mut first = Book::begin(&base);
    let of = |nth: u8| {
        let mut s = base.clone();
        s.copy = CopyName::Table { table: nth, again: 0 };
        let mut book = Book::read(&first.to_text()).unwrap();
        let words: Vec<&str> = WORDS.split(' ').collect();
        for i in 0..500_u128 {
            let long = 8 + (i as usize * 7) % (words.len() - 8);
            let id = Uuid::from_u128((u128::from(nth) << 100) + i);
            let mut c = new_contribution(&s, id, s.start_moment(), &words[..long].join(" "));
            c.partner = Some(s.partners[i as usize % 4].id);
            c.themes = vec![s.themes[i as usize % 12].id];
            apply(&mut s, Command::Add(c.into())).unwrap();
            // Each is written by itself, as on an evening.
            book.note(&s, Pen { run: [nth; 16], by: "a table", at: i as i64 });
        }
        (s.clone(), to_text_with(&s, book.to_text()).unwrap(), book.to_text())
    };
    let laptops: Vec<(Session, String, String)> = (1..=5).map(of).collect();
    let (whole, history) = (laptops[0].1.len(), laptops[0].2.len());
    let time = |work: &dyn Fn()| {
        let begin = ProcessTime::now();
        work();
        begin.elapsed().as_secs_f64()
    };
    let others: Vec<(PathBuf, Vec<u8>)> =
        laptops[1..].iter().map(|(_, text, _)| ("copy.ron".into(), text.clone().into_bytes())).collect();
    let ours = || {
        let mut book = Book::read_with(&laptops[0].2, &laptops[0].0).unwrap();
        let brought = bring(&laptops[0].0, &mut book, &others, record::mark_changed).unwrap();
        assert_eq!(brought.session.contributions.len(), 2_500);
    };
    let decoded: Vec<Vec<u8>> =
        laptops.iter().map(|(_, _, history)| STANDARD_NO_PAD.decode(history).unwrap()).collect();
    let bare = || {
        let mut all = AutoCommit::load(&decoded[0]).unwrap();
        for other in &decoded[1..] {
            all.merge(&mut AutoCommit::load(other).unwrap()).unwrap();
        }
        black_box(all.save());
    };
    let rounds: Vec<(f64, f64)> = (0..15).map(|_| (time(&ours), time(&bare))).collect();
    let middle = |of: fn(&(f64, f64)) -> f64| median(rounds.iter().map(of).collect());
    let (ours, bare, ratio) = (middle(|r| r.0), middle(|r| r.1), middle(|r| r.0 / r.1));
    println!("merging 5 with 500 each: ours {:.1} ms, Automerge {:.1} ms", ours * 1e3, bare * 1e3);
    hold("merging 5 laptops against Automerge's own merge", ratio, 1.5, failed);
    println!("a file of 500 contributions: {whole} bytes, {history} of them history");
    hold("a file against its readable part", whole as f64 / (whole - history) as f64, 2.0, failed);
}

/// What an export took in a process of its own, where nothing before it has a part in it.
struct Alone {
    /// The middle of three, after one that is not counted.
    cpu_s: f64,
    /// None where the system does not say.
    peak_kb: Option<u64>,
}

fn alone(writer: &str, contributions: u32) -> Option<Alone> {
    let me = std::env::current_exe().ok()?;
    let said =
        std::process::Command::new(me).env("UPFRONT_ALONE", format!("{writer} {contributions}")).output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let (cpu_s, peak_kb) = said.trim().split_once(' ')?;
    Some(Alone { cpu_s: cpu_s.parse().ok()?, peak_kb: peak_kb.parse().ok() })
}

/// In that process: exports, and says what it took.
fn export_alone(what: &str) {
    let (writer, contributions) = what.split_once(' ').unwrap();
    let write = if writer == "ours" { ours } else { by_krilla::to_pdf };
    let s = session(contributions.parse().unwrap());
    export(&s, write);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.split_whitespace().next());
    let times = (0..3).map(|_| export(&s, write)).collect();
    println!("{} {}", median(times), peak.unwrap_or("?"));
}

/// Freezing and verifying against making the canonical bytes and hashing them.
fn freezing(failed: &mut bool) {
    let freezer = |n: u128| Freezer {
        id: VersionId(Uuid::from_u128((5 << 100) + n)),
        at: session(0).start_moment(),
        by: "the note-taker",
        why: "",
    };
    let frozen = |s: &Session, n| match record::freeze(s, &freezer(n), || format!("{n:032x}")) {
        Freezing::New(version, salts) => (version, salts),
        Freezing::Unchanged(_) => panic!("there was a change"),
    };
    let draft = session(10_000);
    let (version, salts) = frozen(&draft, 1);
    let code = TypedCode::Whole(version.code.unwrap());
    let mut first = draft.clone();
    apply(&mut first, upfront::edit::freeze(&draft, (*version).clone(), salts)).unwrap();
    let mut changed = first.clone();
    apply(&mut changed, Command::session(SessionField::Place("Upstairs".into()))).unwrap();
    let time = |work: &dyn Fn()| {
        let run = |_| {
            let begin = ProcessTime::now();
            work();
            begin.elapsed().as_secs_f64()
        };
        median((0..9).map(run).collect())
    };
    let bytes = time(&|| assert!(black_box(record::code_of_text(&version)).is_some()));
    println!("canonical bytes of 10,000 and their hash: {:.1} ms", bytes * 1e3);
    for (what, work) in [
        ("freezing 10,000", &(|| drop(black_box(frozen(&draft, 1)))) as &dyn Fn()),
        ("freezing 10,000 again after a change", &|| drop(black_box(frozen(&changed, 2)))),
        ("verifying 10,000", &|| assert!(record::verify(&first, &code).matches)),
    ] {
        hold(&format!("{what} against its canonical bytes and their hash"), time(work) / bytes, 3.0, failed);
    }
}

/// A folder on a disk: a file system in memory would say nothing about syncing.
fn disk_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let disks = sysinfo::Disks::new_with_refreshed_list();
    let of = disks.iter().filter(|d| folder.path().starts_with(d.mount_point()));
    let disk = of.max_by_key(|d| d.mount_point().as_os_str().len());
    println!("the folder lies on {}", disk.map_or("?".into(), |d| d.file_system().to_string_lossy()));
    folder
}

/// A keeper of a session with `n` contributions, on the real disk.
fn keeper(folder: &Path, s: Session) -> (Session, History, Keeper) {
    let world = opening::World {
        disk: Arc::new(RealDisk),
        places: Some(Places { data: folder.join("data"), sessions: folder.join("docs") }),
        writer: Uuid::now_v7(),
        who: "open since now, on HERE".into(),
        look_at: upfront::record::mark_changed,
    };
    let opened = opening::open_new(&world, s);
    (opened.session, opened.history, opened.keeper)
}

/// One committed edit as the window and the keeper do it; its time and how many bytes it wrote.
fn commit(state: &mut (Session, History, Keeper), i: u128, journal: &Path) -> (f64, u64) {
    let (s, history, keeper) = state;
    let at = s.start_moment() + chrono::TimeDelta::milliseconds(i as i64);
    let before = std::fs::metadata(journal).map_or(0, |m| m.len());
    let c = new_contribution(s, Uuid::from_u128((1 << 100) + i), at, WORDS);
    let command = Command::Add(c.into());
    let begin = Instant::now();
    history.apply(s, format!("C{i}"), command.clone(), at).unwrap();
    keeper.take(Message::Do { label: format!("C{i}"), command, clears: None, at });
    keeper.work(at);
    let time = begin.elapsed().as_secs_f64();
    assert_eq!(keeper.status().kept, keeper.changes());
    (time, std::fs::metadata(journal).unwrap().len() - before)
}

fn journal_of(folder: &Path, id: Uuid) -> std::path::PathBuf {
    let files = std::fs::read_dir(folder.join("data/sessions").join(id.to_string())).unwrap();
    files.map(|e| e.unwrap().path()).find(|p| p.extension().is_some_and(|e| e == "journal")).unwrap()
}

fn committing(failed: &mut bool) {
    use std::io::Write;
    let folder = disk_folder();
    let (few_folder, many_folder) = (folder.path().join("few"), folder.path().join("many"));
    let mut few = keeper(&few_folder, session(100));
    let mut many = keeper(&many_folder, session(10_000));
    let mut bare = std::fs::OpenOptions::new().create(true).append(true).open(folder.path().join("bare")).unwrap();
    // The first edit writes what all else starts from.
    let first = |state: &mut (Session, History, Keeper)| {
        let command = Command::session(SessionField::Subtitle("x".into()));
        let at = state.0.start_moment();
        state.1.apply(&mut state.0, "x".into(), command.clone(), at).unwrap();
        state.2.take(Message::Do { label: "x".into(), command, clears: None, at });
        state.2.work(at);
    };
    first(&mut few);
    first(&mut many);
    let few_journal = journal_of(&few_folder, few.0.id);
    let many_journal = journal_of(&many_folder, many.0.id);
    let (mut bare_times, mut few_times, mut many_times) = (Vec::new(), Vec::new(), Vec::new());
    // Less than 2 s of the session's own time, so that no snapshot falls among them.
    for i in 0..1_900 {
        let (time, _) = commit(&mut few, i, &few_journal);
        few_times.push(time);
        let (time, bytes) = commit(&mut many, i, &many_journal);
        many_times.push(time);
        let line = vec![b'x'; bytes as usize];
        let begin = Instant::now();
        bare.write_all(&line).unwrap();
        bare.sync_data().unwrap();
        bare_times.push(begin.elapsed().as_secs_f64());
    }
    let (bare, few, many) = (median(bare_times), median(few_times), median(many_times));
    println!("append and sync {:.3} ms, edit of 100 {:.3} ms, of 10,000 {:.3} ms", bare * 1e3, few * 1e3, many * 1e3);
    hold("a committed edit of 10,000 against append and sync", many / bare, 1.5, failed);
    hold("a committed edit of 10,000 against one of 100", many / few, 1.25, failed);
}

/// So many snapshots are written while frames are drawn.
const SNAPSHOTS: u32 = 8;

/// Frames while a snapshot of ten thousand is being written, against frames otherwise.
fn frames_while_saving(failed: &mut bool) {
    let folder = disk_folder();
    let mut frames = page(10_000, Page::Live);
    for _ in 0..180 {
        frames.frame();
    }
    let quiet = frames.median();
    frames.times.clear();
    let saved = Arc::new(AtomicU32::new(0));
    let (mut s, mut history, mut keeper) = keeper(folder.path(), session(10_000));
    let counter = saved.clone();
    let writer = std::thread::spawn(move || {
        for snapshots in 0..SNAPSHOTS {
            let at = s.start_moment() + chrono::TimeDelta::seconds(i64::from(snapshots) * 10);
            let command = Command::session(SessionField::Subtitle(snapshots.to_string()));
            history.apply(&mut s, "x".into(), command.clone(), at).unwrap();
            keeper.take(Message::Do { label: "x".into(), command, clears: None, at });
            keeper.take(Message::Save);
            keeper.work(at);
            counter.fetch_add(1, Ordering::Relaxed);
        }
        assert_eq!(keeper.status().saved, u64::from(SNAPSHOTS));
    });
    // Every frame that is counted was drawn while one was written.
    while saved.load(Ordering::Relaxed) < SNAPSHOTS {
        frames.frame();
    }
    writer.join().unwrap();
    println!("frames {:.3} ms, while {SNAPSHOTS} snapshots are written {:.3} ms", quiet * 1e3, frames.median() * 1e3);
    hold("frames while a snapshot of 10,000 is written", frames.median() / quiet, 1.5, failed);
}

fn main() {
    if let Ok(what) = std::env::var("UPFRONT_ALONE") {
        return export_alone(&what);
    }
    let all: [(&str, Bench); 10] = [
        ("committing", committing),
        ("saving", frames_while_saving),
        ("frames", frames),
        ("capture", hour_of_capture),
        ("opening", opening),
        ("exporting", exporting),
        ("freezing", freezing),
        ("merging", merging),
        ("room", room::frames_in_a_room),
        ("arriving", room::a_change_on_its_way),
    ];
    // `cargo bench -- exporting` runs that one only.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let mut failed = false;
    for (name, run) in all {
        if wanted.is_empty() || wanted.iter().any(|w| w == name) {
            run(&mut failed);
        }
    }
    std::process::exit(i32::from(failed));
}
