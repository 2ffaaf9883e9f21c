//! The few who spend most, held back.

use crate::number::{count, whole};

/// Bounds that values are held within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Caps {
    /// The lower; for values below nothing, such as refunds.
    pub low: f64,
    /// The upper.
    pub high: f64,
}

impl Caps {
    /// A value held within.
    pub fn hold(self, value: f64) -> f64 {
        value.clamp(self.low, self.high)
    }
}

/// The value that a share `top` (0.99) of the pooled non-zero values above nothing lies at or below, and likewise
/// below nothing. Zeros do not count: where few buy, their percentile would be nothing and the cap would take all.
///
/// `values` are those of all arms together; a cap of its own for each arm would bias the comparison. Without values on
/// a side nothing is held there.
pub fn caps(values: &[f64], top: f64) -> Caps {
    let above = |sign: f64| {
        let turned = values.iter().map(|value| value * sign);
        turned.filter(|value| *value > 0.0).collect()
    };
    Caps {
        low: -cap(above(-1.0), top),
        high: cap(above(1.0), top),
    }
}

/// The nearest-rank percentile; infinite of nothing.
fn cap(mut values: Vec<f64>, top: f64) -> f64 {
    let rank = whole((count(values.len()) * top.clamp(0.0, 1.0)).ceil());
    let Some(place) = usize::try_from(rank - 1)
        .ok()
        .filter(|place| *place < values.len())
    else {
        return f64::INFINITY;
    };
    let (_, value, _) = values.select_nth_unstable_by(place, f64::total_cmp);
    *value
}
