//! Whether a condition holds. The one evaluator: tills, segments and campaigns all ask here.

use super::leaf::{
    AgoTest, Condition, EventTest, Test, Threshold, TierTest, TimeTest, ValueTest, WindowTest,
    YearlyDate, YearlyTest, whole,
};
use super::line::BasketFacts;
use super::past::{favourite_is, purchases_hold};
use super::view::View;
use crate::member::Value;
use crate::name::LaneId;
use crate::number::Money;
use crate::stamp::Stamps;
use crate::time::{Instant, LocalDate, within_anniversary};

/// Whether the condition holds.
pub fn holds(condition: &Condition, view: &impl View) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Never => false,
        Condition::All(parts) => parts.iter().all(|part| holds(part, view)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, view)),
        Condition::Not(not) => !holds(&not.inner, view),
        Condition::Segment(segment) => view.is_known() && holds(&segment.when, view),
        Condition::Leaf(leaf) => test_holds(&leaf.test, view),
    }
}

pub(super) fn test_holds(test: &Test, view: &impl View) -> bool {
    match test {
        Test::BasketTotal(threshold, range) => {
            basket_total(threshold, view).is_some_and(|total| range.contains(total.minor()))
        }
        Test::BasketLines(test) => view
            .basket()
            .is_some_and(|basket| test.range.contains(test.measured(basket))),
        Test::BasketStore(words) => view
            .basket()
            .is_some_and(|basket| words.holds_one(basket.store)),
        Test::BasketChannel(words) => view
            .basket()
            .is_some_and(|basket| words.holds_one(basket.channel)),
        Test::BasketPayment(words) => view.basket().is_some_and(|basket| {
            let paid = &basket.payments;
            let known = !paid.is_empty() && basket.is_covered();
            known && paid.iter().all(|method| words.holds_one(*method))
        }),
        Test::Number(test) => view
            .basket()
            .and_then(|_| view.purchase_number(test.per))
            .is_some_and(|number| test.holds(number)),
        Test::Coupon(codes) => view
            .basket()
            .is_some_and(|basket| basket.coupons.iter().any(|code| codes.contains(*code))),
        Test::Time(time) => time_holds(time, view),
        Test::ThisEvent(tests) => view
            .event()
            .is_some_and(|event| properties_hold(tests, |name| event.properties.get(name))),
        Test::Known(yes) => view.is_known() == *yes,
        about_member => view.is_known() && member_holds(about_member, view),
    }
}

/// Leaves about an identified buyer.
fn member_holds(test: &Test, view: &impl View) -> bool {
    match test {
        Test::Saved(segment) => view.is_in_saved(segment),
        Test::Tier(tier) => tier_holds(tier, view),
        Test::Word(word, test) => test.holds(view.words(*word)),
        Test::HasEmail(present) => view.has_email() == *present,
        Test::HasPhone(present) => view.has_phone() == *present,
        Test::Yearly(date, test) => yearly_holds(date, test, view),
        Test::Age(range) => age(view).is_some_and(|age| range.contains(age)),
        Test::Attribute(name, test) => test.holds(view.attribute(name)),
        Test::Registered(ago) => view
            .registered_at()
            .is_some_and(|at| ago_holds(ago, at, view)),
        Test::Purchases(test) => purchases_hold(test, view),
        Test::LastPurchase(ago) => view
            .last_purchase_at()
            .is_some_and(|at| ago_holds(ago, at, view)),
        Test::NeverBought(never) => view.last_purchase_at().is_none() == *never,
        Test::Favourite { of, is, window } => favourite_is(*of, is, window, view),
        Test::Balance(unit, range) => range.contains(view.balance(*unit).raw()),
        Test::Events(test) => test.count.contains(event_count(test, view)),
        Test::Consent(channel, state) => view.consent(channel) == *state,
        stamp if stamp.reads_stamps() => stamp_holds(stamp, view),
        _ => false,
    }
}

/// Whether what is written down about a member is as asked; what is not written down is not.
fn stamp_holds(test: &Test, view: &impl View) -> bool {
    let stamps = view.stamps();
    let holds = match test {
        Test::Rfm(cells) => stamps.rfm.map(|marks| cells.contains(marks)),
        Test::Stage(stages) => stamps.stage.map(|stage| stages.contains(&stage)),
        Test::Value(range) => stamps
            .worth
            .map(|worth| range.contains(worth.value.minor())),
        Test::Top(share) => stamps.worth.map(|worth| worth.top.raw() <= *share),
        Test::Alive(range) => stamps.alive.map(|share| range.contains(share.raw())),
        Test::ExpectedPurchases(range) => stamps
            .purchases
            .map(|purchases| range.contains(purchases.hundredths().into())),
        Test::NextPurchase(days) => stamps
            .next_purchase
            .map(|day| days.contains(days_since(day, view)) && !has_come(day, view)),
        _ => None,
    };
    holds.unwrap_or_default()
}

/// Local days since a day, or below zero until it.
fn days_since(day: LocalDate, view: &impl View) -> i64 {
    view.local().date.days_since(day).into()
}

/// Whether the purchase that was expected by a day is the last one: until analytics look again, nothing is foretold of
/// another. A day that is written down always lies after the last purchase that was seen.
fn has_come(day: LocalDate, view: &impl View) -> bool {
    let from = view.zone().start_of_day(day);
    view.last_purchase_at().is_some_and(|last| last >= from)
}

/// Whether the stamp that a test reads is there.
pub(super) fn has_stamp(test: &Test, stamps: Stamps) -> bool {
    match test {
        Test::Rfm(_) => stamps.rfm.is_some(),
        Test::Stage(_) => stamps.stage.is_some(),
        Test::Value(_) | Test::Top(_) => stamps.worth.is_some(),
        Test::Alive(_) => stamps.alive.is_some(),
        Test::ExpectedPurchases(_) => stamps.purchases.is_some(),
        Test::NextPurchase(_) => stamps.next_purchase.is_some(),
        _ => true,
    }
}

fn tier_holds(test: &TierTest, view: &impl View) -> bool {
    let rank = view.rank(test.scheme);
    test.accepted.get(rank).copied().unwrap_or_default()
}

fn yearly_holds(date: &YearlyDate, test: &YearlyTest, view: &impl View) -> bool {
    let date = match date {
        YearlyDate::Birth => view.birth_date(),
        YearlyDate::Named(name) => view.date(name),
    };
    let Some(date) = date else { return false };
    let today = view.local().date;
    match test {
        YearlyTest::Around { before, after } => within_anniversary(date, today, *before, *after),
        YearlyTest::Month(months) => months.contains(&date.month()),
        YearlyTest::ThisMonth => date.month() == today.month(),
    }
}

/// Whole years since birth; who was born on 29 February is a year older on 28 February of a common year.
fn age(view: &impl View) -> Option<i64> {
    let (born, today) = (view.birth_date()?, view.local().date);
    let had_birthday = crate::time::anniversary(born, today.year()) <= today;
    Some(i64::from(today.year() - born.year()) - i64::from(!had_birthday))
}

/// Whether something that happened then is as long ago as asked. What is yet to come is not.
fn ago_holds(ago: &AgoTest, happened_at: Instant, view: &impl View) -> bool {
    match ago {
        AgoTest::Within(window) => window.at(view.at(), view.zone()).contains(happened_at),
        AgoTest::Days(range) => {
            happened_at <= view.at() && range.contains(view.at().ms_since(happened_at))
        }
    }
}

fn event_count(test: &EventTest, view: &impl View) -> i64 {
    let window = places_in(view.event_times(), &test.window, view);
    let counts = |n: &usize| {
        view.event_kind(*n) == test.kind
            && properties_hold(&test.filter, |name| view.event_property(*n, name))
    };
    whole(window.filter(counts).count())
}

fn properties_hold<'a>(
    tests: &[(String, ValueTest)],
    property: impl Fn(&str) -> Option<&'a Value>,
) -> bool {
    tests.iter().all(|(name, test)| test.holds(property(name)))
}

/// Places of the instants inside a window, of a column that is sorted by time.
pub(super) fn places_in(
    column: &[Instant],
    window: &WindowTest,
    view: &impl View,
) -> std::ops::Range<usize> {
    let window = window.at(view.at(), view.zone());
    let end = before(column, window.to);
    let first = before(column.get(..end).unwrap_or_default(), window.from);
    first..end
}

/// How many instants of a sorted column lie before one. Most windows end now and are short or have no beginning, so the
/// ends are looked at first.
fn before(column: &[Instant], bound: Instant) -> usize {
    if column.first().is_none_or(|first| *first >= bound) {
        return 0;
    }
    let mut tail = 1;
    while let Some(place) = column.len().checked_sub(tail) {
        if column.get(place).is_some_and(|at| *at < bound) {
            let later = column.get(place..).unwrap_or_default();
            return place + later.partition_point(|at| *at < bound);
        }
        tail *= 2;
    }
    column.partition_point(|at| *at < bound)
}

pub(super) fn basket_total(threshold: &Threshold, view: &impl View) -> Option<Money> {
    let basket = view.basket()?;
    match threshold {
        Threshold::BeforeDiscounts => Some(basket.before_discounts),
        Threshold::Final => Some(basket.now()),
        Threshold::After(lane) => after(basket, lane),
    }
}

/// The sum after a lane; `None` as long as the lane is not done.
fn after(basket: &BasketFacts, lane: &LaneId) -> Option<Money> {
    basket
        .after
        .iter()
        .find(|(done, _)| done == lane)
        .map(|(_, total)| *total)
}

fn time_holds(test: &TimeTest, view: &impl View) -> bool {
    let local = view.local();
    test.fixed.contains(view.at())
        && test.week.as_ref().is_none_or(|week| week.contains(local))
        && (test.months.is_empty() || test.months.contains(&local.date.month()))
        && test.dates.is_none_or(|dates| dates.contains(local.date))
}
