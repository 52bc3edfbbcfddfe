//! What the app remembers between sessions: recent files and the zoom. Losing it loses nothing.

use super::{Disk, SaveError, replace};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Settings. An unreadable file counts as none.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Newest first, at most [`Settings::MOST_RECENT`].
    pub recent: Vec<Recent>,
    /// In per cent; 0: not set.
    pub zoom_percent: u16,
    pub scheme: Scheme,
    /// Nothing slides or fades.
    pub still: bool,
    /// A sound when little time is left, and at the end of an item.
    pub sound: bool,
    /// Minutes left at which the timer says so.
    pub warn_min: Vec<u32>,
}

/// The colours of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Scheme {
    #[default]
    Light,
    Dark,
    HighContrast,
}

impl Scheme {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        let (recent, zoom_percent, scheme, still, sound) = Default::default();
        Self { recent, zoom_percent, scheme, still, sound, warn_min: vec![5, 1] }
    }
}

/// A session that was open.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Recent {
    pub path: PathBuf,
    pub title: String,
    /// "14 May 2026 · signed by 4 of 5"
    pub detail: String,
    /// What it promised by which day and is not written down as kept: `A3`, `R1`, or nothing for the reply to everyone.
    #[serde(default)]
    pub promised: Vec<(NaiveDate, String)>,
}

impl Settings {
    /// More are forgotten.
    pub const MOST_RECENT: usize = 6;

    /// Puts a session in front.
    pub fn remember(&mut self, recent: Recent) {
        self.recent.retain(|r| r.path != recent.path);
        self.recent.insert(0, recent);
        self.recent.truncate(Self::MOST_RECENT);
    }
}

/// Reads the settings; a missing or unreadable file gives the defaults.
pub fn load_settings(disk: &dyn Disk, path: &Path) -> Settings {
    let bytes = disk.read(path, 1024 * 1024).unwrap_or_default();
    std::str::from_utf8(&bytes).ok().and_then(|text| ron::from_str(text).ok()).unwrap_or_default()
}

/// Writes the settings.
pub fn save_settings(disk: &dyn Disk, path: &Path, settings: &Settings) -> Result<(), SaveError> {
    let text = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::new().new_line("\n"))
        .map_err(|e| SaveError::Form(e.to_string()))?;
    replace(disk, path, text.as_bytes())
}
