//! The record and its code: any change of the content is another code, and no other change is.

use crate::alder::at;
use crate::leaves::{Leaf, leaves, others};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use upfront::edit::*;
use upfront::insight::Kind;
use upfront::model::*;
use upfront::record::{self, Freezer, Freezing, LaptopKey, OwnAnswer};
use upfront::report::{blocks::summary, to_markdown};
use upfront::store::{parse, sample, to_text};
use uuid::Uuid;

/// The record's documentation, with the table of fields.
const TABLE: &str = include_str!("../../src/record/record.md");

/// What the table says of a field, and why.
fn rows() -> BTreeMap<&'static str, (&'static str, &'static str)> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    let rows = TABLE.lines().filter(|l| l.starts_with("| ") && l.contains('.')).map(cells);
    rows.filter(|r| r.len() == 3 && r[0] != "field").map(|r| (r[0], (r[1], r[2]))).collect()
}

/// Every field of every struct of the model, from its sources.
fn fields_of_the_model() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model");
    let mut all = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut of = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                of = rest.strip_suffix(" {").map(str::to_string);
            } else if line == "}" {
                of = None;
            } else if let (Some(of), Some(rest)) = (&of, line.strip_prefix("    pub "))
                && let Some((field, _)) = rest.split_once(':')
            {
                all.insert(format!("{of}.{field}"));
            }
        }
    }
    assert!(all.len() > 200);
    all
}

#[test]
fn the_table_has_a_row_for_every_field_of_the_model() {
    let rows: BTreeSet<String> = rows().keys().map(|f| f.to_string()).collect();
    let fields = fields_of_the_model();
    assert_eq!(fields.difference(&rows).collect::<Vec<_>>(), Vec::<&String>::new(), "in no row");
    assert_eq!(rows.difference(&fields).collect::<Vec<_>>(), Vec::<&String>::new(), "no field");
    let known = ["in", "out", "digest"];
    assert!(self::rows().values().all(|(what, why)| known.contains(what) && (*what != "out" || !why.is_empty())));
}

/// The sample with something in every field, frozen as a version of its own.
pub fn full_session() -> Session {
    let mut s = sample().unwrap();
    let id = |n: u128| Uuid::from_u128((7 << 100) + n);
    s.follows = "the first workshop".into();
    s.ask = "the note-taker".into();
    s.forget_after = s.reply_by;
    s.private.notes = "Ask about the hall".into();
    let (first, second) = (s.people[0].id, s.people[1].id);
    s.private.contacts.insert(first, "020 7946 0000".into());
    s.people.update(first, |p| p.name_by_words = Consent::Yes);
    s.people.update(second, |p| p.name_printed = Consent::Withdrawn(at("20:00")));
    for (nth, n) in (0..).zip([2, 5]) {
        let c = s.contributions[n].id;
        s.contributions.update(c, |c| {
            c.person = Some([first, s.people[4].id][nth]);
            c.support = 3 + nth as u32;
            c.first_words = Some("first written down".into());
            c.edited = Some(at("18:59"));
        });
    }
    let items: Vec<ItemId> = s.agenda.iter().map(|i| i.id).collect();
    s.agenda.update(items[3], |i| {
        i.table_prompts = vec!["What is it for?".into(), "Who runs it?".into()];
        i.prompt = "What should the shared room be for?".into();
        i.private_notes = "Watch the noise".into();
    });
    s.run.ahead.push(Ahead { item: items[4], at: at("19:00"), min: 2 });
    s.run.skipped.push(Skipped { item: items[7], at: at("20:20"), why: "no time".into() });
    s.run.clock_set.push(ClockSet { at: at("19:50"), by_s: 60 });
    s.run.items[1].pauses.push(Pause { from: at("18:20"), to: Some(at("18:21")) });
    s.run.items[1].reported_back = Some(at("18:22"));
    s.run.report = Some(ReportBack { from: at("20:30"), table: 1, of: 5, each_s: 60 });
    let themes: Vec<ThemeId> = s.themes.iter().map(|t| t.id).collect();
    s.themes.update(themes[8], |t| t.merged_into = Some(themes[0]));
    for (n, may_print) in (0..).zip([Consent::Yes, Consent::Yes, Consent::No]) {
        let photo = Photo {
            id: PhotoId(id(10 + n)),
            order: s.photos.end(),
            at: at("19:20"),
            digest: format!("{n:064x}"),
            width_px: 800,
            height_px: 600,
            caption: format!("Flip chart {n}"),
            alt: "Words on paper".into(),
            may_print,
            item: Some(items[3]),
            table: 2,
            boundary: Some(s.boundaries[n as usize].id),
        };
        s.photos.insert(photo);
    }
    let a = s.actions[2].id;
    s.actions.update(a, |a| {
        a.person = Some(first);
        a.progress = Progress::Blocked;
        a.shows = "the lease".into();
    });
    for (n, what) in [(1, "Ask the council"), (2, "Measure the room")] {
        let moved = DateMove { on: s.date, to: s.reply_by, by: Some(s.partners[1].id), why: format!("late, {n}") };
        let kind = if n == 1 { EarlierKind::Action } else { EarlierKind::Said };
        s.earlier.insert(Earlier {
            from: Some(s.partners[2].id),
            owner: Some(s.partners[0].id),
            stood: format!("about the room, {n}"),
            by: s.reply_by,
            moved: vec![moved.clone()],
            progress: Some(Progress::Blocked),
            shows: "nobody answered".into(),
            ..Earlier::new(EarlierId(id(20 + n)), s.earlier.end(), kind, (n as u32).into(), what)
        });
        s.series.insert(EarlierSession {
            id: EarlierSessionId(id(140 + n)),
            order: s.series.end(),
            session: id(150 + n),
            title: format!("workshop {n}"),
            on: s.date,
            version: n as u32,
            code: Some(Digest::of(what)),
        });
        let stage = upfront::edit::new_stage(&s, id(160 + n), what);
        let decider = if n == 1 { Decider::Other("the planners".into()) } else { Decider::Partner(s.partners[1].id) };
        s.stages.insert(Stage { when: "June".into(), mode: StageMode::Shaped, decider, here: n == 1, ..stage });
        let principle = upfront::edit::new_principle(&s, id(180 + n), &format!("principle {n}"));
        s.principles.insert(Principle { means: format!("what it means, {n}"), ..principle.clone() });
        s.charter = Charter { name: "our charter".into(), rests_on: "ourselves".into() };
        let text = format!("Was it kept, {n}?");
        let asked = upfront::edit::new_charter_question(&s.charter_questions, id(190 + n), principle.id, &text);
        s.charter_questions.insert(CharterQuestion {
            shows: vec![Evidence::Answered, Evidence::Known],
            said: vec![Said { partner: s.partners[0].id, kept: Kept::Partly, words: "as far as we know".into() }],
            room: RoomSaid { yes: 7, partly: 5, no: 6, words: "on a slip".into() },
            before: vec![Round {
                on: s.date,
                said: vec![SaidBefore { who: "Residents".into(), kept: Kept::No }],
                room: RoomSaid { yes: 8, partly: 9, no: 10, words: String::new() },
            }],
            ..asked
        });
        let (b, past) = (s.boundaries[n as usize].id, Past { on: s.date, what: format!("moved, {n}") });
        s.boundaries.update(b, |b| b.past = vec![past]);
        s.actions.update(a, |a| a.moved = vec![moved]);
        let r = s.referrals[0].id;
        s.referrals.update(r, |r| (r.progress, r.shows) = (Progress::Done, "mended".into()));
        s.left.insert(Left {
            id: LeftId(id(30 + n)),
            order: s.left.end(),
            kind: Kind::ChallengeWithoutAnswer.word().into(),
            about: Some(s.challenges[n as usize].id.0),
            because: format!("nobody knew, {n}"),
            at: at("20:20"),
        });
    }
    let version = s.versions[0].id;
    s.corrections.insert(Correction {
        id: CorrectionId(id(40)),
        order: s.corrections.end(),
        version,
        at: at("20:50"),
        who: "One resident".into(),
        what: "I said nine".into(),
        outcome: Some(CorrectionOutcome { at: at("20:51"), words: "put right".into() }),
    });
    s.changed_since_version = true;
    freeze(&mut s);
    // Answers to it, in all their forms.
    let v = s.version().unwrap().id;
    let signer = PersonId(id(50));
    s.people.insert(Person { name_printed: Consent::Yes, ..Person::new(signer, s.people.end()) });
    s.private.names.insert(signer, "Sam Signer".into());
    s.private.salts.people.insert(signer, "5a".repeat(16));
    let all = [
        (SignOff::SignsWithReservation("but".into()), How::Letter, Some(signer), true, None),
        (SignOff::Declines("why".into()), How::Spoken("a witness".into()), None, false, None),
        (SignOff::Waiting(s.reply_by), How::NotGiven, None, false, None),
        (SignOff::NotReached, How::NotGiven, None, false, Some(Asked { on: s.date, by: "the note-taker".into() })),
        (SignOff::Signs, How::OnScreen, None, true, None),
    ];
    for (n, (says, how, signer, day_only, asked)) in (0..).zip(all) {
        let mut a = Answer {
            id: AnswerId(id(60 + n)),
            order: s.answers.end(),
            version: v,
            partner: s.partners[n as usize].id,
            says,
            signer,
            capacity: "chair".into(),
            how,
            at: Some(at("20:55")),
            day_only,
            asked,
            note: "a note".into(),
            digest: None,
        };
        if n == 4 {
            s.private.marks.insert(a.id, "12,30 14,33; 20,5".parse().unwrap());
            s.private.salts.marks.insert(a.id, "6b".repeat(16));
        }
        a.digest = record::next_digest(&s, &a, &s.all_digests());
        s.answers.insert(a);
    }
    // And one from a laptop, which changes the first partner's.
    let said = OwnAnswer {
        partner: s.partners[0].id,
        says: SignOff::SignsWithReservation("but".into()),
        name: "Lee Laptop".into(),
        capacity: "chair".into(),
        laptop: "RA-1".into(),
        at: at("20:58"),
        salt: "7c".repeat(16),
    };
    let text = record::sign(&s, &said, &LaptopKey::of(&[9; 32])).unwrap();
    crate::own_laptop::take(&mut s, &text);
    s
}

/// Freezes as the next version.
pub fn freeze(s: &mut Session) {
    let freezer = Freezer {
        id: VersionId(Uuid::from_u128((8 << 100) + s.versions.len() as u128)),
        at: at("20:52"),
        by: "the note-taker",
        why: "more was said",
    };
    let mut salts = 0_u128;
    let frozen = record::freeze(s, &freezer, || {
        salts += 1;
        format!("{:032x}", (9 << 100) + salts)
    });
    let Freezing::New(version, salts) = frozen else { panic!("nothing to freeze") };
    let command = upfront::edit::freeze(s, *version, salts);
    apply(s, command).unwrap();
}

/// Is it found that a session is not what was frozen?
fn is_found(s: &Session) -> bool {
    !record::faults(s).is_empty() || s.version().is_some_and(|v| record::is_unchanged(s, v) == Some(false))
}

/// What the table says will come of changing a field.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Expected {
    Found,
    NotFound,
    /// Where it changes what prints.
    WhereItPrints,
}

fn expected(leaf: &Leaf) -> Expected {
    let (of, _) = leaf.field.split_once('.').unwrap();
    let rows = rows();
    let Some((what, why)) = rows.get(leaf.field.as_str()) else { panic!("{} is in no row", leaf.field) };
    let clock = ["Movement", "Run", "Ran", "Added", "Ahead", "Skipped", "ClockSet", "ReportBack", "Pause", "Trim"];
    // What the clock and the door say now waits for the next version.
    let waits = !leaf.frozen && clock.contains(&of);
    let conditional = ["where ", "of those", "yes,", "no,", "unless", "as the place"].iter().any(|w| why.contains(w));
    match *what {
        _ if waits => Expected::NotFound,
        // What named it by its id names nothing any more.
        _ if leaf.field.ends_with(".id") => Expected::WhereItPrints,
        "in" | "digest" if conditional => Expected::WhereItPrints,
        "in" | "digest" => Expected::Found,
        _ => match *why {
            "in the answer's digest" | "chains it to the version" | "it is what the record gives" => Expected::Found,
            "in the answers' digests" | "they make the digests" | "as the place in the chain" => {
                Expected::WhereItPrints
            }
            _ => Expected::NotFound,
        },
    }
}

struct Tries {
    session: Session,
    text: String,
    leaves: Vec<Leaf>,
    prints: String,
}

impl Tries {
    fn new() -> Self {
        let s = full_session();
        assert!(!is_found(&s), "{:?}", record::faults(&s));
        let text = to_text(&s).unwrap();
        // The sums tell of every change, and are no part of this.
        let text = text.split("// Leave the following").next().unwrap().to_string();
        Self { leaves: leaves(&text), prints: printed(&s), text, session: s }
    }

    /// Changes one value in the file, as far as that can be done; whether it could.
    fn try_leaf(&self, nth: usize, which: usize) -> Result<bool, String> {
        let leaf = &self.leaves[nth];
        let all = others(&self.text, &self.leaves, leaf);
        for turn in 0..all.len() {
            let value = &all[(which + turn) % all.len()];
            let changed = format!("{}{value}{}", &self.text[..leaf.from], &self.text[leaf.to..]);
            let Ok(s) = parse(Path::new("s"), changed.as_bytes()) else { continue };
            if s == self.session {
                continue;
            }
            return self.hold(leaf, &s, value).map(|()| true);
        }
        Ok(false)
    }

    fn hold(&self, leaf: &Leaf, s: &Session, value: &str) -> Result<(), String> {
        let found = is_found(s);
        let prints = || !leaf.frozen && printed(s) != self.prints;
        let expected = expected(leaf);
        let holds = match expected {
            Expected::Found => found,
            Expected::NotFound => !found,
            Expected::WhereItPrints => found || !prints(),
        };
        let was = &self.text[leaf.from..leaf.to];
        match holds {
            true => Ok(()),
            false => Err(format!(
                "{} ({}) {was} -> {value}: expected {expected:?}, found {found}, prints {}",
                leaf.field,
                leaf.frozen,
                prints()
            )),
        }
    }
}

/// What a reader sees of the record. A signer who takes back the yes to print their name changes no record: the digest in
/// the answer stays, and with it the code.
fn printed(s: &Session) -> String {
    let mut s = s.clone();
    for signer in s.answers.iter().filter_map(|a| a.signer).collect::<Vec<_>>() {
        s.people.update(signer, |p| p.name_printed = Consent::Yes);
    }
    to_markdown(&summary(&s))
}

/// 500 here; `UPFRONT_CASES=10000 cargo test --release record` for more.
fn cases() -> u32 {
    std::env::var("UPFRONT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}

#[test]
fn a_change_of_any_field_in_the_file_is_found_where_the_table_says_so_and_nowhere_else() {
    let tries = Tries::new();
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    let mut problems = Vec::new();
    for (nth, leaf) in tries.leaves.iter().enumerate() {
        if !rows().contains_key(leaf.field.as_str()) || tried.contains(leaf.field.as_str()) {
            continue;
        }
        match tries.try_leaf(nth, 0) {
            Ok(true) => drop(tried.insert(&leaf.field)),
            Ok(false) => {}
            Err(problem) => problems.push(problem),
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    // A field that holds things is changed by changing them; what nothing names cannot be named wrongly.
    let rows = rows();
    let missed: Vec<_> = rows.keys().filter(|f| !tried.contains(**f)).collect();
    println!("{} of {} rows tried; not tried: {missed:?}", tried.len(), rows.len());
    assert!(tried.len() > 230);
}

/// Some edit of the sample, and what it did to the record.
fn after(kind: u8, n: usize) -> Option<(Session, bool, bool)> {
    let mut s = sample().unwrap();
    let command = crate::edits::some_command(&s, kind, n, 1 << 90);
    let changes_record = command.changes_record();
    let v = s.version().unwrap().clone();
    apply(&mut s, command).ok()?;
    let differs = record::is_unchanged(&s, &v) == Some(false);
    Some((s, differs, changes_record))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_of_any_value_in_the_file_is_found(picks in (0usize..1 << 30, 0usize..1 << 20)) {
        thread_local! { static TRIES: Tries = Tries::new(); }
        TRIES.with(|tries| {
            let (pick, which) = picks;
            let result = tries.try_leaf(pick % tries.leaves.len(), which);
            prop_assert!(result.is_ok(), "{}", result.unwrap_err());
            Ok(())
        })?;
    }

    #[test]
    fn whatever_changes_the_record_marks_the_session_as_changed(kind in 0u8..14, n in 0usize..60) {
        if let Some((s, differs, changes_record)) = after(kind, n) {
            prop_assert!(!differs || s.changed_since_version, "the record changed, and the session is not marked");
            prop_assert_eq!(changes_record, s.changed_since_version);
        }
    }
}
