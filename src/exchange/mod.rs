//! Other people's formats in. Bytes come in and commands or photos come out; nothing is read or written here.

mod csv_in;
mod photo_in;

pub use csv_in::{CsvError, Import, ImportAs, ImportedRow, LeftOut, MOST_BYTES, import_command, preview};
pub use photo_in::{MOST_PHOTO_BYTES, PhotoError, PhotoIn, photo_from_file, photo_from_pixels};
