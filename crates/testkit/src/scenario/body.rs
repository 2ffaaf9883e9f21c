//! What a scenario says, as request bodies.

use std::collections::BTreeMap;

use regulars_engine::basket::{Basket, Line, PricedBy, RedeemAsk, RedeemMuch};
use regulars_engine::event::ByHand;
use regulars_engine::member::Value as Property;
use regulars_engine::name::UnitId;
use regulars_engine::number::{Points, Price};
use regulars_engine::program::Program;
use regulars_engine::scenario::{AdjustAsk, LevelAsk, Registration};
use serde_json::{Map, Value, json};

/// A basket.
pub(super) fn basket(basket: &Basket, program: &Program) -> Value {
    let redeem: Map<String, Value> = basket
        .redeem
        .iter()
        .map(|ask| redeem(ask, program))
        .collect();
    let payments = basket.payments.iter();
    let payments: Vec<Value> = payments
        .map(|kind| json!({"type": kind, "amount": "0"}))
        .collect();
    let mut body = json!({
        "store": basket.store, "channel": basket.channel, "coupons": basket.coupons, "redeem": redeem,
        "priced": match basket.priced { PricedBy::Here => "here", PricedBy::Till => "till" },
        "lines": basket.lines.iter().map(|each| line(each, program)).collect::<Vec<_>>(),
    });
    if !payments.is_empty() {
        body["payments"] = json!(payments);
    }
    let cards = basket.gift_cards.iter().map(|ask| {
        let amount = ask
            .amount
            .map(|amount| program.currency.format_money(amount));
        json!({"code": ask.code, "amount": amount})
    });
    let cards: Vec<Value> = cards.collect();
    if !cards.is_empty() {
        body["gift_cards"] = json!(cards);
    }
    body
}

fn line(line: &Line, program: &Program) -> Value {
    let price = |price: Price| price.format(program.currency);
    let mut body = json!({
        "line": line.number, "sku": line.sku, "quantity": line.quantity.to_string(), "price": price(line.price),
        "club_price": line.club_price.map(price), "min_price": line.min_price.map(price), "category": line.category,
        "brand": line.brand, "flags": line.flags,
        "sold_for": line.sold_for.map(|money| program.currency.format_money(money)),
    });
    if let Some(rule) = &line.gift_of {
        body["gift_of"] = json!(rule);
    }
    if let Some(card) = &line.gift_card {
        body["gift_card"] = json!(card);
    }
    body
}

fn redeem(ask: &RedeemAsk, program: &Program) -> (String, Value) {
    let much = match ask.much {
        RedeemMuch::Max => json!("max"),
        RedeemMuch::None => json!("none"),
        RedeemMuch::Points(points) => {
            let scale = program
                .unit(&ask.unit)
                .map(|unit| unit.scale)
                .unwrap_or_default();
            json!(scale.format(points))
        }
        RedeemMuch::Money(money) => json!({"money": program.currency.format_money(money)}),
    };
    (ask.unit.to_string(), much)
}

/// A person who joins.
pub(super) fn member(asked: &Registration) -> Value {
    let profile = &asked.profile;
    json!({
        "first_name": profile.first_name, "middle_name": profile.middle_name, "last_name": profile.last_name,
        "birth_date": profile.birth_date, "gender": profile.gender, "city": profile.city, "phone": profile.phone,
        "email": profile.email, "language": profile.language, "store": profile.store, "tags": profile.tags,
        "dates": profile.dates, "attributes": values(&profile.attributes), "card": asked.card,
        "consents": profile.consents.iter().map(|(channel, consent)| (channel.clone(), json!(consent.state)))
            .collect::<Map<_, _>>(),
    })
}

/// Typed values: text, numbers, flags, dates as their plain JSON.
pub(super) fn values(values: &BTreeMap<String, Property>) -> Value {
    let plain = |value: &Property| match value {
        Property::Text(text) => json!(text),
        Property::Number(number) => number
            .to_string()
            .parse::<serde_json::Number>()
            .map_or(Value::Null, Value::Number),
        Property::Flag(flag) => json!(flag),
        Property::Date(date) => json!({"date": date}),
    };
    Value::Object(
        values
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
    )
}

/// Points, in their unit.
pub(super) fn points(unit: &UnitId, points: Points, program: &Program) -> String {
    let scale = program.unit(unit).map(|unit| unit.scale);
    scale.unwrap_or_default().format(points)
}

/// A correction by hand.
pub(super) fn level(asked: &LevelAsk) -> Value {
    let mut body = json!({"scheme": asked.change.scheme, "reason": "a scenario says so"});
    match &asked.change.by_hand {
        ByHand::Grant { level, until } => {
            body["grant"] = json!(level);
            body["until"] = json!(until.map(|at| at.to_string()));
        }
        ByHand::Freeze { until } => {
            body["freeze"] = json!(true);
            body["until"] = json!(until.map(|at| at.to_string()));
        }
        ByHand::Release => body["release"] = json!(true),
    }
    body
}

pub(super) fn adjustment(asked: &AdjustAsk, program: &Program) -> Value {
    json!({
        "unit": asked.unit, "points": points(&asked.unit, asked.points, program), "reason": "a scenario says so",
        "expires_at": asked.expires_at.map(|at| at.to_string()), "opening": asked.opening,
    })
}
