//! Other people's formats, in and out. Bytes come in and commands or photos come out, or the other way round; nothing is
//! read or written here.

mod agenda_in;
mod calendar_out;
mod csv_in;
mod csv_out;
mod list_in;
mod out;
mod people_in;
mod photo_in;
mod rows_in;
mod sheet_out;
mod tables;

pub use agenda_in::{AgendaIn, ItemIn, agenda_command, read_agenda};
pub use calendar_out::calendar_of;
pub use csv_in::{CsvError, Import, ImportAs, ImportedRow, LeftOut, MOST_BYTES, import_command, preview};
pub use csv_out::{csv_of, polis_seed};
pub use list_in::{ListIn, ListKind};
pub use out::{HandOn, NotHandedOn};
pub use people_in::{PeopleIn, PersonIn, people_command, read_people};
pub use photo_in::{MOST_PHOTO_BYTES, PhotoError, PhotoIn, photo_from_file, photo_from_pixels};
pub use rows_in::{MOST_LIST_BYTES, list_text};
pub use sheet_out::xlsx_of;
pub use tables::{Cell, Table, What, table};
