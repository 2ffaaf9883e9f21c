//! What holds for every basket under every program.

use proptest::prelude::*;

use super::{member, program, purchase, rub, today};
use crate::basket::{Flag, Priced, Totals, price};
use crate::event::Purchase;
use crate::number::{Money, Points, Quantity, line_amount};

/// An offer of lane `line` or `whole`, without its lane and class.
fn shape() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..100_i64).prop_map(|percent| format!("percent: {percent}.5%")),
        (1..20_000_i64).prop_map(|minor| format!("amount: {}", money(minor))),
        (0..20_000_i64).prop_map(|minor| format!("price: {}", money(minor))),
        (
            1..100_i64,
            prop::sample::select(vec!["unit", "line", "total"])
        )
            .prop_map(|(percent, on)| format!("percent: {percent}%, round_on: {on}")),
        (1..100_i64, 1..30_000_i64)
            .prop_map(|(percent, cap)| format!("percent: {percent}%, cap_base: {}", money(cap))),
        steps(),
        set(),
    ]
}

/// Steps by units or by money.
fn steps() -> impl Strategy<Value = String> {
    let mode = prop::sample::select(vec!["whole", "marginal"]);
    let by = prop::sample::select(vec!["units", "amount"]);
    (by, mode, 1..50_i64, 1..50_i64).prop_map(|(by, mode, first, more)| {
        let second = first + more;
        format!(
            "steps: {{ by: {by}, mode: {mode}, levels: [{{ from: {first}, percent: 5% }}, {{ from: {second}, percent: 33.3% }}] }}"
        )
    })
}

/// Something off a set of goods.
fn set() -> impl Strategy<Value = String> {
    let off = prop_oneof![
        (1..100_i64).prop_map(|percent| format!("percent: {percent}.5%")),
        (1..20_000_i64).prop_map(|minor| format!("amount: {}", money(minor))),
        (0..20_000_i64).prop_map(|minor| format!("price: {}", money(minor))),
    ];
    let pick = prop::sample::select(vec!["cheapest", "dearest"]);
    (0..4_usize, 1..4_u32, off, pick, any::<bool>()).prop_map(|(kind, units, off, pick, consumes)| {
        match kind {
            0 => format!("set: {{ units: {} }}, free: 1, pick: {pick}", units + 1),
            1 => format!("set: {{ units: {units} }}, {off}"),
            2 => format!("set: [{{ lines: {{ sku: A }} }}, {{ units: {units}, lines: {{ sku: [B, C] }} }}], {off}"),
            _ => format!(
                "set: {{ units: {units} }}, get: {{ lines: {{ sku: [B, D] }} }}, {off}, pick: {pick}, consumes: {consumes}"
            ),
        }
    })
}

/// Whether a shape is of lines alone.
fn is_of_lines(offer: &str) -> bool {
    ["price: ", "steps: ", "set: "]
        .iter()
        .any(|word| offer.contains(word))
}

fn money(minor: i64) -> String {
    rub().format_money(Money::from_minor(minor))
}

fn caps() -> impl Strategy<Value = String> {
    let most = prop::option::of(1..30_000_i64);
    let share = prop::option::of(1..100_i64);
    let whole = prop::sample::select(vec!["", "", ", all_or_nothing: true"]);
    (most, share, 0..3_i32, whole).prop_map(|(most, share, priority, whole)| {
        let most = most.map_or(String::new(), |minor| {
            format!(", max_discount: {}", money(minor))
        });
        let share = share.map_or(String::new(), |share| format!(", max_line_share: {share}%"));
        format!("priority: {priority}{most}{share}{whole}")
    })
}

fn goods() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        prop::sample::subsequence(vec!["A", "B", "C", "D"], 1..4)
            .prop_map(|skus| format!(", lines: {{ sku: [{}] }}", skus.join(", "))),
    ]
}

/// An offer without its id, in a lane it may be in.
fn offer(classes: &'static [&'static str]) -> impl Strategy<Value = String> {
    let lane = prop::sample::select(vec!["goods", "whole"]);
    (
        shape(),
        caps(),
        goods(),
        lane,
        prop::sample::select(classes),
    )
        .prop_map(|(shape, caps, goods, lane, class)| {
            let lane = if is_of_lines(&shape) { "goods" } else { lane };
            format!("lane: {lane}, {class}{shape}, {caps}{goods}")
        })
}

const ANY_CLASS: &[&str] = &[
    "",
    "",
    "class: always, ",
    "class: exclusive, ",
    "class: exclusive, scope: basket, ",
];

/// A condition on something the basket has or has not.
fn switch() -> impl Strategy<Value = String> {
    let when = |condition: &str| format!(", when: {condition}");
    prop_oneof![
        Just(String::new()),
        Just(when("{ basket.coupon: SPRING }")),
        Just(when("{ basket.coupon: AUTUMN }")),
        Just(when(
            "{ any: [{ basket.coupon: AUTUMN }, { basket.channel: store }] }"
        )),
        Just(when(
            "{ any: [{ basket.coupon: AUTUMN }, { basket.total: { gte: 100 } }] }"
        )),
        Just(when(
            "{ all: [{ basket.total: { gte: 100 } }, { basket.channel: [web, kiosk] }] }"
        )),
        Just(when("{ not: { basket.coupon: SPRING } }")),
        Just(when("{ segment: everybody }")),
        Just(when(
            "{ all: [{ segment: kazan }, { basket.total: { gte: 100 } }] }"
        )),
        Just(when(
            "{ any: [{ segment: kazan }, { segment: everybody }] }"
        )),
        Just(when("{ time: { from: 2000-01-01 } }")),
        Just(when("{ time: { from: 1999-01-01, to: 2000-01-01 } }")),
        Just(when(
            "{ all: [{ time: { to: 2100-01-01 } }, { segment: everybody }] }"
        )),
    ]
}

fn lanes() -> impl Strategy<Value = String> {
    let words = |words: &[&'static str]| prop::sample::select(words.to_vec());
    let how = (
        words(&["best", "priority"]),
        words(&["running", "initial"]),
        words(&["one", "one", "all"]),
    );
    (how.clone(), how).prop_map(|(goods, whole)| {
        let how = |(choose, base, apply): (&str, &str, &str)| {
            format!("choose: {choose}, base: {base}, apply: {apply}")
        };
        format!(
            "lanes:\n  - {{ id: goods, level: line, {} }}\n  - {{ id: whole, level: basket, {} }}\n",
            how(goods),
            how(whole)
        )
    })
}

/// The section of offers, each named by its place in the list.
fn section(offers: &[(usize, String)]) -> String {
    let row = |(id, offer): &(usize, String)| format!("  - {{ id: o{id}, {offer} }}\n");
    let rows: String = offers.iter().map(row).collect();
    if rows.is_empty() {
        rows
    } else {
        format!("offers:\n{rows}")
    }
}

fn numbered(offers: Vec<String>) -> Vec<(usize, String)> {
    offers.into_iter().enumerate().collect()
}

fn line() -> impl Strategy<Value = String> {
    let quantity = prop_oneof![
        5 => (1..9_i64).prop_map(Quantity::whole),
        1 => Just(Quantity::whole(6_000)),
        2 => (1..30_000_i64).prop_map(Quantity::from_raw),
    ];
    let flag = prop::sample::select(vec![
        "",
        "",
        "",
        "flag=no_discount",
        "flag=no_redeem",
        "flag=no_earn",
    ]);
    let price = 0..50_000_i64;
    let min = prop::option::of(0..50_000_i64);
    let club = prop::option::of(0..50_000_i64);
    (
        prop::sample::select(vec!["A", "B", "C", "D", "E"]),
        price,
        quantity,
        min,
        club,
        flag,
    )
        .prop_map(|(sku, price, quantity, min, club, flag)| {
            let min = min.map_or(String::new(), |min| format!(" min={}", money(min)));
            let club = club.map_or(String::new(), |club| format!(" club={}", money(club)));
            format!("{sku} p={} q={quantity}{min}{club} {flag}", money(price))
        })
}

fn basket() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec(line(), 1..7);
    let redeem = prop_oneof![
        Just("max".to_owned()),
        (0..3_000_i64).prop_map(|points| points.to_string())
    ];
    (lines, redeem).prop_map(|(lines, redeem)| format!("{} | redeem={redeem}", lines.join("; ")))
}

const POINTS: &str = "
earn:
  - { id: base, rate: 5% }
  - { id: food, rate: 3.3%, lines: { sku: [A, B] }, round: half_up }
  - { id: more, times: 1.7, lines: { sku: [B, C] } }
  - { id: visit, points: 7, combine: add_after }
redeem: { points: { max_share: 70% } }
";

/// Everything an answer must satisfy whatever the rules.
fn adds_up(purchase: &Purchase, priced: &Priced) {
    for (asked, line) in purchase.basket.lines.iter().zip(&priced.lines) {
        let discounts: Money = line.discounts.iter().map(|discount| discount.granted).sum();
        let redeemed: Money = line.redeemed.iter().map(|redeemed| redeemed.amount).sum();
        assert_eq!(line.amount - discounts - redeemed, line.to_pay);
        assert!(
            line.discounts
                .iter()
                .all(|discount| !discount.granted.is_negative())
        );
        let amount = |price| line_amount(price, asked.quantity, rub()).unwrap();
        let floor = asked.min_price.map_or(Money::ZERO, amount).min(line.amount);
        assert!(line.to_pay >= floor, "{line:?} falls under {floor:?}");
        assert_eq!(
            line.pieces.iter().map(|piece| piece.amount).sum::<Money>(),
            line.to_pay
        );
        assert_eq!(
            line.pieces
                .iter()
                .map(|piece| piece.quantity)
                .sum::<Quantity>(),
            line.quantity
        );
        let forbids = |flag| asked.flags.contains(&flag);
        assert!(!forbids(Flag::NoDiscount) || line.discounts.is_empty());
        assert!(!forbids(Flag::NoRedeem) || line.redeemed.is_empty());
        assert!(!forbids(Flag::NoEarn) || line.earned.is_empty());
    }
    assert_eq!(priced.totals, Totals::of(&priced.lines));
    for redemption in &priced.redeem {
        let lines = priced.lines.iter().flat_map(|line| &line.redeemed);
        assert_eq!(
            lines
                .clone()
                .map(|redeemed| redeemed.points)
                .sum::<Points>(),
            redemption.granted
        );
        assert_eq!(
            lines.map(|redeemed| redeemed.amount).sum::<Money>(),
            redemption.amount
        );
        assert!(redemption.granted <= redemption.allowed);
    }
    for earning in &priced.earn {
        let lines = priced.lines.iter().flat_map(|line| &line.earned);
        let of_rule = lines.filter(|earned| earned.rule == earning.rule);
        assert_eq!(
            of_rule.map(|earned| earned.points).sum::<Points>(),
            earning.amount
        );
    }
}

fn priced(rules: &str, basket: &str) -> Priced {
    price(&program(rules), &member(1_000), &purchase(basket), today())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_the_whole_and_no_line_falls_under_its_floor(
        lanes in lanes(),
        offers in prop::collection::vec(offer(ANY_CLASS), 0..7),
        basket in basket(),
    ) {
        let rules = format!("{lanes}{}{POINTS}", section(&numbered(offers)));
        adds_up(&purchase(&basket), &priced(&rules, &basket));
    }

    #[test]
    fn an_offer_the_index_leaves_out_would_have_given_nothing(
        offers in prop::collection::vec((offer(ANY_CLASS), switch()), 0..7),
        basket in basket(),
    ) {
        let offers: Vec<String> =
            offers.into_iter().map(|(offer, switch)| format!("{offer}{switch}")).collect();
        let lanes = "segments: { everybody: { member.known: true }, kazan: { member.city: Казань } }\n\
            lanes: [{ id: goods, level: line }, { id: whole, level: basket }]\n";
        let mut program = program(&format!("{lanes}{}", section(&numbered(offers))));
        let purchase = purchase(&format!("{basket} code=SPRING"));
        let indexed = price(&program, &member(0), &purchase, today());
        program.index = crate::program::OfferIndex::of_everything(&program.offers);
        prop_assert_eq!(indexed, price(&program, &member(0), &purchase, today()));
    }

    #[test]
    fn the_order_of_offers_in_the_file_decides_nothing(
        lanes in lanes(),
        (offers, shuffled) in prop::collection::vec(offer(ANY_CLASS), 0..7)
            .prop_map(numbered)
            .prop_flat_map(|offers| (Just(offers.clone()), Just(offers).prop_shuffle())),
        basket in basket(),
    ) {
        let rules = |offers: &[(usize, String)]| format!("{lanes}{}{POINTS}", section(offers));
        prop_assert_eq!(priced(&rules(&offers), &basket), priced(&rules(&shuffled), &basket));
    }

    #[test]
    fn the_best_choice_is_never_worse_than_any_single_offer(
        offers in prop::collection::vec(offer(&[""]), 1..7),
        basket in basket(),
    ) {
        // All in one lane, so that they compete.
        let level = if offers.iter().any(|offer| is_of_lines(offer)) { "line" } else { "basket" };
        let lanes = format!("lanes: [{{ id: goods, level: {level} }}]\n");
        let offers: Vec<String> = offers.iter().map(|offer| offer.replace("lane: whole", "lane: goods")).collect();
        let offers = numbered(offers);
        let discount = |offers: &[(usize, String)]| {
            let rules = format!("{lanes}{}", section(offers));
            priced(&rules, &basket).totals.discount
        };
        let best = discount(&offers);
        for single in &offers {
            prop_assert!(best >= discount(std::slice::from_ref(single)), "{} gives more alone", single.1);
        }
    }
}
