//! Kills of the real window under Xvfb, while xdotool types.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use upfront::edit::{RunStep, new_agenda_item};
use upfront::model::Session;
use upfront::store::keeper::CAPTURE_SLOT;
use upfront::store::opening::{World, open_session};
use upfront::store::{Places, RealDisk, create};
use uuid::Uuid;

/// What was typed longer ago must be there, acknowledged or not.
const MOST_LOST: Duration = Duration::from_secs(1);

/// A process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn run(program: &str, args: &[&str]) -> Running {
    let started = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    Running(started.unwrap_or_else(|e| panic!("{program} could not be started: {e}")))
}

fn xdotool(args: &[&str]) -> String {
    let out = Command::new("xdotool").args(args).stderr(Stdio::null()).output().unwrap();
    String::from_utf8_lossy(&out.stdout).trim().to_string()
}

/// So many kills; how much that was acknowledged, or typed over a second before, was lost.
pub fn kills(n: u32, rng: &mut fastrand::Rng) -> usize {
    if n == 0 {
        return 0;
    }
    let program = program();
    let display = format!(":{}", 90 + std::process::id() % 400);
    let _screen = run("Xvfb", &[&display, "-screen", "0", "1280x800x24"]);
    // Safe: nothing else runs in this process yet.
    unsafe { std::env::set_var("DISPLAY", &display) };
    wait_for("a screen", || !xdotool(&["getdisplaygeometry"]).is_empty());
    let _manager = run("openbox", &[]);
    let mut lost = 0;
    let (mut phrases, mut acknowledged) = (0, 0);
    for kill in 0..n {
        let typed = one(&program, kill, rng);
        lost += typed.lost;
        phrases += typed.phrases;
        acknowledged += typed.acknowledged;
    }
    println!(
        "{n} kills of the window: {phrases} phrases typed, {acknowledged} contributions acknowledged, {lost} lost"
    );
    lost
}

struct Typed {
    phrases: usize,
    acknowledged: usize,
    lost: usize,
}

fn one(program: &Path, kill: u32, rng: &mut fastrand::Rng) -> Typed {
    let (home, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (file, log) = (home.path().join("evening.ron"), elsewhere.path().join("acknowledged"));
    create(&RealDisk, &file, &running_session()).unwrap();
    let mut window = Running(
        Command::new(program)
            .args([Path::new("--ack-log"), &log, &file])
            .envs([("HOME", home.path()), ("XDG_DATA_HOME", &home.path().join("share"))])
            .env_remove("XDG_CONFIG_HOME")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    wait_for("the window", || !xdotool(&["search", "--onlyvisible", "--name", "^Upfront$"]).is_empty());
    let id = xdotool(&["search", "--onlyvisible", "--name", "^Upfront$"]);
    xdotool(&["windowactivate", "--sync", id.lines().last().unwrap_or_default()]);
    // The first line in the log: the session is open.
    wait_for("the session", || log.exists());
    xdotool(&["key", "F2"]);
    // Typed from another thread, so that the kill falls anywhere.
    let started = Instant::now();
    let last = Duration::from_millis(rng.u64(300..6_000));
    let mut typed: Vec<(String, Duration)> = Vec::new();
    while started.elapsed() < last {
        let phrase = format!("kill {kill} phrase {}", typed.len());
        // Some stay in the line for a while, most are added.
        if rng.u8(0..3) > 0 {
            xdotool(&["type", "--delay", "8", &phrase]);
            xdotool(&["key", "Return"]);
        } else {
            xdotool(&["type", "--delay", "8", &format!("{phrase} and ")]);
        }
        typed.push((phrase, started.elapsed()));
        // A pause for breath, in which the rail comes to say that all is saved.
        if rng.u8(0..3) == 0 {
            std::thread::sleep(Duration::from_millis(rng.u64(100..900)));
        }
    }
    window.0.kill().unwrap();
    let killed = started.elapsed();
    drop(window);
    let there = words_there(home.path(), &file);
    let said = std::fs::read_to_string(&log).unwrap_or_default();
    let said = said.lines().last().unwrap_or_default().to_string();
    let (count, line) = said.split_once(' ').unwrap_or((&said, ""));
    let count: usize = count.parse().unwrap_or(0);
    let mut lost = 0;
    if there.contributions < count {
        println!("window {kill}: {count} contributions acknowledged, {} there", there.contributions);
        lost += count - there.contributions;
    }
    if !there.all.contains(line.trim()) {
        println!("window {kill}: “{line}” was acknowledged in the capture line, and is not there");
        lost += 1;
    }
    for (phrase, at) in &typed {
        // What follows the number tells phrase 1 from phrase 10.
        let whole = there.all.split('\n').any(|l| l.split(" and ").any(|p| p.trim() == phrase));
        if killed - *at > MOST_LOST && !whole {
            println!("window {kill}: “{phrase}” was typed {:?} before the kill, and is not there", killed - *at);
            lost += 1;
        }
    }
    Typed { phrases: typed.len(), acknowledged: count, lost }
}

/// What is there after a kill.
struct There {
    contributions: usize,
    /// All words, a contribution or the capture line each on a line of its own.
    all: String,
}

fn words_there(home: &Path, file: &Path) -> There {
    let world = World {
        disk: Arc::new(RealDisk),
        places: Some(Places { data: data_folder(home), sessions: home.into() }),
        writer: Uuid::now_v7(),
        who: "looking, on HERE".into(),
        look_at: upfront::record::mark_changed,
    };
    let opened = open_session(&world, file).unwrap();
    let mut all: Vec<String> = opened.session.contributions.iter().map(|c| c.words.clone()).collect();
    let contributions = all.len();
    all.extend(opened.typing.get(&CAPTURE_SLOT).map(|t| t.text.clone()));
    There { contributions, all: all.join("\n") }
}

/// Where the window keeps its own files, with the home that it was given.
fn data_folder(home: &Path) -> PathBuf {
    home.join("share").join("upfront")
}

/// A session with an item on, so that the window opens where one captures.
fn running_session() -> Session {
    let now = chrono::Local::now().fixed_offset();
    let mut s = Session::new(Uuid::now_v7(), now.date_naive(), "Europe/London");
    let item = new_agenda_item(&s, Uuid::now_v7(), "Ideas", 60);
    let id = item.id;
    s.agenda.insert(item);
    upfront::edit::apply(&mut s, upfront::edit::Command::Run(RunStep::Start { item: id, at: now })).unwrap();
    s
}

/// The program beside this one: `target/release/upfront`.
fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.parent().unwrap().parent().unwrap().join("upfront");
    assert!(program.exists(), "build the program first: cargo build --release");
    program
}

fn wait_for(what: &str, mut there: impl FnMut() -> bool) {
    let started = Instant::now();
    while !there() {
        assert!(started.elapsed() < Duration::from_secs(60), "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}
