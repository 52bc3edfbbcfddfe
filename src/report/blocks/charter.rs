//! The charter on paper: each question with what the record shows of it beside what partners and the room say, and where
//! the two differ. No score and no badge.

use super::words::{and, sentence};
use super::{Block, Card, Cards, Cell, Document, Part, Row};
use crate::insight::{differences, shown_of};
use crate::model::time::day;
use crate::model::*;
use crate::report::text::Text;

const HEAD: &str = "What we hold each other to";

/// On a handout: what was chosen, before anything is said to it.
pub fn on_handout(s: &Session, d: &mut Document) {
    if s.principles.is_empty() {
        return;
    }
    d.heading(3, HEAD);
    let line = |p: &Principle| match p.means.trim() {
        "" => Text::bold(p.name.as_str()),
        means => Text::bold(p.name.as_str()).then(format!(": {means}")),
    };
    d.blocks.push(Block::List(s.principles.iter().map(line).collect()));
}

/// A section of the summary; of a session without a charter there is none.
pub fn section(s: &Session, d: &mut Document) {
    if s.principles.is_empty() {
        return;
    }
    d.heading(2, HEAD);
    if !s.charter.name.trim().is_empty() {
        d.paragraph(Text::from("The charter: ").then(s.charter.name.as_str()));
    }
    if !s.charter.rests_on.trim().is_empty() {
        d.paragraph(Text::quiet(s.charter.rests_on.as_str()));
    }
    for p in &s.principles {
        d.heading(3, Text::plain(p.name.as_str()));
        if !p.means.trim().is_empty() {
            d.paragraph(Text::plain(p.means.as_str()));
        }
        let of: Vec<&CharterQuestion> = s.charter_questions.iter().filter(|q| q.principle == p.id).collect();
        if of.is_empty() {
            continue;
        }
        d.table(&[("What the record shows", 5.0), ("What partners and the room say", 5.0)], Vec::new());
        if let Some(Block::Table(t)) = d.blocks.last_mut() {
            for q in of {
                t.rows.push(Row::Group(Text::bold(q.text.as_str())));
                t.rows.push(Row::Cells(vec![record_cell(s, q), said_cell(s, q)]));
            }
        }
    }
    if s.charter_questions.iter().any(|q| !q.before.is_empty()) {
        d.heading(3, "What was said to it, session by session");
        side_by_side(s, d, &slips);
    }
}

fn record_cell(s: &Session, q: &CharterQuestion) -> Cell {
    if q.shows.is_empty() {
        return vec![Text::from("The record says nothing about this").all_quiet()];
    }
    let line = |shown: crate::insight::Shown| match shown.gap {
        true => Text::from("Gap: ").all_bold().then(shown.words),
        false => Text::plain(shown.words),
    };
    shown_of(s, q).into_iter().map(line).collect()
}

/// Those without words together, the others each with theirs.
fn said_cell(s: &Session, q: &CharterQuestion) -> Cell {
    let plain = |said: &Said| said.words.trim().is_empty();
    let of = |kept: Kept| -> Vec<String> {
        let says = |p: &&Partner| q.of(p.id).is_some_and(|said| said.kept == kept && plain(said));
        s.partners.iter().filter(says).map(|p| p.name.clone()).collect()
    };
    let mut cell = Cell::new();
    for kept in Kept::ALL {
        let who = of(kept);
        if !who.is_empty() {
            cell.push(Text::bold(sentence(kept.word())).then(format!(": {}", everybody_or(s.partners.len(), &who))));
        }
        let with_words = s.partners.iter().filter_map(|p| Some((p, q.of(p.id)?)));
        let with_words = with_words.filter(|(_, said)| said.kept == kept && !plain(said));
        cell.extend(with_words.map(|(p, said)| {
            let text = Text::bold(sentence(kept.word())).then(format!(": {} – ", p.name));
            text.then(format!("“{}”", said.words.trim()))
        }));
    }
    let silent: Vec<String> = s.partners.iter().filter(|p| q.of(p.id).is_none()).map(|p| p.name.clone()).collect();
    if !silent.is_empty() {
        let who = everybody_or(s.partners.len(), &silent);
        cell.push(Text::from("Not answered by ").then(who).all_quiet());
    }
    if q.room.slips() > 0 {
        cell.push(Text::from("Slips from the room: ").all_bold().then(slips(&q.room)));
    }
    if !q.room.words.trim().is_empty() {
        cell.push(Text::plain(format!("“{}”", q.room.words.trim())));
    }
    let differ = |words: String| Text::from("Where they differ: ").all_bold().then(words);
    cell.extend(differences(s, q).into_iter().map(differ));
    cell
}

/// "A and B", or "every partner" where these are all of so many.
fn everybody_or(all: usize, who: &[String]) -> String {
    if all > 1 && who.len() == all { "every partner".into() } else { and(who) }
}

/// "12 yes, 3 partly, 4 no".
fn slips(room: &RoomSaid) -> String {
    let each = Kept::ALL.map(|kept| format!("{} {}", room.count(kept), kept.word()));
    each.join(", ")
}

/// The same without counts, for those who were not there.
fn most_slips(room: &RoomSaid) -> String {
    room.most().map_or_else(|| "they differ".into(), |kept| format!("most say {}", kept.word()))
}

/// At most so many sessions stand beside each other, the last ones.
const MOST_ROUNDS: usize = 3;

/// Each question with what was said to it in each session.
fn side_by_side(s: &Session, d: &mut Document, slips: &dyn Fn(&RoomSaid) -> String) {
    let now = |q: &CharterQuestion| Round {
        on: s.date,
        said: s
            .partners
            .iter()
            .filter_map(|p| Some(SaidBefore { who: p.name.clone(), kept: q.of(p.id)?.kept }))
            .collect(),
        room: q.room.clone(),
    };
    let mut days: Vec<_> = s.charter_questions.iter().flat_map(|q| &q.before).map(|r| r.on).chain([s.date]).collect();
    days.sort();
    days.dedup();
    let days = days.split_off(days.len().saturating_sub(MOST_ROUNDS));
    let cell = |q: &CharterQuestion, on| -> Cell {
        let round = q.before.iter().find(|r| r.on == on).cloned().or_else(|| (on == s.date).then(|| now(q)));
        let lines = round.map(|r| round_lines(&r, slips)).unwrap_or_default();
        if lines.is_empty() { vec![Text::from("Nobody said").all_quiet()] } else { lines }
    };
    let rows = s.charter_questions.iter().map(|q| {
        let first = vec![Text::plain(q.text.as_str())];
        std::iter::once(first).chain(days.iter().map(|on| cell(q, *on))).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    d.table(&[("Question", 3.4)], rows);
    if let Some(Block::Table(t)) = d.blocks.last_mut() {
        let share = 6.6 / days.len() as f32;
        t.columns.extend(days.iter().map(|on| super::Column { head: Text::plain(day(*on)), share }));
    }
}

fn round_lines(round: &Round, slips: &dyn Fn(&RoomSaid) -> String) -> Cell {
    let by = |kept: Kept| -> Vec<String> {
        round.said.iter().filter(|said| said.kept == kept).map(|said| said.who.clone()).collect()
    };
    let partners = Kept::ALL.into_iter().filter(|kept| !by(*kept).is_empty());
    let who = |who: &[String]| match who.len() {
        n if n > 2 && n == round.said.len() => format!("all {n} partners that answered"),
        _ => and(who),
    };
    let mut lines: Cell =
        partners.map(|kept| Text::plain(format!("{}: {}", sentence(kept.word()), who(&by(kept))))).collect();
    if round.room.slips() > 0 {
        lines.push(Text::from("Slips: ").then(slips(&round.room)));
    }
    lines
}

/// For those who were not there: what was said to each question over the series, without words and counts of slips.
pub fn for_others(s: &Session, d: &mut Document) {
    if s.charter_questions.iter().all(|q| q.before.is_empty() && !q.is_answered()) {
        return;
    }
    d.heading(2, "What partners held each other to");
    if !s.charter.name.trim().is_empty() {
        d.paragraph(Text::from("The charter: ").then(s.charter.name.as_str()));
    }
    side_by_side(s, d, &most_slips);
}

/// Slips on a page.
const SLIPS: usize = 4;
/// No slip asks more; it would be left empty.
const MOST_ASKED: usize = 12;

/// Slips that ask the room the same questions.
pub fn slips_for_the_room(s: &Session, d: &mut Document) {
    if s.charter_questions.is_empty() {
        return;
    }
    d.blocks.push(Block::PageBreak);
    d.heading(2, "Slips for the charter");
    d.paragraph("Cut along the dashed lines. Nobody writes a name on these.");
    let ask = |q: &CharterQuestion| {
        let boxes = Kept::ALL.iter().fold(Text::default(), |text, kept| text.then_fixed_box(kept.word()).then("  "));
        [Part::Words(Text::plain(q.text.as_str())), Part::Words(boxes), Part::Gap]
    };
    let parts: Vec<Part> = s.charter_questions.iter().take(MOST_ASKED).flat_map(ask).collect();
    let card = Card { heading: Some(Text::from("Did we keep to it?").all_bold()), parts };
    d.blocks.push(Block::Cards(Cards { columns: 2, cut: true, cards: vec![card; SLIPS] }));
}
