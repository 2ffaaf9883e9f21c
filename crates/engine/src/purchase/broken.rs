//! What a partial return breaks: discounts whose ground is gone with the goods that are kept.
//!
//! A purchase keeps what its decision gave, not what it read; so thresholds are looked up in the program by the rule's
//! id. A rule that is gone breaks nothing: the doubt is the buyer's.

use crate::basket::{Discount, PricedLine};
use crate::condition::least_totals;
use crate::decision::{Effect, EffectKind};
use crate::event::PastDecision;
use crate::name::RuleId;
use crate::number::{Money, Quantity, share_so_far};
use crate::program::{AmountPer, Offer, OfferShape, Program};
use crate::purchase::back::LineBack;

/// What is kept of a purchase once some lines come back.
pub(super) struct Kept<'a> {
    program: &'a Program,
    purchase: &'a PastDecision,
    back: &'a [LineBack<'a>],
}

impl<'a> Kept<'a> {
    pub fn of(program: &'a Program, purchase: &'a PastDecision, back: &'a [LineBack<'a>]) -> Self {
        Self {
            program,
            purchase,
            back,
        }
    }

    /// The first rule that a return of a part breaks: one whose threshold what is kept no longer reaches, or one of a
    /// set, which cannot be told apart again.
    pub fn broken(&self) -> Option<RuleId> {
        let set = |offer: &&Offer| matches!(offer.shape, OfferShape::Set(_));
        let mut offers = self.offers();
        let found = offers.find(|offer| set(offer) || self.withdrawn_of(offer).is_positive());
        found.map(|offer| offer.id.clone())
    }

    /// Money that the rules no longer take off what is kept, and the first of them.
    pub fn withdrawn(&self) -> (Money, Option<RuleId>) {
        let mut sum = Money::ZERO;
        let mut first = None;
        for offer in self.offers() {
            let withdrawn = self.withdrawn_of(offer);
            sum += withdrawn;
            if withdrawn.is_positive() {
                first = first.or(Some(offer.id.clone()));
            }
        }
        (sum, first)
    }

    /// Offers that took something off the purchase.
    fn offers(&self) -> impl Iterator<Item = &'a Offer> {
        let priced = &self.purchase.priced;
        let offers = self.program.offers.iter();
        offers.filter(|offer| priced.given_by(&offer.id).is_positive())
    }

    /// What an offer no longer takes off what is kept; below zero where an amount off the whole basket, of which a share
    /// comes back, is still given whole.
    fn withdrawn_of(&self, offer: &Offer) -> Money {
        let kept = self.discount(|discount| discount.rule == offer.id);
        if !self.reached(offer) {
            return kept;
        }
        let OfferShape::Amount {
            money,
            per: AmountPer::Basket,
            every,
            ..
        } = &offer.shape
        else {
            return Money::ZERO;
        };
        let of_offer = |discount: &Discount| discount.rule == offer.id;
        let on = self.amount(|line| line.discounts.iter().any(of_offer));
        let times = every.map_or(1, |every| on.minor() / every.minor().max(1));
        let whole = Money::from_minor(money.minor().saturating_mul(times));
        let given = self.purchase.priced.given_by(&offer.id);
        kept - whole.min(given).min(on)
    }

    /// Whether what is kept reaches every sum that an offer asks for.
    fn reached(&self, offer: &Offer) -> bool {
        let amount = self.amount(|_| true);
        least_totals(&offer.when).into_iter().all(|(after, range)| {
            let off = if after {
                self.discount(|_| true)
            } else {
                Money::ZERO
            };
            range.shortfall((amount - off).minor()).is_none()
        })
    }

    /// What is kept of the shelf amounts of some lines.
    fn amount(&self, counts: impl Fn(&PricedLine) -> bool) -> Money {
        let lines = self
            .purchase
            .priced
            .lines
            .iter()
            .filter(|line| counts(line));
        lines.map(|line| self.kept(line, line.amount)).sum()
    }

    /// What is kept of some discounts.
    fn discount(&self, counts: impl Fn(&Discount) -> bool) -> Money {
        let lines = self.purchase.priced.lines.iter();
        let discounts = lines.flat_map(|line| line.discounts.iter().map(move |one| (line, one)));
        discounts
            .filter(|(_, discount)| counts(discount))
            .map(|(line, discount)| self.kept(line, discount.granted))
            .sum()
    }

    /// The part of an amount of a line that belongs to the units that are kept.
    fn kept(&self, line: &PricedLine, whole: Money) -> Money {
        let now = self
            .back
            .iter()
            .find(|back| back.line.number == line.number);
        let now = now.map_or(Quantity::ZERO, |back| back.units());
        let gone = self.purchase.returned_of(line.number) + now;
        let gone = share_so_far(whole.minor(), gone.raw(), line.quantity.raw());
        whole - Money::from_minor(gone)
    }
}

/// Money that earlier returns of a purchase kept back because it broke.
pub(super) fn kept_back(purchase: &PastDecision) -> Money {
    let effects = purchase.returned.iter().flat_map(|past| &past.effects);
    effects.map(kept_back_by).sum()
}

fn kept_back_by(effect: &Effect) -> Money {
    match &effect.kind {
        EffectKind::Reprice { kept_back } => *kept_back,
        _ => Money::ZERO,
    }
}
