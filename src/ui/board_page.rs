//! The board: all contributions in page_columns, scroll_column, grouped as wished; several can be handled at once.

use super::commands::{Cmd, pressed};
use super::shell::top_title;
use super::widgets::{
    Icon, bold, button_cmd, card, caret, choose, choose_cmd, danger, empty_note, icon_ui, link, page_columns,
    scroll_column, section_title, segmented, small, virtual_list, wrapped,
};
use super::{Cx, board_detail, theme};
use crate::app::{Action, Aside, Column, GroupBy, Look, Select, moved};
use crate::edit::{Command, ContributionField as F, Edit, Key, new_action, new_merge};
use crate::insight::{fold, matches};
use crate::model::time::in_zone;
use crate::model::*;
use crate::report::blocks::words::boundary_no;
use egui::{
    CornerRadius, Frame, Id, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

const COLUMN: f32 = 253.0;

pub fn search_id() -> Id {
    Id::unique("board search")
}

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let narrow = ui.available_width() < 900.0;
    top_title(ui, cx, "Board", "", |ui, cx| {
        let mut words = cx.v.search.clone();
        let hint = RichText::new("Search   Ctrl F").color(theme::ink_3());
        let edit = caret::line(ui, search_id(), &mut words)
            .desired_width(if narrow { 90.0 } else { 150.0 })
            .hint_text(hint)
            .margin(Margin::symmetric(8, 6));
        let field = ui.add(edit);
        field.ctx.accesskit_node_builder(field.id, |node| node.set_label("Search the board"));
        if field.changed() {
            cx.look(Look::Search(words));
        }
        if link(ui, "Import…", None).clicked() {
            cx.look(Look::Import(Some(Box::default())));
        }
        for (aside, words, hide) in [(Aside::Photos, "Photos", "Hide photos"), (Aside::Themes, "Themes", "Hide themes")]
        {
            let shown = cx.v.aside == Some(aside) && cx.v.contributions.len() != 1;
            if link(ui, if shown { hide } else { words }, None).clicked() {
                cx.look(Look::Select(Select::Contribution(None)));
                cx.look(Look::Aside((!shown).then_some(aside)));
            }
        }
        if narrow {
            let word = |by: GroupBy| format!("by {}", by.word().to_lowercase());
            if let Some(by) = choose(ui, "group", "Group by", cx.v.group, &GroupBy::ALL, word) {
                cx.look(Look::Group(by));
            }
            return;
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(small("Group by"));
            for by in GroupBy::ALL {
                if segmented(ui, by.word(), cx.v.group == by).clicked() {
                    cx.look(Look::Group(by));
                }
            }
        });
    });
}

pub fn board_page_ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.v.import.is_some() {
        return super::import_panel::import_ui(ui, cx);
    }
    if !cx.v.contributions.is_empty() {
        Panel::bottom("selection")
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(theme::panel()).inner_margin(Margin::symmetric(12, 8)))
            .show(ui, |ui| selection_ui(ui, cx));
    }
    let one = cx.v.contribution.filter(|_| cx.v.contributions.len() == 1).and_then(|id| cx.s.contributions.get(id));
    if one.is_none() && cx.v.aside.is_none() {
        return cards_ui(ui, cx);
    }
    // Where they stand under each other, what was just asked for is in front.
    let first = usize::from(one.is_none());
    page_columns(ui, &[ui.available_width() - 344.0, 330.0], first, |ui, column| {
        if column == 0 {
            cards_ui(ui, cx);
        } else {
            scroll_column(ui, |ui| match (one, cx.v.aside) {
                (Some(c), _) => board_detail::detail_ui(ui, cx, c),
                (None, Some(Aside::Photos)) => super::photos_panel::photos_ui(ui, cx),
                (None, _) => board_detail::themes_ui(ui, cx),
            });
        }
    });
}

fn cards_ui(ui: &mut Ui, cx: &mut Cx) {
    if !cx.s.contributions.is_empty() {
        return board_ui(ui, cx);
    }
    card(ui, |ui| {
        section_title(ui, "Nothing has been written down yet");
        empty_note(
            ui,
            "What people say on the live page stands here, grouped by theme. A table of statements can be imported.",
        );
    });
}

/// What is being dragged: these contributions.
type Dragged = Vec<ContributionId>;

fn board_ui(ui: &mut Ui, cx: &mut Cx) {
    let query = fold(&cx.v.search);
    let height = ui.available_height();
    let all = cx.d.columns(cx.s, cx.v.group);
    keys(ui, cx, all, &query);
    let (mut clicked, mut dropped) = (None, None);
    ScrollArea::horizontal().id_salt("board").auto_shrink(false).show_viewport(ui, |ui, seen| {
        let origin = ui.max_rect().min;
        let step = COLUMN + 12.0;
        ui.set_width(step * all.len() as f32);
        ui.set_height((height - 12.0).max(0.0));
        show_column(ui, cx, all, step, origin);
        for (i, column) in all.iter().enumerate() {
            let left = step * i as f32;
            if left + COLUMN < seen.left() || left > seen.right() {
                continue;
            }
            let size = vec2(COLUMN, (height - 14.0).max(0.0));
            let room = Rect::from_min_size(pos2(origin.x + left, origin.y), size);
            let whole = ui.interact(room, ui.scope_id().with(("column", i)), Sense::hover());
            if whole.dnd_hover_payload::<Dragged>().is_some() {
                ui.painter().rect_filled(room.expand(4.0), CornerRadius::same(8), theme::accent_soft());
            }
            if let Some(ids) = whole.dnd_release_payload::<Dragged>() {
                dropped = Some((ids, column));
            }
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt(column.stands));
            child.set_clip_rect(room.intersect(ui.clip_rect()));
            if let Some(id) = column_ui(&mut child, cx, column, &query) {
                clicked = Some(id);
            }
        }
    });
    if let Some((ids, column)) = dropped {
        move_cards(cx, &ids, column);
    }
    if let Some(id) = clicked {
        let many = ui.input(|i| i.modifiers.command || i.modifiers.shift);
        cx.look(Look::Select(if many { Select::Toggle(id) } else { Select::Contribution(Some(id)) }));
    }
}

/// Brings the column with the selected card into view when another is selected.
fn show_column(ui: &Ui, cx: &Cx, columns: &[Column], step: f32, origin: egui::Pos2) {
    let id = Id::unique("column of the selected card");
    let place = cx.v.contribution.and_then(|id| cx.s.contributions.position(id));
    let column = place.and_then(|place| columns.iter().position(|c| c.cards.contains(&place)));
    let now = (cx.v.contribution, column);
    if ui.data(|d| d.get_temp(id)) == Some(now) {
        return;
    }
    ui.data_mut(|d| d.insert_temp(id, now));
    if let Some(column) = column {
        let at = pos2(origin.x + step * column as f32, origin.y);
        let rect = Rect::from_min_size(at, vec2(COLUMN, 10.0));
        ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

/// Cards put into a column, as one change.
fn move_cards(cx: &mut Cx, ids: &[ContributionId], column: &Column) {
    let mut all = Vec::new();
    for c in ids.iter().filter_map(|id| cx.s.contributions.get(*id)) {
        if cx.s.contributions.position(c.id).is_some_and(|place| column.cards.contains(&place)) {
            // It is there already.
            continue;
        }
        let Some(field) = moved(c, column.stands) else {
            return cx.push(Action::Say("That answer needs more than a place: choose it under “Answer…”".into()));
        };
        all.push(Command::Edit(Edit::Contribution(c.id, field)));
    }
    if !all.is_empty() {
        let label = if all.len() == 1 { "card moved".to_string() } else { format!("{} cards moved", all.len()) };
        cx.act(label, Command::Batch(all));
    }
}

/// Arrows go from card to card; with Ctrl they take the selected cards along to the column beside.
fn keys(ui: &Ui, cx: &mut Cx, columns: &[Column], query: &str) {
    if pressed(ui.ctx(), Cmd::SelectAll) {
        let shown = columns.iter().flat_map(|c| shown(cx, c, query)).filter_map(|p| cx.s.contributions.get_at(p));
        let ids = shown.map(|c| c.id).collect();
        return cx.look(Look::Select(Select::Contributions(ids)));
    }
    let at = cx.v.contribution.and_then(|id| {
        let place = &cx.s.contributions.position(id)?;
        columns.iter().enumerate().find_map(|(i, c)| Some((i, shown(cx, c, query).iter().position(|p| p == place)?)))
    });
    for (cmd, by) in [(Cmd::CardsLeft, -1), (Cmd::CardsRight, 1)] {
        if pressed(ui.ctx(), cmd)
            && let Some((i, _)) = at
            && let Some(to) = i.checked_add_signed(by).and_then(|to| columns.get(to))
        {
            let ids: Vec<ContributionId> = cx.v.contributions.iter().copied().collect();
            move_cards(cx, &ids, to);
        }
    }
    for (cmd, across, down) in
        [(Cmd::CardUp, 0, -1), (Cmd::CardDown, 0, 1), (Cmd::CardLeft, -1, 0), (Cmd::CardRight, 1, 0)]
    {
        if pressed(ui.ctx(), cmd) {
            let (i, n) = at.unwrap_or((0, 0));
            // Across skips what is empty.
            let mut to = i.checked_add_signed(across);
            while across != 0 && to.and_then(|t| columns.get(t)).is_some_and(|c| shown(cx, c, query).is_empty()) {
                to = to.and_then(|t| t.checked_add_signed(across));
            }
            let Some(column) = to.and_then(|t| columns.get(t)) else { continue };
            let cards = shown(cx, column, query);
            let n = if at.is_none() { Some(0) } else { n.checked_add_signed(down) };
            let card = n.map(|n| n.min(cards.len().saturating_sub(1))).and_then(|n| cards.get(n));
            if let Some(c) = card.and_then(|p| cx.s.contributions.get_at(*p)) {
                cx.look(Look::Select(Select::Contribution(Some(c.id))));
            }
        }
    }
}

/// The cards of a column that the search leaves.
fn shown(cx: &Cx, column: &Column, query: &str) -> Vec<usize> {
    if query.trim().is_empty() {
        return column.cards.clone();
    }
    let folded = cx.d.folded(cx.s);
    column.cards.iter().copied().filter(|p| folded.get(*p).is_some_and(|t| matches(t, query))).collect()
}

fn column_ui(ui: &mut Ui, cx: &Cx, column: &Column, query: &str) -> Option<ContributionId> {
    let found;
    let cards: &[usize] = if query.trim().is_empty() {
        &column.cards
    } else {
        found = shown(cx, column, query);
        &found
    };
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(dots) = column.dots.or((column.support > 0).then_some(column.support)) {
                ui.label(small(dots.to_string()));
                let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
                icon_ui(ui, rect.center(), 5.0, Icon::Support, theme::ink_2());
            }
            ui.label(small(cards.len().to_string()));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(bold(&column.title, theme::BODY)).truncate().selectable(false));
            });
        });
    });
    let mut clicked = None;
    let selected = cx.v.contribution.and_then(|id| cx.s.contributions.position(id));
    let place = selected.and_then(|p| cards.iter().position(|card| *card == p));
    let place = place.zip(cx.v.contribution.map(|id| id.0));
    virtual_list(ui, ("column", column.stands), cards.len(), 84.0, place, |ui, i| {
        if let Some(c) = cards.get(i).and_then(|p| cx.s.contributions.get_at(*p))
            && card_ui(ui, cx, c)
        {
            clicked = Some(c.id);
        }
    });
    clicked
}

fn card_ui(ui: &mut Ui, cx: &Cx, c: &Contribution) -> bool {
    let on = cx.v.contributions.contains(&c.id);
    let line = if on { Stroke::new(2.0, theme::accent()) } else { Stroke::new(1.0, theme::line()) };
    let margin = Margin { left: 14, right: 10, top: 9, bottom: 9 };
    let frame = Frame::new().fill(theme::panel()).stroke(line).corner_radius(CornerRadius::same(7));
    let shown = frame.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        wrapped(ui, RichText::new(&c.words).size(theme::CONTROL));
        ui.add(egui::Label::new(small(about(cx.s, c))).truncate().selectable(false));
    });
    ui.add_space(7.0);
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.min + vec2(1.0, 1.0), vec2(4.0, (rect.height() - 2.0).max(0.0)));
    ui.painter().rect_filled(bar, CornerRadius { nw: 6, sw: 6, ne: 0, se: 0 }, theme::partner_of(cx.d, c.partner));
    let response = ui.interact(rect, ui.scope_id().with(("card", c.no)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("C{} {}", c.no, c.words)));
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(7),
            Stroke::new(2.0, theme::ink()),
            egui::StrokeKind::Outside,
        );
    }
    // A selected card takes the others along.
    let along: Dragged = if on { cx.v.contributions.iter().copied().collect() } else { vec![c.id] };
    if response.dragged() {
        dragged_ui(ui, &along, c);
    }
    response.dnd_set_drag_payload(along);
    response.clicked()
}

/// What is held by the pointer.
fn dragged_ui(ui: &Ui, along: &Dragged, c: &Contribution) {
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    let words = if along.len() == 1 { format!("C{}", c.no) } else { format!("{} cards", along.len()) };
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, Id::unique("dragged")));
    let galley = painter.layout_no_wrap(words, theme::bold(theme::CONTROL), theme::on_accent());
    let rect = Rect::from_min_size(at + vec2(12.0, 8.0), galley.size() + vec2(16.0, 10.0));
    painter.rect_filled(rect, CornerRadius::same(6), theme::accent());
    painter.galley(rect.min + vec2(8.0, 5.0), galley, theme::on_accent());
}

fn about(s: &Session, c: &Contribution) -> String {
    let mut parts = vec![format!("C{}", c.no)];
    for m in s.merges.iter().filter(|m| m.contributions.contains(&c.id)) {
        let others: Vec<String> = m
            .contributions
            .iter()
            .filter(|id| **id != c.id)
            .filter_map(|id| s.contributions.get(*id))
            .map(|o| format!("+ C{}", o.no))
            .collect();
        parts.push(others.join(" "));
    }
    parts.push(if c.voice == Voice::TheirWords { c.kind.word().into() } else { c.voice.word().into() });
    parts.extend(boundary_no(s, c.boundary));
    match c.responses.first() {
        Some(Response::Sent(_)) => parts.push("sent elsewhere".into()),
        Some(Response::NotTaken(_)) => parts.push("not taken".into()),
        _ => {}
    }
    parts.join(" · ")
}

/// What can be done with all that are selected.
fn selection_ui(ui: &mut Ui, cx: &mut Cx) {
    let all: Vec<&Contribution> = cx.v.contributions.iter().filter_map(|id| cx.s.contributions.get(*id)).collect();
    let each = |field: &dyn Fn(&Contribution) -> F| {
        Command::Batch(all.iter().map(|c| Command::Edit(Edit::Contribution(c.id, field(c)))).collect())
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(bold(format!("{} selected", all.len()), theme::CONTROL));
        let themes: Vec<Option<ThemeId>> =
            std::iter::once(None).chain(cx.s.themes.iter().map(|t| Some(t.id))).collect();
        let word = |t: Option<ThemeId>| {
            t.and_then(|id| cx.s.themes.get(id)).map_or_else(|| "Theme…".into(), |t| format!("#{}", t.name))
        };
        if let Some(Some(theme)) = choose_cmd(ui, Cmd::SelectionTheme, "Theme", None, &themes, word) {
            let add = |c: &Contribution| {
                let mut list = c.themes.clone();
                list.retain(|t| *t != theme);
                list.insert(0, theme);
                F::Themes(list)
            };
            cx.act("theme", each(&add));
        }
        let about: Vec<Option<BoundaryId>> =
            std::iter::once(None).chain(cx.s.boundaries.iter().map(|b| Some(b.id))).collect();
        let word = |b: Option<BoundaryId>| {
            b.and_then(|id| cx.s.boundaries.get(id))
                .map_or_else(|| "Up for grabs…".into(), |b| format!("S{} {}", b.no, b.what))
        };
        if let Some(Some(b)) = choose_cmd(ui, Cmd::SelectionAbout, "Up for grabs", None, &about, word) {
            cx.act("what it is about", each(&|_| F::Boundary(Some(b))));
        }
        if let Some(answer) = answer_choice(ui, cx) {
            cx.act("answer", each(&|c| F::Responses(c.with_response(answer.clone()))));
        }
        if all.len() > 1 && (button_cmd(ui, "Merge", Cmd::Merge).clicked() || pressed(ui.ctx(), Cmd::Merge)) {
            let (at, ids) = (in_zone(cx.now, &cx.s.zone), all.iter().map(|c| c.id).collect());
            cx.add("merge", new_merge(cx.s, cx.id(), at, ids, ""));
        }
        if button_cmd(ui, "Make an action", Cmd::MakeAction).clicked() || pressed(ui.ctx(), Cmd::MakeAction) {
            make_action(cx, &all);
        }
        if danger(ui, "Delete").clicked() {
            cx.act(
                "contributions taken out",
                Command::Batch(all.iter().map(|c| Command::Remove(Key::Contribution(c.id))).collect()),
            );
        }
        ui.label(small("Esc clears the selection; Ctrl click selects more"));
    });
}

fn answer_choice(ui: &mut Ui, cx: &Cx) -> Option<Response> {
    let mut all: Vec<(String, Response)> =
        vec![("Noted".into(), Response::Noted(String::new())), ("Still open".into(), Response::StillOpen)];
    all.extend(cx.s.decisions.iter().map(|d| (format!("D{} {}", d.no, d.what), Response::Decision(d.id))));
    all.extend(cx.s.actions.iter().map(|a| (format!("A{} {}", a.no, a.what), Response::Action(a.id))));
    all.extend(cx.s.referrals.iter().map(|r| (format!("R{} {}", r.no, r.what), Response::Sent(r.id))));
    let places: Vec<usize> = (0..=all.len()).collect();
    let word =
        |i: usize| i.checked_sub(1).and_then(|i| all.get(i)).map_or_else(|| "Answer…".into(), |(w, _)| w.clone());
    let chosen = choose_cmd(ui, Cmd::SelectionAnswer, "Answer", 0, &places, word)?;
    all.get(chosen.checked_sub(1)?).map(|(_, r)| r.clone())
}

/// One action from what is selected, with the answer set on each.
fn make_action(cx: &mut Cx, all: &[&Contribution]) {
    let Some(first) = all.first() else { return };
    let mut action = new_action(cx.s, cx.id(), super::responses_page::printable(cx, first));
    action.owner = None;
    action.from = Some(Source::Contribution(first.id));
    let (id, no) = (action.id, action.no);
    let mut commands = vec![Command::Add(action.into())];
    for c in all {
        let responses = c.with_response(Response::Action(id));
        commands.push(Command::Edit(Edit::Contribution(c.id, F::Responses(responses))));
    }
    cx.act(format!("A{no}"), Command::Batch(commands));
    cx.look(Look::Select(Select::Action(Some(id))));
    cx.push(crate::app::Action::Go(crate::app::Page::Actions));
}
