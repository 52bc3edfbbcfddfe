//! Five tables, five note-takers: the copies made for them, what they write down, and how it comes back.

use crate::fake::World;
use crate::five_tables::{FILE, before_the_tables, five_tables, handed_out, laptop_after, said_at};
use crate::laptops::{STICK, Shown, act, laptop, open, says, session};
use crate::pages::{SIZES, keep};
use crate::window::window;
use automerge::AutoCommit;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::NaiveTime;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use upfront::app::{Action, FoundIn, Job, Look, Page};
use upfront::model::*;
use upfront::record::mark_changed;
use upfront::share::{Ledger, Pen};
use upfront::store::book::Book;
use upfront::store::bring::bring;
use upfront::store::{parse, read_sound, to_text, to_text_with};

/// Every word that was ever written into the history of a file, whatever became of it.
fn all_of_history(bytes: &[u8]) -> String {
    let history = read_sound(Path::new("copy.ron"), bytes).unwrap().history;
    let mut doc = AutoCommit::load(&STANDARD_NO_PAD.decode(history).unwrap()).unwrap();
    doc.get_changes(&[]).iter().map(|change| format!("{:?}", change.decode())).collect()
}

#[test]
fn nothing_private_is_in_a_copy_for_a_table_nor_in_its_history() {
    let (main, copies) = handed_out();
    let secret = |text: &str| text.to_lowercase().contains("secret");
    assert!(secret(&String::from_utf8_lossy(&main)), "it is in the facilitator's own");
    for (path, bytes) in copies {
        assert!(!secret(&String::from_utf8_lossy(&bytes)), "{}", path.display());
        let history = all_of_history(&bytes);
        assert!(history.contains("Benches with arms"), "the history is looked at");
        assert!(!secret(&history), "{}: history", path.display());
        let s = parse(&path, &bytes).unwrap();
        assert_eq!(s.private, Private::default());
        assert_eq!((s.agenda.len(), s.boundaries.len(), s.partners.len()), (8, 10, 5));
    }
}

/// A session without what belongs to one copy alone.
fn shared(s: &Session) -> Session {
    let mut s = Session {
        copy: CopyName::Main,
        holder: None,
        private: Private::default(),
        digests: Digests::default(),
        ..s.clone()
    };
    for item in s.agenda.clone().iter() {
        s.agenda.update(item.id, |i| i.private_notes.clear());
    }
    s
}

#[test]
fn five_tables_come_back_in_every_order_and_all_end_equal() {
    let (main, back) = five_tables();
    let mine = parse(Path::new(FILE), &main).unwrap();
    let book = Book::of_file(Path::new(FILE), &main).unwrap();
    let mut ends: Vec<Session> = Vec::new();
    let mut orders = 0;
    in_every_order(&mine, &book, &back, &mut |s| {
        orders += 1;
        if !ends.contains(s) {
            ends.push(s.clone());
        }
    });
    assert_eq!(orders, 120);
    assert_eq!(ends.len(), 1, "all orders end in the same session");
    let end = &ends[0];
    assert!(end.clashes.is_empty(), "nobody wrote what another did");
    assert_eq!(end.private, mine.private, "the facilitator's own is as it was");

    // Nothing is lost: each table's words by its own numbers, in the item at tables.
    let tables = end.agenda.iter().find(|i| i.tables > 0).unwrap().id;
    let mut by_no: BTreeMap<String, &Contribution> = BTreeMap::new();
    for c in &end.contributions {
        assert!(by_no.insert(c.no.to_string(), c).is_none(), "C{} twice", c.no);
    }
    let mut count = 17;
    for table in 1..=5 {
        for (nth, wanted) in (1..).zip(said_at(table)) {
            let c = by_no.get(&format!("{table}-{nth}")).unwrap_or_else(|| panic!("C{table}-{nth}"));
            assert_eq!(
                (&c.words, c.partner, c.kind, c.boundary),
                (&wanted.words, wanted.partner, wanted.kind, wanted.boundary)
            );
            assert_eq!((c.table, c.item), (table, Some(tables)));
            count += 1;
        }
    }
    assert_eq!(end.contributions.len(), count);

    // A table that gets all the others, and the facilitator's, ends with the same.
    let ends_with = |at: usize| {
        let (path, bytes) = &back[at];
        let s = parse(path, bytes).unwrap();
        let others = back.iter().filter(|(p, _)| p != path).cloned().chain([(FILE.into(), main.clone())]);
        let mut book = Book::of_file(path, bytes).unwrap();
        bring(&s, &mut book, &others.collect::<Vec<_>>(), mark_changed).unwrap().session
    };
    for at in [0, 3] {
        assert_eq!(shared(&ends_with(at)), shared(end), "table {}", at + 1);
    }
}

/// Brings the files in one after the other, in every order.
fn in_every_order(s: &Session, book: &Book, left: &[(PathBuf, Vec<u8>)], end: &mut impl FnMut(&Session)) {
    if left.is_empty() {
        return end(s);
    }
    for at in 0..left.len() {
        let (mut book, mut rest) = (book.clone(), left.to_vec());
        let file = rest.remove(at);
        let brought = bring(s, &mut book, &[file], mark_changed).unwrap();
        book.took(&brought.session);
        in_every_order(&brought.session, &book, &rest, end);
    }
}

/// The facilitator's window with the five files of the tables on the stick.
fn facilitator() -> (World, Shown, Vec<PathBuf>) {
    let (world, (main, back)) = (laptop_after(), five_tables());
    let w = open(&world, FILE, &main);
    back.iter().for_each(|(path, bytes)| world.disk.put(path.to_str().unwrap(), bytes));
    (world, w, back.into_iter().map(|(path, _)| path).collect())
}

#[test]
fn all_tables_come_in_with_one_key_and_go_out_with_one_undo() {
    let (world, mut w, paths) = facilitator();
    let before = session(&w).clone();
    act(&mut w, Action::Dropped(paths.clone()));
    for table in 1..=5 {
        assert!(w.query_by_label(&format!("Table {table}’s copy")).is_some(), "table {table} is shown");
    }
    assert!(w.query_by_label("20 new").is_some(), "how many come");
    assert_eq!(session(&w), &before, "looking changes nothing");
    w.key_press(Key::Enter);
    w.run_steps(6);
    let after = session(&w).clone();
    assert_eq!(after.contributions.len(), before.contributions.len() + 20);
    w.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    w.run_steps(6);
    assert_eq!(session(&w).contributions, before.contributions);
    world.pass_s(10);
    w.run_steps(6);
    // It was written without them: brought in again they are all new, and nothing counts as taken out.
    act(&mut w, Action::Dropped(paths.clone()));
    w.key_press(Key::Enter);
    w.run_steps(6);
    assert_eq!(session(&w).contributions, after.contributions);
    w.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    w.run_steps(4);
    w.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    w.run_steps(4);
    assert_eq!(session(&w).contributions, after.contributions, "done again");
    act(&mut w, Action::CloseSession);
    // What the file holds is whole: the same files bring nothing.
    act(&mut w, Action::Open(FILE.into()));
    assert_eq!(session(&w).contributions, after.contributions);
    act(&mut w, Action::Dropped(paths.clone()));
    assert!(w.query_by_label_contains("Nothing new").is_some());
    act(&mut w, Action::LeaveCopies);
    // Undo reaches behind the restart, and so does what it means for the history.
    act(&mut w, Action::Undo);
    assert_eq!(session(&w).contributions, before.contributions);
    act(&mut w, Action::CloseSession);
    act(&mut w, Action::Open(FILE.into()));
    act(&mut w, Action::Dropped(paths));
    assert!(w.query_by_label("20 new").is_some());
    act(&mut w, Action::TakeCopies);
    assert_eq!(session(&w).contributions, after.contributions);
}

#[test]
fn a_crash_after_an_undo_that_is_only_in_the_journal_takes_nothing_out_of_the_history() {
    let (world, mut w, paths) = facilitator();
    let before = session(&w).contributions.clone();
    act(&mut w, Action::Dropped(paths.clone()));
    act(&mut w, Action::TakeCopies);
    world.pass_s(10);
    w.run_steps(4);
    // The folder is gone when it is undone, and then the laptop.
    world.disk.pulled.lock().unwrap().push("/s".into());
    act(&mut w, Action::Undo);
    world.pass_s(10);
    w.run_steps(4);
    std::mem::forget(w);
    world.disk.pulled.lock().unwrap().clear();
    let again = World { ids: Arc::new(Mutex::new(77 << 40)), ..world.clone() };
    again.disk.let_go();
    let mut w = window(&again, [1280.0, 800.0], 1.0);
    act(&mut w, Action::Open(FILE.into()));
    assert_eq!(session(&w).contributions, before, "it was undone");
    says(&mut w, "After the crash");
    again.pass_s(10);
    w.run_steps(4);
    act(&mut w, Action::Dropped(paths));
    assert!(w.query_by_label("20 new").is_some());
    act(&mut w, Action::TakeCopies);
    assert_eq!(session(&w).contributions.len(), before.len() + 21);
}

#[test]
fn what_is_looked_at_twice_without_a_change_is_read_twice() {
    let (_, mut w, paths) = facilitator();
    for _ in 0..3 {
        act(&mut w, Action::Dropped(paths.clone()));
        assert!(w.query_by_label("20 new").is_some());
        act(&mut w, Action::LeaveCopies);
    }
}

#[test]
fn copies_that_cannot_be_written_there_are_written_elsewhere_under_the_same_names() {
    let world = laptop(1, "18:50");
    let mut w = open(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes());
    act(&mut w, Action::CopiesOut(true));
    *world.disk.broken.lock().unwrap() = Some((STICK.into(), std::io::ErrorKind::StorageFull));
    for folder in [STICK, "/elsewhere"] {
        world.answers.lock().unwrap().push_back(Some(folder.into()));
        act(&mut w, Action::BrowseCopiesOut);
        assert!(!w.state().app.view.copies_out.as_ref().unwrap().is_busy(), "{folder}");
    }
    let files = world.disk.files.lock().unwrap();
    assert!(!files.keys().any(|p| p.starts_with(STICK)));
    for table in 1..=5_u8 {
        let path = PathBuf::from(format!("/elsewhere/alder-table-{table}.ron"));
        assert_eq!(parse(&path, &files[&path]).unwrap().copy, CopyName::Table { table, again: 0 });
    }
}

#[test]
fn what_was_read_for_another_preview_is_not_taken_for_this_one() {
    let (_, mut w, paths) = facilitator();
    act(&mut w, Action::Dropped(paths[..1].to_vec()));
    let form = w.state().app.view.copies_in.clone().unwrap();
    let FoundIn::Here(offer) = form.found else { panic!() };
    act(&mut w, Action::LeaveCopies);
    act(&mut w, Action::Dropped(paths[1..3].to_vec()));
    let shown = |w: &Shown| w.query_by_label("Table 1’s copy").is_some();
    w.state_mut().app.handle(Action::Done(Job::CopiesRead(form.id, Ok(offer))));
    w.state_mut().app.handle(Action::Done(Job::PhotosFetched(form.id)));
    w.run_steps(4);
    assert!(!shown(&w) && w.query_by_label("Bring in").is_some(), "nothing was taken, and the other is not shown");
}

#[test]
fn files_that_are_no_copies_are_named_or_opened_and_never_left_out_in_silence() {
    let (world, mut w, mut paths) = facilitator();
    let cut = world.disk.file(paths[0].to_str().unwrap()).unwrap();
    world.disk.put(paths[0].to_str().unwrap(), &cut[..cut.len() / 2]);
    act(&mut w, Action::Dropped(paths.clone()));
    let Some(FoundIn::Here(offer)) = w.state().app.view.copies_in.as_ref().map(|f| &f.found) else { panic!() };
    assert_eq!((offer.brought.arrived.len(), offer.refused.len()), (4, 1));
    act(&mut w, Action::LeaveCopies);
    let open = session(&w).id;
    act(&mut w, Action::Dropped(vec![paths.remove(0)]));
    assert_eq!(session(&w).id, open);
    assert!(w.state().app.view.notice.as_ref().is_some_and(|n| n.bad), "what is wrong with it is said");
}

#[test]
fn enter_in_the_preview_is_the_previews_on_every_page() {
    for page in Page::ALL {
        let (_, mut w, paths) = facilitator();
        let before = session(&w).clone();
        act(&mut w, Action::Go(page));
        act(&mut w, Action::Dropped(paths));
        for key in [Key::N, Key::O, Key::ArrowDown, Key::R] {
            w.key_press(key);
            w.run_steps(2);
        }
        assert_eq!(session(&w), &before, "{page:?}: letters are not for the page");
        w.key_press(Key::Enter);
        w.run_steps(4);
        let s = session(&w);
        assert_eq!(s.contributions.len(), before.contributions.len() + 20, "{page:?}");
        assert!(s.contributions.iter().all(|c| c.responses.is_empty()), "{page:?}: no answer was given");
    }
}

#[test]
fn words_typed_at_a_table_and_not_entered_are_back_and_leave_nothing_behind() {
    let (_, copies) = handed_out();
    let world = laptop(13, "19:02");
    let mut w = open(&world, "/stick/table-3.ron", &copies[2].1);
    act(&mut w, Action::Look(Look::Capture("Half a sent".into())));
    act(&mut w, Action::CloseSession);
    for _ in 0..2 {
        act(&mut w, Action::Open("/stick/table-3.ron".into()));
        assert_eq!(w.state().app.view.capture.text, "Half a sent");
        assert!(w.query_by_label_contains("changes that are not in").is_none());
        assert!(w.query_by_label_contains("that are not in table-3.ron").is_none());
        act(&mut w, Action::CloseSession);
    }
    act(&mut w, Action::Open("/stick/table-3.ron".into()));
    act(&mut w, Action::Capture);
    act(&mut w, Action::CloseSession);
    let s = parse(Path::new("t"), &world.disk.file("/stick/table-3.ron").unwrap()).unwrap();
    assert_eq!(s.contributions.last().unwrap().no.to_string(), "3-1");
}

#[test]
fn a_copy_that_cannot_be_read_keeps_none_of_the_others_out() {
    let (world, mut w, mut paths) = facilitator();
    world.disk.put("/stick/broken.ron", b"hello");
    paths.push("/stick/broken.ron".into());
    paths.push("/stick/none.ron".into());
    act(&mut w, Action::Done(Job::PickedCopiesIn(paths)));
    let Some(FoundIn::Here(offer)) = w.state().app.view.copies_in.as_ref().map(|f| &f.found) else { panic!() };
    assert_eq!((offer.brought.arrived.len(), offer.refused.len()), (5, 2));
    assert!(offer.refused[1].contains("none.ron is not there"), "{:?}", offer.refused);
    act(&mut w, Action::TakeCopies);
    assert_eq!(session(&w).contributions.len(), 37);
}

#[test]
fn a_copy_with_a_forged_history_keeps_none_of_the_others_out_and_is_named() {
    let (world, mut w, paths) = facilitator();
    let bytes = world.disk.file(paths[0].to_str().unwrap()).unwrap();
    let sound = read_sound(&paths[0], &bytes).unwrap();
    let mut ledger = Ledger::load(&STANDARD_NO_PAD.decode(&sound.history).unwrap()).unwrap();
    ledger.write(Pen { run: [9; 16], by: "nobody", at: 0 }, [("nonsense/1/x", "1")]);
    let forged = to_text_with(&sound.session, STANDARD_NO_PAD.encode(ledger.save())).unwrap();
    world.disk.put(paths[0].to_str().unwrap(), forged.as_bytes());
    act(&mut w, Action::Dropped(paths));
    let Some(FoundIn::Here(offer)) = w.state().app.view.copies_in.as_ref().map(|f| &f.found) else { panic!() };
    assert_eq!(offer.brought.arrived.len(), 4);
    assert!(offer.refused[0].contains("alder-table-1.ron cannot be brought in: its history is not that of a session"));
}

#[test]
fn what_is_typed_while_the_preview_stands_is_kept_and_taken_into_account() {
    let (_, mut w, paths) = facilitator();
    act(&mut w, Action::Dropped(paths));
    says(&mut w, "Said meanwhile");
    act(&mut w, Action::TakeCopies);
    let s = session(&w);
    assert_eq!(s.contributions.len(), 38);
    assert!(s.contributions.iter().any(|c| c.words == "Said meanwhile" && c.no == 18));
}

#[test]
fn a_second_copy_for_a_table_has_a_name_of_its_own_also_after_undo() {
    let world = laptop(1, "18:50");
    let mut w = open(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes());
    let made = |w: &mut Shown, path: &str| {
        act(w, Action::CopiesOut(true));
        world.answers.lock().unwrap().push_back(Some(path.into()));
        act(w, Action::BrowseCopyOut(3));
        act(w, Action::CopiesOut(false));
        world.disk.file(path).map(|bytes| parse(Path::new(path), &bytes).unwrap().copy.to_string())
    };
    assert_eq!(made(&mut w, "/stick/three.ron").as_deref(), Some("3"));
    act(&mut w, Action::Undo);
    assert_eq!(made(&mut w, "/stick/again.ron").as_deref(), Some("3b"));
    // Over no file: another table's notes may be in it.
    let there = world.disk.file("/stick/again.ron");
    made(&mut w, "/stick/again.ron");
    assert_eq!(world.disk.file("/stick/again.ron"), there);
    assert!(w.state().app.view.notice.as_ref().unwrap().text.contains("exists already"));
    act(&mut w, Action::CloseSession);
    act(&mut w, Action::Open(FILE.into()));
    assert!(matches!(made(&mut w, "/stick/third.ron").as_deref(), Some("3c" | "3d")), "also after a restart");
}

#[test]
fn a_note_taker_who_opens_a_copy_types_and_it_is_written_down() {
    let (_, copies) = handed_out();
    let (path, bytes) = &copies[2];
    let world = laptop(13, "19:02");
    let mut w = open(&world, path.to_str().unwrap(), bytes);
    assert!(w.state().app.view.table_mode, "nothing to find first");
    w.event(egui::Event::Text("Women only, with the blinds down".into()));
    w.run_steps(2);
    w.key_press(Key::Enter);
    w.run_steps(4);
    let c = session(&w).contributions.last().unwrap().clone();
    assert_eq!((c.no.to_string(), c.table), ("3-1".to_string(), 3));
    assert_eq!(c.words, "Women only, with the blinds down");
    assert!(NaiveTime::from_hms_opt(19, 2, 0).is_some_and(|t| c.at.time() == t));
}

#[test]
fn a_tables_copy_leaves_the_clock_and_freezing_to_the_facilitator() {
    let (_, copies) = handed_out();
    let world = laptop(13, "19:02");
    let mut w = open(&world, "/stick/table-3.ron", &copies[2].1);
    let before = session(&w).clone();
    let item = before.agenda[3].id;
    for action in [Action::Next, Action::StartItem(item), Action::Give(5), Action::EndSession, Action::Freeze] {
        act(&mut w, action);
    }
    world.sleep_s(600);
    world.set_clock_by_s(3_600);
    w.run_steps(4);
    assert_eq!(session(&w), &before);
    assert!(w.state().app.view.notice.as_ref().unwrap().text.contains("facilitator"));
}

#[test]
fn a_stick_that_is_plugged_in_is_on_the_start_page_and_one_click_is_at_work() {
    let (_, copies) = handed_out();
    let world = laptop(13, "19:02");
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    w.run_steps(4);
    assert!(w.query_by_label("Take notes").is_none());
    world.disk.put("/stick/table-3.ron", &copies[2].1);
    world.disk.put("/stick/no session.ron", b"hello");
    world.pass_s(3);
    w.run_steps(4);
    assert!(w.query_by_label_contains("Table 3 · Alder Street courtyard").is_some());
    w.get_by_label("Take notes").click();
    w.run_steps(6);
    w.event(egui::Event::Text("Said at once".into()));
    w.run_steps(2);
    w.key_press(Key::Enter);
    w.run_steps(4);
    assert_eq!(session(&w).contributions.last().unwrap().words, "Said at once");
    act(&mut w, Action::CloseSession);
    world.disk.pulled.lock().unwrap().push(STICK.into());
    world.pass_s(3);
    w.run_steps(4);
    assert!(w.query_by_label("Take notes").is_none(), "it was pulled out");
}

#[test]
fn pictures_of_copies_going_out_and_coming_back() {
    for (size, points, scale) in SIZES {
        let world = laptop(1, "18:50");
        let mut w = window(&world, points, scale);
        world.disk.put(FILE, to_text(&before_the_tables()).unwrap().as_bytes());
        act(&mut w, Action::Open(FILE.into()));
        act(&mut w, Action::CopiesOut(true));
        world.answers.lock().unwrap().push_back(Some("/stick/alder-table-2.ron".into()));
        act(&mut w, Action::BrowseCopyOut(2));
        keep(&mut w, &format!("copies-out-{size}"));
    }
    let (_, copies) = handed_out();
    for (size, points, scale) in SIZES {
        let world = laptop(13, "19:02");
        let mut w = window(&world, points, scale);
        world.disk.put("/stick/table-3.ron", &copies[2].1);
        world.pass_s(3);
        w.run_steps(4);
        keep(&mut w, &format!("stick-{size}"));
        act(&mut w, Action::Open("/stick/table-3.ron".into()));
        keep(&mut w, &format!("table-copy-empty-{size}"));
        says(&mut w, "=ra A women-only morning, with the blinds down.");
        says(&mut w, "Somewhere clean to pray at lunchtime on Fridays.");
        world.pass_s(10);
        w.run_steps(4);
        keep(&mut w, &format!("table-copy-{size}"));
    }
    let (main, back) = five_tables();
    for (size, points, scale) in SIZES {
        let world = laptop_after();
        let mut w = window(&world, points, scale);
        world.disk.put(FILE, &main);
        back.iter().for_each(|(path, bytes)| world.disk.put(path.to_str().unwrap(), bytes));
        act(&mut w, Action::Open(FILE.into()));
        let mut paths: Vec<PathBuf> = back.iter().map(|(path, _)| path.clone()).collect();
        paths.push("/stick/none.ron".into());
        act(&mut w, Action::Done(Job::PickedCopiesIn(paths)));
        keep(&mut w, &format!("copies-in-{size}"));
        act(&mut w, Action::TakeCopies);
        act(&mut w, Action::Go(Page::Board));
        keep(&mut w, &format!("copies-in-after-{size}"));
    }
}
