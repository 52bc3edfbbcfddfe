//! What follows from the session, worked out once after each change instead of in every frame.

use super::action::GroupBy;
use crate::insight::{self, Finding, Heard};
use crate::model::*;
use crate::report::blocks::words;
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

/// A column of the board.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    pub title: String,
    pub dots: Option<u32>,
    pub support: u32,
    /// Places of contributions.
    pub cards: Vec<usize>,
    pub theme: Option<ThemeId>,
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
            columns: GroupBy::ALL.into_iter().map(|by| (by, columns(s, by))).collect(),
        }
    }

    /// The board's columns.
    pub fn columns(&self, by: GroupBy) -> &[Column] {
        self.columns.get(&by).map_or(&[], Vec::as_slice)
    }
}

fn columns(s: &Session, by: GroupBy) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut add = |columns: &mut Vec<Column>, key: String, theme: Option<&Theme>| {
        *at.entry(key.clone()).or_insert_with(|| {
            let dots = theme.and_then(|t| t.dots);
            columns.push(Column { title: key, dots, support: 0, cards: Vec::new(), theme: theme.map(|t| t.id) });
            columns.len() - 1
        })
    };
    // Known groups first, in their own order, so that columns keep their places.
    match by {
        GroupBy::Theme => {
            let mut themes: Vec<&Theme> = s.themes.iter().filter(|t| t.merged_into.is_none()).collect();
            themes.sort_by_key(|t| std::cmp::Reverse(t.dots));
            for t in themes {
                add(&mut columns, words::sentence(&t.name), Some(t));
            }
        }
        GroupBy::Item => first(&mut columns, &mut add, s.agenda.iter().map(|i| i.title.clone())),
        GroupBy::Partner => first(&mut columns, &mut add, s.partners.iter().map(|p| p.name.clone())),
        GroupBy::Boundary => first(&mut columns, &mut add, s.boundaries.iter().map(boundary_title)),
        GroupBy::Answer => first(&mut columns, &mut add, ANSWERS.iter().map(|a| (*a).to_string())),
    }
    let names = Names::of(s);
    for (place, c) in s.contributions.iter().enumerate() {
        let key = names.group(c, by);
        let column = add(&mut columns, key, None);
        if let Some(column) = columns.get_mut(column) {
            column.cards.push(place);
            column.support += c.support;
        }
    }
    columns.retain(|c| !c.cards.is_empty() || c.theme.is_some());
    columns
}

/// Makes columns in an order of their own.
fn first(
    columns: &mut Vec<Column>,
    add: &mut impl FnMut(&mut Vec<Column>, String, Option<&Theme>) -> usize,
    titles: impl Iterator<Item = String>,
) {
    for title in titles {
        add(columns, title, None);
    }
}

const ANSWERS: [&str; 7] =
    ["No answer yet", "In a decision", "Made into an action", "Sent elsewhere", "Noted", "Not taken", "Still open"];

fn boundary_title(b: &Boundary) -> String {
    format!("S{} {}", b.no, b.what)
}

/// Titles by id, so that ten thousand cards are grouped in one pass.
struct Names {
    themes: HashMap<ThemeId, String>,
    items: HashMap<ItemId, String>,
    partners: HashMap<PartnerId, String>,
    boundaries: HashMap<BoundaryId, String>,
}

impl Names {
    fn of(s: &Session) -> Self {
        let follow = |t: &Theme| {
            let mut t = t.clone();
            for _ in 0..16 {
                match t.merged_into.and_then(|id| s.themes.get(id)) {
                    Some(into) => t = into.clone(),
                    None => break,
                }
            }
            words::sentence(&t.name)
        };
        Self {
            themes: s.themes.iter().map(|t| (t.id, follow(t))).collect(),
            items: s.agenda.iter().map(|i| (i.id, i.title.clone())).collect(),
            partners: s.partners.iter().map(|p| (p.id, p.name.clone())).collect(),
            boundaries: s.boundaries.iter().map(|b| (b.id, boundary_title(b))).collect(),
        }
    }

    fn group(&self, c: &Contribution, by: GroupBy) -> String {
        let named = |name: Option<&String>, none: &str| name.cloned().unwrap_or_else(|| none.to_string());
        match by {
            GroupBy::Theme => named(c.themes.first().and_then(|t| self.themes.get(t)), "No theme yet"),
            GroupBy::Item => named(c.item.and_then(|i| self.items.get(&i)), "Outside the agenda"),
            GroupBy::Partner => named(c.partner.and_then(|p| self.partners.get(&p)), "No partner"),
            GroupBy::Boundary => named(c.boundary.and_then(|b| self.boundaries.get(&b)), "About nothing named"),
            GroupBy::Answer => match c.responses.first() {
                None => "No answer yet",
                Some(Response::Decision(_)) => "In a decision",
                Some(Response::Action(_)) => "Made into an action",
                Some(Response::Sent(_)) => "Sent elsewhere",
                Some(Response::Noted(_)) => "Noted",
                Some(Response::NotTaken(_)) => "Not taken",
                Some(Response::StillOpen) => "Still open",
            }
            .to_string(),
        }
    }
}
