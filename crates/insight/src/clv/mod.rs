//! What members will buy, and whether they are still there.
//!
//! Time is in weeks of seven days, kept as whole days until it enters a formula; money in major units, as a mean of whole
//! minor units. Purchases of one day are one purchase.

mod fit;
mod forecast;
mod gate;
mod history;
mod holdout;
mod purchasing;
mod spend;

pub use fit::{Fitted, fit};
pub use forecast::{Forecast, Horizon, forecast};
pub use gate::{Gate, Gates, gates};
pub use history::{Past, past};
pub use holdout::{Decile, Holdout, holdout};
pub use purchasing::{Dropout, Purchasing};
pub use spend::{Spend, SpendFitted, fit_spend};

#[cfg(test)]
mod tests;
