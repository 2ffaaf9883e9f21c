//! Stages 2 and 3: the lanes, line lanes first, each in file order.
//!
//! Inside a lane every offer computes on the same base: what earlier lanes left (`running`), or the amounts
//! before all offers (`initial`). First the exclusive offers are settled, then the common ones compete for the
//! units that are left, then what `always` applies is added. Between lanes amounts add up, within the caps of the
//! lane, of the purchase and of the offer's group: an offer that they cut gives less, the later ones first.
//!
//! With `apply: all` there is no competition: every offer applies by priority and tests its condition again
//! on what the ones before it left.

use crate::basket::compete::{Contender, Field, is_cut};
use crate::basket::hint;
use crate::basket::offer::{Goods, Pricer, Stall, Take, trim};
use crate::basket::set::{SetPricer, leave};
use crate::basket::{Discount, Flag, Pricing, Sale};
use crate::condition;
use crate::number::{Money, Quantity, Rounding};
use crate::program::{Cap, Lane, LaneBase, Level, LiveOffers, Offer, OfferClass, OfferShape};

/// Lets the offers of a lane take their discounts. `live` are the program's offers that could apply.
pub(super) fn run<'a>(
    sale: &Sale<'a>,
    lane: &'a Lane,
    live: &LiveOffers,
    pricing: &mut Pricing<'a>,
) {
    let offers = live.offers.iter().filter_map(|one| {
        let offer = sale.program.offers.get(one.offer)?;
        (offer.lane == lane.id).then(|| (offer, live.lines_of(one)))
    });
    if lane.apply_all {
        apply_all(sale, lane, offers, pricing);
    } else {
        compete(sale, lane, offers, pricing);
    }
    let total = pricing.total();
    pricing.facts.after.push((lane.id.clone(), total));
}

fn apply_all<'a, 'l>(
    sale: &Sale<'a>,
    lane: &'a Lane,
    offers: impl Iterator<Item = (&'a Offer, Option<&'l [usize]>)>,
    pricing: &mut Pricing<'a>,
) {
    // Units that took part in a set: one unit takes part in one set of a lane.
    let mut in_sets: Vec<(usize, Quantity)> = Vec::new();
    for (offer, lines) in offers {
        let base = base_of(lane, pricing);
        let Some(contender) = applying(sale, offer, lines, &base, pricing) else {
            continue;
        };
        let mut stall = stall(lane, &base, pricing);
        if let Contender::Set(_) = contender {
            for (line, units) in &in_sets {
                leave(&mut stall, *line, *units);
            }
            let before = stall.clone();
            let takes = contender.claim(&mut stall);
            in_sets.extend(gone(&before, &stall));
            record(sale, lane, offer, takes, pricing);
        } else {
            let takes = contender.claim(&mut stall);
            record(sale, lane, offer, takes, pricing);
        }
    }
}

/// Units that left a stall, by line.
fn gone(before: &Stall, after: &Stall) -> Vec<(usize, Quantity)> {
    let units = |goods: &Option<Goods>| goods.map_or(Quantity::ZERO, |goods| goods.quantity);
    let lines = before.iter().zip(after).enumerate();
    let gone = lines.map(|(line, (before, after))| (line, units(before) - units(after)));
    gone.filter(|(_, units)| units.is_positive()).collect()
}

fn compete<'a, 'l>(
    sale: &Sale<'a>,
    lane: &'a Lane,
    offers: impl Iterator<Item = (&'a Offer, Option<&'l [usize]>)>,
    pricing: &mut Pricing<'a>,
) {
    let base = base_of(lane, pricing);
    let mut field = Field::default();
    let mut always = Vec::new();
    for (offer, lines) in offers {
        let Some(contender) = applying(sale, offer, lines, &base, pricing) else {
            continue;
        };
        match offer.class {
            OfferClass::Always => always.push(contender),
            _ => field.enter(contender),
        }
    }
    let whole = stall(lane, &base, pricing);
    field.thin_out(&whole, |group| pricing.group_room(sale.program, group));
    let (won, exact) = field.settle(lane.choose, whole);
    if !exact {
        pricing.approximate.push(lane.id.clone());
    }
    for (offer, takes) in won {
        record(sale, lane, offer, takes, pricing);
    }
    for contender in always {
        let takes = contender.claim(&mut stall(lane, &base, pricing));
        record(sale, lane, contender.offer(), takes, pricing);
    }
}

/// An offer on the lines it is on, if it may apply now; noted as met, or as a near miss. One that is on no line of
/// the basket is neither.
fn applying<'a>(
    sale: &Sale<'a>,
    offer: &'a Offer,
    among: Option<&[usize]>,
    base: &[Money],
    pricing: &mut Pricing<'a>,
) -> Option<Contender<'a>> {
    let view = pricing.view(sale);
    let holds = condition::holds(&offer.when, &view);
    let hint = if holds {
        None
    } else {
        // Most offers that could apply and do not are far from it: their lines need not be looked at.
        Some(hint::near_miss(&offer.id, &offer.when, &view)?)
    };
    let lines = pricing.lines_of(offer.lines.as_ref(), among);
    if lines.is_empty() || !may_use(sale, offer) {
        return None;
    }
    if !holds {
        pricing.hints.extend(hint);
        return None;
    }
    if let OfferShape::Set(_) = &offer.shape {
        let set = SetPricer::new(sale, offer, &lines, pricing)?;
        pricing.met.push(&offer.id);
        return Some(Contender::Set(set));
    }
    pricing.met.push(&offer.id);
    Pricer::new(sale, offer, lines, base, pricing).map(Contender::Lines)
}

/// Whether the buyer may use an offer once more. What is counted for each member is for identified members.
fn may_use(sale: &Sale<'_>, offer: &Offer) -> bool {
    let counts_past = match &offer.shape {
        OfferShape::Steps(steps) => steps.past.is_some(),
        _ => false,
    };
    let counts = counts_past || offer.max_per_member.is_some();
    (!counts || sale.member().is_some()) && sale.may_use(&offer.id, offer.limit.as_ref())
}

/// What the lane's offers compute on, line by line.
fn base_of(lane: &Lane, pricing: &Pricing<'_>) -> Vec<Money> {
    let base = |line| match lane.base {
        LaneBase::Running => pricing.now(line),
        LaneBase::Initial => pricing.after_club(line),
    };
    (0..pricing.lines.len()).map(base).collect()
}

/// The lines as offers of a lane meet them; those that no discount of it may touch are left out.
fn stall(lane: &Lane, base: &[Money], pricing: &Pricing<'_>) -> Stall {
    let goods = |line: usize| {
        let is_service = pricing.lines[line].has(Flag::Service);
        let open = !pricing.lines[line].has(Flag::NoDiscount)
            && is_service == (lane.level == Level::Service);
        open.then(|| Goods {
            line,
            quantity: pricing.lines[line].quantity,
            of: pricing.lines[line].quantity,
            amount: pricing.facts.lines[line].amount,
            base: base[line],
            room: pricing.room(line),
        })
    };
    (0..base.len()).map(goods).collect()
}

/// Takes the discounts off the lines, as far as caps go. An offer that comes to nothing leaves no trace, nor does one
/// that must be whole and is not.
fn record<'a>(
    sale: &Sale<'a>,
    lane: &'a Lane,
    offer: &'a Offer,
    mut takes: Vec<Take>,
    pricing: &mut Pricing<'a>,
) {
    trim(&mut takes, cap_left(sale, lane, offer, pricing));
    let cut = offer.all_or_nothing && is_cut(&takes);
    if cut || takes.iter().all(|take| take.granted.is_zero()) {
        return;
    }
    for take in takes {
        if take.wanted.is_zero() && take.granted.is_zero() {
            continue;
        }
        let (rule, of_lane) = (offer.id.clone(), Some(lane.id.clone()));
        pricing.discount(
            take.line,
            &lane.id,
            Discount {
                rule,
                lane: of_lane,
                quantity: take.quantity,
                wanted: take.wanted,
                granted: take.granted,
            },
        );
    }
}

/// What the caps of the lane, the purchase and the offer's group leave; `None`: there are none.
fn cap_left(sale: &Sale<'_>, lane: &Lane, offer: &Offer, pricing: &Pricing<'_>) -> Option<Money> {
    let amount = pricing.facts.before_discounts;
    let of_cap = |cap: Cap| {
        let share = cap
            .share
            .map(|share| share.of(amount.minor(), Rounding::Floor));
        cap.money
            .into_iter()
            .chain(share.map(Money::from_minor))
            .min()
    };
    let left = |most: Money, given: Money| (most - given).or_zero();
    let of_lane = of_cap(lane.cap).map(|most| {
        left(
            most,
            pricing.given(|discount| discount.lane.as_ref() == Some(&lane.id)),
        )
    });
    let of_purchase = of_cap(sale.program.purchase_cap)
        .map(|most| left(most, pricing.given(|discount| discount.lane.is_some())));
    let group = offer
        .group
        .and_then(|group| Some((group, sale.program.groups.get(group)?)));
    let of_group = group.and_then(|(place, group)| {
        if pricing.group_room(sale.program, place) == Some(0) {
            return Some(Money::ZERO);
        }
        let in_group = |discount: &Discount| sale.program.is_in_group(&discount.rule, place);
        Some(left(group.max_amount?, pricing.given(in_group)))
    });
    of_lane.into_iter().chain(of_purchase).chain(of_group).min()
}
