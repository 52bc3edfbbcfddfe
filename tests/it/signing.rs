//! Freezing and signing, as it goes in the room and afterwards.

use crate::alder::at;
use crate::fake::World;
use crate::keyboard::{use_it, write};
use crate::window::{go, window};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use upfront::app::{Action, Look, Page, RoomShows, Window};
use upfront::edit::*;
use upfront::model::*;
use upfront::record;
use upfront::report::blocks::{DocumentKind, summary};
use upfront::report::to_markdown;
use upfront::store::{parse, sample, to_text};

pub type Shown = Harness<'static, Window>;

pub fn open_at(s: &Session, clock: &str) -> (World, Shown) {
    let world = World::at(at(clock));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    world.disk.put("/alder.ron", to_text(s).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    w.run_steps(4);
    (world, w)
}

pub fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().expect("a session is open").session()
}

pub fn act(w: &mut Shown, action: Action) {
    w.state_mut().app.handle(action);
    w.run_steps(4);
}

pub fn says(w: &Shown, words: &str) -> bool {
    w.query_all_by_label_contains(words).next().is_some()
}

/// The sample before anything was frozen, while it is read back.
fn before_freezing() -> Session {
    let mut s = sample().unwrap();
    let first = s.versions[0].frozen.clone().unwrap();
    s.versions = List::default();
    s.answers = List::default();
    s.numbers.versions = 0;
    (s.run, s.movements) = (first.run.clone(), first.movements.clone());
    // With the typing mistake that was found later.
    s.actions = first.actions.clone();
    s
}

#[test]
fn an_edit_one_second_after_freezing_is_in_the_next_version_only() {
    let (world, mut w) = open_at(&before_freezing(), "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    let v = session(&w).version().unwrap().clone();
    assert_eq!((v.no, v.clock.as_str()), (1, "Read back and sign, from 20:25, going on"));
    let code = v.code.unwrap();
    assert!(says(&w, &code.short()), "the page says its code");
    world.pass_s(1);
    let a3 = session(&w).actions[2].id;
    let edit = Edit::Action(a3, ActionField::What("Draw the courtyard door".into()));
    act(&mut w, Action::Do("A3".into(), Command::Edit(edit)));
    assert!(session(&w).changed_since_version);
    let s = session(&w).clone();
    assert_eq!(record::code_of_text(s.version().unwrap()), Some(code), "version 1 is what it was");
    assert!(to_markdown(&summary(&s)).contains("Draft after version 1"));
    use_it(&mut w, "Freeze version 2");
    let v = session(&w).version().unwrap();
    assert_eq!((v.no, v.before), (2, Some(code)));
    let change = &v.changes[0];
    assert!(change.what.starts_with("A3: “"), "{}", change.what);
    assert_eq!((change.by.as_str(), change.at), ("the note-taker", at("20:29") + chrono::TimeDelta::seconds(1)));
    assert!(record::faults(session(&w)).is_empty());
}

#[test]
fn what_the_clock_and_the_door_write_after_freezing_waits_for_the_next_version() {
    let (_, mut w) = open_at(&before_freezing(), "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    let printed = to_markdown(&summary(session(&w)));
    act(&mut w, Action::Came(1));
    act(&mut w, Action::EndSession);
    let s = session(&w).clone();
    assert!(s.run.ended.is_some() && !s.changed_since_version);
    for kind in DocumentKind::ALL {
        assert!(!to_markdown(&kind.of(&s)).contains("20:29–"), "{kind:?} shows the clock of now");
    }
    assert_eq!(to_markdown(&summary(&s)), printed, "the paper of version 1 stays the paper of version 1");
    // Nothing of the text has changed, so it is that version again.
    act(&mut w, Action::Freeze);
    assert_eq!(session(&w).versions.len(), 1);
    assert!(says(&w, "Nothing has changed since version 1; it stands"));
    // With the next change the clock of now goes in.
    act(&mut w, Action::Do("place".into(), Command::session(SessionField::Place("Upstairs".into()))));
    act(&mut w, Action::Freeze);
    assert_eq!(session(&w).version().unwrap().clock, "ended at 20:29");
}

#[test]
fn what_was_changed_and_changed_back_is_the_same_version() {
    let s = sample().unwrap();
    let (_, mut w) = open_at(&s, "20:29");
    for words in ["Upstairs", &s.place] {
        act(&mut w, Action::Do("place".into(), Command::session(SessionField::Place((*words).into()))));
    }
    assert!(session(&w).changed_since_version);
    go(&mut w, Page::Sign);
    assert!(says(&w, "What was changed since version 2 was changed back"));
    use_it(&mut w, "Freeze version 3");
    assert_eq!(session(&w).versions.len(), 2);
    assert!(!session(&w).changed_since_version && session(&w).changed_at.is_empty());
}

#[test]
fn words_in_the_capture_line_are_asked_about_before_freezing() {
    let (_, mut w) = open_at(&before_freezing(), "20:29");
    act(&mut w, Action::Look(Look::Capture("One more thing ~paraphrase".into())));
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    assert!(session(&w).versions.is_empty());
    assert!(says(&w, "There are words in the capture line: “One more thing"));
    use_it(&mut w, "Not now");
    assert!(!says(&w, "There are words in the capture line"));
    use_it(&mut w, "Freeze version 1");
    use_it(&mut w, "Freeze without them");
    assert_eq!(session(&w).versions.len(), 1);
    assert_eq!(w.state().app.view.capture.text, "One more thing ~paraphrase", "and they are still there");
}

#[test]
fn words_in_the_capture_line_can_be_added_first_and_then_owe_an_answer() {
    let (_, mut w) = open_at(&before_freezing(), "20:29");
    act(&mut w, Action::Look(Look::Capture("One more thing".into())));
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    use_it(&mut w, "Add them, then freeze");
    assert_eq!(session(&w).contributions.len(), 41);
    assert!(session(&w).versions.is_empty(), "what has no answer stops it");
    assert!(says(&w, "Something stops sign-off; look at Check"));
}

#[test]
fn a_signature_with_a_name_prints_it_and_still_verifies_when_names_are_removed() {
    let (_, mut w) = open_at(&before_freezing(), "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    use_it(&mut w, "Record the answer of Northgate Council");
    assert!(says(&w, "Signing is the yes to print name and capacity"));
    write(&mut w, "Name (it may stay empty)", "Nadia Ncube");
    use_it(&mut w, "Record the answer");
    let s = session(&w).clone();
    let a = s.answers.last().unwrap();
    assert!(a.signer.is_some() && a.digest.is_some() && a.capacity == "head of regeneration, for the council");
    let text = to_markdown(&summary(&s));
    assert!(text.contains("Nadia Ncube, head of regeneration, for the council, on paper, 20:29"), "{text}");
    let code = a.digest.unwrap().short();
    assert!(text.replace('\u{2011}', "-").contains(&code), "its code stands beside it");
    assert!(record::faults(&s).is_empty());

    let mut later = s.clone();
    forget(&mut later, at("20:50"));
    assert!(!to_text(&later).unwrap().contains("Nadia Ncube"));
    let typed = |code: &str| TypedCode::read(code).unwrap();
    let version = later.version().unwrap().code.unwrap().short();
    for code in [&code, &version] {
        let verdict = record::verify(&later, &typed(code));
        assert!(verdict.matches, "{verdict:?}");
        assert_eq!(verdict.lines.len(), 2, "{verdict:?}");
    }
    // A name put back that is not the one that signed is found.
    let mut forged = s.clone();
    forged.private.names.insert(a.signer.unwrap(), "Somebody Else".into());
    let verdict = record::verify(&forged, &typed(&code));
    assert!(!verdict.matches && verdict.lines[0].contains("the answer of Northgate Council to version 1 was changed"));
}

#[test]
fn the_facilitator_and_the_note_taker_sign_for_nobody() {
    let mut s = before_freezing();
    s.note_taker.who = "Sam Okoro".into();
    let (_, mut w) = open_at(&s, "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    for (field, words) in [("Name (it may stay empty)", "sam okoro"), ("Capacity", "the facilitator")] {
        use_it(&mut w, "Record the answer of Riverside Homes");
        write(&mut w, field, words);
        use_it(&mut w, "Record the answer");
        assert!(says(&w, "The facilitator and the note-taker sign for nobody; write who signs for Riverside Homes"));
        assert!(session(&w).answers.is_empty());
        act(&mut w, Action::Look(Look::Sign(None)));
    }
}

#[test]
fn a_changed_answer_stays_beside_the_new_one_and_both_are_chained() {
    let (_, mut w) = open_at(&before_freezing(), "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    use_it(&mut w, "Record the answer of Riverside Homes");
    use_it(&mut w, "Not reached");
    write(&mut w, "Asked on (15 May 2026)", "15 May");
    write(&mut w, "Asked by", "the note-taker");
    use_it(&mut w, "Record the answer");
    use_it(&mut w, "Change the answer of Riverside Homes");
    use_it(&mut w, "by e-mail");
    use_it(&mut w, "Record the answer");
    let s = session(&w).clone();
    assert_eq!(s.answers.len(), 2);
    let asked = s.answers[0].asked.as_ref().unwrap();
    assert_eq!(asked.words(), "asked on 15 May 2026 by the note-taker");
    let v = s.version().unwrap();
    assert_eq!(s.answer_of(s.partners[2].id, v.id).unwrap().says, SignOff::Signs);
    assert!(record::faults(&s).is_empty());
    let text = to_markdown(&summary(&s));
    for words in ["Not reached", "Asked on 15 May 2026 by the note-taker", "by e-mail"] {
        assert!(text.contains(words), "{words} is not printed: both stay in the record\n{text}");
    }
    // The first one taken out of the file shows in the second.
    let mut forged = s.clone();
    forged.answers.remove(forged.answers[0].id);
    assert_eq!(record::faults(&forged), vec![record::Fault::Answer(s.answers[1].id)]);
}

#[test]
fn two_windows_that_freeze_at_once_make_one_version_and_are_told() {
    let (world, mut w) = open_at(&before_freezing(), "20:29");
    let mut second = window(&world, [1280.0, 800.0], 1.0);
    act(&mut second, Action::Open("/alder.ron".into()));
    act(&mut w, Action::Freeze);
    world.pass_s(1);
    act(&mut second, Action::Freeze);
    let codes = [&w, &second].map(|w| session(w).version().unwrap().code.unwrap());
    assert_ne!(codes[0], codes[1], "each made its own, at its own moment");
    world.pass_s(6);
    w.run_steps(6);
    second.run_steps(6);
    let told = [&w, &second].map(|w| says(w, "was changed by something else since"));
    assert_eq!(told.iter().filter(|told| **told).count(), 1, "one of them is asked, and overwrites nothing");
    let s = parse(Path::new("s"), &world.disk.file("/alder.ron").unwrap()).unwrap();
    assert_eq!(s.versions.len(), 1);
    assert!(codes.contains(&s.version().unwrap().code.unwrap()) && record::faults(&s).is_empty());
}

#[test]
fn the_room_is_read_to_corrects_and_sees_the_code() {
    let (_, mut w) = open_at(&before_freezing(), "20:26");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Read it back to the room");
    let shows = |w: &Shown| w.state().app.room.lock().unwrap().clone();
    w.run_steps(2);
    assert_eq!(shows(&w).shows, RoomShows::ReadBack);
    assert_eq!(shows(&w).read_back.unwrap().head, "Decision D1");
    act(&mut w, Action::Look(Look::ReadBack(7)));
    assert_eq!(shows(&w).read_back.unwrap().head, "Action A1");
    act(&mut w, Action::CorrectRead);
    assert_eq!(w.state().app.view.page, Page::Actions);
    let a1 = session(&w).actions[0].id;
    assert_eq!(w.state().app.view.action, Some(a1));
    let edit = Edit::Action(a1, ActionField::What("Run the room".into()));
    act(&mut w, Action::Do("A1".into(), Command::Edit(edit)));
    assert_eq!(shows(&w).read_back.unwrap().words, "Run the room", "the room sees it corrected");
    assert_eq!(shows(&w).frozen, None);
    act(&mut w, Action::Freeze);
    let code = session(&w).version().unwrap().code.unwrap().short();
    assert_eq!((shows(&w).read_back, shows(&w).frozen), (None, Some((1, code))));
}

#[test]
fn a_request_to_correct_prints_with_what_became_of_it_and_changes_no_version() {
    let (_, mut w) = open_at(&sample().unwrap(), "20:50");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Somebody asks for a correction");
    write(&mut w, "Who asks", "One resident");
    write(&mut w, "What is to be put right", "I said nine, not half past nine");
    let text = to_markdown(&summary(session(&w)));
    assert!(text.contains("One resident, of version 2, on 14 May 2026 at 20:50: “I said nine, not half past nine”"));
    assert!(text.contains("**Not dealt with yet.**"), "{text}");
    write(&mut w, "What became of it", "not changed: it is what was said");
    let s = session(&w).clone();
    assert!(to_markdown(&summary(&s)).contains("On 14 May 2026 at 20:50: not changed: it is what was said"));
    assert!(!s.changed_since_version && record::faults(&s).is_empty());
}

/// Sets one answer down as a person does it, from what the sample holds.
fn answer(w: &mut Shown, a: &Answer, name: &str, on_day: &str) {
    let given = session(w).version().is_some_and(|v| session(w).answer_of(a.partner, v.id).is_some());
    use_it(w, &format!("{} the answer of {name}", if given { "Change" } else { "Record" }));
    let says = upfront::report::blocks::words::sentence(a.says.word());
    use_it(w, &says);
    match &a.says {
        SignOff::SignsWithReservation(words) => write(w, "The reservation, in their words", words),
        SignOff::Declines(why) => write(w, "Why, in their words", why),
        SignOff::Waiting(Some(until)) => write(w, "Waiting until (11 June 2026)", &time::day(*until)),
        _ => {}
    }
    if let Some(asked) = &a.asked {
        write(w, "Asked on (15 May 2026)", &time::day(asked.on));
        write(w, "Asked by", &asked.by);
    }
    if a.how.word() != "" {
        use_it(w, &a.how.word());
    }
    if !on_day.is_empty() {
        write(w, "On what day, if not now (18 May 2026)", on_day);
    }
    if !a.note.is_empty() {
        write(w, "Note", &a.note);
    }
    use_it(w, "Record the answer");
}

/// Days later, on a laptop that was opened again.
fn days_later(world: &World, days: i64) -> Shown {
    world.set(at("09:00") + chrono::TimeDelta::days(days));
    let mut w = window(world, [1280.0, 800.0], 1.0);
    act(&mut w, Action::Open("/alder.ron".into()));
    go(&mut w, Page::Sign);
    w
}

#[test]
fn the_sign_off_of_alder_street_goes_as_its_script_says_through_version_2() {
    let wanted = sample().unwrap();
    let name = |a: &Answer| wanted.partner_name(Some(a.partner)).to_string();
    let (world, mut w) = open_at(&before_freezing(), "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    for (a, clock) in wanted.answers.iter().zip(["20:31", "20:33", "20:35", "20:36"]) {
        world.set(at(clock));
        w.run_steps(2);
        answer(&mut w, a, &name(a), "");
    }
    world.set(at("20:37"));
    act(&mut w, Action::EndSession);
    act(&mut w, Action::CloseSession);
    drop(w);

    // On 15 May Riverside was asked, and not reached.
    let mut w = days_later(&world, 1);
    answer(&mut w, &wanted.answers[4], &name(&wanted.answers[4]), "");
    act(&mut w, Action::CloseSession);
    drop(w);

    // On 16 May the typing mistake is corrected: version 2.
    let mut w = days_later(&world, 2);
    let a3 = session(&w).actions.iter().find(|a| a.no == 3).unwrap().clone();
    assert!(a3.what.contains("bath lights"));
    let right = a3.what.replace("bath lights", "path lights");
    act(&mut w, Action::Do("A3".into(), Command::Edit(Edit::Action(a3.id, ActionField::What(right)))));
    assert!(says(&w, "A3: “the bath lights” is now “the path lights”"));
    assert!(says(&w, "The answers below are to version 1; the text has changed since"));
    write(&mut w, "Why", "a typing mistake");
    world.pass_s(300);
    w.run_steps(2);
    use_it(&mut w, "Freeze version 2");
    act(&mut w, Action::CloseSession);
    drop(w);

    // On 18 May Riverside signs version 2, on 19 May the others; Calloway has not answered.
    let mut w = days_later(&world, 4);
    answer(&mut w, &wanted.answers[5], &name(&wanted.answers[5]), "18 May");
    act(&mut w, Action::CloseSession);
    drop(w);
    let mut w = days_later(&world, 5);
    for a in &wanted.answers[6..] {
        let day = if a.says.is_given() { "19 May" } else { "" };
        answer(&mut w, a, &name(a), day);
    }
    assert!(says(&w, "Version 2: signed by 4 of 5"));
    let s = session(&w).clone();
    assert!(record::faults(&s).is_empty());
    assert_eq!(s.versions.len(), 2);
    for (v, of) in s.versions.iter().zip(&wanted.versions) {
        assert_eq!((v.no, v.at, &v.clock, &v.why, &v.changes), (of.no, of.at, &of.clock, &of.why, &of.changes));
    }
    assert_eq!(s.versions[1].before, s.versions[0].code);
    assert_eq!(s.answers.len(), wanted.answers.len());
    for (a, of) in s.answers.iter().zip(&wanted.answers) {
        let said =
            |a: &Answer| (a.partner, a.says.clone(), a.how.clone(), a.at, a.day_only, a.asked.clone(), a.note.clone());
        // Where nothing was given, or it was given on paper, the app knows how and when better than the script.
        let (mine, wanted) = (said(a), said(of));
        assert_eq!((mine.0, &mine.1, &mine.5, &mine.6), (wanted.0, &wanted.1, &wanted.5, &wanted.6));
        if of.how != How::NotGiven {
            assert_eq!((&mine.2, mine.4), (&wanted.2, wanted.4));
            assert_eq!(mine.3.map(|t| t.date_naive()), wanted.3.map(|t| t.date_naive()));
        }
    }
    // And prints so, as the sample does.
    let lines = |s: &Session| {
        let text = to_markdown(&summary(s));
        let from = text.find("## Sign-off").unwrap();
        let codes = |line: &str| line.contains('\u{2011}');
        text[from..].lines().filter(|l| !codes(l) && !l.is_empty()).map(String::from).collect::<Vec<_>>()
    };
    let without_times = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().map(|l| l.replace(", on paper, 20:36", ", 20:36")).collect()
    };
    assert_eq!(without_times(lines(&s)), without_times(lines(&wanted)));
}

#[test]
fn an_answer_taken_back_leaves_the_version_frozen_and_nothing_of_the_signer() {
    let (_, mut w) = open_at(&before_freezing(), "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    let before = session(&w).clone();
    use_it(&mut w, "Record the answer of Northgate Council");
    write(&mut w, "Name (it may stay empty)", "Nadia Ncube");
    use_it(&mut w, "Record the answer");
    act(&mut w, Action::Undo);
    assert!(*session(&w) == before, "all of it is as it was");
    assert!(!session(&w).changed_since_version);
}

#[test]
fn an_answer_is_taken_down_whole_or_not_at_all() {
    let (_, mut w) = open_at(&before_freezing(), "20:29");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Freeze version 1");
    for (says, how, day, sentence) in [
        ("Signs with a reservation", "on paper", "", "Write the reservation, in their words"),
        ("Declines", "on paper", "", "Write why they decline, in their words"),
        ("Signs", "spoken before a witness", "", "Write before whom it was spoken"),
        ("Signs", "by letter", "20 May 2026", "That day is still to come; take the answer down when it is given"),
        ("Signs", "by letter", "1 May 2026", "Version 1 was not frozen yet on that day"),
    ] {
        use_it(&mut w, "Record the answer of Riverside Homes");
        use_it(&mut w, says);
        use_it(&mut w, how);
        write(&mut w, "On what day, if not now (18 May 2026)", day);
        use_it(&mut w, "Record the answer");
        assert!(self::says(&w, sentence), "{sentence}");
        assert!(session(&w).answers.is_empty());
        act(&mut w, Action::Look(Look::Sign(None)));
    }
}

/// A hand is faster than frames: what it does between two of them is drawn, too.
#[test]
fn a_signature_is_drawn_with_all_the_ways_of_the_hand() {
    let (_, mut w) = open_at(&sample().unwrap(), "20:50");
    go(&mut w, Page::Sign);
    use_it(&mut w, "Change the answer of Calloway Developments");
    use_it(&mut w, "on screen");
    w.run_steps(30);
    let pad = w.get_by_label("Field to draw a signature on").rect();
    let at = |n: u32| pad.left_top() + egui::vec2(20.0 + 4.0 * n as f32, 10.0 + 30.0 * (n % 2) as f32);
    let button = |n, pressed| egui::Event::PointerButton {
        pos: at(n),
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    for frame in [
        vec![egui::Event::PointerMoved(at(0)), button(0, true)],
        (1..20).map(|n| egui::Event::PointerMoved(at(n))).collect(),
        (20..40).map(|n| egui::Event::PointerMoved(at(n))).collect(),
        vec![button(39, false)],
    ] {
        w.input_mut().events.extend(frame);
        w.step();
    }
    use_it(&mut w, "Record the answer");
    let a = session(&w).answers.iter().last().unwrap();
    let mark = session(&w).private.marks.get(&a.id).expect("a mark");
    assert_eq!(mark.to_string().split_whitespace().count(), 40, "{mark}");
}

#[test]
fn a_form_that_was_only_opened_is_not_said_to_be_recovered() {
    for (name, kept) in [("", None), ("Cal", Some("Cal".to_string()))] {
        let (world, mut w) = open_at(&sample().unwrap(), "20:50");
        go(&mut w, Page::Sign);
        use_it(&mut w, "Change the answer of Calloway Developments");
        write(&mut w, "Name (it may stay empty)", name);
        world.pass_s(2);
        w.run_steps(4);
        // Gone without a word.
        drop(w);
        let mut w = window(&world, [1280.0, 800.0], 1.0);
        act(&mut w, Action::Open("/alder.ron".into()));
        assert_eq!(w.state().app.view.sign.clone().map(|form| form.name), kept);
        assert_eq!(says(&w, "Words that were being typed"), kept.is_some());
    }
}

/// What a small window says far down on a page is scrolled to.
#[test]
fn a_small_window_shows_what_it_asks_and_what_it_found() {
    let world = World::at(at("20:29"));
    let (screen, zoom) = ([1024.0, 768.0], 2.0);
    let mut w = window(&world, screen.map(|points| points / zoom), zoom);
    world.disk.put("/alder.ron", to_text(&before_freezing()).unwrap().as_bytes());
    act(&mut w, Action::Open("/alder.ron".into()));
    go(&mut w, Page::Sign);
    let is_in_view = |w: &mut Shown, words: &str| {
        w.run_steps(60);
        let shown = w.get_by_label_contains(words).rect();
        // Between the head of the page and the capture line.
        assert!(shown.top() > 90.0 && shown.bottom() < 310.0, "“{words}” stands at {shown:?}");
    };
    act(&mut w, Action::Look(Look::Capture("One more thing".into())));
    act(&mut w, Action::Freeze);
    is_in_view(&mut w, "There are words in the capture line");
    act(&mut w, Action::FreezeWithoutWords);
    let code = session(&w).version().unwrap().code.unwrap().short();
    act(&mut w, Action::Look(Look::Code(code)));
    act(&mut w, Action::Verify);
    is_in_view(&mut w, "It matches version 1");
    use_it(&mut w, "Record the answer of Riverside Homes");
    w.run_steps(60);
    act(&mut w, Action::RecordAnswer);
    is_in_view(&mut w, "Neighbourhood manager, for Riverside, on paper");
}
