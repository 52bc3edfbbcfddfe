//! Whatever is done can be taken back and done again, and what is refused changes nothing.

use crate::alder::at;
use crate::sim_disk::{Loss, SimDisk};
use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;
use upfront::edit::*;
use upfront::model::*;
use upfront::store::journal::replay;
use upfront::store::keeper::Message;
use upfront::store::{Disk, Places, opening, read_sound, sample, to_text};
use uuid::Uuid;

/// Some edit of the sample, chosen by numbers; many of them are refused.
pub fn some_command(s: &Session, kind: u8, n: usize, id: u128) -> Command {
    let id = Uuid::from_u128(id);
    let c = s.contributions.get_at(n % s.contributions.len().max(1));
    let b = s.boundaries.get_at(n % s.boundaries.len().max(1));
    let p = s.partners.get_at(n % s.partners.len().max(1));
    match (kind % 14, c, b, p) {
        (0, ..) => Command::Add(new_contribution(s, id, at("18:30"), "Words").into()),
        (1, Some(c), ..) => Command::Remove(Key::Contribution(c.id)),
        (2, Some(c), ..) => Command::Edit(Edit::Contribution(c.id, ContributionField::Words(format!("Other {n}")))),
        (3, Some(c), Some(b), _) => Command::Edit(Edit::Contribution(c.id, ContributionField::Boundary(Some(b.id)))),
        (4, _, Some(b), _) => Command::Remove(Key::Boundary(b.id)),
        (5, _, Some(b), Some(p)) => {
            let to = Standing { status: Status::ALL[n % 4], decider: Decider::Partner(p.id), when: "later".into() };
            let order = s.moves.end();
            let step = Move {
                id: id.into(),
                order,
                boundary: b.id,
                at: at("19:00"),
                from: b.now.clone(),
                to,
                by: None,
                why: String::new(),
            };
            Command::MoveBoundary(Box::new(step))
        }
        (6, .., Some(p)) => Command::Remove(Key::Partner(p.id)),
        (7, .., Some(p)) => Command::Edit(Edit::Partner(p.id, PartnerField::Order(s.partners.at(n % 5, Some(p.id))))),
        (8, _, Some(b), _) => Command::Add(new_decision(s, id, at("20:00"), Some(b.id)).into()),
        (9, ..) => Command::Run(RunStep::Start { item: s.agenda[n % s.agenda.len()].id, at: at("20:00") }),
        (10, ..) => Command::Run(RunStep::Give { at: at("20:01"), min: n as i32 % 9 }),
        (11, ..) => Command::session(SessionField::Title(format!("Title {n}"))),
        (12, Some(c), ..) => {
            let missing = Command::Edit(Edit::Contribution(c.id, ContributionField::Item(Some(ItemId(id)))));
            Command::Batch(vec![Command::session(SessionField::Why("half".into())), missing])
        }
        _ => Command::Add(new_boundary(s, id, "Something", Status::Open).into()),
    }
}

/// Numbers that were said stay given; all else comes back.
fn without_numbers(s: &Session) -> Session {
    Session { numbers: Numbers::default(), ..s.clone() }
}

/// 500 here; `UPFRONT_CASES=10000 cargo test --release edits` for more.
fn cases() -> u32 {
    std::env::var("UPFRONT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_takes_back_whatever_was_done_and_redo_does_it_again(steps in prop::collection::vec((0u8..14, 0usize..60), 1..30)) {
        let mut s = sample().unwrap();
        let start = s.clone();
        let mut history = History::default();
        let mut done = 0;
        for (i, (kind, n)) in steps.into_iter().enumerate() {
            let before = s.clone();
            let command = some_command(&s, kind, n, (1 << 90) + i as u128);
            match history.apply(&mut s, "step".into(), command, at("18:30") + chrono::TimeDelta::seconds(2 * i as i64)) {
                Ok(()) => done += 1,
                Err(_) => prop_assert!(s == before, "a refused command changed something"),
            }
        }
        let end = s.clone();
        for _ in 0..done {
            prop_assert!(matches!(history.undo(&mut s), Some(Ok(_))));
        }
        prop_assert!(history.undo(&mut s).is_none());
        prop_assert!(without_numbers(&s) == without_numbers(&start));
        for _ in 0..done {
            prop_assert!(matches!(history.redo(&mut s), Some(Ok(_))));
        }
        prop_assert!(s == end);
    }

    #[test]
    fn the_journal_of_any_evening_plays_to_the_session_it_was_written_for(
        steps in prop::collection::vec((0u8..16, 0usize..60), 1..25)
    ) {
        let disk = SimDisk::new(Loss::Ordered);
        let world = opening::World {
            disk: Arc::new(disk.clone()),
            places: Some(Places { data: "/data".into(), sessions: "/docs".into() }),
            writer: Uuid::from_u128(1 << 80),
            who: "open since 18:02 on LAPTOP".into(),
            look_at: upfront::record::mark_changed,
        };
        let opened = opening::open_new(&world, sample().unwrap());
        let (mut s, mut keeper) = (opened.session, opened.keeper);
        let mut history = History::default();
        let mut now = at("18:30");
        for (i, (kind, n)) in steps.into_iter().enumerate() {
            // Some edits follow each other within the second that makes them one step.
            now += chrono::TimeDelta::milliseconds(300 + 900 * (n as i64 % 3));
            let message = match kind {
                14 => matches!(history.undo(&mut s), Some(Ok(_))).then_some(Message::Undo { at: now }),
                15 => matches!(history.redo(&mut s), Some(Ok(_))).then_some(Message::Redo { at: now }),
                _ => {
                    let command = some_command(&s, kind, n, (1 << 90) + i as u128);
                    let done = history.apply(&mut s, "step".into(), command.clone(), now);
                    done.is_ok().then_some(Message::Do { label: "step".into(), command, clears: None, at: now })
                }
            };
            if let Some(message) = message {
                keeper.take(message);
                keeper.work(now);
            }
        }
        prop_assert!(*keeper.session() == s && *keeper.history() == history);
        prop_assert_eq!(keeper.status().kept, keeper.changes());
        let folder = format!("/data/sessions/{}", s.id);
        let files = disk.list(Path::new(&folder)).unwrap();
        if let Some(journal) = files.iter().find(|f| f.extension().is_some_and(|e| e == "journal")) {
            let replayed = replay(&disk.bytes(journal).unwrap()).unwrap();
            prop_assert!(replayed.is_whole() && !replayed.torn);
            prop_assert!(replayed.session == s && replayed.history == history);
        }
        // Saving and opening is identity, and opening and saving is byte for byte.
        let text = to_text(&s).unwrap();
        let read = read_sound(Path::new("s"), text.as_bytes()).unwrap();
        prop_assert!(read.changed.is_none() && read.session == s);
        prop_assert!(to_text(&read.session).unwrap() == text);
    }

    #[test]
    fn what_is_written_is_read_back(title in ".*", words in "\\PC{0,80}", note in "[\"\\\\#r\n\r\t'{}]{0,20}") {
        let mut s = sample().unwrap();
        apply(&mut s, Command::session(SessionField::Title(title))).unwrap();
        apply(&mut s, Command::session(SessionField::PrivateNotes(note))).unwrap();
        let c = s.contributions[3].id;
        apply(&mut s, Command::Edit(Edit::Contribution(c, ContributionField::Words(words)))).unwrap();
        let text = upfront::store::to_text(&s).unwrap();
        let read = upfront::store::parse(std::path::Path::new("s"), text.as_bytes());
        prop_assert!(read.unwrap() == s);
    }
}

#[test]
fn a_decision_on_a_fixed_boundary_is_refused() {
    let mut s = sample().unwrap();
    let before = s.clone();
    let fixed = s.boundaries.iter().find(|b| b.now.status == Status::Fixed).unwrap().id;
    let mut d = new_decision(&s, Uuid::from_u128(7), at("20:30"), Some(fixed));
    assert_eq!(d.outcome, Outcome::Request);
    d.outcome = Outcome::Agreed;
    let refusal = apply(&mut s, Command::Add(d.into())).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "S8 is fixed, so nothing can be decided on it here; challenge it, or ask who could change it"
    );
    assert!(s == before);
}

#[test]
fn what_is_named_elsewhere_is_not_taken_out() {
    let mut s = sample().unwrap();
    let council = s.partners[1].id;
    let refusal = apply(&mut s, Command::Remove(Key::Partner(council))).unwrap_err();
    assert!(refusal.to_string().starts_with("Northgate Council is named in "), "{refusal}");
}

#[test]
fn a_change_after_freezing_makes_it_a_draft_and_undo_makes_it_the_version_again() {
    let mut s = sample().unwrap();
    assert!(!s.changed_since_version);
    let back = apply(&mut s, Command::session(SessionField::Title("Other".into()))).unwrap();
    assert!(s.changed_since_version);
    apply(&mut s, back).unwrap();
    assert!(!s.changed_since_version);
}

#[test]
fn recording_a_signature_with_a_name_leaves_the_version_frozen() {
    let mut s = sample().unwrap();
    let id = PersonId(Uuid::from_u128(9));
    let mut names = s.private.names.clone();
    names.insert(id, "Sam Signer".into());
    let order = s.people.end();
    let person = Person { name_printed: Consent::Yes, ..Person::new(id, order) };
    let mut answer = s.answers[0].clone();
    answer.id = AnswerId(Uuid::from_u128(10));
    answer.order = s.answers.end();
    answer.version = s.versions[1].id;
    answer.signer = Some(id);
    let all =
        vec![Command::Add(person.into()), Command::session(SessionField::Names(names)), Command::Add(answer.into())];
    apply(&mut s, Command::Batch(all)).unwrap();
    assert!(!s.changed_since_version);
    assert!(!upfront::insight::printable_names(&s).contains(&"Sam Signer"));
}

#[test]
fn an_item_added_in_a_text_editor_keeps_its_number() {
    let text = upfront::store::SAMPLE.replace("contributions: 40,", "contributions: 3,");
    let s = upfront::store::parse(std::path::Path::new("s"), text.as_bytes()).unwrap();
    assert_eq!(s.numbers.contributions, 40);
}

#[test]
fn changes_of_one_field_within_a_second_are_one_step_and_after_it_another() {
    let mut s = sample().unwrap();
    let mut history = History::default();
    let id = s.agenda[2].id;
    let before = s.agenda[2].planned_min;
    let later = |ms: i64| at("18:30") + chrono::TimeDelta::milliseconds(ms);
    for (min, ms) in [(21, 0), (22, 400), (23, 800), (40, 2_500)] {
        let edit = Command::Edit(Edit::AgendaItem(id, AgendaField::PlannedMin(min)));
        history.apply(&mut s, "minutes".into(), edit, later(ms)).unwrap();
    }
    history.undo(&mut s);
    assert_eq!(s.agenda[2].planned_min, 23);
    history.undo(&mut s);
    assert_eq!(s.agenda[2].planned_min, before);
    assert!(history.undo(&mut s).is_none());
}

#[test]
fn what_the_app_saw_by_itself_is_passed_by_and_stays() {
    let mut s = sample().unwrap();
    s.run = Run::default();
    let mut history = History::default();
    let (first, second) = (s.agenda[0].id, s.agenda[1].id);
    let slept = RunStep::Slept { from: at("18:10"), to: at("18:20") };
    for (label, step) in [
        ("first", RunStep::Start { item: first, at: at("18:00") }),
        ("second", RunStep::Start { item: second, at: at("18:09") }),
        ("sleep", slept.clone()),
        ("set", RunStep::ClockSet { at: at("18:21"), by_s: 60 }),
    ] {
        history.apply(&mut s, label.into(), Command::Run(step), at("18:30")).unwrap();
    }
    let whole = s.run.clone();
    assert_eq!(history.next_undo().map(|(_, label)| label), Some("second"));
    assert_eq!(history.undo(&mut s).unwrap().unwrap().label, "second");
    assert_eq!((s.run.items.len(), s.run.asleep.len()), (1, 1), "what was slept is slept");
    // Seeing something takes nothing away that could be done again.
    let again = Command::Run(RunStep::Slept { from: at("18:25"), to: at("18:27") });
    history.apply(&mut s, "sleep".into(), again, at("18:30")).unwrap();
    assert_eq!(history.redo(&mut s).unwrap().unwrap().label, "second");
    assert_eq!((s.run.items.len(), s.run.asleep.len()), (2, 2));
    assert_eq!(s.run.items[1].from, whole.items[1].from);
    history.undo(&mut s).unwrap().unwrap();
    history.undo(&mut s).unwrap().unwrap();
    assert!(history.undo(&mut s).is_none() && history.next_undo().is_none());
    assert_eq!((s.run.items.len(), s.run.asleep.len()), (0, 2));
}

/// What the app saw stays, once each, whatever is done, taken back and done again around it.
fn stays_once(steps: &[u8]) {
    let mut s = sample().unwrap();
    s.run = Run::default();
    let mut history = History::default();
    let (mut slept, mut set) = (0, 0);
    let start = at("18:00");
    for (nth, kind) in (0..).zip(steps) {
        let now = start + chrono::TimeDelta::minutes(nth);
        let step = match kind % 7 {
            0 => RunStep::Start { item: s.agenda[nth as usize % s.agenda.len()].id, at: now },
            1 => RunStep::Give { at: now, min: 1 },
            2 => RunStep::Slept { from: now - chrono::TimeDelta::minutes(1), to: now },
            3 => RunStep::ClockSet { at: now, by_s: 60 },
            4 | 5 => {
                drop(history.undo(&mut s));
                continue;
            }
            _ => {
                drop(history.redo(&mut s));
                continue;
            }
        };
        let seen = kind % 7;
        if history.apply(&mut s, "step".into(), Command::Run(step), now).is_ok() {
            slept += usize::from(seen == 2);
            set += usize::from(seen == 3);
        }
        assert_eq!((s.run.asleep.len(), s.run.clock_set.len()), (slept, set), "after {steps:?} up to {nth}");
    }
    assert_eq!((s.run.asleep.len(), s.run.clock_set.len()), (slept, set), "after {steps:?}");
}

#[test]
fn a_clock_that_was_set_before_a_step_is_not_set_again_when_it_is_done_again() {
    // Start, set, give, undo, redo.
    stays_once(&[0, 3, 1, 4, 6]);
    stays_once(&[0, 1, 3, 4, 6, 4, 4, 6, 6]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_seen_stays_once_whatever_is_taken_back(steps in prop::collection::vec(0u8..7, 1..24)) {
        stays_once(&steps);
    }
}
