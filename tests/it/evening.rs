//! The sample evening, played by keys alone in simulated time, with the laptop asleep from 19:36 to 19:48: it ends
//! with the times, the forecasts, the trims, the words and the record that the script says.

use crate::alder::{alder_street, at};
use crate::fake::World;
use crate::keyboard::{choose, choose_here, focused, go_to, go_to_nth, keys_for, press, use_it, write, write_here};
use crate::window::window;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use upfront::app::{Action, Page, Window};
use upfront::edit::{Command, apply};
use upfront::insight::{came, in_room};
use upfront::live::{forecast, late, taken_from_protected};
use upfront::model::time::clock;
use upfront::model::*;

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;

struct Evening {
    world: World,
    w: Harness<'static, Window>,
}

impl Evening {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        press(&mut self.w, modifiers, key);
    }

    fn page(&mut self, page: Page) {
        const DIGITS: [Key; 10] = upfront::ui::commands::DIGITS;
        let place = Page::ALL.iter().position(|p| *p == page).unwrap();
        self.press(Modifiers::COMMAND, DIGITS[place]);
        self.w.run_steps(2);
    }

    fn set(&mut self, clock: &str) {
        self.world.set(at(clock));
        self.w.run_steps(2);
    }

    fn s(&self) -> &Session {
        self.w.state().app.document.as_ref().unwrap().session()
    }

    fn ends(&self) -> String {
        clock(forecast(self.s(), *self.world.now.lock().unwrap()).unwrap().ends)
    }

    /// Alt and a digit: whose words, and who comes and goes.
    fn whose(&mut self, partner: Option<PartnerId>) {
        const DIGITS: [Key; 6] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
        let place = partner.and_then(|id| self.s().partners.position(id));
        self.press(ALT, place.map_or(Key::Num0, |i| DIGITS[i]));
    }

    /// Writes down one contribution of the script, in tokens.
    fn say(&mut self, sample: &Session, c: &Contribution) {
        self.world.set(c.at);
        self.press(NONE, Key::F2);
        self.whose(c.partner);
        let voice = match c.voice {
            Voice::TheirWords => "words",
            Voice::Paraphrase => "paraphrase",
            Voice::TableSummary => "summary",
            Voice::OrganiserPrompt => "prompt",
        };
        let about = c.boundary.and_then(|id| sample.boundaries.get(id)).map_or(0, |b| b.no.no);
        self.type_text(&format!("!{} ~{voice} @{} /S{about} ", c.kind.word(), c.table));
        for theme in c.themes.iter().filter_map(|id| sample.themes.get(*id)) {
            let known = self.s().themes.iter().any(|t| t.name == theme.name);
            self.type_text(&format!("#{}", theme.name));
            if known {
                self.type_text(" ");
            } else {
                self.press(NONE, Key::Tab);
            }
        }
        self.type_text(&c.words);
        self.press(NONE, Key::Enter);
        let (no, count) = (c.no, self.s().contributions.len());
        assert_eq!(no, count as u32, "C{no}: {:?}", self.w.state().app.view.notice);
    }

    fn type_text(&mut self, text: &str) {
        assert_eq!(focused(&self.w).as_deref(), Some("Capture line"));
        self.w.event(egui::Event::Text(text.into()));
        self.w.run_steps(2);
    }
}

/// What was prepared before the evening began.
fn prepared() -> Session {
    let built = alder_street();
    let mut s = Session::new(built.session.id, built.session.date, &built.session.zone);
    for command in built.commands {
        if matches!(command, Command::Run(_)) {
            break;
        }
        apply(&mut s, command).unwrap();
    }
    s.movements = Default::default();
    // The closing questions are set beforehand; nobody has answered them.
    for q in built.session.questions.iter() {
        s.questions.insert(Question { scores: Vec::new(), ..q.clone() });
    }
    s
}

/// A contribution as the capture line writes it; what is added afterwards is compared in [`as_agreed`].
fn as_captured(s: &Session, c: &Contribution) -> impl PartialEq + std::fmt::Debug {
    let themes: Vec<String> = c.themes.iter().filter_map(|id| s.themes.get(*id)).map(|t| t.name.clone()).collect();
    let about = c.boundary.and_then(|id| s.boundaries.get(id)).map(|b| b.no);
    let item = c.item.and_then(|id| s.agenda.get(id)).map(|i| i.title.clone());
    let partner = s.partner_name(c.partner).to_string();
    (c.no, c.at, c.words.clone(), (partner, c.voice, c.kind, c.table), about, item, themes)
}

#[test]
fn the_evening_by_keys_ends_as_the_script_says() {
    let sample = alder_street().session;
    let world = World::at(at("17:50"));
    let w = window(&world, [1280.0, 800.0], 1.0);
    let mut e = Evening { world: world.clone(), w };
    world.disk.put("/alder.ron", upfront::store::to_text(&prepared()).unwrap().as_bytes());
    e.w.state_mut().app.handle(Action::Open("/alder.ron".into()));
    e.w.run_steps(3);
    e.press(Modifiers::COMMAND, Key::Num4);

    // People come before the start, and late.
    for p in sample.partners.iter() {
        e.whose(Some(p.id));
        let at_start: u32 = sample
            .movements
            .iter()
            .filter(|m| m.partner == Some(p.id) && m.passage == Passage::Arrived && m.at.is_none())
            .map(|m| m.count)
            .sum();
        (0..at_start).for_each(|_| e.press(ALT, Key::Equals));
    }
    let residents = sample.partners.first().unwrap().id;

    let script = Script { sample: sample.clone() };
    let starts = ["18:00", "18:09", "18:41", "19:00", "19:35", "19:50", "20:10", "20:25"];
    let forecasts = [("18:09", "20:35"), ("18:41", "20:35"), ("20:25", "20:35")];
    let late_comers = ["18:15", "18:20", "18:20", "18:50"];
    let mut moments: Vec<String> = sample.contributions.iter().map(|c| clock(c.at)).collect();
    moments.extend(starts.iter().chain(&late_comers).map(|t| (*t).to_string()));
    moments.extend(["19:29", "19:32", "19:36", "20:10", "20:36", "20:37"].map(String::from));
    let agreed = ["18:26", "18:29", "18:31", "18:32", "18:35", "18:38", "19:50", "20:12", "20:15", "20:18", "20:20"];
    moments.extend(agreed.map(String::from));
    moments.extend(["20:21", "20:22", "20:24", "20:27", "20:28", "20:29", "20:31", "20:33", "20:35"].map(String::from));
    moments.sort();
    moments.dedup();
    for now in &moments {
        e.set(now);
        if starts.contains(&now.as_str()) {
            e.press(NONE, Key::F9);
        }
        if let Some((_, end)) = forecasts.iter().find(|(t, _)| t == now) {
            assert_eq!(e.ends(), *end, "at {now}: {:?}", e.s().run);
        }
        late_comers.iter().filter(|t| *t == now).for_each(|_| {
            e.whose(Some(residents));
            e.press(ALT, Key::Equals);
        });
        match now.as_str() {
            "19:29" => run_late(&mut e),
            "19:32" => {
                e.press(NONE, Key::F6);
                e.press(NONE, Key::F6);
                assert_eq!((e.ends().as_str(), late(e.s(), at("19:32"))), ("20:35", None));
            }
            "19:36" => {
                world.sleep_s(12 * 60);
                e.w.run_steps(3);
                // Two left while it slept; it is noted now, and put right on the page of partners.
                e.whose(Some(residents));
                e.press(ALT, Key::Minus);
                e.press(ALT, Key::Minus);
                script.two_left_at(&mut e, "19:40");
            }
            "20:10" => {
                e.whose(Some(residents));
                e.press(ALT, Key::Minus);
            }
            "20:36" => assert_eq!(e.ends(), "20:36", "one over, and counting"),
            "20:37" => e.press(NONE, Key::F9),
            _ => {}
        }
        script.agree(&mut e, now);
        for c in sample.contributions.iter().filter(|c| clock(c.at) == *now) {
            e.say(&sample, c);
        }
    }

    let s = e.s();
    assert_eq!(s.run, sample.run, "the times, what was given, what was trimmed, and the sleep");
    assert!(taken_from_protected(s).is_empty());
    assert_eq!(s.contributions.len(), 40);
    for (ours, theirs) in s.contributions.iter().zip(sample.contributions.iter()) {
        assert!(as_captured(s, ours) == as_captured(&sample, theirs), "C{}: {:?}", theirs.no, as_captured(s, ours));
    }
    assert_eq!(came(s), 31);
    assert_eq!(in_room(s, Some(residents), at("20:30")), 16, "three of nineteen had left");
    for clock in ["18:10", "18:16", "18:30", "19:39", "19:41", "20:09", "20:11", "20:26", "20:28"] {
        for p in s.partners.iter() {
            assert_eq!(
                in_room(s, Some(p.id), at(clock)),
                in_room(&sample, Some(p.id), at(clock)),
                "{} at {clock}",
                p.name
            );
        }
    }
    // Counted in one by one, and printed as people say it.
    let paper = upfront::report::to_markdown(&upfront::report::blocks::summary(s));
    assert!(paper.contains("arrived: 15 from the start, 1 at 18:15, 2 at 18:20, 1 at 18:50"), "{paper}");
    let differ: Vec<(String, String)> =
        as_agreed(s).into_iter().zip(as_agreed(&sample)).filter(|(a, b)| a != b).collect();
    assert!(differ.is_empty() && as_agreed(s).len() == as_agreed(&sample).len(), "{differ:#?}");
}

/// 19:29: three minutes more would run into the break. The first of two trims is taken by one key.
fn run_late(e: &mut Evening) {
    e.page(Page::Live);
    assert_eq!(e.ends(), "20:35");
    (0..3).for_each(|_| e.press(NONE, Key::F6));
    assert_eq!(e.ends(), "20:35", "the break is pinned");
    assert!(e.w.query_by_label("The report-back would run 3 minutes past the pinned break").is_some());
    e.press(NONE, Key::F4);
    assert_eq!(late(e.s(), at("19:29")), None);
}

/// What was agreed, written down as the note-taker does it: page by page, by Tab and keys.
struct Script {
    sample: Session,
}

impl Script {
    /// What the script has at a moment, besides the clock and the words.
    fn agree(&self, e: &mut Evening, now: &str) {
        match now {
            "18:26" => self.challenge(e, "S8", "RA", "We have never seen the survey."),
            "18:29" => self.challenge(e, "S9", "RA", "112 came from a bid we were not shown."),
            "18:31" => self.answer_challenge(e, "S8", "the survey will be published", None),
            "18:32" => self.move_to_open(e),
            "18:35" => self.answer_challenge(e, "S9", "cannot be opened before 2027", Some("no")),
            "18:38" => self.challenge(e, "S7", "FF", "10 m rules out the only dry corner."),
            "19:50" => self.group(e),
            "20:12" => self.decide(e, 1),
            "20:15" => self.decide(e, 2),
            "20:18" => self.decide(e, 3),
            "20:20" => self.decide(e, 4),
            "20:21" => self.decide(e, 5),
            "20:22" => self.dissent(e),
            "20:24" => self.act(e),
            "20:27" => {
                let rh = self.partner("RH").id;
                e.whose(Some(rh));
                e.press(ALT, Key::Minus);
            }
            "20:28" => {
                let keys = keys_for(|| self.answer_all(e));
                println!("forty answers took {keys} keys");
                assert!(keys < 90, "forty answers took {keys} keys");
            }
            "20:29" => {
                self.rate(e);
                e.page(Page::Sign);
                use_it(&mut e.w, "Freeze version 1");
            }
            "20:31" => self.sign(e, "RA", "Signs with a reservation", "on paper"),
            "20:33" => self.sign(e, "NC", "Signs", "on screen"),
            "20:35" => self.sign(e, "FF", "Signs", "on paper"),
            "20:36" => self.sign(e, "CD", "Declines", "on screen"),
            "20:37" => self.sign(e, "RH", "Not reached", ""),
            _ => {}
        }
    }

    fn partner(&self, key: &str) -> &Partner {
        self.sample.partners.iter().find(|p| p.key == key).unwrap()
    }

    fn two_left_at(&self, e: &mut Evening, clock: &str) {
        e.page(Page::Purpose);
        for nth in [0, 1] {
            // The two that were noted last, from the end of the list.
            let fields = e.s().movements.len();
            go_to_nth(&mut e.w, "Came or left at", fields - 1 - nth);
            write_here(&mut e.w, clock);
        }
        e.page(Page::Live);
    }

    /// Finds a boundary by its number.
    fn show(&self, e: &mut Evening, label: &str) {
        e.press(Modifiers::COMMAND, Key::K);
        e.w.event(egui::Event::Text(label.into()));
        e.w.run_steps(3);
        e.press(NONE, Key::Enter);
        e.w.run_steps(2);
    }

    fn challenge(&self, e: &mut Evening, label: &str, by: &str, words: &str) {
        self.show(e, label);
        use_it(&mut e.w, "Add a challenge");
        assert_eq!(focused(&e.w).as_deref(), Some("In their words"));
        write_here(&mut e.w, words);
        choose(&mut e.w, "Challenged by", &short(&self.partner(by).name));
    }

    fn answer_challenge(&self, e: &mut Evening, label: &str, words: &str, accepted: Option<&str>) {
        self.show(e, label);
        use_it(&mut e.w, "Write down the answer");
        write_here(&mut e.w, words);
        if let Some(accepted) = accepted {
            choose(&mut e.w, "Accepted", accepted);
        }
    }

    /// 18:32: from there on everyone who signs decides.
    fn move_to_open(&self, e: &mut Evening) {
        let step = self.sample.moves.first().unwrap();
        self.show(e, "S3");
        choose(&mut e.w, "Status", "Open");
        choose(&mut e.w, "Who decides", "everyone");
        write(&mut e.w, "When", &step.to.when);
        choose(&mut e.w, "Moved by", &short(&self.partner("RH").name));
        write(&mut e.w, "Why it moved", &step.why);
    }

    /// Ideas are brought together: the question that was asked twice, and the dots.
    fn group(&self, e: &mut Evening) {
        self.show(e, "C6");
        e.page(Page::Board);
        use_it(&mut e.w, "Merge with C21");
        e.press(NONE, Key::Escape);
        use_it(&mut e.w, "Themes");
        let merge = self.sample.merges.first().unwrap();
        write(&mut e.w, "Dots each", "3");
        write(&mut e.w, "Used theirs", "27");
        write(&mut e.w, "Of people", "29");
        for t in self.sample.themes.iter().filter(|t| t.dots.is_some()) {
            write(&mut e.w, &format!("Dots of {}", t.name), &t.dots.unwrap().to_string());
        }
        write(&mut e.w, "Why they were merged", &merge.why);
    }

    fn decide(&self, e: &mut Evening, no: u32) {
        let d = self.sample.decisions.iter().find(|d| d.no == no).unwrap();
        e.page(Page::Decisions);
        e.press(Modifiers::COMMAND, Key::Enter);
        e.w.run_steps(3);
        write_here(&mut e.w, &d.what);
        let about = d.boundary.and_then(|id| self.sample.boundaries.get(id)).unwrap();
        choose(&mut e.w, "About", &format!("S{} {}", about.no, about.what));
        choose(&mut e.w, "Outcome", &upfront::report::blocks::words::sentence(d.outcome.word()));
        write(&mut e.w, "Options looked at", &d.options);
        write(&mut e.w, "Why", &d.why);
        write(&mut e.w, "Who finally decides", &d.decided_by);
        for x in &d.positions {
            let name = &self.sample.partners.get(x.partner).unwrap().name;
            choose(
                &mut e.w,
                &format!("Position of {name}"),
                &upfront::report::blocks::words::sentence(x.stance.word()),
            );
            if !x.reason.is_empty() {
                write(&mut e.w, "Reason", &x.reason);
            }
        }
    }

    fn dissent(&self, e: &mut Evening) {
        e.page(Page::Decisions);
        use_it(&mut e.w, "It was asked just now");
        for (nth, x) in self.sample.dissents.iter().enumerate() {
            use_it(&mut e.w, "Add a disagreement");
            write_here(&mut e.w, &x.words);
            if let Holder::Partner(id) = x.who {
                go_to_nth(&mut e.w, "Who disagrees", nth);
                choose_here(&mut e.w, &short(&self.sample.partners.get(id).unwrap().name));
            }
            let on = x.about.and_then(|id| self.sample.boundaries.get(id)).map(|b| format!("S{}", b.no));
            let on = on.or(x.decision.and_then(|id| self.sample.decisions.get(id)).map(|d| format!("D{}", d.no)));
            // From the first field of this one on.
            e.press(Modifiers::COMMAND, Key::Num8);
            e.page(Page::Decisions);
            go_to_nth(&mut e.w, "On what", nth);
            choose_here(&mut e.w, &on.unwrap());
        }
    }

    fn act(&self, e: &mut Evening) {
        e.page(Page::Actions);
        for a in self.sample.actions.iter() {
            e.press(Modifiers::COMMAND, Key::Enter);
            e.w.run_steps(3);
            // The first version had a typing mistake.
            write_here(&mut e.w, &a.what.replace("path lights", "bath lights"));
            let s = &self.sample;
            let name = |id: Option<PartnerId>| short(&s.partners.get(id.unwrap()).unwrap().name);
            let row = |w: &mut Harness<'static, Window>, label: &str| {
                while !focused(w).is_some_and(|f| f.starts_with(label)) {
                    press(w, NONE, Key::Tab);
                }
            };
            row(&mut e.w, "Owner");
            choose_here(&mut e.w, &name(a.owner));
            row(&mut e.w, "With whom");
            write_here(&mut e.w, &a.with);
            row(&mut e.w, "By when");
            write_here(&mut e.w, &upfront::model::time::day(a.by.unwrap()));
            row(&mut e.w, "Money");
            choose_here(&mut e.w, &upfront::report::blocks::words::sentence(a.money.word()));
            row(&mut e.w, "Who checks");
            choose_here(&mut e.w, &name(a.checker));
            row(&mut e.w, "Comes from");
            choose_here(&mut e.w, &upfront::report::blocks::words::source(s, a.from));
        }
        self.show(e, "S8");
        choose(&mut e.w, "Became action", "A2");
    }

    /// What became of each contribution, by single keys.
    fn answer_all(&self, e: &mut Evening) {
        e.page(Page::Responses);
        let all: Vec<Contribution> = self.sample.contributions.iter().cloned().collect();
        for c in &all {
            let s = &self.sample;
            let number = |place: Option<usize>| {
                [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9]
                    [place.unwrap()]
            };
            match c.responses.first().unwrap() {
                Response::Decision(id) => {
                    e.press(NONE, Key::D);
                    e.press(NONE, number(s.decisions.position(*id)));
                }
                Response::Action(id) => {
                    e.press(NONE, Key::A);
                    e.press(NONE, number(s.actions.position(*id)));
                }
                Response::Sent(id) => {
                    e.press(NONE, Key::E);
                    e.press(NONE, Key::W);
                    let r = s.referrals.get(*id).unwrap();
                    assert_eq!(focused(&e.w).as_deref(), Some("What was sent"));
                    write_here(&mut e.w, &r.what);
                    assert_eq!(focused(&e.w).as_deref(), Some("Sent to: somebody else"));
                    choose_here(&mut e.w, &short(&s.partners.get(r.to.unwrap()).unwrap().name));
                    press(&mut e.w, NONE, Key::Tab);
                    assert_eq!(focused(&e.w).as_deref(), Some("By when"));
                    e.w.event(egui::Event::Text(upfront::model::time::day(r.by.unwrap())));
                    e.w.run_steps(2);
                    e.press(NONE, Key::Enter);
                }
                Response::Noted(_) => e.press(NONE, Key::N),
                Response::NotTaken(why) => {
                    e.press(NONE, Key::X);
                    e.w.run_steps(2);
                    e.w.event(egui::Event::Text(why.clone()));
                    e.w.run_steps(2);
                    e.press(NONE, Key::Enter);
                }
                Response::StillOpen => e.press(NONE, Key::O),
            }
        }
    }

    fn rate(&self, e: &mut Evening) {
        e.page(Page::Check);
        for (nth, q) in self.sample.questions.iter().enumerate() {
            for x in &q.scores {
                let key = &self.sample.partners.get(x.partner).unwrap().key;
                go_to_nth(&mut e.w, key, nth);
                write_here(&mut e.w, &x.score.to_string());
                e.page(Page::Actions);
                e.page(Page::Check);
            }
        }
        let slips = self.sample.slips;
        for (name, n) in [
            ("Promised", u32::from(slips.promised)),
            ("Felt", u32::from(slips.felt)),
            ("Slips", slips.slips),
            ("People then in the room", slips.in_room),
        ] {
            write(&mut e.w, name, &n.to_string());
        }
    }

    fn sign(&self, e: &mut Evening, key: &str, says: &str, how: &str) {
        let (s, p) = (&self.sample, self.partner(key));
        let first = s.versions.first().unwrap().id;
        let a = s.answers.iter().find(|a| a.partner == p.id && a.version == first).unwrap();
        e.page(Page::Sign);
        // Those before it have "Change…" by now.
        use_it(&mut e.w, &format!("Record the answer of {}", p.name));
        go_to(&mut e.w, says);
        press(&mut e.w, NONE, Key::Space);
        match &a.says {
            SignOff::SignsWithReservation(words) => write(&mut e.w, "The reservation", words),
            SignOff::Declines(why) => write(&mut e.w, "Why, in their words", why),
            _ => {}
        }
        if !how.is_empty() {
            go_to(&mut e.w, how);
            press(&mut e.w, NONE, Key::Space);
        }
        if !a.note.is_empty() {
            write(&mut e.w, "Note", &a.note);
        }
        use_it(&mut e.w, "Record the answer");
    }
}

/// As a choice of partners shows a name.
fn short(name: &str) -> String {
    upfront::ui::short_name(name)
}

/// What the evening agreed, as lines to be compared; what was changed in the days after it is left out.
fn as_agreed(s: &Session) -> Vec<String> {
    let partner = |id: Option<PartnerId>| s.partner_name(id).to_string();
    let boundary = |id: Option<BoundaryId>| id.and_then(|id| s.boundaries.get(id)).map(|b| format!("S{}", b.no));
    let decision = |id: DecisionId| s.decisions.get(id).map(|d| format!("D{}", d.no));
    let action = |id: Option<ActionId>| id.and_then(|id| s.actions.get(id)).map(|a| format!("A{}", a.no));
    let mut all = Vec::new();
    all.extend(s.boundaries.iter().map(|b| format!("S{} {:?} {}", b.no, b.now.status, s.decider_name(&b.now.decider))));
    all.extend(s.moves.iter().map(|m| {
        let standing = |x: &Standing| format!("{:?} {} {}", x.status, s.decider_name(&x.decider), x.when);
        let (from, to) = (standing(&m.from), standing(&m.to));
        format!("move {:?} {} {from} to {to} {} {}", boundary(Some(m.boundary)), clock(m.at), partner(m.by), m.why)
    }));
    all.extend(s.challenges.iter().map(|c| {
        let a = c.answer.as_ref().map(|a| (clock(a.at), partner(a.by), a.words.clone(), a.accepted, action(a.action)));
        format!("challenge {:?} {} {} {} {a:?}", boundary(Some(c.boundary)), clock(c.at), partner(c.by), c.words)
    }));
    all.extend(s.decisions.iter().map(|d| {
        let positions: Vec<_> = d.positions.iter().map(|x| (partner(Some(x.partner)), x.stance, &x.reason)).collect();
        let (no, at, about) = (d.no, clock(d.at), boundary(d.boundary));
        format!(
            "D{no} {at} {about:?} {} {:?} {} {} {} {positions:?}",
            d.what, d.outcome, d.options, d.why, d.decided_by
        )
    }));
    all.extend(s.dissents.iter().map(|x| {
        let who = match &x.who {
            Holder::Partner(id) => partner(Some(*id)),
            Holder::Unnamed(words) => words.clone(),
        };
        let at = x.at.map(clock);
        format!("dissent {who} {:?} {:?} {} {at:?}", boundary(x.about), x.decision.and_then(decision), x.words)
    }));
    all.push(format!("asked {:?} {}", s.dissent_asked.map(clock), s.dissent_asked_by));
    all.extend(s.actions.iter().map(|a| {
        let from = upfront::report::blocks::words::source(s, a.from);
        let what = a.what.replace("bath lights", "path lights");
        format!(
            "A{} {what} {} {} {:?} {:?} {} {from}",
            a.no,
            partner(a.owner),
            a.with,
            a.by,
            a.money,
            partner(a.checker)
        )
    }));
    all.extend(s.referrals.iter().map(|r| format!("R{} {} {} {:?}", r.no, r.what, partner(r.to), r.by)));
    all.extend(
        s.contributions.iter().map(|c| format!("C{} {:?}", c.no, upfront::report::blocks::words::responses(s, c))),
    );
    let mut dots: Vec<String> = s.themes.iter().filter_map(|t| Some(format!("#{} {}", t.name, t.dots?))).collect();
    dots.sort();
    all.extend(dots);
    all.push(format!("{:?} {:?}", s.dots, s.slips));
    all.extend(s.merges.iter().map(|m| {
        let of: Vec<u32> = m.contributions.iter().filter_map(|id| s.contributions.get(*id)).map(|c| c.no.no).collect();
        format!("merge {of:?} {} {}", clock(m.at), m.why)
    }));
    all.extend(s.questions.iter().map(|q| {
        let mut scores: Vec<_> = q.scores.iter().map(|x| (partner(Some(x.partner)), x.score)).collect();
        scores.sort();
        format!("{} {scores:?}", q.text)
    }));
    let first = s.versions.first().unwrap();
    all.push(format!("version {} {} {}", first.no, clock(first.at), first.clock));
    let given = s.answers.iter().filter(|a| a.version == first.id);
    all.extend(given.map(|a| {
        let how = if a.says.signed() { a.how.word() } else { String::new() };
        let at = a.at.map(clock);
        format!("{} {:?} {how} {at:?} {}", partner(Some(a.partner)), a.says, a.note)
    }));
    all
}
