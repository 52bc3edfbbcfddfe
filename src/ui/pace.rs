//! Keys that come faster than frames: what follows an Enter waits for the next frame.
//!
//! A text field lets go of the focus at Enter and forgets what else came in that frame. A fast typist on
//! a slow laptop gets several keys into one frame, and would lose the beginning of the next words. For the
//! same reason a Tab waits until the words before it have been read.

use egui::{Event, Key, Modifiers};
use std::collections::VecDeque;

/// Events that wait for their frame.
#[derive(Default, Debug)]
pub struct Pace {
    waiting: VecDeque<Event>,
    /// Frames since words were typed.
    since_words: u8,
}

/// A Tab comes so many frames after words: one for the line to read them, and one for the field to know
/// that there is something to complete, and to keep the focus.
const TAB_WAITS: u8 = 2;

impl Pace {
    /// Takes a frame's events and leaves those up to the first that may move the focus; true where others
    /// wait.
    pub fn pace(&mut self, events: &mut Vec<Event>) -> bool {
        self.waiting.extend(events.drain(..));
        self.since_words = self.since_words.saturating_add(1);
        while let Some(event) = self.waiting.pop_front() {
            if is_tab(&event) && (self.since_words < TAB_WAITS || !events.is_empty()) {
                self.waiting.push_front(event);
                break;
            }
            if matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_)) {
                self.since_words = 0;
            }
            let last = moves_focus(&event);
            if is_alt_command(&event) && matches!(self.waiting.front(), Some(Event::Text(t)) if t.chars().count() == 1)
            {
                // The system types the character of such a key as well; it is no word of anybody's.
                self.waiting.pop_front();
            }
            events.push(event);
            if last {
                break;
            }
        }
        !self.waiting.is_empty()
    }
}

fn is_tab(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Tab, pressed: true, .. })
}

/// Is it a key with Alt that does a command? Others with Alt type what the layout has there.
fn is_alt_command(event: &Event) -> bool {
    match event {
        Event::Key { key, physical_key, pressed: true, modifiers, .. } if modifiers.alt && !modifiers.ctrl => {
            super::commands::takes(*modifiers, *key, *physical_key)
        }
        _ => false,
    }
}

/// May what comes after it be meant for another place?
fn moves_focus(event: &Event) -> bool {
    match event {
        Event::PointerButton { .. } => true,
        Event::Key { key, pressed: true, modifiers, .. } => {
            let plain = *modifiers == Modifiers::NONE || *modifiers == Modifiers::SHIFT;
            let function = key.name().starts_with('F') && key.name().len() > 1;
            !plain || function || matches!(key, Key::Enter | Key::Tab | Key::Escape | Key::Home | Key::End)
        }
        _ => false,
    }
}
