//! Stamps: what analytics say of a member, which the facts of that member alone do not tell.
//!
//! They are computed over everybody and written down; a decision only reads them. A member without a stamp is one of
//! whom nothing is known yet, and no condition that asks for it holds.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::number::Money;
use crate::time::LocalDate;

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
    /// Purchases expected within a year.
    pub purchases: Option<Purchases>,
    /// The local day by which the next purchase is expected, counted on from the last one: it stays where it is until there
    /// is another purchase, and may have gone by.
    pub next_purchase: Option<LocalDate>,
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

/// A number of purchases that is expected, in hundredths of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purchases(u32);

impl Purchases {
    /// Parts of one.
    const ONE: u32 = 100;

    /// So many hundredths.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// Hundredths.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

/// `5.3`, with as many places as are needed.
impl fmt::Display for Purchases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal(f, self.0 / Self::ONE, &format!("{:02}", self.0 % Self::ONE))
    }
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
        decimal(
            f,
            self.0 / Self::WHOLE,
            &format!("{:06}", self.0 % Self::WHOLE),
        )
    }
}

/// A whole and its decimals, without noughts at their end.
fn decimal(f: &mut fmt::Formatter<'_>, whole: u32, decimals: &str) -> fmt::Result {
    match decimals.trim_end_matches('0') {
        "" => write!(f, "{whole}"),
        rest => write!(f, "{whole}.{rest}"),
    }
}

/// Where a member who has bought is in its life with the shop: the id of a stage that the program defines, or of a usual
/// one. It is kept in place, so that the stamps of millions of members lie flat.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage([u8; Self::LONGEST]);

impl Stage {
    /// The longest id, in bytes.
    pub const LONGEST: usize = 20;

    /// Bought first not long ago and not often yet.
    pub const NEW: Self = Self::of("new");
    /// Buys.
    pub const ACTIVE: Self = Self::of("active");
    /// Buys often.
    pub const LOYAL: Self = Self::of("loyal");
    /// Has not bought for a while.
    pub const AT_RISK: Self = Self::of("at_risk");
    /// Has not bought for long.
    pub const LOST: Self = Self::of("lost");
    /// Was lost and bought again not long ago.
    pub const WON_BACK: Self = Self::of("won_back");

    /// The stages of a program that defines none, in the order of a life.
    pub const USUAL: [Self; 6] = [
        Self::NEW,
        Self::ACTIVE,
        Self::LOYAL,
        Self::AT_RISK,
        Self::LOST,
        Self::WON_BACK,
    ];

    /// The stage of that id; `None` if it is empty or too long.
    pub fn new(id: &str) -> Option<Self> {
        let fits = !id.is_empty() && id.len() <= Self::LONGEST && !id.contains('\0');
        fits.then(|| Self::of(id))
    }

    /// An id that fits.
    const fn of(id: &str) -> Self {
        let (mut kept, mut rest, mut n) = ([0; Self::LONGEST], id.as_bytes(), 0);
        while let [first, more @ ..] = rest
            && n < Self::LONGEST
        {
            kept[n] = *first;
            n += 1;
            rest = more;
        }
        Self(kept)
    }

    /// Its id.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().take_while(|byte| **byte != 0).count();
        let id = self
            .0
            .get(..length)
            .and_then(|id| std::str::from_utf8(id).ok());
        id.unwrap_or_default()
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_stage_is_kept_as_it_is_or_not_at_all() {
        let check = |id: &str, expected: Option<&str>| {
            let stage = Stage::new(id);
            assert_eq!(stage.as_ref().map(Stage::as_str), expected, "{id}");
        };
        check("at_risk", Some("at_risk"));
        check("potential_loyalists_", Some("potential_loyalists_"));
        check("potential_loyalists_x", None);
        check("спящие", Some("спящие"));
        check("", None);
        assert_eq!(Stage::new("lost"), Some(Stage::LOST));
    }

    #[test]
    fn expected_purchases_read_as_decimals() {
        for (hundredths, expected) in [(0, "0"), (4, "0.04"), (530, "5.3"), (1_200, "12")] {
            let purchases = Purchases::from_hundredths(hundredths);
            assert_eq!(purchases.to_string(), expected, "{hundredths}");
        }
    }

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
