//! What follows from the session, worked out once after each change instead of in every frame.

use super::action::GroupBy;
use super::board::{self, Column};
use crate::insight::{self, Finding, Heard};
use crate::model::*;
use std::collections::HashMap;

/// Figures and lists the pages show.
#[derive(Debug, Default)]
pub struct Derived {
    pub heard: Vec<Heard>,
    pub owed: Vec<(Option<PartnerId>, usize)>,
    pub answered: usize,
    pub findings: Vec<Finding>,
    /// Folded words and number of each contribution, for searching.
    pub folded: Vec<String>,
    /// Folded words of everything else, with what is shown when it is found.
    pub index: Vec<(String, insight::Hit)>,
    /// Places of contributions of the item that is on, newest first; all where nothing is on.
    pub feed: Vec<usize>,
    /// Where each contribution stands in its list.
    pub places: HashMap<ContributionId, usize>,
    pub partner_colors: HashMap<PartnerId, usize>,
    columns: HashMap<GroupBy, Vec<Column>>,
}

impl Derived {
    pub fn of(s: &Session) -> Self {
        let on = s.run.current().map(|r| r.item);
        let in_feed = |c: &Contribution| on.is_none_or(|item| c.item == Some(item));
        let mut feed: Vec<usize> =
            s.contributions.iter().enumerate().filter(|(_, c)| in_feed(c)).map(|(i, _)| i).collect();
        feed.reverse();
        Self {
            heard: insight::heard(s),
            owed: insight::owed_by_partner(s),
            answered: s.contributions.iter().filter(|c| !insight::is_owed(c)).count(),
            findings: insight::check(s),
            folded: s.contributions.iter().map(|c| insight::fold(&format!("c{} {}", c.no, c.words))).collect(),
            index: insight::index(s),
            feed,
            places: s.contributions.iter().enumerate().map(|(i, c)| (c.id, i)).collect(),
            partner_colors: s.partners.iter().enumerate().map(|(i, p)| (p.id, i)).collect(),
            columns: GroupBy::ALL.into_iter().map(|by| (by, board::columns(s, by))).collect(),
        }
    }

    /// The board's columns.
    pub fn columns(&self, by: GroupBy) -> &[Column] {
        self.columns.get(&by).map_or(&[], Vec::as_slice)
    }
}
