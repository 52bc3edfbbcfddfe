//! Reshaping the plan: one item made two, two made one, one put in on the spot.
//!
//! All are commands of the usual kinds, so that undo and the journal know nothing new. What has been run
//! keeps its item: a half that was split off is new, and an item is only joined with one that has not begun.

use super::{AgendaField as F, Command, ContributionField, Edit, Key, PhotoField, make::new_agenda_item};
use crate::model::*;
use uuid::Uuid;

/// Splits an item into two halves; None where it has fewer than 2 minutes. Pin and report-back stay with the half they
/// belong to.
pub fn split(s: &Session, id: ItemId, new: Uuid) -> Option<Command> {
    let item = s.agenda.get(id)?;
    let second_min = item.planned_min / 2;
    if second_min == 0 {
        return None;
    }
    let second = AgendaItem {
        id: new.into(),
        order: s.agenda.at(s.agenda.position(id)? + 1, None),
        title: format!("{} (continued)", item.title),
        planned_min: second_min,
        least_min: item.least_min / 2,
        pinned: None,
        pin_reason: String::new(),
        ..item.clone()
    };
    let edit = |field| Command::Edit(Edit::AgendaItem(id, field));
    Some(Command::Batch(vec![
        edit(F::PlannedMin(item.planned_min - second_min)),
        edit(F::LeastMin(item.least_min - item.least_min / 2)),
        edit(F::ReportBackMin(0)),
        Command::Add(second.into()),
    ]))
}

/// Joins an item with the one after it, which must not have begun; None where there is none, or it would lose a pin
/// or a break. What was said and photographed under the second is then under the first.
pub fn join(s: &Session, id: ItemId) -> Option<Command> {
    let first = s.agenda.get(id)?;
    let second = s.agenda.get_at(s.agenda.position(id)? + 1).filter(|i| !s.run.names(i.id))?;
    let over = s.run.of(id).is_some_and(|r| r.to.is_some());
    // A pin, a break, or an item that is over cannot be part of another without being lost.
    if over || second.pinned.is_some() || (second.kind == ItemKind::Break) != (first.kind == ItemKind::Break) {
        return None;
    }
    let both = |a: &str, b: &str| match (a.trim(), b.trim()) {
        (a, "") => a.to_string(),
        ("", b) => b.to_string(),
        (a, b) if a == b => a.to_string(),
        (a, b) => format!("{a}\n{b}"),
    };
    let edit = |field| Command::Edit(Edit::AgendaItem(id, field));
    let said = s.contributions.iter().filter(|c| c.item == Some(second.id));
    let shown = s.photos.iter().filter(|p| p.item == Some(second.id));
    let mut all: Vec<Command> =
        said.map(|c| Command::Edit(Edit::Contribution(c.id, ContributionField::Item(Some(id))))).collect();
    all.extend(shown.map(|p| Command::Edit(Edit::Photo(p.id, PhotoField::Item(Some(id))))));
    let of_table = |item: &AgendaItem, place: usize| item.table_prompts.get(place).cloned().unwrap_or_default();
    let table_prompts = (0..first.table_prompts.len().max(second.table_prompts.len()))
        .map(|place| both(&of_table(first, place), &of_table(second, place)))
        .collect();
    let more = second.about.iter().filter(|b| !first.about.contains(b));
    let about = first.about.iter().chain(more).copied().collect();
    let title = match second.title.strip_suffix(" (continued)") {
        Some(same) if same == first.title => first.title.clone(),
        _ => format!("{}; {}", first.title, second.title),
    };
    all.extend([
        edit(F::Title(title)),
        edit(F::PlannedMin(first.planned_min.saturating_add(second.planned_min))),
        edit(F::LeastMin(first.least_min.saturating_add(second.least_min))),
        edit(F::Tables(first.tables.max(second.tables))),
        edit(F::ReportBackMin(first.report_back_min.max(second.report_back_min))),
        edit(F::Protected(first.protected || second.protected)),
        edit(F::Notes(both(&first.notes, &second.notes))),
        edit(F::Prompt(both(&first.prompt, &second.prompt))),
        edit(F::TablePrompts(table_prompts)),
        edit(F::About(about)),
        edit(F::PrivateNotes(both(&first.private_notes, &second.private_notes))),
        Command::Remove(Key::AgendaItem(second.id)),
    ]);
    Some(Command::Batch(all))
}

/// Puts a new item behind another (None: in front of all), to be held next.
pub fn add_after(s: &Session, after: Option<ItemId>, id: Uuid, title: &str, planned_min: u32) -> Command {
    let place = after.and_then(|id| s.agenda.position(id)).map_or(0, |place| place + 1);
    let item = AgendaItem { order: s.agenda.at(place, None), ..new_agenda_item(s, id, title, planned_min) };
    Command::Add(item.into())
}
