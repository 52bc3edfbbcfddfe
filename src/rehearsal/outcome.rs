//! What a person caught of an evening, what they missed, and how long it took.

use super::cue::{Cue, Does, Part, Practises, Script};
use super::same::likeness;
use crate::insight::and;
use crate::model::time::Moment;
use crate::model::*;
use std::collections::HashSet;
use uuid::Uuid;

/// How it went, cue by cue, as far as the evening was played.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// Of the part that was practised, in the order of time.
    pub rows: Vec<Row>,
    /// What was written down and nobody said, by number.
    pub extra: Vec<String>,
}

/// What became of a cue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its place in the script.
    pub cue: usize,
    /// None: it was missed.
    pub caught: Option<Caught>,
}

/// It was written down, or done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Caught {
    /// So many seconds after it happened; below zero: before. None: that is not recorded.
    pub after_s: Option<i64>,
    /// What is not as it was that evening, in words.
    pub differs: Vec<String>,
}

impl Outcome {
    pub fn caught(&self) -> usize {
        self.rows.iter().filter(|r| r.caught.is_some()).count()
    }

    pub fn missed(&self) -> usize {
        self.rows.len() - self.caught()
    }

    /// Of those that were caught, how many as they were.
    pub fn right(&self) -> usize {
        self.rows.iter().filter_map(|r| r.caught.as_ref()).filter(|c| c.differs.is_empty()).count()
    }

    /// How long it took: half of them at most so many seconds, and the slowest. None: nothing that is timed was caught.
    pub fn took_s(&self) -> Option<(i64, i64)> {
        let mut all: Vec<i64> = self.rows.iter().filter_map(|r| r.caught.as_ref()?.after_s).map(|s| s.max(0)).collect();
        all.sort_unstable();
        Some((*all.get(all.len().checked_sub(1)? / 2)?, *all.last()?))
    }
}

/// Holds what stands in the practised session against what happened until a moment.
pub fn outcome(script: &Script, practised: &Session, practises: Practises, until: Moment) -> Outcome {
    let wanted = |cue: &Cue| cue.at <= until && cue.does.is_asked() && practises.has(cue.does.part());
    let cues: Vec<(usize, &Cue)> = script.cues.iter().enumerate().filter(|(_, cue)| wanted(cue)).collect();
    let ours: HashSet<Uuid> = script.cues.iter().filter_map(|cue| id_of(&cue.does)).collect();
    let written = Written::of(practised, &ours);
    let mut pairs = Vec::new();
    for (place, cue) in &cues {
        for (nth, w) in written.0.iter().enumerate() {
            if let Some(score) = fits(practised, cue, w) {
                let apart = w.at().map_or(0, |at| (at - cue.at).num_seconds().abs());
                pairs.push((std::cmp::Reverse(score), apart, *place, nth));
            }
        }
    }
    // The likest first; of two that are as like, the one nearer in time.
    pairs.sort_unstable();
    let (mut taken, mut found) = (HashSet::new(), std::collections::HashMap::new());
    for (_, _, place, nth) in pairs {
        if !found.contains_key(&place) && !taken.contains(&nth) {
            taken.insert(nth);
            found.insert(place, nth);
        }
    }
    let row = |(place, cue): &(usize, &Cue)| {
        let caught = found.get(place).and_then(|nth| written.0.get(*nth)).map(|w| Caught {
            after_s: w.at().map(|at| (at - cue.at).num_seconds()),
            differs: differs(practised, cue, w),
        });
        Row { cue: *place, caught }
    };
    let notes = practises.has(Part::NoteTaker);
    let extra = written.0.iter().enumerate().filter(|(nth, _)| notes && !taken.contains(nth));
    let extra = extra.filter_map(|(_, w)| w.number());
    Outcome { rows: cues.iter().map(row).collect(), extra: extra.collect() }
}

fn id_of(does: &Does) -> Option<Uuid> {
    Some(match does {
        Does::Passes(m) => m.id.0,
        Does::Says(c) => c.id.0,
        Does::Challenges(c) => c.id.0,
        Does::Moves(m) => m.id.0,
        Does::Decides(d) => d.id.0,
        Does::Dissents(d) => d.id.0,
        Does::Acts(a) => a.id.0,
        _ => return None,
    })
}

/// Something the person wrote down or did.
enum Wrote<'a> {
    Ran(&'a Ran),
    Gave(ItemId, Added),
    Ended(Moment),
    Passed(&'a Movement),
    Said(&'a Contribution),
    Challenged(&'a Challenge),
    Answered(&'a Challenge, &'a ChallengeAnswer),
    Moved(&'a Move),
    Decided(&'a Decision),
    AskedDissent(Moment),
    Dissented(&'a Dissent),
    Acted(&'a Action),
}

struct Written<'a>(Vec<Wrote<'a>>);

impl<'a> Written<'a> {
    /// All of it but what was played (`ours`).
    fn of(s: &'a Session, ours: &HashSet<Uuid>) -> Self {
        let mut all = Vec::new();
        for ran in &s.run.items {
            all.push(Wrote::Ran(ran));
            all.extend(ran.added.iter().map(|a| Wrote::Gave(ran.item, *a)));
        }
        all.extend(s.run.ended.map(Wrote::Ended));
        all.extend(s.dissent_asked.map(Wrote::AskedDissent));
        let own = |id: Uuid| !ours.contains(&id);
        all.extend(s.movements.iter().filter(|m| m.at.is_some() && own(m.id.0)).map(Wrote::Passed));
        all.extend(s.contributions.iter().filter(|c| own(c.id.0)).map(Wrote::Said));
        all.extend(s.challenges.iter().filter(|c| own(c.id.0)).map(Wrote::Challenged));
        let answers = s.challenges.iter().filter_map(|c| Some((c, c.answer.as_ref()?)));
        all.extend(answers.filter(|(_, a)| !a.words.trim().is_empty()).map(|(c, a)| Wrote::Answered(c, a)));
        all.extend(s.moves.iter().filter(|m| own(m.id.0)).map(Wrote::Moved));
        all.extend(s.decisions.iter().filter(|d| own(d.id.0)).map(Wrote::Decided));
        all.extend(s.dissents.iter().filter(|d| own(d.id.0)).map(Wrote::Dissented));
        all.extend(s.actions.iter().filter(|a| own(a.id.0)).map(Wrote::Acted));
        Self(all)
    }
}

impl Wrote<'_> {
    /// When, as far as that is recorded.
    fn at(&self) -> Option<Moment> {
        Some(match self {
            Self::Ran(ran) => ran.from,
            Self::Gave(_, added) => added.at,
            Self::Ended(at) | Self::AskedDissent(at) => *at,
            Self::Passed(m) => m.at?,
            Self::Said(c) => c.at,
            Self::Challenged(c) => c.at,
            Self::Answered(_, a) => a.at,
            Self::Moved(m) => m.at,
            Self::Decided(d) => d.at,
            Self::Dissented(d) => d.at?,
            Self::Acted(_) => return None,
        })
    }

    /// Of what was written down, its number.
    fn number(&self) -> Option<String> {
        match self {
            Self::Said(c) => Some(format!("C{}", c.no)),
            Self::Decided(d) => Some(format!("D{}", d.no)),
            Self::Acted(a) => Some(format!("A{}", a.no)),
            _ => None,
        }
    }
}

/// May this be what was written down of that? How well it fits, in hundredths.
fn fits(s: &Session, cue: &Cue, wrote: &Wrote) -> Option<u32> {
    let when = |is: bool| is.then_some(100);
    match (&cue.does, wrote) {
        (Does::Begins(item), Wrote::Ran(ran)) => when(ran.item == *item),
        (Does::Gives { item, min }, Wrote::Gave(of, added)) => when(of == item && (added.min > 0) == (*min > 0)),
        (Does::Ends, Wrote::Ended(_)) | (Does::AsksDissent, Wrote::AskedDissent(_)) => Some(100),
        (Does::Passes(m), Wrote::Passed(w)) => when(m.passage == w.passage && m.partner == w.partner),
        (Does::Says(c), Wrote::Said(w)) => likeness_of(c, w),
        (Does::Challenges(c), Wrote::Challenged(w)) => when(c.boundary == w.boundary),
        (Does::Answers { boundary, .. }, Wrote::Answered(w, _)) => when(w.boundary == *boundary),
        (Does::Moves(m), Wrote::Moved(w)) if m.boundary == w.boundary => {
            Some(50 + u32::from(m.to.status == w.to.status))
        }
        // About the same thing there is one decision.
        (Does::Decides(d), Wrote::Decided(w)) => {
            likeness(&d.what, &w.what).or_else(|| (d.boundary.is_some() && d.boundary == w.boundary).then_some(1))
        }
        (Does::Dissents(d), Wrote::Dissented(w)) => likeness(&d.words, &w.words),
        (Does::Acts(a), Wrote::Acted(w)) => {
            let from = a.from.and_then(|from| boundary_of(s, from));
            let same = from.is_some() && from == w.from.and_then(|from| boundary_of(s, from)) && a.owner == w.owner;
            likeness(&a.what, &w.what).or(same.then_some(1))
        }
        _ => None,
    }
}

/// In the language it was said in, or as somebody said it on.
fn likeness_of(said: &Contribution, written: &Contribution) -> Option<u32> {
    let original = said.original.as_ref().and_then(|o| likeness(&o.words, &written.words));
    let both = written.original.as_ref().and_then(|w| likeness(&said.original.as_ref()?.words, &w.words));
    likeness(&said.words, &written.words).max(original).max(both)
}

fn boundary_of(s: &Session, from: Source) -> Option<BoundaryId> {
    match from {
        Source::Boundary(id) => Some(id),
        Source::Decision(id) => s.decisions.get(id)?.boundary,
        Source::Contribution(id) => s.contributions.get(id)?.boundary,
    }
}

/// Words are theirs where nearly all of what was said is there.
const THEIRS: u32 = 80;

/// What is not as it was.
fn differs(s: &Session, cue: &Cue, wrote: &Wrote) -> Vec<String> {
    let mut all = Vec::new();
    let name = |id: Option<PartnerId>| s.partner_name(id).to_string();
    let mut other = |what: &str, was: String, is: String| {
        if was != is {
            all.push(format!("{what} {was}, not {is}"));
        }
    };
    match (&cue.does, wrote) {
        (Does::Says(c), Wrote::Said(w)) => {
            other("said by", name(c.partner), name(w.partner));
            other("said at", table(c.table), table(w.table));
            let share = likeness_of(c, w).unwrap_or(0);
            if w.voice == Voice::TheirWords && share < THEIRS {
                all.push("marked as their words, and reworded".into());
            }
        }
        (Does::Passes(m), Wrote::Passed(w)) => other("it was", m.count.to_string(), w.count.to_string()),
        (Does::Gives { min, .. }, Wrote::Gave(_, added)) => {
            other("it was", format!("{min} min"), format!("{} min", added.min));
        }
        (Does::Challenges(c), Wrote::Challenged(w)) => other("challenged by", name(c.by), name(w.by)),
        (Does::Answers { answer, .. }, Wrote::Answered(_, w)) => {
            other("answered by", name(answer.by), name(w.by));
            if answer.accepted == Some(false) && w.accepted != Some(false) {
                all.push("that it was not accepted is missing".into());
            }
        }
        (Does::Moves(m), Wrote::Moved(w)) => {
            other("moved to", m.to.status.word().into(), w.to.status.word().into());
            other("moved by", name(m.by), name(w.by));
            if w.why.trim().is_empty() && !m.why.trim().is_empty() {
                all.push("the reason is missing".into());
            }
        }
        (Does::Decides(d), Wrote::Decided(w)) => {
            other("it was", d.outcome.word().into(), w.outcome.word().into());
            let at = |d: &Decision, id| d.positions.iter().find(|p| p.partner == id).map(|p| p.stance);
            let wrong = s.partners.iter().filter(|p| at(d, p.id) != at(w, p.id));
            let wrong: Vec<String> = wrong.map(|p| p.name.clone()).collect();
            if !wrong.is_empty() {
                all.push(format!("where {} stood", and(&wrong)));
            }
        }
        (Does::Acts(a), Wrote::Acted(w)) => {
            other("owned by", name(a.owner), name(w.owner));
            let day = |by: Option<chrono::NaiveDate>| by.map_or_else(|| "no day".into(), crate::model::time::day);
            other("by", day(a.by), day(w.by));
        }
        (Does::Dissents(d), Wrote::Dissented(w)) => {
            let who = |holder: &Holder| match holder {
                Holder::Partner(id) => name(Some(*id)),
                Holder::Unnamed(_) => "somebody not named".into(),
            };
            other("held by", who(&d.who), who(&w.who));
        }
        _ => {}
    }
    all
}

fn table(table: u8) -> String {
    if table == 0 { "no table".into() } else { format!("table {table}") }
}
