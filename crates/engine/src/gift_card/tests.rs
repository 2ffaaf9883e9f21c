//! Laws of gift cards: what pays and what is taken off may be entered in any order, and what comes back comes back whole.
//! Proptest prints the seed.

use proptest::prelude::*;

use super::{GiftCardAsk, GiftCardState, moves};
use crate::basket::tests::{purchase, stranger, today};
use crate::basket::{Basket, Priced, price};
use crate::coupon::make;
use crate::decide;
use crate::decision::{Decision, When};
use crate::event::{Event, PastDecision, PastReturn, Purchase, Return, ReturnAsk};
use crate::name::RuleId;
use crate::number::{Money, Quantity};
use crate::program::Program;
use crate::situation::Situation;

const SHOP: &str = "
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
coupons: { one: { code: ONE }, two: { code: TWO } }
offers:
  - { id: ten, percent: 10%, when: { basket.coupon: one } }
  - { id: hundred, lane: basket, amount: 100, when: { basket.coupon: two } }
gift_cards: { gift: { prefix: GC, expire: { after: 3 years } } }
";

fn shop() -> Program {
    Program::read(SHOP).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Cards with so much on each.
fn with_cards(balances: &[i64]) -> Situation {
    let cards = balances.iter().zip(0..).map(|(minor, number)| {
        let state = GiftCardState {
            balance: Money::from_minor(*minor),
            loaded: true,
            ..GiftCardState::blank(RuleId::new("gift"))
        };
        (make("GC", number), state)
    });
    Situation {
        gift_cards: cards.collect(),
        ..stranger()
    }
}

fn asks(order: &[usize]) -> Vec<GiftCardAsk> {
    let ask = |card: &usize| GiftCardAsk {
        code: make("GC", u64::try_from(*card).unwrap()),
        amount: None,
    };
    order.iter().map(ask).collect()
}

fn paid(now: &Situation, basket: Basket) -> Priced {
    let asked = Purchase {
        basket,
        ..purchase("A p=1")
    };
    price(&shop(), now, &asked, today())
}

fn play(now: &mut Situation, event: &Event) -> Decision {
    let decision = decide(&shop(), now, event, today());
    assert_eq!(decision.refusal, None);
    now.apply(&shop(), event, &decision, today());
    decision
}

fn balances(now: &Situation) -> Vec<Money> {
    now.gift_cards.values().map(|card| card.balance).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn discounts_and_cards_in_any_order_come_to_the_same(
        on_cards in prop::collection::vec(0..200_000i64, 3),
        order in Just(vec![0, 1, 2]).prop_shuffle(),
        codes in Just(vec!["ONE", "TWO"]).prop_shuffle(),
    ) {
        let now = with_cards(&on_cards);
        let with = |order: &[usize], codes: &[&str]| Basket {
            coupons: codes.iter().map(|code| (*code).to_owned()).collect(),
            gift_cards: asks(order),
            ..purchase("A p=700; B p=1234.56 q=2").basket
        };
        let plain = paid(&now, Basket { gift_cards: vec![], ..with(&[], &["ONE", "TWO"]) });
        let first = paid(&now, with(&[0, 1, 2], &["ONE", "TWO"]));
        let other = paid(&now, with(&order, &codes));
        prop_assert_eq!(&first.lines, &plain.lines);
        prop_assert_eq!(&other.lines, &plain.lines);
        prop_assert_eq!(first.totals, other.totals);
        prop_assert_eq!(first.due(), other.due());
        let there: i64 = on_cards.iter().sum();
        let pays = Money::from_minor(there).min(plain.totals.to_pay);
        prop_assert_eq!(first.by_cards(), pays);
    }

    #[test]
    fn a_full_return_in_any_pieces_restores_every_card(
        on_cards in prop::collection::vec(0..200_000i64, 3),
        pieces in prop::collection::vec((1..3u32, 1..20_000i64), 0..8),
        void: bool,
    ) {
        let mut now = with_cards(&on_cards);
        let before = balances(&now);
        let sold = Purchase {
            basket: Basket { gift_cards: asks(&[2, 0, 1]), ..purchase("A p=333.33 q=3; B p=700").basket },
            ..purchase("A p=1")
        };
        let decision = play(&mut now, &Event::Purchase(sold.clone()));
        let priced = decision.priced.clone().unwrap();
        let taken: Money = moves(&decision.effects).map(|moved| -moved.signed()).sum();
        prop_assert_eq!(taken, priced.by_cards());
        prop_assert!(balances(&now).iter().all(|left| !left.is_negative()));
        let mut past = PastDecision::of(&sold, &decision, today()).unwrap();
        let mut money = Money::ZERO;
        if void {
            let decision = play(&mut now, &Event::Void(Box::new(past)));
            money += decision.returned.unwrap().due();
        } else {
            let asked = pieces.iter().map(|(number, part)| {
                vec![ReturnAsk { number: *number, quantity: Quantity::from_raw(*part) }]
            });
            for lines in asked.chain([vec![]]) {
                let event = Event::Return(Return { purchase: Box::new(past.clone()), lines });
                let decision = decide(&shop(), &now, &event, When::now(today().at));
                if let Some(back) = PastReturn::of(&decision) {
                    money += decision.returned.as_ref().map_or(Money::ZERO, |returned| returned.due());
                    now.apply(&shop(), &event, &decision, today());
                    past.returned.push(back);
                }
            }
        }
        prop_assert_eq!(balances(&now), before);
        prop_assert_eq!(money, priced.due());
    }
}
