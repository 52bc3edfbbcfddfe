//! The one way a session changes.

use super::fields::{Item, Key, pointing_at};
use super::{Command, SessionField};
use crate::model::number::{self, kind};
use crate::model::refs::Ref;
use crate::model::*;

/// The longest words one contribution may have, in characters (notes on imports: 20,000 a note).
pub const MOST_WORDS: usize = 20_000;

/// Why a command changed nothing. The display is the sentence the person reads.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    #[error("That is already there")]
    AlreadyThere,
    #[error("{0}{1} has been given already; numbers are never used twice")]
    NumberGiven(char, Number),
    #[error("That is not there any more; nothing was changed")]
    Gone,
    #[error("It names something that is not there any more; nothing was changed")]
    NamesNothing,
    #[error("{what} is named in {places}; change that first, then take it out")]
    StillNamed { what: String, places: String },
    #[error("S{0} is fixed, so nothing can be decided on it here; challenge it, or ask who could change it")]
    DecisionOnFixed(Number),
    #[error("S{0} is fixed now, but decision D{1} is about it; change the decision first")]
    FixedUnderDecision(Number, Number),
    #[error("That is longer than {MOST_WORDS} characters; split it into several")]
    TooLong,
    #[error("That item has begun already; give it minutes, or end it")]
    HasBegun,
    #[error("There is nothing on now")]
    NothingOn,
    #[error("Version {0} has been frozen already; look at it, then freeze again if the text has changed")]
    FrozenAlready(u32),
    #[error("It follows another version than the newest one here; nothing was changed")]
    NotAfterNewest,
    #[error("The clock has gone back; check the laptop's time")]
    ClockBack,
    /// Somebody else's to change, in a room of several laptops; the sentence says whose.
    #[error("{0}")]
    NotYours(String),
}

/// Applies a command. On success the session has changed and the inverse comes back; on refusal
/// nothing has changed.
pub fn apply(s: &mut Session, command: Command) -> Result<Command, Refusal> {
    let marked = s.changed_since_version;
    if command.changes_record() && !s.versions.is_empty() {
        s.changed_since_version = true;
    }
    let inverse = match step(s, command) {
        Ok(inverse) => inverse,
        Err(refusal) => {
            s.changed_since_version = marked;
            return Err(refusal);
        }
    };
    if s.changed_since_version == marked {
        return Ok(inverse);
    }
    let mut back = match inverse {
        Command::Batch(all) => all,
        one => vec![one],
    };
    back.push(Command::session(SessionField::ChangedSinceVersion(marked)));
    Ok(Command::Batch(back))
}

fn step(s: &mut Session, command: Command) -> Result<Command, Refusal> {
    match command {
        Command::Add(item) => add(s, item),
        Command::Remove(key) => remove(s, key),
        Command::Edit(edit) => set(s, edit),
        Command::Session(field) => Ok(Command::session(set_own(s, *field))),
        Command::MoveBoundary(step) => move_boundary(s, *step),
        Command::Run(step) => step.apply(s),
        Command::SetRun(run) => Ok(Command::SetRun(Box::new(std::mem::replace(&mut s.run, *run)))),
        Command::Batch(all) => batch(s, all),
        Command::Merged(all) => super::merged::apply(s, all),
    }
}

/// Sets a field of the session itself; numbers and copies that were given stay given, also when this is taken back.
pub(super) fn set_own(s: &mut Session, field: SessionField) -> SessionField {
    match field {
        SessionField::Numbers(given) => {
            s.numbers = s.numbers.at_least(given);
            SessionField::Numbers(s.numbers)
        }
        SessionField::Copies(given) => {
            s.knows_of(&given);
            SessionField::Copies(s.copies.clone())
        }
        field => field.set(s),
    }
}

fn batch(s: &mut Session, all: Vec<Command>) -> Result<Command, Refusal> {
    let mut inverses = Vec::with_capacity(all.len());
    for command in all {
        match step(s, command) {
            Ok(inverse) => inverses.push(inverse),
            Err(refusal) => {
                for inverse in inverses.into_iter().rev() {
                    // What has just been done can be taken back: it is an inverse.
                    let _ = step(s, inverse);
                }
                return Err(refusal);
            }
        }
    }
    inverses.reverse();
    Ok(Command::Batch(inverses))
}

fn add(s: &mut Session, item: Item) -> Result<Command, Refusal> {
    let key = item.key();
    if key.exists_in(s) {
        return Err(Refusal::AlreadyThere);
    }
    if !item.refers_to().into_iter().all(|r| r.exists_in(s)) {
        return Err(Refusal::NamesNothing);
    }
    number_is_new(s, &item)?;
    if let Item::Version(v) = &item {
        follows_newest(s, v)?;
    }
    if let Item::Decision(d) = &item {
        may_decide(s, d)?;
    }
    if let Item::Contribution(c) = &item
        && c.words.chars().count() > MOST_WORDS
    {
        return Err(Refusal::TooLong);
    }
    let freezes = matches!(item, Item::Version(_));
    keep_number(s, &item);
    item.insert_into(s);
    if !freezes {
        return Ok(Command::Remove(key));
    }
    s.changed_since_version = false;
    match std::mem::take(&mut s.changed_at) {
        times if times.is_empty() => Ok(Command::Remove(key)),
        times => Ok(Command::Batch(vec![Command::Remove(key), Command::session(SessionField::ChangedAt(times))])),
    }
}

/// Versions form a chain: each holds the code of the one before, and no number is given twice.
fn follows_newest(s: &Session, v: &Version) -> Result<(), Refusal> {
    if v.no <= s.numbers.versions {
        return Err(Refusal::FrozenAlready(s.numbers.versions));
    }
    match v.before == s.version().and_then(|newest| newest.code) {
        true => Ok(()),
        false => Err(Refusal::NotAfterNewest),
    }
}

fn remove(s: &mut Session, key: Key) -> Result<Command, Refusal> {
    if !key.exists_in(s) {
        return Err(Refusal::Gone);
    }
    if let Some(target) = as_ref(key) {
        let named_in = pointing_at(s, target);
        if let Some(first) = named_in.first() {
            let more = named_in.len() - 1;
            let places = match more {
                0 => say(s, *first),
                1 => format!("{} and 1 other place", say(s, *first)),
                n => format!("{} and {n} other places", say(s, *first)),
            };
            return Err(Refusal::StillNamed { what: say(s, key), places });
        }
        if let Ref::AgendaItem(id) = target
            && s.run.names(id)
        {
            return Err(Refusal::StillNamed { what: say(s, key), places: "what was run".into() });
        }
    }
    key.take_from(s).map(Command::Add).ok_or(Refusal::Gone)
}

fn set(s: &mut Session, edit: super::Edit) -> Result<Command, Refusal> {
    let key = edit.key();
    let undo = edit.set_in(s).ok_or(Refusal::Gone)?;
    let refused = if key.refers_to(s).into_iter().all(|r| r.exists_in(s)) {
        after_edit(s, key).err()
    } else {
        Some(Refusal::NamesNothing)
    };
    match refused {
        Some(refusal) => {
            undo.set_in(s);
            Err(refusal)
        }
        None => Ok(Command::Edit(undo)),
    }
}

fn after_edit(s: &Session, key: Key) -> Result<(), Refusal> {
    match key {
        Key::Decision(id) => s.decisions.get(id).map_or(Ok(()), |d| may_decide(s, d)),
        Key::Boundary(id) => s.boundaries.get(id).map_or(Ok(()), |b| no_decision_under(s, b)),
        Key::Contribution(id) => match s.contributions.get(id) {
            Some(c) if c.words.chars().count() > MOST_WORDS => Err(Refusal::TooLong),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// A decision on a fixed boundary cannot be recorded (PRODUCT.md, promise 5).
fn may_decide(s: &Session, d: &Decision) -> Result<(), Refusal> {
    let fixed = d.boundary.and_then(|id| s.boundaries.get(id)).filter(|b| b.now.status == Status::Fixed);
    match fixed {
        Some(b) if d.outcome == Outcome::Agreed => Err(Refusal::DecisionOnFixed(b.no)),
        _ => Ok(()),
    }
}

fn no_decision_under(s: &Session, b: &Boundary) -> Result<(), Refusal> {
    let decided = s.decisions.iter().find(|d| d.boundary == Some(b.id) && d.outcome == Outcome::Agreed);
    match decided {
        Some(d) if b.now.status == Status::Fixed => Err(Refusal::FixedUnderDecision(b.no, d.no)),
        _ => Ok(()),
    }
}

fn move_boundary(s: &mut Session, step: Move) -> Result<Command, Refusal> {
    let (boundary, to, id) = (step.boundary, step.to.clone(), step.id);
    let added = add(s, Item::from(step))?;
    match set(s, super::Edit::Boundary(boundary, super::BoundaryField::Now(to))) {
        Ok(back) => Ok(Command::Batch(vec![back, added])),
        Err(refusal) => {
            s.moves.remove(id);
            Err(refusal)
        }
    }
}

fn number_is_new(s: &Session, item: &Item) -> Result<(), Refusal> {
    // Numbers grow, so only one that is not above the last given can be taken.
    let old = |kind: number::Kind, no: Number| no.no <= *kind(&mut s.given_by(no.copy));
    let taken = match item {
        Item::Boundary(i) if old(kind::boundaries, i.no) => {
            s.boundaries.iter().any(|o| o.no == i.no).then_some(('S', i.no))
        }
        Item::Contribution(i) if old(kind::contributions, i.no) => {
            s.contributions.iter().any(|o| o.no == i.no).then_some(('C', i.no))
        }
        Item::Decision(i) if old(kind::decisions, i.no) => {
            s.decisions.iter().any(|o| o.no == i.no).then_some(('D', i.no))
        }
        Item::Action(i) if old(kind::actions, i.no) => s.actions.iter().any(|o| o.no == i.no).then_some(('A', i.no)),
        Item::Referral(i) if old(kind::referrals, i.no) => {
            s.referrals.iter().any(|o| o.no == i.no).then_some(('R', i.no))
        }
        _ => None,
    };
    taken.map_or(Ok(()), |(letter, no)| Err(Refusal::NumberGiven(letter, no)))
}

pub(super) fn keep_number(s: &mut Session, item: &Item) {
    match item {
        Item::Boundary(i) => s.keep_no(kind::boundaries, i.no),
        Item::Contribution(i) => s.keep_no(kind::contributions, i.no),
        Item::Decision(i) => s.keep_no(kind::decisions, i.no),
        Item::Action(i) => s.keep_no(kind::actions, i.no),
        Item::Referral(i) => s.keep_no(kind::referrals, i.no),
        Item::Version(i) => s.numbers.versions = s.numbers.versions.max(i.no),
        _ => {}
    }
}

fn as_ref(key: Key) -> Option<Ref> {
    Some(match key {
        Key::Partner(id) => Ref::Partner(id),
        Key::Person(id) => Ref::Person(id),
        Key::AgendaItem(id) => Ref::AgendaItem(id),
        Key::Boundary(id) => Ref::Boundary(id),
        Key::Contribution(id) => Ref::Contribution(id),
        Key::Theme(id) => Ref::Theme(id),
        Key::Referral(id) => Ref::Referral(id),
        Key::Decision(id) => Ref::Decision(id),
        Key::Action(id) => Ref::Action(id),
        Key::Version(id) => Ref::Version(id),
        _ => return None,
    })
}

/// How a thing is said in a sentence: "S3", "C12", "Northgate Council".
pub fn say(s: &Session, key: Key) -> String {
    match key {
        Key::Partner(id) => s.partner_name(Some(id)).to_string(),
        Key::Person(_) => "a person on the list".into(),
        Key::Movement(_) => "the count of people".into(),
        Key::Interest(_) => "a declared interest".into(),
        Key::Rule(_) => "a ground rule".into(),
        Key::AgendaItem(id) => s.agenda.get(id).map_or_else(|| "an agenda item".into(), |i| format!("“{}”", i.title)),
        Key::Boundary(id) => s.boundaries.get(id).map_or_else(|| "a boundary".into(), |b| format!("S{}", b.no)),
        Key::Move(id) => on_boundary(s, "a move", s.moves.get(id).map(|m| m.boundary)),
        Key::Challenge(id) => on_boundary(s, "a challenge", s.challenges.get(id).map(|c| c.boundary)),
        Key::Contribution(id) => {
            s.contributions.get(id).map_or_else(|| "a contribution".into(), |c| format!("C{}", c.no))
        }
        Key::Theme(id) => s.themes.get(id).map_or_else(|| "a theme".into(), |t| format!("#{}", t.name)),
        Key::Merge(_) => "a merge".into(),
        Key::Photo(id) => s.photos.get(id).map_or_else(|| "a photo".into(), |p| format!("the photo “{}”", p.called())),
        Key::Referral(id) => s.referrals.get(id).map_or_else(|| "sent elsewhere".into(), |r| format!("R{}", r.no)),
        Key::Decision(id) => s.decisions.get(id).map_or_else(|| "a decision".into(), |d| format!("D{}", d.no)),
        Key::Dissent(_) => "a dissent".into(),
        Key::Action(id) => s.actions.get(id).map_or_else(|| "an action".into(), |a| format!("A{}", a.no)),
        Key::Earlier(id) => s
            .earlier
            .get(id)
            .map_or_else(|| "what the session before left".into(), |e| format!("{} of the session before", e.called())),
        Key::EarlierSession(_) => "an earlier session".into(),
        Key::Stage(id) => {
            s.stages.get(id).map_or_else(|| "a stage".into(), |stage| format!("the stage “{}”", stage.what))
        }
        Key::Principle(id) => {
            s.principles.get(id).map_or_else(|| "a principle".into(), |p| format!("the principle “{}”", p.name))
        }
        Key::CharterQuestion(_) => "a question of the charter".into(),
        Key::Left(_) => "what was left as it is".into(),
        Key::Question(_) => "the ratings".into(),
        Key::Version(id) => s.versions.get(id).map_or_else(|| "a version".into(), |v| format!("version {}", v.no)),
        Key::Answer(_) => "a sign-off answer".into(),
        Key::Correction(_) => "a request to correct".into(),
    }
}

fn on_boundary(s: &Session, what: &str, id: Option<BoundaryId>) -> String {
    match id.and_then(|id| s.boundaries.get(id)) {
        Some(b) => format!("{what} of S{}", b.no),
        None => what.into(),
    }
}
