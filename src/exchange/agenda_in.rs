//! An agenda from a table or a paste: "18:00 Welcome", "Welcome (10 min)", or columns that say what they are.
//!
//! First a preview, then one command, so that one undo takes it all back.

use super::csv_in::{CsvError, LeftOut, find_partner};
use super::rows_in::{Known, Row, Rows, rows};
use crate::edit::{Command, Item, new_agenda_item};
use crate::insight::fold;
use crate::model::time::parse_clock;
use crate::model::{AgendaItem, ItemKind, PartnerId, Session, SortKey};
use chrono::{NaiveTime, Timelike};
use uuid::Uuid;

/// Items that come in at once.
pub const MOST_ITEMS: usize = 200;
/// Characters of a title or a note.
const MOST_TITLE: usize = 300;
const MOST_NOTE: usize = 4000;
/// Minutes of an item, and tables: as in a template.
const MOST_MIN: u32 = 24 * 60;
const MOST_TABLES: u8 = 60;
/// Where nothing says how long.
const USUAL_MIN: u32 = 10;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Title,
    Min,
    Starts,
    Ends,
    Kind,
    Least,
    Tables,
    Lead,
    Prompt,
    Notes,
    Protected,
    Pinned,
}

const COLUMNS: [Known<Column>; 12] = [
    Known(Column::Title, &["item", "title", "what", "agenda item", "activity", "topic", "session"]),
    Known(Column::Min, &["minutes", "min", "mins", "duration", "length", "how long", "minutes planned"]),
    Known(Column::Starts, &["time", "start", "starts", "from", "when", "begins"]),
    Known(Column::Ends, &["end", "ends", "to", "until", "finish"]),
    Known(Column::Kind, &["kind", "type"]),
    Known(Column::Least, &["at least", "least", "least minutes"]),
    Known(Column::Tables, &["tables"]),
    Known(Column::Lead, &["lead", "led by", "who", "presenter"]),
    Known(Column::Prompt, &["prompt", "question"]),
    Known(Column::Notes, &["notes", "note", "description", "details"]),
    Known(Column::Protected, &["protected"]),
    Known(Column::Pinned, &["pinned", "pinned to", "fixed time"]),
];

/// What would come in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AgendaIn {
    pub items: Vec<ItemIn>,
    pub left_out: Vec<LeftOut>,
    /// What a person should know before it comes in, a sentence each.
    pub told: Vec<String>,
}

/// An item that comes in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ItemIn {
    pub title: String,
    pub min: u32,
    pub kind: ItemKind,
    pub least_min: u32,
    pub tables: u8,
    pub lead: Option<PartnerId>,
    pub pinned: Option<NaiveTime>,
    pub prompt: String,
    pub notes: String,
    pub protected: bool,
}

/// A row as it was read, before the rows around it say how long it is.
struct Read {
    item: ItemIn,
    starts: Option<NaiveTime>,
    ends: Option<NaiveTime>,
    min: Option<u32>,
}

/// Reads a table or a paste and says what would come in; changes nothing.
pub fn read_agenda(s: &Session, text: &str) -> Result<AgendaIn, CsvError> {
    let table = rows(text, &COLUMNS, &[Column::Title], b"\t")?;
    let mut found = AgendaIn::default();
    let mut all: Vec<Read> = Vec::new();
    for row in &table.rows {
        let read = if table.heads.is_empty() { by_look(row) } else { by_heads(s, &table, row, &mut found.told) };
        if read.item.title.is_empty() {
            // A line with the end alone says how long the one before is.
            if let (Some(last), Some(at)) = (all.last_mut(), read.starts) {
                last.ends = last.ends.or(Some(at));
            } else {
                found.left_out.push(LeftOut { line: row.line, why: "it does not say what happens" });
            }
        } else if read.item.title.chars().count() > MOST_TITLE {
            found.left_out.push(LeftOut { line: row.line, why: "its title is longer than 300 characters" });
        } else if all.len() >= MOST_ITEMS {
            return Err(CsvError::TooMany { most: MOST_ITEMS, what: "items" });
        } else {
            all.push(read);
        }
    }
    let starts: Vec<Option<NaiveTime>> = all.iter().map(|read| read.starts).collect();
    for (nth, read) in all.into_iter().enumerate() {
        let next = starts.get(nth + 1).copied().flatten();
        let until = read.ends.or(next);
        let lasts = || Some(minutes_between(read.starts?, until?));
        let min = read.min.or_else(lasts).filter(|min| *min > 0);
        if min.is_none() {
            found.told.push(format!("“{}” does not say how long; {USUAL_MIN} minutes are taken", read.item.title));
        }
        let min = min.unwrap_or(USUAL_MIN).min(MOST_MIN);
        found.items.push(ItemIn { min, least_min: read.item.least_min.min(min), ..read.item });
    }
    if found.items.is_empty() && found.left_out.is_empty() {
        return Err(CsvError::Empty);
    }
    Ok(found)
}

/// A row whose columns say what they are.
fn by_heads(s: &Session, table: &Rows<Column>, row: &Row, told: &mut Vec<String>) -> Read {
    let cell = |column| table.cell(row, column);
    let title = cell(Column::Title).to_string();
    let lead = cell(Column::Lead);
    let found = find_partner(s, lead);
    let mut notes: Vec<&str> = table.cells(row, Column::Notes).collect();
    let said = format!("led by {lead}");
    if !lead.is_empty() && found.is_none() {
        // Who is no partner can still be told to the room.
        notes.push(&said);
    }
    let kind = cell(Column::Kind);
    let named = ItemKind::ALL.into_iter().find(|k| fold(k.word()) == fold(kind));
    if !kind.is_empty() && named.is_none() {
        let kinds = ItemKind::ALL.map(ItemKind::word).join(", ");
        told.push(format!("“{kind}” is no kind of item; the kinds are {kinds}"));
    }
    let cut = |words: String| words.chars().take(MOST_NOTE).collect::<String>();
    let item = ItemIn {
        kind: named.unwrap_or_else(|| kind_of(&title)),
        least_min: minutes(cell(Column::Least)).unwrap_or(0),
        tables: cell(Column::Tables).parse().unwrap_or(0).min(MOST_TABLES),
        lead: found,
        pinned: parse_clock(cell(Column::Pinned)),
        prompt: cut(cell(Column::Prompt).to_string()),
        notes: cut(notes.join("; ")),
        protected: matches!(fold(cell(Column::Protected)).as_str(), "yes" | "true" | "x" | "1" | "protected"),
        title,
        min: 0,
    };
    let (starts, ends) = times(cell(Column::Starts));
    let ends = parse_clock(cell(Column::Ends)).or(ends);
    Read { item, starts, ends, min: minutes(cell(Column::Min)) }
}

/// A row of a paste: times at its front, minutes anywhere, and the rest is what happens.
fn by_look(row: &Row) -> Read {
    let (mut starts, mut ends, mut min) = (None, None, None);
    let mut words: Vec<String> = Vec::new();
    for cell in &row.cells {
        let cell = without_bullet(cell);
        let mut rest = cell;
        if words.is_empty() && starts.is_none() {
            let (from, to, after) = times_at_front(rest);
            (starts, ends, rest) = (from, to, after);
        }
        // In a cell of its own a number is minutes.
        if let Some(n) = rest.parse::<u32>().ok().filter(|_| row.cells.len() > 1) {
            min = min.or(Some(n));
            continue;
        }
        let (found, rest) = minutes_in(rest);
        min = min.or(found);
        if !rest.is_empty() {
            words.push(rest);
        }
    }
    let title = words.first().cloned().unwrap_or_default();
    let notes = words.get(1..).unwrap_or_default().join("; ").chars().take(MOST_NOTE).collect();
    let item = ItemIn { kind: kind_of(&title), title, notes, ..ItemIn::default() };
    Read { item, starts, ends, min }
}

fn without_bullet(words: &str) -> &str {
    words.trim_start_matches(['-', '–', '•', '*', '·']).trim_start()
}

/// "18:00 Welcome", "18:00-18:10: Welcome", "18.00 to 18.10 Welcome": the times, and what follows.
fn times_at_front(words: &str) -> (Option<NaiveTime>, Option<NaiveTime>, &str) {
    let (from, rest) = time_at_front(words);
    if from.is_none() {
        return (None, None, words);
    }
    let between = rest.trim_start();
    let after = ["-", "–", "—", "to ", "until "].iter().find_map(|mark| between.strip_prefix(mark));
    let (to, rest) = after.map_or((None, rest), |after| match time_at_front(after.trim_start()) {
        (Some(to), rest) => (Some(to), rest),
        (None, _) => (None, after),
    });
    (from, to, rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ',' | '|')))
}

/// A clock time that the words begin with: 18:00, 18.00, 6:30 pm.
fn time_at_front(words: &str) -> (Option<NaiveTime>, &str) {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let end = words.find(|c| !is_part(c)).unwrap_or(words.len());
    let (front, rest) = words.split_at(end);
    let front = front.trim_end_matches([':', '.']);
    if !front.contains([':', '.']) {
        return (None, words);
    }
    let Some(time) = parse_clock(front) else { return (None, words) };
    let half = fold(rest.trim_start().get(..2).unwrap_or_default());
    let afternoon = half == "pm" && time.hour() < 12;
    let rest = if half == "pm" || half == "am" { rest.trim_start().get(2..).unwrap_or_default() } else { rest };
    let time = if afternoon { time.overflowing_add_signed(chrono::TimeDelta::hours(12)).0 } else { time };
    (Some(time), rest)
}

/// The times of a cell.
fn times(cell: &str) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let (from, to, _) = times_at_front(cell);
    (from, to)
}

/// The minutes that words say ("(10 min)", "1 h 30"), and the words without them.
fn minutes_in(words: &str) -> (Option<u32>, String) {
    let is_edge = |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';');
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let bare = |token: &str| fold(token.trim_matches(is_edge)).trim_end_matches('.').to_string();
    for (nth, token) in tokens.iter().enumerate() {
        let token = bare(token);
        let next = tokens.get(nth + 1).map(|t| bare(t)).unwrap_or_default();
        let (number, unit, used) = match token.find(|c: char| !c.is_ascii_digit()) {
            Some(0) => continue,
            Some(at) => (token.get(..at), token.get(at..).unwrap_or_default().to_string(), 1),
            None => (Some(token.as_str()), next, 2),
        };
        let Some(n) = number.and_then(|n| n.parse::<u32>().ok()) else { continue };
        let (mut min, mut used) = match unit.trim_start_matches('-') {
            "min" | "mins" | "minute" | "minutes" | "m" | "'" | "′" => (n, used),
            "h" | "hr" | "hour" | "hours" => (n.saturating_mul(60), used),
            _ => continue,
        };
        // Behind the hours minutes may stand: "1 h 30", "1 h 30 min".
        let behind = |place: usize| tokens.get(place).map(|t| bare(t)).unwrap_or_default();
        if let Some(more) = behind(nth + used).parse::<u32>().ok().filter(|more| min != n && *more < 60) {
            let unit = behind(nth + used + 1);
            (min, used) = (min.saturating_add(more), used + if unit.starts_with("min") { 2 } else { 1 });
        }
        let rest = tokens.iter().take(nth).chain(tokens.iter().skip(nth + used));
        let rest = rest.copied().collect::<Vec<_>>().join(" ");
        let at_end = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | ':');
        return (Some(min), rest.trim_end_matches(at_end).to_string());
    }
    (None, words.to_string())
}

/// The minutes of a cell: 10, "10 min", "1 h 30", 0:45.
fn minutes(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    if let Some((h, min)) = cell.split_once(':') {
        return Some(h.trim().parse::<u32>().ok()?.saturating_mul(60).saturating_add(min.trim().parse().ok()?));
    }
    cell.parse().ok().or_else(|| minutes_in(cell).0)
}

fn minutes_between(from: NaiveTime, to: NaiveTime) -> u32 {
    let min = (to - from).num_minutes();
    // Past midnight.
    let min = if min < 0 { min + i64::from(MOST_MIN) } else { min };
    u32::try_from(min).unwrap_or(0)
}

/// What sort of item its title says it is; an activity, where it says nothing.
fn kind_of(title: &str) -> ItemKind {
    let title = fold(title);
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    match () {
        () if says(&["up for grabs", "what is open", "what is fixed"]) => ItemKind::Scope,
        () if says(&["read back", "read-back", "sign"]) && !says(&["design", "signage"]) => ItemKind::ReadBack,
        () if says(&["welcome", "arrival", "introductions", "who is here"]) => ItemKind::Welcome,
        () if says(&["break", "lunch", "coffee", "dinner", "food"]) => ItemKind::Break,
        () if says(&["bring ideas together", "grouping", "dots"]) => ItemKind::Grouping,
        () if says(&["agree", "decide", "decision", "actions"]) => ItemKind::Decide,
        () => ItemKind::Activity,
    }
}

/// The previewed items as one command, behind those that are there.
pub fn agenda_command(s: &Session, found: &AgendaIn, mut next_id: impl FnMut() -> Uuid) -> Command {
    let mut order = s.agenda.end();
    let add = |i: &ItemIn| {
        let item = AgendaItem {
            order: order.clone(),
            kind: i.kind,
            least_min: i.least_min,
            tables: i.tables,
            lead: i.lead,
            pinned: i.pinned,
            prompt: i.prompt.clone(),
            notes: i.notes.clone(),
            protected: i.protected,
            ..new_agenda_item(s, next_id(), &i.title, i.min)
        };
        order = SortKey::new_after(&order);
        Command::Add(Item::from(item))
    };
    Command::Batch(found.items.iter().map(add).collect())
}
