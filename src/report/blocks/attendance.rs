//! The attendance sheet, with the questions that each person is asked at the door. Not asked means no.

use super::handout::{head, when_and_where};
use super::{Block, Cell, Document};
use crate::model::time::day;
use crate::model::*;
use crate::report::text::Text;

/// Room for a name written by hand.
const ROW_MM: f32 = 15.0;
/// At least so many lines, and a few more than are expected.
const LEAST_ROWS: u32 = 16;
const SPARE_ROWS: u32 = 4;
/// Nobody copies out more by hand.
const MOST_ROWS: u32 = 400;

pub fn attendance(s: &Session) -> Document {
    let mut d = Document::new(s, "Attendance sheet");
    head(s, &mut d, "Attendance sheet");
    when_and_where(s, &mut d);
    d.paragraph("You need not write anything here to take part.");
    d.heading(3, "What the columns ask");
    d.blocks.push(Block::List(vec![
        Text::from("Name: may your name be printed in the summary?"),
        Text::from("Beside words: may it stand beside what you said?"),
        Text::from("Words: may what you said be printed, with your partner only? A no withholds it."),
        Text::from("Photo: may you be seen on a photo?"),
        Text::from("Contact: may we get in touch with you again? Then tell us how."),
    ]));
    let kept = s.forget_after.map_or_else(
        || Text::from("No date is set by which this list is removed."),
        |date| Text::plain(format!("This list is removed after {}.", day(date))),
    );
    d.paragraph(kept);
    let expected: u32 = s.partners.iter().map(|p| p.expected).fold(0, u32::saturating_add);
    let rows = expected.saturating_add(SPARE_ROWS).clamp(LEAST_ROWS, MOST_ROWS);
    let rows = (0..rows).map(|_| row()).collect();
    let columns = [
        ("Your name", 2.7),
        ("From", 1.7),
        ("Name printed", 1.24),
        ("Beside words", 1.06),
        ("Words", 1.06),
        ("Photo", 1.06),
        ("Contact", 1.06),
    ];
    d.form(&columns, rows, ROW_MM);
    d
}

fn row() -> Vec<Cell> {
    let asked = || vec![Text::default().then_fixed_box("Yes"), Text::default().then_fixed_box("No")];
    vec![vec![], vec![], asked(), asked(), asked(), asked(), asked()]
}
