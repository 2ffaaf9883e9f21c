//! Names as small integers: cities, goods, categories, … are compared by number, never by text.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A name as a small integer. Equal names have equal ids within one program and one member.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(u32);

impl NameId {
    /// No name at all.
    pub const NONE: Self = Self(0);

    /// A name that no condition knows.
    pub const OTHER: Self = Self(u32::MAX);

    /// Whether it is a name that some condition knows.
    pub fn is_known(self) -> bool {
        self != Self::NONE && self != Self::OTHER
    }

    /// The number itself: 0 for no name, from 1 on for names in the order in which they were met.
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// The names that a program's conditions compare.
#[derive(Debug, Clone, Default)]
pub struct Names {
    ids: BTreeMap<Arc<str>, NameId>,
}

impl Names {
    /// The id of a name, given now if it has none yet.
    pub fn intern(&mut self, name: &str) -> NameId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = nth(self.ids.len());
        self.ids.insert(name.into(), id);
        id
    }

    /// The id of a name, [`NameId::OTHER`] if no condition compares with it.
    pub fn id(&self, name: &str) -> NameId {
        self.ids.get(name).copied().unwrap_or(NameId::OTHER)
    }

    /// The id of a name that may be missing.
    pub fn maybe(&self, name: Option<&str>) -> NameId {
        name.map_or(NameId::NONE, |name| self.id(name))
    }

    /// How many names.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The names in the order of their numbers, from 1 on.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<(NameId, &str)> =
            self.ids.iter().map(|(text, id)| (*id, &**text)).collect();
        texts.sort_unstable();
        texts.into_iter().map(|(_, text)| text).collect()
    }

    /// Reads the names of one member's past.
    pub fn reader(&self) -> NameReader<'_> {
        NameReader {
            names: self,
            fresh: BTreeMap::new(),
        }
    }
}

/// Gives ids to the names of one member: those of the program, and fresh ones to names that no condition knows,
/// so that they can still be told apart.
#[derive(Debug)]
pub struct NameReader<'a> {
    names: &'a Names,
    fresh: BTreeMap<&'a str, NameId>,
}

impl<'a> NameReader<'a> {
    /// The id of a name.
    pub fn id(&mut self, name: &'a str) -> NameId {
        if let Some(id) = self.names.ids.get(name) {
            return *id;
        }
        let next = nth(self.names.ids.len() + self.fresh.len());
        *self.fresh.entry(name).or_insert(next)
    }

    /// The id of a name that may be missing.
    pub fn maybe(&mut self, name: Option<&'a str>) -> NameId {
        name.map_or(NameId::NONE, |name| self.id(name))
    }
}

/// Ids count from 1.
fn nth(place: usize) -> NameId {
    u32::try_from(place + 1).map_or(NameId::OTHER, NameId)
}

/// A set of names to look up in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameSet(Vec<NameId>);

impl NameSet {
    /// The set of these.
    pub fn new(ids: impl IntoIterator<Item = NameId>) -> Self {
        let mut ids: Vec<NameId> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Self(ids)
    }

    /// The names.
    pub fn ids(&self) -> &[NameId] {
        &self.0
    }

    /// Whether a name is in it.
    pub fn contains(&self, id: NameId) -> bool {
        match self.0.as_slice() {
            [one] => *one == id,
            ids => ids.binary_search(&id).is_ok(),
        }
    }
}
