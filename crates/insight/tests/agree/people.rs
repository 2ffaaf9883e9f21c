//! Random members with a past around the day that Samoa left out.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use regulars_engine::id::{MemberId, PurchaseId, QuoteId};
use regulars_engine::member::{Consent, ConsentState, Gender, Profile, Value};
use regulars_engine::name::{Category, SchemeId, Sku, StoreId, TierId, UnitId};
use regulars_engine::number::{Money, Points, Quantity};
use regulars_engine::points::{Debt, DebtNumber, HeldLot, Hold, Lot, LotNumber, LotState, Wallet};
use regulars_engine::situation::{
    Member, PastEvent, PastLine, PastPurchase, Place, Situation, TierState,
};
use regulars_engine::stamp::{Marks, Purchases, Share, Stage, Stamps, Worth};
use regulars_engine::time::{Instant, LocalDate, UtcOffset, Zone};
use regulars_insight::column::{MemberRecord, Sale};

/// 2011-10-01T00:00Z.
const START_MS: i64 = 1_317_427_200_000;
const HOUR_MS: i64 = 3_600_000;
const DAYS: i64 = 150;

#[derive(Debug, Clone)]
pub struct Person {
    pub member: Member,
    pub wallet: Wallet,
    pub tiers: Vec<TierState>,
    pub history: Vec<PastPurchase>,
    pub events: Vec<PastEvent>,
    pub stamps: Stamps,
}

impl Person {
    pub fn counts(&self, at: Instant) -> bool {
        !self.member.blocked && self.member.registered_at <= at
    }

    pub fn situation(&self) -> Situation {
        let mut earlier = self.tiers.clone();
        let last = earlier.pop();
        let scheme = SchemeId::new("status");
        Situation {
            member: Some(self.member.clone()),
            wallet: self.wallet.clone(),
            tiers: last
                .map(|last| (scheme.clone(), last))
                .into_iter()
                .collect(),
            earlier_tiers: BTreeMap::from([(scheme, earlier)]),
            history: self.history.clone(),
            events: self.events.clone(),
            stamps: self.stamps,
            places: places()
                .into_iter()
                .map(|place| (place.id.clone(), place))
                .collect(),
            ..Situation::default()
        }
    }

    pub fn record(&self) -> MemberRecord {
        let sale = |past: &PastPurchase| Sale {
            past: past.clone(),
            returned: Money::ZERO,
            till: None,
            offset: offset(past),
        };
        MemberRecord {
            member: self.member.clone(),
            wallet: self.wallet.clone(),
            tiers: vec![(SchemeId::new("status"), self.tiers.clone())],
            sales: self.history.iter().map(sale).collect(),
            events: self.events.clone(),
            stamps: self.stamps,
        }
    }
}

/// What a till says of its clock, wherever it stands.
pub fn offset(past: &PastPurchase) -> UtcOffset {
    const HOURS: [i32; 4] = [3, -11, 14, 0];
    let hours = usize::try_from(past.id.raw().rem_euclid(4)).map(|place| HOURS[place]);
    UtcOffset::from_seconds(hours.unwrap() * 3_600)
}

pub fn places() -> Vec<Place> {
    let place = |id: &str, city: Option<&str>, country: &str, zone: Option<&str>| Place {
        id: StoreId::new(id),
        city: city.map(str::to_owned),
        country: Some(country.to_owned()),
        zone: zone.map(|zone| Zone::parse(zone).unwrap()),
    };
    vec![
        place("kazan-1", Some("Казань"), "RU", None),
        place("berlin-1", Some("Berlin"), "DE", Some("Europe/Berlin")),
        place("apia-1", None, "WS", Some("Pacific/Apia")),
    ]
}

/// Whole hours and the instants beside them, where windows begin and end.
pub fn instant() -> impl Strategy<Value = Instant> {
    (0..DAYS * 24, -1..2_i64)
        .prop_map(|(hour, off)| Instant::from_ms(START_MS + hour * HOUR_MS + off))
}

fn maybe(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::of(select(words).prop_map(str::to_owned))
}

fn profile() -> impl Strategy<Value = Profile> {
    let words = (
        maybe(&["Анна", "Иван"]),
        maybe(&["Казань", "Уфа", "Берлин"]),
        prop::option::of(select(vec![Gender::Female, Gender::Male])),
        maybe(&["kazan-1", "berlin-1"]),
        prop::sample::subsequence(vec!["vip", "press"], 0..=2),
        maybe(&["a@example.com"]),
    );
    let facts = (
        prop::option::of(6_500..8_500_i32),
        prop::option::of(10_000..15_000_i32),
        prop::option::of(prop_oneof![
            (150_000..190_000_i64).prop_map(|raw| Value::Number(Quantity::from_raw(raw))),
            any::<bool>().prop_map(Value::Flag)
        ]),
        maybe(&["cat", "dog"]),
        prop::option::of(select(vec![ConsentState::Granted, ConsentState::Withdrawn])),
    );
    (words, facts).prop_map(
        |((first_name, city, gender, store, tags, email), (born, wedding, size, pet, sms))| {
            let mut attributes = BTreeMap::new();
            attributes.extend(size.map(|size| ("size".to_owned(), size)));
            attributes.extend(pet.map(|pet| ("pet".to_owned(), Value::Text(pet))));
            let at = Instant::from_ms(START_MS);
            Profile {
                first_name,
                city,
                gender,
                store: store.map(|store| StoreId::new(&store)),
                tags: tags.into_iter().map(str::to_owned).collect(),
                email,
                birth_date: born.map(LocalDate::from_days),
                dates: wedding
                    .map(|day| ("wedding".to_owned(), LocalDate::from_days(day)))
                    .into_iter()
                    .collect(),
                attributes,
                consents: sms
                    .map(|state| ("sms".to_owned(), Consent { state, at }))
                    .into_iter()
                    .collect(),
                ..Profile::default()
            }
        },
    )
}

fn line() -> impl Strategy<Value = PastLine> {
    (
        prop::option::of(select(vec!["ring-1", "ring-2", "cloth"])),
        prop::sample::subsequence(vec!["rings", "care", "gifts"], 0..=2),
        maybe(&["Aurum"]),
        1..40_000_i64,
        prop_oneof![4 => 0..20_000_i64, 1 => Just(5_000_000_000_i64)],
    )
        .prop_map(|(sku, category, brand, quantity, amount)| PastLine {
            sku: sku.map(Sku::new),
            category: category.into_iter().map(Category::new).collect(),
            brand,
            quantity: Quantity::from_raw(quantity),
            amount: Money::from_minor(amount),
        })
}

fn purchase() -> impl Strategy<Value = PastPurchase> {
    (
        instant(),
        prop::option::of(select(vec!["kazan-1", "berlin-1", "apia-1", "unknown"])),
        prop::option::of(select(vec!["web", "store", "app"])),
        prop::collection::vec(line(), 0..4),
    )
        .prop_map(|(at, store, channel, lines)| PastPurchase {
            id: PurchaseId::from_raw(at.ms()),
            at,
            store: store.map(StoreId::new),
            channel: channel.map(str::to_owned),
            amount: lines.iter().map(|line| line.amount).sum(),
            lines,
        })
}

fn wallet() -> impl Strategy<Value = Wallet> {
    let lot = (
        select(vec!["points", "stars"]),
        1..200_i64,
        instant(),
        prop::option::of(instant()),
        any::<bool>(),
        prop::option::of(instant()),
    );
    (
        prop::collection::vec(lot, 0..4),
        prop::option::of(1..50_i64),
    )
        .prop_map(|(lots, debt)| {
            let mut wallet = Wallet::default();
            for (number, (unit, points, activates_at, expires_at, active, held_till)) in
                (1..).zip(lots)
            {
                let points = Points::from_raw(points);
                wallet.lots.push(Lot {
                    number: LotNumber(number),
                    unit: UnitId::new(unit),
                    amount: points,
                    remaining: points,
                    expired: Points::ZERO,
                    activates_at: if active { Instant::MIN } else { activates_at },
                    state: if active {
                        LotState::Active
                    } else {
                        LotState::Pending
                    },
                    expires_at,
                    rule: "base".into(),
                    purchase: None,
                    issue: None,
                });
                wallet.holds.extend(held_till.map(|expires_at| Hold {
                    quote: QuoteId::from_raw(i64::from(number)),
                    basket: format!("b{number}"),
                    expires_at,
                    lots: vec![HeldLot {
                        lot: LotNumber(number),
                        points,
                    }],
                }));
            }
            wallet.debts.extend(debt.map(|debt| Debt {
                number: DebtNumber(1),
                unit: UnitId::new("points"),
                amount: Points::from_raw(debt),
                remaining: Points::from_raw(debt),
                lot: None,
                at: Instant::from_ms(START_MS),
            }));
            wallet
        })
}

fn tiers() -> impl Strategy<Value = Vec<TierState>> {
    let level = prop::option::of(select(vec!["bronze", "silver", "gold"]));
    prop::collection::vec((level, instant(), prop::option::of(instant())), 0..3).prop_map(|held| {
        let state = |(level, since, until): (Option<&str>, Instant, Option<Instant>)| {
            TierState::earned(level.map(TierId::new), since, until)
        };
        let mut held: Vec<TierState> = held.into_iter().map(state).collect();
        held.sort_by_key(|state| state.since);
        held
    })
}

fn event() -> impl Strategy<Value = PastEvent> {
    (
        select(vec!["visit", "review"]),
        instant(),
        maybe(&["kazan-1", "web"]),
    )
        .prop_map(|(kind, at, place)| PastEvent {
            kind: kind.to_owned(),
            at,
            properties: place
                .map(|place| ("place".to_owned(), Value::Text(place)))
                .into_iter()
                .collect(),
        })
}

fn stamps() -> impl Strategy<Value = Stamps> {
    let mark = || 1..=5_u8;
    let share = || (0..=10_u32).prop_map(|tenth| Share::from_millionths(tenth * 100_000));
    let marks = (mark(), mark(), mark()).prop_map(|(recency, frequency, money)| Marks {
        recency,
        frequency,
        money,
    });
    let worth = (0..5_i64, share()).prop_map(|(hundred, top)| Worth {
        value: Money::from_minor(hundred * 10_000),
        top,
    });
    (
        prop::option::of(marks),
        prop::option::of(select(Stage::USUAL.to_vec())),
        prop::option::of(share()),
        prop::option::of(worth),
        prop::option::of((0..500_u32).prop_map(Purchases::from_hundredths)),
        // Within the days people live here.
        prop::option::of((15_240..15_440_i32).prop_map(LocalDate::from_days)),
    )
        .prop_map(
            |(rfm, stage, alive, worth, purchases, next_purchase)| Stamps {
                rfm,
                stage,
                alive,
                worth,
                purchases,
                next_purchase,
            },
        )
}

pub fn person() -> impl Strategy<Value = Person> {
    (
        profile(),
        (instant(), prop::bool::weighted(0.1)),
        wallet(),
        tiers(),
        prop::collection::vec(purchase(), 0..6),
        prop::collection::vec(event(), 0..4),
        stamps(),
    )
        .prop_map(
            |(
                profile,
                (registered_at, blocked),
                wallet,
                tiers,
                mut history,
                mut events,
                stamps,
            )| {
                history.sort_by_key(|past| past.at);
                events.sort_by_key(|event| event.at);
                let member = Member {
                    id: MemberId::from_raw(0),
                    registered_at,
                    blocked,
                    profile,
                };
                Person {
                    member,
                    wallet,
                    tiers,
                    history,
                    events,
                    stamps,
                }
            },
        )
}

/// Members in the order of their ids.
pub fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::btree_map(0..8_i64, person(), 1..6).prop_map(|people| {
        let named = people.into_iter().map(|(id, mut person)| {
            person.member.id = MemberId::from_raw(id);
            person
        });
        named.collect()
    })
}
