//! Offers on sets of goods: N for the price of M, buy X and get Y, bundles, the cheapest free.
//!
//! A set is taken out of the units that are still to be had, whole units only. Who gets the discount follows `pick`:
//! with the cheapest, parts are filled from the dearest unit down, and what is got is the next one below them if it is
//! of the same goods (so that 10, 9, 8, 3, 2, 1 make two sets of three with 8 and 1 free), else the cheapest there is;
//! with the dearest, what is got comes first, and the parts are filled from the cheapest unit up. Without `get` the
//! parts themselves have the discount, the dearest units first.
//!
//! Equal sets are taken together, however many there are. A set's discount is rounded once per set, then distributed
//! over the lines of the units that get it.

use std::cmp::Ordering;

use crate::basket::offer::{Goods, Stall, Take, most_of, share_of, trim};
use crate::basket::{Pricing, Sale};
use crate::number::{Money, Quantity, Rounding, distribute, mul_div, share_so_far};
use crate::program::{GoodsSet, Offer, OfferShape, SetOff, SetPart};

/// An offer on sets that may apply.
#[derive(Debug, Clone)]
pub(super) struct SetPricer<'a> {
    /// The offer.
    pub offer: &'a Offer,
    set: &'a GoodsSet,
    /// By part of the set, the lines that have its goods.
    parts: Vec<Vec<usize>>,
    /// Lines of what is got beside it.
    get: Option<Vec<usize>>,
    most: Option<Money>,
}

/// Equal sets, taken out of a basket together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    /// How many.
    pub times: i64,
    /// Units of each line in one of them.
    units: Vec<Units>,
}

/// Units of a line in one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Units {
    line: usize,
    pay: i64,
    get: i64,
}

impl<'a> SetPricer<'a> {
    /// The offer on a basket; `None` if it is no offer on sets, or some part of its set is not there.
    pub fn new(
        sale: &Sale<'_>,
        offer: &'a Offer,
        lines: &[usize],
        pricing: &Pricing<'_>,
    ) -> Option<Self> {
        let OfferShape::Set(set) = &offer.shape else {
            return None;
        };
        let lines_of = |part: &SetPart| match &part.lines {
            Some(filter) => pricing.lines_of(Some(filter), None),
            None => lines.to_vec(),
        };
        let parts: Vec<Vec<usize>> = set.parts.iter().map(lines_of).collect();
        let get = set.get.as_ref().map(lines_of);
        let all_there = parts.iter().chain(&get).all(|lines| !lines.is_empty());
        all_there.then_some(Self {
            offer,
            set,
            parts,
            get,
            most: most_of(sale, offer),
        })
    }

    /// The next sets that can be taken, as many equal ones as there are, after so many were; `None` if there are none.
    pub fn next(&self, stall: &Stall, before: i64) -> Option<Taken> {
        let left = self.set.repeat.map_or(i64::MAX, |repeat| repeat - before);
        let units = self.one(stall)?;
        let there = |units: &Units| {
            let all = whole_units(stall, units.line);
            let gone = units.get + if self.set.consumes { units.pay } else { 0 };
            if gone == 0 {
                return i64::MAX;
            }
            // Units that only have to be there stay, but have to be there the last time too.
            1 + (all - units.pay - units.get) / gone
        };
        let times = units.iter().map(there).min().unwrap_or(0).min(left);
        (times > 0).then_some(Taken { times, units })
    }

    /// One set.
    fn one(&self, stall: &Stall) -> Option<Vec<Units>> {
        let mut picked = Vec::new();
        let got = |picked: &mut Vec<Units>| match (&self.set.get, &self.get) {
            (Some(part), Some(lines)) => {
                let cheapest_first = !self.set.dearest && !self.is_of_same_goods();
                fill(picked, stall, lines, part.units, cheapest_first, true)
            }
            _ => Some(()),
        };
        if self.set.dearest {
            got(&mut picked)?;
        }
        let is_got = self.get.is_none();
        for (part, lines) in self.set.parts.iter().zip(&self.parts) {
            let cheapest_first = self.set.dearest && !is_got;
            fill(
                &mut picked,
                stall,
                lines,
                part.units,
                cheapest_first,
                is_got,
            )?;
        }
        if !self.set.dearest {
            got(&mut picked)?;
        }
        Some(picked)
    }

    /// Whether what is got is of the same goods as the set.
    fn is_of_same_goods(&self) -> bool {
        self.parts.len() == 1 && self.get.as_ref() == self.parts.first()
    }

    /// What so many of these sets take off; their units leave the stall.
    pub fn take(&self, taken: &Taken, times: i64, stall: &mut Stall) -> Vec<Take> {
        let mut parts: Vec<(usize, Quantity, Money, Money)> = Vec::new();
        let mut one_set = Money::ZERO;
        for units in taken.units.iter().filter(|units| units.get > 0) {
            let Some(goods) = &stall[units.line] else {
                continue;
            };
            let all = Quantity::whole(units.get.saturating_mul(times));
            let of_units = |money: Money| Money::from_minor(part(money, all, goods.quantity));
            one_set += match times {
                1 => of_units(goods.base),
                _ => Money::from_minor(mul_div(
                    goods.base.minor(),
                    Quantity::whole(units.get).raw(),
                    goods.quantity.raw().max(1),
                    Rounding::HalfUp,
                )),
            };
            parts.push((units.line, all, of_units(goods.base), of_units(goods.room)));
        }
        let off = self.off(one_set).minor().saturating_mul(times);
        let bases: Vec<i64> = parts.iter().map(|(_, _, base, _)| base.minor()).collect();
        let rooms: Vec<i64> = parts.iter().map(|(_, _, _, room)| room.minor()).collect();
        // Units that cost nothing have no share in a discount.
        let off = off.min(bases.iter().sum());
        let wanted = distribute(off, &bases, None).parts;
        let granted = distribute(off, &bases, Some(&rooms)).parts;
        for units in &taken.units {
            let gone = units.get + if self.set.consumes { units.pay } else { 0 };
            leave(
                stall,
                units.line,
                Quantity::whole(gone.saturating_mul(times)),
            );
        }
        let takes = parts.into_iter().zip(wanted.into_iter().zip(granted));
        let take = |((line, quantity, ..), (wanted, granted)): (
            (usize, Quantity, Money, Money),
            (i64, i64),
        )| Take {
            line,
            quantity,
            wanted: Money::from_minor(wanted),
            granted: Money::from_minor(granted),
        };
        takes.map(take).collect()
    }

    /// What is off the units of one set that get the discount, which cost so much.
    fn off(&self, base: Money) -> Money {
        match self.set.off {
            SetOff::Percent(share) => share_of(share, base, self.offer.rounding),
            SetOff::Amount(money) => money.min(base),
            SetOff::Price(price) => (base - price).or_zero(),
        }
    }

    /// All sets there are, one after the other: what they take off in the end.
    pub fn claim(&self, stall: &mut Stall) -> Vec<Take> {
        let (mut takes, mut before) = (Vec::new(), 0);
        while let Some(taken) = self.next(stall, before) {
            takes.extend(self.take(&taken, taken.times, stall));
            before += taken.times;
        }
        self.settled(takes)
    }

    /// What several sets take off, cut to what the offer may give, a line's units together.
    pub fn settled(&self, takes: Vec<Take>) -> Vec<Take> {
        let mut settled: Vec<Take> = Vec::with_capacity(takes.len());
        for take in takes {
            match settled.iter_mut().find(|known| known.line == take.line) {
                Some(known) => {
                    known.quantity += take.quantity;
                    known.wanted += take.wanted;
                    known.granted += take.granted;
                }
                None => settled.push(take),
            }
        }
        settled.sort_by_key(|take| take.line);
        trim(&mut settled, self.most);
        settled
    }

    /// What so much granted is worth under the offer's cap.
    pub fn worth(&self, granted: Money) -> Money {
        self.most.map_or(granted, |most| granted.min(most))
    }
}

/// Picks so many whole units of lines, the dearest first or the cheapest; `None` if there are not so many.
fn fill(
    picked: &mut Vec<Units>,
    stall: &Stall,
    lines: &[usize],
    mut wanted: i64,
    cheapest_first: bool,
    get: bool,
) -> Option<()> {
    let mut by_price: Vec<(usize, &Goods)> = lines
        .iter()
        .filter_map(|line| Some((*line, stall[*line].as_ref()?)))
        .collect();
    by_price.sort_by(|a, b| {
        let order = compare_prices(a.1, b.1);
        let order = if cheapest_first {
            order
        } else {
            order.reverse()
        };
        order.then(a.0.cmp(&b.0))
    });
    for (line, _) in by_price {
        let gone = picked.iter().find(|units| units.line == line);
        let gone = gone.map_or(0, |units| units.pay + units.get);
        let units = (whole_units(stall, line) - gone).min(wanted);
        if units <= 0 {
            continue;
        }
        let place = picked.iter().position(|units| units.line == line);
        let place = place.unwrap_or_else(|| {
            picked.push(Units {
                line,
                pay: 0,
                get: 0,
            });
            picked.len() - 1
        });
        if get {
            picked[place].get += units;
        } else {
            picked[place].pay += units;
        }
        wanted -= units;
        if wanted == 0 {
            return Some(());
        }
    }
    None
}

/// Which of two lines has the dearer unit.
fn compare_prices(a: &Goods, b: &Goods) -> Ordering {
    let cross = |one: &Goods, other: &Goods| {
        i128::from(one.base.minor()) * i128::from(other.quantity.raw())
    };
    cross(a, b).cmp(&cross(b, a))
}

fn whole_units(stall: &Stall, line: usize) -> i64 {
    stall[line]
        .as_ref()
        .map_or(0, |goods| goods.quantity.whole_units())
}

/// Units leave a line; what is left of it keeps its share of everything.
pub(super) fn leave(stall: &mut Stall, line: usize, gone: Quantity) {
    let Some(goods) = &mut stall[line] else {
        return;
    };
    let less = |money: &mut Money| {
        *money -= Money::from_minor(part(*money, gone, goods.quantity));
    };
    less(&mut goods.base);
    less(&mut goods.amount);
    less(&mut goods.room);
    goods.quantity -= gone;
    if !goods.quantity.is_positive() {
        stall[line] = None;
    }
}

/// What of an amount belongs to some of its units.
fn part(money: Money, units: Quantity, whole: Quantity) -> i64 {
    share_so_far(money.minor(), units.raw(), whole.raw())
}
