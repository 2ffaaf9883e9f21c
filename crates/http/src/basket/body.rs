//! The shape of a basket. Fields that are absent are left out of the canonical form, so that fields added later change
//! no hash of a call made before.

use std::collections::BTreeMap;

use regulars_engine::basket::{Flag, PricedBy};
use regulars_engine::both;
use regulars_engine::name::{Category, RuleId, Sku, StoreId, UnitId};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::parse::{MemberName, StatedInstant, StatedPrice, StatedQuantity, or_default};

/// A basket.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Basket)]
pub struct BasketBody {
    /// The till's own id of the basket. One basket has one live hold: a quote with the same id replaces the earlier one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "b-17")]
    pub basket: Option<String>,
    /// Who buys. Absent: nobody known, who earns and redeems nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberName>,
    /// Where, by the integrator's id of the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    pub store: Option<StoreId>,
    /// Which till.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "2")]
    pub till: Option<String>,
    /// Which cashier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "17")]
    pub cashier: Option<String>,
    /// When it happened. Absent: now. Its offset is the local one for the receipt; with `Z` the store's or program's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StatedInstant>,
    /// `store`, `web`, … Absent: `store`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "store")]
    pub channel: Option<String>,
    /// The goods, 1 to 1,000 lines.
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
    /// Codes presented, in order of entry, up to 100.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub coupons: Vec<String>,
    /// How it will be paid; the program's conditions may ask for the types.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub payments: Vec<PaymentBody>,
    /// Gift cards it is paid by, in order of entry, up to 20: after every discount, and before any other payment.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub gift_cards: Vec<CardBody>,
    /// What to redeem, by unit. A unit not named redeems nothing.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, MuchBody>)]
    pub redeem: BTreeMap<UnitId, MuchBody>,
    /// Reserve what the quote redeems until it expires; the quote is then a promise.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    pub hold: bool,
    /// Who sets the prices. Absent: `here`.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "PricedBody::is_here"
    )]
    pub priced: PricedBody,
    /// What the till expects a purchase to be; if the decision differs, the answer is `price_changed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<ExpectBody>,
}

/// A line of a basket.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Line)]
pub struct LineBody {
    /// The till's own number of the line, unique in the basket. Absent in all lines: counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 1)]
    pub line: Option<u32>,
    /// The code of the goods. Absent: an amount without goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "burger")]
    pub sku: Option<Sku>,
    /// Units, more than 0. Absent: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<StatedQuantity>,
    /// Shelf price of one unit, tax included.
    pub price: StatedPrice,
    /// Member's price of one unit. Absent: as in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub club_price: Option<StatedPrice>,
    /// The least a unit may cost after everything. Absent: as in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_price: Option<StatedPrice>,
    /// Categories. Empty: as in the catalogue.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schema(value_type = Vec<String>, example = json!(["food", "burgers"]))]
    pub category: Vec<Category>,
    /// Brand. Absent: as in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// What must not happen to the line: `no_discount`, `no_redeem`, `no_earn`, `service`. Empty: as in the catalogue.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schema(value_type = Vec<String>)]
    pub flags: Vec<Flag>,
    /// With `priced: till`, what the whole line was sold for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold_for: Option<StatedPrice>,
    /// The gift card that the till has at hand and that this line sells or tops up. Absent where the goods are gift cards: a
    /// new one for each unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "GC7K2M9QX4T0RWC")]
    pub gift_card: Option<String>,
    /// The rule whose gift this line is: it costs nothing as far as the basket deserves it (`gifts` of the answer), and counts in no
    /// other rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "mug-with-50")]
    pub gift_of: Option<RuleId>,
}

/// A gift card that pays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GiftCardAsk)]
pub struct CardBody {
    /// Its code.
    #[schema(example = "GC7K2M9QX4T0RWC")]
    pub code: String,
    /// At most so much. Absent: as much as there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<StatedPrice>,
}

/// How much of a unit to redeem: `"max"`, `"none"`, a number of points, or `{"money": "100.00"}`.
#[derive(Debug, Clone)]
pub enum MuchBody {
    /// As much as the rules allow.
    Max,
    /// Nothing.
    None,
    /// At most so many points.
    Points(StatedPrice),
    /// Points for at most so much money.
    Money(StatedPrice),
}

/// Who sets the prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Priced)]
pub enum PricedBody {
    /// The server, now.
    #[default]
    Here,
    /// The till, earlier: recorded as sold, never refused for price, limit, card or balance.
    Till,
}

impl PricedBody {
    fn is_here(&self) -> bool {
        *self == Self::Here
    }
}

impl From<PricedBody> for PricedBy {
    fn from(body: PricedBody) -> Self {
        match body {
            PricedBody::Here => Self::Here,
            PricedBody::Till => Self::Till,
        }
    }
}

/// What the till expects.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Expect)]
pub struct ExpectBody {
    /// What is to pay for the goods, by gift cards or money.
    pub to_pay: StatedPrice,
    /// Left to pay once gift cards have paid. Absent: whatever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<StatedPrice>,
}

/// How a part of the sum is paid.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Payment)]
pub struct PaymentBody {
    /// `cash`, `card`, `prepaid`, … as the program's conditions name it.
    #[serde(rename = "type")]
    #[schema(example = "card")]
    pub kind: String,
    /// How much.
    pub amount: StatedPrice,
}

/// Something that is not there yet, whatever its shape.
#[derive(Debug, Clone, Serialize)]
pub struct Unsupported;

impl<'de> Deserialize<'de> for Unsupported {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer)?;
        Ok(Self)
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl<'de> Deserialize<'de> for MuchBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let much = match Value::deserialize(deserializer)? {
            Value::String(word) if word == "max" => Some(Self::Max),
            Value::String(word) if word == "none" => Some(Self::None),
            Value::Object(fields) if fields.len() == 1 => {
                let money = fields.get("money").and_then(stated);
                money.map(Self::Money)
            }
            points => stated(&points).map(Self::Points),
        };
        much.ok_or_else(not_much)
    }
}

fn stated(value: &Value) -> Option<StatedPrice> {
    match value {
        Value::String(text) => Some(StatedPrice::of(text)),
        Value::Number(number) => Some(StatedPrice::of(number.as_str())),
        _ => None,
    }
}

fn not_much<E: Error>() -> E {
    E::custom(both!(
        "expected \"max\", \"none\", points like \"200\", or {\"money\": \"100.00\"}",
        "ожидается `\"max\"`, `\"none\"`, баллы, например `\"200\"`, или `{\"money\": \"100.00\"}`"
    ))
}

impl Serialize for MuchBody {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Max => serializer.serialize_str("max"),
            Self::None => serializer.serialize_str("none"),
            Self::Points(points) => points.serialize(serializer),
            Self::Money(money) => serializer.collect_map([("money", money)]),
        }
    }
}

impl utoipa::PartialSchema for MuchBody {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Type};
        let money = ObjectBuilder::new()
            .property("money", StatedPrice::schema())
            .required("money");
        OneOfBuilder::new()
            .item(ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["max", "none"])))
            .item(StatedPrice::schema())
            .item(money)
            .description(Some(
                "`max` as much as the rules allow, `none`, a number of points, or points for at most so much money.",
            ))
            .into()
    }
}

impl ToSchema for MuchBody {
    fn name() -> std::borrow::Cow<'static, str> {
        "Much".into()
    }
}
