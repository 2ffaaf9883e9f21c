//! What somebody eats: the lines of a basket.

use regulars_engine::basket::{Line, PricedBy};
use regulars_engine::name::UnitId;
use regulars_engine::number::Quantity;
use regulars_engine::time::Instant;

use super::menu::{Course, Dish, MENU};
use super::places::Spot;
use super::random::Random;
use crate::basket::{BasketRequest, LineRequest, MuchRequest, RedeemRequest, Stated};

/// A meal at a store.
pub(super) struct Meal<'m> {
    pub(super) spot: &'m Spot,
    pub(super) at: Instant,
    /// Days before today: prices were lower once.
    pub(super) days_ago: i32,
    pub(super) warm: bool,
    pub(super) evening: bool,
}

impl Meal<'_> {
    /// What is ordered, for one to four people.
    pub(super) fn basket(&self, random: &mut Random) -> BasketRequest {
        let people = i64::try_from(1 + random.weighted(&[62, 25, 8, 5])).unwrap_or(1);
        let mut lines = Vec::new();
        for (course, share) in self.courses() {
            if random.percent(share) {
                let quantity = if people > 1 && random.percent(55) {
                    people
                } else {
                    1
                };
                self.order(course, quantity, random, &mut lines);
            }
        }
        if lines.is_empty() {
            self.order(Course::Burger, 1, random, &mut lines);
        }
        let delivered = random.percent(9);
        BasketRequest {
            basket: None,
            member: None,
            store: Some(self.spot.store()),
            till: Some(random.between(1, 4).to_string()),
            cashier: Some(format!("{}{}", self.spot.id, random.between(1, 9))),
            at: Some(Stated {
                at: self.at,
                offset: None,
            }),
            channel: Some(if delivered { "app" } else { "store" }.to_owned()),
            lines,
            coupons: Vec::new(),
            redeem: Vec::new(),
            hold: false,
            priced: PricedBy::Here,
            expect: None,
        }
    }

    /// How often each course is part of a meal, in percent.
    fn courses(&self) -> [(Course, u32); 7] {
        [
            (Course::Burger, 88),
            (Course::Side, 58),
            (Course::Drink, 66),
            (Course::Sauce, 27),
            (Course::Dessert, if self.warm { 24 } else { 14 }),
            (Course::Kids, 6),
            (Course::Beer, if self.evening { 13 } else { 2 }),
        ]
    }

    fn order(
        &self,
        course: Course,
        quantity: i64,
        random: &mut Random,
        lines: &mut Vec<LineRequest>,
    ) {
        let dishes: Vec<&Dish> = MENU.iter().filter(|dish| dish.course == course).collect();
        let weights: Vec<u32> = dishes.iter().map(|dish| dish.weight).collect();
        let dish = dishes[random.weighted(&weights)];
        let line = Line {
            number: u32::try_from(lines.len() + 1).unwrap_or(1),
            sku: Some(dish.sku.into()),
            quantity: Quantity::whole(quantity),
            price: dish.price(self.days_ago),
            club_price: None,
            min_price: None,
            category: Vec::new(),
            brand: None,
            flags: Vec::new(),
            sold_for: None,
        };
        lines.push(LineRequest {
            line,
            sold_for: None,
        });
    }
}

/// Asks to pay as much as may be with points.
pub(super) fn with_points(basket: &mut BasketRequest) {
    basket.redeem = vec![RedeemRequest {
        unit: UnitId::new("points"),
        much: MuchRequest::Max,
    }];
}
