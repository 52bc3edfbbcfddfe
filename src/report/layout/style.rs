//! Sheets and sizes (PRINT.md, "Look").

use crate::report::blocks::Sheet;

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Standard or large print.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Print {
    #[default]
    Standard,
    Large,
}

/// Sheet and margins, in points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Paper {
    pub width: f32,
    pub height: f32,
    pub margin: f32,
}

impl Paper {
    /// Portrait, from millimetres.
    const fn of_mm(width: f32, height: f32, margin: f32) -> Self {
        Self { width: width * MM, height: height * MM, margin: margin * MM }
    }
}

/// Sizes in points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Style {
    pub paper: Paper,
    pub body: f32,
    /// For levels 1, 2 and 3.
    pub headings: [f32; 3],
    pub footer: f32,
    /// Line height, as a multiple of the size.
    pub leading: f32,
    /// The widest paragraph.
    pub measure: f32,
    /// Rows stand under each other with their heads in words, instead of in columns.
    pub tables_as_lists: bool,
}

impl Style {
    const STANDARD: Self = Self {
        paper: Paper::of_mm(210.0, 297.0, 20.0),
        body: 12.0,
        headings: [22.0, 15.0, 12.5],
        footer: 10.0,
        leading: 1.4,
        // About 70 characters.
        measure: 392.0,
        tables_as_lists: false,
    };

    const LARGE: Self = Self {
        paper: Paper::of_mm(210.0, 297.0, 18.0),
        body: 18.0,
        headings: [30.0, 23.0, 18.5],
        footer: 16.0,
        leading: 1.4,
        // The width between the margins; under 60 characters.
        measure: 174.0 * MM,
        tables_as_lists: true,
    };

    /// A poster is read from a few steps away: as large as finds room on one sheet.
    const POSTER: Self = Self {
        paper: Paper::of_mm(297.0, 420.0, 20.0),
        body: Self::POSTER_BODY[0],
        headings: [40.0, 30.0, 24.0],
        footer: 14.0,
        leading: 1.35,
        measure: 257.0 * MM,
        tables_as_lists: false,
    };

    /// The body sizes that are tried for a poster.
    const POSTER_BODY: [f32; 7] = [22.0, 20.5, 19.0, 17.5, 16.5, 15.5, 15.0];

    /// The same with a smaller body; headings keep their proportion but for the title.
    fn poster(body: f32) -> Self {
        let [title, second, third] = Self::POSTER.headings;
        let part = body / Self::POSTER.body;
        Self { body, headings: [title, second * part, third * part], ..Self::POSTER }
    }

    const LARGE_POSTER: Self =
        Self { body: 28.0, headings: [40.0, 36.0, 30.0], footer: 18.0, tables_as_lists: true, ..Self::POSTER };

    /// The sizes for a sheet: the first with which all finds room on one page, else the last.
    pub fn of(sheet: Sheet, print: Print) -> Vec<Self> {
        match (sheet, print) {
            (Sheet::A4, Print::Standard) => vec![Self::STANDARD],
            (Sheet::A4, Print::Large) => vec![Self::LARGE],
            (Sheet::A3, Print::Standard) => Self::POSTER_BODY.map(Self::poster).to_vec(),
            (Sheet::A3, Print::Large) => vec![Self::LARGE_POSTER],
        }
    }
}
