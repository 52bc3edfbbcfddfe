//! What somebody who came asked to be put right in a frozen version, and what became of that.

use super::people::entry;
use super::time::Moment;
use super::{CorrectionId, Entry, SortKey, VersionId};

/// A request to correct a version. Anyone who came can ask; like an answer it belongs to one version, stands after it,
/// and is not part of what was frozen.
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    pub id: CorrectionId,
    pub order: SortKey,
    pub version: VersionId,
    pub at: Moment,
    /// "One resident"; a name only if the person wants it there.
    pub who: String,
    /// What is to be put right, in their words.
    pub what: String,
    /// None: not dealt with yet, and printed as that.
    pub outcome: Option<CorrectionOutcome>,
}

/// What became of a request to correct.
#[derive(Clone, PartialEq, Debug)]
pub struct CorrectionOutcome {
    pub at: Moment,
    /// "put right in version 2", "not changed: it is what was said"
    pub words: String,
}

entry! { Correction, CorrectionId; }
