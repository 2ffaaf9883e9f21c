//! Chances and stocks, case by case.

use std::collections::BTreeMap;

use crate::decision::{Decision, EffectKind, Refusal};
use crate::event::{Custom, Event};
use crate::points::Wallet;
use crate::points::fixture::on;
use crate::program::{NUMBERS, Program};
use crate::purchase::fixture::member;
use crate::situation::Situation;

const WHEEL: &str = "
program: { id: test, name: Test, currency: USD, time_zone: UTC }
units: { points: { name: points } }
badges: { lucky: {} }
activities:
  - { id: ten, on: { event: play }, draw: wheel, chance: 25%, award: { points: 10 }, stock: { times: 2, per: month } }
  - { id: medal, on: { event: play }, draw: wheel, chance: 0.0001%, badge: lucky }
  - { id: other, on: { event: play }, chance: 50%, award: { points: 1 } }
";

fn program(text: &str) -> Program {
    Program::read(text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The bits that stand for a number of a draw.
fn bits(number: i64) -> u64 {
    let number = u128::from(number.unsigned_abs()) << u64::BITS;
    u64::try_from(number.div_ceil(u128::from(NUMBERS.unsigned_abs()))).unwrap()
}

fn plays(program: &Program, now: &mut Situation, day: i64, numbers: [i64; 2]) -> Decision {
    now.draws = numbers.map(bits).to_vec();
    let event = Event::Custom(Custom {
        kind: "play".to_owned(),
        properties: BTreeMap::new(),
    });
    let decision = crate::decide(program, now, &event, on(day));
    now.apply(program, &event, &decision, on(day));
    decision
}

#[test]
fn a_number_wins_what_its_stretch_is_for() {
    let program = program(WHEEL);
    let check = |numbers: [i64; 2], points: i64, badges: usize| {
        let mut now = member(Wallet::default());
        let decision = plays(&program, &mut now, 0, numbers);
        let given: i64 = decision.lots.iter().map(|lot| lot.amount.raw()).sum();
        let badges_given = decision.effects.iter();
        let badges_given = badges_given.filter(|one| matches!(one.kind, EffectKind::Badge(_)));
        assert_eq!(
            (given, badges_given.count()),
            (points, badges),
            "{numbers:?}"
        );
        let told = decision
            .effects
            .iter()
            .filter_map(|effect| match effect.kind {
                EffectKind::Draw { number, .. } => Some(number),
                _ => None,
            });
        assert_eq!(told.collect::<Vec<_>>(), numbers);
    };
    check([0, 0], 11, 0);
    check([249_999, 499_999], 11, 0);
    check([250_000, 500_000], 0, 1);
    check([250_001, 999_999], 0, 0);
}

#[test]
fn without_a_number_nothing_is_won() {
    let program = program(WHEEL);
    let mut now = member(Wallet::default());
    let event = Event::Custom(Custom {
        kind: "play".to_owned(),
        properties: BTreeMap::new(),
    });
    now.draws = Vec::new();
    assert_eq!(crate::decide(&program, &now, &event, on(0)).effects, []);
}

#[test]
fn a_stock_is_for_all_members_together_and_comes_anew_with_its_period() {
    let program = program(WHEEL);
    let mut ann = member(Wallet::default());
    let win = [0, 999_999];
    plays(&program, &mut ann, 0, win);
    let mut bob = member(Wallet::default());
    bob.stocks = ann.stocks.clone();
    let second = plays(&program, &mut bob, 1, win);
    assert_eq!((second.lots.len(), second.stocks.len()), (1, 1));
    ann.stocks = bob.stocks.clone();
    let third = plays(&program, &mut ann, 2, win);
    assert_eq!((third.lots.len(), third.stocks.len()), (0, 0));
    // Day 28 is the first of November.
    assert_eq!(plays(&program, &mut ann, 28, win).lots.len(), 1);
    let last = &second.stocks[0];
    assert_eq!((last.most, last.moved.delta), (2, 1));
    assert_eq!(last.moved.key.to_string(), "stock:ten@2024-10-01");
}

#[test]
fn a_claim_of_what_is_gone_is_refused() {
    let text = "
program: { id: test, name: Test, currency: USD, time_zone: UTC }
units: { points: { name: points } }
coupons: { mug: { prefix: M } }
activities:
  - { id: gift, on: registered, award: { points: 5 } }
  - { id: mug-claim, on: { event: play }, take: { points: 1 }, coupon: mug, stock: { times: 1, per: life } }
";
    let program = program(text);
    let mut now = member(Wallet::default());
    now.random = vec![7];
    let joined = crate::decide(&program, &now, &Event::Registered, on(0));
    now.apply(&program, &Event::Registered, &joined, on(0));
    assert_eq!(plays(&program, &mut now, 0, [0, 0]).refusal, None);
    let refused = plays(&program, &mut now, 0, [0, 0]).refusal;
    assert_eq!(
        refused,
        Some(Refusal::OutOfStock {
            rule: "mug-claim".into()
        })
    );
}

#[test]
fn what_is_wrong_is_told() {
    let check = |activity: &str, place: &str, part: &str| {
        let text = WHEEL.replace(
            "  - { id: other",
            &format!("  - {activity}\n  - {{ id: other"),
        );
        let problems = Program::read(&text).unwrap_err();
        let mut told = problems.iter().map(ToString::to_string);
        assert!(
            told.any(|told| told.contains(place) && told.contains(part)),
            "{problems:?}"
        );
    };
    check(
        "{ id: x, on: { event: play }, draw: wheel, chance: 75%, badge: lucky }",
        "activities[2].chance",
        "more than 100%",
    );
    check(
        "{ id: x, on: { event: play }, draw: wheel, badge: lucky }",
        "activities[2].draw",
        "chance: 25%",
    );
    check(
        "{ id: x, on: { event: play }, chance: 0.00001%, badge: lucky }",
        "activities[2].chance",
        "four decimals",
    );
    check(
        "{ id: x, on: { event: play }, stock: { times: 3, per: 30d }, badge: lucky }",
        "activities[2].stock.per",
        "calendar",
    );
}
