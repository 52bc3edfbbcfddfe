//! A list ordered by sort key.

use super::SortKey;
use std::collections::HashMap;
use std::hash::Hash;

/// Something that has an id and a place in a list.
pub trait Entry {
    /// The id's type.
    type Id: Copy + Eq + Ord + Hash;
    /// Unique in the session.
    fn id(&self) -> Self::Id;
    /// Where it stands in its list.
    fn order(&self) -> &SortKey;
}

/// Entries in the order of (sort key, id). The order holds after every operation, and what an id
/// stands at is found without going through the list: an edit costs the same among ten thousand.
#[derive(Clone, Debug)]
pub struct List<T: Entry> {
    entries: Vec<T>,
    /// The sort key of each entry, which leads to its place.
    orders: HashMap<T::Id, SortKey>,
}

impl<T: Entry> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), orders: HashMap::new() }
    }
}

impl<T: Entry + PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<T: Entry> List<T> {
    /// Sorts what is given; entries with the same id are the caller's to refuse.
    pub fn from_entries(mut entries: Vec<T>) -> Self {
        entries.sort_by(|a, b| (a.order(), a.id()).cmp(&(b.order(), b.id())));
        let orders = entries.iter().map(|e| (e.id(), e.order().clone())).collect();
        Self { entries, orders }
    }

    /// The entry with this id.
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.position(id).and_then(|at| self.entries.get(at))
    }

    /// The entry at a place, counted from 0.
    pub fn get_at(&self, place: usize) -> Option<&T> {
        self.entries.get(place)
    }

    /// Its place, counted from 0.
    pub fn position(&self, id: T::Id) -> Option<usize> {
        let order = self.orders.get(&id)?;
        let at = self.place_for(order, id);
        self.entries.get(at).filter(|e| e.id() == id).map(|_| at)
    }

    /// Puts an entry at its place.
    pub fn insert(&mut self, entry: T) {
        let at = self.place_for(entry.order(), entry.id());
        self.orders.insert(entry.id(), entry.order().clone());
        self.entries.insert(at, entry);
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: T::Id) -> Option<T> {
        let at = self.position(id)?;
        self.orders.remove(&id);
        Some(self.entries.remove(at))
    }

    /// Changes one entry and puts it back at its place.
    pub fn update<R>(&mut self, id: T::Id, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let at = self.position(id)?;
        let entry = self.entries.get_mut(at)?;
        let before = entry.order().clone();
        let result = change(entry);
        if *entry.order() != before {
            let entry = self.entries.remove(at);
            self.insert(entry);
        }
        Some(result)
    }

    fn place_for(&self, order: &SortKey, id: T::Id) -> usize {
        self.entries.partition_point(|e| (e.order(), e.id()) < (order, id))
    }

    /// A sort key behind the last entry.
    pub fn end(&self) -> SortKey {
        self.entries.last().map_or_else(SortKey::default, |e| SortKey::new_after(e.order()))
    }

    /// A sort key that puts something at `place` (0 is the front) among the others than `moving`.
    pub fn at(&self, place: usize, moving: Option<T::Id>) -> SortKey {
        let others: Vec<&SortKey> = self.entries.iter().filter(|e| Some(e.id()) != moving).map(Entry::order).collect();
        let before = place.checked_sub(1).and_then(|i| others.get(i.min(others.len().saturating_sub(1))).copied());
        let after = others.get(place).copied();
        match (before, after) {
            (None, None) => SortKey::default(),
            (Some(b), None) => SortKey::new_after(b),
            (None, Some(a)) => SortKey::new_before(a),
            (Some(b), Some(a)) => SortKey::new_between(b, a).unwrap_or_else(|| SortKey::new_after(b)),
        }
    }
}

impl<T: Entry> std::ops::Deref for List<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<'a, T: Entry> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<T: Entry> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self::from_entries(entries.into_iter().collect())
    }
}
