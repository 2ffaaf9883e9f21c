//! What a server answers, as outcomes of a scenario.

use std::collections::BTreeMap;

use regulars_engine::basket::{CouponAnswer, Hint, Missing, Totals};
use regulars_engine::language::Said;
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::number::{Money, Piece, Points, Price, Quantity};
use regulars_engine::program::Program;
use regulars_engine::scenario::{Back, CardSale, Fault, Outcome, Sale, SaleLine, SaleVariant};
use serde_json::Value;

use crate::Answer;

/// The outcome an answer stands for.
pub(super) fn outcome(answer: &Answer, program: &Program) -> Result<Outcome, Fault> {
    let body = &answer.body;
    if answer.status >= 500 || body.is_null() {
        return Err(Fault(Said::same(format!(
            "{}: {}",
            answer.status, answer.text
        ))));
    }
    let refused = (answer.status >= 300).then(|| reason(body));
    let sale = if refused.is_none() {
        body
    } else {
        &body["decision"]
    };
    Ok(Outcome {
        refused,
        sale: sale["totals"].is_object().then(|| sale_of(sale, program)),
        back: body["restored"].is_object().then(|| back_of(body, program)),
        discrepancies: items(&body["discrepancies"])
            .filter_map(|found| text(&found["kind"]))
            .collect(),
        explanation: vec![Said::same(
            answer.text.chars().take(2_000).collect::<String>(),
        )],
    })
}

/// The last part of a problem's type.
fn reason(body: &Value) -> String {
    let kind = body["type"].as_str().unwrap_or_default();
    kind.rsplit('/').next().unwrap_or_default().to_owned()
}

fn sale_of(body: &Value, program: &Program) -> Sale {
    let money = |value: &Value| money(value, program);
    let totals = &body["totals"];
    let redeem = || body["redeem"].as_object().into_iter().flatten();
    let of_unit = |field: &str| {
        redeem()
            .map(|(unit, answer)| unit_points(unit, &answer[field], program))
            .collect::<BTreeMap<_, _>>()
    };
    Sale {
        totals: Totals {
            amount: money(&totals["amount"]),
            discount: money(&totals["discount"]),
            redeemed: money(&totals["redeemed"]),
            to_pay: money(&totals["to_pay"]),
        },
        lines: items(&body["lines"])
            .filter_map(|line| Some((number(&line["line"])?, line_of(line, program))))
            .collect(),
        redeemed: of_unit("granted"),
        allowed: of_unit("allowed"),
        redeem_reason: redeem()
            .filter_map(|(unit, answer)| Some((UnitId::new(unit), text(&answer["reason"])?)))
            .collect(),
        earned: earned(&body["earn"], program),
        coupons: items(&body["coupons"])
            .filter_map(|one| serde_json::from_value::<CouponAnswer>(one.clone()).ok())
            .collect(),
        gifts: items(&body["gifts"])
            .filter_map(|gift| {
                let rule = RuleId::new(text(&gift["rule"])?);
                Some((rule, (gift["count"].as_i64()?, text(&gift["reason"]))))
            })
            .collect(),
        gift_cards: items(&body["gift_cards"])
            .filter_map(|card| {
                Some(CardSale {
                    card: text(&card["code"])?,
                    pays: money(&card["amount"]),
                    reason: text(&card["reason"]),
                })
            })
            .collect(),
        hints: items(&body["hints"])
            .filter_map(|hint| hint_of(hint, program))
            .collect(),
        without_redemption: variant(&body["without_redemption"], program),
        with_max_redemption: variant(&body["with_max_redemption"], program),
    }
}

fn line_of(line: &Value, program: &Program) -> SaleLine {
    let money = |value: &Value| money(value, program);
    SaleLine {
        amount: money(&line["amount"]),
        discount: items(&line["discounts"])
            .map(|discount| money(&discount["granted"]))
            .sum(),
        redeemed: money(&line["redeemed"]["amount"]),
        to_pay: money(&line["to_pay"]),
        earned: by_unit(&line["earned"], program),
        pieces: items(&line["pieces"])
            .filter_map(|piece| piece_of(piece, program))
            .collect(),
    }
}

fn piece_of(piece: &Value, program: &Program) -> Option<Piece> {
    let (price, quantity) = (
        Price::parse(piece["price"].as_str()?).ok()?,
        quantity(&piece["quantity"])?,
    );
    let amount = money(&piece["amount"], program);
    let exact =
        regulars_engine::number::line_amount(price, quantity, program.currency) == Some(amount);
    Some(Piece {
        quantity,
        price,
        amount,
        exact,
    })
}

fn variant(body: &Value, program: &Program) -> Option<SaleVariant> {
    let to_pay = body["totals"].get("to_pay")?;
    Some(SaleVariant {
        to_pay: money(to_pay, program),
        earned: earned(&body["earn"], program),
    })
}

fn back_of(body: &Value, program: &Program) -> Back {
    let money = |value: &Value| money(value, program);
    Back {
        refund: money(&body["refund"]),
        withheld: money(&body["withheld"]),
        to_cards: items(&body["gift_cards"])
            .map(|card| money(&card["amount"]))
            .sum(),
        lines: items(&body["lines"])
            .filter_map(|line| Some((number(&line["line"])?, money(&line["refund"]))))
            .collect(),
        restored: by_unit(&body["restored"], program),
        reversed: by_unit(&body["reversed"], program),
        debt: by_unit(&body["debt"], program),
    }
}

fn hint_of(hint: &Value, program: &Program) -> Option<Hint> {
    let missing = &hint["missing"];
    let missing = if let Some(lacking) = missing.get("money") {
        Missing::Money(money(lacking, program))
    } else if let Some(lacking) = missing.get("units") {
        Missing::Units(quantity(lacking)?)
    } else if let Some(lacking) = missing.get("purchases") {
        Missing::Purchases(lacking.as_i64()?)
    } else {
        let (unit, lacking) = missing.get("points")?.as_object()?.iter().next()?;
        let (unit, points) = unit_points(unit, lacking, program);
        Missing::Points { unit, points }
    };
    Some(Hint {
        rule: RuleId::new(hint["rule"].as_str()?),
        missing,
    })
}

fn earned(earn: &Value, program: &Program) -> BTreeMap<UnitId, Points> {
    let mut sums = BTreeMap::new();
    for earning in items(earn) {
        let (unit, points) = unit_points(
            earning["unit"].as_str().unwrap_or_default(),
            &earning["amount"],
            program,
        );
        *sums.entry(unit).or_insert(Points::ZERO) += points;
    }
    sums
}

fn by_unit(body: &Value, program: &Program) -> BTreeMap<UnitId, Points> {
    let units = body.as_object().into_iter().flatten();
    units
        .map(|(unit, value)| unit_points(unit, value, program))
        .collect()
}

fn unit_points(unit: &str, value: &Value, program: &Program) -> (UnitId, Points) {
    let unit = UnitId::new(unit);
    let points = points(value, &unit, program);
    (unit, points)
}

/// Points of a unit, from their text.
pub(super) fn points(value: &Value, unit: &UnitId, program: &Program) -> Points {
    let scale = program
        .unit(unit)
        .map(|unit| unit.scale)
        .unwrap_or_default();
    scale
        .parse(value.as_str().unwrap_or("0"))
        .unwrap_or_default()
}

/// A quantity, from its text.
pub(super) fn quantity(value: &Value) -> Option<Quantity> {
    Quantity::parse(value.as_str()?).ok()
}

/// A small number.
pub(super) fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

fn money(value: &Value, program: &Program) -> Money {
    program
        .currency
        .parse_money(value.as_str().unwrap_or("0"))
        .unwrap_or_default()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
