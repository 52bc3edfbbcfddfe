//! Colours, sizes and fonts: the tokens of the mockups' style sheet. The only place that has them.

use crate::model::{PartnerId, Status};
use crate::report::text::Fonts;
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle};
use std::sync::Arc;

pub const PAPER: Color32 = Color32::from_rgb(0xfb, 0xfa, 0xf7);
pub const PANEL: Color32 = Color32::from_rgb(0xff, 0xff, 0xff);
pub const SUNK: Color32 = Color32::from_rgb(0xf3, 0xf1, 0xeb);
pub const LINE: Color32 = Color32::from_rgb(0xdd, 0xd9, 0xcf);
pub const LINE_STRONG: Color32 = Color32::from_rgb(0x8c, 0x87, 0x7b);
pub const INK: Color32 = Color32::from_rgb(0x1c, 0x23, 0x21);
pub const INK_2: Color32 = Color32::from_rgb(0x4a, 0x52, 0x4f);
pub const INK_3: Color32 = Color32::from_rgb(0x64, 0x6c, 0x68);
pub const ACCENT: Color32 = Color32::from_rgb(0x0b, 0x5c, 0x5e);
pub const ACCENT_SOFT: Color32 = Color32::from_rgb(0xdd, 0xed, 0xec);
pub const WARN: Color32 = Color32::from_rgb(0x9a, 0x34, 0x12);
pub const WARN_SOFT: Color32 = Color32::from_rgb(0xfc, 0xe5, 0xd8);
pub const OVER: Color32 = Color32::from_rgb(0xb3, 0x26, 0x1e);
pub const RAIL: Color32 = Color32::from_rgb(0x16, 0x30, 0x2f);
pub const RAIL_ON: Color32 = Color32::from_rgb(0x2b, 0x54, 0x52);
pub const RAIL_INK: Color32 = Color32::from_rgb(0xe6, 0xef, 0xee);
pub const RAIL_QUIET: Color32 = Color32::from_rgb(0xa9, 0xc2, 0xbf);
pub const ROOM: Color32 = Color32::from_rgb(0x12, 0x20, 0x1f);
pub const MAT: Color32 = Color32::from_rgb(0xe8, 0xe5, 0xdd);

const PARTNERS: [Color32; 6] = [
    Color32::from_rgb(0x00, 0x72, 0xb2),
    Color32::from_rgb(0xb4, 0x53, 0x0a),
    Color32::from_rgb(0x00, 0x7a, 0x5e),
    Color32::from_rgb(0x8e, 0x3a, 0x7c),
    Color32::from_rgb(0x6b, 0x62, 0x00),
    Color32::from_rgb(0x4b, 0x4f, 0xa6),
];

/// Width of the rail, height of the top bar.
pub const RAIL_WIDTH: f32 = 196.0;
pub const TOP_HEIGHT: f32 = 52.0;
/// Sizes of text.
pub const BODY: f32 = 15.0;
pub const SMALL: f32 = 13.0;
pub const CONTROL: f32 = 14.0;
pub const TITLE: f32 = 17.0;
/// Space between cards, and round the page.
pub const GAP: f32 = 14.0;
pub const PAGE: f32 = 18.0;

/// A partner's colour, by its place; grey for people of no partner.
pub fn partner_color(place: Option<usize>) -> Color32 {
    place.and_then(|i| PARTNERS.get(i % PARTNERS.len()).copied()).unwrap_or(LINE_STRONG)
}

/// A partner's colour in a session.
pub fn partner_of(d: &crate::app::Derived, id: Option<PartnerId>) -> Color32 {
    partner_color(id.and_then(|id| d.partner_colors.get(&id).copied()))
}

/// A status's colour, and the soft one behind it.
pub fn status_colors(status: Status) -> (Color32, Color32) {
    let rgb = Color32::from_rgb;
    match status {
        Status::Open => (rgb(0x17, 0x69, 0x4a), rgb(0xdd, 0xf0, 0xe6)),
        Status::Shape => (rgb(0x8a, 0x5a, 0x00), rgb(0xfb, 0xeb, 0xcb)),
        Status::Fixed => (rgb(0x5a, 0x3f, 0x73), rgb(0xea, 0xe3, 0xf1)),
        Status::NotKnown => (INK_2, SUNK),
    }
}

/// The bold family.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// A bold font.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, bold_family())
}

/// A regular font.
pub fn plain(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Puts fonts and style on a context.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.set_theme(egui::Theme::Light);
    ctx.all_styles_mut(style);
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut regular = Vec::new();
    let mut bold = Vec::new();
    for (name, bytes) in Fonts::files() {
        fonts.font_data.insert((*name).into(), Arc::new(FontData::from_static(bytes)));
        if name.ends_with("-Bold") { bold.push((*name).to_string()) } else { regular.push((*name).to_string()) }
    }
    // What has no bold is found in the regular faces.
    bold.extend(regular.iter().cloned());
    fonts.families.insert(FontFamily::Proportional, regular.clone());
    fonts.families.insert(FontFamily::Monospace, regular);
    fonts.families.insert(bold_family(), bold);
    fonts
}

fn style(style: &mut egui::Style) {
    style.text_styles = [
        (TextStyle::Heading, bold(TITLE)),
        (TextStyle::Body, plain(BODY)),
        (TextStyle::Button, plain(CONTROL)),
        (TextStyle::Small, plain(SMALL)),
        (TextStyle::Monospace, plain(BODY)),
    ]
    .into();
    let s = &mut style.spacing;
    s.item_spacing = egui::vec2(8.0, 6.0);
    s.button_padding = egui::vec2(10.0, 5.0);
    s.interact_size.y = 30.0;
    s.combo_width = 60.0;
    s.icon_width = 18.0;
    s.scroll = egui::style::ScrollStyle { floating: true, ..egui::style::ScrollStyle::solid() };
    s.menu_margin = Margin::same(6);
    let v = &mut style.visuals;
    v.dark_mode = false;
    v.panel_fill = PAPER;
    v.window_fill = PANEL;
    v.window_stroke = Stroke::new(1.0, LINE);
    v.window_corner_radius = CornerRadius::same(8);
    v.extreme_bg_color = PANEL;
    v.text_edit_bg_color = Some(PANEL);
    v.faint_bg_color = SUNK;
    v.override_text_color = Some(INK);
    v.hyperlink_color = ACCENT;
    v.selection.bg_fill = Color32::from_rgb(0xbf, 0xdd, 0xdb);
    v.selection.stroke = Stroke::new(1.5, ACCENT);
    v.popup_shadow = egui::epaint::Shadow { offset: [0, 3], blur: 10, spread: 0, color: Color32::from_black_alpha(30) };
    let w = &mut v.widgets;
    for (state, fill, line) in [
        (&mut w.noninteractive, PANEL, LINE),
        (&mut w.inactive, PANEL, LINE_STRONG),
        (&mut w.hovered, SUNK, INK_3),
        (&mut w.active, ACCENT_SOFT, ACCENT),
        (&mut w.open, SUNK, ACCENT),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, INK);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
}
