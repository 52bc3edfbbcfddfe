//! Choosing one of several, numbers, and dates.

use super::field::{Field, field};
use super::text::short_name;
use crate::edit::Command;
use crate::model::PartnerId;
use crate::model::time::{Moment, clock, day, in_zone, parse_clock, parse_day};
use crate::ui::{Cx, theme};
use chrono::NaiveDate;
use egui::{ComboBox, RichText, Ui};

/// One of several: the chosen one where it changed. The name is for those who don't see it.
pub fn choose<T: PartialEq + Copy>(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    now: T,
    all: &[T],
    word: impl Fn(T) -> String,
) -> Option<T> {
    let mut chosen = now;
    let width = ui.available_width().clamp(60.0, 300.0);
    let shown = RichText::new(word(now)).size(theme::CONTROL);
    let response = ComboBox::from_id_salt(("choose", name, egui::IdSalt::new(salt)))
        .selected_text(shown)
        .width(60.0_f32.min(width))
        .truncate()
        .show_ui(ui, |ui| {
            for one in all {
                let text = RichText::new(word(*one)).size(theme::CONTROL);
                ui.selectable_value(&mut chosen, *one, text);
            }
        });
    let said = format!("{name}: {}", word(now));
    response.response.ctx.accesskit_node_builder(response.response.id, |node| node.set_label(said));
    (chosen != now).then_some(chosen)
}

/// One of the partners, or none.
pub fn choose_partner(
    ui: &mut Ui,
    cx: &Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    none: &str,
    now: Option<PartnerId>,
) -> Option<Option<PartnerId>> {
    let all: Vec<Option<PartnerId>> = std::iter::once(None).chain(cx.s.partners.iter().map(|p| Some(p.id))).collect();
    choose(ui, salt, name, now, &all, |p| match p {
        None => none.to_string(),
        Some(id) => short_name(cx.s.partner_name(Some(id))),
    })
}

/// A whole number.
pub fn number(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: u32,
    most: u32,
    becomes: impl Fn(u32) -> Command,
) {
    let label = look.name.to_lowercase();
    field(ui, cx, salt, look, &value.to_string(), |text| match text.trim().parse::<u32>() {
        Ok(n) if n <= most => Ok((label.clone(), becomes(n))),
        _ if text.trim().is_empty() => Ok((label.clone(), becomes(0))),
        _ => Err(format!("A whole number up to {most}")),
    });
}

/// A clock time of the session's day.
pub fn clock_field(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: Moment,
    becomes: impl Fn(Moment) -> Command,
) {
    let (s, label) = (cx.s, look.name.to_lowercase());
    let shown = clock(in_zone(value, &s.zone));
    field(ui, cx, salt, look.width(58.0), &shown, |text| {
        let time = parse_clock(&text).ok_or("Write it as 18:32")?;
        Ok((label.clone(), becomes(s.moment_at(time))))
    });
}

/// A date as people write it, or none.
pub fn choose_date(
    ui: &mut Ui,
    cx: &mut Cx,
    salt: impl std::hash::Hash + std::fmt::Debug,
    look: Field,
    value: Option<NaiveDate>,
    becomes: impl Fn(Option<NaiveDate>) -> Command,
) {
    let label = look.name.to_lowercase();
    let near = cx.s.date;
    field(ui, cx, salt, look.hint("28 May 2026"), &value.map(day).unwrap_or_default(), |text| {
        if text.trim().is_empty() {
            return Ok((label.clone(), becomes(None)));
        }
        parse_day(&text, near)
            .map(|date| (label.clone(), becomes(Some(date))))
            .ok_or_else(|| "Write it as 28 May 2026".into())
    });
}
