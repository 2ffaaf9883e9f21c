//! Coupons: codes made for a file, looked at, called back; and what decisions do to them.

mod list;
mod make;
mod moves;
mod read;
mod revoke;

pub use list::{of_member, of_series};
pub use make::{CODES_MOST, Made, make};
pub(crate) use moves::{Moves, held, states, undone};
pub use read::{CouponView, Standing, read};
pub use regulars_store::{CouponRow, CouponUse};
pub use revoke::revoke;
