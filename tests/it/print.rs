//! What is printed, read back.

use crate::pdf_text::{close, text_of};
use proptest::prelude::*;
use upfront::edit::{Command, ContributionField, Edit, SessionField, apply};
use upfront::model::Session;
use upfront::report::blocks::{DocumentKind, summary};
use upfront::report::text::Fonts;
use upfront::report::{Print, lay_out, to_pdf};
use upfront::store::sample;

/// The summary of a session as a PDF.
pub fn pdf_of(s: &Session) -> Vec<u8> {
    pdf_of_kind(s, DocumentKind::Summary)
}

/// A document of a session as a PDF.
pub fn pdf_of_kind(s: &Session, kind: DocumentKind) -> Vec<u8> {
    let fonts = Fonts::bundled();
    let pages = lay_out(&kind.of(s), &fonts, Print::Standard);
    assert!(pages.missing.is_empty(), "no font has {:?}", pages.missing);
    to_pdf(&pages, &fonts).unwrap()
}

#[test]
fn the_summary_reads_back() {
    let text = text_of(&pdf_of(&sample().unwrap()));
    assert!(text.starts_with("Alder Street courtyard and ground floor"));
}

#[test]
fn a_listed_name_in_somebodys_words_is_flagged_and_not_repeated() {
    let mut s = sample().unwrap();
    let id = s.contributions[0].id;
    let words = "Ask Tomasz W. about the bins".to_string();
    apply(&mut s, Command::Edit(Edit::Contribution(id, ContributionField::Words(words)))).unwrap();
    let text = close(&text_of(&pdf_of(&s)));
    assert!(text.contains(&close("C1 holds the name of a listed person who has not said yes to being named")));
    assert_eq!(text.matches("Tomasz").count(), 1);
}

#[test]
fn words_of_a_person_who_said_no_are_counted_and_not_printed() {
    let mut s = sample().unwrap();
    let (c, no) = (s.contributions[14].id, s.people.last().unwrap().id);
    apply(&mut s, Command::Edit(Edit::Contribution(c, ContributionField::Person(Some(no))))).unwrap();
    let text = close(&text_of(&pdf_of(&s)));
    assert!(!text.contains(&close("Call it Hilda Court")));
    assert!(text.contains(&close("39 contributions, each under its first theme")));
    assert!(text.contains(&close("1 is withheld, because the person said no to being quoted.")));
}

#[test]
fn a_character_no_font_has_is_shown_by_its_code_and_named() {
    let mut s = sample().unwrap();
    let id = s.contributions[0].id;
    let words = "Here \u{1200} and \u{4e2d} end".to_string();
    apply(&mut s, Command::Edit(Edit::Contribution(id, ContributionField::Words(words)))).unwrap();
    let fonts = Fonts::bundled();
    let pages = lay_out(&summary(&s), &fonts, Print::Standard);
    assert_eq!(pages.missing, ['\u{1200}', '\u{4e2d}']);
    let text = close(&text_of(&to_pdf(&pages, &fonts).unwrap()));
    assert!(text.contains("Here[U+1200]and[U+4E2D]end"));
    assert!(text.contains(&close("Characters that no font here has stand as their code: U+1200, U+4E2D.")));
}

#[test]
fn a_row_taller_than_a_page_goes_on_and_loses_nothing() {
    let mut s = sample().unwrap();
    let id = s.contributions[0].id;
    let words: Vec<String> = (0..2_500).map(|n| format!("w{n}")).collect();
    apply(&mut s, Command::Edit(Edit::Contribution(id, ContributionField::Words(words.join(" "))))).unwrap();
    let text = text_of(&pdf_of(&s));
    let seen: std::collections::HashSet<&str> = text.split_whitespace().collect();
    let lost: Vec<&String> = words.iter().filter(|w| !seen.contains(w.as_str())).collect();
    assert_eq!(lost, Vec::<&String>::new());
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    let fonts = Fonts::bundled();
    let pages = lay_out(&summary(&sample().unwrap()), &fonts, Print::Standard);
    for (n, page) in pages.pages.iter().enumerate() {
        let runs = page.items.iter().filter_map(|item| match item {
            upfront::report::Placed::Run { y, size, shaped, tag: Some(_), .. } => Some((*y, *size, &shaped.text)),
            _ => None,
        });
        let (_, size, text) = runs.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
        assert!(!pages.style.headings.contains(&size), "page {} ends with the heading “{text}”", n + 1);
    }
}

#[test]
fn a_reservation_longer_than_a_page_is_printed_whole() {
    use upfront::model::SignOff;
    let mut s = sample().unwrap();
    let words: Vec<String> = (0..900).map(|n| format!("r{n}")).collect();
    let last = s.answers.last().unwrap().id;
    s.answers.update(last, |a| a.says = SignOff::SignsWithReservation(words.join(" ")));
    inside_the_margins(&s);
    let text = text_of(&pdf_of(&s)).replace(['“', '”'], " ");
    let seen: std::collections::HashSet<&str> = text.split_whitespace().collect();
    let lost: Vec<&String> = words.iter().filter(|w| !seen.contains(w.as_str())).collect();
    assert_eq!(lost, Vec::<&String>::new());
}

#[test]
fn the_sign_off_sheet_of_five_partners_is_one_sheet_also_before_anybody_signed() {
    let mut s = sample().unwrap();
    apply(&mut s, Command::session(SessionField::Place("Mill Lane Hall, upstairs".into()))).unwrap();
    assert!(s.changed_since_version && s.partners.len() == 5);
    let pages = lay_out(&DocumentKind::SignOff.of(&s), &Fonts::bundled(), Print::Standard);
    assert_eq!(pages.pages.len(), 2, "front and back");
}

#[test]
fn nothing_is_placed_outside_the_margins() {
    let mut s = sample().unwrap();
    let long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(4);
    apply(&mut s, Command::session(SessionField::Title(long.clone()))).unwrap();
    let id = s.contributions[0].id;
    apply(&mut s, Command::Edit(Edit::Contribution(id, ContributionField::Words(long)))).unwrap();
    inside_the_margins(&s);
}

fn inside_the_margins(s: &Session) {
    let fonts = Fonts::bundled();
    let pages = lay_out(&summary(s), &fonts, Print::Standard);
    let paper = pages.paper;
    let right = paper.width - paper.margin + 0.5;
    for page in &pages.pages {
        for item in &page.items {
            if let upfront::report::Placed::Run { x, y, size, shaped, tag: Some(_), .. } = item {
                let end = x + shaped.trimmed * size / 1000.0;
                assert!(*x >= paper.margin - 0.5 && end <= right, "“{}” ends at {end}", shaped.text);
                assert!(*y <= paper.height - paper.margin, "“{}” is below the text", shaped.text);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_at_all_are_printed_without_failing(title in ".{0,60}", words in "\\PC{0,300}", odd in ".{0,200}") {
        let mut s = sample().unwrap();
        apply(&mut s, Command::session(SessionField::Title(title))).unwrap();
        apply(&mut s, Command::session(SessionField::Why(odd))).unwrap();
        let id = s.contributions[0].id;
        apply(&mut s, Command::Edit(Edit::Contribution(id, ContributionField::Words(words)))).unwrap();
        let fonts = Fonts::bundled();
        let pages = lay_out(&summary(&s), &fonts, Print::Standard);
        let pdf = to_pdf(&pages, &fonts).unwrap();
        prop_assert!(pdf.len() > 10_000);
    }
}
