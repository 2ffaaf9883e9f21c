//! Counts of members as callers read them.

use regulars_app::LiveProgram;
use regulars_app::segment::Sum;
use regulars_engine::number::{Money, Quantity};
use regulars_engine::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::{Decimal, Moment, Scales};

/// Members with their purchases and the money they have paid.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MembersCount)]
pub struct Count {
    /// Members.
    #[schema(example = 1204)]
    members: usize,
    /// Their purchases of all time up to then, of which something was kept.
    #[schema(example = 9310)]
    purchases: usize,
    /// What they have paid by money and kept, of all time up to then.
    revenue: Decimal,
}

impl Count {
    pub fn of(sum: &Sum, live: &LiveProgram) -> Self {
        Self {
            members: sum.members,
            purchases: sum.purchases,
            revenue: Scales(&live.program).money(sum.revenue),
        }
    }
}

/// The instant by the program's clock.
pub fn moment(at: Instant, live: &LiveProgram) -> Moment {
    Moment::local(at, live.program.zone.offset_at(at))
}

/// A part of a whole to four decimals; `None` of nothing.
pub fn share(part: i64, whole: i64) -> Option<Decimal> {
    if whole <= 0 {
        return None;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let rounded = (part * 20_000 + whole).div_euclid(whole * 2);
    let raw = i64::try_from(rounded).ok()?;
    Some(Decimal::quantity(Quantity::from_raw(raw)))
}

/// The part of members.
pub fn share_of_members(part: &Sum, whole: &Sum) -> Option<Decimal> {
    let number = |sum: &Sum| i64::try_from(sum.members).unwrap_or(i64::MAX);
    share(number(part), number(whole))
}

/// The part of money.
pub fn share_of_revenue(part: &Sum, whole: &Sum) -> Option<Decimal> {
    let minor = |revenue: Money| revenue.minor();
    share(minor(part.revenue), minor(whole.revenue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_half_up_and_of_nothing_there_is_none() {
        let check = |part, whole, expected: Option<&str>| {
            let share = share(part, whole).map(|share| share.to_string());
            assert_eq!(share.as_deref(), expected, "{part} of {whole}");
        };
        check(1, 3, Some("0.3333"));
        check(2, 3, Some("0.6667"));
        check(1, 20_000, Some("0.0001"));
        check(5, 5, Some("1"));
        check(0, 5, Some("0"));
        check(0, 0, None);
        check(i64::MAX, i64::MAX, Some("1"));
    }
}
