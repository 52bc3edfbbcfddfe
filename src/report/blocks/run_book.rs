//! The run-book: for the facilitator alone. Times, notes, access needs, and what can give when it runs late.

use super::handout::{head, when_and_where};
use super::words::{and, boundary_no, item_kind, item_notes, plan_over, table_name};
use super::{Block, Cell, Document};
use crate::live;
use crate::model::time::clock;
use crate::model::*;
use crate::report::text::Text;

pub fn run_book(s: &Session) -> Document {
    let mut d = Document::new(s, "Run-book");
    d.footer = format!("Private, for the facilitator alone · {}", d.footer);
    head(s, &mut d, "Run-book: private, for the facilitator alone");
    when_and_where(s, &mut d);
    if let Some(closes) = s.room_closes {
        d.paragraph(Text::bold(format!("The room must be empty at {}.", closes.format("%H:%M"))));
    }
    access(s, &mut d);
    if !s.private.notes.trim().is_empty() {
        d.heading(2, "Your notes");
        d.paragraph(Text::plain(s.private.notes.trim()));
    }
    d.heading(2, "Agenda");
    agenda(s, &mut d);
    d.heading(2, "Partners");
    partners(s, &mut d);
    d
}

fn access(s: &Session, d: &mut Document) {
    d.heading(2, "Access and payment");
    let mut facts: Vec<(Text, Text)> = s
        .private
        .access
        .iter()
        .filter(|a| a.count > 0)
        .map(|a| (Text::plain(super::words::sentence(&a.need)), Text::plain(super::words::people(a.count))))
        .collect();
    let payment = s.private.payment;
    if payment.offered() > 0 {
        let text = format!("taken by {}, declined by {}", payment.took, payment.declined);
        facts.push(("Payment for time".into(), Text::plain(text)));
    }
    if facts.is_empty() {
        d.paragraph("Nothing was noted about access needs or payment.");
    } else {
        d.blocks.push(Block::Facts(facts));
    }
}

fn agenda(s: &Session, d: &mut Document) {
    if s.agenda.is_empty() {
        d.paragraph("The agenda is not written yet.");
        return;
    }
    let rows = s.agenda.iter().zip(live::plan(s)).map(|(i, p)| {
        let mut time = vec![Text::bold(clock(p.from)), Text::plain(format!("{} min", i.planned_min))];
        if i.least_min > 0 {
            time.push(Text::quiet(format!("at least {}", i.least_min)));
        }
        vec![time, item(s, i), vec![i.lead.map_or_else(Text::default, |id| Text::plain(s.partner_name(Some(id))))]]
    });
    d.table(&[("Time", 1.4), ("What, and how", 6.2), ("Led by", 2.4)], rows.collect());
    if let Some(Block::Table(t)) = d.blocks.last_mut() {
        t.names_rows = 1;
    }
    if let Some(end) = live::planned_end(s) {
        d.paragraph(format!("The plan ends at {}.", clock(end)));
    }
    if let Some(over) = plan_over(s) {
        d.paragraph(Text::bold(super::words::sentence(&over)));
    }
}

fn item(s: &Session, i: &AgendaItem) -> Cell {
    let mut cell = vec![Text::bold(i.title.as_str()), Text::quiet(item_kind(i))];
    let notes = item_notes(s, i);
    if !notes.is_empty() {
        cell.push(Text::plain(notes));
    }
    if !i.prompt.trim().is_empty() {
        cell.push(Text::quiet("Ask: ").then(format!("“{}”", i.prompt.trim())));
    }
    for table in 1..=i.tables {
        let own = i.table_prompts.get(usize::from(table) - 1).map_or("", |p| p.trim());
        if !own.is_empty() {
            cell.push(Text::quiet(format!("{}: ", table_name(table))).then(format!("“{own}”")));
        }
    }
    let about: Vec<String> = i.about.iter().filter_map(|id| boundary_no(s, Some(*id))).collect();
    if !about.is_empty() {
        cell.push(Text::quiet(format!("Up for grabs: {}", and(&about))));
    }
    if !i.private_notes.trim().is_empty() {
        cell.push(Text::bold("For you: ").then(i.private_notes.trim()));
    }
    cell
}

fn partners(s: &Session, d: &mut Document) {
    let rows: Vec<Vec<Cell>> = s
        .partners
        .iter()
        .map(|p| {
            let cell = |text: String| vec![Text::plain(text)];
            let expected = if p.expected == 0 { String::new() } else { p.expected.to_string() };
            vec![cell(p.key.clone()), cell(p.name.clone()), cell(expected), cell(p.signs_as())]
        })
        .collect();
    if rows.is_empty() {
        d.paragraph("No partner is named.");
    } else {
        d.table(&[("Key", 0.9), ("Partner", 4.2), ("Expected", 1.5), ("Signs as", 3.4)], rows);
    }
}
