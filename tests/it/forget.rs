//! Forgetting people for good: nothing on the laptop holds their names afterwards, whatever fails on the way, and no
//! older copy brings them back.

use crate::alder::at;
use crate::fake::World;
use crate::sim_disk::{Loss, SimDisk};
use crate::window::window;
use chrono::NaiveDate;
use egui_kittest::kittest::Queryable;
use std::io;
use std::path::Path;
use std::sync::Arc;
use upfront::app::Action;
use upfront::edit::*;
use upfront::model::time::Moment;
use upfront::model::*;
use upfront::report::blocks::summary;
use upfront::report::to_markdown;
use upfront::store::forget::{ForgetError, Report, keep_forgotten};
use upfront::store::opening::{self, open_session};
use upfront::store::*;

fn forget_file(world: &opening::World, path: &Path, now: Moment) -> Result<Report, ForgetError> {
    upfront::store::forget::forget_file(world, path, now, upfront::insight::still_named)
}

const SECRETS: [&str; 3] = ["Amina", "amina@example.org", "large print"];

fn until() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 14).unwrap()
}

fn later(text: &str) -> Moment {
    format!("{text}T09:00:00+00:00").parse().unwrap()
}

/// The sample, with a contact, words that are withheld, and a date for forgetting.
fn evening() -> Session {
    let mut s = sample().unwrap();
    s.forget_after = Some(until());
    let amina = s.people[0].id;
    s.private.contacts.insert(amina, "amina@example.org".into());
    let tomasz = s.people.iter().find(|p| p.words_printed == Consent::No).unwrap().id;
    let id = s.contributions[6].id;
    s.contributions.update(id, |c| c.person = Some(tomasz));
    s
}

#[test]
fn what_is_personal_goes_and_what_was_answered_stays() {
    let mut s = evening();
    let (people, payment) = (s.people.clone(), s.private.payment);
    let removed = forget(&mut s, at("20:00"));
    assert_eq!((removed.names, removed.contacts, removed.needs), (5, 1, 10));
    assert!(s.private.names.is_empty() && s.private.contacts.is_empty() && s.private.access.is_empty());
    assert!(s.people == people && s.private.payment == payment);
    assert_eq!(s.forgotten, Some(removed));
    let text = to_markdown(&summary(&s));
    assert!(!text.contains("Benches with arms"), "words that were withheld stay withheld");
    assert!(text.contains("5 names on the list, and how to reach people, were removed on 14 May 2026."));
    assert!(text.contains("were named; what they were was removed on 14 May 2026"));
    assert!(SECRETS.iter().all(|secret| !text.contains(secret)));
    // Once more removes nothing, and what was counted stays.
    assert!(!forget(&mut s, at("21:00")).holds_any());
    assert_eq!(s.forgotten, Some(removed));
}

/// A laptop on which the evening was worked on: a file, earlier versions, a journal.
fn laptop() -> (SimDisk, opening::World) {
    let disk = SimDisk::new(Loss::Ordered);
    let world = on(&disk);
    let places = world.places.clone().unwrap();
    let s = evening();
    disk.make_folder(Path::new("/docs")).unwrap();
    save(&disk, Path::new(FILE), &s, uuid::Uuid::from_u128(1), s.start_moment()).unwrap();
    for clock in ["18:30", "19:30"] {
        let text = to_text(&s).unwrap();
        versions::keep(&disk, &places.versions(s.id), at(clock), &text, "w").unwrap();
    }
    let broken = places.versions(s.id).join("2026-05-14T19-45-00Z.ron");
    whole_file(&disk, &broken, b"Amina and nothing of a session");
    // What the laptop was writing when it stopped once.
    whole_file(&disk, Path::new("/docs/.alder.ron.w.tmp"), b"Amina K.");
    whole_file(&disk, &places.versions(s.id).join(".2026-05-14T19-30-00Z.ron.w.tmp"), b"Amina K.");
    let mut opened = open_session(&world, Path::new(FILE)).unwrap();
    let why = Command::session(SessionField::Why("to decide together".into()));
    opened.keeper.take(keeper::Message::Do { label: "why".into(), command: why, clears: None, at: at("20:40") });
    opened.keeper.take(keeper::Message::Close);
    opened.keeper.work(at("20:41"));
    assert!(holders(&disk).len() >= 4, "{:?}", holders(&disk));
    (disk, world)
}

fn on(disk: &SimDisk) -> opening::World {
    opening::World {
        disk: Arc::new(disk.clone()),
        places: Some(Places { data: "/data".into(), sessions: "/docs".into() }),
        writer: uuid::Uuid::from_u128(1),
        who: "open since 18:02, 14 May 2026, on LAPTOP".into(),
        look_at: upfront::record::mark_changed,
    }
}

const FILE: &str = "/docs/alder.ron";

fn whole_file(disk: &SimDisk, path: &Path, bytes: &[u8]) {
    replace(disk, path, bytes).unwrap();
}

/// Every file that holds something that was to be forgotten.
fn holders(disk: &SimDisk) -> Vec<String> {
    let mut all = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("/")];
    while let Some(folder) = folders.pop() {
        for path in disk.list(&folder).unwrap_or_default() {
            match disk.stat(&path) {
                Ok(stat) if stat.folder => folders.push(path),
                _ => {
                    let bytes = disk.bytes(&path).unwrap_or_default();
                    let text = String::from_utf8_lossy(&bytes);
                    if SECRETS.iter().any(|secret| text.contains(secret)) {
                        all.push(path.display().to_string());
                    }
                }
            }
        }
    }
    all
}

#[test]
fn nothing_on_the_laptop_holds_them_afterwards() {
    let (disk, world) = laptop();
    let report = forget_file(&world, Path::new(FILE), later("2026-11-15")).unwrap();
    assert_eq!(holders(&disk), Vec::<String>::new());
    assert_eq!((report.removed.names, report.unreadable, report.journals), (5, 1, 1));
    assert!(report.versions >= 2);
    let said = report.sentences();
    assert_eq!(said[0], "Removed: 5 names, 1 contact and 10 access needs; counts stay");
    assert!(!said.iter().any(|line| line.starts_with("Words stay")));
    // It opens as ever, with what was typed last; nothing is left to undo.
    let opened = open_session(&world, Path::new(FILE)).unwrap();
    assert_eq!((opened.session.why.as_str(), opened.session.contributions.len()), ("to decide together", 40));
    assert!(opened.history.next_undo().is_none() && opened.found == opening::Found::default());
}

#[test]
fn an_older_copy_does_not_bring_them_back() {
    let (disk, world) = laptop();
    let copy = disk.bytes(Path::new(FILE)).unwrap();
    forget_file(&world, Path::new(FILE), later("2026-11-15")).unwrap();
    disk.make_folder(Path::new("/stick")).unwrap();
    whole_file(&disk, Path::new("/stick/alder.ron"), &copy);
    let mut opened = open_session(&world, Path::new("/stick/alder.ron")).unwrap();
    assert!(opened.session.private.names.is_empty() && opened.session.private.access.is_empty());
    assert_eq!(opened.found.forgotten, Some(later("2026-11-15")));
    // And with the first change it is gone from the stick too.
    let title = Command::session(SessionField::Title("Alder".into()));
    opened.keeper.take(keeper::Message::Do { label: "t".into(), command: title, clears: None, at: at("20:50") });
    opened.keeper.take(keeper::Message::Close);
    opened.keeper.work(at("20:51"));
    assert_eq!(holders(&disk), Vec::<String>::new());
    // Another session is none of its business.
    let mut other = evening();
    other.id = uuid::Uuid::from_u128(5);
    assert_eq!(keep_forgotten(&disk, world.places.as_ref(), &mut other), None);
    assert_eq!(other.private.names.len(), 5);
}

#[test]
fn what_stands_in_the_way_is_said_and_nothing_is_changed() {
    let (disk, world) = laptop();
    let file = Path::new(FILE);
    let before = disk.bytes(file);
    let says = |now: Moment| forget_file(&world, file, now).unwrap_err().to_string();
    assert_eq!(
        says(later("2026-11-14")),
        "/docs/alder.ron: names are kept until 14 November 2026, as the session says"
    );
    let opened = open_session(&world, file).unwrap();
    let mut keeper = opened.keeper;
    let title = Command::session(SessionField::Title("Alder".into()));
    keeper.take(keeper::Message::Do { label: "t".into(), command: title, clears: None, at: at("20:50") });
    keeper.work(at("20:50"));
    assert_eq!(says(later("2026-11-15")), "/docs/alder.ron is open; close it first");
    drop(keeper);
    let ahead = says(later("2026-11-15"));
    assert!(ahead.starts_with("This laptop has changes that are not in /docs/alder.ron yet"), "{ahead}");
    assert_eq!(disk.bytes(file), before);
    let mut s = evening();
    s.forget_after = None;
    whole_file(&disk, Path::new("/docs/other.ron"), to_text(&s).unwrap().as_bytes());
    let undated = forget_file(&world, Path::new("/docs/other.ron"), later("2026-11-15")).unwrap_err();
    assert!(matches!(undated, ForgetError::NoDate(_)));
}

/// So many calls of the disk it takes.
fn calls() -> u64 {
    let (disk, world) = laptop();
    let start = disk.calls();
    forget_file(&world, Path::new(FILE), later("2026-11-15")).unwrap();
    disk.calls() - start
}

#[test]
fn after_a_power_cut_the_session_is_whole_and_trying_again_finishes_it() {
    let mut rng = fastrand::Rng::with_seed(7);
    let calls = calls();
    assert!(calls > 20);
    for n in 0..calls {
        let (disk, world) = laptop();
        disk.cut_power_after(n);
        let _ = forget_file(&world, Path::new(FILE), later("2026-11-15"));
        let disk = disk.after_power_cut(&mut rng);
        assert_eq!(open(&disk, Path::new(FILE)).unwrap().contributions.len(), 40, "call {n}");
        forget_file(&on(&disk), Path::new(FILE), later("2026-11-16")).unwrap_or_else(|e| panic!("call {n}: {e}"));
        assert_eq!(holders(&disk), Vec::<String>::new(), "call {n}");
    }
}

#[test]
fn whatever_fails_on_the_way_the_session_is_whole_and_trying_again_finishes_it() {
    for n in 0..calls() {
        let (disk, world) = laptop();
        disk.fail_call(disk.calls() + n, io::ErrorKind::StorageFull);
        let first = forget_file(&world, Path::new(FILE), later("2026-11-15"));
        let s = open(&disk, Path::new(FILE)).unwrap_or_else(|e| panic!("call {n}: {e}"));
        assert_eq!(s.contributions.len(), 40);
        if first.is_err() {
            forget_file(&world, Path::new(FILE), later("2026-11-16")).unwrap_or_else(|e| panic!("call {n}: {e}"));
        }
        assert_eq!(holders(&disk), Vec::<String>::new(), "call {n}");
        assert_eq!(open(&disk, Path::new(FILE)).unwrap().forgotten.map(|f| f.names), Some(5), "call {n}");
    }
}

#[test]
fn the_window_asks_when_the_date_is_past_and_nothing_of_it_can_be_undone() {
    let world = World::at(later("2026-11-20"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/alder.ron", to_text(&evening()).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    w.state_mut().app.handle(Action::Do("title".into(), Command::session(SessionField::Title("Alder".into()))));
    w.run_steps(4);
    assert!(w.query_by_label_contains("were to be kept until 14 November 2026").is_some());
    w.get_by_label("Remove them now").click();
    w.run_steps(6);
    let s = w.state().app.document.as_ref().unwrap().session().clone();
    assert_eq!((s.title.as_str(), s.private.names.len(), s.forgotten.map(|f| f.names)), ("Alder", 0, Some(5)));
    assert!(w.query_by_label_contains("Removed: 5 names, 1 contact and 10 access needs").is_some());
    assert!(w.query_by_label_contains("were to be kept until").is_none());
    w.state_mut().app.handle(Action::Undo);
    w.run_steps(4);
    assert!(w.state().app.document.as_ref().unwrap().session().private.names.is_empty());
    let files = world.disk.files.lock().unwrap();
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("Amina");
    let holders: Vec<_> = files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect();
    assert!(holders.is_empty(), "{holders:?}");
}

#[test]
fn words_that_name_somebody_stay_and_are_said() {
    let (disk, world) = laptop();
    let mut s = open(&disk, Path::new(FILE)).unwrap();
    let id = s.contributions[0].id;
    s.contributions.update(id, |c| c.words = "Ask Amina K. about it".into());
    s.private.notes = "Leyla S. is hard of hearing".into();
    whole_file(&disk, Path::new(FILE), to_text(&s).unwrap().as_bytes());
    // What was frozen stays, though the words were put right since.
    let (v, c2) = (s.versions[0].id, s.contributions[1].id);
    s.versions.update(v, |v| {
        let mut text = v.frozen_text().unwrap().clone();
        text.contributions.update(id, |c| c.words = "Ask Amina K. about it".into());
        text.contributions.update(c2, |c| c.words = "Amina K. knows".into());
        v.frozen = Some(text.into());
    });
    whole_file(&disk, Path::new(FILE), to_text(&s).unwrap().as_bytes());
    let report = forget_file(&world, Path::new(FILE), later("2026-11-15")).unwrap();
    assert_eq!(report.still_named, ["C1", "C2 in version 1", "your private notes"]);
    let said = report.sentences();
    let words = "Words stay as they are, and name somebody in: C1, C2 in version 1, your private notes. Look at them";
    assert!(said.iter().any(|l| l == words), "{said:?}");
}

#[test]
fn words_that_are_nowhere_else_are_not_forgotten_with_the_journal() {
    let world = World::at(later("2026-11-20"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/alder.ron", to_text(&evening()).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    w.state_mut().app.handle(Action::Look(upfront::app::Look::Capture("half a sen".into())));
    w.state_mut().app.handle(Action::ForgetPeople);
    w.run_steps(4);
    assert!(w.query_by_label_contains("There are words that are not written down yet").is_some());
    assert_eq!(w.state().app.view.capture.text, "half a sen");
    assert_eq!(w.state().app.document.as_ref().unwrap().session().private.names.len(), 5);
    // Nor, by the command, while a journal holds them.
    let (disk, world) = laptop();
    let mut keeper = open_session(&world, Path::new(FILE)).unwrap().keeper;
    let typing = journal::Typing { text: "half a sen".into(), becomes: None };
    keeper.take(keeper::Message::Type { slot: keeper::CAPTURE_SLOT, typing: Some(typing), at: at("20:50") });
    keeper.take(keeper::Message::Close);
    keeper.work(at("20:51"));
    drop(keeper);
    let ahead = forget_file(&world, Path::new(FILE), later("2026-11-15")).unwrap_err().to_string();
    assert!(ahead.starts_with("This laptop has changes that are not in"), "{ahead}");
    assert!(!holders(&disk).is_empty());
}

#[test]
fn where_it_was_done_elsewhere_the_copies_here_are_asked_about() {
    let (disk, world) = laptop();
    let mut s = open(&disk, Path::new(FILE)).unwrap();
    forget(&mut s, later("2026-11-15"));
    whole_file(&disk, Path::new(FILE), to_text(&s).unwrap().as_bytes());
    let opened = open_session(&world, Path::new(FILE)).unwrap();
    assert!(opened.found.copies_remember && !holders(&disk).is_empty());
    drop(opened);
    forget_file(&world, Path::new(FILE), later("2026-11-20")).unwrap();
    assert_eq!(holders(&disk), Vec::<String>::new());
    assert!(!open_session(&world, Path::new(FILE)).unwrap().found.copies_remember);
}

#[test]
fn a_window_that_still_has_them_does_not_put_them_back() {
    let world = World::at(later("2026-11-20"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    let mut s = evening();
    world.disk.put("/alder.ron", to_text(&s).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    w.state_mut().app.handle(Action::Do("title".into(), Command::session(SessionField::Title("Mine".into()))));
    world.pass_s(6);
    w.run_steps(6);
    forget(&mut s, later("2026-11-15"));
    world.disk.put("/alder.ron", to_text(&s).unwrap().as_bytes());
    world.pass_s(6);
    w.run_steps(6);
    assert!(w.query_by_label_contains("were removed from alder.ron meanwhile").is_some());
    assert!(w.query_by_label_contains("Write mine").is_none() && w.query_by_label_contains("Keep both").is_none());
    w.get_by_label("Take the other; mine stays an earlier version").click();
    world.pass_s(6);
    w.run_steps(8);
    let now = w.state().app.document.as_ref().unwrap().session();
    assert!(now.private.names.is_empty() && now.title == s.title);
    let text = String::from_utf8(world.disk.file("/alder.ron").unwrap()).unwrap();
    assert!(SECRETS.iter().all(|secret| !text.contains(secret)));
    // What this laptop still has is asked about, and goes.
    assert!(w.query_by_label_contains("Earlier versions on this laptop may still hold them").is_some());
    w.get_by_label("Remove them now").click();
    w.run_steps(8);
    let files = world.disk.files.lock().unwrap();
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("Amina");
    let holders: Vec<_> = files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect();
    assert!(holders.is_empty(), "{holders:?}");
}
