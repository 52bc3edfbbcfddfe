//! Whether a session is one of those before another, as that one says.

use crate::model::{EarlierSession, Session};

/// What `s` says of `earlier`, and whether `earlier` has the version with the record code that `s` follows. None: it is
/// none of the sessions before.
pub fn belongs<'a>(s: &'a Session, earlier: &Session) -> Option<(&'a EarlierSession, bool)> {
    let known = s.series.iter().find(|e| e.session == earlier.id)?;
    let same = earlier.versions.iter().any(|v| v.code == known.code && v.no == known.version);
    Some((known, same || known.code.is_none()))
}
