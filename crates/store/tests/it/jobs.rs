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
        finished_jobs: vec![leased[0].id],
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
        .fail_job(leased[0].id, "no luck", Some(day(3)))
        .unwrap();
    assert_eq!(keys(&lease(&shop, 2, 9)), ["b"], "one bad job stops nobody");
    let again = lease(&shop, 3, 1);
    assert_eq!((keys(&again), again[0].attempts), (vec!["a"], 2));
    shop.store.fail_job(again[0].id, "never", None).unwrap();
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
