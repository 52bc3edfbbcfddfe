//! The colours: one palette for each scheme, under the names of the mockups' style sheet.
//!
//! A frame begins with [`use_scheme`], and whatever is drawn asks for a colour by its name; so no
//! function has to be handed a palette, and a test can draw two schemes on two threads. Ink on what it stands on
//! has a contrast of at least 4.5 (WCAG 2.2, 1.4.3), marks and lines of controls of at least 3 (1.4.11);
//! [`Palette::pairs`] lists what stands on what, and a test computes it.

use crate::store::Scheme;
use egui::Color32;
use std::cell::Cell;

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The colours of a scheme.
        #[derive(Clone, Copy, PartialEq, Debug)]
        pub struct Palette {
            $($(#[$doc])* pub $name: Color32,)*
            /// By a partner's place.
            pub partners: [Color32; 6],
            /// Ink and what is behind it: open, shape, fixed, not known yet.
            pub statuses: [(Color32, Color32); 4],
        }

        $($(#[$doc])* pub fn $name() -> Color32 { palette().$name })*
    };
}

palette! {
    /// Behind everything.
    paper,
    /// Cards and fields.
    panel,
    /// Quiet fields and what the pointer is over.
    sunk,
    /// Between things.
    line,
    /// Round controls.
    line_strong,
    ink,
    ink_2,
    ink_3,
    accent,
    accent_hover,
    accent_soft,
    /// On the accent.
    on_accent,
    /// Behind selected text.
    selection,
    warn,
    warn_soft,
    /// Time that is over.
    over,
    rail,
    rail_on,
    rail_hover,
    rail_ink,
    rail_quiet,
    rail_white,
    /// Behind a printed sheet.
    mat,
    /// Paper, whatever the scheme.
    sheet,
    /// What a pen leaves on it.
    pen,
}

const LIGHT: Palette = Palette {
    paper: hex(0xfbfaf7),
    panel: hex(0xffffff),
    sunk: hex(0xf3f1eb),
    line: hex(0xddd9cf),
    line_strong: hex(0x8c877b),
    ink: hex(0x1c2321),
    ink_2: hex(0x4a524f),
    ink_3: hex(0x626a66),
    accent: hex(0x0b5c5e),
    accent_hover: hex(0x094b4d),
    accent_soft: hex(0xddedec),
    on_accent: hex(0xffffff),
    selection: hex(0xbfdddb),
    warn: hex(0x9a3412),
    warn_soft: hex(0xfce5d8),
    over: hex(0xb3261e),
    rail: hex(0x16302f),
    rail_on: hex(0x2b5452),
    rail_hover: hex(0x1f4140),
    rail_ink: hex(0xe6efee),
    rail_quiet: hex(0xb2cac7),
    rail_white: hex(0xffffff),
    mat: hex(0xe8e5dd),
    sheet: hex(0xffffff),
    pen: hex(0x1c2321),
    partners: [hex(0x0072b2), hex(0xb4530a), hex(0x007a5e), hex(0x8e3a7c), hex(0x6b6200), hex(0x4b4fa6)],
    statuses: [
        (hex(0x17694a), hex(0xddf0e6)),
        (hex(0x8a5a00), hex(0xfbebcb)),
        (hex(0x5a3f73), hex(0xeae3f1)),
        (hex(0x4a524f), hex(0xf3f1eb)),
    ],
};

const DARK: Palette = Palette {
    paper: hex(0x121716),
    panel: hex(0x1b2221),
    sunk: hex(0x262f2d),
    line: hex(0x37423f),
    line_strong: hex(0x83908b),
    ink: hex(0xeff3f1),
    ink_2: hex(0xc3ccc8),
    ink_3: hex(0xa6b1ac),
    accent: hex(0x6fcbc7),
    accent_hover: hex(0x8fdad6),
    accent_soft: hex(0x1b403f),
    on_accent: hex(0x06201f),
    selection: hex(0x24605d),
    warn: hex(0xffb598),
    warn_soft: hex(0x46261a),
    over: hex(0xff9188),
    rail: hex(0x0b1312),
    rail_on: hex(0x23504d),
    rail_hover: hex(0x162a29),
    rail_ink: hex(0xe6efee),
    rail_quiet: hex(0xa9c2bf),
    rail_white: hex(0xffffff),
    mat: hex(0x0b1010),
    sheet: hex(0xffffff),
    pen: hex(0x1c2321),
    partners: [hex(0x5cb3e8), hex(0xf0944d), hex(0x3fc29f), hex(0xd68bc6), hex(0xc5b93c), hex(0xa0a4f2)],
    statuses: [
        (hex(0x7fd9b2), hex(0x163b2c)),
        (hex(0xf0c163), hex(0x40300d)),
        (hex(0xcdb2e6), hex(0x362845)),
        (hex(0xc3ccc8), hex(0x262f2d)),
    ],
};

const HIGH_CONTRAST: Palette = Palette {
    paper: hex(0xffffff),
    panel: hex(0xffffff),
    sunk: hex(0xf2f2f2),
    line: hex(0x000000),
    line_strong: hex(0x000000),
    ink: hex(0x000000),
    ink_2: hex(0x000000),
    ink_3: hex(0x1e1e1e),
    accent: hex(0x00383a),
    accent_hover: hex(0x000000),
    accent_soft: hex(0xd7f3f1),
    on_accent: hex(0xffffff),
    selection: hex(0x9fdcd8),
    warn: hex(0x7a1a00),
    warn_soft: hex(0xffece2),
    over: hex(0x8a0000),
    rail: hex(0x000000),
    rail_on: hex(0x00494b),
    rail_hover: hex(0x2b2b2b),
    rail_ink: hex(0xffffff),
    rail_quiet: hex(0xffffff),
    rail_white: hex(0xffffff),
    mat: hex(0xd9d9d9),
    sheet: hex(0xffffff),
    pen: hex(0x1c2321),
    partners: [hex(0x00497a), hex(0x7a3500), hex(0x004f3c), hex(0x66205a), hex(0x464000), hex(0x2e3180)],
    statuses: [
        (hex(0x00402a), hex(0xe3f6ec)),
        (hex(0x553600), hex(0xfff1d6)),
        (hex(0x38204f), hex(0xf1e9f8)),
        (hex(0x000000), hex(0xf2f2f2)),
    ],
};

thread_local! {
    static CURRENT: Cell<Scheme> = const { Cell::new(Scheme::Light) };
}

/// What is drawn from here on, on this thread, is of this scheme.
pub fn use_scheme(scheme: Scheme) {
    CURRENT.set(scheme);
}

/// The colours of a scheme.
pub const fn palette_of(scheme: Scheme) -> &'static Palette {
    match scheme {
        Scheme::Light => &LIGHT,
        Scheme::Dark => &DARK,
        Scheme::HighContrast => &HIGH_CONTRAST,
    }
}

/// The colours that are in use.
pub fn palette() -> &'static Palette {
    palette_of(CURRENT.get())
}

impl Palette {
    /// What stands on what, and the least contrast it must have.
    pub fn pairs(&self) -> Vec<(&'static str, Color32, Color32, f32)> {
        let mut all = Vec::new();
        for (name, ink) in [("ink", self.ink), ("ink_2", self.ink_2), ("ink_3", self.ink_3), ("accent", self.accent)] {
            for on in [self.paper, self.panel, self.sunk, self.accent_soft] {
                all.push((name, ink, on, 4.5));
            }
        }
        for (name, ink) in [("warn", self.warn), ("over", self.over)] {
            for on in [self.paper, self.panel, self.warn_soft] {
                all.push((name, ink, on, 4.5));
            }
        }
        all.push(("ink on warn_soft", self.ink, self.warn_soft, 4.5));
        all.push(("ink_2 on warn_soft", self.ink_2, self.warn_soft, 4.5));
        all.push(("ink on selection", self.ink, self.selection, 4.5));
        all.push(("on_accent", self.on_accent, self.accent, 4.5));
        all.push(("on_accent, hovered", self.on_accent, self.accent_hover, 4.5));
        for on in [self.rail, self.rail_on, self.rail_hover] {
            all.push(("rail_ink", self.rail_ink, on, 4.5));
            all.push(("rail_quiet", self.rail_quiet, on, 4.5));
            all.push(("rail_white", self.rail_white, on, 4.5));
        }
        all.extend(self.statuses.iter().map(|(ink, behind)| ("status", *ink, *behind, 4.5)));
        all.extend(self.partners.iter().map(|mark| ("partner", *mark, self.panel, 3.0)));
        all.extend([self.paper, self.panel].iter().map(|on| ("line_strong", self.line_strong, *on, 3.0)));
        all
    }
}

/// The room's screen is dark in each scheme: a projector lights the room with what is white.
pub mod room {
    use super::{Color32, hex};

    pub const BEHIND: Color32 = hex(0x12201f);
    pub const WHITE: Color32 = hex(0xffffff);
    pub const INK: Color32 = hex(0xe6efee);
    pub const QUIET: Color32 = hex(0xc4d5d3);
    pub const HELD: Color32 = hex(0xa9c2bf);
    pub const SOON: Color32 = hex(0xffd479);
    pub const OVER: Color32 = hex(0xffb49a);
}
