//! Reading what can be read of a damaged session file: the damage never costs more than the damaged item.
//!
//! A file that Upfront wrote is regular: fields of the session stand four spaces in, things in its lists
//! six. So it is cut at those places, each piece is tried by itself, and a piece that fails loses its
//! smallest part that lets the rest be read. What names something that was lost keeps its words: a
//! stand-in takes the lost one's place. Nothing is written here, and nothing is thrown away: every part
//! that could not be read is handed back with its line.

use super::schema::form::{FileForm, Lookup};
use super::schema::{self, v1};
use super::stand_in;
use super::sums;
use crate::model::Session;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What could be read.
#[derive(Debug)]
pub struct Rescued {
    pub session: Session,
    pub damaged: Vec<Damaged>,
}

/// A part that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damaged {
    /// What it was, as far as that can be told: "C12", "the session’s title".
    pub name: String,
    /// Where it stood, counted from 1.
    pub line: usize,
    /// What stood there.
    pub text: String,
}

/// The damaged parts as a file of their own.
pub fn set_aside(name: &str, damaged: &[Damaged]) -> String {
    let mut text =
        format!("Parts of {name} that could not be read. Nothing here is lost: it is as it stood in the file.\n");
    for d in damaged {
        text.push_str(&format!("\n== {}, line {}\n{}\n", d.name, d.line, d.text.trim_end()));
    }
    text
}

/// Reads what can be read. None: there is nothing of a session in it.
pub fn rescue(bytes: &[u8]) -> Option<Rescued> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut found = Found::default();
    found.read_pieces(&text);
    if found.fields.is_empty() && found.lists.is_empty() {
        return None;
    }
    let mut damaged = std::mem::take(&mut found.damaged);
    let mut file = found.put_together()?;
    let noted = sums::noted(&text);
    damaged.extend(stand_in::make_unique(&mut file.session, &noted));
    damaged.extend(unreadable_texts(&mut file.session));
    let lookup = Lookup::with_stand_ins();
    let mut session = schema::session_with(file, &lookup).ok()?;
    for (kind, name, id) in lookup.missing() {
        let text = format!("{kind} {name} is named elsewhere; a stand-in is there for it");
        if !damaged.iter().any(|d| d.name == name) {
            damaged.push(Damaged { name: name.clone(), line: 0, text });
        }
        stand_in::put(&mut session, kind, &name, id);
    }
    Some(Rescued { session, damaged })
}

/// The text of a version is read as a whole or set aside as a whole: half of it is not what was frozen.
fn unreadable_texts(s: &mut v1::SessionV1) -> Vec<Damaged> {
    let mut damaged = Vec::new();
    for v in &mut s.versions {
        let read = |text: &mut _| Arc::<Session>::from_file(Box::clone(text), &Lookup::default());
        if let Some(text) = v.frozen.take_if(|text| read(text).is_err()) {
            let text = super::open::pretty(&text).unwrap_or_default();
            damaged.push(Damaged { name: format!("the text of version {}", v.no), line: 0, text });
        }
    }
    damaged
}

/// The lists of a session, and what stands in them.
const LISTS: [(&str, &str); 27] = [
    ("Partner", "partners"),
    ("Person", "people"),
    ("Movement", "movements"),
    ("Interest", "interests"),
    ("Rule", "rules"),
    ("AgendaItem", "agenda"),
    ("Boundary", "boundaries"),
    ("Move", "moves"),
    ("Challenge", "challenges"),
    ("Theme", "themes"),
    ("Contribution", "contributions"),
    ("Merge", "merges"),
    ("Photo", "photos"),
    ("Referral", "referrals"),
    ("Decision", "decisions"),
    ("Dissent", "dissents"),
    ("Action", "actions"),
    ("EarlierAction", "earlier_actions"),
    ("EarlierSession", "series"),
    ("Stage", "stages"),
    ("Principle", "principles"),
    ("CharterQuestion", "charter_questions"),
    ("Left", "left"),
    ("Question", "questions"),
    ("Version", "versions"),
    ("Answer", "answers"),
    ("Correction", "corrections"),
];

/// Fields that a session cannot be without, and what stands in for one that was lost.
const MUST: [(&str, &str); 6] = [
    ("id", "\"00000000-0000-7000-8000-000000000000\""),
    ("title", "\"\""),
    ("zone", "\"Europe/London\""),
    ("date", "\"2000-01-01\""),
    ("starts", "\"18:00\""),
    ("ends", "\"20:00\""),
];

/// Fields that hold several others, with how they begin.
const HEADS: [(&str, &str); 9] = [
    ("charter", "Charter"),
    ("facilitator", "Helper"),
    ("note_taker", "Helper"),
    ("run", "Run"),
    ("dots", "DotVote"),
    ("slips", "SlipScores"),
    ("numbers", "Numbers"),
    ("digests", "Digests"),
    ("private", "Private"),
];

/// What is tried in the place of a lost value that a thing cannot be without, the plainest first; nothing
/// that would say that something was agreed or signed.
const STAND_INS: [&str; 9] = [
    "\"(damaged)\"",
    "0",
    "Idea",
    "Other",
    "PutOff",
    "NotReached",
    "NotGiven",
    "Unnamed(\"(damaged)\")",
    "\"2000-01-01T00:00:00+00:00\"",
];

/// A piece that looks whole may be the beginning of one whose words hold a line that looks like an end.
const MOST_JOINED: usize = 8;

#[derive(Default)]
struct Found {
    /// Fields of the session: `name: value`.
    fields: BTreeMap<String, String>,
    /// Things by the name of their list.
    lists: BTreeMap<&'static str, Vec<String>>,
    damaged: Vec<Damaged>,
    /// Pieces that begin as nothing known.
    others: Vec<(usize, String)>,
}

/// What a piece begins as.
enum Piece<'a> {
    Thing(&'static str),
    Field(&'a str),
    Other,
}

impl Found {
    fn read_pieces(&mut self, text: &str) {
        let pieces = cut(text);
        let mut at = 0;
        while let Some((line, piece)) = pieces.get(at) {
            let kind = begins(piece);
            if let Piece::Other = kind {
                self.others.push((*line, (*piece).to_string()));
                at += 1;
                continue;
            }
            let mut joined = (*piece).to_string();
            let mut taken = 1;
            let mut read = self.take(&kind, &joined) || self.take_with_head(&kind, *line, &joined);
            while !read && taken < MOST_JOINED {
                // What can stand by itself is nobody's words.
                let Some((_, next)) = pieces.get(at + taken) else { break };
                if stands_alone(next) {
                    break;
                }
                joined.push_str(next);
                taken += 1;
                read = self.take(&kind, &joined) || self.take_with_head(&kind, *line, &joined);
            }
            if !read {
                taken = 1;
                self.take_apart(&kind, *line, piece);
            }
            at += taken;
        }
        self.note_others();
    }

    /// Keeps a piece that can be read.
    fn take(&mut self, kind: &Piece, text: &str) -> bool {
        let text = text.trim().trim_end_matches(',');
        match kind {
            Piece::Thing(list) if reads_thing(list, text) => self.lists.entry(list).or_default().push(text.into()),
            Piece::Field(name) if text.starts_with(name) && reads_field(name, text) => {
                drop(self.fields.insert((*name).into(), text.into()))
            }
            _ => return false,
        }
        true
    }

    /// Where the end of a field or the name of the next was damaged, two fields hang together.
    fn take_apart(&mut self, kind: &Piece, line: usize, text: &str) {
        if let Piece::Field(_) = kind {
            let after_line = text.match_indices('\n').map(|(at, _)| at + 1);
            let inside = text.match_indices("    ").map(|(at, _)| at).filter(|at| {
                text.get(*at..).and_then(|rest| rest.lines().next()).is_some_and(|l| field_name(l).is_some())
            });
            let mut places: Vec<usize> = after_line.chain(inside).filter(|at| *at > 0 && *at < text.len()).collect();
            places.sort_unstable();
            for at in places.into_iter().rev() {
                let (left, right) = text.split_at(at);
                // The damaged end itself may stand between the two.
                let shorter = left.trim_end().trim_end_matches(|c: char| c != ',' && c != '"');
                if self.take(kind, left) || self.take(kind, shorter) {
                    let line = line + left.matches('\n').count();
                    return match begins(right) {
                        Piece::Other => self.others.push((line, right.into())),
                        next if self.take(&next, right) => self.note(&next, line, left),
                        next => self.take_apart(&next, line, right),
                    };
                }
            }
        }
        self.salvage(kind, line, text);
    }

    fn note(&mut self, kind: &Piece, line: usize, text: &str) {
        self.damaged.push(Damaged { name: name_of(kind, text), line, text: text.trim_matches('\n').into() });
    }

    /// Keeps what can be read of a piece, and notes the rest.
    fn salvage(&mut self, kind: &Piece, line: usize, text: &str) {
        let trimmed = text.trim().trim_end_matches(',');
        if let Piece::Field(name) = kind
            && LISTS.iter().any(|(_, list)| list == name)
        {
            // The head of a list; what is in it comes by itself.
            return;
        }
        let reads = |text: &str| match kind {
            Piece::Thing(list) => reads_thing(list, text),
            Piece::Field(name) => reads_field(name, text),
            Piece::Other => false,
        };
        let whole = text.trim_matches('\n').to_string();
        if let Some((kept, lost)) = without_smallest(trimmed, &reads) {
            self.damaged.push(Damaged { name: name_of(kind, &whole), line: line + lost.0, text: lost.1 });
            self.take(kind, &kept);
        } else {
            self.note(kind, line, &whole);
        }
    }

    /// Closing brackets, the head and the sums are nothing; any other words were something.
    fn note_others(&mut self) {
        let others = std::mem::take(&mut self.others);
        let mut at = 0;
        while let Some((line, text)) = others.get(at) {
            match self.with_its_head(others.get(at..).unwrap_or_default()) {
                Some(taken) => {
                    let head = text.trim_matches('\n').lines().next().unwrap_or_default().to_string();
                    self.damaged.push(Damaged { name: "the beginning of a part".into(), line: *line, text: head });
                    at += taken;
                }
                None => {
                    self.note_other(*line, text);
                    at += 1;
                }
            }
        }
    }

    /// The same for one of which at least the name is there, or what it is.
    fn take_with_head(&mut self, kind: &Piece, line: usize, text: &str) -> bool {
        let Piece::Field(name) = kind else { return false };
        let Some((first, inside)) = text.trim_matches('\n').split_once('\n') else { return false };
        let of_head = |head: &str| first.ends_with(&format!(": {head}("));
        let known = HEADS.iter().find(|(known, _)| known == name).or_else(|| {
            let mut others = HEADS.iter().filter(|(known, _)| !self.fields.contains_key(*known));
            others.find(|(_, head)| of_head(head))
        });
        let Some((name, head)) = known else { return false };
        let read = self.take(&Piece::Field(name), &format!("{name}: {head}(\n{inside}"));
        if read {
            self.note(kind, line, first);
        }
        read
    }

    /// A part whose first line was damaged, read with the line that should stand there; how many pieces
    /// it takes.
    fn with_its_head(&mut self, pieces: &[(usize, String)]) -> Option<usize> {
        let mut joined = String::new();
        for (taken, (_, text)) in pieces.iter().take(MOST_JOINED).enumerate() {
            joined.push_str(text);
            let Some((_, rest)) = joined.trim_start_matches('\n').split_once('\n') else { continue };
            for (name, kind) in HEADS {
                if self.fields.contains_key(name) {
                    continue;
                }
                // Closing brackets alone are no part.
                let says = rest.lines().any(|l| !is_frame(l) && l.chars().any(char::is_alphanumeric));
                if says && self.take(&Piece::Field(name), &format!("{name}: {kind}(\n{rest}")) {
                    return Some(taken + 1);
                }
            }
        }
        None
    }

    fn note_other(&mut self, line: usize, text: &str) {
        let said: String = text.lines().filter(|l| !is_frame(l)).collect::<Vec<_>>().join("\n");
        if said.chars().any(char::is_alphanumeric) {
            self.damaged.push(Damaged { name: "a part".into(), line, text: said });
        }
    }

    fn put_together(mut self) -> Option<v1::File> {
        let fields: Vec<Part> = std::mem::take(&mut self.fields).into_iter().collect();
        let things: Vec<Part> = std::mem::take(&mut self.lists)
            .into_iter()
            .flat_map(|(list, all)| all.into_iter().map(move |text| (list.to_string(), text)))
            .collect();
        read_together(&fields, &things).or_else(|| {
            // Pieces that stand each by itself and not together: the fields first, then what goes with them.
            let fields = fitting(&fields, &|some| read_together(some, &[]).is_some());
            let things = fitting(&things, &|some| read_together(&fields, some).is_some());
            read_together(&fields, &things)
        })
    }
}

/// A field or thing: the name of its field or list, and its text.
type Part = (String, String);

/// Among more pieces it is not tried one by one: no file that Upfront wrote needs it.
const MOST_FITTED: usize = 4096;

/// Those pieces that can be read together, found by halves.
fn fitting(all: &[Part], read: &dyn Fn(&[Part]) -> bool) -> Vec<Part> {
    if all.is_empty() || read(all) {
        return all.to_vec();
    }
    if all.len() == 1 {
        return Vec::new();
    }
    let (left, right) = all.split_at(all.len() / 2);
    let mut kept = fitting(left, read);
    if all.len() > MOST_FITTED {
        return kept;
    }
    for piece in fitting(right, read) {
        kept.push(piece);
        if !read(&kept) {
            kept.pop();
        }
    }
    kept
}

/// A file of these fields and things of lists, each with the name of its field or list.
fn read_together(fields: &[Part], things: &[Part]) -> Option<v1::File> {
    let mut parts: Vec<String> = fields.iter().map(|(_, text)| text.clone()).collect();
    let there = |name: &str| fields.iter().any(|(n, _)| n == name);
    parts.extend(MUST.iter().filter(|(name, _)| !there(name)).map(|(name, value)| format!("{name}: {value}")));
    for (_, list) in LISTS {
        let of: Vec<&str> = things.iter().filter(|(l, _)| l == list).map(|(_, text)| text.as_str()).collect();
        if !of.is_empty() {
            parts.push(format!("{list}: [{}]", of.join(",\n")));
        }
    }
    let text = format!("Upfront(format: 2, needs: 2, session: Session({}))", parts.join(",\n"));
    schema::options().from_str(&text).ok()
}

/// Cuts a text where things and fields begin and end; each piece with its line, counted from 1.
fn cut(text: &str) -> Vec<(usize, &str)> {
    let mut starts: Vec<usize> = Vec::new();
    for (at, _) in text.match_indices("      ") {
        let before = text.get(..at).unwrap_or_default();
        let rest = text.get(at + 6..).unwrap_or_default();
        let begins_line = !before.ends_with(' ');
        let thing = LISTS.iter().any(|(kind, _)| rest.strip_prefix(kind).is_some_and(|r| r.starts_with('(')));
        if begins_line && thing {
            starts.push(at);
        }
    }
    let mut places = starts.clone();
    let mut at = 0;
    // Only what began as a thing ends as one: other fields hold brackets six spaces in too.
    let mut in_thing = false;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let begins = starts.get(starts.partition_point(|s| *s < at)).is_some_and(|s| *s < end);
        if in_thing && line.starts_with("      )") {
            places.push(at + if line.starts_with("      ),") { 8 } else { 7 });
            in_thing = begins;
        } else if begins {
            in_thing = true;
        } else if line.starts_with("    ]") || line.starts_with("    )") {
            places.push(end);
            in_thing = false;
        } else if field_name(line).is_some() {
            places.push(at);
            in_thing = false;
        }
        at = end;
    }
    if let Some(tail) = text.find("\n// Leave the following") {
        places.push(tail + 1);
    }
    places.extend([0, text.len()]);
    places.sort_unstable();
    places.dedup();
    let mut line = 1;
    let mut pieces = Vec::new();
    for pair in places.windows(2) {
        let [from, to] = pair else { continue };
        let piece = text.get(*from..*to).unwrap_or_default();
        pieces.push((line, piece));
        line += piece.matches('\n').count();
    }
    pieces
}

/// The name of a field of the session that begins on this line.
fn field_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("    ").filter(|r| !r.starts_with(' '))?;
    let (name, _) = rest.split_once(": ")?;
    (!name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).then_some(name)
}

fn begins(piece: &str) -> Piece<'_> {
    if let Some(name) = field_name(piece) {
        return Piece::Field(name);
    }
    let inner = piece.trim_start();
    let list = LISTS.iter().find(|(kind, _)| inner.strip_prefix(kind).is_some_and(|r| r.starts_with('(')));
    list.map_or(Piece::Other, |(_, list)| Piece::Thing(list))
}

fn stands_alone(piece: &str) -> bool {
    let text = piece.trim().trim_end_matches(',');
    match begins(piece) {
        Piece::Thing(list) => reads_thing(list, text),
        Piece::Field(name) => reads_field(name, text),
        Piece::Other => false,
    }
}

/// A session with only this in it, besides what it cannot be without.
fn reads(name: &str, field: &str) -> bool {
    let must: Vec<String> =
        MUST.iter().filter(|(must, _)| *must != name).map(|(must, value)| format!("{must}: {value}")).collect();
    let text = format!("Upfront(format: 2, needs: 2, session: Session({}, {field}))", must.join(", "));
    schema::options().from_str::<v1::File>(&text).is_ok()
}

fn reads_thing(list: &str, text: &str) -> bool {
    reads(list, &format!("{list}: [{text}\n]"))
}

fn reads_field(name: &str, text: &str) -> bool {
    reads(name, &format!("{text}\n"))
}

/// A text without its smallest part that keeps it from being read, and that part with its line below
/// the first. Parts are what stands further in than the head.
fn without_smallest(text: &str, reads: &dyn Fn(&str) -> bool) -> Option<(String, (usize, String))> {
    let lines: Vec<&str> = text.lines().collect();
    let [_, inner @ .., end] = lines.as_slice() else { return None };
    let first = inner.iter().find(|l| !l.trim().is_empty()).map(|l| indent(l))?;
    // The first line or the last may be the damaged one; what closes stands one step further out than what is inside.
    let by_end = indent(end) + STEP;
    let depths = [Some(first), Some(by_end).filter(|d| *d != first)];
    let found = depths.into_iter().flatten().filter_map(|depth| without_part(&lines, inner, depth, reads));
    found.min_by_key(|(_, (_, lost))| lost.len())
}

/// So many parts beside each other are tried as one.
const MOST_TOGETHER: usize = 3;
/// A line stands so much further in than what it is inside of.
const STEP: usize = 2;

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The same, where the parts begin at this depth.
fn without_part(
    lines: &[&str],
    inner: &[&str],
    depth: usize,
    reads: &dyn Fn(&str) -> bool,
) -> Option<(String, (usize, String))> {
    // Each part: a line at this depth, and what hangs below it until the next that opens something.
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (i, line) in inner.iter().enumerate() {
        let opens = indent(line) <= depth && !line.trim_start().starts_with([')', ']', '}']);
        match parts.last_mut() {
            Some(last) if !opens => last.1 = i + 1,
            _ => parts.push((i, i + 1)),
        }
    }
    // A line whose place in the line was damaged looks like the beginning of a part, and cuts one in two or three.
    let together = (1..=MOST_TOGETHER).flat_map(|n| parts.windows(n).collect::<Vec<_>>());
    for window in together {
        let (Some((from, _)), Some((_, to))) = (window.first().copied(), window.last().copied()) else { continue };
        let with = |part: &str| {
            let mut all: Vec<&str> = lines.get(..=from).unwrap_or_default().to_vec();
            if !part.is_empty() {
                all.push(part);
            }
            all.extend(lines.get(to + 1..).unwrap_or_default());
            all.join("\n")
        };
        let lost = lines.get(from + 1..=to).unwrap_or_default().join("\n");
        if reads(&with("")) {
            let deeper = without_smallest(&lost, &|part| reads(&with(part)));
            return Some(match deeper {
                Some((kept, (line, text))) => (with(&kept), (from + 1 + line, text)),
                None => (with(""), (from + 1, lost)),
            });
        }
        // Words that a thing cannot be without.
        let name = lost.trim_start().split(':').next().unwrap_or_default();
        for stand_in in STAND_INS {
            let with = with(&format!("{name}: {stand_in},"));
            if reads(&with) {
                return Some((with, (from + 1, lost)));
            }
        }
    }
    None
}

fn name_of(kind: &Piece, text: &str) -> String {
    let value = |field: &str| {
        let line = text.lines().find_map(|l| l.trim_start().strip_prefix(field))?;
        Some(line.trim().trim_end_matches(',').trim_matches('"').chars().take(50).collect::<String>())
    };
    match kind {
        Piece::Field(name) => format!("the session’s {}", name.replace('_', " ")),
        Piece::Other => "a part".into(),
        Piece::Thing(list) => {
            let letter = match *list {
                "boundaries" => "S",
                "contributions" => "C",
                "decisions" => "D",
                "actions" => "A",
                "referrals" => "R",
                "versions" => "version ",
                _ => "",
            };
            let number = value("no:").filter(|_| !letter.is_empty()).map(|no| format!("{letter}{no}"));
            let words = ["key:", "title:", "name:", "words:", "what:", "text:"].into_iter().find_map(value);
            number.or(words.map(|w| format!("“{w}”"))).unwrap_or_else(|| format!("one of the {list}"))
        }
    }
}

/// Lines that hold nothing of a session by themselves.
fn is_frame(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("//")
        // The history is read, or not, by itself.
        || line.starts_with(super::book::FIELD)
        || matches!(line, "" | "Upfront(" | "session: Session(")
        || line.starts_with("format:")
        || line.starts_with("needs:")
        || line.chars().all(|c| matches!(c, ')' | ']' | '}' | ',' | '('))
        || LISTS.iter().any(|(_, list)| line == format!("{list}: ["))
}
