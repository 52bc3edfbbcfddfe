//! What people said, how it was grouped, and what became of it.

use super::people::entry;
use super::time::Moment;
use super::{
    ActionId, BoundaryId, ContributionId, DecisionId, Entry, ItemId, MergeId, Number, PartnerId, PersonId, Progress,
    ReferralId, SortKey, ThemeId,
};
use chrono::NaiveDate;

/// Whose wording it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Voice {
    #[default]
    TheirWords,
    Paraphrase,
    TableSummary,
    OrganiserPrompt,
}

impl Voice {
    pub const ALL: [Self; 4] = [Self::TheirWords, Self::Paraphrase, Self::TableSummary, Self::OrganiserPrompt];

    pub fn word(self) -> &'static str {
        match self {
            Self::TheirWords => "their words",
            Self::Paraphrase => "paraphrase",
            Self::TableSummary => "table's summary",
            Self::OrganiserPrompt => "organiser's prompt",
        }
    }
}

/// What sort of thing was said.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ContributionKind {
    #[default]
    Idea,
    Concern,
    Question,
    Evidence,
    Offer,
    Objection,
}

impl ContributionKind {
    pub const ALL: [Self; 6] =
        [Self::Idea, Self::Concern, Self::Question, Self::Evidence, Self::Offer, Self::Objection];

    pub fn word(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Concern => "concern",
            Self::Question => "question",
            Self::Evidence => "evidence",
            Self::Offer => "offer",
            Self::Objection => "objection",
        }
    }
}

/// One thing somebody said.
#[derive(Clone, PartialEq, Debug)]
pub struct Contribution {
    pub id: ContributionId,
    pub order: SortKey,
    /// C1, C2, ...
    pub no: Number,
    pub at: Moment,
    /// As typed; at most 20,000 characters.
    pub words: String,
    pub partner: Option<PartnerId>,
    /// Set only where the person said yes to their name, or no to being quoted.
    pub person: Option<PersonId>,
    pub voice: Voice,
    pub kind: ContributionKind,
    /// 0: the whole room.
    pub table: u8,
    pub item: Option<ItemId>,
    pub boundary: Option<BoundaryId>,
    pub themes: Vec<ThemeId>,
    /// How many people said they support it.
    pub support: u32,
    /// When its words were last changed after they were captured.
    pub edited: Option<Moment>,
    /// The words first written down, where a rewording made this a paraphrase.
    pub first_words: Option<String>,
    /// Where `words` is a translation.
    pub original: Option<Original>,
    /// Spoken through whom ("a neighbour"), where interpreted.
    pub through: String,
    /// What became of it. Empty: no answer yet, and printed as that.
    pub responses: Vec<Response>,
}

impl Contribution {
    /// One that says nothing yet.
    pub fn new(id: ContributionId, order: SortKey, no: Number, at: Moment) -> Self {
        Self {
            id,
            order,
            no,
            at,
            words: String::new(),
            partner: None,
            person: None,
            voice: Voice::default(),
            kind: ContributionKind::default(),
            table: 0,
            item: None,
            boundary: None,
            themes: Vec::new(),
            support: 0,
            edited: None,
            first_words: None,
            original: None,
            through: String::new(),
            responses: Vec::new(),
        }
    }

    /// The answers with one more: "still open" goes, a note with words stays, nothing stands twice.
    pub fn with_response(&self, response: Response) -> Vec<Response> {
        let mut all = self.responses.clone();
        all.retain(|r| !matches!(r, Response::StillOpen) && *r != Response::Noted(String::new()));
        let noted = |r: &Response| matches!(r, Response::Noted(_));
        if !(all.contains(&response) || noted(&response) && all.iter().any(noted)) {
            all.push(response);
        }
        all
    }
}

/// Words in the language they were said in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Original {
    /// "Turkish"
    pub language: String,
    pub words: String,
}

/// What became of a contribution.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Response {
    /// Used in a decision.
    Decision(DecisionId),
    /// Made into an action.
    Action(ActionId),
    /// Sent elsewhere.
    Sent(ReferralId),
    /// Noted; with a word on it, or none.
    Noted(String),
    /// Not taken, and why.
    NotTaken(String),
    /// Still open.
    StillOpen,
}

/// Something that is not for this session and went to somebody who can deal with it.
#[derive(Clone, PartialEq, Debug)]
pub struct Referral {
    pub id: ReferralId,
    pub order: SortKey,
    /// R1, R2, ...
    pub no: Number,
    pub what: String,
    pub to: Option<PartnerId>,
    /// Where it is no partner.
    pub to_other: String,
    pub by: Option<NaiveDate>,
    /// How far it is. Not part of what was signed: it is written down afterwards.
    pub progress: Progress,
    /// The answer, what blocks it, or why there will be none.
    pub shows: String,
}

/// A group of contributions.
#[derive(Clone, PartialEq, Debug)]
pub struct Theme {
    pub id: ThemeId,
    pub order: SortKey,
    /// Without the `#`.
    pub name: String,
    /// Dots it was given; None: not voted on.
    pub dots: Option<u32>,
    /// The theme it was merged into; it stays, so that it can be seen how it came about.
    pub merged_into: Option<ThemeId>,
}

/// How the dots were given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DotVote {
    /// Dots a person.
    pub each: u32,
    /// How many used theirs.
    pub voters: u32,
    /// Of how many then in the room.
    pub in_room: u32,
}

/// Contributions that say the same: shown together, all kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Merge {
    pub id: MergeId,
    pub order: SortKey,
    pub at: Moment,
    /// The first one is shown in front.
    pub contributions: Vec<ContributionId>,
    /// "asked twice"
    pub why: String,
}

entry! { Contribution, ContributionId; Referral, ReferralId; Theme, ThemeId; Merge, MergeId; }
