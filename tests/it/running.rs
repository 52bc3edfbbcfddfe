//! Running late and being asleep: whatever happens, the times add up, pins and protected items hold, and
//! what is offered gains what it says.

use crate::alder::at;
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use upfront::edit::{Command, RunStep, apply, join, new_agenda_item, split};
use upfront::live::{
    Late, Saving, coming, forecast, late, left_running, offers, on_its_day, planned_now_min, ran_s, table_timer, timer,
};
use upfront::model::time::{Moment, to_the_minute};
use upfront::model::*;
use uuid::Uuid;

/// An item of a made-up agenda.
#[derive(Clone, Debug)]
struct Planned {
    min: u32,
    least: u32,
    protected: bool,
    is_break: bool,
    /// Minutes after 18:00.
    pin: Option<u32>,
    tables: u8,
}

#[derive(Clone, Debug)]
enum Happens {
    Next,
    Pass(i64),
    Pause,
    Resume,
    Give(i32),
    /// The laptop sleeps; nobody presses anything meanwhile.
    Sleep(i64),
    SetClock(i64),
    Trim(usize),
    Skip(usize),
    ReportBack,
}

fn agenda() -> impl Strategy<Value = Vec<Planned>> {
    let item =
        (0..60_u32, 0..30_u32, any::<bool>(), any::<bool>(), proptest::option::weighted(0.3, 0..240_u32), 0..6_u8);
    let item = item.prop_map(|(min, least, protected, is_break, pin, tables)| Planned {
        min,
        least: least.min(min),
        protected,
        is_break,
        pin,
        tables,
    });
    proptest::collection::vec(item, 1..8)
}

fn happenings() -> impl Strategy<Value = Vec<Happens>> {
    let one = prop_oneof![
        3 => Just(Happens::Next),
        4 => (0..3000_i64).prop_map(Happens::Pass),
        1 => Just(Happens::Pause),
        1 => Just(Happens::Resume),
        2 => (1..10_i32).prop_map(Happens::Give),
        1 => (60..4000_i64).prop_map(Happens::Sleep),
        1 => (-4000..4000_i64).prop_map(Happens::SetClock),
        2 => (0..3_usize).prop_map(Happens::Trim),
        1 => (0..8_usize).prop_map(Happens::Skip),
        1 => Just(Happens::ReportBack),
    ];
    proptest::collection::vec(one, 1..40)
}

/// A session with an agenda, the clock on the wall, and what really passed.
struct Evening {
    s: Session,
    wall: Moment,
    /// Seconds in which an item was on and not held.
    ran_s: i64,
}

impl Evening {
    fn new(agenda: &[Planned]) -> Self {
        let date = NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
        let mut s = Session::new(Uuid::from_u128(1), date, "Europe/London");
        for (nth, p) in agenda.iter().enumerate() {
            let mut item = new_agenda_item(&s, Uuid::from_u128(100 + nth as u128), &format!("item {nth}"), p.min);
            item.least_min = p.least;
            item.protected = p.protected;
            item.kind = if p.is_break { ItemKind::Break } else { ItemKind::Activity };
            item.pinned = p.pin.map(|m| s.starts + TimeDelta::minutes(i64::from(m)));
            item.tables = p.tables;
            item.report_back_min = u32::from(p.tables > 0);
            apply(&mut s, Command::Add(item.into())).unwrap();
        }
        Self { s, wall: at("18:00"), ran_s: 0 }
    }

    fn pass(&mut self, seconds: i64) {
        self.wall += TimeDelta::seconds(seconds);
        if self.s.run.current().is_some_and(|r| !r.paused()) {
            self.ran_s += seconds;
        }
    }

    fn run(&mut self, step: RunStep) {
        // A step that can't be meant now is refused, and changes nothing.
        let before = self.s.clone();
        if apply(&mut self.s, Command::Run(step)).is_err() {
            assert_eq!(self.s, before);
        }
    }

    fn happen(&mut self, what: &Happens) {
        let at = self.wall;
        let to_come: Vec<ItemId> = coming(&self.s).map(|i| i.id).collect();
        match what {
            Happens::Next => match to_come.first().copied() {
                Some(item) => self.run(RunStep::Start { item, at }),
                None => self.run(RunStep::End { at }),
            },
            Happens::Pass(seconds) => self.pass(*seconds),
            Happens::Pause => self.run(RunStep::Pause { at }),
            Happens::Resume => self.run(RunStep::Resume { at }),
            Happens::Give(min) => self.run(RunStep::Give { at, min: *min }),
            Happens::Sleep(seconds) => {
                self.pass(*seconds);
                self.run(RunStep::Slept { from: at, to: self.wall });
            }
            Happens::SetClock(by_s) => {
                self.wall += TimeDelta::seconds(*by_s);
                // As the app does: only what is on is moved with the clock.
                if self.s.run.current().is_some() || self.s.run.report.is_some() {
                    self.run(RunStep::ClockSet { at: self.wall, by_s: *by_s });
                }
            }
            Happens::Trim(nth) => self.trim(*nth),
            Happens::Skip(nth) => {
                if let Some(item) = to_come.get(*nth).copied() {
                    self.run(RunStep::Skip { item, at, why: String::new() });
                }
            }
            Happens::ReportBack => self.run(RunStep::StartReportBack { at, of: 3, each_s: 60 }),
        }
    }

    /// Takes an offer, and holds it to what it said.
    fn trim(&mut self, nth: usize) {
        let at = self.wall;
        let Some(was) = late(&self.s, at) else { return };
        let all = offers(&self.s, at, was);
        assert!(all.len() <= 3, "{all:?}");
        let Some(offer) = all.into_iter().nth(nth) else { return };
        assert!(offer.gains_min > 0, "{offer:?} gains nothing");
        for saving in &offer.savings {
            let item = |id: &ItemId| self.s.agenda.get(*id).unwrap().clone();
            match saving {
                Saving::SkipReportBack(id) => {
                    assert!(!item(id).protected && item(id).kind != ItemKind::Break, "{offer:?}");
                    self.run(RunStep::SkipReportBack { item: *id, why: String::new() });
                }
                Saving::TakeNow { min } => self.run(RunStep::Give { at, min: -i32::try_from(*min).unwrap() }),
                Saving::Shorten { item: id, min } => {
                    let (i, has) = (item(id), planned_now_min(&self.s, &item(id)));
                    assert!(!i.protected && i.kind != ItemKind::Break, "{offer:?}");
                    assert!(has - i64::from(*min) >= i64::from(i.least_min), "{offer:?} takes more than it may");
                    self.run(RunStep::GiveAhead { item: *id, at, min: -i32::try_from(*min).unwrap() });
                }
                Saving::LeaveOut(id) => {
                    assert!(!item(id).protected && item(id).kind != ItemKind::Break, "{offer:?}");
                    self.run(RunStep::Skip { item: *id, at, why: String::new() });
                }
            }
        }
        let by = |late: Option<Late>| match (was, late) {
            (Late::Pin { item: a, .. }, Some(Late::Pin { item: b, by_min })) if a == b => by_min,
            (Late::End { .. }, Some(Late::End { by_min })) => by_min,
            // Something later is the first that does not hold: this one does.
            _ => 0,
        };
        // Seconds are cut off twice, so a minute may be.
        let expected = (was.by_min() - offer.gains_min).max(0);
        assert!(by(late(&self.s, at)) <= expected + 1, "{was:?}, then {offer:?}, then {:?}", late(&self.s, at));
    }

    fn check(&self, agenda: &[Planned]) {
        let (s, now) = (&self.s, self.wall);
        let of_the_day = on_its_day(s, now);
        let sum: i64 = s.run.items.iter().map(|r| ran_s(r, now)).sum();
        assert_eq!(sum, self.ran_s, "the segments add up to what passed");
        for r in &s.run.items {
            assert!(r.to.is_none_or(|to| to >= r.from), "an item ends before it begins");
        }
        let minute = to_the_minute(now);
        let f = forecast(s, now).unwrap();
        let gone_by = s.run.items.is_empty() && minute > s.end_moment();
        for slot in &f.slots {
            let is_on = s.run.current().is_some_and(|r| r.item == slot.item);
            assert!(gone_by || slot.to >= minute, "a slot ends in the past");
            assert!(gone_by || is_on || slot.from >= minute, "a slot begins in the past");
            let pin = s.agenda.get(slot.item).and_then(|i| i.pinned).map(|t| s.moment_at(t));
            if let Some(pin) = pin.filter(|pin| of_the_day && !is_on && *pin >= minute) {
                assert_eq!(slot.from, pin, "a pinned item starts at its pin");
            }
        }
        assert!(gone_by || s.run.ended.is_some() || f.ends >= minute, "the end is in the past");
        for (item, planned) in s.agenda.iter().zip(agenda) {
            if item.protected {
                assert!(planned_now_min(s, item) >= i64::from(planned.min), "a protected item was trimmed");
                assert!(s.run.of(item.id).is_none_or(|r| r.added_min() >= 0), "a protected item was trimmed");
            }
        }
        if let Some(t) = table_timer(s, now) {
            assert!(t.remaining_s <= 60);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("UPFRONT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_times_add_up_pins_hold_and_the_forecast_is_ahead(agenda in agenda(), all in happenings()) {
        let mut evening = Evening::new(&agenda);
        for what in &all {
            evening.happen(what);
            evening.check(&agenda);
        }
    }
}

fn minutes(list: &[(u32, bool)]) -> Evening {
    let planned = |(min, protected): &(u32, bool)| Planned {
        min: *min,
        least: 0,
        protected: *protected,
        is_break: false,
        pin: None,
        tables: 0,
    };
    Evening::new(&list.iter().map(planned).collect::<Vec<_>>())
}

#[test]
fn where_one_item_is_not_enough_several_are_offered_or_one_is_left_out() {
    // 120 minutes are set; the first takes 40 too many.
    let mut e = minutes(&[(30, false), (30, false), (30, false), (30, true)]);
    e.happen(&Happens::Next);
    e.pass(55 * 60);
    let was = late(&e.s, e.wall).unwrap();
    assert_eq!(was, Late::End { by_min: 25 });
    let words: Vec<String> = offers(&e.s, e.wall, was).into_iter().map(|o| o.words).collect();
    assert_eq!(
        words,
        [
            "25 minutes in all: 15 from “item 1”, 10 from “item 2”",
            "leave out “item 1” (30 minutes; the room does without it)",
            "leave out “item 2” (30 minutes; the room does without it)",
        ]
    );
}

#[test]
fn where_everything_is_protected_nothing_is_offered() {
    let mut e = minutes(&[(60, true), (60, true)]);
    e.happen(&Happens::Next);
    e.pass(90 * 60);
    let was = late(&e.s, e.wall).unwrap();
    assert!(offers(&e.s, e.wall, was).is_empty());
}

#[test]
fn an_item_left_out_is_not_forecast_until_it_is_put_back() {
    let mut e = minutes(&[(30, false), (30, false), (30, false)]);
    e.happen(&Happens::Next);
    let out = e.s.agenda[1].id;
    e.happen(&Happens::Skip(0));
    let ends = |e: &Evening| forecast(&e.s, e.wall).unwrap().over_min;
    assert_eq!(ends(&e), -60);
    assert_eq!(coming(&e.s).next().unwrap().id, e.s.agenda[2].id);
    e.run(RunStep::PutBack { item: out });
    assert_eq!(ends(&e), -30);
    // What has begun can't be left out.
    let on = e.s.agenda[0].id;
    assert!(apply(&mut e.s, Command::Run(RunStep::Skip { item: on, at: e.wall, why: String::new() })).is_err());
}

#[test]
fn each_table_has_its_time_and_the_plan_is_not_touched() {
    let mut e = minutes(&[(30, false)]);
    e.happen(&Happens::Next);
    e.happen(&Happens::ReportBack);
    let before = forecast(&e.s, e.wall).unwrap();
    e.pass(70);
    let t = table_timer(&e.s, e.wall).unwrap();
    assert_eq!((t.table, t.of, t.remaining_s), (1, 3, -10));
    for table in 2..=3 {
        e.run(RunStep::NextTable { at: e.wall });
        assert_eq!(table_timer(&e.s, e.wall).unwrap().table, table);
    }
    assert_eq!(forecast(&e.s, e.wall).unwrap().ends, before.ends);
    e.run(RunStep::NextTable { at: e.wall });
    assert!(table_timer(&e.s, e.wall).is_none(), "after the last table it is over");
}

#[test]
fn a_report_back_that_is_on_is_forecast_once_and_not_again_when_it_is_over() {
    let agenda = [Planned { min: 30, least: 0, protected: false, is_break: false, pin: None, tables: 3 }];
    let mut e = Evening::new(&agenda);
    let ends = |e: &Evening| upfront::model::time::clock(forecast(&e.s, e.wall).unwrap().ends);
    e.happen(&Happens::Next);
    assert_eq!(ends(&e), "18:33");
    e.pass(30 * 60);
    e.happen(&Happens::ReportBack);
    assert_eq!(ends(&e), "18:33");
    e.pass(60);
    e.run(RunStep::NextTable { at: e.wall });
    assert_eq!(ends(&e), "18:33");
    e.pass(60);
    e.run(RunStep::NextTable { at: e.wall });
    e.pass(60);
    e.run(RunStep::NextTable { at: e.wall });
    assert_eq!(ends(&e), "18:33", "all three have spoken");
}

#[test]
fn no_minutes_are_taken_that_are_not_there() {
    let mut e = minutes(&[(20, false), (20, false)]);
    e.happen(&Happens::Next);
    let next = e.s.agenda[1].id;
    for _ in 0..7 {
        e.run(RunStep::GiveAhead { item: next, at: e.wall, min: -5 });
        e.run(RunStep::Give { at: e.wall, min: -5 });
    }
    e.run(RunStep::GiveAhead { item: next, at: e.wall, min: 5 });
    e.run(RunStep::Give { at: e.wall, min: 5 });
    assert_eq!(planned_now_min(&e.s, e.s.agenda.get(next).unwrap()), 5);
    assert_eq!(timer(&e.s, e.wall).unwrap().total_s, 300);
}

#[test]
fn on_another_day_nothing_is_late() {
    let mut e = minutes(&[(60, false)]);
    e.wall += TimeDelta::days(3);
    e.happen(&Happens::Next);
    e.pass(90 * 60);
    assert_eq!(late(&e.s, e.wall), None);
}

#[test]
fn a_pinned_item_and_a_break_are_not_joined_away() {
    let pinned = Planned { min: 10, least: 0, protected: false, is_break: false, pin: Some(30), tables: 0 };
    let rest = Planned { is_break: true, pin: None, ..pinned.clone() };
    let plain = Planned { pin: None, ..pinned.clone() };
    let e = Evening::new(&[plain.clone(), pinned, plain, rest]);
    assert!(join(&e.s, e.s.agenda[0].id).is_none());
    assert!(join(&e.s, e.s.agenda[2].id).is_none());
}

#[test]
fn a_session_that_nobody_ended_says_when_something_last_happened() {
    let mut e = minutes(&[(30, false)]);
    e.happen(&Happens::Next);
    e.pass(40 * 60);
    assert_eq!(left_running(&e.s, e.wall), None, "ten minutes over is only late");
    e.pass(15 * 3600);
    assert_eq!(left_running(&e.s, e.wall), Some(at("18:00")));
    assert!(timer(&e.s, e.wall).is_some(), "and it may still be going on");
}

#[test]
fn a_split_item_joined_again_is_as_before_but_for_its_history() {
    let e = minutes(&[(25, false), (10, false)]);
    let mut s = e.s.clone();
    let id = s.agenda[0].id;
    let command = split(&s, id, Uuid::from_u128(7)).unwrap();
    let undo = apply(&mut s, command).unwrap();
    assert_eq!(s.agenda.iter().map(|i| i.planned_min).collect::<Vec<_>>(), [13, 12, 10]);
    assert_eq!(s.agenda[1].title, "item 0 (continued)");
    let mut undone = s.clone();
    apply(&mut undone, undo).unwrap();
    assert_eq!(undone, e.s);
    let command = join(&s, id).unwrap();
    apply(&mut s, command).unwrap();
    assert_eq!(s.agenda, e.s.agenda);
    // One minute can't be two.
    let one = minutes(&[(1, false)]);
    assert!(split(&one.s, one.s.agenda[0].id, Uuid::from_u128(8)).is_none());
}
