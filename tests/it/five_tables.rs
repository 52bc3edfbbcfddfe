//! The five tables of Alder Street, played once: the facilitator's file before them, the copies made for them, and those
//! with what the script has each table say.

use crate::alder::at;
use crate::fake::World;
use crate::laptops::{STICK, act, laptop, open, says, session};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use upfront::app::Action;
use upfront::model::*;
use upfront::store::{sample, to_text};

pub const FILE: &str = "/s/alder.ron";

/// Alder Street just before the tables: prepared, and what the whole room has said by then.
pub fn before_the_tables() -> Session {
    let mut s = sample().unwrap();
    let until = at("19:00");
    s.contributions = s.contributions.iter().filter(|c| c.table == 0 && c.at < until).cloned().collect();
    for c in s.contributions.clone().iter() {
        s.contributions.update(c.id, |c| {
            c.responses.clear();
            c.themes.clear();
        });
    }
    s.decisions = Default::default();
    s.dissents = Default::default();
    s.actions = Default::default();
    s.referrals = Default::default();
    s.merges = Default::default();
    s.themes = Default::default();
    s.versions = Default::default();
    s.answers = Default::default();
    s.corrections = Default::default();
    s.questions = Default::default();
    s.left = Default::default();
    for id in s.challenges.iter().map(|c| c.id).collect::<Vec<_>>() {
        s.challenges.update(id, |c| c.answer.iter_mut().for_each(|answer| answer.action = None));
    }
    s.run.items.retain(|ran| ran.from < until);
    s.run.items.iter_mut().for_each(|ran| ran.to = ran.to.filter(|to| *to < until));
    s.run.ended = None;
    s.run.report = None;
    s.numbers = Numbers { boundaries: s.numbers.boundaries, contributions: 17, ..Numbers::default() };
    s.changed_since_version = false;
    for (nth, id) in s.people.iter().map(|p| p.id).collect::<Vec<_>>().into_iter().enumerate() {
        s.private.names.insert(id, format!("Secretname{nth}"));
        s.private.contacts.insert(id, format!("secret{nth}@example.org"));
    }
    s.private.notes = "Secretnote of the facilitator".into();
    s.private.access.push(Access { need: "Secretneed".into(), count: 1, met: None });
    let tables = s.agenda.iter().find(|i| i.tables > 0).unwrap().id;
    s.agenda.update(tables, |i| i.private_notes = "Secretplan".into());
    s
}

/// What the script has each table say, in its order.
pub fn said_at(table: u8) -> Vec<Contribution> {
    sample().unwrap().contributions.iter().filter(|c| c.table == table).cloned().collect()
}

/// The facilitator's file, and the copies made from it for the five tables.
pub fn handed_out() -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    hand_out(&laptop(1, "18:50"))
}

fn hand_out(world: &World) -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    let mut w = open(world, FILE, to_text(&before_the_tables()).unwrap().as_bytes());
    act(&mut w, Action::CopiesOut(true));
    world.answers.lock().unwrap().push_back(Some(STICK.into()));
    act(&mut w, Action::BrowseCopiesOut);
    act(&mut w, Action::CloseSession);
    let files = world.disk.files.lock().unwrap();
    let on_stick = |path: &&PathBuf| path.starts_with(STICK) && path.extension().is_some_and(|e| e == "ron");
    let copies = files.keys().filter(on_stick).map(|p| (p.clone(), files[p].clone())).collect();
    (files[Path::new(FILE)].clone(), copies)
}

/// Plays one table: opens its copy on a laptop of its own, and writes down what the script says.
fn played(table: u8, path: &Path, bytes: &[u8]) -> Vec<u8> {
    let world = laptop(10 + u128::from(table), "19:02");
    let path = path.to_str().unwrap();
    let mut w = open(&world, path, bytes);
    for c in said_at(table) {
        world.set(c.at);
        let s = session(&w);
        let partner = c.partner.map(|id| s.partners.get(id).unwrap().key.to_lowercase());
        let about = c.boundary.map(|id| s.boundaries.get(id).unwrap().no.no).unwrap_or(0);
        let who = partner.map_or(String::new(), |key| format!("={key} "));
        says(&mut w, &format!("{who}!{} /S{about} {}", c.kind.word(), c.words));
    }
    act(&mut w, Action::CloseSession);
    let bytes = world.disk.file(path).unwrap();
    drop(w);
    bytes
}

/// The five tables of the evening.
struct Evening {
    main: Vec<u8>,
    back: Vec<(PathBuf, Vec<u8>)>,
    /// All that the facilitator's laptop holds by then.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// The evening is played once.
fn evening() -> &'static Evening {
    static EVENING: OnceLock<Evening> = OnceLock::new();
    EVENING.get_or_init(|| {
        let world = laptop(1, "18:50");
        let (main, back) = played_at(&world);
        Evening { main, back, files: world.disk.files.lock().unwrap().clone() }
    })
}

/// The facilitator's file, and what came back.
pub fn five_tables() -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    (evening().main.clone(), evening().back.clone())
}

/// The facilitator's laptop after the tables.
pub fn laptop_after() -> World {
    let world = laptop(1, "19:38");
    *world.ids.lock().unwrap() = (1 << 32) + (1 << 20);
    evening().files.iter().for_each(|(path, bytes)| world.disk.put(path.to_str().unwrap(), bytes));
    world
}

fn played_at(world: &World) -> (Vec<u8>, Vec<(PathBuf, Vec<u8>)>) {
    let (main, copies) = hand_out(world);
    assert_eq!(copies.len(), 5, "one for each table");
    let back = (1..).zip(copies).map(|(table, (path, bytes))| {
        let played = played(table, &path, &bytes);
        (path, played)
    });
    (main, back.collect())
}
