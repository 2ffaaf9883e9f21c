//! What reports of the program read: what members did, where they joined, which receipts are theirs, what should be.

use regulars_engine::id::SpendId;
use regulars_engine::member::Profile;
use regulars_engine::name::StoreId;
use regulars_engine::number::Money;
use regulars_engine::points::Account;
use regulars_engine::time::LocalDate;
use regulars_store::*;

use crate::support::*;

fn days() -> (LocalDate, LocalDate) {
    let first: LocalDate = "2026-03-01".parse().unwrap();
    (first, first.plus_days(40))
}

#[test]
fn receipts_are_told_by_place_with_and_without_a_member() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, hour(5)));
    let mut unknown = shop.purchase(None, hour(6));
    unknown.till = Some("9".to_owned());
    unknown.cashier = None;
    let mut back = shop.purchase(None, hour(7));
    back.store = None;
    let voided = back.id;
    shop.commit(Changeset {
        posted_at: hour(7),
        purchases: vec![unknown, back],
        ..Changeset::default()
    });
    shop.commit(Changeset {
        posted_at: hour(8),
        voids: vec![voided],
        ..Changeset::default()
    });
    let told = |rows: Vec<(LocalDate, ReceiptPlace, Receipts)>| {
        let rows = rows.into_iter().filter(|(.., of)| of.receipts > 0);
        rows.map(|(day, place, of)| {
            let till = place.till.as_deref().unwrap_or("–").to_owned();
            (
                day.days_since(days().0),
                till,
                of.receipts,
                of.identified,
                of.sales.minor(),
            )
        })
        .collect::<Vec<_>>()
    };
    let by_store = shop.store.read(|reader| reader.receipts_by_store(days()));
    assert_eq!(
        told(by_store.unwrap()),
        [(0, "–".to_owned(), 2, 1, 100_000)]
    );
    let by_place = shop.store.read(|reader| reader.receipts_by_place(days()));
    let by_place = told(by_place.unwrap());
    assert_eq!(by_place.len(), 2, "{by_place:?}");
    assert!(
        by_place.contains(&(0, "9".to_owned(), 1, 0, 50_000)),
        "{by_place:?}"
    );
    let later = (days().0.plus_days(1), days().1);
    let none = shop.store.read(|reader| reader.receipts_by_place(later));
    assert_eq!(none.unwrap(), []);
}

#[test]
fn where_somebody_joined_is_kept_and_the_home_store_stands_in() {
    let shop = Shop::open();
    let home = Profile {
        store: Some(StoreId::new("kazan-2")),
        ..Profile::default()
    };
    let (ann, bob) = (
        shop.register("1"),
        shop.register_with(home, vec![card("2")]),
    );
    shop.commit(Changeset {
        posted_at: day(0),
        registrations: vec![NewRegistration {
            member: ann,
            store: Some(StoreId::new("kazan-1")),
            till: Some("2".to_owned()),
            cashier: None,
            source: Some("till".to_owned()),
        }],
        ..Changeset::default()
    });
    let of = |ends| {
        let mut told = Vec::new();
        let read = shop
            .store
            .read(|reader| reader.registrations(ends, |row| told.push(row)));
        read.unwrap();
        told
    };
    let expected = |member, store: &str, till: Option<&str>, source: Option<&str>| Registration {
        member,
        at: day(0),
        store: Some(StoreId::new(store)),
        till: till.map(str::to_owned),
        cashier: None,
        source: source.map(str::to_owned),
    };
    assert_eq!(
        of((day(0), day(1))),
        [
            expected(ann, "kazan-1", Some("2"), Some("till")),
            expected(bob, "kazan-2", None, None),
        ]
    );
    assert_eq!(of((day(1), day(2))), []);
}

#[test]
fn targets_stand_in_place_of_those_before() {
    let shop = Shop::open();
    let target = |store: Option<&str>, percent| TargetRow {
        store: store.map(StoreId::new),
        percent,
    };
    let put = |targets: &[TargetRow]| {
        shop.commit(Changeset {
            posted_at: day(0),
            targets: Some(targets.to_vec()),
            ..Changeset::default()
        });
        shop.store
            .read(|reader| reader.identification_targets())
            .unwrap()
    };
    let both = [target(None, 60), target(Some("kazan-1"), 70)];
    assert_eq!(put(&both), both);
    let one = [target(Some("kazan-1"), 65)];
    assert_eq!(put(&one), one);
    shop.commit(Changeset {
        posted_at: day(1),
        ..Changeset::default()
    });
    assert_eq!(put(&[]), []);
}

#[test]
fn what_members_did_is_told_member_by_member() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, hour(5)));
    let read = |tell: &mut dyn FnMut(&Reader<'_>) -> Result<(), StoreError>| {
        shop.store.read(|reader| tell(reader)).unwrap();
    };
    let (mut joined, mut spent, mut sides, mut rest) = (vec![], vec![], vec![], 0);
    read(&mut |reader| reader.joined(None, |member, at| joined.push((member, at))));
    read(&mut |reader| reader.spent(None, |row| spent.push((row.member, row.kept.minor()))));
    read(&mut |reader| {
        reader.posted_sides(None, |side| {
            sides.push((side.account, side.lot.is_some(), side.points.raw()))
        })
    });
    read(&mut |reader| reader.told_events(None, |_, _| rest += 1));
    read(&mut |reader| reader.coupons_used(|_, _| rest += 1));
    read(&mut |reader| reader.levels_reached(None, |_| rest += 1));
    assert_eq!(joined, [(ann, day(0))]);
    assert_eq!(spent, [(ann, 50_000)]);
    sides.sort();
    assert_eq!(
        sides,
        [
            (Account::Available, true, 30),
            (Account::Issued, false, -30)
        ]
    );
    assert_eq!(rest, 0);
    let bob = shop.register("2");
    shop.commit(shop.sale(bob, 1, 1, hour(6)));
    let mut whose = vec![];
    read(&mut |reader| reader.spent(Some(&[bob]), |row| whose.push(row.member)));
    read(&mut |reader| reader.posted_sides(Some(&[bob]), |side| whose.push(side.member)));
    assert_eq!(whose, [bob; 3]);
}

#[test]
fn dashboards_are_put_whole_and_dropped() {
    let shop = Shop::open();
    let row = |name: &str| DashboardRow {
        id: "monday".to_owned(),
        name: name.to_owned(),
        tiles: "[]".to_owned(),
        changed_at: day(1),
    };
    let after = |change: DashboardChange| {
        shop.commit(Changeset {
            posted_at: day(1),
            dashboards: vec![change],
            ..Changeset::default()
        });
        shop.store.read(|reader| reader.dashboards()).unwrap()
    };
    assert_eq!(after(DashboardChange::Put(row("Monday"))), [row("Monday")]);
    assert_eq!(
        after(DashboardChange::Put(row("Every Monday"))),
        [row("Every Monday")]
    );
    let gone = DashboardChange::Drop("monday".to_owned());
    assert_eq!(after(gone.clone()), []);
    assert_eq!(after(gone), []);
}

#[test]
fn money_spent_is_listed_by_its_days_and_taken_back() {
    let shop = Shop::open();
    let row = |id: i64, from: i32, to: i32| SpendRow {
        id: SpendId::from_raw(id),
        from: days().0.plus_days(from),
        to: days().0.plus_days(to),
        purpose: Purpose::Acquisition,
        amount: Money::from_minor(100 * id),
        source: Some("poster".to_owned()),
        label: None,
        note: None,
        by: Actor::Machine,
        name: None,
        at: day(1),
    };
    let write = |spend: Vec<SpendChange>| {
        shop.commit(Changeset {
            posted_at: day(1),
            spend,
            ..Changeset::default()
        });
    };
    let rows = [row(1, 0, 9), row(2, 5, 5), row(3, 5, 20), row(4, 30, 30)];
    write(rows.iter().cloned().map(SpendChange::Add).collect());
    let listed = |from: i32, to: i32, after: Option<&Cursor>| {
        let ends = (days().0.plus_days(from), days().0.plus_days(to));
        let page = shop.store.read(|reader| reader.spend(ends, after, 2));
        let page = page.unwrap();
        let ids: Vec<i64> = page.items.iter().map(|row| row.id.raw()).collect();
        (ids, page.next)
    };
    let (first, next) = listed(0, 40, None);
    assert_eq!(
        (first, listed(0, 40, next.as_ref()).0),
        (vec![4, 3], vec![2, 1])
    );
    assert_eq!(listed(6, 29, None), (vec![3, 1], None));
    assert_eq!(listed(21, 29, None), (vec![], None));
    let kept = |id: i64| {
        shop.store
            .read(|reader| reader.spend_of(SpendId::from_raw(id)))
    };
    assert_eq!(kept(3).unwrap(), Some(row(3, 5, 20)));
    let gone = SpendChange::Drop(SpendId::from_raw(3));
    write(vec![gone.clone()]);
    write(vec![gone]);
    assert_eq!(kept(3).unwrap(), None);
}
