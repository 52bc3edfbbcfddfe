//! Format 2: the fields of format 1, and a file ends in sums that tell damage (see `store/sums.rs`).

use super::v1;
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

impl From<v1::File> for File {
    fn from(file: v1::File) -> Self {
        Self { format: 2, needs: 2, session: file.session }
    }
}
