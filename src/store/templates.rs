//! Sessions to start from, and the sample, all inside the program.

use super::open::parse;
use crate::edit;
use crate::model::{ItemKind, Session, Status};
use chrono::NaiveDate;
use serde::Deserialize;
use std::path::Path;
use uuid::Uuid;

/// A template, as it is named on the start page and on the command line.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// `--template NAME`
    pub name: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    text: &'static str,
}

/// All templates.
pub const TEMPLATES: [Template; 4] = [
    Template {
        name: "opening",
        title: "Opening conversation",
        about: "2 h · agree what is open and what is not",
        text: include_str!("../../assets/templates/opening.ron"),
    },
    Template {
        name: "design",
        title: "Design workshop",
        about: "2 h 30 · ideas at tables, decisions together",
        text: include_str!("../../assets/templates/design.ron"),
    },
    Template {
        name: "agreement",
        title: "Agreement evening",
        about: "1 h 30 · actions, read-back, signatures",
        text: include_str!("../../assets/templates/agreement.ron"),
    },
    Template {
        name: "follow-up",
        title: "Follow-up",
        about: "1 h · what became of last time",
        text: include_str!("../../assets/templates/follow-up.ron"),
    },
];

/// The sample: one whole workshop.
pub const SAMPLE: &str = include_str!("../../sessions/alder-street.ron");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateText {
    why: String,
    shared_words: String,
    rules: Vec<String>,
    agenda: Vec<TemplateItem>,
    #[serde(default)]
    boundaries: Vec<(String, String)>,
    questions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateItem {
    title: String,
    kind: String,
    min: u32,
    #[serde(default)]
    least: u32,
    #[serde(default)]
    tables: u8,
    #[serde(default)]
    report_back: u32,
    #[serde(default)]
    protected: bool,
    #[serde(default)]
    notes: String,
    #[serde(default)]
    prompt: String,
    #[serde(default)]
    private: String,
}

/// A new session from a template. `next_id` gives fresh ids.
pub fn template(t: &Template, date: NaiveDate, zone: &str, mut next_id: impl FnMut() -> Uuid) -> Session {
    let mut s = Session::new(next_id(), date, zone);
    // The texts are part of the program; that each of them reads is tested.
    let Ok(text) = ron::from_str::<TemplateText>(t.text) else { return s };
    s.why = text.why;
    s.shared_words = text.shared_words;
    for words in text.rules {
        let rule = crate::model::Rule { id: next_id().into(), order: s.rules.end(), text: words };
        s.rules.insert(rule);
    }
    for words in text.questions {
        let order = s.questions.end();
        s.questions.insert(crate::model::Question { id: next_id().into(), order, text: words, scores: Vec::new() });
    }
    for i in text.agenda {
        let mut item = edit::new_agenda_item(&s, next_id(), &i.title, i.min);
        item.kind = ItemKind::ALL.into_iter().find(|k| k.word() == i.kind).unwrap_or(ItemKind::Other);
        item.least_min = i.least;
        item.tables = i.tables;
        item.report_back_min = i.report_back;
        item.protected = i.protected;
        item.notes = i.notes;
        item.prompt = i.prompt;
        item.private_notes = i.private;
        s.agenda.insert(item);
    }
    for (what, status) in text.boundaries {
        let status = Status::ALL.into_iter().find(|s| s.word() == status).unwrap_or(Status::NotKnown);
        let b = edit::new_boundary(&s, next_id(), &what, status);
        s.numbers.boundaries = b.no;
        s.boundaries.insert(b);
    }
    let total: u32 = s.agenda.iter().map(|i| i.planned_min + i.report_back_total_min()).sum();
    s.ends = s.starts.overflowing_add_signed(chrono::TimeDelta::minutes(i64::from(total))).0;
    s
}

/// The sample session; None only if the program was built with a broken one, which a test refuses.
pub fn sample() -> Option<Session> {
    parse(Path::new("the sample"), SAMPLE.as_bytes()).ok()
}
