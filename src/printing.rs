//! What a document needs from this machine: the pictures of its photos, and fonts for what no bundled one has. Knows
//! `store` and `report`, which know nothing of each other; the window and the command line print by it.

use crate::model::Session;
use crate::report::blocks::{Document, DocumentKind};
use crate::report::text::Fonts;
use crate::report::{PdfError, Photos, Print, Watch, lay_out_watched, to_markdown, to_pdf_watched};
use crate::store::photos::Shelves;
use crate::store::{Disk, fonts::installed_with};

/// A document, and the fonts to set it in.
pub struct Printing {
    pub document: Document,
    pub fonts: Fonts,
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

/// Gathers what is needed. Fonts that are installed here are looked through only where a character wants one.
pub fn prepare(s: &Session, kind: DocumentKind, shelves: &Shelves, disk: &dyn Disk) -> Printing {
    let photos = Photos::new(shelves.printable(disk, s), shelves.folder_name());
    let (document, fonts) = (kind.of(s), Fonts::bundled());
    let missing: Vec<char> = document.characters().into_iter().filter(|c| !fonts.has(*c)).collect();
    if missing.is_empty() {
        return Printing { document: document.with_photos(photos), fonts };
    }
    let installed = installed_with(&missing);
    let fonts = installed.into_iter().fold(fonts, |fonts, f| fonts.with(&f.name, f.bytes, f.index));
    // What can be printed by now is no gap any more.
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
