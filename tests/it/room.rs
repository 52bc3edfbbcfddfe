//! Several laptops in one room: what is typed at one stands on the others.

use crate::alder::at;
use crate::fake::World;
use crate::five_tables::{FILE, before_the_tables};
use crate::laptops::{Shown, act, laptop, open, open_in, says, session};
use crate::pages::{SIZES, keep};
use crate::window::window;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use upfront::app::{Action, Job, JoinTyped, Look, Page};
use upfront::edit::{self, Command, ContributionField, Edit, Key, SessionField, new_partner};
use upfront::model::{Private, Session};
use upfront::nearby::{Role, Stands, Wants};
use upfront::record::{Freezer, Freezing, freeze, mark_changed};
use upfront::store::book::Book;
use upfront::store::bring::bring;
use upfront::store::{SAMPLE, read_sound, to_text};
use uuid::Uuid;

/// The facilitator’s laptop with the room open.
pub fn room() -> (World, Shown) {
    let world = laptop(1, "19:00");
    let mut w = open(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes());
    act(&mut w, Action::OpenRoom);
    (world, w)
}

/// A laptop that shares the air with the facilitator’s.
pub fn beside(world: &World, nth: u128, clock: &str) -> World {
    World { air: world.air.clone(), ..laptop(nth, clock) }
}

/// Comes into the room with the right code.
pub fn come_in(host: &mut Shown, world: &World, wants: Wants) -> Shown {
    let mut w = window(world, [1280.0, 800.0], 1.0);
    act(&mut w, Action::Join(true));
    let code = host.state().app.open_room().unwrap().code.clone();
    act(&mut w, Action::JoinTyped(JoinTyped::Code(code)));
    act(&mut w, Action::JoinTyped(JoinTyped::Wants(wants)));
    act(&mut w, Action::JoinNow);
    settle(&mut [host, &mut w]);
    w
}

/// Lets everything arrive everywhere.
pub fn settle(all: &mut [&mut Shown]) {
    for _ in 0..8 {
        all.iter_mut().for_each(|w| w.run_steps(2));
    }
}

fn words(w: &Shown) -> Vec<String> {
    session(w).contributions.iter().map(|c| format!("C{} {}", c.no, c.words)).collect()
}

#[test]
fn what_is_typed_at_a_table_stands_on_every_screen() {
    let (world, mut host) = room();
    let mut three = come_in(&mut host, &beside(&world, 13, "19:02"), Wants::Notes { table: 3 });
    let mut five = come_in(&mut host, &beside(&world, 15, "19:02"), Wants::Notes { table: 5 });
    let seen = &host.state().app.open_room().unwrap().seen;
    let stands: Vec<_> = seen.iter().map(|seen| (seen.copy.to_string(), seen.role, seen.stands.clone())).collect();
    let here = Stands::Here { level: true, typing: false };
    assert_eq!(stands, [("3".into(), Role::NoteTaker, here.clone()), ("5".into(), Role::NoteTaker, here)]);

    says(&mut three, "Benches with arms, and a back");
    says(&mut host, "The lift is out of order");
    says(&mut five, "Who holds the key in winter?");
    settle(&mut [&mut host, &mut three, &mut five]);
    let all = words(&host);
    assert!(all.contains(&"C3-1 Benches with arms, and a back".into()), "{all:?}");
    assert!(all.contains(&"C5-1 Who holds the key in winter?".into()), "{all:?}");
    assert!(all.contains(&"C18 The lift is out of order".into()), "{all:?}");
    for w in [&three, &five] {
        assert_eq!(words(w), all);
    }
    assert_eq!(at("19:00"), *world.now.lock().unwrap());
}

/// The laptop stops without a word; its disk stays as it is.
pub fn kill(w: Shown, world: &World) {
    drop(w);
    world.ends.lock().unwrap().clear();
    world.disk.let_go();
}

/// Starts Upfront again, and goes on with what was not put away.
pub fn start_again(world: &World) -> Shown {
    *world.ids.lock().unwrap() += 1 << 20;
    let mut w = window(world, [1280.0, 800.0], 1.0);
    let left = w.state().app.unfinished.first().expect("something was not put away").id;
    act(&mut w, Action::Continue(left));
    w
}

/// Seconds pass on these laptops, a little at a time.
pub fn pass(seconds: u32, worlds: &[&World], all: &mut [&mut Shown]) {
    for _ in 0..seconds {
        worlds.iter().for_each(|world| world.pass_s(1));
        all.iter_mut().for_each(|w| w.run_steps(1));
    }
    settle(all);
}

fn notice(w: &Shown) -> String {
    w.state().app.view.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default()
}

pub fn cut(world: &World, laptop: &World, is_cut: bool) {
    let name = laptop.machine.lock().unwrap().clone();
    let mut air = world.air.lock().unwrap();
    if is_cut {
        air.cut.insert(name)
    } else {
        air.cut.remove(&name)
    };
}

#[test]
fn a_laptop_that_loses_the_network_goes_on_and_catches_up() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:02");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    cut(&world, &far, true);
    says(&mut three, "Said while nobody heard");
    says(&mut host, "And this was said in the room");
    pass(20, &[&world, &far], &mut [&mut host, &mut three]);
    assert!(!words(&host).contains(&"C3-1 Said while nobody heard".into()));
    let waits = host.state().app.room_waits();
    assert_eq!(waits, ["Table 3 is missing since 19:00"]);
    assert!(three.query_by_label_contains("cannot be reached since").is_some());
    // Nothing is frozen without it.
    act(&mut host, Action::Freeze);
    assert!(session(&host).versions.is_empty());

    cut(&world, &far, false);
    pass(5, &[&world, &far], &mut [&mut host, &mut three]);
    assert!(words(&host).contains(&"C3-1 Said while nobody heard".into()));
    assert_eq!(words(&host), words(&three));
    assert_eq!(host.state().app.room_waits(), [""; 0]);
}

#[test]
fn laptops_that_were_killed_are_in_the_room_again_and_nothing_is_lost() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:02");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    says(&mut three, "One");
    settle(&mut [&mut host, &mut three]);
    // The table's laptop, with words that nobody else has.
    cut(&world, &far, true);
    says(&mut three, "Two");
    kill(three, &far);
    cut(&world, &far, false);
    says(&mut host, "Meanwhile");
    let mut three = start_again(&far);
    pass(12, &[&world, &far], &mut [&mut host, &mut three]);
    assert_eq!(words(&host), words(&three));
    assert!(words(&host).contains(&"C3-2 Two".into()));
    says(&mut three, "Three");
    settle(&mut [&mut host, &mut three]);
    assert!(words(&host).contains(&"C3-3 Three".into()), "no number is given twice");

    // The facilitator's; the room is opened again by a click, and nobody types a code.
    says(&mut host, "Just before the laptop stopped");
    kill(host, &world);
    says(&mut three, "While the facilitator’s laptop was off");
    pass(12, &[&world, &far], &mut [&mut three]);
    let mut host = start_again(&world);
    assert!(host.query_by_label_contains("was open to other laptops when this one stopped").is_some());
    act(&mut host, Action::OpenRoom);
    pass(12, &[&world, &far], &mut [&mut host, &mut three]);
    assert_eq!(words(&host), words(&three));
    assert!(words(&host).iter().any(|w| w.contains("While the facilitator’s")));
    assert!(session(&host).clashes.is_empty(), "{:?}", session(&host).clashes);
    says(&mut three, "And on it goes");
    settle(&mut [&mut host, &mut three]);
    assert!(words(&host).contains(&"C3-5 And on it goes".into()));
    assert!(session(&three).clashes.is_empty());
}

#[test]
fn a_room_that_has_another_address_is_found_again_and_nobody_types_the_code() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:02");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    kill(host, &world);
    says(&mut three, "Said while the room was moved to the phone’s hotspot");
    // Its address goes by its name here.
    *world.machine.lock().unwrap() = "MOVED".into();
    let mut host = start_again(&world);
    act(&mut host, Action::OpenRoom);
    pass(12, &[&world, &far], &mut [&mut host, &mut three]);
    assert_eq!(words(&host), words(&three));
    assert!(words(&host).iter().any(|w| w.contains("hotspot")));

    // Also where the table's laptop was started anew in between.
    kill(three, &far);
    kill(host, &world);
    *world.machine.lock().unwrap() = "MOVED-AGAIN".into();
    let mut three = start_again(&far);
    let mut host = start_again(&world);
    act(&mut host, Action::OpenRoom);
    pass(12, &[&world, &far], &mut [&mut host, &mut three]);
    says(&mut three, "And on it goes");
    settle(&mut [&mut host, &mut three]);
    assert!(words(&host).iter().any(|w| w.contains("And on it goes")));
}

#[test]
fn a_laptop_whose_clock_is_an_hour_wrong_goes_by_the_facilitators() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "20:00");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    pass(3, &[&world, &far], &mut [&mut host, &mut three]);
    says(&mut three, "What time is it?");
    settle(&mut [&mut host, &mut three]);
    let said = session(&host).contributions.iter().find(|c| c.table == 3).unwrap().at;
    assert!((said - at("19:00")).num_seconds().abs() < 60, "{said}");
    assert_eq!(session(&three).run, before_the_tables().run, "nobody slept, and no clock was set");
    act(&mut three, Action::LeaveRoom);
    assert!((three.state().app.env.now() - at("20:00")).num_minutes().abs() < 1, "out of the room it is its own again");
}

#[test]
fn each_laptop_changes_only_what_it_may() {
    let (world, mut host) = room();
    let mut three = come_in(&mut host, &beside(&world, 13, "19:00"), Wants::Notes { table: 3 });
    let mut screen = come_in(&mut host, &beside(&world, 14, "19:00"), Wants::Screen);
    assert!(screen.state().app.view.room_here, "it shows what the room sees");
    let all = |w: &Shown| to_text(session(w)).unwrap();
    let before = (all(&three), all(&screen));

    let s = session(&three).clone();
    let first = s.contributions.iter().next().unwrap().id;
    let changes = [
        Command::Edit(Edit::Contribution(first, ContributionField::Words("Not what was said".into()))),
        Command::Remove(Key::Contribution(first)),
        Command::session(SessionField::Title("Another title".into())),
        Command::Add(new_partner(&s, Uuid::from_u128(77), "A developer").into()),
    ];
    for command in changes {
        act(&mut three, Action::Do("change".into(), command));
        assert!(notice(&three).starts_with("This laptop takes notes"), "{}", notice(&three));
    }
    says(&mut screen, "A screen says nothing");
    assert!(notice(&screen).starts_with("This laptop shows"), "{}", notice(&screen));
    assert_eq!(before, (all(&three), all(&screen)));

    // Its own it may change, and take back.
    says(&mut three, "Bneches");
    let own = session(&three).contributions.iter().find(|c| c.table == 3).unwrap().id;
    let mend = Command::Edit(Edit::Contribution(own, ContributionField::Words("Benches".into())));
    act(&mut three, Action::Do("typing".into(), mend));
    settle(&mut [&mut host, &mut three, &mut screen]);
    assert!(words(&screen).contains(&"C3-1 Benches".into()));
    act(&mut three, Action::Undo);
    act(&mut three, Action::Undo);
    settle(&mut [&mut host, &mut three, &mut screen]);
    assert!(!words(&screen).iter().any(|w| w.starts_with("C3-1")));

    // The facilitator lets it do more: all but freezing.
    let no = host.state().app.open_room().unwrap().seen[0].no;
    act(&mut host, Action::SetRole(no, Role::Facilitator));
    settle(&mut [&mut host, &mut three]);
    act(&mut three, Action::PauseOrResume);
    settle(&mut [&mut host, &mut three]);
    assert_eq!(session(&host).run, session(&three).run);
    assert_ne!(session(&host).run, s.run, "the clock was held");
    act(&mut three, Action::Freeze);
    assert!(session(&three).versions.is_empty());
    act(&mut host, Action::PutOut(no));
    settle(&mut [&mut host, &mut three]);
    assert!(notice(&three).contains("put this laptop out"), "{}", notice(&three));
    says(&mut three, "Still here");
    settle(&mut [&mut host, &mut three]);
    assert!(!words(&host).iter().any(|w| w.contains("Still here")));
    assert!(words(&three).iter().any(|w| w.contains("Still here")), "it keeps its file");
}

#[test]
fn what_comes_after_freezing_waits_for_the_next_version() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:00");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    let frozen = |w: &mut Shown| {
        let s = session(w).clone();
        let mut ids = 900..;
        let freezer = Freezer { id: Uuid::from_u128(ids.next().unwrap()).into(), at: at("19:01"), by: "X", why: "" };
        match freeze(&s, &freezer, || "00".repeat(16)) {
            Freezing::New(version, salts) => act(w, Action::Do("version 1".into(), edit::freeze(&s, *version, salts))),
            Freezing::Unchanged(_) => unreachable!(),
        }
    };
    frozen(&mut host);
    settle(&mut [&mut host, &mut three]);
    assert_eq!(session(&three).versions.len(), 1);
    let code = session(&host).versions[0].code;
    says(&mut three, "One more thing");
    settle(&mut [&mut host, &mut three]);
    let s = session(&host);
    assert!(words(&host).contains(&"C3-1 One more thing".into()));
    assert!(s.changed_since_version && session(&three).changed_since_version, "it is said to be a draft of version 2");
    assert_eq!(s.versions[0].code, code, "the version stands as it was frozen");
    assert!(upfront::record::current(s).is_none());
}

#[test]
fn words_that_two_laptops_changed_at_once_are_shown_with_both() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:00");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    says(&mut three, "Bench");
    settle(&mut [&mut host, &mut three]);
    let own = session(&three).contributions.iter().find(|c| c.table == 3).unwrap().id;
    let edit = |words: &str| Command::Edit(Edit::Contribution(own, ContributionField::Words(words.into())));
    cut(&world, &far, true);
    act(&mut three, Action::Do("words".into(), edit("Benches")));
    act(&mut host, Action::Do("words".into(), edit("A bench")));
    cut(&world, &far, false);
    pass(12, &[&world, &far], &mut [&mut host, &mut three]);
    assert_eq!(session(&host).clashes.len(), 1);
    assert_eq!(session(&three).clashes, session(&host).clashes);
    act(&mut host, Action::Do("words".into(), edit("Two benches")));
    settle(&mut [&mut host, &mut three]);
    for w in [&host, &three] {
        assert!(session(w).clashes.is_empty());
        assert!(words(w).contains(&"C3-1 Two benches".into()));
    }
}

#[test]
fn a_wrong_code_is_said_and_can_be_tried_five_times() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:00");
    let mut w = window(&far, [1280.0, 800.0], 1.0);
    act(&mut w, Action::Join(true));
    let code = host.state().app.open_room().unwrap().code.clone();
    act(&mut w, Action::JoinTyped(JoinTyped::Code("12".into())));
    act(&mut w, Action::JoinNow);
    assert_eq!(notice(&w), "The code has six digits; the facilitator reads it aloud");
    act(&mut w, Action::JoinTyped(JoinTyped::Code("999999".into())));
    act(&mut w, Action::JoinNow);
    assert!(notice(&w).starts_with("Choose the table"), "{}", notice(&w));
    act(&mut w, Action::JoinTyped(JoinTyped::Wants(Wants::Notes { table: 3 })));
    for _ in 0..5 {
        act(&mut w, Action::JoinNow);
        settle(&mut [&mut host, &mut w]);
        let form = w.state().app.view.join.as_ref().unwrap();
        assert_eq!(form.tried.last().unwrap().outcome, "that is not the code");
    }
    assert_ne!(host.state().app.open_room().unwrap().code, code, "there is another");
    assert!(notice(&host).contains("Five wrong codes"));
    act(&mut w, Action::JoinNow);
    settle(&mut [&mut host, &mut w]);
    let form = w.state().app.view.join.as_ref().unwrap();
    assert!(form.tried.last().unwrap().outcome.contains("wait half a minute"));
    assert!(host.state().app.open_room().unwrap().seen.is_empty());
}

#[test]
fn closing_the_room_leaves_everybody_with_a_whole_file() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:00");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    says(&mut three, "Benches");
    settle(&mut [&mut host, &mut three]);
    act(&mut host, Action::CloseRoom);
    settle(&mut [&mut three]);
    assert!(notice(&three).contains("The room is closed"), "{}", notice(&three));
    let path = three.state().app.document.as_ref().unwrap().status.path.clone().unwrap();
    act(&mut three, Action::CloseSession);
    act(&mut host, Action::CloseSession);
    let file = |world: &World, path: &str| read_sound(Path::new(path), &world.disk.file(path).unwrap()).unwrap();
    let (mine, theirs) = (file(&world, FILE), file(&far, path.to_str().unwrap()));
    assert!(mine.changed.is_none() && theirs.changed.is_none());
    let said = |s: &Session| s.contributions.iter().map(|c| c.words.clone()).collect::<Vec<_>>();
    assert_eq!(said(&mine.session), said(&theirs.session));
    assert_eq!(theirs.session.private, Private::default());
    // From its file it can be brought in as from any stick: there is nothing new in it.
    let mut book = Book::of_file(Path::new(FILE), &world.disk.file(FILE).unwrap()).unwrap();
    let other = (path.clone(), far.disk.file(path.to_str().unwrap()).unwrap());
    let brought = bring(&mine.session, &mut book, &[other], mark_changed).unwrap();
    assert!(!brought.is_news(), "{}", brought.words());
}

#[test]
fn nobody_waits_for_a_laptop_that_left_with_everything_told() {
    let (world, mut host) = room();
    let mut three = come_in(&mut host, &beside(&world, 13, "19:00"), Wants::Notes { table: 3 });
    says(&mut three, "All I have");
    settle(&mut [&mut host, &mut three]);
    act(&mut three, Action::LeaveRoom);
    settle(&mut [&mut host, &mut three]);
    assert!(notice(&host).contains("has left the room; all it wrote is here"), "{}", notice(&host));
    assert_eq!(host.state().app.room_waits(), [""; 0]);
    assert!(words(&host).contains(&"C3-1 All I have".into()));
}

#[test]
fn a_photo_that_a_table_takes_is_on_the_facilitators_laptop_too() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:00");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    far.disk.put("/camera/chart.jpg", &crate::photos::chart(image::ImageFormat::Jpeg));
    act(&mut three, Action::Dropped(vec!["/camera/chart.jpg".into()]));
    settle(&mut [&mut host, &mut three]);
    let digest = session(&host).photos[0].digest.clone();
    let picture = |world: &World| world.disk.file(&format!("/data/photos/{digest}.jpg"));
    assert!(picture(&far).is_some());
    assert_eq!(picture(&world), picture(&far));
}

#[test]
fn what_comes_on_a_stick_while_the_room_is_open_reaches_the_tables() {
    let (_, copies) = crate::five_tables::five_tables();
    let (world, mut host) = room();
    let mut three = come_in(&mut host, &beside(&world, 13, "19:00"), Wants::Notes { table: 3 });
    let (path, bytes) = &copies[4];
    world.disk.put(path.to_str().unwrap(), bytes);
    act(&mut host, Action::Done(Job::PickedCopiesIn(vec![path.clone()])));
    act(&mut host, Action::TakeCopies);
    settle(&mut [&mut host, &mut three]);
    assert!(words(&host).iter().any(|w| w.starts_with("C5-1 ")), "{}", notice(&host));
    assert_eq!(words(&host), words(&three));
    // The tables have it: one undo would not take it back from them.
    act(&mut host, Action::Undo);
    settle(&mut [&mut host, &mut three]);
    assert_eq!(words(&host), words(&three));
    assert!(words(&host).iter().any(|w| w.starts_with("C5-1 ")));
}

#[test]
fn a_copy_from_a_stick_comes_into_the_room_as_it_is() {
    let world = laptop(1, "19:00");
    let mut host = open(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes());
    act(&mut host, Action::CopiesOut(true));
    world.answers.lock().unwrap().push_back(Some("/stick/table-3.ron".into()));
    act(&mut host, Action::BrowseCopyOut(3));
    act(&mut host, Action::CopiesOut(false));
    let copy = world.disk.file("/stick/table-3.ron").unwrap();
    act(&mut host, Action::OpenRoom);
    let far = beside(&world, 13, "19:00");
    let mut three = open(&far, "/stick/table-3.ron", &copy);
    says(&mut three, "Before it came in");
    let code = host.state().app.open_room().unwrap().code.clone();
    act(&mut three, Action::Join(true));
    act(&mut three, Action::JoinTyped(JoinTyped::Code(code)));
    act(&mut three, Action::JoinNow);
    settle(&mut [&mut host, &mut three]);
    assert!(three.state().app.joined_room().is_some(), "{}", notice(&three));
    says(&mut three, "And after");
    settle(&mut [&mut host, &mut three]);
    for wanted in ["C3-1 Before it came in", "C3-2 And after"] {
        assert!(words(&host).contains(&wanted.into()), "{:?}", words(&host));
    }
    assert_eq!(words(&host), words(&three));
    assert_eq!(three.state().app.document.as_ref().unwrap().status.path, Some("/stick/table-3.ron".into()));

    kill(host, &world);
    *world.machine.lock().unwrap() = "MOVED".into();
    let mut host = start_again(&world);
    act(&mut host, Action::OpenRoom);
    says(&mut three, "Found again");
    pass(12, &[&world, &far], &mut [&mut host, &mut three]);
    assert!(words(&host).contains(&"C3-3 Found again".into()), "{}", notice(&three));
}

#[test]
fn pictures_of_the_room() {
    for (size, points, scale) in SIZES {
        let world = laptop(1, "19:00");
        let mut host = open_in(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes(), points, scale);
        act(&mut host, Action::Laptops(true));
        keep(&mut host, &format!("room-closed-{size}"));
        act(&mut host, Action::OpenRoom);
        keep(&mut host, &format!("room-empty-{size}"));

        let far = beside(&world, 13, "19:02");
        let mut three = window(&far, points, scale);
        keep(&mut three, &format!("room-start-{size}"));
        act(&mut three, Action::Join(true));
        three.run_steps(4);
        keep(&mut three, &format!("room-join-{size}"));
        let type_code = |w: &mut Shown, code: &str| act(w, Action::JoinTyped(JoinTyped::Code(code.into())));
        type_code(&mut three, "999999");
        act(&mut three, Action::JoinTyped(JoinTyped::Wants(Wants::Notes { table: 3 })));
        act(&mut three, Action::JoinNow);
        settle(&mut [&mut host, &mut three]);
        keep(&mut three, &format!("room-wrong-code-{size}"));
        let code = host.state().app.open_room().unwrap().code.clone();
        type_code(&mut three, &code);
        act(&mut three, Action::JoinNow);
        settle(&mut [&mut host, &mut three]);
        says(&mut three, "Somewhere clean to pray at lunchtime on Fridays.");
        let gone = beside(&world, 15, "19:02");
        let mut five = come_in(&mut host, &gone, Wants::Notes { table: 5 });
        cut(&world, &gone, true);
        let mut screen = come_in(&mut host, &beside(&world, 16, "19:02"), Wants::Screen);
        pass(10, &[&world, &gone, &far], &mut [&mut host, &mut three, &mut five, &mut screen]);
        act(&mut three, Action::Look(Look::Capture("Who holds the key".into())));
        settle(&mut [&mut host, &mut three, &mut screen]);
        keep(&mut three, &format!("room-table-{size}"));
        keep(&mut five, &format!("room-gone-{size}"));
        keep(&mut host, &format!("room-laptops-{size}"));
        act(&mut host, Action::Laptops(false));
        act(&mut host, Action::Go(Page::Live));
        keep(&mut host, &format!("room-live-{size}"));
        act(&mut host, Action::Go(Page::Sign));
        keep(&mut host, &format!("room-sign-{size}"));
        kill(host, &world);
        let mut host = window(&world, points, scale);
        let left = host.state().app.unfinished[0].id;
        act(&mut host, Action::Continue(left));
        keep(&mut host, &format!("room-was-open-{size}"));
    }
}

#[test]
fn pictures_of_freezing_in_a_room_and_of_what_to_try() {
    for (size, points, scale) in SIZES {
        let world = laptop(1, "20:30");
        let mut host = open_in(&world, FILE, SAMPLE.as_bytes(), points, scale);
        act(&mut host, Action::OpenRoom);
        host.get_by_label("If a laptop cannot find the room").click();
        host.run_steps(6);
        keep(&mut host, &format!("room-help-{size}"));
        let far = beside(&world, 13, "20:30");
        let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
        says(&mut three, "Said after the text was frozen.");
        settle(&mut [&mut host, &mut three]);
        act(&mut host, Action::Laptops(false));
        act(&mut host, Action::Go(Page::Sign));
        keep(&mut host, &format!("room-after-freezing-{size}"));
        cut(&world, &far, true);
        pass(12, &[&world, &far], &mut [&mut host, &mut three]);
        assert!(host.query_by_label_contains("Table 3 is missing since 20:30").is_some());
        keep(&mut host, &format!("room-freezing-waits-{size}"));
        let mut none = window(&beside(&laptop(2, "20:30"), 14, "20:30"), points, scale);
        act(&mut none, Action::Join(true));
        act(&mut none, Action::JoinTyped(JoinTyped::Address("192.168.1.5".into())));
        act(&mut none, Action::JoinTyped(JoinTyped::Code("482913".into())));
        act(&mut none, Action::JoinTyped(JoinTyped::Wants(Wants::Notes { table: 3 })));
        act(&mut none, Action::JoinNow);
        settle(&mut [&mut none]);
        keep(&mut none, &format!("room-not-found-{size}"));
        assert!(none.state().app.is_joining(), "it is tried again and again");
        act(&mut none, Action::JoinTyped(JoinTyped::Address("192.168.1.6".into())));
        assert!(!none.state().app.is_joining(), "until another is meant");
    }
}
