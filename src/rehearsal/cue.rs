//! A recorded evening as a script: where it begins, and what happens when.

use crate::edit::RunStep;
use crate::insight::and;
use crate::model::time::{Moment, day};
use crate::model::*;
use chrono::TimeDelta;

/// Whose matter a cue is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// What is said, decided and to be done.
    NoteTaker,
    /// The agenda, the door, what is up for grabs, and asking who disagrees.
    Facilitator,
}

/// What somebody practises.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Practises {
    #[default]
    NoteTaker,
    Facilitator,
    Both,
}

impl Practises {
    pub const ALL: [Self; 3] = [Self::NoteTaker, Self::Facilitator, Self::Both];

    pub fn word(self) -> &'static str {
        match self {
            Self::NoteTaker => "Taking notes",
            Self::Facilitator => "Running the evening",
            Self::Both => "Both",
        }
    }

    /// Is this part practised, and not played?
    pub fn has(self, part: Part) -> bool {
        match self {
            Self::NoteTaker => part == Part::NoteTaker,
            Self::Facilitator => part == Part::Facilitator,
            Self::Both => true,
        }
    }
}

/// Something that happened.
#[derive(Clone, PartialEq, Debug)]
pub struct Cue {
    pub at: Moment,
    pub does: Does,
}

/// What happened, as it was recorded.
#[derive(Clone, PartialEq, Debug)]
pub enum Does {
    Begins(ItemId),
    Gives {
        item: ItemId,
        min: i32,
    },
    /// A step of the clock that follows from another one, and is not asked of anybody.
    Runs(RunStep),
    Passes(Movement),
    Says(Contribution),
    Challenges(Challenge),
    Answers {
        challenge: ChallengeId,
        boundary: BoundaryId,
        answer: ChallengeAnswer,
    },
    Moves(Move),
    Decides(Decision),
    AsksDissent,
    Dissents(Dissent),
    Acts(Action),
    Ends,
}

impl Does {
    pub fn part(&self) -> Part {
        match self {
            Self::Says(_) | Self::Decides(_) | Self::Dissents(_) | Self::Acts(_) => Part::NoteTaker,
            _ => Part::Facilitator,
        }
    }

    /// Can somebody catch it, or miss it?
    pub fn is_asked(&self) -> bool {
        !matches!(self, Self::Runs(_))
    }
}

/// An evening to rehearse.
#[derive(Clone, PartialEq, Debug)]
pub struct Script {
    /// The session as it was when people came in.
    pub begin: Session,
    /// In the order of time.
    pub cues: Vec<Cue>,
    /// From when on it plays, and when it is over.
    pub from: Moment,
    pub until: Moment,
}

/// So long before the first cue it begins, and so long after the last it is over.
const LEAD_MIN: i64 = 1;

/// The script of a session that was held. None: it was not.
pub fn script(whole: &Session) -> Option<Script> {
    let mut cues = Vec::new();
    let mut put = |at: Moment, does: Does| cues.push(Cue { at, does });
    for ran in &whole.run.items {
        put(ran.from, Does::Begins(ran.item));
        ran.added.iter().for_each(|a| put(a.at, Does::Gives { item: ran.item, min: a.min }));
        if let Some(why) = &ran.report_back_skipped {
            let at = ran.added.first().map_or(ran.from, |a| a.at);
            put(at, Does::Runs(RunStep::SkipReportBack { item: ran.item, why: why.clone() }));
        }
    }
    for m in whole.movements.iter() {
        if let Some(at) = m.at {
            put(at, Does::Passes(m.clone()));
        }
    }
    whole.contributions.iter().for_each(|c| put(c.at, Does::Says(c.clone())));
    whole.moves.iter().for_each(|m| put(m.at, Does::Moves(m.clone())));
    for c in &whole.challenges {
        put(c.at, Does::Challenges(Challenge { answer: None, ..c.clone() }));
        if let Some(answer) = &c.answer {
            // Before the action was there that it became.
            let answer = ChallengeAnswer { action: None, ..answer.clone() };
            put(answer.at, Does::Answers { challenge: c.id, boundary: c.boundary, answer });
        }
    }
    whole.decisions.iter().for_each(|d| put(d.at, Does::Decides(d.clone())));
    whole.dissent_asked.into_iter().for_each(|at| put(at, Does::AsksDissent));
    whole
        .dissents
        .iter()
        .for_each(|d| put(d.at.or(whole.dissent_asked).unwrap_or(whole.end_moment()), Does::Dissents(d.clone())));
    actions(whole).for_each(|(at, a)| put(at, Does::Acts(a.clone())));
    whole.run.ended.into_iter().for_each(|at| put(at, Does::Ends));
    // In the same minute an item begins before anything is said in it; else in the order above.
    cues.sort_by_key(|cue| (cue.at, !matches!(cue.does, Does::Begins(_))));
    let (first, last) = (cues.first()?.at, cues.last()?.at);
    let lead = TimeDelta::minutes(LEAD_MIN);
    Some(Script { begin: begin(whole), from: first - lead, until: last + lead, cues })
}

/// When actions were agreed is not recorded: one after the other over the time in which things were decided.
fn actions(whole: &Session) -> impl Iterator<Item = (Moment, &Action)> {
    let decides = |r: &&Ran| whole.agenda.get(r.item).is_some_and(|i| i.kind == ItemKind::Decide);
    let ran = whole.run.items.iter().rev().find(decides).or(whole.run.items.last());
    let from = ran.map_or(whole.start_moment(), |r| r.from);
    let to = ran.and_then(|r| r.to).unwrap_or_else(|| whole.end_moment()).max(from);
    let pieces = i32::try_from(whole.actions.len()).unwrap_or(i32::MAX - 1) + 1;
    let step = (to - from) / pieces;
    // Not before the decision that it carries out.
    let decided = |a: &Action| match a.from {
        Some(Source::Decision(id)) => whole.decisions.get(id).map(|d| d.at),
        _ => None,
    };
    whole.actions.iter().zip(1..).map(move |(a, n)| (decided(a).unwrap_or(from).max(from + step * n), a))
}

/// The session before anything was said: what was prepared, who had come, how things stood.
fn begin(whole: &Session) -> Session {
    let mut s = Session {
        run: Run::default(),
        movements: whole.movements.iter().filter(|m| m.at.is_none()).cloned().collect(),
        moves: List::default(),
        challenges: List::default(),
        contributions: List::default(),
        themes: List::default(),
        dots: DotVote::default(),
        merges: List::default(),
        photos: List::default(),
        referrals: List::default(),
        decisions: List::default(),
        dissents: List::default(),
        dissent_asked: None,
        dissent_asked_by: String::new(),
        actions: List::default(),
        left: List::default(),
        slips: SlipScores::default(),
        versions: List::default(),
        answers: List::default(),
        corrections: List::default(),
        changed_since_version: false,
        changed_at: Default::default(),
        replied: None,
        copy: CopyName::Main,
        holder: None,
        numbers: Numbers { boundaries: whole.numbers.boundaries, ..Numbers::default() },
        copies: Default::default(),
        ..whole.clone()
    };
    for id in whole.boundaries.iter().map(|b| b.id) {
        if let Some(first) = whole.moves.iter().find(|m| m.boundary == id) {
            s.boundaries.update(id, |b| b.now = first.from.clone());
        }
    }
    for id in whole.questions.iter().map(|q| q.id) {
        s.questions.update(id, |q| q.scores = Vec::new());
    }
    for id in whole.charter_questions.iter().map(|q| q.id) {
        s.charter_questions.update(id, |q| (q.said, q.room) = (Vec::new(), RoomSaid::default()));
    }
    for id in whole.partners.iter().map(|p| p.id) {
        s.partners.update(id, |p| {
            (p.brought, p.got, p.differently) = Default::default();
        });
    }
    s.private.spoken = Vec::new();
    s.private.marks = Default::default();
    s
}

/// What the room hears and sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Who speaks; nobody: it is seen, not said.
    pub who: Option<PartnerId>,
    /// At which table; 0: before the whole room.
    pub table: u8,
    pub words: String,
}

/// A cue as the room hears it. Nothing is told that people would not hear: no kind, no number.
pub fn heard(s: &Session, cue: &Cue) -> Line {
    let seen = |words: String| Line { who: None, table: 0, words };
    let says = |who: Option<PartnerId>, words: String| Line { who, table: 0, words };
    let no = |id: BoundaryId| s.boundaries.get(id).map_or_else(String::new, |b| format!("S{}, {}", b.no, b.what));
    let people = |n: u32, of: Option<PartnerId>| format!("{n} of {}", s.partner_name(of));
    match &cue.does {
        Does::Begins(item) => {
            let title = s.agenda.get(*item).map_or("", |i| i.title.as_str());
            seen(format!("The room is ready for “{title}”"))
        }
        Does::Gives { min, .. } if *min < 0 => seen(format!("The room is done {} minutes early", -min)),
        Does::Gives { min, .. } => seen(format!("The room asks for {min} more minutes")),
        Does::Runs(RunStep::SkipReportBack { .. }) => seen("The tables do not report back now".into()),
        Does::Runs(_) => seen(String::new()),
        Does::Passes(m) => seen(format!("{} {}", people(m.count, m.partner), m.passage.word())),
        Does::Says(c) => {
            let words = match &c.original {
                Some(o) if c.through.trim().is_empty() => format!("“{}” ({}: “{}”)", o.words, o.language, c.words),
                Some(o) => format!("“{}” {} says: “{}”", o.words, crate::insight::sentence(&c.through), c.words),
                None => format!("“{}”", c.words),
            };
            Line { who: c.partner, table: c.table, words }
        }
        Does::Challenges(c) => says(c.by, format!("On {}: “{}”", no(c.boundary), c.words)),
        Does::Answers { boundary, answer, .. } => says(answer.by, format!("On {}: “{}”", no(*boundary), answer.words)),
        Does::Moves(m) => {
            let who = s.decider_name(&m.to.decider);
            let to = format!("It is {} from now on, decided by {who}", m.to.status.word());
            says(m.by, format!("On {}: “{}.” {to}", no(m.boundary), m.why))
        }
        Does::Decides(d) => seen(decided(s, d)),
        Does::AsksDissent => seen("Everything is decided; nobody has asked yet who disagrees".into()),
        Does::Dissents(d) => {
            let about = d.about.map(no).or_else(|| d.decision.map(|_| "what was decided".into()));
            let on = about.map_or_else(String::new, |about| format!("On {about}: "));
            match &d.who {
                Holder::Partner(id) => says(Some(*id), format!("{on}“{}”", d.words)),
                Holder::Unnamed(who) => seen(format!("{who}. {on}“{}”", d.words)),
            }
        }
        Does::Acts(a) => {
            let with = if a.with.trim().is_empty() { String::new() } else { format!(", with {}", a.with) };
            let by = a.by.map_or_else(String::new, |by| format!(", by {}", day(by)));
            let checks = a.checker.map_or_else(String::new, |id| format!("; {} checks it", s.partner_name(Some(id))));
            let money = format!("; money: {}", a.money.word());
            says(a.owner, format!("“We will do that: {}{with}{by}{money}{checks}.”", a.what))
        }
        Does::Ends => seen("People put their coats on; the evening is over".into()),
    }
}

fn decided(s: &Session, d: &Decision) -> String {
    let by = |stance: Stance| -> Vec<String> {
        let of = d.positions.iter().filter(|p| p.stance == stance);
        of.map(|p| match p.reason.trim() {
            "" => s.partner_name(Some(p.partner)).to_string(),
            why => format!("{} ({why})", s.partner_name(Some(p.partner))),
        })
        .collect()
    };
    let mut words = format!("{}: “{}”", crate::insight::sentence(d.outcome.word()), d.what);
    for stance in Stance::ALL {
        let who = by(stance);
        if !who.is_empty() {
            words.push_str(&format!(". {}: {}", crate::insight::sentence(stance.word()), and(&who)));
        }
    }
    words
}
