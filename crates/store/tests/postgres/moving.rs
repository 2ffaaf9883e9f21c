//! An installation is moved to the other engine and back, while it is in use, and cut off at any point.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

use regulars_store::*;
use regulars_testkit::postgres::new_database;

use crate::engine;
use crate::staff::{added, open, sessions};
use crate::support::*;

/// What a caller sees of an installation.
pub fn seen(store: &Store) -> (Vec<JournalRow>, Vec<MemberRow>, Marks, bool) {
    store.settle().unwrap();
    let (facts, members, marks) = store
        .read(|reader| {
            let filter = MemberFilter::default();
            let members = reader.search_members(&filter, None, 100)?.items;
            Ok((reader.journal(0, 10_000)?, members, reader.marks()?))
        })
        .unwrap();
    (facts, members, marks, store.verify(|_| {}).unwrap().ok)
}

/// A shop with something of most kinds.
pub fn shop() -> Shop {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.register("2");
    let anna = added(&shop, "anna");
    shop.commit(sessions(hour(1), vec![open(1, anna.id)]));
    for lot in 1..=3 {
        let mut sale = shop.sale(ann, i64::from(lot), lot, day(1));
        sale.call = Some(call(&format!("sale-{lot}"), 7));
        shop.commit(sale);
    }
    shop
}

fn moved(from: Site<'_>, to: Site<'_>) -> Result<MoveReport, StoreError> {
    migrate_store(from, to, None, |_| {})
}

#[test]
fn an_installation_goes_over_and_back_whole() {
    let shop = shop();
    let before = seen(&shop.store);
    let here = shop.folder.path().to_owned();
    let there = tempfile::tempdir().unwrap();
    let there = there.path().join("data");
    let report = engine::at(&here, |from| moved(from, Site::Folder(&there))).unwrap();
    assert!(report.verified.ok && report.copied > 20, "{report:?}");

    // Closed here, at work there, as the same instance.
    let refused = shop.store.commit_blocking(touched(before.1[0].id, 1));
    assert!(
        matches!(refused, Err(CommitError::Moved { .. })),
        "{refused:?}"
    );
    assert!(shop.store.read(|reader| reader.counts()).is_ok());
    let url = engine::url(&here);
    let reopened = Store::connect(&url, &here, &Options::default());
    assert!(matches!(reopened, Err(StoreError::Moved { .. })));
    let copy = Store::open(&there, Options::default()).unwrap();
    assert_eq!(seen(&copy), before);
    let session = copy
        .read(|reader| reader.session_by_hash(&[1; 32]))
        .unwrap();
    assert!(session.is_some());
    let mut again = shop.sale(before.1[0].id, 1, 9, day(2));
    again.call = Some(call("sale-2", 7));
    let replayed = copy.commit_blocking(again).unwrap();
    assert!(matches!(replayed, Committed::Replayed(_)));
    copy.commit_blocking(touched(before.1[0].id, before.1[0].version))
        .unwrap();
    let changed = seen(&copy);
    drop(copy);

    // What was moved is not moved again, to the same place or another; back into another database all is there.
    let again = engine::at(&here, |from| moved(from, Site::Folder(&there))).unwrap();
    assert_eq!(again.copied, 0);
    let other = tempfile::tempdir().unwrap();
    let refused = engine::at(&here, |from| moved(from, Site::Folder(other.path())));
    assert!(
        matches!(refused, Err(StoreError::Moved { .. })),
        "{refused:?}"
    );
    let url = new_database();
    let back = Site::Postgres {
        url: &url,
        folder: &here,
    };
    moved(Site::Folder(&there), back).unwrap();
    let store = Store::connect(&url, &here, &Options::default()).unwrap();
    assert_eq!(seen(&store), changed);
    let ann = changed
        .1
        .iter()
        .max_by_key(|member| member.version)
        .unwrap();
    store
        .commit_blocking(shop.sale(ann.id, ann.version, 4, day(3)))
        .unwrap();
    assert!(store.verify(|_| {}).unwrap().ok);
    let server = Options {
        role: Role::Server,
        ..Options::default()
    };
    let closed = Store::open(&there, server);
    assert!(matches!(closed, Err(StoreError::Moved { .. })));
}

#[test]
fn what_is_written_meanwhile_is_there_or_was_refused() {
    let shop = shop();
    let (url, folder) = (new_database(), tempfile::tempdir().unwrap());
    let source = tempfile::tempdir().unwrap();
    // On SQLite, with a store that is in use by this process as a server's is.
    let at_source = |at: &Path| Store::open(at, Options::default()).unwrap();
    engine::at(shop.folder.path(), |from| {
        moved(from, Site::Folder(source.path()))
    })
    .unwrap();
    let store = at_source(source.path());
    let stop = AtomicBool::new(false);
    let acknowledged = thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut ids = Vec::new();
            while !stop.load(Ordering::SeqCst) {
                let id = shop.id();
                let new = NewMember {
                    id: regulars_engine::id::MemberId::from_raw(id),
                    registered_at: day(0),
                    identifiers: vec![card(&format!("9{id}"))],
                    profile: regulars_engine::member::Profile::default(),
                };
                let joins = Changeset {
                    posted_at: day(0),
                    new_members: vec![new],
                    ..Changeset::default()
                };
                match store.commit_blocking(joins) {
                    Ok(_) => ids.push(id),
                    Err(refused) => {
                        assert!(matches!(refused, CommitError::Moved { .. }), "{refused}");
                        return ids;
                    }
                }
            }
            ids
        });
        let to = Site::Postgres {
            url: &url,
            folder: folder.path(),
        };
        let report = moved(Site::Folder(source.path()), to);
        stop.store(true, Ordering::SeqCst);
        report.unwrap();
        writing.join().unwrap()
    });
    assert!(!acknowledged.is_empty());
    let target = Store::connect(&url, folder.path(), &Options::default()).unwrap();
    let counts = target.read(|reader| reader.counts()).unwrap();
    assert_eq!(
        usize::try_from(counts.members).unwrap(),
        acknowledged.len() + 2
    );
    assert!(target.verify(|_| {}).unwrap().ok);
}

/// Strikes at the end of the second transaction: before its commit and after it in turn.
fn strikes(turn: u32) -> FaultHook {
    let points = Arc::new(AtomicU32::new(0));
    FaultHook::new(move |_| {
        let point = points.fetch_add(1, Ordering::SeqCst);
        if point == 2 + turn % 2 {
            Fault::Error
        } else {
            Fault::None
        }
    })
}

#[test]
fn a_move_that_is_cut_off_at_every_point_goes_on() {
    let shop = shop();
    let before = seen(&shop.store);
    let here = shop.folder.path().to_owned();
    let (url, folder) = (new_database(), tempfile::tempdir().unwrap());
    let between = tempfile::tempdir().unwrap();
    let there = Site::Folder(between.path());
    let attempts = |from: Site<'_>, to: Site<'_>| {
        for turn in 0..200 {
            match migrate_store(from, to, Some(strikes(turn)), |_| {}) {
                Ok(_) => return turn,
                Err(StoreError::Lost(_)) => {}
                Err(other) => panic!("{other}"),
            }
        }
        panic!("no end");
    };
    let turns = engine::at(&here, |from| attempts(from, there));
    assert!(turns > 10, "{turns}");
    let back = Site::Postgres {
        url: &url,
        folder: folder.path(),
    };
    let half = migrate_store(there, back, Some(strikes(1)), |_| {});
    assert!(half.is_err());
    let early = Store::connect(&url, folder.path(), &Options::default());
    assert!(matches!(early, Err(StoreError::Receiving)));
    assert!(attempts(there, back) > 10);
    let store = Store::connect(&url, folder.path(), &Options::default()).unwrap();
    assert_eq!(seen(&store), before);
}

#[test]
fn a_move_that_is_given_up_leaves_the_source_at_work() {
    let shop = shop();
    let there = tempfile::tempdir().unwrap();
    let here = shop.folder.path().to_owned();
    let phase = || shop.store.read(|reader| reader.phase()).unwrap();
    // One more run is there after each, until it is the end that is cut off.
    for _ in 0..200 {
        let cut = engine::at(&here, |from| {
            migrate_store(from, Site::Folder(there.path()), Some(strikes(0)), |_| {})
        });
        assert!(matches!(cut, Err(StoreError::Lost(_))), "{cut:?}");
        if phase() != Phase::Working {
            break;
        }
    }
    assert!(matches!(phase(), Phase::Moving { .. }), "{:?}", phase());
    let members = seen(&shop.store).1;
    let refused = shop.refuse(touched(members[0].id, members[0].version));
    assert!(matches!(refused, CommitError::Moved { .. }), "{refused}");
    engine::at(&here, |at| resume(at, false)).unwrap();
    shop.commit(touched(members[0].id, members[0].version));

    // It can be begun again, with what was written since; then there is no way back by itself.
    engine::at(&here, |from| moved(from, Site::Folder(there.path()))).unwrap();
    let copy = Store::open(there.path(), Options::default()).unwrap();
    assert_eq!(seen(&copy).1, seen(&shop.store).1);
    let given_up = engine::at(&here, |at| resume(at, false));
    assert!(matches!(given_up, Err(StoreError::Moved { .. })));
    engine::at(&here, |at| resume(at, true)).unwrap();
    let occupied = engine::at(&here, |from| moved(from, Site::Folder(there.path())));
    assert!(
        matches!(occupied, Err(StoreError::Occupied { .. })),
        "{occupied:?}"
    );
}
