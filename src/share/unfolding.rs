//! How much a history unfolds to, counted before anything is unfolded.
//!
//! A history is packed twice: columns are deflated, and in them what is repeated is written once with how often. So a few
//! kilobytes that somebody made on purpose could ask for more memory than any laptop has, and Automerge has no bound of its
//! own. This reads the frame that Automerge writes (https://automerge.org/automerge-binary-format-spec/) only as far as it
//! needs to count; whether what is in it makes sense is for Automerge to say.

use super::LedgerError;
use flate2::read::DeflateDecoder;
use sha2::{Digest, Sha256};
use std::io::Read;

/// Writings into registers, in one history: a hundred thousand contributions take two million.
const MOST_ROWS: u64 = 8_000_000;
/// Bytes, with everything that is repeated written out: no session file is larger.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM_BYTES: usize = 4;
const HASH_BYTES: usize = 32;

/// Kinds of chunks.
const DOCUMENT: u8 = 0;
const CHANGE: u8 = 1;
const DEFLATED_CHANGE: u8 = 2;

/// In a column's name.
const KIND: u64 = 0b0111;
const DEFLATED: u64 = 0b1000;
/// Kinds of columns that are not runs of numbers.
const BOOLEANS: u64 = 4;
const STRINGS: u64 = 5;
const RAW: u64 = 7;

/// Refuses a history that would unfold to more than any session has.
pub(super) fn check(history: &[u8]) -> Result<(), LedgerError> {
    let mut all = Unfolded::default();
    let mut rest = Reader(history);
    while !rest.0.is_empty() {
        if rest.take(MAGIC.len())? != MAGIC {
            return Err(LedgerError::Damaged);
        }
        rest.take(CHECKSUM_BYTES)?;
        let kind = rest.take(1)?.first().copied();
        let length = rest.length()?;
        let chunk = rest.take(length)?;
        all.end_chunk()?;
        match kind {
            Some(DOCUMENT) => all.document(Reader(chunk))?,
            Some(CHANGE) => all.change(Reader(chunk))?,
            Some(DEFLATED_CHANGE) => {
                let chunk = all.inflate(chunk)?;
                all.change(Reader(&chunk))?;
            }
            // Nothing else is ever written here.
            _ => return Err(LedgerError::Strange),
        }
    }
    all.end_chunk()
}

/// Does it begin as a history does?
pub fn is_history(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// The history with checksums that are right, whatever is in it: for fuzzing, which would never guess one.
pub fn with_right_checksums(history: &[u8]) -> Vec<u8> {
    let mut all = history.to_vec();
    let mut at = 0;
    while let Some(chunk) = all.get(at..).filter(|chunk| chunk.starts_with(&MAGIC)) {
        let mut rest = Reader(chunk);
        let head = rest.take(MAGIC.len() + CHECKSUM_BYTES + 1).and_then(|_| rest.length());
        let Ok(data) = head.and_then(|length| rest.take(length)) else { break };
        let before = MAGIC.len() + CHECKSUM_BYTES;
        let end = chunk.len() - rest.0.len();
        let kind = chunk.get(before).copied().unwrap_or_default();
        let mut hash = Sha256::new();
        match inflated(data).filter(|_| kind == DEFLATED_CHANGE) {
            // That of what it unfolds to.
            Some(data) => {
                hash.update([CHANGE]);
                hash.update(length_of(&data));
                hash.update(data);
            }
            None => hash.update(chunk.get(before..end).unwrap_or_default()),
        }
        let sum = hash.finalize();
        let place = all.iter_mut().skip(at + MAGIC.len()).take(CHECKSUM_BYTES);
        place.zip(sum).for_each(|(to, byte)| *to = byte);
        at += end;
    }
    all
}

fn inflated(deflated: &[u8]) -> Option<Vec<u8>> {
    Unfolded::default().inflate(deflated).ok()
}

/// A length as it stands in front of what it is of.
fn length_of(data: &[u8]) -> Vec<u8> {
    let (mut left, mut bytes) = (data.len(), Vec::new());
    loop {
        let low = (left & 0x7f) as u8;
        left >>= 7;
        bytes.push(if left > 0 { low | 0x80 } else { low });
        if left == 0 {
            return bytes;
        }
    }
}

/// What was counted so far.
#[derive(Default)]
struct Unfolded {
    /// Of the chunks before, and of this one: its longest column says how many it has.
    rows: u64,
    rows_here: u64,
    bytes: u64,
}

impl Unfolded {
    fn document(&mut self, mut chunk: Reader) -> Result<(), LedgerError> {
        let actors = chunk.number()?;
        (0..actors).try_for_each(|_| chunk.skip_prefixed().map(drop))?;
        chunk.skip_hashes()?;
        let (changes, ops) = (chunk.columns()?, chunk.columns()?);
        for (name, length) in changes.into_iter().chain(ops) {
            let column = chunk.take(length)?;
            self.column(name, column)?;
        }
        Ok(())
    }

    fn change(&mut self, mut chunk: Reader) -> Result<(), LedgerError> {
        chunk.skip_hashes()?;
        chunk.skip_prefixed()?;
        // Its number, its first writing, and when.
        (0..3).try_for_each(|_| chunk.skip_number().map(drop))?;
        chunk.skip_prefixed()?;
        let actors = chunk.number()?;
        (0..actors).try_for_each(|_| chunk.skip_prefixed().map(drop))?;
        for (name, length) in chunk.columns()? {
            let column = chunk.take(length)?;
            self.column(name, column)?;
        }
        Ok(())
    }

    fn column(&mut self, name: u64, column: &[u8]) -> Result<(), LedgerError> {
        let inflated;
        let mut values = Reader(column);
        if name & DEFLATED != 0 {
            inflated = self.inflate(column)?;
            values = Reader(&inflated);
        }
        let mut rows: u64 = 0;
        match name & KIND {
            RAW => return Ok(()),
            BOOLEANS => {
                while !values.0.is_empty() {
                    rows = rows.saturating_add(values.number()?);
                }
            }
            kind => {
                while !values.0.is_empty() {
                    let (times, values_here) = values.run()?;
                    rows = rows.saturating_add(times.saturating_mul(values_here.max(1)));
                    for _ in 0..values_here {
                        let length = if kind == STRINGS { values.skip_prefixed()? } else { values.skip_number()? };
                        self.add_bytes(times.saturating_mul(length))?;
                    }
                }
            }
        }
        self.rows_here = self.rows_here.max(rows);
        Ok(())
    }

    fn end_chunk(&mut self) -> Result<(), LedgerError> {
        self.rows = self.rows.saturating_add(std::mem::take(&mut self.rows_here));
        if self.rows > MOST_ROWS { Err(LedgerError::TooLarge) } else { Ok(()) }
    }

    fn inflate(&mut self, deflated: &[u8]) -> Result<Vec<u8>, LedgerError> {
        let mut inflated = Vec::new();
        let left = MOST_BYTES.saturating_sub(self.bytes);
        let read = DeflateDecoder::new(deflated).take(left.saturating_add(1)).read_to_end(&mut inflated);
        let read = read.map_err(|_| LedgerError::Damaged)?;
        self.add_bytes(read as u64)?;
        Ok(inflated)
    }

    fn add_bytes(&mut self, more: u64) -> Result<(), LedgerError> {
        self.bytes = self.bytes.saturating_add(more);
        if self.bytes > MOST_BYTES { Err(LedgerError::TooLarge) } else { Ok(()) }
    }
}

/// Bytes that are read from the front.
#[derive(Clone, Copy)]
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, bytes: usize) -> Result<&'b [u8], LedgerError> {
        let (taken, rest) = self.0.split_at_checked(bytes).ok_or(LedgerError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The bytes of a number: all but its last have their highest bit set.
    fn leb128(&mut self) -> Result<&'b [u8], LedgerError> {
        let last = self.0.iter().take(10).position(|byte| byte & 0x80 == 0).ok_or(LedgerError::Damaged)?;
        self.take(last + 1)
    }

    fn number(&mut self) -> Result<u64, LedgerError> {
        let bytes = self.leb128()?;
        Ok(bytes.iter().rev().fold(0, |n, byte| n << 7 | u64::from(byte & 0x7f)))
    }

    /// A number that may be below 0.
    fn signed(&mut self) -> Result<i64, LedgerError> {
        let bytes = self.leb128()?;
        let below = bytes.last().is_some_and(|byte| byte & 0x40 != 0);
        let start: i64 = if below { -1 } else { 0 };
        Ok(bytes.iter().rev().fold(start, |n, byte| n << 7 | i64::from(byte & 0x7f)))
    }

    /// How often the values that follow are there, and how many follow: one value so many times, or several once each, or
    /// none so many times.
    fn run(&mut self) -> Result<(u64, u64), LedgerError> {
        match self.signed()? {
            0 => Ok((self.number()?, 0)),
            times @ 1.. => Ok((times.unsigned_abs(), 1)),
            several => Ok((1, several.unsigned_abs())),
        }
    }

    fn length(&mut self) -> Result<usize, LedgerError> {
        usize::try_from(self.number()?).map_err(|_| LedgerError::Damaged)
    }

    /// Passes a number; how many bytes it had.
    fn skip_number(&mut self) -> Result<u64, LedgerError> {
        self.leb128().map(|bytes| bytes.len() as u64)
    }

    /// Passes bytes that say in front how many they are, and gives that.
    fn skip_prefixed(&mut self) -> Result<u64, LedgerError> {
        let length = self.length()?;
        self.take(length).map(|bytes| bytes.len() as u64)
    }

    fn skip_hashes(&mut self) -> Result<(), LedgerError> {
        let hashes = self.length()?;
        self.take(hashes.checked_mul(HASH_BYTES).ok_or(LedgerError::Damaged)?).map(drop)
    }

    /// The names of columns, and how many bytes each has.
    fn columns(&mut self) -> Result<Vec<(u64, usize)>, LedgerError> {
        let columns = self.number()?;
        (0..columns).map(|_| Ok((self.number()?, self.length()?))).collect()
    }
}
