//! What is SQLite's own: the folder, the lock, two processes on one file, the plans of hot statements.

use std::time::Duration;

use rusqlite::Connection;

use regulars_store::*;

use crate::support::*;

fn server() -> Options {
    Options {
        role: Role::Server,
        ..Options::default()
    }
}

#[test]
fn one_server_per_folder_and_commands_beside_it() {
    let shop = Shop::with(server());
    let second = Store::open(shop.folder.path(), server()).unwrap_err();
    assert!(matches!(second, StoreError::InUse { .. }), "{second}");
    assert!(
        second.to_string().contains("in use by a running server"),
        "{second}"
    );
    let command = Store::open(shop.folder.path(), Options::default()).unwrap();
    assert_eq!(shop.store.node().number, 0);
    assert_ne!(command.node().number, 0);
    drop(command);
    let shop = shop.reopen(server());
    shop.register("1");
}

#[test]
fn two_writers_on_one_folder_stay_correct() {
    let shop = Shop::with(server());
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let command = Store::open(shop.folder.path(), Options::default()).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 1..=40_u32 {
                shop.commit(shop.sale(ann, i64::from(turn), turn, day(1)));
            }
        });
        for turn in 1..=40_u32 {
            command
                .commit_blocking(shop.sale(bob, i64::from(turn), turn, day(1)))
                .unwrap();
        }
    });
    // What one decided before the other wrote is refused.
    let owner = OwnerChange {
        next_lot: 41,
        ..unchanged(ann, 41)
    };
    let moved = Changeset {
        posted_at: day(2),
        owners: vec![owner],
        ..Changeset::default()
    };
    command.commit_blocking(moved).unwrap();
    assert_eq!(
        shop.refuse(touched(ann, 41)),
        CommitError::Conflict { owner: ann }
    );
    let facts = shop.store.read(|reader| reader.journal(0, 1_000)).unwrap();
    assert!(facts.iter().map(|fact| fact.pos).eq(1..=80));
    let counts = shop.store.read(|reader| reader.counts()).unwrap();
    assert_eq!((counts.members, counts.purchases), (2, 80));
    shop.assert_sound();
}

#[test]
fn a_database_held_by_another_process_is_busy_for_all_at_once() {
    let busy = Duration::from_millis(50);
    let shop = Shop::with(Options {
        busy,
        ..Options::default()
    });
    let ann = shop.register("1");
    let other = Connection::open(shop.folder.path().join("regulars.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let sent: Vec<_> = (0..100)
        .map(|_| shop.store.submit(touched(ann, 1)))
        .collect();
    for answer in sent {
        assert_eq!(answer.blocking_recv().unwrap(), Err(CommitError::Busy));
    }
    assert_eq!(shop.version_of(ann), 1, "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    shop.commit(touched(ann, 1));
}

#[test]
fn a_folder_without_a_database_is_said_so() {
    let empty = tempfile::tempdir().unwrap();
    let options = Options {
        create: false,
        ..Options::default()
    };
    let refused = Store::open(&empty.path().join("data"), options).unwrap_err();
    assert!(
        matches!(refused, StoreError::NoDatabase { .. }),
        "{refused}"
    );
}

#[test]
fn a_database_of_a_newer_binary_is_refused() {
    let shop = Shop::open();
    let conn = Connection::open(shop.folder.path().join("regulars.db")).unwrap();
    conn.execute_batch("INSERT INTO schema_migrations VALUES (99, 'later')")
        .unwrap();
    let refused = Store::open(shop.folder.path(), Options::default()).unwrap_err();
    assert!(
        matches!(refused, StoreError::Newer { found: 99, .. }),
        "{refused}"
    );
}

/// The reads of a quote cost the same for a member of eight years: each goes through an index.
#[test]
fn no_hot_read_scans_a_table() {
    let shop = Shop::open();
    let conn = Connection::open(shop.folder.path().join("regulars.db")).unwrap();
    let files = [
        "owner", "member", "ledger", "quote", "counter", "purchase", "event", "product", "store",
        "call", "session",
    ];
    let cold = [
        "member_list",
        "member_find",
        "purchase_search_external",
        "session_end_all",
        "member_with_date",
        "product_list",
        "product_costs",
        "store_list",
    ];
    for file in files {
        let path = format!("{}/queries/{file}.sql", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        for statement in text.split("-- name: ").skip(1) {
            let (name, sql) = statement.split_once('\n').unwrap();
            if cold.contains(&name) {
                continue;
            }
            let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps: Vec<String> = plan
                .raw_query()
                .mapped(|row| row.get(3))
                .map(Result::unwrap)
                .collect();
            let scans = |step: &&String| step.starts_with("SCAN") && *step != "SCAN CONSTANT ROW";
            let scan = steps.iter().find(scans);
            assert_eq!(scan, None, "{name}");
        }
    }
}
