//! The guide is read in the window and on paper, each part in under two minutes, and the app leads to it.

use crate::alder::at;
use crate::fake::World;
use crate::keyboard::{use_it, write};
use crate::pdf_text::{close, text_of};
use crate::window::{go, window};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use upfront::app::{Action, Look, Page, Select};
use upfront::guide::{found, part_for, parts, place_of};
use upfront::report::blocks::DocumentKind;
use upfront::store::{SAMPLE, sample};

/// So many words are read in two minutes (200 a minute).
const MOST_WORDS: usize = 400;

#[test]
fn every_part_is_read_in_under_two_minutes() {
    assert_eq!(parts().len(), 11);
    for part in parts() {
        let words: usize = part.blocks.iter().flat_map(|b| b.words()).map(|w| w.split_whitespace().count()).sum();
        assert!((100..MOST_WORDS).contains(&words), "{}: {words}", part.title);
    }
    let keys: BTreeSet<&str> = parts().iter().map(|p| p.key.as_str()).collect();
    assert_eq!(keys.len(), parts().len());
    for page in Page::ALL {
        assert!(keys.contains(part_for(page)), "{page:?}");
    }
}

#[test]
fn the_booklet_has_every_word_of_it() {
    let text = close(&text_of(&crate::print::pdf_of_kind(&sample().unwrap(), DocumentKind::Guide)));
    for words in parts().iter().flat_map(|p| p.blocks.iter().flat_map(|b| b.words()).chain([p.title.as_str()])) {
        assert!(text.contains(&close(words)), "{words}");
    }
}

#[test]
fn what_is_looked_for_is_found() {
    assert_eq!(found(""), (0..parts().len()).collect::<Vec<_>>());
    assert_eq!(found("GUNNING"), [place_of("boundaries"), place_of("answers")]);
    assert!(found("no such words").is_empty());
}

#[test]
fn it_opens_at_the_part_for_the_page_and_is_searched() {
    let world = World::at(at("18:00"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    w.run_steps(3);
    // On the start page, too.
    use_it(&mut w, "Read the guide");
    assert!(w.query_by_label("You can tell it by four questions").is_some());
    crate::keyboard::press(&mut w, egui::Modifiers::NONE, egui::Key::Escape);
    assert!(w.state().app.view.guide.is_none());
    world.disk.put("/alder.ron", SAMPLE.as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    for page in Page::ALL {
        go(&mut w, page);
        crate::keyboard::press(&mut w, egui::Modifiers::SHIFT, egui::Key::F1);
        let open = w.state().app.view.guide.clone().expect("the guide is open");
        assert_eq!(open.part, place_of(part_for(page)), "{page:?}");
        crate::keyboard::press(&mut w, egui::Modifiers::SHIFT, egui::Key::F1);
        assert!(w.state().app.view.guide.is_none());
    }
    go(&mut w, Page::Scope);
    crate::keyboard::press(&mut w, egui::Modifiers::SHIFT, egui::Key::F1);
    write(&mut w, "Search", "count to ten");
    w.run_steps(3);
    assert!(w.query_all_by_label("Asking for disagreement").count() > 1, "its name and its heading");
    assert!(w.query_by_label_contains("Count to ten").is_some());
}

/// Each place that can be misunderstood leads to its part.
#[test]
fn places_lead_to_their_part() {
    let world = World::at(at("20:24"));
    let mut w = window(&world, [1280.0, 1600.0], 1.0);
    world.disk.put("/alder.ron", SAMPLE.as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    let (s, c) = (sample().unwrap().boundaries[0].id, sample().unwrap().contributions[0].id);
    for (page, select, link, part) in [
        (Page::Purpose, None, "What to ask people, and why", "payment"),
        (Page::Purpose, None, "How to offer payment and ask about access", "payment"),
        (Page::Purpose, None, "Why not every stage", "what"),
        (Page::Scope, Some(Select::Boundary(Some(s))), "What to do when somebody does", "challenged"),
        (Page::Board, Some(Select::Contribution(Some(c))), "Their words, or a paraphrase?", "notes"),
        (Page::Decisions, None, "How to ask, so that people say it", "dissent"),
    ] {
        go(&mut w, page);
        select.into_iter().for_each(|select| w.state_mut().app.handle(Action::Look(Look::Select(select))));
        w.run_steps(3);
        use_it(&mut w, link);
        assert_eq!(w.state().app.view.guide.as_ref().map(|g| g.part), Some(place_of(part)), "{link}");
        w.state_mut().app.handle(Action::Look(Look::Guide(None)));
        w.run_steps(2);
    }
}
