//! What a document needs from this machine: the pictures of its photos, and fonts for what no bundled one has. Knows
//! `store` and `report`, which know nothing of each other; the window and the command line print by it.

pub mod fuzz;
mod paper;

pub use paper::{PaperError, check_paper, is_pdf, record_in};

use crate::model::Session;
use crate::record;
use crate::report::blocks::{Document, DocumentKind, Reader, case_study, letter};
use crate::report::languages::languages;
use crate::report::text::{Fonts, has_glyph};
use crate::report::{Attached, PdfError, Photos, Print, Watch, lay_out_watched, to_html, to_markdown, to_pdf_watched};
use crate::store::photos::Shelves;
use crate::store::{Disk, fonts::InstalledFont};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A document, and the fonts to set it in.
pub struct Printing {
    pub document: Document,
    pub fonts: Arc<Fonts>,
    pub print: Print,
}

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Pdf,
    Html,
    Markdown,
}

impl Format {
    /// The format of a file by the ending of its name.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "html" | "htm" => Some(Self::Html),
            "md" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// Looks for installed fonts that have these characters.
pub type FindFonts = fn(&[char]) -> Vec<InstalledFont>;

/// The fonts of this machine, as far as they were ever wanted: looking through them takes a second.
pub struct FontShelf {
    find: FindFonts,
    known: Mutex<Known>,
}

struct Known {
    fonts: Arc<Fonts>,
    /// What was looked for, found or not.
    looked_for: BTreeSet<char>,
}

impl FontShelf {
    /// The bundled fonts, and `find` for others.
    pub fn new(find: FindFonts) -> Self {
        let known = Known { fonts: Arc::new(Fonts::bundled()), looked_for: BTreeSet::new() };
        Self { find, known: Mutex::new(known) }
    }

    /// What is known so far.
    pub fn fonts(&self) -> Arc<Fonts> {
        self.known().fonts.clone()
    }

    /// Fonts for these characters, as far as there are any here.
    fn fonts_with(&self, characters: &BTreeSet<char>) -> Arc<Fonts> {
        let mut known = self.known();
        let missing: BTreeSet<char> = characters.iter().copied().filter(|c| !known.fonts.has(*c)).collect();
        if !missing.is_subset(&known.looked_for) {
            known.looked_for.extend(missing);
            let all: Vec<char> = known.looked_for.iter().copied().collect();
            let found = (self.find)(&all);
            let fonts = found.into_iter().fold(Fonts::bundled(), |fonts, f| fonts.with(&f.name, f.bytes, f.index));
            known.fonts = Arc::new(fonts);
        }
        known.fonts.clone()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // What a thread that failed left behind is whole: it is replaced in one step.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is printed: a document, in standard or large print, in English alone or beside a second language.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Sheets {
    pub kind: DocumentKind,
    pub print: Print,
    /// A place in [`languages`].
    pub second: Option<usize>,
    /// A PDF carries the public part of the session: the facilitator said yes to that.
    pub with_record: bool,
    /// Whom a letter is for.
    pub reader: Reader,
}

/// The blocks of a document. A case study is also of the sessions before, the oldest first.
fn blocks(s: &Session, earlier: &[Arc<Session>], sheets: Sheets, has_glyph: &dyn Fn(char) -> bool) -> Document {
    match sheets.kind {
        DocumentKind::Letter => letter(s, sheets.reader),
        DocumentKind::CaseStudy => {
            let all: Vec<&Session> = earlier.iter().map(|s| &**s).chain([s]).collect();
            case_study(&all)
        }
        kind => kind.of_in(s, has_glyph),
    }
}

/// Gathers what is needed. Fonts that are installed here are looked through only where a character wants one.
pub fn prepare(
    s: &Session,
    earlier: &[Arc<Session>],
    sheets: Sheets,
    shelves: &Shelves,
    disk: &dyn Disk,
    shelf: &FontShelf,
) -> Printing {
    let photos = Photos::new(shelves.printable(disk, s), shelves.folder_name());
    let fonts = shelf.fonts_with(&blocks(s, earlier, sheets, &has_glyph).characters());
    // What can be printed with them is no gap.
    let document = blocks(s, earlier, sheets, &|c| fonts.has(c)).with_photos(photos);
    let second = sheets.second.and_then(|place| languages().get(place));
    let document = match second {
        Some(language) => document.beside(language),
        None => document,
    };
    let carries = sheets.with_record && sheets.kind.is_of_record();
    let document = Document { attached: carries.then(|| attached(s)).flatten(), ..document };
    Printing { document, fonts, print: sheets.print }
}

/// The public part of a session as a file of its own.
fn attached(s: &Session) -> Option<Attached> {
    let at = s.version().map_or_else(|| s.start_moment(), |v| v.at);
    let text = crate::store::to_text(&record::public_session(s)).ok()?;
    Some(Attached { text, at })
}

/// A file's bytes, and the characters that stand in it as their code.
pub fn file(printing: &Printing, format: Format, watch: &Watch) -> Result<(Vec<u8>, Vec<char>), PdfError> {
    match format {
        Format::Html => Ok((to_html(&printing.document).into_bytes(), Vec::new())),
        Format::Markdown => Ok((to_markdown(&printing.document).into_bytes(), Vec::new())),
        Format::Pdf => {
            let pages = lay_out_watched(&printing.document, &printing.fonts, printing.print, watch);
            Ok((to_pdf_watched(&pages, &printing.fonts, watch)?, pages.missing))
        }
    }
}
