//! Coupons: codes that a program makes public or gives out, and what becomes of those presented.
//!
//! The program says what a series is worth and how often; the store knows each code that was given out. A decision reads
//! what the store knows of the codes in the basket ([`CouponState`]) and answers moves ([`CouponMove`]), which the store
//! guards: no code is used more often than its series allows, however many tills are at it.

mod code;
mod issue;
mod present;
#[cfg(test)]
mod tests;

pub(crate) use code::{SYMBOLS, is_shaped, is_sound};
pub use code::{folded, make};
pub(crate) use issue::{issue, move_coupon};
pub(crate) use present::{Presented, Verdict, present};

use serde::{Deserialize, Serialize};

use crate::id::{MemberId, PurchaseId};
use crate::name::RuleId;
use crate::program::{Codes, CouponSeries, Program};
use crate::time::Instant;

/// What the store knows of a code in the basket. Holds are those of other baskets, and only live ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CouponState {
    /// The series that gave it out; `None` for a public code, whose series the program knows.
    pub series: Option<RuleId>,
    /// Whose it is; `None`: whoever has it.
    pub member: Option<MemberId>,
    /// Till when it is valid; `None`: as long as its series.
    pub expires_at: Option<Instant>,
    /// Nobody can use it any more.
    pub revoked: bool,
    /// How often it was used.
    pub uses: i64,
    /// How often it is held.
    pub held: i64,
    /// How often codes of its series were used, where the series has a `total`.
    pub series_uses: i64,
    /// How often codes of its series are held.
    pub series_held: i64,
    /// How often the buyer holds codes of its series.
    pub member_held: i64,
}

/// What a decision does to a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouponMove {
    /// Given out to the member.
    Issued {
        /// The new code.
        code: String,
        /// Its series.
        series: RuleId,
        /// Till when it is valid; `None`: as long as its series.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires_at: Option<Instant>,
    },
    /// Used by a purchase.
    Used {
        /// The code, as it is kept.
        code: String,
        /// Its series.
        series: RuleId,
    },
    /// Its use was taken back: it can be used again.
    GivenBack {
        /// The code, as it is kept.
        code: String,
        /// Its series.
        series: RuleId,
        /// The purchase that had used it.
        purchase: PurchaseId,
    },
    /// What had given it out was undone: it is void unless it was used meanwhile.
    Withdrawn {
        /// The code, as it is kept.
        code: String,
        /// Its series.
        series: RuleId,
    },
}

impl CouponMove {
    /// The series of the code.
    pub fn series(&self) -> &RuleId {
        match self {
            Self::Issued { series, .. }
            | Self::Used { series, .. }
            | Self::GivenBack { series, .. }
            | Self::Withdrawn { series, .. } => series,
        }
    }
}

/// A text that could be a code of the program.
#[derive(Debug, Clone, PartialEq)]
pub enum CouponCode<'p> {
    /// The public code of a series, and the form it is kept in.
    Public(&'p CouponSeries, String),
    /// One of the codes given out, by the form it is kept in; the store knows of which series.
    Unique(String),
    /// It looks like one of the codes given out, but its check symbol is wrong.
    Mistyped,
}

impl CouponCode<'_> {
    /// The form it is kept in.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Public(_, key) | Self::Unique(key) => Some(key),
            Self::Mistyped => None,
        }
    }
}

impl Program {
    /// The series of that id.
    pub fn coupon_series(&self, id: &RuleId) -> Option<&CouponSeries> {
        self.coupons.iter().find(|series| series.id == *id)
    }

    /// The series of a public code, by the form it is kept in.
    pub fn public_series(&self, key: &str) -> Option<&CouponSeries> {
        let is_it = |series: &&CouponSeries| match &series.codes {
            Codes::Public(code) => public_key(code) == key,
            Codes::Unique { .. } => false,
        };
        self.coupons.iter().find(is_it)
    }

    /// Which code of the program a text is, whatever the case of its letters; `None` if it is none.
    pub fn coupon_code(&self, text: &str) -> Option<CouponCode<'_>> {
        let public = public_key(text);
        let folded = folded(text);
        let mut mistyped = false;
        for series in &self.coupons {
            match &series.codes {
                Codes::Public(code) if public_key(code) == public => {
                    return Some(CouponCode::Public(series, public));
                }
                Codes::Public(_) => {}
                Codes::Unique { prefix } => match folded.strip_prefix(prefix.as_str()) {
                    Some(body) if code::is_sound(body) => return Some(CouponCode::Unique(folded)),
                    Some(body) => mistyped |= code::is_shaped(body),
                    None => {}
                },
            }
        }
        mistyped.then_some(CouponCode::Mistyped)
    }

    /// The most coupons that one decision may give out: so many random numbers it wants.
    pub fn coupons_given_most(&self) -> usize {
        let activities = self.activities.iter();
        let given = activities.filter(|one| one.coupon.is_some()).count();
        given + self.coupons_of_goals()
    }
}

/// The form in which a public code is compared and kept.
fn public_key(code: &str) -> String {
    code.trim().to_uppercase()
}
