//! The agenda as a handout: what happens when, who leads it, and what is up for grabs in it.

use super::handout::{boundary_line, head, when_and_where};
use super::words::{and, boundary_no, sentence};
use super::{Block, Cell, Document, charter, last_time};
use crate::live;
use crate::model::time::clock;
use crate::model::*;
use crate::report::text::Text;

pub fn agenda(s: &Session) -> Document {
    let mut d = Document::new(s, "Agenda");
    head(s, &mut d, "Agenda");
    when_and_where(s, &mut d);
    if !s.why.trim().is_empty() {
        d.heading(3, "Why we meet");
        d.paragraph(sentence(&s.why));
    }
    d.heading(3, "What happens when");
    if s.agenda.is_empty() {
        d.paragraph("The agenda is not written yet.");
    } else {
        table(s, &mut d);
    }
    if !s.boundaries.is_empty() {
        d.heading(3, "What is up for grabs, and what is not");
        d.blocks.push(Block::List(s.boundaries.iter().map(boundary_line).collect()));
    }
    if !s.rules.is_empty() {
        d.heading(3, "Ground rules");
        d.blocks.push(Block::List(s.rules.iter().map(|r| Text::plain(r.text.as_str())).collect()));
    }
    charter::on_handout(s, &mut d);
    last_time::on_handout(s, &mut d);
    d
}

fn table(s: &Session, d: &mut Document) {
    let rows = s.agenda.iter().zip(live::plan(s)).map(|(i, p)| {
        let mut item: Cell = vec![Text::bold(i.title.as_str())];
        if i.tables > 0 {
            item.push(Text::quiet(sentence(&i.method())));
        }
        if !i.prompt.trim().is_empty() {
            item.push(Text::plain(format!("“{}”", i.prompt.trim())));
        }
        if !i.notes.trim().is_empty() {
            item.push(Text::quiet(sentence(&i.notes)));
        }
        let about: Vec<String> = i.about.iter().filter_map(|id| boundary_no(s, Some(*id))).collect();
        if !about.is_empty() {
            item.push(Text::quiet(format!("Up for grabs: {}", and(&about))));
        }
        let lead = i.lead.map_or_else(Text::default, |id| Text::plain(s.partner_name(Some(id))));
        vec![vec![Text::plain(clock(p.from)), Text::quiet(format!("{} min", i.planned_min))], item, vec![lead]]
    });
    d.table(&[("Time", 1.3), ("What", 5.7), ("Led by", 3.0)], rows.collect());
    if let Some(Block::Table(t)) = d.blocks.last_mut() {
        t.names_rows = 1;
    }
    if let Some(end) = live::planned_end(s) {
        d.paragraph(format!("We end at {}.", clock(end)));
    }
}
