//! Purchases of many members, member after member: what the statistics read.

/// A kept purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    /// Local day, as days since 1970-01-01.
    pub day: i32,
    /// Paid and kept, in minor units.
    pub amount: i64,
}

/// Purchases of many members in order of member, each member's in order of day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histories {
    purchases: Vec<Purchase>,
    /// Where each member's purchases end.
    ends: Vec<usize>,
}

impl Histories {
    /// Adds a purchase of the member that is under way.
    pub fn push(&mut self, purchase: Purchase) {
        self.purchases.push(purchase);
    }

    /// Ends the member that is under way, also one without purchases.
    pub fn end_member(&mut self) {
        self.ends.push(self.purchases.len());
    }

    /// Adds members behind those who are there.
    pub fn append(&mut self, other: &Self) {
        let before = self.purchases.len();
        self.purchases.extend_from_slice(&other.purchases);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    /// How many members.
    pub fn members(&self) -> usize {
        self.ends.len()
    }

    /// Every member's purchases.
    pub fn iter(&self) -> impl Iterator<Item = &[Purchase]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.purchases[*start..*end])
    }

    /// The day of the latest purchase of all; `None` without any.
    pub fn last_day(&self) -> Option<i32> {
        self.purchases.iter().map(|purchase| purchase.day).max()
    }
}

/// The purchases of a member from one day to another, both included.
pub fn within(purchases: &[Purchase], from: i32, to: i32) -> &[Purchase] {
    let start = purchases.partition_point(|purchase| purchase.day < from);
    let end = purchases.partition_point(|purchase| purchase.day <= to);
    &purchases[start.min(end)..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_own_purchases() {
        let mut histories = Histories::default();
        let buy = |day| Purchase { day, amount: 100 };
        histories.push(buy(3));
        histories.push(buy(5));
        histories.end_member();
        histories.end_member();
        histories.push(buy(4));
        histories.end_member();
        let counts: Vec<usize> = histories.iter().map(<[_]>::len).collect();
        assert_eq!((counts, histories.members()), (vec![2, 0, 1], 3));
        assert_eq!(histories.last_day(), Some(5));
        assert_eq!(Histories::default().last_day(), None);
        assert_eq!(within(&[buy(3), buy(5)], 4, 9), &[buy(5)]);
        assert!(within(&[buy(3)], 9, 4).is_empty());
    }
}
