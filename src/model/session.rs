//! One workshop and its record.

use super::people::entry;
use super::time::Moment;
use super::*;
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a session without a title is called.
pub const TITLE_UNTITLED: &str = "Untitled session";

/// A session. One file.
#[derive(Clone, PartialEq, Debug)]
pub struct Session {
    pub id: Uuid,
    /// Which copy of the session this is: who gives numbers here.
    pub copy: CopyName,
    /// Who writes this very file, so that a plain copy of it is told apart. None: nobody has yet.
    pub holder: Option<Uuid>,
    /// The last numbers that the main copy gave, as far as they are known here.
    pub numbers: Numbers,
    /// And every other copy; one that was handed out has given none yet.
    pub copies: BTreeMap<CopyName, Numbers>,
    /// "Alder Street courtyard and ground floor"
    pub title: String,
    /// "second workshop"
    pub subtitle: String,
    pub place: String,
    /// "step-free, hearing loop"
    pub place_notes: String,
    /// IANA name, "Europe/London".
    pub zone: String,
    pub date: NaiveDate,
    pub starts: NaiveTime,
    pub ends: NaiveTime,
    /// When the room must be empty.
    pub room_closes: Option<NaiveTime>,
    /// Why we meet.
    pub why: String,
    /// What co-production means here, in shared words.
    pub shared_words: String,
    pub facilitator: Helper,
    pub note_taker: Helper,
    /// Who wrote the brief.
    pub brief_by: String,
    /// "held, 3 February 2026"
    pub ballot: String,
    /// "planning committee, 24 September 2026"
    pub decision_expected: String,
    /// When everyone who came will have heard back.
    pub reply_by: Option<NaiveDate>,
    /// When they did hear back. Written down afterwards, and not part of what was signed.
    pub replied: Option<NaiveDate>,
    /// Whom to ask afterwards.
    pub ask: String,
    /// The session before this one, in words: "Alder Street courtyard, 14 May 2026". Empty: none.
    pub follows: String,
    /// From this date on, names, contacts and access needs are to be removed.
    pub forget_after: Option<NaiveDate>,
    /// They were.
    pub forgotten: Option<Forgotten>,

    /// The sessions before this one, the oldest first.
    pub series: List<EarlierSession>,
    /// The stages of the project.
    pub stages: List<Stage>,
    /// What the charter is called, and what it rests on.
    pub charter: Charter,
    pub principles: List<Principle>,
    pub charter_questions: List<CharterQuestion>,
    pub partners: List<Partner>,
    pub people: List<Person>,
    pub movements: List<Movement>,
    pub interests: List<Interest>,
    pub rules: List<Rule>,
    pub agenda: List<AgendaItem>,
    pub run: Run,
    pub boundaries: List<Boundary>,
    pub moves: List<Move>,
    pub challenges: List<Challenge>,
    pub contributions: List<Contribution>,
    pub themes: List<Theme>,
    pub dots: DotVote,
    pub merges: List<Merge>,
    pub photos: List<Photo>,
    pub referrals: List<Referral>,
    pub decisions: List<Decision>,
    pub dissents: List<Dissent>,
    /// When dissent was asked for.
    pub dissent_asked: Option<Moment>,
    /// By whom.
    pub dissent_asked_by: String,
    pub actions: List<Action>,
    /// What the session before left to be done, answered or decided, and what became of it.
    pub earlier: List<Earlier>,
    /// What the check found and people left as it is.
    pub left: List<Left>,
    pub questions: List<Question>,
    pub slips: SlipScores,
    pub versions: List<Version>,
    pub answers: List<Answer>,
    /// What people asked to be put right in a version.
    pub corrections: List<Correction>,
    /// The content may have changed since the newest version was frozen. What really differs is worked out from both.
    pub changed_since_version: bool,
    /// When a thing was changed after the newest version was frozen; [`Uuid::nil`] stands for the session itself.
    pub changed_at: BTreeMap<Uuid, Moment>,
    /// What laptops wrote differently and nobody has settled yet, by register.
    pub clashes: Vec<Clash>,
    /// What stands for names that were removed, or are left out of a copy.
    pub digests: Digests,
    /// Names, contacts, access needs, payment, private notes.
    pub private: Private,
}

/// Who runs the session or writes: they sign for nobody.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Helper {
    /// "independent", "her colleague"
    pub who: String,
    pub works_for: String,
    pub paid_by: String,
}

/// A ground rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    pub id: RuleId,
    pub order: SortKey,
    pub text: String,
}

/// A closing question that each partner answers with 1 to 6.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    pub id: QuestionId,
    pub order: SortKey,
    pub text: String,
    pub scores: Vec<Score>,
}

/// A partner's answer to a closing question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Score {
    pub partner: PartnerId,
    /// 1 to 6.
    pub score: u8,
}

/// Promised say against felt say, from paper slips (medians, 1 to 6; 0: not asked).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SlipScores {
    pub promised: u8,
    pub felt: u8,
    pub slips: u32,
    /// Of how many still in the room.
    pub in_room: u32,
}

impl Session {
    /// An empty session on a day.
    pub fn new(id: Uuid, date: NaiveDate, zone: &str) -> Self {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap_or(NaiveTime::MIN);
        Self {
            id,
            copy: CopyName::default(),
            holder: None,
            numbers: Numbers::default(),
            copies: BTreeMap::new(),
            title: String::new(),
            subtitle: String::new(),
            place: String::new(),
            place_notes: String::new(),
            zone: zone.into(),
            date,
            starts: at(18, 0),
            ends: at(20, 0),
            room_closes: None,
            why: String::new(),
            shared_words: String::new(),
            facilitator: Helper::default(),
            note_taker: Helper::default(),
            brief_by: String::new(),
            ballot: String::new(),
            decision_expected: String::new(),
            reply_by: None,
            replied: None,
            ask: String::new(),
            follows: String::new(),
            forget_after: None,
            forgotten: None,
            series: List::default(),
            stages: List::default(),
            charter: Charter::default(),
            principles: List::default(),
            charter_questions: List::default(),
            partners: List::default(),
            people: List::default(),
            movements: List::default(),
            interests: List::default(),
            rules: List::default(),
            agenda: List::default(),
            run: Run::default(),
            boundaries: List::default(),
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
            earlier: List::default(),
            left: List::default(),
            questions: List::default(),
            slips: SlipScores::default(),
            versions: List::default(),
            answers: List::default(),
            corrections: List::default(),
            changed_since_version: false,
            changed_at: BTreeMap::new(),
            clashes: Vec::new(),
            digests: Digests::default(),
            private: Private::default(),
        }
    }

    /// The next number of a kind that this copy gives.
    pub fn next_no(&self, kind: number::Kind) -> Number {
        let mut given = self.given_by(self.copy);
        Number { copy: self.copy, no: kind(&mut given).saturating_add(1) }
    }

    /// The last numbers that a copy gave, as far as is known here.
    pub fn given_by(&self, copy: CopyName) -> Numbers {
        match copy {
            CopyName::Main => self.numbers,
            copy => self.copies.get(&copy).copied().unwrap_or_default(),
        }
    }

    /// A number was given, here or elsewhere.
    pub fn keep_no(&mut self, kind: number::Kind, given: Number) {
        let numbers = match given.copy {
            CopyName::Main => &mut self.numbers,
            copy => self.copies.entry(copy).or_default(),
        };
        let last = kind(numbers);
        *last = given.no.max(*last);
    }

    /// Other copies there are, with the numbers they gave.
    pub fn knows_of(&mut self, copies: &BTreeMap<CopyName, Numbers>) {
        for (copy, given) in copies {
            let known = self.copies.entry(*copy).or_default();
            *known = known.at_least(*given);
        }
    }

    /// The name of one more copy for a table: "3", then "3b".
    pub fn next_copy_for(&self, table: u8) -> CopyName {
        let names = self.copies.keys().chain([&self.copy]);
        let again = names.filter_map(|name| match name {
            CopyName::Table { table: of, again } if *of == table => Some(again.saturating_add(1)),
            _ => None,
        });
        CopyName::Table { table, again: again.max().unwrap_or(0) }
    }

    /// Is this a copy for notes at a table? The clock and freezing are the facilitator’s.
    pub fn is_of_table(&self) -> bool {
        matches!(self.copy, CopyName::Table { .. })
    }

    /// So many tables there are at most in one item; 0: all is said in the whole room.
    pub fn most_tables(&self) -> u8 {
        self.agenda.iter().map(|i| i.tables).max().unwrap_or(0)
    }

    /// The title, or a word for its lack.
    pub fn title_or_untitled(&self) -> &str {
        if self.title.trim().is_empty() { TITLE_UNTITLED } else { &self.title }
    }

    /// A local clock time of the session's day as a moment. Times before the start belong to the
    /// day after, for sessions that run past midnight.
    pub fn moment_at(&self, time: NaiveTime) -> Moment {
        let past_midnight = self.ends < self.starts && time < self.starts;
        let date = if past_midnight { self.date.succ_opt().unwrap_or(self.date) } else { self.date };
        time::moment(date, time, &self.zone)
    }

    /// When it is planned to start.
    pub fn start_moment(&self) -> Moment {
        self.moment_at(self.starts)
    }

    /// When it is set to end.
    pub fn end_moment(&self) -> Moment {
        self.moment_at(self.ends)
    }

    /// A partner's name, or "nobody's partner".
    pub fn partner_name(&self, id: Option<PartnerId>) -> &str {
        id.and_then(|id| self.partners.get(id)).map_or("no partner", |p| p.name.as_str())
    }

    /// The newest frozen version.
    pub fn version(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// A partner's newest answer to a version.
    pub fn answer_of(&self, partner: PartnerId, version: VersionId) -> Option<&Answer> {
        self.answers.iter().rev().find(|a| a.partner == partner && a.version == version)
    }

    /// "everyone who signs", the partner's name, or the words.
    pub fn decider_name(&self, decider: &Decider) -> String {
        match decider {
            Decider::Everyone => "everyone who signs".into(),
            Decider::Partner(id) => self.partner_name(Some(*id)).into(),
            Decider::Other(words) => words.clone(),
        }
    }
}

entry! { Rule, RuleId; Question, QuestionId; }
