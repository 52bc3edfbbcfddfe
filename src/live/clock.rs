//! What the clock says of the item that is on, and of what is still to come.

use crate::model::time::{Moment, later, later_min, minutes_between, to_the_minute};
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
        elapsed_s: ran_s(ran, now),
        total_s: total_min(s, item, ran) * 60,
        paused: ran.paused(),
    })
}

/// Is so little left that it is to be said? By the longest of the warnings, in minutes.
pub fn is_soon(remaining_s: i64, warn_min: &[u32]) -> bool {
    warn_min.iter().max().is_some_and(|min| remaining_s <= i64::from(*min) * 60)
}

/// Seconds an item ran, without pauses; up to `now` where it is on. A clock that stands before its start
/// gives 0.
pub fn ran_s(ran: &Ran, now: Moment) -> i64 {
    let to = ran.to.unwrap_or(now);
    ((to - ran.from).num_seconds() - paused_s(ran, to)).max(0)
}

/// The table that is telling the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TableTimer {
    /// From 1.
    pub table: u8,
    pub of: u8,
    /// Seconds left; below 0 it is over.
    pub remaining_s: i64,
}

/// The side timer of the report-back; None where none is running.
pub fn table_timer(s: &Session, now: Moment) -> Option<TableTimer> {
    let on = s.run.report?;
    let elapsed = (now - on.from).num_seconds().max(0);
    Some(TableTimer { table: on.table, of: on.of, remaining_s: i64::from(on.each_s) - elapsed })
}

/// Minutes an item has while it is on.
fn total_min(s: &Session, item: &AgendaItem, ran: &Ran) -> i64 {
    (planned_now_min(s, item) + i64::from(ran.added_min())).max(0)
}

/// Minutes an item has before it begins: what was planned, with what was given or taken since.
pub fn planned_now_min(s: &Session, item: &AgendaItem) -> i64 {
    (i64::from(item.planned_min) + i64::from(s.run.ahead_min(item.id))).max(0)
}

/// Minutes of report-back that are still meant to follow an item: what is left of it while it is on, and none where
/// it was held or skipped.
pub fn tail_min(s: &Session, item: &AgendaItem, now: Moment) -> i64 {
    let ran = s.run.of(item.id);
    if ran.is_some_and(|r| r.report_back_skipped.is_some()) {
        return 0;
    }
    let held = ran.is_some_and(|r| r.reported_back.is_some());
    match table_timer(s, now).filter(|_| held) {
        Some(t) => {
            let each_s = s.run.report.map_or(0, |r| i64::from(r.each_s));
            let left_s = t.remaining_s.max(0) + each_s * i64::from(t.of.saturating_sub(t.table));
            (left_s + 59) / 60
        }
        None if held => 0,
        None => i64::from(item.report_back_total_min()),
    }
}

fn paused_s(ran: &Ran, now: Moment) -> i64 {
    ran.pauses.iter().map(|p| (p.to.unwrap_or(now) - p.from).num_seconds().max(0)).sum()
}

/// The items still to come after the one that is on (or after the last that ran): neither left out, nor
/// held already.
pub fn coming(s: &Session) -> impl Iterator<Item = &AgendaItem> {
    let first = match s.run.items.last() {
        None => 0,
        Some(last) => s.agenda.position(last.item).map_or(s.agenda.len(), |place| place + 1),
    };
    s.agenda.iter().skip(first).filter(|i| !s.run.is_skipped(i.id) && s.run.of(i.id).is_none())
}

/// The item after the one that is on (or after the last that ran); the first before anything has.
pub fn next_item(s: &Session) -> Option<&AgendaItem> {
    coming(s).next()
}

/// One item of a forecast.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    pub item: ItemId,
    pub from: Moment,
    /// Without the report-back that follows it.
    pub to: Moment,
    /// Minutes by which what comes before it runs past its pinned start.
    pub past_pin_min: i64,
    /// It waits for its pin: nothing that is saved before it is felt after it.
    pub waits_for_pin: bool,
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

/// Forecast at `now`; None only where the item that is on is in no agenda.
///
/// A pinned item starts at its pin, whatever runs into it: that it would is said in
/// [`Slot::past_pin_min`], and what to give up is for the person to choose. A session that was never
/// started and whose time has gone by is forecast as it was planned.
pub fn forecast(s: &Session, now: Moment) -> Option<Forecast> {
    let now = to_the_minute(now);
    let mut slots = Vec::new();
    let other_day = !on_its_day(s, now);
    let gone_by = s.run.items.is_empty() && now > s.end_moment();
    let mut at = match s.run.current() {
        Some(ran) => {
            let item = s.agenda.get(ran.item)?;
            let paused = TimeDelta::seconds(paused_s(ran, now));
            let to = later(later_min(ran.from, total_min(s, item, ran)), paused).max(now);
            slots.push(Slot { item: item.id, from: ran.from, to, past_pin_min: 0, waits_for_pin: false });
            later_min(to, tail_min(s, item, now))
        }
        None => match s.run.items.last() {
            Some(last) => last.to.unwrap_or(now).max(now),
            None if gone_by => s.start_moment(),
            None => s.start_moment().max(now),
        },
    };
    for item in coming(s).filter(|_| s.run.ended.is_none()) {
        // A pin is of the day; on another one it says nothing.
        let pin = item.pinned.map(|t| s.moment_at(t)).filter(|_| gone_by || !other_day);
        let from = match pin {
            Some(pin) if pin >= now || gone_by => pin,
            _ => at,
        };
        let past_pin_min = pin.map_or(0, |pin| minutes_between(pin, at).max(0));
        // Less than a minute past it is not past: nothing before it could gain anything after it.
        let waits_for_pin = pin.is_some() && past_pin_min == 0;
        let to = later_min(from, planned_now_min(s, item));
        slots.push(Slot { item: item.id, from, to, past_pin_min, waits_for_pin });
        at = later_min(to, tail_min(s, item, now));
    }
    let ends = s.run.ended.unwrap_or(at);
    Some(Forecast { slots, ends, over_min: minutes_between(s.end_moment(), to_the_minute(ends)) })
}

/// Hours before its start and after its end in which a session can be said to be early or late.
const ITS_DAY_H: i64 = 12;

/// Is it the day for which the session is dated, or the night after it? On another day there is no late.
pub fn on_its_day(s: &Session, now: Moment) -> bool {
    let around = TimeDelta::hours(ITS_DAY_H);
    now >= later(s.start_moment(), -around) && now <= later(s.end_moment(), around)
}

/// Hours after which an item that is on is taken to have been left running.
const LEFT_RUNNING_H: i64 = 3;

/// A session that was never ended: the last moment in which something happened in it. None: it is on, or it
/// has ended.
pub fn left_running(s: &Session, now: Moment) -> Option<Moment> {
    let on = s.run.current()?;
    let timer = timer(s, now)?;
    if timer.remaining_s() > -LEFT_RUNNING_H * 3600 {
        return None;
    }
    let said = s.contributions.iter().map(|c| c.at);
    let decided = s.decisions.iter().map(|d| d.at);
    let frozen = s.versions.iter().map(|v| v.at);
    said.chain(decided).chain(frozen).chain([on.from]).filter(|at| *at <= now).max()
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
