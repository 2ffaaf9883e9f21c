//! Money between partners and the program: kept with what caused it, summed by the time of posting.

use regulars_engine::coalition::{ClearingAccount, ClearingKind, ClearingMove, Issue};
use regulars_engine::id::PostingId;
use regulars_engine::name::{PartnerId, UnitId};
use regulars_engine::number::{Money, Points};
use regulars_engine::points::LotNumber;
use regulars_engine::program::PointValue;
use regulars_engine::time::Instant;
use regulars_store::*;

use crate::support::*;

fn price() -> PointValue {
    PointValue {
        points: Points::from_raw(100),
        money: Money::from_minor(9_000),
    }
}

fn moved(kind: ClearingKind, points: i64, amount: i64) -> ClearingMove {
    ClearingMove {
        kind,
        partner: PartnerId::new("grocer"),
        unit: UnitId::new("points"),
        points: Points::from_raw(points),
        amount: Money::from_minor(amount),
        price: price(),
        lot: Some(LotNumber(1)),
    }
}

/// A sale on a day whose lot the grocer pays for.
fn sale(shop: &Shop, card: &str, on: i64) -> Changeset {
    let member = shop.register(card);
    let mut sale = shop.sale(member, 1, 1, day(on));
    let issue = Issue {
        partner: PartnerId::new("grocer"),
        price: price(),
    };
    let owner = &mut sale.owners[0];
    owner.lots[0].issue = Some(issue);
    let id = PostingId::from_raw(shop.id());
    let moved = moved(ClearingKind::Issued, 30, 2_700);
    owner.clearing = vec![(id, owner.postings[0].1, moved, day(on))];
    sale
}

fn sums(shop: &Shop, from: Instant, to: Instant) -> Vec<(ClearingKind, ClearingAccount, i64, i64)> {
    let sums = shop.store.read(|reader| reader.clearing(from, to));
    let told = |sum: ClearingSum| (sum.kind, sum.account, sum.points.raw(), sum.amount.minor());
    sums.unwrap().into_iter().map(told).collect()
}

#[test]
fn who_paid_for_a_lot_is_kept_with_it() {
    let shop = Shop::open();
    let sale = sale(&shop, "1", 1);
    let lot = sale.owners[0].lots[0].clone();
    let member = sale.owners[0].owner;
    shop.commit(sale);
    let lots = shop.store.read(|reader| reader.lots(member)).unwrap();
    assert_eq!(lots, [lot]);
    shop.assert_sound();
}

#[test]
fn moves_are_summed_by_the_time_they_were_posted() {
    let shop = Shop::open();
    for (card, on) in [("1", 1), ("2", 1), ("3", 2)] {
        let sale = sale(&shop, card, on);
        shop.commit(sale);
    }
    let both = |points, amount: i64| {
        [
            (
                ClearingKind::Issued,
                ClearingAccount::Clearing,
                points,
                -amount,
            ),
            (
                ClearingKind::Issued,
                ClearingAccount::DueFrom,
                points,
                amount,
            ),
        ]
    };
    assert_eq!(sums(&shop, day(1), day(2)), both(60, 5_400));
    assert_eq!(sums(&shop, day(1), day(3)), both(90, 8_100));
    assert_eq!(sums(&shop, hour(25), day(2)), []);
    shop.assert_sound();
}
