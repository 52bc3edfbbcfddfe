//! What differs between two records, in words: "A3: “the bath lights” is now “the path lights”".

use super::form::{NOT_FROZEN, WITHHELD};
use super::node::{Node, Part};
use crate::model::shortened;
use crate::model::time::{clock, day, in_zone};
use chrono::{DateTime, NaiveDate};

/// A difference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What the record calls the thing: "A3", "P2"; None: it belongs to the session itself.
    pub thing: Option<String>,
    /// "A3: “the bath lights” is now “the path lights”"
    pub words: String,
}

/// The first difference, in words. None: they are the same.
pub fn first_difference(was: &Part, is: &Part) -> Option<String> {
    differences(was, is, 1).into_iter().next().map(|d| d.words)
}

/// At most so many differences, in words, in the order of the record. What a version says of itself is no difference.
pub fn differences(was: &Part, is: &Part, most: usize) -> Vec<Difference> {
    let mut found = Found { was, is, most, thing: None, all: Vec::new() };
    for name in SECTIONS {
        let (a, b) = (was.0.get(name), is.0.get(name));
        if a != b {
            found.thing = None;
            found.section(name, a, b);
        }
    }
    found.all
}

/// In the order of the summary, decisions and actions first: what was agreed matters most.
const SECTIONS: [&str; 28] = [
    "form",
    "decisions",
    "dissents",
    "actions",
    "boundaries",
    "moves",
    "challenges",
    "contributions",
    "referrals",
    "session",
    "series",
    "stages",
    "charter",
    "principles",
    "charter_questions",
    "partners",
    "people",
    "movements",
    "interests",
    "rules",
    "agenda",
    "run",
    "themes",
    "merges",
    "photos",
    "earlier_actions",
    "left",
    "questions",
];

struct Found<'a> {
    was: &'a Part,
    is: &'a Part,
    most: usize,
    /// What is being compared.
    thing: Option<String>,
    all: Vec<Difference>,
}

impl Found<'_> {
    fn say(&mut self, words: String) {
        if self.all.len() < self.most {
            self.all.push(Difference { thing: self.thing.clone(), words });
        }
    }

    fn section(&mut self, name: &str, was: Option<&Node>, is: Option<&Node>) {
        match (was, is) {
            (Some(Node::Part(a)), Some(Node::Part(b))) => self.parts(section_words(name), a, b),
            (None, Some(Node::Part(b))) => self.parts(section_words(name), &Part::default(), b),
            (Some(Node::Part(a)), None) => self.parts(section_words(name), a, &Part::default()),
            (a, b) => {
                let items = |node: Option<&Node>| match node {
                    Some(Node::List(items)) => items.clone(),
                    _ => Vec::new(),
                };
                self.lists(name, &items(a), &items(b));
            }
        }
    }

    /// Items with a spoken number are told apart by it, others by their place, once what is the same at both ends is
    /// set aside.
    fn lists(&mut self, list: &str, was: &[Node], is: &[Node]) {
        if was.iter().chain(is).any(|item| number(item).is_some()) {
            return self.numbered(list, was, is);
        }
        let before = was.iter().zip(is).take_while(|(a, b)| a == b).count();
        let (was, is) = (was.get(before..).unwrap_or_default(), is.get(before..).unwrap_or_default());
        let after = was.iter().rev().zip(is.iter().rev()).take_while(|(a, b)| a == b).count();
        let was = was.get(..was.len() - after).unwrap_or_default();
        let is = is.get(..is.len() - after).unwrap_or_default();
        for place in 0..was.len().max(is.len()) {
            let called = |item: &Node| called(list, before + place + 1, item);
            // Parts of a thing belong to it.
            if let Some(letter) = letter_of(list) {
                self.thing = Some(format!("{letter}{}", before + place + 1));
            }
            match (was.get(place), is.get(place)) {
                (Some(a), Some(b)) => self.items(&called(b), a, b),
                (None, Some(b)) => self.say(format!("{} is new: {}", called(b), gist(b))),
                // What it was stands in the version before; it may be gone because somebody asked for that.
                (Some(a), None) => self.say(format!("{} is gone", called(a))),
                (None, None) => {}
            }
        }
    }

    fn numbered(&mut self, list: &str, was: &[Node], is: &[Node]) {
        let all = self.all.len();
        let by_number: std::collections::HashMap<Option<&str>, &Node> = was.iter().map(|a| (number(a), a)).collect();
        let there: std::collections::HashSet<Option<&str>> = is.iter().map(number).collect();
        for (place, b) in is.iter().enumerate() {
            let called = called(list, place + 1, b);
            self.thing = number(b).map(String::from);
            match by_number.get(&number(b)) {
                Some(a) if *a == b => {}
                Some(a) => self.items(&called, a, b),
                None => self.say(format!("{called} is new: {}", gist(b))),
            }
        }
        for (place, a) in was.iter().enumerate().filter(|(_, a)| !there.contains(&number(a))) {
            self.thing = None;
            self.say(format!("{} is gone", called(list, place + 1, a)));
        }
        if self.all.len() == all {
            self.say(format!("{} stand in another order", section_words(list)));
        }
    }

    fn items(&mut self, called: &str, was: &Node, is: &Node) {
        match (was, is) {
            // Its words are in nobody's list of changes.
            (_, Node::Part(b)) if b.0.contains(WITHHELD) => self.say(format!("{called}: is withheld now")),
            (Node::Part(a), _) if a.0.contains(WITHHELD) => self.say(format!("{called}: is withheld no more")),
            (Node::Part(a), Node::Part(b)) => self.parts(called, a, b),
            (a, b) => {
                let (a, b) = (self.value("", a, self.was), self.value("", b, self.is));
                self.say(format!("{called}: {a} is now {b}"));
            }
        }
    }

    fn parts(&mut self, called: &str, was: &Part, is: &Part) {
        let mut names: Vec<&str> = was.0.iter().chain(is.0.iter()).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let (a, b) = (was.0.get(name), is.0.get(name));
            if a != b {
                self.field(called, name, a, b);
            }
        }
    }

    fn field(&mut self, called: &str, name: &str, was: Option<&Node>, is: Option<&Node>) {
        let place = match name {
            "words" | "what" | "text" if called != section_words("session") => called.to_string(),
            _ => format!("{called}, {}", field_words(name)),
        };
        if matches!(name, "access" | "payment" | "digest") {
            return self.say(format!("{place}: changed"));
        }
        match (was, is) {
            (Some(Node::Part(a)), Some(Node::Part(b))) => self.parts(&place, a, b),
            (Some(Node::List(a)), Some(Node::List(b))) if a.iter().chain(b).any(|i| matches!(i, Node::Part(_))) => {
                self.lists(&place, a, b);
            }
            (Some(Node::Text(a)), Some(Node::Text(b))) if is_prose(name) => {
                let (a, b) = only_what_differs(a, b);
                self.say(format!("{place}: “{a}” is now “{b}”"));
            }
            (a, b) => {
                let a = a.map_or_else(|| "nothing".into(), |a| self.value(name, a, self.was));
                let b = b.map_or_else(|| "nothing".into(), |b| self.value(name, b, self.is));
                self.say(format!("{place}: {a} is now {b}"));
            }
        }
    }

    /// A value as people would say it.
    fn value(&self, field: &str, node: &Node, record: &Part) -> String {
        match node {
            Node::Yes => "yes".into(),
            Node::Number(number) => number.to_string(),
            Node::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(field, item, record)).collect();
                items.join(", ")
            }
            Node::Part(part) => {
                let fields: Vec<String> = part.0.iter().map(|(name, value)| self.value(name, value, record)).collect();
                fields.join(", ")
            }
            Node::Text(text) if field == "name" && (text.len() == 64 || text == NOT_FROZEN) => "a name".into(),
            Node::Text(text) if is_prose(field) => format!("“{}”", shortened(text, MOST_LETTERS)),
            Node::Text(text) => referred(text, record)
                .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(day))
                .or_else(|| moment(text, record))
                .unwrap_or_else(|| format!("“{}”", shortened(text, MOST_LETTERS))),
        }
    }
}

/// The spoken number of an item.
fn number(item: &Node) -> Option<&str> {
    match item {
        Node::Part(part) => match part.0.get("no") {
            Some(Node::Text(no)) => Some(no),
            _ => None,
        },
        _ => None,
    }
}

fn text<'a>(item: &'a Node, field: &str) -> Option<&'a str> {
    match item {
        Node::Part(part) => match part.0.get(field) {
            Some(Node::Text(text)) => Some(text),
            _ => None,
        },
        Node::Text(text) if field.is_empty() => Some(text),
        _ => None,
    }
}

/// What an item of a list is called.
fn called(list: &str, place: usize, item: &Node) -> String {
    if let Some(no) = number(item) {
        return if list == "earlier_actions" { format!("{no} of the session before") } else { no.into() };
    }
    match (list, text(item, "name"), text(item, "title")) {
        ("partners", Some(name), _) => name.into(),
        ("agenda", _, Some(title)) => format!("agenda item {place} “{}”", shortened(title, MOST_LETTERS)),
        _ => format!("{} {place}", one_of(list)),
    }
}

/// By which letter and its place a record names a thing of a list.
pub fn letter_of(list: &str) -> Option<&'static str> {
    Some(match list {
        "partners" => "P",
        "people" => "N",
        "agenda" => "I",
        "themes" => "T",
        "challenges" => "H",
        "moves" => "M",
        "merges" => "G",
        "photos" => "F",
        "dissents" => "O",
        "earlier_actions" => "E",
        "questions" => "Q",
        "principles" => "L",
        "charter_questions" => "K",
        "rules" => "U",
        "interests" => "V",
        _ => return None,
    })
}

fn one_of(list: &str) -> &str {
    match list {
        "partners" => "partner",
        "people" => "person",
        "movements" => "coming and leaving",
        "interests" => "declared interest",
        "rules" => "ground rule",
        "agenda" => "agenda item",
        "moves" => "move",
        "challenges" => "challenge",
        "themes" => "theme",
        "merges" => "merge",
        "photos" => "photo",
        "dissents" => "disagreement",
        "left" => "what was left",
        "series" => "earlier session",
        "stages" => "stage",
        "principles" => "principle",
        "charter_questions" => "question of the charter",
        "questions" => "closing question",
        other => other,
    }
}

fn section_words(section: &str) -> &str {
    match section {
        "session" => "the session",
        "run" => "the running clock",
        "earlier_actions" => "what the session before left",
        "series" => "the sessions before",
        "charter" => "the charter",
        other => other,
    }
}

fn field_words(field: &str) -> String {
    match field {
        "no" => "number".into(),
        "at" => "time".into(),
        "by" => "by".into(),
        "planned_min" => "minutes planned".into(),
        "least_min" => "least minutes".into(),
        "report_back_min" => "minutes to report back".into(),
        "now" => "as it stands".into(),
        other => other.replace('_', " "),
    }
}

/// Does a field hold what people wrote, and not a choice, a date or another thing's number?
fn is_prose(field: &str) -> bool {
    const PROSE: [&str; 32] = [
        "words",
        "what",
        "why",
        "text",
        "title",
        "subtitle",
        "place",
        "place_notes",
        "shared_words",
        "who",
        "works_for",
        "paid_by",
        "brief_by",
        "ballot",
        "decision_expected",
        "ask",
        "follows",
        "stood",
        "shows",
        "dissent_asked_by",
        "aim",
        "brings",
        "brought",
        "got",
        "differently",
        "notes",
        "prompt",
        "options",
        "reason",
        "because",
        "caption",
        "alt",
    ];
    PROSE.contains(&field)
}

/// The words that say best what an item is.
fn gist(item: &Node) -> String {
    let found = ["words", "what", "title", "text", "caption", "because", "who", "note", ""];
    if text(item, "name").is_some_and(|name| name.len() == 64 || name == NOT_FROZEN) {
        return "a name".into();
    }
    let said = found.into_iter().find_map(|field| text(item, field));
    said.map_or_else(|| "no words".into(), |said| format!("“{}”", shortened(said, MOST_LETTERS)))
}

/// "P2" is the second partner of the record, by its name.
fn referred(label: &str, record: &Part) -> Option<String> {
    let (letter, place) = label.split_at_checked(1)?;
    let place: usize = place.parse().ok()?;
    let (list, field) = match letter {
        "P" => ("partners", "name"),
        "I" => ("agenda", "title"),
        "T" => ("themes", "name"),
        "N" => return Some("a person on the list".into()),
        "S" | "C" | "D" | "A" | "R" => return Some(label.into()),
        _ => return None,
    };
    match record.0.get(list) {
        Some(Node::List(items)) => {
            items.get(place.checked_sub(1)?).and_then(|item| text(item, field)).map(String::from)
        }
        _ => None,
    }
}

/// On the clock of the session.
fn moment(text: &str, record: &Part) -> Option<String> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    let zone = record.0.get("session").and_then(|s| self::text(s, "zone")).unwrap_or_default();
    let local = in_zone(at, zone);
    Some(format!("{}, {}", clock(local), day(local.date_naive())))
}

/// Longer words are cut.
const MOST_LETTERS: usize = 80;

/// The words in which two texts differ, with a word on either side.
fn only_what_differs(was: &str, is: &str) -> (String, String) {
    let words = |text: &str| text.split_inclusive(char::is_whitespace).map(String::from).collect::<Vec<_>>();
    let (a, b) = (words(was), words(is));
    let before = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - before;
    let after = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a.trim_end() == b.trim_end()).count();
    let cut = |all: &[String]| {
        let from = before.saturating_sub(1);
        let to = (all.len() - after + 1).min(all.len());
        shortened(all.get(from..to).unwrap_or_default().concat().trim(), MOST_LETTERS)
    };
    (cut(&a), cut(&b))
}
