//! Sharing a whole amount over lines so that the parts add up exactly.

use super::ratio::{Rounding, div_rem, div_rounded};
use super::text::saturate;

/// A whole shared over lines. `parts` and `left` always add up to what was to be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// What each line gets, in the order of the lines.
    pub parts: Vec<i64>,
    /// What fitted nowhere: not granted.
    pub left: i64,
}

/// Shares `total` in proportion to `weights` by largest remainder, ties to the earlier line.
///
/// A line with no weight (zero or below) gets nothing. A part never exceeds its cap; what does not
/// fit goes to the other lines in proportion, and what fits nowhere is `left`. A missing cap is no
/// cap. When no line has a weight, all of it is left: a discount on nothing is not granted. A total
/// below zero is shared as its mirror image, with caps on the size of a part.
pub fn distribute(total: i64, weights: &[i64], caps: Option<&[i64]>) -> Distribution {
    let size = i128::from(total).abs();
    let (parts, left) = Sharing { weights, caps }.share(size);
    let signed = |size: i128| saturate(if total < 0 { -size } else { size });
    Distribution {
        parts: parts.into_iter().map(signed).collect(),
        left: signed(left),
    }
}

/// Shares `total` in equal parts over `lines` lines, the odd units to the earlier ones, within the
/// caps.
pub fn distribute_equal(total: i64, lines: usize, caps: Option<&[i64]>) -> Distribution {
    distribute(total, &vec![1; lines], caps)
}

/// Like [`distribute`], but in equal parts when no line has a weight: for amounts other than
/// discounts.
pub fn distribute_or_equal(total: i64, weights: &[i64], caps: Option<&[i64]>) -> Distribution {
    if weights.iter().all(|weight| *weight <= 0) {
        return distribute_equal(total, weights.len(), caps);
    }
    distribute(total, weights, caps)
}

/// What of `total` belongs to the part of a line returned so far: `total × returned ÷ whole`,
/// half-up.
///
/// Every return takes this less what earlier returns took, so a full return takes exactly `total`.
/// `returned` is held between nothing and the whole; a line of no size counts as returned at once.
pub fn share_so_far(total: i64, returned: i64, whole: i64) -> i64 {
    if returned >= whole {
        return total;
    }
    let product = i128::from(total) * i128::from(returned.max(0));
    saturate(div_rounded(product, i128::from(whole), Rounding::HalfUp))
}

/// [`share_so_far`] of several parts of one line, such that they add up to the share of their sum.
///
/// Each part but the first is its own share; the first one balances (a line's first discount
/// balances the others to the refund). It can so differ from its own share by half a smallest unit
/// for each of the others, and fall below zero where it is as small as that.
pub fn cumulative_shares(parts: &[i64], returned: i64, whole: i64) -> Vec<i64> {
    let mut shares: Vec<i64> = parts
        .iter()
        .map(|part| share_so_far(*part, returned, whole))
        .collect();
    let total = share_so_far(parts.iter().sum(), returned, whole);
    let surplus = shares.iter().sum::<i64>() - total;
    if let Some(first) = shares.first_mut() {
        *first -= surplus;
    }
    shares
}

/// The lines something is shared over.
struct Sharing<'a> {
    weights: &'a [i64],
    caps: Option<&'a [i64]>,
}

impl Sharing<'_> {
    /// Fills the lines whose share exceeds their cap and shares the rest anew, until all shares
    /// fit.
    fn share(&self, total: i128) -> (Vec<i128>, i128) {
        let mut parts = vec![0; self.weights.len()];
        let mut rest = total;
        let mut open: Vec<usize> = (0..self.weights.len())
            .filter(|line| self.takes_part(*line))
            .collect();
        while !open.is_empty() {
            let sum: i128 = open.iter().map(|line| self.weight(*line)).sum();
            let (full, fitting): (Vec<usize>, Vec<usize>) = open
                .iter()
                .partition(|line| self.exceeds_cap(**line, rest, sum));
            if full.is_empty() {
                self.share_by_largest_remainder(rest, sum, &fitting, &mut parts);
                return (parts, 0);
            }
            for line in full {
                parts[line] = self.cap(line).unwrap_or(0);
                rest -= parts[line];
            }
            open = fitting;
        }
        (parts, rest)
    }

    /// The whole part of each share, then one more to the largest remainders. No cap is passed: a
    /// share with a remainder lies below its cap, so the next whole value does not lie above it.
    fn share_by_largest_remainder(
        &self,
        rest: i128,
        sum: i128,
        lines: &[usize],
        parts: &mut [i128],
    ) {
        let mut left = rest;
        let mut by_remainder: Vec<(i128, usize)> = Vec::with_capacity(lines.len());
        for line in lines {
            let product = rest * self.weight(*line);
            let (whole, remainder) = div_rem(product, sum);
            parts[*line] = whole;
            left -= parts[*line];
            by_remainder.push((remainder, *line));
        }
        by_remainder.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, line) in by_remainder {
            if left == 0 {
                break;
            }
            parts[line] += 1;
            left -= 1;
        }
    }

    fn takes_part(&self, line: usize) -> bool {
        self.weight(line) > 0 && self.cap(line).is_none_or(|cap| cap > 0)
    }

    fn exceeds_cap(&self, line: usize, rest: i128, sum: i128) -> bool {
        let product = rest * self.weight(line);
        self.cap(line)
            .is_some_and(|cap| div_rem(product, sum) > (cap, 0))
    }

    fn weight(&self, line: usize) -> i128 {
        self.weights.get(line).copied().map_or(0, i128::from)
    }

    fn cap(&self, line: usize) -> Option<i128> {
        self.caps
            .and_then(|caps| caps.get(line))
            .map(|cap| i128::from(*cap).max(0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(total: i64, weights: &[i64], caps: Option<&[i64]>, parts: &[i64], left: i64) {
        let expected = Distribution {
            parts: parts.to_vec(),
            left,
        };
        assert_eq!(
            distribute(total, weights, caps),
            expected,
            "{total} over {weights:?} within {caps:?}"
        );
    }

    #[test]
    fn parts_follow_the_weights() {
        check(100, &[1, 1], None, &[50, 50], 0);
        check(100, &[1, 1, 1], None, &[34, 33, 33], 0);
        check(2, &[1, 1, 1], None, &[1, 1, 0], 0);
        check(10, &[6, 3, 1], None, &[6, 3, 1], 0);
        check(5, &[299, 299, 402], None, &[2, 1, 2], 0);
        check(0, &[1, 2], None, &[0, 0], 0);
        check(-100, &[1, 1, 1], None, &[-34, -33, -33], 0);
    }

    #[test]
    fn no_weight_gets_nothing() {
        check(10, &[0, 1, 0], None, &[0, 10, 0], 0);
        check(10, &[-5, 1], None, &[0, 10], 0);
        check(10, &[0, 0], None, &[0, 0], 10);
        check(10, &[], None, &[], 10);
    }

    #[test]
    fn what_passes_a_cap_goes_to_the_others() {
        check(100, &[1, 1], Some(&[10, 1_000]), &[10, 90], 0);
        check(100, &[1, 1], Some(&[10, 20]), &[10, 20], 70);
        check(100, &[8, 1, 1], Some(&[50, 30, 1_000]), &[50, 25, 25], 0);
        check(100, &[80, 15, 5], Some(&[10, 30, 1_000]), &[10, 30, 60], 0);
        check(3, &[1, 1, 1], Some(&[0, 1, 5]), &[0, 1, 2], 0);
        check(10, &[1, 0], Some(&[4, 100]), &[4, 0], 6);
        check(10, &[1, 1], Some(&[-3, 100]), &[0, 10], 0);
        check(10, &[1, 1], Some(&[2]), &[2, 8], 0);
        check(-10, &[1, 1], Some(&[2, 3]), &[-2, -3], -5);
    }

    #[test]
    fn equal_parts_put_the_odd_units_first() {
        assert_eq!(distribute_equal(5, 3, None).parts, [2, 2, 1]);
        assert_eq!(distribute_equal(5, 3, Some(&[0, 9, 9])).parts, [0, 3, 2]);
        assert_eq!(
            distribute_equal(5, 0, None),
            Distribution {
                parts: vec![],
                left: 5
            }
        );
        assert_eq!(distribute_or_equal(4, &[0, 0], None).parts, [2, 2]);
        assert_eq!(distribute_or_equal(4, &[0, 1], None).parts, [0, 4]);
    }

    #[test]
    fn the_last_return_takes_what_is_left() {
        let so_far: Vec<i64> = (0..=3)
            .map(|returned| share_so_far(10_000, returned, 3))
            .collect();
        assert_eq!(so_far, [0, 3_333, 6_667, 10_000]);
        assert_eq!(share_so_far(-5, 1, 2), -3);
        assert_eq!(share_so_far(5, -1, 2), 0);
        assert_eq!(share_so_far(5, 9, 2), 5);
        assert_eq!(share_so_far(5, 0, 0), 5);
    }

    #[test]
    fn the_first_part_balances_the_others() {
        assert_eq!(cumulative_shares(&[5, 5, 5], 1, 2), [2, 3, 3]);
        assert_eq!(cumulative_shares(&[5, 5, 5], 2, 2), [5, 5, 5]);
        assert_eq!(cumulative_shares(&[], 1, 2), Vec::<i64>::new());
    }

    fn line() -> impl Strategy<Value = (i64, i64)> {
        (
            prop_oneof![Just(0), 0_i64..1_000_000],
            prop_oneof![Just(0), 0_i64..1_000, Just(i64::MAX)],
        )
    }

    proptest! {
        #[test]
        fn parts_and_left_are_the_whole(total: i32, lines in prop::collection::vec(line(), 0..20)) {
            let (weights, caps): (Vec<i64>, Vec<i64>) = lines.into_iter().unzip();
            let Distribution { parts, left } = distribute(total.into(), &weights, Some(&caps));
            prop_assert_eq!(parts.iter().sum::<i64>() + left, i64::from(total));
            let open = |line: usize| weights[line] > 0 && parts[line].abs() < caps[line];
            prop_assert!(left == 0 || !(0..parts.len()).any(open), "left although it fits");
            for line in 0..parts.len() {
                prop_assert!(parts[line].abs() <= caps[line]);
                prop_assert!(parts[line] == 0 || weights[line] > 0);
                prop_assert!(parts[line].signum() * i64::from(total).signum() >= 0);
            }
        }

        #[test]
        fn without_caps_each_part_is_its_share_to_within_one(
            total in 0_i64..1_000_000_000_000,
            weights in prop::collection::vec(0_i64..1_000_000_000, 1..20),
        ) {
            let sum: i64 = weights.iter().sum();
            prop_assume!(sum > 0);
            for (part, weight) in distribute(total, &weights, None).parts.iter().zip(&weights) {
                let share = i128::from(total) * i128::from(*weight);
                let off = i128::from(*part) * i128::from(sum) - share;
                prop_assert!(off.abs() < i128::from(sum));
            }
        }

        #[test]
        fn the_largest_weights_and_totals_do_not_overflow(
            total: i64,
            weights in prop::collection::vec(any::<i64>(), 0..9),
            caps in prop::collection::vec(any::<i64>(), 0..9),
        ) {
            let Distribution { parts, left } = distribute(total, &weights, Some(&caps));
            let sum = parts.iter().copied().map(i128::from).sum::<i128>() + i128::from(left);
            prop_assert_eq!(sum, i128::from(total));
        }

        #[test]
        fn returns_in_any_pieces_take_the_whole_and_never_go_back(
            parts in prop::collection::vec(0_i64..1_000_000, 1..5),
            mut steps in prop::collection::vec(0_i64..=100_000, 0..8),
            whole in 1_i64..=100_000,
        ) {
            steps.retain(|step| *step < whole);
            steps.push(whole);
            steps.sort_unstable();
            let mut paid_back = 0;
            for returned in steps {
                let shares = cumulative_shares(&parts, returned, whole);
                let total: i64 = parts.iter().sum();
                prop_assert_eq!(shares.iter().sum::<i64>(), share_so_far(total, returned, whole));
                prop_assert!(share_so_far(total, returned, whole) >= paid_back);
                paid_back = share_so_far(total, returned, whole);
                if returned == whole {
                    prop_assert_eq!(&shares, &parts);
                }
            }
        }
    }
}
