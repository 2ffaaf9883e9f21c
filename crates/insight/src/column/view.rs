//! A member of the columns, as the engine's evaluator reads it.

use std::ops::Range;

use regulars_engine::condition::{
    Dimension, LineRow, LineWhere, MemberWord, NameId, OutletWhere, View, WeekWhere,
};
use regulars_engine::member::{ConsentState, Value};
use regulars_engine::number::{Money, Points, Quantity};
use regulars_engine::stamp::Stamps;
use regulars_engine::time::{Instant, Local, LocalDate, Zone};

use super::dictionary::{Dictionary, Outlet};
use super::frame::{Clock, Frame};
use super::part::{Part, Person, Purchases};

/// A member as of an instant. Making one costs a few loads; it lends what it reads from the columns.
#[derive(Debug, Clone)]
pub struct ColumnView<'a> {
    frame: &'a Frame,
    words: &'a Dictionary,
    part: &'a Part,
    person: &'a Person,
    member: usize,
    /// The member's purchases in the part.
    bought: Range<usize>,
}

impl<'a> ColumnView<'a> {
    /// The n-th member of a part; `None` behind the last one.
    pub fn new(frame: &'a Frame, words: &'a Dictionary, part: &'a Part, n: usize) -> Option<Self> {
        Some(Self {
            frame,
            words,
            part,
            person: part.people.get(n)?,
            member: n,
            bought: part.purchases.of.range(n),
        })
    }

    /// Whether the member is one of those who are asked about: joined by then, and not blocked.
    pub fn counts(&self) -> bool {
        self.person.counts(self.frame.at)
    }

    /// Money paid up to the instant, net of returns.
    pub fn revenue(&self) -> Money {
        let times = self.purchase_times();
        let past = times.partition_point(|at| *at < self.frame.at);
        let paid = self.bought.start..self.bought.start + past;
        Money::from_minor(paid.map(|n| self.part.purchases.net.get(n)).sum())
    }

    /// Purchases up to the instant.
    pub fn purchases(&self) -> usize {
        self.purchase_times()
            .partition_point(|at| *at < self.frame.at)
    }

    fn outlet(&self, n: usize) -> Option<&'a Outlet> {
        let outlet = self.part.purchases.outlet.get(self.bought.start + n)?;
        self.words.outlet_at(outlet)
    }

    /// The clock at which the n-th purchase was made.
    fn purchase_clock(&self, n: usize) -> Option<&'a Clock> {
        let place = self.bought.start + n;
        clock_of(self.frame, self.words, &self.part.purchases, place)
    }

    /// The member's events in the part.
    fn done(&self) -> Range<usize> {
        self.part.events.of.range(self.member)
    }

    fn keyed<T: Copy>(&self, items: &[(u32, T)], key: &str) -> Option<T> {
        let mut items = items.iter();
        let found = items.find(|(known, _)| self.words.key_text(*known) == key);
        found.map(|(_, item)| *item)
    }
}

/// The clock at which the purchase at a place was made.
fn clock_of<'f>(
    frame: &'f Frame,
    words: &Dictionary,
    purchases: &Purchases,
    place: usize,
) -> Option<&'f Clock> {
    match frame.one_clock() {
        Some(clock) => Some(clock),
        None => {
            let outlet = words.outlet_at(purchases.outlet.get(place)?)?;
            Some(frame.clock(outlet.place.zone))
        }
    }
}

/// Whether a filter is about the hour of the purchase at a place; `None` if it has not been answered beforehand.
pub(crate) fn week_fits(
    frame: &Frame,
    words: &Dictionary,
    purchases: &Purchases,
    (filter, place): (&WeekWhere, usize),
) -> Option<bool> {
    let at = *purchases.at.get(place)?;
    let clock = clock_of(frame, words, purchases, place)?;
    filter.fits_at(at, clock.offset(at))
}

/// A name that may be missing as a list of names.
fn one(name: &NameId) -> &[NameId] {
    if *name == NameId::NONE {
        &[]
    } else {
        std::slice::from_ref(name)
    }
}

impl View for ColumnView<'_> {
    fn at(&self) -> Instant {
        self.frame.at
    }

    fn zone(&self) -> &Zone {
        &self.frame.zone
    }

    fn local(&self) -> &Local {
        &self.frame.local
    }

    fn registered_at(&self) -> Option<Instant> {
        (!self.person.blocked).then_some(self.person.registered_at)
    }

    fn rank(&self, scheme: usize) -> usize {
        let Some(scheme) = self.frame.schemes.get(scheme) else {
            return 0;
        };
        let mut held = self.part.tiers.of(self.member).iter();
        let held = held.rfind(|held| held.scheme == scheme.id && held.since <= self.frame.at);
        held.map_or(scheme.start, |held| scheme.rank(held.level))
    }

    fn words(&self, field: MemberWord) -> &[NameId] {
        let person = self.person;
        match field {
            MemberWord::FirstName => one(&person.first_name),
            MemberWord::LastName => one(&person.last_name),
            MemberWord::City => one(&person.city),
            MemberWord::Gender => one(&person.gender),
            MemberWord::Language => one(&person.language),
            MemberWord::Store => one(&person.store),
            MemberWord::Tags => self.part.tags.of(self.member),
        }
    }

    fn has_email(&self) -> bool {
        self.person.has_email
    }

    fn has_phone(&self) -> bool {
        self.person.has_phone
    }

    fn birth_date(&self) -> Option<LocalDate> {
        self.person.birth_date
    }

    fn date(&self, name: &str) -> Option<LocalDate> {
        self.keyed(self.part.dates.of(self.member), name)
    }

    fn attribute(&self, name: &str) -> Option<&Value> {
        let value = self.keyed(self.part.attributes.of(self.member), name)?;
        self.words.value_at(value)
    }

    fn consent(&self, channel: &str) -> Option<ConsentState> {
        self.keyed(self.part.consents.of(self.member), channel)
    }

    fn balance(&self, unit: usize) -> Points {
        let (Some(unit), at) = (self.frame.units.get(unit), self.frame.at) else {
            return Points::ZERO;
        };
        let lots = self.part.lots.of(self.member).iter();
        let counting = lots.filter(|lot| lot.unit == *unit && lot.from <= at && at < lot.to);
        Points::from_raw(counting.map(|lot| lot.points).sum())
    }

    fn last_purchase_at(&self) -> Option<Instant> {
        let times = self.purchase_times();
        times.iter().rfind(|at| **at < self.frame.at).copied()
    }

    fn stamps(&self) -> Stamps {
        self.person.stamps
    }

    fn changes_at(&self) -> Option<Instant> {
        let at = self.frame.at;
        let lots = self.part.lots.of(self.member).iter();
        let lots = lots.flat_map(|lot| [lot.from, lot.to]);
        let levels = self.part.tiers.of(self.member).iter();
        let levels = levels
            .flat_map(|held| [Some(held.since), held.until])
            .flatten();
        let to_come = self.purchase_times().iter().chain(self.event_times());
        let to_come = to_come.filter(|to_come| **to_come >= at);
        lots.chain(levels)
            .filter(|change| *change > at && *change < Instant::MAX)
            .chain(to_come.map(|to_come| to_come.plus_ms(1)))
            .min()
    }

    fn purchase_times(&self) -> &[Instant] {
        self.part.purchases.times(self.bought.clone())
    }

    fn purchase_amount(&self, n: usize) -> Money {
        Money::from_minor(self.part.purchases.net.get(self.bought.start + n))
    }

    fn purchase_word(&self, of: Dimension, n: usize) -> NameId {
        self.outlet(n)
            .map_or(NameId::NONE, |outlet| outlet.row().word(of))
    }

    fn purchase_local(&self, n: usize) -> Option<Local> {
        let at = *self.purchase_times().get(n)?;
        Some(Local::at_offset(at, self.purchase_clock(n)?.offset(at)))
    }

    fn outlet_fits(&self, filter: &OutletWhere, n: usize) -> bool {
        let outlet = self.part.purchases.outlet.get(self.bought.start + n);
        match filter.of_outlets().zip(outlet) {
            Some((known, outlet)) => known.get(outlet),
            None => filter.fits(|of| self.purchase_word(of, n)),
        }
    }

    fn week_fits(&self, filter: &WeekWhere, n: usize) -> bool {
        let place = self.bought.start + n;
        let known = week_fits(
            self.frame,
            self.words,
            &self.part.purchases,
            (filter, place),
        );
        known.unwrap_or_else(|| {
            let local = self.purchase_local(n);
            local.is_some_and(|local| filter.fits(&local))
        })
    }

    fn lines(&self, purchases: Range<usize>) -> Range<usize> {
        let (first, end) = (purchases.start, purchases.end);
        let lists = self.bought.start + first..self.bought.start + end;
        self.part.purchases.lines.ranges(lists)
    }

    fn line(&self, place: usize) -> LineRow<'_> {
        let lines = &self.part.purchases;
        let goods = lines
            .goods
            .get(place)
            .and_then(|goods| self.words.goods_at(goods));
        LineRow {
            quantity: Quantity::from_raw(lines.quantity.get(place)),
            amount: Money::from_minor(lines.amount.get(place)),
            ..goods.map(|goods| goods.row()).unwrap_or_default()
        }
    }

    fn lines_fitting<'v>(
        &'v self,
        filter: &'v LineWhere,
        places: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'v {
        let goods = &self.part.purchases.goods;
        let known = filter.of_goods();
        places.filter(move |place| match known {
            Some(known) => goods.get(*place).is_some_and(|goods| known.get(goods)),
            None => filter.fits(&self.line(*place)),
        })
    }

    fn event_times(&self) -> &[Instant] {
        self.part.events.at.get(self.done()).unwrap_or_default()
    }

    fn event_kind(&self, n: usize) -> NameId {
        let kind = self.part.events.kind.get(self.done().start + n);
        kind.copied().unwrap_or_default()
    }

    fn event_property(&self, n: usize, name: &str) -> Option<&Value> {
        let properties = self.part.events.properties.of(self.done().start + n);
        self.words.value_at(self.keyed(properties, name)?)
    }
}
