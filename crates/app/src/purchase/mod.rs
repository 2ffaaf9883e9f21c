//! Purchases: confirmed, read, returned, voided.

mod confirm;
mod list;
mod past;
mod price;
mod read;
mod return_;
mod unlinked;
mod void;

pub use confirm::{ConfirmRequest, Confirmed, confirm};
pub use list::list;
pub(crate) use past::past_decision;
pub use price::PriceChanged;
pub(crate) use price::{Asked, Pricing, differs, load, when_of};
pub use read::{DocumentRef, PurchaseView, ReturnView, read, read_return};
pub use return_::{ReturnLineRequest, ReturnRequest, Returned, return_goods};
pub use unlinked::{UnlinkedRequest, return_unlinked};
pub use void::{Voided, void};
