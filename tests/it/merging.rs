//! Copies of a session put together by file, and what they wrote differently settled.

use crate::commands::check;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::io::Write;
use std::path::Path;
use upfront::edit::{Command, apply, new_contribution};
use upfront::insight::{self, Kind};
use upfront::model::*;
use upfront::record::mark_changed;
use upfront::share::{Pen, with_right_checksums};
use upfront::store::book::Book;
use upfront::store::bring::{Brought, bring};
use upfront::store::settle::{keep, keep_both};
use upfront::store::{parse, sample, to_text, to_text_with};
use uuid::Uuid;

/// A copy of a file as another laptop writes it after a change.
pub fn changed(file: &str, run: u8, change: impl FnOnce(&mut Session)) -> String {
    let mut s = parse(Path::new("copy.ron"), file.as_bytes()).unwrap();
    let mut book = Book::of_file(Path::new("copy.ron"), file.as_bytes()).unwrap();
    change(&mut s);
    let by = format!("laptop {run}");
    book.note(&s, Pen { run: [run; 16], by: &by, at: s.start_moment().timestamp() + 60 * i64::from(run) });
    to_text_with(&s, book.to_text()).unwrap()
}

pub fn says(s: &mut Session, n: u128, words: &str) {
    let c = new_contribution(s, Uuid::from_u128((1 << 90) + n), s.start_moment(), words);
    apply(s, Command::Add(c.into())).unwrap();
}

/// Brings `other` into `mine`.
pub fn put_together(mine: &str, other: &str) -> Brought {
    let s = parse(Path::new("mine.ron"), mine.as_bytes()).unwrap();
    let mut book = Book::of_file(Path::new("mine.ron"), mine.as_bytes()).unwrap();
    bring(&s, &mut book, &[("other.ron".into(), other.as_bytes().to_vec())], mark_changed).unwrap()
}

fn reword(words: &'static str) -> impl FnOnce(&mut Session) {
    move |s| {
        let id = s.contributions[6].id;
        s.contributions.update(id, |c| c.words = words.into());
    }
}

#[test]
fn files_are_put_together_by_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = to_text(&sample().unwrap()).unwrap();
    let put = |name: &str, text: &str| std::fs::write(at.join(name), text).unwrap();
    put("a.ron", &changed(&text, 1, |s| says(s, 1, "Benches")));
    put("b.ron", &changed(&text, 2, |s| [(2, "Trees"), (3, "Lights")].into_iter().for_each(|(n, w)| says(s, n, w))));
    put("c.ron", &changed(&text, 3, reword("Another wording")));
    let before = std::fs::read(at.join("a.ron")).unwrap();
    let said = "b.ron (the main copy): 2 contributions that are not here\nc.ron (the main copy): no contribution that is not here\nAll together: 2 new, 1 changed\n  new: ";
    check(at, &["merge", "a.ron", "b.ron", "c.ron", "--preview"], 0, said, "");
    assert_eq!(std::fs::read(at.join("a.ron")).unwrap(), before, "looking changes nothing");
    check(at, &["merge", "a.ron", "b.ron", "c.ron"], 0, "All together: 2 new, 1 changed\n", "");
    check(at, &["merge", "a.ron", "b.ron", "c.ron"], 0, "All together: nothing new\n", "");
    let s = parse(Path::new("a.ron"), &std::fs::read(at.join("a.ron")).unwrap()).unwrap();
    let had = sample().unwrap().numbers.contributions;
    let numbers: Vec<String> = s.contributions.iter().rev().take(3).map(|c| format!("C{} {}", c.no, c.words)).collect();
    // Two copies that did not know of each other gave the same number: one of them is said with letters.
    assert_eq!(numbers.len(), 3);
    let trees = s.contributions.iter().find(|c| c.words == "Trees").unwrap().id.0;
    let letters = CopyName::of(trees, 0);
    for wanted in
        [format!("C{} Benches", had + 1), format!("C{letters}-{} Trees", had + 1), format!("C{} Lights", had + 2)]
    {
        assert!(numbers.contains(&wanted), "{wanted}: {numbers:?}");
    }
    // The other way round it is the same session.
    check(at, &["merge", "b.ron", "c.ron", "a.ron"], 0, "", "");
    let other = parse(Path::new("b.ron"), &std::fs::read(at.join("b.ron")).unwrap()).unwrap();
    assert_eq!(Session { numbers: s.numbers, ..other }, s);
}

#[test]
fn what_cannot_be_brought_in_says_why_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = to_text(&sample().unwrap()).unwrap();
    let whole = changed(&text, 1, |s| says(s, 1, "Benches"));
    let put = |name: &str, text: &str| std::fs::write(at.join(name), text).unwrap();
    put("a.ron", &changed(&text, 2, |s| says(s, 2, "Trees")));
    let history = whole.rfind("history: \"").unwrap() + 10;
    let cut = |from: usize, to: usize| format!("{}{}", &whole[..history + from], &whole[history + to..]);
    put("short.ron", &cut(4_000, 5_000));
    put("no-history.ron", &cut(0, 8));
    put("letters.ron", &whole.replacen("history: \"", "history: \"%%%", 1));
    put("newer.ron", &whole.replacen("needs: 10", "needs: 99", 1));
    put("other.ron", &to_text(&Session { id: Uuid::from_u128(7), ..sample().unwrap() }).unwrap());
    let names_removed = |s: &mut Session| {
        upfront::edit::forget(s, s.start_moment());
    };
    put("forgot.ron", &changed(&text, 3, names_removed));
    let foreign = to_text(&Session { id: Uuid::from_u128(7), ..sample().unwrap() }).unwrap();
    let foreign = changed(&foreign, 4, |s| says(s, 4, "Elsewhere"));
    let its = &foreign[foreign.rfind("history: \"").unwrap() + 10..];
    let its = &its[..its.find('"').unwrap()];
    put("forged.ron", &format!("{}{its}\",\n)\n", &whole[..history]));
    put("bomb.ron", &with_history(&whole, &deflated_zeros()));
    put("often.ron", &with_history(&whole, &one_row_very_often()));
    put("numbers.ron", &changed(&text, 5, |s| s.numbers.contributions = u32::MAX));
    put("hello.ron", "hello");
    let before = std::fs::read(at.join("a.ron")).unwrap();
    for (name, says) in [
        ("short.ron", "short.ron cannot be brought in: its history is damaged, or ends too early"),
        ("no-history.ron", "no-history.ron cannot be brought in: its history is damaged, or ends too early"),
        ("letters.ron", "letters.ron cannot be brought in: its history is damaged"),
        ("newer.ron", "newer.ron was made by a newer version of Upfront (format 99)"),
        ("other.ron", "other.ron is another session (“Alder Street courtyard"),
        ("forged.ron", "forged.ron cannot be brought in: it is another session"),
        ("forgot.ron", "forgot.ron has removed names by now"),
        ("bomb.ron", "bomb.ron cannot be brought in: its history unfolds to more than any session has"),
        ("often.ron", "often.ron cannot be brought in: its history unfolds to more than any session has"),
        ("numbers.ron", "numbers.ron gives numbers that no session has"),
        ("hello.ron", "hello.ron, line 1"),
        ("none.ron", "none.ron is not there"),
    ] {
        check(at, &["merge", "a.ron", name], 1, "", says);
        assert_eq!(std::fs::read(at.join("a.ron")).unwrap(), before, "{name} changes nothing");
    }
}

/// A file with these bytes as its history.
fn with_history(file: &str, bytes: &[u8]) -> String {
    let at = file.rfind("history: \"").unwrap() + 10;
    let rest = &file[at..];
    format!("{}{}{}", &file[..at], STANDARD_NO_PAD.encode(bytes), &rest[rest.find('"').unwrap()..])
}

/// The frame of a document of one column, of that kind.
fn document(kind: u8, column: &[u8]) -> Vec<u8> {
    // Nobody wrote it, it has no heads, no columns of changes, and one of writings.
    let mut data = vec![0, 0, 0, 1, 0x10 | kind];
    data.extend(leb128(column.len()));
    data.extend(column);
    let mut all = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 0];
    all.extend(leb128(data.len()));
    all.extend(data);
    with_right_checksums(&all)
}

fn leb128(mut n: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while n > 0x7f {
        bytes.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
    bytes
}

/// 300 MB in 300 KB.
fn deflated_zeros() -> Vec<u8> {
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..300).for_each(|_| packed.write_all(&[0; 1024 * 1024]).unwrap());
    document(2 | 8, &packed.finish().unwrap())
}

/// Nine million rows in five bytes.
fn one_row_very_often() -> Vec<u8> {
    document(2, &[leb128(9_000_000), vec![1]].concat())
}

#[test]
fn a_file_edited_by_hand_is_an_edit() {
    let text = to_text(&sample().unwrap()).unwrap();
    let (mine, theirs) = (changed(&text, 1, |s| says(s, 1, "Benches")), changed(&text, 2, |s| says(s, 2, "Trees")));
    let by_hand = theirs.replacen("words: \"Trees\"", "words: \"Plane trees\"", 1);
    let brought = put_together(&mine, &by_hand);
    assert_eq!(brought.words(), "1 new");
    assert!(brought.session.contributions.iter().any(|c| c.words == "Plane trees"));
    // It meets what was written here like any other, and when it was written nobody knows.
    let long = "long ".repeat(100);
    let both = put_together(
        &changed(&theirs, 3, |s| {
            let id = s.contributions.last().unwrap().id;
            s.contributions.update(id, |c| c.words = long.clone());
        }),
        &by_hand,
    );
    let mut said: Vec<String> =
        insight::clashes(&both.session)[0].values.iter().map(|v| format!("{} {}", v.words, v.who)).collect();
    said.sort();
    assert_eq!(said[0], "Plane trees the main copy, edited outside Upfront");
    assert_eq!(said[1], format!("{}… laptop 3, 18:03", &long[..300]));
}

#[test]
fn what_two_laptops_wrote_differently_stops_sign_off_until_a_person_settles_it() {
    let text = to_text(&sample().unwrap()).unwrap();
    let (mine, theirs) = (changed(&text, 1, reword("By eight")), changed(&text, 2, reword("By nine")));
    let brought = put_together(&mine, &theirs);
    assert!(brought.words().ends_with("1 to settle"), "{}", brought.words());
    let mut s = brought.session;
    let id = s.contributions[6].id;
    let no = s.contributions[6].no;
    let shown = insight::clashes(&s).remove(0);
    assert_eq!(shown.called, format!("C{no}: what was said"));
    let mut said: Vec<(&str, &str)> = shown.values.iter().map(|v| (v.words.as_str(), v.who.as_str())).collect();
    said.sort();
    assert_eq!(said, [("By eight", "laptop 1, 18:01"), ("By nine", "laptop 2, 18:02")]);
    let stops = |s: &Session| insight::check(s, &|_| true).iter().filter(|f| f.kind == Kind::Clash).count();
    assert_eq!(stops(&s), 1);
    let clash = s.clashes[0].clone();
    let before = s.clone();
    for nth in 0..2 {
        let back = apply(&mut s, keep(&before, &clash, nth).unwrap()).unwrap();
        assert_eq!(s.contributions.get(id).unwrap().words, shown.values[nth].words);
        assert_eq!((s.clashes.len(), stops(&s)), (0, 0));
        apply(&mut s, back).unwrap();
        assert_eq!(s, before);
    }
    let both = keep_both(&before, &clash, || Uuid::from_u128(5 << 90)).unwrap();
    apply(&mut s, both).unwrap();
    let words: Vec<&str> = s.contributions.iter().map(|c| c.words.as_str()).collect();
    assert!(words.contains(&"By eight") && words.contains(&"By nine") && s.clashes.is_empty());
}

#[test]
fn taking_out_meets_what_others_changed() {
    let text = to_text(&sample().unwrap()).unwrap();
    // One that nothing names.
    let free = |s: &Session| {
        let named: Vec<ContributionId> = s.merges.iter().flat_map(|m| m.contributions.clone()).collect();
        let from = |id| s.actions.iter().any(|a| a.from == Some(Source::Contribution(id)));
        s.contributions.iter().find(|c| !named.contains(&c.id) && !from(c.id)).unwrap().id
    };
    let out = changed(&text, 1, |s| drop(s.contributions.remove(free(s))));
    let edited = changed(&text, 2, |s| {
        let id = free(s);
        s.contributions.update(id, |c| c.words = "Changed meanwhile".into());
    });
    for (mine, theirs) in [(&out, &edited), (&edited, &out)] {
        let s = put_together(mine, theirs).session;
        let c = s.contributions.iter().find(|c| c.words == "Changed meanwhile").expect("it is there, and asked about");
        let shown = insight::clashes(&s).remove(0);
        assert_eq!(shown.called, format!("C{}: taken out on one laptop, changed or named on another", c.no));
        let (kept, gone) = (shown.values[0].words.clone(), shown.values[1].words.clone());
        assert_eq!((kept.as_str(), gone.as_str()), ("kept", "taken out"));
        let (id, clash, mut left) = (c.id, s.clashes[0].clone(), s.clone());
        apply(&mut left, keep(&s, &clash, 1).unwrap()).unwrap();
        assert!(left.contributions.get(id).is_none() && left.clashes.is_empty());
    }
}

#[test]
fn nothing_private_is_in_a_history() {
    let mut s = sample().unwrap();
    let secret = |n: u8| format!("Secret{n}Secret");
    let person = s.people[0].id;
    s.private.names.insert(person, secret(1));
    s.private.contacts.insert(person, secret(2));
    s.private.notes = secret(3);
    s.private.access.push(Access { need: secret(4), count: 1, met: None });
    let item = s.agenda[0].id;
    s.agenda.update(item, |i| i.private_notes = secret(5));
    let mut book = Book::begin(&s);
    s.private.contacts.insert(person, secret(6));
    s.title = "Shown".into();
    let thing = format!("agenda/{}", item.0);
    let before = book.registers()[&thing].value.clone();
    s.agenda.update(item, |i| i.private_notes.push_str(" and more"));
    book.note(&s, Pen { run: [1; 16], by: "x", at: 0 });
    let all = book.registers();
    assert_eq!(all[&thing].value, before, "what is in no history counts as no change there");
    assert!(all.values().any(|r| r.value.contains("Shown")));
    assert!(!all.iter().any(|(name, r)| name.contains("Secret") || r.value.contains("Secret")));
    assert!(!all.keys().any(|name| name.contains("private")));
}
