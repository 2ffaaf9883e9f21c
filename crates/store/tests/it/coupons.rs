//! Coupons are used no more often than their series allows, however many tills are at it.

use std::thread;

use regulars_engine::id::{MemberId, PurchaseId, QuoteId};
use regulars_engine::name::RuleId;
use regulars_engine::time::Instant;
use regulars_store::*;

use crate::support::*;

const SERIES: &str = "welcome";

fn write(code: &str, change: CouponChange) -> CouponWrite {
    CouponWrite {
        code: code.to_owned(),
        series: RuleId::new(SERIES),
        change,
    }
}

fn issued(shop: &Shop, codes: &[&str], member: Option<MemberId>) {
    let expires_at = Some(day(30));
    let issue = |code: &&str| write(code, CouponChange::Issue { member, expires_at });
    shop.commit(Changeset {
        posted_at: day(0),
        coupons: codes.iter().map(issue).collect(),
        ..Changeset::default()
    });
}

/// A purchase of nobody that uses a code: the limits are those of the code and of its series.
fn sale(shop: &Shop, code: &str, limits: (Option<i64>, Option<i64>)) -> Changeset {
    let purchase = shop.purchase(None, hour(10));
    let used = CouponChange::Use {
        purchase: purchase.id,
        most: limits.0,
        total: limits.1,
        quote: None,
    };
    Changeset {
        posted_at: hour(10),
        coupons: vec![write(code, used)],
        purchases: vec![purchase],
        ..Changeset::default()
    }
}

/// The same by the quote that holds the code.
fn sale_by(shop: &Shop, code: &str, by: QuoteId) -> Changeset {
    let mut sale = sale(shop, code, ONCE);
    if let CouponChange::Use { quote, .. } = &mut sale.coupons[0].change {
        *quote = Some(by);
    }
    sale
}

const ONCE: (Option<i64>, Option<i64>) = (Some(1), None);

fn moved(code: &str) -> CommitError {
    CommitError::CouponMoved {
        code: code.to_owned(),
    }
}

fn row(shop: &Shop, code: &str) -> CouponRow {
    let row = shop.store.read(|reader| reader.coupon(code)).unwrap();
    row.unwrap()
}

#[test]
fn parallel_checkouts_do_not_use_a_code_twice() {
    let shop = Shop::open();
    issued(&shop, &["A"], None);
    let sales: Vec<Changeset> = (0..12).map(|_| sale(&shop, "A", ONCE)).collect();
    let done: usize = thread::scope(|tills| {
        let tills: Vec<_> = sales
            .into_iter()
            .map(|sale| tills.spawn(|| shop.store.commit_blocking(sale)))
            .collect();
        let outcomes = tills.into_iter().map(|till| till.join().unwrap());
        let posted = outcomes.filter(|outcome| match outcome {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(*error, moved("A"));
                false
            }
        });
        posted.count()
    });
    assert_eq!((done, row(&shop, "A").uses), (1, 1));
    shop.assert_sound();
}

#[test]
fn parallel_checkouts_do_not_pass_the_total_of_a_series() {
    let shop = Shop::open();
    let codes = ["A", "B", "C", "D", "E", "F", "G", "H"];
    issued(&shop, &codes, None);
    let limits = (Some(1), Some(3));
    let sales: Vec<Changeset> = codes.iter().map(|code| sale(&shop, code, limits)).collect();
    let done: usize = thread::scope(|tills| {
        let tills: Vec<_> = sales
            .into_iter()
            .map(|sale| tills.spawn(|| shop.store.commit_blocking(sale)))
            .collect();
        let outcomes = tills.into_iter().map(|till| till.join().unwrap());
        outcomes.filter(Result::is_ok).count()
    });
    let uses = shop
        .store
        .read(|reader| reader.coupon_series_uses(&RuleId::new(SERIES)))
        .unwrap();
    assert_eq!((done, uses), (3, 3));
}

#[test]
fn one_changeset_does_not_pass_a_limit_by_itself() {
    let shop = Shop::open();
    issued(&shop, &["A", "B"], None);
    let mut both = sale(&shop, "A", (Some(1), Some(1)));
    let other = sale(&shop, "B", (Some(1), Some(1)));
    both.coupons.extend(other.coupons);
    both.purchases.extend(other.purchases);
    assert_eq!(shop.refuse(both), moved("B"));
    assert_eq!(row(&shop, "A").uses, 0);
}

#[test]
fn a_public_code_has_its_row_from_its_first_use() {
    let shop = Shop::open();
    let first = sale(&shop, "SPRING", (None, None));
    let purchase = first.purchases[0].id;
    shop.commit(first);
    shop.commit(sale(&shop, "SPRING", (None, None)));
    assert_eq!(row(&shop, "SPRING").uses, 2);
    let uses = shop.store.read(|reader| reader.coupon_uses("SPRING", 10));
    let uses: Vec<PurchaseId> = uses.unwrap().iter().map(|used| used.purchase).collect();
    assert_eq!((uses.len(), uses.last()), (2, Some(&purchase)));
}

#[test]
fn a_use_given_back_can_be_made_again() {
    let shop = Shop::open();
    issued(&shop, &["A"], None);
    let first = sale(&shop, "A", ONCE);
    let purchase = first.purchases[0].id;
    shop.commit(first);
    let back = CouponChange::GiveBack { purchase };
    shop.commit(Changeset {
        posted_at: hour(11),
        coupons: vec![write("A", back)],
        voids: vec![purchase],
        ..Changeset::default()
    });
    let uses = shop.store.read(|reader| reader.coupon_uses("A", 10));
    assert_eq!(uses.unwrap()[0].back_at, Some(hour(11)));
    shop.commit(sale(&shop, "A", ONCE));
    assert_eq!(shop.refuse(sale(&shop, "A", ONCE)), moved("A"));
}

#[test]
fn a_withdrawn_code_dies_unless_it_was_used() {
    let shop = Shop::open();
    issued(&shop, &["A", "B"], None);
    shop.commit(sale(&shop, "B", ONCE));
    let withdraw = |code| write(code, CouponChange::Withdraw);
    shop.commit(Changeset {
        posted_at: hour(12),
        coupons: vec![withdraw("A"), withdraw("B")],
        ..Changeset::default()
    });
    assert_eq!(row(&shop, "A").revoked_at, Some(hour(12)));
    assert_eq!(row(&shop, "B").revoked_at, None);
    assert_eq!(shop.refuse(sale(&shop, "A", ONCE)), moved("A"));
}

/// A hold of a code under a basket.
fn holding(shop: &Shop, member: MemberId, basket: &str, code: &str, until: Instant) -> Changeset {
    let mut hold = shop.hold(basket, 1, 0);
    hold.hold.lots.clear();
    hold.hold.expires_at = until;
    hold.coupons = vec![HeldCoupon {
        code: code.to_owned(),
        series: RuleId::new(SERIES),
        most: Some(1),
        total: None,
    }];
    let owner = OwnerChange {
        hold: Some(hold),
        ..unchanged(member, shop.version_of(member))
    };
    Changeset {
        posted_at: hour(9),
        owners: vec![owner],
        ..Changeset::default()
    }
}

#[test]
fn a_held_code_is_for_its_quote_till_the_hold_lapses() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    issued(&shop, &["A"], None);
    let first = holding(&shop, ann, "basket-1", "A", hour(20));
    shop.commit(first);
    // The same basket again takes over what its earlier quote held.
    let again = holding(&shop, ann, "basket-1", "A", hour(20));
    let quote = again.owners[0].hold.as_ref().unwrap().hold.quote;
    shop.commit(again);
    assert_eq!(
        shop.refuse(holding(&shop, bob, "basket-2", "A", hour(20))),
        moved("A")
    );
    assert_eq!(shop.refuse(sale(&shop, "A", ONCE)), moved("A"));
    let mut late = sale(&shop, "A", ONCE);
    late.posted_at = hour(20);
    let revoke = write("A", CouponChange::Revoke);
    shop.commit(Changeset {
        posted_at: hour(9),
        coupons: vec![revoke],
        ..Changeset::default()
    });
    // A promise is kept though the code was called back meanwhile.
    assert_eq!(shop.refuse(late), moved("A"));
    shop.commit(sale_by(&shop, "A", quote));
    assert_eq!(row(&shop, "A").uses, 1);
}

#[test]
fn a_hold_that_is_released_or_has_lapsed_leaves_the_code_free() {
    let shop = Shop::open();
    let ann = shop.register("1");
    issued(&shop, &["A", "B"], None);
    shop.commit(holding(&shop, ann, "basket-1", "A", hour(10)));
    shop.commit(sale(&shop, "A", ONCE));
    let held = holding(&shop, ann, "basket-2", "B", hour(20));
    let quote = held.owners[0].hold.as_ref().unwrap().hold.quote;
    shop.commit(held);
    assert_eq!(shop.refuse(sale(&shop, "B", ONCE)), moved("B"));
    let owner = OwnerChange {
        released: vec![quote],
        ..unchanged(ann, shop.version_of(ann))
    };
    shop.commit(Changeset {
        posted_at: hour(9),
        owners: vec![owner],
        ..Changeset::default()
    });
    shop.commit(sale(&shop, "B", ONCE));
}

#[test]
fn what_a_decision_reads_of_codes_leaves_its_own_hold_out() {
    let shop = Shop::open();
    let ann = shop.register("1");
    issued(&shop, &["A"], Some(ann));
    let held = holding(&shop, ann, "basket-1", "A", hour(20));
    let quote = held.owners[0].hold.as_ref().unwrap().hold.quote;
    shop.commit(held);
    let scope = CouponScope {
        codes: vec![
            ("A".to_owned(), None),
            ("NONE".to_owned(), None),
            ("SPRING".to_owned(), Some(RuleId::new("spring"))),
        ],
        buyer: Some(ann),
        now: hour(10),
        ..CouponScope::default()
    };
    let states = |scope: &CouponScope| shop.store.read(|reader| reader.coupon_states(scope));
    let seen = states(&scope).unwrap();
    assert_eq!(seen.keys().collect::<Vec<_>>(), ["A", "SPRING"]);
    let a = &seen["A"];
    assert_eq!((a.held, a.series_held, a.member_held), (1, 1, 1));
    assert_eq!((a.member, a.expires_at), (Some(ann), Some(day(30))));
    for own in [
        CouponScope {
            quote: Some(quote),
            ..scope.clone()
        },
        CouponScope {
            basket: Some("basket-1".to_owned()),
            ..scope.clone()
        },
    ] {
        let a = &states(&own).unwrap()["A"];
        assert_eq!((a.held, a.series_held, a.member_held), (0, 0, 0));
    }
}

#[test]
fn lists_of_coupons_go_on_where_they_stopped() {
    let shop = Shop::open();
    let ann = shop.register("1");
    issued(&shop, &["C", "A", "B"], Some(ann));
    let page = |after: Option<&Cursor>| {
        let page = shop
            .store
            .read(|reader| reader.coupons_of_member(ann, after, 2));
        page.unwrap()
    };
    let codes = |page: &Page<CouponRow>| -> Vec<String> {
        page.items.iter().map(|row| row.code.clone()).collect()
    };
    let first = page(None);
    assert_eq!(codes(&first), ["A", "B"]);
    let rest = page(first.next.as_ref());
    assert_eq!((codes(&rest), rest.next), (vec!["C".to_owned()], None));
    let series = RuleId::new(SERIES);
    let all = shop
        .store
        .read(|reader| reader.coupons_of_series(&series, None, 10))
        .unwrap();
    assert_eq!(codes(&all), ["A", "B", "C"]);
}
