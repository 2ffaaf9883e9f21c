//! Which counters a program keeps.

use std::collections::BTreeSet;

use crate::challenge;
use crate::counter::{Counted, CounterKey, CounterRange};
use crate::name::RuleId;
use crate::program::{Keep, Limit, LimitPer, OfferShape, Program, TierPeriod, TierScheme, Upgrade};
use crate::tier::climb::{self, Part};
use crate::time::{Instant, LocalDate, Period};

/// Every counter a decision at this instant may read or move, in key order.
///
/// An event that is posted later than it happened, and a return, touch the counters of two instants: ask for each.
pub(crate) fn keys(program: &Program, at: Instant) -> Vec<CounterKey> {
    let today = program.zone.date(at);
    let tiers = program
        .schemes
        .iter()
        .flat_map(|scheme| tier_keys(scheme, today));
    let uses = program
        .limited_rules()
        .filter_map(|(rule, limit)| use_key(rule, limit, today));
    let paid = program.activities.iter().flat_map(|activity| {
        let (id, zone) = (&activity.id, &program.zone);
        let keys = activity.dividends().map(move |dividend| {
            [
                dividend.counter(id, at, zone),
                dividend.counter_before(id, at, zone),
            ]
        });
        keys.flatten()
    });
    let caps = program.activities.iter().filter_map(|activity| {
        let cap = activity.cap.as_ref()?;
        Some(cap.counter(at, &program.zone))
    });
    let transfers = program.transfers.iter();
    let transfers = transfers.flat_map(|rule| rule.counters(at, &program.zone));
    let numbers = program.needs.numbers.iter();
    let numbers = numbers.map(|period| CounterKey::purchases(*period, at, &program.zone));
    let referral = program.referral.as_ref().map(|_| CounterKey::referral());
    tiers
        .chain(referral)
        .chain(uses)
        .chain(offer_keys(program, at))
        .chain(caps)
        .chain(transfers)
        .chain(paid)
        .chain(numbers)
        .chain(challenge::keys(program, at))
        .chain(program.draws().into_iter().map(CounterKey::draws))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Every stock that a decision at this instant may read or move, in key order.
pub(crate) fn stocks(program: &Program, at: Instant) -> Vec<CounterKey> {
    let activities = program.activities.iter();
    let keys = activities.filter_map(|activity| {
        let stock = activity.stock?;
        Some(stock.counter(&activity.id, at, &program.zone))
    });
    let gifts = program.gifts.iter().filter_map(|gift| {
        let stock = gift.stock?;
        Some(stock.counter(&gift.id, at, &program.zone))
    });
    let keys: BTreeSet<CounterKey> = keys.chain(gifts).collect();
    keys.into_iter().collect()
}

/// Every stretch of counters that a decision at this instant reads.
pub(crate) fn ranges(program: &Program, at: Instant) -> Vec<CounterRange> {
    let today = program.zone.date(at);
    let schemes = program.schemes.iter();
    let ranges = schemes
        .flat_map(|scheme| parts(scheme).filter_map(move |part| climb::range(scheme, part, today)));
    ranges.chain(challenge::ranges(program, at)).collect()
}

fn parts(scheme: &TierScheme) -> impl Iterator<Item = Part> {
    let of_scheme = |part: &Part| *part == Part::First || scheme.or.is_some();
    Part::BOTH.into_iter().filter(of_scheme)
}

/// What steps and caps for each member count.
fn offer_keys(program: &Program, at: Instant) -> impl Iterator<Item = CounterKey> {
    let zone = &program.zone;
    let keys = program.offers.iter().map(move |offer| {
        let given = offer
            .max_per_member
            .map(|cap| cap.counter(&offer.id, at, zone));
        let bought = match &offer.shape {
            OfferShape::Steps(steps) => steps.counter(&offer.id, at, zone),
            _ => None,
        };
        [given, bought]
    });
    keys.flatten().flatten()
}

fn tier_keys(scheme: &TierScheme, today: LocalDate) -> Vec<CounterKey> {
    if scheme.membership().is_some() {
        return Vec::new();
    }
    let days: Vec<Option<LocalDate>> = match scheme.period {
        TierPeriod::Lifetime => vec![None],
        TierPeriod::Rolling(_) | TierPeriod::MembershipYear => Vec::new(),
        TierPeriod::Calendar(period) => {
            let start = period.start(today);
            let before = reads_the_ended_period(scheme).then(|| before(period, start));
            before.into_iter().chain([start]).map(Some).collect()
        }
    };
    let key = |part: Part| {
        let counted = part.counted(scheme);
        days.iter().map(move |period| CounterKey {
            counted: counted.clone(),
            period: *period,
        })
    };
    parts(scheme).flat_map(key).collect()
}

/// A level won at a period's end, or kept till one, is judged by the period that has ended.
fn reads_the_ended_period(scheme: &TierScheme) -> bool {
    scheme.upgrade == Upgrade::AtPeriodEnd || scheme.keep != Keep::Forever
}

/// First day of the period before the one that starts here.
fn before(period: Period, start: LocalDate) -> LocalDate {
    period.start(start.plus_days(-1))
}

/// `None` for a rolling limit: its uses are instants, not a count.
fn use_key(rule: &RuleId, limit: &Limit, today: LocalDate) -> Option<CounterKey> {
    let counted = Counted::Uses(rule.clone());
    match limit.per {
        LimitPer::Life => Some(CounterKey {
            counted,
            period: None,
        }),
        LimitPer::Calendar(period) => Some(CounterKey {
            counted,
            period: Some(period.start(today)),
        }),
        LimitPer::Rolling(_) => None,
    }
}

impl Program {
    /// Every rule with a limit.
    pub(crate) fn limited_rules(&self) -> impl Iterator<Item = (&RuleId, &Limit)> {
        let earn = self.earn.iter().map(|rule| (&rule.id, &rule.limit));
        let activities = self
            .activities
            .iter()
            .map(|activity| (activity.limited_as(), &activity.limit));
        let offers = self.offers.iter().map(|offer| (&offer.id, &offer.limit));
        let gifts = self.gifts.iter().map(|gift| (&gift.id, &gift.limit));
        let coupons = self
            .coupons
            .iter()
            .map(|series| (&series.id, &series.limit));
        earn.chain(activities)
            .chain(offers)
            .chain(gifts)
            .chain(coupons)
            .filter_map(|(id, limit)| Some((id, limit.as_ref()?)))
    }
}
