//! What a document needs from this machine: the pictures of its photos, and fonts for what no bundled one has. Knows
//! `store` and `report`, which know nothing of each other; the window and the command line print by it.

use crate::model::Session;
use crate::report::blocks::{Document, DocumentKind};
use crate::report::text::Fonts;
use crate::report::{PdfError, Photos, Print, Watch, lay_out_watched, to_markdown, to_pdf_watched};
use crate::store::photos::Shelves;
use crate::store::{Disk, fonts::InstalledFont};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A document, and the fonts to set it in.
pub struct Printing {
    pub document: Document,
    pub fonts: Arc<Fonts>,
}

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Pdf,
    Markdown,
}

impl Format {
    /// The format of a file by the ending of its name.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
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

/// Gathers what is needed. Fonts that are installed here are looked through only where a character wants one.
pub fn prepare(s: &Session, kind: DocumentKind, shelves: &Shelves, disk: &dyn Disk, shelf: &FontShelf) -> Printing {
    let photos = Photos::new(shelves.printable(disk, s), shelves.folder_name());
    let fonts = shelf.fonts_with(&kind.of(s).characters());
    // What can be printed with them is no gap.
    let document = kind.of_in(s, &|c| fonts.has(c));
    Printing { document: document.with_photos(photos), fonts }
}

/// A file's bytes, and the characters that stand in it as their code.
pub fn file(
    printing: &Printing,
    print: Print,
    format: Format,
    watch: &Watch,
) -> Result<(Vec<u8>, Vec<char>), PdfError> {
    match format {
        Format::Markdown => Ok((to_markdown(&printing.document).into_bytes(), Vec::new())),
        Format::Pdf => {
            let pages = lay_out_watched(&printing.document, &printing.fonts, print, watch);
            Ok((to_pdf_watched(&pages, &printing.fonts, watch)?, pages.missing))
        }
    }
}
