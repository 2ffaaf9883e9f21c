//! From what callers write to types that cannot be wrong. All wrong values of a body are told at once.

mod attribute;
mod day;
mod identifier;
mod nullable;
mod path;
mod stated;
mod text;
mod wrong;

pub use attribute::{Loose, values};
pub use day::day;
pub use identifier::{MemberName, StatedCard, StatedEmail, StatedPhone, card, email, phone};
pub use nullable::{or_default, there};
pub use path::{document, member, version};
pub use stated::{At, StatedDate, StatedInstant, StatedPrice, StatedQuantity, StatedQuote};
pub use text::{MISSING, NAME_MAX, TEXT_MAX, caller_id, name, names, text, too_many};
pub use wrong::{Pointer, Wrong};
