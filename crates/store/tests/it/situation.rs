//! The situation of a decision: everything it may read, nothing it may not.

use std::collections::BTreeMap;

use regulars_engine::counter::{Counted, CounterKey, CounterMove};
use regulars_engine::decision::SegmentMove;
use regulars_engine::id::{EventId, PostingId};
use regulars_engine::member::Value;
use regulars_engine::name::{RuleId, SchemeId, SegmentId, Sku, StoreId, TierId};
use regulars_engine::number::{Points, Price};
use regulars_engine::points::{Account, Debt, DebtNumber, LotNumber, LotState, PostingKind};
use regulars_engine::program::Needs;
use regulars_engine::situation::{Held, Product, Situation, TierState};
use regulars_engine::time::{LocalDate, Span};
use regulars_store::*;

use crate::support::*;

fn load(shop: &Shop, member: regulars_engine::id::MemberId, scope: &Scope<'_>) -> Situation {
    shop.store
        .read(|reader| reader.situation(member, scope))
        .unwrap()
        .unwrap()
        .situation
}

fn key(scheme: &str, period: Option<(i32, i32, i32)>) -> CounterKey {
    let period = period.map(|(year, month, day)| LocalDate::new(year, month, day).unwrap());
    CounterKey {
        counted: Counted::Tier(SchemeId::new(scheme)),
        period,
    }
}

#[test]
fn nobody_has_no_situation() {
    let shop = Shop::open();
    let needs = Needs::default();
    let nobody = regulars_engine::id::MemberId::from_raw(5);
    assert!(
        shop.store
            .read(|reader| reader.situation(nobody, &scope(&needs, day(1))))
            .unwrap()
            .is_none()
    );
}

#[test]
fn the_wallet_holds_what_lives() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, day(1)));
    let second = shop.sale(ann, 2, 2, day(2));
    let second_id = second.purchases[0].id;
    shop.commit(second);
    // The third purchase burns lot 1 and holds five points of lot 2 for a quote; a debt stands apart.
    let third = shop.purchase(Some(ann), day(3));
    let burn = posting(
        PostingKind::Redeem,
        day(3),
        vec![
            entry(Account::Available, Some(1), -30),
            entry(Account::Redeemed, None, 30),
        ],
    );
    let owe = posting(
        PostingKind::Reverse,
        day(3),
        vec![
            entry(Account::Available, None, -7),
            entry(Account::Reversed, None, 7),
        ],
    );
    let postings = [burn, owe].map(|posting| {
        (
            PostingId::from_raw(shop.id()),
            Cause::Purchase(third.id),
            posting,
        )
    });
    let dead = regulars_engine::points::Lot {
        remaining: Points::ZERO,
        ..active_lot(1, 30, None)
    };
    let debt = Debt {
        number: DebtNumber(1),
        unit: "points".into(),
        amount: Points::from_raw(7),
        remaining: Points::from_raw(7),
        lot: Some(LotNumber(1)),
        at: day(3),
    };
    let owner = OwnerChange {
        postings: postings.into(),
        lots: vec![dead],
        debts: vec![debt.clone()],
        hold: Some(shop.hold("b-1", 2, 5)),
        next_lot: 3,
        next_debt: 2,
        ..unchanged(ann, 3)
    };
    let third_id = third.id;
    shop.commit(Changeset {
        posted_at: day(3),
        purchases: vec![third],
        owners: vec![owner],
        ..Changeset::default()
    });

    let needs = Needs::default();
    let wallet = load(&shop, ann, &scope(&needs, day(4))).wallet;
    let numbers = |lots: &[regulars_engine::points::Lot]| {
        lots.iter().map(|lot| lot.number.0).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&wallet.lots), [2]);
    assert_eq!(wallet.lots[0], active_lot(2, 30, Some(second_id)));
    assert_eq!(
        (wallet.debts, wallet.next_lot, wallet.next_debt),
        (vec![debt], 3, 2)
    );
    assert_eq!(wallet.holds[0].lots[0].points, Points::from_raw(5));

    // A return of the third purchase needs the lot it burned.
    let of_third = Scope {
        lots_of: Some(LotsOf::Purchase(third_id)),
        ..scope(&needs, day(4))
    };
    assert_eq!(numbers(&load(&shop, ann, &of_third).wallet.lots), [1, 2]);
    let of_second = Scope {
        lots_of: Some(LotsOf::Purchase(second_id)),
        ..scope(&needs, day(4))
    };
    assert_eq!(numbers(&load(&shop, ann, &of_second).wallet.lots), [2]);
    shop.assert_sound();
}

#[test]
fn a_pending_lot_is_pending_in_the_balance() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let earned = posting(
        PostingKind::Earn,
        day(1),
        vec![
            entry(Account::Pending, Some(1), 10),
            entry(Account::Issued, None, -10),
        ],
    );
    let pending = regulars_engine::points::Lot {
        state: LotState::Pending,
        activates_at: day(8),
        ..active_lot(1, 10, None)
    };
    let owner = OwnerChange {
        postings: vec![(PostingId::from_raw(shop.id()), Cause::Registration, earned)],
        lots: vec![pending.clone()],
        next_lot: 2,
        due_at: Some(day(8)),
        ..unchanged(ann, 1)
    };
    shop.commit(Changeset {
        posted_at: day(1),
        owners: vec![owner],
        ..Changeset::default()
    });
    let balance = shop
        .store
        .read(|reader| reader.balances(ann))
        .unwrap()
        .remove(0);
    assert_eq!(
        (
            balance.available.raw(),
            balance.pending.raw(),
            balance.debt.raw()
        ),
        (0, 10, 0)
    );
    assert_eq!(
        shop.store.read(|reader| reader.lots(ann)).unwrap(),
        [pending]
    );
    shop.assert_sound();
}

#[test]
fn a_quote_holds_until_replaced_or_released() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, day(1)));
    let hold = |version, new: Option<NewHold>, released: Vec<_>| {
        let owner = OwnerChange {
            hold: new,
            released,
            next_lot: 2,
            ..unchanged(ann, version)
        };
        Changeset {
            posted_at: day(1),
            owners: vec![owner],
            ..Changeset::default()
        }
    };
    let (first, second) = (shop.hold("b-1", 1, 5), shop.hold("b-1", 1, 8));
    shop.commit(hold(2, Some(first.clone()), vec![]));
    let row = shop
        .store
        .read(|reader| reader.quote(first.hold.quote))
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.owner, row.hold, row.promise),
        (ann, first.hold.clone(), first.promise)
    );
    assert_eq!(row.version, first.version);
    shop.commit(hold(3, Some(second.clone()), vec![]));
    assert_eq!(
        shop.store
            .read(|reader| reader.quote(first.hold.quote))
            .unwrap(),
        None
    );
    let in_basket = shop
        .store
        .read(|reader| reader.basket_quotes("b-1"))
        .unwrap();
    assert_eq!(in_basket, [(ann, second.hold.quote)]);
    shop.commit(hold(4, None, vec![second.hold.quote]));
    let needs = Needs::default();
    assert_eq!(load(&shop, ann, &scope(&needs, day(1))).wallet.holds, []);
}

#[test]
fn history_and_events_are_read_inside_the_window_only() {
    let shop = Shop::open();
    let ann = shop.register("1");
    for (turn, at) in (1..).zip([1, 40, 70, 95]) {
        shop.commit(shop.sale(ann, i64::from(turn), turn, day(at)));
    }
    let events = [10, 80, 99].map(|at| NewEvent {
        id: EventId::from_raw(shop.id()),
        member: ann,
        kind: "check_in".to_owned(),
        at: day(at),
        properties: BTreeMap::from([("place".to_owned(), Value::Text("kazan-1".to_owned()))]),
    });
    shop.commit(Changeset {
        posted_at: day(99),
        events: events.into(),
        ..Changeset::default()
    });
    let check = |needs: &Needs, at: i64, purchases: usize, events: usize, last: Option<i64>| {
        let situation = load(&shop, ann, &scope(needs, day(at)));
        let found = (
            situation.history.len(),
            situation.events.len(),
            situation.last_purchase_at,
        );
        assert_eq!(
            found,
            (purchases, events, last.map(day)),
            "{needs:?} on day {at}"
        );
    };
    let window = Needs {
        purchases: Some(Span::Days(30)),
        events: Some(Span::Days(30)),
        ..Needs::default()
    };
    check(&Needs::default(), 100, 0, 0, Some(95));
    check(&window, 100, 2, 2, Some(95));
    check(&window, 150, 0, 0, Some(95));
    // A late event sees what was there at its time.
    check(&window, 60, 1, 0, Some(40));
    check(&window, 0, 0, 0, None);
    let since = Needs {
        purchases_since: Some(day(30)),
        events_since: Some(day(5)),
        ..Needs::default()
    };
    check(&since, 100, 3, 3, Some(95));
    let both = Needs {
        purchases_since: Some(day(30)),
        ..window
    };
    check(&both, 100, 3, 2, Some(95));
}

#[test]
fn counters_uses_tiers_and_segments_come_back() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let (year, life) = (key("status", Some((2026, 1, 1))), key("status", None));
    let counters = [(&year, 100), (&year, -30), (&life, 5)];
    let counters = counters.map(|(key, delta)| CounterMove {
        key: key.clone(),
        delta,
    });
    let rule = RuleId::new("come-back");
    let silver = TierState::earned(Some(TierId::new("silver")), day(1), Some(day(300)));
    let gold = |since| TierState {
        held: Held::Granted,
        rises_at: Some(day(400)),
        ..TierState::earned(Some(TierId::new("gold")), since, None)
    };
    let status = SchemeId::new("status");
    let segment = |id: &str, entered| SegmentMove {
        segment: SegmentId::new(id),
        entered,
    };
    let owner = OwnerChange {
        counters: counters.into(),
        uses: [day(1), day(2), day(2), day(5)]
            .map(|at| (rule.clone(), at))
            .into(),
        unused: vec![(rule.clone(), day(5))],
        // Gold from day 4 on was taken back by what came of day 3.
        tiers: vec![
            (status.clone(), silver.clone()),
            (status.clone(), gold(day(4))),
            (status.clone(), gold(day(3))),
        ],
        segments: vec![
            segment("lost", true),
            segment("new", true),
            segment("new", true),
        ],
        ..unchanged(ann, 1)
    };
    shop.commit(Changeset {
        posted_at: day(5),
        owners: vec![owner],
        ..Changeset::default()
    });
    let left = OwnerChange {
        segments: vec![segment("new", false)],
        ..unchanged(ann, 2)
    };
    shop.commit(Changeset {
        posted_at: day(5),
        owners: vec![left],
        ..Changeset::default()
    });

    let needs = Needs::default();
    let absent = key("status", Some((2025, 1, 1)));
    let wide = Scope {
        counters: vec![year.clone(), absent.clone()],
        rolling_from: Some(day(2)),
        ..scope(&needs, day(6))
    };
    let situation = load(&shop, ann, &wide);
    assert_eq!(
        (
            situation.counters.get(&year),
            situation.counters.get(&absent)
        ),
        (70, 0)
    );
    assert_eq!(
        situation.counters.iter().count(),
        1,
        "what was not asked for is not loaded"
    );
    assert_eq!(
        situation.uses,
        BTreeMap::from([(rule, vec![day(2), day(2)])])
    );
    assert_eq!(
        situation.tiers,
        BTreeMap::from([(status.clone(), gold(day(3)))])
    );
    assert_eq!(
        situation.earlier_tiers,
        BTreeMap::from([(status, vec![silver])])
    );
    assert_eq!(situation.segments, [SegmentId::new("lost")]);
    assert_eq!(
        load(&shop, ann, &scope(&needs, day(6))).uses,
        BTreeMap::new()
    );
}

#[test]
fn catalogue_and_places_come_with_it_also_for_nobody() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let facts = Product {
        name: Some("Cola".to_owned()),
        club_price: Some(Price::from_raw(900)),
        ..Product::default()
    };
    let product = ProductRow {
        facts: facts.clone(),
        price: None,
        cost: None,
    };
    let place = |city: &str| StoreRow {
        name: None,
        city: Some(city.to_owned()),
        country: Some("RU".to_owned()),
        time_zone: Some("Europe/Moscow".to_owned()),
    };
    shop.commit(Changeset {
        posted_at: day(0),
        products: vec![(Sku::new("cola"), product)],
        stores: vec![
            (StoreId::new("kazan-1"), place("Казань")),
            (StoreId::new("moscow-1"), place("Москва")),
        ],
        ..Changeset::default()
    });
    shop.commit(shop.sale(ann, 1, 1, day(1)));
    let needs = Needs {
        purchases: Some(Span::Days(30)),
        places: true,
        ..Needs::default()
    };
    let skus = vec![Sku::new("cola"), Sku::new("unknown")];
    let wide = Scope {
        skus,
        store: Some(StoreId::new("moscow-1")),
        ..scope(&needs, day(2))
    };
    let anonymous = shop
        .store
        .read(|reader| reader.anonymous_situation(&wide))
        .unwrap();
    let of_ann = load(&shop, ann, &wide);
    for situation in [&anonymous, &of_ann] {
        assert_eq!(
            situation.catalogue,
            BTreeMap::from([(Sku::new("cola"), facts.clone().into())])
        );
        let store = situation.store.as_ref().unwrap();
        assert_eq!(
            (
                store.city.as_deref(),
                store.zone.as_ref().map(|zone| zone.name())
            ),
            (Some("Москва"), Some("Europe/Moscow"))
        );
    }
    assert!(anonymous.member.is_none());
    assert_eq!(
        of_ann.places[&StoreId::new("kazan-1")].city.as_deref(),
        Some("Казань")
    );
}
