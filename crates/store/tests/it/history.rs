//! What reports and analytics read of all members.

use regulars_engine::id::MemberId;
use regulars_engine::number::Money;
use regulars_engine::time::LocalDate;
use regulars_store::*;

use crate::support::*;

fn date(text: &str) -> LocalDate {
    text.parse().unwrap()
}

/// Everybody, with all that analytics keep.
fn pasts(shop: &Shop) -> Vec<MemberPast> {
    let mut told = Vec::new();
    let everybody = (MemberId::from_raw(i64::MIN), MemberId::from_raw(i64::MAX));
    let read = shop.store.read(|reader| {
        reader.pasts(everybody, |past| {
            told.push(past);
            Ok(())
        })
    });
    read.unwrap();
    told
}

/// Members, days of their sales at the place and amounts.
fn purchases(pasts: &[MemberPast]) -> Vec<(MemberId, LocalDate, i64)> {
    let sales = pasts.iter().flat_map(|past| {
        let member = past.member.id;
        past.sales.iter().map(move |sale| (member, sale))
    });
    let told = sales.map(|(member, sale)| {
        let (day, _) = sale.past.at.wall_clock(sale.offset);
        (member, day, sale.past.amount.minor())
    });
    told.collect()
}

fn lines(pasts: &[MemberPast]) -> Vec<(String, Money)> {
    let sales = pasts.iter().flat_map(|past| &past.sales);
    let lines = sales.flat_map(|sale| &sale.past.lines);
    let told = lines.map(|line| {
        let sku = line.sku.as_ref().unwrap().as_str().to_owned();
        (sku, line.amount)
    });
    told.collect()
}

/// Members, days of the sales and what was given back.
fn brought_back(shop: &Shop) -> Vec<(MemberId, LocalDate, i64)> {
    let mut told = Vec::new();
    let read = shop.store.read(|reader| {
        reader.returned_purchases(|back| told.push((back.member, back.day, back.amount.minor())))
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
    let pasts = pasts(&shop);
    assert_eq!(purchases(&pasts), expected);
    let amounts = [
        ("burger", 40_000),
        ("cola", 5_000),
        ("burger", 40_000),
        ("cola", 10_000),
    ];
    let amounts = amounts.map(|(sku, minor)| (sku.to_owned(), Money::from_minor(minor)));
    assert_eq!(lines(&pasts), amounts);
    let back = [
        (ann, date("2026-03-02"), 5_000),
        (bob, date("2026-03-05"), 50_000),
    ];
    assert_eq!(brought_back(&shop), back);
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
