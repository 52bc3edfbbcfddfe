//! Single flipped bits and cuts, in the session's file and in the journal: every one is noticed, and all
//! that it did not hit is kept.

use crate::alder::at;
use crate::sim_disk::{Loss, SimDisk};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use upfront::edit::*;
use upfront::model::*;
use upfront::store::compare::differences;
use upfront::store::journal::replay;
use upfront::store::keeper::Message;
use upfront::store::opening::{World, open_new, open_session};
use upfront::store::*;
use uuid::Uuid;

/// Every so many bits; `UPFRONT_ALL_FLIPS=1 cargo test --release damage` takes all of them.
fn step(usual: usize) -> usize {
    if std::env::var_os("UPFRONT_ALL_FLIPS").is_some() { 1 } else { usual }
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

/// What can be read of a file's bytes, and whether it was noticed that they are not as written.
fn read_anyhow(bytes: &[u8]) -> (Option<Session>, bool) {
    match read_sound(Path::new("evening.ron"), bytes) {
        Ok(sound) => (Some(sound.session), sound.changed.is_some()),
        Err(_) => (rescue(bytes).map(|r| r.session), true),
    }
}

#[test]
fn every_flipped_bit_of_a_file_is_noticed_and_costs_at_most_what_it_hit() {
    let original = sample().unwrap();
    let bytes = SAMPLE.as_bytes();
    let mut tried = 0;
    for bit in (0..bytes.len() * 8).step_by(step(211)) {
        tried += 1;
        let line = 1 + bytes[..bit / 8].iter().filter(|b| **b == b'\n').count();
        let (session, noticed) = read_anyhow(&flipped(bytes, bit));
        assert!(noticed, "bit {bit} (line {line}) flipped, and nothing is said");
        let session = session.unwrap_or_else(|| panic!("bit {bit} (line {line}) costs everything"));
        let differ = differences(&original, &session);
        let hit = differ.iter().filter(|d| d.before.is_some()).count();
        let new = differ.iter().filter(|d| d.before.is_none()).count();
        assert!(hit <= 1 && new <= 1, "bit {bit} (line {line}) costs {differ:#?}");
    }
    println!("{tried} flipped bits of {}, all noticed", bytes.len() * 8);
}

#[test]
fn every_cut_of_a_file_is_noticed_and_keeps_what_stands_before_it() {
    let bytes = SAMPLE.as_bytes();
    // Where each thing of a list ends, and its id.
    let mut ends = Vec::new();
    let (mut at, mut id) = (0, "");
    for line in SAMPLE.split_inclusive('\n') {
        at += line.len();
        id = line.strip_prefix("        id: \"").map_or(id, |rest| &rest[..36]);
        if line == "      ),\n" && !id.is_empty() {
            ends.push((at, id));
            id = "";
        }
    }
    assert!(ends.len() > 100);
    for end in (0..bytes.len()).step_by(step(61)) {
        let (session, noticed) = read_anyhow(&bytes[..end]);
        assert!(noticed, "cut at {end}, and nothing is said");
        let kept = session.map(|s| to_text(&s).unwrap()).unwrap_or_default();
        for (_, id) in ends.iter().filter(|(e, _)| *e <= end) {
            assert!(kept.contains(id), "cut at {end} costs {id}");
        }
    }
}

#[test]
fn words_that_look_like_the_frame_of_a_file_are_kept_beside_damage() {
    let mut s = sample().unwrap();
    let id = s.contributions[3].id;
    let words = "first\n      ),\n      Contribution(\n        no: 99,\n    ],\n    boundaries: [\n".to_string();
    apply(&mut s, Command::Edit(Edit::Contribution(id, ContributionField::Words(words.clone())))).unwrap();
    let text = to_text(&s).unwrap().replacen("title: \"Alder", "title: Alder", 1);
    let rescued = rescue(text.as_bytes()).unwrap();
    assert_eq!(rescued.session.contributions.get(id).unwrap().words, words);
    assert_eq!(rescued.session.contributions.len(), s.contributions.len());
    assert_eq!(rescued.damaged.len(), 1, "{:?}", rescued.damaged);
    assert_eq!(rescued.damaged[0].name, "the session’s title");
}

fn world(disk: &SimDisk, writer: u128) -> World {
    World {
        disk: Arc::new(disk.clone()),
        places: Some(Places { data: "/data".into(), sessions: "/docs".into() }),
        writer: Uuid::from_u128(writer),
        who: "open since 18:02 on LAPTOP".into(),
        look_at: upfront::record::mark_changed,
    }
}

/// A journal of an evening that was not put away, and the session it ends in.
pub fn journal() -> (Vec<u8>, Session) {
    let disk = SimDisk::new(Loss::Ordered);
    let session = Session::new(Uuid::from_u128(5), at("18:00").date_naive(), "Europe/London");
    let opened = open_new(&world(&disk, 1 << 64), session);
    let mut session = opened.session;
    let mut keeper = opened.keeper;
    let mut history = History::default();
    for i in 0..12u128 {
        let at = at("18:00") + chrono::TimeDelta::seconds(3 * i as i64);
        let words = format!("Words number {i}\nand \"more\"");
        let c = new_contribution(&session, Uuid::from_u128(100 + i), at, &words);
        let command = Command::Add(c.into());
        history.apply(&mut session, format!("C{i}"), command.clone(), at).unwrap();
        keeper.take(Message::Do { label: format!("C{i}"), command, clears: None, at });
        keeper.work(at);
    }
    let path = disk.list(Path::new(&format!("/data/sessions/{}", session.id))).unwrap();
    let path = path.iter().find(|p| p.extension().is_some_and(|e| e == "journal")).unwrap();
    (disk.bytes(path).unwrap(), session)
}

#[test]
fn every_flipped_bit_of_a_journal_is_noticed_and_costs_at_most_one_line() {
    let (bytes, session) = journal();
    assert!(replay(&bytes).is_some_and(|r| r.is_whole() && !r.torn && r.session == session));
    let mut tried = 0;
    for bit in (0..bytes.len() * 8).step_by(step(17)) {
        tried += 1;
        let replayed = replay(&flipped(&bytes, bit)).unwrap_or_else(|| panic!("bit {bit} costs everything"));
        assert!(!replayed.is_whole() || replayed.torn, "bit {bit} flipped, and nothing is said");
        let kept = session.contributions.iter().filter(|c| replayed.session.contributions.get(c.id) == Some(c)).count();
        assert!(kept + 1 >= session.contributions.len(), "bit {bit} costs {}", session.contributions.len() - kept);
    }
    println!("{tried} flipped bits of {}, all noticed", bytes.len() * 8);
    // The end of the very first line, in which the whole session stands.
    let end = bytes.iter().position(|b| *b == b'\n').unwrap();
    for bit in end * 8..end * 8 + 8 {
        assert!(!replay(&flipped(&bytes, bit)).unwrap().is_whole(), "bit {bit}");
    }
}

#[test]
fn every_cut_of_a_journal_keeps_all_whole_lines() {
    let (bytes, session) = journal();
    let first = bytes.iter().position(|b| *b == b'\n').unwrap();
    for end in first + 1..bytes.len() {
        let replayed = replay(&bytes[..end]).unwrap();
        let whole = bytes[first + 1..end].split_inclusive(|b| *b == b'\n');
        let whole = whole.filter(|l| l.ends_with(b"\n") && String::from_utf8_lossy(l).contains(" Do(")).count();
        let kept = replayed.session.contributions.len();
        // A line without its end may be whole all the same.
        assert!(kept == whole || (kept == whole + 1 && bytes[end] == b'\n'), "cut at {end}: {kept} of {whole}");
        assert!(replayed.session.contributions.iter().all(|c| session.contributions.get(c.id) == Some(c)));
        assert!(replayed.torn || bytes[end - 1] == b'\n' || bytes[end] == b'\n', "cut at {end}");
    }
}

#[test]
fn a_damaged_file_opens_and_its_damaged_part_goes_beside_it_with_the_first_change() {
    let disk = SimDisk::new(Loss::Ordered);
    let text = SAMPLE.replacen("        kind: Concern,", "        kind: Con\u{1}ern,", 1);
    put(&disk, "/docs/evening.ron", text.as_bytes());
    let calls = disk.calls();
    let opened = open_session(&world(&disk, 1 << 64), Path::new("/docs/evening.ron")).unwrap();
    assert_eq!(disk.bytes(Path::new("/docs/evening.ron")).unwrap(), text.as_bytes(), "opening writes nothing");
    assert!(disk.calls() > calls);
    let original = sample().unwrap();
    let names: BTreeSet<String> = differences(&original, &opened.session).into_iter().map(|d| d.name).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let mut keeper = opened.keeper;
    let command = Command::session(SessionField::Subtitle("third".into()));
    keeper.take(Message::Do { label: "subtitle".into(), command, clears: None, at: at("18:00") });
    keeper.work(at("18:00"));
    keeper.work(at("18:01"));
    let aside = disk.bytes(Path::new("/docs/evening damaged parts.txt")).unwrap();
    assert!(String::from_utf8(aside).unwrap().contains("kind: Con\u{1}ern"));
    assert_eq!(disk.bytes(Path::new("/docs/evening damaged parts.ron")).unwrap(), text.as_bytes());
    let saved = disk.bytes(Path::new("/docs/evening.ron")).unwrap();
    assert!(parse(Path::new("s"), &saved).is_ok_and(|s| s == *keeper.session()));
}

#[test]
fn what_this_laptop_wrote_itself_is_whole_also_where_the_file_is_damaged() {
    let disk = SimDisk::new(Loss::Ordered);
    let opened = open_new(&world(&disk, 1 << 64), sample().unwrap());
    let mut keeper = opened.keeper;
    let command = Command::session(SessionField::Subtitle("third".into()));
    keeper.take(Message::Do { label: "subtitle".into(), command, clears: None, at: at("18:00") });
    keeper.take(Message::Close);
    keeper.work(at("18:00"));
    let path = keeper.status().path.clone().unwrap();
    let text = String::from_utf8(disk.bytes(&path).unwrap()).unwrap();
    disk.remove(&path).unwrap();
    put(&disk, path.to_str().unwrap(), text.replacen("        kind: Concern,", "        kind: Con ern,", 1).as_bytes());
    let again = open_session(&world(&disk, 2 << 64), &path).unwrap();
    assert!(again.found.mended && again.found.damaged.len() == 1);
    assert!(again.session == *keeper.session());
}

fn put(disk: &SimDisk, path: &str, bytes: &[u8]) {
    create_new(disk, Path::new(path), bytes).unwrap();
}

#[test]
fn a_line_that_was_taken_out_or_moved_breaks_the_chain() {
    let (bytes, _) = journal();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    let without: Vec<u8> = lines.iter().enumerate().filter(|(i, _)| *i != 4).flat_map(|(_, l)| l.to_vec()).collect();
    assert!(!replay(&without).unwrap().is_whole());
    let mut swapped = lines.clone();
    swapped.swap(4, 5);
    assert!(!replay(&swapped.concat()).unwrap().is_whole());
}
