//! The whole journey by keys and labels: from the start page to the printed summary.

use crate::alder::at;
use crate::fake::World;
use crate::pdf_text::{close, page_count, text_of};
use crate::window::{go, window};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use upfront::app::{Page, Window};
use upfront::model::*;

type Shown = Harness<'static, Window>;

fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().expect("a session is open").session()
}

fn click(w: &mut Shown, label: &str) {
    w.get_by_label(label).click();
    w.run_steps(3);
}

fn press(w: &mut Shown, modifiers: Modifiers, key: Key) {
    w.key_press_modifiers(modifiers, key);
    w.run_steps(3);
}

/// Types into a field that is found by its name, and presses Enter.
fn fill(w: &mut Shown, label: &str, text: &str) {
    w.get_by_label(label).focus();
    w.run_steps(2);
    press(w, Modifiers::COMMAND, Key::A);
    w.get_by_label(label).type_text(text);
    w.run_steps(2);
    press(w, Modifiers::NONE, Key::Enter);
}

/// Types into a field of several lines and leaves it.
fn fill_lines(w: &mut Shown, label: &str, text: &str) {
    w.get_by_label(label).focus();
    w.run_steps(2);
    w.get_by_label(label).type_text(text);
    w.run_steps(2);
    press(w, Modifiers::NONE, Key::Tab);
}

fn say(w: &mut Shown, line: &str) {
    press(w, Modifiers::NONE, Key::F2);
    w.get_by_label("Capture line").type_text(line);
    w.run_steps(2);
    press(w, Modifiers::NONE, Key::Enter);
}

#[test]
fn a_workshop_from_the_start_page_to_the_paper() {
    let world = World::at(at("17:50"));
    let mut w = window(&world, [1280.0, 1600.0], 1.0);
    w.run_steps(3);

    click(&mut w, "Design workshop");
    fill(&mut w, "Title", "Foundry Yard");
    fill(&mut w, "Place", "St Jude's church hall");
    fill(&mut w, "Date", "14 May 2026");
    fill_lines(&mut w, "Why we meet", "To agree what the yard is for.");
    fill(&mut w, "Add a partner", "Foundry Yard Tenants");
    fill(&mut w, "Add a partner", "Eastmoor Council");
    assert_eq!(session(&w).partners.len(), 2);
    assert_eq!(session(&w).why, "To agree what the yard is for.");

    press(&mut w, Modifiers::COMMAND, Key::Num2);
    fill(&mut w, "Add an agenda item", "Walk round the yard 25");
    assert_eq!(session(&w).agenda.last().map(|i| (i.title.as_str(), i.planned_min)), Some(("Walk round the yard", 25)));

    press(&mut w, Modifiers::COMMAND, Key::Num3);
    click(&mut w, "Add");
    fill_lines(&mut w, "What", "What the yard is for");
    fill_lines(&mut w, "Why", "nothing has been drawn yet");
    assert_eq!(session(&w).boundaries.last().unwrap().what, "What the yard is for");

    // The session has begun; the clock is the wall's.
    press(&mut w, Modifiers::COMMAND, Key::Num4);
    world.set(at("18:00"));
    press(&mut w, Modifiers::NONE, Key::F9);
    world.set(at("18:05"));
    press(&mut w, Modifiers::NONE, Key::F7);
    press(&mut w, Modifiers::ALT, Key::Num1);
    say(&mut w, "Somewhere to mend bikes !idea @2");
    say(&mut w, "Who empties the bins? !question");
    press(&mut w, Modifiers::ALT, Key::Num2);
    say(&mut w, "It must stay open to the fire engines, flat #4 too !concern");
    let said: Vec<_> = session(&w).contributions.iter().map(|c| (c.words.as_str(), c.kind, c.table)).collect();
    assert_eq!(
        said,
        [
            ("Somewhere to mend bikes", ContributionKind::Idea, 2),
            ("Who empties the bins?", ContributionKind::Question, 2),
            ("It must stay open to the fire engines, flat #4 too", ContributionKind::Concern, 2),
        ]
    );
    assert_eq!(session(&w).contributions[2].partner, Some(session(&w).partners[1].id));
    world.set(at("18:20"));
    press(&mut w, Modifiers::NONE, Key::F9);
    assert_eq!(session(&w).run.items.len(), 2);

    press(&mut w, Modifiers::COMMAND, Key::Num6);
    press(&mut w, Modifiers::NONE, Key::N);
    press(&mut w, Modifiers::NONE, Key::O);
    assert_eq!(session(&w).contributions[0].responses, [Response::Noted(String::new())]);
    assert_eq!(session(&w).contributions[1].responses, [Response::StillOpen]);

    press(&mut w, Modifiers::COMMAND, Key::Num7);
    click(&mut w, "Add a decision");
    fill_lines(&mut w, "What was decided, asked, or not agreed", "The yard gets a bike workshop");
    click(&mut w, "All here support it");
    assert_eq!(session(&w).decisions[0].positions.len(), 2);
    click(&mut w, "It was asked just now");

    press(&mut w, Modifiers::COMMAND, Key::Num8);
    fill(&mut w, "New action", "Find somebody who can mend bikes");
    assert_eq!(session(&w).actions[0].what, "Find somebody who can mend bikes");

    // What still stops sign-off is mended, or left with a reason, without leaving the page.
    press(&mut w, Modifiers::COMMAND, Key::Num9);
    let stops = |w: &Shown| {
        let document = w.state().app.document.as_ref().unwrap();
        document.derived().stops(document.session())
    };
    let all =
        "two signatories, C3, D1's decider, A1's owner and date, the reply; what is fixed has no reason and no name";
    assert_eq!(stops(&w), 9, "{all}");
    let mut seen = 0;
    while stops(&w) > 0 && seen < 20 {
        seen += 1;
        press(&mut w, Modifiers::NONE, Key::O);
        press(&mut w, Modifiers::NONE, Key::L);
        if w.state().app.view.leaving {
            w.event(egui::Event::Text("it is settled next week".into()));
            w.run_steps(2);
            press(&mut w, Modifiers::NONE, Key::Enter);
        }
    }
    assert_eq!((stops(&w), session(&w).left.len()), (0, 8));
    assert_eq!(session(&w).contributions[2].responses, [Response::StillOpen]);

    press(&mut w, Modifiers::COMMAND, Key::Num0);
    click(&mut w, "Freeze version 1");
    w.get_all_by_label_contains("Record the answer of").next().unwrap().click();
    w.run_steps(3);
    click(&mut w, "Signs with a reservation");
    w.get_by_label("The reservation, in their words").focus();
    w.get_by_label("The reservation, in their words").type_text("We want to see the costs.");
    w.run_steps(2);
    click(&mut w, "Record the answer");
    assert_eq!(session(&w).answers[0].says, SignOff::SignsWithReservation("We want to see the costs.".into()));

    press(&mut w, Modifiers::COMMAND, Key::E);
    let path = w.state().app.view.export.written.clone().expect("the PDF is written");
    let pdf = world.disk.file(&path.display().to_string()).unwrap();
    assert!(page_count(&pdf) >= 4);
    let text = close(&text_of(&pdf));
    for words in [
        "Foundry Yard",
        "To agree what the yard is for.",
        "What the yard is for",
        "Somewhere to mend bikes",
        "It must stay open to the fire engines, flat #4 too",
        "The yard gets a bike workshop",
        "Find somebody who can mend bikes",
        "Version 1, frozen on 14 May 2026 at 18:20",
        "“We want to see the costs.”",
        "18:00–18:20+5 given at 18:05",
    ] {
        assert!(text.contains(&close(words)), "not on paper: {words}");
    }
    // Saved by itself, in a file named after the session.
    world.pass_s(3);
    w.run_steps(4);
    let file = world.disk.file("/Documents/Upfront/foundry-yard.ron").expect("the session has a file");
    let read = upfront::store::parse(std::path::Path::new("f"), &file).unwrap();
    assert!(read == *session(&w));
}

#[test]
fn undo_and_redo_reach_across_pages() {
    let world = World::at(at("17:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    fill(&mut w, "Title", "One");
    press(&mut w, Modifiers::COMMAND, Key::Num4);
    say(&mut w, "Benches with arms");
    press(&mut w, Modifiers::COMMAND, Key::Z);
    assert_eq!(session(&w).contributions.len(), 0);
    press(&mut w, Modifiers::COMMAND, Key::Z);
    assert_eq!(session(&w).title, "");
    press(&mut w, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    press(&mut w, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!((session(&w).title.as_str(), session(&w).contributions.len()), ("One", 1));
}

#[test]
fn what_is_half_typed_is_kept_when_the_page_is_left() {
    let world = World::at(at("17:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    w.get_by_label("Title").focus();
    w.get_by_label("Title").type_text("Half a ti");
    w.run_steps(2);
    press(&mut w, Modifiers::COMMAND, Key::Num5);
    assert_eq!(session(&w).title, "Half a ti");
}

#[test]
fn the_capture_line_keeps_its_words_over_a_change_of_page() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    press(&mut w, Modifiers::NONE, Key::F2);
    w.get_by_label("Capture line").type_text("Put a bench near");
    w.run_steps(2);
    go(&mut w, Page::Board);
    press(&mut w, Modifiers::NONE, Key::F2);
    assert_eq!(w.state().app.view.capture.text, "Put a bench near");
}

#[test]
fn tab_makes_a_new_theme_and_completes_a_known_one() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    press(&mut w, Modifiers::NONE, Key::F2);
    w.get_by_label("Capture line").type_text("A bench near the door #seating");
    w.run_steps(2);
    press(&mut w, Modifiers::NONE, Key::Tab);
    press(&mut w, Modifiers::NONE, Key::Enter);
    assert_eq!(session(&w).contributions[0].words, "A bench near the door");
    assert_eq!(session(&w).themes[0].name, "seating");
    w.get_by_label("Capture line").type_text("And one with arms #sea");
    w.run_steps(2);
    press(&mut w, Modifiers::NONE, Key::Tab);
    press(&mut w, Modifiers::NONE, Key::Enter);
    assert_eq!(session(&w).contributions[1].themes, [session(&w).themes[0].id]);
}

#[test]
fn choosing_a_partner_by_key_types_nothing() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    fill(&mut w, "Add a partner", "Residents");
    press(&mut w, Modifiers::NONE, Key::F2);
    w.get_by_label("Capture line").type_text("hello");
    w.run_steps(2);
    // As the window system sends it: the key, and the digit as text.
    let pressed = true;
    let (key, modifiers) = (Key::Num1, Modifiers::ALT);
    let input = w.input_mut();
    input.events.push(egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
    input.events.push(egui::Event::Text("1".into()));
    w.run_steps(2);
    assert_eq!(w.state().app.view.capture.text, "hello");
    assert_eq!(w.state().app.view.capture.partner, Some(session(&w).partners[0].id));
}

#[test]
fn a_session_that_cannot_be_saved_is_not_closed() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    world.disk.break_all(Some(std::io::ErrorKind::StorageFull));
    fill(&mut w, "Title", "Kept open");
    w.state_mut().app.handle(upfront::app::Action::CloseSession);
    w.run_steps(2);
    assert_eq!(session(&w).title, "Kept open");
    world.disk.break_all(None);
    w.state_mut().app.handle(upfront::app::Action::CloseSession);
    assert!(w.state().app.document.is_none());
}

#[test]
fn words_in_the_capture_line_are_back_in_it_when_the_session_is_opened_again() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    fill(&mut w, "Title", "Foundry");
    press(&mut w, Modifiers::NONE, Key::F2);
    w.get_by_label("Capture line").type_text("Half a sentence");
    w.run_steps(2);
    w.state_mut().app.handle(upfront::app::Action::CloseSession);
    w.run_steps(2);
    assert!(w.state().app.document.is_none());
    w.state_mut().app.handle(upfront::app::Action::Open("/Documents/Upfront/foundry.ron".into()));
    w.run_steps(3);
    assert_eq!(w.state().app.view.capture.text, "Half a sentence");
    assert_eq!(session(&w).contributions.len(), 0, "what was not meant yet is no contribution");
}

#[test]
fn a_full_disk_is_said_and_tried_again() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    fill(&mut w, "Title", "Foundry");
    world.disk.break_all(Some(std::io::ErrorKind::StorageFull));
    world.pass_s(3);
    w.run_steps(3);
    let status = w.state().app.document.as_ref().unwrap().status.clone();
    assert_eq!(status.file_fails, Some(upfront::store::keeper::FileFails::Reason("the disk is full".into())));
    assert!(w.query_by_label_contains("cannot be written: the disk is full. Every change is kept on this").is_some());
    fill(&mut w, "Title", "Foundry Yard");
    assert!(w.query_by_label_contains("Nothing can be saved at the moment: the disk is full").is_some());
    fill(&mut w, "Title", "Foundry");
    world.disk.break_all(None);
    world.pass_s(6);
    w.run_steps(4);
    assert!(world.disk.file("/Documents/Upfront/foundry.ron").is_some());
    let document = w.state().app.document.as_ref().unwrap();
    assert!(document.status.journal_fails.is_none() && document.status.file_fails.is_none() && document.is_in_file());
}

#[test]
fn a_file_that_cannot_be_opened_leaves_what_is_open_as_it_was() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    fill(&mut w, "Title", "Kept");
    world.disk.put("/broken.ron", b"Upfront(");
    w.state_mut().app.handle(upfront::app::Action::Open("/broken.ron".into()));
    w.run_steps(3);
    assert_eq!(session(&w).title, "Kept");
    let notice = w.state().app.view.notice.clone().unwrap();
    assert!(notice.bad && notice.text.starts_with("/broken.ron, line 1"), "{}", notice.text);
}

#[test]
fn a_save_that_comes_back_late_does_not_touch_the_session_opened_since() {
    let world = World::at(at("18:50"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    fill(&mut w, "Title", "First");
    world.pass_s(3);
    // Writes, and what comes back is not looked at yet; then another session is begun.
    w.state_mut().app.tick();
    w.state_mut().app.handle(upfront::app::Action::NewSession(None));
    w.run_steps(3);
    assert_eq!(w.state().app.document.as_ref().unwrap().status.path, None);
    fill(&mut w, "Title", "Second");
    world.pass_s(3);
    w.run_steps(4);
    let read = |path: &str| upfront::store::parse(std::path::Path::new("f"), &world.disk.file(path).unwrap()).unwrap();
    assert_eq!(read("/Documents/Upfront/first.ron").title, "First");
    assert_eq!(read("/Documents/Upfront/second.ron").title, "Second");
    assert_eq!(world.disk.files.lock().unwrap().keys().filter(|p| p.ends_with("first-2.ron")).count(), 0);
}

#[test]
fn statements_are_previewed_shown_on_the_board_and_taken_back_in_one_undo() {
    let world = World::at(at("18:50"));
    world.disk.put("/comments.csv", include_bytes!("../data/polis-bowling-green/comments.csv"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    press(&mut w, Modifiers::COMMAND, Key::N);
    press(&mut w, Modifiers::COMMAND, Key::Num5);
    click(&mut w, "Import…");
    for (label, text) in [
        ("Where the table lies", "/comments.csv"),
        ("Column with the words", "comment-body"),
        ("Column with the support (if any)", "agrees"),
        ("Rejected where COLUMN=VALUE (if any)", "moderated=-1"),
    ] {
        w.get_by_label(label).focus();
        w.run_steps(2);
        w.get_by_label(label).type_text(text);
        w.run_steps(2);
    }
    click(&mut w, "Preview");
    assert_eq!(session(&w).contributions.len(), 0, "nothing changes before it is said so");
    click(&mut w, "Import 896");
    assert_eq!(session(&w).contributions.len(), 896);
    assert!(w.query_by_label_contains("C1 Smallhouse Rd").is_some(), "the first statement stands on the board");
    press(&mut w, Modifiers::COMMAND, Key::Z);
    assert_eq!(session(&w).contributions.len(), 0);
}
