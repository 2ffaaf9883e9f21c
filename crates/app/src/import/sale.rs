//! A row of a file of purchases, understood.

use regulars_engine::both;
use regulars_engine::language::Both;
use regulars_engine::number::{Price, Quantity};
use regulars_engine::time::{Instant, Zone};

use super::ImportError;
use super::field::{EMPTY, Fields, Refusal};
use super::mapping::{Columns, Mapping};
use super::rule::Rule;
use super::source::{RawRow, Source};
use crate::basket::Stated;

pub(super) const FIELDS: [&str; 12] = [
    "id", "at", "member", "sku", "name", "category", "quantity", "price", "amount", "store",
    "till", "channel",
];

const BELOW_ZERO: Both = both!("is below zero: no sale", "меньше нуля: это не продажа");

/// How a file of purchases is read.
pub(super) struct SaleReader {
    columns: Columns<12>,
    decimal_comma: bool,
    zone: Zone,
    /// Rows later than this have not happened yet.
    latest: Instant,
    /// What the ids of cancellations begin with, before their digits.
    cancellations: Option<String>,
}

/// A row of a purchase or of a return.
pub(super) struct SaleRow<'s> {
    /// The document's id; `None`: it is known by its member and time.
    pub(super) id: Option<&'s str>,
    /// When.
    pub(super) at: Stated,
    /// The member's external id.
    pub(super) member: Option<&'s str>,
    /// Goods came back.
    pub(super) returned: bool,
    /// Goods.
    pub(super) sku: Option<&'s str>,
    /// Their name, for the catalogue.
    pub(super) name: Option<&'s str>,
    /// Their categories, divided by `|`.
    pub(super) category: Option<&'s str>,
    /// Units, > 0, of returns too.
    pub(super) quantity: Quantity,
    /// Price of a unit, ≥ 0.
    pub(super) price: Price,
    /// Where.
    pub(super) store: Option<&'s str>,
    /// Till.
    pub(super) till: Option<&'s str>,
    /// Channel.
    pub(super) channel: Option<&'s str>,
}

/// A row not taken, the rule it fell under, and the member it names all the same.
pub(super) struct RefusedSale<'s> {
    pub(super) refusal: Refusal,
    pub(super) rule: Option<Rule>,
    pub(super) member: Option<&'s str>,
}

impl From<Refusal> for RefusedSale<'_> {
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal,
            rule: None,
            member: None,
        }
    }
}

impl SaleReader {
    /// Finds the columns of a file.
    ///
    /// # Errors
    /// A mapping that does not fit the file; no column for what a purchase needs.
    pub(super) fn new(
        source: &Source,
        mapping: &Mapping,
        zone: Zone,
        latest: Instant,
        cancellations: Option<String>,
    ) -> Result<Self, ImportError> {
        let columns = mapping.resolve(FIELDS, &source.headers)?;
        columns.need_one_of(&["at"])?;
        columns.need_one_of(&["id", "member"])?;
        columns.need_one_of(&["price", "amount"])?;
        Ok(Self {
            columns,
            decimal_comma: source.decimal_comma,
            zone,
            latest,
            cancellations,
        })
    }

    /// The name of a field's column.
    pub(super) fn column(&self, field: &'static str) -> &str {
        self.columns.column(field)
    }

    /// Whether rows with an amount have a quantity that is not read.
    pub(super) fn leaves_out_quantity(&self) -> bool {
        !self.columns.has("price") && self.columns.has("quantity")
    }

    /// Understands a row.
    pub(super) fn read<'s>(&'s self, row: RawRow<'s>) -> Result<SaleRow<'s>, RefusedSale<'s>> {
        let fields = Fields {
            row,
            columns: &self.columns,
            decimal_comma: self.decimal_comma,
        };
        fields.check_width()?;
        let member = fields.text("member")?;
        let refused = |(rule, refusal)| RefusedSale {
            refusal,
            rule,
            member,
        };
        let id = fields.text("id")?;
        if id.is_none() && member.is_none() {
            return Err(fields
                .refuse(
                    "id",
                    both!(
                        "is empty, and so is the member: the purchase cannot be told apart",
                        "пусто, и участник не указан: покупку не отличить от других"
                    ),
                )
                .into());
        }
        let at = self.time(&fields)?;
        let returned = id.is_some_and(|id| self.is_cancellation(id));
        let (quantity, price) = self.goods(&fields, id, returned).map_err(refused)?;
        Ok(SaleRow {
            id,
            at,
            member,
            returned,
            sku: fields.text("sku")?,
            name: fields.text("name")?,
            category: fields.text("category")?,
            quantity,
            price,
            store: fields.text("store")?,
            till: fields.text("till")?,
            channel: fields.text("channel")?,
        })
    }

    fn time(&self, fields: &Fields<'_, 12>) -> Result<Stated, Refusal> {
        let at = fields
            .instant("at", &self.zone)?
            .ok_or_else(|| fields.refuse("at", EMPTY))?;
        if at.at > self.latest {
            return Err(fields.refuse(
                "at",
                both!(
                    "has not come yet; only what has happened can be imported",
                    "ещё не наступило; загружать можно только то, что уже было"
                ),
            ));
        }
        Ok(at)
    }

    /// An id of a cancellation: its prefix and digits, so that a shop whose receipts are `C-17` loses none.
    fn is_cancellation(&self, id: &str) -> bool {
        let rest = self
            .cancellations
            .as_deref()
            .and_then(|prefix| id.strip_prefix(prefix));
        rest.is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// Units and their price: both positive, or the rule that refuses the row.
    fn goods(
        &self,
        fields: &Fields<'_, 12>,
        id: Option<&str>,
        returned: bool,
    ) -> Result<(Quantity, Price), (Option<Rule>, Refusal)> {
        let plain = |refusal| (None, refusal);
        let Some(price) = fields.price("price").map_err(plain)? else {
            return self.amount(fields);
        };
        let quantity = fields
            .quantity("quantity")
            .map_err(plain)?
            .unwrap_or(Quantity::ONE);
        if price.is_negative() {
            return Err(negative_price(fields, id));
        }
        if quantity.is_zero() {
            return Err((
                None,
                fields.refuse("quantity", both!("is zero", "указан ноль")),
            ));
        }
        match (returned, quantity.is_negative()) {
            (false, false) => Ok((quantity, price)),
            (true, true) => Ok((-quantity, price)),
            (false, true) => Err((
                Some(Rule::Corrections),
                fields.refuse(
                    "quantity",
                    both!(
                        "is below zero outside a cancellation: a stock correction, no sale",
                        "меньше нуля не в отмене: это правка остатков, а не продажа"
                    ),
                ),
            )),
            (true, false) => Err((
                Some(Rule::PositiveInCancellation),
                fields.refuse(
                    "quantity",
                    both!(
                        "is above zero in a cancellation; nothing came back",
                        "больше нуля в отмене; значит, ничего не вернули"
                    ),
                ),
            )),
        }
    }

    /// A line without goods.
    fn amount(
        &self,
        fields: &Fields<'_, 12>,
    ) -> Result<(Quantity, Price), (Option<Rule>, Refusal)> {
        let missing = || {
            fields.refuse(
                if self.columns.has("price") {
                    "price"
                } else {
                    "amount"
                },
                EMPTY,
            )
        };
        let amount = fields
            .price("amount")
            .and_then(|amount| amount.ok_or_else(missing));
        let amount = amount.map_err(|refusal| (None, refusal))?;
        if amount.is_negative() {
            return Err((
                Some(Rule::NegativePrices),
                fields.refuse("amount", BELOW_ZERO),
            ));
        }
        Ok((Quantity::ONE, amount))
    }
}

/// A bad debt by its id, or another price below zero.
fn negative_price(fields: &Fields<'_, 12>, id: Option<&str>) -> (Option<Rule>, Refusal) {
    if id.is_some_and(|id| id.starts_with('A')) {
        return (
            Some(Rule::BadDebts),
            fields.refuse(
                "price",
                both!(
                    "is below zero under an id with A: a bad debt, no sale",
                    "меньше нуля под номером на A: это списание долга, а не продажа"
                ),
            ),
        );
    }
    (
        Some(Rule::NegativePrices),
        fields.refuse("price", BELOW_ZERO),
    )
}
