//! A session as registers: what is written and merged by itself when laptops are put together.
//!
//! | register | holds |
//! |---|---|
//! | `contributions/<id>` | that the thing is there, or `gone`; written with every change of it, so that taking it out meets what others changed |
//! | `contributions/<id>/words` | one field, as JSON |
//! | `decisions/<id>/positions` | the keys of a list in their order |
//! | `decisions/<id>/positions/<partner>` | one of its parts, so that two laptops can each write down another partner’s position |
//! | `session//title`, `run//ended` | a field of the session itself, of the running clock |
//!
//! A field that says nothing is `null`, or not there. Everything is named by id. Not in here, and so not in any history:
//! names, contacts, needs, payment and private notes; which copy it is and what numbers copies gave; what is still to be
//! settled; and when things were changed, which follows from the history itself.

use super::form::{FileForm, Labels, Lookup};
use super::v1::SessionV1;
use super::{Broken, session_with, v1};
use crate::edit::{Key, kinds_table, session_fields_table};
use crate::model::refs::{Ref, Refers};
use crate::model::{self as m, Clash, ClashValue, CopyName, Number, Session, register_parts, time};
use crate::share::Register;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Registers by name.
pub type Registers = BTreeMap<String, String>;

/// Fields of the file that are no registers.
const LEFT_OUT: [&str; 9] =
    ["digests", "private", "copy", "holder", "copies", "numbers", "changed_since_version", "changed_at", "clashes"];

/// A field of agenda items that is the facilitator's alone.
const NOT_SHARED: &str = "private_notes";

/// What tells the parts of a list apart.
#[derive(Clone, Copy)]
enum By {
    /// The part itself: an id, a choice.
    Itself,
    /// One of its fields.
    Field(&'static str),
    /// What kind of answer it is, and what it names.
    Response,
    /// Its place in the list.
    Place,
    /// The item, and which of its runs.
    Run,
}

/// Lists whose parts are registers of their own.
const IN_PARTS: [(&str, &str, By); 17] = [
    ("agenda", "about", By::Itself),
    ("agenda", "table_prompts", By::Place),
    ("contributions", "themes", By::Itself),
    ("contributions", "responses", By::Response),
    ("merges", "contributions", By::Itself),
    ("decisions", "positions", By::Field("partner")),
    ("actions", "moved", By::Itself),
    ("earlier_actions", "moved", By::Itself),
    ("boundaries", "past", By::Itself),
    ("charter_questions", "shows", By::Itself),
    ("charter_questions", "said", By::Field("partner")),
    ("questions", "scores", By::Field("partner")),
    ("run", "items", By::Run),
    ("run", "trims", By::Field("at")),
    ("run", "asleep", By::Field("from")),
    ("run", "ahead", By::Itself),
    ("run", "skipped", By::Field("item")),
];

fn in_parts(list: &str, field: &str) -> Option<By> {
    IN_PARTS.iter().find(|(l, f, _)| (*l, *f) == (list, field)).map(|(_, _, by)| *by)
}

/// The name of a thing's own register.
pub fn of_thing(list: &str, id: Uuid) -> String {
    format!("{list}/{id}")
}

macro_rules! kinds {
    ($($kind:ident$( as $old:literal)?($id:ident) in $list:ident, $fields:ident { $($rest:tt)* })*) => {
        /// The lists of a session, as they are called in registers, with what is in them that `last` does not have just so
        /// (its registers; none where it is gone), and the ids of what they have in common that differs.
        pub fn changed_things(last: &Session, now: &Session) -> Vec<(&'static str, Uuid, Option<Registers>, Option<Registers>)> {
            let ids = Labels::default();
            let mut changed = Vec::new();
            $({
                let registers = |item: &m::$kind| thing(stringify!($list), item.id.0, &item.to_file(&ids));
                for item in &now.$list {
                    match last.$list.get(item.id) {
                        Some(old) if old == item => {}
                        old => changed.push((stringify!($list), item.id.0, old.map(&registers), Some(registers(item)))),
                    }
                }
                for item in last.$list.iter().filter(|i| now.$list.get(i.id).is_none()) {
                    changed.push((stringify!($list), item.id.0, Some(registers(item)), None));
                }
            })*
            changed
        }

        /// The registers of one thing; None where it is not there.
        pub fn of(s: &Session, list: &str, id: Uuid) -> Option<Registers> {
            let ids = Labels::default();
            match list {
                $(stringify!($list) => s.$list.get(id.into()).map(|item| thing(list, id, &item.to_file(&ids))),)*
                _ => None,
            }
        }

        /// The key of a thing in a list.
        pub fn key(list: &str, id: Uuid) -> Option<Key> {
            match list {
                $(stringify!($list) => Some(Key::$kind(id.into())),)*
                _ => None,
            }
        }

        /// What everything in a session names.
        fn names(s: &Session) -> Vec<(&'static str, Uuid, Vec<Ref>)> {
            let mut all = Vec::new();
            $(all.extend(s.$list.iter().map(|i| (stringify!($list), i.id.0, i.refers_to())));)*
            all
        }

        /// Takes things out of a session, whatever names them.
        fn take_out(s: &mut Session, gone: &BTreeSet<(String, Uuid)>) {
            $(for id in gone.iter().filter(|(list, _)| list == stringify!($list)).map(|(_, id)| *id) {
                s.$list.remove(id.into());
            })*
        }

        /// All lists of things.
        const LISTS: &[&str] = &[$(stringify!($list)),*];
    };
}
kinds_table!(kinds);

/// What a list of things is called in a file.
fn in_file(list: &str) -> &str {
    if list == "earlier" { "earlier_actions" } else { list }
}

fn thing(list: &str, id: Uuid, file: &impl serde::Serialize) -> Registers {
    let mut registers = Registers::new();
    if let Ok(Value::Object(mut fields)) = serde_json::to_value(file) {
        fields.remove("id");
        fields.remove(NOT_SHARED);
        put_fields(&mut registers, list, &id.to_string(), fields);
    }
    registers
}

/// The registers of the session itself and of the running clock.
pub fn own(s: &Session) -> Registers {
    // Without its things, which are many.
    let file = bare(s).to_file(&Labels::default());
    let mut registers = Registers::new();
    let Ok(Value::Object(mut fields)) = serde_json::to_value(&file) else { return registers };
    fields.retain(|name, _| !LEFT_OUT.contains(&name.as_str()));
    if let Some(Value::Object(run)) = fields.remove("run") {
        put_fields(&mut registers, "run", "", run);
    }
    put_fields(&mut registers, "session", "", fields);
    registers
}

fn put_fields(registers: &mut Registers, list: &str, id: &str, fields: Map<String, Value>) {
    for (field, value) in fields {
        let name = format!("{list}/{id}/{field}");
        match (in_parts(in_file(list), &field), value) {
            (Some(by), Value::Array(parts)) => {
                let keys = keys(by, &parts);
                for (key, part) in keys.iter().zip(&parts) {
                    registers.insert(format!("{name}/{key}"), part.to_string());
                }
                registers.insert(name, Value::from(keys).to_string());
            }
            (_, value) => {
                registers.insert(name, value.to_string());
            }
        }
    }
}

/// A key for each part of a list; of equal ones the later get a number.
fn keys(by: By, parts: &[Value]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let key = |(place, part): (usize, &Value)| match by {
        By::Itself => text(part),
        By::Place => place.to_string(),
        By::Field(field) => part.get(field).map(text).unwrap_or_default(),
        By::Run => part.get("item").map(text).unwrap_or_default(),
        By::Response => match part {
            Value::Object(choice) => choice.iter().next().map_or_else(String::new, |(kind, of)| match kind.as_str() {
                "Noted" | "NotTaken" => kind.clone(),
                _ => format!("{kind} {}", text(of)),
            }),
            part => text(part),
        },
    };
    let number = |key: String| {
        let n = seen.entry(key.clone()).or_insert(0);
        *n += 1;
        if *n == 1 { key } else { format!("{key}#{n}") }
    };
    parts.iter().enumerate().map(key).map(number).collect()
}

macro_rules! session_fields {
    ($($variant:ident($first:ident $(.$rest:ident)*: $type:ty)),* $(,)?) => {
        /// Only what is the session's own and is shared: no things, and nothing private.
        fn bare(s: &Session) -> Session {
            let mut own = Session::new(s.id, s.date, &s.zone);
            $(if !LEFT_OUT.contains(&stringify!($first)) {
                own.$first$(.$rest)*.clone_from(&s.$first$(.$rest)*);
            })*
            own.run.clone_from(&s.run);
            own
        }
    };
}
session_fields_table!(session_fields);

/// A thing that is there, and one that was taken out. Behind the word stands how often it was written.
pub const THERE: &str = "there";
pub const GONE: &str = "gone";

/// What the register of a thing says next, after it said `before`.
pub fn life(before: Option<&str>, there: bool) -> String {
    let times: u64 = before.and_then(|b| b.rsplit_once(' ')?.1.parse().ok()).unwrap_or(0);
    format!("{} {}", if there { THERE } else { GONE }, times.saturating_add(1))
}

fn is_gone(value: &str) -> bool {
    value.starts_with(GONE)
}

/// All registers of a session.
pub fn all(s: &Session) -> Registers {
    let mut all = own(s);
    let blank = Session::new(s.id, s.date, &s.zone);
    for (list, id, _, now) in changed_things(&blank, s) {
        all.insert(of_thing(list, id), life(None, true));
        all.extend(now.unwrap_or_default());
    }
    all
}

/// What a register says in a session: of a thing, whether it is there.
pub fn stands(s: &Session, register: &str) -> Option<String> {
    let (list, id, field, _) = register_parts(register);
    let of_thing = id.parse().ok().and_then(|id| of(s, list, id));
    match (field.is_empty(), LISTS.contains(&list)) {
        (true, _) => Some(if of_thing.is_some() { THERE } else { GONE }.into()),
        (false, true) => of_thing?.remove(register),
        (false, false) => own(s).remove(register),
    }
}

/// One thing as its registers have it.
struct Thing<'r> {
    list: &'r str,
    id: &'r str,
    life: Option<&'r Register>,
    fields: Vec<Field<'r>>,
}

struct Field<'r> {
    name: &'r str,
    whole: Option<&'r Register>,
    parts: Vec<(&'r str, &'r Register)>,
}

/// The things, in the order of their registers: those of one thing follow each other, and so do those of one field. Names
/// that nobody here writes can part them; then a thing is there twice, which is refused when it is read.
fn things_of(registers: &BTreeMap<String, Register>) -> Vec<Thing<'_>> {
    let mut things: Vec<Thing> = Vec::new();
    for (name, register) in registers {
        let (list, id, field, part) = register_parts(name);
        if things.last().is_none_or(|t| (t.id, t.list) != (id, list)) {
            things.push(Thing { list, id, life: None, fields: Vec::new() });
        }
        let Some(thing) = things.last_mut() else { continue };
        if field.is_empty() {
            thing.life = Some(register);
            continue;
        }
        if thing.fields.last().is_none_or(|f| f.name != field) {
            thing.fields.push(Field { name: field, whole: None, parts: Vec::new() });
        }
        let Some(field) = thing.fields.last_mut() else { continue };
        match part {
            "" => field.whole = Some(register),
            part => field.parts.push((part, register)),
        }
    }
    things
}

/// A session from its registers, and what is still to be settled in it. What is in no register is blank.
pub fn session_of(registers: &BTreeMap<String, Register>) -> Result<(Session, Vec<Clash>), Broken> {
    let things = things_of(registers);
    let numbers = numbers_apart(&things);
    // As one text, which is read once: most of the work is reading, and a tree of values between would double it.
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    let (mut own, mut run) = (String::new(), String::new());
    let mut gone: BTreeSet<(String, Uuid)> = BTreeSet::new();
    for thing in &things {
        let Thing { list, id, .. } = *thing;
        let text = match list {
            "session" => &mut own,
            "run" => &mut run,
            list if LISTS.contains(&list) => {
                let uuid: Uuid = id.parse().map_err(|_| strange(list))?;
                if thing.life.is_some_and(|l| l.all.is_empty() && is_gone(&l.value)) {
                    gone.insert((list.into(), uuid));
                }
                let all = lists.entry(in_file(list)).or_default();
                all.push_str(if all.is_empty() { "[{" } else { ",{" });
                put(all, "id", &format!("\"{uuid}\""))?;
                all
            }
            other => return Err(strange(other)),
        };
        for field in &thing.fields {
            let apart = numbers.get(id).filter(|_| field.name == "no");
            let value = apart.map_or_else(|| value_of(in_file(list), field), |no| Ok(Some(Cow::from(no))))?;
            if let Some(value) = value {
                put(text, field.name, &value)?;
            }
        }
        if LISTS.contains(&list) {
            text.push('}');
        }
    }
    let mut text = own;
    put(&mut text, "run", &format!("{{{run}}}"))?;
    for (list, things) in lists {
        put(&mut text, list, &format!("{things}]"))?;
    }
    let file: SessionV1 = serde_json::from_str(&format!("{{{text}}}")).map_err(|e| Broken::Twice(e.to_string()))?;
    let whole = v1::File { format: super::FORMAT, needs: super::FORMAT, session: file, history: String::new() };
    let mut s = session_with(whole, &Lookup::default())?;
    let back = named_by_what_is_there(&s, &gone);
    gone.retain(|thing| !back.contains(thing));
    take_out(&mut s, &gone);
    let clashes = clashes(&s, registers, &gone, &back);
    Ok((s, clashes))
}

fn strange(what: &str) -> Broken {
    let start: String = what.chars().take(80).collect();
    Broken::Twice(format!("“{start}” is nothing a session has"))
}

/// Puts a field to those of an object, whose first follows its bracket or nothing at all.
fn put(fields: &mut String, name: &str, value: &str) -> Result<(), Broken> {
    if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Err(strange(name));
    }
    if !(fields.is_empty() || fields.ends_with('{')) {
        fields.push(',');
    }
    fields.push('"');
    fields.push_str(name);
    fields.push_str("\":");
    fields.push_str(value);
    Ok(())
}

/// A field from its registers, as JSON; None where it says nothing.
fn value_of<'r>(list: &str, field: &Field<'r>) -> Result<Option<Cow<'r, str>>, Broken> {
    let read = |register: &'r Register| one_value(field.name, &register.value).map(|()| register.value.as_str());
    let whole = field.whole.map(read).transpose()?.filter(|v| *v != "null");
    if in_parts(list, field.name).is_none() {
        return Ok(whole.map(Cow::from));
    }
    // In the order that is written; what another laptop put in beside that behind it.
    let keys: Vec<String> =
        whole.map(serde_json::from_str).transpose().map_err(|_| strange(field.name))?.unwrap_or_default();
    let mut rest: BTreeMap<&str, &Register> = field.parts.iter().copied().collect();
    let first: Vec<&Register> = keys.iter().filter_map(|key| rest.remove(key.as_str())).collect();
    let parts = first.into_iter().chain(rest.into_values()).map(read);
    let parts: Vec<&str> = parts.filter(|part| !matches!(part, Ok("null"))).collect::<Result<_, _>>()?;
    Ok((!parts.is_empty()).then(|| Cow::from(format!("[{}]", parts.join(",")))))
}

/// Is it one value, and not a piece of something that would say more when it is put beside others?
fn one_value(field: &str, text: &str) -> Result<(), Broken> {
    serde_json::from_str::<IgnoredAny>(text).map(drop).map_err(|_| strange(field))
}

/// A number that two copies gave without knowing of each other, as two copies of one file can: the first, by its id, keeps
/// it, and the other is said as that of a copy with a letter. Which it is follows from the registers alone.
fn numbers_apart<'r>(things: &[Thing<'r>]) -> BTreeMap<&'r str, String> {
    let mut apart = BTreeMap::new();
    for list in ["boundaries", "contributions", "decisions", "actions", "referrals"] {
        let mut given: BTreeSet<Number> = BTreeSet::new();
        let mut again: Vec<(&str, Number)> = Vec::new();
        for thing in things.iter().filter(|t| t.list == list) {
            let no = thing.fields.iter().find(|f| f.name == "no").and_then(|f| number_of(&f.whole?.value));
            again.extend(no.filter(|no| !given.insert(*no)).map(|no| (thing.id, no)));
        }
        for (at, no) in again {
            // By its own id, so that it is called the same whatever else has come by then.
            let Ok(id) = at.parse() else { continue };
            let names = (0..=u16::MAX).map(|nth| CopyName::of(id, nth));
            if let Some(free) = names.map(|copy| Number { copy, ..no }).find(|no| given.insert(*no)) {
                apart.insert(at, format!("\"{free}\""));
            }
        }
    }
    apart
}

/// The number in a register: `12`, `"3-1"`.
fn number_of(value: &str) -> Option<Number> {
    match serde_json::from_str(value).ok()? {
        Value::Number(no) => u32::try_from(no.as_u64()?).ok().map(Number::from),
        Value::String(no) => no.parse().ok(),
        _ => None,
    }
}

/// Things that were taken out on one laptop, and that something names which is there.
fn named_by_what_is_there(s: &Session, gone: &BTreeSet<(String, Uuid)>) -> BTreeSet<(String, Uuid)> {
    let mut back: BTreeSet<(String, Uuid)> = BTreeSet::new();
    if gone.is_empty() {
        return back;
    }
    let names = names(s);
    loop {
        let there = |thing: &(String, Uuid)| !gone.contains(thing) || back.contains(thing);
        let named: BTreeSet<Uuid> = names
            .iter()
            .filter(|(list, id, _)| there(&((*list).into(), *id)))
            .flat_map(|(_, _, refs)| refs.iter().map(|r| r.id()))
            .chain(gone.iter().filter(|(list, id)| list == "agenda" && s.run.names((*id).into())).map(|(_, id)| *id))
            .collect();
        let more: BTreeSet<(String, Uuid)> =
            gone.iter().filter(|thing| named.contains(&thing.1) && !back.contains(*thing)).cloned().collect();
        if more.is_empty() {
            return back;
        }
        back.extend(more);
    }
}

/// What two laptops wrote differently.
fn clashes(
    s: &Session,
    registers: &BTreeMap<String, Register>,
    gone: &BTreeSet<(String, Uuid)>,
    back: &BTreeSet<(String, Uuid)>,
) -> Vec<Clash> {
    let value = |value: &str, by: &str, at: i64| ClashValue {
        value: value.into(),
        by: by.into(),
        at: time::from_unix(at, &s.zone),
    };
    let mut all = Vec::new();
    for (name, register) in registers {
        let (list, id, field, part) = register_parts(name);
        let is_out = id.parse().is_ok_and(|id: Uuid| gone.contains(&(list.to_string(), id)));
        if is_out {
            continue;
        }
        let mut values: Vec<ClashValue> = register.all.iter().map(|w| value(&w.value, &w.by, w.at)).collect();
        if field.is_empty() {
            // That both changed it is no conflict; that one took it out is.
            let taken_out = register.all.iter().any(|w| is_gone(&w.value));
            let is_back = id.parse().is_ok_and(|id: Uuid| back.contains(&(list.to_string(), id)));
            for v in &mut values {
                v.value = if is_gone(&v.value) { GONE.into() } else { THERE.into() };
            }
            values.sort_by(|a, b| (&b.value, &a.at, &a.by).cmp(&(&a.value, &b.at, &b.by)));
            values.dedup_by(|a, b| a.value == b.value);
            if is_back {
                values = vec![value(THERE, "", 0), value(GONE, "", 0)];
            } else if !taken_out {
                continue;
            }
        } else if field == "order" || (part.is_empty() && in_parts(in_file(list), field).is_some()) {
            // Where something stands in a list says nothing: the later move holds, on every laptop the same.
            continue;
        }
        if values.len() > 1 {
            all.push(Clash { register: name.clone(), values });
        }
    }
    all
}
