//! Jobs: once per key, leased to one, retried, laid aside.

use regulars_store::*;

use crate::support::*;

fn job(key: &str, lane: Lane, due: i64) -> NewJob {
    NewJob {
        kind: "daily",
        lane,
        key: key.to_owned(),
        due_at: day(due),
        payload: "{}".to_owned(),
    }
}

fn queue(shop: &Shop, jobs: Vec<NewJob>) {
    shop.commit(Changeset {
        posted_at: day(0),
        jobs,
        ..Changeset::default()
    });
}

fn lease(shop: &Shop, now: i64, limit: usize) -> Vec<Job> {
    let lanes = [
        Lane::Transactional,
        Lane::Triggered,
        Lane::Bulk,
        Lane::Maintenance,
    ];
    shop.store
        .lease_jobs(&lanes, day(now), day(now + 1), limit)
        .unwrap()
}

fn keys(jobs: &[Job]) -> Vec<&str> {
    jobs.iter().map(|job| job.key.as_str()).collect()
}

#[test]
fn jobs_are_leased_by_lane_and_time_and_to_one_only() {
    let shop = Shop::open();
    let jobs = [
        ("a", Lane::Bulk, 1),
        ("b", Lane::Transactional, 2),
        ("c", Lane::Bulk, 0),
        ("d", Lane::Triggered, 9),
    ];
    queue(
        &shop,
        jobs.map(|(key, lane, due)| job(key, lane, due)).into(),
    );
    assert_eq!(keys(&lease(&shop, 2, 2)), ["b", "c"]);
    assert_eq!(keys(&lease(&shop, 2, 9)), ["a"]);
    assert_eq!(keys(&lease(&shop, 2, 9)), [""; 0]);
    // Whoever leased them has died: they come again when the lease ends.
    let again = lease(&shop, 3, 9);
    assert_eq!(keys(&again), ["b", "a", "c"]);
    assert!(again.iter().all(|job| job.attempts == 2));
}

#[test]
fn a_key_runs_once_also_after_it_is_done() {
    let shop = Shop::open();
    queue(
        &shop,
        vec![job("a", Lane::Bulk, 0), job("a", Lane::Bulk, 0)],
    );
    let leased = lease(&shop, 0, 9);
    assert_eq!(keys(&leased), ["a"]);
    shop.commit(Changeset {
        posted_at: day(0),
        finished_jobs: vec![leased[0].leased()],
        ..Changeset::default()
    });
    queue(&shop, vec![job("a", Lane::Bulk, 0)]);
    assert_eq!(lease(&shop, 5, 9), []);
    assert_eq!(shop.store.read(|reader| reader.job_counts()).unwrap(), []);
}

#[test]
fn a_job_that_fails_waits_and_is_laid_aside_in_the_end() {
    let shop = Shop::open();
    queue(
        &shop,
        vec![job("a", Lane::Triggered, 0), job("b", Lane::Triggered, 0)],
    );
    let leased = lease(&shop, 0, 1);
    shop.store
        .fail_job(leased[0].leased(), "no luck", Some(day(3)))
        .unwrap();
    assert_eq!(keys(&lease(&shop, 2, 9)), ["b"], "one bad job stops nobody");
    let again = lease(&shop, 3, 1);
    assert_eq!((keys(&again), again[0].attempts), (vec!["a"], 2));
    let last = again[0].leased();
    shop.store.fail_job(last, "never", None).unwrap();
    let counts = shop.store.read(|reader| reader.job_counts()).unwrap();
    assert_eq!(
        counts,
        [LaneCount {
            lane: Lane::Triggered,
            waiting: 1,
            dead: 1
        }]
    );
    let dead = shop.store.read(|reader| reader.dead_jobs(None, 9)).unwrap();
    let [dead] = dead.items.as_slice() else {
        panic!("{dead:?}")
    };
    assert_eq!(
        (dead.job.key.as_str(), dead.reason.as_deref()),
        ("a", Some("never"))
    );
    let revived = Changeset {
        posted_at: day(4),
        revived_jobs: vec![dead.job.id],
        ..Changeset::default()
    };
    shop.commit(revived.clone());
    shop.commit(revived);
    let again = lease(&shop, 4, 9);
    let tried = again.iter().find(|job| job.key == "a").unwrap();
    assert_eq!(tried.attempts, 1, "as if it had never been tried");
    let none = shop.store.read(|reader| reader.dead_jobs(None, 9)).unwrap();
    assert!(none.items.is_empty());
}

#[test]
fn a_job_that_another_has_leased_is_out_of_the_hands_of_who_had_it() {
    let shop = Shop::open();
    let ann = shop.register("1");
    queue(&shop, vec![job("a", Lane::Bulk, 0)]);
    let slow = lease(&shop, 0, 9)[0].leased();
    let quick = lease(&shop, 2, 9)[0].leased();
    let under = |held| Changeset {
        held: Some(Held::Job(held)),
        ..shop.sale(ann, 1, 1, day(2))
    };
    let done = |job| Changeset {
        posted_at: day(2),
        finished_jobs: vec![job],
        ..Changeset::default()
    };
    assert_eq!(shop.refuse(under(slow)), CommitError::LeaseLost);
    assert_eq!(shop.refuse(done(slow)), CommitError::LeaseLost);
    assert_eq!(shop.available(ann), 0, "nothing is written");
    shop.store.fail_job(slow, "too slow", None).unwrap();
    assert!(!shop.store.keep_job(slow, day(9)).unwrap());
    assert!(shop.store.keep_job(quick, day(9)).unwrap());
    assert_eq!(lease(&shop, 8, 9), [], "it is kept");
    shop.commit(under(quick));
    shop.commit(done(quick));
    assert_eq!(shop.refuse(done(quick)), CommitError::LeaseLost, "once");
    assert_eq!(shop.available(ann), 30);
}

#[test]
fn a_job_given_back_is_another_s_at_once() {
    let shop = Shop::open();
    queue(&shop, vec![job("a", Lane::Bulk, 0)]);
    let left = lease(&shop, 0, 9)[0].leased();
    shop.store.give_back_job(left, day(0)).unwrap();
    let again = lease(&shop, 0, 9);
    assert_eq!(again[0].attempts, 1, "as if it had not been tried");
    assert!(!shop.store.keep_job(left, day(9)).unwrap());
}
