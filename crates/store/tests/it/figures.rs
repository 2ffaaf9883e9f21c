//! Figures are what they add up, whatever happens to a purchase.

use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::member::Profile;
use regulars_engine::name::{RuleId, SchemeId, StoreId, TierId};
use regulars_engine::number::Money;
use regulars_engine::points::LotState;
use regulars_engine::situation::TierState;
use regulars_engine::time::LocalDate;

use regulars_store::*;

use crate::engine;
use crate::support::*;

/// The first day of the shop, at its place: 3 hours east.
fn first() -> LocalDate {
    "2026-03-01".parse().unwrap()
}

fn sales_of(shop: &Shop, store: Option<&str>) -> Vec<(i32, Sales)> {
    let store = store.map(StoreId::new);
    let days = (first(), first().plus_days(40));
    let sales = shop.store.read(|reader| reader.sales(days, store.as_ref()));
    let sales = sales.unwrap().into_iter();
    sales
        .map(|(day, sales)| (day.days_since(first()), sales))
        .collect()
}

fn sales(sales: i64, returned: i64, purchases: i64) -> Sales {
    Sales {
        sales: Money::from_minor(sales),
        returned: Money::from_minor(returned),
        purchases,
        identified_sales: Money::from_minor(sales),
        identified_purchases: purchases,
        identified_kept: Money::from_minor(if purchases > 0 { sales } else { 0 }),
        ..Sales::default()
    }
}

fn bring_back(shop: &Shop, returns: Vec<NewReturn>) {
    shop.commit(Changeset {
        posted_at: day(9),
        returns,
        ..Changeset::default()
    });
}

#[test]
fn what_comes_back_is_taken_off_the_day_of_the_sale() {
    let shop = Shop::open();
    let ann = shop.register("1");
    // 22:00 in UTC is the next day at the place.
    let sale = shop.sale(ann, 1, 1, hour(22));
    let id = sale.purchases[0].id;
    shop.commit(sale);
    assert_eq!(sales_of(&shop, None), [(1, sales(50_000, 0, 1))]);
    bring_back(&shop, vec![shop.returned(id, 2, 1, 5_000, day(9))]);
    assert_eq!(
        sales_of(&shop, Some("kazan-1")),
        [(1, sales(45_000, 5_000, 1))]
    );
    assert_eq!(sales_of(&shop, Some("kazan-2")), []);
    let rest = vec![
        shop.returned(id, 1, 1, 40_000, day(9)),
        shop.returned(id, 2, 1, 5_000, day(9)),
    ];
    bring_back(&shop, rest);
    assert_eq!(sales_of(&shop, None), [(1, sales(0, 50_000, 0))]);
    shop.assert_sound();
}

#[test]
fn a_voided_purchase_was_never_sold() {
    let shop = Shop::open();
    let sale = shop.purchase(None, day(0));
    let id = sale.id;
    let of_nobody = Sales {
        identified_sales: Money::ZERO,
        identified_purchases: 0,
        identified_kept: Money::ZERO,
        ..sales(50_000, 0, 1)
    };
    shop.commit(Changeset {
        posted_at: day(0),
        purchases: vec![sale],
        ..Changeset::default()
    });
    assert_eq!(sales_of(&shop, None), [(0, of_nobody)]);
    shop.commit(Changeset {
        posted_at: day(0),
        voids: vec![id],
        ..Changeset::default()
    });
    assert_eq!(sales_of(&shop, None), [(0, Sales::default())]);
    shop.assert_sound();
}

#[test]
fn money_without_a_purchase_is_taken_off_the_day_it_was_given() {
    let shop = Shop::open();
    let mut given = shop.returned(
        regulars_engine::id::PurchaseId::from_raw(1),
        1,
        1,
        700,
        day(3),
    );
    given.purchase = None;
    bring_back(&shop, vec![given]);
    let expected = Sales {
        identified_sales: Money::ZERO,
        ..sales(-700, 700, 0)
    };
    assert_eq!(sales_of(&shop, None), [(3, expected)]);
    shop.assert_sound();
}

#[test]
fn hours_are_those_of_the_place() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, hour(22)));
    let days = (first(), first().plus_days(6));
    let busy = shop
        .store
        .read(|reader| reader.busy_hours(days, None))
        .unwrap();
    // 2 March 2026 is a Monday.
    let expected = Weekly {
        weekday: 0,
        hour: 1,
        purchases: 1,
    };
    assert_eq!(busy, [expected]);
}

#[test]
fn points_are_counted_where_and_when_they_moved_and_as_long_as_they_are_left() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, hour(5)));
    let moved = |store: &str| {
        let store = StoreId::new(store);
        let moved = shop
            .store
            .read(|reader| reader.points_moved((day(0), day(1)), Some(&store)));
        let moved = moved.unwrap().into_iter();
        moved
            .map(|(at, _, moved)| (at, moved.issued.raw()))
            .collect::<Vec<_>>()
    };
    assert_eq!(moved("kazan-1"), [(hour(5), 30)]);
    assert_eq!(moved("kazan-2"), []);
    assert_eq!(left(&shop), [(30, 0, 0)]);
    let mut pending = active_lot(1, 30, None);
    (pending.state, pending.expires_at) = (LotState::Pending, Some(day(2)));
    let change = OwnerChange {
        lots: vec![pending],
        next_lot: 2,
        ..unchanged(ann, 2)
    };
    shop.commit(Changeset {
        posted_at: day(1),
        owners: vec![change],
        ..Changeset::default()
    });
    assert_eq!(left(&shop), [(0, 30, 30)]);
}

/// Available, pending, and what burns within ten days.
fn left(shop: &Shop) -> Vec<(i64, i64, i64)> {
    let left = shop.store.read(|reader| reader.points_left(day(10)));
    let left = left.unwrap().into_iter();
    left.map(|left| {
        let (available, pending) = (left.available.raw(), left.pending.raw());
        (available, pending, left.expiring.raw())
    })
    .collect()
}

fn joined(shop: &Shop, store: &str) -> i64 {
    let store = StoreId::new(store);
    let joined = shop
        .store
        .read(|reader| reader.members_joined((day(-1), day(2)), Some(&store)));
    joined.unwrap().iter().map(|(_, members)| members).sum()
}

#[test]
fn members_are_counted_at_the_home_store_they_have() {
    let shop = Shop::open();
    let home = |store: &str| Profile {
        store: Some(StoreId::new(store)),
        ..Profile::default()
    };
    let ann = shop.register_with(home("kazan-1"), vec![]);
    shop.register_with(home("kazan-1"), vec![]);
    assert_eq!((joined(&shop, "kazan-1"), joined(&shop, "kazan-2")), (2, 0));
    let change = ProfileChange {
        member: ann,
        expected: 1,
        profile: home("kazan-2"),
        add: vec![],
        drop: vec![],
        blocked: false,
    };
    shop.commit(Changeset {
        posted_at: day(1),
        profiles: vec![change],
        ..Changeset::default()
    });
    assert_eq!((joined(&shop, "kazan-1"), joined(&shop, "kazan-2")), (1, 1));
    shop.assert_sound();
}

fn climb(shop: &Shop, member: MemberId, version: i64, levels: &[(Option<&str>, i64)]) {
    let state = |(level, since): &(Option<&str>, i64)| {
        let state = TierState::earned(level.map(TierId::new), day(*since), None);
        (SchemeId::new("status"), state)
    };
    let change = OwnerChange {
        tiers: levels.iter().map(state).collect(),
        next_lot: 2,
        ..unchanged(member, version)
    };
    shop.commit(Changeset {
        posted_at: day(1),
        owners: vec![change],
        ..Changeset::default()
    });
}

#[test]
fn members_are_counted_at_the_level_in_force() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let counts = || {
        let counts = shop.store.read(|reader| reader.tier_counts()).unwrap();
        let counts = counts.into_iter();
        counts
            .map(|count| {
                (
                    count.level.map(|level| level.as_str().to_owned()),
                    count.members,
                )
            })
            .collect::<Vec<_>>()
    };
    climb(&shop, ann, 1, &[(Some("silver"), 1)]);
    climb(&shop, bob, 1, &[(Some("silver"), 1), (Some("gold"), 2)]);
    let named = |level: &str, members| (Some(level.to_owned()), members);
    assert_eq!(counts(), [named("gold", 1), named("silver", 1)]);
    // Gold was never held: silver since the same day is put over it.
    climb(&shop, bob, 2, &[(Some("silver"), 1)]);
    climb(&shop, ann, 2, &[(None, 3)]);
    assert_eq!(counts(), [(None, 1), named("silver", 1)]);
    shop.assert_sound();
}

#[test]
fn buyers_are_told_by_the_day_of_the_place() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, hour(22)));
    let on = |from: i32, to: i32| {
        let days = (first().plus_days(from), first().plus_days(to));
        let mut told = vec![];
        let read = shop
            .store
            .read(|reader| reader.buyers(days, None, |buyer| told.push(buyer)));
        read.unwrap();
        told
    };
    let day = first().plus_days(1);
    assert_eq!(on(1, 1), [Visit { member: ann, day }]);
    assert_eq!((on(0, 0), on(2, 2)), (vec![], vec![]));
}

#[test]
fn stores_that_fell_silent_and_stores_nobody_described_are_named() {
    let shop = Shop::open();
    for at in 0..3 {
        shop.commit(Changeset {
            posted_at: day(at),
            purchases: vec![shop.purchase(None, day(at))],
            ..Changeset::default()
        });
    }
    let silent = |to: i32, today: i32| {
        let days = (first(), first().plus_days(to));
        let silent = shop
            .store
            .read(|reader| reader.silent_stores(days, first().plus_days(today)));
        silent.unwrap()
    };
    assert_eq!(silent(2, 4), [StoreId::new("kazan-1")]);
    assert_eq!((silent(1, 4), silent(3, 4)), (vec![], vec![]));
    let days = (first(), first().plus_days(4));
    let unknown = shop
        .store
        .read(|reader| reader.unknown_stores(days))
        .unwrap();
    assert_eq!(unknown, [StoreId::new("kazan-1")]);
}

/// A member's purchase at five with a code.
fn use_coupon(shop: &Shop, member: MemberId) -> PurchaseId {
    let purchase = shop.purchase(Some(member), hour(5));
    let (id, code) = (purchase.id, "A".to_owned());
    let used = CouponChange::Use {
        purchase: id,
        most: None,
        total: None,
        quote: None,
    };
    shop.commit(Changeset {
        posted_at: hour(5),
        purchases: vec![purchase],
        coupons: vec![CouponWrite {
            code,
            series: RuleId::new("welcome"),
            change: used,
        }],
        ..Changeset::default()
    });
    id
}

#[test]
fn a_use_of_a_coupon_is_counted_until_it_is_taken_back() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let purchase = use_coupon(&shop, ann);
    let uses = || {
        let hours = shop.store.read(|reader| reader.coupon_hours()).unwrap();
        hours.iter().map(|(_, uses)| uses).sum::<i64>()
    };
    assert_eq!(uses(), 1);
    shop.commit(Changeset {
        posted_at: day(3),
        coupons: vec![CouponWrite {
            code: "A".to_owned(),
            series: RuleId::new("welcome"),
            change: CouponChange::GiveBack { purchase },
        }],
        ..Changeset::default()
    });
    assert_eq!(uses(), 0);
    shop.assert_sound();
}

#[test]
fn every_climb_and_fall_is_counted_that_was_not_taken_back() {
    let shop = Shop::open();
    let ann = shop.register("1");
    climb(&shop, ann, 1, &[(Some("silver"), 1), (Some("gold"), 2)]);
    let moves = || {
        let moves = shop.store.read(|reader| reader.level_moves()).unwrap();
        let word = |level: &Option<TierId>| level.as_ref().map_or("", TierId::as_str).to_owned();
        let counted = moves.iter().filter(|moved| moved.moves != 0);
        counted
            .map(|moved| (moved.hour, word(&moved.from), word(&moved.to), moved.moves))
            .collect::<Vec<_>>()
    };
    let step = |at, from: &str, to: &str| (at, from.to_owned(), to.to_owned(), 1);
    let silver = step(day(1), "", "silver");
    assert_eq!(moves(), [silver.clone(), step(day(2), "silver", "gold")]);
    climb(&shop, ann, 2, &[(Some("silver"), 2), (None, 4)]);
    assert_eq!(moves(), [silver, step(day(4), "silver", "")]);
    shop.assert_sound();
}

#[test]
fn what_became_of_points_is_told_of_the_hour_they_were_given_in() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, hour(5)));
    let mut units = vec![];
    let read = shop.store.read(|reader| {
        reader.units_moved(|hour, _, moved| {
            units.push((
                hour,
                moved.issued.raw(),
                moved.gained.raw(),
                moved.given.raw(),
            ))
        })
    });
    read.unwrap();
    assert_eq!(units, [(hour(5), 30, 30, 30)]);
}

#[test]
fn a_figure_changed_by_hand_is_named() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, day(0)));
    climb(&shop, ann, 2, &[(Some("gold"), 1)]);
    use_coupon(&shop, ann);
    shop.assert_sound();
    engine::change(
        shop.folder.path(),
        "UPDATE sales_days SET sales = 1; DELETE FROM sales_hours; UPDATE points_hours SET issued = 31;
         UPDATE points_left SET pending = 1; UPDATE members_joined SET members = 2;
         UPDATE members_in_tiers SET level = ''; UPDATE unit_hours SET burned = 1; UPDATE level_hours SET moves = 2;
         UPDATE coupon_hours SET uses = 2",
    );
    let found = shop.verify().differences;
    let named: Vec<_> = found.iter().map(|found| found.what.as_str()).collect();
    let expected = [
        "sales of 2026-03-01 at kazan-1",
        "purchases of 2026-03-01 at kazan-1, hour 3",
        "purchases of 2026-03-01 at kazan-1, hour 8",
        "points moved at 2026-03-01T00:00Z at kazan-1",
        "points that burn at 2027-03-01T00:00Z",
        "members who joined at 2026-03-01T00:00Z, home no store",
        "members of status at no level",
        "members of status at gold",
        "what became of points at 2026-03-01T00:00Z",
        "moves of status from no level to gold at 2026-03-02T00:00Z",
        "coupons used at 2026-03-01T05:00Z",
    ];
    assert_eq!(named, expected, "{found:#?}");
}
