//! The guide: how to run a workshop in this app honestly, one text for the page in the window and for the printed booklet.
//!
//! Written for this app; where a part rests on a published source, it names it. Each part is read in under two minutes
//! (400 words, held by a test). It stands in `assets/guide`, so that it can be put right without knowing Rust.

use crate::insight::{Page, fold};
use serde::Deserialize;
use std::sync::LazyLock;

/// A part of the guide.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// By which the app leads here: "boundaries".
    pub key: String,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// What a part is made of.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Block {
    Words(String),
    Head(String),
    List(Vec<String>),
    /// How not to say it, how to say it, and why.
    Pair {
        bad: String,
        good: String,
        why: String,
    },
    /// What it rests on.
    Source(String),
}

impl Block {
    /// Its words, one after the other.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::Words(words) | Self::Head(words) | Self::Source(words) => vec![words],
            Self::List(items) => items.iter().map(String::as_str).collect(),
            Self::Pair { bad, good, why } => vec![bad, good, why],
        }
    }
}

impl Part {
    /// Does it hold these words, in any case and with or without accents? `search` is folded already.
    fn holds(&self, search: &str) -> bool {
        let mut all = self.blocks.iter().flat_map(Block::words).chain([self.title.as_str()]);
        all.any(|words| fold(words).contains(search))
    }
}

static ALL: LazyLock<Vec<Part>> =
    // The text is part of the program; that it reads is tested.
    LazyLock::new(|| ron::from_str(include_str!("../assets/guide/en.ron")).unwrap_or_default());

/// Every part, in the order in which it is read.
pub fn parts() -> &'static [Part] {
    &ALL
}

/// The place of a part.
pub fn place_of(key: &str) -> usize {
    parts().iter().position(|part| part.key == key).unwrap_or(0)
}

/// The places of the parts that hold what is looked for; all of them where nothing is.
pub fn found(search: &str) -> Vec<usize> {
    let search = fold(search.trim());
    if search.is_empty() {
        return (0..parts().len()).collect();
    }
    (0..parts().len()).filter(|nth| parts().get(*nth).is_some_and(|part| part.holds(&search))).collect()
}

/// Which part is about what a page is for.
pub fn part_for(page: Page) -> &'static str {
    match page {
        Page::Purpose => "what",
        Page::Agenda => "wrong",
        Page::Scope => "boundaries",
        Page::Live | Page::Board => "notes",
        Page::Responses | Page::Actions | Page::FollowUp | Page::LastTime => "answers",
        Page::Decisions => "dissent",
        Page::Check | Page::Sign => "signing",
        Page::Charter => "charter",
    }
}
