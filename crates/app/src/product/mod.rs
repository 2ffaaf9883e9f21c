//! The catalogue of goods: facts a request may leave out.

mod list;
mod put;
mod read;

pub use list::list;
pub use put::put;
pub use read::read;
pub use regulars_engine::situation::Product;
pub use regulars_store::ProductRow;
