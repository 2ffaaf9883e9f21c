//! Purchases of all members, as reports read them.

use regulars_engine::number::Money;
use regulars_engine::time::LocalDate;
use regulars_store::*;

use crate::support::*;

fn date(text: &str) -> LocalDate {
    text.parse().unwrap()
}

/// Members, days and amounts as told.
fn purchases(shop: &Shop) -> Vec<(regulars_engine::id::MemberId, LocalDate, i64)> {
    let mut told = Vec::new();
    let read = shop.store.read(|reader| {
        reader.kept_purchases(|kept| told.push((kept.member, kept.day, kept.amount.minor())))
    });
    read.unwrap();
    told
}

fn lines(shop: &Shop) -> Vec<(String, Money)> {
    let mut told = Vec::new();
    let read = shop.store.read(|reader| {
        reader.kept_lines(|line| told.push((line.sku.as_str().to_owned(), line.purchase.amount)))
    });
    read.unwrap();
    told
}

#[test]
fn what_was_kept_is_told_member_by_member_on_the_day_of_the_place() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let give = |member, at| {
        let sale = shop.purchase(member, at);
        let id = sale.id;
        shop.commit(Changeset {
            posted_at: at,
            purchases: vec![sale],
            ..Changeset::default()
        });
        id
    };
    give(Some(bob), day(0));
    // 22:00 in UTC is the next day at the place.
    let returned = give(Some(ann), hour(22));
    let voided = give(Some(ann), day(3));
    let gone = give(Some(bob), day(4));
    give(None, day(5));
    shop.commit(Changeset {
        posted_at: day(6),
        voids: vec![voided],
        returns: vec![
            shop.returned(returned, 2, 1, 5_000, day(6)),
            shop.returned(gone, 1, 1, 40_000, day(6)),
            shop.returned(gone, 2, 2, 10_000, day(6)),
        ],
        ..Changeset::default()
    });
    let expected = [
        (ann, date("2026-03-02"), 45_000),
        (bob, date("2026-03-01"), 50_000),
    ];
    assert_eq!(purchases(&shop), expected);
    let amounts = [
        ("burger", 40_000),
        ("cola", 5_000),
        ("burger", 40_000),
        ("cola", 10_000),
    ];
    let amounts = amounts.map(|(sku, minor)| (sku.to_owned(), Money::from_minor(minor)));
    assert_eq!(lines(&shop), amounts);
}

#[test]
fn external_ids_are_told_once_a_member() {
    let shop = Shop::open();
    let known = |value: &str| Identifier {
        kind: IdentifierKind::ExternalId,
        value: value.to_owned(),
    };
    let profile = regulars_engine::member::Profile::default;
    let ann = shop.register_with(profile(), vec![known("b"), known("a"), card("7")]);
    shop.register_with(profile(), vec![card("8")]);
    let ids = shop.store.read(|reader| reader.external_ids()).unwrap();
    assert_eq!(ids, [(ann, "a".to_owned())]);
}
