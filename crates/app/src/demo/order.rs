//! What somebody orders.

use regulars_engine::time::LocalDate;

use super::goods::{Course, Menu};
use super::random::Random;
use crate::basket::LineRequest;

/// Who orders, when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guest {
    /// The dish of each course this guest likes best; nobody's favourites with `None`.
    pub(super) taste: Option<u64>,
    pub(super) adult: bool,
    pub(super) date: LocalDate,
    pub(super) hour: i32,
}

/// Dishes by their place on the menu, with pieces.
#[derive(Debug, Default)]
struct Tray(Vec<(usize, i64)>);

/// Orders for one or several.
pub(super) fn order(menu: &Menu, guest: Guest, random: &mut Random) -> Vec<LineRequest> {
    let mut tray = Tray::default();
    let party = party(guest, random);
    if guest.hour < 11 {
        for _ in 0..party {
            breakfast(&mut tray, menu, guest, random);
        }
    } else {
        for place in 0..party {
            // The first of a party orders what they like.
            let taste = if place == 0 { guest.taste } else { None };
            meal(&mut tray, menu, Guest { taste, ..guest }, random);
        }
        if party > 2 && random.percent(60) {
            tray.add(menu, guest, Course::ForChildren, random);
        }
    }
    tray.lines(menu, guest.date)
}

/// How many eat.
fn party(guest: Guest, random: &mut Random) -> usize {
    let evening_or_weekend = guest.hour >= 18 || guest.date.weekday().index() >= 5;
    let weights = if evening_or_weekend {
        [44, 34, 14, 8]
    } else {
        [68, 24, 6, 2]
    };
    random.weighted(weights.into_iter()) + 1
}

fn breakfast(tray: &mut Tray, menu: &Menu, guest: Guest, random: &mut Random) {
    tray.add(menu, guest, Course::Hot, random);
    if random.percent(75) {
        tray.add(menu, guest, Course::Breakfast, random);
    }
}

fn meal(tray: &mut Tray, menu: &Menu, guest: Guest, random: &mut Random) {
    if random.percent(88) {
        tray.add(menu, guest, Course::Burger, random);
    }
    if random.percent(70) {
        tray.add(menu, guest, Course::Side, random);
    }
    let alcohol = guest.adult && guest.hour >= 17 && random.percent(18);
    let drink = match random.below(100) {
        _ if alcohol => Some(Course::Alcohol),
        0..=61 => Some(Course::Drink),
        62..=77 => Some(Course::Hot),
        _ => None,
    };
    if let Some(drink) = drink {
        tray.add(menu, guest, drink, random);
    }
    if random.percent(16) {
        tray.add(menu, guest, Course::Sweet, random);
    }
    if random.percent(24) {
        tray.add(menu, guest, Course::Sauce, random);
    }
}

impl Tray {
    /// Adds a dish of a course: a favourite in six cases of ten.
    fn add(&mut self, menu: &Menu, guest: Guest, course: Course, random: &mut Random) {
        let weights = menu.weights(course, guest.date.month());
        let place = match guest.taste {
            Some(taste) if random.percent(60) => {
                Random::of(taste, course.number()).weighted(weights)
            }
            _ => random.weighted(weights),
        };
        match self.0.iter_mut().find(|(known, _)| *known == place) {
            Some((_, pieces)) => *pieces += 1,
            None => self.0.push((place, 1)),
        }
    }

    /// As a till states it. Who found nothing takes the first dish of the menu.
    fn lines(mut self, menu: &Menu, date: LocalDate) -> Vec<LineRequest> {
        if self.0.is_empty() {
            self.0.push((0, 1));
        }
        let lines = (1..)
            .zip(self.0)
            .filter_map(|(number, (place, pieces))| menu.line(place, number, pieces, date));
        lines
            .map(|line| LineRequest {
                line,
                sold_for: None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use regulars_engine::number::Currency;

    use super::*;

    fn orders(guest: Guest) -> Vec<Vec<LineRequest>> {
        let menu = Menu::of(2026, Currency::parse("RUB").unwrap());
        let mut random = Random::of(1, 2);
        (0..2_000)
            .map(|_| order(&menu, guest, &mut random))
            .collect()
    }

    fn guest(hour: i32) -> Guest {
        Guest {
            taste: None,
            adult: true,
            date: LocalDate::new(2026, 3, 10).unwrap(),
            hour,
        }
    }

    fn skus(orders: &[Vec<LineRequest>]) -> BTreeMap<String, usize> {
        let mut skus = BTreeMap::new();
        for asked in orders.iter().flatten() {
            *skus
                .entry(asked.line.sku.as_ref().unwrap().to_string())
                .or_default() += 1;
        }
        skus
    }

    #[test]
    fn an_order_has_lines_with_numbers_of_their_own() {
        for lines in orders(guest(13)) {
            assert!(!lines.is_empty() && lines.len() < 25);
            for (number, asked) in (1..).zip(&lines) {
                assert_eq!(asked.line.number, number);
                assert!(asked.line.quantity.is_positive() && asked.line.price.is_positive());
            }
        }
    }

    #[test]
    fn beer_is_for_grown_up_people_in_the_evening() {
        assert!(skus(&orders(guest(19))).contains_key("beer"));
        assert!(!skus(&orders(guest(13))).contains_key("beer"));
        assert!(
            !skus(&orders(Guest {
                adult: false,
                ..guest(19)
            }))
            .contains_key("beer")
        );
    }

    #[test]
    fn whoever_has_a_favourite_orders_it_more_often() {
        let most = |taste| {
            skus(&orders(Guest { taste, ..guest(13) }))
                .into_values()
                .max()
                .unwrap()
        };
        assert!(most(Some(5)) > most(None));
    }

    #[test]
    fn before_eleven_there_is_breakfast() {
        let skus = skus(&orders(guest(9)));
        assert!(
            skus.contains_key("egg-muffin") && !skus.contains_key("burger"),
            "{skus:?}"
        );
    }
}
