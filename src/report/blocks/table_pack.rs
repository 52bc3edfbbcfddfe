//! A sheet for each table: its question, what is up for grabs in it, and numbered lines, so that paper can be typed in
//! afterwards. Without tables: one for each activity of the whole room.

use super::handout::boundary_line;
use super::words::{sentence, table_name};
use super::{Block, Cell, Document};
use crate::live;
use crate::model::time::clock;
use crate::model::*;
use crate::report::text::Text;

/// More lines than find room on a sheet, and room for two written lines on each.
const LINES: u32 = 30;
const ROW_MM: f32 = 14.0;

pub fn table_pack(s: &Session) -> Document {
    let mut d = Document::new(s, "Table pack");
    let sheets: Vec<(&AgendaItem, u8)> = s
        .agenda
        .iter()
        .flat_map(|i| match (i.tables, i.kind) {
            (0, ItemKind::Activity) => vec![(i, 0)],
            (0, _) => Vec::new(),
            (n, _) => (1..=n).map(|table| (i, table)).collect(),
        })
        .collect();
    if sheets.is_empty() {
        d.heading(1, Text::plain(s.title_or_untitled()));
        d.paragraph("The agenda has no activity to write for.");
    }
    for (n, (item, table)) in sheets.into_iter().enumerate() {
        if n > 0 {
            d.blocks.push(Block::PageBreak);
        }
        sheet(s, &mut d, item, table);
    }
    d
}

fn sheet(s: &Session, d: &mut Document, item: &AgendaItem, table: u8) {
    d.heading(1, Text::plain(format!("{}: {}", sentence_of(table), item.title)));
    let planned = live::plan(s).into_iter().find(|p| p.item == item.id);
    let from = planned.map_or_else(String::new, |p| format!("{} to {} · ", clock(p.from), clock(p.to)));
    d.paragraph(Text::quiet(format!("{from}{}", s.title_or_untitled())));
    d.blocks.push(Block::Rule);
    let prompt = item.prompt_of(table);
    if !prompt.trim().is_empty() {
        d.heading(2, Text::plain(prompt.trim()));
    }
    let about: Vec<Text> = item.about.iter().filter_map(|id| s.boundaries.get(*id)).map(boundary_line).collect();
    if !about.is_empty() {
        d.heading(3, "What is up for grabs here");
        d.blocks.push(Block::List(about));
    }
    d.heading(3, "What people say, in their own words where you can");
    if !s.partners.is_empty() {
        let keys: Vec<String> = s.partners.iter().map(|p| format!("{} {}", p.key, p.name)).collect();
        d.paragraph(Text::quiet(format!("From: {}", keys.join(", "))));
    }
    let rows: Vec<Vec<Cell>> = (1..=LINES).map(|n| line(table, n)).collect();
    d.form(&[("No.", 1.0), ("What was said", 5.6), ("From", 1.1), ("Whose words", 2.3)], rows, ROW_MM);
    if let Some(Block::Table(t)) = d.blocks.last_mut() {
        t.to_page_end = true;
    }
}

fn sentence_of(table: u8) -> String {
    sentence(&table_name(table)).trim_end_matches('.').to_string()
}

fn line(table: u8, n: u32) -> Vec<Cell> {
    let number = if table == 0 { n.to_string() } else { format!("{table}–{n}") };
    let whose = vec![Text::default().then_fixed_box("theirs"), Text::default().then_fixed_box("the table’s")];
    vec![vec![Text::plain(number)], vec![], vec![], whose]
}
