//! The app's own words on paper, and their second languages.

use crate::conformance::faults;
use crate::layout::misplaced;
use crate::pdf_text::{close, text_of};
use std::collections::BTreeSet;
use upfront::model::{How, Laptop, Session};
use upfront::report::blocks::{Document, DocumentKind};
use upfront::report::languages::{DRAFT, languages};
use upfront::report::text::Fonts;
use upfront::report::{Print, lay_out, to_pdf};
use upfront::store::sample;

/// All fixed words of all documents, of a full session, one that was signed on a laptop, an empty one, one that follows
/// another, and one with a charter.
fn fixed() -> BTreeSet<String> {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
    let empty = Session::new(uuid::Uuid::nil(), date, "Europe/London");
    let mut signed = sample().unwrap();
    let laptop = Laptop { name: "RA-1".into(), key: "ab".repeat(32), signature: "cd".repeat(64) };
    signed.answers.update(signed.answers[0].id, |a| a.how = How::OnLaptop(laptop));
    let mut all = BTreeSet::new();
    let following = crate::series::half_told(&crate::series::with_stages());
    for s in [sample().unwrap(), signed, empty, following, crate::charter::asked_twice()] {
        for kind in DocumentKind::ALL {
            kind.of(&s).each_text(&mut |text| {
                all.extend(text.0.iter().filter(|span| span.fixed).map(|span| span.text.clone()));
            });
        }
    }
    all
}

/// The list of all of them, for those who translate. `UPDATE_LANGUAGES=1` writes it anew.
#[test]
fn the_english_list_is_complete() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/languages/en.ron");
    let mut all = fixed();
    all.insert(DRAFT.into());
    if std::env::var_os("UPDATE_LANGUAGES").is_some() {
        let lines: String = all.iter().map(|words| format!("    {words:?},\n")).collect();
        let head = "// All of the app's own words that are printed. A language's file says what they are in it.\n";
        std::fs::write(path, format!("{head}[\n{lines}]\n")).unwrap();
    }
    let listed: BTreeSet<String> = ron::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(listed, all);
}

#[test]
fn every_language_can_be_read_and_translates_what_is_printed() {
    let mut all = fixed();
    all.insert(DRAFT.into());
    assert_eq!(
        languages().iter().map(|l| l.name.as_str()).collect::<Vec<_>>(),
        ["Arabic", "Bengali", "Polish", "Romanian", "Turkish"]
    );
    for language in languages() {
        assert!(!language.checked, "{} is a draft until a reader has checked it", language.name);
        for english in language.english() {
            assert!(all.contains(english), "{}: “{english}” is printed nowhere", language.name);
            assert_ne!(language.of(english).unwrap().trim(), "");
        }
        for must in ["Sign-off", "We sign", "We sign, with this reservation", "We decline", "Yes", "No", DRAFT] {
            assert!(language.of(must).is_some(), "{} lacks “{must}”", language.name);
        }
    }
}

/// In every language and size, a draft says what it is, English stands with it, and nobody's words are translated.
#[test]
fn a_second_language_stands_beside_english_and_never_alone() {
    let (s, fonts) = (sample().unwrap(), Fonts::bundled());
    for (n, language) in languages().iter().enumerate() {
        for kind in DocumentKind::ALL {
            let print = if n % 2 == 0 { Print::Standard } else { Print::Large };
            let plain = kind.of(&s);
            let document = plain.clone().beside(language);
            let words = |d: &Document| {
                let mut all = Vec::new();
                d.each_text(&mut |text| {
                    // The line that says it is a draft comes with the language.
                    if !text.words().contains(DRAFT) {
                        all.extend(text.0.iter().filter(|s| s.lang != Some(language.lang)).map(|s| s.text.clone()));
                    }
                });
                all.retain(|text: &String| text != " · ");
                all
            };
            assert_eq!(words(&document), words(&plain), "{} {}", language.name, kind.name());
            let pages = lay_out(&document, &fonts, print);
            assert_eq!(pages.missing, Vec::<char>::new());
            assert_eq!(misplaced(&pages), Vec::<String>::new(), "{} {}", language.name, kind.name());
            let pdf = to_pdf(&pages, &fonts).unwrap();
            assert_eq!(faults(&pdf), Vec::<String>::new(), "{} {}", language.name, kind.name());
            assert!(close(&text_of(&pdf)).contains(&close(DRAFT)), "{} {}", language.name, kind.name());
        }
    }
}
