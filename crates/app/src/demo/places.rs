//! Where Burger Heroes sell: three cities, twelve stores.

use regulars_engine::name::StoreId;
use regulars_store::StoreRow;

/// A store.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) id: &'static str,
    name: &'static str,
    pub(super) city: &'static str,
    zone: &'static str,
    /// How many people live near it, compared with the others.
    pub(super) weight: u32,
}

const fn spot(
    id: &'static str,
    name: &'static str,
    city: &'static str,
    zone: &'static str,
    weight: u32,
) -> Spot {
    Spot {
        id,
        name,
        city,
        zone,
        weight,
    }
}

const KAZAN: (&str, &str) = ("Казань", "Europe/Moscow");
const MOSCOW: (&str, &str) = ("Москва", "Europe/Moscow");
const URAL: (&str, &str) = ("Екатеринбург", "Asia/Yekaterinburg");

/// The stores.
pub(super) const SPOTS: [Spot; 12] = [
    spot("kazan-1", "Баумана, 44", KAZAN.0, KAZAN.1, 14),
    spot("kazan-2", "Кремлёвская, 18", KAZAN.0, KAZAN.1, 9),
    spot("kazan-3", "ТЦ «Кольцо»", KAZAN.0, KAZAN.1, 8),
    spot("moscow-1", "Арбат, 12", MOSCOW.0, MOSCOW.1, 15),
    spot("moscow-2", "Мясницкая, 7", MOSCOW.0, MOSCOW.1, 11),
    spot("moscow-3", "Ленинский проспект, 66", MOSCOW.0, MOSCOW.1, 10),
    spot("moscow-4", "ТЦ «Авиапарк»", MOSCOW.0, MOSCOW.1, 13),
    spot("moscow-5", "Сокольники", MOSCOW.0, MOSCOW.1, 7),
    spot("ekb-1", "Вайнера, 15", URAL.0, URAL.1, 12),
    spot("ekb-2", "8 Марта, 46", URAL.0, URAL.1, 8),
    spot("ekb-3", "ТЦ «Гринвич»", URAL.0, URAL.1, 9),
    spot("ekb-4", "Уралмаш", URAL.0, URAL.1, 5),
];

impl Spot {
    /// Its id.
    pub(super) fn store(&self) -> StoreId {
        StoreId::new(self.id)
    }

    /// As the catalogue of places holds it.
    pub(super) fn row(&self) -> (StoreId, StoreRow) {
        let row = StoreRow {
            name: Some(self.name.to_owned()),
            city: Some(self.city.to_owned()),
            country: Some("RU".to_owned()),
            time_zone: Some(self.zone.to_owned()),
        };
        (self.store(), row)
    }
}
