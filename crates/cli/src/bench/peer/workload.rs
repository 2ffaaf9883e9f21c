//! Baskets and promotions that both engines can say, in the words of each.

use std::fmt::Write;

use regulars_engine::basket::{Basket, Line, PricedBy};
use regulars_engine::event::Purchase;
use regulars_engine::id::PurchaseId;
use regulars_engine::number::{Price, Quantity};
use regulars_engine::program::Program;
use serde::Serialize;

use crate::failure::{self, Failure};

/// A rouble in the scale of prices.
const ROUBLE: i64 = 10_000;
/// Units of every line.
const UNITS: i64 = 3;
/// Percentages that a category has one after the other. With prices of whole thousands all three together leave whole kopecks, so that
/// an engine that rounds and one that does not come to the same.
const PERCENTS: [u32; 3] = [30, 20, 10];
/// Promotions of a category: a third unit free, the percentages, an amount off the order.
const KINDS: u32 = 5;

/// A basket of so many lines, each of a category of its own, under so many promotions.
#[derive(Debug, Serialize)]
pub struct Workload {
    /// For people.
    pub name: String,
    items: Vec<Item>,
    promotions: Vec<Promotion>,
}

/// Goods of a line.
#[derive(Debug, Serialize)]
struct Item {
    id: String,
    category: String,
    quantity: i64,
    /// Of a unit, in roubles.
    price: i64,
}

/// A promotion that applies whenever it can, on what the ones before it have left.
#[derive(Debug, Serialize)]
struct Promotion {
    code: String,
    #[serde(flatten)]
    gives: Gives,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Gives {
    /// Of three units of a category the cheapest is free, once. Medusa wants the 100 % as a value.
    ThirdFree { category: String, value: u32 },
    /// A share off a category.
    Percent { category: String, value: u32 },
    /// Roubles off an order from so many roubles on.
    Order { from: i64, value: u32 },
}

impl Workload {
    /// Categories beyond those of the lines have promotions, too, which then do not apply.
    pub fn new(lines: u32, promotions: u32) -> Self {
        let item = |number: u32| Item {
            id: format!("line-{number}"),
            category: category(number),
            quantity: UNITS,
            price: i64::from(number + 1) * 1_000,
        };
        Self {
            name: format!("{lines} lines, {promotions} promotions"),
            items: (0..lines).map(item).collect(),
            promotions: (0..promotions).map(promotion).collect(),
        }
    }

    /// Our program: everything of one kind is in a lane, and lanes follow one another as the values do in Medusa, from the largest down.
    ///
    /// # Errors
    /// A program that the engine refuses, which is a fault of the benchmark.
    pub fn program(&self) -> Result<Program, Failure> {
        let mut text = "program: { id: peer, name: Peer, currency: RUB, time_zone: UTC }\n\
            lanes:\n  - { id: sets, level: line }\n"
            .to_owned();
        for percent in PERCENTS {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  - {{ id: percent-{percent}, level: line }}");
        }
        text.push_str("  - { id: order, level: basket }\noffers:\n");
        for Promotion { code, gives } in &self.promotions {
            let offer = match gives {
                Gives::ThirdFree { category, .. } => format!(
                    "lane: sets, set: {{ units: 3, lines: {{ category: {category} }} }}, free: 1, repeat: 1"
                ),
                Gives::Percent { category, value } => format!(
                    "lane: percent-{value}, percent: {value}%, lines: {{ category: {category} }}"
                ),
                Gives::Order { from, value } => format!(
                    "lane: order, class: always, amount: {value}, when: {{ basket.total: {{ gte: {from}, at: before_discounts }} }}"
                ),
            };
            let _ = writeln!(text, "  - {{ id: {code}, {offer} }}");
        }
        Program::read(&text).map_err(|found| failure::problems("the program", &found))
    }

    /// Our basket.
    pub fn purchase(&self) -> Purchase {
        let basket = Basket {
            lines: (1..).zip(&self.items).map(line).collect(),
            store: None,
            channel: None,
            coupons: Vec::new(),
            gift_cards: Vec::new(),
            payments: Vec::new(),
            redeem: Vec::new(),
            priced: PricedBy::Here,
        };
        Purchase {
            id: PurchaseId::from_raw(1),
            basket,
            own_hold: None,
            promised: None,
        }
    }
}

fn category(number: u32) -> String {
    format!("kind-{number}")
}

/// The promotions of a category, one after the other, then those of the next.
fn promotion(number: u32) -> Promotion {
    let of = number / KINDS;
    let percent = |place: usize| Gives::Percent {
        category: category(of),
        value: PERCENTS[place],
    };
    let gives = match number % KINDS {
        0 => Gives::ThirdFree {
            category: category(of),
            value: 100,
        },
        1 => percent(0),
        2 => percent(1),
        3 => percent(2),
        _ => Gives::Order {
            from: i64::from(of) * 1_000,
            value: of % 9 + 1,
        },
    };
    Promotion {
        code: format!("p{number}"),
        gives,
    }
}

fn line((number, item): (u32, &Item)) -> Line {
    Line {
        number,
        sku: Some(item.id.as_str().into()),
        quantity: Quantity::whole(item.quantity),
        price: Price::from_raw(item.price * ROUBLE),
        club_price: None,
        min_price: None,
        category: vec![item.category.as_str().into()],
        brand: None,
        flags: Vec::new(),
        sold_for: None,
        gift_card: None,
        gift_of: None,
    }
}

#[cfg(test)]
mod tests {
    use regulars_engine::decision::When;
    use regulars_engine::purchase::quote;
    use regulars_engine::situation::Situation;
    use regulars_engine::time::Instant;

    use super::*;

    #[test]
    fn every_promotion_of_the_lines_is_granted() {
        // Of 3 × 1,000 a unit is free, then 30, 20 and 10 % of the 2,000 left, then 1 for the order, then 2 if promised, and so on.
        for (lines, promotions, discount) in [
            (1, 5, 199_300),
            (1, 10, 199_500),
            (1, 100, 200_200),
            (20, 10, 597_900),
            (20, 100, 41_841_300),
        ] {
            let workload = Workload::new(lines, promotions);
            let when = When::now(Instant::from_ms(1_773_133_200_000));
            let program = workload.program().unwrap();
            let told = quote(&program, &Situation::default(), &workload.purchase(), when).asked;
            assert_eq!(told.totals.discount.minor(), discount, "{}", workload.name);
        }
    }
}
