//! Five tables, five note-takers: the copies made for them, what they write down, and how it comes back.

use crate::alder::at;
use crate::fake::World;
use crate::pages::{SIZES, keep};
use crate::window::window;
use automerge::AutoCommit;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::NaiveTime;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use upfront::app::{Action, FoundIn, Job, Look, Page, Window};
use upfront::model::*;
use upfront::record::mark_changed;
use upfront::share::{Ledger, Pen};
use upfront::store::book::Book;
use upfront::store::bring::bring;
use upfront::store::{parse, read_sound, sample, to_text, to_text_with};

type Shown = Harness<'static, Window>;

const FILE: &str = "/s/alder.ron";
const STICK: &str = "/stick";

/// Alder Street just before the tables: prepared, and what the whole room has said by then.
pub fn before_the_tables() -> Session {
    let mut s = sample().unwrap();
    let until = at("19:00");
    s.contributions = s.contributions.iter().filter(|c| c.table == 0 && c.at < until).cloned().collect();
    for c in s.contributions.clone().iter() {
        s.contributions.update(c.id, |c| {
            c.responses.clear();
            c.themes.clear();
        });
    }
    s.decisions = Default::default();
    s.dissents = Default::default();
    s.actions = Default::default();
    s.referrals = Default::default();
    s.merges = Default::default();
    s.themes = Default::default();
    s.versions = Default::default();
    s.answers = Default::default();
    s.corrections = Default::default();
    s.questions = Default::default();
    s.left = Default::default();
    for id in s.challenges.iter().map(|c| c.id).collect::<Vec<_>>() {
        s.challenges.update(id, |c| c.answer.iter_mut().for_each(|answer| answer.action = None));
    }
    s.run.items.retain(|ran| ran.from < until);
    s.run.items.iter_mut().for_each(|ran| ran.to = ran.to.filter(|to| *to < until));
    s.run.ended = None;
    s.run.report = None;
    s.numbers = Numbers { boundaries: s.numbers.boundaries, contributions: 17, ..Numbers::default() };
    s.changed_since_version = false;
    for (nth, id) in s.people.iter().map(|p| p.id).collect::<Vec<_>>().into_iter().enumerate() {
        s.private.names.insert(id, format!("Secretname{nth}"));
        s.private.contacts.insert(id, format!("secret{nth}@example.org"));
    }
    s.private.notes = "Secretnote of the facilitator".into();
    s.private.access.push(Access { need: "Secretneed".into(), count: 1, met: None });
    let tables = s.agenda.iter().find(|i| i.tables > 0).unwrap().id;
    s.agenda.update(tables, |i| i.private_notes = "Secretplan".into());
    s
}

/// What the script has each table say, in its order.
fn said_at(table: u8) -> Vec<Contribution> {
    sample().unwrap().contributions.iter().filter(|c| c.table == table).cloned().collect()
}

/// A laptop, with its own folder and ids.
fn laptop(nth: u128, clock: &str) -> World {
    let world = World::at(at(clock));
    *world.ids.lock().unwrap() = nth << 32;
    *world.machine.lock().unwrap() = format!("LAPTOP-{nth}");
    world.disk.removable.lock().unwrap().push(STICK.into());
    world
}

fn act(w: &mut Shown, action: Action) {
    w.state_mut().app.handle(action);
    w.run_steps(6);
}

fn open(world: &World, path: &str, bytes: &[u8], size: [f32; 2]) -> Shown {
    world.disk.put(path, bytes);
    let mut w = window(world, size, 1.0);
    act(&mut w, Action::Open(path.into()));
    w
}

fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().unwrap().session()
}

fn says(w: &mut Shown, words: &str) {
    act(w, Action::Look(Look::Capture(words.into())));
    act(w, Action::Capture);
}

/// The facilitator's file, and the copies made from it for the five tables.
fn handed_out() -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    hand_out(&laptop(1, "18:50"))
}

fn hand_out(world: &World) -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    let mut w = open(world, FILE, to_text(&before_the_tables()).unwrap().as_bytes(), [1280.0, 800.0]);
    act(&mut w, Action::CopiesOut(true));
    world.answers.lock().unwrap().push_back(Some(STICK.into()));
    act(&mut w, Action::BrowseCopiesOut);
    act(&mut w, Action::CloseSession);
    let files = world.disk.files.lock().unwrap();
    let on_stick = |path: &&PathBuf| path.starts_with(STICK) && path.extension().is_some_and(|e| e == "ron");
    let copies = files.keys().filter(on_stick).map(|p| (p.clone(), files[p].clone())).collect();
    (files[Path::new(FILE)].clone(), copies)
}

/// Plays one table: opens its copy on a laptop of its own, and writes down what the script says.
fn played(table: u8, path: &Path, bytes: &[u8]) -> Vec<u8> {
    let world = laptop(10 + u128::from(table), "19:02");
    let path = path.to_str().unwrap();
    let mut w = open(&world, path, bytes, [1280.0, 800.0]);
    for c in said_at(table) {
        world.set(c.at);
        let s = session(&w);
        let partner = c.partner.map(|id| s.partners.get(id).unwrap().key.to_lowercase());
        let about = c.boundary.map(|id| s.boundaries.get(id).unwrap().no.no).unwrap_or(0);
        let who = partner.map_or(String::new(), |key| format!("={key} "));
        says(&mut w, &format!("{who}!{} /S{about} {}", c.kind.word(), c.words));
    }
    act(&mut w, Action::CloseSession);
    let bytes = world.disk.file(path).unwrap();
    drop(w);
    bytes
}

/// The five tables of the evening.
struct Evening {
    main: Vec<u8>,
    back: Vec<(PathBuf, Vec<u8>)>,
    /// All that the facilitator's laptop holds by then.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// The evening is played once.
fn evening() -> &'static Evening {
    static EVENING: OnceLock<Evening> = OnceLock::new();
    EVENING.get_or_init(|| {
        let world = laptop(1, "18:50");
        let (main, back) = played_at(&world);
        Evening { main, back, files: world.disk.files.lock().unwrap().clone() }
    })
}

/// The facilitator's file, and what came back.
fn five_tables() -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    (evening().main.clone(), evening().back.clone())
}

/// The facilitator's laptop after the tables.
fn laptop_after() -> World {
    let world = laptop(1, "19:38");
    *world.ids.lock().unwrap() = (1 << 32) + (1 << 20);
    evening().files.iter().for_each(|(path, bytes)| world.disk.put(path.to_str().unwrap(), bytes));
    world
}

fn played_at(world: &World) -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    let (main, copies) = hand_out(world);
    assert_eq!(copies.len(), 5, "one for each table");
    let back = (1..).zip(copies).map(|(table, (path, bytes))| {
        let played = played(table, &path, &bytes);
        (path, played)
    });
    (main, back.collect())
}

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
fn facilitator(size: [f32; 2]) -> (World, Shown, Vec<PathBuf>) {
    let (world, (main, back)) = (laptop_after(), five_tables());
    let w = open(&world, FILE, &main, size);
    back.iter().for_each(|(path, bytes)| world.disk.put(path.to_str().unwrap(), bytes));
    (world, w, back.into_iter().map(|(path, _)| path).collect())
}

#[test]
fn all_tables_come_in_with_one_key_and_go_out_with_one_undo() {
    let (world, mut w, paths) = facilitator([1280.0, 800.0]);
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
    let (world, mut w, paths) = facilitator([1280.0, 800.0]);
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
    let (_, mut w, paths) = facilitator([1280.0, 800.0]);
    for _ in 0..3 {
        act(&mut w, Action::Dropped(paths.clone()));
        assert!(w.query_by_label("20 new").is_some());
        act(&mut w, Action::LeaveCopies);
    }
}

#[test]
fn copies_that_cannot_be_written_there_are_written_elsewhere_under_the_same_names() {
    let world = laptop(1, "18:50");
    let mut w = open(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes(), [1280.0, 800.0]);
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
    let (_, mut w, paths) = facilitator([1280.0, 800.0]);
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
    let (world, mut w, mut paths) = facilitator([1280.0, 800.0]);
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
        let (_, mut w, paths) = facilitator([1280.0, 800.0]);
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
    let mut w = open(&world, "/stick/table-3.ron", &copies[2].1, [1280.0, 800.0]);
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
    let (world, mut w, mut paths) = facilitator([1280.0, 800.0]);
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
    let (world, mut w, paths) = facilitator([1280.0, 800.0]);
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
    let (_, mut w, paths) = facilitator([1280.0, 800.0]);
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
    let mut w = open(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes(), [1280.0, 800.0]);
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
    let mut w = open(&world, path.to_str().unwrap(), bytes, [1280.0, 800.0]);
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
    let mut w = open(&world, "/stick/table-3.ron", &copies[2].1, [1280.0, 800.0]);
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
    let (world, (main, back)) = (laptop_after(), five_tables());
    for (size, points, scale) in SIZES {
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
