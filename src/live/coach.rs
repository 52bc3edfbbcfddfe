//! What gives? When the evening runs late: trims that would put it right, each with what it gains and
//! what is lost.
//!
//! It offers and never acts. Nothing is taken from a protected item, nor from a break: people need it.
//! Only what comes before the moment that is passed can help it, and nothing before an item that waits
//! for its pin helps what comes after. Cut first what the room would miss least: minutes that were given
//! while running, then a report-back, then minutes of an item, then a whole item (cpvalente/ontime#1563).

use super::clock::{Forecast, Slot, forecast, on_its_day, planned_now_min, tail_min, timer};
use super::plan::planned_end;
use crate::model::time::{Moment, minutes_between};
use crate::model::{AgendaItem, ItemId, ItemKind, Session};

/// What will not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Late {
    /// What comes before a pinned item runs past its start.
    Pin { item: ItemId, by_min: i64 },
    /// The session runs past its end, by more than the plan itself did.
    End { by_min: i64 },
}

impl Late {
    /// Minutes too many.
    pub fn by_min(self) -> i64 {
        match self {
            Self::Pin { by_min, .. } | Self::End { by_min } => by_min,
        }
    }
}

/// Minutes by which a lateness must have grown to be told again.
const TOLD_AGAIN_MIN: i64 = 5;

impl Late {
    /// Is it what the person has said to leave as it is? Not if it has grown since.
    pub fn is_left(self, ignored: Option<Self>) -> bool {
        match (self, ignored) {
            (Self::Pin { item: a, by_min: now }, Some(Self::Pin { item: b, by_min: then })) => {
                a == b && now < then + TOLD_AGAIN_MIN
            }
            (Self::End { by_min: now }, Some(Self::End { by_min: then })) => now < then + TOLD_AGAIN_MIN,
            _ => false,
        }
    }
}

/// One change that saves time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saving {
    /// The tables are not heard after the item that is on.
    SkipReportBack(ItemId),
    /// Minutes that were given to the item that is on are taken back, or minutes it still has.
    TakeNow { min: u32 },
    /// Minutes less for an item to come.
    Shorten { item: ItemId, min: u32 },
    /// An item to come is left out.
    LeaveOut(ItemId),
}

/// A trim that is offered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// "skip the report-back (5 minutes; the tables are not heard aloud now)": as it goes into the record.
    pub words: String,
    /// Minutes it gains.
    pub gains_min: i64,
    pub savings: Vec<Saving>,
}

/// So many are offered at most: more is no help to somebody on their feet.
pub const MOST_OFFERS: usize = 3;

/// What will not hold, if nothing changes; the first in time.
pub fn late(s: &Session, now: Moment) -> Option<Late> {
    if s.run.ended.is_some() || s.run.items.is_empty() || !on_its_day(s, now) {
        return None;
    }
    let f = forecast(s, now)?;
    if let Some(slot) = f.slots.iter().find(|slot| slot.past_pin_min > 0) {
        return Some(Late::Pin { item: slot.item, by_min: slot.past_pin_min });
    }
    // A plan that is longer than the evening was known beforehand, and is said on the agenda.
    let planned_over = planned_end(s).map_or(0, |end| minutes_between(s.end_moment(), end)).max(0);
    (f.over_min > planned_over).then_some(Late::End { by_min: f.over_min })
}

/// "the report-back would run 3 minutes past the pinned break", for the record and the page.
pub fn reason(s: &Session, now: Moment, late: Late) -> String {
    match late {
        Late::End { by_min } => format!("the session would run {} past its end", minutes(by_min)),
        Late::Pin { item, by_min } => {
            let pinned = s.agenda.get(item);
            let what = match pinned {
                Some(i) if i.kind == ItemKind::Break => "the pinned break".to_string(),
                Some(i) => format!("the pinned start of “{}”", i.title),
                None => "a pinned start".into(),
            };
            let before = forecast(s, now).and_then(|f| {
                let place = f.slots.iter().position(|slot| slot.item == item)?;
                s.agenda.get(f.slots.get(place.checked_sub(1)?)?.item)
            });
            match before {
                Some(i) if tail_min(s, i, now) > 0 => {
                    format!("the report-back would run {} past {what}", minutes(by_min))
                }
                Some(i) => format!("“{}” would run {} past {what}", i.title, minutes(by_min)),
                None => format!("{what} is {} past", minutes(by_min)),
            }
        }
    }
}

/// Two or three trims that would put it right, those that do so at the least cost first. Where none is
/// enough, those that gain most.
pub fn offers(s: &Session, now: Moment, late: Late) -> Vec<Offer> {
    let Some(f) = forecast(s, now) else { return Vec::new() };
    let need = late.by_min();
    let stretch = stretch(&f, late);
    let mut all = Vec::new();
    for slot in stretch {
        let Some(item) = s.agenda.get(slot.item) else { continue };
        if s.run.current().is_some_and(|r| r.item == item.id) {
            all.extend(from_the_one_that_is_on(s, now, item, need));
        } else {
            all.extend(from_one_to_come(s, now, item, need));
        }
    }
    let leaves_out = |o: &Offer| o.savings.iter().any(|saving| matches!(saving, Saving::LeaveOut(_)));
    if all.iter().all(|o| o.gains_min < need || leaves_out(o)) {
        all.extend(several(s, stretch, need));
    }
    // Stable: of two that are enough, the one nearer in time stays in front.
    all.sort_by_key(|o| {
        let enough = o.gains_min >= need;
        (!enough, enough && leaves_out(o), if enough { 0 } else { -o.gains_min })
    });
    all.truncate(MOST_OFFERS);
    all
}

/// The slots in which saving a minute helps.
fn stretch(f: &Forecast, late: Late) -> &[Slot] {
    let end = match late {
        Late::Pin { item, .. } => f.slots.iter().position(|slot| slot.item == item).unwrap_or(f.slots.len()),
        Late::End { .. } => f.slots.len(),
    };
    let before = f.slots.get(..end).unwrap_or_default();
    let start = before.iter().rposition(|slot| slot.waits_for_pin).unwrap_or(0);
    before.get(start..).unwrap_or_default()
}

/// May time be taken from it at all?
fn may_trim(item: &AgendaItem) -> bool {
    !item.protected && item.kind != ItemKind::Break
}

/// The fewest minutes it may have. Where nobody said, half of what was planned.
fn least_min(item: &AgendaItem) -> i64 {
    if item.least_min > 0 { i64::from(item.least_min) } else { i64::from(item.planned_min.div_ceil(2)) }
}

fn from_the_one_that_is_on(s: &Session, now: Moment, item: &AgendaItem, need: i64) -> Vec<Offer> {
    let mut all = Vec::new();
    let tail = tail_min(s, item, now);
    if tail > 0 && may_trim(item) && s.run.report.is_none() {
        all.push(offer(
            tail,
            vec![Saving::SkipReportBack(item.id)],
            format!("skip the report-back ({}; the tables are not heard aloud now)", minutes(tail)),
        ));
    }
    let (Some(t), Some(ran)) = (timer(s, now), s.run.current()) else { return all };
    let left = (t.remaining_s() / 60).max(0);
    let given = i64::from(ran.added_min()).clamp(0, left);
    if given > 0 {
        let take = given.min(need);
        let words = if take == i64::from(ran.added_min()) {
            format!("give the {} back", minutes(take))
        } else {
            format!("give {} of the {} back", minutes(take), minutes(i64::from(ran.added_min())))
        };
        all.push(offer(take, vec![Saving::TakeNow { min: small(take) }], words));
    } else if may_trim(item) {
        let take = (t.total_s / 60 - least_min(item)).min(left).min(need);
        if take > 0 {
            let to = t.total_s / 60 - take;
            all.push(offer(
                take,
                vec![Saving::TakeNow { min: small(take) }],
                format!("end “{}” {} sooner (it has {to} then)", item.title, minutes(take)),
            ));
        }
    }
    all
}

fn from_one_to_come(s: &Session, now: Moment, item: &AgendaItem, need: i64) -> Vec<Offer> {
    if !may_trim(item) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let has = planned_now_min(s, item);
    let take = (has - least_min(item)).min(need);
    if take > 0 {
        all.push(offer(
            take,
            vec![Saving::Shorten { item: item.id, min: small(take) }],
            format!("{} less for “{}” ({} instead of {has})", minutes(take), item.title, has - take),
        ));
    }
    // Only what is held as one of several: leaving out where people decide or read back is no trim.
    let can_go = matches!(item.kind, ItemKind::Activity | ItemKind::Grouping | ItemKind::Other);
    if take < need && can_go && has > 0 {
        let gain = has + tail_min(s, item, now);
        all.push(offer(
            gain,
            vec![Saving::LeaveOut(item.id)],
            format!("leave out “{}” ({}; the room does without it)", item.title, minutes(gain)),
        ));
    }
    all
}

/// A little from each of those to come, where no one of them is enough.
fn several(s: &Session, stretch: &[Slot], need: i64) -> Option<Offer> {
    let mut missing = need;
    let mut savings = Vec::new();
    let mut words = Vec::new();
    for item in stretch.iter().filter_map(|slot| s.agenda.get(slot.item)).filter(|i| may_trim(i)) {
        let take = (planned_now_min(s, item) - least_min(item)).min(missing);
        if take <= 0 || s.run.of(item.id).is_some() {
            continue;
        }
        missing -= take;
        savings.push(Saving::Shorten { item: item.id, min: small(take) });
        words.push(format!("{take} from “{}”", item.title));
    }
    (savings.len() > 1).then(|| {
        let gain = need - missing;
        offer(gain, savings, format!("{} in all: {}", minutes(gain), words.join(", ")))
    })
}

fn offer(gains_min: i64, savings: Vec<Saving>, words: String) -> Offer {
    Offer { words, gains_min, savings }
}

fn small(min: i64) -> u32 {
    u32::try_from(min).unwrap_or(0)
}

/// "1 minute", "5 minutes"
pub fn minutes(n: i64) -> String {
    if n.abs() == 1 { format!("{n} minute") } else { format!("{n} minutes") }
}
