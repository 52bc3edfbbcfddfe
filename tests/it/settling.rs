//! The card of what two laptops wrote differently, as a person settles it.

use crate::alder::at;
use crate::pages::{SIZES, keep, open};
use crate::window::go;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use upfront::app::{Action, Look, Page, Window};
use upfront::edit::{Command, ContributionField, Edit};
use upfront::insight::{Kind, clashes};
use upfront::model::{Clash, ClashValue, Contribution, Session};
use upfront::store::sample;

const OTHER: &str = "If it closes at six nobody who works will ever get to use it.";

/// The sample with other words for a contribution from another copy, and a position that a third took out.
fn in_conflict() -> Session {
    let mut s = sample().unwrap();
    let (c, d, p) = (s.contributions[6].clone(), s.decisions[0].id, s.partners[1].id);
    let value = |json: String, by: &str, clock: &str| ClashValue { value: json, by: by.into(), at: at(clock) };
    let words = |words: &str| serde_json::to_string(words).unwrap();
    s.clashes = vec![
        Clash {
            register: format!("contributions/{}/words", c.id.0),
            values: vec![
                value(words(&c.words), "table 3’s copy", "18:42"),
                value(words(OTHER), "the main copy", "18:44"),
            ],
        },
        Clash {
            register: format!("decisions/{}/positions/{}", d.0, p.0),
            values: vec![
                value(format!("{{\"partner\":\"{}\",\"stance\":\"CanLiveWith\"}}", p.0), "the main copy", "20:12"),
                value("null".into(), "copy B", "20:13"),
            ],
        },
    ];
    s
}

fn show(w: &mut Harness<'static, Window>, nth: usize) {
    go(w, Page::Check);
    let id = clashes(session(w))[nth].id;
    w.state_mut().app.handle(Action::Look(Look::Finding(Some((Kind::Clash, Some(id))))));
    w.run_steps(4);
}

fn session<'w>(w: &'w Harness<'static, Window>) -> &'w Session {
    w.state().app.document.as_ref().unwrap().session()
}

fn disputed<'w>(w: &'w Harness<'static, Window>) -> &'w Contribution {
    &session(w).contributions[6]
}

fn press(w: &mut Harness<'static, Window>, label: &str, nth: usize) {
    w.query_all_by_label(label).nth(nth).unwrap().click();
    w.run_steps(4);
}

#[test]
fn one_press_keeps_a_value_and_one_undo_brings_both_back() {
    let before = in_conflict();
    let mut w = open(&before, "20:30", [1280.0, 800.0], 1.0);
    show(&mut w, 0);
    w.get_by_label("table 3’s copy, 18:42 · stands for the time being");
    press(&mut w, "Keep this", 1);
    assert_eq!((disputed(&w).words.as_str(), session(&w).clashes.len()), (OTHER, 1));
    w.state_mut().app.handle(Action::Undo);
    w.run_steps(4);
    assert_eq!((&disputed(&w).words, &session(&w).clashes), (&before.contributions[6].words, &before.clashes));
    show(&mut w, 0);
    press(&mut w, "Keep this", 0);
    assert_eq!((&disputed(&w).words, session(&w).clashes.len()), (&before.contributions[6].words, 1));
    // Of a position, that nobody took one.
    show(&mut w, 0);
    w.get_by_label("can live with");
    let positions = session(&w).decisions[0].positions.len();
    press(&mut w, "Keep this", 1);
    assert_eq!((session(&w).decisions[0].positions.len(), session(&w).clashes.len()), (positions - 1, 0));
}

#[test]
fn both_wordings_can_stay_as_two_contributions() {
    let mut w = open(&in_conflict(), "20:30", [1280.0, 800.0], 1.0);
    show(&mut w, 0);
    let (had, last) = (session(&w).contributions.len(), session(&w).numbers.contributions);
    press(&mut w, "Keep both, as two contributions", 0);
    let s = session(&w);
    let other = s.contributions.iter().find(|c| c.words == OTHER).unwrap();
    assert_eq!((s.contributions.len(), other.no.to_string(), s.clashes.len()), (had + 1, (last + 1).to_string(), 1));
    assert_eq!(other.partner, s.contributions[6].partner);
}

#[test]
fn what_is_written_anew_settles_it_and_another_edit_does_not() {
    let mut w = open(&in_conflict(), "20:30", [1280.0, 800.0], 1.0);
    let id = disputed(&w).id;
    let edit = |w: &mut Harness<'static, Window>, field| {
        let command = Command::Edit(Edit::Contribution(id, field));
        w.state_mut().app.handle(Action::Do("C7".into(), command));
        w.run_steps(2);
    };
    edit(&mut w, ContributionField::Support(9));
    assert_eq!(session(&w).clashes.len(), 2);
    edit(&mut w, ContributionField::Words("A third wording".into()));
    assert_eq!(session(&w).clashes.len(), 1);
}

#[test]
fn the_card_stands_where_the_thing_stands() {
    let mut w = open(&in_conflict(), "20:30", [1280.0, 800.0], 1.0);
    let no = disputed(&w).no;
    let called = format!("C{no}: what was said");
    for page in Page::ALL.into_iter().filter(|page| *page != Page::Check) {
        go(&mut w, page);
        let wanted = matches!(page, Page::Live | Page::Board | Page::Responses);
        assert_eq!(w.query_by_label(&called).is_some(), wanted, "{page:?}");
        assert_eq!(w.query_all_by_label("Keep this").count() == 2, wanted || page == Page::Decisions, "{page:?}");
    }
    go(&mut w, Page::Board);
    press(&mut w, "Keep this", 1);
    assert_eq!((disputed(&w).words.as_str(), session(&w).clashes.len()), (OTHER, 1));
    assert!(w.query_by_label(&called).is_none(), "it is settled");
}

#[test]
fn pictures_settling() {
    for (size, points, scale) in SIZES {
        for page in [Page::Board, Page::Decisions] {
            let mut w = open(&in_conflict(), "20:30", points, scale);
            go(&mut w, page);
            keep(&mut w, &format!("settling-{page:?}-{size}"));
        }
        for nth in 0..2 {
            let mut w = open(&in_conflict(), "20:30", points, scale);
            show(&mut w, nth);
            keep(&mut w, &format!("settling-{nth}-{size}"));
        }
    }
}
