//! Moments, dates and how they are said: 14 May 2026, 18:32, 2 h 30.
//!
//! A moment carries its offset; the session carries its zone. Nothing here reads a clock.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike};

/// A moment with the offset that held there and then.
pub type Moment = DateTime<FixedOffset>;

/// The moment a local date and time name in `zone` (an IANA name). On the autumn night that has an
/// hour twice the first is meant; in the spring gap the hour after it. An unknown zone counts as UTC.
pub fn moment(date: NaiveDate, time: NaiveTime, zone: &str) -> Moment {
    let tz: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::UTC);
    let local = NaiveDateTime::new(date, time);
    tz.from_local_datetime(&local)
        .earliest()
        .or_else(|| tz.from_local_datetime(&local.checked_add_signed(TimeDelta::hours(1))?).earliest())
        .map(|t| t.fixed_offset())
        .unwrap_or_else(|| local.and_utc().fixed_offset())
}

/// Is it the name of a zone?
pub fn is_zone(name: &str) -> bool {
    name.parse::<chrono_tz::Tz>().is_ok()
}

/// The same moment on the clocks of `zone`.
pub fn in_zone(at: Moment, zone: &str) -> Moment {
    match zone.parse::<chrono_tz::Tz>() {
        Ok(tz) => at.with_timezone(&tz).fixed_offset(),
        Err(_) => at,
    }
}

/// So many seconds after the beginning of 1970, on the clocks of `zone`; what no clock shows is that beginning.
pub fn from_unix(seconds: i64, zone: &str) -> Moment {
    in_zone(DateTime::from_timestamp(seconds, 0).unwrap_or_default().fixed_offset(), zone)
}

/// So long after (or before). At the end of all dates, which only a file that means harm reaches, time stands still.
pub fn later(at: Moment, by: TimeDelta) -> Moment {
    at.checked_add_signed(by).unwrap_or(at)
}

/// The same in minutes.
pub fn later_min(at: Moment, min: i64) -> Moment {
    TimeDelta::try_minutes(min).map_or(at, |by| later(at, by))
}

/// 18:32
pub fn clock(at: Moment) -> String {
    at.format("%H:%M").to_string()
}

/// 14 May 2026
pub fn day(date: NaiveDate) -> String {
    format!("{} {}", date.day(), date.format("%B %Y"))
}

/// 14 May 2026 at 18:32
pub fn day_and_clock(at: Moment) -> String {
    format!("{} at {}", day(at.date_naive()), clock(at))
}

/// Thursday 14 May 2026
pub fn long_day(date: NaiveDate) -> String {
    format!("{} {}", date.format("%A"), day(date))
}

/// Thu 14 May 2026
pub fn short_day(date: NaiveDate) -> String {
    format!("{} {}", date.format("%a"), day(date))
}

/// 2 h 30, 45 min, 3 h
pub fn span(min: i64) -> String {
    match (min / 60, min % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m:02}"),
    }
}

/// 12:46, or 1:02:03 from an hour on; the sign is the caller's to show.
pub fn countdown(seconds: i64) -> String {
    let s = seconds.abs();
    if s >= 3600 {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    } else {
        format!("{:02}:{:02}", s / 60, s % 60)
    }
}

/// Minutes from one moment to another, rounded down as a wall clock is read.
pub fn minutes_between(from: Moment, to: Moment) -> i64 {
    (to - from).num_minutes()
}

/// The moment with its seconds cut off, as people read it off the wall.
pub fn to_the_minute(at: Moment) -> Moment {
    at.with_second(0).and_then(|t| t.with_nanosecond(0)).unwrap_or(at)
}

/// Reads 18:32, 18.32, 1832 or 8:05.
pub fn parse_clock(text: &str) -> Option<NaiveTime> {
    let t = text.trim().replace('.', ":");
    NaiveTime::parse_from_str(&t, "%H:%M").ok().or_else(|| {
        let digits = t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| NaiveTime::from_hms_opt(t[..2].parse().ok()?, t[2..].parse().ok()?, 0)).flatten()
    })
}

/// Reads 14 May 2026, 14 May (in the year of `near`), 14/5/2026 or 2026-05-14.
pub fn parse_day(text: &str, near: NaiveDate) -> Option<NaiveDate> {
    let t = text.trim();
    for form in ["%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d"] {
        if let Ok(date) = NaiveDate::parse_from_str(t, form) {
            return Some(date).filter(|d| (1900..=2200).contains(&d.year()));
        }
    }
    let with_year = format!("{t} {}", near.year());
    ["%d %B %Y", "%d %b %Y"].iter().find_map(|form| NaiveDate::parse_from_str(&with_year, form).ok())
}

/// "by 28 May 2026", or nothing where no date is set.
pub fn by(date: Option<NaiveDate>) -> String {
    date.map(|d| format!("by {}", day(d))).unwrap_or_default()
}
