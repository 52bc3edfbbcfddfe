//! Section 2: what was up for grabs, and what was not.

use super::words::{decides, left_to_right, sentence, stage_decider};
use super::{Cell, Document};
use crate::insight::{ScopeSaid, scope_said};
use crate::model::time::{clock, day, in_zone};
use crate::model::*;
use crate::report::text::Text;

pub fn section(s: &Session, d: &mut Document) {
    d.heading(2, "What was up for grabs, and what was not");
    framing(s, d);
    d.paragraph(when_said(s));
    stages(s, d);
    d.heading(3, "What each partner wants, and what it brings");
    let rows = s.partners.iter().map(|p| {
        let kind = Text::quiet(left_to_right(format!("{} · {}", p.key, p.kind.word())));
        vec![vec![Text::bold(p.name.as_str()), kind], vec![or_not_said(&p.aim)], vec![or_not_said(&p.brings)]]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    if rows.is_empty() {
        d.paragraph("No partner is named.");
    } else {
        d.table(&[("Partner", 3.2), ("Wants from this", 3.4), ("Brings", 3.4)], rows);
    }
    d.heading(3, "Open, for people to shape, fixed, or not known yet");
    boundaries(s, d);
    moves(s, d);
    challenges(s, d);
}

fn framing(s: &Session, d: &mut Document) {
    let said = |words: &str| or_not_said(words);
    d.blocks.push(super::Block::Facts(vec![
        ("Brief written by".into(), said(&s.brief_by)),
        ("Ballot".into(), said(&s.ballot)),
        ("Decision due".into(), said(&s.decision_expected)),
    ]));
}

/// The project line, where it is written: what is decided together, and what is not.
fn stages(s: &Session, d: &mut Document) {
    if s.stages.is_empty() {
        return;
    }
    d.heading(3, "The project line, and where we stand");
    let rows = s.stages.iter().map(|stage| {
        let mut what = vec![Text::bold(stage.what.as_str())];
        if stage.here {
            what.push(Text::from("We are here").all_bold());
        }
        let mut how = vec![Text::status(stage.mode.mark(), stage.mode.label())];
        let who = stage_decider(s, stage);
        if !who.is_empty() {
            how.push(Text::plain(sentence(&who)));
        }
        vec![what, vec![or_not_said(&stage.when)], how]
    });
    d.table(&[("Stage", 3.6), ("When", 2.6), ("How it is decided", 3.8)], rows.collect());
}

/// A stage in a line: how it is decided, what it is, when, by whom, and whether we are at it.
pub fn stage_line(s: &Session, stage: &Stage) -> Text {
    let text = Text::status(stage.mode.mark(), stage.mode.label()).then("  ").then_bold(stage.what.as_str());
    let about = [stage.when.trim().to_string(), stage_decider(s, stage)];
    let about: Vec<String> = about.into_iter().filter(|words| !words.is_empty()).collect();
    let text = if about.is_empty() { text } else { text.then(format!(": {}", about.join(", "))) };
    if stage.here { text.then_fixed(" – we are here") } else { text }
}

/// Was it said before people were asked?
fn when_said(s: &Session) -> String {
    let at = |t| clock(in_zone(t, &s.zone));
    match scope_said(s) {
        ScopeSaid::Before { said, asked } => {
            format!("It was said at {}, before anyone was asked for ideas at {}.", at(said), at(asked))
        }
        ScopeSaid::After { said, asked } => {
            format!("It was said at {}, after people were asked for ideas at {}.", at(said), at(asked))
        }
        ScopeSaid::Never { asked } => {
            format!("People were asked for ideas at {}; the agenda’s times show no moment when it was said.", at(asked))
        }
        ScopeSaid::NotAsked => "The agenda’s times do not show that anyone was asked for ideas.".into(),
    }
}

fn or_not_said(words: &str) -> Text {
    if words.trim().is_empty() { Text::quiet("not said") } else { Text::plain(words) }
}

/// Why a boundary stands as it does, who decides, and who could change it.
pub fn why(s: &Session, b: &Boundary) -> Cell {
    let mut why: Cell = Vec::new();
    if !b.why.trim().is_empty() {
        why.push(Text::plain(sentence(&b.why)));
    }
    why.push(Text::quiet("Who decides: ").then(decides(s, &b.now)));
    if !b.could_change.trim().is_empty() {
        why.push(Text::quiet("Could change: ").then(b.could_change.as_str()));
    }
    why
}

fn boundaries(s: &Session, d: &mut Document) {
    if s.boundaries.is_empty() {
        d.paragraph("Nothing was written down about what is open and what is not.");
        return;
    }
    let rows = s.boundaries.iter().map(|b| {
        let mut why = why(s, b);
        if let Some(first) = s.moves.iter().find(|m| m.boundary == b.id) {
            let before = format!("{} ({})", first.from.status.word(), decides(s, &first.from));
            why.push(Text::quiet("At the start: ").then(before));
        }
        why.extend(b.past.iter().map(|p| Text::quiet(format!("{}: ", day(p.on))).then(p.what.as_str())));
        vec![
            vec![Text::plain(format!("S{}", b.no))],
            vec![Text::status(b.now.status, b.now.status.label())],
            vec![Text::plain(b.what.as_str())],
            why,
        ]
    });
    d.table(&[("No.", 0.8), ("Status", 2.2), ("What", 2.5), ("Why, and who decides", 4.5)], rows.collect());
}

fn moves(s: &Session, d: &mut Document) {
    d.heading(3, "What moved during the workshop");
    let items = s.moves.iter().filter_map(|m| {
        let b = s.boundaries.get(m.boundary)?;
        let why = match m.why.trim().trim_end_matches('.') {
            "" => "no reason is written down",
            why => why,
        };
        let text = Text::bold(format!("S{}", b.no)).linked().then_bold(format!(" {}", b.what)).then(format!(
            ": at {}, {} moved it from {} to {}: {why}. From then on, decided by {}.",
            clock(in_zone(m.at, &s.zone)),
            m.by.map_or("the room", |p| s.partner_name(Some(p))),
            m.from.status.word(),
            m.to.status.word(),
            decides(s, &m.to),
        ));
        Some(text)
    });
    d.list_or(items.collect(), "Nothing moved.");
}

fn challenges(s: &Session, d: &mut Document) {
    d.heading(3, "Challenges, and their answers");
    let items = s.challenges.iter().filter_map(|c| {
        let b = s.boundaries.get(c.boundary)?;
        let by = c.by.map_or("somebody", |p| s.partner_name(Some(p)));
        let at = clock(in_zone(c.at, &s.zone));
        let text =
            Text::bold(format!("S{}", b.no)).linked().then(format!(" challenged at {at} by {by}: “{}” ", c.words));
        Some(match c.answer.as_ref().filter(|a| !a.words.trim().is_empty()) {
            None => text.then_bold("No answer on the night."),
            Some(a) => {
                let who = a.by.map_or("The answer", |p| s.partner_name(Some(p)));
                let at = clock(in_zone(a.at, &s.zone));
                let became = a
                    .action
                    .and_then(|id| s.actions.get(id))
                    .map_or_else(String::new, |a| format!(" (action A{})", a.no));
                let accepted = match a.accepted {
                    None => String::new(),
                    Some(true) => format!(" {by} accepts the answer."),
                    Some(false) => format!(" {by} does not accept the answer."),
                };
                text.then(format!("{who} at {at}: {}{became}.{accepted}", a.words.trim_end_matches('.')))
            }
        })
    });
    d.list_or(items.collect(), "Nobody challenged a boundary.");
}
