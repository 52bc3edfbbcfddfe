//! A workshop follows another: what it begins with, what it is not given, and what is overdue in between.

use crate::agreeing::{open, session};
use crate::alder::at;
use crate::fake::World;
use crate::keyboard::{choose, use_it, write};
use crate::pdf_text::{close, text_of};
use crate::script::Table;
use crate::window::{go, window};
use chrono::NaiveDate;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use upfront::app::{Action, Page, Window};
use upfront::insight::check;
use upfront::model::*;
use upfront::report::blocks::DocumentKind;
use upfront::report::text::has_glyph;
use upfront::series::{LAST_TIME, next_session, overdue, overdue_sentences, promises};
use upfront::store::{sample, to_text};
use uuid::Uuid;

const BY_HAND: &str = include_str!("../data/third-workshop.md");

type Shown = Harness<'static, Window>;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn after(s: &Session) -> Session {
    let mut ids = (1..).map(|n| Uuid::from_u128(0xabc << 64 | n));
    next_session(s, day(9, 10), || ids.next().unwrap())
}

/// The sample with a project line.
pub fn with_stages() -> Session {
    let mut s = sample().unwrap();
    for (n, what, when, mode) in [
        (1, "Brief", "2025", StageMode::Together),
        (2, "Design of courtyard and ground floor", "January to June 2026", StageMode::Together),
        (3, "Planning application", "24 September 2026", StageMode::Elsewhere),
        (4, "Building", "2027 to 2028", StageMode::Elsewhere),
        (5, "Running the shared room", "from 2028", StageMode::Shaped),
    ] {
        let stage = upfront::edit::new_stage(&s, Uuid::from_u128(0x500 + n), what);
        let decider = match n {
            3 => Decider::Other("the planning committee".into()),
            4 => Decider::Partner(s.partners[4].id),
            5 => Decider::Partner(s.partners[2].id),
            _ => Decider::Everyone,
        };
        s.stages.insert(Stage { when: when.into(), mode, decider, here: n == 2, ..stage });
    }
    s
}

/// The session after it, in which some of what became of last time is said.
pub fn half_told(s: &Session) -> Session {
    let mut next = after(s);
    let ids: Vec<EarlierId> = next.earlier.iter().map(|e| e.id).collect();
    let told = [
        (0, Progress::Done, "open three evenings a week since 1 September"),
        (1, Progress::Done, "on the wall of the hall, with a page in plain English"),
        (2, Progress::Doing, "the door is drawn, the lights are not"),
        (3, Progress::Dropped, "the rain garden waits for the drainage survey"),
        (7, Progress::Done, "the corner was measured again: 9 m would do"),
    ];
    for (nth, progress, shows) in told {
        next.earlier.update(ids[nth], |e| (e.progress, e.shows) = (Some(progress), shows.into()));
    }
    let moved = DateMove {
        on: day(5, 27),
        to: Some(day(10, 1)),
        by: Some(s.partners[3].id),
        why: "the survey was late".into(),
    };
    next.earlier.update(ids[2], |e| e.moved = vec![moved]);
    next
}

fn by_hand() -> Vec<[String; 6]> {
    let t: Table = crate::script::table(BY_HAND, "Left");
    let cell = |r: &Vec<String>, name: &str| t.cell(r, name).to_string();
    let row = |r| ["No.", "What", "From", "Owed by", "By", "How it stood"].map(|name| cell(r, name));
    t.rows.iter().map(row).collect()
}

/// The same of what a session holds, in the words of the table. How it stood may say more than the table.
fn held(s: &Session) -> Vec<[String; 6]> {
    let key = |id: Option<PartnerId>| id.and_then(|id| s.partners.get(id)).map_or(String::new(), |p| p.key.clone());
    let row = |e: &Earlier| {
        let by = e.due().map_or(String::new(), upfront::model::time::day);
        [e.called(), e.what.clone(), key(e.from), key(e.owner), by, e.stood.clone()]
    };
    s.earlier.iter().map(row).collect()
}

#[test]
fn the_third_workshop_begins_with_what_the_table_says() {
    let (hand, held) = (by_hand(), held(&after(&sample().unwrap())));
    assert_eq!(hand.len(), 19);
    assert_eq!(hand.iter().map(|r| &r[0]).collect::<Vec<_>>(), held.iter().map(|r| &r[0]).collect::<Vec<_>>());
    for (hand, held) in hand.iter().zip(&held) {
        assert_eq!(hand[..5], held[..5]);
        assert!(held[5].contains(&hand[5]) && hand[5].is_empty() == held[5].is_empty(), "{hand:?} {held:?}");
    }
}

#[test]
fn its_first_page_shows_all_of_it() {
    let mut w = open(&sample().unwrap());
    w.state_mut().app.handle(Action::NextSession);
    w.run_steps(6);
    assert_eq!(w.state().app.view.page, Page::LastTime);
    assert_eq!(session(&w).agenda[0].title, LAST_TIME);
    for [no, what, from, owner, by, stood] in by_hand() {
        let words = if from.is_empty() { what } else { format!("“{what}”") };
        assert!(w.query_all_by_label(&no).next().is_some(), "{no}");
        assert!(w.query_all_by_label(&words).next().is_some(), "{words}");
        let s = session(&w);
        let name = |key: &str| s.partners.iter().find(|p| p.key == key).map_or(String::new(), |p| p.name.clone());
        let e = s.earlier.iter().find(|e| e.called() == no && e.stood.contains(&stood)).unwrap();
        let line = upfront::report::blocks::words::about_earlier(s, e);
        assert!(line.contains(&name(&owner)) && line.contains(&name(&from)) && line.contains(&by), "{line}");
        if !line.is_empty() {
            assert!(w.query_all_by_label(&line).next().is_some(), "{line}");
        }
    }
}

/// Also where it was made by the command, or is opened again.
#[test]
fn it_opens_on_that_page() {
    let w = open(&after(&sample().unwrap()));
    assert_eq!(w.state().app.view.page, Page::LastTime);
}

#[test]
fn its_handout_and_its_summary_print_all_of_it() {
    let s = after(&sample().unwrap());
    let name = |key: &str| s.partners.iter().find(|p| p.key == key).map_or(String::new(), |p| p.name.clone());
    for kind in [DocumentKind::Agenda, DocumentKind::Summary] {
        let text = close(&text_of(&crate::print::pdf_of_kind(&s, kind)));
        let blocks = close(&upfront::report::to_markdown(&kind.of(&s)));
        for [no, what, _, owner, by, stood] in by_hand() {
            for words in [what, name(&owner), stood] {
                assert!(text.contains(&close(&words)), "{kind:?}: {no} {words}");
            }
            // The reader takes a year that stands alone at the foot of a page for a page number.
            assert!(blocks.contains(&close(&by)), "{kind:?}: {no} {by}");
        }
        assert!(text.contains(&close("What became of last time")) && text.contains(&close("Nobody has said yet")));
    }
}

#[test]
fn what_is_not_done_with_comes_along_once_more_and_numbers_go_on() {
    let mut s = sample().unwrap();
    let (a1, a2, r1) = (s.actions[0].id, s.actions[1].id, s.referrals[0].id);
    let moved = DateMove { on: day(5, 30), to: Some(day(6, 20)), by: Some(s.partners[1].id), why: "printing".into() };
    s.actions.update(a1, |a| (a.progress, a.shows) = (Progress::Done, "open since 1 September".into()));
    s.actions.update(a2, |a| (a.progress, a.moved) = (Progress::Doing, vec![moved]));
    s.referrals.update(r1, |r| (r.progress, r.shows) = (Progress::Done, "the lift runs".into()));
    let mut next = after(&s);
    let of = |s: &Session, no: &str| s.earlier.iter().find(|e| e.called() == no).cloned().unwrap();
    assert_eq!(
        (of(&next, "A1").progress, of(&next, "A1").shows.as_str()),
        (Some(Progress::Done), "open since 1 September")
    );
    assert_eq!((of(&next, "A2").by, of(&next, "A2").due()), (Some(day(6, 1)), Some(day(6, 20))));
    assert_eq!(of(&next, "R1").became(), Some("answered"));
    // A new action is A8: A1 stays the action it was.
    let action = upfront::edit::new_action(&next, Uuid::from_u128(9), "Paint the door");
    assert_eq!(action.no, 8);
    upfront::edit::apply(&mut next, upfront::edit::Command::Add(action.into())).unwrap();
    let third = after(&next);
    let called: Vec<String> = third.earlier.iter().map(Earlier::called).collect();
    assert!(!called.contains(&"A1".into()) && !called.contains(&"R1".into()), "{called:?}");
    assert_eq!(called.last().map(String::as_str), Some("S10"));
    assert!(called.contains(&"A2".into()) && called.contains(&"A8".into()));
    // One item on what became of last time, not two.
    assert_eq!(third.agenda.iter().filter(|i| i.title == LAST_TIME).count(), 1);
    assert_eq!((next.subtitle.as_str(), third.subtitle.as_str()), ("third workshop", "fourth workshop"));
}

#[test]
fn sessions_of_a_series_are_a_chain_by_record_code() {
    let s = sample().unwrap();
    let next = after(&s);
    let before: Vec<_> = next.series.iter().map(|e| (e.session, e.version, e.code)).collect();
    assert_eq!(before, [(s.id, 2, s.version().unwrap().code)]);
    assert!(next.versions.is_empty() && next.numbers.versions == 0);
    let code = |s: &Session| {
        let mut s = s.clone();
        crate::record::freeze(&mut s);
        s.version().and_then(|v| v.code)
    };
    let mut other = next.clone();
    let id = other.series[0].id;
    other.series.update(id, |e| e.code = Some(Digest::of("another record")));
    assert_ne!(code(&next), code(&other));
    assert_eq!(after(&next).series.len(), 2);
}

#[test]
fn consent_is_asked_anew_and_a_no_stands() {
    let mut s = sample().unwrap();
    let ids: Vec<PersonId> = s.people.iter().map(|p| p.id).collect();
    s.people.update(ids[0], |p| (p.contact_again, p.name_by_words) = (Consent::Yes, Consent::Yes));
    s.people.update(ids[1], |p| p.contact_again = Consent::No);
    s.people.update(ids[2], |p| p.words_printed = Consent::Withdrawn(at("20:00")));
    s.private.contacts = ids.iter().map(|id| (*id, "0117 496 0000".to_string())).collect();
    s.private.notes = "the chair is tired".into();
    let ra = s.partners[0].id;
    s.partners.update(ra, |p| (p.brought, p.got, p.differently) = ("a".into(), "b".into(), "c".into()));
    let next = after(&s);
    let closing = |p: &Partner| format!("{}{}{}", p.brought, p.got, p.differently);
    assert!(next.partners.iter().all(|p| closing(p).is_empty()), "what was said at the close was of that evening");
    assert!(next.people.iter().all(|p| p.name_printed != Consent::Yes && p.name_by_words != Consent::Yes));
    assert!(next.people.get(ids[1]).is_none() && !next.private.names.contains_key(&ids[1]));
    assert_eq!(next.people.get(ids[2]).unwrap().words_printed, Consent::No);
    assert_eq!(next.private.contacts.keys().collect::<Vec<_>>(), [&ids[0]]);
    // What was needed is known, and by how many is asked anew.
    assert!(!next.private.access.is_empty() && next.private.access.iter().all(|a| a.count == 0 && a.met.is_none()));
    assert!(next.private.notes.is_empty() && next.private.salts == Salts::default());
    // Whoever is listed because they signed is no participant.
    assert!(s.answers.iter().filter_map(|a| a.signer).all(|id| next.people.get(id).is_none()));
    assert_eq!(next.forget_after, s.forget_after);
    assert!(next.contributions.is_empty() && next.answers.is_empty() && next.movements.is_empty());
    assert!(next.run == Run::default() && next.questions.iter().all(|q| q.scores.is_empty()));
}

#[test]
fn what_is_up_for_grabs_has_its_history() {
    let next = after(&sample().unwrap());
    let past = |no: u32| {
        let b = next.boundaries.iter().find(|b| b.no == no).unwrap();
        b.past.iter().map(|p| p.what.as_str()).collect::<Vec<_>>()
    };
    assert!(
        past(3)[0].starts_with("moved from shape to open by Riverside Homes: the £140,000 is confirmed"),
        "{:?}",
        past(3)
    );
    assert!(past(3)[1].starts_with("D3 agreed: Spend the £140,000"));
    assert_eq!(past(7), ["challenged by Field & Form Architects: “10 m rules out the only dry corner”; not answered"]);
    assert!(past(9)[0].ends_with("not accepted") && past(9)[1] == "1 thing said about it had no answer");
    assert_eq!(past(5), ["D4 asked for: We ask the council for four storeys opposite the playground"]);
    let text = text_of(&crate::print::pdf_of_kind(&next, DocumentKind::Summary));
    assert!(close(&text).contains(&close("14 May 2026: moved from shape to open")), "{text}");
}

#[test]
fn the_project_line_is_printed_with_what_is_up_for_grabs() {
    let s = with_stages();
    for kind in [DocumentKind::Summary, DocumentKind::Poster, DocumentKind::CaseStudy] {
        let pdf = crate::print::pdf_of_kind(&s, kind);
        let text = close(&text_of(&pdf)).to_lowercase();
        for words in ["Planning application", "24 September 2026", "by the planning committee", "we are here"] {
            assert!(text.contains(&close(words).to_lowercase()), "{kind:?}: {words}");
        }
        assert!(kind != DocumentKind::Poster || crate::pdf_text::page_count(&pdf) == 1, "a poster is one sheet");
    }
}

#[test]
fn what_is_overdue_is_told_from_the_day_after() {
    let all = promises(&sample().unwrap());
    let late = |on| overdue(&all, on).iter().map(|p| p.what.clone()).collect::<Vec<_>>();
    assert!(late(day(5, 21)).is_empty());
    assert_eq!(late(day(5, 22)), ["R1"]);
    assert_eq!(late(day(6, 12)), ["", "A2", "A3", "A4", "A5", "A7", "R1", "R2"]);
    let said = overdue_sentences(&all, day(6, 12));
    assert_eq!(said[0], "The reply to everyone was due on 11 June 2026");
    assert_eq!(said[1], "A2, A3, A4, A5 and A7 are overdue");
    assert_eq!(said[2], "The answers to R1 and R2 are overdue");
}

#[test]
fn the_start_page_says_what_is_overdue() {
    let world = World::at(at("20:24") + chrono::TimeDelta::days(30));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/alder.ron", to_text(&sample().unwrap()).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    w.state_mut().app.handle(Action::CloseSession);
    w.run_steps(4);
    assert!(w.query_by_label_contains("The reply to everyone was due on 11 June 2026").is_some());
    // What is written down as kept is overdue no more.
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    go(&mut w, Page::FollowUp);
    write(&mut w, "Everyone heard back on", "13 June 2026");
    w.state_mut().app.handle(Action::CloseSession);
    w.run_steps(4);
    assert!(w.query_by_label_contains("The reply to everyone").is_none());
    assert!(w.query_by_label_contains("are overdue").is_some());
}

#[test]
fn what_became_of_last_time_is_said_at_the_window() {
    let mut w = open(&sample().unwrap());
    w.state_mut().app.handle(Action::NextSession);
    w.run_steps(6);
    assert_ne!(session(&w).id, sample().unwrap().id);
    choose(&mut w, "What became of A1", "Done");
    write(&mut w, "What shows that it is done", "open since 1 September");
    let a = &session(&w).earlier[0];
    assert_eq!((a.progress, a.shows.as_str()), (Some(Progress::Done), "open since 1 September"));
    use_it(&mut w, "More of A1");
    write(&mut w, "Move its date to", "1 October 2026");
    let a = &session(&w).earlier[0];
    assert_eq!((a.by, a.due(), a.moved.len()), (Some(day(9, 1)), Some(day(10, 1)), 1));
    let unsaid = check(session(&w), &has_glyph).iter().filter(|f| f.text.contains("of the session before")).count();
    assert_eq!(unsaid, 18);
}

/// Seven at a time, on and back by the keys of reading back, from the first to the last.
#[test]
fn the_room_goes_through_what_became_of_last_time() {
    use upfront::app::{Look, RoomShows};
    let mut w = open(&after(&sample().unwrap()));
    let act = |w: &mut Shown, look| {
        w.state_mut().app.handle(Action::Look(look));
        w.run_steps(2);
    };
    act(&mut w, Look::RoomShows(RoomShows::LastTime));
    act(&mut w, Look::RoomScreen(true));
    let shown = |w: &Shown| {
        let room = w.state().app.room.lock().unwrap();
        (room.last_time.iter().map(|l| l.called.clone()).collect::<Vec<_>>(), room.last_time_page)
    };
    let mut all = Vec::new();
    for page in 0..3 {
        let (called, at) = shown(&w);
        assert_eq!(at, (page, 3));
        all.extend(called);
        act(&mut w, Look::GoOn(true));
    }
    assert_eq!(all, by_hand().into_iter().map(|[no, ..]| no).collect::<Vec<_>>());
    assert_eq!(shown(&w).1, (2, 3), "the last stays");
    act(&mut w, Look::GoOn(false));
    assert_eq!(shown(&w).1, (1, 3));
}

#[test]
fn what_is_kept_up_changes_nothing_that_was_signed() {
    let mut w = open(&sample().unwrap());
    go(&mut w, Page::FollowUp);
    choose(&mut w, "How far A2 is", "Dropped");
    write(&mut w, "Why it was dropped", "it was published before");
    choose(&mut w, "How far R1 is", "Answered");
    write(&mut w, "The answer", "the lift runs");
    use_it(&mut w, "More of A3");
    write(&mut w, "Move its date to", "4 June 2026");
    write(&mut w, "Everyone heard back on", "10 June 2026");
    let s = session(&w);
    assert_eq!((s.actions[1].progress, s.referrals[0].progress), (Progress::Dropped, Progress::Done));
    assert_eq!((s.actions[2].due(), s.replied), (Some(day(6, 4)), Some(day(6, 10))));
    assert!(!s.changed_since_version);
    let v = s.version().unwrap();
    assert_eq!(Some(upfront::model::Digest::of(&upfront::record::present_text(s, v))), v.code);
}
