//! Random evenings in a room: people write, mend, undo, lose the network and their laptops; in the end all have the same.

use crate::fake::World;
use crate::laptops::{Shown, act, says, session};
use crate::room::{beside, come_in, cut, kill, pass, room, settle, start_again};
use upfront::app::Action;
use upfront::edit::{Command, ContributionField, Edit, Key, SessionField};
use upfront::model::{CopyName, Session};
use upfront::nearby::Wants;

/// Laptops at tables.
const TABLES: u8 = 3;

struct Table {
    world: World,
    window: Option<Shown>,
    is_cut: bool,
}

struct Evening {
    rng: fastrand::Rng,
    world: World,
    host: Shown,
    tables: Vec<Table>,
    /// Words that somebody wrote down, and that were not taken back or mended.
    said: Vec<String>,
    nth: usize,
}

impl Evening {
    fn new(seed: u64) -> Self {
        let (world, mut host) = room();
        let tables = (1..=TABLES).map(|table| {
            let far = beside(&world, 10 + u128::from(table), "19:00");
            let window = Some(come_in(&mut host, &far, Wants::Notes { table }));
            Table { world: far, window, is_cut: false }
        });
        let tables = tables.collect();
        Self { rng: fastrand::Rng::with_seed(seed), world, host, tables, said: Vec::new(), nth: 0 }
    }

    fn step(&mut self) {
        let at = self.rng.usize(0..self.tables.len());
        match self.rng.u8(0..20) {
            0..=6 => {
                self.nth += 1;
                let words = format!("Said as number {}", self.nth);
                let Some(w) = &mut self.tables[at].window else { return };
                says(w, &words);
                self.said.push(words);
            }
            7 | 8 => {
                self.nth += 1;
                let words = format!("Said in the room as number {}", self.nth);
                says(&mut self.host, &words);
                self.said.push(words);
            }
            9 => self.mend(at),
            10 => {
                let Some(w) = &mut self.tables[at].window else { return };
                // What is taken back is not missed.
                let before: Vec<String> = words(session(w));
                act(w, Action::Undo);
                let after = words(session(w));
                self.said.retain(|said| after.contains(said) || !before.contains(said));
            }
            11 => {
                let title = format!("Title {}", self.nth);
                let command = Command::session(SessionField::Title(title));
                act(&mut self.host, Action::Do("title".into(), command));
            }
            12 => self.take_out(),
            13 | 14 => {
                let table = &mut self.tables[at];
                table.is_cut = !table.is_cut;
                cut(&self.world, &table.world, table.is_cut);
            }
            15 => {
                let table = &mut self.tables[at];
                match table.window.take() {
                    Some(window) => kill(window, &table.world),
                    None => table.window = Some(start_again(&table.world)),
                }
            }
            _ => {
                let seconds = self.rng.u32(1..8);
                self.pass(seconds);
            }
        }
        if self.rng.bool() {
            self.settle();
        }
    }

    /// A note-taker mends words of its own.
    fn mend(&mut self, at: usize) {
        let Some(w) = &mut self.tables[at].window else { return };
        let copy = session(w).copy;
        let own: Vec<_> = session(w).contributions.iter().filter(|c| c.no.copy == copy).cloned().collect();
        let Some(c) = self.rng.choice(own) else { return };
        let mended = format!("{}, mended", c.words);
        let command = Command::Edit(Edit::Contribution(c.id, ContributionField::Words(mended.clone())));
        act(w, Action::Do("words".into(), command));
        self.said.retain(|said| *said != c.words);
        self.said.push(mended);
    }

    /// The facilitator takes out what was said in the whole room.
    fn take_out(&mut self) {
        let s = session(&self.host);
        let own: Vec<_> = s.contributions.iter().filter(|c| c.no.copy == CopyName::Main && c.table == 0).collect();
        let Some(c) = own.last().map(|c| (c.id, c.words.clone())) else { return };
        act(&mut self.host, Action::Do("taken out".into(), Command::Remove(Key::Contribution(c.0))));
        self.said.retain(|said| *said != c.1);
    }

    fn pass(&mut self, seconds: u32) {
        // Clones of a world are the same laptop.
        let worlds: Vec<World> = self.tables.iter().map(|t| t.world.clone()).chain([self.world.clone()]).collect();
        let windows = self.tables.iter_mut().filter_map(|t| t.window.as_mut());
        let mut all: Vec<&mut Shown> = std::iter::once(&mut self.host).chain(windows).collect();
        pass(seconds, &worlds.iter().collect::<Vec<_>>(), &mut all);
    }

    fn settle(&mut self) {
        let windows = self.tables.iter_mut().filter_map(|t| t.window.as_mut());
        settle(&mut std::iter::once(&mut self.host).chain(windows).collect::<Vec<_>>());
    }

    /// Every network is back, and every laptop is on.
    fn end(&mut self) {
        for table in &mut self.tables {
            cut(&self.world, &table.world, false);
            if table.window.is_none() {
                table.window = Some(start_again(&table.world));
            }
        }
        self.pass(15);
        self.settle();
    }
}

fn words(s: &Session) -> Vec<String> {
    s.contributions.iter().map(|c| c.words.clone()).collect()
}

/// What all laptops share.
fn shared(s: &Session) -> Session {
    let mut s = Session { private: Default::default(), digests: Default::default(), holder: None, ..s.clone() };
    (s.copy, s.numbers, s.copies) = Default::default();
    for id in s.agenda.iter().map(|i| i.id).collect::<Vec<_>>() {
        s.agenda.update(id, |i| i.private_notes.clear());
    }
    s
}

#[test]
fn however_an_evening_goes_all_laptops_end_with_the_same_and_nothing_is_lost() {
    let evenings = std::env::var("UPFRONT_CASES").ok().and_then(|n| n.parse().ok()).map_or(6, |n: u64| n.div_ceil(50));
    for seed in 1..=evenings {
        let mut evening = Evening::new(seed);
        for _ in 0..60 {
            evening.step();
        }
        evening.end();
        let end = shared(session(&evening.host));
        let there = words(&end);
        for said in &evening.said {
            assert!(there.contains(said), "seed {seed}: “{said}” is lost; there is {there:#?}");
        }
        assert_eq!(evening.host.state().app.room_waits(), [""; 0], "seed {seed}");
        for table in &evening.tables {
            let theirs = shared(session(table.window.as_ref().unwrap()));
            assert_eq!(theirs, end, "seed {seed}");
        }
        let mut numbers: Vec<String> = end.contributions.iter().map(|c| c.no.to_string()).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), end.contributions.len(), "seed {seed}: a number was given twice");
        assert!(end.clashes.is_empty(), "seed {seed}: nobody wrote what another did, but {:?}", end.clashes);
    }
}
