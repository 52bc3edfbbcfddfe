//! Tables as one spreadsheet (xlsx). Every cell that holds words is a text, so that nothing becomes a formula, a link or
//! a date by itself.

use super::tables::{Cell, What, table};
use crate::model::Session;
use crate::report::blocks::words::sentence;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// No cell of a spreadsheet holds more, in UTF-16 units.
const MOST: usize = 32_767;
const CUT: &str = " … (cut: a cell holds no more; the CSV has all of it)";

/// A sheet for each table. The same session gives the same bytes.
pub fn xlsx_of(s: &Session, all: &[What]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // It writes when it was made, which would make each file another one.
    let at = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&at).set_title(s.title_or_untitled()));
    let (bold, day) = (Format::new().set_bold().set_text_wrap(), Format::new().set_num_format("d mmmm yyyy"));
    let plain = Format::new().set_text_wrap().set_align(rust_xlsxwriter::FormatAlign::Top);
    for what in all {
        let table = table(s, *what);
        let sheet = book.add_worksheet().set_name(sentence(what.name()))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, head) in (0_u16..).zip(&table.heads) {
            sheet.write_string_with_format(0, column, *head, &bold)?;
            sheet.set_column_width(column, width(head))?;
        }
        for (row, cells) in (1_u32..).zip(&table.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Words(words) => sheet.write_string_with_format(row, column, fitted(words), &plain)?,
                    Cell::Number(n) => sheet.write_number(row, column, *n)?,
                    Cell::Day(date) => sheet.write_date_with_format(row, column, date, &day)?,
                    Cell::Nothing => continue,
                };
            }
        }
    }
    book.save_to_buffer()
}

/// In characters.
fn width(head: &str) -> f64 {
    match head {
        "Words" | "What" | "What became of it" | "Why" | "Positions" | "Original words" => 50.0,
        "No." | "Table" | "Support" | "About" => 9.0,
        _ => 20.0,
    }
}

fn fitted(words: &str) -> String {
    let long: usize = words.chars().map(char::len_utf16).sum();
    if long <= MOST {
        return words.into();
    }
    let mut room = MOST - CUT.chars().map(char::len_utf16).sum::<usize>();
    let fits = |c: &char| {
        let more = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        more
    };
    words.chars().take_while(fits).collect::<String>() + CUT
}
