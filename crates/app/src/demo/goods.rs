//! What the chain sells.

use regulars_engine::basket::Line;
use regulars_engine::name::{Category, Sku};
use regulars_engine::number::{Currency, Money, Price, Quantity};
use regulars_engine::situation::Product;
use regulars_engine::time::LocalDate;
use regulars_store::ProductRow;

/// Part of the menu a dish is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Course {
    Burger,
    ForChildren,
    Side,
    Drink,
    Hot,
    Alcohol,
    Sweet,
    Sauce,
    Breakfast,
}

/// Months in which a dish is asked for most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Best {
    Always,
    InSummer,
    InWinter,
}

/// A dish as it is listed below.
#[derive(Clone, Copy)]
struct Listed {
    sku: &'static str,
    en: &'static str,
    ru: &'static str,
    /// Roubles today.
    price: i64,
    /// How often it is asked for among its course.
    liked: u32,
    brand: &'static str,
    best: Best,
}

/// What a dish costs the chain, in percent of its price.
const COST_PERCENT: i64 = 38;

const HOUSE: &str = "Burger Heroes";
const COLA: &str = "Volga Cola";
const SPRINGS: &str = "Seven Springs";
const BREWERY: &str = "Kama Brewery";

const MENU: [(Course, &[Listed]); 9] = [
    (
        Course::Burger,
        &[
            dish("burger", "Hero burger", "Бургер «Герой»", 400, 30),
            dish("cheeseburger", "Cheeseburger", "Чизбургер", 430, 24),
            dish("double-burger", "Double hero", "Двойной герой", 560, 14),
            dish("bacon-burger", "Bacon burger", "Бургер с беконом", 490, 14),
            dish(
                "chicken-burger",
                "Chicken burger",
                "Куриный бургер",
                390,
                16,
            ),
            dish("fish-burger", "Fish burger", "Бургер с рыбой", 420, 6),
            dish("veggie-burger", "Veggie burger", "Овощной бургер", 380, 7),
            dish("spicy-burger", "Dragon burger", "Бургер «Дракон»", 450, 9),
        ],
    ),
    (
        Course::ForChildren,
        &[
            dish("kids-burger", "Little hero", "Маленький герой", 250, 12),
            dish("kids-box", "Box with a toy", "Коробка с игрушкой", 390, 10),
        ],
    ),
    (
        Course::Side,
        &[
            dish("fries", "Fries", "Картофель фри", 160, 34),
            dish("big-fries", "Big fries", "Большая фри", 210, 14),
            dish(
                "wedges",
                "Potato wedges",
                "Картофель по-деревенски",
                190,
                12,
            ),
            dish("onion-rings", "Onion rings", "Луковые кольца", 190, 8),
            dish("nuggets", "Six nuggets", "Шесть наггетсов", 230, 16),
            dish("wings", "Chicken wings", "Куриные крылья", 320, 9),
            dish("caesar", "Caesar salad", "Салат «Цезарь»", 290, 7),
        ],
    ),
    (
        Course::Drink,
        &[
            dish("cola", "Cola", "Кола", 140, 30).by(COLA),
            dish(
                "cola-zero",
                "Cola without sugar",
                "Кола без сахара",
                140,
                14,
            )
            .by(COLA),
            dish("lemonade", "Lemonade", "Лимонад", 170, 12).best(Best::InSummer),
            dish("water", "Still water", "Вода без газа", 90, 9).by(SPRINGS),
            dish("juice", "Apple juice", "Яблочный сок", 150, 8).by(SPRINGS),
        ],
    ),
    (
        Course::Hot,
        &[
            dish("tea", "Tea with lemon", "Чай с лимоном", 110, 14).best(Best::InWinter),
            dish("cappuccino", "Cappuccino", "Капучино", 190, 20),
        ],
    ),
    (
        Course::Alcohol,
        &[
            dish("beer", "Lager", "Светлое пиво", 250, 20)
                .by(BREWERY)
                .best(Best::InSummer),
            dish("cider", "Dry cider", "Сухой сидр", 270, 8).by(BREWERY),
        ],
    ),
    (
        Course::Sweet,
        &[
            dish("ice-cream", "Ice cream", "Мороженое", 120, 16).best(Best::InSummer),
            dish("milkshake", "Milkshake", "Молочный коктейль", 220, 12),
            dish("apple-pie", "Apple pie", "Яблочный пирог", 150, 10).best(Best::InWinter),
        ],
    ),
    (
        Course::Sauce,
        &[
            dish("cheese-sauce", "Cheese sauce", "Сырный соус", 60, 20),
            dish("ketchup", "Ketchup", "Кетчуп", 40, 14),
        ],
    ),
    (
        Course::Breakfast,
        &[
            dish("egg-muffin", "Muffin with egg", "Маффин с яйцом", 210, 10),
            dish("pancakes", "Pancakes", "Блинчики", 190, 7),
        ],
    ),
];

const fn dish(
    sku: &'static str,
    en: &'static str,
    ru: &'static str,
    price: i64,
    liked: u32,
) -> Listed {
    Listed {
        sku,
        en,
        ru,
        price,
        liked,
        brand: HOUSE,
        best: Best::Always,
    }
}

impl Listed {
    const fn by(self, brand: &'static str) -> Self {
        Self { brand, ..self }
    }

    const fn best(self, best: Best) -> Self {
        Self { best, ..self }
    }
}

/// A dish of the menu.
#[derive(Debug)]
pub(super) struct Dish {
    sku: Sku,
    category: Vec<Category>,
    brand: &'static str,
    name: String,
    roubles: i64,
    pub(super) course: Course,
    liked: u32,
    best: Best,
}

/// Every dish, in the order of the list.
#[derive(Debug)]
pub(super) struct Menu {
    dishes: Vec<Dish>,
    currency: Currency,
    /// Prices of the list are those of this year.
    year: i32,
}

impl Menu {
    /// The menu of a year, in the program's currency.
    pub(super) fn of(year: i32, currency: Currency) -> Self {
        Self {
            dishes: MENU
                .iter()
                .flat_map(|(course, dishes)| dishes.iter().map(|listed| Dish::of(*course, listed)))
                .collect(),
            currency,
            year,
        }
    }

    /// As the catalogue of goods has it.
    pub(super) fn rows(&self) -> Vec<(Sku, ProductRow)> {
        let row = |dish: &Dish| ProductRow {
            facts: Product {
                name: Some(dish.name.clone()),
                category: dish.category.clone(),
                brand: Some(dish.brand.to_owned()),
                ..Product::default()
            },
            price: Some(self.price(dish, self.year)),
            cost: Some(Price::from_raw(
                self.price(dish, self.year).raw() * COST_PERCENT / 100,
            )),
        };
        self.dishes
            .iter()
            .map(|dish| (dish.sku.clone(), row(dish)))
            .collect()
    }

    /// The places of a course's dishes, with how often each is asked for in a month (1 to 12).
    pub(super) fn weights(
        &self,
        course: Course,
        month: i32,
    ) -> impl Iterator<Item = u32> + Clone + '_ {
        self.dishes.iter().map(move |dish| {
            if dish.course == course {
                dish.weight(month)
            } else {
                0
            }
        })
    }

    /// A line of a dish by its place, as a till of that day states it.
    pub(super) fn line(
        &self,
        place: usize,
        number: u32,
        pieces: i64,
        date: LocalDate,
    ) -> Option<Line> {
        let dish = self.dishes.get(place)?;
        Some(Line {
            number,
            sku: Some(dish.sku.clone()),
            quantity: Quantity::whole(pieces),
            price: self.price(dish, date.year()),
            club_price: None,
            min_price: None,
            category: dish.category.clone(),
            brand: Some(dish.brand.to_owned()),
            flags: Vec::new(),
            sold_for: None,
            gift_card: None,
            gift_of: None,
        })
    }

    /// Every first of January prices rise by some six per cent, to whole ten roubles.
    fn price(&self, dish: &Dish, year: i32) -> Price {
        let cheaper = i64::from(self.year - year) * dish.roubles * 6 / 100;
        let roubles = (dish.roubles - cheaper) / 10 * 10;
        Price::from_money(Money::from_minor(roubles.max(10) * 100), self.currency)
    }
}

impl Dish {
    fn of(course: Course, listed: &Listed) -> Self {
        Self {
            sku: Sku::new(listed.sku),
            category: course.categories().iter().map(Category::new).collect(),
            brand: listed.brand,
            name: format!("{} / {}", listed.ru, listed.en),
            roubles: listed.price,
            course,
            liked: listed.liked,
            best: listed.best,
        }
    }

    fn weight(&self, month: i32) -> u32 {
        let factor = match (self.best, month) {
            (Best::InSummer, 5..=9) | (Best::InWinter, 11..=12 | 1..=3) => 3,
            (Best::InSummer, 11..=12 | 1..=3) | (Best::InWinter, 5..=9) => 1,
            _ => 2,
        };
        self.liked * factor
    }
}

impl Course {
    /// A number of its own, for streams of randomness.
    pub(super) fn number(self) -> u64 {
        match self {
            Self::Burger => 0,
            Self::ForChildren => 1,
            Self::Side => 2,
            Self::Drink => 3,
            Self::Hot => 4,
            Self::Alcohol => 5,
            Self::Sweet => 6,
            Self::Sauce => 7,
            Self::Breakfast => 8,
        }
    }

    fn categories(self) -> &'static [&'static str] {
        match self {
            Self::Burger => &["food", "burgers"],
            Self::ForChildren => &["food", "children"],
            Self::Side => &["food", "sides"],
            Self::Drink => &["drinks", "cold"],
            Self::Hot => &["drinks", "hot"],
            Self::Alcohol => &["drinks", "alcohol"],
            Self::Sweet => &["food", "desserts"],
            Self::Sauce => &["food", "sauces"],
            Self::Breakfast => &["food", "breakfast"],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn menu() -> Menu {
        Menu::of(2026, Currency::parse("RUB").unwrap())
    }

    #[test]
    fn every_dish_has_its_own_sku_and_every_course_a_dish() {
        let menu = menu();
        let skus: BTreeSet<_> = menu.rows().into_iter().map(|(sku, _)| sku).collect();
        assert_eq!(skus.len(), menu.dishes.len());
        for dish in &menu.dishes {
            assert!(menu.weights(dish.course, 4).sum::<u32>() > 0);
        }
    }

    #[test]
    fn the_burger_of_the_read_me_costs_what_it_says_there_and_less_before() {
        let menu = menu();
        let price = |date: &str| {
            let line = menu.line(0, 1, 1, date.parse().unwrap()).unwrap();
            assert_eq!(line.sku.unwrap().as_str(), "burger");
            line.price.format(menu.currency)
        };
        assert_eq!(price("2026-01-01"), "400.00");
        assert_eq!(price("2025-12-31"), "370.00");
        assert_eq!(price("2024-12-31"), "350.00");
    }

    #[test]
    fn lemonade_is_for_the_summer() {
        let menu = menu();
        let is_it = |dish: &Dish| dish.sku.as_str() == "lemonade";
        let place = menu.dishes.iter().position(is_it).unwrap();
        let weight = |month| menu.weights(Course::Drink, month).nth(place);
        assert_eq!(
            (weight(7), weight(4), weight(1)),
            (Some(36), Some(24), Some(12))
        );
    }
}
