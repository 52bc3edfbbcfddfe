//! Papers that come back years later: held against the file, and opened for the record they carry.

use crate::alder::at;
use crate::fake::World;
use crate::record::full_session;
use crate::window::{go, window};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use upfront::app::{Action, Page};
use upfront::edit::*;
use upfront::model::*;
use upfront::printing::{self, FontShelf, Format, Sheets, check_paper};
use upfront::record;
use upfront::report::blocks::DocumentKind;
use upfront::report::{Print, Watch, read_pdf};
use upfront::store::photos::Shelves;
use upfront::store::{RealDisk, sample, to_text};

fn shelves() -> Shelves {
    Shelves::of(None, None)
}

/// A PDF of a session as it is printed.
fn pdf(s: &Session, sheets: Sheets) -> Vec<u8> {
    let fonts = FontShelf::new(|_| Vec::new());
    let printing = printing::prepare(s, &[], sheets, &shelves(), &RealDisk, &fonts);
    printing::file(&printing, Format::Pdf, &Watch::default()).unwrap().0
}

fn of(kind: DocumentKind, print: Print) -> Sheets {
    Sheets { kind, print, ..Sheets::default() }
}

/// Does it match, and what is said.
fn held(s: &Session, bytes: &[u8]) -> (bool, Vec<String>) {
    let fonts = FontShelf::new(|_| Vec::new());
    let verdict = check_paper(s, (Path::new("paper.pdf"), bytes), &shelves(), &RealDisk, &fonts).unwrap();
    (verdict.matches, verdict.lines)
}

const SAME: &str = "Every word of its pages is what this file prints (notes and pictures on them are not compared)";

#[test]
fn a_paper_is_known_by_its_code_and_compared_word_by_word() {
    let s = sample().unwrap();
    for (kind, print) in [
        (DocumentKind::Summary, Print::Standard),
        (DocumentKind::SignOff, Print::Large),
        (DocumentKind::Participant, Print::Standard),
    ] {
        let (matches, lines) = held(&s, &pdf(&s, of(kind, print)));
        assert!(matches, "{kind:?}: {lines:?}");
        assert_eq!(lines[0], "It matches version 2, frozen on 16 May 2026 at 09:05");
        assert_eq!(lines[1], SAME, "{kind:?}");
    }
}

#[test]
fn a_paper_from_before_the_answers_and_one_of_the_version_before_are_still_known() {
    let s = sample().unwrap();
    let mut then = record::version_session(&s, &s.versions[0]).unwrap();
    let first = pdf(&then, of(DocumentKind::Summary, Print::Standard));
    then.answers = s.answers.iter().take(2).cloned().collect();
    let second = pdf(&then, of(DocumentKind::Summary, Print::Standard));
    assert_ne!(first, second);
    for paper in [first, second] {
        let (matches, lines) = held(&s, &paper);
        assert!(matches, "{lines:?}");
        assert_eq!(lines[0], "It matches version 1, frozen on 14 May 2026 at 20:29");
        assert_eq!(lines[1], SAME);
    }
    // Where the answers of that day are not known any more, all words of the version are on it.
    let mut other = s.clone();
    other.answers = List::default();
    let (matches, lines) = held(&other, &pdf(&s, of(DocumentKind::Summary, Print::Standard)));
    assert!(!matches && lines[0].starts_with("Its code is that of version 2"), "{lines:?}");
    assert!(lines[1].starts_with("All words of the version stand on the paper"), "{lines:?}");
    // Nor where names that it prints were removed since: it is not called another text for that.
    let mut later = s.clone();
    forget(&mut later, at("20:59"));
    let (matches, lines) = held(&later, &pdf(&s, of(DocumentKind::Summary, Print::Standard)));
    assert!(!matches && lines[0].starts_with("Its code is that of version 2"), "{lines:?}");
    assert!(lines[1].starts_with("Its words were not compared: names or needs"), "{lines:?}");
}

#[test]
fn a_paper_with_other_words_under_the_same_code_is_found() {
    let s = sample().unwrap();
    // Somebody prints other words, and puts the true code under them.
    let mut forged = s.clone();
    let d = forged.decisions[0].id;
    forged.decisions.update(d, |d| d.what = d.what.replace("21:30", "23:30"));
    let (matches, lines) = held(&s, &pdf(&forged, of(DocumentKind::Summary, Print::Standard)));
    assert!(!matches);
    assert_eq!(lines[0], "Its code is that of version 2, frozen on 16 May 2026 at 09:05");
    let words = "But its words are others: “D1 The shared room opens 08:00 to 21:30 on weekdays";
    assert!(lines[1].starts_with(words), "{lines:?}");
}

#[test]
fn a_paper_with_the_code_of_an_answer_at_its_foot_is_no_match() {
    let s = sample().unwrap();
    let mut forged = s.clone();
    let (v, a) = (s.versions[1].id, s.answers[5].digest);
    forged.versions.update(v, |v| v.code = a);
    let (matches, lines) = held(&s, &pdf(&forged, of(DocumentKind::Summary, Print::Standard)));
    assert!(!matches, "{lines:?}");
    // Nor where the file says another code beside the text: the text is what counts, and it is compared.
    let mut file = s.clone();
    file.versions.update(v, |v| v.code = a);
    let mut words = s.clone();
    words.decisions.update(s.decisions[0].id, |d| d.what = "Something else".into());
    let (matches, lines) = held(&file, &pdf(&words, of(DocumentKind::Summary, Print::Standard)));
    assert!(!matches, "{lines:?}");
}

#[test]
fn drafts_and_what_is_no_paper_of_ours_get_one_sentence() {
    let mut s = sample().unwrap();
    apply(&mut s, Command::session(SessionField::Place("Upstairs".into()))).unwrap();
    let draft = pdf(&s, Sheets::default());
    let fonts = FontShelf::new(|_| Vec::new());
    let check = |bytes: &[u8]| {
        check_paper(&s, (Path::new("paper.pdf"), bytes), &shelves(), &RealDisk, &fonts).unwrap_err().to_string()
    };
    let no_code = "paper.pdf has no record code at the foot of its pages; it is a draft, or was not printed by Upfront";
    assert_eq!(check(&draft), no_code);
    assert_eq!(
        check(b"%PDF-1.7\n%nothing"),
        "paper.pdf is a PDF that cannot be read; it may be damaged, or locked with a password"
    );
    assert_eq!(check(b"PK\x03\x04"), "paper.pdf is no PDF");
    assert_eq!(check(b""), "paper.pdf is no PDF");
    let mut cut = pdf(&sample().unwrap(), Sheets::default());
    cut.truncate(cut.len() / 2);
    assert!(!check(&cut).is_empty());
}

#[test]
fn a_pdf_carries_the_record_only_when_asked_and_without_names() {
    let s = full_session();
    let plain = pdf(&s, Sheets::default());
    assert_eq!(read_pdf(&plain).unwrap().record, None);
    let with = pdf(&s, Sheets { with_record: true, ..Sheets::default() });
    assert_eq!(with, pdf(&s, Sheets { with_record: true, ..Sheets::default() }), "the same bytes each time");
    let inside = String::from_utf8(read_pdf(&with).unwrap().record.unwrap()).unwrap();
    for name in s.private.names.values() {
        assert!(!inside.contains(name.as_str()), "{name} is in it");
    }
    for words in ["020 7946 0000", "Ask about the hall", "Watch the noise", "large print"] {
        assert!(to_text(&s).unwrap().contains(words) && !inside.contains(words), "{words}");
    }
    let public = upfront::store::parse(Path::new("p"), inside.as_bytes()).unwrap();
    assert!(record::faults(&public).is_empty());
    assert_eq!(record::is_unchanged(&public, public.version().unwrap()), Some(true));
    let code = s.version().unwrap().code.unwrap().short();
    assert!(record::verify(&public, &TypedCode::read(&code).unwrap()).matches);
    for a in &s.answers {
        let verdict = record::verify(&public, &TypedCode::read(&a.digest.unwrap().short()).unwrap());
        // The texts of earlier versions are not in it, so that their answers cannot be worked out.
        assert_eq!(verdict.matches, a.version == s.version().unwrap().id, "{verdict:?}");
    }
    // What it prints does not say that there were no names.
    let text = upfront::report::to_markdown(&upfront::report::blocks::summary(&public));
    assert!(text.contains("not in this copy of the record") && !text.contains("nobody listed said yes"), "{text}");
}

#[test]
fn the_record_in_a_pdf_opens_to_be_read_and_a_dropped_pdf_is_held_against_the_session() {
    let world = World::at(at("20:50"));
    let s = sample().unwrap();
    world.disk.put("/paper.pdf", &pdf(&s, Sheets { with_record: true, ..Sheets::default() }));
    world.disk.put("/plain.pdf", &pdf(&s, Sheets::default()));
    world.disk.put("/alder.ron", to_text(&s).unwrap().as_bytes());
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    let act = |w: &mut egui_kittest::Harness<'static, upfront::app::Window>, action| {
        w.state_mut().app.handle(action);
        w.run_steps(4);
    };
    let says = |w: &egui_kittest::Harness<'static, upfront::app::Window>, words: &str| {
        w.query_all_by_label_contains(words).next().is_some()
    };
    act(&mut w, Action::Open("/plain.pdf".into()));
    assert!(
        says(&w, "/plain.pdf carries no record; open the session’s own file")
            || says(&w, "/plain.pdf carries no record")
    );
    act(&mut w, Action::Open("/paper.pdf".into()));
    assert!(says(&w, "This is the record inside paper.pdf"));
    let open = |w: &egui_kittest::Harness<'static, upfront::app::Window>| {
        w.state().app.document.as_ref().unwrap().session().clone()
    };
    assert_eq!(open(&w).title, s.title);
    act(&mut w, Action::Do("title".into(), Command::session(SessionField::Title("Other".into()))));
    assert_eq!(open(&w).title, s.title);
    assert!(says(&w, "This is the record from a PDF; it can be read, checked, printed and signed here, not changed"));
    world.pass_s(6);
    w.run_steps(6);
    assert_eq!(world.disk.files.lock().unwrap().len(), 3, "nothing was written");
    act(&mut w, Action::Open("/alder.ron".into()));
    act(&mut w, Action::Dropped(vec!["/plain.pdf".into()]));
    assert_eq!(w.state().app.view.page, Page::Sign);
    let verdict = w.state().app.view.verdict.clone().unwrap();
    assert!(verdict.matches, "{verdict:?}");
    go(&mut w, Page::Sign);
    assert!(says(&w, "It matches version 2, frozen on 16 May 2026 at 09:05"));
}

/// What goes outside carries nothing that its pages leave out, whatever is ticked.
#[test]
fn a_letter_and_a_case_study_carry_no_record() {
    let s = sample().unwrap();
    for kind in [DocumentKind::Letter, DocumentKind::CaseStudy, DocumentKind::Guide] {
        let with = pdf(&s, Sheets { with_record: true, ..of(kind, Print::Standard) });
        assert_eq!(with, pdf(&s, of(kind, Print::Standard)), "{kind:?}");
    }
}
