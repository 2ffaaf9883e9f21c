//! The business day of a store, which may end after midnight.

use super::date::LocalDate;
use super::instant::Instant;
use super::time_of_day::LocalTime;
use super::window::Window;
use super::zone::Zone;

/// The business day an instant belongs to, for a store whose days end at `day_ends`.
///
/// With `day_ends: 03:00` the day of Friday runs from Friday 03:00 to Saturday 03:00. A time after noon ends
/// the day on its own evening: with `22:00`, Friday's day runs from Thursday 22:00 to Friday 22:00.
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
