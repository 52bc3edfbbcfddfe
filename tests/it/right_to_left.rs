//! Words that run from the right: wherever they stand on screen they are placed by the shaper that prints them, and
//! egui, which would turn them round, draws none of them but those that are being edited.

use crate::alder::at;
use crate::fake::World;
use crate::window::{any_words, go};
use egui::{Key, Shape};
use egui_kittest::Harness;
use upfront::app::{Action, GroupBy, Look, Page, RoomShows, Select, Window};
use upfront::model::Session;
use upfront::report::text::{Fitted, Fonts, Shaper, Text, fit, needs_bidi};
use upfront::store::{sample, to_text};

const ARABIC: &str = "نريد ٣٥ مقعداً في الساحة (35) قبل يوم الجمعة";

/// The sample, with words from the right in everything that has words.
pub fn turned() -> Session {
    let mut s = sample().unwrap();
    s.title = format!("{ARABIC} {ARABIC} {ARABIC}");
    s.subtitle = ARABIC.into();
    s.place = "قاعة 12 ב".into();
    s.why = ARABIC.into();
    macro_rules! each {
        ($($list:ident.$field:ident),*) => {$(
            for (id, no) in s.$list.iter().map(|i| i.id).collect::<Vec<_>>().into_iter().zip(1..) {
                s.$list.update(id, |i| i.$field = format!("{no} {ARABIC}"));
            }
        )*};
    }
    each!(
        partners.name,
        agenda.title,
        agenda.prompt,
        boundaries.what,
        boundaries.why,
        themes.name,
        contributions.words,
        decisions.what,
        decisions.why,
        actions.what,
        referrals.what,
        dissents.words,
        rules.text
    );
    s
}

fn open(size: [f32; 2], now: &str) -> Harness<'static, Window> {
    let world = World::at(at(now));
    let mut w = any_words(&world, size);
    world.disk.put("/s/turned.ron", to_text(&turned()).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/s/turned.ron".into()));
    w.run_steps(3);
    assert!(w.state().app.document.is_some(), "{:?}", w.state().app.view.notice);
    w
}

fn texts(shape: &Shape, found: &mut Vec<String>) {
    match shape {
        Shape::Vec(all) => all.iter().for_each(|s| texts(s, found)),
        Shape::Text(t) if needs_bidi(t.galley.text()) => found.push(t.galley.text().to_string()),
        _ => {}
    }
}

/// Texts from the right that egui is left to draw.
fn left_to_egui(w: &Harness<'static, Window>) -> Vec<String> {
    let mut found = Vec::new();
    w.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
    found
}

#[test]
fn egui_draws_no_words_from_the_right_on_any_page() {
    for size in [[1280.0, 800.0], [512.0, 384.0]] {
        let mut w = open(size, "19:17");
        for page in Page::ALL {
            go(&mut w, page);
            assert_eq!(left_to_egui(&w), Vec::<String>::new(), "{page:?} at {size:?}");
        }
        for by in GroupBy::ALL {
            go(&mut w, Page::Board);
            let first = w.state().app.document.as_ref().unwrap().session().contributions[0].id;
            for look in [Look::Group(by), Look::Select(Select::Contribution(Some(first)))] {
                w.state_mut().app.handle(Action::Look(look));
                w.run_steps(4);
                assert_eq!(left_to_egui(&w), Vec::<String>::new(), "{by:?}");
            }
        }
        w.state_mut().app.handle(Action::Say(ARABIC.into()));
        w.state_mut().app.handle(Action::Look(Look::Palette(Some("35".into()))));
        w.run_steps(4);
        assert_eq!(left_to_egui(&w), Vec::<String>::new(), "notice and palette");
    }
}

#[test]
fn egui_draws_none_in_table_mode_and_for_the_room() {
    let mut w = open([1280.0, 800.0], "19:17");
    w.state_mut().app.handle(Action::Look(Look::TableMode(true)));
    w.run_steps(4);
    assert_eq!(left_to_egui(&w), Vec::<String>::new());
    w.state_mut().app.handle(Action::Look(Look::TableMode(false)));
    w.state_mut().app.handle(Action::Look(Look::RoomHere(true)));
    for shows in RoomShows::ALL {
        w.state_mut().app.handle(Action::Look(Look::RoomShows(shows)));
        w.run_steps(4);
        assert_eq!(left_to_egui(&w), Vec::<String>::new(), "{shows:?}");
    }
}

#[test]
fn what_is_being_edited_is_left_as_it_is_typed_and_read_below() {
    let mut w = open([1280.0, 800.0], "19:17");
    go(&mut w, Page::Live);
    w.key_press(Key::F2);
    w.run_steps(2);
    w.event(egui::Event::Text(ARABIC.into()));
    w.run_steps(3);
    assert_eq!(left_to_egui(&w), vec![ARABIC.to_string()], "the field alone");
}

/// Where the letters of a line's last run begin, from the right end of the room.
fn last_letters(line: &Fitted, room: f32, size: f32) -> f32 {
    let run = line.runs.last().unwrap();
    let space = run.shaped.width - run.shaped.trimmed;
    room - (run.x + space * size / 1000.0)
}

#[test]
fn a_line_that_breaks_after_a_space_keeps_the_space_before_its_last_word() {
    let fonts = Fonts::bundled();
    let shaper = Shaper::new(&fonts);
    let whole = fit(&shaper, &Text::plain("قبل يوم"), 12.0, 200.0);
    let broken = fit(&shaper, &Text::plain("قبل يوم الجمعة"), 12.0, whole[0].width + 1.0);
    assert_eq!((whole.len(), broken.len()), (1, 2));
    assert!(broken[0].from_right);
    let (a, b) = (last_letters(&whole[0], 200.0, 12.0), last_letters(&broken[0], whole[0].width + 1.0, 12.0));
    assert!((a - b).abs() < 0.01, "{a} and {b}");
}
