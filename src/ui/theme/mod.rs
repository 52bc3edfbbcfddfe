//! Sizes, fonts and style, and the colours in [`palette`]: the tokens of the mockups' style sheet. The
//! only place that has them.

mod palette;

pub use palette::*;

use crate::model::{PartnerId, Status};
use crate::report::text::Fonts;
use crate::store::Scheme;
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle};
use std::sync::Arc;

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

/// Below this width of the window things stand under each other, and the rail is a menu: a small screen, or
/// letters twice as large on an ordinary one.
const NARROW: f32 = 760.0;
/// Below this height the rail has no room either, and what is typed has one line.
const LOW: f32 = 570.0;

/// Is the window too small for the rail and for columns beside each other?
pub fn is_narrow(ctx: &egui::Context) -> bool {
    ctx.content_rect().width() < NARROW || is_low(ctx)
}

/// Is the window low?
pub fn is_low(ctx: &egui::Context) -> bool {
    ctx.content_rect().height() < LOW
}

/// A partner's colour, by its place; grey for people of no partner.
pub fn partner_color(place: Option<usize>) -> Color32 {
    let all = &palette().partners;
    place.and_then(|i| all.get(i % all.len()).copied()).unwrap_or(line_strong())
}

/// A partner's colour in a session.
pub fn partner_of(d: &crate::app::Derived, id: Option<PartnerId>) -> Color32 {
    partner_color(id.and_then(|id| d.partner_colors.get(&id).copied()))
}

/// A status's colour, and the soft one behind it.
pub fn status_colors(status: Status) -> (Color32, Color32) {
    let place = Status::ALL.iter().position(|s| *s == status).unwrap_or(3);
    palette().statuses.get(place).copied().unwrap_or((ink(), sunk()))
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
    dress(ctx, Scheme::Light, false);
}

/// Puts the style of a scheme on a context; `still`: nothing slides or fades.
pub fn dress(ctx: &egui::Context, scheme: Scheme, still: bool) {
    use_scheme(scheme);
    ctx.all_styles_mut(|s| style(s, scheme, still));
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

fn style(style: &mut egui::Style, scheme: Scheme, still: bool) {
    style.animation_time = if still { 0.0 } else { 0.1 };
    style.scroll_animation = if still { egui::style::ScrollAnimation::none() } else { Default::default() };
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
    v.dark_mode = scheme == Scheme::Dark;
    v.panel_fill = paper();
    v.window_fill = panel();
    v.window_stroke = Stroke::new(1.0, line());
    v.window_corner_radius = CornerRadius::same(8);
    v.extreme_bg_color = panel();
    v.text_edit_bg_color = Some(panel());
    v.faint_bg_color = sunk();
    v.override_text_color = Some(ink());
    v.hyperlink_color = accent();
    v.selection.bg_fill = selection();
    v.selection.stroke = Stroke::new(1.5, accent());
    v.popup_shadow = egui::epaint::Shadow { offset: [0, 3], blur: 10, spread: 0, color: Color32::from_black_alpha(30) };
    let w = &mut v.widgets;
    for (state, fill, line) in [
        (&mut w.noninteractive, panel(), line()),
        (&mut w.inactive, panel(), line_strong()),
        (&mut w.hovered, sunk(), ink_3()),
        (&mut w.active, accent_soft(), accent()),
        (&mut w.open, sunk(), accent()),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, ink());
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
}
