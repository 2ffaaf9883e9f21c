//! Places of sale. The word in routes is `stores`; here `place`, since `store` is where data is kept.

mod list;
mod put;
mod read;

pub use list::list;
pub use put::put;
pub use read::read;
pub use regulars_store::StoreRow;
