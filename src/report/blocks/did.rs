//! Section 4: what we did. Ground rules, shared words, the agenda as planned and as it went.

use super::words::{and, boundary_no, item_kind, item_notes, plan_over, sentence, table_name};
use super::{Bars, Block, Cell, Chart, Document};
use crate::live;
use crate::model::time::{clock, in_zone, minutes_between, span};
use crate::model::*;
use crate::report::text::Text;

pub fn section(s: &Session, d: &mut Document) {
    d.heading(2, "What we did");
    d.heading(3, "Ground rules");
    d.list_or(s.rules.iter().map(|r| Text::plain(r.text.as_str())).collect(), "None were written down.");
    d.heading(3, "What co-production means here");
    d.paragraph(if s.shared_words.trim().is_empty() { "Not written down.".into() } else { sentence(&s.shared_words) });
    d.heading(3, "Agenda, planned and actual");
    agenda(s, d);
    late(s, d);
    let taken: Vec<Text> = live::taken_from_protected(s)
        .into_iter()
        .filter_map(|t| Some(Text::plain(format!("{} min from “{}”", t.min, s.agenda.get(t.item)?.title))))
        .collect();
    if taken.is_empty() {
        d.paragraph("Minutes taken from protected items: none.");
    } else {
        d.paragraph("Minutes taken from protected items:");
        d.blocks.push(Block::List(taken));
    }
}

fn agenda(s: &Session, d: &mut Document) {
    if s.agenda.is_empty() {
        d.paragraph("There was no agenda.");
        return;
    }
    let plan = live::plan(s);
    let last = s.agenda.last().map(|i| i.id);
    let rows = s.agenda.iter().zip(plan).map(|(i, p)| {
        let mut item: Cell = vec![Text::bold(i.title.as_str())];
        item.push(Text::quiet(item_kind(i)));
        let mut notes = item_notes(s, i);
        if let Some(over) = plan_over(s).filter(|_| Some(i.id) == last) {
            notes = if notes.is_empty() { over } else { format!("{notes}; {over}") };
        }
        if !notes.is_empty() {
            item.push(Text::quiet(notes));
        }
        let mut planned = vec![Text::plain(clock(p.from)), Text::quiet(format!("{} min", i.planned_min))];
        if i.least_min > 0 {
            planned.push(Text::quiet(format!("at least {}", i.least_min)));
        }
        let lead = i.lead.map_or_else(Text::default, |id| Text::plain(s.partner_name(Some(id))));
        vec![planned, item, vec![lead], actual(s, i)]
    });
    d.table(&[("Planned", 1.5), ("Item", 4.0), ("Led by", 2.3), ("What happened", 2.2)], rows.collect());
    if let Some(Block::Table(t)) = d.blocks.last_mut() {
        t.names_rows = 1;
    }
    times(s, d);
    let asked: Vec<Text> = s.agenda.iter().filter_map(|i| asked(s, i)).collect();
    if !asked.is_empty() {
        d.heading(3, "What was asked, and what was up for grabs in it");
        d.blocks.push(Block::List(asked));
    }
}

/// What was planned beside what it took, for what was held and is over.
fn times(s: &Session, d: &mut Document) {
    let bars = s.agenda.iter().filter_map(|i| {
        let ran = s.run.of(i.id)?;
        let took = u32::try_from(minutes_between(ran.from, ran.to?)).ok()?;
        let planned = i.planned_min.saturating_add(i.report_back_total_min());
        Some(Bars { label: i.title.clone(), values: vec![planned, took] })
    });
    let chart =
        Chart::new("Planned minutes, and minutes it took", &["Planned minutes", "Minutes it took"], bars.collect());
    if !chart.rows.is_empty() {
        d.heading(3, "Minutes, planned and actual");
        d.blocks.push(Block::Chart(chart));
    }
}

/// The question of an item, those of its tables, and what was up for grabs in it.
fn asked(s: &Session, i: &AgendaItem) -> Option<Text> {
    let mut parts: Vec<String> = Vec::new();
    let said = |words: &str| (!words.trim().is_empty()).then(|| format!("“{}”", words.trim()));
    parts.extend(said(&i.prompt));
    let tables = i.table_prompts.iter().take(usize::from(i.tables)).zip(1..);
    parts.extend(tables.filter_map(|(words, table)| Some(format!("{}: {}", table_name(table), said(words)?))));
    let about: Vec<String> = i.about.iter().filter_map(|id| boundary_no(s, Some(*id))).collect();
    if !about.is_empty() {
        parts.push(format!("up for grabs: {}", and(&about)));
    }
    (!parts.is_empty()).then(|| Text::bold(format!("{}: ", i.title)).then_linked(parts.join("; ")))
}

fn actual(s: &Session, i: &AgendaItem) -> Cell {
    let Some(ran) = s.run.of(i.id) else {
        let skipped = s.run.skipped.iter().find(|skipped| skipped.item == i.id);
        let words = skipped.map_or_else(
            || "not held".to_string(),
            |k| {
                let why = if k.why.trim().is_empty() { String::new() } else { format!(", {}", k.why) };
                format!("left out at {}{why}", clock(in_zone(k.at, &s.zone)))
            },
        );
        return vec![Text::quiet(words)];
    };
    let from = clock(in_zone(ran.from, &s.zone));
    // What is on at freezing goes on: the clock as it stands is said with the version.
    let mut cell = vec![Text::plain(
        ran.to.map_or_else(|| format!("from {from}, going on"), |to| format!("{from}–{}", clock(in_zone(to, &s.zone)))),
    )];
    let ahead = s.run.ahead.iter().filter(|a| a.item == i.id).map(|a| (a.min, a.at));
    for (min, at) in ahead.chain(ran.added.iter().map(|a| (a.min, a.at))) {
        let what = if min < 0 { format!("{} taken", min.unsigned_abs()) } else { format!("+{min} given") };
        cell.push(Text::quiet(format!("{what} at {}", clock(in_zone(at, &s.zone)))));
    }
    if let Some(why) = &ran.report_back_skipped {
        cell.push(Text::quiet(format!("report-back skipped, {why}")));
    }
    for p in &ran.pauses {
        let to = p.to.map_or_else(|| "still held".into(), |t| clock(in_zone(t, &s.zone)));
        cell.push(Text::quiet(format!("held {}–{to}", clock(in_zone(p.from, &s.zone)))));
    }
    cell
}

fn late(s: &Session, d: &mut Document) {
    let mut items: Vec<Text> = Vec::new();
    for t in &s.run.trims {
        let taken = t
            .taken
            .and_then(|n| t.offered.get(usize::from(n)))
            .map_or_else(|| "none was taken".into(), |o| format!("taken: {o}"));
        items.push(Text::plain(format!(
            "At {}, {}. Offered: {}; {taken}.",
            clock(in_zone(t.at, &s.zone)),
            t.reason,
            t.offered.join(", or ")
        )));
    }
    for p in &s.run.asleep {
        let to = p.to.map_or_else(String::new, |t| format!(" to {}", clock(in_zone(t, &s.zone))));
        items.push(Text::plain(format!(
            "The laptop was asleep from {}{to}; the clock ran on.",
            clock(in_zone(p.from, &s.zone))
        )));
    }
    for c in &s.run.clock_set {
        let way = if c.by_s > 0 { "forward" } else { "back" };
        let by = match c.by_s.unsigned_abs() {
            s if s < 120 => format!("{s} seconds"),
            s => span(i64::try_from(s / 60).unwrap_or(i64::MAX)),
        };
        items.push(Text::plain(format!(
            "The laptop's clock was put {way} by {by}, to {}; times before that are by the clock as it stood.",
            clock(in_zone(c.at, &s.zone))
        )));
    }
    if let Some(ended) = s.run.ended {
        let over = minutes_between(s.end_moment(), ended);
        let minutes = |n: i64| {
            format!("{} {}", number_word(n.unsigned_abs() as u32), if n.abs() == 1 { "minute" } else { "minutes" })
        };
        items.push(Text::plain(match over {
            0 => format!("It ended at {}, as planned.", clock(in_zone(ended, &s.zone))),
            n if n > 0 => format!(
                "It ended at {}, {} after {}.",
                clock(in_zone(ended, &s.zone)),
                minutes(n),
                s.ends.format("%H:%M")
            ),
            n => format!(
                "It ended at {}, {} before {}.",
                clock(in_zone(ended, &s.zone)),
                minutes(n),
                s.ends.format("%H:%M")
            ),
        }));
    }
    if !items.is_empty() {
        d.blocks.push(Block::List(items));
    }
}
