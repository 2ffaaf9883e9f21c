//! Steps of versions rolled out, and what was bought under each.

use regulars_engine::id::RolloutStepId;
use regulars_engine::number::{Money, Points};
use regulars_engine::rollout::{Audience, Share};
use regulars_engine::time::Window;
use regulars_store::*;

use crate::support::*;

fn step(id: i64, kind: RolloutStepKind, audience: Option<Audience>, live: i64) -> RolloutStep {
    RolloutStep {
        id: RolloutStepId::from_raw(id),
        kind,
        version: program_version(2),
        beside: 1,
        audience,
        salt: "salt".to_owned(),
        live_at: day(live),
        by: Actor::Machine,
        note: (id == 1).then(|| "why".to_owned()),
    }
}

fn said(step: &RolloutStep, seen: i64) -> Changeset {
    Changeset {
        posted_at: day(1),
        segments_seen: Some(seen),
        rollout_steps: vec![step.clone()],
        ..Changeset::default()
    }
}

#[test]
fn steps_are_kept_in_the_order_in_which_they_were_said() {
    let shop = Shop::open();
    let share = Share::of_parts(1_000).map(Audience::Share);
    let stores = Audience::Stores(["kazan-1".into()].into());
    let steps = [
        step(1, RolloutStepKind::Started, share, 2),
        step(2, RolloutStepKind::Withdrawn, None, 3),
        step(3, RolloutStepKind::Started, Some(stores), 3),
    ];
    for step in &steps {
        let seen = shop.store.read(|reader| reader.segments_mark()).unwrap();
        shop.commit(said(step, seen));
        // Who looked before it is told.
        assert_eq!(shop.refuse(said(step, seen)), CommitError::SegmentsMoved);
    }
    let rows = shop.store.read(|reader| reader.rollout_steps()).unwrap();
    let kept: Vec<RolloutStep> = rows.iter().map(|row| row.step.clone()).collect();
    assert_eq!(kept, steps);
    assert!(rows.iter().all(|row| row.posted_at == day(1)));
}

#[test]
fn purchases_are_summed_up_by_the_version_that_decided_them() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let sell = |version: i64, decided_by: Option<u32>, at: i64| {
        let lot = u32::try_from(version).unwrap();
        let mut sale = shop.sale(ann, version, lot, day(at));
        sale.purchases[0].version = decided_by.map(program_version);
        shop.commit(sale);
    };
    sell(1, Some(2), 1);
    sell(2, Some(1), 2);
    sell(3, Some(2), 3);
    sell(4, Some(2), 4);
    sell(5, None, 3);
    let mut anonymous = shop.purchase(None, day(3));
    anonymous.version = Some(program_version(2));
    shop.commit(Changeset {
        posted_at: day(3),
        purchases: vec![anonymous],
        ..Changeset::default()
    });
    let window = Window {
        from: day(2),
        to: day(4),
    };
    let sales = shop
        .store
        .read(|reader| reader.version_sales(&program_version(2), 1, window));
    let of = |version, purchases, members| VersionSales {
        version,
        purchases,
        members,
        revenue: Money::from_minor(50_000 * i64::try_from(purchases).unwrap()),
        discount: Money::from_minor(0),
    };
    assert_eq!(sales.unwrap(), [of(1, 1, 1), of(2, 2, 1)]);
    let points = shop
        .store
        .read(|reader| reader.version_points(&program_version(2), 1, window));
    let of = |version| VersionPoints {
        version,
        unit: "points".into(),
        issued: Points::from_raw(30),
        redeemed: Points::from_raw(0),
    };
    assert_eq!(points.unwrap(), [of(1), of(2)]);
}
