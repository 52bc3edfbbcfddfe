//! The charter: chosen at the start, asked at the close, and where the record and what people say differ.

use crate::agreeing::{open, session};
use crate::keyboard::{use_it, write};
use crate::outside::words;
use crate::window::go;
use chrono::NaiveDate;
use egui_kittest::kittest::Queryable;
use upfront::app::{Action, Look, Page};
use upfront::edit::{Command, apply, new_charter_question, new_principle};
use upfront::insight::{differences, evidence};
use upfront::model::*;
use upfront::report::blocks::{DocumentKind, case_study};
use upfront::report::to_markdown;
use upfront::series::next_session;
use upfront::store::{CharterText, charters, sample, without_charter};
use uuid::Uuid;

fn ids(from: u128) -> impl FnMut() -> Uuid {
    let mut n = from << 64;
    move || {
        n += 1;
        Uuid::from_u128(n)
    }
}

/// The sample with the first charter, and nothing said to it.
pub fn with_charter() -> Session {
    let mut s = sample().unwrap();
    run(&mut s, |s| charters()[0].choose(s, ids(0xc)));
    s
}

/// Applies the command made from a session to it; what takes it back.
fn run(s: &mut Session, command: impl Fn(&Session) -> Command) -> Command {
    let command = command(s);
    apply(s, command).unwrap()
}

fn answer(s: &mut Session, nth: usize, answers: &[(usize, Kept, &str)]) {
    let said =
        answers.iter().map(|(p, kept, words)| Said { partner: s.partners[*p].id, kept: *kept, words: (*words).into() });
    let (id, said) = (s.charter_questions[nth].id, said.collect());
    s.charter_questions.update(id, |q| q.said = said);
}

/// The sample with the first charter as it was asked at the close: partners and slips do not agree in everything.
pub fn asked() -> Session {
    use Kept::{No, Partly, Yes};
    let mut s = with_charter();
    for nth in 0..s.charter_questions.len() {
        answer(&mut s, nth, &[(0, Yes, ""), (1, Yes, ""), (2, Yes, ""), (3, Yes, ""), (4, Yes, "")]);
    }
    answer(
        &mut s,
        0,
        &[(0, Yes, ""), (1, Yes, ""), (2, Yes, ""), (3, Yes, ""), (4, Partly, "the hours were new to us")],
    );
    answer(&mut s, 3, &[(0, No, "the survey was not on the wall"), (1, Partly, ""), (2, Yes, ""), (3, Partly, "")]);
    let (first, fourth) = (s.charter_questions[0].id, s.charter_questions[3].id);
    s.charter_questions.update(first, |q| q.room = RoomSaid { yes: 14, partly: 6, no: 2, words: String::new() });
    s.charter_questions.update(fourth, |q| {
        q.room = RoomSaid { yes: 2, partly: 4, no: 15, words: "Tell us before, not on the night".into() };
    });
    s
}

/// The session after that one, at its close.
pub fn asked_twice() -> Session {
    let mut next = next_session(&asked(), NaiveDate::from_ymd_opt(2026, 9, 10).unwrap(), ids(3));
    answer(&mut next, 3, &[(0, Kept::Yes, "it came a week before"), (1, Kept::Yes, "")]);
    next
}

/// Two questions, answered by the first partner only.
pub fn answered_by_one(s: &mut Session) {
    let principle = new_principle(s, Uuid::from_u128(0xc1), "Sharing power");
    s.principles.insert(principle.clone());
    for n in 0..2 {
        let q = new_charter_question(&s.charter_questions, Uuid::from_u128(0xc2 + n), principle.id, "Was it shared?");
        let said = vec![Said { partner: s.partners[0].id, kept: Kept::Yes, words: String::new() }];
        s.charter_questions.insert(CharterQuestion { said, ..q });
    }
}

pub fn answered_by_all(s: &mut Session) {
    answered_by_one(s);
    let said: Vec<Said> =
        s.partners.iter().map(|p| Said { partner: p.id, kept: Kept::No, words: String::new() }).collect();
    for id in s.charter_questions.iter().map(|q| q.id).collect::<Vec<_>>() {
        s.charter_questions.update(id, |q| q.said = said.clone());
    }
}

/// Worked out from the minutes of the evening by hand.
#[test]
fn the_record_of_alder_street_is_the_evidence() {
    let s = sample().unwrap();
    let lines = |matter| -> Vec<String> {
        let line =
            |shown: upfront::insight::Shown| format!("{}{}", if shown.is_gap() { "Gap: " } else { "" }, shown.words);
        evidence(&s, matter).into_iter().map(line).collect()
    };
    for (matter, by_hand) in [
        (
            Evidence::Decided,
            &[
                "D1, agreed: 4 of 5 partners are behind it; stands aside or objects: Calloway Developments",
                "D2, agreed: all partners are behind it",
                "D3, agreed: all partners are behind it",
                "D4, a request: 3 of 5 partners are behind it; stands aside or objects: Northgate Council and Calloway \
                 Developments",
                "D5: put off",
            ][..],
        ),
        (
            Evidence::Answered,
            &[
                "Gap: Contributions answered: 35 of 40, all but C2, C15, C16, C24 and C33",
                "Gap: Challenges answered: 2 of 3",
            ],
        ),
        (
            Evidence::Heard,
            &[
                "Every partner was heard",
                "Contributions from the community: 28 of 40",
                "Written down in people’s own language, too: Bengali and Turkish",
                "It was asked at 20:22 who disagrees",
                "2 disagreements are written down",
            ],
        ),
        (
            Evidence::Known,
            &[
                "What is up for grabs was said at 18:09, before people were first asked at 18:41",
                "Of all that is not open it is said why, and who decides",
                "Gap: Not known yet: S10",
                "Moved during the session: S3",
            ],
        ),
        (
            Evidence::Access,
            &[
                "The place: step-free, hearing loop",
                "Gap: Whether all that people need was met is not written down",
                "Payment for people’s time was offered",
            ],
        ),
        (
            Evidence::Exchange,
            &["Gap: What was brought is not said by every partner", "Gap: What was got is not said by every partner"],
        ),
    ] {
        assert_eq!(lines(matter), by_hand, "{}", matter.word());
    }
}

#[test]
fn what_is_missing_in_the_record_is_a_gap() {
    let gaps = |change: fn(&mut Session), matter| -> Vec<String> {
        let mut s = sample().unwrap();
        change(&mut s);
        evidence(&s, matter).into_iter().filter(|shown| shown.is_gap()).map(|shown| shown.words).collect()
    };
    for (matter, change, says) in [
        (Evidence::Decided, (|s| s.decisions = List::default()) as fn(&mut Session), "Nothing was decided or asked"),
        (
            Evidence::Decided,
            |s| s.decisions = List::default(),
            "Open, and nothing was decided about it: S1, S2, S3 and S4",
        ),
        (
            Evidence::Decided,
            |s| crate::check_rows::on_decision(s, |d| d.positions.truncate(4)),
            "D1, agreed: 4 of 5 partners are behind it; absent, or not written down: Calloway Developments",
        ),
        (Evidence::Answered, |s| s.contributions = List::default(), "Nothing that was said is written down"),
        (
            Evidence::Answered,
            |s| crate::check_rows::on_contribution(s, 1, |c| c.responses = vec![Response::NotTaken(" ".into())]),
            "Not taken, and no reason given: C1",
        ),
        (Evidence::Heard, |s| s.dissent_asked = None, "Nobody asked whether anyone disagrees"),
        (
            Evidence::Known,
            |s| crate::check_rows::on_boundary(s, 8, |b| b.why.clear()),
            "Why it is not open, or who decides, is not said: S8",
        ),
        (Evidence::Access, |s| s.private.access.clear(), "What people need is not written down"),
        (
            Evidence::Access,
            |s| s.private.access.iter_mut().for_each(|a| a.met = Some(a.count.saturating_sub(1))),
            "Not all that people need was met",
        ),
        (
            Evidence::Access,
            |s| s.private.payment = Payment::default(),
            "Whether payment for people’s time was offered is not written down",
        ),
    ] {
        let found = gaps(change, matter);
        assert!(found.contains(&says.to_string()), "{says}: {found:?}");
    }
    let silent = |s: &mut Session| {
        let ra = s.partners[0].id;
        for id in s.contributions.iter().filter(|c| c.partner == Some(ra)).map(|c| c.id).collect::<Vec<_>>() {
            s.contributions.update(id, |c| c.partner = Some(PartnerId(Uuid::nil())));
        }
    };
    assert_eq!(gaps(silent, Evidence::Heard), ["Nothing is written down from Alder Street Residents' Association"]);
}

#[test]
fn it_is_said_where_people_and_record_differ() {
    use Kept::{No, Partly, Yes};
    let all = |kept| -> Vec<(usize, Kept, &'static str)> { (0..5).map(|p| (p, kept, "")).collect() };
    let said = |nth: usize, answers: &[(usize, Kept, &str)], (yes, partly, no): (u32, u32, u32)| -> Vec<String> {
        let mut s = with_charter();
        answer(&mut s, nth, answers);
        let id = s.charter_questions[nth].id;
        s.charter_questions.update(id, |q| q.room = RoomSaid { yes, partly, no, words: String::new() });
        differences(&s, s.charter_questions.get(id).unwrap())
    };
    let none: Vec<String> = Vec::new();
    // The first shows no gap, the second one.
    assert_eq!(said(0, &[], (0, 0, 0)), none);
    assert_eq!(said(0, &all(Yes), (0, 0, 0)), none);
    assert_eq!(said(0, &all(No), (0, 0, 0)), ["The record shows no gap; no from every partner"]);
    assert_eq!(said(1, &all(Yes), (0, 0, 0)), ["The record shows a gap; yes from every partner"]);
    assert_eq!(said(1, &all(No), (0, 0, 0)), none);
    assert_eq!(said(1, &all(Partly), (0, 0, 0)), none);
    assert_eq!(
        said(0, &[(0, No, ""), (1, Yes, ""), (2, Yes, "")], (0, 0, 0)),
        [
            "Partners differ: yes from Northgate Council and Riverside Homes; no from Alder Street Residents' Association",
            "The record shows no gap; no from Alder Street Residents' Association"
        ]
    );
    assert_eq!(
        said(0, &all(Yes), (3, 3, 8)),
        [
            "Most slips from the room say no, and no partner does",
            "The record shows no gap; no from most slips from the room"
        ]
    );
    // Half is not most.
    assert_eq!(said(0, &all(Yes), (3, 3, 6)), none);
}

#[test]
fn those_that_come_with_the_app_say_whose_they_are() {
    assert_eq!(charters().len(), 3);
    for c in charters() {
        assert!(!c.name.is_empty() && !c.principles.is_empty() && c.problem().is_none(), "{}", c.name);
        let mut s = sample().unwrap();
        run(&mut s, |s| c.choose(s, ids(1)));
        assert!(s.charter_questions.iter().all(|q| q.text.ends_with('?') && !q.shows.is_empty()), "{}", c.name);
        assert_eq!(CharterText::of(&s).as_ref(), Some(c));
    }
    let ours = |c: &CharterText| c.rests_on.contains("the questions are Upfront’s own");
    assert!(ours(&charters()[0]) && charters()[0].rests_on.contains("Future of London is reported to use"));
    assert!(ours(&charters()[1]) && charters()[1].rests_on.contains("(SCIE)"));
    assert_eq!((charters()[0].principles.len(), charters()[1].principles.len()), (3, 4));
}

#[test]
fn another_one_takes_its_place_and_one_undo_brings_it_back() {
    let mut s = asked();
    let before = s.clone();
    let back = run(&mut s, |s| charters()[1].choose(s, ids(2)));
    assert_eq!(
        (s.principles.len(), s.charter_questions.len(), s.charter.name.as_str()),
        (4, 8, charters()[1].name.as_str())
    );
    apply(&mut s, back).unwrap();
    assert_eq!(s, before);
    run(&mut s, without_charter);
    assert!(Session { changed_since_version: true, ..sample().unwrap() } == s);
}

#[test]
fn the_next_session_asks_again_and_the_answers_stand_side_by_side() {
    let s = asked();
    let mut next = next_session(&s, NaiveDate::from_ymd_opt(2026, 9, 10).unwrap(), ids(3));
    assert_eq!((&next.charter, next.principles.len()), (&s.charter, 3));
    assert!(next.charter_questions.iter().all(|q| !q.is_answered() && q.before.len() == 1));
    let text = to_markdown(&DocumentKind::Summary.of(&next));
    assert!(text.contains("What was said to it, session by session"), "{text}");
    answer(&mut next, 3, &[(0, Kept::Yes, "it came a week before")]);
    let text = to_markdown(&DocumentKind::Summary.of(&next));
    let row = text.lines().rfind(|l| l.contains("Did everybody know what they needed to know")).unwrap();
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    assert!(
        cells[2].contains("No: Alder Street Residents' Association") && cells[2].contains("2 yes, 4 partly, 15 no")
    );
    assert!(cells[3].contains("Yes: Alder Street Residents' Association") && !cells[3].contains("No:"), "{row}");
    // A third one remembers both.
    let third = next_session(&next, NaiveDate::from_ymd_opt(2027, 1, 10).unwrap(), ids(4));
    assert_eq!(third.charter_questions[3].before.len(), 2);
    assert_eq!(third.charter_questions[4].before.len(), 1, "what nobody answered is no round");
}

#[test]
fn the_summary_prints_the_record_beside_what_people_say() {
    let text = to_markdown(&DocumentKind::Summary.of(&asked()));
    for says in [
        "What we hold each other to",
        "Three themes that Future of London is reported to use",
        "Was what is open decided by the partners together?",
        "D2, agreed: all partners are behind it",
        "Calloway Developments – “the hours were new to us”",
        "14 yes, 6 partly, 2 no",
        "“Tell us before, not on the night”",
        "Partners differ: yes from Riverside Homes; partly from Northgate Council and Field & Form Architects; no from Alder",
        "The record shows a gap; yes from Riverside Homes",
        "Not answered by",
    ] {
        assert!(text.replace("\\", "").contains(says), "{says}: {text}");
    }
    assert!(!to_markdown(&DocumentKind::Summary.of(&sample().unwrap())).contains("hold each other"));
    assert!(to_markdown(&DocumentKind::Agenda.of(&with_charter())).contains("Sharing power"));
    let slips = to_markdown(&DocumentKind::Slips.of(&with_charter()));
    assert!(slips.contains("Could everybody take part, with what they need?"), "{slips}");
}

#[test]
fn a_case_study_says_what_partners_answered_and_counts_no_slips() {
    let text = words(&case_study(&[&asked()]));
    assert!(text.contains("No: Alder Street Residents' Association"), "{text}");
    assert!(text.contains("most say no") && !text.contains("15 no") && !text.contains("not on the night"), "{text}");
}

#[test]
fn partners_choose_it_change_it_and_answer_it() {
    let mut w = open(&sample().unwrap());
    go(&mut w, Page::Charter);
    use_it(&mut w, "Use this charter");
    assert_eq!((session(&w).principles.len(), session(&w).charter_questions.len()), (3, 9));
    write(&mut w, "Add a principle", "Being kind");
    write(&mut w, "Add a question", "Were we kind?");
    let s = session(&w);
    assert_eq!((s.principles.len(), s.charter_questions.len()), (4, 10));
    w.state_mut().app.handle(Action::Look(Look::CharterAsked(true)));
    w.run_steps(4);
    use_it(&mut w, "Northgate Council says partly: Was what is open decided");
    write(&mut w, "Northgate Council in its own words", "the hours were not ours to give");
    write(&mut w, "Slips that say yes", "12");
    let q = session(&w).charter_questions[0].clone();
    assert_eq!(
        q.of(session(&w).partners[1].id).map(|x| (x.kept, x.words.as_str())),
        Some((Kept::Partly, "the hours were not ours to give"))
    );
    assert_eq!(q.room.yes, 12);
    go(&mut w, Page::Check);
    assert!(w.query_by_label_contains("1 of 10 questions have an answer").is_some());
    assert!(w.query_by_label_contains("that not every partner has answered: 10 of 10").is_some());
    // The same answer again takes it back.
    go(&mut w, Page::Charter);
    use_it(&mut w, "Northgate Council says partly: Was what is open decided");
    assert!(session(&w).charter_questions[0].said.is_empty());
    // One is taken out with its questions, and comes back with them.
    w.state_mut().app.handle(Action::Look(Look::CharterAsked(false)));
    w.run_steps(4);
    use_it(&mut w, "Remove Sharing power");
    assert_eq!((session(&w).principles.len(), session(&w).charter_questions.len()), (3, 6));
    w.state_mut().app.handle(Action::Undo);
    w.run_steps(4);
    assert_eq!((session(&w).principles.len(), session(&w).charter_questions.len()), (4, 10));
    assert_eq!(w.state().app.view.page, Page::Charter);
}

/// What was signed says the same after names and needs were removed, and on another laptop.
#[test]
fn what_is_not_in_a_copy_is_held_against_nobody() {
    let mut s = with_charter();
    let nth = s.charter_questions.iter().position(|q| q.shows == [Evidence::Access]).unwrap();
    answer(&mut s, nth, &[(0, Kept::No, "the loop did not work")]);
    s.private.access = vec![Access { need: "a hearing loop".into(), count: 3, met: Some(2) }];
    let differ = |s: &Session| differences(s, s.charter_questions.get_at(nth).unwrap());
    assert_eq!(differ(&s), Vec::<String>::new(), "the record shows a gap, too");
    let mut copy = s.clone();
    copy.digests = s.all_digests();
    copy.private = Private::default();
    assert_eq!(differ(&copy), Vec::<String>::new());
    // Withheld words give nothing away: neither their language nor that they were no prompt.
    let tomasz = s.people.iter().find(|p| p.words_printed == Consent::No).unwrap().id;
    let before = evidence(&s, Evidence::Heard);
    crate::check_rows::on_contribution(&mut s, 1, |c| {
        c.person = Some(tomasz);
        c.original = Some(Original { language: "Somali".into(), words: "Waa maxay?".into() });
        c.voice = Voice::OrganiserPrompt;
    });
    assert_eq!(evidence(&s, Evidence::Heard), before);
}
