//! The view of a loaded situation: columns of one member, made once per decision, and a view that borrows them.

use std::ops::Range;

use super::file::MemberWord;
use super::leaf::one;
use super::line::{BasketFacts, DEFAULT_CHANNEL, LineRow};
use super::names::{NameId, NameReader, Names};
use super::view::View;
use super::written::Dimension;
use crate::counter::CounterKey;
use crate::decision::When;
use crate::event::Custom;
use crate::member::{ConsentState, Gender, Profile, Value};
use crate::name::{SegmentId, Sku, StoreId, UnitId};
use crate::number::{Money, Points, Quantity};
use crate::points::{LotNumber, LotState, Wallet};
use crate::program::{Program, TierScheme, Unit};
use crate::situation::{PastEvent, PastLine, PastPurchase, Situation};
use crate::stamp::Stamps;
use crate::time::{Instant, Local, LocalDate, Period, Zone};

/// What conditions read of a member: owned columns made once per decision.
#[derive(Debug, Clone)]
pub struct MemberColumns {
    member: MemberFacts,
    purchases: PurchaseColumns,
    events: EventColumns,
}

/// Facts of a member that are one each.
#[derive(Debug, Clone)]
struct MemberFacts {
    /// The instant of the event: the past ends here.
    at: Instant,
    /// Whose days and hours count.
    zone: Zone,
    /// What the wall clock shows.
    local: Local,
    /// When the member joined; `None` for an unidentified buyer.
    registered_at: Option<Instant>,
    profile: Profile,
    words: ProfileWords,
    /// Rank by scheme of the program: 0 for no level, 1 for the lowest.
    ranks: Vec<usize>,
    /// Units of the program.
    units: Vec<UnitId>,
    /// Active points less debt, by unit of the program.
    balances: Vec<Points>,
    last_purchase_at: Option<Instant>,
    stamps: Stamps,
    saved: Vec<SegmentId>,
    /// Purchases before this one, by the period they are counted in.
    bought: Vec<(Option<Period>, i64)>,
    /// When one of these facts changes by itself: a lot, a level, a purchase that is not yet past.
    changes_at: Option<Instant>,
}

/// Words of the profile as conditions compare them.
#[derive(Debug, Clone, Default)]
struct ProfileWords {
    first_name: NameId,
    last_name: NameId,
    city: NameId,
    gender: NameId,
    language: NameId,
    store: NameId,
    tags: Vec<NameId>,
}

/// Past purchases, oldest first, column by column. `first_line` has one entry more than there are purchases.
#[derive(Debug, Clone, Default)]
struct PurchaseColumns {
    at: Vec<Instant>,
    amount: Vec<Money>,
    store: Vec<NameId>,
    channel: Vec<NameId>,
    city: Vec<NameId>,
    country: Vec<NameId>,
    /// Place in `zones` of the zone whose wall clock counts.
    zone: Vec<usize>,
    first_line: Vec<usize>,
    lines: LineColumns,
    zones: Vec<Zone>,
}

/// Lines of past purchases, column by column. `first_category` has one entry more than there are lines.
#[derive(Debug, Clone, Default)]
struct LineColumns {
    sku: Vec<NameId>,
    brand: Vec<NameId>,
    first_category: Vec<usize>,
    category: Vec<NameId>,
    quantity: Vec<Quantity>,
    amount: Vec<Money>,
}

/// Past events, oldest first.
#[derive(Debug, Clone, Default)]
struct EventColumns {
    at: Vec<Instant>,
    kind: Vec<NameId>,
    event: Vec<PastEvent>,
}

/// A borrowed view of one member, optionally with a basket and an event.
#[derive(Debug, Clone, Copy)]
pub struct MemberView<'a> {
    member: &'a MemberFacts,
    purchases: Purchases<'a>,
    events: Events<'a>,
    basket: Option<&'a BasketFacts>,
    event: Option<&'a Custom>,
}

/// Slices of past purchases.
#[derive(Debug, Clone, Copy)]
struct Purchases<'a> {
    at: &'a [Instant],
    amount: &'a [Money],
    store: &'a [NameId],
    channel: &'a [NameId],
    city: &'a [NameId],
    country: &'a [NameId],
    zone: &'a [usize],
    zones: &'a [Zone],
    first_line: &'a [usize],
    lines: Lines<'a>,
}

/// Slices of lines of past purchases.
#[derive(Debug, Clone, Copy)]
struct Lines<'a> {
    sku: &'a [NameId],
    brand: &'a [NameId],
    first_category: &'a [usize],
    category: &'a [NameId],
    quantity: &'a [Quantity],
    amount: &'a [Money],
}

/// Slices of past events.
#[derive(Debug, Clone, Copy)]
struct Events<'a> {
    at: &'a [Instant],
    kind: &'a [NameId],
    event: &'a [PastEvent],
}

/// Purchases so far, in every period the program asks for.
fn bought(program: &Program, situation: &Situation, at: Instant) -> Vec<(Option<Period>, i64)> {
    let periods = program.needs.numbers.iter();
    let counted = periods.map(|period| {
        let key = CounterKey::purchases(*period, at, &program.zone);
        (*period, situation.counters.get(&key))
    });
    counted.collect()
}

impl<'a> Lines<'a> {
    fn row(&self, n: usize) -> Option<LineRow<'a>> {
        let categories = *self.first_category.get(n)?..*self.first_category.get(n + 1)?;
        Some(LineRow {
            sku: *self.sku.get(n)?,
            brand: *self.brand.get(n)?,
            category: self.category.get(categories)?,
            quantity: *self.quantity.get(n)?,
            amount: *self.amount.get(n)?,
            discounted: &[],
        })
    }
}

impl MemberColumns {
    /// Columns of a loaded situation, as of the event's instant. A blocked member is nobody.
    pub fn of(program: &Program, situation: &Situation, when: When) -> Self {
        let member = MemberFacts::of(program, situation, when);
        if member.registered_at.is_none() {
            return Self {
                member,
                purchases: PurchaseColumns::default(),
                events: EventColumns::default(),
            };
        }
        Self {
            member,
            purchases: PurchaseColumns::of(program, situation, when.at),
            events: EventColumns::of(&program.names, situation, when.at),
        }
    }

    /// A view without basket and event.
    pub fn view(&self) -> MemberView<'_> {
        let Self {
            member,
            purchases,
            events,
        } = self;
        MemberView {
            member,
            purchases: purchases.slices(),
            events: Events {
                at: &events.at,
                kind: &events.kind,
                event: &events.event,
            },
            basket: None,
            event: None,
        }
    }
}

impl<'a> MemberView<'a> {
    /// The same view with a basket.
    pub fn with_basket(self, basket: &'a BasketFacts) -> Self {
        Self {
            basket: Some(basket),
            ..self
        }
    }

    /// The same view with the event being decided.
    pub fn with_event(self, event: &'a Custom) -> Self {
        Self {
            event: Some(event),
            ..self
        }
    }

    /// The program's n-th unit.
    pub(super) fn unit(&self, n: usize) -> Option<&'a UnitId> {
        self.member.units.get(n)
    }
}

impl View for MemberView<'_> {
    fn at(&self) -> Instant {
        self.member.at
    }

    fn zone(&self) -> &Zone {
        &self.member.zone
    }

    fn local(&self) -> &Local {
        &self.member.local
    }

    fn registered_at(&self) -> Option<Instant> {
        self.member.registered_at
    }

    fn rank(&self, scheme: usize) -> usize {
        self.member.ranks.get(scheme).copied().unwrap_or_default()
    }

    fn words(&self, field: MemberWord) -> &[NameId] {
        self.member.words.of_field(field)
    }

    fn has_email(&self) -> bool {
        self.member.profile.email.is_some()
    }

    fn has_phone(&self) -> bool {
        self.member.profile.phone.is_some()
    }

    fn birth_date(&self) -> Option<LocalDate> {
        self.member.profile.birth_date
    }

    fn date(&self, name: &str) -> Option<LocalDate> {
        self.member.profile.dates.get(name).copied()
    }

    fn attribute(&self, name: &str) -> Option<&Value> {
        self.member.profile.attributes.get(name)
    }

    fn consent(&self, channel: &str) -> Option<ConsentState> {
        let consent = self.member.profile.consents.get(channel)?;
        Some(consent.state)
    }

    fn balance(&self, unit: usize) -> Points {
        self.member.balances.get(unit).copied().unwrap_or_default()
    }

    fn last_purchase_at(&self) -> Option<Instant> {
        self.member.last_purchase_at
    }

    fn stamps(&self) -> Stamps {
        self.member.stamps
    }

    fn is_in_saved(&self, segment: &SegmentId) -> bool {
        self.member.saved.contains(segment)
    }

    fn changes_at(&self) -> Option<Instant> {
        self.member.changes_at
    }

    fn purchase_times(&self) -> &[Instant] {
        self.purchases.at
    }

    fn purchase_amount(&self, n: usize) -> Money {
        self.purchases.amount.get(n).copied().unwrap_or_default()
    }

    fn purchase_word(&self, of: Dimension, n: usize) -> NameId {
        let column = match of {
            Dimension::Store => self.purchases.store,
            Dimension::Channel => self.purchases.channel,
            Dimension::City => self.purchases.city,
            Dimension::Country => self.purchases.country,
            Dimension::Day | Dimension::Sku | Dimension::Category | Dimension::Brand => &[],
        };
        column.get(n).copied().unwrap_or_default()
    }

    fn purchase_local(&self, n: usize) -> Option<Local> {
        let purchases = &self.purchases;
        let zone = purchases.zones.get(*purchases.zone.get(n)?)?;
        purchases.at.get(n).map(|at| zone.local(*at))
    }

    fn lines(&self, purchases: Range<usize>) -> Range<usize> {
        let first = |n: usize| self.purchases.first_line.get(n).copied();
        let first = |n: usize| first(n).unwrap_or_default();
        first(purchases.start)..first(purchases.end)
    }

    fn line(&self, place: usize) -> LineRow<'_> {
        self.purchases.lines.row(place).unwrap_or_default()
    }

    fn event_times(&self) -> &[Instant] {
        self.events.at
    }

    fn event_kind(&self, n: usize) -> NameId {
        self.events.kind.get(n).copied().unwrap_or_default()
    }

    fn event_property(&self, n: usize, name: &str) -> Option<&Value> {
        self.events.event.get(n)?.properties.get(name)
    }

    fn purchase_number(&self, per: Option<Period>) -> Option<i64> {
        let mut bought = self.member.bought.iter();
        let known = bought.find(|(period, _)| *period == per)?;
        Some(known.1.saturating_add(1))
    }

    fn basket(&self) -> Option<&BasketFacts> {
        self.basket
    }

    fn event(&self) -> Option<&Custom> {
        self.event
    }
}

impl MemberFacts {
    fn of(program: &Program, situation: &Situation, when: When) -> Self {
        let zone = situation
            .store
            .as_ref()
            .and_then(|place| place.zone.as_ref());
        let zone = zone
            .filter(|_| program.store_time)
            .unwrap_or(&program.zone)
            .clone();
        let member = situation.member.as_ref().filter(|member| !member.blocked);
        let nobody = Self {
            at: when.at,
            local: zone.local(when.at),
            zone,
            registered_at: None,
            profile: Profile::default(),
            words: ProfileWords::default(),
            ranks: vec![],
            units: vec![],
            balances: vec![],
            last_purchase_at: None,
            stamps: Stamps::default(),
            saved: vec![],
            bought: vec![],
            changes_at: None,
        };
        let Some(member) = member else { return nobody };
        Self {
            registered_at: Some(member.registered_at),
            stamps: situation.stamps,
            saved: situation.saved.clone(),
            bought: bought(program, situation, when.at),
            words: ProfileWords::of(&program.names, &member.profile),
            profile: member.profile.clone(),
            ranks: ranks(program, situation, when.at),
            units: program.units.iter().map(|unit| unit.id.clone()).collect(),
            balances: program
                .units
                .iter()
                .map(|unit| balance(&situation.wallet, unit, when.posted_at))
                .collect(),
            last_purchase_at: last_purchase(situation, when.at),
            changes_at: changes_at(situation, when),
            ..nobody
        }
    }
}

impl ProfileWords {
    fn of_field(&self, field: MemberWord) -> &[NameId] {
        match field {
            MemberWord::FirstName => one(&self.first_name),
            MemberWord::LastName => one(&self.last_name),
            MemberWord::City => one(&self.city),
            MemberWord::Gender => one(&self.gender),
            MemberWord::Language => one(&self.language),
            MemberWord::Store => one(&self.store),
            MemberWord::Tags => &self.tags,
        }
    }

    fn of(names: &Names, profile: &Profile) -> Self {
        Self {
            first_name: names.maybe(profile.first_name.as_deref()),
            last_name: names.maybe(profile.last_name.as_deref()),
            city: names.maybe(profile.city.as_deref()),
            gender: names.maybe(profile.gender.map(Gender::key)),
            language: names.maybe(profile.language.as_deref()),
            store: names.maybe(profile.store.as_ref().map(StoreId::as_str)),
            tags: profile.tags.iter().map(|tag| names.id(tag)).collect(),
        }
    }
}

/// Rank by scheme at an instant: 0 for no level, 1 for the lowest.
fn ranks(program: &Program, situation: &Situation, at: Instant) -> Vec<usize> {
    let rank = |scheme: &TierScheme| scheme.rank_at(situation, at).map_or(0, |place| place + 1);
    program.schemes.iter().map(rank).collect()
}

/// Active points less debt, what is due by now included. A lot that a live hold reserves has not expired.
fn balance(wallet: &Wallet, unit: &Unit, now: Instant) -> Points {
    let held = |lot: LotNumber| {
        let live = wallet.holds.iter().filter(|hold| hold.expires_at > now);
        live.flat_map(|hold| &hold.lots).any(|held| held.lot == lot)
    };
    let lots = wallet.lots.iter().filter(|lot| lot.unit == unit.id);
    let alive = lots.filter(|lot| {
        let active = lot.state == LotState::Active
            || (lot.state == LotState::Pending && lot.activates_at <= now);
        active && (lot.expires_at.is_none_or(|end| end > now) || held(lot.number))
    });
    let debts = wallet
        .debts
        .iter()
        .filter(|debt| debt.unit == unit.id)
        .map(|debt| debt.remaining);
    alive.map(|lot| lot.remaining).sum::<Points>() - debts.sum::<Points>()
}

/// The last purchase before an instant.
fn last_purchase(situation: &Situation, at: Instant) -> Option<Instant> {
    let in_history = situation.history.iter().map(|purchase| purchase.at);
    in_history
        .chain(situation.last_purchase_at)
        .filter(|bought_at| *bought_at < at)
        .max()
}

/// When a loaded fact changes by itself.
fn changes_at(situation: &Situation, when: When) -> Option<Instant> {
    let wallet = &situation.wallet;
    let filled = wallet.lots.iter().filter(|lot| !lot.remaining.is_zero());
    let lots = filled.flat_map(|lot| [Some(lot.activates_at), lot.expires_at]);
    let holds = wallet.holds.iter().map(|hold| Some(hold.expires_at));
    let posted = lots
        .chain(holds)
        .flatten()
        .filter(|at| *at > when.posted_at);
    let levels = situation
        .tiers
        .values()
        .filter_map(|tier| tier.until)
        .filter(|at| *at > when.at);
    let bought = situation.history.iter().map(|purchase| purchase.at);
    let done = situation.events.iter().map(|event| event.at);
    let to_come = bought
        .chain(situation.last_purchase_at)
        .chain(done)
        .filter(|at| *at >= when.at);
    posted
        .chain(levels)
        .chain(to_come.map(|at| at.plus_ms(1)))
        .min()
}

impl PurchaseColumns {
    fn of(program: &Program, situation: &Situation, at: Instant) -> Self {
        let mut past: Vec<&PastPurchase> = situation
            .history
            .iter()
            .filter(|purchase| purchase.at < at)
            .collect();
        past.sort_by_key(|purchase| purchase.at);
        let mut names = program.names.reader();
        let mut columns = Self {
            zones: vec![program.zone.clone()],
            first_line: vec![0],
            ..Self::default()
        };
        columns.lines.first_category.push(0);
        for purchase in past {
            let place = purchase
                .store
                .as_ref()
                .and_then(|store| situation.places.get(store));
            columns.at.push(purchase.at);
            columns.amount.push(purchase.amount);
            columns
                .store
                .push(names.maybe(purchase.store.as_ref().map(StoreId::as_str)));
            columns
                .channel
                .push(names.id(purchase.channel.as_deref().unwrap_or(DEFAULT_CHANNEL)));
            columns
                .city
                .push(names.maybe(place.and_then(|place| place.city.as_deref())));
            columns
                .country
                .push(names.maybe(place.and_then(|place| place.country.as_deref())));
            let zone = place
                .and_then(|place| place.zone.as_ref())
                .filter(|_| program.store_time);
            let zone = zone.map_or(0, |zone| place_of(&mut columns.zones, zone));
            columns.zone.push(zone);
            for line in &purchase.lines {
                columns.lines.push(line, &mut names);
            }
            columns.first_line.push(columns.lines.sku.len());
        }
        columns
    }

    fn slices(&self) -> Purchases<'_> {
        let lines = &self.lines;
        Purchases {
            at: &self.at,
            amount: &self.amount,
            store: &self.store,
            channel: &self.channel,
            city: &self.city,
            country: &self.country,
            zone: &self.zone,
            zones: &self.zones,
            first_line: &self.first_line,
            lines: Lines {
                sku: &lines.sku,
                brand: &lines.brand,
                first_category: &lines.first_category,
                category: &lines.category,
                quantity: &lines.quantity,
                amount: &lines.amount,
            },
        }
    }
}

/// The place of a zone in a list, put there if it is new.
fn place_of(zones: &mut Vec<Zone>, zone: &Zone) -> usize {
    zones
        .iter()
        .position(|known| known == zone)
        .unwrap_or_else(|| {
            zones.push(zone.clone());
            zones.len() - 1
        })
}

impl LineColumns {
    fn push<'a>(&mut self, line: &'a PastLine, names: &mut NameReader<'a>) {
        self.sku
            .push(names.maybe(line.sku.as_ref().map(Sku::as_str)));
        self.brand.push(names.maybe(line.brand.as_deref()));
        self.category.extend(
            line.category
                .iter()
                .map(|category| names.id(category.as_str())),
        );
        self.first_category.push(self.category.len());
        self.quantity.push(line.quantity);
        self.amount.push(line.amount);
    }
}

impl EventColumns {
    fn of(names: &Names, situation: &Situation, at: Instant) -> Self {
        let mut past: Vec<&PastEvent> = situation
            .events
            .iter()
            .filter(|event| event.at < at)
            .collect();
        past.sort_by_key(|event| event.at);
        Self {
            at: past.iter().map(|event| event.at).collect(),
            kind: past.iter().map(|event| names.id(&event.kind)).collect(),
            event: past.into_iter().cloned().collect(),
        }
    }
}
