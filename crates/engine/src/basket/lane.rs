//! Stages 2 and 3: the lanes, line lanes first, each in file order.
//!
//! Inside a lane every offer computes on the same base: what earlier lanes left (`running`), or the amounts
//! before all offers (`initial`). First the exclusive offers are settled, then the common ones compete for the
//! lines that are left, then what `always` applies is added. Between lanes amounts add up.
//!
//! With `apply: all` there is no competition: every offer applies by priority and tests its condition again
//! on what the ones before it left.

use crate::basket::choose::{self, Choice};
use crate::basket::hint;
use crate::basket::offer::{Bid, Goods, Pricer, Sums, Take};
use crate::basket::{Discount, Flag, Pricing, Sale};
use crate::condition;
use crate::number::Money;
use crate::program::{Choose, Lane, LaneBase, Offer, OfferClass};

/// Lets the offers of a lane take their discounts.
pub(super) fn run<'a>(sale: &Sale<'a>, lane: &'a Lane, pricing: &mut Pricing<'a>) {
    let offers = sale
        .program
        .offers
        .iter()
        .filter(|offer| offer.lane == lane.id);
    if lane.apply_all {
        apply_all(sale, lane, offers, pricing);
    } else {
        compete(sale, lane, offers, pricing);
    }
    let total = pricing.total();
    pricing.facts.after.push((lane.id.clone(), total));
}

fn apply_all<'a>(
    sale: &Sale<'a>,
    lane: &'a Lane,
    offers: impl Iterator<Item = &'a Offer>,
    pricing: &mut Pricing<'a>,
) {
    for offer in offers {
        if !applies(sale, offer, pricing) {
            continue;
        }
        let base = base_of(lane, pricing);
        give(lane, Pricer::new(offer, lane.level), &base, pricing);
    }
}

fn compete<'a>(
    sale: &Sale<'a>,
    lane: &'a Lane,
    offers: impl Iterator<Item = &'a Offer>,
    pricing: &mut Pricing<'a>,
) {
    let mut exclusive = Vec::new();
    let mut common = Vec::new();
    let mut always = Vec::new();
    for offer in offers {
        if !applies(sale, offer, pricing) {
            continue;
        }
        let pricer = Pricer::new(offer, lane.level);
        match offer.class {
            OfferClass::Common => common.push(pricer),
            OfferClass::Always => always.push(pricer),
            OfferClass::ExclusiveUnits | OfferClass::ExclusiveBasket => exclusive.push(pricer),
        }
    }
    let base = base_of(lane, pricing);
    for (offer, takes) in winners(lane, exclusive, &common, &base, pricing) {
        record(lane, offer, takes, pricing);
    }
    for pricer in always {
        give(lane, pricer, &base, pricing);
    }
}

/// Whether an offer may apply now; notes it as met, or as a near miss.
fn applies<'a>(sale: &Sale<'a>, offer: &'a Offer, pricing: &mut Pricing<'a>) -> bool {
    if !sale.may_use(&offer.id, offer.limit.as_ref()) {
        return false;
    }
    let view = pricing.view(sale);
    if condition::holds(&offer.when, &view) {
        pricing.met.push(&offer.id);
        return true;
    }
    let filter = offer.lines.as_ref();
    let on_goods = pricing
        .facts
        .lines
        .iter()
        .any(|line| filter.is_none_or(|filter| filter.matches(line)));
    if on_goods {
        let hint = hint::near_miss(&offer.id, &offer.when, &view);
        pricing.hints.extend(hint);
    }
    false
}

/// What the lane's offers compute on, line by line.
fn base_of(lane: &Lane, pricing: &Pricing<'_>) -> Vec<Money> {
    let base = |line| match lane.base {
        LaneBase::Running => pricing.now(line),
        LaneBase::Initial => pricing.after_club(line),
    };
    (0..pricing.lines.len()).map(base).collect()
}

/// The lines as offers meet them; those that no discount may touch are left out.
fn goods<'p>(base: &[Money], pricing: &'p Pricing<'_>) -> Vec<Goods<'p>> {
    let open = |line: &usize| !pricing.lines[*line].has(Flag::NoDiscount);
    let goods = |line| Goods {
        line,
        facts: &pricing.facts.lines[line],
        base: base[line],
        room: pricing.room(line),
    };
    (0..base.len()).filter(open).map(goods).collect()
}

/// What each winner of the lane takes off.
fn winners<'a>(
    lane: &Lane,
    exclusive: Vec<Pricer<'a>>,
    common: &[Pricer<'a>],
    base: &[Money],
    pricing: &mut Pricing<'_>,
) -> Vec<(&'a Offer, Vec<Take>)> {
    let mut free = goods(base, pricing);
    let (mut won, closed) = settle_exclusive(exclusive, &mut free);
    if closed || common.is_empty() {
        return won;
    }
    let Choice { winners, exact } = match lane.choose {
        Choose::Best => choose::best(common, &free),
        Choose::Priority => Choice {
            winners: choose::by_priority(common, &free),
            exact: true,
        },
    };
    for (place, pricer) in common.iter().enumerate() {
        let mine = free
            .iter()
            .zip(&winners)
            .filter(|(_, winner)| **winner == Some(place));
        let bids: Vec<Bid> = mine.filter_map(|(goods, _)| pricer.bid(goods)).collect();
        if !bids.is_empty() {
            won.push((pricer.offer, pricer.settle(&bids)));
        }
    }
    if !exact {
        pricing.approximate.push(lane.id.clone());
    }
    won
}

/// Exclusive offers by priority, equal priorities by benefit, then id: each takes the lines it is on from
/// everybody after it. One with the scope of the basket closes it: nothing else of the lane but `always`
/// follows. Says what they take and whether the basket is closed; leaves the lines that are free.
fn settle_exclusive<'a>(
    mut exclusive: Vec<Pricer<'a>>,
    free: &mut Vec<Goods<'_>>,
) -> (Vec<(&'a Offer, Vec<Take>)>, bool) {
    let mut won = Vec::new();
    while let Some(first) = exclusive.first() {
        let priority = first.offer.priority;
        let rivals = exclusive
            .iter()
            .take_while(|rival| rival.offer.priority == priority);
        let worth = |rival: &Pricer<'_>| {
            let bids = free.iter().filter_map(|goods| rival.bid(goods));
            rival.worth(bids.fold(Sums::default(), |sums, bid| sums + rival.sum(&bid)))
        };
        let worths: Vec<_> = rivals.map(worth).collect();
        let best = (0..worths.len())
            .rev()
            .max_by_key(|rival| worths[*rival])
            .unwrap_or(0);
        let pricer = exclusive.remove(best);
        let bids: Vec<Bid> = free.iter().filter_map(|goods| pricer.bid(goods)).collect();
        if bids.is_empty() {
            continue;
        }
        won.push((pricer.offer, pricer.settle(&bids)));
        if pricer.offer.class == OfferClass::ExclusiveBasket {
            return (won, true);
        }
        free.retain(|goods| bids.iter().all(|bid| bid.line != goods.line));
    }
    (won, false)
}

/// Gives an offer on every line it is on, competing with nobody.
fn give(lane: &Lane, pricer: Pricer<'_>, base: &[Money], pricing: &mut Pricing<'_>) {
    let bids: Vec<Bid> = goods(base, pricing)
        .iter()
        .filter_map(|goods| pricer.bid(goods))
        .collect();
    if !bids.is_empty() {
        record(lane, pricer.offer, pricer.settle(&bids), pricing);
    }
}

/// Takes the discounts off the lines. An offer that comes to nothing leaves no trace.
fn record(lane: &Lane, offer: &Offer, takes: Vec<Take>, pricing: &mut Pricing<'_>) {
    if takes.iter().all(|take| take.granted.is_zero()) {
        return;
    }
    for Take {
        line,
        wanted,
        granted,
    } in takes
    {
        if wanted.is_zero() && granted.is_zero() {
            continue;
        }
        let quantity = pricing.lines[line].quantity;
        let (rule, of_lane) = (offer.id.clone(), Some(lane.id.clone()));
        pricing.discount(
            line,
            &lane.id,
            Discount {
                rule,
                lane: of_lane,
                quantity,
                wanted,
                granted,
            },
        );
    }
}
