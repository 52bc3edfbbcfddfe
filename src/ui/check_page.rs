//! Check: what stands between this session and a record people can sign, and how the evening is rated.

use super::commands::{self, Cmd};
use super::ratings::{brought_ui, ratings_ui, slips_ui};
use super::shell::{top_title, undo_ui};
use super::widgets::{
    Field, Icon, bold, button_cmd, card, empty_note, field, icon_ui, link, page_columns, scroll_column, small,
    virtual_list, wrapped,
};
use super::{Cx, theme};
use crate::app::{Action, Look, Page};
use crate::edit::{Command, ContributionField, Edit, Item, Key};
use crate::insight::{Finding, Kind, Weight, ready};
use crate::model::refs::Ref;
use crate::model::time::in_zone;
use crate::model::*;
use egui::{Color32, CornerRadius, Role, Sense, Stroke, Ui, WidgetInfo, vec2};
use uuid::Uuid;

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let of = |weight| cx.d.findings(cx.s).iter().filter(|f| f.weight() == weight).count();
    let gaps = match of(Weight::Gap) {
        0 => String::new(),
        1 => "; 1 gap prints".into(),
        n => format!("; {n} gaps print"),
    };
    let beside = match of(Weight::Stops) {
        0 => format!("Nothing stops sign-off{gaps}"),
        1 => format!("1 thing stops sign-off{gaps}"),
        n => format!("{n} things stop sign-off{gaps}"),
    };
    top_title(ui, cx, "Check", &beside, undo_ui);
}

pub fn check_page_ui(ui: &mut Ui, cx: &mut Cx) {
    page_columns(ui, &[620.0, 414.0], 0, |ui, column| {
        ui.set_height(ui.available_height());
        if column == 0 {
            card(ui, |ui| {
                ui.set_height((ui.available_height() - 2.0).max(0.0));
                findings_ui(ui, cx);
            });
        } else {
            scroll_column(ui, |ui| {
                super::charter_page::charter_card(ui, cx);
                card(ui, |ui| ratings_ui(ui, cx));
                ui.add_space(8.0);
                card(ui, |ui| slips_ui(ui, cx));
                ui.add_space(8.0);
                card(ui, |ui| brought_ui(ui, cx));
            });
        }
    });
}

/// A row of the list.
enum Row<'a> {
    Head(Weight, usize),
    Found(&'a Finding),
}

fn findings_ui(ui: &mut Ui, cx: &mut Cx) {
    let findings = cx.d.findings(cx.s);
    let chosen = cx.v.finding.and_then(|id| findings.iter().position(|f| f.id() == id));
    // When it was mended, the one that took its place.
    let chosen = chosen.or_else(|| Some(cx.v.finding_place.min(findings.len().checked_sub(1)?)));
    keys(ui, cx, findings, chosen);
    if ready(findings) {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            icon_ui(ui, rect.center(), 7.0, Icon::Tick, theme::accent());
            ui.label(bold("Ready to read back and sign", theme::BODY));
        });
        ui.add_space(6.0);
    }
    if findings.is_empty() {
        return empty_note(ui, "Nothing is missing, and nothing prints as a gap.");
    }
    let mut rows: Vec<Row> = Vec::with_capacity(findings.len() + Weight::ALL.len());
    for weight in Weight::ALL {
        let of: Vec<&Finding> = findings.iter().filter(|f| f.weight() == weight).collect();
        if !of.is_empty() {
            rows.push(Row::Head(weight, of.len()));
            rows.extend(of.into_iter().map(Row::Found));
        }
    }
    let on = chosen.and_then(|at| findings.get(at)).map(Finding::id);
    let is_on = |row: &Row| matches!(row, Row::Found(f) if Some(f.id()) == on);
    let place = rows.iter().position(is_on).zip(on.map(|id| scroll_id(id, cx.v.leaving)));
    virtual_list(ui, "findings", rows.len(), 34.0, place, |ui, i| match rows.get(i) {
        Some(Row::Head(weight, count)) => head_ui(ui, *weight, *count),
        Some(Row::Found(f)) => finding_ui(ui, cx, f, Some(f.id()) == on),
        None => {}
    });
}

/// What tells the list that a row is to be seen: another one, or the field below it.
fn scroll_id((kind, about): (Kind, Option<Uuid>), leaving: bool) -> Uuid {
    Uuid::from_u128(about.unwrap_or_default().as_u128() ^ (kind as u128) << 1 ^ u128::from(leaving))
}

fn keys(ui: &Ui, cx: &mut Cx, findings: &[Finding], chosen: Option<usize>) {
    let Some(at) = chosen else { return };
    for (cmd, to) in [(Cmd::FindingAfter, at + 1), (Cmd::FindingBefore, at.wrapping_sub(1))] {
        if commands::pressed(ui.ctx(), cmd)
            && let Some(f) = findings.get(to)
        {
            cx.look(Look::Finding(Some(f.id())));
        }
    }
    let Some(f) = findings.get(at) else { return };
    // Enter on a button is that button's.
    if ui.memory(|m| m.focused().is_none()) && commands::pressed(ui.ctx(), Cmd::MendFinding) {
        mend(cx, f);
    }
    if commands::pressed(ui.ctx(), Cmd::LeaveFinding) && may_be_left(f) {
        cx.look(Look::Finding(Some(f.id())));
        cx.look(Look::LeaveFinding(true));
    }
    if commands::pressed(ui.ctx(), Cmd::FindingStillOpen) {
        still_open(cx, f);
    }
}

fn mend(cx: &mut Cx, f: &Finding) {
    cx.push(Action::Mend(Box::new(f.clone())));
}

fn may_be_left(f: &Finding) -> bool {
    f.kind.can_be_left() && f.because.is_none()
}

/// The one answer that needs no words.
fn still_open(cx: &mut Cx, f: &Finding) {
    if let (Kind::NoResponse, Some(Ref::Contribution(id))) = (f.kind, f.thing)
        && let Some(c) = cx.s.contributions.get(id)
    {
        let edit = ContributionField::Responses(vec![Response::StillOpen]);
        cx.edit(format!("answer to C{}", c.no), Edit::Contribution(id, edit));
        go_on(cx, f);
    }
}

/// Goes to the one after it.
fn go_on(cx: &mut Cx, f: &Finding) {
    let at = cx.d.findings(cx.s).iter().position(|other| other.id() == f.id());
    let next = at.and_then(|at| cx.d.findings(cx.s).get(at + 1)).map(Finding::id);
    cx.look(Look::Finding(next));
}

fn head_ui(ui: &mut Ui, weight: Weight, count: usize) {
    ui.add_space(if weight == Weight::Stops { 0.0 } else { 12.0 });
    ui.horizontal(|ui| {
        ui.label(bold(weight.label(), theme::BODY).color(ink_of(weight)));
        ui.label(small(count.to_string()));
    });
    wrapped(ui, small(meaning(weight)));
    ui.add_space(4.0);
}

fn meaning(weight: Weight) -> &'static str {
    match weight {
        Weight::Stops => "The record would be false, or could hurt somebody. Drafts print at any time.",
        Weight::Gap => "Holds nothing up. It stands in the summary as it is here.",
        Weight::Worth => "Does not print.",
    }
}

fn ink_of(weight: Weight) -> Color32 {
    match weight {
        Weight::Stops => theme::warn(),
        Weight::Gap | Weight::Worth => theme::ink(),
    }
}

/// A filled triangle stops, a ring is a gap, a dot is worth knowing: by shape, not by colour alone.
fn sign_ui(ui: &Ui, center: egui::Pos2, weight: Weight) {
    let p = ui.painter();
    match weight {
        Weight::Stops => icon_ui(ui, center, 6.0, Icon::Support, theme::warn()),
        Weight::Gap => drop(p.circle_stroke(center, 5.0, Stroke::new(1.8, theme::ink_2()))),
        Weight::Worth => drop(p.circle_filled(center, 3.0, theme::ink_3())),
    }
}

const LEFT: f32 = 30.0;

fn finding_ui(ui: &mut Ui, cx: &mut Cx, f: &Finding, on: bool) {
    let width = ui.available_width();
    let page = f.page.title();
    let quiet = ui.painter().layout_no_wrap(page.into(), theme::plain(theme::SMALL), theme::ink_2());
    let words = ui.painter().layout(
        f.text.clone(),
        theme::plain(theme::CONTROL),
        theme::ink(),
        (width - LEFT - quiet.size().x - 24.0).max(80.0),
    );
    let height = words.size().y + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let name = format!("{}: {}", f.weight().label(), f.text);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name.clone()));
    let fill = match (on, response.hovered() || response.has_focus()) {
        (true, _) => theme::accent_soft(),
        (false, true) => theme::sunk(),
        (false, false) => theme::panel(),
    };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, theme::line()));
    if response.has_focus() {
        let line = Stroke::new(2.0, theme::ink());
        ui.painter().rect_stroke(rect.shrink(1.0), 4.0, line, egui::StrokeKind::Inside);
    }
    if on {
        let bar = egui::Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, theme::accent());
    }
    let top = rect.top() + 7.0;
    sign_ui(ui, egui::pos2(rect.left() + 16.0, top + 9.0), f.weight());
    ui.painter().galley(egui::pos2(rect.left() + LEFT, top), words, theme::ink());
    ui.painter().galley(egui::pos2(rect.right() - quiet.size().x - 8.0, top + 1.0), quiet, theme::ink_2());
    if response.clicked() {
        cx.look(Look::Finding(Some(f.id())));
        // By keys a row is gone to; a pointer chooses it first.
        if response.has_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
            mend(cx, f);
        }
    }
    if let Some(because) = &f.because {
        ui.indent("left", |ui| wrapped(ui, small(format!("Left, because {because}"))));
    }
    if on {
        ui.indent("answers", |ui| answers_ui(ui, cx, f));
        ui.add_space(6.0);
    }
}

/// What can be done about the one that is chosen.
fn answers_ui(ui: &mut Ui, cx: &mut Cx, f: &Finding) {
    ui.add_space(4.0);
    if f.kind == Kind::Clash
        && let Some(shown) = cx.d.clashes.iter().find(|c| Some(c.id) == f.about)
    {
        super::clash_card::clash_ui(ui, cx, shown);
    }
    ui.horizontal_wrapped(|ui| {
        if f.page != Page::Check && button_cmd(ui, "Go there", Cmd::MendFinding).clicked() {
            mend(cx, f);
        }
        if f.kind == Kind::NoResponse && button_cmd(ui, "Still open", Cmd::FindingStillOpen).clicked() {
            still_open(cx, f);
        }
        if let Some(left) = cx.s.left.iter().find(|l| l.kind == f.kind.word() && l.about == f.about) {
            if link(ui, "Do not leave it", None).clicked() {
                cx.act("no longer left as it is", Command::Remove(Key::Left(left.id)));
            }
        } else if may_be_left(f) && button_cmd(ui, "Leave it, because…", Cmd::LeaveFinding).clicked() {
            cx.look(Look::LeaveFinding(true));
        }
    });
    if f.kind.could_hurt() {
        wrapped(ui, small("This can only be mended: somebody could be hurt by it."));
    }
    if cx.v.leaving && may_be_left(f) {
        because_ui(ui, cx, f);
    }
}

fn because_ui(ui: &mut Ui, cx: &mut Cx, f: &Finding) {
    let (id, order, at) = (LeftId(cx.id()), cx.s.left.end(), in_zone(cx.now, &cx.s.zone));
    let look = Field::line("Leave it, because").hint("printed with it");
    let field = field(ui, cx, ("because", f.kind.word(), f.about), look, "", |because| {
        let because = because.trim().to_string();
        if because.is_empty() {
            return Err("Say why".into());
        }
        let (kind, order) = (f.kind.word().into(), order.clone());
        let left = Left { id, order, kind, about: f.about, because, at };
        Ok(("left as it is".into(), Command::Add(left.into())))
    });
    let said = cx.v.drafts.values().any(|d| d.becomes.as_ref().is_ok_and(|(_, c)| adds_left(c)));
    let elsewhere = ui.memory(|m| m.focused().is_some_and(|id| id != field.id));
    if field.lost_focus() && said {
        go_on(cx, f);
    } else if elsewhere {
        cx.look(Look::LeaveFinding(false));
    } else if !field.has_focus() {
        // Without a reason it is not left.
        field.request_focus();
    }
}

fn adds_left(command: &Command) -> bool {
    command.adds(|item| matches!(item, Item::Left(_)))
}
