//! What tills send of purchases and returns.

use std::collections::{BTreeMap, BTreeSet};

use regulars_app::purchase::ReturnLineRequest;
use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::number::limits::LINES_MAX;
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::basket::too_many_lines;
use crate::basket::{
    BasketBody, CardBody, ExpectBody, LineBody, MuchBody, PaymentBody, PricedBody, Unsupported,
    above_zero,
};
use crate::parse::{
    MemberName, Pointer, StatedInstant, StatedQuantity, StatedQuote, Wrong, or_default,
};

/// A purchase: a basket with an `id`, or an `id` and a `quote` alone.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseRequest)]
pub struct PurchaseBody {
    /// Your own id of the purchase, unique for ever among those of your integration. Sending it again with the same body
    /// gives the same answer; with another body it is refused.
    #[schema(example = "receipt-1001")]
    pub id: String,
    /// The quote it confirms. Alone, the basket is the quote's; with a basket, that one is compared with the quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<StatedQuote>,
    /// How it was paid. Part of the call's identity; the program's conditions may ask for the types.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub payments: Vec<PaymentBody>,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "b-17")]
    pub basket: Option<String>,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberName>,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    pub store: Option<StoreId>,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub till: Option<String>,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<String>,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StatedInstant>,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// As in a basket.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub lines: Vec<LineBody>,
    /// Reserved: must be absent or null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub delivery: Option<Unsupported>,
    /// As in a basket.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub coupons: Vec<String>,
    /// As in a basket.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub gift_cards: Vec<CardBody>,
    /// As in a basket.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, MuchBody>)]
    pub redeem: BTreeMap<UnitId, MuchBody>,
    /// Means nothing here; accepted so that the basket of a quote can be sent as it is.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    pub hold: bool,
    /// As in a basket.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_here"
    )]
    pub priced: PricedBody,
    /// As in a basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<ExpectBody>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_here(priced: &PricedBody) -> bool {
    *priced == PricedBody::Here
}

impl PurchaseBody {
    /// The id, the quote, and the basket if one is stated.
    pub fn split(self) -> (String, Option<StatedQuote>, Vec<PaymentBody>, BasketBody) {
        let basket = BasketBody {
            basket: self.basket,
            member: self.member,
            store: self.store,
            till: self.till,
            cashier: self.cashier,
            at: self.at,
            channel: self.channel,
            lines: self.lines,
            delivery: self.delivery,
            coupons: self.coupons,
            payments: Vec::new(),
            gift_cards: self.gift_cards,
            redeem: self.redeem,
            hold: self.hold,
            priced: self.priced,
            expect: self.expect,
        };
        (self.id, self.quote, self.payments, basket)
    }
}

/// Goods of a purchase that come back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReturnRequest)]
pub struct ReturnBody {
    /// Your own id of the return, unique for ever among those of your integration.
    #[schema(example = "ret-1")]
    pub id: String,
    /// When it happened. Absent: now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StatedInstant>,
    /// Where, if not where it was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    pub store: Option<StoreId>,
    /// What comes back. Empty: everything that is left.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub lines: Vec<ReturnLineBody>,
}

/// Goods that may come back: a return without an `id`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReturnPreviewRequest)]
pub struct ReturnPreviewBody {
    /// When it would happen. Absent: now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StatedInstant>,
    /// What would come back. Empty: everything that is left.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub lines: Vec<ReturnLineBody>,
}

/// A line that comes back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReturnLine)]
pub struct ReturnLineBody {
    /// The till's number of the purchase's line.
    #[schema(example = 1)]
    pub line: u32,
    /// Units that come back.
    pub quantity: StatedQuantity,
}

/// A return without its purchase.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnlinkedReturnRequest)]
pub struct UnlinkedBody {
    /// Your own id of the return, unique for ever among those of your integration.
    #[schema(example = "ret-2")]
    pub id: String,
    /// Who brings the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberName>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    pub store: Option<StoreId>,
    /// Which till.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub till: Option<String>,
    /// Which cashier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<String>,
    /// When it happened. Absent: now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StatedInstant>,
    /// `store`, `web`, … Absent: `store`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The goods, 1 to 1,000 lines; prices are what is given back for a unit.
    pub lines: Vec<LineBody>,
}

impl UnlinkedBody {
    /// The id, and the goods as a basket.
    pub fn split(self) -> (String, BasketBody) {
        let basket = BasketBody {
            member: self.member,
            store: self.store,
            till: self.till,
            cashier: self.cashier,
            at: self.at,
            channel: self.channel,
            lines: self.lines,
            ..BasketBody::default()
        };
        (self.id, basket)
    }
}

/// Lines that come back, each named once.
pub fn check_return_lines(
    lines: Vec<ReturnLineBody>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Vec<ReturnLineRequest> {
    if lines.len() > LINES_MAX {
        wrong.say(at, too_many_lines(lines.len()));
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut checked = Vec::with_capacity(lines.len());
    for (index, body) in lines.into_iter().enumerate() {
        let here = at.item(index);
        if !seen.insert(body.line) {
            wrong.say(
                &here.field("line"),
                said!(
                    "is {}, as in an earlier line; add their quantities up",
                    "указано {}, как в строке выше; сложите их количества",
                    body.line
                ),
            );
        }
        if let Some(quantity) = above_zero(body.quantity, &here.field("quantity"), wrong) {
            checked.push(ReturnLineRequest {
                line: body.line,
                quantity,
            });
        }
    }
    checked
}
