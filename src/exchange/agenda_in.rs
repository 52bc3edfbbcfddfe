//! An agenda from a table or a paste: "18:00 Welcome", "Welcome (10 min)", or columns that say what they are.
//!
//! First a preview, then one command, so that one undo takes it all back.

use super::csv_in::{CsvError, LeftOut, find_partner};
use super::rows_in::{Known, Row, Rows, rows};
use crate::edit::{Command, Item, new_agenda_item};
use crate::insight::fold;
use crate::model::time::span;
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

/// An item longer than this was hardly meant.
const LONG_MIN: u32 = 4 * 60;

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
    /// For the facilitator's eyes only.
    pub private_notes: String,
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
    let mut found = AgendaIn { told: table.unread().into_iter().collect(), ..AgendaIn::default() };
    let numbered = table.heads.is_empty() && is_numbered(&table.rows);
    let mut all: Vec<Read> = Vec::new();
    for row in &table.rows {
        let read = match table.heads.is_empty() {
            true => by_look(row.cells.get(usize::from(numbered)..).unwrap_or_default()),
            false => by_heads(s, &table, row, &mut found.told),
        };
        let too_long = [&read.item.prompt, &read.item.notes].iter().any(|words| words.chars().count() > MOST_NOTE);
        if read.item.title.is_empty() {
            // A line with the end alone says how long the one before is.
            if let (Some(last), Some(at)) = (all.last_mut(), read.starts) {
                last.ends = last.ends.or(Some(at));
            } else {
                found.left_out.push(LeftOut { line: row.line, why: "it does not say what happens" });
            }
        } else if too_long || read.item.title.chars().count() > MOST_TITLE {
            found
                .left_out
                .push(LeftOut { line: row.line, why: "its title is longer than 300 characters, or a note than 4,000" });
        } else if all.len() >= MOST_ITEMS {
            return Err(CsvError::TooMany { most: MOST_ITEMS, what: "items" });
        } else {
            all.push(read);
        }
    }
    if all.is_empty() && found.left_out.is_empty() {
        return Err(CsvError::Empty);
    }
    told_of_the_whole(s, &all, &mut found.told);
    let starts: Vec<Option<NaiveTime>> = all.iter().map(|read| read.starts).collect();
    for (nth, read) in all.into_iter().enumerate() {
        let next = starts.get(nth + 1).copied().flatten();
        let lasts = || Some(minutes_between(read.starts?, read.ends.or(next)?));
        let min = read.min.or_else(lasts).filter(|min| *min > 0);
        match min {
            None => {
                found.told.push(format!("“{}” does not say how long; {USUAL_MIN} minutes are taken", read.item.title));
            }
            Some(min) if min > LONG_MIN => {
                found.told.push(format!("“{}” would last {}; look at its times", read.item.title, span(min.into())));
            }
            Some(_) => {}
        }
        let min = min.unwrap_or(USUAL_MIN).min(MOST_MIN);
        found.items.push(ItemIn { min, least_min: read.item.least_min.min(min), ..read.item });
    }
    Ok(found)
}

/// What a person should know of all of them together.
fn told_of_the_whole(s: &Session, all: &[Read], told: &mut Vec<String>) {
    if !s.agenda.is_empty() {
        let n = s.agenda.len();
        told.push(format!(
            "They come behind the {n} {} there already",
            if n == 1 { "item that is" } else { "items that are" }
        ));
    } else if let Some(at) = all.first().and_then(|read| read.starts).filter(|at| *at != s.starts) {
        let clock = |at: NaiveTime| at.format("%H:%M").to_string();
        told.push(format!("It begins at {}, and the session at {}", clock(at), clock(s.starts)));
    }
}

/// Does each row begin with its own number?
fn is_numbered(rows: &[Row]) -> bool {
    let first = |row: &Row| row.cells.first().and_then(|cell| cell.trim_end_matches('.').parse::<usize>().ok());
    rows.len() > 1 && rows.iter().zip(1..).all(|(row, n)| row.cells.len() > 1 && first(row) == Some(n))
}

/// A row whose columns say what they are.
fn by_heads(s: &Session, table: &Rows<Column>, row: &Row, told: &mut Vec<String>) -> Read {
    let cell = |column| table.cell(row, column);
    let title = cell(Column::Title).to_string();
    let lead = cell(Column::Lead);
    let found = find_partner(s, lead);
    // Who is no partner may be a person, whose name is not printed without a yes.
    let private_notes = match found {
        None if !lead.is_empty() => {
            told.push(format!("“{lead}” is no partner of this session; that stands in your private notes"));
            format!("led by {lead}")
        }
        _ => String::new(),
    };
    let kind = cell(Column::Kind);
    let named = ItemKind::ALL.into_iter().find(|k| fold(k.word()) == fold(kind));
    if !kind.is_empty() && named.is_none() {
        let kinds = ItemKind::ALL.map(ItemKind::word).join(", ");
        told.push(format!("“{kind}” is no kind of item; the kinds are {kinds}"));
    }
    let clock_in = |column| clock_at_front(cell(column)).map(|(at, _)| at);
    let item = ItemIn {
        kind: named.unwrap_or_else(|| kind_of(&title)),
        least_min: minutes(cell(Column::Least)).unwrap_or(0),
        tables: cell(Column::Tables).parse().unwrap_or(0).min(MOST_TABLES),
        lead: found,
        pinned: clock_in(Column::Pinned),
        prompt: cell(Column::Prompt).to_string(),
        notes: table.cells(row, Column::Notes).collect::<Vec<_>>().join("; "),
        private_notes,
        protected: matches!(fold(cell(Column::Protected)).as_str(), "yes" | "true" | "x" | "1" | "protected"),
        title,
        min: 0,
    };
    let (starts, to, rest) = times_at_front(cell(Column::Starts));
    let ends = clock_in(Column::Ends).or(to);
    let min = minutes(cell(Column::Min)).or_else(|| if starts.is_none() { minutes(rest) } else { None });
    Read { item, starts, ends, min }
}

/// A row of a paste: times at its front, minutes in brackets or at an end, and the rest is what happens.
fn by_look(cells: &[String]) -> Read {
    let (mut starts, mut ends, mut with_unit, mut bare) = (None, None, None, None);
    let mut words: Vec<String> = Vec::new();
    for cell in cells {
        let cell = without_bullet(cell);
        let mut rest = cell;
        if words.is_empty() && (starts.is_none() || ends.is_none()) {
            let (from, to, after) = times_at_front(rest);
            match (starts, from) {
                (None, Some(_)) => (starts, ends, rest) = (from, to, after),
                // In a cell behind the start a time is the end.
                (Some(_), Some(_)) if after.is_empty() => (ends, rest) = (from, after),
                _ => {}
            }
        }
        // In a cell of its own a number is minutes.
        if let Some(n) = rest.parse::<u32>().ok().filter(|_| cells.len() > 1) {
            bare = Some(n);
            continue;
        }
        let (found, rest) = minutes_in(rest);
        with_unit = with_unit.or(found);
        if !rest.is_empty() {
            words.push(rest);
        }
    }
    let title = words.first().cloned().unwrap_or_default();
    let notes = words.get(1..).unwrap_or_default().join("; ");
    let item = ItemIn { kind: kind_of(&title), title, notes, ..ItemIn::default() };
    Read { item, starts, ends, min: with_unit.or(bare) }
}

fn without_bullet(words: &str) -> &str {
    words.trim_start_matches(['-', '–', '•', '*', '·']).trim_start()
}

/// "18:00 Welcome", "18:00-18:10: Welcome", "6 pm to 6.10 pm Welcome": the times, and what follows.
fn times_at_front(words: &str) -> (Option<NaiveTime>, Option<NaiveTime>, &str) {
    let Some((from, rest)) = clock_at_front(words) else { return (None, None, words) };
    let between = rest.trim_start();
    let after = ["-", "–", "—", "to ", "until "].iter().find_map(|mark| between.strip_prefix(mark));
    let to = after.and_then(|after| clock_at_front(after.trim_start()));
    let (to, rest) = to.map_or((None, rest), |(to, rest)| (Some(to), rest));
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ',' | '|');
    (Some(from), to, rest.trim_start_matches(mark))
}

/// A clock time that the words begin with: 18:00, 18.00, 18:00:00, 6 pm, 6:30pm; and what follows.
fn clock_at_front(words: &str) -> Option<(NaiveTime, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let end = words.find(|c| !is_part(c)).unwrap_or(words.len());
    let (front, rest) = words.split_at(end);
    let numbers: Vec<u32> = front.split([':', '.']).filter(|n| !n.is_empty()).map_while(|n| n.parse().ok()).collect();
    let (half, after) = half_of_day(rest);
    let (hour, min) = match (numbers.as_slice(), half) {
        ([hour], Some(_)) => (*hour, 0),
        ([hour, min], _) | ([hour, min, _], _) => (*hour, *min),
        _ => return None,
    };
    let hour = match half {
        Some(Half::After) if hour < 12 => hour + 12,
        Some(Half::Before) if hour == 12 => 0,
        _ => hour,
    };
    Some((NaiveTime::from_hms_opt(hour, min, 0)?, after))
}

#[derive(Clone, Copy)]
enum Half {
    Before,
    After,
}

/// "am" or "pm", where no letter follows; and what follows.
fn half_of_day(words: &str) -> (Option<Half>, &str) {
    let near = words.strip_prefix(' ').unwrap_or(words);
    let (Some(mark), Some(after)) = (near.get(..2), near.get(2..)) else { return (None, words) };
    let half = match mark.to_ascii_lowercase().as_str() {
        "am" => Half::Before,
        "pm" => Half::After,
        _ => return (None, words),
    };
    if after.starts_with(char::is_alphanumeric) { (None, words) } else { (Some(half), after) }
}

/// The minutes that words say in brackets or at their end ("(10 min)", "Ideas, 1 h 30"), and the words without them. In
/// the middle of a title they are part of it: "The 20-minute neighbourhood".
fn minutes_in(words: &str) -> (Option<u32>, String) {
    let is_edge = |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';');
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let bare = |place: usize| {
        let token = tokens.get(place).map(|t| fold(t.trim_matches(is_edge))).unwrap_or_default();
        token.trim_end_matches('.').to_string()
    };
    for (nth, token) in tokens.iter().enumerate() {
        let word = bare(nth);
        let (number, unit, used) = match word.find(|c: char| !c.is_ascii_digit()) {
            Some(0) => continue,
            Some(at) => (word.get(..at), word.get(at..).unwrap_or_default().to_string(), 1),
            None => (Some(word.as_str()), bare(nth + 1), 2),
        };
        let Some(n) = number.and_then(|n| n.parse::<u32>().ok()) else { continue };
        let (mut min, mut used) = match unit.as_str() {
            "min" | "mins" | "minute" | "minutes" | "'" | "′" => (n, used),
            "h" | "hr" | "hrs" | "hour" | "hours" => (n.saturating_mul(60), used),
            _ => continue,
        };
        // Behind the hours minutes may stand: "1 h 30", "1 h 30 min".
        if let Some(more) = bare(nth + used).parse::<u32>().ok().filter(|more| min != n && *more < 60) {
            let unit = bare(nth + used + 1);
            (min, used) = (min.saturating_add(more), used + if unit.starts_with("min") { 2 } else { 1 });
        }
        if !(token.starts_with(['(', '[']) || nth + used >= tokens.len()) {
            continue;
        }
        let rest = tokens.iter().take(nth).chain(tokens.iter().skip(nth + used));
        let rest = rest.copied().collect::<Vec<_>>().join(" ");
        let at_end = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | ':');
        return (Some(min), rest.trim_end_matches(at_end).to_string());
    }
    (None, words.to_string())
}

/// The minutes of a cell: 10, "10 min", "1 h 30", 0:45, 0:45:00.
fn minutes(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let parts: Vec<u32> = cell.split(':').map_while(|n| n.trim().parse().ok()).collect();
    match (parts.as_slice(), cell.split(':').count()) {
        ([min], 1) => Some(*min),
        ([hours, min], 2) | ([hours, min, _], 3) => Some(hours.saturating_mul(60).saturating_add(*min)),
        _ => minutes_in(cell).0,
    }
}

/// Where it would run back, the afternoon was meant, or else the day after.
fn minutes_between(from: NaiveTime, to: NaiveTime) -> u32 {
    let min = (to - from).num_minutes();
    let half_day = i64::from(MOST_MIN) / 2;
    let min = match min {
        0.. => min,
        _ if to.hour() < 12 && min + half_day >= 0 => min + half_day,
        _ => min + i64::from(MOST_MIN),
    };
    u32::try_from(min).unwrap_or(0)
}

/// What sort of item its title says it is; an activity, where it says nothing.
fn kind_of(title: &str) -> ItemKind {
    let title = fold(title);
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    let says = |all: &[&str]| all.iter().any(|part| title.contains(part));
    match () {
        () if says(&["up for grabs", "what is open", "what is fixed"]) => ItemKind::Scope,
        () if says(&["read back", "read-back"]) || has(&["sign", "signing"]) => ItemKind::ReadBack,
        () if has(&["welcome", "arrival", "introductions"]) => ItemKind::Welcome,
        () if has(&["lunch", "coffee", "tea", "dinner"]) => ItemKind::Break,
        () if has(&["break"]) && !says(&["break into", "break out"]) => ItemKind::Break,
        () if says(&["bring ideas together"]) || has(&["grouping", "dots"]) => ItemKind::Grouping,
        () if has(&["agree", "decide", "decision", "decisions"]) => ItemKind::Decide,
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
            private_notes: i.private_notes.clone(),
            protected: i.protected,
            ..new_agenda_item(s, next_id(), &i.title, i.min)
        };
        order = SortKey::new_after(&order);
        Command::Add(Item::from(item))
    };
    Command::Batch(found.items.iter().map(add).collect())
}
