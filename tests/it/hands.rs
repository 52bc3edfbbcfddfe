//! Hands and eyes: keys that do not clash, colours that can be read, names for those who do not see, and the clocks
//! of a laptop that is moved about.

use crate::alder::at;
use crate::fake::World;
use crate::window::{go, window};
use egui::{Color32, Key, Modifiers};
use egui_kittest::Harness;
use upfront::app::{Action, Aside, Look, Page, Preference, RoomShows, Window};
use upfront::live::timer;
use upfront::model::Session;
use upfront::model::number::kind;
use upfront::store::{SAMPLE, Scheme, load_settings};
use upfront::ui::commands::{Cmd, Does, Group, TABLE, When};
use upfront::ui::theme::{Palette, palette_of};

type Shown = Harness<'static, Window>;

fn open(world: &World, size: [f32; 2]) -> Shown {
    let mut w = window(world, size, 1.0);
    world.disk.put("/s/alder.ron", SAMPLE.as_bytes());
    w.state_mut().app.handle(Action::Open("/s/alder.ron".into()));
    w.run_steps(3);
    go(&mut w, Page::Live);
    w
}

fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().unwrap().session()
}

#[test]
fn no_two_commands_that_can_be_meant_at_once_share_a_key() {
    let keys =
        |e: &upfront::ui::commands::Entry| e.keys.iter().flat_map(|k| k.all()).map(|(k, _)| k).collect::<Vec<_>>();
    for (nth, a) in TABLE.iter().enumerate() {
        for b in TABLE.iter().skip(nth + 1).filter(|b| a.when.meets(b.when)) {
            let shared: Vec<_> = keys(a).into_iter().filter(|k| keys(b).contains(k)).collect();
            assert!(shared.is_empty(), "{:?} and {:?} share {shared:?}", a.cmd, b.cmd);
        }
    }
}

#[test]
fn no_command_takes_a_key_that_words_or_a_screen_reader_need() {
    use Key::*;
    let words = [A, C, V, X, ArrowLeft, ArrowRight, ArrowUp, ArrowDown, Home, End, Backspace, Delete];
    for e in TABLE {
        for (key, _) in e.keys.iter().flat_map(|k| k.all()) {
            let (m, k) = (key.modifiers, key.logical_key);
            assert!(k != Insert, "{:?}: Insert belongs to screen readers", e.cmd);
            let in_words = !matches!(e.when, When::On(_));
            let plain = m == Modifiers::NONE || m == Modifiers::SHIFT;
            let function = k.name().starts_with('F') && k.name().len() > 1;
            assert!(!(in_words && plain && !function), "{:?}: {k:?} is a letter while words are typed", e.cmd);
            assert!(
                !(in_words && m == Modifiers::COMMAND && words.contains(&k)),
                "{:?}: Ctrl {k:?} edits words",
                e.cmd
            );
        }
    }
}

#[test]
fn every_command_is_in_the_table_once_and_has_a_group_that_is_shown() {
    for e in TABLE {
        assert_eq!(TABLE.iter().filter(|o| o.cmd == e.cmd).count(), 1, "{:?}", e.cmd);
        assert!(Group::ALL.contains(&e.group), "{:?}", e.cmd);
        assert!(!matches!(e.does, Does::Page) || matches!(e.when, When::On(_)), "{:?}", e.cmd);
    }
}

/// Contrast by WCAG 2.2: relative luminance, (lighter + 0.05) / (darker + 0.05).
fn contrast(a: Color32, b: Color32) -> f32 {
    let linear = |c: u8| {
        let c = f32::from(c) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let light = |c: Color32| 0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b());
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn what_stands_on_what_can_be_read_in_every_scheme() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    for scheme in Scheme::ALL {
        let p: &Palette = palette_of(scheme);
        for (name, ink, behind, least) in p.pairs() {
            let is = contrast(ink, behind);
            assert!(is >= least, "{scheme:?}: {name} {ink:?} on {behind:?} has {is:.2}, needs {least}");
        }
    }
}

#[test]
fn a_clock_that_is_set_leaves_the_timer_as_it_was_and_is_in_the_record() {
    let world = World::at(at("18:00"));
    let mut w = open(&world, [1280.0, 800.0]);
    let first = session(&w).agenda[0].id;
    w.state_mut().app.handle(Action::StartItem(first));
    world.pass_s(60);
    w.run_steps(2);
    for by in [3600, -7200] {
        let before = timer(session(&w), *world.now.lock().unwrap()).unwrap();
        world.set_clock_by_s(by);
        w.run_steps(2);
        let after = timer(session(&w), *world.now.lock().unwrap()).unwrap();
        assert_eq!(before, after, "set by {by} s");
        assert_eq!(session(&w).run.clock_set.last().unwrap().by_s, by);
    }
    // What is only kept right by the system is nothing to tell.
    world.set_clock_by_s(3);
    w.run_steps(2);
    assert_eq!(session(&w).run.clock_set.len(), 2);
}

#[test]
fn the_sound_comes_once_for_each_warning_and_only_if_it_is_wanted() {
    let world = World::at(at("18:00"));
    let mut w = open(&world, [1280.0, 800.0]);
    let first = session(&w).agenda[0].id;
    let play = |w: &mut Shown, world: &World| {
        w.state_mut().app.handle(Action::StartItem(first));
        for _ in 0..22 {
            world.pass_s(30);
            w.run_steps(2);
        }
        *world.chimes.lock().unwrap()
    };
    assert_eq!(play(&mut w, &world), 0);
    w.state_mut().app.handle(Action::Prefer(Preference::Sound(true)));
    // Ten minutes: five left, one left, over.
    assert_eq!(play(&mut w, &world), 3);
}

#[test]
fn settings_of_the_machine_are_kept() {
    let world = World::at(at("18:00"));
    let mut w = open(&world, [1280.0, 800.0]);
    w.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
    w.run_steps(4);
    w.state_mut().app.handle(Action::Prefer(Preference::Scheme(Scheme::HighContrast)));
    w.run_steps(2);
    assert!((w.ctx.zoom_factor() - 1.1).abs() < 0.001);
    for _ in 0..40 {
        w.state_mut().app.handle(Action::Prefer(Preference::Zoom(10)));
    }
    let kept = load_settings(&crate::fake::SharedDisk(world.disk.clone()), "/settings.ron".as_ref());
    assert_eq!((kept.zoom_percent, kept.scheme), (250, Scheme::HighContrast));
}

#[test]
fn the_room_waits_five_seconds_for_new_words_and_never_sees_a_listed_name() {
    let world = World::at(at("19:17"));
    let mut w = open(&world, [1280.0, 800.0]);
    w.state_mut().app.handle(Action::Look(Look::RoomShows(RoomShows::Newest)));
    w.state_mut().app.handle(Action::Look(Look::RoomScreen(true)));
    let say = |w: &mut Shown, words: &str| {
        w.state_mut().app.handle(Action::Look(Look::Capture(words.into())));
        w.state_mut().app.handle(Action::Capture);
        w.run_steps(2);
    };
    let newest = |w: &Shown| w.state().app.room.lock().unwrap().newest.first().cloned().unwrap();
    say(&mut w, "A slide for the little ones");
    assert_ne!(newest(&w), "A slide for the little ones");
    world.pass_s(5);
    w.run_steps(2);
    assert_eq!(newest(&w), "A slide for the little ones");
    say(&mut w, "And a swing");
    w.state_mut().app.handle(Action::LetThrough);
    w.run_steps(2);
    assert_eq!(newest(&w), "And a swing");
    // Tomasz said no to any quote.
    say(&mut w, "As Tomasz said, no swing");
    world.pass_s(60);
    w.run_steps(2);
    assert_eq!(newest(&w), "And a swing");
    assert!(*world.awake.lock().unwrap(), "the computer stays awake while the room looks");
    w.state_mut().app.handle(Action::Look(Look::RoomScreen(false)));
    w.run_steps(2);
    assert!(!*world.awake.lock().unwrap());
}

#[test]
fn the_digits_on_the_rooms_screen_are_a_sixth_of_its_height() {
    for (width, height) in [(1280.0, 720.0), (1024.0, 768.0), (800.0, 600.0), (1920.0, 1080.0), (900.0, 600.0)] {
        let full = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        // A digit of this face is 0.66 of its size high.
        let digit = upfront::ui::digits_size(full) * 0.66;
        assert!(digit >= height / 6.0, "{width}x{height}: {digit}");
    }
}

#[test]
fn the_palette_runs_commands_and_jumps_to_words() {
    let world = World::at(at("19:17"));
    let mut w = open(&world, [1280.0, 800.0]);
    let find = |w: &mut Shown, words: &str| {
        w.key_press_modifiers(Modifiers::COMMAND, Key::K);
        w.run_steps(3);
        w.event(egui::Event::Text(words.into()));
        w.run_steps(3);
        w.key_press(Key::Enter);
        w.run_steps(3);
        assert!(w.state().app.view.palette.is_none());
    };
    find(&mut w, "s10");
    assert_eq!(w.state().app.view.page, Page::Scope);
    assert_eq!(w.state().app.view.boundary, Some(session(&w).boundaries[9].id));
    find(&mut w, "gravel");
    assert_ne!(w.state().app.view.page, Page::Scope);
    find(&mut w, "dark colours");
    assert_eq!(w.state().app.settings.scheme, Scheme::Dark);
    find(&mut w, "go to a page: actions");
    assert_eq!(w.state().app.view.page, Page::Actions);
    assert!(TABLE.iter().any(|e| e.cmd == Cmd::Palette));
}

#[test]
fn words_from_the_right_can_be_edited_anywhere_in_them() {
    let world = World::at(at("19:17"));
    let mut w = open(&world, [1280.0, 800.0]);
    w.key_press(Key::F2);
    w.run_steps(2);
    w.event(egui::Event::Text("مقعد ٣٥ ספסל বেঞ্চ ৩৫".into()));
    w.run_steps(2);
    for (modifiers, key) in [
        (Modifiers::NONE, Key::End),
        (Modifiers::COMMAND, Key::Delete),
        (Modifiers::NONE, Key::ArrowRight),
        (Modifiers::COMMAND, Key::ArrowRight),
        (Modifiers::COMMAND, Key::Delete),
        (Modifiers::COMMAND, Key::Backspace),
        (Modifiers::NONE, Key::Home),
        (Modifiers::COMMAND, Key::Delete),
        (Modifiers::NONE, Key::Backspace),
    ] {
        w.key_press_modifiers(modifiers, key);
        w.run_steps(2);
    }
    assert!(!w.state().app.view.capture.text.is_empty());
}

#[test]
fn numbers_that_no_workshop_has_stop_no_page() {
    let most = u32::MAX.to_string();
    let mut text = SAMPLE.split("// Leave the following").next().unwrap().to_string();
    for field in
        ["planned_min: ", "report_back_min: ", "least_min: ", "dots: ", "each: ", "voters: ", "count: ", "support: "]
    {
        let mut out = String::new();
        for (nth, part) in text.split(field).enumerate() {
            let digits = part.chars().take_while(char::is_ascii_digit).count();
            out += &if nth > 0 && digits > 0 {
                format!("{field}{most}{}", &part[digits..])
            } else if nth > 0 {
                format!("{field}{part}")
            } else {
                part.to_string()
            };
        }
        text = out;
    }
    let world = World::at(at("19:17"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/s/most.ron", text.as_bytes());
    w.state_mut().app.handle(Action::Open("/s/most.ron".into()));
    w.run_steps(3);
    assert_eq!(session(&w).agenda[0].planned_min, u32::MAX, "{:?}", w.state().app.view.notice);
    w.state_mut().app.handle(Action::Look(Look::Aside(Some(Aside::Themes))));
    w.state_mut().app.handle(Action::Back);
    for page in Page::ALL {
        go(&mut w, page);
    }
    w.state_mut().app.handle(Action::ReportBack);
    w.state_mut().app.handle(Action::Give(i32::MAX));
    w.state_mut().app.handle(Action::Give(i32::MAX));
    go(&mut w, Page::Live);
}

#[test]
fn short_names_and_names_written_together_are_found_and_words_like_them_are_not() {
    for (name, words, found) in [
        ("Jo Ng", "Jo wants a bench", true),
        ("Jo Ng", "We asked Ng.", true),
        ("Jo Ng", "jo-jo, and talking", false),
        ("Maria de Souza", "de facto", false),
        ("Maria de Souza", "as MARIA said", true),
        ("Amina K.", "Block K", false),
        ("李明", "我们问了李明。", true),
        ("李明", "李先生", false),
        ("Łukasz", "łukasz był tu", true),
    ] {
        let mut s = upfront::store::sample().unwrap();
        let person = s.people[0].id;
        s.people.update(person, |p| p.name_printed = upfront::model::Consent::NotAsked);
        s.private.names.insert(person, name.into());
        assert_eq!(upfront::insight::Unnamed::of(&s).stand_in(words), found, "{name} in {words}");
    }
}

#[test]
fn a_key_that_is_pressed_in_the_rooms_window_runs_the_evening() {
    let world = World::at(at("18:00"));
    let mut w = open(&world, [1280.0, 800.0]);
    let first = session(&w).agenda[0].id;
    w.state_mut().app.handle(Action::StartItem(first));
    let key = |key, modifiers| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    let keys = w.state().app.room_keys.clone();
    keys.lock().unwrap().push(key(Key::F8, Modifiers::NONE));
    w.run_steps(2);
    assert!(session(&w).run.current().unwrap().paused());
    assert!(keys.lock().unwrap().is_empty());
}

#[test]
fn in_an_open_list_keys_stay_in_it_and_tab_leaves_it() {
    use crate::keyboard::{focused, go_to, press};
    let world = World::at(at("20:40"));
    let mut w = open(&world, [1280.0, 800.0]);
    go(&mut w, Page::Actions);
    go_to(&mut w, "Money");
    press(&mut w, Modifiers::NONE, Key::Enter);
    let mut met = vec![focused(&w).unwrap()];
    for _ in 0..6 {
        press(&mut w, Modifiers::NONE, Key::ArrowDown);
        met.push(focused(&w).unwrap());
    }
    met.dedup();
    assert_eq!(met, ["Funded", "None needed", "To find"], "down to the last, and no further");
    press(&mut w, Modifiers::NONE, Key::Tab);
    w.run_steps(2);
    assert!(!egui::Popup::is_any_open(&w.ctx), "the list that was left is closed");
    let before = session(&w).actions[0].money;
    go_to(&mut w, "With whom");
    w.event(egui::Event::Text("to the garden group".into()));
    w.run_steps(2);
    press(&mut w, Modifiers::NONE, Key::Enter);
    assert!(session(&w).actions.iter().any(|a| a.with.contains("to the garden group")), "words are words again");
    assert_eq!(session(&w).actions[0].money, before);
}

#[test]
fn the_keys_of_the_board_work_again_after_a_list_that_one_of_them_opened() {
    use crate::keyboard::{focused, press, words};
    let world = World::at(at("20:40"));
    let mut w = open(&world, [1280.0, 800.0]);
    go(&mut w, Page::Board);
    let (a, b) = (session(&w).contributions[0].id, session(&w).contributions[1].id);
    w.state_mut().app.handle(Action::Look(Look::Select(upfront::app::Select::Contributions(vec![a, b]))));
    w.run_steps(3);
    press(&mut w, Modifiers::NONE, Key::T);
    words(&mut w, "#lighting");
    assert_eq!(focused(&w).as_deref(), Some("#lighting"));
    press(&mut w, Modifiers::NONE, Key::Enter);
    w.run_steps(2);
    let lighting = session(&w).themes.iter().find(|t| t.name == "lighting").unwrap().id;
    assert!(session(&w).contributions.iter().take(2).all(|c| c.themes.first() == Some(&lighting)));
    assert_eq!(w.state().app.view.contributions.len(), 2, "they are still selected");
    press(&mut w, Modifiers::NONE, Key::S);
    words(&mut w, "s4");
    press(&mut w, Modifiers::NONE, Key::Enter);
    w.run_steps(2);
    let s4 = session(&w).boundaries[3].id;
    assert!(session(&w).contributions.iter().take(2).all(|c| c.boundary == Some(s4)));
}

#[test]
fn the_caret_goes_only_to_what_was_just_added() {
    use crate::keyboard::focused;
    let world = World::at(at("20:40"));
    let mut w = open(&world, [1280.0, 800.0]);
    go(&mut w, Page::Responses);
    let referral = upfront::edit::new_referral(session(&w), uuid::Uuid::from_u128(7), "");
    // From a file: nobody has just added it.
    let mut s = session(&w).clone();
    s.id = uuid::Uuid::from_u128(8);
    s.keep_no(kind::referrals, referral.no);
    s.referrals.insert(referral);
    world.disk.put("/s/other.ron", upfront::store::to_text(&s).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/s/other.ron".into()));
    w.run_steps(3);
    go(&mut w, Page::Responses);
    assert_ne!(focused(&w).as_deref(), Some("What was sent"));
    w.state_mut().app.handle(Action::AddDecision);
    go(&mut w, Page::Decisions);
    assert_eq!(focused(&w).as_deref(), Some("What was decided, asked, or not agreed"));
    w.ctx.memory_mut(|m| m.stop_text_input());
    w.run_steps(3);
    assert_eq!(focused(&w), None, "once");
}
