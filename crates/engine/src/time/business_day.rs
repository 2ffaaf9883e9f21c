//! The business day of a store, which may end after midnight.

use super::date::LocalDate;
use super::instant::Instant;
use super::time_of_day::LocalTime;
use super::window::Window;
use super::zone::Zone;

/// The business day an instant belongs to, for a store whose days end at `day_ends`.
///
/// With `day_ends: 03:00` the day of Friday runs from Friday 03:00 to Saturday 03:00. A time after
/// noon ends the day on its own evening: with `22:00`, Friday's day runs from Thursday 22:00 to
/// Friday 22:00.
pub fn business_day(at: Instant, zone: &Zone, day_ends: LocalTime) -> LocalDate {
    let today = zone.date(at);
    let nearby = [today.plus_days(1), today];
    let begun = nearby
        .into_iter()
        .find(|day| start(*day, zone, day_ends) <= at);
    begun.unwrap_or_else(|| today.plus_days(-1))
}

/// The window of a business day.
pub fn business_day_window(day: LocalDate, zone: &Zone, day_ends: LocalTime) -> Window {
    Window {
        from: start(day, zone, day_ends),
        to: start(day.plus_days(1), zone, day_ends),
    }
}

/// True if two instants belong to the same business day: a purchase can be voided within it.
pub fn same_business_day(one: Instant, other: Instant, zone: &Zone, day_ends: LocalTime) -> bool {
    business_day(one, zone, day_ends) == business_day(other, zone, day_ends)
}

/// A business day starts where the one before it ends.
fn start(day: LocalDate, zone: &Zone, day_ends: LocalTime) -> Instant {
    let date = if day_ends > LocalTime::NOON {
        day.plus_days(-1)
    } else {
        day
    };
    zone.instant(date, day_ends)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(name: &str, day_ends: &str, at: &str, expected: &str) {
        let zone = Zone::parse(name).unwrap();
        let (day_ends, at) = (day_ends.parse().unwrap(), zone.parse_instant(at).unwrap());
        let day = business_day(at, &zone, day_ends);
        assert_eq!(
            day.to_string(),
            expected,
            "{at} with days that end at {day_ends}"
        );
        assert!(business_day_window(day, &zone, day_ends).contains(at));
    }

    #[test]
    fn a_day_may_end_after_midnight_or_in_the_evening() {
        let moscow = "Europe/Moscow";
        check(moscow, "03:00", "2026-03-06T12:00", "2026-03-06");
        check(moscow, "03:00", "2026-03-07T02:59:59", "2026-03-06");
        check(moscow, "03:00", "2026-03-07T03:00", "2026-03-07");
        check(moscow, "00:00", "2026-03-07T00:00", "2026-03-07");
        check(moscow, "24:00", "2026-03-07T00:00", "2026-03-07");
        check(moscow, "22:00", "2026-03-06T21:59", "2026-03-06");
        check(moscow, "22:00", "2026-03-06T22:00", "2026-03-07");
    }

    #[test]
    fn clock_changes_move_no_purchase_to_another_day() {
        check("Europe/Berlin", "02:30", "2026-03-29T01:59", "2026-03-28");
        check("Europe/Berlin", "02:30", "2026-03-29T03:00", "2026-03-29");
        // 02:15 comes twice; the day ended at the first 02:30.
        check(
            "Europe/Berlin",
            "02:30",
            "2026-10-25T00:15:00Z",
            "2026-10-24",
        );
        check(
            "Europe/Berlin",
            "02:30",
            "2026-10-25T01:15:00Z",
            "2026-10-25",
        );
        check(
            "America/Sao_Paulo",
            "00:00",
            "2018-11-04T01:00",
            "2018-11-04",
        );
    }

    #[test]
    fn a_purchase_and_its_void_share_the_day() {
        let zone = Zone::parse("Europe/Moscow").unwrap();
        let at = |text: &str| zone.parse_local(text).unwrap();
        let day_ends = "03:00".parse().unwrap();
        assert!(same_business_day(
            at("2026-03-06T23:00"),
            at("2026-03-07T02:00"),
            &zone,
            day_ends
        ));
        assert!(!same_business_day(
            at("2026-03-06T23:00"),
            at("2026-03-07T03:00"),
            &zone,
            day_ends
        ));
    }

    proptest! {
        #[test]
        fn every_instant_lies_in_its_day(
            ms in 0_i64..4_000_000_000_000,
            ends in 0..=86_400_000,
            name in prop::sample::select(vec!["America/Sao_Paulo", "Asia/Beirut", "America/St_Johns"]),
        ) {
            let (at, day_ends) = (Instant::from_ms(ms), LocalTime::from_ms(ends));
            let zone = Zone::parse(name).unwrap();
            let day = business_day(at, &zone, day_ends);
            prop_assert!(business_day_window(day, &zone, day_ends).contains(at));
        }
    }
}
