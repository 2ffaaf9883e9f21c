//! Stages 2 and 3: the lanes, line lanes first, each in file order.
//!
//! Inside a lane every offer computes on the same base: what earlier lanes left (`running`), or the amounts
//! before all offers (`initial`). First the exclusive offers are settled, then the common ones compete for the
//! lines that are left, then what `always` applies is added. Between lanes amounts add up.
//!
//! With `apply: all` there is no competition: every offer applies by priority and tests its condition again
//! on what the ones before it left.

use crate::basket::choose;
use crate::basket::hint;
use crate::basket::offer::{Bid, Goods, Pricer, Stall, Sums, Take};
use crate::basket::{Discount, Flag, Pricing, Sale};
use crate::condition;
use crate::number::Money;
use crate::program::{Choose, Lane, LaneBase, LiveOffers, Offer, OfferClass};

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
    for (offer, lines) in offers {
        if let Some(pricer) = applying(sale, lane, offer, lines, pricing) {
            let mut stall = stall(&base_of(lane, pricing), pricing);
            give(lane, &pricer, &mut stall, pricing);
        }
    }
}

fn compete<'a, 'l>(
    sale: &Sale<'a>,
    lane: &'a Lane,
    offers: impl Iterator<Item = (&'a Offer, Option<&'l [usize]>)>,
    pricing: &mut Pricing<'a>,
) {
    let mut exclusive = Vec::new();
    let mut common = Vec::new();
    let mut always = Vec::new();
    for (offer, lines) in offers {
        let Some(pricer) = applying(sale, lane, offer, lines, pricing) else {
            continue;
        };
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
    if !always.is_empty() {
        let mut stall = stall(&base, pricing);
        for pricer in always {
            give(lane, &pricer, &mut stall, pricing);
        }
    }
}

/// An offer on the lines it is on, if it may apply now; noted as met, or as a near miss. One that is on no line of
/// the basket is neither.
fn applying<'a>(
    sale: &Sale<'a>,
    lane: &Lane,
    offer: &'a Offer,
    among: Option<&[usize]>,
    pricing: &mut Pricing<'a>,
) -> Option<Pricer<'a>> {
    let view = pricing.view(sale);
    let holds = condition::holds(&offer.when, &view);
    let hint = if holds {
        None
    } else {
        // Most offers that could apply and do not are far from it: their lines need not be looked at.
        Some(hint::near_miss(&offer.id, &offer.when, &view)?)
    };
    let lines = pricing.lines_of(offer.lines.as_ref(), among);
    if lines.is_empty() || !sale.may_use(&offer.id, offer.limit.as_ref()) {
        return None;
    }
    pricing.hints.extend(hint);
    if !holds {
        return None;
    }
    pricing.met.push(&offer.id);
    Some(Pricer::new(offer, lane.level, lines))
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
fn stall(base: &[Money], pricing: &Pricing<'_>) -> Stall {
    let goods = |line: usize| {
        let open = !pricing.lines[line].has(Flag::NoDiscount);
        open.then(|| Goods {
            line,
            quantity: pricing.lines[line].quantity,
            amount: pricing.facts.lines[line].amount,
            base: base[line],
            room: pricing.room(line),
        })
    };
    (0..base.len()).map(goods).collect()
}

/// What each winner of the lane takes off.
fn winners<'a>(
    lane: &Lane,
    exclusive: Vec<Pricer<'a>>,
    common: &[Pricer<'a>],
    base: &[Money],
    pricing: &mut Pricing<'_>,
) -> Vec<(&'a Offer, Vec<Take>)> {
    let mut stall = stall(base, pricing);
    let (mut won, closed) = settle_exclusive(exclusive, &mut stall);
    if closed || common.is_empty() {
        return won;
    }
    let (winners, exact) = match lane.choose {
        Choose::Best => choose::best(common, &stall),
        Choose::Priority => (choose::by_priority(common, &stall), true),
    };
    for (contender, pricer) in common.iter().enumerate() {
        if winners.contains(&Some(contender)) {
            let mine = pricer
                .bids(&stall)
                .filter(|bid| winners[bid.line] == Some(contender));
            won.push((pricer.offer, pricer.settle(&mine.collect::<Vec<Bid>>())));
        }
    }
    if !exact {
        pricing.approximate.push(lane.id.clone());
    }
    won
}

/// Exclusive offers by priority, equal priorities by benefit, then id: each takes the lines it is on from
/// everybody after it. One with the scope of the basket closes it: nothing else of the lane but `always`
/// follows. Says what they take and whether the basket is closed; the lines they take leave the stall.
fn settle_exclusive<'a>(
    mut exclusive: Vec<Pricer<'a>>,
    stall: &mut Stall,
) -> (Vec<(&'a Offer, Vec<Take>)>, bool) {
    let mut won = Vec::new();
    while let Some(first) = exclusive.first() {
        let priority = first.offer.priority;
        let rivals = exclusive
            .iter()
            .take_while(|rival| rival.offer.priority == priority);
        let worth = |rival: &Pricer<'_>| {
            let bids = rival.bids(stall);
            rival.worth(bids.fold(Sums::default(), |sums, bid| sums + rival.sum(&bid)))
        };
        let worths: Vec<_> = rivals.map(worth).collect();
        let first_of_best = (0..worths.len()).rev().max_by_key(|rival| worths[*rival]);
        let pricer = exclusive.remove(first_of_best.unwrap_or(0));
        let bids: Vec<Bid> = pricer.bids(stall).collect();
        if bids.is_empty() {
            continue;
        }
        won.push((pricer.offer, pricer.settle(&bids)));
        if pricer.offer.class == OfferClass::ExclusiveBasket {
            return (won, true);
        }
        bids.iter().for_each(|bid| stall[bid.line] = None);
    }
    (won, false)
}

/// Gives an offer on every line it is on, competing with nobody; those after it find less room.
fn give(lane: &Lane, pricer: &Pricer<'_>, stall: &mut Stall, pricing: &mut Pricing<'_>) {
    let bids: Vec<Bid> = pricer.bids(stall).collect();
    if bids.is_empty() {
        return;
    }
    let takes = pricer.settle(&bids);
    for take in &takes {
        if let Some(goods) = &mut stall[take.line] {
            goods.room -= take.granted;
        }
    }
    record(lane, pricer.offer, takes, pricing);
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
