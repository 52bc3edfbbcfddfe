//! Other people's formats in. Bytes come in and commands come out; nothing is read or written here.

mod csv_in;

pub use csv_in::{CsvError, Import, ImportAs, ImportedRow, LeftOut, MOST_BYTES, import_command, preview};
