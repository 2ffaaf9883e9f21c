//! Base and delta: all members, with what has changed since the base was made.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use regulars_engine::condition::Names;
use regulars_engine::id::MemberId;
use regulars_engine::situation::Place;

use super::dictionary::Dictionary;
use super::part::Part;
use super::record::MemberRecord;
use crate::segment::Bits;

/// The most members a part begins with. Parts are what threads take, what a cache holds bits of, and what is copied at a
/// time when the delta is folded in.
pub const PART_MEMBERS: usize = 32_768;

/// The columns of all members.
#[derive(Debug, Default)]
pub struct Columns {
    words: Dictionary,
    base: Vec<BasePart>,
    /// Slices that replace the base's, and who is gone.
    delta: BTreeMap<MemberId, Option<Part>>,
    /// Up to where the journal has been read.
    position: i64,
    /// The number the next part takes.
    next_part: u64,
}

/// A part of the base, which nobody changes.
#[derive(Debug, Default)]
pub struct BasePart {
    /// Its number: no two parts ever have the same.
    pub number: u64,
    /// The columns; who writes them down shares them meanwhile.
    pub part: Arc<Part>,
    /// Members the delta replaces or has removed.
    pub replaced: Bits,
}

/// Bytes that the columns take, and what for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Memory {
    /// Members in the base.
    pub members: usize,
    /// Their purchases.
    pub purchases: usize,
    /// Their lines.
    pub lines: usize,
    /// Members in the delta.
    pub changed: usize,
    /// Bytes of the base.
    pub base_bytes: usize,
    /// Bytes of the delta.
    pub delta_bytes: usize,
    /// Bytes of the dictionary.
    pub words_bytes: usize,
}

impl Memory {
    /// All bytes.
    pub fn bytes(&self) -> usize {
        self.base_bytes + self.delta_bytes + self.words_bytes
    }
}

impl Columns {
    /// Up to where the journal has been read.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Says up to where the journal has been read.
    pub fn set_position(&mut self, position: i64) {
        self.position = position;
    }

    /// What the numbers stand for.
    pub fn words(&self) -> &Dictionary {
        &self.words
    }

    /// The names, lent to compile conditions against: new ones get numbers that mean the same from now on.
    pub fn with_names<T>(&mut self, with: impl FnOnce(Names) -> (T, Names)) -> T {
        let (answer, names) = with(std::mem::take(&mut self.words.names));
        self.words.names = names;
        answer
    }

    /// Takes over what the catalogue of places says of a store.
    pub fn put_place(&mut self, place: &Place) {
        self.words.put_place(place);
    }

    /// Adds a member to the end of the base. Members come in the order of their ids; one that does not goes to the delta.
    pub fn push(&mut self, record: &MemberRecord) {
        let last = self.base.last().and_then(|last| last.part.ids.last());
        if last.is_some_and(|last| *last >= record.member.id) {
            return self.put(record);
        }
        let full = self
            .base
            .last()
            .is_none_or(|last| last.part.len() >= PART_MEMBERS);
        if full {
            self.shrink_last();
            let number = self.number();
            self.base.push(BasePart {
                number,
                ..BasePart::default()
            });
        }
        if let Some(last) = self.base.last_mut() {
            Arc::make_mut(&mut last.part).push(record, &mut self.words);
            last.replaced.set_len(last.part.len());
        }
    }

    /// Adds a whole part to the end of the base; false, and nothing added, if its members do not come behind all others.
    pub(super) fn push_part(&mut self, part: Part) -> bool {
        let last = self.base.last().and_then(|last| last.part.ids.last());
        if last.is_some_and(|last| part.ids.first().is_none_or(|first| first <= last)) {
            return false;
        }
        let fresh = self.whole(part);
        self.base.push(fresh);
        true
    }

    /// A part under a number of its own.
    fn whole(&mut self, part: Part) -> BasePart {
        BasePart {
            number: self.number(),
            replaced: Bits::empty(part.len()),
            part: Arc::new(part),
        }
    }

    /// Says what a member of the base is called; of anybody else nothing is noted.
    pub fn put_name(&mut self, member: MemberId, first: Option<&str>, last: Option<&str>) {
        let names = [first, last].map(|name| self.words.name(name));
        let place = self.part_of(member);
        if let Some(base) = place.and_then(|place| self.base.get_mut(place))
            && let Ok(n) = base.part.ids.binary_search(&member)
        {
            Arc::make_mut(&mut base.part).put_name(n, names);
        }
    }

    /// The numbers and the dictionary, to be filled from files.
    pub(super) fn words_mut(&mut self) -> &mut Dictionary {
        &mut self.words
    }

    /// Ends the adding of members one after the other.
    pub fn shrink_last(&mut self) {
        if let Some(last) = self.base.last_mut() {
            Arc::make_mut(&mut last.part).close();
        }
    }

    fn number(&mut self) -> u64 {
        self.next_part += 1;
        self.next_part
    }

    /// Replaces a member's slice, or adds a member.
    pub fn put(&mut self, record: &MemberRecord) {
        let mut slice = Part::default();
        slice.push(record, &mut self.words);
        self.replace(record.member.id, Some(slice));
    }

    /// Lines of purchases, members' and all.
    pub fn lines(&self) -> usize {
        let base = self.base.iter().map(|base| base.part.lines());
        base.chain(self.changed().map(Part::lines)).sum()
    }

    /// How many purchases of a member are known.
    pub fn purchases_of(&self, member: MemberId) -> usize {
        self.find(member)
            .map_or(0, |(part, n)| part.purchases.of.range(n).len())
    }

    /// As [`Columns::put`], for a record whose first purchases, as many as are known, have come without their lines: those are kept
    /// as they are. False if they are not what is known; nothing is changed then, and the record is needed whole.
    pub fn put_after(&mut self, record: &MemberRecord) -> bool {
        let known = self.find(record.member.id);
        let known = known.map(|(part, n)| part.purchases.of_member(n));
        let known = known.unwrap_or_default();
        if !known.begin(&record.sales, &mut self.words) {
            return false;
        }
        let mut slice = Part::default();
        slice.push_after(record, &known, &mut self.words);
        self.replace(record.member.id, Some(slice));
        true
    }

    /// Removes a member who was merged or erased.
    pub fn remove(&mut self, member: MemberId) {
        self.replace(member, None);
    }

    fn replace(&mut self, member: MemberId, slice: Option<Part>) {
        self.delta.insert(member, slice);
        let place = self.part_of(member);
        if let Some(base) = place.and_then(|place| self.base.get_mut(place))
            && let Ok(n) = base.part.ids.binary_search(&member)
        {
            base.replaced.set(n);
        }
    }

    /// The part in whose range an id lies: the last one that begins at or before it, or the first.
    fn part_of(&self, member: MemberId) -> Option<usize> {
        let begins = |base: &BasePart| base.part.ids.first().is_some_and(|first| *first <= member);
        let after = self.base.partition_point(begins);
        (!self.base.is_empty()).then(|| after.saturating_sub(1))
    }

    /// Parts of the base.
    pub fn base(&self) -> &[BasePart] {
        &self.base
    }

    /// Where a member's slice stands; `None`: there is no such member.
    pub fn find(&self, member: MemberId) -> Option<(&Part, usize)> {
        if let Some(slice) = self.delta.get(&member) {
            return slice.as_ref().map(|slice| (slice, 0));
        }
        let base = self.base.get(self.part_of(member)?)?;
        let place = base.part.ids.binary_search(&member).ok()?;
        Some((&*base.part, place))
    }

    /// Everybody, by id.
    pub fn ids(&self) -> Vec<MemberId> {
        let replaced = |member: &MemberId| self.delta.contains_key(member);
        let base = self.base.iter().flat_map(|base| &base.part.ids);
        let changed = self.changed().flat_map(|part| &part.ids);
        let mut ids: Vec<MemberId> = base
            .filter(|id| !replaced(id))
            .chain(changed)
            .copied()
            .collect();
        ids.sort_unstable();
        ids
    }

    /// Slices of members that have changed, each a part of one, by id.
    pub fn changed(&self) -> impl Iterator<Item = &Part> {
        self.delta.values().flatten()
    }

    /// Slices of members that have changed, from an id on and up to another.
    pub(super) fn changed_between(
        &self,
        from: Option<MemberId>,
        to: Option<MemberId>,
    ) -> Vec<&Part> {
        let from = from.map_or(Bound::Unbounded, Bound::Included);
        let to = to.map_or(Bound::Unbounded, Bound::Excluded);
        let changed = self.delta.range((from, to));
        changed.filter_map(|(_, slice)| slice.as_ref()).collect()
    }

    /// How many members the delta replaces, adds or removes.
    pub fn delta_len(&self) -> usize {
        self.delta.len()
    }

    /// Folds the delta into the base, part by part: never more than one part stands twice.
    pub fn fold(&mut self) {
        while self.fold_one() {}
    }

    /// Folds the changes of one part into it, the one with most of them; false if there are none left.
    pub fn fold_one(&mut self) -> bool {
        let Some(place) = self.busiest() else {
            return false;
        };
        self.fold_at(place);
        true
    }

    /// Folds its changes into the part behind a member, the first one without, and lends it with its number; `None` behind the
    /// last one. So all parts are gone through while members come and go.
    pub fn fold_next(&mut self, after: Option<MemberId>) -> Option<(u64, Arc<Part>)> {
        loop {
            let passed =
                |base: &BasePart| after.is_some() && base.part.ids.first().copied() <= after;
            let place = self.base.partition_point(passed);
            let parts = self.base.len();
            if place == parts && !(parts == 0 && self.fold_one()) {
                return None;
            }
            self.fold_at(place);
            // Where everybody has gone, so has the part.
            if self.base.len() >= parts {
                let next = self.base.get(place)?;
                return Some((next.number, next.part.clone()));
            }
        }
    }

    /// Folds the changes of the part at a place into it, if there are any.
    fn fold_at(&mut self, place: usize) {
        let first = |place: usize| self.base.get(place)?.part.ids.first().copied();
        let (from, end) = (first(place).filter(|_| place > 0), first(place + 1));
        let mut changes = match from {
            Some(from) => self.delta.split_off(&from),
            None => std::mem::take(&mut self.delta),
        };
        if let Some(end) = end {
            self.delta.append(&mut changes.split_off(&end));
        }
        if changes.is_empty() {
            return;
        }
        let old = self.base.get(place);
        let none = Part::default();
        let parts = merge(old.map_or(&none, |old| &old.part), &changes);
        let fresh: Vec<BasePart> = parts.into_iter().map(|part| self.whole(part)).collect();
        let gone = place..self.base.len().min(place + 1);
        self.base.splice(gone, fresh);
    }

    /// The part with most changes, 0 where there is no part yet; `None` if there are no changes.
    fn busiest(&self) -> Option<usize> {
        let mut changes: BTreeMap<usize, usize> = BTreeMap::new();
        for member in self.delta.keys() {
            *changes
                .entry(self.part_of(*member).unwrap_or(0))
                .or_default() += 1;
        }
        let busiest = changes.into_iter().max_by_key(|(_, changes)| *changes);
        busiest.map(|(place, _)| place)
    }

    /// What the columns take.
    pub fn memory(&self) -> Memory {
        let mut memory = Memory {
            changed: self.delta.len(),
            words_bytes: self.words.memory(),
            delta_bytes: self
                .changed()
                .map(|part| size_of::<Part>() + part.memory())
                .sum(),
            ..Memory::default()
        };
        for base in &self.base {
            memory.members += base.part.len();
            memory.purchases += base.part.purchases();
            memory.lines += base.part.lines();
            memory.base_bytes += base.part.memory();
        }
        memory
    }
}

/// A part with changes in it, in order of ids; in two if it has grown by half.
fn merge(old: &Part, changes: &BTreeMap<MemberId, Option<Part>>) -> Vec<Part> {
    let most = if old.len() + changes.len() > PART_MEMBERS * 3 / 2 {
        (old.len() + changes.len()).div_ceil(2).min(PART_MEMBERS)
    } else {
        PART_MEMBERS * 3 / 2
    };
    let mut parts: Vec<Part> = vec![Part::default()];
    let mut add = |from: &Part, n: usize| {
        if parts.last().is_none_or(|last| last.len() >= most) {
            parts.push(Part::default());
        }
        if let Some(last) = parts.last_mut() {
            last.copy(from, n);
        }
    };
    let mut n = 0;
    for (id, slice) in changes {
        let upto = old.ids.partition_point(|known| known < id);
        (n..upto).for_each(|n| add(old, n));
        n = upto + usize::from(old.ids.get(upto) == Some(id));
        slice.iter().for_each(|slice| add(slice, 0));
    }
    (n..old.len()).for_each(|n| add(old, n));
    parts.iter_mut().for_each(Part::close);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use regulars_engine::member::Profile;
    use regulars_engine::points::Wallet;
    use regulars_engine::situation::Member;
    use regulars_engine::stamp::Stamps;
    use regulars_engine::time::Instant;

    use super::*;

    fn record(id: usize) -> MemberRecord {
        MemberRecord {
            member: Member {
                id: MemberId::from_raw(i64::try_from(id).unwrap()),
                registered_at: Instant::MIN,
                blocked: false,
                profile: Profile::default(),
            },
            wallet: Wallet::default(),
            stamps: Stamps::default(),
            tiers: Vec::new(),
            sales: Vec::new(),
            events: Vec::new(),
        }
    }

    #[test]
    fn the_part_with_most_changes_is_folded_first() {
        const MEMBERS: usize = 2 * PART_MEMBERS + 10;
        let mut columns = Columns::default();
        (0..MEMBERS).for_each(|id| columns.push(&record(id)));
        columns.shrink_last();
        assert_eq!(columns.base().len(), 3);

        let changed = [
            0,
            PART_MEMBERS - 1,
            PART_MEMBERS,
            MEMBERS - 1,
            MEMBERS,
            MEMBERS + 1,
        ];
        changed.iter().for_each(|id| columns.put(&record(*id)));
        for left in [3, 1, 0] {
            assert!(columns.fold_one());
            assert_eq!(columns.delta_len(), left);
            assert_eq!(columns.ids().len(), MEMBERS + 2);
        }
        assert!(!columns.fold_one());
        assert_eq!(columns.base().len(), 3);
        let ids = columns.ids();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_first_members_are_a_part_of_their_own() {
        let mut columns = Columns::default();
        columns.put(&record(7));
        columns.fold();
        assert_eq!((columns.base().len(), columns.delta_len()), (1, 0));
    }
}
