//! Conditions: one typed grammar and its one evaluator, over a [`View`].
//!
//! `file` and `written` are the grammar as it stands in a program, `compile` checks it and makes a [`Condition`],
//! `evaluate` answers whether it holds. A leaf about a buyer who is not identified does not hold, except
//! `member.known: false`.

mod compile;
mod describe;
mod due;
mod evaluate;
mod fact;
mod file;
mod leaf;
mod line;
mod loaded;
mod names;
mod needs;
mod outlet;
mod past;
mod prepare;
mod range;
mod scalar;
mod switch;
mod tally;
mod totals;
mod unmet;
mod variety;
mod view;
mod week;
mod written;

pub use compile::{Known, compile, compile_lines};
pub use describe::{describe, describe_lines};
pub use due::next_change_at;
pub use evaluate::holds;
pub use fact::Fact;
pub use file::{ConditionFile, Contact, EntryFile, MemberWord};
pub use leaf::{Condition, InSegment, Leaf, Negated};
pub use line::{BasketFacts, CLUB_LANE, DEFAULT_CHANNEL, LineFacts, LineRow, LineWhere};
pub use loaded::{MemberColumns, MemberView};
pub use names::{NameId, Names};
pub use needs::{goods_wanted, needs};
pub use outlet::{OutletRow, OutletWhere};
pub use prepare::{Answers, Beforehand, prepare};
pub use scalar::{OneOrMany, Scalar, Short, Shorthand};
pub use tally::{Adds, Tally};
pub(crate) use totals::least_totals;
pub(crate) use unmet::lacks;
pub use unmet::{Unmet, unmet};
pub use variety::Variety;
pub use view::View;
pub use week::WeekWhere;
pub use written::{
    AgoFile, AroundFile, BasketLinesFile, BasketTotalFile, ClvFile, CompareFile, ConsentFile,
    Dimension, DiscountedFile, DistinctFile, EventsFile, FavouriteFile, LastPurchaseFile,
    LineWhereFile, NextPurchaseFile, NumberFile, NumberPer, PresentFile, PropertiesFile,
    PurchaseWhereFile, PurchasesFile, RfmFile, ThisEventFile, ThresholdFile, TierFile, TimeFile,
    ValueFile, WordsFile, YearlyFile,
};

#[cfg(test)]
mod tests;
