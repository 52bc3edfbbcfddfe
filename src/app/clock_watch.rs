//! Notices, once a frame, what the laptop's clock cannot say by itself: that the laptop slept, and that
//! somebody set the clock.
//!
//! The wall clock is compared with one that counts from the start of the machine and is never set, and
//! that one with another that stands still while the machine sleeps. Where somebody set the clock, what is
//! on is moved with it, so that it has run for as long as before; sleep moves nothing. The record says both.

use super::state::App;
use crate::edit::{Command, RunStep};
use crate::live::timer;
use crate::model::time::{Moment, in_zone};
use chrono::TimeDelta;

/// Two clocks that nobody sets, in milliseconds from any start.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ticks {
    /// Goes on while the machine sleeps.
    pub since_boot_ms: i64,
    /// Stands still while it sleeps. Where the system has no such clock, the same as the other.
    pub awake_ms: i64,
}

/// A wall clock that is this far from where it should be was set; less is the system keeping it right.
const SET_S: i64 = 5;
/// Sleep shorter than this is nothing anybody would ask about.
const SLEPT_S: i64 = 60;

impl App {
    /// Sounds once when the time that is left passes a warning, and when the item is over.
    pub(super) fn watch_warnings(&mut self) {
        let now = self.env.now();
        let s = self.document.as_ref().map(|d| d.session()).filter(|s| !s.is_of_table());
        let timer = s.and_then(|s| timer(s, now)).filter(|t| !t.paused);
        let level = timer.map(|t| (t.item, warnings_passed(t.remaining_s(), &self.settings.warn_min)));
        let before = std::mem::replace(&mut self.warned, level);
        let rose = match (before, level) {
            (Some((a, was)), Some((b, is))) => a == b && is > was,
            _ => false,
        };
        if rose && self.settings.sound {
            self.env.chime();
        }
    }

    /// Compares the clocks with what they showed a frame ago.
    pub(super) fn watch_clock(&mut self) {
        let (now, ticks) = (self.env.now(), self.env.ticks());
        let Some((then, before)) = self.clocks.replace((now, ticks)) else { return };
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        // How a table’s laptop slept, or another in the room, says nothing of the session.
        if s.is_of_table() || self.joined_room().is_some() || (s.run.current().is_none() && s.run.report.is_none()) {
            return;
        }
        let zone = s.zone.clone();
        let passed_s = (ticks.since_boot_ms - before.since_boot_ms) / 1000;
        let asleep_s = passed_s - (ticks.awake_ms - before.awake_ms) / 1000;
        let set_s = set_by_s(then, now, passed_s);
        if set_s.abs() > SET_S {
            let words = if set_s > 0 { "forward" } else { "back" };
            let step = RunStep::ClockSet { at: in_zone(now, &zone), by_s: set_s };
            if self.apply("the clock that was set".into(), Command::Run(step)) {
                self.say(format!("The laptop’s clock was put {words}; the timer goes on as before"));
            }
        }
        if asleep_s >= SLEPT_S {
            let from = in_zone(now - TimeDelta::seconds(asleep_s), &zone);
            let step = RunStep::Slept { from, to: in_zone(now, &zone) };
            if self.apply("the laptop’s sleep".into(), Command::Run(step)) {
                self.say("The laptop was asleep; the time has gone on, and the record says so");
            }
        }
    }
}

/// How many of the warnings, and the end itself, have passed.
fn warnings_passed(remaining_s: i64, warn_min: &[u32]) -> usize {
    warn_min.iter().chain([&0]).filter(|min| remaining_s <= i64::from(**min) * 60).count()
}

fn set_by_s(then: Moment, now: Moment, passed_s: i64) -> i64 {
    (now - then).num_seconds() - passed_s
}
