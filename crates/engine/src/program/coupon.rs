//! Series of coupons, compiled.

use crate::name::RuleId;
use crate::program::{Limit, Text};
use crate::time::{ExpiryRule, Instant};

/// A series of coupons.
#[derive(Debug, Clone, PartialEq)]
pub struct CouponSeries {
    /// Its id; one family with the ids of rules.
    pub id: RuleId,
    /// Its name.
    pub name: Text,
    /// Its codes.
    pub codes: Codes,
    /// Not valid before.
    pub starts: Option<Instant>,
    /// Not valid from here on.
    pub ends: Option<Instant>,
    /// How long a code is valid from its issue.
    pub expire: Option<ExpiryRule>,
    /// Uses of one code; `None`: any number.
    pub uses: Option<i64>,
    /// Uses of all codes together; `None`: any number.
    pub total: Option<i64>,
    /// Uses by one member; with one it is for members only.
    pub limit: Option<Limit>,
    /// Anybody can use a code that was given to a member.
    pub transferable: bool,
    /// A whole return gives the code back.
    pub returnable: bool,
    /// A valid code that gave nothing is used up.
    pub consumed_idle: bool,
}

/// The codes of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codes {
    /// One for everybody.
    Public(String),
    /// Given out one by one; all begin so.
    Unique {
        /// What they begin with.
        prefix: String,
    },
}

impl CouponSeries {
    /// Whether the store counts the uses of each code: its own uses bound it, or it is one of many.
    pub fn counts_codes(&self) -> bool {
        self.uses.is_some() || matches!(self.codes, Codes::Unique { .. })
    }
}
