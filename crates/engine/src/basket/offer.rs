//! What one offer is worth: on a line, and on a set of lines.
//!
//! * `percent` of the line's base, rounded once per line; in a basket lane rounded once on the total and
//!   distributed;
//! * `amount` per line, or per unit × quantity; per basket it is distributed;
//! * `fixed price`: base − price × quantity, if that is positive.
//!
//! A line bears at most its room (what it costs now less its floor) and the offer's share of the line's
//! amount; the whole bears at most the offer's `max_discount`.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use crate::number::{Money, Quantity, Ratio, Rounding, distribute, mul_div};
use crate::program::{AmountPer, Level, Offer, OfferShape};

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

/// An offer that may apply, in a lane of a level, on the lines it is on.
#[derive(Debug, Clone)]
pub(super) struct Pricer<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Places of the lines it is on, in order.
    pub lines: Vec<usize>,
    level: Level,
}

/// Lines of a basket as the offers of a lane meet them; `None` where nothing can be taken any more.
pub(super) type Stall = Vec<Option<Goods>>;

impl<'a> Pricer<'a> {
    /// The offer as a lane of this level applies it to these lines.
    pub fn new(offer: &'a Offer, level: Level, lines: Vec<usize>) -> Self {
        Self {
            offer,
            lines,
            level,
        }
    }

    /// What the offer would do to the lines it is on.
    pub fn bids(&self, stall: &[Option<Goods>]) -> impl Iterator<Item = Bid> {
        self.lines
            .iter()
            .filter_map(|line| self.bid(stall[*line].as_ref()?))
    }

    /// What the offer would do to a line it is on; `None` if nothing.
    pub fn bid(&self, goods: &Goods) -> Option<Bid> {
        let most = match self.offer.max_line_share {
            Some(share) => goods
                .room
                .min(share_of(share, goods.amount, Rounding::Floor)),
            None => goods.room,
        };
        if !most.is_positive() {
            return None;
        }
        let wish = match self.total_of() {
            Some(Total::Share(share)) => Benefit::share(share, goods.base),
            Some(Total::Amount(_)) => Benefit::of(most),
            None => Benefit::of(self.wanted_on_line(goods)),
        };
        let Goods { line, base, .. } = *goods;
        (wish > Benefit::default()).then_some(Bid {
            line,
            base,
            wish,
            most,
        })
    }

    /// A bid as a sum of one. Lines of an offer that is settled on its total help each other out; elsewhere
    /// a line that cannot bear its own discount loses the rest.
    pub fn sum(&self, bid: &Bid) -> Sums {
        let most = Benefit::of(bid.most);
        let wish = if self.total_of().is_some() {
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
        match self.total_of() {
            Some(Total::Share(share)) => {
                let wanted = share_of(share, sums.base, self.offer.rounding);
                let bearable = wanted.min(sums.most.whole());
                self.cap().map_or(bearable, |cap| bearable.min(cap))
            }
            Some(Total::Amount(_)) | None => self.worth(sums).whole(),
        }
    }

    /// Whether each line stands for itself, whatever the basket.
    pub fn is_plain(&self) -> bool {
        self.total_of().is_none() && self.offer.max_discount.is_none()
    }

    /// Whether what a line brings never depends on the other lines.
    pub fn is_additive(&self, sums: Sums, every_bid_fits: bool) -> bool {
        let capped = self.cap().is_some_and(|cap| sums.wish > Benefit::of(cap));
        !capped && (every_bid_fits || self.total_of().is_none())
    }

    /// What is taken off each line the offer has won.
    pub fn settle(&self, bids: &[Bid]) -> Vec<Take> {
        match self.total_of() {
            None => self.settle_by_line(bids),
            Some(total) => self.settle_total(total, bids),
        }
    }

    fn settle_by_line(&self, bids: &[Bid]) -> Vec<Take> {
        let take = |bid: &Bid| {
            let wanted = bid.wish.whole();
            Take {
                line: bid.line,
                wanted,
                granted: wanted.min(bid.most),
            }
        };
        let mut takes: Vec<Take> = bids.iter().map(take).collect();
        let granted: Money = takes.iter().map(|take| take.granted).sum();
        if let Some(cap) = self.offer.max_discount.filter(|cap| *cap < granted) {
            let shares: Vec<i64> = takes.iter().map(|take| take.granted.minor()).collect();
            let parts = distribute(cap.minor(), &shares, Some(&shares)).parts;
            for (take, part) in takes.iter_mut().zip(parts) {
                take.granted = Money::from_minor(part);
            }
        }
        takes
    }

    fn settle_total(&self, total: Total, bids: &[Bid]) -> Vec<Take> {
        let bases: Vec<i64> = bids.iter().map(|bid| bid.base.minor()).collect();
        let wanted = match total {
            Total::Share(share) => share_of(
                share,
                bids.iter().map(|bid| bid.base).sum(),
                self.offer.rounding,
            ),
            Total::Amount(money) => money,
        };
        let granted = self
            .offer
            .max_discount
            .map_or(wanted, |cap| wanted.min(cap));
        let rooms: Vec<i64> = bids.iter().map(|bid| bid.most.minor()).collect();
        let wanted = distribute(wanted.minor(), &bases, None).parts;
        let granted = distribute(granted.minor(), &bases, Some(&rooms)).parts;
        let takes = bids
            .iter()
            .zip(wanted)
            .zip(granted)
            .map(|((bid, wanted), granted)| Take {
                line: bid.line,
                wanted: Money::from_minor(wanted),
                granted: Money::from_minor(granted),
            });
        takes.collect()
    }

    /// What the offer takes of a whole that is then distributed; `None` if each line stands for itself.
    fn total_of(&self) -> Option<Total> {
        match (&self.offer.shape, self.level) {
            (OfferShape::Percent(share), Level::Basket) => Some(Total::Share(*share)),
            (
                OfferShape::Amount {
                    money,
                    per: AmountPer::Basket,
                },
                _,
            ) => Some(Total::Amount(*money)),
            _ => None,
        }
    }

    fn wanted_on_line(&self, goods: &Goods) -> Money {
        let rounding = self.offer.rounding;
        match &self.offer.shape {
            OfferShape::Percent(share) => share_of(*share, goods.base, rounding),
            OfferShape::Amount {
                money,
                per: AmountPer::Unit,
            } => per_unit(*money, goods.quantity, rounding),
            OfferShape::Amount { money, .. } => *money,
            OfferShape::FixedPrice(price) => {
                (goods.base - per_unit(*price, goods.quantity, rounding)).or_zero()
            }
        }
    }

    /// The most the offer gives on a purchase.
    fn cap(&self) -> Option<Money> {
        match (self.total_of(), self.offer.max_discount) {
            (Some(Total::Amount(money)), Some(cap)) => Some(money.min(cap)),
            (Some(Total::Amount(money)), None) => Some(money),
            (_, cap) => cap,
        }
    }
}

/// What an offer takes of a whole.
#[derive(Debug, Clone, Copy)]
enum Total {
    /// A share of the lines' bases.
    Share(Ratio),
    /// An amount.
    Amount(Money),
}

fn share_of(share: Ratio, money: Money, rounding: Rounding) -> Money {
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
    fn whole(self) -> Money {
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
