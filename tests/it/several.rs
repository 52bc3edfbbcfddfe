//! Several laptops on one session: whatever each does, and however their copies meet, all end with the same session, and
//! nothing is lost or decided in silence.

use crate::alder::at;
use crate::edits::some_command;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use upfront::edit::*;
use upfront::model::*;
use upfront::record;
use upfront::share::Pen;
use upfront::store::book::Book;
use upfront::store::sample;
use upfront::store::together::{put_to, settling, with_own};
use uuid::Uuid;

/// 500 here; `UPFRONT_CASES=100000 cargo test --release several` for more.
fn cases() -> u32 {
    std::env::var("UPFRONT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}

/// What was written into a register once, and over what.
#[derive(Clone, Debug)]
struct Event {
    value: String,
    over: BTreeSet<usize>,
}

/// All that was ever written, by register: who knows of what is worked out here without any engine.
#[derive(Default)]
struct Chronicle {
    events: Vec<(String, Event)>,
}

impl Chronicle {
    /// The events of a register that a laptop knows of and knows nothing later of.
    fn heads(&self, knows: &BTreeSet<usize>, register: &str) -> BTreeSet<usize> {
        let known = || knows.iter().filter(|e| self.events[**e].0 == register);
        let over: BTreeSet<usize> = known().flat_map(|e| self.events[*e].1.over.iter().copied()).collect();
        known().copied().filter(|e| !over.contains(e)).collect()
    }
}

/// What is watched: words and the boundary of each contribution, what decisions say, and titles.
fn watched(s: &Session) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    all.insert("session//title".into(), s.title.clone());
    for c in &s.contributions {
        all.insert(format!("contributions/{}/words", c.id.0), c.words.clone());
    }
    for d in &s.decisions {
        all.insert(format!("decisions/{}/what", d.id.0), d.what.clone());
    }
    all
}

/// A laptop, and what it wrote to its file last.
struct Laptop {
    s: Session,
    history: History,
    book: Book,
    runs: u8,
    me: u8,
    /// As it was written down last.
    written: Session,
    file: String,
    knows: BTreeSet<usize>,
    written_knows: BTreeSet<usize>,
}

impl Laptop {
    fn first(s: Session) -> Self {
        let mut book = Book::begin(&s);
        let file = book.to_text();
        Self {
            written: s.clone(),
            s,
            history: History::default(),
            book,
            runs: 0,
            me: 0,
            file,
            knows: BTreeSet::new(),
            written_knows: BTreeSet::new(),
        }
    }

    /// A plain copy of the file, opened on another laptop.
    fn copied(&self, me: u8) -> Self {
        let mut s = self.written.clone();
        s.copy = CopyName::Letter(u16::from(me));
        Self {
            book: Book::read(&self.file).unwrap(),
            written: s.clone(),
            s,
            history: History::default(),
            runs: 0,
            me,
            file: self.file.clone(),
            knows: self.written_knows.clone(),
            written_knows: self.written_knows.clone(),
        }
    }

    fn run(&self) -> [u8; 16] {
        let mut run = [7; 16];
        (run[0], run[1]) = (self.me, self.runs);
        run
    }

    fn does(&mut self, command: Command) {
        let command = settling(&self.s, command);
        let _ = self.history.apply(&mut self.s, "step".into(), command, at("19:00"));
    }

    /// Writes the file, and tells the chronicle what is new.
    fn writes(&mut self, chronicle: &mut Chronicle) {
        let (was, is) = (watched(&self.written), watched(&self.s));
        let settled = |register: &str| {
            let there = |s: &Session| s.clashes.iter().any(|c| c.register == register);
            there(&self.written) && !there(&self.s)
        };
        for (register, value) in &is {
            if was.get(register) != Some(value) || settled(register) {
                let over = chronicle.heads(&self.knows, register);
                // Taken out and put back as it was: nobody wrote anything.
                let same = !over.is_empty() && over.iter().all(|e| chronicle.events[*e].1.value == *value);
                if same && !settled(register) {
                    continue;
                }
                chronicle.events.push((register.clone(), Event { value: value.clone(), over }));
                self.knows.insert(chronicle.events.len() - 1);
            }
        }
        let by = format!("laptop {}", self.me);
        self.book.note(&self.s, Pen { run: self.run(), by: &by, at: 1_700_000_000 });
        self.file = self.book.to_text();
        self.written = self.s.clone();
        self.written_knows = self.knows.clone();
    }

    /// Brings in what another laptop wrote to its file last.
    fn brings(&mut self, other: &Laptop, chronicle: &mut Chronicle) {
        let theirs = (other.written.clone(), other.file.clone(), other.written_knows.clone());
        self.writes(chronicle);
        let mut book = Book::read(&theirs.1).unwrap();
        let all = self.book.bring(std::slice::from_mut(&mut book)).unwrap();
        let mut s = with_own(&self.s, all);
        put_to(&mut s, &theirs.0, self.s.forgotten.is_some());
        s.changed_since_version = false;
        record::mark_changed(&mut s);
        if let Some(command) = merged(&self.s, &s) {
            let back = apply(&mut self.s, command.clone()).unwrap();
            assert_eq!(self.s, s, "the command makes just that");
            let (mut before, numbers) = (self.s.clone(), (self.s.numbers, self.s.copies.clone()));
            let forth = apply(&mut before, back).unwrap();
            (before.numbers, before.copies) = numbers;
            apply(&mut before, forth).unwrap();
            assert_eq!(before, s, "and it can be taken back and done again");
        }
        self.book.took(&self.s);
        self.file = self.book.to_text();
        self.written = self.s.clone();
        self.knows.extend(theirs.2);
        self.written_knows = self.knows.clone();
    }
}

/// A session without what is each laptop's own: which copy it is, and what numbers it remembers that were taken back.
fn common(s: &Session) -> Session {
    Session { copy: CopyName::Main, numbers: Numbers::default(), copies: BTreeMap::new(), ..s.clone() }
}

/// Does the session show every value that nobody wrote over knowingly?
fn shows_all(s: &Session, chronicle: &Chronicle, knows: &BTreeSet<usize>) -> Result<(), String> {
    for (register, value) in watched(s) {
        let wanted: BTreeSet<String> =
            chronicle.heads(knows, &register).iter().map(|e| chronicle.events[*e].1.value.clone()).collect();
        let clash = s.clashes.iter().find(|c| c.register == register);
        let shown: BTreeSet<String> = match clash {
            Some(clash) => clash.values.iter().map(|v| serde_json::from_str(&v.value).unwrap()).collect(),
            None => [value].into(),
        };
        if !wanted.is_empty() && wanted != shown {
            return Err(format!("{register}: {shown:?} is shown of {wanted:?}"));
        }
    }
    Ok(())
}

/// A small evening, frozen once: what is done meets often.
fn small() -> Session {
    let whole = sample().unwrap();
    let mut s = Session { versions: List::default(), answers: List::default(), corrections: List::default(), ..whole };
    let few = |n: usize| move |nth: usize| nth < n;
    macro_rules! keep {
        ($($list:ident: $n:literal),*) => {$(
            s.$list = s.$list.iter().enumerate().filter(|(nth, _)| few($n)(*nth)).map(|(_, i)| i.clone()).collect();
        )*};
    }
    keep!(
        contributions: 0, decisions: 0, actions: 0, referrals: 0, dissents: 0, merges: 0, photos: 0, moves: 0, challenges: 0,
        themes: 3, people: 2, movements: 2, interests: 1, rules: 1, boundaries: 4, agenda: 4, questions: 1, earlier: 0,
        charter_questions: 0, principles: 0, left: 0, stages: 1, partners: 20
    );
    s.run = Run::default();
    s.questions = s.questions.iter().map(|q| Question { scores: vec![], ..q.clone() }).collect();
    (s.private, s.agenda) =
        (Private::default(), s.agenda.iter().map(|i| AgendaItem { about: vec![], ..i.clone() }).collect());
    s.boundaries = s.boundaries.iter().map(|b| Boundary { past: vec![], ..b.clone() }).collect();
    (s.numbers, s.changed_since_version) = (Numbers { boundaries: 40, ..Numbers::default() }, false);
    for n in 0..5 {
        let c = new_contribution(&s, Uuid::from_u128((2 << 90) + n), at("18:10"), "Words");
        apply(&mut s, Command::Add(c.into())).unwrap();
    }
    let d = Decision { outcome: Outcome::NotAgreed, ..new_decision(&s, Uuid::from_u128(3 << 90), at("18:20"), None) };
    apply(&mut s, Command::Add(d.into())).unwrap();
    let freezer = record::Freezer { id: VersionId(Uuid::from_u128(4 << 90)), at: at("18:30"), by: "", why: "" };
    let record::Freezing::New(version, salts) = record::freeze(&s, &freezer, || "0".repeat(32)) else { panic!() };
    let command = freeze(&s, *version, salts);
    apply(&mut s, command).unwrap();
    s
}

#[derive(Clone, Debug)]
enum Act {
    Does(u8, u8, usize),
    TakesBack(u8),
    Settles(u8, usize),
    Writes(u8),
    IsCopied(u8),
    Brings(u8, u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (any::<u8>(), 0u8..16, 0usize..6).prop_map(|(l, kind, n)| Act::Does(l, kind, n)),
        1 => any::<u8>().prop_map(Act::TakesBack),
        2 => (any::<u8>(), 0usize..4).prop_map(|(l, n)| Act::Settles(l, n)),
        3 => any::<u8>().prop_map(Act::Writes),
        2 => any::<u8>().prop_map(Act::IsCopied),
        4 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::Brings(a, b)),
    ]
}

/// What a note-taker does: an edit of the sample, or one of a few things that meet often.
fn done(s: &Session, kind: u8, n: usize, id: u128) -> Command {
    let c = s.contributions.get_at(n).map(|c| c.id);
    let d = s.decisions.get_at(n % s.decisions.len().max(1)).map(|d| d.id);
    match (kind, c, d) {
        (14, Some(c), _) => Command::Edit(Edit::Contribution(c, ContributionField::Words(format!("Words {id}")))),
        (15, _, Some(d)) => Command::Edit(Edit::Decision(d, DecisionField::What(format!("What {id}")))),
        _ => some_command(s, kind, n, id),
    }
}

/// Plays the acts on two to six laptops, lets all meet, and gives what each has by then.
fn play(acts: Vec<Act>) -> (Vec<Laptop>, Chronicle, BTreeSet<Uuid>) {
    let mut chronicle = Chronicle::default();
    static SMALL: OnceLock<Session> = OnceLock::new();
    let mut laptops = vec![Laptop::first(SMALL.get_or_init(small).clone())];
    for (register, value) in watched(&laptops[0].s) {
        chronicle.events.push((register, Event { value, over: BTreeSet::new() }));
    }
    laptops[0].knows = (0..chronicle.events.len()).collect();
    laptops[0].written_knows = laptops[0].knows.clone();
    let second = laptops[0].copied(1);
    laptops.push(second);
    let mut said: BTreeSet<Uuid> = laptops[0].s.contributions.iter().map(|c| c.id.0).collect();
    let mut taken_out: BTreeSet<Uuid> = BTreeSet::new();
    for (nth, act) in acts.into_iter().enumerate() {
        let count = laptops.len();
        let of = |l: u8| usize::from(l) % count;
        match act {
            Act::Does(l, kind, n) => {
                let laptop = &mut laptops[of(l)];
                let before: BTreeSet<Uuid> = laptop.s.contributions.iter().map(|c| c.id.0).collect();
                let command = done(&laptop.s, kind, n, (1 << 90) + nth as u128);
                laptop.does(command);
                let after: BTreeSet<Uuid> = laptop.s.contributions.iter().map(|c| c.id.0).collect();
                said.extend(&after);
                taken_out.extend(before.difference(&after));
            }
            Act::TakesBack(l) => {
                let laptop = &mut laptops[of(l)];
                let before: BTreeSet<Uuid> = laptop.s.contributions.iter().map(|c| c.id.0).collect();
                let _ = laptop.history.undo(&mut laptop.s);
                let after: BTreeSet<Uuid> = laptop.s.contributions.iter().map(|c| c.id.0).collect();
                taken_out.extend(before.difference(&after));
            }
            Act::Settles(l, n) => {
                let laptop = &mut laptops[of(l)];
                let mut open = laptop.s.clashes.clone();
                if n < open.len() {
                    open.remove(n);
                    laptop.does(Command::session(upfront::edit::SessionField::Clashes(open)));
                }
            }
            Act::Writes(l) => laptops[of(l)].writes(&mut chronicle),
            Act::IsCopied(l) if count < 6 => {
                let copy = laptops[of(l)].copied(count as u8);
                laptops.push(copy);
            }
            Act::IsCopied(_) => {}
            Act::Brings(a, b) if of(a) != of(b) => {
                let (a, b) = (of(a), of(b));
                let mut laptop = laptops.swap_remove(a);
                let other = if b == laptops.len() { a } else { b };
                laptop.brings(&laptops[other], &mut chronicle);
                laptop.runs += 1;
                laptop.history = History::default();
                laptops.push(laptop);
                let last = laptops.len() - 1;
                laptops.swap(a, last);
            }
            Act::Brings(..) => {}
        }
    }
    for laptop in &mut laptops {
        laptop.writes(&mut chronicle);
    }
    // All meet, twice: what the first round settles by itself the second carries on.
    for _ in 0..2 {
        for a in 0..laptops.len() {
            for b in 0..laptops.len() {
                if a != b {
                    let mut laptop = laptops.remove(a);
                    laptop.brings(&laptops[if b > a { b - 1 } else { b }], &mut chronicle);
                    laptops.insert(a, laptop);
                }
            }
        }
    }
    (laptops, chronicle, said.difference(&taken_out).copied().collect())
}

fn holds(acts: Vec<Act>) -> Result<(), String> {
    let (laptops, chronicle, said) = play(acts);
    let first = common(&laptops[0].s);
    for (n, laptop) in laptops.iter().enumerate() {
        let s = common(&laptop.s);
        if s != first {
            let differences = upfront::store::compare::differences(&first, &s);
            return Err(format!("laptop {n} differs: {differences:?}"));
        }
        let v = s.version().unwrap();
        if record::present_text(&s, v) != record::present_text(&first, v) {
            return Err(format!("laptop {n} has another record"));
        }
        if let Some(lost) = said.iter().find(|id| s.contributions.get((**id).into()).is_none()) {
            return Err(format!("laptop {n} lost {lost}"));
        }
        shows_all(&s, &chronicle, &laptop.knows)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_laptops_meet_all_end_with_the_same_session(acts in prop::collection::vec(act(), 1..30)) {
        if let Err(why) = holds(acts) {
            return Err(TestCaseError::fail(why));
        }
    }
}

#[test]
fn a_winner_chosen_in_silence_is_noticed() {
    // Two laptops write other words for the same contribution.
    let acts = vec![Act::Does(0, 14, 3), Act::Does(1, 14, 3), Act::Writes(0), Act::Writes(1)];
    let (laptops, chronicle, _) = play(acts);
    let whole = &laptops[0];
    assert_eq!(whole.s.clashes.len(), 1);
    assert_eq!(shows_all(&whole.s, &chronicle, &whole.knows), Ok(()));
    let silent = Session { clashes: Vec::new(), ..whole.s.clone() };
    assert!(shows_all(&silent, &chronicle, &whole.knows).is_err());
}
