//! What stands between this session and a record people can sign (issue "Agreeing honestly", Check).
//!
//! A finding is one sentence of one of three kinds. What *stops* holds freezing and nothing else: drafts print at any
//! time. A *gap* is printed, not hidden (PRODUCT.md, promise 7). The rest is *worth knowing*, and is not printed.
//! "Leave it, because ..." answers any finding. It turns a stop into a gap with its reason, unless somebody could be
//! hurt by it.
//!
//! | room | looks at |
//! |---|---|
//! | `frame` | title, partners, who signs, the date of the reply |
//! | `scope` | boundaries, challenges, moves, when it was said |
//! | `said` | answers, what was sent elsewhere, whom we heard |
//! | `agreed` | decisions, positions, dissent, actions |
//! | `privacy` | names, quotes and photos without a yes |
//! | `wording` | characters no font has, long sentences, abbreviations |
//! | `signing` | answers to the newest version |
//! | `together` | what copies of the session wrote differently |

mod agreed;
mod frame;
mod kind;
mod privacy;
mod said;
mod scope;
mod signing;
mod together;
mod wording;

pub use frame::runs_the_session;
pub use kind::Kind;

use super::{PrintedText, printed_texts};
use crate::model::refs::Ref;
use crate::model::*;
use std::collections::HashMap;
use uuid::Uuid;

/// How much a finding matters, from the most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// The record would be false, or could hurt somebody.
    Stops,
    /// It prints as a gap.
    Gap,
    /// Worth knowing; it does not print.
    Worth,
}

impl Weight {
    pub const ALL: [Self; 3] = [Self::Stops, Self::Gap, Self::Worth];

    /// As it is said.
    pub fn label(self) -> &'static str {
        match self {
            Self::Stops => "Stops sign-off",
            Self::Gap => "Prints as a gap",
            Self::Worth => "Worth knowing",
        }
    }
}

/// Something that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub kind: Kind,
    /// One plain sentence without a full stop.
    pub text: String,
    /// The page that mends it.
    pub page: Page,
    /// The thing there that is shown.
    pub thing: Option<Ref>,
    /// With the kind, what tells it from other findings.
    pub about: Option<Uuid>,
    /// It was left as it is, because of that.
    pub because: Option<String>,
}

impl Finding {
    /// A stop that was left with a reason is a gap.
    pub fn weight(&self) -> Weight {
        match self.kind.weight() {
            Weight::Stops if self.because.is_some() => Weight::Gap,
            weight => weight,
        }
    }

    /// What tells it from all others.
    pub fn id(&self) -> (Kind, Option<Uuid>) {
        (self.kind, self.about)
    }

    /// As it prints: the sentence, and the reason it was left.
    pub fn sentence(&self) -> String {
        match &self.because {
            Some(because) => format!("{}. Left, because {because}", self.text),
            None => self.text.clone(),
        }
    }
}

/// A page of the window: where a finding is mended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Page {
    #[default]
    Purpose,
    Agenda,
    Scope,
    Live,
    Board,
    Responses,
    Decisions,
    Actions,
    Check,
    Sign,
    FollowUp,
    /// What became of last time: the first of a session that follows another, and of no other.
    LastTime,
    /// What partners hold each other to.
    Charter,
}

impl Page {
    /// In the order of the rail, so far as a digit can stand for them; then the others.
    pub const ALL: [Self; 13] = [
        Self::Purpose,
        Self::Agenda,
        Self::Scope,
        Self::Live,
        Self::Board,
        Self::Responses,
        Self::Decisions,
        Self::Actions,
        Self::Check,
        Self::Sign,
        Self::FollowUp,
        Self::LastTime,
        Self::Charter,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Purpose => "Purpose & partners",
            Self::Agenda => "Agenda",
            Self::Scope => "What’s up for grabs",
            Self::Live => "Live session",
            Self::Board => "Board",
            Self::Responses => "Responses",
            Self::Decisions => "Decisions",
            Self::Actions => "Actions",
            Self::Check => "Check",
            Self::Sign => "Sign & export",
            Self::FollowUp => "Follow up",
            Self::LastTime => "Last time",
            Self::Charter => "Charter",
        }
    }
}

/// Can it be frozen?
pub fn ready(findings: &[Finding]) -> bool {
    findings.iter().all(|f| f.weight() != Weight::Stops)
}

/// Everything that is found, what stops sign-off first. `has_glyph` says whether a character can be printed.
pub fn check(s: &Session, has_glyph: &dyn Fn(char) -> bool) -> Vec<Finding> {
    let mut list = Findings::default();
    frame::look(s, &mut list);
    scope::look(s, &mut list);
    said::look(s, &mut list);
    agreed::look(s, &mut list);
    let texts = printed_texts(s);
    privacy::look(s, &texts, &mut list);
    wording::look(s, &texts, has_glyph, &mut list);
    signing::look(s, &mut list);
    together::look(s, &mut list);
    let left: HashMap<(&str, Option<Uuid>), &str> =
        s.left.iter().map(|l| ((l.kind.as_str(), l.about), l.because.as_str())).collect();
    for f in &mut list.0 {
        f.because = left.get(&(f.kind.word(), f.about)).filter(|_| f.kind.can_be_left()).map(|b| (*b).to_string());
    }
    list.0.sort_by_key(Finding::weight);
    list.0
}

/// What was found so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    /// Something about the session as a whole.
    fn session(&mut self, kind: Kind, page: Page, text: impl Into<String>) {
        self.0.push(Finding { kind, text: text.into(), page, thing: None, about: None, because: None });
    }

    /// Something about a thing.
    fn thing(&mut self, kind: Kind, page: Page, thing: Ref, text: impl Into<String>) {
        self.part(kind, page, thing.id(), Some(thing), text);
    }

    /// Something about a text that prints. One of a kind in one place: more of it is found when that is mended.
    fn text(&mut self, kind: Kind, t: &PrintedText, text: String) {
        if !self.0.iter().any(|f| f.kind == kind && f.about == Some(t.place.id)) {
            self.part(kind, t.place.page, t.place.id, t.place.thing, text);
        }
    }

    /// Something about a part of a thing, which has an id of its own.
    fn part(&mut self, kind: Kind, page: Page, id: Uuid, thing: Option<Ref>, text: impl Into<String>) {
        self.0.push(Finding { kind, text: text.into(), page, thing, about: Some(id), because: None });
    }
}

/// Is nothing written there?
fn blank(words: &str) -> bool {
    words.trim().is_empty()
}
