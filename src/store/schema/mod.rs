//! The file format, apart from the model.
//!
//! | format | adds |
//! |---|---|
//! | 1 | |
//! | 2 | sums at the end of the file, which tell damage (see `store/sums.rs`) |
//! | 3 | how the evening ran: items left out, minutes given ahead, clocks that were set |
//! | 4 | photos; the questions of single tables, and what is up for grabs in an agenda item |
//! | 5 | how far actions are; actions of the session before; findings that were left; consents; signatories |
//! | 6 | record codes with the text that was frozen; digests of answers; requests to correct; drawn signatures |
//! | 7 | what became of last time beside actions; the sessions before; the project’s stages; how actions went on |
//! | 8 | the charter |
//! | 9 | copies of a session, numbers that they gave, and the history by which they are put together |
//! | 10 | who writes a file, so that a plain copy of it is told apart |
//!
//! All of it may be left out, so an older file reads as the newest one, and [`v1`] holds the fields of all of them;
//! the number in the file tells an older Upfront that it does not know them all. What cannot be left out, or means
//! something else than before, gets a module of its own with a way from the one before.
//! In a file, things name each other by what people call them ("S3", "RA", "hours") where that is
//! unique in the file, and by id where it isn't. So a person can read a session, and put it right.

pub mod commands;
pub mod form;
pub mod registers;
pub mod v1;

use crate::edit::kinds_table;
use crate::model::number::{self, kind};
use crate::model::{Number, Session, refs::Ref};
use form::{FileForm, Labels, Lookup};
use std::collections::HashSet;

/// The newest format this version reads and writes.
pub const FORMAT: u32 = 10;

/// Why a file that parses is not a session.
#[derive(Debug)]
pub enum Broken {
    Reference { item: String, missing: String },
    Twice(String),
}

/// How RON is read: `Some` may be left out, and nothing is nested deeper than a session is.
pub fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).with_recursion_limit(64)
}

/// A session in the form of a file.
pub fn session_to_file(s: &Session) -> v1::File {
    let labels = Labels::for_session(s);
    v1::File { format: FORMAT, needs: FORMAT, session: s.to_file(&labels), history: String::new() }
}

/// Reads the words of a file of any format there has been.
pub fn read(text: &str) -> Result<v1::File, ron::error::SpannedError> {
    options().from_str(text)
}

/// The number behind a word near the top of a file, found without reading the rest.
pub fn number_after(text: &str, word: &str) -> Option<u32> {
    let head: Vec<&str> = text.lines().take(40).collect();
    let rest = head.iter().find_map(|line| line.trim_start().strip_prefix(word))?;
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// A session from a file's form; refuses references to things that aren't there, and things there twice.
pub fn session_from_file(file: v1::File) -> Result<Session, Broken> {
    session_with(file, &Lookup::default())
}

/// The same, with a lookup that may put stand-ins where a name leads nowhere.
pub fn session_with(mut file: v1::File, lookup: &Lookup) -> Result<Session, Broken> {
    if file.format < 5 {
        file.session.partners.iter_mut().for_each(v1::PartnerV1::tell_signatory_from_capacity);
    }
    v1::enter(lookup, &file.session)?;
    ids_are_given_once(&file.session)?;
    let mut s = Session::from_file(file.session, lookup)?;
    // Somebody may have added an item in a text editor: its number is given too.
    for (kind, given) in given(&s) {
        s.keep_no(kind, given);
    }
    s.numbers.versions = s.versions.iter().map(|i| i.no).fold(s.numbers.versions, u32::max);
    Ok(s)
}

/// Every number that stands in a session.
fn given(s: &Session) -> Vec<(number::Kind, Number)> {
    let mut all: Vec<(number::Kind, Number)> = Vec::new();
    all.extend(s.boundaries.iter().map(|i| (kind::boundaries as number::Kind, i.no)));
    all.extend(s.contributions.iter().map(|i| (kind::contributions as number::Kind, i.no)));
    all.extend(s.decisions.iter().map(|i| (kind::decisions as number::Kind, i.no)));
    all.extend(s.actions.iter().map(|i| (kind::actions as number::Kind, i.no)));
    all.extend(s.referrals.iter().map(|i| (kind::referrals as number::Kind, i.no)));
    all
}

macro_rules! kinds {
    ($($kind:ident$( as $old:literal)?($id:ident) in $list:ident, $fields:ident { $($rest:tt)* })*) => {
        /// Also of things that nothing names.
        fn ids_are_given_once(s: &v1::SessionV1) -> Result<(), Broken> {
            let mut ids = HashSet::new();
            $(for item in &s.$list {
                if !ids.insert(item.id) {
                    return Err(Broken::Twice(format!("the id {} is there twice", item.id)));
                }
            })*
            Ok(())
        }
    };
}
kinds_table!(kinds);

impl Labels {
    /// What everything in a session is called, where that is unique.
    pub fn for_session(s: &Session) -> Self {
        let mut labels = Self::default();
        s.partners.iter().for_each(|p| labels.call(Ref::Partner(p.id), p.id.0, p.key.clone()));
        s.people.iter().for_each(|p| labels.call(Ref::Person(p.id), p.id.0, String::new()));
        s.agenda.iter().for_each(|i| labels.call(Ref::AgendaItem(i.id), i.id.0, i.title.clone()));
        s.boundaries.iter().for_each(|b| labels.call(Ref::Boundary(b.id), b.id.0, format!("S{}", b.no)));
        s.contributions.iter().for_each(|c| labels.call(Ref::Contribution(c.id), c.id.0, format!("C{}", c.no)));
        s.principles.iter().for_each(|p| labels.call(Ref::Principle(p.id), p.id.0, p.name.clone()));
        s.themes.iter().for_each(|t| labels.call(Ref::Theme(t.id), t.id.0, t.name.clone()));
        s.referrals.iter().for_each(|r| labels.call(Ref::Referral(r.id), r.id.0, format!("R{}", r.no)));
        s.decisions.iter().for_each(|d| labels.call(Ref::Decision(d.id), d.id.0, format!("D{}", d.no)));
        s.actions.iter().for_each(|a| labels.call(Ref::Action(a.id), a.id.0, format!("A{}", a.no)));
        s.versions.iter().for_each(|v| labels.call(Ref::Version(v.id), v.id.0, format!("version {}", v.no)));
        labels
    }
}
