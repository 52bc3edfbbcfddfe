//! Makes complete new items: the next number, the place at the end, and what the person said.
//!
//! Ids and times come from the caller; everything that isn't given is empty.

use super::{Command, SessionField};
use crate::model::number::kind;
use crate::model::time::Moment;
use crate::model::*;
use uuid::Uuid;

/// An empty partner at the end of the list.
pub fn new_partner(s: &Session, id: Uuid, name: &str) -> Partner {
    Partner {
        id: id.into(),
        order: s.partners.end(),
        key: free_key(s, name),
        name: name.into(),
        kind: PartnerKind::default(),
        aim: String::new(),
        brings: String::new(),
        brought: String::new(),
        got: String::new(),
        differently: String::new(),
        signatory: String::new(),
        capacity: String::new(),
        expected: 0,
    }
}

/// A short key that no partner has: the initials, else the initials and a number.
pub fn free_key(s: &Session, name: &str) -> String {
    let initials: String = name
        .split_whitespace()
        .filter_map(|w| w.chars().find(|c| c.is_alphanumeric()))
        .take(3)
        .collect::<String>()
        .to_uppercase();
    let base = if initials.is_empty() { "P".to_string() } else { initials };
    let taken = |key: &str| s.partners.iter().any(|p| p.key.eq_ignore_ascii_case(key));
    if !taken(&base) {
        return base;
    }
    (2..).map(|n| format!("{base}{n}")).find(|key| !taken(key)).unwrap_or(base)
}

/// Contributions that say the same, shown together.
pub fn new_merge(s: &Session, id: Uuid, at: Moment, contributions: Vec<ContributionId>, why: &str) -> Merge {
    Merge { id: id.into(), order: s.merges.end(), at, contributions, why: why.into() }
}

/// An item of so many minutes at the end of the agenda.
pub fn new_agenda_item(s: &Session, id: Uuid, title: &str, planned_min: u32) -> AgendaItem {
    AgendaItem {
        id: id.into(),
        order: s.agenda.end(),
        title: title.into(),
        kind: ItemKind::default(),
        tables: 0,
        planned_min,
        least_min: 0,
        report_back_min: 0,
        lead: None,
        pinned: None,
        pin_reason: String::new(),
        protected: false,
        notes: String::new(),
        prompt: String::new(),
        table_prompts: Vec::new(),
        about: Vec::new(),
        private_notes: String::new(),
    }
}

/// A boundary with the next number.
pub fn new_boundary(s: &Session, id: Uuid, what: &str, status: Status) -> Boundary {
    Boundary {
        id: id.into(),
        order: s.boundaries.end(),
        no: s.next_no(kind::boundaries),
        what: what.into(),
        why: String::new(),
        now: Standing { status, ..Standing::default() },
        could_change: String::new(),
        past: Vec::new(),
    }
}

/// A contribution with the next number.
pub fn new_contribution(s: &Session, id: Uuid, at: Moment, words: &str) -> Contribution {
    let no = s.next_no(kind::contributions);
    Contribution { words: words.into(), ..Contribution::new(id.into(), s.contributions.end(), no, at) }
}

/// A theme at the end of the list.
pub fn new_theme(s: &Session, id: Uuid, name: &str) -> Theme {
    Theme { id: id.into(), order: s.themes.end(), name: name.into(), dots: None, merged_into: None }
}

/// A photo that was just kept, at the end of the list.
pub fn new_photo(s: &Session, id: Uuid, at: Moment, digest: &str, (width_px, height_px): (u32, u32)) -> Photo {
    let blank = Photo::new(id.into(), s.photos.end(), at);
    Photo { digest: digest.into(), width_px, height_px, ..blank }
}

/// Something sent elsewhere, with the next number.
pub fn new_referral(s: &Session, id: Uuid, what: &str) -> Referral {
    Referral {
        id: id.into(),
        order: s.referrals.end(),
        no: s.next_no(kind::referrals),
        what: what.into(),
        to: None,
        to_other: String::new(),
        by: None,
        progress: Progress::default(),
        shows: String::new(),
    }
}

/// A decision with the next number. On what is for others to decide it starts as a request.
pub fn new_decision(s: &Session, id: Uuid, at: Moment, boundary: Option<BoundaryId>) -> Decision {
    let for_others = boundary.and_then(|b| s.boundaries.get(b)).is_some_and(|b| b.now.is_for_others());
    let outcome = if for_others { Outcome::Request } else { Outcome::Agreed };
    Decision {
        id: id.into(),
        order: s.decisions.end(),
        no: s.next_no(kind::decisions),
        at,
        boundary,
        what: String::new(),
        outcome,
        options: String::new(),
        why: String::new(),
        decided_by: String::new(),
        positions: Vec::new(),
    }
}

/// An action with the next number.
pub fn new_action(s: &Session, id: Uuid, what: &str) -> Action {
    Action {
        id: id.into(),
        order: s.actions.end(),
        no: s.next_no(kind::actions),
        what: what.into(),
        owner: None,
        with: String::new(),
        by: None,
        money: Money::default(),
        checker: None,
        from: None,
        person: None,
        progress: Progress::default(),
        shows: String::new(),
        moved: Vec::new(),
    }
}

/// A stage at the end of the project line.
pub fn new_stage(s: &Session, id: Uuid, what: &str) -> Stage {
    Stage {
        id: id.into(),
        order: s.stages.end(),
        what: what.into(),
        when: String::new(),
        mode: StageMode::default(),
        decider: Decider::default(),
        here: false,
    }
}

/// A principle of the charter at the end.
pub fn new_principle(s: &Session, id: Uuid, name: &str) -> Principle {
    Principle { id: id.into(), order: s.principles.end(), name: name.into(), means: String::new() }
}

/// A question of a principle, behind those that are there.
pub fn new_charter_question(
    all: &List<CharterQuestion>,
    id: Uuid,
    principle: PrincipleId,
    text: &str,
) -> CharterQuestion {
    CharterQuestion {
        id: id.into(),
        order: all.end(),
        principle,
        text: text.into(),
        shows: Vec::new(),
        said: Vec::new(),
        room: RoomSaid::default(),
        before: Vec::new(),
    }
}

/// Freezes a version, whose text holds digests by these salts. Who spoke was only for the evening.
pub fn freeze(s: &Session, version: Version, salts: Salts) -> Command {
    let mut all = Vec::new();
    if !s.private.spoken.is_empty() {
        all.push(Command::session(SessionField::Spoken(Vec::new())));
    }
    if s.private.salts != salts {
        all.push(Command::session(SessionField::Salts(salts)));
    }
    all.push(Command::Add(version.into()));
    Command::Batch(all)
}

/// Takes an answer down. What is personal of it, the name of [`Answer::signer`] and the mark that was drawn, each with the
/// salt of its digest, goes into the private section; the answer's digest has to know both.
pub fn answer(s: &Session, answer: Answer, name: Option<(String, String)>, mark: Option<(Mark, String)>) -> Command {
    let (mut salts, mut all) = (s.private.salts.clone(), Vec::new());
    if let (Some(person), Some((name, salt))) = (answer.signer, name) {
        salts.people.insert(person, salt);
        let mut names = s.private.names.clone();
        names.insert(person, name);
        let listed = Person::new(person, s.people.end());
        let listed = Person { partner: Some(answer.partner), name_printed: Consent::Yes, ..listed };
        all.push(Command::Add(listed.into()));
        all.push(Command::session(SessionField::Names(names)));
    }
    if let Some((mark, salt)) = mark {
        salts.marks.insert(answer.id, salt);
        let mut marks = s.private.marks.clone();
        marks.insert(answer.id, mark);
        all.push(Command::session(SessionField::Marks(marks)));
    }
    if s.private.salts != salts {
        all.push(Command::session(SessionField::Salts(salts)));
    }
    all.push(Command::Add(answer.into()));
    Command::Batch(all)
}

/// The text is that of the newest version again, or still: what was changed was changed back.
pub fn unchanged() -> Command {
    let times = SessionField::ChangedAt(Default::default());
    Command::Batch(vec![Command::session(SessionField::ChangedSinceVersion(false)), Command::session(times)])
}
