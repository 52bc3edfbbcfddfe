//! Makes the sample workshop from its script, by commands only, in the order things happened.

use crate::script::{SCRIPT, Table, table};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use upfront::edit::*;
use upfront::model::time::{Moment, moment, parse_day};
use upfront::model::*;
use upfront::record::{self, Freezer, Freezing};
use uuid::Uuid;

const ZONE: &str = "Europe/London";

/// What was applied, and what it made.
pub struct Builder {
    pub session: Session,
    pub commands: Vec<Command>,
    ids: u64,
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 14).unwrap()
}

/// A clock time of the evening.
pub fn at(clock: &str) -> Moment {
    moment(date(), clock_time(clock), ZONE)
}

fn clock_time(clock: &str) -> NaiveTime {
    time::parse_clock(clock).unwrap_or_else(|| panic!("no clock time: {clock}"))
}

fn day(text: &str) -> NaiveDate {
    parse_day(text, date()).unwrap_or_else(|| panic!("no date: {text}"))
}

impl Builder {
    /// Ids count up from the evening's first minute: the same on every run.
    pub fn new(date: NaiveDate) -> Self {
        let mut b = Self { session: Session::new(Uuid::nil(), date, ZONE), commands: Vec::new(), ids: 0 };
        b.session.id = b.id();
        b
    }

    pub fn id(&mut self) -> Uuid {
        self.ids += 1;
        let mut tail = [0; 10];
        tail[2..].copy_from_slice(&self.ids.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(1_778_778_000_000, &tail).into_uuid()
    }

    pub fn apply(&mut self, command: Command) {
        self.commands.push(command.clone());
        apply(&mut self.session, command.clone()).unwrap_or_else(|e| panic!("{e}: {command:?}"));
    }

    pub fn add(&mut self, item: impl Into<Item>) {
        self.apply(Command::Add(item.into()));
    }

    pub fn set(&mut self, field: SessionField) {
        self.apply(Command::session(field));
    }

    fn run(&mut self, step: RunStep) {
        self.apply(Command::Run(step));
    }

    fn partner(&self, key: &str) -> PartnerId {
        self.session.partners.iter().find(|p| p.key == key).unwrap_or_else(|| panic!("no partner {key}")).id
    }

    fn partner_named(&self, text: &str) -> Option<PartnerId> {
        self.session.partners.iter().find(|p| text.starts_with(&p.name)).map(|p| p.id)
    }

    fn boundary(&self, label: &str) -> Option<BoundaryId> {
        let no: u32 = label.strip_prefix('S')?.parse().ok()?;
        self.session.boundaries.iter().find(|b| b.no == no).map(|b| b.id)
    }

    fn decision(&self, label: &str) -> Option<DecisionId> {
        let no: u32 = label.strip_prefix('D')?.parse().ok()?;
        self.session.decisions.iter().find(|d| d.no == no).map(|d| d.id)
    }

    fn action(&self, label: &str) -> Option<ActionId> {
        let no: u32 = label.strip_prefix('A')?.parse().ok()?;
        self.session.actions.iter().find(|a| a.no == no).map(|a| a.id)
    }

    fn contribution(&self, no: u32) -> ContributionId {
        self.session.contributions.iter().find(|c| c.no == no).unwrap().id
    }

    fn item(&self, place: usize) -> ItemId {
        self.session.agenda[place].id
    }
}

/// The whole evening, and the days after it.
pub fn alder_street() -> Builder {
    let mut b = Builder::new(date());
    prepare(&mut b);
    partners(&mut b);
    agenda(&mut b);
    boundaries(&mut b);
    up_for_grabs_in_items(&mut b);
    people(&mut b);
    evening(&mut b);
    decisions(&mut b);
    actions(&mut b);
    answers_to_challenges(&mut b);
    became(&mut b);
    closing(&mut b);
    sign_off(&mut b);
    b
}

fn prepare(b: &mut Builder) {
    use SessionField as F;
    b.set(F::Title("Alder Street courtyard and ground floor".into()));
    b.set(F::Subtitle("second workshop".into()));
    b.set(F::Place("Mill Lane Hall".into()));
    b.set(F::PlaceNotes("step-free, hearing loop".into()));
    b.set(F::Ends(clock_time("20:30")));
    b.set(F::RoomCloses(Some(clock_time("20:45"))));
    b.set(F::Why("to decide together how the courtyard and the ground floor of Block A will work, before the planning application is sent in on 30 June.".into()));
    b.set(F::SharedWords("we set the questions together, we say openly who decides what, and nobody leaves without knowing what happens next.".into()));
    let facilitator =
        Helper { who: "independent".into(), works_for: "herself".into(), paid_by: "Riverside Homes".into() };
    b.set(F::Facilitator(facilitator));
    b.set(F::NoteTaker(Helper { who: "her colleague".into(), ..Helper::default() }));
    b.set(F::BriefBy("the Residents' Association and Riverside Homes".into()));
    b.set(F::Ballot("held, 3 February 2026".into()));
    b.set(F::DecisionExpected("planning committee, 24 September 2026".into()));
    b.set(F::ReplyBy(Some(day("11 June 2026"))));
    for text in [
        "One person speaks at a time.",
        "Plain words, and anyone can ask \"what does that mean\".",
        "What is fixed is said to be fixed.",
        "Disagreement is written down in the words of the person who disagrees.",
    ] {
        let rule = Rule { id: b.id().into(), order: b.session.rules.end(), text: text.into() };
        b.add(rule);
    }
}

fn partners(b: &mut Builder) {
    let t = table(SCRIPT, "Partners");
    for row in &t.rows {
        let id = b.id();
        let mut p = new_partner(&b.session, id, t.cell(row, "Partner"));
        p.key = t.cell(row, "Key").into();
        p.kind = PartnerKind::ALL.into_iter().find(|k| k.word() == t.cell(row, "Kind")).unwrap();
        let (signatory, capacity) = t.cell(row, "Signs as").split_once(", ").unwrap();
        (p.signatory, p.capacity) = (signatory.into(), capacity.into());
        p.aim = t.cell(row, "Wants from this").into();
        p.brings = t.cell(row, "Brings").into();
        p.expected = t.cell(row, "People").parse().unwrap();
        b.add(p);
    }
}

fn agenda(b: &mut Builder) {
    let t = table(SCRIPT, "Agenda");
    for row in &t.rows {
        let id = b.id();
        let minutes = t.cell(row, "Minutes").parse().unwrap();
        let mut item = new_agenda_item(&b.session, id, t.cell(row, "Item"), minutes);
        let (kind, method) = t.cell(row, "Kind").split_once(", ").unwrap_or((t.cell(row, "Kind"), ""));
        item.kind = ItemKind::ALL.into_iter().find(|k| k.word() == kind).unwrap();
        item.tables = (1..10).find(|n| AgendaItem { tables: *n, ..item.clone() }.method() == method).unwrap_or(0);
        item.least_min = t.cell(row, "At least").parse().unwrap();
        item.lead = Some(t.cell(row, "Lead")).filter(|k| !k.is_empty()).map(|k| b.partner(k));
        for note in t.cell(row, "Notes").split("; ").filter(|n| !n.is_empty()) {
            if note == "protected" {
                item.protected = true;
            } else if let Some(pin) = note.strip_prefix("pinned to ") {
                let (clock, reason) = pin.split_once(", ").unwrap();
                item.pinned = Some(clock_time(clock));
                item.pin_reason = reason.split(" (").next().unwrap().into();
            } else if note.contains("a table to report back") {
                item.report_back_min = 1;
            } else if !note.starts_with("the plan is") {
                item.notes = note.into();
            }
        }
        b.add(item);
    }
}

/// What each activity is about, as the "About" of what is said in it tells.
fn up_for_grabs_in_items(b: &mut Builder) {
    for (place, about) in [(2, &["S3", "S4"][..]), (3, &["S1", "S2", "S6", "S10"])] {
        let about = about.iter().map(|label| b.boundary(label).unwrap()).collect();
        b.apply(Command::Edit(Edit::AgendaItem(b.item(place), AgendaField::About(about))));
    }
}

fn boundaries(b: &mut Builder) {
    let t = table(SCRIPT, "What is up for grabs");
    for row in &t.rows {
        let status = Status::ALL.into_iter().find(|s| s.word() == t.cell(row, "Status at the start")).unwrap();
        let id = b.id();
        let mut boundary = new_boundary(&b.session, id, t.cell(row, "What"), status);
        assert_eq!(format!("S{}", boundary.no), t.cell(row, "No."));
        boundary.why = t.cell(row, "Why").into();
        boundary.could_change = t.cell(row, "Who could change it").into();
        let decides = t.cell(row, "Who decides, when");
        let (who, when) =
            decides.split_once(" to find out by ").or_else(|| decides.split_once(", ")).unwrap_or((decides, ""));
        boundary.now.decider = b.partner_named(who).map_or(Decider::Everyone, Decider::Partner);
        boundary.now.when = when.into();
        b.add(boundary);
    }
}

fn people(b: &mut Builder) {
    let came = [("RA", 15, None), ("RA", 1, Some("18:15")), ("RA", 2, Some("18:20")), ("RA", 1, Some("18:50"))];
    let others = [("NC", 5, None), ("RH", 3, None), ("FF", 2, None), ("CD", 2, None)];
    for (key, count, clock) in came.into_iter().chain(others) {
        movement(b, key, Passage::Arrived, count, clock, "");
    }
    movement(b, "NC", Passage::SentApologies, 1, None, "a sixth council officer");
    for name in ["Amina K.", "Derek P.", "Leyla S.", "Joan B.", "Tomasz W."] {
        let yes = if name == "Tomasz W." { Consent::NotAsked } else { Consent::Yes };
        let words = if name == "Tomasz W." { Consent::No } else { Consent::NotAsked };
        let id = PersonId(b.id());
        let order = b.session.people.end();
        let person = Person { name_printed: yes, words_printed: words, ..Person::new(id, order) };
        let mut names = b.session.private.names.clone();
        names.insert(id, name.into());
        b.apply(Command::Batch(vec![Command::Add(person.into()), Command::session(SessionField::Names(names))]));
    }
    let need = |need: &str, count| Access { need: need.into(), count, met: None };
    b.set(SessionField::Access(vec![
        need("large print", 6),
        need("Turkish", 2),
        need("Bengali", 1),
        need("an interpreter (British Sign Language)", 1),
    ]));
    b.set(SessionField::Payment(Payment { took: 2, declined: 17 }));
    let interest = Interest {
        id: b.id().into(),
        order: b.session.interests.end(),
        who: "One resident".into(),
        what: "works for the fit-out contractor".into(),
    };
    b.add(interest);
}

fn movement(b: &mut Builder, key: &str, passage: Passage, count: u32, clock: Option<&str>, note: &str) {
    let m = Movement {
        id: b.id().into(),
        order: b.session.movements.end(),
        partner: Some(b.partner(key)),
        passage,
        count,
        at: clock.map(at),
        note: note.into(),
    };
    b.add(m);
}

/// What happened, in order: the clock and the words.
fn evening(b: &mut Builder) {
    let t = table(SCRIPT, "What was said");
    let said = |b: &mut Builder, from: usize, to: usize| {
        for row in &t.rows[from - 1..to] {
            contribution(b, &t, row);
        }
    };
    b.run(RunStep::Start { item: b.item(0), at: at("18:00") });
    b.run(RunStep::Start { item: b.item(1), at: at("18:09") });
    said(b, 1, 4);
    challenge(b, "18:26", "RA", "S8", "We have never seen the survey.");
    challenge(b, "18:29", "RA", "S9", "112 came from a bid we were not shown.");
    move_planting(b);
    said(b, 5, 6);
    challenge(b, "18:38", "FF", "S7", "10 m rules out the only dry corner.");
    b.run(RunStep::Start { item: b.item(2), at: at("18:41") });
    said(b, 7, 17);
    b.run(RunStep::Start { item: b.item(3), at: at("19:00") });
    said(b, 18, 36);
    b.run(RunStep::Give { at: at("19:29"), min: 3 });
    b.run(RunStep::Offered(Trim {
        at: at("19:29"),
        reason: "the report-back would run 3 minutes past the pinned break".into(),
        offered: vec![
            "skip the report-back (5 minutes; the tables are not heard aloud now)".into(),
            "give the 3 minutes back".into(),
        ],
        taken: Some(0),
    }));
    b.run(RunStep::SkipReportBack { item: b.item(3), why: "moved into \"bring ideas together\"".into() });
    said(b, 37, 37);
    b.run(RunStep::Give { at: at("19:32"), min: 2 });
    b.run(RunStep::Start { item: b.item(4), at: at("19:35") });
    b.run(RunStep::Slept { from: at("19:36"), to: at("19:48") });
    movement(b, "RA", Passage::Left, 2, Some("19:40"), "");
    b.run(RunStep::Start { item: b.item(5), at: at("19:50") });
    said(b, 38, 40);
    group(b);
    movement(b, "RA", Passage::Left, 1, Some("20:10"), "");
    b.run(RunStep::Start { item: b.item(6), at: at("20:10") });
}

fn challenge(b: &mut Builder, clock: &str, by: &str, about: &str, words: &str) {
    let c = Challenge {
        id: b.id().into(),
        order: b.session.challenges.end(),
        boundary: b.boundary(about).unwrap(),
        at: at(clock),
        by: Some(b.partner(by)),
        words: words.into(),
        answer: None,
    };
    b.add(c);
}

fn move_planting(b: &mut Builder) {
    let boundary = b.boundary("S3").unwrap();
    let step = Move {
        id: b.id().into(),
        order: b.session.moves.end(),
        boundary,
        at: at("18:32"),
        from: b.session.boundaries.get(boundary).unwrap().now.clone(),
        to: Standing { status: Status::Open, decider: Decider::Everyone, when: "today".into() },
        by: Some(b.partner("RH")),
        why: "the £140,000 is confirmed and Riverside will do what the workshop chooses within it".into(),
    };
    b.apply(Command::MoveBoundary(Box::new(step)));
}

fn contribution(b: &mut Builder, t: &Table, row: &[String]) {
    let cell = |column| t.cell(row, column);
    let id = b.id();
    let mut c = new_contribution(&b.session, id, at(cell("Time")), cell("Words"));
    assert_eq!(format!("C{}", c.no), cell("No."));
    c.partner = Some(b.partner(cell("From")));
    c.voice = match cell("Voice") {
        "v" => Voice::TheirWords,
        "p" => Voice::Paraphrase,
        "g" => Voice::TableSummary,
        other => panic!("voice {other}"),
    };
    c.kind = ContributionKind::ALL.into_iter().find(|k| k.word() == cell("Kind")).unwrap();
    c.table = cell("Table").parse().unwrap();
    c.boundary = b.boundary(cell("About"));
    c.item = b.session.run.items.iter().rev().find(|r| r.from <= c.at).map(|r| r.item);
    if let Some((original, told)) = cell("Words").split_once(" (")
        && let Some((language, rest)) = told.split_once("; said through a neighbour as: ")
    {
        c.original = Some(Original { language: language.into(), words: original.into() });
        c.words = rest.trim_end_matches(')').into();
        c.through = "a neighbour".into();
    }
    for name in cell("Themes").split(", ").filter(|n| !n.is_empty()) {
        let id = match b.session.themes.iter().find(|t| t.name == name) {
            Some(theme) => theme.id,
            None => {
                let id = b.id();
                let theme = new_theme(&b.session, id, name);
                b.add(theme);
                ThemeId(id)
            }
        };
        c.themes.push(id);
    }
    b.add(c);
}

/// The merge of the question asked twice, the dots, and what was sent elsewhere.
fn group(b: &mut Builder) {
    let merge = Merge {
        id: b.id().into(),
        order: b.session.merges.end(),
        at: at("19:50"),
        contributions: vec![b.contribution(6), b.contribution(21)],
        why: "the question about heating was asked twice".into(),
    };
    b.add(merge);
    b.set(SessionField::Dots(DotVote { each: 3, voters: 27, in_room: 29 }));
    let dots = [
        ("hours", 19),
        ("running", 16),
        ("lighting", 14),
        ("seating", 11),
        ("youth", 9),
        ("planting", 7),
        ("kitchen", 5),
    ];
    for (name, n) in dots {
        let id = b.session.themes.iter().find(|t| t.name == name).unwrap().id;
        b.apply(Command::Edit(Edit::Theme(id, ThemeField::Dots(Some(n)))));
    }
    for (what, to, by) in [("lifts", "RH", "21 May"), ("parking", "NC", "28 May")] {
        let id = b.id();
        let mut r = new_referral(&b.session, id, what);
        r.to = Some(b.partner(to));
        r.by = Some(day(by));
        b.add(r);
    }
}

fn decisions(b: &mut Builder) {
    let t = table(SCRIPT, "Decisions");
    for row in &t.rows {
        let cell = |column| t.cell(row, column);
        let id = b.id();
        let mut d = new_decision(&b.session, id, at(cell("At")), b.boundary(cell("About")));
        assert_eq!(format!("D{}", d.no), cell("No."));
        d.what = cell("Decided").into();
        d.options = cell("Options looked at").into();
        d.why = cell("Why").into();
        if cell("No.") == "D4" {
            assert_eq!(d.outcome, Outcome::Request);
            d.decided_by = "the planning committee, 24 September 2026".into();
        }
        if d.why.starts_with("put off") {
            d.outcome = Outcome::PutOff;
        }
        for key in ["RA", "NC", "RH", "FF", "CD"] {
            let (stance, reason) = cell(key).split_once(": ").unwrap_or((cell(key), ""));
            if let Some(stance) = Stance::ALL.into_iter().find(|s| s.word() == stance) {
                d.positions.push(Position { partner: b.partner(key), stance, reason: reason.into() });
            }
        }
        b.add(d);
    }
    let s9 = b.boundary("S9");
    let ra = Dissent {
        id: b.id().into(),
        order: b.session.dissents.end(),
        who: Holder::Partner(b.partner("RA")),
        about: s9,
        decision: None,
        words: "112 homes should have been open to us.".into(),
        at: Some(at("20:22")),
    };
    b.add(ra);
    let resident = Dissent {
        id: b.id().into(),
        order: b.session.dissents.end(),
        who: Holder::Unnamed("One resident".into()),
        about: None,
        decision: b.decision("D1"),
        words: "Half past nine is still too late for me.".into(),
        at: Some(at("20:22")),
    };
    b.add(resident);
    b.set(SessionField::DissentAsked(Some(at("20:22"))));
    b.set(SessionField::DissentAskedBy("the facilitator".into()));
}

fn actions(b: &mut Builder) {
    let t = table(SCRIPT, "Actions");
    for row in &t.rows {
        let cell = |column| t.cell(row, column);
        let id = b.id();
        let mut a = new_action(&b.session, id, cell("What"));
        assert_eq!(format!("A{}", a.no), cell("No."));
        if a.no == 3 {
            a.what = a.what.replace("path lights", "bath lights");
        }
        let (owner, with) = cell("Owner").split_once(", with ").unwrap_or((cell("Owner"), ""));
        a.owner = Some(b.partner(owner));
        a.with = b.session.partners.iter().find(|p| p.key == with).map_or(with, |p| &p.name).into();
        a.by = Some(day(cell("By")));
        a.money = Money::ALL.into_iter().find(|m| m.word() == cell("Money")).unwrap();
        a.checker = Some(b.partner(cell("Who checks")));
        a.from = b.decision(cell("From")).map(Source::Decision).or(b.boundary(cell("From")).map(Source::Boundary));
        b.add(a);
    }
}

fn answers_to_challenges(b: &mut Builder) {
    let answer = |b: &Builder, clock, by, words: &str, accepted, action| ChallengeAnswer {
        at: at(clock),
        by: Some(b.partner(by)),
        words: words.into(),
        accepted,
        action,
    };
    let ids: Vec<ChallengeId> = b.session.challenges.iter().map(|c| c.id).collect();
    let survey = answer(b, "18:31", "NC", "the survey will be published", None, b.action("A2"));
    b.apply(Command::Edit(Edit::Challenge(ids[0], ChallengeField::Answer(Some(survey)))));
    let homes = answer(b, "18:35", "CD", "cannot be opened before 2027", Some(false), None);
    b.apply(Command::Edit(Edit::Challenge(ids[1], ChallengeField::Answer(Some(homes)))));
}

/// What became of each contribution.
fn became(b: &mut Builder) {
    let t = table(SCRIPT, "What was said");
    for (place, row) in t.rows.iter().enumerate() {
        let cell = t.cell(row, "What became of it");
        let response = if let Some(id) = b.decision(cell) {
            Response::Decision(id)
        } else if let Some(id) = b.action(cell) {
            Response::Action(id)
        } else if let Some(label) = cell.strip_prefix("sent: R") {
            Response::Sent(b.session.referrals[label.parse::<usize>().unwrap() - 1].id)
        } else if let Some(why) = cell.strip_prefix("not taken: ") {
            Response::NotTaken(why.into())
        } else if cell == "noted" {
            Response::Noted(String::new())
        } else {
            assert_eq!(cell, "still open");
            Response::StillOpen
        };
        let id = b.contribution(place as u32 + 1);
        b.apply(Command::Edit(Edit::Contribution(id, ContributionField::Responses(vec![response]))));
    }
}

fn closing(b: &mut Builder) {
    for (text, scores) in
        [("We had a say in what was discussed", [4, 5, 5, 5, 3]), ("We know what happens next", [5, 5, 5, 6, 4])]
    {
        let scores = b.session.partners.iter().zip(scores).map(|(p, score)| Score { partner: p.id, score }).collect();
        let q = Question { id: b.id().into(), order: b.session.questions.end(), text: text.into(), scores };
        b.add(q);
    }
    b.set(SessionField::Slips(SlipScores { promised: 5, felt: 4, slips: 14, in_room: 16 }));
    b.run(RunStep::Start { item: b.item(7), at: at("20:25") });
    movement(b, "RH", Passage::Left, 1, Some("20:27"), "the manager who signs");
}

fn sign_off(b: &mut Builder) {
    let reservation = "112 homes should have been open to us";
    let v1 = version(b, at("20:29"), "Read back and sign, from 20:25, going on", "");
    answer(b, v1, "RA", SignOff::SignsWithReservation(reservation.into()), How::OnPaper, Some(at("20:31")), "");
    answer(b, v1, "NC", SignOff::Signs, How::OnScreen, Some(at("20:33")), "");
    answer(b, v1, "FF", SignOff::Signs, How::OnPaper, Some(at("20:35")), "");
    let board = SignOff::Declines("needs board approval for action A4".into());
    answer(b, v1, "CD", board, How::NotGiven, Some(at("20:36")), "");
    b.run(RunStep::End { at: at("20:37") });
    answer(b, v1, "RH", SignOff::NotReached, How::NotGiven, None, "the manager had to go");

    let a3 = b.action("A3").unwrap();
    let right = b.session.actions.get(a3).unwrap().what.replace("bath lights", "path lights");
    let later = |text| moment(day(text), NaiveTime::from_hms_opt(9, 0, 0).unwrap(), ZONE);
    let mended = Command::Edit(Edit::Action(a3, ActionField::What(right))).and_when(&b.session, later("16 May"));
    b.apply(mended);
    let v2 = version(b, later("16 May") + TimeDelta::minutes(5), "ended at 20:37", "a typing mistake");
    answer(b, v2, "RH", SignOff::Signs, How::Email, Some(later("18 May")), "");
    answer(b, v2, "RA", SignOff::SignsWithReservation(reservation.into()), How::Email, Some(later("19 May")), "");
    answer(b, v2, "NC", SignOff::Signs, How::Email, Some(later("19 May")), "");
    answer(b, v2, "FF", SignOff::Signs, How::Email, Some(later("19 May")), "");
    answer(b, v2, "CD", SignOff::Waiting(Some(day("11 June"))), How::NotGiven, None, "");
}

fn version(b: &mut Builder, at: Moment, clock: &str, why: &str) -> VersionId {
    let id = VersionId(b.id());
    let freezer = Freezer { id, at, by: "the note-taker", why };
    // An invented workshop keeps no secrets.
    let mut salts = 0;
    let salt = || {
        salts += 1;
        format!("{:032x}", 1000 * at.timestamp() + salts)
    };
    let Freezing::New(version, salts) = record::freeze(&b.session, &freezer, salt) else { panic!("nothing to freeze") };
    assert_eq!(version.clock, clock);
    let command = freeze(&b.session, *version, salts);
    b.apply(command);
    id
}

fn answer(b: &mut Builder, version: VersionId, key: &str, says: SignOff, how: How, at: Option<Moment>, note: &str) {
    let partner = b.partner(key);
    let capacity = b.session.partners.get(partner).unwrap().signs_as();
    let day_only = how == How::Email;
    let asked = (says == SignOff::NotReached).then(|| Asked { on: day("15 May"), by: "the note-taker".into() });
    let id = b.id().into();
    let order = b.session.answers.end();
    let note = note.into();
    let mut answer = Answer {
        id,
        order,
        version,
        partner,
        says,
        signer: None,
        capacity,
        how,
        at,
        day_only,
        asked,
        note,
        digest: None,
    };
    answer.digest = record::next_digest(&b.session, &answer, &b.session.all_digests());
    b.add(answer);
}
