//! The journal's words: one line for each thing that happened, checksummed and chained.
//!
//! ```text
//! sum seq chain payload
//! ```
//! `payload` is RON on one line, `sum` covers it and its number, `chain` covers it and the chain of the
//! line before: a changed bit, a lost line and a torn end all show. The first line holds the whole
//! session the rest starts from, so a journal needs no other file. This module only turns happenings
//! into lines and lines into a session again; [`super::keeper`] brings them to a disk.

use super::open::read_sound;
use super::rescue::rescue;
use super::schema::commands::CommandV1;
use super::schema::form::{FileForm, Labels, Lookup};
use super::schema::options;
use crate::edit::{self, Command, History};
use crate::model::Session;
use crate::model::time::Moment;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something that happened to a session.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// What all that follows starts from: a session file's text, and the file where there is one.
    Base {
        at: Moment,
        text: String,
        file: Option<PathBuf>,
    },
    /// From here on this is the session's file.
    File(PathBuf),
    /// A command was applied; the words in this slot are in it.
    Do {
        at: Moment,
        label: String,
        command: Command,
        clears: Option<u64>,
    },
    /// The step of this number was taken back, or done again.
    Undo {
        at: Moment,
        of: u64,
    },
    Redo {
        at: Moment,
        of: u64,
    },
    /// The step before brought other copies in: the session’s history as it was until then, and as it is from then on.
    Histories {
        before: Arc<str>,
        after: Arc<str>,
    },
    /// What was written in the history just before, to be handed on to other laptops.
    Wrote {
        changes: Arc<[u8]>,
    },
    /// What other laptops wrote in it, and the command that it came to here.
    Heard {
        at: Moment,
        command: Option<Command>,
        changes: Arc<[u8]>,
    },
    /// Words that are no command yet.
    Draft {
        at: Moment,
        slot: u64,
        draft: Typing,
    },
    /// The words of this slot are meant no more.
    Forget {
        slot: u64,
    },
    /// The session's file is about to be replaced by one with this sum.
    Saving {
        sum: String,
    },
    /// It was.
    Saved,
    /// The session was put away, everything in its file.
    Closed,
}

/// Words being typed, and what they will be where that is known.
#[derive(Clone, PartialEq, Debug)]
pub struct Typing {
    pub text: String,
    pub becomes: Option<(String, Command)>,
}

/// An entry in its form on the disk.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Entry")]
enum EntryV1 {
    Base { format: u32, at: Moment, file: Option<String>, text: String },
    File(String),
    Do { at: Moment, label: String, command: CommandV1, clears: Option<u64> },
    Undo { at: Moment, of: u64 },
    Redo { at: Moment, of: u64 },
    Histories { before: String, after: String },
    Wrote { changes: String },
    Heard { at: Moment, command: Option<CommandV1>, changes: String },
    Draft { at: Moment, slot: u64, text: String, becomes: Option<(String, CommandV1)> },
    Forget { slot: u64 },
    Saving { sum: String },
    Saved,
    Closed,
}

/// The format of journals this version writes and reads.
const FORMAT: u32 = 1;

impl Entry {
    fn payload(&self) -> String {
        let ids = Labels::default();
        let path = |p: &PathBuf| p.to_string_lossy().into_owned();
        let form = match self {
            Self::Base { at, text, file } => {
                EntryV1::Base { format: FORMAT, at: *at, file: file.as_ref().map(path), text: text.clone() }
            }
            Self::File(file) => EntryV1::File(path(file)),
            Self::Do { at, label, command, clears } => {
                EntryV1::Do { at: *at, label: label.clone(), command: command.to_file(&ids), clears: *clears }
            }
            Self::Undo { at, of } => EntryV1::Undo { at: *at, of: *of },
            Self::Redo { at, of } => EntryV1::Redo { at: *at, of: *of },
            Self::Histories { before, after } => {
                EntryV1::Histories { before: before.to_string(), after: after.to_string() }
            }
            Self::Wrote { changes } => EntryV1::Wrote { changes: STANDARD_NO_PAD.encode(changes) },
            Self::Heard { at, command, changes } => EntryV1::Heard {
                at: *at,
                command: command.as_ref().map(|c| c.to_file(&ids)),
                changes: STANDARD_NO_PAD.encode(changes),
            },
            Self::Draft { at, slot, draft } => EntryV1::Draft {
                at: *at,
                slot: *slot,
                text: draft.text.clone(),
                becomes: draft.becomes.as_ref().map(|(label, c)| (label.clone(), c.to_file(&ids))),
            },
            Self::Forget { slot } => EntryV1::Forget { slot: *slot },
            Self::Saving { sum } => EntryV1::Saving { sum: sum.clone() },
            Self::Saved => EntryV1::Saved,
            Self::Closed => EntryV1::Closed,
        };
        options().to_string(&form).unwrap_or_default()
    }

    fn from_payload(payload: &str) -> Option<Self> {
        let ids = Lookup::of_ids();
        let command = |c: CommandV1| Command::from_file(c, &ids).ok();
        let bytes = |text: &str| STANDARD_NO_PAD.decode(text).ok().map(Arc::from);
        Some(match options().from_str::<EntryV1>(payload).ok()? {
            EntryV1::Base { format: FORMAT, at, file, text } => Self::Base { at, text, file: file.map(PathBuf::from) },
            EntryV1::Base { .. } => return None,
            EntryV1::File(file) => Self::File(file.into()),
            EntryV1::Do { at, label, command: c, clears } => Self::Do { at, label, command: command(c)?, clears },
            EntryV1::Undo { at, of } => Self::Undo { at, of },
            EntryV1::Redo { at, of } => Self::Redo { at, of },
            EntryV1::Histories { before, after } => Self::Histories { before: before.into(), after: after.into() },
            EntryV1::Wrote { changes } => Self::Wrote { changes: bytes(&changes)? },
            EntryV1::Heard { at, command: c, changes } => {
                let command = match c {
                    Some(c) => Some(command(c)?),
                    None => None,
                };
                Self::Heard { at, command, changes: bytes(&changes)? }
            }
            EntryV1::Draft { at, slot, text, becomes } => {
                let becomes = match becomes {
                    Some((label, c)) => Some((label, command(c)?)),
                    None => None,
                };
                Self::Draft { at, slot, draft: Typing { text, becomes } }
            }
            EntryV1::Forget { slot } => Self::Forget { slot },
            EntryV1::Saving { sum } => Self::Saving { sum },
            EntryV1::Saved => Self::Saved,
            EntryV1::Closed => Self::Closed,
        })
    }
}

/// Where a journal's lines stand: the number and the chain of the last one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chain {
    seq: u64,
    link: String,
}

impl Chain {
    /// The next line.
    pub fn line(&mut self, entry: &Entry) -> String {
        self.line_of(&entry.payload())
    }

    fn line_of(&mut self, payload: &str) -> String {
        self.seq += 1;
        let sum = sum_of(self.seq, payload);
        self.link = link(&self.link, &sum);
        format!("{} {} {} {payload}\n", sum.get(..8).unwrap_or_default(), self.seq, self.link)
    }
}

fn sum_of(seq: u64, payload: &str) -> String {
    super::sums::digest(format!("{seq} {payload}").as_bytes())
}

fn link(before: &str, sum: &str) -> String {
    let hash = Sha256::digest(format!("{before} {sum}").as_bytes());
    hash.iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// In one damaged line so many places are tried where another may begin.
const MOST_JOINED: usize = 64;

/// What a journal says.
#[derive(Debug)]
pub struct Replayed {
    pub session: Session,
    pub history: History,
    /// Words that were being typed.
    pub drafts: BTreeMap<u64, Typing>,
    /// The session's file at the end.
    pub file: Option<PathBuf>,
    /// The last moment anything happened.
    pub last: Option<Moment>,
    /// Each time the session's file was written.
    pub saves: Vec<Save>,
    /// Changes: commands, undos and redos.
    pub changes: u64,
    /// The histories before and after each step that brought other copies in.
    pub histories: BTreeMap<u64, (Arc<str>, Arc<str>)>,
    /// After so many changes the history was another, and which.
    turns: Vec<(u64, Arc<str>)>,
    /// What was written in the history since then, here and by other laptops in the room.
    pub heard: Vec<Arc<[u8]>>,
    /// The session was put away.
    pub closed: bool,
    /// Lines that could not be read, or not be done again.
    pub damaged: Vec<String>,
    /// The last line was cut off while it was being written.
    pub torn: bool,
    /// Where to go on writing, after so many bytes.
    pub chain: Chain,
    pub good_bytes: usize,
}

/// A moment at which the session's file was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Save {
    /// The file's sum.
    pub sum: String,
    /// So many changes are in it.
    pub changes: u64,
    /// So many lines before it could not be read.
    pub damaged: usize,
}

impl Replayed {
    /// The last time a file with this sum was written; None: this journal never wrote it.
    pub fn save(&self, sum: &str) -> Option<&Save> {
        self.saves.iter().rev().find(|save| save.sum == sum)
    }

    /// Is every line there as it was written?
    pub fn is_whole(&self) -> bool {
        self.damaged.is_empty()
    }

    /// The session’s history, where it became another after the file with this sum was written.
    pub fn history_since(&self, sum: &str) -> Option<Arc<str>> {
        let saved = self.save(sum).map_or(0, |save| save.changes);
        self.turns.last().filter(|(changes, _)| *changes > saved).map(|(_, history)| history.clone())
    }

    /// How many changes were made after the file with this sum; None: this journal never wrote it.
    pub fn changes_since(&self, sum: &str) -> Option<u64> {
        self.save(sum).map(|save| self.changes - save.changes)
    }
}

/// Plays a journal. None: there is no session in it to start from.
pub fn replay(bytes: &[u8]) -> Option<Replayed> {
    let mut lines = Lines { bytes, at: 0, chain: Chain::default() };
    let first = lines.next()?;
    let (base, mut damaged) = base_of(&first)?;
    let Entry::Base { at, text, file } = base else { return None };
    let session = match read_sound(Path::new("the journal"), text.as_bytes()) {
        Ok(sound) => {
            if sound.changed.is_some() && damaged.is_empty() {
                damaged.push("What the journal starts from was changed".into());
            }
            sound.session
        }
        Err(_) => {
            let rescued = rescue(text.as_bytes())?;
            damaged.extend(rescued.damaged.into_iter().map(|d| format!("{}: {}", d.name, d.text)));
            rescued.session
        }
    };
    let save = |sum: &str| Save { sum: sum.to_string(), changes: 0, damaged: damaged.len() };
    let saves = super::sums::claimed(&text).map(save).into_iter().collect();
    let mut state = Replayed {
        session,
        history: History::default(),
        drafts: BTreeMap::new(),
        file,
        last: Some(at),
        saves,
        changes: 0,
        histories: BTreeMap::new(),
        turns: Vec::new(),
        heard: Vec::new(),
        closed: false,
        damaged,
        torn: false,
        chain: lines.chain.clone(),
        good_bytes: lines.at,
    };
    while let Some(line) = lines.next() {
        match line {
            Line::Good { payload, in_order } => {
                if !in_order && state.damaged.is_empty() {
                    state.damaged.push("Something is missing before this line".into());
                }
                match Entry::from_payload(payload) {
                    Some(entry) => state.play(entry),
                    None => state.damaged.push(payload.into()),
                }
                state.chain = lines.chain.clone();
                state.good_bytes = lines.at;
            }
            Line::Bad { words } => state.damaged.push(words.into_owned()),
            Line::Torn => state.torn = true,
        }
    }
    Some(state)
}

impl Replayed {
    fn play(&mut self, entry: Entry) {
        self.closed = matches!(entry, Entry::Closed);
        match entry {
            Entry::Base { .. } | Entry::Closed => {}
            Entry::File(file) => self.file = Some(file),
            Entry::Do { at, label, command, clears } => {
                let words = format!("{label}: {command:?}");
                match self.history.apply(&mut self.session, label, command, at) {
                    Ok(()) => self.changes += 1,
                    Err(refusal) => self.damaged.push(format!("{words} ({refusal})")),
                }
                if let Some(slot) = clears {
                    self.drafts.remove(&slot);
                }
                self.last = Some(at);
            }
            Entry::Undo { at, of } => {
                if self.turn(at, of, History::next_undo, History::undo) {
                    let before = self.histories.get(&of).map(|(before, _)| before.clone());
                    before.into_iter().for_each(|before| self.turn_to(before));
                }
            }
            Entry::Redo { at, of } => {
                if self.turn(at, of, History::next_redo, History::redo) {
                    let after = self.histories.get(&of).map(|(_, after)| after.clone());
                    after.into_iter().for_each(|after| self.turn_to(after));
                }
            }
            Entry::Histories { before, after } => {
                if let Some(step) = self.history.next_undo().map(|(no, _)| no) {
                    self.turn_to(after.clone());
                    self.history.brought_in();
                    self.histories.insert(step, (before, after));
                }
            }
            Entry::Wrote { changes } => {
                self.heard.push(changes);
                self.history.settle_what_was_brought_in();
            }
            Entry::Heard { at, command, changes } => self.hear(at, command, changes),
            Entry::Draft { at, slot, draft } => {
                self.drafts.insert(slot, draft);
                self.last = Some(at);
            }
            Entry::Forget { slot } => drop(self.drafts.remove(&slot)),
            Entry::Saving { sum } => {
                self.saves.push(Save { sum, changes: self.changes, damaged: self.damaged.len() });
            }
            Entry::Saved => {}
        }
    }

    /// From here on this is the history.
    fn turn_to(&mut self, history: Arc<str>) {
        self.turns.push((self.changes, history));
        self.heard.clear();
    }

    /// Other laptops wrote something.
    fn hear(&mut self, at: Moment, command: Option<Command>, changes: Arc<[u8]>) {
        self.heard.push(changes);
        self.history.settle_what_was_brought_in();
        self.last = Some(at);
        let Some(command) = command else { return };
        let command = command.and_when(&self.session, at);
        match edit::apply(&mut self.session, command) {
            Ok(_) => self.changes += 1,
            Err(refusal) => self.damaged.push(format!("what another laptop wrote ({refusal})")),
        }
    }

    fn turn(
        &mut self,
        at: Moment,
        of: u64,
        next: fn(&History) -> Option<(u64, &str)>,
        turn: fn(&mut History, &mut Session) -> Option<Result<crate::edit::Turned, crate::edit::Refusal>>,
    ) -> bool {
        self.last = Some(at);
        // Where the step was lost, an undo of it must not take back another.
        let done = next(&self.history).is_some_and(|(no, _)| no == of)
            && matches!(turn(&mut self.history, &mut self.session), Some(Ok(_)));
        if done {
            self.changes += 1;
        } else {
            self.damaged.push(format!("an undo or redo of step {of}"));
        }
        done
    }
}

/// The first line's entry; where the line is damaged, what can be read of the session in it.
fn base_of(line: &Line) -> Option<(Entry, Vec<String>)> {
    match line {
        Line::Good { payload, in_order } => {
            // Its own end can be damaged while all of it is there.
            let damaged = (!in_order).then(|| "The end of what the journal starts from is damaged".to_string());
            Entry::from_payload(payload).map(|e| (e, damaged.into_iter().collect()))
        }
        Line::Bad { words } => {
            let damaged = vec!["What the journal starts from is damaged".to_string()];
            let payload = words.splitn(4, ' ').nth(3).unwrap_or(words);
            if let Some(entry @ Entry::Base { .. }) = Entry::from_payload(payload) {
                return Some((entry, damaged));
            }
            let begins = words.find("// An Upfront session").or_else(|| words.find("Upfront("))?;
            let text = words.get(begins..)?;
            let text = text.trim_end().trim_end_matches(['"', ')']);
            let text = text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            let at = Moment::default();
            Some((Entry::Base { at, text, file: None }, damaged))
        }
        Line::Torn => None,
    }
}

/// The lines of any text with the sums they should have, so that fuzzing comes behind them.
pub fn with_right_sums(bytes: &[u8]) -> Vec<u8> {
    let mut chain = Chain::default();
    let text = String::from_utf8_lossy(bytes);
    let payloads = text.lines().map(|l| l.splitn(4, ' ').nth(3).unwrap_or(l));
    payloads.map(|p| chain.line_of(p)).collect::<String>().into_bytes()
}

enum Line<'a> {
    Good { payload: &'a str, in_order: bool },
    Bad { words: std::borrow::Cow<'a, str> },
    Torn,
}

struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    chain: Chain,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<Line<'a>> {
        let start = self.at;
        let rest = self.bytes.get(start..).filter(|r| !r.is_empty())?;
        let end = rest.iter().position(|b| *b == b'\n');
        let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at += end.map_or(rest.len(), |e| e + 1);
        if let Some(good) = self.check(line) {
            return Some(good);
        }
        // What a lost write leaves at the very end: a piece of a line, or zeros.
        if rest.iter().all(|b| *b == 0) {
            self.at = self.bytes.len();
            return Some(Line::Torn);
        }
        // Where the end of a line was damaged, the next one hangs on it, itself whole.
        let alike = (1..line.len()).filter(|p| line.get(*p..).is_some_and(looks_like_line)).take(MOST_JOINED);
        let joined = alike.into_iter().find(|p| line.get(*p..).is_some_and(|l| self.sum_is_right(l)));
        let first = joined.and_then(|p| line.get(..p)).unwrap_or(line);
        if let Some(p) = joined {
            self.at = start + p;
        }
        let without_end = first.split_last().map(|(_, rest)| rest).unwrap_or_default();
        if let Some(Line::Good { payload, .. }) = self.check(without_end) {
            return Some(Line::Good { payload, in_order: false });
        }
        let cut_off = joined.is_none() && end.is_none();
        Some(if cut_off { Line::Torn } else { Line::Bad { words: String::from_utf8_lossy(first) } })
    }

    fn sum_is_right(&self, line: &'a [u8]) -> bool {
        Lines { bytes: self.bytes, at: 0, chain: Chain::default() }.check(line).is_some()
    }

    /// A line that is as it was written moves the chain on.
    fn check(&mut self, line: &'a [u8]) -> Option<Line<'a>> {
        let mut parts = std::str::from_utf8(line).ok()?.splitn(4, ' ');
        let (sum, seq, chain, payload) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let seq: u64 = seq.parse().ok()?;
        let whole = sum_of(seq, payload);
        if whole.get(..8) != Some(sum) {
            return None;
        }
        let in_order = seq == self.chain.seq + 1 && link(&self.chain.link, &whole) == chain;
        self.chain = Chain { seq, link: chain.to_string() };
        Some(Line::Good { payload, in_order })
    }
}

/// Eight hexadecimal digits, a number, sixteen hexadecimal digits: how a line begins.
fn looks_like_line(line: &[u8]) -> bool {
    let hex = |part: &[u8], n: usize| part.len() == n && part.iter().all(u8::is_ascii_hexdigit);
    let mut parts = line.splitn(4, |b| *b == b' ');
    parts.next().is_some_and(|p| hex(p, 8))
        && parts.next().is_some_and(|p| !p.is_empty() && p.iter().all(u8::is_ascii_digit))
        && parts.next().is_some_and(|p| hex(p, 16))
        && parts.next().is_some()
}
