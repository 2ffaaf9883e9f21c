//! Counters: what a program must know of the past beyond its windows, kept by decisions as they go.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::name::{RuleId, SchemeId, UnitId};
use crate::time::{Instant, LocalDate, Period, Zone};

/// What a counter counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// The metric of a tier scheme (minor units of money, or points in the unit's scale, or visits).
    Tier(SchemeId),
    /// The other metric of a tier scheme.
    TierOr(SchemeId),
    /// How often a rule was used.
    Uses(RuleId),
    /// Goods bought that an offer's steps count: units in ten-thousandths, or minor units of money paid.
    Bought(RuleId),
    /// Money an offer has given.
    Given(RuleId),
    /// Points that the activities of a cap gave, in the unit's scale.
    Points(RuleId),
    /// Money paid that an activity gives a share of, minor units.
    Paid(RuleId),
    /// What a member has done of a challenge: purchases, events, units in ten-thousandths, or minor units of money.
    Progress(RuleId),
    /// How often a goal of a challenge was reached.
    Reached(RuleId),
    /// How often a badge was given.
    Badge(RuleId),
    /// How much of a stock was given to all members together.
    Stock(RuleId),
    /// Points of a unit that a member sent to others, in its scale.
    Sent(UnitId),
    /// Purchases, less those that came back whole.
    Purchases,
    /// Purchases that counted for the member who had brought the buyer.
    Referred,
    /// How many numbers of a draw were drawn for a member: each is drawn under the number of those before it.
    Draws(RuleId),
}

/// A counter of one owner: what it counts and in which period (`None`: the whole life).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CounterKey {
    /// What is counted.
    pub counted: Counted,
    /// First local day of the period.
    pub period: Option<LocalDate>,
}

impl fmt::Display for CounterKey {
    /// The stored form: `tier:status@2026-01-01`, `uses:come-back`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.counted {
            Counted::Tier(scheme) => write!(f, "tier:{scheme}")?,
            Counted::TierOr(scheme) => write!(f, "tier-or:{scheme}")?,
            Counted::Uses(rule) => write!(f, "uses:{rule}")?,
            Counted::Bought(rule) => write!(f, "bought:{rule}")?,
            Counted::Given(rule) => write!(f, "given:{rule}")?,
            Counted::Points(cap) => write!(f, "points:{cap}")?,
            Counted::Paid(rule) => write!(f, "paid:{rule}")?,
            Counted::Progress(rule) => write!(f, "progress:{rule}")?,
            Counted::Reached(goal) => write!(f, "reached:{goal}")?,
            Counted::Badge(badge) => write!(f, "badge:{badge}")?,
            Counted::Stock(rule) => write!(f, "stock:{rule}")?,
            Counted::Sent(unit) => write!(f, "sent:{unit}")?,
            Counted::Purchases => write!(f, "purchases")?,
            Counted::Referred => write!(f, "referred")?,
            Counted::Draws(draw) => write!(f, "draws:{draw}")?,
        }
        match &self.period {
            Some(start) => write!(f, "@{start}"),
            None => Ok(()),
        }
    }
}

impl CounterKey {
    /// The counter of purchases that counted for the member who had brought the buyer.
    pub fn referral() -> Self {
        Self {
            counted: Counted::Referred,
            period: None,
        }
    }

    /// The counter of how often a badge was given.
    pub fn badge(badge: &RuleId) -> Self {
        Self {
            counted: Counted::Badge(badge.clone()),
            period: None,
        }
    }

    /// The counter of numbers drawn for the member in a draw.
    pub fn draws(draw: &RuleId) -> Self {
        Self {
            counted: Counted::Draws(draw.clone()),
            period: None,
        }
    }

    /// The counter of purchases in the local calendar period of an instant; `None`: the whole life.
    pub fn purchases(period: Option<Period>, at: Instant, zone: &Zone) -> Self {
        Self {
            counted: Counted::Purchases,
            period: period.map(|period| period.key(at, zone)),
        }
    }
}

/// Counters of one kind whose periods begin from a day to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CounterRange {
    /// What is counted.
    pub counted: Counted,
    /// First day.
    pub from: LocalDate,
    /// Last day.
    pub to: LocalDate,
}

impl CounterRange {
    /// Its first key.
    pub fn first(&self) -> CounterKey {
        self.key(self.from)
    }

    /// Its last key. The stored forms of the keys between stand between those of the first and the last.
    pub fn last(&self) -> CounterKey {
        self.key(self.to)
    }

    /// The key of a stored form, if it is one of the range.
    pub fn read(&self, stored: &str) -> Option<CounterKey> {
        let (_, day) = stored.rsplit_once('@')?;
        Some(self.key(day.parse().ok()?))
    }

    fn key(&self, day: LocalDate) -> CounterKey {
        CounterKey {
            counted: self.counted.clone(),
            period: Some(day),
        }
    }
}

/// Counter values; an absent key is zero.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters(BTreeMap<CounterKey, i64>);

impl Counters {
    /// The value, zero if never moved.
    pub fn get(&self, key: &CounterKey) -> i64 {
        self.0.get(key).copied().unwrap_or(0)
    }

    /// Sets what the store holds.
    pub fn set(&mut self, key: CounterKey, value: i64) {
        self.0.insert(key, value);
    }

    /// Moves a counter.
    pub fn add(&mut self, key: &CounterKey, delta: i64) {
        *self.0.entry(key.clone()).or_insert(0) += delta;
    }

    /// Counters of a range that were set, in order of their days.
    pub fn in_range(&self, range: &CounterRange) -> impl Iterator<Item = (LocalDate, i64)> {
        let inside = self.0.range(range.first()..=range.last());
        inside.filter_map(|(key, value)| Some((key.period?, *value)))
    }

    /// These counters after some moves.
    pub fn after(&self, moves: &[CounterMove]) -> Self {
        let mut counters = self.clone();
        for moved in moves {
            counters.add(&moved.key, moved.delta);
        }
        counters
    }

    /// Every counter that was set, in key order.
    pub fn iter(&self) -> impl Iterator<Item = (&CounterKey, i64)> {
        self.0.iter().map(|(key, value)| (key, *value))
    }
}

/// A move of one counter of the owner by a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterMove {
    /// Which.
    pub key: CounterKey,
    /// By how much; negative on returns.
    pub delta: i64,
}

/// A move of a counter that all members share. It may not pass its most; the store guards it, however many are at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockMove {
    /// Which, and by how much; negative gives back.
    pub moved: CounterMove,
    /// The most there is.
    pub most: i64,
}
