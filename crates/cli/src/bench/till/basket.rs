//! Members and baskets, made up by number.

use std::fmt::Write;

use regulars_engine::time::Instant;

use crate::bench::goods::{self, Dice, STORES, pick};

/// Columns of [`Member::past_row`].
pub const PAST_HEADER: &str = "id,at,member,sku,quantity,price,store";

const CITIES: [&str; 3] = ["Казань", "Москва", "Омск"];
const NAMES: [&str; 4] = ["Анна", "Иван", "Мария", "Пётр"];
/// One purchase in so many redeems points.
const REDEEMS: u64 = 4;

/// A member of the base.
#[derive(Debug, Clone, Copy)]
pub struct Member(pub u32);

impl Member {
    /// Columns of [`Member::row`].
    pub const HEADER: &'static str =
        "external_id,card,phone,first_name,city,gender,birth_date,language";

    /// A row of the file of members.
    pub fn row(self) -> String {
        let number = self.0;
        let name = pick(&NAMES, u64::from(number));
        let city = pick(&CITIES, u64::from(number));
        let gender = if number.is_multiple_of(2) {
            "female"
        } else {
            "male"
        };
        let (year, month, day) = (1950 + number % 55, number % 12 + 1, number % 28 + 1);
        let card = self.card();
        format!(
            "c-{number},{card},+79{number:09},{name},{city},{gender},{year}-{month:02}-{day:02},ru"
        )
    }

    /// A row of the file of their past purchases.
    pub fn past_row(self, at: Instant) -> String {
        let number = u64::from(self.0);
        let goods = goods::any(&mut Dice::new(number));
        let (sku, price, store) = (goods.sku, goods.price, number % STORES);
        format!(
            "h-{number}-{},{at},c-{number},{sku},1,{price},store-{store}",
            at.ms()
        )
    }

    fn card(self) -> String {
        format!("29{:011}", self.0)
    }
}

/// A basket of two or three lines; some redeem points.
#[derive(Debug)]
pub struct Basket {
    /// Its body, without an id.
    fields: String,
}

impl Basket {
    /// The next basket of a till, by one of so many members.
    pub fn next(till: u32, members: u32, dice: &mut Dice) -> Self {
        let member = u32::try_from(dice.roll(members.into())).unwrap_or(0);
        let store = dice.roll(STORES);
        let mut fields = format!(
            r#""member":{{"card":"{}"}},"store":"store-{store}","till":"{till}","cashier":"{}","lines":["#,
            Member(member).card(),
            till % 100
        );
        for line in 1..=2 + dice.roll(2) {
            let goods = goods::any(dice);
            let (sku, category, price) = (goods.sku, goods.category, goods.price);
            let quantity = dice.roll(2) + 1;
            let comma = if line == 1 { "" } else { "," };
            // Writing to a string cannot fail.
            let _ = write!(
                fields,
                r#"{comma}{{"line":{line},"sku":"{sku}","quantity":"{quantity}","price":"{price}","category":["{category}"]}}"#
            );
        }
        fields.push(']');
        if dice.roll(REDEEMS) == 0 {
            fields.push_str(r#","redeem":{"points":"max"}"#);
        }
        Self { fields }
    }

    /// The body of its quote.
    pub fn quote(&self) -> String {
        format!("{{{}}}", self.fields)
    }

    /// The body of its purchase.
    pub fn purchase(&self, id: &str) -> String {
        format!(r#"{{"id":"{id}",{}}}"#, self.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_till_rolls_the_same_baskets_in_every_run() {
        let run = || {
            let mut dice = Dice::new(7);
            let body = |_| Basket::next(7, 1_000, &mut dice).purchase("p");
            (0..20).map(body).collect::<Vec<_>>()
        };
        assert_eq!(run(), run());
        assert!(run().iter().any(|body| body.contains("redeem")));
        for body in run() {
            let read: serde_json::Value = serde_json::from_str(&body).unwrap();
            assert!((2..=3).contains(&read["lines"].as_array().unwrap().len()));
        }
    }
}
