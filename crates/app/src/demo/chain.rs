//! The chain: twelve shops in three cities.

use std::sync::Arc;

use regulars_engine::name::StoreId;
use regulars_engine::time::{Instant, Local, LocalDate, LocalTime, UtcOffset, Zone};
use regulars_store::StoreRow;

use super::random::Random;
use crate::error::{AppError, Result};

/// A shop as it is listed below.
struct Listed {
    id: &'static str,
    name: &'static str,
    city: City,
    /// Its part of the chain's guests, in no unit.
    guests: u32,
    /// Days after the chain's first day on which it opened.
    opened: i32,
}

/// A city of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum City {
    Kazan,
    Moscow,
    Ekaterinburg,
}

impl City {
    /// As people write it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kazan => "Казань",
            Self::Moscow => "Москва",
            Self::Ekaterinburg => "Екатеринбург",
        }
    }

    fn zone(self) -> &'static str {
        match self {
            Self::Kazan | Self::Moscow => "Europe/Moscow",
            Self::Ekaterinburg => "Asia/Yekaterinburg",
        }
    }
}

const SHOPS: [Listed; 12] = [
    shop("kazan-1", "Бауманская", City::Kazan, 12, 0),
    shop("kazan-2", "Проспект Победы", City::Kazan, 8, 0),
    shop("kazan-3", "Кремлёвская", City::Kazan, 9, 0),
    shop("kazan-4", "Азино", City::Kazan, 5, 390),
    shop("moscow-1", "Таганская", City::Moscow, 14, 0),
    shop("moscow-2", "Чистые пруды", City::Moscow, 13, 0),
    shop("moscow-3", "Савёловская", City::Moscow, 10, 0),
    shop("moscow-4", "Сокол", City::Moscow, 8, 120),
    shop("moscow-5", "Ходынское поле", City::Moscow, 6, 450),
    shop("ekaterinburg-1", "Вайнера", City::Ekaterinburg, 10, 0),
    shop("ekaterinburg-2", "Уралмаш", City::Ekaterinburg, 7, 0),
    shop(
        "ekaterinburg-3",
        "Академический",
        City::Ekaterinburg,
        6,
        210,
    ),
];

const fn shop(
    id: &'static str,
    name: &'static str,
    city: City,
    guests: u32,
    opened: i32,
) -> Listed {
    Listed {
        id,
        name,
        city,
        guests,
        opened,
    }
}

/// A place of sale of the chain.
#[derive(Debug)]
pub(super) struct Shop {
    pub(super) id: StoreId,
    pub(super) city: City,
    name: &'static str,
    zone: Zone,
    guests: u32,
    opened: i32,
}

/// Every shop, in the order of the list.
#[derive(Debug)]
pub(super) struct Chain {
    shops: Vec<Arc<Shop>>,
}

impl Chain {
    pub(super) fn open() -> Result<Self> {
        let shops = SHOPS.iter().map(Shop::of).collect::<Result<_>>()?;
        Ok(Self { shops })
    }

    /// The first shop, where the first member is at home.
    pub(super) fn first(&self) -> Option<&Arc<Shop>> {
        self.shops.first()
    }

    /// As the catalogue of places has it.
    pub(super) fn rows(&self) -> Vec<(StoreId, StoreRow)> {
        self.shops
            .iter()
            .map(|shop| (shop.id.clone(), shop.row()))
            .collect()
    }

    /// A shop open on a day, busy ones more often.
    pub(super) fn any(&self, day: i32, random: &mut Random) -> Option<&Arc<Shop>> {
        self.among(random, |shop| shop.opened <= day)
    }

    /// A shop open on a day, in a city.
    pub(super) fn in_city(&self, city: City, day: i32, random: &mut Random) -> Option<&Arc<Shop>> {
        self.among(random, |shop| shop.opened <= day && shop.city == city)
    }

    fn among(&self, random: &mut Random, fits: impl Fn(&Shop) -> bool) -> Option<&Arc<Shop>> {
        let weights = self
            .shops
            .iter()
            .map(|shop| if fits(shop) { shop.guests } else { 0 });
        self.shops.get(random.weighted(weights))
    }
}

impl Shop {
    fn of(listed: &Listed) -> Result<Arc<Self>> {
        let zone = Zone::parse(listed.city.zone())
            .map_err(|error| AppError::Internal(format!("the zone of {}: {error}", listed.id)))?;
        Ok(Arc::new(Self {
            id: StoreId::new(listed.id),
            city: listed.city,
            name: listed.name,
            zone,
            guests: listed.guests,
            opened: listed.opened,
        }))
    }

    fn row(&self) -> StoreRow {
        StoreRow {
            name: Some(self.name.to_owned()),
            city: Some(self.city.name().to_owned()),
            country: Some("RU".to_owned()),
            time_zone: Some(self.zone.name().to_owned()),
        }
    }

    /// The instant at which this shop's clock shows a time.
    pub(super) fn instant(&self, date: LocalDate, time: LocalTime) -> Instant {
        self.zone.instant(date, time)
    }

    pub(super) fn offset_at(&self, at: Instant) -> UtcOffset {
        self.zone.offset_at(at)
    }

    /// What this shop's clock and calendar show.
    pub(super) fn local(&self, at: Instant) -> Local {
        self.zone.local(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_city_has_shops_from_the_first_day() {
        let chain = Chain::open().unwrap();
        let mut random = Random::of(1, 1);
        for city in [City::Kazan, City::Moscow, City::Ekaterinburg] {
            for _ in 0..100 {
                let shop = chain.in_city(city, 0, &mut random).unwrap();
                assert_eq!((shop.city, shop.opened), (city, 0));
            }
        }
        assert_eq!(chain.rows().len(), 12);
        assert_eq!(chain.first().unwrap().id.as_str(), "kazan-1");
    }

    #[test]
    fn shops_keep_their_own_time() {
        let chain = Chain::open().unwrap();
        let noon = |id: &str| {
            let shop = chain
                .shops
                .iter()
                .find(|shop| shop.id.as_str() == id)
                .unwrap();
            let at = shop.instant(LocalDate::new(2026, 3, 10).unwrap(), LocalTime::NOON);
            assert_eq!(shop.local(at).time, LocalTime::NOON);
            at.format_at(shop.offset_at(at))
        };
        assert_eq!(noon("kazan-1"), "2026-03-10T12:00:00+03:00");
        assert_eq!(noon("ekaterinburg-1"), "2026-03-10T12:00:00+05:00");
    }
}
