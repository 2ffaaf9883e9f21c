//! Who moved from where to where between two dates.

use std::collections::BTreeMap;

/// Members by where they were and where they are: cells, names, stages, anything with an order. `None` is nowhere:
/// without a purchase before, or gone after. Both lists in order of member, each member once.
pub fn transitions<K: Ord + Clone>(
    before: &[(i64, K)],
    after: &[(i64, K)],
) -> BTreeMap<(Option<K>, Option<K>), u64> {
    let mut moved = BTreeMap::new();
    let mut count = |from: Option<&K>, to: Option<&K>| {
        *moved.entry((from.cloned(), to.cloned())).or_insert(0) += 1;
    };
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some((one, from)), Some((other, to))) if one == other => {
                count(Some(from), Some(to));
                old.next();
                new.next();
            }
            (Some((one, from)), other) if other.is_none_or(|(other, _)| one < other) => {
                count(Some(from), None);
                old.next();
            }
            (_, Some((_, to))) => {
                count(None, Some(to));
                new.next();
            }
            _ => return moved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_is_counted_once() {
        let moved = transitions(
            &[(1, 'a'), (2, 'a'), (4, 'b')],
            &[(2, 'b'), (3, 'a'), (4, 'b')],
        );
        let expected = [
            ((None, Some('a')), 1),
            ((Some('a'), None), 1),
            ((Some('a'), Some('b')), 1),
            ((Some('b'), Some('b')), 1),
        ];
        assert_eq!(moved, BTreeMap::from(expected));
        assert!(transitions::<char>(&[], &[]).is_empty());
    }
}
