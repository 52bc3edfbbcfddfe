//! A person at the keyboard: goes on by Tab, and uses what has the focus. No pointer, and nothing by its place.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::cell::Cell;
use upfront::app::Window;

type Shown = Harness<'static, Window>;

thread_local! {
    /// Keys pressed so far by this test, without the letters of words.
    static PRESSED: Cell<u32> = const { Cell::new(0) };
}

/// How many keys were pressed meanwhile; letters of words do not count.
pub fn keys_for(act: impl FnOnce()) -> u32 {
    let before = PRESSED.get();
    act();
    PRESSED.get() - before
}

/// Presses a key.
pub fn press(w: &mut Shown, modifiers: Modifiers, key: Key) {
    PRESSED.set(PRESSED.get() + 1);
    w.key_press_modifiers(modifiers, key);
    w.run_steps(2);
}

/// Types words.
pub fn words(w: &mut Shown, text: &str) {
    w.event(Event::Text(text.into()));
    w.run_steps(2);
}

/// What has the focus, as a screen reader says it.
pub fn focused(w: &Shown) -> Option<String> {
    let node = w.root().children_recursive().find(|n| n.is_focused())?;
    node.accesskit_node().label()
}

/// Presses Tab until something with a name that begins so has the focus; its `nth` time, from 0.
pub fn go_to_nth(w: &mut Shown, name: &str, nth: usize) {
    let mut met = 0;
    // Where it is already, no Tab is needed.
    for tabs in 0..600 {
        if tabs > 0 || focused(w).is_none() {
            PRESSED.set(PRESSED.get() + 1);
            w.key_press(Key::Tab);
            w.run_steps(1);
        }
        if focused(w).is_some_and(|f| f.starts_with(name)) {
            if met == nth {
                return;
            }
            met += 1;
        }
    }
    let seen: Vec<_> = w.root().children_recursive().filter_map(|n| n.accesskit_node().label()).collect();
    panic!("Tab never comes to “{name}” ({nth}) among {seen:?}");
}

pub fn go_to(w: &mut Shown, name: &str) {
    go_to_nth(w, name, 0);
}

/// Uses the button with that name.
pub fn use_it(w: &mut Shown, name: &str) {
    go_to(w, name);
    press(w, Modifiers::NONE, Key::Enter);
}

/// Writes into the field with that name, over what stands there, and goes on.
pub fn write(w: &mut Shown, name: &str, text: &str) {
    go_to(w, name);
    write_here(w, text);
}

/// Writes into the field that has the focus.
pub fn write_here(w: &mut Shown, text: &str) {
    press(w, Modifiers::COMMAND, Key::A);
    if text.is_empty() {
        press(w, Modifiers::NONE, Key::Delete);
    } else {
        words(w, text);
    }
    press(w, Modifiers::NONE, Key::Tab);
}

/// Opens the choice with that name and takes what begins so.
pub fn choose(w: &mut Shown, name: &str, what: &str) {
    go_to(w, name);
    choose_here(w, what);
}

/// The same for the choice that has the focus.
pub fn choose_here(w: &mut Shown, what: &str) {
    if focused(w).is_some_and(|f| f.ends_with(&format!(": {what}"))) {
        return;
    }
    press(w, Modifiers::NONE, Key::Enter);
    words(w, what);
    assert!(focused(w).is_some_and(|f| f.starts_with(what)), "{what}: the focus is on {:?}", focused(w));
    press(w, Modifiers::NONE, Key::Enter);
    w.run_steps(2);
}
