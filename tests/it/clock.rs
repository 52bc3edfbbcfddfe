//! Time as functions of (session, now): the forecasts of the sample's script, and a sleeping laptop.

use crate::alder::{alder_street, at};
use upfront::edit::apply;
use upfront::live::{forecast, plan, planned_end, timer};
use upfront::model::Session;
use upfront::model::time::clock;

/// The sample as it stood after everything up to a moment had been done.
fn as_of(now: &str) -> Session {
    let now = at(now);
    let built = alder_street();
    let mut s = Session::new(built.session.id, built.session.date, &built.session.zone);
    for command in built.commands {
        use upfront::edit::{Command, RunStep as R};
        let when = match &command {
            Command::Run(R::Start { at, .. } | R::Give { at, .. } | R::End { at }) => Some(*at),
            Command::Run(R::Slept { from, .. }) => Some(*from),
            Command::Run(R::SkipReportBack { .. }) => Some(at("19:30")),
            _ => None,
        };
        if when.is_none_or(|t| t <= now) {
            apply(&mut s, command).unwrap();
        }
    }
    s
}

fn ends(s: &Session, now: &str) -> String {
    clock(forecast(s, at(now)).unwrap().ends)
}

#[test]
fn the_forecast_is_the_scripts() {
    for (now, end) in
        [("18:09", "20:35"), ("18:41", "20:35"), ("19:32", "20:35"), ("20:25", "20:35"), ("20:36", "20:36")]
    {
        assert_eq!(ends(&as_of(now), now), end, "at {now}");
    }
}

#[test]
fn three_minutes_more_run_past_the_pinned_break_and_the_end_stays() {
    let before = as_of("19:28");
    assert_eq!(ends(&before, "19:29"), "20:35");
    assert!(forecast(&before, at("19:29")).unwrap().slots.iter().all(|s| s.past_pin_min == 0));
    let after = as_of("19:29");
    let f = forecast(&after, at("19:29")).unwrap();
    assert_eq!(clock(f.ends), "20:35");
    assert_eq!(f.slots.iter().map(|s| s.past_pin_min).max(), Some(3));
}

#[test]
fn the_plan_of_the_sample_ends_five_minutes_over() {
    let s = as_of("18:00");
    assert_eq!(clock(planned_end(&s).unwrap()), "20:35");
    let starts: Vec<String> = plan(&s).iter().map(|p| clock(p.from)).collect();
    assert_eq!(starts, ["18:00", "18:10", "18:40", "19:00", "19:35", "19:50", "20:10", "20:25"]);
}

#[test]
fn a_laptop_that_slept_shows_the_right_time_when_it_wakes() {
    let s = as_of("19:35");
    assert_eq!(timer(&s, at("19:36")).unwrap().remaining_s(), 14 * 60);
    assert_eq!(timer(&s, at("19:48")).unwrap().remaining_s(), 2 * 60);
    assert_eq!(timer(&s, at("19:53")).unwrap().remaining_s(), -3 * 60);
    // A clock that was put back never gives a time below nothing.
    assert_eq!(timer(&s, at("19:00")).unwrap().elapsed_s, 0);
}
