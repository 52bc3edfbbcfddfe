//! The numbers people say aloud, and whose they are where a session has several copies.
//!
//! A number is given once and never changed: C12 in the session itself, C3-1 at table 3, CKM-1 in any other copy. So
//! several note-takers can number what they write down without asking each other.

use super::Digest;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Which copy of a session gives a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum CopyName {
    /// The session itself: the facilitator's.
    #[default]
    Main,
    /// A copy made for a table: "3"; made again for the same table (a stick was lost): "3b" for `again` 1.
    Table { table: u8, again: u8 },
    /// Any other copy: "B", "E", ... by its place in the row of letters.
    Letter(u16),
}

/// Letters that are not taken for another when they are said, and that no number begins with.
const LETTERS: &[u8] = b"BEFGHJKLMNPQTUVWXYZ";

impl CopyName {
    /// A name of two letters that follows from an id; `nth` where those before are taken. There are 361.
    pub fn of(id: Uuid, nth: u16) -> Self {
        let row = LETTERS.len() as u16;
        let start = (Digest::of(&id.to_string()).start() % u128::from(row * row)) as u16;
        Self::Letter(row + start.wrapping_add(nth) % (row * row))
    }

    /// "the main copy", "table 3’s copy", "copy B"
    pub fn words(self) -> String {
        match self {
            Self::Main => "the main copy".into(),
            Self::Table { table, again: 0 } => format!("table {table}’s copy"),
            Self::Table { table, .. } => format!("table {table}’s copy {self}"),
            Self::Letter(_) => format!("copy {self}"),
        }
    }
}

impl fmt::Display for CopyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Main => Ok(()),
            Self::Table { table, again: 0 } => write!(f, "{table}"),
            Self::Table { table, again } => write!(f, "{table}{}", char::from(b'a' + again.min(25))),
            Self::Letter(nth) => {
                let (first, last) = (usize::from(nth) / LETTERS.len(), usize::from(nth) % LETTERS.len());
                let letter = |at: usize| char::from(LETTERS.get(at).copied().unwrap_or(b'Z'));
                if first > 0 {
                    write!(f, "{}", letter((first - 1) % LETTERS.len()))?;
                }
                write!(f, "{}", letter(last))
            }
        }
    }
}

impl FromStr for CopyName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.is_empty() {
            return Ok(Self::Main);
        }
        let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        if digits.starts_with(|c: char| c.is_ascii_digit()) {
            let table = digits.parse().map_err(drop)?;
            let again = match text.strip_prefix(digits).unwrap_or_default().as_bytes() {
                [] => 0,
                [letter @ b'b'..=b'z'] => letter - b'a',
                _ => return Err(()),
            };
            return Ok(Self::Table { table, again });
        }
        let place = |c: &u8| LETTERS.iter().position(|l| l == c).and_then(|at| u16::try_from(at).ok()).ok_or(());
        let row = LETTERS.len() as u16;
        match text.as_bytes() {
            [one] => place(one).map(Self::Letter),
            [first, last] => Ok(Self::Letter((place(first)? + 1) * row + place(last)?)),
            _ => Err(()),
        }
    }
}

/// A number that people say: "12", "3-1", "B-1".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Number {
    pub copy: CopyName,
    pub no: u32,
}

impl Number {
    /// So many further, of the same copy.
    pub fn plus(self, more: u32) -> Self {
        Self { no: self.no.saturating_add(more), ..self }
    }
}

impl From<u32> for Number {
    fn from(no: u32) -> Self {
        Self { copy: CopyName::Main, no }
    }
}

/// Is it this number of the main copy?
impl PartialEq<u32> for Number {
    fn eq(&self, no: &u32) -> bool {
        *self == Self::from(*no)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.copy {
            CopyName::Main => write!(f, "{}", self.no),
            copy => write!(f, "{copy}-{}", self.no),
        }
    }
}

impl FromStr for Number {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (copy, no) = text.rsplit_once('-').unwrap_or(("", text));
        // "+3" would be read as a number too.
        let is_plain =
            !no.is_empty() && no.bytes().all(|b| b.is_ascii_digit()) && (copy.is_empty() != text.contains('-'));
        match is_plain {
            true => Ok(Self { copy: copy.parse()?, no: no.parse().map_err(drop)? }),
            false => Err(()),
        }
    }
}

/// The last number that one copy gave of each kind people say aloud. They only grow, also from one session of a series to
/// the next: a number that was said once is never said of something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Numbers {
    /// S: boundaries.
    pub boundaries: u32,
    /// C: contributions.
    pub contributions: u32,
    /// D: decisions.
    pub decisions: u32,
    /// A: actions.
    pub actions: u32,
    /// R: sent elsewhere.
    pub referrals: u32,
    /// Frozen versions: one that was printed is never another text.
    pub versions: u32,
}

impl Numbers {
    /// The greatest of them.
    pub fn highest(self) -> u32 {
        let all = [self.boundaries, self.contributions, self.decisions, self.actions, self.referrals, self.versions];
        all.into_iter().fold(0, u32::max)
    }

    /// The greater of each.
    pub fn at_least(self, other: Self) -> Self {
        Self {
            boundaries: self.boundaries.max(other.boundaries),
            contributions: self.contributions.max(other.contributions),
            decisions: self.decisions.max(other.decisions),
            actions: self.actions.max(other.actions),
            referrals: self.referrals.max(other.referrals),
            versions: self.versions.max(other.versions),
        }
    }
}

/// A kind of number within [`Numbers`].
pub type Kind = fn(&mut Numbers) -> &mut u32;

/// The kinds of numbers, as arguments.
pub mod kind {
    use super::Numbers;

    pub fn boundaries(n: &mut Numbers) -> &mut u32 {
        &mut n.boundaries
    }
    pub fn contributions(n: &mut Numbers) -> &mut u32 {
        &mut n.contributions
    }
    pub fn decisions(n: &mut Numbers) -> &mut u32 {
        &mut n.decisions
    }
    pub fn actions(n: &mut Numbers) -> &mut u32 {
        &mut n.actions
    }
    pub fn referrals(n: &mut Numbers) -> &mut u32 {
        &mut n.referrals
    }
}
