//! What Burger Heroes sell.

use regulars_engine::basket::Flag;
use regulars_engine::name::{Category, Sku};
use regulars_engine::number::Price;
use regulars_engine::situation::Product;
use regulars_store::ProductRow;

/// A dish.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dish {
    pub(super) sku: &'static str,
    pub(super) name: &'static str,
    pub(super) course: Course,
    /// Price today, in whole roubles.
    pub(super) roubles: i64,
    /// How often it is chosen among its course.
    pub(super) weight: u32,
}

/// What a dish is to a meal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    Burger,
    Side,
    Drink,
    Beer,
    Sauce,
    Dessert,
    Kids,
}

const fn dish(
    sku: &'static str,
    name: &'static str,
    course: Course,
    roubles: i64,
    weight: u32,
) -> Dish {
    Dish {
        sku,
        name,
        course,
        roubles,
        weight,
    }
}

/// The menu.
pub(super) const MENU: [Dish; 32] = [
    dish("burger-hero", "Герой", Course::Burger, 390, 30),
    dish(
        "burger-double-hero",
        "Двойной герой",
        Course::Burger,
        520,
        18,
    ),
    dish("burger-cheese", "Чизбургер", Course::Burger, 290, 24),
    dish("burger-bacon", "Бургер с беконом", Course::Burger, 450, 16),
    dish("burger-chicken", "Куриный бургер", Course::Burger, 350, 20),
    dish("burger-fish", "Рыбный бургер", Course::Burger, 370, 6),
    dish("burger-veggie", "Овощной бургер", Course::Burger, 340, 7),
    dish("burger-hot", "Острый бургер", Course::Burger, 410, 9),
    dish(
        "burger-blue",
        "Бургер с голубым сыром",
        Course::Burger,
        490,
        5,
    ),
    dish("fries-small", "Картофель малый", Course::Side, 120, 20),
    dish("fries-large", "Картофель большой", Course::Side, 170, 26),
    dish("wedges", "Картофель по-деревенски", Course::Side, 180, 14),
    dish("onion-rings", "Луковые кольца", Course::Side, 190, 10),
    dish("nuggets-6", "Наггетсы, 6 штук", Course::Side, 230, 16),
    dish("coleslaw", "Салат коул-слоу", Course::Side, 160, 6),
    dish("salad-caesar", "Цезарь", Course::Side, 320, 5),
    dish("cola", "Кола", Course::Drink, 130, 28),
    dish("lemonade", "Лимонад", Course::Drink, 150, 16),
    dish("water", "Вода", Course::Drink, 90, 10),
    dish("juice-orange", "Апельсиновый сок", Course::Drink, 160, 8),
    dish("coffee", "Кофе", Course::Drink, 140, 18),
    dish("cappuccino", "Капучино", Course::Drink, 190, 16),
    dish("tea", "Чай", Course::Drink, 100, 9),
    dish("beer-lager", "Пиво светлое", Course::Beer, 290, 10),
    dish("beer-stout", "Пиво тёмное", Course::Beer, 330, 5),
    dish("sauce-cheese", "Сырный соус", Course::Sauce, 50, 10),
    dish("sauce-bbq", "Соус барбекю", Course::Sauce, 50, 9),
    dish("sauce-garlic", "Чесночный соус", Course::Sauce, 50, 6),
    dish("ice-cream", "Мороженое", Course::Dessert, 120, 14),
    dish("cheesecake", "Чизкейк", Course::Dessert, 260, 8),
    dish("pie-apple", "Яблочный пирожок", Course::Dessert, 110, 9),
    dish("kids-box", "Детский набор", Course::Kids, 420, 10),
];

impl Dish {
    /// Its price so many days ago: a year ago everything was a twelfth cheaper, to the nearest ten roubles.
    pub(super) fn price(&self, days_ago: i32) -> Price {
        let roubles = if days_ago > 365 {
            (self.roubles * 11 / 12 + 5) / 10 * 10
        } else {
            self.roubles
        };
        Price::from_raw(roubles * 10_000)
    }

    /// As the catalogue holds it.
    pub(super) fn row(&self) -> (Sku, ProductRow) {
        let facts = Product {
            name: Some(self.name.to_owned()),
            category: self.course.categories().map(Category::from).collect(),
            brand: None,
            flags: self.course.flags(),
            min_price: None,
            club_price: None,
        };
        (
            Sku::new(self.sku),
            ProductRow {
                facts,
                price: Some(self.price(0)),
            },
        )
    }
}

impl Course {
    fn categories(self) -> impl Iterator<Item = &'static str> {
        let (wide, narrow) = match self {
            Self::Burger => ("food", "burgers"),
            Self::Side => ("food", "sides"),
            Self::Drink => ("drinks", "soft-drinks"),
            Self::Beer => ("drinks", "alcohol"),
            Self::Sauce => ("food", "sauces"),
            Self::Dessert => ("food", "desserts"),
            Self::Kids => ("food", "kids"),
        };
        [wide, narrow].into_iter()
    }

    fn flags(self) -> Vec<Flag> {
        match self {
            Self::Beer => vec![Flag::NoDiscount],
            _ => Vec::new(),
        }
    }
}
