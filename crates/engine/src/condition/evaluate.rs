//! Whether a condition holds. The one evaluator: tills, segments and campaigns all ask here.

use super::leaf::{
    AgoTest, Condition, EventTest, Test, Threshold, TierTest, TimeTest, ValueTest, WindowTest,
    YearlyDate, YearlyTest, whole,
};
use super::line::BasketFacts;
use super::past::{favourite_is, purchases_hold};
use super::view::{MemberFacts, MemberView};
use crate::member::Value;
use crate::name::LaneId;
use crate::number::{Money, Points};
use crate::time::{Instant, Window, within_anniversary};

/// Whether the condition holds.
pub fn holds(condition: &Condition, view: &MemberView<'_>) -> bool {
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

pub(super) fn test_holds(test: &Test, view: &MemberView<'_>) -> bool {
    match test {
        Test::BasketTotal(threshold, range) => {
            basket_total(threshold, view).is_some_and(|total| range.contains(total.minor()))
        }
        Test::BasketLines(test) => view
            .basket
            .is_some_and(|basket| test.range.contains(test.measured(basket))),
        Test::BasketStore(words) => view
            .basket
            .is_some_and(|basket| words.holds_one(basket.store)),
        Test::BasketChannel(words) => view
            .basket
            .is_some_and(|basket| words.holds_one(basket.channel)),
        Test::Coupon(codes) => view
            .basket
            .is_some_and(|basket| basket.coupons.iter().any(|code| codes.contains(*code))),
        Test::Time(time) => time_holds(time, view.member),
        Test::ThisEvent(tests) => view
            .event
            .is_some_and(|event| properties_hold(tests, &event.properties)),
        Test::Known(yes) => view.is_known() == *yes,
        Test::Stamp => false,
        about_member => view.is_known() && member_holds(about_member, view),
    }
}

/// Leaves about an identified buyer.
fn member_holds(test: &Test, view: &MemberView<'_>) -> bool {
    let member = view.member;
    match test {
        Test::Tier(tier) => tier_holds(tier, member),
        Test::Word(word, test) => test.holds(member.word(*word)),
        Test::HasEmail(present) => member.profile.email.is_some() == *present,
        Test::HasPhone(present) => member.profile.phone.is_some() == *present,
        Test::Yearly(date, test) => yearly_holds(date, test, member),
        Test::Age(range) => age(member).is_some_and(|age| range.contains(age)),
        Test::Attribute(name, test) => test.holds(member.profile.attributes.get(name)),
        Test::Registered(ago) => member
            .registered_at
            .is_some_and(|at| ago_holds(ago, at, member)),
        Test::Purchases(test) => purchases_hold(test, view),
        Test::LastPurchase(ago) => member
            .last_purchase_at
            .is_some_and(|at| ago_holds(ago, at, member)),
        Test::NeverBought(never) => member.last_purchase_at.is_none() == *never,
        Test::Favourite { of, is, within } => favourite_is(*of, is, *within, view),
        Test::Balance(unit, range) => range.contains(balance(*unit, member).raw()),
        Test::Events(test) => test.count.contains(event_count(test, view)),
        Test::Consent(channel, state) => {
            member
                .profile
                .consents
                .get(channel)
                .map(|consent| consent.state)
                == *state
        }
        _ => false,
    }
}

fn tier_holds(test: &TierTest, member: &MemberFacts) -> bool {
    let rank = member.ranks.get(test.scheme).copied().unwrap_or_default();
    test.accepted.get(rank).copied().unwrap_or_default()
}

fn yearly_holds(date: &YearlyDate, test: &YearlyTest, member: &MemberFacts) -> bool {
    let date = match date {
        YearlyDate::Birth => member.profile.birth_date,
        YearlyDate::Named(name) => member.profile.dates.get(name).copied(),
    };
    let Some(date) = date else { return false };
    let today = member.local.date;
    match test {
        YearlyTest::Around { before, after } => within_anniversary(date, today, *before, *after),
        YearlyTest::Month(months) => months.contains(&date.month()),
        YearlyTest::ThisMonth => date.month() == today.month(),
    }
}

/// Whole years since birth; who was born on 29 February is a year older on 28 February of a common year.
fn age(member: &MemberFacts) -> Option<i64> {
    let (born, today) = (member.profile.birth_date?, member.local.date);
    let had_birthday = crate::time::anniversary(born, today.year()) <= today;
    Some(i64::from(today.year() - born.year()) - i64::from(!had_birthday))
}

/// Whether something that happened then is as long ago as asked. What is yet to come is not.
fn ago_holds(ago: &AgoTest, happened_at: Instant, member: &MemberFacts) -> bool {
    match ago {
        AgoTest::Within(span) => Window::last(*span, member.at, &member.zone).contains(happened_at),
        AgoTest::Days(range) => {
            happened_at <= member.at && range.contains(member.at.ms_since(happened_at))
        }
    }
}

pub(super) fn balance(unit: usize, member: &MemberFacts) -> Points {
    member.balances.get(unit).copied().unwrap_or_default()
}

fn event_count(test: &EventTest, view: &MemberView<'_>) -> i64 {
    let events = view.events;
    let window = places_in(events.at, &test.window, view.member);
    let counts = |n: &usize| {
        events.kind.get(*n) == Some(&test.kind)
            && events
                .event
                .get(*n)
                .is_some_and(|event| properties_hold(&test.filter, &event.properties))
    };
    whole(window.filter(counts).count())
}

fn properties_hold(
    tests: &[(String, ValueTest)],
    properties: &std::collections::BTreeMap<String, Value>,
) -> bool {
    tests
        .iter()
        .all(|(name, test)| test.holds(properties.get(name)))
}

/// Places of the instants inside a window, of a column that is sorted by time.
pub(super) fn places_in(
    column: &[Instant],
    window: &WindowTest,
    member: &MemberFacts,
) -> std::ops::Range<usize> {
    let window = window.at(member.at, &member.zone);
    let first = column.partition_point(|at| *at < window.from);
    let end = column.partition_point(|at| *at < window.to);
    first..end.max(first)
}

pub(super) fn basket_total(threshold: &Threshold, view: &MemberView<'_>) -> Option<Money> {
    let basket = view.basket?;
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

fn time_holds(test: &TimeTest, member: &MemberFacts) -> bool {
    let local = &member.local;
    test.fixed.contains(member.at)
        && test.week.as_ref().is_none_or(|week| week.contains(local))
        && (test.months.is_empty() || test.months.contains(&local.date.month()))
        && test.dates.is_none_or(|dates| dates.contains(local.date))
}
