//! The app's own words in a second language, printed beside the English ones. Nothing that anybody said is translated.
//!
//! `assets/languages/en.ron` lists all words there are. The other files are drafts until a reader has checked them: what
//! they lack stays English alone, and a document with a draft says that the English is what is signed.

use super::blocks::{Block, Document};
use super::text::{Lang, Span, Text};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Said on every document that has words of a draft.
pub const DRAFT: &str = "not checked by a reader; the English is what is signed";
/// Between the English words and the others.
const BETWEEN: &str = " · ";

/// A language of `assets/languages`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Language {
    /// "Polish"
    pub name: String,
    /// "polski"
    pub native: String,
    pub lang: Lang,
    /// Did a reader of it check the words?
    pub checked: bool,
    words: BTreeMap<String, String>,
}

/// As it stands in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    native: String,
    tag: String,
    checked: bool,
    words: BTreeMap<String, String>,
}

const FILES: [&str; 5] = [
    include_str!("../../assets/languages/ar.ron"),
    include_str!("../../assets/languages/bn.ron"),
    include_str!("../../assets/languages/pl.ron"),
    include_str!("../../assets/languages/ro.ron"),
    include_str!("../../assets/languages/tr.ron"),
];

static ALL: LazyLock<Vec<Language>> = LazyLock::new(|| FILES.iter().filter_map(|text| read(text)).collect());

/// A file's language; None where it cannot be read, which a test refuses.
fn read(text: &str) -> Option<Language> {
    let File { name, native, tag, checked, words } = ron::from_str(text).ok()?;
    Some(Language { name, native, lang: Lang::tagged(&tag)?, checked, words })
}

/// Every second language there is.
pub fn languages() -> &'static [Language] {
    &ALL
}

impl Language {
    /// The words for these English ones.
    pub fn of(&self, english: &str) -> Option<&str> {
        self.words.get(english).map(String::as_str)
    }

    /// All English words that it has words for.
    pub fn english(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

impl Document {
    /// The same with the app's own words in a second language too, as far as it has them.
    pub fn beside(mut self, language: &Language) -> Self {
        if !language.checked {
            let line = Text::quiet(format!("{} ({}): ", language.name, language.native)).then_fixed(DRAFT).all_quiet();
            let behind = self.blocks.iter().position(|b| matches!(b, Block::Heading { .. })).map_or(0, |at| at + 1);
            self.blocks.insert(behind, Block::Paragraph(line));
        }
        self.each_text_mut(&mut |text| {
            let spans = std::mem::take(&mut text.0);
            text.0 = spans.into_iter().flat_map(|span| beside(span, language)).collect();
        });
        self
    }
}

fn beside(span: Span, language: &Language) -> Vec<Span> {
    let Some(words) = language.of(&span.text).filter(|_| span.fixed) else { return vec![span] };
    let plain = Span { bold: span.bold, tone: span.tone, to: span.to.clone(), ..Span::default() };
    let between = Span { text: BETWEEN.into(), ..plain.clone() };
    let second = Span { text: words.into(), lang: Some(language.lang), ..plain };
    vec![span, between, second]
}
