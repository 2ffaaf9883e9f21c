//! Who comes to a segment and goes is told once, whichever process follows, and whoever is paused meanwhile.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use regulars_app::segment::{self, SegmentKind, SegmentState};
use regulars_app::{Actor, App, Result, Settings, job, member};
use regulars_engine::condition::ConditionFile;
use regulars_engine::member::Profile;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_engine::time::Instant;
use regulars_store::{JournalRow, Options, Role, Store};
use regulars_testkit::SettableClock;
use regulars_testkit::postgres::{Session, execute, new_database, strings};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const DAY_MS: i64 = 86_400_000;
/// How often it is looked whether a process waits for a lock, before the test gives up.
const LOOKS: usize = 10_000;

/// A database that two processes serve.
struct Shop {
    url: String,
    clock: Arc<SettableClock>,
    apps: [App; 2],
    runtime: Runtime,
    _folders: [TempDir; 2],
}

impl Shop {
    fn open() -> Self {
        let url = new_database();
        let (start, _) = Instant::parse_with_offset("2026-03-01T10:00:00+03:00").unwrap();
        let clock = Arc::new(SettableClock::at(start));
        let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
        let apps = [0, 1].map(|n: usize| {
            let options = Options {
                role: Role::Server,
                ..Options::default()
            };
            let store = Store::connect(&url, folders[n].path(), &options).unwrap();
            App::start(store, clock.clone(), Settings::default()).unwrap()
        });
        Self {
            url,
            clock,
            apps,
            runtime: Runtime::new().unwrap(),
            _folders: folders,
        }
    }

    fn save(&self, id: &str, when: &str) {
        let name = Text {
            en: id.to_owned(),
            ru: id.to_owned(),
        };
        let state = SegmentState {
            name,
            when: ConditionFile::read(when).unwrap(),
            kind: SegmentKind::Dynamic,
            as_of: None,
            taken: None,
        };
        let id = Some(SegmentId::new(id));
        let made = segment::make(&self.apps[0], Actor::Machine, id, state, None);
        self.runtime.block_on(made).unwrap();
    }

    /// A member joins; a second later that is past.
    fn join(&self) {
        let request = member::RegisterRequest {
            by: Actor::Machine,
            keyed: None,
            profile: Profile::default(),
            identifiers: Vec::new(),
            joined: member::Joined::default(),
        };
        let joined = member::register(&self.apps[1], request);
        self.runtime.block_on(joined).unwrap();
        self.clock.advance_ms(1_000);
    }

    /// Every fact that is committed has its number in the journal.
    fn number(&self) {
        self.apps[1].settle().unwrap();
    }

    /// A process does what is due.
    fn run(&self, n: usize) {
        let ran = self.runtime.block_on(job::run_due(&self.apps[n])).unwrap();
        assert_eq!(ran.failed, 0, "{ran:?}");
    }

    /// The same beside the test.
    fn running(&self, n: usize) -> JoinHandle<Result<job::Ran>> {
        let app = self.apps[n].clone();
        thread::spawn(move || Runtime::new().unwrap().block_on(job::run_due(&app)))
    }

    /// The lease of whoever leads runs out, as that of a process that was paused for long.
    fn run_out(&self) {
        execute(
            &self.url,
            "UPDATE leases SET until = 0 WHERE name NOT LIKE 'node/%'",
        );
    }

    /// Waits until so many processes wait for a lock.
    fn wait_for(&self, waiting: usize) {
        let asked = "SELECT count(*)::text FROM pg_locks WHERE locktype = 'relation' AND NOT granted \
                     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        let there = (0..LOOKS).any(|_| strings(&self.url, asked) == [waiting.to_string()]);
        assert!(there, "{waiting} processes should wait");
    }

    fn facts(&self) -> Vec<JournalRow> {
        self.number();
        let folder = TempDir::new().unwrap();
        let store = Store::connect(&self.url, folder.path(), &Options::default()).unwrap();
        store.read(|reader| reader.journal(0, 10_000)).unwrap()
    }

    /// How many have entered the segments and left them, as told; nobody twice without the other between.
    fn told(&self) -> (usize, usize) {
        let facts = self.facts();
        let moves: Vec<_> = facts
            .iter()
            .filter(|fact| fact.kind.starts_with("segment."))
            .map(|fact| (&fact.payload, fact.owner, fact.kind == "segment.entered"))
            .collect();
        for (n, (segment, member, entered)) in moves.iter().enumerate() {
            let before = moves[..n].iter().rev();
            let before = before.filter(|(s, m, _)| (s, m) == (segment, member));
            let was_inside = before.map(|(.., entered)| *entered).next().unwrap_or(false);
            assert_ne!(
                was_inside, *entered,
                "told twice of {member:?} in {segment}"
            );
        }
        let entered = moves.iter().filter(|(.., entered)| *entered).count();
        (entered, moves.len() - entered)
    }
}

#[test]
fn a_process_that_was_paused_writes_nothing_and_no_move_is_lost_or_told_twice() {
    let shop = Shop::open();
    shop.save("fresh", "member.registered: { within: 10d }");
    shop.save("old", "member.registered: { days_ago: { gte: 10 } }");
    shop.run(0);
    shop.join();
    shop.join();
    shop.number();

    // The first leads, and is paused while it finds out who entered: it waits for what we hold.
    let held = Session::open(&shop.url);
    held.execute("BEGIN; LOCK TABLE saved_cursor");
    let first = shop.running(0);
    shop.wait_for(1);
    assert_eq!(shop.told(), (0, 0));
    // Its lease runs out, and the other leads; then it wakes up, and would write what it finds.
    shop.run_out();
    let second = shop.running(1);
    shop.wait_for(2);
    held.execute("COMMIT");
    let (first, second) = (first.join().unwrap(), second.join().unwrap());
    assert!(first.is_err(), "it leads no more: {first:?}");
    assert_eq!(second.unwrap().failed, 0);
    // Analytics are read in beside its first look, which may have to do without them; the next one has them.
    shop.run(1);
    assert_eq!(shop.told(), (2, 0));

    // Awake again it does not lead, and finds nothing to write.
    let known = shop.facts().len();
    shop.run(0);
    assert_eq!(shop.facts().len(), known);

    // Time moves both: the other tells it, once.
    shop.clock.advance_ms(11 * DAY_MS);
    shop.run(0);
    assert_eq!(shop.told(), (2, 0), "who does not lead tells nothing");
    shop.run(1);
    assert_eq!(shop.told(), (4, 2));

    // The other stops; the first goes on where it stood.
    shop.run_out();
    shop.run(0);
    assert_eq!(shop.told(), (4, 2));
    shop.join();
    shop.number();
    shop.run(0);
    shop.run(1);
    assert_eq!(shop.told(), (5, 2));
    assert!(shop.apps[0].verify().unwrap().ok);
}
