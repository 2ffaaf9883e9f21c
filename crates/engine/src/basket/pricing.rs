//! A basket on its way through the stages.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::basket::{Discount, Flag, GiftAnswer, Hint, Line, PricedLine, Redeemed, Sale, Totals};
use crate::condition::{BasketFacts, LineFacts, LineWhere, MemberView};
use crate::coupon::Presented;
use crate::gift_card::{CardLine, card_lines};
use crate::name::{LaneId, RuleId};
use crate::number::Currency;
use crate::number::{Money, Price, Quantity, line_amount, pieces_keeping};
use crate::points::EarnedLines;
use crate::program::Program;
use crate::situation::Product;

/// Lines with what the stages did to them so far, and the same lines as conditions read them.
pub(crate) struct Pricing<'a> {
    /// What conditions and line filters read: amounts before and now. Same order as `lines`.
    pub facts: BasketFacts,
    /// Lines in the basket's order.
    pub lines: Vec<PricingLine>,
    /// Lines that sell gift cards.
    pub cards: Vec<CardLine<'a>>,
    /// Gifts deserved or asked for.
    pub gifts: Vec<GiftAnswer>,
    /// Rules whose condition held, whether or not they gave anything.
    pub met: Vec<&'a RuleId>,
    /// Rules that nearly applied.
    pub hints: Vec<Hint>,
    /// Lanes whose best choice was too wide to search to the end.
    pub approximate: Vec<LaneId>,
}

/// A line with what the stages did to it so far.
pub(crate) struct PricingLine {
    /// The till's number of the line.
    pub number: u32,
    /// Units.
    pub quantity: Quantity,
    /// Shelf price of a unit.
    pub price: Price,
    /// Member's price of a unit.
    pub club_price: Option<Price>,
    /// What discounts and points must leave: least price × quantity.
    pub floor: Money,
    /// What must not happen to it.
    pub flags: Vec<Flag>,
    /// Discounts so far.
    pub discounts: Vec<Discount>,
    /// Paid by points so far.
    pub redeemed: Vec<Redeemed>,
}

impl<'a> Pricing<'a> {
    /// Lays the basket out at shelf prices. What the request says of goods wins over the catalogue.
    pub fn at_shelf_prices(sale: &Sale<'a>) -> Self {
        let (program, situation) = (sale.program, sale.situation);
        let mut facts = BasketFacts::of(program, sale.basket, situation);
        if !sale.codes.is_empty() {
            facts.present(program, sale.codes.iter().flat_map(Presented::names));
        }
        let line = |(line, facts): (&Line, &LineFacts)| {
            let known = line
                .sku
                .as_ref()
                .and_then(|sku| situation.catalogue.get(sku));
            PricingLine::of(line, known.map(Arc::as_ref), facts.amount, program.currency)
        };
        let lines = sale.basket.lines.iter().zip(&facts.lines).map(line);
        let mut lines: Vec<PricingLine> = lines.collect();
        let cards = card_lines(program, sale.basket, &facts);
        for card in &cards {
            lines[card.index]
                .flags
                .extend([Flag::Service, Flag::NoDiscount]);
        }
        Self {
            facts,
            lines,
            cards,
            gifts: Vec::new(),
            met: Vec::new(),
            hints: Vec::new(),
            approximate: Vec::new(),
        }
    }

    /// What conditions read now: the buyer and the basket as it stands.
    pub fn view<'v>(&'v self, sale: &'v Sale<'_>) -> MemberView<'v> {
        sale.columns.view().with_basket(&self.facts)
    }

    /// Places of the lines that a filter is about, among those it could be about.
    pub fn lines_of(&self, filter: Option<&LineWhere>, among: Option<&[usize]>) -> Vec<usize> {
        let is_about =
            |line: &usize| filter.is_none_or(|filter| filter.matches(&self.facts.lines[*line]));
        match among {
            Some(lines) => lines.iter().copied().filter(is_about).collect(),
            None => (0..self.lines.len()).filter(is_about).collect(),
        }
    }

    /// What discounts have taken off so far, of those that count.
    pub fn given(&self, counts: impl Fn(&Discount) -> bool) -> Money {
        let discounts = self.lines.iter().flat_map(|line| &line.discounts);
        let counted = discounts.filter(|discount| counts(discount));
        counted.map(|discount| discount.granted).sum()
    }

    /// How many more offers of a group may apply; `None`: any number.
    pub fn group_room(&self, program: &Program, group: usize) -> Option<usize> {
        let most = program.groups.get(group)?.max_count?;
        let discounts = self.lines.iter().flat_map(|line| &line.discounts);
        let of_group = discounts.filter(|discount| program.is_in_group(&discount.rule, group));
        let applied: BTreeSet<&RuleId> = of_group.map(|discount| &discount.rule).collect();
        Some(most.saturating_sub(applied.len()))
    }

    /// Sums over the lines as they are now.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for (line, facts) in self.lines.iter().zip(&self.facts.lines) {
            totals.amount += facts.amount;
            totals.redeemed += line.redeemed.iter().map(|redeemed| redeemed.amount).sum();
            totals.to_pay += facts.now;
        }
        totals.discount = totals.amount - totals.redeemed - totals.to_pay;
        totals
    }

    /// Undoes every redemption.
    pub fn give_back_points(&mut self) {
        for (line, facts) in self.lines.iter_mut().zip(&mut self.facts.lines) {
            facts.now += line
                .redeemed
                .drain(..)
                .map(|redeemed| redeemed.amount)
                .sum();
        }
    }

    /// What the buyer would pay for a line now.
    pub fn now(&self, line: usize) -> Money {
        self.facts.lines[line].now
    }

    /// What a line cost before all offers: the shelf amount less the club price's discount.
    pub fn after_club(&self, line: usize) -> Money {
        let by_club = self.lines[line]
            .discounts
            .iter()
            .filter(|discount| discount.lane.is_none());
        self.facts.lines[line].amount - by_club.map(|discount| discount.granted).sum()
    }

    /// What the buyer would pay now.
    pub fn total(&self) -> Money {
        self.facts.now()
    }

    /// What the buyer would pay if no points were redeemed.
    pub fn after_discounts(&self) -> Money {
        let by_points = self.lines.iter().flat_map(|line| &line.redeemed);
        self.total() + by_points.map(|redeemed| redeemed.amount).sum()
    }

    /// How much can still be taken off a line before it reaches its floor.
    pub fn room(&self, line: usize) -> Money {
        (self.now(line) - self.lines[line].floor).or_zero()
    }

    /// Takes a discount off a line and notes the lane that did.
    pub fn discount(&mut self, line: usize, lane: &LaneId, discount: Discount) {
        let facts = &mut self.facts.lines[line];
        facts.now -= discount.granted;
        if !discount.granted.is_zero() && facts.discounted.last() != Some(lane) {
            facts.discounted.push(lane.clone());
        }
        self.lines[line].discounts.push(discount);
    }

    /// Pays a part of a line by points.
    pub fn redeem(&mut self, line: usize, redeemed: Redeemed) {
        self.facts.lines[line].now -= redeemed.amount;
        self.lines[line].redeemed.push(redeemed);
    }

    /// The lines as answered, with what each earned.
    pub fn answer(self, mut earned: EarnedLines, currency: Currency) -> Vec<PricedLine> {
        let lines = self.lines.into_iter().zip(self.facts.lines).enumerate();
        let answer = |(index, (line, facts)): (usize, (PricingLine, LineFacts))| PricedLine {
            number: line.number,
            quantity: line.quantity,
            amount: facts.amount,
            pieces: pieces_keeping(line.price, facts.now, line.quantity, currency),
            discounts: line.discounts,
            redeemed: line.redeemed,
            to_pay: facts.now,
            earned: earned.take(index),
        };
        lines.map(answer).collect()
    }
}

impl PricingLine {
    fn of(line: &Line, known: Option<&Product>, amount: Money, currency: Currency) -> Self {
        let min_price = line
            .min_price
            .or(known.and_then(|product| product.min_price));
        let floor = min_price.map_or(Money::ZERO, |price| {
            amount_of(price, line.quantity, currency)
        });
        let flags = match known {
            Some(product) if line.flags.is_empty() => &product.flags,
            _ => &line.flags,
        };
        let mut flags = flags.clone();
        if line.gift_of.is_some() {
            flags.extend([Flag::Service, Flag::NoDiscount]);
        }
        Self {
            number: line.number,
            quantity: line.quantity,
            price: line.price,
            club_price: line
                .club_price
                .or(known.and_then(|product| product.club_price)),
            floor: floor.min(amount),
            flags,
            discounts: Vec::new(),
            redeemed: Vec::new(),
        }
    }

    /// Whether a flag forbids something on this line.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// Unit price × quantity. Baskets are bounded at the edge, so the amount always exists.
pub(crate) fn amount_of(price: Price, quantity: Quantity, currency: Currency) -> Money {
    line_amount(price, quantity, currency).unwrap_or_default()
}
