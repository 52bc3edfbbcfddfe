//! What the clock says of the item that is on, and of what is still to come.

use crate::model::time::{Moment, minutes_between, to_the_minute};
use crate::model::{AgendaItem, ItemId, Ran, Session};
use chrono::TimeDelta;

/// The item that is on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timer {
    pub item: ItemId,
    /// Seconds it has run, without pauses.
    pub elapsed_s: i64,
    /// Seconds it has, with what was given.
    pub total_s: i64,
    pub paused: bool,
}

impl Timer {
    /// Seconds left; below 0 it is over.
    pub fn remaining_s(&self) -> i64 {
        self.total_s - self.elapsed_s
    }
}

/// The item that is on; None where nothing is.
pub fn timer(s: &Session, now: Moment) -> Option<Timer> {
    let ran = s.run.current()?;
    let item = s.agenda.get(ran.item)?;
    Some(Timer {
        item: ran.item,
        elapsed_s: ((now - ran.from).num_seconds() - paused_s(ran, now)).max(0),
        total_s: total_min(item, ran) * 60,
        paused: ran.paused(),
    })
}

fn total_min(item: &AgendaItem, ran: &Ran) -> i64 {
    (i64::from(item.planned_min) + i64::from(ran.added_min())).max(0)
}

fn paused_s(ran: &Ran, now: Moment) -> i64 {
    ran.pauses.iter().map(|p| (p.to.unwrap_or(now) - p.from).num_seconds().max(0)).sum()
}

/// The item after the one that is on (or after the last that ran); the first before anything has.
pub fn next_item(s: &Session) -> Option<&AgendaItem> {
    match s.run.items.last() {
        None => s.agenda.first(),
        Some(last) => s.agenda.get_at(s.agenda.position(last.item)? + 1),
    }
}

/// One item of a forecast.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    pub item: ItemId,
    pub from: Moment,
    pub to: Moment,
    /// Minutes by which what comes before it runs past its pinned start.
    pub past_pin_min: i64,
}

/// How the rest of the session goes, if nothing else changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forecast {
    /// The item that is on, and all that follow.
    pub slots: Vec<Slot>,
    pub ends: Moment,
    /// Minutes past the set end (below 0: early).
    pub over_min: i64,
}

/// Forecast at `now`. A pinned item starts at its pin, whatever runs into it: that it would is said
/// in [`Slot::past_pin_min`], and what to give up is for the person to choose.
pub fn forecast(s: &Session, now: Moment) -> Option<Forecast> {
    let now = to_the_minute(now);
    let mut slots = Vec::new();
    let (mut at, first) = match s.run.current() {
        Some(ran) => {
            let place = s.agenda.position(ran.item)?;
            let item = s.agenda.get(ran.item)?;
            let paused = TimeDelta::seconds(paused_s(ran, now));
            let to = (ran.from + TimeDelta::minutes(total_min(item, ran)) + paused).max(now);
            slots.push(Slot { item: item.id, from: ran.from, to, past_pin_min: 0 });
            let tail = if ran.report_back_skipped.is_some() { 0 } else { item.report_back_total_min() };
            (to + TimeDelta::minutes(i64::from(tail)), place + 1)
        }
        None => match s.run.items.last() {
            Some(last) => (last.to.unwrap_or(now).max(now), s.agenda.position(last.item)? + 1),
            None => (s.start_moment().max(now), 0),
        },
    };
    for item in s.agenda.iter().skip(first) {
        let (from, past_pin_min) = match item.pinned.map(|t| s.moment_at(t)) {
            Some(pin) if pin >= now => (pin, minutes_between(pin, at).max(0)),
            _ => (at, 0),
        };
        let to = from + TimeDelta::minutes(i64::from(item.planned_min));
        slots.push(Slot { item: item.id, from, to, past_pin_min });
        at = to + TimeDelta::minutes(i64::from(item.report_back_total_min()));
    }
    let ends = s.run.ended.unwrap_or(at);
    Some(Forecast { slots, ends, over_min: minutes_between(s.end_moment(), to_the_minute(ends)) })
}

/// Minutes an item that must not be trimmed got less than planned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TakenFromProtected {
    pub item: ItemId,
    pub min: i64,
}

/// Minutes taken from protected items that have ended.
pub fn taken_from_protected(s: &Session) -> Vec<TakenFromProtected> {
    s.agenda
        .iter()
        .filter(|i| i.protected)
        .filter_map(|i| {
            let ran = s.run.of(i.id)?;
            let lasted = minutes_between(ran.from, ran.to?);
            let min = i64::from(i.planned_min) - lasted;
            (min > 0).then_some(TakenFromProtected { item: i.id, min })
        })
        .collect()
}
