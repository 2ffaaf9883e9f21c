//! Purchases: confirmed, read, returned, voided.

pub mod answer;
pub mod back;
mod body;
pub mod confirm;
pub mod list;
pub mod preview;
pub mod read;
pub mod return_;
pub mod search;
pub mod unlinked;
pub mod void;

pub use body::{
    PurchaseBody, ReturnBody, ReturnLineBody, ReturnPreviewBody, UnlinkedBody, check_return_lines,
};
