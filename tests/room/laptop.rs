//! One laptop: the app without a window, told line by line what its person does, and asked how it stands.

use sha2::{Digest, Sha256};
use std::io::BufRead;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use upfront::app::{Action, App, JoinTyped, Look, RealEnv};
use upfront::model::{Private, Session};
use upfront::nearby::Wants;
use upfront::store::{sample, to_text};

/// As often as a window draws while something goes on.
const FRAME: Duration = Duration::from_millis(16);

/// Reads what is to be done from standard input, a line each, and says on standard output how it stands.
pub fn run(folder: &Path) {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
        // Whoever has started it is gone.
        std::process::exit(0);
    });
    let mut app = App::new(Box::new(RealEnv::new(egui::Context::default())));
    let mut goes_on = false;
    loop {
        let began = Instant::now();
        app.tick();
        take(&mut app, folder, &lines, &mut goes_on);
        // What was not put away is looked for in the background.
        if let Some(id) = app.unfinished.first().map(|left| left.id).filter(|_| goes_on) {
            goes_on = false;
            app.handle(Action::Continue(id));
        }
        std::thread::sleep(FRAME.saturating_sub(began.elapsed()));
    }
}

fn take(app: &mut App, folder: &Path, lines: &Receiver<String>, goes_on: &mut bool) {
    for line in lines.try_iter() {
        let (does, what) = line.split_once(' ').unwrap_or((line.as_str(), ""));
        match does {
            "prepare" => prepare(folder),
            "open" => app.handle(Action::Open(folder.join("alder.ron"))),
            "open-room" => app.handle(Action::OpenRoom),
            "continue" => *goes_on = true,
            "wrong-clock" => app.env.follow_clock(what.parse().unwrap_or_default()),
            "look" => app.handle(Action::Join(true)),
            "join" => join(app, what),
            "say" => {
                app.handle(Action::Look(Look::Capture(what.into())));
                app.handle(Action::Capture);
            }
            "ask" => println!("{}", stands(app, what)),
            "close" => app.handle(Action::CloseSession),
            _ => {}
        }
    }
}

/// Alder Street before the tables: what the whole room has said by then is there.
fn prepare(folder: &Path) {
    let Some(mut s) = sample() else { return };
    s.contributions = s.contributions.iter().filter(|c| c.table == 0 && c.item.is_some()).cloned().collect();
    for id in s.contributions.iter().map(|c| c.id).collect::<Vec<_>>() {
        s.contributions.update(id, |c| c.responses.clear());
    }
    (s.decisions, s.dissents, s.actions, s.referrals, s.merges) = Default::default();
    (s.versions, s.answers, s.corrections, s.questions, s.left) = Default::default();
    for id in s.challenges.iter().map(|c| c.id).collect::<Vec<_>>() {
        s.challenges.update(id, |c| c.answer.iter_mut().for_each(|answer| answer.action = None));
    }
    s.changed_since_version = false;
    if let Ok(text) = to_text(&s) {
        let _ = std::fs::write(folder.join("alder.ron"), text);
    }
}

/// "ADDRESS CODE TABLE"; the address "found" is that of the room that was found.
fn join(app: &mut App, what: &str) {
    let mut parts = what.split(' ');
    let (Some(address), Some(code), Some(table)) = (parts.next(), parts.next(), parts.next()) else { return };
    if app.view.join.is_none() {
        app.handle(Action::Join(true));
    }
    if address != "found" {
        app.handle(Action::JoinTyped(JoinTyped::Address(address.into())));
    }
    app.handle(Action::JoinTyped(JoinTyped::Code(code.into())));
    app.handle(Action::JoinTyped(JoinTyped::Wants(Wants::Notes { table: table.parse().unwrap_or_default() })));
    app.handle(Action::JoinNow);
}

/// What is asked, as one line.
fn stands(app: &App, asked: &str) -> String {
    let s = app.document.as_ref().map(|d| d.session());
    match asked {
        "code" => app.open_room().map(|room| room.code.clone()).unwrap_or_default(),
        "address" => app.open_room().and_then(|room| room.addresses.first().cloned()).unwrap_or_default(),
        "found" => app.view.join.as_ref().map_or(0, |form| form.found.len()).to_string(),
        "tried" => {
            let tried = app.view.join.as_ref().map(|form| format!("{:?} {:?}", form.tried, form.chosen));
            format!("{} {}", tried.unwrap_or_default(), app.view.notice.as_ref().map_or("", |n| &n.text))
        }
        "in" => app.joined_room().is_some().to_string(),
        "waits" => app.room_waits().join("; "),
        "laptops" => app.open_room().map_or(0, |room| room.here()).to_string(),
        "kept" => app.document.as_ref().is_some_and(|d| d.is_kept()).to_string(),
        "clashes" => s.map_or(0, |s| s.clashes.len()).to_string(),
        "count" => s.map_or(0, |s| s.contributions.len()).to_string(),
        "now" => app.env.now().to_rfc3339(),
        "words" => {
            let all = s.map(|s| s.contributions.iter().map(|c| format!("C{} {}", c.no, c.words)).collect::<Vec<_>>());
            all.unwrap_or_default().join("\u{1f}")
        }
        "sum" => s.map(sum).unwrap_or_default(),
        _ => String::new(),
    }
}

/// A sum of all that laptops share.
fn sum(s: &Session) -> String {
    let mut s = Session { private: Private::default(), ..s.clone() };
    (s.copy, s.holder, s.digests, s.numbers, s.copies) = Default::default();
    for id in s.agenda.iter().map(|i| i.id).collect::<Vec<_>>() {
        s.agenda.update(id, |i| i.private_notes.clear());
    }
    hex::encode(Sha256::digest(to_text(&s).unwrap_or_default()))
}
