//! The board's columns: what each stands for, which cards are in it, and what a card becomes when it is put there.

use super::action::GroupBy;
use crate::edit::ContributionField;
use crate::insight::final_theme;
use crate::model::*;
use crate::report::blocks::words;
use std::collections::HashMap;

/// What a column stands for; None: for what has none of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stands {
    Theme(Option<ThemeId>),
    Item(Option<ItemId>),
    Partner(Option<PartnerId>),
    Kind(ContributionKind),
    Boundary(Option<BoundaryId>),
    Answer(Answered),
}

/// What sort of answer, without its words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Answered {
    NotYet,
    Decision,
    Action,
    Sent,
    Noted,
    NotTaken,
    StillOpen,
}

impl Answered {
    const ALL: [Self; 7] =
        [Self::NotYet, Self::Decision, Self::Action, Self::Sent, Self::Noted, Self::NotTaken, Self::StillOpen];

    fn of(c: &Contribution) -> Self {
        match c.responses.first() {
            None => Self::NotYet,
            Some(Response::Decision(_)) => Self::Decision,
            Some(Response::Action(_)) => Self::Action,
            Some(Response::Sent(_)) => Self::Sent,
            Some(Response::Noted(_)) => Self::Noted,
            Some(Response::NotTaken(_)) => Self::NotTaken,
            Some(Response::StillOpen) => Self::StillOpen,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::NotYet => "No answer yet",
            Self::Decision => "In a decision",
            Self::Action => "Made into an action",
            Self::Sent => "Sent elsewhere",
            Self::Noted => "Noted",
            Self::NotTaken => "Not taken",
            Self::StillOpen => "Still open",
        }
    }
}

/// A column of the board.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    pub stands: Stands,
    pub title: String,
    pub dots: Option<u32>,
    pub support: u32,
    /// Places of contributions.
    pub cards: Vec<usize>,
}

/// What a card's field becomes when it is put into a column; None where that needs more than a place: which
/// decision, which action, to whom, why not.
pub fn moved(c: &Contribution, stands: Stands) -> Option<ContributionField> {
    use ContributionField as F;
    Some(match stands {
        Stands::Theme(theme) => {
            // The first theme is the one it stands under; the others stay.
            let others = c.themes.iter().skip(1).copied().filter(|t| Some(*t) != theme);
            F::Themes(theme.into_iter().chain(others).collect())
        }
        Stands::Item(item) => F::Item(item),
        Stands::Partner(partner) => F::Partner(partner),
        Stands::Kind(kind) => F::Kind(kind),
        Stands::Boundary(boundary) => F::Boundary(boundary),
        Stands::Answer(Answered::Noted) => F::Responses(answered(c, Response::Noted(String::new()))),
        Stands::Answer(Answered::StillOpen) => F::Responses(answered(c, Response::StillOpen)),
        // Taking back an answer that says something is not done by a place.
        Stands::Answer(Answered::NotYet) if c.responses.iter().all(says_nothing) => F::Responses(Vec::new()),
        Stands::Answer(_) => return None,
    })
}

/// An answer in front; those that say something stay behind it.
fn answered(c: &Contribution, response: Response) -> Vec<Response> {
    let others = c.responses.iter().filter(|r| !says_nothing(r)).cloned();
    std::iter::once(response).chain(others).collect()
}

fn says_nothing(r: &Response) -> bool {
    match r {
        Response::StillOpen => true,
        Response::Noted(words) => words.trim().is_empty(),
        _ => false,
    }
}

/// The columns in an order of their own, known groups first, so that they keep their places, and those about which
/// nothing was said are seen to be empty.
pub fn columns(s: &Session, by: GroupBy) -> Vec<Column> {
    let mut columns = groups(s, by);
    let mut at: HashMap<Stands, usize> = columns.iter().enumerate().map(|(i, c)| (c.stands, i)).collect();
    let merged = merged_themes(s);
    for (place, c) in s.contributions.iter().enumerate() {
        let stands = stands(c, by, &merged);
        let i = *at.entry(stands).or_insert_with(|| {
            columns.push(column(stands, none_word(by).into(), None));
            columns.len() - 1
        });
        if let Some(column) = columns.get_mut(i) {
            column.cards.push(place);
            column.support = column.support.saturating_add(c.support);
        }
    }
    columns
}

fn column(stands: Stands, title: String, dots: Option<u32>) -> Column {
    Column { stands, title, dots, support: 0, cards: Vec::new() }
}

fn groups(s: &Session, by: GroupBy) -> Vec<Column> {
    match by {
        GroupBy::Theme => {
            let mut themes: Vec<&Theme> = s.themes.iter().filter(|t| t.merged_into.is_none()).collect();
            themes.sort_by_key(|t| std::cmp::Reverse(t.dots));
            themes.iter().map(|t| column(Stands::Theme(Some(t.id)), words::sentence(&t.name), t.dots)).collect()
        }
        GroupBy::Item => s.agenda.iter().map(|i| column(Stands::Item(Some(i.id)), i.title.clone(), None)).collect(),
        GroupBy::Partner => {
            s.partners.iter().map(|p| column(Stands::Partner(Some(p.id)), p.name.clone(), None)).collect()
        }
        GroupBy::Kind => {
            let all = ContributionKind::ALL.into_iter();
            all.map(|k| column(Stands::Kind(k), words::sentence(k.word()), None)).collect()
        }
        GroupBy::Boundary => s
            .boundaries
            .iter()
            .map(|b| column(Stands::Boundary(Some(b.id)), format!("S{} {}", b.no, b.what), None))
            .collect(),
        GroupBy::Answer => {
            Answered::ALL.into_iter().map(|a| column(Stands::Answer(a), a.word().into(), None)).collect()
        }
    }
}

/// What the column is called of those that have none.
fn none_word(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Theme => "No theme yet",
        GroupBy::Item => "Outside the agenda",
        GroupBy::Partner => "No partner",
        GroupBy::Kind | GroupBy::Answer => "Other",
        GroupBy::Boundary => "About nothing named",
    }
}

fn stands(c: &Contribution, by: GroupBy, merged: &HashMap<ThemeId, ThemeId>) -> Stands {
    match by {
        GroupBy::Theme => Stands::Theme(c.themes.first().map(|t| merged.get(t).copied().unwrap_or(*t))),
        GroupBy::Item => Stands::Item(c.item),
        GroupBy::Partner => Stands::Partner(c.partner),
        GroupBy::Kind => Stands::Kind(c.kind),
        GroupBy::Boundary => Stands::Boundary(c.boundary),
        GroupBy::Answer => Stands::Answer(Answered::of(c)),
    }
}

/// The theme that each merged one is in by now; merges that go round in a ring end somewhere in it.
fn merged_themes(s: &Session) -> HashMap<ThemeId, ThemeId> {
    let follow = |theme: &Theme| theme.merged_into.map(|into| (theme.id, final_theme(s, into)));
    s.themes.iter().filter_map(follow).collect()
}
