//! Baskets priced: rules and basket as text, the answer as text.
//!
//! A basket is `sku p=price q=quantity cat=… flag=… min=… club=… sold=…; …`, then after `|` what goes for all of
//! it: `redeem=max`, `code=…`, `till`. An answer has a row for each line: `A 100.00 - ten 10.00 = 90.00 + 4 base`.

mod discount;
mod earn;
mod explain;
mod laws;
mod redeem;
mod sets;
mod steps;
mod till;

use std::fmt::Write;

use super::{Basket, Flag, Line, PricedBy, RedeemAsk, RedeemMuch};
use crate::basket::{Priced, PricedLine, price};
use crate::decision::When;
use crate::event::Purchase;
use crate::id::{MemberId, PurchaseId};
use crate::member::Profile;
use crate::name::{Category, Sku};
use crate::number::{Currency, Money, Points, Price, Quantity};
use crate::points::fixture;
use crate::program::Program;
use crate::situation::{Member, Situation};

const HEAD: &str = "
program: { id: test, name: Test, currency: RUB, time_zone: UTC }
units: { points: { value: { points: 1, money: 1.00 } } }
";

/// A program with points worth a rouble each, and these rules.
pub(crate) fn program(rules: &str) -> Program {
    let text = format!("{HEAD}{rules}");
    Program::read(&text).unwrap_or_else(|problems| panic!("{problems:?} in {text}"))
}

/// Somebody unknown.
pub(crate) fn stranger() -> Situation {
    Situation::default()
}

/// A member with so many points.
pub(crate) fn member(points: i64) -> Situation {
    let member = Member {
        id: MemberId::from_raw(1),
        registered_at: fixture::day(0),
        blocked: false,
        profile: Profile::default(),
    };
    let wallet = if points > 0 {
        fixture::wallet(&[(points, None)])
    } else {
        fixture::wallet(&[])
    };
    Situation {
        member: Some(member),
        wallet,
        ..Situation::default()
    }
}

/// The instant the tests price at.
pub(crate) fn today() -> When {
    When::now(fixture::day(10))
}

/// A purchase of a basket written as text.
pub(crate) fn purchase(text: &str) -> Purchase {
    let (lines, rest) = text.split_once('|').unwrap_or((text, ""));
    let mut basket = Basket {
        lines: lines
            .split(';')
            .enumerate()
            .map(|(index, text)| line(index, text))
            .collect(),
        store: None,
        channel: None,
        coupons: vec![],
        payments: vec![],
        gift_cards: vec![],
        redeem: vec![],
        priced: PricedBy::Here,
    };
    for word in rest.split_whitespace() {
        match word.split_once('=') {
            Some(("redeem", much)) => {
                basket.redeem.push(RedeemAsk {
                    unit: fixture::unit(),
                    much: redeem_much(much),
                });
            }
            Some(("code", code)) => basket.coupons.push(code.to_owned()),
            None if word == "till" => basket.priced = PricedBy::Till,
            _ => panic!("what is {word}?"),
        }
    }
    Purchase {
        id: PurchaseId::from_raw(7),
        basket,
        own_hold: None,
        promised: None,
    }
}

fn redeem_much(text: &str) -> RedeemMuch {
    match text.strip_suffix("rub") {
        Some(money) => RedeemMuch::Money(rub().parse_money(money).unwrap()),
        None if text == "max" => RedeemMuch::Max,
        None => RedeemMuch::Points(Points::from_raw(text.parse().unwrap())),
    }
}

fn line(index: usize, text: &str) -> Line {
    let mut words = text.split_whitespace();
    let mut line = Line {
        number: u32::try_from(index + 1).unwrap(),
        sku: words.next().map(Sku::new),
        quantity: Quantity::ONE,
        price: Price::ZERO,
        club_price: None,
        min_price: None,
        category: vec![],
        brand: None,
        flags: vec![],
        sold_for: None,
        gift_card: None,
        gift_of: None,
    };
    for word in words {
        let (key, value) = word.split_once('=').unwrap();
        let price = || Price::parse(value).unwrap();
        match key {
            "p" => line.price = price(),
            "q" => line.quantity = Quantity::parse(value).unwrap(),
            "club" => line.club_price = Some(price()),
            "min" => line.min_price = Some(price()),
            "cat" => line.category.push(Category::new(value)),
            "sold" => line.sold_for = Some(rub().parse_money(value).unwrap()),
            "flag" => line.flags.push(match value {
                "no_discount" => Flag::NoDiscount,
                "no_redeem" => Flag::NoRedeem,
                "no_earn" => Flag::NoEarn,
                "service" => Flag::Service,
                _ => panic!("what is {value}?"),
            }),
            _ => panic!("what is {word}?"),
        }
    }
    line
}

pub(crate) fn rub() -> Currency {
    Currency::parse("RUB").unwrap()
}

/// Prices a basket for a member with 1,000 points.
pub(crate) fn priced(rules: &str, basket: &str) -> Priced {
    priced_for(&member(1_000), rules, basket)
}

pub(crate) fn priced_for(buyer: &Situation, rules: &str, basket: &str) -> Priced {
    price(&program(rules), buyer, &purchase(basket), today())
}

/// Checks what a member with 1,000 points pays and earns, line by line.
pub(crate) fn check(rules: &str, basket: &str, expected: &str) {
    check_for(&member(1_000), rules, basket, expected);
}

pub(crate) fn check_for(buyer: &Situation, rules: &str, basket: &str, expected: &str) {
    let priced = priced_for(buyer, rules, basket);
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .collect();
    assert_eq!(
        rows(&purchase(basket), &priced),
        expected,
        "\n{rules}\n{basket}"
    );
}

fn rows(purchase: &Purchase, priced: &Priced) -> Vec<String> {
    let lines = purchase.basket.lines.iter().zip(&priced.lines);
    lines
        .map(|(line, priced)| row(line.sku.as_ref().unwrap(), priced))
        .collect()
}

fn row(sku: &Sku, line: &PricedLine) -> String {
    let money = |money: Money| rub().format_money(money);
    let mut row = format!("{sku} {}", money(line.amount));
    for discount in &line.discounts {
        write!(row, " - {} {}", discount.rule, money(discount.granted)).unwrap();
        if discount.wanted != discount.granted {
            write!(row, " of {}", money(discount.wanted)).unwrap();
        }
    }
    for redeemed in &line.redeemed {
        write!(
            row,
            " - {} {} {}",
            redeemed.points.raw(),
            redeemed.unit,
            money(redeemed.amount)
        )
        .unwrap();
    }
    write!(row, " = {}", money(line.to_pay)).unwrap();
    for earned in &line.earned {
        write!(row, " + {} {}", earned.points.raw(), earned.rule).unwrap();
    }
    row
}
