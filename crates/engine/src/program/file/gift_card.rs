//! Section `gift_cards`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::NameFile;
use super::limit::ExpireFile;
use super::scalar::{MoneyText, Word};
use crate::condition::LineWhereFile;

/// A kind of gift cards or of prepaid balances: codes that stand for money which was paid before. They pay after every
/// discount, and goods cost what they cost without them. Conditions ask for them by `basket.payment`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "GiftCardKind")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { prefix: GC, sold: { sku: gift-card } } ¦ поля, например `{ prefix: GC, sold: { sku: gift-card } }`"
)]
pub struct GiftCardFile {
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// What its codes begin with: capital letters and digits without I, L, O, U. It tells them from other codes.
    pub prefix: Word,
    /// Goods whose sale puts what is paid for them on a card. They get no discounts, earn nothing and are not paid by
    /// points or by another card. Without it cards are made by hand only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold: Option<LineWhereFile>,
    /// How long the money of a card is there from the last time some was put on it; for ever if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire: Option<ExpireFile>,
    /// Whether money can be put on a card again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub top_up: bool,
    /// The most money on a card; any if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_balance: Option<MoneyText>,
}
