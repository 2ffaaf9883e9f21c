//! What is expected of customers together.

use regulars_engine::time::LocalDate;
use regulars_insight::clv::Horizon;

use super::row::Foretold;
use crate::report::base::{Base, Purse};
use crate::report::clv::expected_together;

/// A year ahead, at a tenth a year.
const HORIZON: Horizon = Horizon {
    weeks: 52,
    discount_a_year: 0.1,
    margin: 1.0,
};

/// What is expected within a year from a day on; `asked`: how many days the figures beside it are of. `None` where there is
/// too little to foretell it from.
pub(super) fn foretold(base: &Base, end: LocalDate, asked: i32, purse: Purse) -> Option<Foretold> {
    let (customers, major) = expected_together(base, end, &HORIZON, purse)?;
    let days = f64::from(HORIZON.weeks) * 7.0;
    Some(Foretold {
        customers,
        revenue: major * purse.scale(),
        times: days / f64::from(asked.max(1)),
    })
}
