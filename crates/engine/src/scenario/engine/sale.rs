//! The engine's answers as outcomes of a scenario.

use std::collections::BTreeMap;

use crate::basket::{Earning, Priced, PricedLine};
use crate::decision::Returned;
use crate::name::UnitId;
use crate::number::Points;
use crate::purchase::Variant;
use crate::scenario::{Back, CardSale, Sale, SaleLine, SaleVariant, word};

/// A priced basket.
pub(super) fn sale(priced: &Priced) -> Sale {
    let redeem = || priced.redeem.iter();
    Sale {
        totals: priced.totals,
        lines: priced
            .lines
            .iter()
            .map(|line| (line.number, sale_line(line)))
            .collect(),
        redeemed: redeem()
            .map(|redemption| (redemption.unit.clone(), redemption.granted))
            .collect(),
        allowed: redeem()
            .map(|redemption| (redemption.unit.clone(), redemption.allowed))
            .collect(),
        redeem_reason: redeem()
            .filter_map(|redemption| {
                Some((redemption.unit.clone(), word(redemption.reason.as_ref()?)))
            })
            .collect(),
        earned: earned(&priced.earn),
        coupons: priced.coupons.clone(),
        gift_cards: priced
            .gift_cards
            .iter()
            .map(|card| CardSale {
                card: card.code.clone(),
                pays: card.amount,
                reason: card.reason.as_ref().map(word),
            })
            .collect(),
        gifts: { priced.gifts.iter() }
            .map(|gift| {
                let why = gift.reason.as_ref().map(word);
                (gift.rule.clone(), (gift.count, why))
            })
            .collect(),
        hints: priced.hints.clone(),
        without_redemption: None,
        with_max_redemption: None,
    }
}

/// Another redemption of a quote.
pub(super) fn variant(variant: &Variant) -> SaleVariant {
    SaleVariant {
        to_pay: variant.totals.to_pay,
        earned: earned(&variant.earn),
    }
}

/// What came back.
pub(super) fn back(returned: &Returned) -> Back {
    Back {
        refund: returned.refund,
        withheld: returned.withheld,
        to_cards: returned.to_cards(),
        lines: returned
            .lines
            .iter()
            .map(|line| (line.number, line.refund))
            .collect(),
        restored: sums(returned.restored.iter().cloned()),
        reversed: sums(returned.reversed.iter().cloned()),
        debt: sums(returned.debt.iter().cloned()),
    }
}

fn sale_line(line: &PricedLine) -> SaleLine {
    SaleLine {
        amount: line.amount,
        discount: line.discounts.iter().map(|discount| discount.granted).sum(),
        redeemed: line.redeemed.iter().map(|redeemed| redeemed.amount).sum(),
        to_pay: line.to_pay,
        earned: sums(
            line.earned
                .iter()
                .map(|earned| (earned.unit.clone(), earned.points)),
        ),
        pieces: line.pieces.clone(),
    }
}

fn earned(earn: &[Earning]) -> BTreeMap<UnitId, Points> {
    sums(
        earn.iter()
            .map(|earning| (earning.unit.clone(), earning.amount)),
    )
}

fn sums(points: impl Iterator<Item = (UnitId, Points)>) -> BTreeMap<UnitId, Points> {
    let mut sums = BTreeMap::new();
    for (unit, points) in points {
        *sums.entry(unit).or_insert(Points::ZERO) += points;
    }
    sums
}
