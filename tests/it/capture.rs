//! What a capture line is saved as.

use upfront::app::{CaptureLine, Completion, Named, complete, parse};
use upfront::model::{ContributionKind as K, Session};
use upfront::store::sample;

fn read(s: &Session, text: &str) -> (String, Option<String>, K, u8, Vec<String>) {
    let p = parse(s, &CaptureLine { text: text.into(), ..CaptureLine::default() });
    let partner = p.partner.map(|id| s.partners.get(id).unwrap().key.clone());
    let themes = p
        .themes
        .iter()
        .map(|t| match t {
            Named::Known(id) => s.themes.get(*id).unwrap().name.clone(),
            Named::New(name) => format!("{name} (new)"),
        })
        .collect();
    (p.words, partner, p.kind, p.table, themes)
}

fn check(text: &str, words: &str, partner: Option<&str>, kind: K, table: u8, themes: &[&str]) {
    let s = sample().unwrap();
    let (w, p, k, t, th) = read(&s, text);
    assert_eq!((w.as_str(), p.as_deref(), k, t), (words, partner, kind, table), "{text:?}");
    assert_eq!(th, themes, "{text:?}");
}

#[test]
fn tokens_that_name_something_known_are_taken_out_of_the_words() {
    check("Benches with arms #seating !concern @3 =RA", "Benches with arms", Some("RA"), K::Concern, 3, &["seating"]);
    check("=nc We can staff it !OFFER", "We can staff it", Some("NC"), K::Offer, 0, &[]);
    check("=RiversideHomes Two hours a week", "Two hours a week", Some("RH"), K::Idea, 0, &[]);
}

#[test]
fn everything_else_stays_in_the_words() {
    for words in [
        "flat #4 has damp",
        "me@home",
        "no!",
        "write to me@home.org !",
        "it is 3#hours",
        "! @ # =",
        "table @9 is empty",
        "!wonder",
        "a=b",
        "=nobody said so",
    ] {
        check(words, words, None, K::Idea, 0, &[]);
    }
    check(r"\#hours is not a theme here, \!idea", "#hours is not a theme here, !idea", None, K::Idea, 0, &[]);
}

#[test]
fn tab_completes_what_is_known_and_makes_the_rest_new() {
    let s = sample().unwrap();
    let tab = |text: &str| complete(&s, &CaptureLine { text: text.into(), ..CaptureLine::default() });
    assert_eq!(tab("Benches !con"), Some(Completion::Line("Benches !concern ".into())));
    assert_eq!(tab("Benches #seat"), Some(Completion::Line("Benches #seating ".into())));
    assert_eq!(tab("Benches #birds"), Some(Completion::NewTheme("birds".into())));
    assert_eq!(tab("Benches"), None);
    assert_eq!(tab("Benches !x"), None);
    assert_eq!(tab("Benches #seating"), None);
}

/// Everything that came in one slow frame, one frame after the other.
fn frames(events: Vec<egui::Event>) -> Vec<usize> {
    let mut pace = upfront::ui::pace::Pace::default();
    let mut events = events;
    let mut lengths = Vec::new();
    loop {
        let waits = pace.pace(&mut events);
        lengths.push(events.len());
        events.clear();
        if !waits {
            return lengths;
        }
    }
}

#[test]
fn words_typed_after_enter_in_one_slow_frame_wait_for_the_next() {
    let text = |t: &str| egui::Event::Text(t.into());
    let key = |key, modifiers| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    let none = egui::Modifiers::NONE;
    let enter = || key(egui::Key::Enter, none);
    assert_eq!(frames(vec![text("a"), text("b"), enter(), text("c"), enter(), text("d")]), [3, 2, 1]);
    assert_eq!(frames(vec![text("a"), key(egui::Key::F, none), text("F")]), [3]);
    assert_eq!(frames(vec![key(egui::Key::F2, none), text("a")]), [1, 1]);
    assert_eq!(frames(vec![key(egui::Key::Z, egui::Modifiers::COMMAND), text("a")]), [1, 1]);
    assert_eq!(frames(vec![]), [0]);
}

#[test]
fn the_character_of_a_key_with_alt_is_no_word_and_the_letter_before_it_is() {
    use egui::{Event, Key, Modifiers};
    let key = |key, modifiers| Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers };
    let mut pace = upfront::ui::pace::Pace::default();
    // Typed before a slow frame: "a", Alt 1 (which also types "1"), "b", and Alt R, which is no command.
    let mut events = vec![
        Event::Text("a".into()),
        key(Key::Num1, Modifiers::ALT),
        Event::Text("1".into()),
        Event::Text("b".into()),
        key(Key::R, Modifiers::ALT),
        Event::Text("®".into()),
    ];
    let mut words = String::new();
    loop {
        let waits = pace.pace(&mut events);
        for event in events.drain(..) {
            if let Event::Text(text) = event {
                words.push_str(&text);
            }
        }
        if !waits {
            break;
        }
    }
    assert_eq!(words, "ab®");
}
