//! Random conditions, as JSON.

use proptest::prelude::*;
use proptest::sample::select;

const SPANS: [&str; 7] = [
    "90min",
    "1d",
    "30d",
    "1 days_local",
    "30 days_local",
    "2 months",
    "1 year",
];
const OF: [&str; 8] = [
    "store", "channel", "city", "country", "day", "sku", "category", "brand",
];

fn filter() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        1 => select(vec!["category", "sku", "brand", "store", "channel", "city", "country"]).prop_map(|key| {
            let word = match key {
                "category" => r#"["rings", "care"]"#,
                "sku" => r#"{ "not": ["ring-1"] }"#,
                "brand" => r#"{ "present": true }"#,
                "store" => r#""kazan-1""#,
                "channel" => r#"["web", "store"]"#,
                "city" => r#"{ "in": ["Казань"], "present": true }"#,
                _ => r#"{ "not": ["RU"] }"#,
            };
            format!(r#", "where": {{ "{key}": {word} }}"#)
        }),
        1 => Just(r#", "where": { "category": "rings", "channel": "web", "weekday": ["sat", "sun"] }"#.to_owned()),
        1 => Just(r#", "where": { "hours": ["20:30", "02:00"] }"#.to_owned()),
    ]
}

fn measure() -> impl Strategy<Value = String> {
    (
        select(vec!["count", "sum", "average", "units"]),
        0..400_i64,
        select(OF.to_vec()),
        any::<bool>(),
    )
        .prop_map(|(key, n, of, distinct)| match distinct {
            true => format!(r#", "distinct": {{ "of": "{of}", "gte": {} }}"#, n % 4),
            false if key == "count" => {
                let range = match n % 3 {
                    0 => format!(r#""gte": {}"#, n % 5),
                    1 => format!(r#""lt": {}"#, n % 5),
                    _ => format!(r#""between": [{}, {}]"#, n % 3, n % 3 + 1),
                };
                format!(r#", "count": {{ {range} }}"#)
            }
            false => format!(r#", "{key}": {{ "gt": {n} }}"#),
        })
}

/// Leaves about past purchases.
pub fn purchases() -> impl Strategy<Value = String> {
    let window = prop_oneof![
        select(SPANS.to_vec()).prop_map(|span| format!(r#""within": "{span}""#)),
        Just(r#""from": "2011-11-01", "to": "2012-01-15""#.to_owned()),
    ];
    (window, filter(), measure()).prop_map(|(window, filter, measure)| {
        format!(r#"{{ "purchases": {{ {window}{filter}{measure} }} }}"#)
    })
}

fn leaf() -> impl Strategy<Value = String> {
    let fixed = [
        r#"{ "tier": { "at_least": "silver" } }"#,
        r#"{ "tier": "bronze" }"#,
        r#"{ "member.city": ["Казань", "Уфа"] }"#,
        r#"{ "member.city": { "not": ["Казань"] } }"#,
        r#"{ "member.gender": "female" }"#,
        r#"{ "member.tags": { "in": ["vip"], "not": ["press"] } }"#,
        r#"{ "member.tags": { "present": false } }"#,
        r#"{ "member.first_name": "Анна" }"#,
        r#"{ "member.store": "kazan-1" }"#,
        r#"{ "member.email": { "present": true } }"#,
        r#"{ "member.phone": { "present": false } }"#,
        r#"{ "member.age": { "gte": 21 } }"#,
        r#"{ "member.birthday": { "within": { "before": "40d", "after": "40d" } } }"#,
        r#"{ "member.birthday": { "month": [11, 12, 1] } }"#,
        r#"{ "member.wedding": { "month": "current" } }"#,
        r#"{ "member.attr.size": { "gte": 17 } }"#,
        r#"{ "member.attr.pet": { "in": ["cat"] } }"#,
        r#"{ "member.attr.pet": { "present": false } }"#,
        r#"{ "member.registered": { "within": "30d" } }"#,
        r#"{ "member.registered": { "days_ago": { "gt": 20 } } }"#,
        r#"{ "last_purchase": { "days_ago": { "gt": 10 } } }"#,
        r#"{ "last_purchase": { "within": "1 month" } }"#,
        r#"{ "last_purchase": "never" }"#,
        r#"{ "segment": "lost" }"#,
        r#"{ "balance.points": { "gte": 100 } }"#,
        r#"{ "balance.stars": { "lt": 1 } }"#,
        r#"{ "event.visit": { "within": "30d", "count": { "gte": 2 } } }"#,
        r#"{ "event.visit": { "within": "1 year", "where": { "place": "kazan-1" } } }"#,
        r#"{ "consent.sms": "granted" }"#,
        r#"{ "consent.email": "unknown" }"#,
        r#"{ "stage": ["lost", "new"] }"#,
        r#"{ "rfm": { "recency": [4, 5], "money": [1, 2, 3] } }"#,
        r#"{ "clv": { "top": "20%" } }"#,
        r#"{ "clv": { "value": { "gte": 200 } } }"#,
        r#"{ "alive": { "lt": 0.3 } }"#,
        r#"{ "expected_purchases": { "gte": 2 } }"#,
        r#"{ "next_purchase": { "within": { "before": "20d", "after": "5d" } } }"#,
        r#"{ "next_purchase": { "days_ago": { "gt": 14 } } }"#,
        r#"{ "member.known": true }"#,
    ];
    prop_oneof![
        3 => select(fixed.to_vec()).prop_map(str::to_owned),
        3 => purchases(),
        1 => (select(OF.to_vec()), select(SPANS.to_vec())).prop_filter("nobody has a favourite day", |(of, _)| *of != "day")
            .prop_map(|(of, span)| format!(
                r#"{{ "favourite": {{ "of": "{of}", "is": ["rings", "kazan-1", "web", "ring-1", "RU", "Казань", "Aurum"], "within": "{span}" }} }}"#
            )),
    ]
}

pub fn condition() -> impl Strategy<Value = String> {
    leaf().prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!(r#"{{ "all": [{}] }}"#, parts.join(", "))),
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!(r#"{{ "any": [{}] }}"#, parts.join(", "))),
            inner.prop_map(|part| format!(r#"{{ "not": {part} }}"#)),
        ]
    })
}
