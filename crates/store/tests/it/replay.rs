//! Group commit changes nothing: changesets sent all at once end as the same ones sent one by one.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use regulars_engine::id::MemberId;
use regulars_store::*;

use crate::engine;
use crate::support::*;

/// One thing a till may do, right or wrong.
#[derive(Debug, Clone)]
enum Step {
    /// A sale to a member, decided on a version that may be stale, under one of few call keys.
    Sale {
        member: usize,
        behind: bool,
        key: u8,
        body: u8,
    },
    /// A return of one unit of the first line of an earlier sale, which may be gone.
    Return { sale: usize },
    /// A void of an earlier sale.
    Void { sale: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let sale = (0..3_usize, prop::bool::weighted(0.2), 0..12_u8, 0..2_u8);
    prop_oneof![
        4 => sale.prop_map(|(member, behind, key, body)| Step::Sale { member, behind, key, body }),
        1 => (0..8_usize).prop_map(|sale| Step::Return { sale }),
        1 => (0..8_usize).prop_map(|sale| Step::Void { sale }),
    ]
}

/// Changesets for the steps, decided without looking at what became of the ones before.
fn changesets(shop: &Shop, members: &[MemberId], steps: &[Step]) -> Vec<Changeset> {
    let mut versions = vec![1_u32; members.len()];
    let mut sold = Vec::new();
    let mut made = Vec::new();
    for step in steps {
        let changeset = match *step {
            Step::Sale {
                member,
                behind,
                key,
                body,
            } => {
                let version = versions[member] - u32::from(behind && versions[member] > 1);
                versions[member] = version + 1;
                let sale = shop.sale(members[member], i64::from(version), version, day(1));
                sold.push(sale.purchases[0].id);
                Changeset {
                    call: Some(call(&key.to_string(), body)),
                    ..sale
                }
            }
            Step::Return { sale } => {
                let Some(id) = sold.get(sale) else { continue };
                let returns = vec![shop.returned(*id, 1, 1, 40_000, day(2))];
                Changeset {
                    posted_at: day(2),
                    returns,
                    ..Changeset::default()
                }
            }
            Step::Void { sale } => {
                let Some(id) = sold.get(sale) else { continue };
                Changeset {
                    posted_at: day(2),
                    voids: vec![*id],
                    ..Changeset::default()
                }
            }
        };
        made.push(changeset);
    }
    made
}

/// Everything that can be seen of a shop's members afterwards.
fn seen(shop: &Shop, members: &[MemberId]) -> Vec<(i64, i64, usize)> {
    let purchases = |member| {
        shop.store
            .read(|reader| reader.purchases(member, None, 100))
            .unwrap()
            .items
    };
    members
        .iter()
        .map(|member| {
            (
                shop.version_of(*member),
                shop.available(*member),
                purchases(*member).len(),
            )
        })
        .collect()
}

#[test]
fn all_at_once_ends_as_one_by_one() {
    let config = Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    };
    let steps = prop::collection::vec(step(), 1..40);
    TestRunner::new(config)
        .run(&steps, |steps| {
            let (together, apart) = (Shop::open(), Shop::open());
            let members: Vec<MemberId> =
                (0..3).map(|n| together.register(&n.to_string())).collect();
            let same: Vec<MemberId> = (0..3).map(|n| apart.register(&n.to_string())).collect();
            prop_assert_eq!(&members, &same);
            let made = changesets(&together, &members, &steps);
            let sent: Vec<_> = made
                .iter()
                .map(|made| together.store.submit(made.clone()))
                .collect();
            let at_once: Vec<_> = sent
                .into_iter()
                .map(|sent| sent.blocking_recv().unwrap())
                .collect();
            let by_one: Vec<_> = made
                .into_iter()
                .map(|made| apart.store.commit_blocking(made))
                .collect();
            if engine::IN_ORDER {
                prop_assert_eq!(at_once, by_one);
                prop_assert_eq!(seen(&together, &members), seen(&apart, &members));
            }
            together.assert_sound();
            Ok(())
        })
        .unwrap();
}
