//! What one offer is worth: on a line, and on a set of lines.
//!
//! * `percent` of the line's base, rounded once per line; in a basket lane rounded once on the total and
//!   distributed;
//! * `amount` per line, or per unit × quantity; per basket it is distributed;
//! * `fixed price`: base − price × quantity, if that is positive;
//! * `steps`: the share of the step reached, or of each unit's own step (see `steps`).
//!
//! A line bears at most its room (what it costs now less its floor) and the offer's share of the line's
//! amount; the whole bears at most the offer's `max_discount` and what the member may still be given.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use crate::basket::steps;
use crate::basket::{Pricing, Sale};
use crate::number::{Money, Quantity, Ratio, Rounding, distribute, div_rounded, mul_div};
use crate::program::{AmountPer, Offer, OfferShape, RoundOn};

/// A benefit before rounding, in millionths of a minor unit: what competing offers are compared by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Benefit(i128);

/// A line as the offers of a lane meet it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goods {
    /// Place of the line in the basket.
    pub line: usize,
    /// Units of it that are still to be had.
    pub quantity: Quantity,
    /// Units of the whole line.
    pub of: Quantity,
    /// Their amount before discounts.
    pub amount: Money,
    /// What the lane's offers compute on.
    pub base: Money,
    /// What can be taken off.
    pub room: Money,
}

/// What an offer would do to one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bid {
    /// Place of the line in the basket.
    pub line: usize,
    /// Units it is on.
    pub quantity: Quantity,
    /// What the lane's offers compute on.
    pub base: Money,
    /// What the offer would take by its formula. Of an offer that is settled on its total: before rounding.
    pub wish: Benefit,
    /// The most it can take.
    pub most: Money,
}

/// What an offer takes off one line in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Take {
    /// Place of the line in the basket.
    pub line: usize,
    /// Units it is on.
    pub quantity: Quantity,
    /// By its formula.
    pub wanted: Money,
    /// After floors and caps.
    pub granted: Money,
}

/// Bids of one offer, added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    base: Money,
    wish: Benefit,
    most: Benefit,
}

impl Add for Sums {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let base = self.base + other.base;
        Self {
            base,
            wish: self.wish + other.wish,
            most: self.most + other.most,
        }
    }
}

impl Sub for Sums {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        let base = self.base - other.base;
        Self {
            base,
            wish: self.wish - other.wish,
            most: self.most - other.most,
        }
    }
}

/// An offer that may apply on the lines it is on.
#[derive(Debug, Clone)]
pub(super) struct Pricer<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Places of the lines it is on, in order.
    pub lines: Vec<usize>,
    does: Does,
    /// By line, what of its base counts; `None`: all of it.
    bases: Option<Vec<Money>>,
    /// The most it may give.
    most: Option<Money>,
}

/// What an offer does on a basket.
#[derive(Debug, Clone)]
enum Does {
    /// A share off each line.
    Share(Ratio),
    /// A share off the whole, which is then distributed.
    ShareOfTotal(Ratio),
    /// An amount off the whole, distributed by amounts or by units.
    Total { money: Money, by_quantity: bool },
    /// An amount off each line.
    PerLine(Money),
    /// An amount off each unit.
    PerUnit(Money),
    /// A price of each unit.
    Price(Money),
    /// By line, so much off the whole of it.
    Each(Vec<Money>),
}

/// Lines of a basket as the offers of a lane meet them; `None` where nothing can be taken any more.
pub(super) type Stall = Vec<Option<Goods>>;

impl<'a> Pricer<'a> {
    /// The offer on these lines of a basket whose lane computes on these bases. `None` for an offer on sets.
    pub fn new(
        sale: &Sale<'_>,
        offer: &'a Offer,
        lines: Vec<usize>,
        base: &[Money],
        pricing: &Pricing<'_>,
    ) -> Option<Self> {
        let bases = offer
            .cap_base
            .map(|cap| capped(lines.iter().map(|line| base[*line]), cap));
        let own = |place: usize| match &bases {
            Some(bases) => bases[place],
            None => base[lines[place]],
        };
        let does = match &offer.shape {
            OfferShape::Percent(share) if offer.round_on == RoundOn::Total => {
                Does::ShareOfTotal(*share)
            }
            OfferShape::Percent(share) => Does::Share(*share),
            OfferShape::Amount {
                money,
                per: AmountPer::Basket,
                every,
                by_quantity,
            } => Does::Total {
                money: every.map_or(*money, |every| {
                    let goods: Money = (0..lines.len()).map(own).sum();
                    Money::from_minor(money.minor().saturating_mul(goods.minor() / every.minor()))
                }),
                by_quantity: *by_quantity,
            },
            OfferShape::Amount { money, per, .. } => match per {
                AmountPer::Unit => Does::PerUnit(*money),
                AmountPer::Line | AmountPer::Basket => Does::PerLine(*money),
            },
            OfferShape::FixedPrice(price) => Does::Price(*price),
            OfferShape::Steps(plan) => {
                let of_line = |place: usize| steps::Goods {
                    quantity: pricing.lines[lines[place]].quantity,
                    amount: pricing.facts.lines[lines[place]].amount,
                    base: own(place),
                };
                let goods: Vec<steps::Goods> = (0..lines.len()).map(of_line).collect();
                let past = steps::past(sale, offer, plan);
                Does::Each(steps::discounts(plan, past, &goods, offer.rounding))
            }
            OfferShape::Set(_) => return None,
        };
        Some(Self {
            offer,
            lines,
            does,
            bases,
            most: most_of(sale, offer),
        })
    }

    /// What the offer would do to the lines it is on.
    pub fn bids(&self, stall: &[Option<Goods>]) -> impl Iterator<Item = Bid> {
        let bid = |(place, line): (usize, &usize)| self.bid(place, stall[*line].as_ref()?);
        self.lines.iter().enumerate().filter_map(bid)
    }

    /// What the offer would do to the n-th line it is on; `None` if nothing.
    fn bid(&self, place: usize, goods: &Goods) -> Option<Bid> {
        let most = match self.offer.max_line_share {
            Some(share) => goods
                .room
                .min(share_of(share, goods.amount, Rounding::Floor)),
            None => goods.room,
        };
        if !most.is_positive() {
            return None;
        }
        let base = match &self.bases {
            Some(bases) => part_of(bases[place], goods).min(goods.base),
            None => goods.base,
        };
        let wish = match &self.does {
            Does::ShareOfTotal(share) => Benefit::share(*share, base),
            Does::Total { .. } => Benefit::of(most),
            _ => Benefit::of(self.wanted_on_line(place, base, goods)),
        };
        (wish > Benefit::default()).then_some(Bid {
            line: goods.line,
            quantity: goods.quantity,
            base,
            wish,
            most,
        })
    }

    /// A bid as a sum of one. Lines of an offer that is settled on its total help each other out; elsewhere
    /// a line that cannot bear its own discount loses the rest.
    pub fn sum(&self, bid: &Bid) -> Sums {
        let most = Benefit::of(bid.most);
        let wish = if self.is_total() {
            bid.wish
        } else {
            bid.wish.min(most)
        };
        Sums {
            base: bid.base,
            wish,
            most,
        }
    }

    /// What bids are worth together, before rounding.
    pub fn worth(&self, sums: Sums) -> Benefit {
        let worth = sums.wish.min(sums.most);
        self.cap().map_or(worth, |cap| worth.min(Benefit::of(cap)))
    }

    /// What bids give together, to the minor unit.
    pub fn gives(&self, sums: Sums) -> Money {
        match &self.does {
            Does::ShareOfTotal(share) => {
                let wanted = share_of(*share, sums.base, self.offer.rounding);
                let bearable = wanted.min(sums.most.whole());
                self.cap().map_or(bearable, |cap| bearable.min(cap))
            }
            _ => self.worth(sums).whole(),
        }
    }

    /// Whether each line stands for itself, whatever the basket.
    pub fn is_plain(&self) -> bool {
        !self.is_total() && self.most.is_none()
    }

    /// Whether what a line brings never depends on the other lines.
    pub fn is_additive(&self, sums: Sums, every_bid_fits: bool) -> bool {
        let capped = self.cap().is_some_and(|cap| sums.wish > Benefit::of(cap));
        !capped && (every_bid_fits || !self.is_total())
    }

    /// What is taken off each line the offer has won.
    pub fn settle(&self, bids: &[Bid]) -> Vec<Take> {
        if self.is_total() {
            self.settle_total(bids)
        } else {
            self.settle_by_line(bids)
        }
    }

    fn settle_by_line(&self, bids: &[Bid]) -> Vec<Take> {
        let take = |bid: &Bid| {
            let wanted = bid.wish.whole();
            Take {
                line: bid.line,
                quantity: bid.quantity,
                wanted,
                granted: wanted.min(bid.most),
            }
        };
        let mut takes: Vec<Take> = bids.iter().map(take).collect();
        trim(&mut takes, self.most);
        takes
    }

    fn settle_total(&self, bids: &[Bid]) -> Vec<Take> {
        let bases: Vec<i64> = bids.iter().map(|bid| bid.base.minor()).collect();
        let (wanted, weights) = match &self.does {
            Does::Total {
                money,
                by_quantity: true,
            } => {
                let units = bids.iter().map(|bid| bid.quantity.raw());
                (*money, units.collect())
            }
            Does::Total { money, .. } => (*money, bases),
            Does::ShareOfTotal(share) => {
                let total = bids.iter().map(|bid| bid.base).sum();
                (share_of(*share, total, self.offer.rounding), bases)
            }
            _ => (Money::ZERO, bases),
        };
        let granted = self.most.map_or(wanted, |cap| wanted.min(cap));
        let rooms: Vec<i64> = bids.iter().map(|bid| bid.most.minor()).collect();
        let wanted = distribute(wanted.minor(), &weights, None).parts;
        let granted = distribute(granted.minor(), &weights, Some(&rooms)).parts;
        let takes = bids
            .iter()
            .zip(wanted)
            .zip(granted)
            .map(|((bid, wanted), granted)| Take {
                line: bid.line,
                quantity: bid.quantity,
                wanted: Money::from_minor(wanted),
                granted: Money::from_minor(granted),
            });
        takes.collect()
    }

    /// Whether the offer takes something of a whole that is then distributed; else each line stands for itself.
    fn is_total(&self) -> bool {
        matches!(self.does, Does::Total { .. } | Does::ShareOfTotal(_))
    }

    fn wanted_on_line(&self, place: usize, base: Money, goods: &Goods) -> Money {
        let rounding = self.offer.rounding;
        match &self.does {
            Does::Share(share) if self.offer.round_on == RoundOn::Unit => {
                per_unit_rounded(*share, base, goods.quantity, rounding)
            }
            Does::Share(share) | Does::ShareOfTotal(share) => share_of(*share, base, rounding),
            Does::PerUnit(money) => per_unit(*money, goods.quantity, rounding),
            Does::PerLine(money) | Does::Total { money, .. } => *money,
            Does::Price(price) => (base - per_unit(*price, goods.quantity, rounding)).or_zero(),
            Does::Each(discounts) => part_of(discounts[place], goods),
        }
    }

    /// The most the offer gives on a purchase.
    fn cap(&self) -> Option<Money> {
        match (&self.does, self.most) {
            (Does::Total { money, .. }, most) => Some(most.map_or(*money, |most| most.min(*money))),
            (_, most) => most,
        }
    }
}

/// The most an offer may give on this purchase: its own cap, and what is left for the member.
pub(super) fn most_of(sale: &Sale<'_>, offer: &Offer) -> Option<Money> {
    let left = offer.max_per_member.map(|cap| {
        let key = cap.counter(&offer.id, sale.when.at, sale.zone());
        let given = Money::from_minor(sale.situation.counters.get(&key));
        (cap.money - given).or_zero()
    });
    offer.max_discount.into_iter().chain(left).min()
}

/// Cuts what was granted down to so much in all.
pub(super) fn trim(takes: &mut [Take], most: Option<Money>) {
    let granted: Money = takes.iter().map(|take| take.granted).sum();
    let Some(cap) = most.filter(|cap| *cap < granted) else {
        return;
    };
    let shares: Vec<i64> = takes.iter().map(|take| take.granted.minor()).collect();
    let parts = distribute(cap.minor(), &shares, Some(&shares)).parts;
    for (take, part) in takes.iter_mut().zip(parts) {
        take.granted = Money::from_minor(part);
    }
}

/// Amounts cut to so much in all, the first ones whole.
fn capped(amounts: impl Iterator<Item = Money>, cap: Money) -> Vec<Money> {
    let mut left = cap;
    let cut = |amount: Money| {
        let part = amount.min(left);
        left -= part;
        part
    };
    amounts.map(cut).collect()
}

/// What of an amount of a whole line belongs to the units that are still to be had.
fn part_of(amount: Money, goods: &Goods) -> Money {
    if goods.quantity == goods.of {
        return amount;
    }
    let part = mul_div(
        amount.minor(),
        goods.quantity.raw(),
        goods.of.raw(),
        Rounding::HalfUp,
    );
    Money::from_minor(part)
}

/// A share off a single unit, rounded, times the units. Goods by weight have no single unit: rounded once.
fn per_unit_rounded(share: Ratio, base: Money, quantity: Quantity, rounding: Rounding) -> Money {
    let one = Quantity::ONE.raw();
    if quantity.raw() % one != 0 || quantity.raw() == 0 {
        return share_of(share, base, rounding);
    }
    let units = quantity.raw() / one;
    let product = i128::from(base.minor()) * i128::from(share.num());
    let whole = i128::from(units) * i128::from(share.den());
    let each = div_rounded(product, whole, rounding);
    Money::from_minor(i64::try_from(each).unwrap_or(0).saturating_mul(units))
}

pub(super) fn share_of(share: Ratio, money: Money, rounding: Rounding) -> Money {
    Money::from_minor(share.of(money.minor(), rounding))
}

fn per_unit(money: Money, quantity: Quantity, rounding: Rounding) -> Money {
    Money::from_minor(mul_div(
        money.minor(),
        quantity.raw(),
        Quantity::ONE.raw(),
        rounding,
    ))
}

impl Bid {
    /// Whether the line can bear what the offer wishes.
    pub fn fits(&self) -> bool {
        self.wish <= Benefit::of(self.most)
    }

    /// What it is worth alone.
    pub fn worth(&self) -> Benefit {
        self.wish.min(Benefit::of(self.most))
    }

    /// The most this line can add to its offer's worth, whatever other lines do.
    pub fn at_most(&self) -> Benefit {
        self.wish.max(Benefit::of(self.most))
    }
}

impl Benefit {
    const PARTS: i64 = 1_000_000;

    /// A whole amount.
    pub fn of(money: Money) -> Self {
        Self(i128::from(money.minor()) * i128::from(Self::PARTS))
    }

    /// A share of an amount, before rounding.
    pub fn share(share: Ratio, money: Money) -> Self {
        let parts = share.num().checked_mul(Self::PARTS);
        match parts.and_then(|parts| parts.checked_mul(money.minor())) {
            Some(product) => Self(i128::from(product / share.den())),
            None => {
                let product = Self::of(money).0.saturating_mul(i128::from(share.num()));
                Self(product / i128::from(share.den()))
            }
        }
    }

    /// The amount, for one that is whole.
    pub fn whole(self) -> Money {
        Money::from_minor(i64::try_from(self.0 / i128::from(Self::PARTS)).unwrap_or(i64::MAX))
    }
}

impl Add for Benefit {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Benefit {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Benefit {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Benefit {
    fn sum<I: Iterator<Item = Self>>(benefits: I) -> Self {
        benefits.fold(Self::default(), Self::add)
    }
}
