//! What the check found and the people left as it is, with their reason.

use super::people::entry;
use super::time::Moment;
use super::{Entry, LeftId, SortKey};
use uuid::Uuid;

/// A finding that was answered with "leave it, because ...". It prints as a gap with its reason.
#[derive(Clone, PartialEq, Debug)]
pub struct Left {
    pub id: LeftId,
    pub order: SortKey,
    /// Which kind of finding: a word that never changes.
    pub kind: String,
    /// The thing it is about. None: the session as a whole.
    pub about: Option<Uuid>,
    pub because: String,
    pub at: Moment,
}

entry! { Left, LeftId; }
