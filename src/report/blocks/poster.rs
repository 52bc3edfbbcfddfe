//! What is up for grabs, as a poster for the wall: in the order open, shape, fixed, not known yet.

use super::{Block, Cell, Document, Row, Sheet, scope};
use crate::model::*;
use crate::report::text::Text;

pub fn poster(s: &Session) -> Document {
    let mut d = Document { sheet: Sheet::A3, ..Document::new(s, "What is up for grabs") };
    d.heading(1, "What is up for grabs, and what is not");
    d.paragraph(Text::quiet(s.title_or_untitled()));
    if s.boundaries.is_empty() {
        d.paragraph("Nothing was written down about what is open and what is not.");
    }
    let mut rows: Vec<Row> = Vec::new();
    for status in Status::ALL {
        let of: Vec<&Boundary> = s.boundaries.iter().filter(|b| b.now.status == status).collect();
        if !of.is_empty() {
            let group = Text::status(status, status.label()).then("  ").then_fixed(status.meaning());
            rows.push(Row::Group(group.all_bold()));
            rows.extend(of.into_iter().map(|b| Row::Cells(row(s, b))));
        }
    }
    if !rows.is_empty() {
        d.table(&[("No.", 0.7), ("What", 4.3), ("Why, and who decides", 5.0)], Vec::new());
        if let Some(Block::Table(t)) = d.blocks.last_mut() {
            t.rows = rows;
        }
    }
    if !s.stages.is_empty() {
        d.heading(3, "The project line, and where we stand");
        d.blocks.push(Block::List(s.stages.iter().map(|stage| scope::stage_line(s, stage)).collect()));
    }
    d.paragraph(
        Text::from("You can challenge anything on this sheet. A challenge is written down, and answered.").all_quiet(),
    );
    d
}

fn row(s: &Session, b: &Boundary) -> Vec<Cell> {
    vec![vec![Text::plain(format!("S{}", b.no))], vec![Text::bold(b.what.as_str())], scope::why(s, b)]
}
