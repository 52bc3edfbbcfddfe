//! Text before it is placed: fonts and what they cover, direction, shaping, line breaking.

mod bidi;
mod fonts;
mod lang;
mod lines;
mod shape;

pub use bidi::needs_bidi;
pub use fonts::{Face, FaceId, Fonts, has_glyph};
pub use lang::{ENGLISH, Lang};
pub use lines::{Fitted, FittedRun, fit};
pub use shape::{Glyph, Shaped, Shaper};

use crate::model::Status;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// What colour words have, by what they are. Never the only sign of anything.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Tone {
    #[default]
    Ink,
    /// Less important.
    Quiet,
    /// A status's colour.
    Status(Status),
    /// Something that needs attention.
    Warn,
}

/// A shape drawn among words: no bundled font has all of them (PRINT.md, "Look").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    Status(Status),
    /// An empty box to tick, 5 mm or more at any size.
    TickBox,
}

impl Mark {
    /// Room it takes, with the space behind it, in thousandths of the em.
    pub fn width(self) -> f32 {
        match self {
            Self::Status(_) => 1050.0,
            Self::TickBox => 1600.0,
        }
    }

    /// The side of its square, and how far that hangs below the baseline, as multiples of the size.
    pub fn square(self) -> (f32, f32) {
        match self {
            Self::Status(_) => (0.78, 0.0),
            // 5.1 mm at 12 points.
            Self::TickBox => (1.2, 0.3),
        }
    }
}

/// A stretch of words in one look.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Span {
    pub text: String,
    pub bold: bool,
    pub tone: Tone,
    /// Drawn in front of the words.
    pub mark: Option<Mark>,
    /// The language somebody said the words are in.
    pub lang: Option<Lang>,
    /// The app's own words, as they stand in `assets/languages`: they can be printed in a second language too.
    pub fixed: bool,
    /// Leads to the thing with this spoken number, "A2", where the document has it.
    pub to: Option<Arc<str>>,
}

/// A paragraph's words.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().then(text)
    }

    /// Bold words.
    pub fn bold(text: impl Into<String>) -> Self {
        Self::default().then_bold(text)
    }

    /// Less important words.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::default().then_quiet(text)
    }

    /// A status: mark, word and colour.
    pub fn status(status: Status, word: &'static str) -> Self {
        let (text, tone, mark) = (word.into(), Tone::Status(status), Some(Mark::Status(status)));
        Self(vec![Span { text, bold: true, tone, mark, fixed: true, ..Span::default() }])
    }

    /// And a box to tick, with its words.
    pub fn then_box(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), mark: Some(Mark::TickBox), ..Span::default() });
        self
    }

    /// And plain words behind.
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), ..Span::default() });
        self
    }

    /// And bold words behind.
    pub fn then_bold(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), bold: true, ..Span::default() });
        self
    }

    /// And less important words behind.
    pub fn then_quiet(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), tone: Tone::Quiet, ..Span::default() });
        self
    }

    /// And words in a language that somebody named, as they wrote its name.
    pub fn then_in(mut self, language: &str, text: impl Into<String>) -> Self {
        let text = text.into();
        let lang = Lang::named(language).filter(|lang| lang.agrees_with(&text));
        self.0.push(Span { text, lang, ..Span::default() });
        self
    }

    /// And words behind in which spoken numbers lead to what they name.
    pub fn then_linked(mut self, text: impl Into<String>) -> Self {
        self.0.extend(Self::plain(text).linked().0);
        self
    }

    /// The same, where spoken numbers (S1, C1, D1, A1, R1) lead to what they name.
    pub fn linked(self) -> Self {
        Self(self.0.into_iter().flat_map(linked).collect())
    }

    /// And the app's own words behind.
    pub fn then_fixed(mut self, text: &'static str) -> Self {
        self.0.extend(Self::from(text).0);
        self
    }

    /// And a box to tick, with the app's own words.
    pub fn then_fixed_box(mut self, text: &'static str) -> Self {
        let mark = Some(Mark::TickBox);
        self.0.push(Span { text: text.into(), mark, fixed: true, ..Span::default() });
        self
    }

    /// All of it less important.
    pub fn all_quiet(mut self) -> Self {
        self.0.iter_mut().for_each(|span| span.tone = Tone::Quiet);
        self
    }

    /// All of it in bold.
    pub fn all_bold(mut self) -> Self {
        self.0.iter_mut().for_each(|span| span.bold = true);
        self
    }

    /// The words alone.
    pub fn words(&self) -> String {
        self.0.iter().map(|s| s.text.as_str()).collect()
    }

    /// Is there nothing to read?
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|s| s.text.trim().is_empty())
    }
}

/// The app's own words.
impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(vec![Span { text: text.into(), fixed: true, ..Span::default() }])
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

/// Cuts a span at the spoken numbers in it.
fn linked(span: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    for (at, word) in span.text.unicode_word_indices() {
        let mut letters = word.chars();
        let numbered = letters.next().is_some_and(|c| matches!(c, 'S' | 'C' | 'D' | 'A' | 'R'))
            && word.len() > 1
            && letters.all(|c| c.is_ascii_digit());
        if !numbered {
            continue;
        }
        let before = span.text.get(from..at).unwrap_or_default();
        if !before.is_empty() {
            spans.push(Span { text: before.into(), ..span.clone() });
        }
        let mark = span.mark.filter(|_| spans.is_empty());
        spans.push(Span { text: word.into(), to: Some(word.into()), mark, ..span.clone() });
        from = at + word.len();
    }
    let rest = span.text.get(from..).unwrap_or_default();
    if !rest.is_empty() || spans.is_empty() {
        spans.push(Span { text: rest.into(), ..span.clone() });
    }
    // A mark is drawn once, in front of all.
    spans.iter_mut().skip(1).for_each(|s| s.mark = None);
    spans
}
