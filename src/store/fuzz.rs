//! What must hold for any bytes whatever: the fuzz targets and the tests over their kept corpus ask the
//! same.

use super::book::Book;
use super::journal::{replay, with_right_sums};
use super::{parse, rescue, to_text};
use crate::model::Session;
use crate::share::{self, Ledger, Pen};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::path::Path;

/// Opens any bytes as a session file. What opens is written, and reads back as the same; what is rescued
/// can be written too.
pub fn open_any(bytes: &[u8]) -> Result<(), String> {
    if let Ok(session) = parse(Path::new("any"), bytes) {
        let text = to_text(&session).map_err(|e| e.to_string())?;
        let again = parse(Path::new("again"), text.as_bytes()).map_err(|e| e.to_string())?;
        if again != session {
            return Err("what is written reads back as another session".into());
        }
        return Ok(());
    }
    if let Some(rescued) = rescue(bytes) {
        let text = to_text(&rescued.session).map_err(|e| e.to_string())?;
        parse(Path::new("rescued"), text.as_bytes()).map_err(|e| format!("what was rescued does not open: {e}"))?;
    }
    Ok(())
}

/// Plays any bytes as a journal, as they are and with right sums. What comes out can be written and read.
pub fn replay_any(bytes: &[u8]) -> Result<(), String> {
    replay_one(bytes)?;
    replay_one(&with_right_sums(bytes))
}

/// Reads any bytes as a history, as they are and with right checksums, or any lines as what its registers say. What can be
/// read is written and reads back as the same, and can be brought into a session.
pub fn read_any_history(bytes: &[u8]) -> Result<(), String> {
    if share::is_history(bytes) {
        read_history(bytes)?;
        return read_history(&share::with_right_checksums(bytes));
    }
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut ledger = Ledger::default();
    // Each run has its own half of the lines, so that some are in conflict.
    let (first, second) = lines.split_at(lines.len() / 2);
    ledger.write(Pen { run: [1; 16], by: "first", at: 0 }, first.iter().copied());
    let mut apart = ledger.clone();
    apart.write(Pen { run: [2; 16], by: "second", at: 1 }, second.iter().copied());
    ledger.write(Pen { run: [3; 16], by: "third", at: 2 }, second.iter().rev().copied());
    ledger.merge(&mut apart).map_err(|e| e.to_string())?;
    read_history(ledger.save())
}

fn read_history(bytes: &[u8]) -> Result<(), String> {
    let Ok(mut book) = Book::read(&STANDARD_NO_PAD.encode(bytes)) else { return Ok(()) };
    let text = book.to_text();
    let mut again = Book::read(&text).map_err(|e| format!("what is written does not read: {e}"))?;
    if again.registers() != book.registers() {
        return Err("what is written reads back as another history".into());
    }
    let mine = Session::new(book.id(), chrono::NaiveDate::default(), "Europe/London");
    let Ok(together) = Book::begin(&mine).bring(&mut [again]) else { return Ok(()) };
    let file = to_text(&together).map_err(|e| e.to_string())?;
    parse(Path::new("together"), file.as_bytes()).map(drop).map_err(|e| e.to_string())
}

fn replay_one(bytes: &[u8]) -> Result<(), String> {
    let Some(replayed) = replay(bytes) else { return Ok(()) };
    let text = to_text(&replayed.session).map_err(|e| e.to_string())?;
    let again = parse(Path::new("replayed"), text.as_bytes()).map_err(|e| e.to_string())?;
    if again != replayed.session {
        return Err("what was replayed reads back as another session".into());
    }
    Ok(())
}
