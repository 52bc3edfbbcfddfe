//! Agreeing honestly, as a person at the window does it: what is fixed is not decided, who was not there is not in
//! support, and the next evening opens with what became of this one.

use crate::alder::at;
use crate::fake::World;
use crate::keyboard::{choose, press, use_it, write};
use crate::window::{go, window};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use upfront::app::{Action, Look, Page, Select, Window};
use upfront::insight::prints_as;
use upfront::model::*;
use upfront::report::blocks::summary;
use upfront::report::to_markdown;
use upfront::store::{sample, to_text};

type Shown = Harness<'static, Window>;

pub fn open(s: &Session) -> Shown {
    let world = World::at(at("20:24"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/alder.ron", to_text(s).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    w
}

pub fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().expect("a session is open").session()
}

/// A decision whose words are there, and which is about to be about what is fixed.
fn decide_on_s8(w: &mut Shown) -> DecisionId {
    go(w, Page::Decisions);
    press(w, Modifiers::COMMAND, Key::Enter);
    let id = session(w).decisions.last().unwrap().id;
    w.event(egui::Event::Text("Block C stays".into()));
    w.run_steps(2);
    press(w, Modifiers::NONE, Key::Tab);
    choose(w, "About", "S8");
    assert!(w.query_by_label("S8 is fixed, so nothing can be decided on it here.").is_some());
    let d = session(w).decisions.get(id).unwrap();
    assert_eq!((d.what.as_str(), d.boundary, d.outcome), ("Block C stays", None, Outcome::Agreed));
    id
}

fn s8(s: &Session) -> BoundaryId {
    s.boundaries.iter().find(|b| b.no == 8).unwrap().id
}

#[test]
fn a_decision_on_what_is_fixed_becomes_a_request_to_who_could_change_it() {
    let mut w = open(&sample().unwrap());
    let id = decide_on_s8(&mut w);
    use_it(&mut w, "Ask who could change it");
    let d = session(&w).decisions.get(id).unwrap();
    assert_eq!((d.what.as_str(), d.outcome), ("Block C stays", Outcome::Request));
    assert_eq!((d.boundary, d.decided_by.as_str()), (Some(s8(session(&w))), "Cabinet, on new structural evidence"));
    assert!(w.query_by_label_contains("nothing can be decided on it here").is_none());
    assert!(to_markdown(&summary(session(&w))).contains("Request: Block C stays"));
    // And it cannot be called agreed afterwards either.
    choose(&mut w, "Outcome", "Agreed");
    assert!(w.query_by_label("S8 is fixed, so nothing can be decided on it here.").is_some());
    assert_eq!(session(&w).decisions.get(id).unwrap().outcome, Outcome::Request);
}

#[test]
fn a_decision_on_what_is_fixed_becomes_a_challenge_with_its_words() {
    let mut w = open(&sample().unwrap());
    let (id, before) = (decide_on_s8(&mut w), sample().unwrap().challenges.len());
    use_it(&mut w, "Make it a challenge");
    let s = session(&w);
    assert!(s.decisions.get(id).is_none());
    let c = s.challenges.last().unwrap();
    assert_eq!((s.challenges.len(), c.words.as_str(), c.boundary), (before + 1, "Block C stays", s8(s)));
    assert_eq!((w.state().app.view.page, w.state().app.view.boundary), (Page::Scope, Some(s8(s))));
    // One step takes all of it back.
    press(&mut w, Modifiers::COMMAND, Key::Z);
    assert_eq!(session(&w).decisions.get(id).unwrap().what, "Block C stays");
    assert_eq!(session(&w).challenges.len(), before);
}

#[test]
fn neither_leaves_the_words_and_nothing_else() {
    let mut w = open(&sample().unwrap());
    let id = decide_on_s8(&mut w);
    use_it(&mut w, "Neither");
    let d = session(&w).decisions.get(id).unwrap();
    assert_eq!((d.what.as_str(), d.boundary), ("Block C stays", None));
    assert!(w.query_by_label_contains("nothing can be decided on it here").is_none());
}

#[test]
fn a_partner_whose_people_had_left_is_asked_about_and_never_counted_as_support() {
    let mut s = sample().unwrap();
    let ff = s.partners.iter().find(|p| p.key == "FF").unwrap().id;
    let (id, order) = (MovementId(uuid::Uuid::from_u128(1)), s.movements.end());
    let gone = Movement {
        id,
        order,
        partner: Some(ff),
        passage: Passage::Left,
        count: 2,
        at: Some(at("20:00")),
        note: String::new(),
    };
    s.movements.insert(gone);
    let d1 = s.decisions[0].id;
    let mut w = open(&s);
    go(&mut w, Page::Decisions);
    w.state_mut().app.handle(Action::Look(Look::Select(Select::Decision(Some(d1)))));
    w.run_steps(3);
    assert!(w.query_by_label_contains("people were in the room then. Absent?").is_some());
    use_it(&mut w, "Write down: absent");
    let stance = |s: &Session| s.decisions[0].positions.iter().find(|p| p.partner == ff).map(|p| p.stance);
    assert_eq!(stance(session(&w)), Some(Stance::Absent));
    assert!(w.query_by_label_contains("people were in the room then. Absent?").is_none());
    // "All here support it" does not count them in either.
    s.decisions.update(d1, |d| d.positions.clear());
    let mut w = open(&s);
    go(&mut w, Page::Decisions);
    use_it(&mut w, "All here support it");
    assert_eq!(stance(session(&w)), Some(Stance::Absent));
    assert_eq!(session(&w).decisions[0].positions.iter().filter(|p| p.stance == Stance::Support).count(), 4);
}

#[test]
fn how_far_an_action_is_makes_no_new_version() {
    let mut w = open(&sample().unwrap());
    go(&mut w, Page::Actions);
    use_it(&mut w, "More of A1");
    choose(&mut w, "How far it is", "Blocked");
    write(&mut w, "What blocks it", "the lease");
    let a = &session(&w).actions[0];
    assert_eq!((a.progress, a.shows.as_str()), (Progress::Blocked, "the lease"));
    assert!(!session(&w).changed_since_version);
    // Who sees to it is part of what is signed, and is only somebody who said yes to their name.
    choose(&mut w, "Who sees to it", "Leyla S.");
    assert!(session(&w).changed_since_version);
    let text = to_markdown(&summary(session(&w)));
    assert!(text.contains("Riverside Homes (Leyla S.), with the residents' committee"), "{text}");
    assert!(!text.contains("the lease\n"), "how far it is is not what was signed");
}

#[test]
fn how_somebody_prints_follows_from_what_they_answered() {
    let mut s = sample().unwrap();
    let (id, ra) = (s.people[0].id, s.partners[0].id);
    let mut say = |change: &dyn Fn(&mut Person)| {
        s.people.update(id, |p| change(p));
        prints_as(&s, s.people.get(id).unwrap())
    };
    assert_eq!(say(&|_| {}), "Amina K.; words with the partner only");
    assert_eq!(say(&|p| p.name_by_words = Consent::Yes), "Amina K.; named beside their words");
    assert_eq!(say(&|p| p.words_printed = Consent::No), "Amina K.; words withheld");
    assert_eq!(say(&|p| p.name_printed = Consent::Withdrawn(at("20:14"))), "somebody; words withheld");
    let resident = |p: &mut Person| (p.partner, p.words_printed) = (Some(ra), Consent::NotAsked);
    assert_eq!(say(&resident), "a resident; words with the partner only");
    assert_eq!(say(&|p| p.words_printed = Consent::Withdrawn(at("20:14"))), "a resident; words withheld");
}

#[test]
fn a_name_stands_beside_words_only_with_a_yes_to_both() {
    let mut s = sample().unwrap();
    let (id, c7) = (s.people[0].id, s.contributions[6].id);
    s.contributions.update(c7, |c| c.person = Some(id));
    let beside = |s: &Session| to_markdown(&summary(s)).contains("Amina K.\u{a0}· Alder Street Residents' Association");
    assert!(!beside(&s));
    s.people.update(id, |p| p.name_by_words = Consent::Yes);
    assert!(beside(&s));
    s.people.update(id, |p| p.name_printed = Consent::NotAsked);
    assert!(!beside(&s));
}

#[test]
fn what_others_decide_is_a_request_in_every_word() {
    let mut s = sample().unwrap();
    let id = s.decisions[0].id;
    let outcome = |s: &Session| upfront::insight::standing_outcome(s, s.decisions.get(id).unwrap());
    let set = |s: &mut Session, no: u32, decider: Decider| {
        let b = s.boundaries.iter().find(|b| b.no == no).unwrap().id;
        s.boundaries.update(b, |b| b.now.decider = decider);
        s.decisions.update(id, |d| d.boundary = Some(b));
    };
    assert_eq!(outcome(&s), Outcome::Agreed);
    set(&mut s, 10, Decider::Everyone);
    assert_eq!(outcome(&s), Outcome::Request, "nobody here can decide what is not known yet");
    set(&mut s, 2, Decider::Other("the council".into()));
    assert_eq!(outcome(&s), Outcome::Request, "open, and the council decides");
    set(&mut s, 2, Decider::Everyone);
    s.decisions.update(id, |d| d.decided_by = "the planning committee, 24 September".into());
    assert_eq!(outcome(&s), Outcome::Request);
    let text = to_markdown(&summary(&s));
    assert!(text.contains("D1 Request: The shared room opens") && text.contains("Used in request D1"));
    for here in ["this room, today", "Everyone who signs", "We"] {
        s.decisions.update(id, |d| d.decided_by = here.into());
        assert_eq!(outcome(&s), Outcome::Agreed, "{here}");
    }
}
