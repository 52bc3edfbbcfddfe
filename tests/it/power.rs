//! Power cuts, full disks and single disk errors: what was acknowledged is there afterwards.

use crate::sim_disk::{Loss, SimDisk};
use chrono::{DateTime, TimeDelta};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use upfront::edit::*;
use upfront::model::time::Moment;
use upfront::model::*;
use upfront::record::{self, Freezer, Freezing};
use upfront::store::Places;
use upfront::store::journal::Typing;
use upfront::store::keeper::{CAPTURE_SLOT, Keeper, Message};
use upfront::store::opening::{Opened, World, open_new, open_session, open_unfinished};
use uuid::Uuid;

const SESSION: Uuid = Uuid::from_u128(0x5e55);

fn world(disk: &SimDisk, writer: u128) -> World {
    let places = Places { data: "/data".into(), sessions: "/docs".into() };
    World {
        disk: Arc::new(disk.clone()),
        places: Some(places),
        writer: Uuid::from_u128(writer),
        who: "open since 18:02, 14 May 2026, on LAPTOP".into(),
        look_at: upfront::record::mark_changed,
    }
}

fn start() -> Moment {
    DateTime::parse_from_rfc3339("2026-05-14T18:00:00+01:00").unwrap()
}

/// A window that types, and what it knows: every state so far, and what it was told is safe.
struct Typist {
    session: Session,
    history: History,
    keeper: Keeper,
    now: Moment,
    /// The session after each change, the first as it was opened.
    states: Vec<Session>,
    /// The words in the capture line, and whether they are acknowledged.
    line: Option<String>,
    path: Option<PathBuf>,
    words: u32,
    typed: u64,
}

impl Typist {
    fn at(opened: Opened, now: Moment) -> Self {
        let Opened { session, history, keeper, path, typing, .. } = opened;
        let line = typing.get(&CAPTURE_SLOT).map(|t| t.text.clone());
        // What was recovered counts as one change that is kept.
        let states = vec![session.clone(); keeper.changes() as usize + 1];
        Self { session, history, keeper, now, states, line, path, words: 0, typed: 0 }
    }

    fn acknowledged(&self) -> usize {
        self.keeper.status().kept as usize
    }

    fn line_acknowledged(&self) -> bool {
        self.keeper.status().typed_kept >= self.typed
    }

    fn step(&mut self, rng: &mut fastrand::Rng) {
        self.now += TimeDelta::milliseconds(rng.i64(10..2500));
        let at = self.now;
        match rng.u8(0..13) {
            0..=4 => {
                self.words += 1;
                let id = Uuid::from_u128(u128::from(rng.u64(..)) << 64 | u128::from(self.words));
                let c = new_contribution(&self.session, id, at, &format!("Words {} on the wall", self.words));
                self.apply(Command::Add(c.into()), Some(CAPTURE_SLOT).filter(|_| self.line.is_some()));
            }
            5 => self.apply(Command::session(SessionField::Title(format!("Title {}", rng.u16(..)))), None),
            6 => {
                if let Some(c) = self.session.contributions.first() {
                    let (id, words) = (c.id, format!("Other {}", rng.u16(..)));
                    self.apply(Command::Edit(Edit::Contribution(id, ContributionField::Words(words))), None);
                }
            }
            7 => {
                if matches!(self.history.undo(&mut self.session), Some(Ok(_))) {
                    self.keeper.take(Message::Undo { at });
                    self.states.push(self.session.clone());
                }
            }
            8 => {
                if matches!(self.history.redo(&mut self.session), Some(Ok(_))) {
                    self.keeper.take(Message::Redo { at });
                    self.states.push(self.session.clone());
                }
            }
            9 | 10 => {
                let text = format!("half a sentence {}", rng.u16(..));
                let typing = Some(Typing { text: text.clone(), becomes: None });
                self.keeper.take(Message::Type { slot: CAPTURE_SLOT, typing, at });
                self.line = Some(text);
                self.typed += 1;
            }
            11 if self.session.versions.len() < 3 => self.freeze(rng),
            _ => self.keeper.take(Message::Save),
        }
        self.keeper.work(self.now);
        self.path = self.keeper.status().path.clone().or(self.path.take());
    }

    /// A version is there as a whole, or not at all.
    fn freeze(&mut self, rng: &mut fastrand::Rng) {
        let id = VersionId(Uuid::from_u128(u128::from(rng.u64(..))));
        let freezer = Freezer { id, at: self.now, by: "the note-taker", why: "" };
        if let Freezing::New(version, salts) =
            record::freeze(&self.session, &freezer, || format!("{:032x}", rng.u64(..)))
        {
            let command = freeze(&self.session, *version, salts);
            self.apply(command, None);
        }
    }

    fn apply(&mut self, command: Command, clears: Option<u64>) {
        let label = "step".to_string();
        self.history.apply(&mut self.session, label.clone(), command.clone(), self.now).unwrap();
        self.keeper.take(Message::Do { label, command, clears, at: self.now });
        self.states.push(self.session.clone());
        if clears.is_some() {
            self.line = None;
        }
    }
}

/// Opens what is there after a cut, as a person does: the file they know, or what the start page offers.
fn open_again(disk: &SimDisk, path: Option<&PathBuf>, writer: u128) -> Option<Opened> {
    let world = world(disk, writer);
    path.and_then(|p| open_session(&world, p).ok()).or_else(|| open_unfinished(&world, SESSION))
}

/// The same but for who writes it, which a full disk may not keep.
fn same(a: &Session, b: &Session) -> bool {
    *a == Session { holder: a.holder, ..b.clone() }
}

/// One evening with power cuts; how many acknowledged changes were lost.
fn evening(seed: u64, loss: Loss, full_disk: bool) -> usize {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut disk = SimDisk::new(loss);
    let session = Session::new(SESSION, start().date_naive(), "Europe/London");
    let mut typist = Typist::at(open_new(&world(&disk, 1 << 64), session), start());
    let mut lost = 0;
    let cuts = if rng.bool() { 1 } else { 2 };
    for cut in 0..cuts {
        // Some of the cuts fall into opening again, most into typing.
        disk.cut_power_after(rng.u64(0..220));
        for _ in 0..rng.usize(1..30) {
            if full_disk && rng.u8(0..6) == 0 {
                disk.set_space(if rng.bool() { Some(rng.u64(0..3000)) } else { None });
            }
            typist.step(&mut rng);
        }
        let (acknowledged, line) = (typist.acknowledged(), typist.line.clone());
        let line_acknowledged = typist.line_acknowledged();
        disk = disk.after_power_cut(&mut rng);
        let Some(opened) = open_again(&disk, typist.path.as_ref(), (cut + 2) << 64) else {
            return lost + acknowledged;
        };
        let kept = typist.states.iter().rposition(|s| same(s, &opened.session));
        match kept {
            Some(kept) if kept >= acknowledged || same(&typist.states[acknowledged], &opened.session) => {}
            Some(kept) => {
                if std::env::var_os("UPFRONT_SEED").is_some() {
                    println!(
                        "seed {seed} cut {cut}: {kept} of {acknowledged}, path {:?}, {:?}",
                        typist.path, opened.found
                    );
                    println!("{:?}", typist.keeper.status());
                }
                lost += acknowledged - kept;
            }
            // A state that never was would be worse than a loss.
            None if loss == Loss::IgnoresSync => lost += acknowledged,
            None => panic!("seed {seed}: the session is one that never was"),
        }
        let kept_line = opened.typing.get(&CAPTURE_SLOT).map(|t| t.text.clone());
        if line_acknowledged && kept.is_some_and(|k| k == typist.states.len() - 1) && kept_line != line {
            lost += 1;
        }
        typist = Typist { words: typist.words, ..Typist::at(opened, typist.now) };
        typist.path = typist.path.or(typist.keeper.status().path.clone());
    }
    lost
}

/// 2,000 here; `UPFRONT_POWER_CUTS=100000 cargo test --release power` for more.
fn runs() -> u64 {
    std::env::var("UPFRONT_POWER_CUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

#[test]
fn no_power_cut_loses_what_was_acknowledged() {
    let kinds = [(Loss::Ordered, false), (Loss::AnySubset, false), (Loss::Ordered, true), (Loss::AnySubset, true)];
    let mut lost: BTreeMap<String, usize> = BTreeMap::new();
    // One evening alone: `UPFRONT_SEED=1275 cargo test power`.
    let one: Option<u64> = std::env::var("UPFRONT_SEED").ok().and_then(|n| n.parse().ok());
    for seed in one.map_or(0..runs(), |seed| seed..seed + 1) {
        let (loss, full) = kinds[seed as usize % kinds.len()];
        let n = evening(seed, loss, full);
        if n > 0 {
            lost.insert(format!("seed {seed}, {loss:?}, full disk {full}"), n);
        }
    }
    println!("{} evenings with power cuts, {} lost something acknowledged", runs(), lost.len());
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn on_a_disk_that_ignores_syncing_the_same_evenings_do_lose_something() {
    let lost = (0..200).filter(|seed| evening(*seed, Loss::IgnoresSync, false) > 0).count();
    println!("control: {lost} of 200 evenings lost something on a disk that lies");
    assert!(lost > 50, "the harness sees no loss where there must be some: {lost} of 200");
}

/// The same short evening, in which every call the store makes fails once.
fn short_evening(disk: &SimDisk) -> Typist {
    let mut rng = fastrand::Rng::with_seed(7);
    let session = Session::new(SESSION, start().date_naive(), "Europe/London");
    let mut typist = Typist::at(open_new(&world(disk, 1 << 64), session), start());
    for _ in 0..14 {
        typist.step(&mut rng);
    }
    typist
}

#[test]
fn no_single_error_of_the_disk_loses_a_change_or_goes_unsaid() {
    let calls = {
        let disk = SimDisk::new(Loss::AnySubset);
        short_evening(&disk);
        disk.calls()
    };
    assert!(calls > 60, "the evening makes {calls} calls");
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for call in 1..=calls {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::Other] {
            let disk = SimDisk::new(Loss::AnySubset);
            disk.fail_call(call, kind);
            let mut typist = short_evening(&disk);
            *seen.entry(disk.faulted().unwrap_or("none")).or_default() += 1;
            // Half a minute later everything is safe, and nothing is in the way.
            for _ in 0..10 {
                typist.now += TimeDelta::seconds(3);
                typist.keeper.work(typist.now);
            }
            let status = typist.keeper.status();
            assert!(status.journal_fails.is_none() && status.file_fails.is_none(), "call {call}, {kind:?}: {status:?}");
            assert!(status.other.is_none() && !status.diverged, "call {call}, {kind:?}: {status:?}");
            assert_eq!(status.kept as usize, typist.states.len() - 1, "call {call}, {kind:?}");
            assert_eq!(status.saved, status.kept, "call {call}, {kind:?}");
            let session = typist.session.clone();
            let path = typist.keeper.status().path.clone();
            let rest = disk.after_power_cut(&mut fastrand::Rng::with_seed(call));
            let opened = open_again(&rest, path.as_ref(), 9 << 64).unwrap();
            assert!(same(&opened.session, &session), "call {call}, {kind:?}: another session");
            assert!(opened.found.damaged.is_empty() && opened.found.changed.is_none());
        }
    }
    println!("{calls} calls, each failed with 3 errors: {seen:?}");
    for name in ["write", "sync", "create", "rename", "sync_folder", "hold", "read", "stat", "make_folder"] {
        assert!(seen.contains_key(name), "no fault fell into {name}: {seen:?}");
    }
}

#[test]
fn while_an_error_lasts_it_is_said_in_a_sentence_and_no_change_counts_as_kept() {
    for (kind, says) in [
        (io::ErrorKind::StorageFull, "the disk is full"),
        (io::ErrorKind::PermissionDenied, "that is not allowed there"),
        (io::ErrorKind::ReadOnlyFilesystem, "it can only be read"),
    ] {
        let disk = SimDisk::new(Loss::AnySubset);
        let session = Session::new(SESSION, start().date_naive(), "Europe/London");
        let mut typist = Typist::at(open_new(&world(&disk, 1 << 64), session), start());
        disk.fail_from(disk.calls() + 1, kind);
        typist.apply(Command::session(SessionField::Title("Foundry".into())), None);
        typist.keeper.work(typist.now);
        let status = typist.keeper.status();
        assert_eq!(status.journal_fails.as_deref(), Some(says));
        assert_eq!(status.kept, 0);
        assert!(status.file_fails.is_some());
    }
}
