//! From a basket's shape to what use cases take. Every wrong value is taken down.

use std::collections::{BTreeMap, BTreeSet};

use regulars_app::{
    BasketRequest, CardRequest, Decimal, Expect, LineRequest, MuchRequest, RedeemRequest,
    Stated as StatedAt,
};
use regulars_engine::basket::Line;
use regulars_engine::language::{Both, Said};
use regulars_engine::name::UnitId;
use regulars_engine::number::limits::{AMOUNT_MAX_MAJOR, COUPONS_MAX, GIFT_CARDS_MAX, LINES_MAX};
use regulars_engine::number::{Price, Quantity};
use regulars_engine::{both, said};

use super::body::{BasketBody, CardBody, LineBody, MuchBody, PaymentBody, PricedBody};
use crate::parse::{
    At, Pointer, StatedInstant, StatedPrice, StatedQuantity, Wrong, name, names, too_many,
};

/// The most categories, flags or units of one thing.
const FEW: usize = 20;

/// A basket within its limits.
pub fn check_basket(
    body: BasketBody,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Option<BasketRequest> {
    if body.delivery.is_some() {
        wrong.say(
            &at.field("delivery"),
            both!(
                "is not supported yet; leave it out or send null",
                "пока не поддерживается; уберите поле или пришлите `null`"
            ),
        );
    }
    names(&body.coupons, COUPONS_MAX, &at.field("coupons"), wrong);
    let (named, sold) = (at.field("member"), body.priced == PricedBody::Till);
    let member = body.member.and_then(|member| match sold {
        true => member.check_sold(&named, wrong),
        false => member.check(&named, wrong),
    });
    let expect = body.expect.and_then(|expect| {
        let at = at.field("expect");
        let to_pay = at_least_zero(expect.to_pay, AN_AMOUNT, &at.field("to_pay"), wrong)?;
        let due = expect.due;
        let due = due.and_then(|due| at_least_zero(due, AN_AMOUNT, &at.field("due"), wrong));
        Some(Expect {
            due: due.map(decimal),
            to_pay: decimal(to_pay),
        })
    });
    Some(BasketRequest {
        basket: name(body.basket, &at.field("basket"), wrong),
        member,
        store: name(body.store, &at.field("store"), wrong),
        till: name(body.till, &at.field("till"), wrong),
        cashier: name(body.cashier, &at.field("cashier"), wrong),
        at: stated_at(body.at, &at.field("at"), wrong),
        channel: name(body.channel, &at.field("channel"), wrong),
        redeem: redeem(body.redeem, &at.field("redeem"), wrong),
        hold: body.hold,
        priced: body.priced.into(),
        expect,
        coupons: body.coupons,
        gift_cards: check_cards(body.gift_cards, &at.field("gift_cards"), wrong),
        payments: check_payments(body.payments, &at.field("payments"), wrong),
        lines: check_lines(body.lines, &at.field("lines"), wrong)?,
    })
}

/// Gift cards that a basket is paid by.
fn check_cards(cards: Vec<CardBody>, at: &Pointer<'_>, wrong: &mut Wrong) -> Vec<CardRequest> {
    if cards.len() > GIFT_CARDS_MAX {
        wrong.say(at, too_many(cards.len(), GIFT_CARDS_MAX));
        return Vec::new();
    }
    let numbered = cards.into_iter().enumerate();
    let cards = numbered.filter_map(|(index, card)| {
        let at = at.item(index);
        let amount = card.amount;
        let amount =
            amount.and_then(|amount| at_least_zero(amount, AN_AMOUNT, &at.field("amount"), wrong));
        let code = name(Some(card.code), &at.field("code"), wrong)?;
        let amount = amount.map(decimal);
        Some(CardRequest { code, amount })
    });
    cards.collect()
}

/// What a basket is paid by.
pub fn check_payments(
    payments: Vec<PaymentBody>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Vec<String> {
    const MOST: usize = 100;
    if payments.len() > MOST {
        wrong.say(at, too_many(payments.len(), MOST));
        return Vec::new();
    }
    let numbered = payments.into_iter().enumerate();
    let kinds = numbered.filter_map(|(index, payment)| {
        let at = at.item(index);
        at_least_zero(payment.amount, AN_AMOUNT, &at.field("amount"), wrong);
        name(Some(payment.kind), &at.field("type"), wrong)
    });
    kinds.collect()
}

/// An instant, if one is stated.
pub fn stated_at(
    at: Option<StatedInstant>,
    pointer: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Option<StatedAt> {
    at.and_then(|at| at.take(pointer, wrong)).map(|At(at)| at)
}

fn check_lines(
    lines: Vec<LineBody>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Option<Vec<LineRequest>> {
    if lines.is_empty() {
        return wrong.none(
            at,
            both!(
                "is empty; a basket has 1 to 1,000 lines",
                "пусто; в корзине от 1 до 1000 строк"
            ),
        );
    }
    if lines.len() > LINES_MAX {
        return wrong.none(at, too_many_lines(lines.len()));
    }
    let mut numbers = BTreeSet::new();
    let mut sum = 0;
    let mut checked = Vec::with_capacity(lines.len());
    for (index, body) in lines.into_iter().enumerate() {
        let here = at.item(index);
        let number = body
            .line
            .unwrap_or_else(|| u32::try_from(index + 1).unwrap_or(u32::MAX));
        if !numbers.insert(number) {
            wrong.say(
                &here.field("line"),
                said!(
                    "is {number}, as in an earlier line; each line has a number of its own",
                    "указано {number}, как в строке выше; у каждой строки свой номер"
                ),
            );
        }
        if let Some(line) = check_line(number, body, &here, wrong) {
            sum += size(&line.line);
            checked.push(line);
        }
    }
    if sum > AMOUNT_MAX {
        wrong.say(
            at,
            said!(
                "add up to more than {AMOUNT_MAX_MAJOR}",
                "в сумме дают больше {AMOUNT_MAX_MAJOR}"
            ),
        );
    }
    Some(checked)
}

fn check_line(
    number: u32,
    body: LineBody,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Option<LineRequest> {
    if number == 0 {
        wrong.say(
            &at.field("line"),
            both!(
                "is 0; lines are numbered from 1",
                "указан ноль; строки нумеруют с 1"
            ),
        );
    }
    names(&body.category, FEW, &at.field("category"), wrong);
    let mut price =
        |stated: StatedPrice, field| at_least_zero(stated, A_PRICE, &at.field(field), wrong);
    let shelf = price(body.price, "price");
    let club_price = body
        .club_price
        .and_then(|stated| price(stated, "club_price"));
    let min_price = body.min_price.and_then(|stated| price(stated, "min_price"));
    let sold_for = body.sold_for.and_then(|stated| price(stated, "sold_for"));
    let quantity = match body.quantity {
        Some(stated) => above_zero(stated, &at.field("quantity"), wrong),
        None => Some(Quantity::ONE),
    };
    let line = Line {
        number,
        sku: name(body.sku, &at.field("sku"), wrong),
        quantity: quantity?,
        price: shelf?,
        club_price,
        min_price,
        category: body.category,
        brand: name(body.brand, &at.field("brand"), wrong),
        flags: body.flags,
        gift_card: name(body.gift_card, &at.field("gift_card"), wrong),
        gift_of: name(body.gift_of, &at.field("gift_of"), wrong),
        sold_for: None,
    };
    if size(&line) > AMOUNT_MAX {
        wrong.say(
            &at.field("quantity"),
            said!(
                "times the price is more than {AMOUNT_MAX_MAJOR}",
                "вместе с ценой даёт больше {AMOUNT_MAX_MAJOR}"
            ),
        );
    }
    Some(LineRequest {
        line,
        sold_for: sold_for.map(decimal),
    })
}

/// Price × quantity, in the product of their smallest parts.
fn size(line: &Line) -> i128 {
    i128::from(line.price.raw()) * i128::from(line.quantity.raw())
}

/// The largest amount in the same parts.
const AMOUNT_MAX: i128 = 1_000_000_000_000 * 10_000 * 10_000;

fn redeem(
    given: BTreeMap<UnitId, MuchBody>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Vec<RedeemRequest> {
    if given.len() > FEW {
        wrong.say(
            at,
            said!(
                "names {} units; the most is {FEW}",
                "единиц: {}; их может быть {FEW}",
                given.len()
            ),
        );
    }
    let mut asked = Vec::with_capacity(given.len());
    for (unit, much) in given {
        let at = at.field(unit.as_str());
        let much = match much {
            MuchBody::Max => Some(MuchRequest::Max),
            MuchBody::None => Some(MuchRequest::None),
            MuchBody::Points(points) => at_least_zero(points, POINTS, &at, wrong)
                .map(|points| MuchRequest::Points(decimal(points))),
            MuchBody::Money(money) => at_least_zero(money, AN_AMOUNT, &at.field("money"), wrong)
                .map(|money| MuchRequest::Money(decimal(money))),
        };
        asked.extend(much.map(|much| RedeemRequest {
            unit: unit.clone(),
            much,
        }));
    }
    asked
}

/// A price, for [`at_least_zero`].
pub const A_PRICE: Both = both!("a price", "цена должна быть");
/// An amount of money.
pub const AN_AMOUNT: Both = both!("an amount", "сумма должна быть");
/// Points.
pub const POINTS: Both = both!("points", "баллов должно быть");

/// More lines than there may be.
pub fn too_many_lines(count: usize) -> Said {
    said!(
        "has {count} lines; the most is {LINES_MAX}",
        "строк: {count}; их может быть {LINES_MAX}"
    )
}

/// A number that is not below zero.
pub fn at_least_zero(
    stated: StatedPrice,
    what: Both,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Option<Price> {
    let price = stated.take(at, wrong)?;
    if price.is_negative() {
        return wrong.none(
            at,
            said!(
                "is {}; {what} is 0 or more",
                "указано {}; {what:#} не меньше нуля",
                decimal(price)
            ),
        );
    }
    Some(price)
}

/// A quantity of something.
pub fn above_zero(stated: StatedQuantity, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<Quantity> {
    let quantity = stated.take(at, wrong)?;
    if !quantity.is_positive() {
        return wrong.none(
            at,
            said!(
                "is {quantity}; a quantity is more than 0",
                "указано {quantity}; количество должно быть больше нуля"
            ),
        );
    }
    Some(quantity)
}

/// A number as use cases take it before its decimals are known.
pub fn decimal(price: Price) -> Decimal {
    Decimal::from_raw(price.raw())
}

#[cfg(test)]
mod tests {
    use regulars_engine::language::Language;

    use super::*;
    use crate::problem::{Problem, read_json};

    fn read(json: &str) -> Result<BasketRequest, Problem> {
        let body: BasketBody = read_json(json.as_bytes())?;
        let mut wrong = Wrong::default();
        let basket = check_basket(body, &Pointer::ROOT, &mut wrong);
        wrong.finish(basket)
    }

    #[track_caller]
    fn check_wrong(json: &str, expected: &[(&str, &str)]) {
        let problem = serde_json::to_value(read(json).unwrap_err().told(Language::En)).unwrap();
        let found: Vec<_> = problem["errors"].as_array().unwrap().iter().collect();
        assert_eq!(found.len(), expected.len(), "{problem:#}");
        for (found, (pointer, says)) in found.iter().zip(expected) {
            assert_eq!(found["pointer"], *pointer, "{problem:#}");
            assert!(
                found["message"].as_str().unwrap().contains(says),
                "{problem:#}"
            );
        }
    }

    const LINE: &str = r#"{"price": "400.00"}"#;

    #[test]
    fn the_shortest_basket_has_a_price() {
        let basket = read(&format!(r#"{{"lines": [{LINE}]}}"#)).unwrap();
        let line = &basket.lines[0].line;
        assert_eq!(
            (line.number, line.quantity, line.price.raw()),
            (1, Quantity::ONE, 4_000_000)
        );
        let nulls = r#"{"basket": null, "member": null, "lines": [{"price": 400, "club_price": null, "category": null}],
            "coupons": null, "redeem": null, "hold": null, "priced": null, "expect": null, "delivery": null}"#;
        assert_eq!(read(nulls).unwrap(), basket);
    }

    #[test]
    fn redemption_is_asked_in_four_ways() {
        let json = format!(
            r#"{{"lines": [{LINE}], "redeem": {{"a": "max", "b": "none", "c": 200.5, "d": {{"money": "1.00"}}}}}}"#
        );
        let asked: Vec<_> = read(&json)
            .unwrap()
            .redeem
            .into_iter()
            .map(|redeem| redeem.much)
            .collect();
        let decimal = |raw| Decimal::from_raw(raw);
        let expected = [
            MuchRequest::Max,
            MuchRequest::None,
            MuchRequest::Points(decimal(2_005_000)),
            MuchRequest::Money(decimal(10_000)),
        ];
        assert_eq!(asked, expected);
    }

    #[test]
    fn all_wrong_values_are_told_at_once() {
        check_wrong(
            r#"{"lines": [{"price": "-1", "quantity": 0}, {"line": 1, "price": "ten", "sku": ""}], "coupons": [""],
                "redeem": {"points": -5}, "member": {"phone": "x"}, "delivery": {"price": 1}, "expect": {"to_pay": "1e3"}}"#,
            &[
                ("/delivery", "not supported yet"),
                ("/coupons/0", "is empty"),
                ("/member/phone", "is not a telephone"),
                ("/expect/to_pay", "is not a number"),
                ("/redeem/points", "is -5; points is 0 or more"),
                ("/lines/0/price", "is -1; a price is 0 or more"),
                ("/lines/0/quantity", "is 0; a quantity is more than 0"),
                ("/lines/1/line", "as in an earlier line"),
                ("/lines/1/price", "is not a number"),
                ("/lines/1/sku", "is empty"),
            ],
        );
    }

    #[test]
    fn limits_are_named() {
        check_wrong(
            r#"{"lines": []}"#,
            &[("/lines", "is empty; a basket has 1 to 1,000 lines")],
        );
        check_wrong("{}", &[("/lines", "is empty")]);
        let lines = vec![LINE; 10_000].join(",");
        check_wrong(
            &format!(r#"{{"lines": [{lines}]}}"#),
            &[("/lines", "has 10000 lines; the most is 1000")],
        );
        let coupons = vec!["\"A\""; 101].join(",");
        check_wrong(
            &format!(r#"{{"lines": [{LINE}], "coupons": [{coupons}]}}"#),
            &[("/coupons", "has 101 items")],
        );
        check_wrong(
            r#"{"lines": [{"price": 1000000001}]}"#,
            &[("/lines/0/price", "too large")],
        );
        check_wrong(
            r#"{"lines": [{"price": 1000000000, "quantity": 1001}]}"#,
            &[
                ("/lines/0/quantity", "more than 1000000000000"),
                ("/lines", "add up to more"),
            ],
        );
    }

    #[test]
    fn another_shape_is_told_by_its_pointer() {
        let problem =
            |json: &str| serde_json::to_value(read(json).unwrap_err().told(Language::En)).unwrap();
        let wrong = problem(r#"{"lines": [{"price": true}]}"#);
        assert_eq!(
            (&wrong["status"], &wrong["errors"][0]["pointer"]),
            (&400.into(), &"/lines/0/price".into()),
            "{wrong:#}"
        );
        let wrong = problem(&format!(r#"{{"lines": [{LINE}], "redem": {{}}}}"#));
        assert_eq!(
            wrong["errors"][0]["message"],
            "is no field here; did you mean `redeem`?"
        );
        let wrong = problem(&format!(
            r#"{{"lines": [{LINE}], "redeem": {{"points": true}}}}"#
        ));
        assert_eq!(wrong["errors"][0]["pointer"], "/redeem/points", "{wrong:#}");
        let wrong = problem(&format!(
            r#"{{"lines": [{LINE}], "redeem": {{"points": {{"mony": 1}}}}}}"#
        ));
        assert_eq!(wrong["errors"][0]["pointer"], "/redeem/points", "{wrong:#}");
    }
}
