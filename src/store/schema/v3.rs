//! Format 3: format 2, and how the evening ran: items left out, minutes given ahead, clocks that were set.
//!
//! All that is new may be left out, so that the fields are those of [`super::v1`]; the number tells an older
//! Upfront that it does not know them all.

use super::{v1, v2};
use serde::{Deserialize, Serialize};

/// A whole file, without the sums.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Upfront", deny_unknown_fields)]
pub struct File {
    /// The format it was written in.
    pub format: u32,
    /// The oldest format a reader must know.
    pub needs: u32,
    pub session: v1::SessionV1,
}

impl From<v2::File> for File {
    fn from(file: v2::File) -> Self {
        Self { format: super::FORMAT, needs: super::FORMAT, session: file.session }
    }
}
