//! Sessions to start from, as files that people can pass on, and the sample; four templates are inside the program.
//!
//! A template holds an agenda with prompts and notes, what is up for grabs to start from, ground rules, closing
//! questions and the charter: no partners, no people, no words of anybody. Everything in a file is hostile or hurried: it is read with
//! limits, and what is wrong is said in a sentence.

use super::open::{OpenError, parse, read_limited};
use super::{CharterText, Disk, SaveError};
use crate::edit;
use crate::model::number::kind;
use crate::model::*;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use uuid::Uuid;

/// A template inside the program.
#[derive(Clone, Debug)]
pub struct Template {
    /// `--template NAME`
    pub name: &'static str,
    pub text: TemplateText,
}

const FILES: [(&str, &str); 4] = [
    ("opening", include_str!("../../assets/templates/opening.ron")),
    ("design", include_str!("../../assets/templates/design.ron")),
    ("agreement", include_str!("../../assets/templates/agreement.ron")),
    ("follow-up", include_str!("../../assets/templates/follow-up.ron")),
];

static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| {
    // The texts are part of the program; that each of them reads is tested.
    let read = |(name, text): &(&'static str, &str)| Some(Template { name, text: ron::from_str(text).ok()? });
    FILES.iter().filter_map(read).collect()
});

/// Those inside the program, in the order in which they are offered.
pub fn templates() -> &'static [Template] {
    &ALL
}

/// The sample: one whole workshop.
pub const SAMPLE: &str = include_str!("../../sessions/alder-street.ron");

/// The newest form of a template that is read and written.
const FORMAT: u32 = 2;
/// No template is larger, in bytes.
const MOST: u64 = 1024 * 1024;
/// Agenda items, boundaries, rules or questions.
const MOST_OF_A_KIND: usize = 200;
/// Minutes of an item: a day.
const MOST_MIN: u32 = 24 * 60;
/// Tables in parallel.
const MOST_TABLES: u8 = 60;

/// What stands in a template's file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename = "Template", deny_unknown_fields)]
pub struct TemplateText {
    format: u32,
    /// "Design workshop"
    pub title: String,
    /// "2 h 30 · ideas at tables, decisions together"
    #[serde(default)]
    pub about: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    shared_words: String,
    #[serde(default)]
    rules: Vec<String>,
    agenda: Vec<ItemText>,
    #[serde(default)]
    boundaries: Vec<BoundaryText>,
    #[serde(default)]
    questions: Vec<String>,
    /// Since format 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    charter: Option<CharterText>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename = "Item", deny_unknown_fields)]
struct ItemText {
    title: String,
    /// A word of the agenda: "scope", "grouping and dots".
    kind: String,
    min: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    least: u32,
    #[serde(default, skip_serializing_if = "no_tables")]
    tables: u8,
    #[serde(default, skip_serializing_if = "is_zero")]
    report_back: u32,
    #[serde(default, skip_serializing_if = "is_no")]
    protected: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    prompt: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    table_prompts: Vec<String>,
    /// For the facilitator's eyes only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    private: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename = "Boundary", deny_unknown_fields)]
struct BoundaryText {
    what: String,
    /// open, shape, fixed or not known yet
    status: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
    /// Who decides, where that is not everyone who signs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    who: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    when: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    could_change: String,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}
fn no_tables(n: &u8) -> bool {
    *n == 0
}
fn is_no(yes: &bool) -> bool {
    !*yes
}

/// Why a file is no template. The display is the sentence the person reads.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("{} is larger than 1 MB, which no template is; it was not opened", .0.display())]
    TooLarge(PathBuf),
    #[error("{} was made by a newer version of Upfront (template format {format}); open it with that version", path.display())]
    Newer { path: PathBuf, format: u32 },
    #[error("{}, line {line}: this is not as a template is written ({problem})", path.display())]
    Form { path: PathBuf, line: usize, problem: String },
    #[error("{}: {problem}", path.display())]
    Wrong { path: PathBuf, problem: String },
}

/// Is it a template, and no session? By how it begins, after comments.
pub fn is_template(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default()).into_owned();
    let line =
        start.lines().map(|l| l.trim_start_matches('\u{feff}').trim()).find(|l| !(l.is_empty() || l.starts_with("//")));
    line.is_some_and(|line| line.starts_with("Template"))
}

/// Reads a template that somebody handed us.
pub fn read_template(disk: &dyn Disk, path: &Path) -> Result<TemplateText, TemplateError> {
    let bytes = read_limited(disk, path, MOST).map_err(|e| match e {
        OpenError::TooLarge(path) => TemplateError::TooLarge(path),
        e => e.into(),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| OpenError::NotText { path: path.into(), line: 1 })?;
    template_of(path, &text)
}

/// The same from the text of a file.
pub fn template_of(path: &Path, text: &str) -> Result<TemplateText, TemplateError> {
    // Said first: of a newer one the rest may not be known here.
    if let Some(format) = format_of(text).filter(|format| *format > FORMAT) {
        return Err(TemplateError::Newer { path: path.into(), format });
    }
    let options = super::schema::options();
    let template: TemplateText = options
        .from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| TemplateError::Form { path: path.into(), line: e.span.start.line, problem: e.code.to_string() })?;
    template.problem().map_or(Ok(template), |problem| Err(TemplateError::Wrong { path: path.into(), problem }))
}

/// The number near its beginning, on a line of its own or not.
fn format_of(text: &str) -> Option<u32> {
    let begin =
        text.split_once("Template")?.1.get(..80).or_else(|| text.split_once("Template").map(|(_, rest)| rest))?;
    let digits = begin.split("format:").nth(1)?.trim_start();
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl TemplateText {
    /// What is wrong with it, in words; None: nothing.
    fn problem(&self) -> Option<String> {
        let many = [
            ("agenda items", self.agenda.len()),
            ("things that are up for grabs", self.boundaries.len()),
            ("ground rules", self.rules.len()),
            ("questions", self.questions.len()),
        ];
        if let Some((what, n)) = many.into_iter().find(|(_, n)| *n > MOST_OF_A_KIND) {
            return Some(format!("it has {n} {what}; a template has at most {MOST_OF_A_KIND}"));
        }
        for (item, nth) in self.agenda.iter().zip(1..) {
            let kinds = || ItemKind::ALL.map(ItemKind::word).join(", ");
            if item.kind().is_none() {
                return Some(format!("agenda item {nth} is of the kind “{}”; the kinds are {}", item.kind, kinds()));
            }
            if item.table_prompts.len() > usize::from(MOST_TABLES) {
                return Some(format!("agenda item {nth} asks more tables than {MOST_TABLES}"));
            }
            if item.min > MOST_MIN || item.least > item.min || item.report_back > MOST_MIN || item.tables > MOST_TABLES
            {
                return Some(format!(
                    "agenda item {nth} has {} minutes (at least {}) and {} tables, which cannot be held",
                    item.min, item.least, item.tables
                ));
            }
        }
        if let Some(problem) = self.charter.as_ref().and_then(CharterText::problem) {
            return Some(problem);
        }
        let unknown = self.boundaries.iter().zip(1..).find(|(b, _)| b.status().is_none());
        unknown.map(|(b, nth)| {
            let all = Status::ALL.map(Status::word).join(", ");
            format!("thing {nth} that is up for grabs is “{}”; it can be {all}", b.status)
        })
    }
}

impl ItemText {
    fn kind(&self) -> Option<ItemKind> {
        ItemKind::ALL.into_iter().find(|kind| kind.word() == self.kind)
    }
}

impl BoundaryText {
    fn status(&self) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.word() == self.status)
    }
}

/// A new session from a template. `next_id` gives fresh ids.
pub fn template(t: &TemplateText, date: NaiveDate, zone: &str, mut next_id: impl FnMut() -> Uuid) -> Session {
    let mut s = Session::new(next_id(), date, zone);
    s.why.clone_from(&t.why);
    s.shared_words.clone_from(&t.shared_words);
    for words in &t.rules {
        let rule = Rule { id: next_id().into(), order: s.rules.end(), text: words.clone() };
        s.rules.insert(rule);
    }
    for words in &t.questions {
        let order = s.questions.end();
        s.questions.insert(Question { id: next_id().into(), order, text: words.clone(), scores: Vec::new() });
    }
    for i in &t.agenda {
        let item = AgendaItem {
            kind: i.kind().unwrap_or(ItemKind::Other),
            least_min: i.least,
            tables: i.tables,
            report_back_min: i.report_back,
            protected: i.protected,
            notes: i.notes.clone(),
            prompt: i.prompt.clone(),
            table_prompts: i.table_prompts.clone(),
            private_notes: i.private.clone(),
            ..edit::new_agenda_item(&s, next_id(), &i.title, i.min)
        };
        s.agenda.insert(item);
    }
    for text in &t.boundaries {
        let b = edit::new_boundary(&s, next_id(), &text.what, text.status().unwrap_or(Status::NotKnown));
        s.keep_no(kind::boundaries, b.no);
        let decider = if text.who.trim().is_empty() { Decider::Everyone } else { Decider::Other(text.who.clone()) };
        let now = Standing { decider, when: text.when.clone(), ..b.now };
        s.boundaries.insert(Boundary { why: text.why.clone(), could_change: text.could_change.clone(), now, ..b });
    }
    if let Some(charter) = &t.charter {
        let choose = charter.choose(&s, next_id);
        // Into a session that has none it always goes.
        let _ = edit::apply(&mut s, choose);
    }
    let total: u32 =
        s.agenda.iter().map(|i| i.planned_min.saturating_add(i.report_back_total_min())).fold(0, u32::saturating_add);
    s.ends = s.starts.overflowing_add_signed(chrono::TimeDelta::minutes(i64::from(total))).0;
    s
}

/// The file of a template made from a session that holds nothing but what belongs into one
/// (`series::as_template`); `title` is what it is called.
pub fn template_file(s: &Session, title: &str) -> Result<String, SaveError> {
    let total = s.agenda.iter().map(|i| i.planned_min.saturating_add(i.report_back_total_min()));
    let total = i64::from(total.fold(0, u32::saturating_add));
    let items = match s.agenda.len() {
        1 => "1 agenda item".to_string(),
        n => format!("{n} agenda items"),
    };
    let item = |i: &AgendaItem| ItemText {
        title: i.title.clone(),
        kind: i.kind.word().into(),
        min: i.planned_min.min(MOST_MIN),
        least: i.least_min.min(i.planned_min).min(MOST_MIN),
        tables: i.tables.min(MOST_TABLES),
        report_back: i.report_back_min.min(MOST_MIN),
        protected: i.protected,
        notes: i.notes.clone(),
        prompt: i.prompt.clone(),
        table_prompts: i.table_prompts.clone(),
        private: String::new(),
    };
    let boundary = |b: &Boundary| BoundaryText {
        what: b.what.clone(),
        status: b.now.status.word().into(),
        why: b.why.clone(),
        who: match &b.now.decider {
            Decider::Everyone => String::new(),
            decider => s.decider_name(decider),
        },
        when: b.now.when.clone(),
        could_change: b.could_change.clone(),
    };
    let text = TemplateText {
        format: FORMAT,
        title: title.into(),
        about: format!("{} · {items}", time::span(total)),
        why: s.why.clone(),
        shared_words: s.shared_words.clone(),
        rules: s.rules.iter().map(|r| r.text.clone()).take(MOST_OF_A_KIND).collect(),
        agenda: s.agenda.iter().map(item).take(MOST_OF_A_KIND).collect(),
        boundaries: s.boundaries.iter().map(boundary).take(MOST_OF_A_KIND).collect(),
        questions: s.questions.iter().map(|q| q.text.clone()).take(MOST_OF_A_KIND).collect(),
        charter: CharterText::of(s),
    };
    Ok(format!(
        "// An Upfront template: open it in Upfront, and a new session begins with it.\n{}\n",
        super::open::pretty(&text)?
    ))
}

/// The sample session; None only if the program was built with a broken one, which a test refuses.
pub fn sample() -> Option<Session> {
    parse(Path::new("the sample"), SAMPLE.as_bytes()).ok()
}
