//! What a printed document is made of, before it has pages. One file per document.

mod about;
mod actions;
mod agenda;
mod agreed;
mod attendance;
mod case_study;
mod charter;
mod did;
mod drawing;
mod elsewhere;
mod front;
mod guide;
mod handout;
mod last_time;
mod letter;
mod outside;
mod participant;
mod people;
mod photos;
mod poster;
mod run_book;
mod said;
mod scope;
mod sign_off;
mod signing;
mod slips;
mod summary;
mod table_pack;
mod together;
pub mod words;

pub use case_study::{GOES, case_study};
pub use drawing::Drawing;
pub use guide::guide;
pub use letter::{Reader, letter};
pub use together::unsigned_gaps;

use super::photos::Photos;
use super::text::{Text, has_glyph};
use crate::model::{Number, Session, shortened};
use crate::record;
use crate::report::Attached;
use std::collections::BTreeSet;

/// A document, named as on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum DocumentKind {
    #[default]
    Summary,
    SignOff,
    Participant,
    Actions,
    Agenda,
    Poster,
    Attendance,
    TablePack,
    Slips,
    RunBook,
    Letter,
    CaseStudy,
    /// Of no session.
    Guide,
}

impl DocumentKind {
    /// All that can be printed: before the evening, for the facilitator, and after it.
    pub const ALL: [Self; 13] = [
        Self::Summary,
        Self::SignOff,
        Self::Participant,
        Self::Actions,
        Self::Agenda,
        Self::Poster,
        Self::Attendance,
        Self::TablePack,
        Self::Slips,
        Self::RunBook,
        Self::Letter,
        Self::CaseStudy,
        Self::Guide,
    ];

    /// Is it of the record? What goes outside and what is of no session is not: it must not carry more than its pages
    /// say, and goes on changing after the record was signed.
    pub fn is_of_record(self) -> bool {
        !matches!(self, Self::Letter | Self::CaseStudy | Self::Guide)
    }

    /// `--document NAME`
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::SignOff => "sign-off",
            Self::Participant => "participant",
            Self::Actions => "actions",
            Self::Agenda => "agenda",
            Self::Poster => "poster",
            Self::Attendance => "attendance",
            Self::TablePack => "table-pack",
            Self::Slips => "slips",
            Self::RunBook => "run-book",
            Self::Letter => "letter",
            Self::CaseStudy => "case-study",
            Self::Guide => "guide",
        }
    }

    /// As people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::SignOff => "Sign-off sheet",
            Self::Participant => "Participant copy",
            Self::Actions => "Actions, by owner",
            Self::Agenda => "Agenda",
            Self::Poster => "Poster: what is up for grabs (A3)",
            Self::Attendance => "Attendance sheet",
            Self::TablePack => "Table pack",
            Self::Slips => "Dots and paper slips",
            Self::RunBook => "Run-book (private)",
            Self::Letter => "Reply: letters to everyone who came",
            Self::CaseStudy => "Case study, for others",
            Self::Guide => "Guide: how to run a workshop honestly",
        }
    }

    /// Its blocks, with the bundled fonts.
    pub fn of(self, s: &Session) -> Document {
        self.of_in(s, &has_glyph)
    }

    /// Its blocks, where these characters can be printed.
    pub fn of_in(self, s: &Session, has_glyph: &dyn Fn(char) -> bool) -> Document {
        let s = &*record::as_frozen(s);
        match self {
            Self::Summary => summary::summary(s, has_glyph),
            Self::SignOff => sign_off::sign_off(s),
            Self::Participant => participant::participant(s),
            Self::Actions => actions::actions(s),
            Self::Agenda => agenda::agenda(s),
            Self::Poster => poster::poster(s),
            Self::Attendance => attendance::attendance(s),
            Self::TablePack => table_pack::table_pack(s),
            Self::Slips => slips::slips(s),
            Self::RunBook => run_book::run_book(s),
            Self::Letter => letter(s, Reader::Each),
            Self::CaseStudy => case_study(&[s]),
            Self::Guide => guide(),
        }
    }
}

/// What a document is printed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sheet {
    #[default]
    A4,
    /// A poster.
    A3,
}

/// A document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    pub title: String,
    /// At the left of every footer: title and version.
    pub footer: String,
    pub sheet: Sheet,
    pub blocks: Vec<Block>,
    /// The pictures of its photos, as far as they are here.
    pub photos: Photos,
    /// The record that goes with a PDF, where the facilitator said yes to that.
    pub attached: Option<Attached>,
}

/// A part of a document.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// Level 1 is the title.
    Heading {
        level: u8,
        text: Text,
    },
    Paragraph(Text),
    /// One under the other, with a dash in front.
    List(Vec<Text>),
    /// A bold word and what is said of it.
    Facts(Vec<(Text, Text)>),
    Table(Table),
    /// Beside each other, none split.
    Cards(Cards),
    /// The headings of level 2 with their pages.
    Contents,
    Photo(PhotoBlock),
    Chart(Chart),
    /// A thin line across.
    Rule,
    /// A new page.
    PageBreak,
}

impl Block {
    fn each_text<'d>(&'d self, look: &mut dyn FnMut(&'d Text)) {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => look(text),
            Self::List(items) => items.iter().for_each(look),
            Self::Facts(facts) => facts.iter().for_each(|(label, text)| {
                look(label);
                look(text);
            }),
            Self::Table(t) => {
                t.columns.iter().for_each(|c| look(&c.head));
                t.rows.iter().for_each(|row| match row {
                    Row::Group(text) => look(text),
                    Row::Cells(cells) => cells.iter().flatten().for_each(&mut *look),
                });
            }
            Self::Cards(cards) => cards.cards.iter().for_each(|card| {
                card.heading.iter().for_each(&mut *look);
                card.parts.iter().for_each(|part| match part {
                    Part::Words(text) | Part::ToFill { label: text, .. } => look(text),
                    Part::Drawing(_) | Part::Gap => {}
                });
            }),
            Self::Photo(photo) => look(&photo.caption),
            // The labels are words of the session that stand elsewhere too.
            Self::Chart(chart) => chart.series.iter().for_each(look),
            Self::Contents | Self::Rule | Self::PageBreak => {}
        }
    }

    fn each_text_mut(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => change(text),
            Self::List(items) => items.iter_mut().for_each(change),
            Self::Facts(facts) => facts.iter_mut().for_each(|(label, text)| {
                change(label);
                change(text);
            }),
            Self::Table(t) => {
                t.columns.iter_mut().for_each(|c| change(&mut c.head));
                t.rows.iter_mut().for_each(|row| match row {
                    Row::Group(text) => change(text),
                    Row::Cells(cells) => cells.iter_mut().flatten().for_each(&mut *change),
                });
            }
            Self::Cards(cards) => cards.cards.iter_mut().for_each(|card| {
                card.heading.iter_mut().for_each(&mut *change);
                card.parts.iter_mut().for_each(|part| match part {
                    Part::Words(text) | Part::ToFill { label: text, .. } => change(text),
                    Part::Drawing(_) | Part::Gap => {}
                });
            }),
            Self::Photo(photo) => change(&mut photo.caption),
            // The labels are words of the session that stand elsewhere too.
            Self::Chart(chart) => chart.series.iter_mut().for_each(change),
            Self::Contents | Self::Rule | Self::PageBreak => {}
        }
    }
}

/// A photo with its caption; never split.
#[derive(Clone, PartialEq, Debug)]
pub struct PhotoBlock {
    pub digest: String,
    pub width_px: u32,
    pub height_px: u32,
    /// For those who do not see it.
    pub alt: String,
    pub caption: Text,
}

/// Bars, drawn as lines; the numbers stand at their ends, and in words in `alt`.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// All of it in words, for those who do not see it.
    pub alt: String,
    /// What the bars of a row are of: one, or two that differ in how they are drawn.
    pub series: Vec<Text>,
    pub rows: Vec<Bars>,
    /// What a bar over the whole width would be, where that is not the longest.
    pub most: Option<u32>,
}

/// A row of a chart: what it is of, and a number for each series.
#[derive(Clone, PartialEq, Debug)]
pub struct Bars {
    pub label: String,
    pub values: Vec<u32>,
}

impl Chart {
    /// Its words are what it shows: "People and contributions: Residents 19 and 28; Council 5 and 4."
    pub fn new(about: &str, series: &[&'static str], mut rows: Vec<Bars>) -> Self {
        // A label is to be recognised; in full it stands elsewhere.
        rows.iter_mut().for_each(|bars| bars.label = shortened(&bars.label, 80));
        let row = |r: &Bars| {
            let values: Vec<String> = r.values.iter().map(u32::to_string).collect();
            format!("{} {}", r.label, values.join(" and "))
        };
        let said: Vec<String> = rows.iter().map(row).collect();
        let alt = format!("{about}: {}.", said.join("; "));
        Self { alt, series: series.iter().map(|name| Text::from(*name)).collect(), rows, most: None }
    }

    /// The number of the longest bar there could be.
    pub fn longest(&self) -> u32 {
        let own = self.rows.iter().flat_map(|r| &r.values).copied().max().unwrap_or(0);
        self.most.unwrap_or(own).max(own).max(1)
    }
}

/// A table.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Which column says what a row is about.
    pub names_rows: usize,
    /// The least height of a row, in millimetres, where something is to be written into it.
    pub row_mm: f32,
    /// Empty rows that find no more room on the page are left away.
    pub to_page_end: bool,
}

impl Table {
    /// What each row begins with.
    pub fn firsts(&self) -> impl Iterator<Item = &Text> {
        self.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => cells.first().and_then(|cell| cell.first()),
            Row::Group(_) => None,
        })
    }
}

/// The head of a column of spoken numbers.
const NUMBER: &str = "No.";

impl Column {
    /// Does it hold spoken numbers?
    pub fn is_number(&self) -> bool {
        self.head.0.first().is_some_and(|span| span.text == NUMBER)
    }
}

/// A row of a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Row {
    /// A cell for each column.
    Cells(Vec<Cell>),
    /// What the rows after it have in common; stays with the first of them.
    Group(Text),
}

/// A column: its head, and its share of the width.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    pub head: Text,
    pub share: f32,
}

/// Paragraphs in a cell.
pub type Cell = Vec<Text>;

/// Blocks that stand beside each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Cards {
    /// How many beside each other in standard print.
    pub columns: usize,
    /// They are to be cut out.
    pub cut: bool,
    pub cards: Vec<Card>,
}

/// A block with a name; never split.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Card {
    pub heading: Option<Text>,
    pub parts: Vec<Part>,
}

/// What is filled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKind {
    Words,
    Signature,
}

/// A field that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldAsk {
    pub kind: FieldKind,
    /// No other field of the document has it.
    pub name: String,
    /// What it is, for those who hear it.
    pub says: String,
}

/// A part of a card.
#[derive(Clone, PartialEq, Debug)]
pub enum Part {
    Words(Text),
    /// A label, and so many millimetres below it a line to write on.
    ToFill {
        label: Text,
        room_mm: f32,
        /// It can be filled in with PDF software, too.
        field: Option<FieldAsk>,
    },
    Drawing(Drawing),
    Gap,
}

impl Document {
    /// An empty one; `what` stands in the footer of what is not the summary.
    pub(super) fn new(s: &Session, what: &str) -> Self {
        let (title, footer) = match what {
            "" => (s.title_or_untitled().to_string(), footer(s)),
            what => (format!("{}: {what}", s.title_or_untitled()), format!("{} · {what}", footer(s))),
        };
        Self { title, footer, ..Self::default() }
    }

    /// Every character in it beside the plainest, once.
    pub fn characters(&self) -> BTreeSet<char> {
        let mut all = BTreeSet::new();
        self.each_text(&mut |text| {
            all.extend(text.0.iter().flat_map(|span| span.text.chars()).filter(|c| !c.is_ascii()));
        });
        all.extend(self.footer.chars().filter(|c| !c.is_ascii()));
        all
    }

    /// The spoken numbers (S1, C1, D1, A1, R1) that have a place here: what headings and rows of tables begin with.
    pub fn spoken_numbers(&self) -> BTreeSet<String> {
        let mut numbers = BTreeSet::new();
        let mut look = |text: &Text| numbers.extend(spoken(&text.words()).map(String::from));
        for block in &self.blocks {
            match block {
                Block::Heading { text, .. } => look(text),
                Block::Table(t) => t.firsts().for_each(&mut look),
                _ => {}
            }
        }
        numbers
    }

    /// Goes through all words in their order.
    pub fn each_text<'d>(&'d self, look: &mut dyn FnMut(&'d Text)) {
        for block in &self.blocks {
            block.each_text(look);
        }
    }

    /// The same, to change them.
    pub fn each_text_mut(&mut self, change: &mut dyn FnMut(&mut Text)) {
        for block in &mut self.blocks {
            block.each_text_mut(change);
        }
    }

    /// The same with the pictures of its photos.
    pub fn with_photos(self, photos: Photos) -> Self {
        Self { photos, ..self }
    }

    pub(super) fn heading(&mut self, level: u8, text: impl Into<Text>) {
        self.blocks.push(Block::Heading { level, text: text.into() });
    }

    pub(super) fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// A table to write into: `rows` of them, each so high.
    pub(super) fn form(&mut self, columns: &[(&'static str, f32)], rows: Vec<Vec<Cell>>, row_mm: f32) {
        self.table(columns, rows);
        if let Some(Block::Table(t)) = self.blocks.last_mut() {
            t.row_mm = row_mm;
        }
    }

    pub(super) fn table(&mut self, columns: &[(&'static str, f32)], rows: Vec<Vec<Cell>>) {
        let columns = columns.iter().map(|(head, share)| Column { head: (*head).into(), share: *share }).collect();
        let rows = rows.into_iter().map(Row::Cells).collect();
        self.blocks.push(Block::Table(Table { columns, rows, names_rows: 0, row_mm: 0.0, to_page_end: false }));
    }

    /// A list, or a sentence where there is nothing to list.
    pub(super) fn list_or(&mut self, items: Vec<Text>, nothing: &'static str) {
        if items.is_empty() {
            self.paragraph(nothing);
        } else {
            self.blocks.push(Block::List(items));
        }
    }
}

/// "Alder Street courtyard · Version 2 · K7QM-2D4X-9RTB-6HNE".
fn footer(s: &Session) -> String {
    let version = match s.version() {
        Some(v) if !s.changed_since_version => match v.code {
            Some(code) => format!("Version {} · {}", v.no, words::code(&code)),
            None => format!("Version {}", v.no),
        },
        Some(v) => format!("Draft after version {}", v.no),
        None => "Draft".into(),
    };
    // Version and code must never fall off the end of the line.
    format!("{} · {version}", shortened(s.title_or_untitled(), 50))
}

/// The summary of a session, with the bundled fonts.
pub fn summary(s: &Session) -> Document {
    DocumentKind::Summary.of(s)
}

/// The spoken number that words begin with: "D1 Trial of the room" is D1.
pub fn spoken(words: &str) -> Option<&str> {
    let first = words.split_whitespace().next()?;
    let (letter, number) = first.split_at_checked(1)?;
    let is_one = matches!(letter, "S" | "C" | "D" | "A" | "R") && number.parse::<Number>().is_ok();
    is_one.then_some(first)
}
