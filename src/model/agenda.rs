//! The plan of the session. What really happened is in [`super::Run`].

use super::people::entry;
use super::{BoundaryId, Entry, ItemId, PartnerId, SortKey};
use chrono::NaiveTime;

/// What sort of item it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ItemKind {
    Welcome,
    Scope,
    #[default]
    Activity,
    Grouping,
    Break,
    Decide,
    ReadBack,
    Other,
}

impl ItemKind {
    pub const ALL: [Self; 8] = [
        Self::Welcome,
        Self::Scope,
        Self::Activity,
        Self::Grouping,
        Self::Break,
        Self::Decide,
        Self::ReadBack,
        Self::Other,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Scope => "scope",
            Self::Activity => "activity",
            Self::Grouping => "grouping and dots",
            Self::Break => "break",
            Self::Decide => "decide",
            Self::ReadBack => "read-back",
            Self::Other => "other",
        }
    }
}

/// A timed part of the session.
#[derive(Clone, PartialEq, Debug)]
pub struct AgendaItem {
    pub id: ItemId,
    pub order: SortKey,
    pub title: String,
    pub kind: ItemKind,
    /// 0: the whole room together; otherwise so many tables in parallel.
    pub tables: u8,
    pub planned_min: u32,
    /// Never trimmed below this.
    pub least_min: u32,
    /// Minutes each table has afterwards to tell the room; 0: none. They follow `planned_min`.
    pub report_back_min: u32,
    pub lead: Option<PartnerId>,
    /// Starts at this clock time whatever comes before.
    pub pinned: Option<NaiveTime>,
    pub pin_reason: String,
    /// Never trimmed when the session runs late.
    pub protected: bool,
    /// Said to everybody: "three dots each".
    pub notes: String,
    /// The question put to the room.
    pub prompt: String,
    /// The question of a single table, by its place (the first is of table 1). Empty or missing: the room's.
    pub table_prompts: Vec<String>,
    /// What is up for grabs in it.
    pub about: Vec<BoundaryId>,
    /// For the facilitator's eyes only.
    pub private_notes: String,
}

impl AgendaItem {
    /// Minutes of report-back that belong to this item.
    pub fn report_back_total_min(&self) -> u32 {
        self.report_back_min.saturating_mul(u32::from(self.tables))
    }

    /// The question put to a table (0: the whole room); empty where nobody wrote one.
    pub fn prompt_of(&self, table: u8) -> &str {
        let own = usize::from(table).checked_sub(1).and_then(|place| self.table_prompts.get(place));
        own.map(String::as_str).filter(|p| !p.trim().is_empty()).unwrap_or(&self.prompt)
    }

    /// "whole room", "five tables in parallel"
    pub fn method(&self) -> String {
        match self.tables {
            0 => "whole room".into(),
            1 => "one table".into(),
            n => format!("{} tables in parallel", number_word(u32::from(n))),
        }
    }
}

/// One to ten in words, larger numbers in digits.
pub fn number_word(n: u32) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(n as usize).map_or_else(|| n.to_string(), |w| (*w).to_string())
}

entry! { AgendaItem, ItemId; }
