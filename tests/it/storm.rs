//! Anything at all, at any page: keys, clicks, drops, resizes and words in ten scripts. The app stays up, and what
//! it holds is whole. `cargo test --release -- --ignored` plays a hundred thousand events.

use crate::alder::at;
use crate::fake::World;
use crate::window::any_words;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use upfront::app::{Action, Page, Window};
use upfront::store::{SAMPLE, read_sound, to_text};

/// Words in ten scripts, and signs that mean something in a field.
const WORDS: [&str; 16] = [
    "bench",
    "Łódź źdźbło",
    "çocuk şimdi",
    "скамейка",
    "παγκάκι",
    "مقعد ٣٥",
    "ספסל 35",
    "बेंच",
    "বেঞ্চ ৩৫",
    "长凳",
    "ベンチ",
    "ม้านั่ง",
    "#seating ",
    "!concern @3 /S3 ",
    "=RA ~paraphrase ",
    "18:30",
];

const KEYS: [Key; 34] = [
    Key::Enter,
    Key::Tab,
    Key::Escape,
    Key::Backspace,
    Key::Delete,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Space,
    Key::F1,
    Key::F2,
    Key::F4,
    Key::F5,
    Key::F6,
    Key::F7,
    Key::F8,
    Key::F9,
    Key::A,
    Key::D,
    Key::E,
    Key::K,
    Key::M,
    Key::N,
    Key::O,
    Key::X,
    Key::Z,
    Key::Num0,
    Key::Num5,
    Key::Minus,
];

const MODIFIERS: [Modifiers; 5] =
    [Modifiers::NONE, Modifiers::NONE, Modifiers::COMMAND, Modifiers::ALT, Modifiers::SHIFT];

struct Storm {
    world: World,
    w: Harness<'static, Window>,
    rng: fastrand::Rng,
    at: Pos2,
    size: egui::Vec2,
}

impl Storm {
    fn event(&mut self) {
        match self.rng.u8(0..100) {
            0..35 => self.key(),
            35..65 => self.click(),
            65..80 => self.w.event(Event::Text((*self.rng.choice(WORDS.iter()).unwrap()).into())),
            80..82 => self.drop_or_paste(),
            82..84 => self.w.event(Event::Paste("one line\nanother line\n\na third".into())),
            84..88 => self.drag(),
            88..91 => self.w.event(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, self.rng.f32() * 400.0 - 200.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            }),
            91..94 => self.page(),
            94..96 => self.resize(),
            96..98 => self.world.pass_s(self.rng.i64(0..600)),
            98 => self.world.sleep_s(self.rng.i64(0..2000)),
            _ => self.world.set_clock_by_s(self.rng.i64(-4000..4000)),
        }
        self.w.run_steps(1);
    }

    fn key(&mut self) {
        let modifiers = *self.rng.choice(MODIFIERS.iter()).unwrap();
        let key = *self.rng.choice(KEYS.iter()).unwrap();
        self.w.key_press_modifiers(modifiers, key);
    }

    fn point(&mut self) {
        self.at = Pos2::new(self.rng.f32() * self.size.x, self.rng.f32() * self.size.y);
        self.w.event(Event::PointerMoved(self.at));
    }

    fn button(&mut self, pressed: bool) {
        let modifiers = *self.rng.choice(MODIFIERS.iter()).unwrap();
        self.w.event(Event::PointerButton { pos: self.at, button: PointerButton::Primary, pressed, modifiers });
    }

    fn click(&mut self) {
        self.point();
        self.button(true);
        self.button(false);
    }

    fn drag(&mut self) {
        self.point();
        self.button(true);
        self.w.run_steps(1);
        self.point();
        self.w.run_steps(1);
        self.button(false);
    }

    /// Photos, tables, sessions and what is none of them, dropped; and a picture that is pasted.
    fn drop_or_paste(&mut self) {
        const FILES: [&str; 7] = [
            "/c/chart.jpg",
            "/c/chart.png",
            "/c/letter.png",
            "/c/gone.jpg",
            "/c/table.csv",
            "/c/notes",
            "/s/storm.ron",
        ];
        match self.rng.u8(0..4) {
            0 => {
                let side = self.rng.usize(1..40);
                let image = egui::ColorImage::filled([side, 3], egui::Color32::RED);
                self.w.event(Event::PasteImage(std::sync::Arc::new(image)));
            }
            _ => crate::photos::drop_file(&mut self.w, self.rng.choice(FILES.iter()).unwrap()),
        }
    }

    fn page(&mut self) {
        let page = *self.rng.choice(Page::ALL.iter()).unwrap();
        // By chance the start page was reached: back to work.
        if self.w.state().app.document.is_none() {
            self.w.state_mut().app.handle(Action::Open("/s/storm.ron".into()));
        }
        self.w.state_mut().app.handle(Action::Go(page));
    }

    fn resize(&mut self) {
        let sizes = [vec2(1280.0, 800.0), vec2(1024.0, 768.0), vec2(640.0, 400.0), vec2(900.0, 600.0)];
        self.size = *self.rng.choice(sizes.iter()).unwrap();
        self.w.set_size(self.size);
    }

    /// What is open can be put into a file and read again as it is, and everything it names is there.
    fn check(&mut self) {
        let Some(document) = &self.w.state().app.document else { return };
        let s = document.session();
        let text = to_text(s).unwrap();
        let again = read_sound("storm.ron".as_ref(), text.as_bytes()).unwrap().session;
        assert!(again == *s, "what was saved reads differently");
        assert!(s.agenda.iter().all(|i| i.tables <= 12));
    }
}

fn play(events: usize, seed: u64) {
    let world = World::at(at("18:00"));
    let size = vec2(1280.0, 800.0);
    let mut w = any_words(&world, size.into());
    world.disk.put("/s/storm.ron", SAMPLE.as_bytes());
    world.disk.put("/c/chart.jpg", &crate::photos::chart(image::ImageFormat::Jpeg));
    world.disk.put("/c/chart.png", &crate::photos::chart(image::ImageFormat::Png));
    world.disk.put("/c/letter.png", b"Dear all");
    world.disk.put("/c/table.csv", b"words\nA bench\n");
    world.disk.put("/c/notes", b"nothing in particular");
    w.state_mut().app.handle(Action::Open("/s/storm.ron".into()));
    w.run_steps(2);
    let mut storm = Storm { world, w, rng: fastrand::Rng::with_seed(seed), at: Pos2::ZERO, size };
    for nth in 0..events {
        storm.event();
        if nth % 250 == 0 {
            storm.check();
        }
    }
    storm.check();
}

#[test]
fn five_thousand_random_events_leave_a_whole_session() {
    play(5_000, 14);
}

#[test]
#[ignore = "takes minutes: cargo test --release -- --ignored"]
fn a_hundred_thousand_random_events_leave_a_whole_session() {
    (0..10).for_each(|seed| play(10_000, seed));
}
