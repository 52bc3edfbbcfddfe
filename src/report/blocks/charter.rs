//! The charter on paper: each question with what the record shows of it beside what partners and the room say, and where
//! the two differ. No score and no badge.

use super::words::{and, sentence};
use super::{Block, Card, Cards, Cell, Document, Part};
use crate::insight::{differences, every_or, shown_of};
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
        let row = |q: &CharterQuestion| vec![vec![Text::bold(q.text.as_str())], record_cell(s, q), said_cell(s, q)];
        let rows = of.into_iter().map(row).collect();
        let heads = [("Question", 2.4), ("What the record shows", 3.8), ("What partners and the room say", 3.8)];
        d.table(&heads, rows);
    }
    if s.charter_questions.iter().any(|q| !q.before.is_empty()) {
        d.heading(3, "What was said to it, session by session");
        side_by_side(s, d, &RoomSaid::counts);
    }
}

fn record_cell(s: &Session, q: &CharterQuestion) -> Cell {
    if q.shows.is_empty() {
        return vec![Text::from("The record says nothing about this").all_quiet()];
    }
    let line = |shown: crate::insight::Shown| match shown.is_gap() {
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
            cell.push(Text::bold(sentence(kept.word())).then(format!(": {}", every_or(s, &who))));
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
        let who = every_or(s, &silent);
        cell.push(Text::from("Not answered by ").then(who).all_quiet());
    }
    if q.room.slips() > 0 {
        cell.push(Text::from("Slips from the room: ").all_bold().then(q.room.counts()));
    }
    if !q.room.words.trim().is_empty() {
        cell.push(Text::plain(format!("“{}”", q.room.words.trim())));
    }
    let differ = |words: String| Text::from("Where they differ: ").all_bold().then(words);
    cell.extend(differences(s, q).into_iter().map(differ));
    cell
}

/// What slips say without counts, for those who were not there.
fn most_slips(room: &RoomSaid) -> String {
    room.most().map_or_else(|| "they differ".into(), |kept| format!("most say {}", kept.word()))
}

/// At most so many sessions before stand beside this one, the last ones.
const MOST_ROUNDS: usize = 2;

/// Each question with what was said to it in each session; this one comes last, whatever its day.
fn side_by_side(s: &Session, d: &mut Document, slips: &dyn Fn(&RoomSaid) -> String) {
    let mut days: Vec<_> = s.charter_questions.iter().flat_map(|q| &q.before).map(|r| r.on).collect();
    days.sort();
    days.dedup();
    let days = days.split_off(days.len().saturating_sub(MOST_ROUNDS));
    let cell = |round: Option<&Round>| -> Cell {
        let lines = round.map(|round| round_lines(round, slips)).unwrap_or_default();
        if lines.is_empty() { vec![Text::from("Nobody said").all_quiet()] } else { lines }
    };
    let rows = s.charter_questions.iter().map(|q| {
        let before = days.iter().map(|on| cell(q.before.iter().rfind(|r| r.on == *on)));
        let now = cell(Some(&q.round(s.date, &s.partners)));
        std::iter::once(vec![Text::plain(q.text.as_str())]).chain(before).chain([now]).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    d.table(&[("Question", 3.4)], rows);
    if let Some(Block::Table(t)) = d.blocks.last_mut() {
        let share = 6.6 / (days.len() + 1) as f32;
        t.columns.extend(days.iter().chain([&s.date]).map(|on| super::Column { head: Text::plain(day(*on)), share }));
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
/// One slip asks no more; then there are two.
const MOST_ASKED: usize = 10;

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
    let all: Vec<&CharterQuestion> = s.charter_questions.iter().collect();
    for some in all.chunks(MOST_ASKED) {
        let parts = some.iter().flat_map(|q| ask(q)).collect();
        let card = Card { heading: Some(Text::from("Did we keep to it?").all_bold()), parts };
        d.blocks.push(Block::Cards(Cards { columns: 2, cut: true, cards: vec![card; SLIPS] }));
    }
}
