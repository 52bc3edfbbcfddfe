//! The tree a record is written down as, and its canonical bytes.
//!
//! A tree of texts, whole numbers, lists, and parts with named fields; what says nothing is not in it. Its canonical
//! form is the JSON of RFC 8785: fields in the order of their names, no spaces, and nothing escaped that need not be.

use crate::model::time::Moment;
use crate::model::{CopyName, Digest, Number};
use chrono::{NaiveDate, NaiveTime, SecondsFormat, Utc};
use serde::{Serialize, Serializer};

/// A value of a record.
#[derive(Clone, PartialEq, Debug)]
pub enum Node {
    Text(String),
    Number(i64),
    Yes,
    List(Vec<Node>),
    Part(Part),
}

/// Named fields.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Part(pub Fields);

/// Fields in the order of their names. A part has few: in a list they take less room and time than in a map, and a
/// record has ten thousands of parts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fields(Vec<(&'static str, Node)>);

impl Fields {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| (*other).cmp(name))
    }

    pub fn get(&self, name: &str) -> Option<&Node> {
        self.place(name).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    /// Puts a value in, in the place of one that was there.
    pub fn insert(&mut self, name: &'static str, value: Node) {
        match self.place(name) {
            Ok(at) => drop(self.0.get_mut(at).map(|field| std::mem::replace(&mut field.1, value))),
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    pub fn remove(&mut self, name: &str) {
        if let Ok(at) = self.place(name) {
            self.0.remove(at);
        }
    }

    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Node)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}

impl Part {
    /// A field, unless it says nothing.
    pub fn put(mut self, name: &'static str, value: impl Into<Said>) -> Self {
        if let Said(Some(node)) = value.into() {
            self.0.insert(name, node);
        }
        self
    }

    /// A list, unless it is empty.
    pub fn list(self, name: &'static str, items: impl IntoIterator<Item = impl Into<Node>>) -> Self {
        let items: Vec<Node> = items.into_iter().map(Into::into).collect();
        if items.is_empty() { self } else { self.put(name, Node::List(items)) }
    }

    /// A part, unless nothing is in it.
    pub fn part(self, name: &'static str, part: Part) -> Self {
        if part.0.is_empty() { self } else { self.put(name, Node::Part(part)) }
    }

    /// Its canonical form: the JSON of RFC 8785.
    pub fn canonical(&self) -> String {
        // A tree of texts and whole numbers always has a form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Part {
    /// The same on many lines.
    pub fn readable(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// A value that may say nothing: an empty text, a zero, a no.
pub struct Said(Option<Node>);

impl From<Node> for Said {
    fn from(node: Node) -> Self {
        Self(Some(node))
    }
}

/// Line ends are line feeds, whatever a platform made of them.
fn plain(text: &str) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text.into(),
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self((!text.is_empty()).then(|| Node::Text(plain(text))))
    }
}

impl From<&String> for Said {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<bool> for Said {
    fn from(yes: bool) -> Self {
        Self(yes.then_some(Node::Yes))
    }
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl From<$type> for Said {
            fn from(number: $type) -> Self {
                let number = i64::from(number);
                Self((number != 0).then_some(Node::Number(number)))
            }
        }
    )*};
}
numbers!(u8, u32, i32, i64);

/// A whole number, or "3-1" where another copy of the session gave it.
impl From<Number> for Said {
    fn from(number: Number) -> Self {
        match number.copy {
            CopyName::Main => number.no.into(),
            _ => number.to_string().into(),
        }
    }
}

/// The moment itself, whatever clock it was read on: 2026-05-14T17:12:00Z.
impl From<Moment> for Said {
    fn from(at: Moment) -> Self {
        at.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
    }
}

impl From<NaiveDate> for Said {
    fn from(date: NaiveDate) -> Self {
        date.format("%Y-%m-%d").to_string().into()
    }
}

impl From<NaiveTime> for Said {
    fn from(time: NaiveTime) -> Self {
        time.format("%H:%M").to_string().into()
    }
}

impl From<Digest> for Said {
    fn from(digest: Digest) -> Self {
        digest.to_string().into()
    }
}

impl<T: Into<Said>> From<Option<T>> for Said {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self(None), Into::into)
    }
}

impl From<Part> for Node {
    fn from(part: Part) -> Self {
        Self::Part(part)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(plain(&text))
    }
}

impl From<&String> for Node {
    fn from(text: &String) -> Self {
        Self::Text(plain(text))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Yes => serializer.serialize_bool(true),
            Self::List(items) => serializer.collect_seq(items),
            Self::Part(part) => part.serialize(serializer),
        }
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter())
    }
}
