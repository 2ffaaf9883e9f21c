//! When a condition could change by time alone.

use super::leaf::{AgoTest, Condition, Test, TimeTest, WindowTest, YearlyTest};
use super::range::Range;
use super::view::View;
use crate::time::{Instant, LocalDate, LocalTime, Span, UtcOffset, Zone};

/// The first instant after the view's own at which the condition could answer otherwise although nothing new
/// happens; `None` if never. It may be too early, never too late.
pub fn next_change_at(condition: &Condition, view: &impl View) -> Option<Instant> {
    let own = own_change(condition, view);
    own.into_iter()
        .chain(view.changes_at())
        .filter(|at| *at > view.at())
        .min()
}

fn own_change(condition: &Condition, view: &impl View) -> Option<Instant> {
    match condition {
        Condition::Always | Condition::Never => None,
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().filter_map(|part| own_change(part, view)).min()
        }
        Condition::Not(not) => own_change(&not.inner, view),
        Condition::Segment(segment) => own_change(&segment.when, view),
        Condition::Leaf(leaf) => test_changes(&leaf.test, view),
    }
}

fn test_changes(test: &Test, view: &impl View) -> Option<Instant> {
    match test {
        Test::Yearly(_, YearlyTest::Around { .. } | YearlyTest::ThisMonth) | Test::Age(_) => {
            Some(next_day(view.at(), view.zone()))
        }
        Test::Registered(ago) => ago_changes(ago, view.registered_at()?, view),
        Test::LastPurchase(ago) => ago_changes(ago, view.last_purchase_at()?, view),
        Test::Purchases(test) => window_changes(&test.window, view.purchase_times(), view),
        Test::Favourite { window, .. } => window_changes(window, view.purchase_times(), view),
        Test::Events(test) => window_changes(&test.window, view.event_times(), view),
        Test::Time(test) => time_changes(test, view),
        Test::NextPurchase(days) => days_change(days, view.stamps().next_purchase?, view),
        _ => None,
    }
}

fn ago_changes(ago: &AgoTest, happened_at: Instant, view: &impl View) -> Option<Instant> {
    match ago {
        AgoTest::Within(window) => leaves(window.within?, happened_at, view),
        AgoTest::Days(range) => crosses(range, happened_at, view.at()),
    }
}

/// When the time since something comes to an end of a range, or steps over it.
fn crosses(range: &Range, happened_at: Instant, now: Instant) -> Option<Instant> {
    let ends = [range.lower, range.upper].into_iter().flatten();
    let instants = ends.flat_map(|end| {
        let reached = happened_at.plus_ms(end.value);
        [reached, reached.plus_ms(1)]
    });
    instants.filter(|at| *at > now).min()
}

/// When something of a column could leave the window, or come back into it.
fn window_changes(test: &WindowTest, column: &[Instant], view: &impl View) -> Option<Instant> {
    let span = test.within?;
    let candidates = column.iter().filter(|at| test.fixed.contains(**at));
    candidates.filter_map(|at| leaves(span, *at, view)).min()
}

/// When something could leave a window of this length, or come back into it.
///
/// The start of a window that is counted in local days or months does not move evenly: it waits for midnight, and
/// goes back where a month is shorter. So such a window may change with every local day, as long as what happened
/// is not out of its reach for good.
fn leaves(span: Span, happened_at: Instant, view: &impl View) -> Option<Instant> {
    let (now, zone) = (view.at(), view.zone());
    if happened_at >= now {
        // A window ends where it is looked through: what happens now is in it from the next instant on.
        return Some(happened_at.plus_ms(1));
    }
    let end = span.after(happened_at, zone);
    if matches!(span, Span::Minutes(_) | Span::Hours(_) | Span::Days(_)) {
        return Some(end.plus_ms(1)).filter(|at| *at > now);
    }
    if now > end.plus_ms(SLACK_MS) {
        return None;
    }
    let next = match span {
        Span::LocalDays(_) => next_day(now, zone),
        _ => same_time(now, happened_at, zone).min(next_day(now, zone)),
    };
    Some(next.max(end.plus_ms(-SLACK_MS)))
}

/// Just after wall clocks show the time at which something happened, if that is still to come today. Where clocks change
/// today, they may show it twice; where they changed on the day it happened, the time may be read two ways, and a window's
/// start may jump over it at a quarter of an hour.
fn same_time(now: Instant, happened_at: Instant, zone: &Zone) -> Instant {
    let today = zone.date(now);
    let then = offsets(zone.date(happened_at), zone);
    let by_clock = then.into_iter().flat_map(|offset| {
        let (_, time) = happened_at.wall_clock(offset);
        offsets(today, zone).map(|offset| just_after(today, time, offset))
    });
    let by_quarter = (then[0] != then[1]).then(|| {
        let quarter = next_quarter(now.plus_ms(-1));
        [next_quarter(now), quarter.plus_ms(1)]
    });
    let instants = by_clock.chain(by_quarter.into_iter().flatten());
    instants
        .filter(|at| *at > now)
        .min()
        .unwrap_or(Instant::MAX)
}

fn just_after(date: LocalDate, time: LocalTime, offset: UtcOffset) -> Instant {
    Instant::from_wall_clock(date, time, offset).plus_ms(1)
}

/// How far clocks are from UTC where a day begins and where it ends.
fn offsets(date: LocalDate, zone: &Zone) -> [UtcOffset; 2] {
    let day = zone.day(date);
    [zone.offset_at(day.from), zone.offset_at(day.to)]
}

/// When the local days since a day come into a range, or leave it.
///
/// Clocks that are set back may show a day twice, and a date line that is crossed leaves one out or repeats it: near a day on
/// which the answer turns every local day is looked at, and one that is far off is waited for until two days before.
fn days_change(days: &Range, day: LocalDate, view: &impl View) -> Option<Instant> {
    let (now, zone, today) = (view.at(), view.zone(), view.local().date);
    let (first, last) = days.ends()?;
    let turns = [first, last.saturating_add(1)].into_iter();
    let turns = turns.filter_map(|days| Some(day.plus_days(i32::try_from(days).ok()?)));
    let ahead = turns.filter(|turn| today <= turn.plus_days(1));
    let looks = ahead.map(|turn| {
        let tomorrow = next_day(now, zone);
        match turn.plus_days(-2) {
            eve if today < eve => zone.start_of_day(eve).max(tomorrow),
            _ => tomorrow,
        }
    });
    looks.min()
}

/// How far the end of a window of months or local days can lie from the plain count: the days by which months
/// differ, twice, and a day for clocks.
const SLACK_MS: i64 = 8 * 86_400_000;

fn time_changes(test: &TimeTest, view: &impl View) -> Option<Instant> {
    let (now, zone) = (view.at(), view.zone());
    if now >= test.fixed.to {
        return None;
    }
    if now < test.fixed.from {
        return Some(test.fixed.from);
    }
    let end = Some(test.fixed.to).filter(|to| *to < Instant::MAX);
    let by_calendar = test.week.is_some() || !test.months.is_empty() || test.dates.is_some();
    let hours = test.week.as_ref().and_then(|week| week.hours);
    let next = by_calendar.then(|| next_local(now, zone, hours));
    end.into_iter().chain(next).min()
}

/// The first instant of the next local day, or an earlier one if clocks change before it.
fn next_day(now: Instant, zone: &Zone) -> Instant {
    next_local(now, zone, None)
}

/// The next instant at which wall clocks show midnight or one of the hours. On a day on which clocks change, the
/// next quarter of an hour: clocks change on quarters.
fn next_local(now: Instant, zone: &Zone, hours: Option<(LocalTime, LocalTime)>) -> Instant {
    let today = zone.date(now);
    let midnight = zone.end_of_day(today);
    if zone.offset_at(now) != zone.offset_at(midnight) || midnight <= now {
        return next_quarter(now);
    }
    let times = hours.map_or_else(Vec::new, |(from, to)| vec![from, to]);
    let shown = times.into_iter().map(|time| zone.instant(today, time));
    shown.filter(|at| *at > now).fold(midnight, Instant::min)
}

/// The next quarter of an hour.
fn next_quarter(now: Instant) -> Instant {
    const QUARTER_MS: i64 = 15 * 60_000;
    Instant::from_ms((now.ms().div_euclid(QUARTER_MS) + 1) * QUARTER_MS)
}
