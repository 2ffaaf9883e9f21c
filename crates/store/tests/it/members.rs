//! Members: profiles whole and back, identifiers, searches, yearly dates.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::member::{Consent, ConsentState, Gender, Profile, Value};
use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::number::Quantity;
use regulars_engine::time::LocalDate;
use regulars_store::*;

use crate::support::*;

fn date(year: i32, month: i32, day: i32) -> LocalDate {
    LocalDate::new(year, month, day).unwrap()
}

fn full_profile() -> Profile {
    let consent = Consent {
        state: ConsentState::Granted,
        at: day(0),
    };
    let attributes = [
        ("size".to_owned(), Value::Text("M".to_owned())),
        ("children".to_owned(), Value::Number(Quantity::whole(2))),
        ("student".to_owned(), Value::Flag(true)),
        ("joined_club".to_owned(), Value::Date(date(2020, 1, 31))),
    ];
    Profile {
        first_name: Some("Анна".to_owned()),
        middle_name: Some("Петровна".to_owned()),
        last_name: Some("Ёлкина".to_owned()),
        birth_date: Some(date(1990, 2, 28)),
        gender: Some(Gender::Female),
        city: Some("Казань".to_owned()),
        phone: Some("+79161234567".to_owned()),
        email: Some("anna@example.org".to_owned()),
        language: Some("ru".to_owned()),
        store: Some(StoreId::new("kazan-1")),
        tags: vec!["vip".to_owned(), "50%_off".to_owned()],
        dates: BTreeMap::from([("wedding".to_owned(), date(2015, 7, 4))]),
        consents: BTreeMap::from([("sms".to_owned(), consent)]),
        attributes: BTreeMap::from(attributes),
    }
}

fn change(member: MemberId, expected: i64, profile: Profile) -> ProfileChange {
    ProfileChange {
        member,
        expected,
        profile,
        add: Vec::new(),
        drop: Vec::new(),
        blocked: false,
    }
}

#[test]
fn a_profile_comes_back_as_it_was_written() {
    let shop = Shop::open();
    let ann = shop.register_with(full_profile(), vec![card("1"), phone("+79161234567")]);
    let row = shop.member(ann);
    assert_eq!(row.profile, full_profile());
    assert_eq!(row.identifiers, vec![card("1"), phone("+79161234567")]);
    assert_eq!(
        (row.version, row.registered_at, row.blocked),
        (1, day(0), false)
    );
}

#[test]
fn a_changed_profile_moves_the_version_and_replaces_everything() {
    let shop = Shop::open();
    let ann = shop.register_with(full_profile(), vec![card("1")]);
    let blocked = ProfileChange {
        blocked: true,
        ..change(ann, 1, Profile::default())
    };
    shop.commit(Changeset {
        posted_at: day(1),
        profiles: vec![blocked],
        ..Changeset::default()
    });
    let row = shop.member(ann);
    assert_eq!(
        (row.profile, row.blocked, row.version),
        (Profile::default(), true, 2)
    );
    let stale = change(ann, 1, full_profile());
    let refused = shop.refuse(Changeset {
        posted_at: day(2),
        profiles: vec![stale],
        ..Changeset::default()
    });
    assert_eq!(refused, CommitError::Conflict { owner: ann });
}

#[test]
fn members_are_found_by_parts_of_words_in_any_case() {
    let shop = Shop::open();
    let ann = shop.register_with(full_profile(), vec![]);
    let bob = Profile {
        first_name: Some("Bob".to_owned()),
        city: Some("Москва".to_owned()),
        ..Profile::default()
    };
    let bob = shop.register_with(bob, vec![]);
    let check = |filter: MemberFilter, expected: &[MemberId]| {
        let page = shop
            .store
            .read(|reader| reader.search_members(&filter, None, 10))
            .unwrap();
        let found: Vec<MemberId> = page.items.iter().map(|row| row.id).collect();
        assert_eq!(found, expected, "{filter:?}");
    };
    let q = |text: &str| MemberFilter {
        q: Some(text.to_owned()),
        ..MemberFilter::default()
    };
    check(MemberFilter::default(), &[bob, ann]);
    check(q("ёЛК"), &[ann]);
    check(q("234"), &[ann]);
    check(q("ANNA@"), &[ann]);
    check(q("%"), &[]);
    check(q("b"), &[bob]);
    check(q("o"), &[]);
    check(
        MemberFilter {
            city: Some("Москва".to_owned()),
            ..MemberFilter::default()
        },
        &[bob],
    );
    check(
        MemberFilter {
            tag: Some("50%_off".to_owned()),
            ..MemberFilter::default()
        },
        &[ann],
    );
    check(
        MemberFilter {
            tag: Some("50".to_owned()),
            ..MemberFilter::default()
        },
        &[],
    );
    check(
        MemberFilter {
            store: Some(StoreId::new("kazan-1")),
            ..MemberFilter::default()
        },
        &[ann],
    );
}

/// A member of this last name, with these cards.
fn named(shop: &Shop, last_name: &str, cards: &[&str]) -> MemberId {
    let profile = Profile {
        last_name: Some(last_name.to_owned()),
        ..Profile::default()
    };
    let cards = cards.iter().map(|number| card(number)).collect();
    shop.register_with(profile, cards)
}

fn found(shop: &Shop, q: &str, limit: usize) -> Vec<MemberId> {
    let filter = MemberFilter {
        q: Some(q.to_owned()),
        ..MemberFilter::default()
    };
    let mut found = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let read = |reader: &Reader<'_>| reader.search_members(&filter, after.as_ref(), limit);
        let page = shop.store.read(read).unwrap();
        found.extend(page.items.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

#[test]
fn what_fits_better_comes_first_and_no_page_repeats_it() {
    let shop = Shop::open();
    let whole = named(&shop, "Ким", &[]);
    let begins = named(&shop, "Кимова", &[]);
    let others = ["Евдокимов", "Акимова", "Якимов"].map(|name| named(&shop, name, &[]));
    let newest_first = others.iter().rev().copied();
    let expected: Vec<_> = [whole, begins].into_iter().chain(newest_first).collect();
    for limit in 1..=6 {
        assert_eq!(found(&shop, "КИМ", limit), expected, "pages of {limit}");
    }
    assert_eq!(found(&shop, "ки", 10), [begins, whole]);
}

#[test]
fn beginnings_of_numbers_come_first_and_in_their_order() {
    let shop = Shop::open();
    let inside = named(&shop, "Ким", &["4290001"]);
    let both = named(&shop, "Ким", &["2900019", "2900011"]);
    let first = named(&shop, "Ким", &["2900010", "79002900010"]);
    let phone = Profile {
        phone: Some("+79002900018".to_owned()),
        ..Profile::default()
    };
    let number = Identifier {
        kind: IdentifierKind::Phone,
        value: "+79002900018".to_owned(),
    };
    let phone = shop.register_with(phone, vec![number]);
    for limit in 1..=5 {
        let pages = format!("pages of {limit}");
        assert_eq!(
            found(&shop, "29000", limit),
            [first, both, phone, inside],
            "{pages}"
        );
        assert_eq!(
            found(&shop, "290001", limit),
            [first, both, phone, inside],
            "{pages}"
        );
        assert_eq!(found(&shop, "2900011", limit), [both], "{pages}");
        assert_eq!(
            found(&shop, "7 900 29000", limit),
            [first, phone],
            "{pages}"
        );
        assert_eq!(
            found(&shop, "8 900 29000", limit),
            [phone, first],
            "{pages}"
        );
    }
}

#[test]
fn a_member_is_found_by_the_words_as_they_stand_now() {
    let shop = Shop::open();
    let ann = named(&shop, "Петрова", &["7000 001"]);
    let other = named(&shop, "Петрова", &[]);
    assert_eq!(found(&shop, "петр 7000001", 10), [ann]);
    let profile = Profile {
        last_name: Some("Сидорова".to_owned()),
        phone: Some("+79001234567".to_owned()),
        ..Profile::default()
    };
    let change = ProfileChange {
        add: vec![card("8000")],
        drop: vec![card("7000 001")],
        ..change(ann, 1, profile)
    };
    shop.commit(Changeset {
        posted_at: day(1),
        profiles: vec![change],
        ..Changeset::default()
    });
    for (q, expected) in [
        ("петр", vec![other]),
        ("сидорова", vec![ann]),
        ("7000001", vec![]),
        ("8000", vec![ann]),
        ("4567", vec![ann]),
        ("8 (900) 123", vec![ann]),
        ("900123-45-67 ", vec![ann]),
        ("дорова 3456", vec![ann]),
        ("\" OR *", vec![]),
    ] {
        assert_eq!(found(&shop, q, 10), expected, "{q}");
    }
    shop.assert_sound();
}

#[test]
fn members_are_listed_in_pages() {
    let shop = Shop::open();
    let all: Vec<MemberId> = (0..7).map(|n| shop.register(&n.to_string())).collect();
    let mut seen = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let filter = MemberFilter::default();
        let page = shop
            .store
            .read(|reader| reader.search_members(&filter, after.as_ref(), 3))
            .unwrap();
        seen.extend(page.items.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let newest_first: Vec<MemberId> = all.into_iter().rev().collect();
    assert_eq!(seen, newest_first);
    let bad = Cursor::new("not ours");
    let refused = shop
        .store
        .read(|reader| reader.search_members(&MemberFilter::default(), Some(&bad), 3));
    assert!(matches!(refused, Err(StoreError::BadCursor)));
}

#[test]
fn yearly_dates_follow_the_profile() {
    let shop = Shop::open();
    let ann = shop.register_with(full_profile(), vec![]);
    let on = |month, day, name: &str| {
        shop.store
            .read(|reader| reader.members_with_date(month, day, name, None, 10))
            .unwrap()
    };
    assert_eq!(on(2, 28, "birthday"), [ann]);
    assert_eq!(on(7, 4, "wedding"), [ann]);
    assert_eq!(on(2, 28, "wedding"), []);
    let leap = Profile {
        birth_date: Some(date(1992, 2, 29)),
        ..Profile::default()
    };
    let profiles = vec![change(ann, 1, leap)];
    shop.commit(Changeset {
        posted_at: day(1),
        profiles,
        ..Changeset::default()
    });
    assert_eq!(on(2, 28, "birthday"), []);
    assert_eq!(on(7, 4, "wedding"), []);
    assert_eq!(on(2, 29, "birthday"), [ann]);
    let after = shop
        .store
        .read(|reader| reader.members_with_date(2, 29, "birthday", Some(ann), 10))
        .unwrap();
    assert_eq!(after, []);
}

#[test]
fn whose_points_burn_is_found_by_when() {
    let shop = Shop::open();
    let [ann, bob] = ["1", "2"].map(|number| shop.register(number));
    for member in [ann, bob] {
        shop.commit(shop.sale(member, 1, 1, hour(5)));
        let mut lot = active_lot(1, 30, None);
        lot.expires_at = Some(day(9));
        let change = OwnerChange {
            lots: vec![lot],
            next_lot: 2,
            due_at: Some(day(9)),
            ..unchanged(member, 2)
        };
        shop.commit(Changeset {
            posted_at: day(1),
            owners: vec![change],
            ..Changeset::default()
        });
    }
    let burning = |unit: &str, from: i64, to: i64, after| {
        let (unit, window) = (UnitId::new(unit), (day(from), day(to)));
        let found = shop
            .store
            .read(|reader| reader.members_with_points_burning(&unit, window, after, 10));
        found.unwrap()
    };
    assert_eq!(burning("points", 8, 9, None), [ann, bob], "by its end");
    assert_eq!(burning("points", 8, 9, Some(ann)), [bob]);
    assert_eq!(burning("points", 9, 10, None), [], "not what burned before");
    assert_eq!(burning("points", 7, 8, None), []);
    assert_eq!(burning("miles", 8, 9, None), []);
}

#[test]
fn everybody_is_read_page_by_page() {
    let shop = Shop::open();
    let mut joined: Vec<MemberId> = (0..5)
        .map(|_| shop.register_with(full_profile(), vec![]))
        .collect();
    joined.sort();
    let mut seen = Vec::new();
    loop {
        let after = seen.last().copied();
        let page = shop
            .store
            .read(|reader| reader.members_after(after, 2))
            .unwrap();
        seen.extend(page.iter().copied());
        if page.len() < 2 {
            break;
        }
    }
    assert_eq!(seen, joined);
}

#[test]
fn owners_come_due_in_order_of_time() {
    let shop = Shop::open();
    let members: Vec<MemberId> = (0..4).map(|n| shop.register(&n.to_string())).collect();
    for (member, at) in members.iter().zip([day(5), day(3), day(5), day(9)]) {
        let change = OwnerChange {
            due_at: Some(at),
            check_at: Some(day(1)),
            ..unchanged(*member, 1)
        };
        shop.commit(Changeset {
            posted_at: day(0),
            owners: vec![change],
            ..Changeset::default()
        });
    }
    let due = |after, limit| {
        shop.store
            .read(|reader| reader.owners_due(day(5), after, limit))
            .unwrap()
    };
    let expected = [
        (day(3), members[1]),
        (day(5), members[0]),
        (day(5), members[2]),
    ];
    let expected = expected.map(|(at, owner)| Due { at, owner });
    assert_eq!(due(None, 10), expected);
    assert_eq!(due(Some(expected[1]), 10), expected[2..]);
    assert_eq!(due(None, 1), expected[..1]);
    let check = shop
        .store
        .read(|reader| reader.owners_to_check(day(1), None, 10))
        .unwrap();
    assert_eq!(check.len(), 4);
    let done = OwnerChange {
        due_at: None,
        check_at: Some(day(2)),
        ..unchanged(members[1], 2)
    };
    shop.commit(Changeset {
        posted_at: day(3),
        owners: vec![done],
        ..Changeset::default()
    });
    assert_eq!(due(None, 10), expected[1..]);
    assert_eq!(shop.member(members[1]).check_at, Some(day(2)));
}
