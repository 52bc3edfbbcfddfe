//! The board: cards go from column to column by keys and by hand, likely duplicates are offered, and what several
//! pasted lines are is asked once.

use crate::alder::at;
use crate::fake::World;
use crate::window::{go, window};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use upfront::app::{Action, GroupBy, Look, Page, Pasted, Select, Stands, Window, moved};
use upfront::insight::likely_duplicates;
use upfront::model::number::kind;
use upfront::model::*;
use upfront::store::{SAMPLE, sample};

type Shown = Harness<'static, Window>;

fn open() -> (World, Shown) {
    let world = World::at(at("20:40"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/s/alder.ron", SAMPLE.as_bytes());
    w.state_mut().app.handle(Action::Open("/s/alder.ron".into()));
    w.run_steps(3);
    go(&mut w, Page::Board);
    (world, w)
}

fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().unwrap().session()
}

fn look(w: &mut Shown, look: Look) {
    w.state_mut().app.handle(Action::Look(look));
    w.run_steps(4);
}

fn press(w: &mut Shown, modifiers: Modifiers, key: Key) {
    w.key_press_modifiers(modifiers, key);
    w.run_steps(3);
}

#[test]
fn a_card_is_taken_to_the_next_column_by_keys_and_back_by_undo() {
    let (_, mut w) = open();
    look(&mut w, Look::Group(GroupBy::Kind));
    let id = session(&w).contributions.iter().find(|c| c.kind == ContributionKind::Idea).unwrap().id;
    look(&mut w, Look::Select(Select::Contribution(Some(id))));
    press(&mut w, Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(session(&w).contributions.get(id).unwrap().kind, ContributionKind::Concern);
    press(&mut w, Modifiers::COMMAND, Key::ArrowLeft);
    assert_eq!(session(&w).contributions.get(id).unwrap().kind, ContributionKind::Idea);
    press(&mut w, Modifiers::COMMAND, Key::Z);
    assert_eq!(session(&w).contributions.get(id).unwrap().kind, ContributionKind::Concern);
}

#[test]
fn arrows_go_from_card_to_card() {
    let (_, mut w) = open();
    look(&mut w, Look::Group(GroupBy::Partner));
    let selected =
        |w: &Shown| w.state().app.view.contribution.and_then(|id| session(w).contributions.get(id)).map(|c| c.no);
    press(&mut w, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&w), Some(1.into()));
    press(&mut w, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&w), Some(2.into()));
    press(&mut w, Modifiers::NONE, Key::ArrowRight);
    let council = session(&w).partners[1].id;
    assert_eq!(session(&w).contributions.get(w.state().app.view.contribution.unwrap()).unwrap().partner, Some(council));
}

#[test]
fn a_card_is_dragged_to_another_column() {
    let (_, mut w) = open();
    look(&mut w, Look::Group(GroupBy::Partner));
    let words = "C1 Where is the survey, and why is it not on the wall tonight?";
    let from = w.get_by_label(words).rect().center();
    let to = from + egui::vec2(265.0, 120.0);
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for event in [
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(from + egui::vec2(30.0, 10.0)),
        Event::PointerMoved(to),
        button(to, false),
    ] {
        w.event(event);
        w.run_steps(2);
    }
    let s = session(&w);
    assert_eq!(s.contributions[0].partner, Some(s.partners[1].id));
}

#[test]
fn everything_that_is_shown_is_selected_and_themed_at_once() {
    let (_, mut w) = open();
    look(&mut w, Look::Search("bench".into()));
    press(&mut w, Modifiers::COMMAND, Key::A);
    let found: Vec<u32> =
        w.state().app.view.contributions.iter().map(|id| session(&w).contributions.get(*id).unwrap().no.no).collect();
    assert_eq!(found, [7, 8]);
}

#[test]
fn an_answer_that_needs_words_is_not_given_by_a_place() {
    let mut s = sample().unwrap();
    let id = s.contributions[0].id;
    s.contributions.update(id, |c| c.responses.clear());
    let c = s.contributions.get(id).unwrap();
    let columns: Vec<Stands> = {
        let (_, w) = open();
        w.state()
            .app
            .document
            .as_ref()
            .unwrap()
            .derived()
            .columns(session(&w), GroupBy::Answer)
            .iter()
            .map(|c| c.stands)
            .collect()
    };
    assert_eq!(columns.len(), 7);
    let by_place = columns.iter().filter(|stands| moved(c, **stands).is_some()).count();
    assert_eq!(by_place, 3, "no answer, noted and still open");
}

#[test]
fn an_answer_that_says_something_is_not_lost_by_a_place() {
    let mut s = sample().unwrap();
    let id = s.contributions[0].id;
    let why = Response::Noted("because it rains".into());
    s.contributions.update(id, |c| c.responses = vec![why.clone(), Response::StillOpen]);
    let c = s.contributions.get(id).unwrap();
    let (_, w) = open();
    let document = w.state().app.document.as_ref().unwrap();
    for column in document.derived().columns(document.session(), GroupBy::Answer) {
        if let Some(upfront::edit::ContributionField::Responses(all)) = moved(c, column.stands) {
            assert!(all.contains(&why), "{:?}", column.stands);
        }
    }
}

#[test]
fn the_first_theme_is_replaced_and_the_others_stay() {
    let s = sample().unwrap();
    let c = s.contributions.iter().find(|c| c.themes.len() == 2).unwrap();
    let other = s.themes.iter().find(|t| !c.themes.contains(&t.id)).unwrap().id;
    let upfront::edit::ContributionField::Themes(themes) = moved(c, Stands::Theme(Some(other))).unwrap() else {
        panic!("themes")
    };
    assert_eq!(themes, [other, c.themes[1]]);
}

#[test]
fn what_was_said_twice_is_offered_once_it_is_not_merged() {
    let mut s = sample().unwrap();
    let c6 = s.contributions[5].clone();
    assert!(likely_duplicates(&s, &c6, 3).is_empty(), "C6 and C21 are merged already");
    s.merges = Default::default();
    let c21 = s.contributions[20].id;
    assert_eq!(likely_duplicates(&s, &c6, 3), [c21]);
}

#[test]
fn several_pasted_lines_are_asked_about_once() {
    let (_, mut w) = open();
    let count = |w: &Shown| session(w).contributions.len();
    let paste = |w: &mut Shown| {
        press(w, Modifiers::NONE, Key::F2);
        w.event(Event::Paste("A tap by the beds\n\n#water !concern Two taps\r\nAnd a hose\n".into()));
        w.run_steps(4);
    };
    paste(&mut w);
    assert!(w.state().app.view.pasted.is_some());
    assert_eq!(count(&w), 40);
    press(&mut w, Modifiers::NONE, Key::M);
    assert_eq!(count(&w), 43);
    let s = session(&w);
    assert_eq!(s.contributions[41].words, "#water Two taps", "no such theme: it stays in the words");
    assert_eq!(
        (s.contributions[40].kind, s.contributions[42].kind),
        (ContributionKind::Idea, ContributionKind::Concern)
    );
    assert_eq!(s.contributions.iter().map(|c| c.no).collect::<Vec<_>>(), (1..=43).collect::<Vec<_>>());
    // One undo takes back what one paste made.
    press(&mut w, Modifiers::NONE, Key::Escape);
    w.state_mut().app.handle(Action::Undo);
    assert_eq!(count(&w), 40);
    // What was typed before stays in front of it.
    look(&mut w, Look::Capture("The lights, and".into()));
    paste(&mut w);
    w.state_mut().app.handle(Action::Pasted(Pasted::One));
    w.run_steps(2);
    let text = "The lights, and A tap by the beds #water !concern Two taps And a hose";
    assert_eq!(w.state().app.view.capture.text, text);
    assert_eq!(count(&w), 40);
}

#[test]
fn a_new_theme_in_a_token_is_made_once_for_two_lines() {
    let (_, mut w) = open();
    let line = |w: &mut Shown, text: &str| {
        look(w, Look::Capture(text.into()));
        look(w, Look::CaptureNewTheme("water".into()));
        w.state_mut().app.handle(Action::Capture);
        w.run_steps(2);
    };
    line(&mut w, "A tap #water");
    line(&mut w, "A hose #water");
    assert_eq!(session(&w).themes.iter().filter(|t| t.name == "water").count(), 1);
}

#[test]
fn a_card_that_is_chosen_from_elsewhere_is_brought_into_view() {
    let world = World::at(at("20:40"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    let mut s = sample().unwrap();
    // A long column of one partner, and the card at its end.
    for n in 0..200u128 {
        let c = upfront::edit::new_contribution(
            &s,
            uuid::Uuid::from_u128(n + 1),
            at("19:00"),
            &format!("Words {n} ").repeat(1 + (n % 5) as usize),
        );
        s.keep_no(kind::contributions, c.no);
        let partner = Some(s.partners[4].id);
        s.contributions.insert(Contribution { partner, ..c });
    }
    world.disk.put("/a.ron", upfront::store::to_text(&s).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/a.ron".into()));
    w.run_steps(3);
    go(&mut w, Page::Board);
    w.state_mut().app.handle(Action::Look(Look::Group(GroupBy::Partner)));
    w.run_steps(3);
    for nth in [s.contributions.len() - 1, 0, 150] {
        let c = &s.contributions[nth];
        w.state_mut().app.handle(Action::Look(Look::Select(Select::Contribution(Some(c.id)))));
        w.run_steps(8);
        let label = format!("C{} {}", c.no, c.words);
        let card = w.query_by_label(&label).unwrap_or_else(|| panic!("{label} is not drawn"));
        assert!(card.rect().top() > 40.0 && card.rect().bottom() < 740.0, "{label} at {:?}", card.rect());
    }
}
