//! Text before it is placed: fonts and what they cover, direction, shaping, line breaking.

mod bidi;
mod fonts;
mod lines;
mod shape;

pub use bidi::needs_bidi;
pub use fonts::{Face, FaceId, Fonts, has_glyph};
pub use lines::{Fitted, FittedRun, fit};
pub use shape::{Glyph, Shaped, Shaper};

use crate::model::Status;

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

/// A stretch of words in one look.
#[derive(Clone, PartialEq, Debug)]
pub struct Span {
    pub text: String,
    pub bold: bool,
    pub tone: Tone,
    /// A status mark drawn in front of the words.
    pub mark: Option<Status>,
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
    pub fn status(status: Status, word: &str) -> Self {
        let span = Span { text: word.into(), bold: true, tone: Tone::Status(status), mark: Some(status) };
        Self(vec![span])
    }

    /// And plain words behind.
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), bold: false, tone: Tone::Ink, mark: None });
        self
    }

    /// And bold words behind.
    pub fn then_bold(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), bold: true, tone: Tone::Ink, mark: None });
        self
    }

    /// And less important words behind.
    pub fn then_quiet(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), bold: false, tone: Tone::Quiet, mark: None });
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

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}
