//! Who stays, who comes again.

use super::share;

/// (E − N) / S: of the customers at the start the share that is there at the end; E at the end, N new in the period. A
/// customer is who bought within the program's activity window.
pub fn retention_rate(at_start: i64, at_end: i64, new: i64) -> Option<f64> {
    share(at_end - new, at_start)
}

/// (C1 − C2) / C1: of the customers at the start the share lost by the end; C2 are those of them who are left.
pub fn churn_rate(at_start: i64, left_of_them: i64) -> Option<f64> {
    share(at_start - left_of_them, at_start)
}

/// Customers who bought more than before, and their money against that of those who were lost.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NegativeChurn {
    /// Customers of the period before who bought more in this one.
    pub expanded: i64,
    /// What kept customers paid more than before, those who paid less left out; minor units.
    pub expansion: i64,
    /// What lost customers had paid in the period before.
    pub lost: i64,
    /// (expansion − lost) / revenue of the period before; `None` without any.
    pub rate: Option<f64>,
}

/// Negative churn of members by what they paid in the period before and in this one, in minor units; nothing of nobody.
pub fn negative_churn(paid: impl IntoIterator<Item = (i64, i64)>) -> NegativeChurn {
    let mut found = NegativeChurn::default();
    let mut start = 0;
    for (before, now) in paid.into_iter().filter(|(before, _)| *before > 0) {
        start += before;
        if now <= 0 {
            found.lost += before;
        } else if now > before {
            found.expanded += 1;
            found.expansion += now - before;
        }
    }
    found.rate = share(found.expansion - found.lost, start);
    found
}

/// Purchases / distinct buyers of the period.
pub fn purchase_frequency(purchases: i64, buyers: i64) -> Option<f64> {
    share(purchases, buyers)
}

/// Buyers with two or more purchases / buyers.
pub fn repeat_rate(with_two_or_more: i64, buyers: i64) -> Option<f64> {
    share(with_two_or_more, buyers)
}

/// Members who did an action of the program in the period / members.
pub fn engagement(acted: i64, members: i64) -> Option<f64> {
    share(acted, members)
}

/// Receipts with a member / all receipts.
pub fn identification(identified: i64, receipts: i64) -> Option<f64> {
    share(identified, receipts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_their_formulas_and_nothing_of_nobody() {
        assert_eq!(retention_rate(100, 110, 30), Some(0.8));
        assert_eq!(churn_rate(100, 80), Some(0.2));
        assert_eq!(purchase_frequency(9, 6), Some(1.5));
        assert_eq!(repeat_rate(1, 4), Some(0.25));
        assert_eq!(engagement(5, 10), Some(0.5));
        assert_eq!(identification(3, 4), Some(0.75));
        assert_eq!((retention_rate(0, 5, 5), churn_rate(0, 0)), (None, None));
        assert_eq!((purchase_frequency(0, 0), repeat_rate(0, 0)), (None, None));
        assert_eq!(churn_rate(1, 1), Some(0.0));
    }

    #[test]
    fn expansion_is_held_against_what_was_lost() {
        let found = negative_churn([(100, 150), (100, 80), (200, 0), (0, 500)]);
        assert_eq!((found.expanded, found.expansion, found.lost), (1, 50, 200));
        assert_eq!(found.rate, Some(-150.0 / 400.0));
        assert_eq!(negative_churn([]), NegativeChurn::default());
    }
}
