//! Purchases, returns, voids, and what of them stays in a member's history.

use regulars_engine::id::{ExchangeId, PurchaseId};
use regulars_engine::number::{Money, Quantity};
use regulars_engine::program::Needs;
use regulars_engine::situation::PastPurchase;
use regulars_engine::time::{Instant, Span};
use regulars_store::*;

use crate::support::*;

fn history(shop: &Shop, member: regulars_engine::id::MemberId, at: Instant) -> Vec<PastPurchase> {
    let needs = Needs {
        purchases: Some(Span::Days(90)),
        lines: true,
        ..Needs::default()
    };
    let loaded = shop
        .store
        .read(|reader| reader.situation(member, &scope(&needs, at)))
        .unwrap();
    loaded.unwrap().situation.history
}

#[test]
fn a_purchase_comes_back_as_it_was_written() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let exchange = Some(ExchangeId::from_raw(9));
    let new = NewPurchase {
        external: Some(external("p-1")),
        version: Some(program_version(3)),
        cashier: Some("17".to_owned()),
        exchange,
        ..shop.purchase(Some(ann), day(1))
    };
    let (id, lines) = (new.id, new.lines.clone());
    shop.commit(Changeset {
        posted_at: hour(25),
        purchases: vec![new.clone()],
        ..Changeset::default()
    });
    let row = shop
        .store
        .read(|reader| reader.purchase(id))
        .unwrap()
        .unwrap();
    assert_eq!(row.posted_at, hour(25));
    assert_eq!(
        (row.external, row.member, row.at, row.offset),
        (new.external, Some(ann), new.at, new.offset)
    );
    assert_eq!(
        (row.store, row.till, row.cashier, row.channel),
        (new.store, new.till, new.cashier, new.channel)
    );
    assert_eq!(
        (row.version, row.totals, row.decision),
        (new.version, new.totals, new.decision)
    );
    assert_eq!(
        (row.exchange, row.voided, row.returns.len()),
        (exchange, false, 0)
    );
    let nothing =
        |line: &PurchaseLineRow| line.returned_quantity.is_zero() && line.returned_amount.is_zero();
    assert!(row.lines.iter().all(nothing));
    assert!(row.lines.into_iter().map(|row| row.line).eq(lines));
    let found = shop
        .store
        .read(|reader| reader.purchase_by_external(&external("p-1")))
        .unwrap();
    assert_eq!(found, Some(id));
}

#[test]
fn returns_add_up_on_lines_and_head() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let sale = shop.sale(ann, 1, 1, day(1));
    let id = sale.purchases[0].id;
    shop.commit(sale);
    let back = |line, units, refund, version| Changeset {
        posted_at: day(2),
        owners: vec![OwnerChange {
            next_lot: 2,
            ..unchanged(ann, version)
        }],
        returns: vec![NewReturn {
            member: Some(ann),
            external: Some(external(&format!("r-{version}"))),
            decision: Some("{}".to_owned()),
            ..shop.returned(id, line, units, refund, day(2))
        }],
        ..Changeset::default()
    };
    shop.commit(back(2, 1, 5_000, 2));
    let row = shop
        .store
        .read(|reader| reader.purchase(id))
        .unwrap()
        .unwrap();
    assert_eq!(row.returns.len(), 1);
    assert_eq!(row.returns[0].lines[0].quantity, Quantity::ONE);
    assert_eq!(row.lines[1].returned_quantity, Quantity::ONE);
    assert_eq!(row.lines[1].returned_amount, Money::from_minor(5_000));
    let past = history(&shop, ann, day(3));
    assert_eq!(past[0].amount, Money::from_minor(45_000));
    assert_eq!(past[0].lines[1].quantity, Quantity::ONE);
    assert_eq!(past[0].lines[1].amount, Money::from_minor(5_000));

    shop.commit(back(1, 1, 40_000, 3));
    assert_eq!(
        history(&shop, ann, day(3))[0].lines.len(),
        1,
        "a line that came back whole is gone"
    );
    shop.commit(back(2, 1, 5_000, 4));
    assert_eq!(history(&shop, ann, day(3)), [], "so is a purchase");
    assert_eq!(
        shop.refuse(back(2, 1, 5_000, 5)),
        CommitError::PurchaseMoved { purchase: id }
    );
    let found = shop
        .store
        .read(|reader| reader.return_by_external(&external("r-3")))
        .unwrap()
        .unwrap();
    let row = shop
        .store
        .read(|reader| reader.return_(found))
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.purchase, row.refund, row.member),
        (Some(id), Money::from_minor(40_000), Some(ann))
    );
    shop.assert_sound();
}

#[test]
fn an_unlinked_return_keeps_its_goods() {
    let shop = Shop::open();
    let mut returned = NewReturn {
        purchase: None,
        ..shop.returned(PurchaseId::from_raw(1), 1, 1, 700, day(1))
    };
    returned.lines[0].sku = Some("cola".into());
    let id = returned.id;
    shop.commit(Changeset {
        posted_at: day(1),
        returns: vec![returned.clone()],
        ..Changeset::default()
    });
    let row = shop
        .store
        .read(|reader| reader.return_(id))
        .unwrap()
        .unwrap();
    assert_eq!((row.purchase, row.lines), (None, returned.lines));
    shop.assert_sound();
}

#[test]
fn a_voided_purchase_leaves_the_history_and_the_last_visit() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, day(1)));
    let second = shop.sale(ann, 2, 2, day(2));
    let id = second.purchases[0].id;
    shop.commit(second);
    let last = || {
        let needs = Needs::default();
        let loaded = shop
            .store
            .read(|reader| reader.situation(ann, &scope(&needs, day(9))))
            .unwrap();
        loaded.unwrap().situation.last_purchase_at
    };
    assert_eq!(last(), Some(day(2)));
    let void = Changeset {
        posted_at: day(2),
        voids: vec![id],
        owners: vec![OwnerChange {
            next_lot: 3,
            ..unchanged(ann, 3)
        }],
        ..Changeset::default()
    };
    shop.commit(void);
    assert_eq!(last(), Some(day(1)));
    assert_eq!(history(&shop, ann, day(9)).len(), 1);
    assert!(
        shop.store
            .read(|reader| reader.purchase(id))
            .unwrap()
            .unwrap()
            .voided
    );
}

#[test]
fn purchases_are_listed_latest_first_also_within_one_instant() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let days = [3, 1, 2, 2, 2];
    for (turn, at) in (1..).zip(days) {
        shop.commit(shop.sale(ann, i64::from(turn), turn, day(at)));
    }
    let mut seen = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let page = shop
            .store
            .read(|reader| reader.purchases(ann, after.as_ref(), 2))
            .unwrap();
        seen.extend(page.items.iter().map(|head| (head.at, head.id)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut expected = seen.clone();
    expected.sort_unstable();
    expected.reverse();
    expected.dedup();
    assert_eq!((seen.len(), &seen), (5, &expected));
}

/// A bulk changeset is a changeset like any other.
#[test]
fn thousands_of_purchases_go_in_at_once() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let purchases: Vec<_> = (0..3_000)
        .map(|n| NewPurchase {
            external: Some(external(&n.to_string())),
            decision: None,
            ..shop.purchase((n % 2 == 0).then_some(ann), hour(n))
        })
        .collect();
    let owners = vec![unchanged(ann, 1)];
    shop.commit(Changeset {
        posted_at: day(200),
        purchases,
        owners,
        ..Changeset::default()
    });
    let counts = shop.store.read(|reader| reader.counts()).unwrap();
    assert_eq!((counts.members, counts.purchases), (1, 3_000));
    assert_eq!(history(&shop, ann, hour(3_000)).len(), 92 * 24 / 2);
    shop.assert_sound();
}
