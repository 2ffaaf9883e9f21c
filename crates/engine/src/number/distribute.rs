//! Sharing a whole amount over lines so that the parts add up exactly.

use super::ratio::{Rounding, div_rounded};
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
/// A line with no weight (zero or below) gets nothing. A part never exceeds its cap; what does not fit goes
/// to the other lines in proportion, and what fits nowhere is `left`. A missing cap is no cap. When no line
/// has a weight, all of it is left: a discount on nothing is not granted. A total below zero is shared as
/// its mirror image, with caps on the size of a part.
pub fn distribute(total: i64, weights: &[i64], caps: Option<&[i64]>) -> Distribution {
    let size = i128::from(total).abs();
    let (parts, left) = Sharing { weights, caps }.share(size);
    let signed = |size: i128| saturate(if total < 0 { -size } else { size });
    Distribution {
        parts: parts.into_iter().map(signed).collect(),
        left: signed(left),
    }
}

/// Shares `total` in equal parts over `lines` lines, the odd units to the earlier ones, within the caps.
pub fn distribute_equal(total: i64, lines: usize, caps: Option<&[i64]>) -> Distribution {
    distribute(total, &vec![1; lines], caps)
}

/// Like [`distribute`], but in equal parts when no line has a weight: for amounts other than discounts.
pub fn distribute_or_equal(total: i64, weights: &[i64], caps: Option<&[i64]>) -> Distribution {
    if weights.iter().all(|weight| *weight <= 0) {
        return distribute_equal(total, weights.len(), caps);
    }
    distribute(total, weights, caps)
}

/// What of `total` belongs to the part of a line returned so far: `total × returned ÷ whole`, half-up.
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
/// Each part but the first is its own share; the first one balances (a line's first discount balances the
/// others to the refund). It can so differ from its own share by a few smallest units.
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
    /// Fills the lines whose share exceeds their cap and shares the rest anew, until all shares fit.
    fn share(&self, total: i128) -> (Vec<i128>, i128) {
        let mut parts = vec![0; self.weights.len()];
        let mut rest = total;
        let mut open: Vec<usize> = (0..self.weights.len())
            .filter(|line| self.takes_part(*line))
            .collect();
        while !open.is_empty() {
            let sum: i128 = open.iter().map(|line| self.weight(*line)).sum();
            let (full, fitting) = open
                .iter()
                .partition(|line| self.exceeds_cap(**line, rest, sum));
            if Vec::is_empty(&full) {
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

    /// The whole part of each share, then one more to the largest remainders. No cap is passed: a share
    /// with a remainder lies below its cap, so the next whole value does not lie above it.
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
            parts[*line] = product / sum;
            left -= parts[*line];
            by_remainder.push((product % sum, *line));
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
            .is_some_and(|cap| product / sum > cap || (product / sum == cap && product % sum > 0))
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
