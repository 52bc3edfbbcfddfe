//! Colours on paper. All of them hold 4.5 : 1 on white; none is the only sign of anything.

use super::layout::Ink;
use super::text::{Mark, Tone};
use crate::model::Status;

pub const INK: [u8; 3] = [0x1c, 0x23, 0x21];
pub const QUIET: [u8; 3] = [0x4a, 0x52, 0x4f];
pub const LINE: [u8; 3] = [0xb8, 0xb3, 0xa6];

/// The colour of words.
pub fn of(tone: Tone) -> [u8; 3] {
    match tone {
        Tone::Ink => INK,
        Tone::Quiet => QUIET,
        Tone::Warn => [0x9a, 0x34, 0x12],
        Tone::Status(Status::Open) => [0x17, 0x69, 0x4a],
        Tone::Status(Status::Shape) => [0x8a, 0x5a, 0x00],
        Tone::Status(Status::Fixed) => [0x5a, 0x3f, 0x73],
        Tone::Status(Status::NotKnown) => QUIET,
    }
}

/// The colour of a mark.
pub fn of_mark(mark: Mark) -> [u8; 3] {
    match mark {
        Mark::Status(status) => of(Tone::Status(status)),
        Mark::TickBox => INK,
    }
}

/// The colour of a line.
pub fn of_line(ink: Ink) -> [u8; 3] {
    match ink {
        Ink::Dark => INK,
        Ink::Quiet => LINE,
        Ink::Dashed | Ink::Bar => QUIET,
    }
}
