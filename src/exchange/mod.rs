//! Other people's formats in. Bytes come in and commands come out; nothing is read or written here.

mod csv_in;

pub use csv_in::{CsvError, MOST_BYTES, Import, ImportAs, ImportedRow, LeftOut, import_command, preview};
