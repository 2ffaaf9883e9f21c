//! Gift cards and prepaid balances: made, topped up, blocked, looked at; and what decisions do to them.

mod block;
mod expire;
mod list;
mod load;
mod make;
mod moves;
mod read;

pub use block::block;
pub(crate) use expire::expire;
pub use list::list;
pub use load::load;
pub use make::{CARDS_MOST, Made, MakeRequest, make};
pub(crate) use moves::{Changes, draw, fact, hold, states, states_of_past};
pub use read::{GiftCardView, Standing, read};
pub use regulars_store::{GiftCardEntry, GiftCardEntryKind, GiftCardRow};
