//! What is said at a table belongs to which item, where the table's copy does not hear of the running clock.

use super::coming;
use crate::model::{AgendaItem, CopyName, ItemId, Session};

/// The items that a table's copy is for: those held at that table. Empty for any other copy.
pub fn table_items(s: &Session) -> Vec<&AgendaItem> {
    match s.copy {
        CopyName::Table { table, .. } => items_at(s, table),
        _ => Vec::new(),
    }
}

/// The items held at a table.
pub fn items_at(s: &Session, table: u8) -> Vec<&AgendaItem> {
    let here = s.agenda.iter().filter(|i| i.tables > 0);
    let own: Vec<&AgendaItem> = here.clone().filter(|i| i.tables >= table).collect();
    // A table more than was planned talks about what all do.
    if own.is_empty() { here.collect() } else { own }
}

/// The item that what is written down now belongs to: at a table's copy the one that was chosen there, else the one at
/// tables that was on when the copy was made or came next; everywhere else the one that is on.
pub fn item_on(s: &Session, chosen: Option<ItemId>) -> Option<&AgendaItem> {
    let on = s.run.current().and_then(|r| s.agenda.get(r.item));
    let all = table_items(s);
    let Some(first) = all.first().copied() else { return on };
    let is_one = |id: ItemId| all.iter().find(|i| i.id == id).copied();
    let next = || coming(s).find_map(|i| is_one(i.id));
    chosen.and_then(is_one).or_else(|| on.and_then(|i| is_one(i.id))).or_else(next).or(Some(first))
}
