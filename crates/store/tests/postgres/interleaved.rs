//! Two transactions of the journal in the orders that a sequence and a transaction's number get wrong, forced by hand.

use std::thread;

use regulars_engine::id::MemberId;
use regulars_store::JournalRow;
use tokio_postgres::{Client, NoTls};

use crate::engine;
use crate::journal::{assert_whole, follow};
use crate::support::*;

/// A connection of nobody's store: a writer as slow as the test wants it.
struct Slow {
    runtime: tokio::runtime::Runtime,
    client: Client,
}

impl Slow {
    fn connect(shop: &Shop) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = { runtime }.worker_threads(1).enable_all().build().unwrap();
        let url = engine::url(shop.folder.path());
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
            tokio::spawn(connection);
            client
        });
        Self { runtime, client }
    }

    /// Whether somebody waits for a lock by name in this database.
    fn is_waited_for(&self) -> bool {
        let asked = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                     WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted";
        let row = self.runtime.block_on(self.client.query_one(asked, &[]));
        row.unwrap().get::<_, i64>(0) > 0
    }

    fn run(&self, sql: &str) {
        self.runtime
            .block_on(self.client.batch_execute(sql))
            .unwrap();
    }

    /// Takes the transaction's own number, as its first write does.
    fn take_number(&self) {
        self.run("SELECT pg_current_xact_id()");
    }

    fn lock(&self, owner: MemberId) {
        self.run(&format!(
            "SELECT id FROM owners WHERE id = {} FOR UPDATE",
            owner.raw()
        ));
    }

    /// Writes a fact as a store does: without a position.
    fn tell(&self, owner: MemberId, number: u32) {
        self.run(&format!(
            "INSERT INTO journal (pos, at, posted_at, kind, owner, payload)
             VALUES (NULL, 0, 0, 'told', {}, '{{\"number\":{number}}}')",
            owner.raw()
        ));
    }
}

/// Reads on, and answers the payloads that are new.
fn read_on(shop: &Shop, after: &mut i64, seen: &mut Vec<JournalRow>) -> usize {
    engine::catch_up(&shop.store);
    let before = seen.len();
    follow(&shop.store, after, seen);
    seen.len() - before
}

#[test]
fn a_lower_sequence_that_comes_late_is_read_once_after_what_was_read() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let (early, late) = (Slow::connect(&shop), Slow::connect(&shop));
    let (mut after, mut seen) = (0, Vec::new());
    // The first takes its place in the sequence and goes on and on; the second takes a later one and commits.
    early.run("BEGIN");
    early.lock(ann);
    early.tell(ann, 1);
    late.run("BEGIN");
    late.lock(bob);
    late.tell(bob, 1);
    late.run("COMMIT");
    assert_eq!(
        read_on(&shop, &mut after, &mut seen),
        1,
        "what is committed"
    );
    early.run("COMMIT");
    assert_eq!(read_on(&shop, &mut after, &mut seen), 1, "what came late");
    assert_eq!(read_on(&shop, &mut after, &mut seen), 0, "nothing twice");
    assert_eq!(seen[0].owner, Some(bob));
    assert_eq!(seen[1].owner, Some(ann));
    assert_whole(&seen, 1);
}

#[test]
fn a_transaction_numbered_before_it_had_the_owner_comes_after_who_had_it() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let (first, second) = (Slow::connect(&shop), Slow::connect(&shop));
    let (mut after, mut seen) = (0, Vec::new());
    // The second has the lower number, and waits for the owner until the first has committed.
    second.run("BEGIN");
    second.take_number();
    first.run("BEGIN");
    first.take_number();
    first.lock(ann);
    first.tell(ann, 1);
    first.run("COMMIT");
    assert_eq!(read_on(&shop, &mut after, &mut seen), 1);
    second.lock(ann);
    second.tell(ann, 2);
    assert_eq!(read_on(&shop, &mut after, &mut seen), 0, "not committed");
    second.run("COMMIT");
    assert_eq!(read_on(&shop, &mut after, &mut seen), 1);
    assert_whole(&seen, 2);
}

#[test]
fn an_owner_whose_writers_are_numbered_in_one_pass_stays_in_order() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let (first, second, slow) = (
        Slow::connect(&shop),
        Slow::connect(&shop),
        Slow::connect(&shop),
    );
    slow.run("BEGIN");
    slow.lock(bob);
    slow.tell(bob, 1);
    second.run("BEGIN");
    second.take_number();
    for (writer, number) in [(&first, 1), (&second, 2)] {
        if number == 1 {
            writer.run("BEGIN");
        }
        writer.lock(ann);
        writer.tell(ann, number);
        writer.run("COMMIT");
    }
    let (mut after, mut seen) = (0, Vec::new());
    assert_eq!(read_on(&shop, &mut after, &mut seen), 2);
    slow.run("COMMIT");
    assert_eq!(read_on(&shop, &mut after, &mut seen), 1);
    let anns: Vec<_> = seen.iter().filter(|row| row.owner == Some(ann)).collect();
    assert_eq!(anns[0].payload, "{\"number\":1}");
    assert_eq!(anns[1].payload, "{\"number\":2}");
    assert!(seen.iter().map(|row| row.pos).eq(1..=3));
}

/// Two that number at once could give one position to two facts.
#[test]
fn facts_are_numbered_by_one_at_a_time() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let (writer, other) = (Slow::connect(&shop), Slow::connect(&shop));
    other.run("BEGIN; SELECT pg_advisory_xact_lock(7205759403792795)");
    writer.tell(ann, 1);
    thread::scope(|scope| {
        let numbering = scope.spawn(|| engine::catch_up(&shop.store));
        while !other.is_waited_for() {
            assert!(!numbering.is_finished(), "numbered beside another");
        }
        other.run("COMMIT");
    });
    let (mut after, mut seen) = (0, Vec::new());
    follow(&shop.store, &mut after, &mut seen);
    assert!(seen.iter().any(|row| row.kind == "told"), "{seen:?}");
}
