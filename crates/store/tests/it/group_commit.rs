//! Many callers, one writer: everyone is answered, in order, each changeset whole or not at all.

use std::thread;

use regulars_store::*;

use crate::support::*;

#[test]
fn eight_threads_write_and_every_answer_is_durable() {
    let shop = Shop::open();
    let members: Vec<_> = (0..8).map(|n| shop.register(&n.to_string())).collect();
    thread::scope(|scope| {
        for member in &members {
            scope.spawn(|| {
                for turn in 1..=50_u32 {
                    let sale = shop.sale(*member, i64::from(turn), turn, day(i64::from(turn)));
                    assert!(matches!(shop.commit(sale), Committed::Posted));
                }
            });
        }
    });
    let shop = shop.reopen(Options::default());
    assert!(
        members
            .iter()
            .all(|member| shop.available(*member) == 50 * 30)
    );
    let facts = shop.read_caught_up(|reader| reader.journal(0, 1_000));
    assert!(facts.iter().map(|fact| fact.pos).eq(1..=400));
    shop.assert_sound();
}

#[test]
fn threads_that_race_for_one_owner_lose_nothing_and_double_nothing() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let won: usize = thread::scope(|scope| {
        let races: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let sales = (0..20).map(|_| {
                        let version = shop.version_of(ann);
                        shop.sale(ann, version, u32::try_from(version).unwrap(), day(1))
                    });
                    sales
                        .filter(|sale| shop.store.commit_blocking(sale.clone()).is_ok())
                        .count()
                })
            })
            .collect();
        races.into_iter().map(|race| race.join().unwrap()).sum()
    });
    assert_eq!(shop.version_of(ann), 1 + i64::try_from(won).unwrap());
    assert_eq!(shop.available(ann), 30 * i64::try_from(won).unwrap());
    shop.assert_sound();
}

#[test]
fn one_call_sent_many_times_in_parallel_posts_once() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let sale = Changeset {
        call: Some(call("p-1", 1)),
        ..shop.sale(ann, 1, 1, day(1))
    };
    let sent: Vec<_> = (0..10).map(|_| shop.store.submit(sale.clone())).collect();
    let answers: Vec<_> = sent
        .into_iter()
        .map(|answer| answer.blocking_recv().unwrap().unwrap())
        .collect();
    let posted = answers
        .iter()
        .filter(|answer| matches!(answer, Committed::Posted))
        .count();
    assert_eq!((posted, answers.len()), (1, 10));
    assert_eq!(shop.available(ann), 30);
}

#[test]
fn a_changeset_that_cannot_be_written_takes_nobody_down_with_it() {
    let shop = Shop::open();
    let ann = shop.register("1");
    // A lot that changes without ever having been born: a surprise in the middle of the batch.
    let surprise = OwnerChange {
        lots: vec![active_lot(0, 10, None)],
        ..unchanged(ann, 2)
    };
    let broken = Changeset {
        owners: vec![surprise],
        ..shop.sale(ann, 2, 1, day(2))
    };
    let sent = [
        shop.sale(ann, 1, 1, day(1)),
        broken,
        shop.sale(ann, 2, 2, day(3)),
    ]
    .map(|changeset| shop.store.submit(changeset));
    let answers = sent.map(|answer| answer.blocking_recv().unwrap());
    assert!(matches!(answers[0], Ok(Committed::Posted)), "{answers:?}");
    assert!(
        matches!(answers[1], Err(CommitError::Broken(_))),
        "{answers:?}"
    );
    assert!(matches!(answers[2], Ok(Committed::Posted)), "{answers:?}");
    assert_eq!(shop.available(ann), 60);
    shop.assert_sound();
}

#[test]
fn what_was_submitted_is_written_before_the_store_closes() {
    let shop = Shop::open();
    let ann = shop.register("1");
    for turn in 1..=100_u32 {
        drop(
            shop.store
                .submit(shop.sale(ann, i64::from(turn), turn, day(1))),
        );
    }
    let shop = shop.reopen(Options::default());
    assert_eq!(shop.available(ann), 3_000);
    assert_eq!(shop.store.queue_len(), 0);
}
