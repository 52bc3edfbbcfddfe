//! Reading a PDF that somebody hands us: the words of its pages, and the record inside it. Only what Upfront itself
//! writes has to be understood; anything else may be said not to be.

use super::attached;
use lopdf::{Document, LoadOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is read of a PDF.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadPdf {
    /// The words of each page, as they were written one after the other.
    pub pages: Vec<String>,
    /// The session file inside it.
    pub record: Option<Vec<u8>>,
}

/// Why a PDF cannot be read. The display follows the name of the file in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReadPdfError {
    #[error("is no PDF")]
    NoPdf,
    #[error("is a PDF that cannot be read; it may be damaged, or locked with a password")]
    Damaged,
    #[error("has more pages or words than any paper of Upfront")]
    TooLong,
}

/// More pages than ten thousand contributions in large print.
const MOST_PAGES: usize = 20_000;
/// What a page's content may unpack to, and the words of all pages together, in bytes.
const MOST_OF_PAGE: usize = 8 << 20;
const MOST_WORDS: usize = 64 << 20;
/// What one stream of a file may unpack to: a small file can hold an enormous one.
const MOST_UNPACKED: usize = 256 << 20;

/// Reads a PDF.
pub fn read_pdf(bytes: &[u8]) -> Result<ReadPdf, ReadPdfError> {
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        return Err(ReadPdfError::NoPdf);
    }
    // The reader was not made for files that mean harm: where it gives up, the app must not.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or(Err(ReadPdfError::Damaged))
}

fn read(bytes: &[u8]) -> Result<ReadPdf, ReadPdfError> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let doc = Document::load_mem_with_options(bytes, options).map_err(|_| ReadPdfError::Damaged)?;
    let pages: Vec<u32> = doc.get_pages().into_keys().collect();
    if pages.len() > MOST_PAGES {
        return Err(ReadPdfError::TooLong);
    }
    // Pages may share what they show: the words of all of them have one limit.
    let mut room = MOST_WORDS;
    let mut words = |page: &u32| {
        let words = doc.extract_text_with_limit(&[*page], MOST_OF_PAGE).map_err(|_| ReadPdfError::Damaged)?;
        room = room.checked_sub(words.len()).ok_or(ReadPdfError::TooLong)?;
        Ok(words)
    };
    let pages = pages.iter().map(&mut words).collect::<Result<_, _>>()?;
    Ok(ReadPdf { pages, record: attached::find(&doc, MOST_UNPACKED) })
}
