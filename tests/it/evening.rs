//! The sample evening, played by keys alone in simulated time, with the laptop asleep from 19:36 to 19:48: it ends
//! with the times, the forecasts, the trims and the words that the script says.

use crate::alder::{alder_street, at};
use crate::fake::World;
use crate::window::window;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use upfront::app::{Action, Window};
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
        self.w.key_press_modifiers(modifiers, key);
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
        let about = c.boundary.and_then(|id| sample.boundaries.get(id)).map_or(0, |b| b.no);
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
        assert_eq!(count as u32, no, "C{no}: {:?}", self.w.state().app.view.notice);
    }

    fn type_text(&mut self, text: &str) {
        self.w.get_by_label("Capture line").type_text(text);
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
    s
}

/// A contribution as the capture line can write it: without what is added afterwards.
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

    let starts = ["18:00", "18:09", "18:41", "19:00", "19:35", "19:50", "20:10", "20:25"];
    let forecasts = [("18:09", "20:35"), ("18:41", "20:35"), ("20:25", "20:35")];
    let late_comers = ["18:15", "18:20", "18:20", "18:50"];
    let mut moments: Vec<String> = sample.contributions.iter().map(|c| clock(c.at)).collect();
    moments.extend(starts.iter().chain(&late_comers).map(|t| (*t).to_string()));
    moments.extend(["19:29", "19:32", "19:36", "20:10", "20:36", "20:37"].map(String::from));
    moments.sort();
    moments.dedup();
    for now in &moments {
        e.set(now);
        if starts.contains(&now.as_str()) {
            e.press(NONE, Key::F9);
        }
        if let Some((_, end)) = forecasts.iter().find(|(t, _)| t == now) {
            assert_eq!(e.ends(), *end, "at {now}");
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
                // Two left while it slept; it is noted now.
                e.whose(Some(residents));
                e.press(ALT, Key::Minus);
                e.press(ALT, Key::Minus);
            }
            "20:10" => {
                e.whose(Some(residents));
                e.press(ALT, Key::Minus);
            }
            "20:36" => assert_eq!(e.ends(), "20:36", "one over, and counting"),
            "20:37" => e.press(NONE, Key::F9),
            _ => {}
        }
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
}

/// 19:29: three minutes more would run into the break. The first of two trims is taken by one key.
fn run_late(e: &mut Evening) {
    assert_eq!(e.ends(), "20:35");
    (0..3).for_each(|_| e.press(NONE, Key::F6));
    assert_eq!(e.ends(), "20:35", "the break is pinned");
    assert!(e.w.query_by_label("The report-back would run 3 minutes past the pinned break").is_some());
    e.press(NONE, Key::F4);
    assert_eq!(late(e.s(), at("19:29")), None);
}
