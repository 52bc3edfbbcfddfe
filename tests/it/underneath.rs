//! Files that change underneath, and what comes back after a restart, as a person at the window meets it.

use crate::alder::at;
use crate::fake::World;
use crate::window::window;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::io;
use std::path::Path;
use upfront::app::{Action, Banner, Page, Window};
use upfront::edit::*;
use upfront::model::*;
use upfront::store::keeper::Settle;
use upfront::store::*;

type Win = Harness<'static, Window>;

fn open(world: &World) -> Win {
    window(world, [1280.0, 800.0], 1.0)
}

fn session(w: &Win) -> &Session {
    w.state().app.document.as_ref().expect("a session is open").session()
}

fn act(w: &mut Win, action: Action) {
    w.state_mut().app.handle(action);
    w.run_steps(4);
}

fn title(w: &mut Win, words: &str) {
    act(w, Action::Do("title".into(), Command::session(SessionField::Title(words.into()))));
}

/// A session in a file of its own, saved, with a window on it.
fn evening() -> (World, Win) {
    let world = World::at(at("18:50"));
    let mut w = open(&world);
    act(&mut w, Action::NewSession(None));
    title(&mut w, "Evening");
    settle(&world, &mut w);
    assert!(world.disk.file(FILE).is_some());
    (world, w)
}

fn settle(world: &World, w: &mut Win) {
    world.pass_s(6);
    w.run_steps(6);
}

fn says(w: &Win, words: &str) -> bool {
    w.query_all_by_label_contains(words).next().is_some()
}

fn file(world: &World, path: &str) -> Session {
    parse(Path::new(path), &world.disk.file(path).expect(path)).unwrap()
}

const FILE: &str = "/Documents/Upfront/evening.ron";

/// The same session, as somebody else changed it.
fn others(world: &World) -> Vec<u8> {
    let mut s = file(world, FILE);
    apply(&mut s, Command::session(SessionField::Place("Another hall".into()))).unwrap();
    to_text(&s).unwrap().into_bytes()
}

#[test]
fn opening_and_looking_writes_nothing() {
    let world = World::at(at("18:50"));
    world.disk.put("/stick/evening.ron", SAMPLE.as_bytes());
    let before = world.disk.files.lock().unwrap().clone();
    let mut w = open(&world);
    act(&mut w, Action::Open("/stick/evening.ron".into()));
    for page in Page::ALL {
        act(&mut w, Action::Go(page));
    }
    settle(&world, &mut w);
    act(&mut w, Action::CloseSession);
    let after = world.disk.files.lock().unwrap().clone();
    let new: Vec<_> = after.keys().filter(|k| !before.contains_key(*k)).collect();
    assert_eq!(new, [Path::new("/settings.ron")], "only the list of recent files");
    assert_eq!(after[Path::new("/stick/evening.ron")], SAMPLE.as_bytes());
}

#[test]
fn on_a_stick_that_can_only_be_read_all_works_and_changes_stay_on_the_laptop() {
    let world = World::at(at("18:50"));
    world.disk.put("/stick/evening.ron", SAMPLE.as_bytes());
    *world.disk.broken.lock().unwrap() = Some(("/stick".into(), io::ErrorKind::ReadOnlyFilesystem));
    let mut w = open(&world);
    act(&mut w, Action::Open("/stick/evening.ron".into()));
    title(&mut w, "Changed");
    settle(&world, &mut w);
    assert!(says(&w, "evening.ron cannot be written: it can only be read. Every change is kept on this laptop only"));
    act(&mut w, Action::CloseSession);
    assert!(w.state().app.document.is_none(), "what is kept may be closed");
    act(&mut w, Action::Open("/stick/evening.ron".into()));
    assert_eq!(session(&w).title, "Changed");
    assert!(says(&w, "1 change from 18:50 was not in the file yet, and is recovered"));
}

#[test]
fn a_stick_that_is_pulled_out_and_put_back_gets_what_was_typed_meanwhile() {
    let world = World::at(at("18:50"));
    world.disk.put("/stick/evening.ron", SAMPLE.as_bytes());
    world.disk.removable.lock().unwrap().push("/stick".into());
    let mut w = open(&world);
    act(&mut w, Action::Open("/stick/evening.ron".into()));
    world.disk.pulled.lock().unwrap().push("/stick".into());
    title(&mut w, "Meanwhile");
    settle(&world, &mut w);
    assert!(says(&w, "was a stick pulled out? Every change is kept on this laptop"));
    world.disk.pulled.lock().unwrap().clear();
    settle(&world, &mut w);
    assert_eq!(file(&world, "/stick/evening.ron").title, "Meanwhile");
    assert!(!says(&w, "was a stick pulled out?"));
    assert!(says(&w, "safe to remove"));
}

#[test]
fn a_file_that_is_deleted_underneath_is_written_again() {
    let (world, mut w) = evening();
    world.disk.files.lock().unwrap().remove(Path::new(FILE));
    title(&mut w, "Evening again");
    settle(&world, &mut w);
    assert_eq!(file(&world, FILE).title, "Evening again");
}

#[test]
fn a_journal_that_is_deleted_underneath_is_written_again() {
    let (world, mut w) = evening();
    world.disk.files.lock().unwrap().retain(|path, _| path.extension().is_none_or(|e| e != "journal"));
    title(&mut w, "Evening again");
    let journals: Vec<_> = world
        .disk
        .files
        .lock()
        .unwrap()
        .keys()
        .filter(|p| p.ends_with("x.journal") || p.extension().is_some_and(|e| e == "journal"))
        .cloned()
        .collect();
    assert_eq!(journals.len(), 1, "{journals:?}");
}

#[test]
fn where_the_file_was_replaced_underneath_both_states_stay_and_the_person_chooses() {
    for choice in [Settle::KeepBoth, Settle::TakeOther, Settle::ReplaceOther] {
        let (world, mut w) = evening();
        let theirs = others(&world);
        world.disk.put(FILE, &theirs);
        title(&mut w, "Mine");
        settle(&world, &mut w);
        assert!(says(&w, "evening.ron was changed by something else since"), "{choice:?}");
        assert_eq!(world.disk.file(FILE).unwrap(), theirs, "nothing is overwritten");
        act(&mut w, Action::Settle(choice));
        settle(&world, &mut w);
        assert!(!says(&w, "was changed by something else"), "{choice:?}");
        let all = world.disk.files.lock().unwrap().clone();
        let has = |words: &str| {
            all.iter()
                .any(|(p, b)| p.extension().is_some_and(|e| e == "ron") && String::from_utf8_lossy(b).contains(words))
        };
        assert!(has("title: \"Mine\"") && has("place: \"Another hall\""), "{choice:?}: {:?}", all.keys());
        let (open, in_file) = (session(&w).clone(), file(&world, FILE));
        match choice {
            Settle::KeepBoth => {
                assert_eq!((open.title.as_str(), in_file.place.as_str()), ("Mine", "Another hall"));
                assert_eq!(file(&world, "/Documents/Upfront/evening (2).ron").title, "Mine");
            }
            Settle::TakeOther => {
                assert_eq!((open.title.as_str(), open.place.as_str()), ("Evening", "Another hall"));
                assert!(!says(&w, "in another window"), "it was this one");
            }
            Settle::ReplaceOther => assert_eq!((in_file.title.as_str(), in_file.place.as_str()), ("Mine", "")),
        }
    }
}

#[test]
fn the_same_session_in_two_windows_is_said_and_neither_overwrites_the_other() {
    let (world, mut w) = evening();
    let mut second = open(&world);
    act(&mut second, Action::Open(FILE.into()));
    assert!(says(&second, "evening.ron is open in another window on this laptop, it says"));
    title(&mut second, "Second");
    settle(&world, &mut second);
    title(&mut w, "First");
    settle(&world, &mut w);
    assert!(says(&w, "was changed by something else since"));
    assert_eq!(file(&world, FILE).title, "Second");
}

#[test]
fn who_has_it_open_on_another_laptop_is_said() {
    let (world, _w) = evening();
    *world.machine.lock().unwrap() = "OTHER".into();
    let there = World { disk: Default::default(), ..world.clone() };
    for name in [FILE, "/Documents/Upfront/.evening.ron.open"] {
        there.disk.put(name, &world.disk.file(name).unwrap());
    }
    let mut w = open(&there);
    act(&mut w, Action::Open(FILE.into()));
    assert!(says(&w, "evening.ron is open since 18:02, 14 May 2026, on LAPTOP, it says"));
}

#[test]
fn what_was_changed_in_a_text_editor_is_named_with_the_words_before_and_after() {
    let (world, mut w) = evening();
    act(&mut w, Action::CloseSession);
    let text = String::from_utf8(world.disk.file(FILE).unwrap()).unwrap();
    world.disk.put(FILE, text.replace("title: \"Evening\"", "title: \"Edited\"").as_bytes());
    act(&mut w, Action::Open(FILE.into()));
    assert!(says(&w, "evening.ron was changed outside Upfront: title."));
    assert!(says(&w, "title: before \"Evening\"; now \"Edited\""));
    assert_eq!(session(&w).title, "Edited");
    act(&mut w, Action::TakeEarlier);
    settle(&world, &mut w);
    assert_eq!(session(&w).title, "Evening");
    assert_eq!(file(&world, FILE).title, "Evening");
    let kept = |words: &str| {
        let files = world.disk.files.lock().unwrap();
        files
            .iter()
            .any(|(p, b)| p.to_string_lossy().contains("versions") && String::from_utf8_lossy(b).contains(words))
    };
    assert!(kept("title: \"Edited\""), "the other is an earlier version");
}

#[test]
fn undo_goes_on_after_a_restart_and_takes_the_person_to_what_changed() {
    let (world, mut w) = evening();
    title(&mut w, "Second title");
    act(&mut w, Action::CloseSession);
    let mut w = open(&world);
    act(&mut w, Action::Open(FILE.into()));
    assert!(!says(&w, "recovered"), "nothing had to be");
    act(&mut w, Action::Go(Page::Board));
    act(&mut w, Action::Undo);
    assert_eq!(session(&w).title, "Evening");
    assert_eq!(w.state().app.view.page, Page::Purpose);
    act(&mut w, Action::Redo);
    assert_eq!(session(&w).title, "Second title");
}

#[test]
fn undo_goes_on_after_a_crash_and_the_timer_goes_on_running() {
    let world = World::at(at("18:50"));
    let mut w = open(&world);
    act(&mut w, Action::NewSession(Some(1)));
    act(&mut w, Action::Next);
    title(&mut w, "Crash");
    w.state_mut().app.handle(Action::Look(upfront::app::Look::Capture("half a sen".into())));
    world.pass_s(1);
    w.run_steps(2);
    // Gone without a word; even its hold on the journal.
    drop(w);
    world.pass_s(120);
    let mut w = open(&world);
    w.run_steps(3);
    assert!(says(&w, "Stopped at 18:50, 14 May 2026 without being closed; everything is there"));
    w.get_by_label("Go on with it").click();
    w.run_steps(4);
    assert_eq!(session(&w).title, "Crash");
    assert_eq!(w.state().app.view.capture.text, "half a sen");
    let s = session(&w);
    assert_eq!(s.run.current().map(|r| r.from), Some(at("18:50")));
    assert!(says(&w, "recovered"));
    act(&mut w, Action::Undo);
    assert_ne!(session(&w).title, "Crash");
}

#[test]
fn undo_stops_at_a_frozen_version_and_says_so() {
    let (_world, mut w) = evening();
    let version = Version {
        id: VersionId(uuid::Uuid::from_u128(77)),
        order: SortKey::default(),
        no: 1,
        at: at("18:55"),
        clock: String::new(),
        changes: vec![],
        why: String::new(),
        before: None,
        code: None,
        frozen: None,
        closed: None,
    };
    act(&mut w, Action::Do("freeze".into(), Command::Add(version.into())));
    act(&mut w, Action::Undo);
    assert_eq!(session(&w).versions.len(), 1);
    assert_eq!(session(&w).title, "Evening");
    assert!(says(&w, "What is frozen as a version is not undone"));
}

#[test]
fn earlier_versions_are_listed_with_what_differs_and_open_as_copies() {
    let (world, mut w) = evening();
    world.pass_s(90);
    title(&mut w, "Later");
    settle(&world, &mut w);
    act(&mut w, Action::Versions(true));
    let rows = w.state().app.view.versions.clone().unwrap();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[1].differs.contains("changed: title"), "{rows:?}");
    let id = session(&w).id;
    act(&mut w, Action::OpenVersion(rows[1].path.clone()));
    assert_eq!(session(&w).title, "Evening");
    assert_ne!(session(&w).id, id, "a copy is a session of its own");
    assert_eq!(file(&world, FILE).title, "Later");
}

#[test]
fn the_newest_twenty_and_one_an_hour_are_kept() {
    use upfront::store::versions::{Earlier, too_many};
    let start = at("18:00").naive_utc();
    let version = |m: i64| Earlier {
        path: format!("/{m}").into(),
        at: start + chrono::TimeDelta::minutes(m),
        chosen_against: m == 7,
    };
    let mut all: Vec<Earlier> = (0..300).map(version).collect();
    all.reverse();
    let old = too_many(&all);
    let kept: Vec<i64> =
        all.iter().filter(|v| !old.contains(v)).map(|v| (v.at - start).num_minutes()).filter(|m| *m < 280).collect();
    assert_eq!(kept, [239, 179, 119, 59, 7], "the last of each hour, and what was chosen against");
    assert_eq!(all.len() - old.len(), 25);
}

const EMPTY_EVENING: &[u8] = include_bytes!("../../sessions/empty-evening.ron");

#[test]
fn every_format_there_ever_was_opens_and_is_the_same_session() {
    for (format, old, new) in [
        (1, &include_bytes!("../data/versions/format-1-alder-street.ron")[..], SAMPLE.as_bytes()),
        (1, include_bytes!("../data/versions/format-1-empty-evening.ron"), EMPTY_EVENING),
        (2, include_bytes!("../data/versions/format-2-alder-street.ron"), SAMPLE.as_bytes()),
        (2, include_bytes!("../data/versions/format-2-empty-evening.ron"), EMPTY_EVENING),
        (3, include_bytes!("../data/versions/format-3-alder-street.ron"), SAMPLE.as_bytes()),
        (3, include_bytes!("../data/versions/format-3-empty-evening.ron"), EMPTY_EVENING),
        (4, include_bytes!("../data/versions/format-4-alder-street.ron"), SAMPLE.as_bytes()),
        (4, include_bytes!("../data/versions/format-4-empty-evening.ron"), EMPTY_EVENING),
        (5, include_bytes!("../data/versions/format-5-alder-street.ron"), SAMPLE.as_bytes()),
        (5, include_bytes!("../data/versions/format-5-empty-evening.ron"), EMPTY_EVENING),
        (6, include_bytes!("../data/versions/format-6-alder-street.ron"), SAMPLE.as_bytes()),
        (6, include_bytes!("../data/versions/format-6-empty-evening.ron"), EMPTY_EVENING),
        (7, include_bytes!("../data/versions/format-7-alder-street.ron"), SAMPLE.as_bytes()),
        (7, include_bytes!("../data/versions/format-7-empty-evening.ron"), EMPTY_EVENING),
        (8, include_bytes!("../data/versions/format-8-alder-street.ron"), SAMPLE.as_bytes()),
        (8, include_bytes!("../data/versions/format-8-empty-evening.ron"), EMPTY_EVENING),
        (9, include_bytes!("../data/versions/format-9-alder-street.ron"), SAMPLE.as_bytes()),
        (9, include_bytes!("../data/versions/format-9-empty-evening.ron"), EMPTY_EVENING),
    ] {
        let old = read_sound(Path::new("old"), old).unwrap();
        assert!(old.changed.is_none(), "no older file is called changed");
        let mut new = parse(Path::new("new"), new).unwrap();
        // Format 4 came with this.
        for id in new.agenda.iter().map(|i| i.id).filter(|_| format < 4).collect::<Vec<_>>() {
            new.agenda.update(id, |i| i.about.clear());
        }
        assert!(without_codes(old.session) == without_codes(new));
    }
}

/// Format 6 came with record codes, and said of answers in fields of their own what stood in notes.
fn without_codes(mut s: Session) -> Session {
    for id in s.versions.iter().map(|v| v.id).collect::<Vec<_>>() {
        s.versions.update(id, |v| {
            (v.code, v.before, v.frozen) = (None, None, None);
            v.why.clear();
            v.changes.clear();
        });
    }
    for id in s.answers.iter().map(|a| a.id).collect::<Vec<_>>() {
        s.answers.update(id, |a| {
            (a.digest, a.asked) = (None, None);
            a.note.clear();
        });
    }
    s.private.salts = Salts::default();
    s
}

#[test]
fn a_file_of_a_newer_version_opens_to_be_read_and_stays_byte_for_byte() {
    let world = World::at(at("18:50"));
    let (_, content) = SAMPLE.split_once("  session: ").unwrap();
    let newer = format!("Upfront(\n  format: 99,\n  needs: 99,\n  session: {content}").replacen(
        "        kind: Concern,",
        "        kind: Concern,\n        mood: Hopeful(3),",
        1,
    );
    world.disk.put("/stick/newer.ron", newer.as_bytes());
    let mut w = open(&world);
    act(&mut w, Action::Open("/stick/newer.ron".into()));
    assert!(says(&w, "newer.ron was made by a newer version of Upfront (format 99)"));
    assert_eq!(session(&w).contributions.len(), sample().unwrap().contributions.len());
    title(&mut w, "Changed");
    assert_ne!(session(&w).title, "Changed");
    assert!(says(&w, "it can be read and exported here, not changed"));
    settle(&world, &mut w);
    act(&mut w, Action::CloseSession);
    assert_eq!(world.disk.file("/stick/newer.ron").unwrap(), newer.as_bytes());
}

#[test]
fn a_sign_form_that_was_being_filled_in_is_back_after_a_crash() {
    let world = World::at(at("18:50"));
    world.disk.put("/s/evening.ron", SAMPLE.as_bytes());
    let mut w = open(&world);
    act(&mut w, Action::Open("/s/evening.ron".into()));
    let form = upfront::app::SignForm {
        says: upfront::app::SignWord::Reservation,
        words: "Only with the lights on until ten".into(),
        name: "Amina".into(),
        capacity: "chair".into(),
        how: How::Spoken("Joan".into()),
        ..upfront::app::SignForm::new(session(&w).partners[0].id)
    };
    act(&mut w, Action::Look(upfront::app::Look::Sign(Some(Box::new(form.clone())))));
    world.pass_s(1);
    w.run_steps(2);
    drop(w);
    let mut w = open(&world);
    act(&mut w, Action::Open("/s/evening.ron".into()));
    assert_eq!(w.state().app.view.sign, Some(form));
}

#[test]
fn a_clock_that_is_set_back_neither_stops_saving_nor_changes_the_order() {
    let (world, mut w) = evening();
    world.set(at("17:00"));
    title(&mut w, "An hour earlier");
    world.set(at("17:00") + chrono::TimeDelta::seconds(6));
    w.run_steps(4);
    assert_eq!(file(&world, FILE).title, "An hour earlier");
    // The night when clocks change: the offset is another, the moment goes on.
    let summer = chrono::DateTime::parse_from_rfc3339("2026-10-25T01:59:58+01:00").unwrap();
    world.set(summer);
    title(&mut w, "In summer time");
    world.set(chrono::DateTime::parse_from_rfc3339("2026-10-25T01:00:20+00:00").unwrap());
    w.run_steps(4);
    title(&mut w, "In winter time");
    settle(&world, &mut w);
    assert_eq!(file(&world, FILE).title, "In winter time");
    act(&mut w, Action::Undo);
    assert_eq!(session(&w).title, "In summer time");
}

#[test]
fn what_was_found_is_dismissed_by_its_button() {
    let world = World::at(at("18:50"));
    let text = SAMPLE.replacen("        kind: Concern,", "        kind: Con ern,", 1);
    world.disk.put("/s/evening.ron", text.as_bytes());
    let mut w = open(&world);
    act(&mut w, Action::Open("/s/evening.ron".into()));
    assert!(says(&w, "evening.ron is damaged. Everything else is open"));
    act(&mut w, Action::Dismiss(Banner::Damaged));
    assert!(!says(&w, "is damaged"));
}

/// Every journal on the disk, newest last.
fn journals(world: &World) -> Vec<std::path::PathBuf> {
    let files = world.disk.files.lock().unwrap();
    files.keys().filter(|p| p.extension().is_some_and(|e| e == "journal")).cloned().collect()
}

#[test]
fn a_damaged_journal_never_beats_a_file_that_is_whole() {
    let (world, mut w) = evening();
    act(&mut w, Action::Look(upfront::app::Look::Capture("They were here before us".into())));
    act(&mut w, Action::Capture);
    settle(&world, &mut w);
    act(&mut w, Action::Look(upfront::app::Look::Capture("half a sentence".into())));
    act(&mut w, Action::CloseSession);
    let path = journals(&world).pop().unwrap();
    let mut files = world.disk.files.lock().unwrap();
    let bytes = files.get_mut(&path).unwrap();
    let at = bytes.windows(9).position(|w| w == b"They were").unwrap();
    bytes[at] ^= 1;
    drop(files);
    act(&mut w, Action::Open(FILE.into()));
    assert_eq!(session(&w).contributions.len(), 1);
    assert!(says(&w, "could not be read"));
    title(&mut w, "Goes on");
    settle(&world, &mut w);
    assert!(journals(&world).iter().all(|j| *j != path), "the damaged one is put by");
    assert_eq!(file(&world, FILE).contributions.len(), 1);
    drop(w);
    let mut w = open(&world);
    act(&mut w, Action::Open(FILE.into()));
    assert_eq!(w.state().app.view.capture.text, "half a sentence");
}

#[test]
fn closing_in_a_conflict_on_a_full_disk_overwrites_nothing() {
    let (world, mut w) = evening();
    let theirs = others(&world);
    world.disk.put(FILE, &theirs);
    title(&mut w, "Mine");
    settle(&world, &mut w);
    *world.disk.broken.lock().unwrap() = Some(("/data".into(), io::ErrorKind::StorageFull));
    title(&mut w, "Mine, later");
    settle(&world, &mut w);
    act(&mut w, Action::CloseSession);
    assert_eq!(session(&w).title, "Mine, later", "what is nowhere stays open");
    settle(&world, &mut w);
    settle(&world, &mut w);
    assert_eq!(world.disk.file(FILE).unwrap(), theirs);
    assert!(says(&w, "was changed by something else since"));
}

#[test]
fn where_no_copy_of_the_other_state_can_be_kept_it_is_not_replaced() {
    let (world, mut w) = evening();
    let theirs = others(&world);
    world.disk.put(FILE, &theirs);
    title(&mut w, "Mine");
    settle(&world, &mut w);
    *world.disk.broken.lock().unwrap() = Some(("/data".into(), io::ErrorKind::StorageFull));
    act(&mut w, Action::Settle(Settle::ReplaceOther));
    settle(&world, &mut w);
    assert_eq!(world.disk.file(FILE).unwrap(), theirs);
}

#[test]
fn what_only_another_crashed_window_knew_is_offered() {
    let (world, mut w) = evening();
    let mut second = open(&world);
    act(&mut second, Action::Open(FILE.into()));
    title(&mut second, "Second");
    settle(&world, &mut second);
    // The first window's change meets another state, is kept in its journal, and the window goes.
    title(&mut w, "Only in the first");
    settle(&world, &mut w);
    drop(w);
    act(&mut second, Action::CloseSession);
    act(&mut second, Action::Open(FILE.into()));
    assert_eq!(session(&second).title, "Second");
    assert!(says(&second, "This laptop has changes from 18:50 that are not in evening.ron"));
    act(&mut second, Action::OpenLeftBehind);
    assert_eq!(session(&second).title, "Only in the first");
}

#[test]
fn two_windows_that_go_on_with_one_crashed_journal_lose_nothing_of_each_other() {
    let (world, mut w) = evening();
    title(&mut w, "Before the crash");
    drop(w);
    let (mut second, mut third) = (open(&world), open(&world));
    act(&mut second, Action::Open(FILE.into()));
    act(&mut third, Action::Open(FILE.into()));
    title(&mut second, "Second");
    drop(second);
    title(&mut third, "Third");
    let says_second = journals(&world).iter().any(|j| {
        let bytes = world.disk.files.lock().unwrap()[j].clone();
        upfront::store::journal::replay(&bytes).is_some_and(|r| r.session.title == "Second")
    });
    assert!(says_second, "the second window's acknowledged change is still in a journal");
    assert_eq!(session(&third).title, "Third");
}

#[test]
fn a_file_that_is_damaged_while_changes_are_only_in_the_journal_costs_nothing() {
    let (world, mut w) = evening();
    world.disk.pulled.lock().unwrap().push("/Documents".into());
    title(&mut w, "An hour of work");
    settle(&world, &mut w);
    drop(w);
    world.disk.pulled.lock().unwrap().clear();
    let text = String::from_utf8(world.disk.file(FILE).unwrap()).unwrap();
    for damaged in [text.replace("title: \"Evening\"", "title: \"Evening"), "\0".repeat(500)] {
        world.disk.put(FILE, damaged.as_bytes());
        let mut w = open(&world);
        act(&mut w, Action::Open(FILE.into()));
        assert_eq!(session(&w).title, "An hour of work");
    }
}

#[test]
fn words_typed_into_a_session_that_has_no_file_yet_are_found_again() {
    let world = World::at(at("18:50"));
    let mut w = open(&world);
    act(&mut w, Action::NewSession(None));
    act(&mut w, Action::Look(upfront::app::Look::Capture("Half a sentence".into())));
    act(&mut w, Action::CloseSession);
    let id = w.state().app.unfinished[0].id;
    act(&mut w, Action::Continue(id));
    assert_eq!(w.state().app.view.capture.text, "Half a sentence");
}
