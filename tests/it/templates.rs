//! Templates as files that people pass on: what they hold, and what bad ones get.

use crate::alder::at;
use crate::fake::World;
use crate::window::window;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use upfront::app::{Action, Page};
use upfront::model::*;
use upfront::series::as_template;
use upfront::store::{SAMPLE, is_template, sample, template, template_file, template_of, templates};
use uuid::Uuid;

fn from(text: &str) -> Session {
    let mut ids = (1..).map(Uuid::from_u128);
    let text = template_of(Path::new("t.ron"), text).unwrap();
    template(&text, sample().unwrap().date, "Europe/London", || ids.next().unwrap())
}

#[test]
fn a_session_saved_as_a_template_begins_another_one_the_same_way() {
    let s = sample().unwrap();
    let file = template_file(&as_template(&s), "Courtyard evening").unwrap();
    assert!(is_template(file.as_bytes()) && !is_template(SAMPLE.as_bytes()));
    let next = from(&file);
    let plan = |s: &Session| -> Vec<(String, ItemKind, u32, u8, bool, String)> {
        let row = |i: &AgendaItem| (i.title.clone(), i.kind, i.planned_min, i.tables, i.protected, i.prompt.clone());
        s.agenda.iter().map(row).collect()
    };
    assert_eq!(plan(&next), plan(&s));
    let open = |s: &Session| s.boundaries.iter().map(|b| (b.what.clone(), b.now.status)).collect::<Vec<_>>();
    assert_eq!(open(&next), open(&s));
    assert_eq!(next.rules.len(), s.rules.len());
    assert!(next.partners.is_empty() && next.people.is_empty() && next.contributions.is_empty());
    assert!(!file.contains("Riverside") && !file.contains("2026") || file.contains("the housing association"));
    // Made again from that, it is the same file.
    assert_eq!(file, template_file(&as_template(&next), "Courtyard evening").unwrap());
}

#[test]
fn those_of_the_program_say_what_is_up_for_grabs_to_start_from() {
    for t in templates().iter().filter(|t| t.name != "follow-up") {
        let mut ids = (1..).map(Uuid::from_u128);
        let s = template(&t.text, sample().unwrap().date, "Europe/London", || ids.next().unwrap());
        // Reasons are for those who know them: an invented one could be printed.
        assert!(s.boundaries.len() >= 2 && s.boundaries.iter().all(|b| b.why.is_empty()), "{}", t.name);
    }
}

#[test]
fn a_bad_template_gets_one_sentence() {
    let bad = |text: &str| template_of(Path::new("bad.ron"), text).unwrap_err().to_string();
    let with = |rest: &str| format!("Template(format: 1, title: \"x\", {rest})");
    let item = "Item(title: \"y\", kind: \"break\", min: 5),";
    for (text, says) in [
        (with("agenda: ["), "bad.ron, line 1: this is not as a template is written"),
        (with("agenda: [], mood: 3"), "this is not as a template is written"),
        (
            with("agenda: [Item(title: \"y\", kind: \"party\", min: 5)]"),
            "agenda item 1 is of the kind “party”; the kinds are welcome",
        ),
        (with("agenda: [Item(title: \"y\", kind: \"break\", min: 4000000000)]"), "cannot be held"),
        (with("agenda: [Item(title: \"y\", kind: \"break\", min: 5, least: 9)]"), "cannot be held"),
        (with(&format!("agenda: [{}]", item.repeat(201))), "it has 201 agenda items; a template has at most 200"),
        (
            with("agenda: [], boundaries: [Boundary(what: \"y\", status: \"maybe\")]"),
            "is “maybe”; it can be open, shape",
        ),
        (
            "Template(format: 9, title: \"x\", agenda: [])".into(),
            "made by a newer version of Upfront (template format 9)",
        ),
    ] {
        assert!(bad(&text).contains(says), "{}", bad(&text));
    }
    // Whatever is cut off or put in, it is a sentence or a session, never a stop.
    let whole = template_file(&as_template(&sample().unwrap()), "x").unwrap();
    for at in (0..whole.len()).step_by(37).filter(|at| whole.is_char_boundary(*at)) {
        let _ = template_of(Path::new("cut.ron"), &whole[..at]).map_err(|e| e.to_string());
    }
}

#[test]
fn a_template_that_is_opened_begins_a_new_session_and_a_bad_one_changes_nothing() {
    let world = World::at(at("18:00"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/alder.ron", SAMPLE.as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    w.state_mut().app.handle(Action::Done(upfront::app::Job::PickedTemplate(Some("/t.template.ron".into()))));
    w.run_steps(4);
    assert!(w.query_by_label_contains("No names, and nothing anybody said").is_some());
    // A session is not written over by one.
    w.state_mut().app.handle(Action::Done(upfront::app::Job::PickedTemplate(Some("/alder.ron".into()))));
    w.run_steps(4);
    assert!(w.query_by_label_contains("/alder.ron is there already and is no template").is_some());
    assert!(upfront::store::parse(Path::new("a"), &world.disk.file("/alder.ron").unwrap()).is_ok());
    world.disk.put("/bad.ron", b"Template(format: 1,");
    w.state_mut().app.handle(Action::Open("/bad.ron".into()));
    w.run_steps(4);
    assert!(w.query_by_label_contains("bad.ron, line 1: this is not as a template is written").is_some());
    let open = |w: &egui_kittest::Harness<'static, upfront::app::Window>| {
        w.state().app.document.as_ref().unwrap().session().clone()
    };
    assert_eq!(open(&w).title, sample().unwrap().title, "what was open stays");
    w.state_mut().app.handle(Action::Open("/t.template.ron".into()));
    w.run_steps(4);
    assert_eq!((w.state().app.view.page, open(&w).agenda.len()), (Page::Purpose, sample().unwrap().agenda.len()));
    assert!(open(&w).partners.is_empty() && open(&w).contributions.is_empty());
    assert!(w.query_by_label_contains("A new session from the template “T”").is_some());
}
