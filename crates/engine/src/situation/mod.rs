//! The situation: everything a decision may read about its owner, loaded beforehand.
//!
//! Plain data. A store fills it in a handful of indexed reads, the scenario runner keeps it in memory, and
//! [`Situation::apply`] moves it forward by a decision, so that a row of events can be decided without a store.

mod apply;
mod due;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::basket::Line;
use crate::counter::Counters;
use crate::coupon::CouponState;
use crate::gift_card::GiftCardState;
use crate::id::{MemberId, PurchaseId};
use crate::member::Profile;
use crate::name::{Category, RuleId, SchemeId, SegmentId, Sku, StoreId, TierId};
use crate::number::{Money, Quantity};
use crate::points::Wallet;
use crate::stamp::Stamps;
use crate::time::{Instant, Zone};

/// What is known about the owner of an event at the moment of decision.
#[derive(Debug, Clone, Default)]
pub struct Situation {
    /// The member, or `None` for an unidentified buyer: such a buyer earns and redeems nothing.
    pub member: Option<Member>,
    /// Lots, debts and holds of the member, every unit.
    pub wallet: Wallet,
    /// Counters the program asked for (see `Program::counter_keys`); an absent key is zero.
    pub counters: Counters,
    /// What was given of stocks that all members share (see `Program::stock_keys`); an absent key is zero.
    pub stocks: Counters,
    /// Instants of the last uses of rules with a rolling limit, oldest first.
    pub uses: BTreeMap<RuleId, Vec<Instant>>,
    /// Tier in force by scheme.
    pub tiers: BTreeMap<SchemeId, TierState>,
    /// Levels held before that one by scheme, oldest first: a late event is decided at the level of its instant.
    pub earlier_tiers: BTreeMap<SchemeId, Vec<TierState>>,
    /// Purchases inside the program's windows, oldest first. Fully returned and voided ones are left out.
    pub history: Vec<PastPurchase>,
    /// The last purchase of all time, even outside every window.
    pub last_purchase_at: Option<Instant>,
    /// Custom events inside the program's windows, oldest first.
    pub events: Vec<PastEvent>,
    /// Program segments the member is in now, as the daily job last saw it.
    pub segments: Vec<SegmentId>,
    /// Of the saved segments that the program names (`Needs::saved`), those the member was found in when it was last looked.
    pub saved: Vec<SegmentId>,
    /// What analytics have written down about the member, if the program reads any of it (`Needs::stamps`).
    pub stamps: Stamps,
    /// What is known of the codes in the basket, by the form they are kept in; an unknown code is not there.
    pub coupons: BTreeMap<String, CouponState>,
    /// Random numbers, one for each coupon that may be given out (see `Program::coupons_given_most`).
    pub random: Vec<u64>,
    /// What is known of the gift cards in question, by the form their codes are kept in; an unknown one is not there.
    pub gift_cards: BTreeMap<String, GiftCardState>,
    /// Random numbers, one for each gift card that is made (see `Program::gift_cards_made_most`).
    pub card_random: Vec<u64>,
    /// Random numbers, one for each draw of the program (see `Program::draws`); a draw without one is lost.
    pub draws: Vec<u64>,
    /// Catalogue facts of the goods in the basket; what the request says wins over them.
    pub catalogue: BTreeMap<Sku, Arc<Product>>,
    /// The store of the event, if the catalogue of places knows it.
    pub store: Option<Place>,
    /// Stores of the history, where the program's conditions read their city, country or clock (`Needs::places`).
    pub places: BTreeMap<StoreId, Place>,
}

/// A member, as decisions see them.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Our id.
    pub id: MemberId,
    /// When they joined.
    pub registered_at: Instant,
    /// Blocked members are priced as unidentified.
    pub blocked: bool,
    /// What the program's conditions read.
    pub profile: Profile,
}

/// The level a member holds in a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierState {
    /// The level; `None` below the first threshold.
    pub level: Option<TierId>,
    /// Since when.
    pub since: Instant,
    /// Till when it is kept, or frozen; `None` for ever.
    pub until: Option<Instant>,
    /// How it came to be held.
    #[serde(default, skip_serializing_if = "Held::is_earned")]
    pub held: Held,
    /// When a level earned meanwhile begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rises_at: Option<Instant>,
}

impl TierState {
    /// A level earned.
    pub fn earned(level: Option<TierId>, since: Instant, until: Option<Instant>) -> Self {
        Self {
            level,
            since,
            until,
            held: Held::Earned,
            rises_at: None,
        }
    }

    /// When time next changes it; `None`: never.
    pub fn due_at(&self) -> Option<Instant> {
        self.until.into_iter().chain(self.rises_at).min()
    }
}

/// How a level is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// By what the member did.
    #[default]
    Earned,
    /// Given by hand.
    Granted,
    /// Whatever it was, it stays until the freeze ends.
    Frozen,
}

impl Held {
    /// Earned levels need no word in the stored form.
    fn is_earned(&self) -> bool {
        *self == Self::Earned
    }
}

/// A purchase of the past, net of what came back.
#[derive(Debug, Clone, PartialEq)]
pub struct PastPurchase {
    /// Our id.
    pub id: PurchaseId,
    /// When it was made.
    pub at: Instant,
    /// Where.
    pub store: Option<StoreId>,
    /// `store`, `web`, …
    pub channel: Option<String>,
    /// Paid by money, net of returns.
    pub amount: Money,
    /// Lines, empty unless the program reads lines.
    pub lines: Vec<PastLine>,
}

/// A line of a past purchase, net of what came back.
#[derive(Debug, Clone, PartialEq)]
pub struct PastLine {
    /// Goods sold.
    pub sku: Option<Sku>,
    /// Categories as they were then.
    pub category: Vec<Category>,
    /// Brand as it was then.
    pub brand: Option<String>,
    /// Kept quantity.
    pub quantity: Quantity,
    /// Paid by money.
    pub amount: Money,
}

/// A custom event of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastEvent {
    /// Its type: `check_in`.
    pub kind: String,
    /// When it happened.
    pub at: Instant,
    /// Typed properties.
    pub properties: BTreeMap<String, crate::member::Value>,
}

/// A product as the catalogue knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Product {
    /// Display name.
    pub name: Option<String>,
    /// Categories, any number.
    pub category: Vec<Category>,
    /// Brand.
    pub brand: Option<String>,
    /// `no_discount`, `no_redeem`, `no_earn`, `service`.
    pub flags: Vec<crate::basket::Flag>,
    /// Least price of a unit after every discount.
    pub min_price: Option<crate::number::Price>,
    /// Member's price of a unit.
    pub club_price: Option<crate::number::Price>,
}

/// What a request says of goods wins over the catalogue; what it leaves out, the catalogue says.
impl Product {
    /// The categories of a line of this product.
    pub fn category_of<'l>(&'l self, line: &'l Line) -> &'l Vec<Category> {
        if line.category.is_empty() {
            &self.category
        } else {
            &line.category
        }
    }

    /// The brand of a line of this product.
    pub fn brand_of<'l>(&'l self, line: &'l Line) -> Option<&'l String> {
        line.brand.as_ref().or(self.brand.as_ref())
    }
}

/// A place of sale.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The integrator's id.
    pub id: StoreId,
    /// City, for conditions.
    pub city: Option<String>,
    /// Country, for conditions.
    pub country: Option<String>,
    /// Its own zone, read by rules when the program says `store_time`.
    pub zone: Option<Zone>,
}
