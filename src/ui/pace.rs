//! Keys that come faster than frames: what follows an Enter waits for the next frame.
//!
//! A text field lets go of the focus at Enter and forgets what else came in that frame. A fast typist on
//! a slow laptop gets several keys into one frame, and would lose the beginning of the next words.

use egui::{Event, Key, Modifiers};
use std::collections::VecDeque;

/// Events that wait for their frame.
#[derive(Default, Debug)]
pub struct Pace(VecDeque<Event>);

impl Pace {
    /// Takes a frame's events and leaves those up to the first that may move the focus; true where others
    /// wait.
    pub fn pace(&mut self, events: &mut Vec<Event>) -> bool {
        self.0.extend(events.drain(..));
        while let Some(event) = self.0.pop_front() {
            let last = moves_focus(&event);
            events.push(event);
            if last {
                break;
            }
        }
        !self.0.is_empty()
    }
}

/// May what comes after it be meant for another place?
fn moves_focus(event: &Event) -> bool {
    match event {
        Event::PointerButton { .. } => true,
        Event::Key { key, pressed: true, modifiers, .. } => {
            let plain = *modifiers == Modifiers::NONE || *modifiers == Modifiers::SHIFT;
            let function = key.name().starts_with('F') && key.name().len() > 1;
            !plain || function || matches!(key, Key::Enter | Key::Tab | Key::Escape)
        }
        _ => false,
    }
}
