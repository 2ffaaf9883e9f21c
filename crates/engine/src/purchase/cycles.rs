//! Sales by a whole program, taken back: whatever was sold, redeemed, earned and won, a full return and a void leave
//! the member as before. Proptest prints the seed.

use proptest::prelude::*;

use crate::basket::{Basket, Line, PricedBy, RedeemAsk, RedeemMuch};
use crate::decision::{Decision, When};
use crate::event::{Event, PastDecision, PastReturn, Purchase, Return, ReturnAsk};
use crate::id::PurchaseId;
use crate::name::{Sku, UnitId};
use crate::number::{Money, Points, Price, Quantity};
use crate::points::fixture::{day, wallet};
use crate::points::{Book, LotState, Wallet};
use crate::program::Program;
use crate::purchase::fixture::member;
use crate::situation::Situation;
use crate::time::Instant;

const SHOP: &str = r"
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { name: points, value: { points: 1, money: 0.07 }, expire: { after: 365d } }
  stars: { name: stars, expire: never }
tiers:
  status: { metric: spend, period: calendar_year, upgrade: at_once, keep: this_and_next_period,
    levels: [{ id: base, from: 0 }, { id: silver, from: 300.00 }, { id: gold, from: 2000.00 }] }
  stars: { metric: { earned: stars }, period: lifetime, levels: [{ id: star, from: 3 }] }
earn:
  - { id: base, unit: points, rate: 5% }
  - { id: gold, unit: points, rate: 9%, combine: max, when: { tier: gold } }
  - { id: slow, unit: points, rate: 8 per 1.00, lines: { sku: [b] }, group: slow, activate: { after: 14d } }
  - { id: visit, unit: stars, points: 1, limit: { per: day, times: 2 } }
  - { id: gift, unit: stars, points: 3, limit: { per: 30d } }
offers:
  - { id: tenth, percent: 10%, lines: { sku: [a, b] } }
  - { id: fifty, lane: basket, amount: 50, when: { basket.total: { gte: 500 } }, limit: { per: month, times: 1 } }
redeem: { points: { max_share: 40%, exclude: { sku: [c] } } }
returns: { tier: at_once }
";

fn line() -> impl Strategy<Value = (usize, i64, i64)> {
    (0..3usize, 1..4i64, 1..90_000i64)
}

fn basket() -> impl Strategy<Value = Basket> {
    let much = prop_oneof![
        Just(RedeemMuch::Max),
        Just(RedeemMuch::None),
        (1..3_000i64).prop_map(|points| RedeemMuch::Points(Points::from_raw(points))),
    ];
    let priced = prop_oneof![4 => Just(PricedBy::Here), 1 => Just(PricedBy::Till)];
    (prop::collection::vec(line(), 1..5), much, priced).prop_map(|(lines, much, priced)| {
        let lines = lines
            .into_iter()
            .zip(1..)
            .map(|((sku, units, kopecks), number)| Line {
                number,
                sku: Some(Sku::new(["a", "b", "c"][sku])),
                quantity: Quantity::whole(units),
                price: Price::from_raw(kopecks * 100),
                club_price: None,
                min_price: None,
                category: vec![],
                brand: None,
                flags: vec![],
                sold_for: (priced == PricedBy::Till).then(|| Money::from_minor(kopecks * units)),
                gift_card: None,
                gift_of: None,
            });
        let unit = UnitId::new("points");
        Basket {
            lines: lines.collect(),
            store: None,
            channel: None,
            coupons: vec![],
            payments: vec![],
            gift_cards: vec![],
            redeem: vec![RedeemAsk { unit, much }],
            priced,
        }
    })
}

/// Points of a member to start with.
fn lots() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    prop::collection::vec((1..3_000i64, prop::option::of(20..90i64)), 0..4)
}

/// A member and what was sold to them.
struct Played {
    program: Program,
    now: Situation,
    sold: Vec<PastDecision>,
}

impl Played {
    fn open(lots: &[(i64, Option<i64>)]) -> Self {
        let program = Program::read(SHOP).unwrap_or_else(|problems| panic!("{problems:?}"));
        Self {
            program,
            now: member(wallet(lots)),
            sold: Vec::new(),
        }
    }

    fn sell(&mut self, basket: &Basket, at: Instant) {
        let purchase = Purchase {
            id: PurchaseId::from_raw(i64::try_from(self.sold.len()).unwrap() + 1),
            basket: basket.clone(),
            own_hold: None,
            promised: None,
        };
        let event = Event::Purchase(purchase.clone());
        let decision = self.play(&event, at);
        self.sold
            .push(PastDecision::of(&purchase, &decision, When::now(at)).unwrap());
    }

    fn take_back(&mut self, sale: usize, asked: Vec<ReturnAsk>, at: Instant) -> Money {
        let purchase = Box::new(self.sold[sale].clone());
        let decision = self.play(
            &Event::Return(Return {
                purchase,
                lines: asked,
            }),
            at,
        );
        self.sold[sale].returned.extend(PastReturn::of(&decision));
        decision
            .returned
            .map_or(Money::ZERO, |returned| returned.refund)
    }

    fn play(&mut self, event: &Event, at: Instant) -> Decision {
        let when = When::now(at);
        let decision = crate::decide(&self.program, &self.now, event, when);
        assert_eq!(
            decision,
            crate::decide(&self.program, &self.now, event, when)
        );
        for posting in &decision.postings {
            assert!(posting.is_balanced(), "{posting:?}");
            let effects = u32::try_from(decision.effects.len()).unwrap();
            assert!(
                posting.effect.is_none_or(|effect| effect < effects),
                "{posting:?}"
            );
        }
        self.now.apply(&self.program, event, &decision, when);
        decision
    }

    /// What a member has of every unit, pending points with them, and the first lots one by one.
    fn standing(&self, lots: usize) -> (Vec<(Points, Points)>, Vec<Points>) {
        let book = Book::open(&self.program, &self.now.wallet, When::now(day(10)));
        let units = self.program.units.iter();
        let balances = units.map(|unit| (book.available(&unit.id), book.pending(&unit.id)));
        let firsts = self.now.wallet.lots.iter().take(lots);
        (
            balances.collect(),
            firsts.map(|lot| lot.remaining).collect(),
        )
    }

    fn nothing_is_left_of_sales(&self) {
        for (key, value) in self.now.counters.iter() {
            let uses = matches!(key.counted, crate::counter::Counted::Uses(_));
            assert!(value == 0 || uses, "{key}: {value}");
        }
        assert_eq!(self.now.history, []);
        assert_eq!(self.now.wallet.debts, []);
        let levels = self
            .now
            .tiers
            .iter()
            .map(|(scheme, state)| (scheme.as_str(), &state.level));
        let won = levels
            .filter(|(_, level)| level.as_ref().is_some_and(|level| level.as_str() != "base"));
        assert_eq!(won.collect::<Vec<_>>(), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_full_return_leaves_the_member_as_before(
        lots in lots(),
        baskets in prop::collection::vec(basket(), 1..4),
        pieces in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..20_000i64), 0..15),
    ) {
        let mut played = Played::open(&lots);
        let before = played.standing(lots.len());
        for basket in &baskets {
            played.sell(basket, day(10));
        }
        let mut refunds = vec![Money::ZERO; baskets.len()];
        for (sale, line, part) in pieces {
            let sale = sale.index(baskets.len());
            let lines = &played.sold[sale].priced.lines;
            let number = lines[line.index(lines.len())].number;
            let asked = ReturnAsk { number, quantity: Quantity::from_raw(part) };
            refunds[sale] += played.take_back(sale, vec![asked], day(10));
        }
        for (sale, refund) in refunds.iter_mut().enumerate() {
            *refund += played.take_back(sale, vec![], day(10));
            prop_assert_eq!(*refund, played.sold[sale].priced.totals.to_pay);
        }
        let after = played.standing(lots.len());
        prop_assert_eq!(&before.0, &after.0);
        if baskets.len() == 1 && baskets[0].priced == PricedBy::Here {
            prop_assert_eq!(before.1, after.1);
        }
        played.nothing_is_left_of_sales();
    }

    #[test]
    fn voids_in_reverse_leave_everything_as_before(
        lots in lots(),
        baskets in prop::collection::vec(basket(), 1..4),
    ) {
        let mut played = Played::open(&lots);
        let before = played.standing(lots.len());
        for basket in &baskets {
            played.sell(basket, day(10));
        }
        for sale in (0..baskets.len()).rev() {
            let event = Event::Void(Box::new(played.sold[sale].clone()));
            let decision = played.play(&event, day(10));
            prop_assert_eq!(decision.refusal, None);
        }
        let after = played.standing(lots.len());
        prop_assert_eq!(before.0, after.0);
        if baskets.iter().all(|basket| basket.priced == PricedBy::Here) {
            prop_assert_eq!(before.1, after.1);
        }
        played.nothing_is_left_of_sales();
        prop_assert!(played.now.counters.iter().all(|(_, value)| value == 0));
        prop_assert!(played.now.uses.values().all(Vec::is_empty));
    }

    /// Whatever the order of days, the wallet never holds a lot below zero nor debts beside free points.
    #[test]
    fn a_year_of_sales_and_returns_keeps_the_wallet_sound(
        lots in lots(),
        acts in prop::collection::vec((0..40i64, basket(), prop::option::of(any::<prop::sample::Index>())), 1..15),
    ) {
        let mut played = Played::open(&lots);
        let mut today = 10;
        for (days, basket, back) in acts {
            today += days;
            match back {
                Some(sale) if !played.sold.is_empty() => {
                    let sale = sale.index(played.sold.len());
                    played.take_back(sale, vec![], day(today));
                }
                _ => played.sell(&basket, day(today)),
            }
            played.play(&Event::Tick, day(today));
            prop_assert_eq!(fault(&played.program, &played.now.wallet, today), None);
            prop_assert!(played.now.due_at().is_none_or(|due| due > day(today)));
        }
    }
}

fn fault(program: &Program, wallet: &Wallet, today: i64) -> Option<String> {
    let book = Book::open(program, wallet, When::now(day(today)));
    let dead = wallet.lots.iter().find(|lot| {
        lot.state == LotState::Active && lot.remaining.is_positive() && !lot.is_alive(day(today))
    });
    book.fault().or_else(|| dead.map(|lot| format!("{lot:?}")))
}
