//! Where sessions go, and what their files are called.

use super::places::Places;
use crate::model::Session;
use crate::model::time::{Moment, clock, day};
use std::path::PathBuf;

/// `Upfront` in the person's documents folder; beside the program's working folder where there is none.
pub fn session_folder() -> PathBuf {
    let documents = directories::UserDirs::new()
        .and_then(|d| d.document_dir().map(PathBuf::from).or_else(|| Some(d.home_dir().into())));
    documents.unwrap_or_default().join("Upfront")
}

/// The app's own folders on this laptop; None where the platform names none.
pub fn places() -> Option<Places> {
    let dirs = directories::ProjectDirs::from("", "", "Upfront")?;
    Some(Places { data: dirs.data_local_dir().into(), sessions: session_folder() })
}

/// What a side file says: "open since 18:02, 14 May 2026, on LAPTOP".
pub fn open_since(now: Moment) -> String {
    format!("open since {}, {}, on {}", clock(now), day(now.date_naive()), laptop_name())
}

/// What this laptop calls itself.
pub fn laptop_name() -> String {
    gethostname::gethostname().to_string_lossy().into_owned()
}

/// A file name for a session that every system takes: "alder-street-courtyard.ron". `taken` says
/// which names are gone; then a number follows.
pub fn file_name_for(s: &Session, taken: impl Fn(&str) -> bool) -> String {
    let mut stem = String::new();
    for c in s.title.to_lowercase().chars() {
        match c {
            c if c.is_alphanumeric() => stem.push(c),
            _ if !stem.is_empty() && !stem.ends_with('-') => stem.push('-'),
            _ => {}
        }
        if stem.chars().count() >= 40 {
            break;
        }
    }
    let stem = stem.trim_end_matches('-');
    // Names that Windows keeps for itself.
    let reserved = ["con", "prn", "aux", "nul"].contains(&stem)
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    let stem = if stem.is_empty() || reserved { format!("session-{}", s.date) } else { stem.to_string() };
    let plain = format!("{stem}.ron");
    if !taken(&plain) {
        return plain;
    }
    (2..10_000).map(|n| format!("{stem}-{n}.ron")).find(|name| !taken(name)).unwrap_or(plain)
}
