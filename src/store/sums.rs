//! The sums at the end of a session file: they tell damage, and what was changed outside Upfront.
//!
//! The last line is a SHA-256 of every byte before it, so every changed bit and every cut shows. Above
//! it stands a short sum of each item, so that a change can be named. They are RON comments: the file
//! stays one readable text. They guard against accidents, not against somebody who computes them anew.

use super::schema::form::FileForm;
use super::schema::v1::{self, SessionV1};
use crate::edit::{kinds_table, session_fields_table};
use crate::model::{self as m, Run, words_of_name};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashSet;

const HEAD: &str = "// Leave the following lines as they are: by them Upfront sees damage, and changes made elsewhere.";
const LAST: &str = "// sum ";

/// How a file stands to its sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seal {
    /// Every byte is as it was written.
    Whole,
    /// Something was changed, added or cut off.
    Broken,
    /// There is no sum at its end.
    Missing,
}

/// A sum of one item: which it is, and what is in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemSum {
    /// As a person would say it: "C12", "title".
    pub name: String,
    which: u32,
    content: u32,
}

/// The sums that stand in a file.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    all: HashSet<(u32, u32)>,
    which: HashSet<u32>,
}

impl Noted {
    /// Is it exactly as it was noted?
    pub fn has(&self, sum: &ItemSum) -> bool {
        self.all.contains(&(sum.which, sum.content))
    }

    /// How many of the noted items are not among these.
    pub fn gone(&self, present: &[ItemSum]) -> usize {
        let there: HashSet<u32> = present.iter().map(|s| s.which).collect();
        self.which.difference(&there).count()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Puts the sums under a file's text.
pub fn sealed(body: &str, session: &SessionV1) -> String {
    let mut text = format!("{body}{HEAD}\n");
    for line in of(session).chunks(6) {
        let words: Vec<String> = line.iter().map(|s| format!("{:08x}{:08x}", s.which, s.content)).collect();
        text.push_str(&format!("// {}\n", words.join(" ")));
    }
    let sum = hex(&Sha256::digest(text.as_bytes()));
    text.push_str(&format!("{LAST}{sum}\n"));
    text
}

/// Compares a file with the sum in its last line.
pub fn seal(text: &str) -> Seal {
    let at = text.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    let (body, last) = text.split_at(at);
    if !last.starts_with(LAST) {
        return Seal::Missing;
    }
    let sum = format!("{LAST}{}\n", hex(&Sha256::digest(body.as_bytes())));
    if last == sum { Seal::Whole } else { Seal::Broken }
}

/// The sums of items that a file notes, as far as they can be read.
pub fn noted(text: &str) -> Noted {
    let Some((_, tail)) = text.rsplit_once(HEAD) else { return Noted::default() };
    let pair = |word: &str| {
        let (which, content) = word.split_at_checked(8)?;
        Some((u32::from_str_radix(which, 16).ok()?, u32::from_str_radix(content, 16).ok()?))
    };
    let words =
        tail.lines().filter(|l| !l.starts_with(LAST)).flat_map(|l| l.trim_start_matches("//").split_whitespace());
    let all: HashSet<(u32, u32)> = words.filter(|w| w.len() == 16).filter_map(pair).collect();
    Noted { which: all.iter().map(|p| p.0).collect(), all }
}

/// The SHA-256 of bytes as people write it.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn short(text: &str) -> u32 {
    Sha256::digest(text.as_bytes()).iter().take(4).fold(0, |sum, b| sum << 8 | u32::from(*b))
}

fn sum(name: String, which: &str, content: &impl Serialize) -> ItemSum {
    let words = ron::to_string(content).unwrap_or_default();
    ItemSum { name, which: short(which), content: short(&words) }
}

/// What a thing in a file is called in a sentence.
trait Called {
    fn called(&self) -> String;
}

macro_rules! called {
    ($($type:ident: $item:ident => $name:expr;)*) => {$(
        impl Called for v1::$type {
            fn called(&self) -> String {
                let $item = self;
                $name
            }
        }
    )*};
}
called! {
    PartnerV1: i => i.name.clone();
    PersonV1: _i => "a person on the list".into();
    MovementV1: _i => "a count of people".into();
    InterestV1: _i => "a declared interest".into();
    RuleV1: _i => "a ground rule".into();
    AgendaItemV1: i => format!("agenda item “{}”", i.title);
    BoundaryV1: i => format!("S{}", i.no);
    MoveV1: i => format!("a move of {}", i.boundary);
    ChallengeV1: i => format!("a challenge of {}", i.boundary);
    ContributionV1: i => format!("C{}", i.no);
    ThemeV1: i => format!("#{}", i.name);
    MergeV1: _i => "a merge".into();
    PhotoV1: i => photo(&i.caption);
    ReferralV1: i => format!("R{}", i.no);
    DecisionV1: i => format!("D{}", i.no);
    DissentV1: _i => "a dissent".into();
    ActionV1: i => format!("A{}", i.no);
    EarlierV1: i => format!("{}{} of the session before", letter_of(&i.kind), i.no);
    EarlierSessionV1: i => format!("the earlier session “{}”", i.title);
    StageV1: i => format!("the stage “{}”", i.what);
    PrincipleV1: i => format!("the principle “{}”", i.name);
    CharterQuestionV1: _i => "a question of the charter".into();
    LeftV1: _i => "what was left as it is".into();
    QuestionV1: _i => "a closing question".into();
    VersionV1: i => format!("version {}", i.no);
    AnswerV1: i => format!("an answer to {}", i.version);
    CorrectionV1: i => format!("a request to correct {}", i.version);
}

fn letter_of(kind: &v1::EarlierKindV1) -> char {
    use v1::EarlierKindV1 as K;
    let kind = match kind {
        K::Action => m::EarlierKind::Action,
        K::Said => m::EarlierKind::Said,
        K::Sent => m::EarlierKind::Sent,
        K::Challenge => m::EarlierKind::Challenge,
        K::FindOut => m::EarlierKind::FindOut,
        K::Request => m::EarlierKind::Request,
        K::PutOff => m::EarlierKind::PutOff,
    };
    kind.letter()
}

fn photo(caption: &str) -> String {
    if caption.trim().is_empty() { "a photo".into() } else { format!("the photo “{caption}”") }
}

/// What a thing in a file is called in a sentence: "C12".
#[expect(private_bounds, reason = "only things of a file have such a name")]
pub fn name_of(item: &impl Called) -> String {
    item.called()
}

macro_rules! kinds {
    ($($kind:ident$( as $old:literal)?($id:ident) in $list:ident, $fields:ident { $($rest:tt)* })*) => {
        fn things(s: &SessionV1, sums: &mut Vec<ItemSum>) {
            $(sums.extend(s.$list.iter().map(|item: &<m::$kind as FileForm>::File| {
                sum(item.called(), &item.id.to_string(), item)
            }));)*
        }
    };
}
kinds_table!(kinds);

macro_rules! fields {
    ($($variant:ident($($path:ident).+: $type:ty)),* $(,)?) => {
        fn own_fields(s: &SessionV1, sums: &mut Vec<ItemSum>) {
            // Which copy it is and what numbers were given is said in files since format 9, and is told by other things.
            $(if !matches!(stringify!($variant), "Copy" | "Holder" | "Numbers" | "Copies" | "Clashes") {
                sums.push(sum(words_of_name(stringify!($variant)), stringify!($variant), &s.$($path).+));
            })*
        }
    };
}
session_fields_table!(fields);

/// A sum for everything in a session.
pub fn of(s: &SessionV1) -> Vec<ItemSum> {
    let mut sums = Vec::new();
    own_fields(s, &mut sums);
    let run: &<Run as FileForm>::File = &s.run;
    sums.push(sum("the running clock".into(), "run", run));
    things(s, &mut sums);
    sums
}

/// The sum of one thing, without its name.
pub fn of_thing(id: &str, content: &impl Serialize) -> ItemSum {
    sum(String::new(), id, content)
}

/// The sum that a file's last line says it has, right or wrong.
pub fn claimed(text: &str) -> Option<&str> {
    text.trim_end_matches('\n').rsplit('\n').next().and_then(|last| last.strip_prefix(LAST))
}
