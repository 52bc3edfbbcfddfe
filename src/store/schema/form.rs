//! From a value of the model to its form in a file, and back.

use super::Broken;
use super::v1::{self, SessionV1};
use crate::model::refs::Ref;
use crate::model::time::Moment;
use crate::model::*;
use chrono::{NaiveDate, NaiveTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// A value that has a form in a file.
pub trait FileForm: Sized {
    /// What stands in the file.
    type File: Serialize + DeserializeOwned;
    fn to_file(&self, labels: &Labels) -> Self::File;
    fn from_file(file: Self::File, lookup: &Lookup) -> Result<Self, Broken>;
}

/// What things are called in a file.
#[derive(Default)]
pub struct Labels {
    names: HashMap<Ref, String>,
    taken: HashMap<(std::mem::Discriminant<Ref>, String), Ref>,
}

impl Labels {
    /// Calls a thing by `name`, or by its id where the name is empty, looks like an id, or was
    /// given to another.
    pub fn call(&mut self, thing: Ref, id: Uuid, name: String) {
        let key = (std::mem::discriminant(&thing), name);
        let usable = !key.1.trim().is_empty() && key.1.parse::<Uuid>().is_err() && !self.taken.contains_key(&key);
        let label = if usable { key.1.clone() } else { id.to_string() };
        if usable {
            self.taken.insert(key, thing);
        }
        self.names.insert(thing, label);
    }

    fn of(&self, thing: Ref, id: Uuid) -> String {
        self.names.get(&thing).cloned().unwrap_or_else(|| id.to_string())
    }
}

/// Finds things by what they are called.
#[derive(Default)]
pub struct Lookup {
    by_name: RefCell<HashMap<(&'static str, String), Uuid>>,
    called: RefCell<HashMap<Uuid, String>>,
    /// The item being read, for the sentence.
    reading: RefCell<String>,
    /// What to do with a name that leads nowhere.
    strictness: Strictness,
    missing: RefCell<HashMap<(&'static str, String), Uuid>>,
}

/// What to do with a name that leads nowhere.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Strictness {
    /// Refuse: a session file is whole.
    #[default]
    Refuse,
    /// Names are ids and nothing has been entered: the journal.
    Ids,
    /// Keep what names it, and say which was missing: a damaged file.
    StandIns,
}

impl Lookup {
    /// Takes every name for an id.
    pub fn of_ids() -> Self {
        Self { strictness: Strictness::Ids, ..Self::default() }
    }

    /// Gives ids to names that lead nowhere; [`Lookup::missing`] tells them.
    pub fn with_stand_ins() -> Self {
        Self { strictness: Strictness::StandIns, ..Self::default() }
    }

    /// Names that led nowhere, with the ids they were given.
    pub fn missing(&self) -> Vec<(&'static str, String, Uuid)> {
        let mut all: Vec<_> =
            self.missing.borrow().iter().map(|((kind, name), id)| (*kind, name.clone(), *id)).collect();
        all.sort();
        all
    }

    /// Makes a thing known by its id and, where nobody had it before, its name.
    pub fn enter(&self, kind: &'static str, id: Uuid, name: String) -> Result<(), Broken> {
        let mut map = self.by_name.borrow_mut();
        if map.insert((kind, id.to_string()), id).is_some() {
            return Err(Broken::Twice(format!("the id {id} is there twice")));
        }
        self.called.borrow_mut().insert(id, name.clone());
        map.entry((kind, name)).or_insert(id);
        Ok(())
    }

    /// The same for something with a number that people say: no two have the same.
    pub fn enter_number(&self, kind: &'static str, id: Uuid, letter: char, no: Number) -> Result<(), Broken> {
        let name = format!("{letter}{no}");
        if self.by_name.borrow().contains_key(&(kind, name.clone())) {
            return Err(Broken::Twice(format!("{name} is there twice")));
        }
        self.enter(kind, id, name)
    }

    /// Says which item is being read.
    pub fn read(&self, kind: &str, id: Uuid) {
        let called = self.called.borrow();
        let name = called.get(&id).map_or_else(|| format!("{kind} {id}"), |name| format!("{kind} {name}"));
        self.reading.replace(name);
    }

    fn find(&self, kind: &'static str, name: String) -> Result<Uuid, Broken> {
        let key = (kind, name);
        if let Some(id) = self.by_name.borrow().get(&key) {
            return Ok(*id);
        }
        match (self.strictness, key.1.parse::<Uuid>()) {
            (Strictness::Ids, Ok(id)) => Ok(id),
            (Strictness::StandIns, id) => {
                let id = id.unwrap_or_else(|_| stand_in_id(kind, &key.1));
                self.missing.borrow_mut().insert(key, id);
                Ok(id)
            }
            _ => Err(Broken::Reference { item: self.reading.borrow().clone(), missing: key.1 }),
        }
    }
}

/// The id of something whose own was lost: the same for the same name.
fn stand_in_id(kind: &str, name: &str) -> Uuid {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(format!("{kind} {name}"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash).for_each(|(b, h)| *b = h);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Is it what a field is when nothing is said?
pub fn blank<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

macro_rules! as_it_is {
    ($($type:ty),*) => {$(
        impl FileForm for $type {
            type File = Self;
            fn to_file(&self, _: &Labels) -> Self { self.clone() }
            fn from_file(file: Self, _: &Lookup) -> Result<Self, Broken> { Ok(file) }
        }
    )*};
}
as_it_is!(String, u8, u32, i32, i64, bool, Moment, NaiveDate, Uuid);

/// Ids of what nothing names.
macro_rules! plain_ids {
    ($($type:ident),*) => {$(
        impl FileForm for $type {
            type File = Uuid;
            fn to_file(&self, _: &Labels) -> Uuid { self.0 }
            fn from_file(file: Uuid, _: &Lookup) -> Result<Self, Broken> { Ok(Self(file)) }
        }
    )*};
}
plain_ids!(AnswerId);

macro_rules! references {
    ($($type:ident: $kind:ident),* $(,)?) => {$(
        impl FileForm for $type {
            type File = String;
            fn to_file(&self, labels: &Labels) -> String { labels.of(Ref::$kind(*self), self.0) }
            fn from_file(file: String, lookup: &Lookup) -> Result<Self, Broken> {
                lookup.find(stringify!($kind), file).map(Self)
            }
        }
    )*};
}
references! {
    PartnerId: Partner, PersonId: Person, ItemId: AgendaItem, BoundaryId: Boundary, ContributionId: Contribution,
    ThemeId: Theme, ReferralId: Referral, DecisionId: Decision, ActionId: Action, VersionId: Version,
    PrincipleId: Principle,
}

impl FileForm for SortKey {
    type File = Order;
    fn to_file(&self, _: &Labels) -> Order {
        self.into()
    }
    fn from_file(file: Order, _: &Lookup) -> Result<Self, Broken> {
        Ok(file.into())
    }
}

impl<T: FileForm> FileForm for Option<T> {
    type File = Option<T::File>;
    fn to_file(&self, labels: &Labels) -> Self::File {
        self.as_ref().map(|v| v.to_file(labels))
    }
    fn from_file(file: Self::File, lookup: &Lookup) -> Result<Self, Broken> {
        file.map(|v| T::from_file(v, lookup)).transpose()
    }
}

impl<T: FileForm> FileForm for Vec<T> {
    type File = Vec<T::File>;
    fn to_file(&self, labels: &Labels) -> Self::File {
        self.iter().map(|v| v.to_file(labels)).collect()
    }
    fn from_file(file: Self::File, lookup: &Lookup) -> Result<Self, Broken> {
        file.into_iter().map(|v| T::from_file(v, lookup)).collect()
    }
}

impl<T: FileForm + Entry> FileForm for List<T> {
    type File = Vec<T::File>;
    fn to_file(&self, labels: &Labels) -> Self::File {
        self.iter().map(|v| v.to_file(labels)).collect()
    }
    fn from_file(file: Self::File, lookup: &Lookup) -> Result<Self, Broken> {
        Vec::<T>::from_file(file, lookup).map(List::from_entries)
    }
}

impl<K: FileForm<File: Ord> + Ord, V: FileForm> FileForm for BTreeMap<K, V> {
    type File = BTreeMap<K::File, V::File>;
    fn to_file(&self, labels: &Labels) -> Self::File {
        self.iter().map(|(k, v)| (k.to_file(labels), v.to_file(labels))).collect()
    }
    fn from_file(file: Self::File, lookup: &Lookup) -> Result<Self, Broken> {
        file.into_iter().map(|(k, v)| Ok((K::from_file(k, lookup)?, V::from_file(v, lookup)?))).collect()
    }
}

/// What stands in a file as a short text that its own type reads.
#[derive(Clone, PartialEq, Default)]
pub struct AsText<T>(pub T);

/// A short text of a form of its own, for those who read the JSON.
macro_rules! text_schema {
    ($type:ty, $called:literal, $pattern:literal) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $called.into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $called, "pattern": $pattern })
            }
        }
    };
}
text_schema!(AsText<Digest>, "a SHA-256 digest", "^[0-9a-f]{64}$");
text_schema!(AsText<Mark>, "a drawn signature: x,y of the points of each stroke", "^[0-9,; ]+$");
text_schema!(Clock, "a clock time", "^[0-2][0-9]:[0-5][0-9]$");
text_schema!(Order, "where it stands in its list: compared as a text", "^([0-9a-f]{2})*$");

macro_rules! as_text {
    ($($type:ident, $called:literal);*) => {$(
        impl Serialize for AsText<$type> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for AsText<$type> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let start: String = text.chars().take(80).collect();
                text.parse().map(Self).map_err(|_| serde::de::Error::custom(format!("“{start}” is no {}", $called)))
            }
        }

        impl FileForm for $type {
            type File = AsText<Self>;
            fn to_file(&self, _: &Labels) -> AsText<Self> {
                AsText(self.clone())
            }
            fn from_file(file: AsText<Self>, _: &Lookup) -> Result<Self, Broken> {
                Ok(file.0)
            }
        }
    )*};
}
as_text! { Digest, "digest"; Mark, "drawn signature" }

/// The text of a frozen version: a session in the session.
impl FileForm for Arc<Session> {
    type File = Box<SessionV1>;
    fn to_file(&self, _: &Labels) -> Self::File {
        Box::new(Session::to_file(self, &Labels::for_session(self)))
    }
    fn from_file(file: Self::File, _: &Lookup) -> Result<Self, Broken> {
        // It has names of its own.
        let own = Lookup::default();
        v1::enter(&own, &file)?;
        let text = Session { versions: List::default(), answers: List::default(), ..Session::from_file(*file, &own)? };
        Ok(Self::new(Session { private: Private::default(), corrections: List::default(), ..text }))
    }
}

/// A number as a whole number, or as "3-1" where another copy gave it.
impl FileForm for Number {
    type File = NumberV1;
    fn to_file(&self, _: &Labels) -> NumberV1 {
        NumberV1(*self)
    }
    fn from_file(file: NumberV1, _: &Lookup) -> Result<Self, Broken> {
        Ok(file.0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NumberV1(pub Number);

impl std::fmt::Display for NumberV1 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for NumberV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.copy {
            CopyName::Main => serializer.serialize_u32(self.0.no),
            _ => serializer.collect_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for NumberV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EitherForm;
        impl serde::de::Visitor<'_> for EitherForm {
            type Value = NumberV1;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a number, or one of a copy as \"3-1\"")
            }
            fn visit_u64<E: serde::de::Error>(self, no: u64) -> Result<NumberV1, E> {
                u32::try_from(no).map(|no| NumberV1(no.into())).map_err(|_| E::custom(format!("{no} is too large")))
            }
            fn visit_i64<E: serde::de::Error>(self, no: i64) -> Result<NumberV1, E> {
                u32::try_from(no).map(|no| NumberV1(no.into())).map_err(|_| E::custom(format!("{no} is no number")))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<NumberV1, E> {
                let start: String = text.chars().take(80).collect();
                text.parse().map(NumberV1).map_err(|()| E::custom(format!("“{start}” is no number")))
            }
        }
        deserializer.deserialize_any(EitherForm)
    }
}

impl JsonSchema for NumberV1 {
    fn schema_name() -> Cow<'static, str> {
        "number".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "integer", "minimum": 0 },
            { "type": "string", "description": "given by another copy", "pattern": "^[0-9A-Z][0-9A-Za-z]*-[0-9]+$" }
        ] })
    }
}

/// A copy's name as a short text.
impl FileForm for CopyName {
    type File = String;
    fn to_file(&self, _: &Labels) -> String {
        self.to_string()
    }
    fn from_file(file: String, _: &Lookup) -> Result<Self, Broken> {
        let start: String = file.chars().take(80).collect();
        file.parse().map_err(|()| Broken::Twice(format!("“{start}” is no name of a copy")))
    }
}

/// A clock time as `18:00`.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct Clock(NaiveTime);

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.format("%H:%M"))
    }
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        time::parse_clock(&text).map(Self).ok_or_else(|| serde::de::Error::custom(format!("“{text}” is no clock time")))
    }
}

impl FileForm for NaiveTime {
    type File = Clock;
    fn to_file(&self, _: &Labels) -> Clock {
        Clock(*self)
    }
    fn from_file(file: Clock, _: &Lookup) -> Result<Self, Broken> {
        Ok(file.0)
    }
}

/// A sort key as a short text.
#[derive(Clone, PartialEq)]
pub struct Order(SortKey);

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_string())
    }
}

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // The crate cuts the text into pairs without looking, and panics on what is no hexadecimal.
        let text =
            Some(text).filter(|t| t.len() % 2 == 0 && t.bytes().all(|b| b.is_ascii_hexdigit())).unwrap_or_default();
        SortKey::from_string(&text).map(Self).map_err(|_| serde::de::Error::custom(format!("“{text}” is no order")))
    }
}

impl From<&SortKey> for Order {
    fn from(key: &SortKey) -> Self {
        Self(key.clone())
    }
}

impl From<Order> for SortKey {
    fn from(order: Order) -> Self {
        order.0
    }
}
