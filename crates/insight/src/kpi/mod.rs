//! The product's metrics, each a function of its name.
//!
//! Money is minor units until it enters a quotient. What would be divided by nothing is `None`, never 0: nobody to keep
//! is not the same as nobody kept.

mod customers;
mod money;
mod opinion;
mod period;
mod points;

pub use customers::{
    NegativeChurn, churn_rate, engagement, identification, negative_churn, purchase_frequency,
    repeat_rate, retention_rate,
};
pub use money::{ContactRates, Contacts, ToDate};
pub use money::{
    acquisition_cost, average_basket, contact_rates, cost_per_lead, discount_rate, net_result,
    part_of_spend, program_share, return_rate, roi, share_of_wallet, value_over_cost,
    value_to_date,
};
pub use opinion::{Nps, ces, csat, nps};
pub use period::{Activity, days_to_next_purchase, periods};
pub use points::{breakage, expected_liability, gross_liability, redemption_rate};

use crate::number::real;

/// A part of a whole; `None` of nothing.
pub fn share(part: i64, whole: i64) -> Option<f64> {
    (whole != 0).then(|| real(part) / real(whole))
}
