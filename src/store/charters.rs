//! Charters to choose from, as files inside the program, and the form in which a template carries one.
//!
//! The questions in them are Upfront's own, and each charter says so, and whose principles it rests on.

use crate::edit::{Command, SessionField};
use crate::model::*;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use uuid::Uuid;

const FILES: [&str; 3] = [
    include_str!("../../assets/charters/sharing.ron"),
    include_str!("../../assets/charters/scie.ron"),
    include_str!("../../assets/charters/blank.ron"),
];

static ALL: LazyLock<Vec<CharterText>> = LazyLock::new(|| {
    // The texts are part of the program; that each of them reads is tested.
    FILES.iter().filter_map(|text| ron::from_str(text).ok()).collect()
});

/// Those inside the program, in the order in which they are offered; the last is to be written by the partners.
pub fn charters() -> &'static [CharterText] {
    &ALL
}

/// Principles, and questions of one, that a file may hold.
const MOST: usize = 40;

/// What stands in a charter's file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename = "Charter", deny_unknown_fields)]
pub struct CharterText {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rests_on: String,
    #[serde(default)]
    pub principles: Vec<PrincipleText>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename = "Principle", deny_unknown_fields)]
pub struct PrincipleText {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub means: String,
    #[serde(default)]
    questions: Vec<QuestionText>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename = "Question", deny_unknown_fields)]
struct QuestionText {
    text: String,
    /// What the record can show of it: "who decided what".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shows: Vec<String>,
}

fn evidence(word: &str) -> Option<Evidence> {
    Evidence::ALL.into_iter().find(|matter| matter.word() == word)
}

impl CharterText {
    /// The charter of a session, without what anybody said to it; None where it has none.
    pub fn of(s: &Session) -> Option<Self> {
        let questions = |p: &Principle| {
            let of = s.charter_questions.iter().filter(|q| q.principle == p.id);
            let text = |q: &CharterQuestion| QuestionText {
                text: q.text.clone(),
                shows: q.shows.iter().map(|matter| matter.word().into()).collect(),
            };
            of.map(text).take(MOST).collect()
        };
        let principle =
            |p: &Principle| PrincipleText { name: p.name.clone(), means: p.means.clone(), questions: questions(p) };
        (!s.principles.is_empty()).then(|| Self {
            name: s.charter.name.clone(),
            rests_on: s.charter.rests_on.clone(),
            principles: s.principles.iter().map(principle).take(MOST).collect(),
        })
    }

    /// What is wrong with it, in words; None: nothing.
    pub fn problem(&self) -> Option<String> {
        let most = self.principles.iter().map(|p| p.questions.len()).chain([self.principles.len()]).max();
        if most.is_some_and(|n| n > MOST) {
            return Some(format!("its charter has more than {MOST} principles, or questions to one"));
        }
        let mut all = self.principles.iter().flat_map(|p| &p.questions).flat_map(|q| &q.shows);
        all.find(|word| evidence(word).is_none()).map(|word| {
            let known: Vec<&str> = Evidence::ALL.map(Evidence::word).to_vec();
            format!("a question of its charter shows “{word}”; it can show {}", known.join(", "))
        })
    }

    /// Puts it into a session in the place of the one that is there. `next_id` gives fresh ids.
    pub fn choose(&self, s: &Session, mut next_id: impl FnMut() -> Uuid) -> Command {
        let mut all = take_out(s);
        let (name, rests_on) = (self.name.clone(), self.rests_on.clone());
        all.push(Command::session(SessionField::Charter(Charter { name, rests_on })));
        let (mut principles, mut questions) = (List::<Principle>::default(), List::<CharterQuestion>::default());
        for p in &self.principles {
            let id = PrincipleId(next_id());
            let order = principles.end();
            principles.insert(Principle { id, order, name: p.name.clone(), means: p.means.clone() });
            for q in &p.questions {
                questions.insert(CharterQuestion {
                    shows: q.shows.iter().filter_map(|word| evidence(word)).collect(),
                    ..crate::edit::new_charter_question(&questions, next_id(), id, &q.text)
                });
            }
        }
        all.extend(principles.iter().map(|p| Command::Add(p.clone().into())));
        all.extend(questions.iter().map(|q| Command::Add(q.clone().into())));
        Command::Batch(all)
    }
}

fn take_out(s: &Session) -> Vec<Command> {
    let questions = s.charter_questions.iter().map(|q| Command::Remove(crate::edit::Key::CharterQuestion(q.id)));
    let principles = s.principles.iter().map(|p| Command::Remove(crate::edit::Key::Principle(p.id)));
    questions.chain(principles).collect()
}

/// Takes the charter out, with all that was said to it.
pub fn without_charter(s: &Session) -> Command {
    let mut all = take_out(s);
    all.push(Command::session(SessionField::Charter(Charter::default())));
    Command::Batch(all)
}
