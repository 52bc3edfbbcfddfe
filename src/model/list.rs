//! A list ordered by sort key.

use super::SortKey;

/// Something that has an id and a place in a list.
pub trait Entry {
    /// The id's type.
    type Id: Copy + Eq + Ord;
    /// Unique in the session.
    fn id(&self) -> Self::Id;
    /// Where it stands in its list.
    fn order(&self) -> &SortKey;
}

/// Entries in the order of (sort key, id). The order holds after every operation.
#[derive(Clone, PartialEq, Debug)]
pub struct List<T>(Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Entry> List<T> {
    /// Sorts what is given; entries with the same id are the caller's to refuse.
    pub fn from_entries(mut entries: Vec<T>) -> Self {
        entries.sort_by(|a, b| (a.order(), a.id()).cmp(&(b.order(), b.id())));
        Self(entries)
    }

    /// The entry with this id.
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.0.iter().find(|e| e.id() == id)
    }

    /// The entry at a place, counted from 0.
    pub fn get_at(&self, place: usize) -> Option<&T> {
        self.0.get(place)
    }

    /// Its place, counted from 0.
    pub fn position(&self, id: T::Id) -> Option<usize> {
        self.0.iter().position(|e| e.id() == id)
    }

    /// Puts an entry at its place.
    pub fn insert(&mut self, entry: T) {
        let at = self.0.partition_point(|e| (e.order(), e.id()) < (entry.order(), entry.id()));
        self.0.insert(at, entry);
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: T::Id) -> Option<T> {
        // From the back: what came last is what is taken back most often.
        let at = self.0.iter().rposition(|e| e.id() == id)?;
        Some(self.0.remove(at))
    }

    /// Changes one entry and puts it back at its place.
    pub fn update<R>(&mut self, id: T::Id, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let at = self.0.iter().rposition(|e| e.id() == id)?;
        let before = self.0[at].order().clone();
        let result = change(&mut self.0[at]);
        if *self.0[at].order() != before {
            let entry = self.0.remove(at);
            self.insert(entry);
        }
        Some(result)
    }

    /// A sort key behind the last entry.
    pub fn end(&self) -> SortKey {
        self.0.last().map_or_else(SortKey::default, |e| SortKey::new_after(e.order()))
    }

    /// A sort key that puts something at `place` (0 is the front) among the others than `moving`.
    pub fn at(&self, place: usize, moving: Option<T::Id>) -> SortKey {
        let others: Vec<&SortKey> = self.0.iter().filter(|e| Some(e.id()) != moving).map(Entry::order).collect();
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

impl<T> std::ops::Deref for List<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
