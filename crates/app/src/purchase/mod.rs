//! Purchases: confirmed, read, returned, voided.

pub(crate) mod confirm;
mod list;
pub(crate) mod past;
mod price;
mod read;
pub(crate) mod return_;
mod unlinked;
mod void;

pub use confirm::{ConfirmRequest, Confirmed, confirm};
pub use list::{list, search};
pub(crate) use past::{past_decision, seen};
pub use price::PriceChanged;
pub(crate) use price::{Asked, Pricing, find, live_for, load, load_with, when_of};
pub use read::{DocumentRef, PurchaseView, ReturnView, read_return, read_with_names};
pub(crate) use read::{find_purchase, read_return_view, read_view};
pub use regulars_store::{Buyer, PurchaseFilter, PurchaseFound, ReturnRow, Standing};
pub use return_::{
    ReturnLineRequest, ReturnRequest, Returned, ReturnedGoods, preview_return, return_goods,
};
pub use unlinked::{UnlinkedRequest, return_unlinked};
pub use void::{Voided, preview_void, void};
