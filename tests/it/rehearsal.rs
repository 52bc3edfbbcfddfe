//! Rehearsing an evening: it plays as it was recorded, nothing of it touches a real session, and what was caught and
//! missed is worked out right.

use crate::alder::at;
use crate::fake::World;
use crate::keyboard::use_it;
use crate::window::window;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use proptest::prelude::*;
use upfront::app::{Action, Look, Rehearsal, Rehearse, Window};
use upfront::edit::{Command, Edit, Item, apply};
use upfront::model::{self, *};
use upfront::rehearsal::{Cue, Does, Outcome, Practises, Script, likeness, outcome, played, script};
use upfront::store::sample;
use uuid::Uuid;

type Shown = Harness<'static, Window>;

fn alder() -> Script {
    script(&sample().unwrap()).unwrap()
}

/// The evening by hand: 8 items, 6 counts at the door, 40 contributions, and so on.
#[test]
fn the_script_has_all_that_happened_in_its_order() {
    let s = alder();
    let count = |of: fn(&Does) -> bool| s.cues.iter().filter(|cue| of(&cue.does)).count();
    let counts = [
        count(|d| matches!(d, Does::Begins(_))),
        count(|d| matches!(d, Does::Gives { .. })),
        count(|d| matches!(d, Does::Passes(_))),
        count(|d| matches!(d, Does::Says(_))),
        count(|d| matches!(d, Does::Challenges(_))),
        count(|d| matches!(d, Does::Answers { .. })),
        count(|d| matches!(d, Does::Moves(_))),
        count(|d| matches!(d, Does::Decides(_))),
        count(|d| matches!(d, Does::AsksDissent)),
        count(|d| matches!(d, Does::Dissents(_))),
        count(|d| matches!(d, Does::Acts(_))),
        count(|d| matches!(d, Does::Ends)),
    ];
    assert_eq!(counts, [8, 2, 6, 40, 3, 2, 1, 5, 1, 2, 7, 1]);
    assert!(s.cues.is_sorted_by_key(|cue| cue.at));
    assert_eq!((s.from, s.until), (at("17:59"), at("20:38")));
    assert_eq!(s.begin.boundaries[2].now.status, Status::Shape, "S3 as it stood at the start");
    assert!(s.begin.contributions.is_empty() && s.begin.run == Run::default() && s.begin.versions.is_empty());
}

/// Where nobody practises anything it is that evening again.
#[test]
fn what_is_played_is_that_evening_again() {
    let (script, whole) = (alder(), sample().unwrap());
    let mut s = script.begin.clone();
    for cue in &script.cues {
        let command = played(&s, cue).unwrap();
        apply(&mut s, command).unwrap();
    }
    let said = |s: &Session| s.contributions.iter().map(|c| (c.no, c.at, c.words.clone(), c.item)).collect::<Vec<_>>();
    assert_eq!(said(&s), said(&whole));
    let ran = |s: &Session| s.run.items.iter().map(|r| (r.item, r.from, r.to, r.added.clone())).collect::<Vec<_>>();
    assert_eq!(ran(&s), ran(&whole));
    let decided =
        |s: &Session| s.decisions.iter().map(|d| (d.no, d.what.clone(), d.positions.clone())).collect::<Vec<_>>();
    assert_eq!(decided(&s), decided(&whole));
    let acts = |s: &Session| s.actions.iter().map(|a| (a.no, a.what.clone(), a.from)).collect::<Vec<_>>();
    assert_eq!(acts(&s), acts(&whole));
    assert_eq!((&s.boundaries, &s.movements, &s.dissents), (&whole.boundaries, &whole.movements, &whole.dissents));
}

/// Somebody writes it down: with an id of its own.
fn anew(command: Command, id: u128) -> Command {
    let id = Uuid::from_u128((0x99 << 64) + id);
    match command {
        Command::Add(Item::Contribution(c)) => Command::Add(Contribution { id: id.into(), ..*c }.into()),
        Command::Add(Item::Decision(d)) => Command::Add(Decision { id: id.into(), ..*d }.into()),
        Command::Add(Item::Dissent(d)) => Command::Add(Dissent { id: id.into(), ..*d }.into()),
        Command::Add(Item::Action(a)) => Command::Add(model::Action { id: id.into(), from: None, ..*a }.into()),
        Command::Add(Item::Challenge(c)) => Command::Add(Challenge { id: id.into(), ..*c }.into()),
        Command::Add(Item::Movement(m)) => Command::Add(Movement { id: id.into(), ..*m }.into()),
        Command::MoveBoundary(m) => Command::MoveBoundary(Box::new(Move { id: id.into(), ..*m })),
        other => other,
    }
}

/// What somebody practised who did what `does` says, and nothing else; the rest was played.
fn practised(script: &Script, practises: Practises, does: &dyn Fn(usize, &Cue) -> bool) -> Session {
    let mut s = script.begin.clone();
    for (n, cue) in script.cues.iter().enumerate() {
        let mine = practises.has(cue.does.part());
        if mine && (!does(n, cue) || !cue.does.is_asked()) {
            continue;
        }
        let command = match (&cue.does, mine) {
            (Does::Answers { boundary, answer, .. }, true) => {
                let own = s.challenges.iter().find(|c| c.boundary == *boundary).map(|c| c.id);
                let Some(id) = own else { continue };
                Command::Edit(Edit::Challenge(id, upfront::edit::ChallengeField::Answer(Some(answer.clone()))))
            }
            (_, true) => anew(played(&s, cue).unwrap(), n as u128),
            (_, false) => played(&s, cue).unwrap(),
        };
        apply(&mut s, command).unwrap();
    }
    s
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Whatever is left out, exactly that was missed.
    #[test]
    fn exactly_what_was_left_out_was_missed(seed: u64) {
        let script = alder();
        let mut rng = fastrand::Rng::with_seed(seed);
        let practises = Practises::ALL[rng.usize(0..3)];
        let leave: Vec<bool> = script.cues.iter().map(|_| rng.u8(0..3) == 0).collect();
        // Without a challenge there is nothing to answer, and no minutes go to an item that is not on.
        let depends = |n: usize, cue: &Cue| match &cue.does {
            Does::Answers { boundary, .. } => script.cues[..n].iter().enumerate().any(|(m, other)| {
                !leave[m] && matches!(&other.does, Does::Challenges(c) if c.boundary == *boundary)
            }),
            Does::Gives { item, .. } => script.cues[..n].iter().enumerate().any(|(m, other)| {
                !leave[m] && other.does == Does::Begins(*item)
            }),
            Does::Ends => script.cues.iter().enumerate().any(|(m, other)| !leave[m] && matches!(other.does, Does::Begins(_))),
            _ => true,
        };
        let does = |n: usize, cue: &Cue| !leave[n] && depends(n, cue);
        let s = practised(&script, practises, &does);
        let found = outcome(&script, &s, practises, script.until);
        for row in &found.rows {
            let cue = &script.cues[row.cue];
            prop_assert!(practises.has(cue.does.part()) && cue.does.is_asked());
            prop_assert_eq!(row.caught.is_some(), does(row.cue, cue), "{:?}", cue);
            if let Some(caught) = &row.caught {
                prop_assert_eq!(&caught.differs, &Vec::<String>::new(), "{:?}", cue);
                let timed = !matches!(cue.does, Does::Acts(_));
                prop_assert_eq!(caught.after_s, timed.then_some(0));
            }
        }
        let asked = script.cues.iter().filter(|cue| cue.does.is_asked() && practises.has(cue.does.part())).count();
        prop_assert_eq!((found.rows.len(), found.extra.len()), (asked, 0));
    }
}

const SIZE: [f32; 2] = [1280.0, 800.0];

pub fn begin(world: &World, practises: Practises, speed: u32, size: [f32; 2], scale: f32) -> Shown {
    let mut w = window(world, size, scale);
    w.state_mut().app.handle(Action::Rehearse(Rehearse::Begin(practises, speed)));
    w.run_steps(2);
    w
}

pub fn rehearsal(w: &mut Shown) -> &mut Rehearsal {
    w.state_mut().app.rehearsal.as_mut().unwrap()
}

fn practised_in(w: &mut Shown) -> Session {
    rehearsal(w).app.document.as_ref().unwrap().session().clone()
}

/// So many seconds of this evening pass, in steps.
fn pass(world: &World, w: &mut Shown, seconds: u32) {
    for _ in 0..seconds {
        world.pass_s(1);
        w.run_steps(1);
    }
}

/// Plays until it is that time in the rehearsal.
pub fn play_to(world: &World, w: &mut Shown, clock: &str) {
    while rehearsal(w).now() < at(clock) {
        pass(world, w, 1);
    }
}

pub fn write(w: &mut Shown, key: &str, text: &str) {
    let app = &mut rehearsal(w).app;
    let partner = app.document.as_ref().unwrap().session().partners.iter().find(|p| p.key == key).map(|p| p.id);
    app.handle(Action::Look(Look::CapturePartner(partner)));
    app.handle(Action::Look(Look::Capture(text.into())));
    app.handle(Action::Capture);
    w.run_steps(1);
}

/// A note-taker at 60 times the speed, who writes five things, of which one is nobody's.
#[test]
fn at_sixty_times_it_runs_through_and_says_what_was_missed() {
    let world = World::at(at("09:00"));
    let files = world.disk.files.lock().unwrap().clone();
    let mut w = begin(&world, Practises::NoteTaker, 60, SIZE, 1.0);
    play_to(&world, &mut w, "18:13");
    write(&mut w, "RA", "Where is the survey, and why is it not on the wall tonight?");
    play_to(&world, &mut w, "18:26");
    // Reworded, but not said to be.
    write(&mut w, "RA", "six storeys take the sun off the playground");
    play_to(&world, &mut w, "18:44");
    // Said by the residents.
    write(&mut w, "NC", "benches with arms, so you can get up again");
    play_to(&world, &mut w, "19:10");
    write(&mut w, "RA", "Somebody should bring cake");
    // The second time it was asked: the first was missed.
    play_to(&world, &mut w, "19:10");
    write(&mut w, "RA", "Who pays the heating once the developer has left?");
    let contributions = practised_in(&mut w).contributions.len();
    assert_eq!(contributions, 5);
    // What others do is done: the agenda runs, people leave, S3 moves.
    assert_eq!(practised_in(&mut w).run.items.len(), 4);
    assert_eq!(practised_in(&mut w).boundaries[2].now.status, Status::Open);
    pass(&world, &mut w, 200);
    // Nobody is torn away: it waits to be ended, and what stands in the line is written down.
    assert!(rehearsal(&mut w).is_over() && rehearsal(&mut w).result.is_none());
    rehearsal(&mut w).app.handle(Action::Look(Look::Capture("Nobody said this last thing".into())));
    use_it(&mut w, "End, and see what I caught");
    w.run_steps(2);
    let found: Outcome = rehearsal(&mut w).result.clone().unwrap();
    // 40 things said, 5 decisions, 2 disagreements, 7 actions.
    assert_eq!((found.rows.len(), found.caught(), found.missed(), found.right()), (54, 4, 50, 1));
    assert_eq!(found.extra, ["C4", "C6"]);
    let script = &rehearsal(&mut w).script;
    let of = |no: u32| {
        let place = script.cues.iter().position(|cue| matches!(&cue.does, Does::Says(c) if c.no == no)).unwrap();
        found.rows.iter().find(|row| row.cue == place).unwrap().caught.clone()
    };
    assert_eq!(of(1).unwrap().after_s, Some(60));
    assert!(of(1).unwrap().differs.is_empty());
    assert_eq!(of(4).unwrap().differs, ["marked as their words, and reworded"]);
    assert_eq!(of(7).unwrap().differs, ["said by Alder Street Residents' Association, not Northgate Council"]);
    assert_eq!(of(6), None, "the heating, the first time");
    assert_eq!(of(21).unwrap().differs, ["said at table 4, not no table"]);
    assert_eq!(found.took_s(), Some((120, 120)));
    assert!(w.query_by_label_contains("4 of 54 caught, 50 missed.").is_some());
    assert!(w.query_by_label_contains("Written down, and not heard in the room: C4 and C6.").is_some());
    use_it(&mut w, "Back to the start page");
    w.run_steps(2);
    assert!(w.state().app.rehearsal.is_none() && w.query_by_label("Rehearse an evening").is_some());
    // Nothing was written anywhere but settings, and nothing is among the recent ones.
    let mut now = world.disk.files.lock().unwrap().clone();
    now.retain(|path, _| !path.ends_with("settings.ron"));
    assert_eq!(now.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    assert!(w.state().app.settings.recent.is_empty());
}

/// A facilitator who starts items late, moves S3 and forgets to ask who disagrees.
#[test]
fn a_facilitator_sees_what_was_late_and_what_was_forgotten() {
    let world = World::at(at("09:00"));
    let mut w = begin(&world, Practises::Facilitator, 60, SIZE, 1.0);
    for clock in ["18:01", "18:10", "18:45"] {
        play_to(&world, &mut w, clock);
        if clock == "18:45" {
            let s = practised_in(&mut w);
            let b = s.boundaries[2].clone();
            let step = Move {
                id: MoveId(Uuid::from_u128(5)),
                order: s.moves.end(),
                boundary: b.id,
                at: at("18:34"),
                from: b.now,
                to: Standing { status: Status::Open, decider: Decider::Everyone, when: "today".into() },
                by: s.partners.iter().find(|p| p.key == "RH").map(|p| p.id),
                why: String::new(),
            };
            rehearsal(&mut w).app.handle(Action::Do("move".into(), Command::MoveBoundary(Box::new(step))));
        }
        rehearsal(&mut w).app.handle(Action::Next);
    }
    // What people say is written down by others.
    assert!(practised_in(&mut w).contributions.len() >= 7);
    rehearsal(&mut w).app.handle(Action::Rehearse(Rehearse::End));
    pass(&world, &mut w, 2);
    let found = rehearsal(&mut w).result.clone().unwrap();
    let script = &rehearsal(&mut w).script;
    let row = |of: &dyn Fn(&Does) -> bool| {
        found.rows.iter().find(|row| of(&script.cues[row.cue].does)).map(|row| row.caught.clone())
    };
    let begins = |nth: usize| row(&|d| *d == Does::Begins(script.begin.agenda[nth].id));
    assert_eq!(begins(0).unwrap().unwrap().after_s, Some(60));
    assert_eq!(begins(2).unwrap().unwrap().after_s, Some(4 * 60));
    assert_eq!(begins(3), None, "what had not happened yet is not asked");
    assert_eq!(row(&|d| matches!(d, Does::Moves(_))).unwrap().unwrap().differs, ["the reason is missing"]);
    assert_eq!(row(&|d| matches!(d, Does::Challenges(_))), Some(None));
    assert_eq!(row(&|d| matches!(d, Does::AsksDissent)), None);
}

#[test]
fn it_is_held_goes_on_and_goes_back_with_what_was_written_down() {
    let world = World::at(at("09:00"));
    let mut w = begin(&world, Practises::NoteTaker, 10, SIZE, 1.0);
    play_to(&world, &mut w, "18:12");
    write(&mut w, "RA", "Where is the survey?");
    play_to(&world, &mut w, "18:13");
    w.key_press(egui::Key::F10);
    w.run_steps(2);
    let held = rehearsal(&mut w).now();
    pass(&world, &mut w, 60);
    assert_eq!(rehearsal(&mut w).now(), held);
    assert_eq!(practised_in(&mut w).contributions.len(), 1);
    for _ in 0..2 {
        w.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::F10);
        w.run_steps(2);
    }
    let now = rehearsal(&mut w).now();
    assert!(now < at("18:12") && now >= at("18:09"), "{now}");
    assert!(practised_in(&mut w).contributions.is_empty());
    let heard = rehearsal(&mut w).heard(1);
    assert!(!heard[0].0.words.contains("Where is the survey"), "{heard:?}");
    w.key_press(egui::Key::F10);
    w.run_steps(2);
    play_to(&world, &mut w, "18:12");
    assert!(rehearsal(&mut w).heard(1)[0].0.words.contains("Where is the survey"));
    assert!(practised_in(&mut w).run.clock_set.is_empty(), "nobody set the clock");
    // A laptop that slept did not practise.
    let before = rehearsal(&mut w).now();
    world.sleep_s(3600);
    w.run_steps(2);
    assert!((rehearsal(&mut w).now() - before).num_seconds() < 60);
}

/// Its undo is one's own, and what would leave it is refused.
#[test]
fn nothing_leaves_it_and_undo_is_ones_own() {
    let world = World::at(at("09:00"));
    let mut w = begin(&world, Practises::NoteTaker, 60, SIZE, 1.0);
    play_to(&world, &mut w, "18:30");
    write(&mut w, "RA", "We were told 96 homes");
    play_to(&world, &mut w, "18:50");
    let items = practised_in(&mut w).run.items.len();
    rehearsal(&mut w).app.handle(Action::Undo);
    w.run_steps(2);
    let s = practised_in(&mut w);
    assert_eq!((s.contributions.len(), s.run.items.len()), (0, items));
    for action in [
        Action::BrowseSaveAs,
        Action::BrowseSaveTemplate,
        Action::BrowseOpen,
        Action::SaveAs("/x.ron".into()),
        Action::Export,
        Action::Print,
        Action::Open("/alder.ron".into()),
        Action::NextSession,
        Action::NewSession(None),
    ] {
        rehearsal(&mut w).app.handle(action);
        w.run_steps(4);
    }
    assert_eq!(practised_in(&mut w).title, sample().unwrap().title, "the rehearsal goes on");
    let files = world.disk.files.lock().unwrap().clone();
    assert!(files.keys().all(|path| path.ends_with("settings.ron")), "{:?}", files.keys());
    // Closed from inside, it is over.
    rehearsal(&mut w).app.handle(Action::CloseSession);
    pass(&world, &mut w, 1);
    assert!(rehearsal(&mut w).result.is_some());
}

#[test]
fn it_is_chosen_on_the_start_page() {
    let world = World::at(at("09:00"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    use_it(&mut w, "Rehearse an evening");
    assert!(w.query_by_label_contains("no session of yours is touched").is_some());
    use_it(&mut w, "Running the evening");
    use_it(&mut w, "10×");
    use_it(&mut w, "Begin");
    w.run_steps(2);
    let r = rehearsal(&mut w);
    assert_eq!((r.practises, r.speed, r.running), (Practises::Facilitator, 10, true));
    use_it(&mut w, "End, and see what I caught");
    w.run_steps(2);
    assert!(w.query_by_label_contains("Nothing had happened yet").is_some());
    use_it(&mut w, "Something else");
    w.run_steps(2);
    assert!(w.query_by_label_contains("no session of yours is touched").is_some());
    w.key_press(egui::Key::Escape);
    w.run_steps(2);
    assert!(w.query_by_label_contains("no session of yours is touched").is_none());
}

#[test]
fn words_are_the_same_where_they_share_what_tells_them_from_others() {
    let survey = "Where is the survey, and why is it not on the wall tonight?";
    assert_eq!(likeness(survey, "where is the survey, and why is it not on the wall tonight?"), Some(100));
    for (said, written, same) in [
        (survey, "survey not on wall", true),
        (survey, "Who pays the heating?", false),
        ("Benches with arms, so you can get up again.", "bench with arms", true),
        ("Benches with arms, so you can get up again.", "put a bench near each door", false),
        ("The north corner floods twice a winter.", "n corner floods", true),
        ("My wheelchair cannot move on gravel.", "Bins smell", false),
        ("Nine.", "nine", true),
        ("", "something", false),
        ("???", "!!!", false),
    ] {
        assert_eq!(likeness(said, written).is_some(), same, "{said} / {written}");
    }
}
