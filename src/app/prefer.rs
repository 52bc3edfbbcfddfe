//! Settings of this machine, changed by hand: size, colours, stillness, sound, warnings.

use super::action::Preference;
use super::state::App;

/// The sizes there are, in per cent. At 250 % a page of 1280 points shows as 512, and still works.
pub const ZOOM: std::ops::RangeInclusive<u16> = 80..=250;

impl App {
    pub(super) fn prefer(&mut self, preference: Preference) {
        let s = &mut self.settings;
        match preference {
            Preference::Zoom(by) => {
                let zoom = if s.zoom_percent == 0 { 100 } else { s.zoom_percent };
                s.zoom_percent = zoom.saturating_add_signed(by).clamp(*ZOOM.start(), *ZOOM.end());
            }
            Preference::UsualZoom => s.zoom_percent = 100,
            Preference::Scheme(scheme) => s.scheme = scheme,
            Preference::Still(still) => s.still = still,
            Preference::Sound(sound) => s.sound = sound,
            Preference::WarnMin(min) => s.warn_min = min,
        }
        self.keep_settings();
    }
}
