//! Prices a basket: the fixed stages, in order.

use crate::basket::{
    Earning, Priced, PricedBy, Pricing, RedeemAsk, Redemption, Sale, Totals, club, coupon, gift,
    hint, lane, redeem, sold,
};
use crate::decision::{Discrepancy, When};
use crate::event::Purchase;
use crate::gift_card;
use crate::points::{Book, Earnings, earn};
use crate::program::Program;
use crate::situation::Situation;

/// Prices a basket; commits nothing.
pub fn price(program: &Program, situation: &Situation, purchase: &Purchase, when: When) -> Priced {
    let book = Book::open(program, &situation.wallet, when);
    let sale = Sale::new(program, situation, purchase, &book);
    Discounted::of(&sale).redeem_and_earn(&sale, &purchase.basket.redeem)
}

/// A basket after stages 1–3: what every variant of a quote begins with.
pub(crate) struct Discounted<'a> {
    pricing: Pricing<'a>,
    /// Where a till sold for something else than the rules say.
    pub discrepancies: Vec<Discrepancy>,
}

impl<'a> Discounted<'a> {
    /// Shelf and club price, line lanes, basket lanes.
    pub fn of(sale: &Sale<'a>) -> Self {
        let mut pricing = Pricing::at_shelf_prices(sale);
        if sale.is_in_program_life() {
            club::apply(sale, &mut pricing);
            let live = sale.program.index.live(&pricing.view(sale), sale.when.at);
            for lane in &sale.program.lanes {
                lane::run(sale, lane, &live, &mut pricing);
            }
            gift::apply(sale, &mut pricing);
        }
        let discrepancies = match sale.basket.priced {
            PricedBy::Here => Vec::new(),
            PricedBy::Till => sold::as_stated(sale, &mut pricing),
        };
        Self {
            pricing,
            discrepancies,
        }
    }

    /// What would be paid and earned if so many points were redeemed.
    pub fn would_come_to(&mut self, sale: &Sale<'a>, asks: &[RedeemAsk]) -> (Totals, Vec<Earning>) {
        let pricing = &mut self.pricing;
        let met = pricing.met.len();
        redeem::apply(sale, asks, pricing);
        let earnings = earn(sale, pricing);
        let totals = pricing.totals();
        pricing.give_back_points();
        pricing.met.truncate(met);
        (totals, earnings.rules)
    }

    /// Points redeemed as asked, then points earned.
    pub fn redeem_and_earn(self, sale: &Sale<'a>, asks: &[RedeemAsk]) -> Priced {
        let mut pricing = self.pricing;
        let redeem = redeem::apply(sale, asks, &mut pricing);
        let earnings = earn(sale, &mut pricing);
        answer(sale, pricing, redeem, earnings)
    }
}

fn answer(
    sale: &Sale<'_>,
    mut pricing: Pricing<'_>,
    redeem: Vec<Redemption>,
    earnings: Earnings,
) -> Priced {
    let coupons = coupon::answer(sale, &pricing, &earnings.rules);
    let mut hints = std::mem::take(&mut pricing.hints);
    hints.extend(earnings.hints);
    let approximate = std::mem::take(&mut pricing.approximate);
    let cards = std::mem::take(&mut pricing.cards);
    let gifts = std::mem::take(&mut pricing.gifts);
    let lines = pricing.answer(earnings.lines, sale.program.currency);
    let gift_card_loads = gift_card::loads(sale, &cards, &lines);
    let gift_cards = gift_card::pay(sale, &lines, &gift_card_loads);
    Priced {
        totals: Totals::of(&lines),
        gifts,
        gift_cards,
        gift_card_loads,
        lines,
        redeem,
        earn: earnings.rules,
        coupons,
        hints: hint::nearest(hints),
        approximate,
    }
}
