//! What is handed on as a table: contributions, what is up for grabs, decisions, actions, and the people on the list.
//!
//! One list of rows for every format, so that they say the same. Words that may not be printed are not handed on, and
//! names stand only where they may be printed; but for the table of people, which is for those who run the session.

use crate::insight::{Outside, final_decider, may_print_words, name_beside, printable_name, standing_outcome};
use crate::model::time::in_zone;
use crate::model::*;
use crate::report::blocks::words;
use chrono::NaiveDate;

/// Which table, as on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    Contributions,
    Boundaries,
    Decisions,
    Actions,
    /// Names, consents and contacts: for those who run the session alone.
    People,
}

impl What {
    pub const ALL: [Self; 5] = [Self::Contributions, Self::Boundaries, Self::Decisions, Self::Actions, Self::People];
    /// Those that can be given to others.
    pub const PUBLIC: [Self; 4] = [Self::Contributions, Self::Boundaries, Self::Decisions, Self::Actions];

    /// `--what NAME`
    pub fn name(self) -> &'static str {
        match self {
            Self::Contributions => "contributions",
            Self::Boundaries => "boundaries",
            Self::Decisions => "decisions",
            Self::Actions => "actions",
            Self::People => "people",
        }
    }
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    Words(String),
    Number(u32),
    Day(NaiveDate),
    Nothing,
}

impl Cell {
    /// As a text: dates as 2026-05-28.
    pub fn text(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Number(n) => n.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Nothing => String::new(),
        }
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        if words.is_empty() { Self::Nothing } else { Self::Words(words) }
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        words.to_string().into()
    }
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }
}

impl From<Option<&str>> for Cell {
    fn from(words: Option<&str>) -> Self {
        words.map_or(Self::Nothing, Self::from)
    }
}

/// A table: as many cells in each row as there are heads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    pub what: What,
    pub heads: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

/// What stands for words that may not be handed on.
const WITHHELD: &str = "(withheld: the person said no)";

/// A table of a session.
pub fn table(s: &Session, what: What) -> Table {
    let (heads, rows) = match what {
        What::Contributions => contributions(s),
        What::Boundaries => boundaries(s),
        What::Decisions => decisions(s),
        What::Actions => actions(s),
        What::People => people(s),
    };
    let mut table = Table { what, heads, rows };
    if what != What::People {
        let outside = Outside::beside_the_record(s);
        let names = |head: &str| head == "Name" || head == "Person";
        for row in &mut table.rows {
            for (cell, head) in row.iter_mut().zip(&table.heads) {
                // Under a name there is one only with a yes.
                if matches!(cell, Cell::Words(words) if !names(head) && outside.must_stay(words)) {
                    *cell = LEFT_OUT.into();
                }
            }
        }
    }
    table
}

/// What stands for words in which a name without a yes, or a contact, was found.
const LEFT_OUT: &str = "(left out: it holds a name without a yes, or a contact)";

type Rows = (Vec<&'static str>, Vec<Vec<Cell>>);

fn partner(s: &Session, id: Option<PartnerId>) -> Cell {
    id.map(|id| s.partner_name(Some(id))).into()
}

fn contributions(s: &Session) -> Rows {
    let heads = vec![
        "No.",
        "Time",
        "From",
        "Name",
        "Words",
        "Original language",
        "Original words",
        "Voice",
        "Kind",
        "Table",
        "About",
        "Themes",
        "Support",
        "What became of it",
    ];
    let row = |c: &Contribution| {
        let may = may_print_words(s, c);
        let shown = |words: &str| if may { Cell::from(words) } else { Cell::Nothing };
        let themes: Vec<&str> = c.themes.iter().filter_map(|t| s.themes.get(*t)).map(|t| t.name.as_str()).collect();
        vec![
            format!("C{}", c.no).into(),
            in_zone(c.at, &s.zone).format("%Y-%m-%d %H:%M").to_string().into(),
            partner(s, c.partner),
            if may { name_beside(s, c).into() } else { Cell::Nothing },
            if may { c.words.as_str().into() } else { WITHHELD.into() },
            shown(c.original.as_ref().map_or("", |o| &o.language)),
            shown(c.original.as_ref().map_or("", |o| &o.words)),
            c.voice.word().into(),
            c.kind.word().into(),
            Cell::Number(c.table.into()),
            words::boundary_no(s, c.boundary).unwrap_or_default().into(),
            themes.join(", ").into(),
            Cell::Number(c.support),
            words::responses(s, c).join("; ").into(),
        ]
    };
    (heads, s.contributions.iter().map(row).collect())
}

fn boundaries(s: &Session) -> Rows {
    let heads = vec![
        "No.",
        "Status",
        "What",
        "Why",
        "Who decides",
        "When",
        "Who could change it",
        "Challenges",
        "Not answered",
    ];
    let row = |b: &Boundary| {
        let of = |answered: bool| {
            let is = move |c: &&Challenge| c.answer.as_ref().is_some_and(|a| !a.words.trim().is_empty()) == answered;
            s.challenges.iter().filter(|c| c.boundary == b.id).filter(is).count() as u32
        };
        vec![
            format!("S{}", b.no).into(),
            b.now.status.word().into(),
            b.what.as_str().into(),
            b.why.as_str().into(),
            s.decider_name(&b.now.decider).into(),
            b.now.when.as_str().into(),
            b.could_change.as_str().into(),
            Cell::Number(of(true) + of(false)),
            Cell::Number(of(false)),
        ]
    };
    (heads, s.boundaries.iter().map(row).collect())
}

fn decisions(s: &Session) -> Rows {
    let heads = vec!["No.", "Outcome", "About", "What", "Options looked at", "Why", "Who finally decides", "Positions"];
    let row = |d: &Decision| {
        let positions: Vec<String> = d
            .positions
            .iter()
            .map(|p| {
                let reason = if p.reason.trim().is_empty() { String::new() } else { format!(" ({})", p.reason) };
                format!("{}: {}{reason}", s.partner_name(Some(p.partner)), p.stance.word())
            })
            .collect();
        vec![
            format!("D{}", d.no).into(),
            standing_outcome(s, d).word().into(),
            words::boundary_no(s, d.boundary).unwrap_or_default().into(),
            d.what.as_str().into(),
            d.options.as_str().into(),
            d.why.as_str().into(),
            final_decider(s, d).unwrap_or_default().into(),
            positions.join("; ").into(),
        ]
    };
    (heads, s.decisions.iter().map(row).collect())
}

fn actions(s: &Session) -> Rows {
    let heads = vec![
        "No.",
        "What",
        "Owner",
        "Person",
        "With",
        "By",
        "First promised for",
        "Money",
        "Who checks",
        "From",
        "How far",
        "What shows it",
    ];
    let row = |a: &Action| {
        vec![
            format!("A{}", a.no).into(),
            a.what.as_str().into(),
            partner(s, a.owner),
            a.person.and_then(|id| printable_name(s, id)).into(),
            a.with.as_str().into(),
            a.due().into(),
            if a.moved.is_empty() { Cell::Nothing } else { a.by.into() },
            a.money.word().into(),
            partner(s, a.checker),
            words::source(s, a.from).into(),
            a.progress.word().into(),
            a.shows.as_str().into(),
        ]
    };
    (heads, s.actions.iter().map(row).collect())
}

fn people(s: &Session) -> Rows {
    let heads = vec![
        "Name",
        "Partner",
        "Contact",
        "Name printed",
        "Name beside words",
        "Words printed",
        "On photos",
        "Contact again",
    ];
    let row = |p: &Person| {
        let of = |map: &std::collections::BTreeMap<PersonId, String>| map.get(&p.id).map(String::as_str).into();
        vec![
            of(&s.private.names),
            partner(s, p.partner),
            of(&s.private.contacts),
            p.name_printed.word().into(),
            p.name_by_words.word().into(),
            p.words_printed.word().into(),
            p.on_photos.word().into(),
            p.contact_again.word().into(),
        ]
    };
    (heads, s.people.iter().map(row).collect())
}
