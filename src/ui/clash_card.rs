//! The card of what two laptops wrote differently: each value with who wrote it and when, and one key press to keep it. It
//! stands on the check, and on the page of the thing itself.

use super::widgets::{bold, button, card_filled, link, small, wrapped};
use super::{Cx, theme};
use crate::app::{Action, Page, ViewState};
use crate::insight::ClashShown;
use crate::model::refs::Ref;
use crate::store::settle;
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use uuid::Uuid;

/// Of the height of a window, so much may stand above a page.
const MOST_ABOVE: f32 = 0.4;

/// Above the page on which they stand: the card of the thing that is chosen, else the first.
pub fn clashes_here_ui(ui: &mut Ui, cx: &mut Cx) {
    let d = cx.d;
    let here: Vec<&ClashShown> = d.clashes.iter().filter(|c| stands_on(c, cx.v.page)).collect();
    let chosen = chosen(cx.v);
    let is_chosen = |c: &&ClashShown| c.thing.is_some_and(|thing| chosen.contains(&thing.id()));
    let Some(first) = here.iter().copied().find(is_chosen).or_else(|| here.first().copied()) else { return };
    let most = ui.ctx().content_rect().height() * MOST_ABOVE;
    Panel::top("clashes here")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme::warn_soft()).inner_margin(Margin::symmetric(18, 8)))
        .show(ui, |ui| {
            ScrollArea::vertical().id_salt("clash here").max_height(most).min_scrolled_height(most).show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(bold(&first.called, theme::BODY).color(theme::warn()));
                    ui.label(small("was written differently by two copies; which stands?"));
                });
                ui.add_space(2.0);
                clash_ui(ui, cx, first);
                if here.len() > 1 {
                    let more = match here.len() - 1 {
                        1 => "1 more here".to_string(),
                        n => format!("{n} more here"),
                    };
                    if link(ui, &format!("{more}, all on Check"), None).clicked() {
                        cx.push(Action::Go(Page::Check));
                    }
                }
            });
        });
}

/// What was said stands on three pages.
fn stands_on(c: &ClashShown, page: Page) -> bool {
    let said = matches!(c.thing, Some(Ref::Contribution(_))) && matches!(page, Page::Live | Page::Responses);
    page != Page::Check && (c.page == page || said)
}

/// What is chosen on one page or another.
fn chosen(v: &ViewState) -> Vec<Uuid> {
    let all = [
        v.contribution.map(|id| id.0),
        v.boundary.map(|id| id.0),
        v.decision.map(|id| id.0),
        v.action.map(|id| id.0),
        v.item.map(|id| id.0),
        v.partner.map(|id| id.0),
    ];
    all.into_iter().flatten().collect()
}

/// The values below each other. The first is what stands for the time being.
pub fn clash_ui(ui: &mut Ui, cx: &mut Cx, shown: &ClashShown) {
    let Some(clash) = cx.s.clashes.get(shown.place) else { return };
    for (nth, value) in shown.values.iter().enumerate() {
        card_filled(ui, theme::paper(), theme::line(), |ui| {
            wrapped(ui, bold(&value.words, theme::BODY));
            ui.horizontal_wrapped(|ui| {
                if button(ui, "Keep this").clicked()
                    && let Some(command) = settle::keep(cx.s, clash, nth)
                {
                    cx.act(format!("settled {}", shown.called), command);
                }
                let stands = if nth == 0 { "stands for the time being" } else { "" };
                let said: Vec<&str> = [value.who.as_str(), stands].into_iter().filter(|s| !s.is_empty()).collect();
                ui.label(small(said.join(" · ")));
            });
        });
        ui.add_space(6.0);
    }
    if shown.both && link(ui, "Keep both, as two contributions", None).clicked() {
        let new_id = cx.new_id;
        if let Some(command) = settle::keep_both(cx.s, clash, new_id) {
            cx.act(format!("settled {}", shown.called), command);
        }
    }
    wrapped(ui, small("Or write it anew where it stands: that then counts."));
}
