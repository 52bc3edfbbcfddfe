//! What two laptops wrote differently, in words: for the check, the card that settles it, and the summary.

use super::Page;
use crate::model::refs::Ref;
use crate::model::time::clock;
use crate::model::{Clash, ClashValue, Digest, Session, shortened, words_of_name};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// A clash as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClashShown {
    /// Where it stands in [`Session::clashes`].
    pub place: usize,
    /// "C12: what was said"
    pub called: String,
    pub values: Vec<ValueShown>,
    /// The page where the thing stands, and the thing.
    pub page: Page,
    pub thing: Option<Ref>,
    /// What tells it from others: the same on every laptop.
    pub id: Uuid,
    /// Words of a contribution: both can be kept, as two.
    pub both: bool,
}

/// More of a value is not shown on its card: the text of a version is a whole session.
const MOST_LETTERS: usize = 300;

/// One of the values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValueShown {
    pub words: String,
    /// "table 3’s copy, 18:42"; empty where neither is known.
    pub who: String,
}

/// Everything that is still to be settled.
pub fn clashes(s: &Session) -> Vec<ClashShown> {
    if s.clashes.is_empty() {
        return Vec::new();
    }
    let names = names(s);
    s.clashes.iter().enumerate().map(|(place, clash)| shown(&names, place, clash)).collect()
}

fn shown(names: &HashMap<Uuid, Named>, place: usize, clash: &Clash) -> ClashShown {
    let (list, id, field, part) = clash.parts();
    let id: Option<Uuid> = id.parse().ok();
    let named = id.and_then(|id| names.get(&id));
    let thing = match (list, named) {
        ("run", _) => "The running clock".to_string(),
        (_, Some(named)) => named.called.clone(),
        (_, None) if id.is_none() => "The session".into(),
        (list, None) => format!("Something among {}", words_of_name(list)),
    };
    let of = match (field, part) {
        ("", _) => "taken out on one laptop, changed or named on another".into(),
        (field, "") => field_words(field).to_string(),
        (field, part) => {
            let part =
                part.parse().ok().and_then(|id: Uuid| names.get(&id)).map(|named| format!(" of {}", named.called));
            format!("{}{}", field_words(field), part.unwrap_or_default())
        }
    };
    ClashShown {
        place,
        called: format!("{thing}: {of}"),
        values: clash.values.iter().map(|v| value(names, field.is_empty(), v)).collect(),
        page: named.map_or_else(|| page_of(list), |named| named.page),
        thing: named.and_then(|named| named.thing),
        id: id_of(&clash.register),
        both: list == "contributions" && field == "words",
    }
}

/// The same for the same register.
fn id_of(register: &str) -> Uuid {
    Uuid::from_u128(Digest::of(register).start())
}

fn value(names: &HashMap<Uuid, Named>, is_thing: bool, v: &ClashValue) -> ValueShown {
    let words = match (is_thing, v.value.as_str()) {
        (true, "gone") => "taken out".into(),
        (true, _) => "kept".into(),
        (false, json) => serde_json::from_str(json).map_or_else(|_| json.to_string(), |json| said(names, &json)),
    };
    // Before all sessions: when is not known.
    let who = match v.at.timestamp() {
        _ if v.by.is_empty() => String::new(),
        0 => v.by.clone(),
        _ => format!("{}, {}", v.by, clock(v.at)),
    };
    let words = if words.trim().is_empty() { "nothing".into() } else { words };
    ValueShown { words: shortened(&words, MOST_LETTERS), who }
}

/// A value of the file as a person would say it.
fn said(names: &HashMap<Uuid, Named>, json: &Value) -> String {
    match json {
        Value::Null => "nothing".into(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Number(n) => n.to_string(),
        Value::String(text) => match text.parse().ok().and_then(|id: Uuid| names.get(&id)) {
            Some(named) => named.called.clone(),
            None if is_choice(text) => words_of_name(text),
            None => text.clone(),
        },
        Value::Array(all) => all.iter().map(|v| said(names, v)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "order" | "partner"));
            let said = |(name, v): (&String, &Value)| match SAY_THEMSELVES.contains(&name.as_str()) {
                true => said(names, v),
                false => format!("{} {}", words_of_name(name), said(names, v)),
            };
            fields.map(said).collect::<Vec<_>>().join(", ")
        }
    }
}

struct Named {
    called: String,
    thing: Option<Ref>,
    page: Page,
}

fn names(s: &Session) -> HashMap<Uuid, Named> {
    let mut all = HashMap::new();
    let mut put =
        |id: Uuid, called: String, thing: Option<Ref>, page: Page| drop(all.insert(id, Named { called, thing, page }));
    s.partners.iter().for_each(|p| put(p.id.0, p.name.clone(), Some(Ref::Partner(p.id)), Page::Purpose));
    s.people.iter().for_each(|p| put(p.id.0, "a person on the list".into(), Some(Ref::Person(p.id)), Page::Purpose));
    s.agenda.iter().for_each(|i| put(i.id.0, format!("“{}”", i.title), Some(Ref::AgendaItem(i.id)), Page::Agenda));
    s.boundaries.iter().for_each(|b| put(b.id.0, format!("S{}", b.no), Some(Ref::Boundary(b.id)), Page::Scope));
    s.contributions.iter().for_each(|c| put(c.id.0, format!("C{}", c.no), Some(Ref::Contribution(c.id)), Page::Board));
    s.themes.iter().for_each(|t| put(t.id.0, format!("#{}", t.name), Some(Ref::Theme(t.id)), Page::Board));
    s.referrals.iter().for_each(|r| put(r.id.0, format!("R{}", r.no), Some(Ref::Referral(r.id)), Page::Responses));
    s.decisions.iter().for_each(|d| put(d.id.0, format!("D{}", d.no), Some(Ref::Decision(d.id)), Page::Decisions));
    s.actions.iter().for_each(|a| put(a.id.0, format!("A{}", a.no), Some(Ref::Action(a.id)), Page::Actions));
    s.photos
        .iter()
        .for_each(|p| put(p.id.0, format!("the photo “{}”", p.called()), Some(Ref::Photo(p.id)), Page::Board));
    s.principles
        .iter()
        .for_each(|p| put(p.id.0, format!("the principle “{}”", p.name), Some(Ref::Principle(p.id)), Page::Charter));
    s.versions.iter().for_each(|v| put(v.id.0, format!("version {}", v.no), Some(Ref::Version(v.id)), Page::Sign));
    all
}

fn page_of(list: &str) -> Page {
    match list {
        "run" => Page::Live,
        "moves" | "challenges" => Page::Scope,
        "merges" => Page::Board,
        "dissents" | "questions" => Page::Decisions,
        "earlier" | "series" => Page::LastTime,
        "charter_questions" => Page::Charter,
        "left" => Page::Check,
        "answers" | "corrections" => Page::Sign,
        _ => Page::Purpose,
    }
}

/// Fields whose value needs no name before it.
const SAY_THEMSELVES: [&str; 5] = ["stance", "status", "kept", "words", "what"];

/// Is it one of several choices, as files name them: "CanLiveWith"?
fn is_choice(text: &str) -> bool {
    let inner = text.chars().skip(1).any(char::is_uppercase);
    inner && text.starts_with(char::is_uppercase) && text.chars().all(|c| c.is_ascii_alphabetic())
}

/// What a field is called in a sentence.
fn field_words(field: &str) -> String {
    match field {
        "words" => "what was said".into(),
        "no" => "the number".into(),
        "positions" => "the position".into(),
        "responses" => "what became of it".into(),
        "themes" => "its themes".into(),
        "what" => "what it says".into(),
        "now" => "where it stands".into(),
        "at" => "when".into(),
        "by" => "by when".into(),
        other => words_of_name(other),
    }
}
