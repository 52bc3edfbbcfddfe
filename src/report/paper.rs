//! What a printed PDF says of itself, and whether a document's words stand on it.
//!
//! The words are compared, not the layout. Pure: it is handed the words that [`super::read_pdf`] found.

use super::blocks::{Block, Document};
use super::text::has_glyph;
use crate::model::TypedCode;
use std::collections::BTreeSet;
use unicode_script::{Script, UnicodeScript};

/// Why a paper cannot be held against anything. The display follows the name of the file in a sentence.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoClaim {
    #[error("has no record code at the foot of its pages; it is a draft, or was not printed by Upfront")]
    NoCode,
    #[error("has pages of different versions: {}", .0.join(", "))]
    Several(Vec<String>),
    #[error("has a page without a record code at its foot; somebody put it in, or it is not whole")]
    Bare,
}

/// The code at the foot of a paper's pages.
pub fn code_of(pages: &[String]) -> Result<TypedCode, NoClaim> {
    let footers: Vec<String> = pages.iter().filter_map(|page| footer(&packed(page)).map(String::from)).collect();
    let codes: BTreeSet<&str> = footers.iter().filter_map(|footer| code_in(footer)).collect();
    let bare = footers.len() < pages.len() || footers.iter().any(|footer| code_in(footer).is_none());
    let all: Vec<&str> = codes.into_iter().collect();
    match all.as_slice() {
        [] => Err(NoClaim::NoCode),
        [_] if bare => Err(NoClaim::Bare),
        [one] => TypedCode::read(one).ok_or(NoClaim::NoCode),
        several => Err(NoClaim::Several(several.iter().map(|code| (*code).to_string()).collect())),
    }
}

/// Is it what this document looks like, by the foot of its pages?
pub fn is_of(document: &Document, pages: &[String]) -> bool {
    // Behind the footer comes the page number, so that no shorter one can be meant.
    pages.first().is_some_and(|page| packed(page).contains(&packed(&format!("{}Page 1 of", document.footer))))
}

/// "·Version2·K7QM-2D4X-9RTB-6HNEPage3of19", behind the title.
fn footer(packed: &str) -> Option<&str> {
    packed.get(packed.rfind("·Version")?..)
}

/// The code behind "Version 2 ·" in a footer.
fn code_in(footer: &str) -> Option<&str> {
    const LETTERS: usize = 19;
    let (_, rest) = footer.strip_prefix("·Version")?.split_once('·')?;
    rest.get(..LETTERS).filter(|code| TypedCode::read(code).is_some())
}

/// Without white space and what steers, and with plain dashes.
fn packed(words: &str) -> String {
    let plain = |c: char| match c {
        '\u{2011}' => Some('-'),
        c if c.is_whitespace() || c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{ad}') => None,
        c => Some(c),
    };
    words.chars().filter_map(plain).collect()
}

/// The first of a document's texts that is not on a paper, but for what comes with the answers. None: all are.
///
/// What is written from the right, or joined, comes back from a PDF in another order, and is not compared.
pub fn first_missing(document: &Document, came_later: &BTreeSet<String>, pages: &[String]) -> Option<String> {
    let paper: String = pages.iter().map(|page| without_footer(packed(page))).collect();
    let mut found = None;
    for block in blocks_before_answers(document) {
        let one = Document { blocks: vec![block.clone()], ..Document::default() };
        one.each_text(&mut |text| {
            let words = text.words();
            if found.is_none()
                && comes_back_in_order(&words)
                && !came_later.contains(&words)
                && !paper.contains(&packed(&words))
            {
                found = Some(words);
            }
        });
        if found.is_some() {
            break;
        }
    }
    found
}

/// Scripts whose letters stand on paper one by one, in the order they are read.
fn comes_back_in_order(words: &str) -> bool {
    use Script::{Common, Cyrillic, Greek, Inherited, Latin};
    let plain = |c: char| matches!(c.script(), Latin | Greek | Cyrillic | Common | Inherited) && has_glyph(c);
    words.chars().all(plain)
}

/// All but the section in which answers stand, and charts: their words stand in sentences too.
fn blocks_before_answers(document: &Document) -> impl Iterator<Item = &Block> {
    let mut answers = false;
    document.blocks.iter().filter(move |block| {
        if let Block::Heading { level: 2, text } = block {
            answers = text.words() == "Sign-off";
        }
        !answers && !matches!(block, Block::Chart(_))
    })
}

/// A page's own words; the footer interrupts a paragraph that goes on overleaf.
fn without_footer(mut packed: String) -> String {
    if let Some(at) = packed.rfind("·Version") {
        packed.truncate(at);
    }
    packed
}
