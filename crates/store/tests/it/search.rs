//! Everyone's purchases, found by what a person knows of one.

use regulars_engine::id::PurchaseId;
use regulars_engine::member::Profile;
use regulars_engine::name::StoreId;
use regulars_engine::time::LocalDate;

use regulars_store::*;

use crate::support::*;

/// Four purchases: Ann's on the first day, partly returned; nobody's at another store, voided; Ann's of 22:00 in UTC,
/// which is the third day at the place; nobody's on the third day.
fn shop() -> (Shop, [PurchaseId; 4]) {
    let shop = Shop::open();
    let profile = Profile {
        first_name: Some("Ann".to_owned()),
        last_name: Some("Petrova".to_owned()),
        ..Profile::default()
    };
    let ann = shop.register_with(profile, vec![card("1")]);
    let mut purchases = [
        shop.purchase(Some(ann), hour(10)),
        shop.purchase(None, hour(11)),
        shop.purchase(Some(ann), hour(46)),
        shop.purchase(None, hour(47)),
    ];
    purchases[1].store = Some(StoreId::new("kazan-2"));
    purchases[2].external = Some(external("receipt-3"));
    let ids = purchases.clone().map(|purchase| purchase.id);
    shop.commit(Changeset {
        posted_at: day(2),
        purchases: purchases.to_vec(),
        ..Changeset::default()
    });
    shop.commit(Changeset {
        posted_at: day(2),
        returns: vec![shop.returned(ids[0], 2, 1, 5_000, day(2))],
        voids: vec![ids[1]],
        ..Changeset::default()
    });
    (shop, ids)
}

fn date(text: &str) -> Option<LocalDate> {
    Some(text.parse().unwrap())
}

fn page(
    shop: &Shop,
    filter: &PurchaseFilter,
    after: Option<&Cursor>,
    limit: usize,
) -> Page<PurchaseFound> {
    let page = shop
        .store
        .read(|reader| reader.search_purchases(filter, after, limit));
    page.unwrap()
}

#[test]
fn a_filter_finds_what_it_names_latest_first() {
    let (shop, ids) = shop();
    let check = |filter: PurchaseFilter, expected: &[usize]| {
        let found = page(&shop, &filter, None, 10).items.into_iter();
        let found: Vec<_> = found.map(|found| found.head.id).collect();
        let expected: Vec<_> = expected.iter().map(|place| ids[*place]).collect();
        assert_eq!(found, expected, "{filter:?}");
    };
    let all = PurchaseFilter::default;
    check(all(), &[3, 2, 1, 0]);
    check(
        PurchaseFilter {
            from: date("2026-03-03"),
            ..all()
        },
        &[3, 2],
    );
    check(
        PurchaseFilter {
            to: date("2026-03-02"),
            ..all()
        },
        &[1, 0],
    );
    check(
        PurchaseFilter {
            store: Some(StoreId::new("kazan-2")),
            ..all()
        },
        &[1],
    );
    check(
        PurchaseFilter {
            identified: Some(true),
            ..all()
        },
        &[2, 0],
    );
    check(
        PurchaseFilter {
            identified: Some(false),
            ..all()
        },
        &[3, 1],
    );
    check(
        PurchaseFilter {
            standing: Some(Standing::Posted),
            ..all()
        },
        &[3, 2],
    );
    check(
        PurchaseFilter {
            standing: Some(Standing::PartlyReturned),
            ..all()
        },
        &[0],
    );
    check(
        PurchaseFilter {
            standing: Some(Standing::Returned),
            ..all()
        },
        &[],
    );
    check(
        PurchaseFilter {
            standing: Some(Standing::Voided),
            ..all()
        },
        &[1],
    );
    check(
        PurchaseFilter {
            external: Some("receipt-3".to_owned()),
            ..all()
        },
        &[2],
    );
    check(
        PurchaseFilter {
            external: Some("receipt-4".to_owned()),
            ..all()
        },
        &[],
    );
}

#[test]
fn pages_go_on_where_the_last_ended_and_name_the_buyer() {
    let (shop, ids) = shop();
    let all = PurchaseFilter::default();
    let first = page(&shop, &all, None, 3);
    assert_eq!(first.items.len(), 3);
    let rest = page(&shop, &all, first.next.as_ref(), 3);
    assert_eq!((rest.items[0].head.id, rest.next), (ids[0], None));
    let buyer = rest.items[0].buyer.as_ref().unwrap();
    assert_eq!(buyer.name.as_deref(), Some("Ann Petrova"));
    assert_eq!(first.items[0].buyer, None);
    assert_eq!(first.items[0].till.as_deref(), Some("2"));
}
