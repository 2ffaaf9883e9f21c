//! A program of any number of offers: some that can apply to the basket of `buyer`, the rest that cannot.

use std::fmt::Write;

/// What every program of the benchmark has beside its offers.
const RULES: &str = "\
program: { id: bench, name: Bench, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { value: { points: 1, money: 1.00 }, expire: { after: 365d } }
tiers:
  status:
    metric: spend
    period: calendar_year
    levels: [{ id: base, from: 0 }, { id: silver, from: 10000 }, { id: gold, from: 50000 }]
segments:
  lost: { last_purchase: { days_ago: { gt: 60 } } }
earn:
  - { id: earn, rate: 5% }
  - { id: often, when: { purchases: { within: 30d, count: { gte: 3 } } }, rate: 8%, combine: max }
  - { id: weekdays, when: { time: { weekdays: [mon, tue, wed, thu, fri] } }, times: 2, combine: multiply, lines: { category: kind-1 } }
  - { id: own-brand, points: 3, per: unit, lines: { brand: make-1 }, combine: add_after }
redeem:
  points: { max_share: 50%, exclude: { category: kind-4 } }
lanes:
  - { id: promo, level: line }
  - { id: extra, level: line, choose: priority }
  - { id: basket, level: basket }
offers:
";

/// The text of a program with so many offers that can apply and so many that cannot.
pub fn program(live: usize, dormant: usize) -> String {
    let live = (0..live).map(live_offer);
    let dormant = (0..dormant).map(dormant_offer);
    let mut text = RULES.to_owned();
    for (number, offer) in live.chain(dormant).enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  - {{ id: o{number}, {offer} }}");
    }
    text
}

/// An offer that applies to some line of the basket, or misses a threshold by little: every kind in turn.
fn live_offer(number: usize) -> String {
    let (goods, kind, make) = (number % 20, number % 5, number % 3);
    let (percent, money) = (number % 25 + 1, number % 40 + 1);
    match number % 10 {
        0 => format!("percent: {percent}%, lines: {{ sku: [goods-{goods}, goods-{money}] }}"),
        1 => format!(
            "percent: {percent}%, lines: {{ category: kind-{kind} }}, when: {{ basket.total: {{ gte: {money}00 }} }}"
        ),
        2 => format!("amount: {money}, per: unit, lines: {{ brand: make-{make} }}"),
        3 => format!("price: {money}9.90, lines: {{ sku: goods-{goods} }}"),
        4 => format!(
            "amount: {money}, per: line, lines: {{ category: kind-{kind} }}, when: {{ member.city: {{ in: [Казань, Москва] }} }}"
        ),
        5 => format!(
            "percent: {percent}%, class: exclusive, priority: {number}, lines: {{ sku: goods-{goods} }}, when: {{ tier: {{ at_least: silver }} }}"
        ),
        6 => format!(
            "lane: extra, percent: {percent}%, lines: {{ category: kind-{kind} }}, exclude: {{ discounted: {{ by: any }} }}"
        ),
        7 => format!(
            "lane: basket, amount: {money}, when: {{ basket.total: {{ gte: {money}000, at: {{ after: promo }} }} }}"
        ),
        8 => format!(
            "lane: basket, percent: {percent}%, max_discount: {money}0, when: {{ purchases: {{ within: 30d, count: {{ gte: 3 }} }} }}"
        ),
        _ => format!(
            "amount: 1, per: line, class: always, lines: {{ brand: make-{make} }}, when: {{ basket.store: bench-1 }}, max_line_share: 10%"
        ),
    }
}

/// An offer that something absent switches on: goods, a category, a brand, a store, a code, a segment, a date.
fn dormant_offer(number: usize) -> String {
    let percent = number % 25 + 1;
    let switch = match number % 10 {
        0..=3 => format!("lines: {{ sku: [other-{number}, another-{number}] }}"),
        4 => format!("lines: {{ category: other-{} }}", number % 200),
        5 => format!("lines: {{ brand: other-make-{} }}", number % 200),
        6 => format!("when: {{ basket.store: bench-{} }}", number + 2),
        7 => format!("when: {{ basket.coupon: CODE{number} }}"),
        8 => "when: { segment: lost }".to_owned(),
        _ => format!(
            "lines: {{ category: kind-{} }}, when: {{ time: {{ from: 2031-01-01, to: 2031-02-01 }} }}",
            number % 4
        ),
    };
    format!("percent: {percent}%, {switch}")
}
