//! A basket as conditions read it, and the filter that says which lines a rule is about.

use std::sync::Arc;

use super::leaf::WordTest;
use super::names::NameId;
use super::prepare::Answers;
use super::range::Range;
use super::written::LineWhereFile;
use crate::basket::{Basket, Flag, Line};
use crate::gift_card;
use crate::name::{Category, LaneId, Sku, StoreId};
use crate::number::{Money, Quantity, limits, line_amount};
use crate::program::Program;
use crate::situation::Situation;

/// The channel of a basket that does not say.
pub const DEFAULT_CHANNEL: &str = "store";

/// The name under which the club price stands among lanes.
pub const CLUB_LANE: &str = "club";

/// A basket as conditions and line filters read it; lanes move it forward.
#[derive(Debug, Clone, Default)]
pub struct BasketFacts {
    /// Lines in the basket's order.
    pub lines: Vec<LineFacts>,
    /// Sum of the goods after the lanes done so far, by lane.
    pub after: Vec<(LaneId, Money)>,
    /// Sum of the goods before discounts.
    pub before_discounts: Money,
    pub(super) store: NameId,
    pub(super) channel: NameId,
    pub(super) coupons: Vec<NameId>,
    pub(super) payments: Vec<NameId>,
    /// The most that gift cards pay.
    pub(super) by_cards: Money,
}

/// A line as conditions and line filters read it.
#[derive(Debug, Clone, Default)]
pub struct LineFacts {
    /// Goods.
    pub sku: Option<Sku>,
    /// Categories.
    pub category: Vec<Category>,
    /// Brand.
    pub brand: Option<String>,
    /// Units.
    pub quantity: Quantity,
    /// Amount before discounts.
    pub amount: Money,
    /// Amount after discounts so far.
    pub now: Money,
    /// Lanes that took something off it, the club price included as lane `club`.
    pub discounted: Vec<LaneId>,
    /// Delivery or another service, a gift, or a gift card.
    pub is_service: bool,
    pub(super) names: LineNames,
}

/// The names of a line as conditions compare them.
#[derive(Debug, Clone, Default)]
pub(super) struct LineNames {
    sku: NameId,
    brand: NameId,
    category: Vec<NameId>,
}

impl LineNames {
    pub(super) fn all(&self) -> impl Iterator<Item = NameId> {
        [self.sku, self.brand]
            .into_iter()
            .chain(self.category.iter().copied())
    }
}

impl BasketFacts {
    /// A basket at shelf prices, before any lane. What a line says of its goods wins over the catalogue.
    pub fn of(program: &Program, basket: &Basket, situation: &Situation) -> Self {
        let names = &program.names;
        let lines = basket.lines.iter();
        let mut lines: Vec<LineFacts> = lines
            .map(|line| LineFacts::of(program, line, situation))
            .collect();
        if program.sells_gift_cards() {
            for line in &mut lines {
                line.is_service |= program.gift_card_sold(line).is_some();
            }
        }
        let said = basket.payments.iter().map(String::as_str);
        let cards = gift_card::paying(program, situation, basket);
        let kinds = cards.iter().map(|(kind, _)| *kind);
        Self {
            before_discounts: goods(&lines).map(|line| line.amount).sum(),
            lines,
            after: Vec::new(),
            store: names.maybe(basket.store.as_ref().map(StoreId::as_str)),
            channel: names.id(basket.channel.as_deref().unwrap_or(DEFAULT_CHANNEL)),
            payments: said.chain(kinds).map(|one| names.id(one)).collect(),
            by_cards: cards.iter().map(|(_, can)| *can).sum(),
            coupons: basket
                .coupons
                .iter()
                .map(|code| names.id(&fold_code(code)))
                .collect(),
        }
    }

    /// Has these codes presented: those that count, by their text or by the id of their series.
    pub fn present<'t>(&mut self, program: &Program, codes: impl Iterator<Item = &'t str>) {
        let names = &program.names;
        self.coupons = codes.map(|code| names.id(&fold_code(code))).collect();
    }

    /// Whether gift cards, where there are any, pay for everything as it is now: else money pays too.
    pub(super) fn is_covered(&self) -> bool {
        let whole = || self.lines.iter().map(|line| line.now).sum::<Money>();
        self.by_cards.is_zero() || self.by_cards >= whole()
    }

    /// Sum of the goods as they are now.
    pub fn now(&self) -> Money {
        goods(&self.lines).map(|line| line.now).sum()
    }
}

/// Lines that are no services.
fn goods(lines: &[LineFacts]) -> impl Iterator<Item = &LineFacts> {
    lines.iter().filter(|line| !line.is_service)
}

/// Codes are the same whatever the case of their letters.
pub(super) fn fold_code(code: &str) -> String {
    format!("code:{}", code.trim().to_lowercase())
}

impl LineFacts {
    /// A line at its shelf price.
    fn of(program: &Program, line: &Line, situation: &Situation) -> Self {
        let product = line
            .sku
            .as_ref()
            .and_then(|sku| situation.catalogue.get(sku));
        let category = product.map_or(&line.category, |product| product.category_of(line));
        let category = category.clone();
        let flags = match product {
            Some(product) if line.flags.is_empty() => &product.flags,
            _ => &line.flags,
        };
        let brand = product.map_or(line.brand.as_ref(), |product| product.brand_of(line));
        let brand = brand.cloned();
        let amount = line_amount(line.price, line.quantity, program.currency);
        let amount = amount.unwrap_or_else(|| limits::amount_max(program.currency));
        let names = LineNames {
            sku: program.names.maybe(line.sku.as_ref().map(Sku::as_str)),
            brand: program.names.maybe(brand.as_deref()),
            category: category
                .iter()
                .map(|category| program.names.id(category.as_str()))
                .collect(),
        };
        Self {
            sku: line.sku.clone(),
            category,
            brand,
            quantity: line.quantity,
            amount,
            now: amount,
            discounted: Vec::new(),
            is_service: flags.contains(&Flag::Service) || line.gift_of.is_some(),
            names,
        }
    }

    fn row(&self) -> LineRow<'_> {
        LineRow {
            sku: self.names.sku,
            brand: self.names.brand,
            category: &self.names.category,
            quantity: self.quantity,
            amount: self.amount,
            discounted: &self.discounted,
        }
    }
}

/// A line of a basket or of a past purchase, as filters compare it.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineRow<'a> {
    /// Goods.
    pub sku: NameId,
    /// Brand.
    pub brand: NameId,
    /// Categories.
    pub category: &'a [NameId],
    /// Units.
    pub quantity: Quantity,
    /// Amount before discounts in a basket, money paid in the past.
    pub amount: Money,
    /// Lanes that took something off it; of the past nobody knows.
    pub discounted: &'a [LaneId],
}

/// A filter of lines: which goods a rule is about. The default is about all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineWhere {
    /// As written, for describing it.
    pub(super) written: LineWhereFile,
    pub(super) sku: Option<WordTest>,
    pub(super) category: Option<WordTest>,
    pub(super) brand: Option<WordTest>,
    pub(super) quantity: Option<Range>,
    pub(super) amount: Option<Range>,
    pub(super) discounted: Option<DiscountedTest>,
    pub(super) any: Vec<LineWhere>,
    pub(super) not: Option<Box<LineWhere>>,
    /// Whether it is about each of the goods it was prepared for.
    pub(super) of_goods: Option<Arc<Answers>>,
}

/// What must have reduced a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum DiscountedTest {
    /// Nothing.
    None,
    /// Anything.
    Any,
    /// This lane.
    Lane(LaneId),
}

impl LineWhere {
    /// All lines but those of another filter.
    #[must_use]
    pub fn except(excluded: Self) -> Self {
        let written = LineWhereFile {
            not: Some(Box::new(excluded.written.clone())),
            ..LineWhereFile::default()
        };
        Self {
            written,
            not: Some(Box::new(excluded)),
            ..Self::default()
        }
    }

    /// The filter as written, for describing it.
    pub fn written(&self) -> &LineWhereFile {
        &self.written
    }

    /// Whether the rule is about this line.
    pub fn matches(&self, line: &LineFacts) -> bool {
        self.fits(&line.row())
    }

    /// Whether the rule is about a line that is read elsewhere.
    pub fn fits(&self, line: &LineRow<'_>) -> bool {
        self.sku
            .as_ref()
            .is_none_or(|test| test.holds_one(line.sku))
            && self
                .category
                .as_ref()
                .is_none_or(|test| test.holds(line.category))
            && self
                .brand
                .as_ref()
                .is_none_or(|test| test.holds_one(line.brand))
            && self
                .quantity
                .is_none_or(|range| range.contains(line.quantity.raw()))
            && self
                .amount
                .is_none_or(|range| range.contains(line.amount.minor()))
            && self
                .discounted
                .as_ref()
                .is_none_or(|test| test.holds(line.discounted))
            && (self.any.is_empty() || self.any.iter().any(|filter| filter.fits(line)))
            && !self.not.as_ref().is_some_and(|filter| filter.fits(line))
    }
}

impl DiscountedTest {
    fn holds(&self, lanes: &[LaneId]) -> bool {
        match self {
            Self::None => lanes.is_empty(),
            Self::Any => !lanes.is_empty(),
            Self::Lane(lane) => lanes.contains(lane),
        }
    }
}
