//! A range of members, column by column.
//!
//! Members stand in the order of their ids. What a member has several of lies in one slice of its column, oldest first, and
//! the slices lie in the members' order: purchases by member, lines by purchase. So every question about a member reads
//! a few stretches of memory from the front to the back.

use std::ops::Range;

use regulars_engine::condition::{Answers, NameId};
use regulars_engine::id::MemberId;
use regulars_engine::member::{ConsentState, Gender, Profile};
use regulars_engine::name::StoreId;
use regulars_engine::points::{LotNumber, LotState, Wallet};
use regulars_engine::situation::{PastEvent, PastLine, TierState};
use regulars_engine::stamp::Stamps;
use regulars_engine::time::{Instant, LocalDate, Window};

use super::coarse::{day_of, hour_of};
use super::codes::Codes;
use super::dictionary::Dictionary;
use super::indexes::Indexes;
use super::list::{Ends, List};
use super::narrow::Narrow;
use super::record::{MemberRecord, Sale};
use crate::segment::Bits;

/// The columns of a range of members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// Whose, in order.
    pub(crate) ids: Vec<MemberId>,
    /// What there is one of.
    pub(crate) people: Vec<Person>,
    pub(crate) tags: List<NameId>,
    pub(crate) dates: List<(u32, LocalDate)>,
    pub(crate) consents: List<(u32, ConsentState)>,
    /// Key and value.
    pub(crate) attributes: List<(u32, u32)>,
    /// Levels held, scheme by scheme, oldest first.
    pub(crate) tiers: List<Level>,
    /// Live lots, and debts as lots below zero.
    pub(crate) lots: List<LotRow>,
    pub(crate) purchases: Purchases,
    pub(crate) events: Events,
    /// When the last one joined.
    joined_by: Option<Instant>,
    /// Who is blocked.
    blocked: Bits,
    /// Once it is whole.
    indexes: Option<Indexes>,
}

/// Facts of a member that are one each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Person {
    pub registered_at: Instant,
    pub birth_date: Option<LocalDate>,
    pub first_name: NameId,
    pub last_name: NameId,
    pub city: NameId,
    pub gender: NameId,
    pub language: NameId,
    pub store: NameId,
    pub has_email: bool,
    pub has_phone: bool,
    pub blocked: bool,
    pub stamps: Stamps,
}

/// A level held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level {
    pub scheme: NameId,
    /// [`NameId::NONE`]: below the first threshold.
    pub level: NameId,
    pub since: Instant,
    /// Till when it is kept, if it is the last one.
    pub until: Option<Instant>,
}

/// Points that count from one instant up to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LotRow {
    pub unit: NameId,
    pub points: i64,
    pub from: Instant,
    pub to: Instant,
}

/// Purchases by member, and their lines by purchase.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Purchases {
    pub of: Ends,
    pub at: Vec<Instant>,
    /// The day of the instant, see [`day_of`].
    pub day: Vec<u16>,
    /// The hour of the week of the instant, see [`hour_of`].
    pub hour: Vec<u8>,
    /// When the first one was made and when the last.
    made: Option<(Instant, Instant)>,
    /// Store, channel and till, as a number of the dictionary.
    pub outlet: Codes,
    /// Money paid, net of returns. What was sold is this and what came back.
    pub net: Narrow,
    /// Money given back.
    pub returned: Narrow,
    pub lines: Ends,
    /// Goods, as a number of the dictionary.
    pub goods: Codes,
    pub quantity: Narrow,
    pub amount: Narrow,
}

/// Events by member, and their properties by event.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Events {
    pub of: Ends,
    pub at: Vec<Instant>,
    pub kind: Vec<NameId>,
    /// Key and value.
    pub properties: List<(u32, u32)>,
}

impl Part {
    /// How many members.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The first member.
    pub fn first(&self) -> Option<MemberId> {
        self.ids.first().copied()
    }

    /// The last member.
    pub fn last(&self) -> Option<MemberId> {
        self.ids.last().copied()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Adds a member whose id is above all others here.
    pub fn push(&mut self, record: &MemberRecord, words: &mut Dictionary) {
        self.push_after(record, &Purchases::default(), words);
    }

    /// The same, where the first purchases are known and come without their lines.
    pub(super) fn push_after(
        &mut self,
        record: &MemberRecord,
        known: &Purchases,
        words: &mut Dictionary,
    ) {
        self.indexes = None;
        let profile = &record.member.profile;
        self.push_person(record.member.id, Person::of(record, words));
        self.tags
            .push(profile.tags.iter().map(|tag| words.names.intern(tag)));
        let dates = profile.dates.iter();
        self.dates
            .push(dates.map(|(name, date)| (words.key(name), *date)));
        let consents = profile.consents.iter();
        self.consents
            .push(consents.map(|(channel, consent)| (words.key(channel), consent.state)));
        let attributes = profile.attributes.iter();
        self.attributes
            .push(attributes.map(|(name, value)| (words.key(name), words.value(value))));
        let held = record.tiers.iter();
        let held = held.flat_map(|(scheme, held)| held.iter().map(move |state| (scheme, state)));
        self.tiers
            .push(held.map(|(scheme, state)| Level::of(scheme.as_str(), state, words)));
        self.lots.push(lots(&record.wallet, words));
        self.purchases.push(&record.sales, known, words);
        self.events.push(&record.events, words);
    }

    /// Adds a member whose purchases and events are there already.
    pub(super) fn push_person(&mut self, id: MemberId, person: Person) {
        self.joined_by = self.joined_by.max(Some(person.registered_at));
        self.blocked.set_len(self.len() + 1);
        if person.blocked {
            self.blocked.set(self.len());
        }
        self.ids.push(id);
        self.people.push(person);
    }

    /// Adds a member of another part, whose id is above all others here.
    pub fn copy(&mut self, from: &Self, n: usize) {
        let (Some(id), Some(person)) = (from.ids.get(n), from.people.get(n)) else {
            return;
        };
        self.indexes = None;
        self.push_person(*id, *person);
        self.tags.copy(&from.tags, n);
        self.dates.copy(&from.dates, n);
        self.consents.copy(&from.consents, n);
        self.attributes.copy(&from.attributes, n);
        self.tiers.copy(&from.tiers, n);
        self.lots.copy(&from.lots, n);
        self.purchases.copy(&from.purchases, n);
        self.events.copy(&from.events, n);
    }

    /// Ends the adding: gives back what was set aside for more, and notes what was bought, where and when.
    pub fn close(&mut self) {
        self.indexes = Indexes::of(&self.purchases);
        self.ids.shrink_to_fit();
        self.people.shrink_to_fit();
        self.tags.shrink();
        self.dates.shrink();
        self.consents.shrink();
        self.attributes.shrink();
        self.tiers.shrink();
        self.lots.shrink();
        self.purchases.shrink();
        self.events.shrink();
    }

    /// Notes what was bought, where and when, worked out by whoever has filled in the purchases.
    pub(super) fn put_indexes(&mut self, indexes: Option<Indexes>) {
        self.indexes = indexes;
    }

    /// Says what the n-th member is called.
    pub(super) fn put_name(&mut self, n: usize, [first, last]: [NameId; 2]) {
        if let Some(person) = self.people.get_mut(n) {
            (person.first_name, person.last_name) = (first, last);
        }
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        self.ids.capacity() * size_of::<MemberId>()
            + self.people.capacity() * size_of::<Person>()
            + self.tags.memory()
            + self.dates.memory()
            + self.consents.memory()
            + self.attributes.memory()
            + self.tiers.memory()
            + self.lots.memory()
            + self.purchases.memory()
            + self.events.memory()
            + self.indexes().map_or(0, Indexes::memory)
    }

    /// Members who had joined by then and are not blocked.
    pub fn counting(&self, at: Instant) -> Bits {
        if self.joined_by <= Some(at) {
            return Bits::full(self.len()).without(&self.blocked);
        }
        let counts = |n: usize| self.people.get(n).is_some_and(|one| one.counts(at));
        Bits::of(self.len(), counts)
    }

    /// What purchases are listed by, if it is whole.
    pub(crate) fn indexes(&self) -> Option<&Indexes> {
        self.indexes.as_ref()
    }

    /// Purchases of some of these goods; `None` if more than so many would have to be looked up, or hardly fewer than lines.
    pub fn with_goods(&self, goods: &Answers, most: usize) -> Option<Bits> {
        let most = most.min(self.lines() / 2);
        self.indexes()?.goods.any(goods, self.purchases(), most)
    }

    /// Members who have bought any of these goods; `None`: perhaps everybody, or as in [`Self::with_goods`].
    pub fn buyers(&self, goods: &Answers, most: usize) -> Option<Bits> {
        let purchases = self.with_goods(goods, most)?;
        let owners = &self.indexes()?.owners;
        let mut buyers = Bits::empty(self.len());
        let bought = purchases.iter().filter_map(|place| owners.get(place));
        bought.for_each(|owner| buyers.set(usize::from(*owner)));
        Some(buyers)
    }

    /// Purchases here.
    pub fn purchases(&self) -> usize {
        self.purchases.at.len()
    }

    /// Lines of purchases here.
    pub fn lines(&self) -> usize {
        self.purchases.goods.len()
    }
}

impl Person {
    /// Whether the member had joined by then and is not blocked.
    pub fn counts(&self, at: Instant) -> bool {
        !self.blocked && self.registered_at <= at
    }

    fn of(record: &MemberRecord, words: &mut Dictionary) -> Self {
        let profile: &Profile = &record.member.profile;
        Self {
            registered_at: record.member.registered_at,
            birth_date: profile.birth_date,
            first_name: words.name(profile.first_name.as_deref()),
            last_name: words.name(profile.last_name.as_deref()),
            city: words.name(profile.city.as_deref()),
            gender: words.name(profile.gender.map(Gender::key)),
            language: words.name(profile.language.as_deref()),
            store: words.name(profile.store.as_ref().map(StoreId::as_str)),
            has_email: profile.email.is_some(),
            has_phone: profile.phone.is_some(),
            blocked: record.member.blocked,
            stamps: record.stamps,
        }
    }
}

impl Level {
    fn of(scheme: &str, state: &TierState, words: &mut Dictionary) -> Self {
        Self {
            scheme: words.names.intern(scheme),
            level: words.name(state.level.as_ref().map(|level| level.as_str())),
            since: state.since,
            until: state.until,
        }
    }
}

/// Points by the time in which they count. A lot that a hold reserves counts for as long as the hold lives.
fn lots(wallet: &Wallet, words: &mut Dictionary) -> Vec<LotRow> {
    let held_till = |lot: LotNumber| {
        let holds = wallet.holds.iter();
        let holds = holds.filter(|hold| hold.lots.iter().any(|held| held.lot == lot));
        holds.map(|hold| hold.expires_at).max()
    };
    let live = wallet.lots.iter();
    let live = live.filter(|lot| lot.state != LotState::Expired && !lot.remaining.is_zero());
    let mut rows: Vec<LotRow> = live
        .map(|lot| LotRow {
            unit: words.names.intern(lot.unit.as_str()),
            points: lot.remaining.raw(),
            from: match lot.state {
                LotState::Pending => lot.activates_at,
                LotState::Active | LotState::Expired => Instant::MIN,
            },
            to: match lot.expires_at {
                Some(end) => held_till(lot.number).map_or(end, |held| held.max(end)),
                None => Instant::MAX,
            },
        })
        .collect();
    rows.extend(wallet.debts.iter().map(|debt| LotRow {
        unit: words.names.intern(debt.unit.as_str()),
        points: -debt.remaining.raw(),
        from: Instant::MIN,
        to: Instant::MAX,
    }));
    rows
}

impl Purchases {
    /// Those of one member.
    pub(super) fn of_member(&self, member: usize) -> Self {
        let mut own = Self::default();
        own.copy(self, member);
        own
    }

    /// Whether these are the first of a member's purchases, and the others have come after them.
    pub(super) fn begin(&self, sales: &[Sale], words: &mut Dictionary) -> bool {
        let known = self.at.len();
        let Some((first, others)) = sales.split_at_checked(known) else {
            return false;
        };
        let mut same = |n: usize, sale: &Sale| {
            self.at.get(n) == Some(&sale.past.at)
                && self.outlet.get(n) == Some(words.outlet(sale))
                && self.net.get(n) == sale.past.amount.minor()
                && self.returned.get(n) == sale.returned.minor()
        };
        let last = self.at.last();
        let next = others.first().map(|sale| &sale.past.at);
        // Of two at one instant nobody could say which is the known one.
        next.is_none_or(|next| Some(next) > last) && { first.iter().enumerate() }
            .all(|(n, sale)| same(n, sale))
    }

    fn push(&mut self, sales: &[Sale], known: &Self, words: &mut Dictionary) {
        for (n, sale) in sales.iter().enumerate() {
            self.push_time(sale.past.at);
            self.outlet.push(words.outlet(sale));
            self.net.push(sale.past.amount.minor());
            self.returned.push(sale.returned.minor());
            match n < known.at.len() {
                true => self.copy_lines(known, n),
                false => { sale.past.lines.iter() }.for_each(|line| self.push_line(line, words)),
            }
            self.lines.close(self.goods.len());
        }
        self.of.close(self.at.len());
    }

    /// Adds a purchase at an instant; the other columns follow.
    pub(super) fn push_time(&mut self, at: Instant) {
        self.at.push(at);
        self.stretch_to(at);
        self.day.push(day_of(at));
        self.hour.push(hour_of(at));
    }

    fn push_line(&mut self, line: &PastLine, words: &mut Dictionary) {
        self.goods.push(words.goods(line));
        self.quantity.push(line.quantity.raw());
        self.amount.push(line.amount.minor());
    }

    fn copy(&mut self, from: &Self, member: usize) {
        let bought = from.of.range(member);
        for n in bought.clone() {
            self.copy_lines(from, n);
            self.lines.close(self.goods.len());
        }
        let times = from.times(bought.clone());
        self.at.extend_from_slice(times);
        times
            .first()
            .into_iter()
            .chain(times.last())
            .for_each(|at| self.stretch_to(*at));
        self.day
            .extend_from_slice(from.day.get(bought.clone()).unwrap_or_default());
        self.hour
            .extend_from_slice(from.hour.get(bought.clone()).unwrap_or_default());
        self.outlet.copy(&from.outlet, bought.clone());
        self.net.copy(&from.net, bought.clone());
        self.returned.copy(&from.returned, bought);
        self.of.close(self.at.len());
    }

    fn copy_lines(&mut self, from: &Self, purchase: usize) {
        let lines = from.lines.range(purchase);
        self.goods.copy(&from.goods, lines.clone());
        self.quantity.copy(&from.quantity, lines.clone());
        self.amount.copy(&from.amount, lines);
    }

    /// When the purchases of a range were made.
    pub fn times(&self, bought: Range<usize>) -> &[Instant] {
        self.at.get(bought).unwrap_or_default()
    }

    fn stretch_to(&mut self, at: Instant) {
        let (first, last) = self.made.unwrap_or((at, at));
        self.made = Some((first.min(at), last.max(at)));
    }

    /// When the first one was made and when the last.
    pub fn made(&self) -> Option<(Instant, Instant)> {
        self.made
    }

    /// Whether all of them were made in a window.
    pub fn lie_in(&self, window: Window) -> bool {
        self.made
            .is_none_or(|(first, last)| window.contains(first) && window.contains(last))
    }

    fn shrink(&mut self) {
        self.of.shrink();
        self.at.shrink_to_fit();
        self.day.shrink_to_fit();
        self.hour.shrink_to_fit();
        self.outlet.shrink();
        self.net.shrink();
        self.returned.shrink();
        self.lines.shrink();
        self.goods.shrink();
        self.quantity.shrink();
        self.amount.shrink();
    }

    fn memory(&self) -> usize {
        self.of.memory()
            + self.at.capacity() * size_of::<Instant>()
            + self.day.capacity() * size_of::<u16>()
            + self.hour.capacity()
            + self.outlet.memory()
            + self.goods.memory()
            + self.net.memory()
            + self.returned.memory()
            + self.lines.memory()
            + self.quantity.memory()
            + self.amount.memory()
    }
}

impl Events {
    fn push(&mut self, events: &[PastEvent], words: &mut Dictionary) {
        for event in events {
            self.at.push(event.at);
            self.kind.push(words.names.intern(&event.kind));
            let properties = event.properties.iter();
            self.properties
                .push(properties.map(|(name, value)| (words.key(name), words.value(value))));
        }
        self.of.close(self.at.len());
    }

    fn copy(&mut self, from: &Self, member: usize) {
        let done = from.of.range(member);
        done.clone()
            .for_each(|n| self.properties.copy(&from.properties, n));
        self.at
            .extend_from_slice(from.at.get(done.clone()).unwrap_or_default());
        self.kind
            .extend_from_slice(from.kind.get(done).unwrap_or_default());
        self.of.close(self.at.len());
    }

    fn shrink(&mut self) {
        self.of.shrink();
        self.at.shrink_to_fit();
        self.kind.shrink_to_fit();
        self.properties.shrink();
    }

    fn memory(&self) -> usize {
        self.of.memory()
            + self.at.capacity() * size_of::<Instant>()
            + self.kind.capacity() * size_of::<NameId>()
            + self.properties.memory()
    }
}
