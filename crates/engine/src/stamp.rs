//! Stamps: what analytics say of a member, which the facts of that member alone do not tell.
//!
//! They are computed over everybody and written down; a decision only reads them. A member without a stamp is one of
//! whom nothing is known yet, and no condition that asks for it holds.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::number::Money;

/// What is written down about one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamps {
    /// How lately, how often and for how much.
    pub rfm: Option<Marks>,
    /// Where in its life with the shop.
    pub stage: Option<Stage>,
    /// The chance of being still there.
    pub alive: Option<Share>,
    /// What is expected of the member.
    pub worth: Option<Worth>,
}

/// RFM scores, from 1; more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// How lately.
    pub recency: u8,
    /// How often.
    pub frequency: u8,
    /// For how much.
    pub money: u8,
}

/// Expected customer lifetime value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// Money expected.
    pub value: Money,
    /// The share of members who are expected to bring as much or more: 20 % and less are the best fifth.
    pub top: Share,
}

/// A share from nothing to the whole, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(u32);

impl Share {
    /// Parts of the whole.
    pub const WHOLE: u32 = 1_000_000;

    /// So many millionths, the whole at most.
    pub fn from_millionths(millionths: u32) -> Self {
        Self(millionths.min(Self::WHOLE))
    }

    /// Millionths.
    pub const fn millionths(self) -> u32 {
        self.0
    }

    /// As conditions compare it.
    pub(crate) fn raw(self) -> i64 {
        i64::from(self.0)
    }
}

/// `0.35`, with as many places as are needed.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / Self::WHOLE, self.0 % Self::WHOLE);
        let rest = format!("{rest:06}");
        match rest.trim_end_matches('0') {
            "" => write!(f, "{whole}"),
            rest => write!(f, "{whole}.{rest}"),
        }
    }
}

/// Where a member who has bought is in its life with the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Bought first not long ago and not often yet.
    New,
    /// Buys.
    Active,
    /// Buys often.
    Loyal,
    /// Has not bought for a while.
    AtRisk,
    /// Has not bought for long.
    Lost,
    /// Was lost and bought again not long ago.
    WonBack,
}

impl Stage {
    /// Every stage, in the order of a life.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Active,
        Self::Loyal,
        Self::AtRisk,
        Self::Lost,
        Self::WonBack,
    ];

    /// Its name in conditions.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Active => "active",
            Self::Loyal => "loyal",
            Self::AtRisk => "at_risk",
            Self::Lost => "lost",
            Self::WonBack => "won_back",
        }
    }

    /// The stage of that name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_as_decimals() {
        for (millionths, expected) in [
            (0, "0"),
            (350_000, "0.35"),
            (1, "0.000001"),
            (1_000_000, "1"),
            (2_000_000, "1"),
        ] {
            assert_eq!(
                Share::from_millionths(millionths).to_string(),
                expected,
                "{millionths}"
            );
        }
    }
}
