//! The bytes that fuzzing found worth keeping: each is opened, or played as a journal, again.

use crate::damage::journal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::path::{Path, PathBuf};
use upfront::model::Session;
use upfront::share::Pen;
use upfront::store::book::Book;
use upfront::store::{SAMPLE, fuzz, parse};

fn kept(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/kept").join(target);
    let files = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

fn check(target: &str, hold: fn(&[u8]) -> Result<(), String>) {
    let all = kept(target);
    assert!(all.len() > 1, "the kept corpus of {target} is not there");
    for (path, bytes) in all {
        if let Err(problem) = hold(&bytes) {
            panic!("{}: {problem}", path.display());
        }
    }
}

/// `UPDATE_SEEDS=1 cargo test corpus` writes what fuzzing starts from.
#[test]
fn fuzzing_starts_from_real_files() {
    let (journal, _) = journal();
    let empty = include_bytes!("../../sessions/empty-evening.ron");
    let paper = [&[0], SAMPLE.as_bytes()].concat();
    let words = [&[0x31], "نريد غرفة (12) · আমার · ਪੰਜਾਬੀ · 🏠\u{1200}".as_bytes()].concat();
    let seeds: [(&str, &[u8]); 8] = [
        ("history/two-copies", &two_copies()),
        ("history/registers", &registers()),
        ("paper/sample", &paper),
        ("paper/words", &words),
        ("open/sample", SAMPLE.as_bytes()),
        ("open/empty-evening", empty),
        ("open/format-1", include_bytes!("../data/versions/format-1-empty-evening.ron")),
        ("journal/evening", &journal),
    ];
    let said = upfront::nearby::fuzz::seeds();
    let said: Vec<(String, Vec<u8>)> = said.into_iter().map(|(name, bytes)| (format!("room/{name}"), bytes)).collect();
    let said = said.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    for (name, bytes) in seeds.into_iter().chain(said) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/kept").join(name);
        if std::env::var_os("UPDATE_SEEDS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
        }
        assert!(path.exists(), "{} is not there", path.display());
    }
}

#[test]
fn whatever_was_opened_in_fuzzing_opens_or_says_why() {
    check("open", fuzz::open_any);
}

#[test]
fn whatever_was_read_as_a_history_in_fuzzing_is_read_or_refused() {
    check("history", fuzz::read_any_history);
}

/// The history of a session whose title two copies wrote differently.
fn two_copies() -> Vec<u8> {
    let s = parse(Path::new("empty"), include_bytes!("../../sessions/empty-evening.ron")).unwrap();
    let wrote = |run: u8, title: &str| {
        let mut book = Book::begin(&s);
        book.note(&Session { title: title.into(), ..s.clone() }, Pen { run: [run; 16], by: "a copy", at: run.into() });
        book
    };
    let mut first = wrote(1, "First");
    first.bring(&mut [wrote(2, "Second")]).unwrap();
    STANDARD_NO_PAD.decode(first.to_text()).unwrap()
}

/// The registers of a small session, a line each.
fn registers() -> Vec<u8> {
    let s = parse(Path::new("empty"), include_bytes!("../../sessions/empty-evening.ron")).unwrap();
    let lines = Book::begin(&s).registers().into_iter().map(|(name, r)| format!("{name}\t{}\n", r.value));
    lines.collect::<String>().into_bytes()
}

#[test]
fn whatever_was_played_in_fuzzing_is_played_or_refused() {
    check("journal", fuzz::replay_any);
}

#[test]
fn whatever_was_said_in_a_room_in_fuzzing_stops_nothing() {
    check("room", upfront::nearby::fuzz::hear_any);
}

#[test]
fn whatever_was_printed_in_fuzzing_is_printed() {
    check("paper", upfront::printing::fuzz::print_any);
}
