//! The numbers people say, where a session has several copies: C12, C3-1, CB-1.

use proptest::prelude::*;
use std::path::Path;
use upfront::edit::{Command, apply, new_contribution};
use upfront::model::{CopyName, Number, Session};
use upfront::store::{parse, sample, to_text};
use uuid::Uuid;

fn number(text: &str) -> Option<Number> {
    text.parse().ok()
}

#[test]
fn numbers_are_written_and_read_as_people_say_them() {
    let table = |table, again| CopyName::Table { table, again };
    for (copy, no, text) in [
        (CopyName::Main, 12, "12"),
        (table(3, 0), 1, "3-1"),
        (table(3, 1), 1, "3b-1"),
        (table(12, 2), 40, "12c-40"),
        (CopyName::Letter(0), 1, "B-1"),
        (CopyName::Letter(18), 7, "Z-7"),
        (CopyName::Letter(19), 7, "BB-7"),
        (CopyName::Letter(379), 7, "ZZ-7"),
    ] {
        assert_eq!(Number { copy, no }.to_string(), text);
        assert_eq!(number(text), Some(Number { copy, no }));
    }
    for text in ["", "-", "-1", "3-", "+3", "A-1", "b-1", "3a-1", "3-1-1x", "300-1", "BBB-1", "3 -1", "4294967296", "½"]
    {
        assert_eq!(number(text), None, "{text:?} is no number");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_number_or_none(text in "[0-9A-Za-z½ -]{0,8}") {
        if let Some(read) = number(&text) {
            prop_assert_eq!(number(&read.to_string()), Some(read));
        }
    }
}

fn says(s: &mut Session, n: u128) -> String {
    let c = new_contribution(s, Uuid::from_u128((1 << 90) + n), s.start_moment(), "Benches");
    let called = format!("C{}", c.no);
    apply(s, Command::Add(c.into())).unwrap();
    called
}

#[test]
fn each_copy_numbers_its_own_and_a_file_keeps_them() {
    let mut s = sample().unwrap();
    let last = s.numbers.contributions;
    s.copy = CopyName::Table { table: 3, again: 0 };
    assert_eq!((says(&mut s, 1), says(&mut s, 2)), ("C3-1".into(), "C3-2".into()));
    s.copy = CopyName::Letter(0);
    assert_eq!(says(&mut s, 3), "CB-1");
    s.copy = CopyName::Main;
    assert_eq!(says(&mut s, 4), format!("C{}", last + 1), "the main copy goes on with its own");
    // Taken back, its number is not given again.
    let gone = s.contributions.iter().find(|c| c.no.to_string() == "3-2").unwrap().id;
    apply(&mut s, Command::Remove(upfront::edit::Key::Contribution(gone))).unwrap();
    s.copy = CopyName::Table { table: 3, again: 0 };
    let text = to_text(&s).unwrap();
    assert!(text.contains("no: \"3-1\"") && text.contains("copy: \"3\""));
    let mut read = parse(Path::new("evening.ron"), text.as_bytes()).unwrap();
    assert_eq!(read, s);
    assert_eq!(says(&mut read, 5), "C3-3");
}

#[test]
fn a_number_that_is_none_is_a_sentence() {
    let s = sample().unwrap();
    let text = to_text(&s).unwrap();
    for (good, bad, says) in [
        ("no: 12,", "no: \"12x\",", "“12x” is no number"),
        ("no: 12,", "no: -12,", "is no number"),
        ("no: 12,", "no: 99999999999,", "too large"),
        ("no: 12,", "no: \"3-99999999999\",", "is no number"),
    ] {
        let error = parse(Path::new("evening.ron"), text.replacen(good, bad, 1).as_bytes()).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
    let copy = text.replacen("numbers: Numbers(", "copy: \"%\",\n    numbers: Numbers(", 1);
    let error = parse(Path::new("evening.ron"), copy.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("“%” is no name of a copy"), "{error}");
}
