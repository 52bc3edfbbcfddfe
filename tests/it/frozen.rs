//! What was frozen, and what is found of it afterwards: in files, in copies, and when somebody rewrote the past.

use crate::alder::at;
use crate::record::full_session;
use crate::signing::{act, open_at, says, session};
use crate::window::go;
use std::path::Path;
use upfront::app::{Action, Page};
use upfront::edit::*;
use upfront::model::*;
use upfront::record::{self, Signing};
use upfront::report::blocks::{DocumentKind, summary};
use upfront::report::to_markdown;
use upfront::store::{parse, sample, to_text};
use uuid::Uuid;

#[test]
fn nothing_says_that_all_agreed_when_they_did_not() {
    let s = sample().unwrap();
    let v = s.version().unwrap();
    let of = |says: &[SignOff], closed| {
        let mut s = s.clone();
        s.versions.update(v.id, |v| v.closed = closed);
        s.answers = List::default();
        for (p, says) in sample().unwrap().partners.iter().zip(says) {
            let id = AnswerId(Uuid::from_u128((6 << 100) + s.answers.len() as u128));
            let order = s.answers.end();
            let a = Answer { id, order, partner: p.id, says: says.clone(), ..sample().unwrap().answers[5].clone() };
            s.answers.insert(a);
        }
        let state = record::signing(&s, s.version().unwrap());
        (state, to_markdown(&summary(&s)))
    };
    let (yes, but) = (SignOff::Signs, SignOff::SignsWithReservation("but".into()));
    let no = SignOff::Declines("no".into());
    let all = vec![yes.clone(); 5];
    let cases = [
        (all.clone(), None, Signing::ByAll),
        ([&all[..4], &[but]].concat(), None, Signing::WithReservations(1)),
        ([&all[..4], &[no]].concat(), Some(at("20:59")), Signing::ClosedWithoutEveryone(4, 5)),
        ([&all[..4], &[SignOff::NotReached]].concat(), None, Signing::SomeSigned(4, 5)),
        (all[..4].to_vec(), Some(at("20:59")), Signing::ClosedWithoutEveryone(4, 5)),
        (vec![], None, Signing::Frozen),
    ];
    for (says, closed, wanted) in cases {
        let (state, text) = of(&says, closed);
        assert_eq!(state, wanted);
        let all_signed = matches!(wanted, Signing::ByAll | Signing::WithReservations(_));
        assert_eq!(text.contains("Signed by all partners"), all_signed, "{wanted:?}");
        assert!(!text.to_lowercase().contains("agreed by all"));
    }
}

#[test]
fn a_version_is_frozen_once_and_after_the_newest() {
    let mut s = sample().unwrap();
    let before = s.clone();
    let again = s.version().unwrap().clone();
    let other = Version { id: VersionId(Uuid::from_u128(5)), ..again.clone() };
    let refused = apply(&mut s, Command::Add(other.into())).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Version 2 has been frozen already; look at it, then freeze again if the text has changed"
    );
    let elsewhere = Version { id: VersionId(Uuid::from_u128(5)), no: 3, ..again };
    assert_eq!(apply(&mut s, Command::Add(elsewhere.into())).unwrap_err(), Refusal::NotAfterNewest);
    assert!(s == before);
}

#[test]
fn an_answer_to_a_version_that_is_not_there_is_refused() {
    let mut s = sample().unwrap();
    let before = s.clone();
    let mut a = s.answers[0].clone();
    (a.id, a.version) = (AnswerId(Uuid::from_u128(5)), VersionId(Uuid::from_u128(6)));
    assert_eq!(record::next_digest(&s, &a, &s.all_digests()), None);
    assert_eq!(apply(&mut s, Command::Add(a.into())).unwrap_err(), Refusal::NamesNothing);
    assert!(s == before);
    // In a file that somebody wrote by hand it is named, and what was open stays.
    let text = to_text(&s).unwrap().replacen("version: \"version 1\"", "version: \"version 7\"", 1);
    let refused = parse(Path::new("alder.ron"), text.as_bytes()).unwrap_err().to_string();
    assert!(refused.contains("version 7"), "{refused}");
}

#[test]
fn a_file_changed_by_hand_prints_under_no_code() {
    let text = to_text(&sample().unwrap()).unwrap().replacen("a rain garden, in that order", "trees", 1);
    let mut s = parse(Path::new("s"), text.as_bytes()).unwrap();
    assert!(!s.changed_since_version, "no command told");
    assert!(record::mark_changed(&mut s));
    assert!(to_markdown(&summary(&s)).contains("Draft after version 2"));
    let (world, mut w) = open_at(&sample().unwrap(), "20:29");
    world.disk.put("/other.ron", text.as_bytes());
    act(&mut w, Action::Open("/other.ron".into()));
    assert!(session(&w).changed_since_version);
    go(&mut w, Page::Sign);
    assert!(says(&w, "D3: “and a rain garden, in that order; no” is now “and trees; no”"));
}

#[test]
fn the_past_rewritten_matches_no_earlier_paper_and_verify_says_which() {
    let s = sample().unwrap();
    let typed = |n: usize| TypedCode::read(&s.versions[n].code.unwrap().short()).unwrap();
    // Somebody who knows how rewrites version 1, and gives it the code of its new text.
    let mut forged = s.clone();
    let first = forged.versions[0].id;
    forged.versions.update(first, |v| {
        let mut text = (**v.frozen.as_ref().unwrap()).clone();
        text.why = "to be told what was decided".into();
        v.frozen = Some(text.into());
        v.code = record::code_of_text(v);
    });
    let verdict = record::verify(&forged, &typed(0));
    assert!(!verdict.matches && verdict.lines[0].starts_with("It does not match: version 1 has "), "{verdict:?}");
    assert!(verdict.lines.iter().any(|l| l.starts_with("Version 2 was frozen after another text than stands here")));
    // Version 2 itself still is what its paper says.
    let verdict = record::verify(&forged, &typed(1));
    assert!(verdict.matches && verdict.lines.len() > 2, "{verdict:?}");
    // Only the text: the first difference is said in words.
    let mut clumsy = s.clone();
    let second = clumsy.versions[1].id;
    clumsy.versions.update(second, |v| {
        let mut text = (**v.frozen.as_ref().unwrap()).clone();
        let d = text.decisions[0].id;
        text.decisions.update(d, |d| d.what = d.what.replace("21:30", "23:30"));
        v.frozen = Some(text.into());
    });
    let verdict = record::verify(&clumsy, &typed(1));
    assert!(!verdict.matches);
    assert!(verdict.lines[0].contains("what stands here as version 2 is not what was frozen"), "{verdict:?}");
    assert!(verdict.lines[0].contains("D1: “to 21:30 on” is now “to 23:30 on”"), "{verdict:?}");
}

#[test]
fn the_same_record_gives_the_same_code_however_it_was_kept() {
    let s = full_session();
    let v = s.version().unwrap();
    let wanted = record::canonical_text(v).unwrap();
    assert_eq!(v.code, Some(Digest::of(&wanted)));
    assert_eq!(record::present_text(&s, v), wanted, "the session and what was frozen of it are one text");
    let check = |kept: &Session, how: &str| {
        assert_eq!(record::canonical_text(kept.version().unwrap()).unwrap(), wanted, "frozen, {how}");
        assert_eq!(record::present_text(kept, kept.version().unwrap()), wanted, "as it is, {how}");
        assert!(record::faults(kept).is_empty(), "{how}");
    };
    let text = to_text(&s).unwrap();
    let saved = parse(Path::new("s"), text.as_bytes()).unwrap();
    check(&saved, "saved and opened");
    check(&parse(Path::new("s"), to_text(&saved).unwrap().as_bytes()).unwrap(), "saved twice");
    // Words of several lines, and a copy that a platform or an editor gave its own line ends.
    let mut lines = s.clone();
    let c = lines.contributions[0].id;
    lines.contributions.update(c, |c| c.words = "First line\nand \"second\"\n\nlast".into());
    crate::record::freeze(&mut lines);
    let code = lines.version().unwrap().code;
    let text = to_text(&lines).unwrap().replace('\n', "\r\n");
    let read = parse(Path::new("s"), text.as_bytes()).unwrap();
    assert!(read.contributions[0].words.contains("\r\n"));
    assert_eq!(record::code_of_text(read.version().unwrap()), code);
    assert_eq!(record::is_unchanged(&read, read.version().unwrap()), Some(true));
    // Every format there ever was.
    let sample = sample().unwrap();
    let v = sample.version().unwrap();
    for (format, old) in [
        (1, &include_bytes!("../data/versions/format-1-alder-street.ron")[..]),
        (2, include_bytes!("../data/versions/format-2-alder-street.ron")),
        (3, include_bytes!("../data/versions/format-3-alder-street.ron")),
        (4, include_bytes!("../data/versions/format-4-alder-street.ron")),
        (5, include_bytes!("../data/versions/format-5-alder-street.ron")),
        (6, include_bytes!("../data/versions/format-6-alder-street.ron")),
        (7, include_bytes!("../data/versions/format-7-alder-street.ron")),
        (8, include_bytes!("../data/versions/format-8-alder-street.ron")),
        (9, include_bytes!("../data/versions/format-9-alder-street.ron")),
    ] {
        let mut old = parse(Path::new("old"), old).unwrap();
        old.private.salts = sample.private.salts.clone();
        let mut wanted = sample.clone();
        // Format 4 came with this.
        for s in [&mut old, &mut wanted] {
            for id in s.agenda.iter().map(|i| i.id).filter(|_| format < 4).collect::<Vec<_>>() {
                s.agenda.update(id, |i| i.about.clear());
            }
        }
        assert_eq!(record::present_text(&old, v), record::present_text(&wanted, v), "format {format}");
    }
}

#[test]
fn the_public_text_holds_no_name_and_nothing_private() {
    let mut s = full_session();
    let withheld = "Nobody is to read this".to_string();
    s.contributions.update(s.contributions[5].id, |c| c.words = withheld.clone());
    s.agenda.update(s.agenda[0].id, |i| i.private_notes = "Tell Derek P. first".into());
    let public = record::public_session(&s);
    let text = to_text(&public).unwrap();
    let names = s.private.names.values().map(String::as_str);
    let private = ["020 7946 0000", "Ask about the hall", "Tell Derek", "Turkish\", count", "large print", &withheld];
    for words in names.chain(private) {
        assert!(to_text(&s).unwrap().contains(words), "{words} is not in the session");
        assert!(!text.contains(words), "{words} is in the public text");
    }
}

#[test]
fn a_signature_drawn_on_screen_prints_as_lines_and_goes_with_the_names() {
    let mut s = full_session();
    let a = s.answers.iter().find(|a| s.private.marks.contains_key(&a.id)).unwrap().clone();
    let pages = |s: &Session| {
        let fonts = upfront::report::text::Fonts::bundled();
        upfront::report::lay_out(&DocumentKind::SignOff.of(s), &fonts, upfront::report::Print::Standard)
    };
    let alt = format!("Signature for {}, drawn on screen", s.partner_name(Some(a.partner)));
    let drawn = |s: &Session| format!("{:?}", pages(s).tags).contains(&alt);
    assert!(drawn(&s));
    let lines = |s: &Session| format!("{:?}", pages(s).pages).matches("Line {").count();
    let with = lines(&s);
    forget(&mut s, at("20:58"));
    assert!(!drawn(&s) && s.private.marks.is_empty());
    assert_eq!(with - lines(&s), 2, "a stroke of two points and a dot");
    assert!(record::faults(&s).is_empty(), "its digest stays");
    // What is no drawing in a file is refused.
    let text = to_text(&full_session()).unwrap().replacen("12,30 14,33; 20,5", "12,30 14", 1);
    assert!(parse(Path::new("s"), text.as_bytes()).unwrap_err().to_string().contains("is no drawn signature"));
}

#[test]
fn what_is_withheld_now_is_not_said_in_the_list_of_changes() {
    let mut s = full_session();
    let c = s.contributions[8].clone();
    let photo = s.photos[0].clone();
    let no = s.people[4].id;
    let commands = [
        Command::Edit(Edit::Contribution(c.id, ContributionField::Person(Some(no)))),
        Command::Edit(Edit::Photo(photo.id, PhotoField::MayPrint(Consent::No))),
        Command::Remove(Key::Interest(s.interests[0].id)),
    ];
    for command in commands {
        apply(&mut s, command).unwrap();
    }
    crate::record::freeze(&mut s);
    let changes: Vec<&str> = s.version().unwrap().changes.iter().map(|c| c.what.as_str()).collect();
    let withheld = format!("C{}: is withheld now", c.no);
    assert_eq!(changes, [withheld.as_str(), "declared interest 1 is gone", "photo 1: is withheld now"]);
    let text = to_text(&record::public_session(&s)).unwrap();
    for words in [&c.words, &photo.caption] {
        let at = text.find(words.as_str()).map(|at| &text[at.saturating_sub(60)..at + 40]);
        assert_eq!(at, None, "in the newest text, or in the changes");
    }
    // Nor does what a draft hands out hold the text of the version before it.
    let mut draft = full_session();
    let edit = Edit::Contribution(c.id, ContributionField::Person(Some(no)));
    apply(&mut draft, Command::Edit(edit)).unwrap();
    assert!(!to_text(&record::public_session(&draft)).unwrap().contains(&c.words));
}

#[test]
fn a_name_typed_again_after_names_were_removed_is_another_text() {
    let mut s = sample().unwrap();
    let v = s.version().unwrap().clone();
    forget(&mut s, at("20:59"));
    assert_eq!(record::is_unchanged(&s, &v), Some(true), "removing changes no record");
    let mut named = s.clone();
    named.private.names.insert(s.people[0].id, "Somebody Else".into());
    assert_eq!(record::is_unchanged(&named, &v), Some(false));
    let mut paid = s.clone();
    paid.private.payment.took += 7;
    assert_eq!(record::is_unchanged(&paid, &v), Some(false));
    let mut needs = s.clone();
    needs.private.access.push(Access { need: "a ramp".into(), count: 6, met: None });
    assert_eq!(record::is_unchanged(&needs, &v), Some(false));
}

#[test]
fn what_a_camera_reads_is_taken_for_the_code() {
    let s = sample().unwrap();
    let code = s.version().unwrap().code.unwrap();
    let read = TypedCode::read(&format!("UPFRONT V2 {}", code.to_string().to_uppercase())).unwrap();
    assert!(read.is_of(&code) && record::verify(&s, &read).matches);
    assert_eq!(TypedCode::read("UPFRONT V2 7"), None);
}

/// A name that nobody may print is in no record, so no paper of a version may change with it.
#[test]
fn a_private_name_that_is_typed_after_freezing_changes_no_paper_of_the_version() {
    let mut s = sample().unwrap();
    let printed = to_markdown(&summary(&s));
    let unwilling = s.people.iter().find(|p| p.words_printed.forbids()).unwrap().id;
    // As in a file that was edited by hand; a command makes a draft of it.
    s.private.names.insert(unwilling, "Hilda Court".into());
    let found = upfront::insight::check(&s, &|_| true);
    assert!(found.iter().any(|f| f.kind == upfront::insight::Kind::NameWithoutYes), "D5 names it");
    assert!(!record::mark_changed(&mut s));
    assert_eq!(to_markdown(&summary(&s)), printed);
    // Who proofreads the next draft is told.
    s.changed_since_version = true;
    assert!(to_markdown(&summary(&s)).contains("has not said yes to being named"));
}
