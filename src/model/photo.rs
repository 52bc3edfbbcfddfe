//! Photos of flip charts and maps. The picture itself is a file beside the session, named by its digest.

use super::people::entry;
use super::time::Moment;
use super::{BoundaryId, Consent, Entry, ItemId, PhotoId, SortKey};

/// A photo.
#[derive(Clone, PartialEq, Debug)]
pub struct Photo {
    pub id: PhotoId,
    pub order: SortKey,
    /// When it was brought in.
    pub at: Moment,
    /// SHA-256 of the kept file, in hexadecimal.
    pub digest: String,
    pub width_px: u32,
    pub height_px: u32,
    /// Printed under it.
    pub caption: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// A yes of everybody who can be recognised on it, or because nobody can. Not asked: it is not printed.
    pub may_print: Consent,
    pub item: Option<ItemId>,
    /// 0: the whole room.
    pub table: u8,
    pub boundary: Option<BoundaryId>,
}

impl Photo {
    /// One of which nothing is known.
    pub fn new(id: PhotoId, order: SortKey, at: Moment) -> Self {
        Self {
            id,
            order,
            at,
            digest: String::new(),
            width_px: 0,
            height_px: 0,
            caption: String::new(),
            alt: String::new(),
            may_print: Consent::NotAsked,
            item: None,
            table: 0,
            boundary: None,
        }
    }

    /// What it is called: its caption, else what it shows, else "a photo".
    pub fn called(&self) -> &str {
        [self.caption.trim(), self.alt.trim()].into_iter().find(|w| !w.is_empty()).unwrap_or("a photo")
    }
}

entry! { Photo, PhotoId; }
