//! Plain copies of a session file: told apart, numbered apart, and put together where they meet in a folder.

use crate::fake::World;
use crate::laptops::{Shown, act, laptop, open, session};
use crate::pages::{SIZES, keep};
use crate::window::window;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use upfront::app::Action;

use upfront::record::mark_changed;
use upfront::store::book::Book;
use upfront::store::bring::bring;
use upfront::store::{SAMPLE, parse};

const FILE: &str = "/sync/alder.ron";

/// Writes something down; the number it got.
fn says(w: &mut Shown, words: &str) -> String {
    crate::laptops::says(w, words);
    session(w).contributions.iter().find(|c| c.words == words).unwrap().no.to_string()
}

/// Lets so many seconds go by, two at a time, as the window looks at its file.
fn wait(world: &World, w: &mut Shown, seconds: i64) {
    for _ in 0..seconds / 2 {
        world.pass_s(2);
        w.run_steps(2);
    }
}

/// What another laptop makes of a file: it says that, and puts the file away.
fn elsewhere(nth: u128, bytes: &[u8], words: &str) -> (Vec<u8>, String) {
    let world = laptop(nth, "18:50");
    let mut w = open(&world, FILE, bytes);
    let no = says(&mut w, words);
    act(&mut w, Action::CloseSession);
    (world.disk.file(FILE).unwrap(), no)
}

/// The sample as one laptop has written it: by now the file is somebody's.
fn begun(world: &World) -> Shown {
    let mut w = open(world, FILE, SAMPLE.as_bytes());
    assert_eq!(says(&mut w, "The first"), "41");
    act(&mut w, Action::CloseSession);
    act(&mut w, Action::Open(FILE.into()));
    w
}

const A_COPY: &str = "This is a copy";

#[test]
fn a_plain_copy_numbers_by_a_name_of_its_own_and_no_number_is_ever_changed() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    assert!(w.query_by_label_contains(A_COPY).is_none(), "its own file is no copy");
    let file = world.disk.file(FILE).unwrap();
    let (theirs, no) = elsewhere(9, &file, "Said elsewhere");
    assert!(no.ends_with("-1") && no.chars().next().unwrap().is_ascii_uppercase(), "{no}");
    assert_eq!(says(&mut w, "Said here"), "42");
    act(&mut w, Action::CloseSession);
    let mine = world.disk.file(FILE).unwrap();
    for (first, second) in [(&mine, &theirs), (&theirs, &mine)] {
        let s = parse(Path::new(FILE), first).unwrap();
        let mut book = Book::of_file(Path::new(FILE), first).unwrap();
        let all = bring(&s, &mut book, &[("other.ron".into(), second.clone())], mark_changed).unwrap().session;
        let number = |words: &str| all.contributions.iter().find(|c| c.words == words).unwrap().no.to_string();
        assert_eq!(
            [number("The first"), number("Said here"), number("Said elsewhere")],
            ["41".into(), "42".into(), no.clone()]
        );
    }
}

#[test]
fn a_file_that_was_moved_is_no_copy_and_one_beside_it_is() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    act(&mut w, Action::CloseSession);
    let bytes = world.disk.file(FILE).unwrap();
    world.disk.put("/sync/alder (2).ron", &bytes);
    act(&mut w, Action::Open("/sync/alder (2).ron".into()));
    assert!(w.query_by_label_contains(A_COPY).is_some());
    assert!(says(&mut w, "In the copy").ends_with("-1"));
    act(&mut w, Action::CloseSession);
    world.disk.files.lock().unwrap().remove(Path::new(FILE));
    world.disk.put("/elsewhere/moved.ron", &bytes);
    act(&mut w, Action::Open("/elsewhere/moved.ron".into()));
    assert!(w.query_by_label_contains(A_COPY).is_none());
    assert_eq!(says(&mut w, "Moved"), "42");
}

#[test]
fn what_a_copy_has_in_its_own_file_is_not_left_behind() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    says(&mut w, "In the file");
    wait(&world, &mut w, 6);
    // The laptop stops; what was written is whole in its file.
    std::mem::forget(w);
    world.disk.let_go();
    *world.ids.lock().unwrap() += 1 << 20;
    let bytes = world.disk.file(FILE).unwrap();
    let w = open(&world, "/sync/alder (copy).ron", &bytes);
    assert!(w.query_by_label_contains("that are not in").is_none());
    assert!(w.query_by_label_contains(A_COPY).is_some());
}

#[test]
fn a_person_can_say_that_the_file_has_moved_to_another_laptop() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    act(&mut w, Action::CloseSession);
    let other = laptop(2, "18:50");
    let mut w = open(&other, FILE, &world.disk.file(FILE).unwrap());
    w.get_by_label("It has moved here: go on with C42").click();
    w.run_steps(4);
    assert!(w.query_by_label_contains(A_COPY).is_none());
    assert_eq!(says(&mut w, "Moved"), "42");
    act(&mut w, Action::CloseSession);
    act(&mut w, Action::Open(FILE.into()));
    assert!(w.query_by_label_contains(A_COPY).is_none(), "it is its own by now");
}

#[test]
fn only_looking_at_a_copy_writes_nothing() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    act(&mut w, Action::CloseSession);
    let bytes = world.disk.file(FILE).unwrap();
    let other = laptop(2, "18:50");
    let mut w = open(&other, FILE, &bytes);
    wait(&other, &mut w, 20);
    act(&mut w, Action::CloseSession);
    assert_eq!(other.disk.file(FILE).unwrap(), bytes);
    assert!(!other.disk.files.lock().unwrap().keys().any(|path| path.starts_with("/data/sessions")));
}

#[test]
fn what_a_sync_service_puts_beside_the_file_is_offered_and_nothing_else_is() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    let file = world.disk.file(FILE).unwrap();
    let (theirs, no) = elsewhere(9, &file, "Said elsewhere");
    world.disk.put("/sync/alder.sync-conflict-20260514-183200-ABCDEFG.ron", &file);
    world.disk.put("/sync/alder notes.ron", b"hello");
    world.disk.put("/sync/another.ron", &theirs);
    wait(&world, &mut w, 24);
    assert!(w.state().app.view.copies_in.is_none(), "neither what brings nothing nor what is no copy");
    world.disk.put("/sync/alder-LAPTOP-9.ron", &theirs);
    says(&mut w, "Typed meanwhile");
    wait(&world, &mut w, 24);
    assert!(w.query_by_label_contains("alder-LAPTOP-9.ron lies beside this session").is_some());
    assert!(w.query_by_label("Bring in other copies").is_none(), "nothing stands in the way of who types");
    assert_eq!(says(&mut w, "And typed on"), "43");
    w.get_by_label("Bring in").click();
    w.run_steps(6);
    assert!(session(&w).contributions.iter().any(|c| c.no.to_string() == no));
    assert!(session(&w).contributions.iter().any(|c| c.words == "And typed on"));
    wait(&world, &mut w, 24);
    assert!(w.state().app.view.copies_in.is_none(), "once");
    // It goes on there, and is offered again.
    let (theirs, _) = elsewhere(10, &theirs, "More elsewhere");
    world.disk.put("/sync/alder-LAPTOP-9.ron", &theirs);
    wait(&world, &mut w, 24);
    w.get_by_label("Not now").click();
    w.run_steps(4);
    wait(&world, &mut w, 24);
    assert!(w.state().app.view.copies_in.is_none(), "not now is not now");
    act(&mut w, Action::CloseSession);
}

#[test]
fn what_two_laptops_wrote_to_one_file_is_put_together_in_that_file() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    let (theirs, no) = elsewhere(9, &world.disk.file(FILE).unwrap(), "Said elsewhere");
    says(&mut w, "Said here");
    world.disk.put(FILE, &theirs);
    wait(&world, &mut w, 6);
    w.get_by_label("Put both together…").click();
    w.run_steps(4);
    assert!(w.query_by_label("1 new").is_some());
    act(&mut w, Action::TakeCopies);
    wait(&world, &mut w, 6);
    let in_file = parse(Path::new(FILE), &world.disk.file(FILE).unwrap()).unwrap();
    let said: Vec<String> =
        in_file.contributions.iter().rev().take(3).map(|c| format!("{} {}", c.no, c.words)).collect();
    for wanted in ["41 The first".to_string(), "42 Said here".into(), format!("{no} Said elsewhere")] {
        assert!(said.contains(&wanted), "{wanted}: {said:?}");
    }
    assert!(w.state().app.document.as_ref().unwrap().status.other.is_none());
    let kept = |words: &str| {
        let files = world.disk.files.lock().unwrap();
        files
            .iter()
            .any(|(p, b)| p.to_string_lossy().contains("versions") && String::from_utf8_lossy(b).contains(words))
    };
    assert!(kept("Said elsewhere"), "what stood there is an earlier version");
    // The other way round nothing is missing either: the other laptop gets what is new from the file.
    let s = parse(Path::new(FILE), &theirs).unwrap();
    let mut book = Book::of_file(Path::new(FILE), &theirs).unwrap();
    let file = world.disk.file(FILE).unwrap();
    let there = bring(&s, &mut book, &[(FILE.into(), file)], mark_changed).unwrap();
    assert_eq!((there.words().as_str(), there.session.contributions.len()), ("1 new", in_file.contributions.len()));
}

#[test]
fn pictures_of_copies_beside_and_of_a_copy() {
    for (size, points, scale) in SIZES {
        let world = laptop(1, "18:50");
        let mut w = begun(&world);
        act(&mut w, Action::CloseSession);
        let file = world.disk.file(FILE).unwrap();
        let (theirs, _) = elsewhere(9, &file, "Said elsewhere");
        let other = laptop(2, "18:50");
        other.disk.put(FILE, &file);
        let mut w = window(&other, points, scale);
        act(&mut w, Action::Open(FILE.into()));
        keep(&mut w, &format!("plain-copy-{size}"));
        act(&mut w, Action::WasMoved);
        other.disk.put("/sync/alder-LAPTOP-9.ron", &theirs);
        wait(&other, &mut w, 24);
        keep(&mut w, &format!("copy-beside-{size}"));
    }
}

#[test]
fn what_comes_into_the_file_while_the_preview_stands_is_asked_about_anew() {
    let world = laptop(1, "18:50");
    let mut w = begun(&world);
    let file = world.disk.file(FILE).unwrap();
    let (first, _) = elsewhere(9, &file, "Said elsewhere");
    let (second, _) = elsewhere(10, &first, "Said later");
    says(&mut w, "Said here");
    world.disk.put(FILE, &first);
    wait(&world, &mut w, 6);
    act(&mut w, Action::TogetherWithOther);
    world.disk.put(FILE, &second);
    act(&mut w, Action::TakeCopies);
    wait(&world, &mut w, 6);
    assert_eq!(world.disk.file(FILE).unwrap(), second, "what nobody has seen is not written over");
    w.get_by_label("Put both together…").click();
    w.run_steps(4);
    act(&mut w, Action::TakeCopies);
    wait(&world, &mut w, 6);
    let in_file = parse(Path::new(FILE), &world.disk.file(FILE).unwrap()).unwrap();
    for words in ["Said here", "Said elsewhere", "Said later"] {
        assert!(in_file.contributions.iter().any(|c| c.words == words), "{words}");
    }
}
