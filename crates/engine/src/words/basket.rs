//! A priced basket: the whole, then line by line.

use super::{Amount, Buyer, Explanation, Kind, LineTold, Told, Words};
use crate::basket::{CLUB_PRICE, Discount, Earning, Priced, PricedLine, TILL};
use crate::language::Language;
use crate::number::Money;
use crate::program::describe::parts::{Sentence, goods};
use crate::program::describe::prices;
use crate::program::{LaneBase, Offer};

/// Goods named by more letters than this are called "selected".
const GOODS_MOST: usize = 120;

impl Words<'_> {
    /// Why a basket came out as it did.
    pub fn basket(self, priced: &Priced, buyer: Buyer) -> Explanation {
        let mut purchase = Vec::new();
        purchase.extend(priced.earn.iter().map(|earning| self.earning(earning)));
        purchase.extend(
            priced
                .redeem
                .iter()
                .filter_map(|redemption| self.redemption(redemption)),
        );
        purchase.extend(
            priced
                .redeem
                .iter()
                .filter_map(|redemption| self.redemption_refused(redemption)),
        );
        purchase.extend(self.stranger(buyer));
        purchase.extend(
            priced
                .coupons
                .iter()
                .filter_map(|answer| self.coupon(answer)),
        );
        let cards = || priced.gift_cards.iter();
        purchase.extend(cards().filter_map(|card| self.card_paid(card)));
        purchase.extend(cards().filter_map(|card| self.card_refused(card)));
        let loads = priced.gift_card_loads.iter();
        purchase.extend(loads.filter_map(|load| self.card_not_sold(load)));
        purchase.extend(priced.hints.iter().map(|hint| self.near_miss(hint)));
        let lines = priced.lines.iter().map(|line| self.line(line, priced));
        Explanation {
            purchase,
            lines: lines.collect(),
        }
    }

    fn line(self, line: &PricedLine, priced: &Priced) -> LineTold {
        let mut sentences = Vec::new();
        let mut now = line.amount;
        let mut initial = line.amount;
        for discount in &line.discounts {
            let base = match self.offer(discount).map(|offer| self.lane_base(offer)) {
                Some(LaneBase::Initial) => initial,
                _ => now,
            };
            sentences.push(self.discount(line, discount, base));
            now -= discount.granted;
            if discount.rule.as_str() == CLUB_PRICE {
                initial = now;
            }
        }
        sentences.extend(line.redeemed.iter().map(|redeemed| {
            let amount = redeemed.amount;
            Told {
                kind: Kind::Redeem,
                rule: None,
                text: self.paid_by_points(&redeemed.unit, redeemed.points, amount),
                amount: Some(Amount::Money(amount)),
            }
        }));
        sentences.extend(line.earned.iter().map(|earned| {
            let same =
                |earning: &&Earning| earning.rule == earned.rule && earning.unit == earned.unit;
            let earning = priced.earn.iter().find(same);
            let multiplied_by = earning.map_or(&[][..], |earning| &earning.multiplied_by);
            self.earned_by_line(line, earned, multiplied_by)
        }));
        LineTold {
            line: line.number,
            sentences,
        }
    }

    fn offer(&self, discount: &Discount) -> Option<&Offer> {
        let mut offers = self.program.offers.iter();
        offers.find(|offer| offer.id == discount.rule)
    }

    fn lane_base(self, offer: &Offer) -> LaneBase {
        let lane = self.program.lanes.iter().find(|lane| lane.id == offer.lane);
        lane.map_or(LaneBase::Running, |lane| lane.base)
    }

    /// `10% off, on goods (category: burgers): $40 off $400; rule happy-hour.`
    fn discount(self, line: &PricedLine, discount: &Discount, base: Money) -> Told {
        let what = self.what_reduced(discount);
        let off = self.money(discount.granted);
        let figure = if discount.quantity < line.quantity {
            let (some, all) = (discount.quantity.to_string(), line.quantity.to_string());
            let (some, all) = (self.language.number(&some), self.language.number(&all));
            match self.language {
                Language::En => format!("{off} off {some} of {all}"),
                Language::Ru => format!("{off} на {some} из {all}"),
            }
        } else {
            let base = self.money(base);
            match self.language {
                Language::En => format!("{off} off {base}"),
                Language::Ru => format!("{off} от {base}"),
            }
        };
        let is_rule = ![CLUB_PRICE, TILL].contains(&discount.rule.as_str());
        let text = Sentence::new(self.language, &format!("{what}: {figure}"))
            .and(self.trimmed(discount))
            .and(is_rule.then(|| self.rule(&discount.rule)))
            .end();
        Told {
            kind: Kind::Discount,
            rule: Some(discount.rule.clone()),
            text,
            amount: Some(Amount::Money(discount.granted)),
        }
    }

    fn what_reduced(self, discount: &Discount) -> String {
        match (discount.rule.as_str(), self.offer(discount)) {
            (CLUB_PRICE, _) => self.pick("club price", "клубная цена").to_owned(),
            (TILL, _) => self
                .pick("sold for less by the till", "скидка кассы")
                .to_owned(),
            (_, Some(offer)) => self.offer_in_short(offer),
            (_, None) => self.pick("discount", "скидка").to_owned(),
        }
    }

    /// `10% off, on goods (category: burgers)`.
    pub(super) fn offer_in_short(self, offer: &Offer) -> String {
        let shape = prices::shape(self.program, &offer.shape, self.language);
        match goods(offer.lines.as_ref(), self.language) {
            None => shape,
            Some(goods) if goods.chars().count() <= GOODS_MOST => match self.language {
                Language::En => format!("{shape}, {goods}"),
                Language::Ru => format!("{shape} {goods}"),
            },
            Some(_) => format!(
                "{shape} {}",
                self.pick("on selected goods", "на выбранные товары")
            ),
        }
    }

    fn trimmed(self, discount: &Discount) -> Option<String> {
        (discount.granted < discount.wanted).then(|| {
            let wanted = self.money(discount.wanted);
            match self.language {
                Language::En => {
                    format!("{wanted} was due, a limit or the least price kept the rest")
                }
                Language::Ru => {
                    format!("полагалось {wanted}, остальное не дали лимит или минимальная цена")
                }
            }
        })
    }
}
