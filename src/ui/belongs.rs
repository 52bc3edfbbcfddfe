//! Choices of where a thing belongs: its agenda item, its table, what is up for grabs. Each gives what was chosen,
//! where that changed; `name` is for those who don't see what stands beside it.

use super::Cx;
use super::widgets::choose;
use crate::model::{BoundaryId, ItemId};
use crate::report::blocks::words::{sentence, table_name};
use egui::Ui;
use uuid::Uuid;

pub fn choose_item(ui: &mut Ui, cx: &Cx, of: Uuid, name: &str, now: Option<ItemId>) -> Option<Option<ItemId>> {
    let all: Vec<Option<ItemId>> = std::iter::once(None).chain(cx.s.agenda.iter().map(|i| Some(i.id))).collect();
    choose(ui, of, name, now, &all, |i| {
        i.and_then(|id| cx.s.agenda.get(id)).map_or_else(|| "outside the agenda".into(), |i| i.title.clone())
    })
}

pub fn choose_table(ui: &mut Ui, cx: &Cx, of: Uuid, name: &str, now: u8) -> Option<u8> {
    let most = cx.s.agenda.iter().map(|i| i.tables).max().unwrap_or(0).max(now);
    let all: Vec<u8> = (0..=most).collect();
    choose(ui, of, name, now, &all, |table| sentence(&table_name(table)))
}

pub fn choose_boundary(
    ui: &mut Ui,
    cx: &Cx,
    of: Uuid,
    name: &str,
    now: Option<BoundaryId>,
) -> Option<Option<BoundaryId>> {
    let all: Vec<Option<BoundaryId>> =
        std::iter::once(None).chain(cx.s.boundaries.iter().map(|b| Some(b.id))).collect();
    choose(ui, of, name, now, &all, |b| {
        b.and_then(|id| cx.s.boundaries.get(id))
            .map_or_else(|| "nothing named".into(), |b| format!("S{} {}", b.no, b.what))
    })
}
