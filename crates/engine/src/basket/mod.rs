//! The basket a till asks about, and what the engine answers.

mod answer;
mod choose;
mod club;
mod compete;
mod coupon;
mod gift;
mod hint;
mod lane;
mod offer;
mod price;
mod pricing;
mod redeem;
mod sale;
mod search;
mod set;
mod sold;
mod steps;
#[cfg(test)]
pub(crate) mod tests;

pub use answer::*;
pub use club::CLUB_PRICE;
pub use gift::GIFT_LANE;
pub(crate) use hint::near_miss;
pub(crate) use price::Discounted;
pub use price::price;
pub(crate) use pricing::Pricing;
pub(crate) use sale::Sale;
pub use sold::TILL;

use serde::{Deserialize, Serialize};

use crate::gift_card::GiftCardAsk;
use crate::name::{Category, RuleId, Sku, StoreId, UnitId};
use crate::number::{Money, Points, Price, Quantity};
use crate::situation::Product;

/// A basket, parsed and within limits (see `number::limits`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Basket {
    /// Lines in the till's order; `Line::number` is unique.
    pub lines: Vec<Line>,
    /// Where.
    pub store: Option<StoreId>,
    /// `store`, `web`, …; `store` when not said.
    pub channel: Option<String>,
    /// Codes presented, in order of entry.
    pub coupons: Vec<String>,
    /// What it is paid by: `card`, `cash`, `prepaid`; empty where that is not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<String>,
    /// Gift cards it is paid by, in order of entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gift_cards: Vec<GiftCardAsk>,
    /// Points to redeem, by unit; a unit not named redeems nothing.
    pub redeem: Vec<RedeemAsk>,
    /// Who priced it.
    pub priced: PricedBy,
}

impl Basket {
    /// Takes categories and brands that the request left out from the catalogue, so that a purchase is kept as it was
    /// decided: what is asked of past purchases is answered by their lines.
    pub fn describe_goods<'p>(&mut self, known: impl Fn(&Sku) -> Option<&'p Product>) {
        for line in &mut self.lines {
            if let Some(product) = line.sku.as_ref().and_then(&known) {
                let brand = product.brand_of(line).cloned();
                let category = product.category_of(line).clone();
                (line.category, line.brand) = (category, brand);
            }
        }
    }
}

/// A line of a basket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The till's own number of the line, from 1.
    pub number: u32,
    /// Goods; `None` for an amount without goods.
    pub sku: Option<Sku>,
    /// Units sold, > 0.
    pub quantity: Quantity,
    /// Shelf price of a unit, ≥ 0.
    pub price: Price,
    /// Member's price of a unit.
    pub club_price: Option<Price>,
    /// Least price of a unit after every discount.
    pub min_price: Option<Price>,
    /// Categories; empty: as in the catalogue.
    pub category: Vec<Category>,
    /// Brand; `None`: as in the catalogue.
    pub brand: Option<String>,
    /// Flags; empty: as in the catalogue.
    pub flags: Vec<Flag>,
    /// With [`PricedBy::Till`]: what the whole line was sold for, after discounts and before points paid a part
    /// of it; `None`: its shelf price.
    pub sold_for: Option<Money>,
    /// The gift card that is sold or topped up by this line, where the till has it at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_card: Option<String>,
    /// The rule whose gift this line is, as the till says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_of: Option<RuleId>,
}

/// What must not happen to a line, whatever a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// No discount.
    NoDiscount,
    /// Cannot be paid by points.
    NoRedeem,
    /// Earns nothing.
    NoEarn,
    /// Delivery or another service: only offers of lanes of services touch it, it is not paid by points, earns nothing
    /// and counts in no threshold of the basket.
    Service,
}

/// Who decided the prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PricedBy {
    /// The engine, now.
    #[default]
    Here,
    /// The till, earlier: recorded as sold, never refused.
    Till,
}

/// How much of a unit to redeem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedeemAsk {
    /// Of which unit.
    pub unit: UnitId,
    /// How much.
    pub much: RedeemMuch,
}

/// An amount to redeem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedeemMuch {
    /// As much as the rules allow.
    Max,
    /// Nothing.
    None,
    /// At most so many points.
    Points(Points),
    /// Points for at most so much money.
    Money(Money),
}
