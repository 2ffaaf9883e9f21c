//! Files that are written, cut short, damaged, of other stores; and what a start makes of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use parking_lot::RwLock;
use regulars_engine::condition::ConditionFile;
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::member::Profile;
use regulars_engine::number::Money;
use regulars_engine::points::Wallet;
use regulars_engine::situation::{Member, PastPurchase};
use regulars_engine::stamp::Stamps;
use regulars_engine::time::{Instant, UtcOffset};
use regulars_insight::column::file::FORMAT;
use regulars_insight::column::{Columns, MemberRecord, PART_MEMBERS, Sale};
use regulars_store::{Actor, Options, Role, Site, Store};
use tempfile::TempDir;

use super::folder::Folder;
use super::manifest::{Known, Origin};
use super::write::{Source, write};
use super::*;
use crate::app::{App, Settings};
use crate::clock::Clock;
use crate::error::Result;
use crate::member::{Joined, RegisterRequest, register};
use crate::segment::{PreviewRequest, preview};

/// A member with so many purchases.
fn record(id: i64, purchases: i64) -> MemberRecord {
    let sale = |n| Sale {
        past: PastPurchase {
            id: PurchaseId::from_raw(n),
            at: Instant::from_ms(n),
            store: None,
            channel: None,
            amount: Money::from_minor(i64::MAX - n),
            lines: Vec::new(),
        },
        returned: Money::ZERO,
        till: None,
        offset: UtcOffset::ZERO,
    };
    MemberRecord {
        member: Member {
            id: MemberId::from_raw(id),
            registered_at: Instant::MIN,
            blocked: false,
            profile: Profile::default(),
        },
        wallet: Wallet::default(),
        stamps: Stamps::default(),
        tiers: Vec::new(),
        sales: (0..purchases).map(sale).collect(),
        events: Vec::new(),
    }
}

fn columns(ids: impl Iterator<Item = i64>) -> RwLock<Columns> {
    let mut columns = Columns::default();
    ids.for_each(|id| columns.push(&record(id, 1)));
    columns.shrink_last();
    RwLock::new(columns)
}

fn put(
    folder: &Folder,
    columns: &RwLock<Columns>,
    known: &mut Known,
    position: i64,
) -> std::result::Result<Kept, Trouble> {
    let origin = Origin {
        format: FORMAT,
        instance: "one".to_owned(),
        migration: 1,
        position,
        fact: "fact".to_owned(),
        currency: "RUB".to_owned(),
        currency_digits: 2,
    };
    let source = Source {
        columns,
        generation: 0,
        goes_on: &|| true,
    };
    folder.make()?;
    write(folder, &source, known, (origin, Instant::from_ms(position)))
}

/// What a start reads, with its position.
fn start(path: &Path) -> Option<(i64, Columns)> {
    let folder = Folder::at(path);
    let manifest = folder.manifest().unwrap()?;
    let read = read::read(&folder, &manifest).unwrap();
    Some((manifest.origin.position, read))
}

fn names(path: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(path).unwrap();
    files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_what_was_or_what_is() {
    let mut ends = BTreeSet::new();
    for lasts in 0.. {
        let path = TempDir::new().unwrap();
        let mut folder = Folder::at(path.path());
        let (columns, mut known) = (columns(1..4), Known::default());
        put(&folder, &columns, &mut known, 1).unwrap();
        let whole = names(path.path());

        columns.write().put(&record(2, 2));
        columns.write().remove(MemberId::from_raw(3));
        folder.lasts = Some(lasts.into());
        let written = put(&folder, &columns, &mut known, 2).is_ok();
        let (position, read) = start(path.path()).unwrap();
        let (ids, bought) = match position {
            1 => (3, 1),
            _ => (2, 2),
        };
        let found = read.purchases_of(MemberId::from_raw(2));
        assert_eq!((read.ids().len(), found), (ids, bought), "after {lasts}");
        ends.insert(position);

        // Whoever comes next writes as if nothing had happened, and leaves nothing about.
        let next = put(&Folder::at(path.path()), &columns, &mut Known::default(), 3);
        assert_eq!(next.unwrap().written, 1);
        assert_eq!(start(path.path()).unwrap().0, 3);
        assert_eq!(names(path.path()), whole, "after {lasts}");
        if written {
            break;
        }
    }
    assert_eq!(ends, BTreeSet::from([1, 2]));
}

#[test]
fn only_parts_that_have_changed_are_written() {
    let path = TempDir::new().unwrap();
    let folder = Folder::at(path.path());
    let members = i64::try_from(2 * PART_MEMBERS).unwrap();
    let (columns, mut known) = (columns(0..members + 5), Known::default());
    let check = |known: &mut Known, position: i64, parts: usize, written: usize| {
        let kept = put(&folder, &columns, known, position).unwrap();
        assert_eq!((kept.parts, kept.written), (parts, written), "{position}");
        let (_, read) = start(path.path()).unwrap();
        assert_eq!(read.ids(), columns.read().ids(), "{position}");
    };
    check(&mut known, 1, 3, 3);
    check(&mut known, 2, 3, 0);
    columns.write().put(&record(7, 2));
    check(&mut known, 3, 3, 1);
    // A part of which nobody is left goes.
    (members..members + 5).for_each(|id| columns.write().remove(MemberId::from_raw(id)));
    check(&mut known, 4, 2, 0);
    assert_eq!(names(path.path()).len(), 2 * 4 + 2 + 2);
    // Another process wrote meanwhile: nothing of what was known stands.
    put(&folder, &self::columns(0..3), &mut Known::default(), 5).unwrap();
    check(&mut known, 6, 2, 2);
}

#[test]
fn who_writes_keeps_others_from_it() {
    let path = TempDir::new().unwrap();
    let _lock = Folder::at(path.path()).lock().unwrap();
    let refused = put(
        &Folder::at(path.path()),
        &columns(1..2),
        &mut Known::default(),
        1,
    );
    assert!(matches!(refused, Err(Trouble::Busy(_))));
    assert!(start(path.path()).is_none());
}

/// A clock that is set, from 2026-03-01T00:00Z on.
struct Watch(AtomicI64);

impl Clock for Watch {
    fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(Ordering::Relaxed))
    }
}

impl Watch {
    fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }
}

/// A shop in a folder, whose server may be started anew.
struct Shop {
    folder: TempDir,
    clock: Arc<Watch>,
}

impl Shop {
    fn open() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            clock: Arc::new(Watch(AtomicI64::new(1_772_323_200_000))),
        }
    }

    fn start(&self) -> App {
        self.start_at(&self.folder.path().join("columns"))
    }

    fn start_at(&self, columns: &Path) -> App {
        let options = Options {
            role: Role::Server,
            ..Options::default()
        };
        let store = Store::open(self.folder.path(), options).unwrap();
        let columns = Keeping {
            folder: columns.to_owned(),
            every_ms: Keeping::EVERY_MS,
        };
        let settings = Settings {
            columns: Some(columns),
            ..Settings::default()
        };
        App::start(store, self.clock.clone(), settings).unwrap()
    }

    async fn join(&self, app: &App, name: &str) {
        let request = RegisterRequest {
            by: Actor::Machine,
            keyed: None,
            profile: Profile {
                first_name: Some(name.to_owned()),
                city: Some("Казань".to_owned()),
                ..Profile::default()
            },
            identifiers: Vec::new(),
            joined: Joined::default(),
        };
        register(app, request).await.unwrap();
        self.clock.advance_ms(1_000);
    }

    /// Goes on by so much that it is time to write.
    async fn keep(&self, app: &App) -> Option<Kept> {
        self.clock.advance_ms(Keeping::EVERY_MS);
        keep(app).await.unwrap()
    }
}

/// Members called so in Kazan, and whether a start had read files.
async fn found(app: &App, name: &str) -> (usize, bool) {
    let when = format!(r#"{{ "member.first_name": "{name}", "member.city": "Казань" }}"#);
    let when = ConditionFile::read(&when).unwrap();
    let counted = preview(app, PreviewRequest { when, as_of: None }).await;
    let from_files = app.insight().files.lock().known.manifest.is_some();
    (counted.unwrap().found.members, from_files)
}

#[tokio::test]
async fn a_start_reads_files_and_follows_the_journal_from_there() -> Result<()> {
    let shop = Shop::open();
    let app = shop.start();
    assert_eq!(keep(&app).await?, None, "nothing is read in yet");
    shop.join(&app, "Анна").await;
    assert_eq!(found(&app, "Анна").await, (1, false));
    assert_eq!(shop.keep(&app).await.unwrap().written, 1);
    assert_eq!(shop.keep(&app).await, None, "nothing has changed");
    shop.join(&app, "Анна").await;
    assert_eq!(status(&app).await?.unwrap().behind, 1);
    drop(app);

    let app = shop.start();
    assert_eq!(found(&app, "Анна").await, (2, true));
    let kept = shop.keep(&app).await.unwrap();
    let told = status(&app).await?.unwrap();
    assert_eq!((told.members, told.behind, told.not_taken), (2, 0, None));
    assert_eq!((told.bytes, told.position), (kept.bytes, kept.position));
    drop(app);

    // No name is in any file.
    for file in fs::read_dir(shop.folder.path().join("columns")).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let name = "Анна".as_bytes();
        assert!(!bytes.windows(name.len()).any(|some| some == name));
    }

    let members = shop.folder.path().join("columns/members-0001.parquet");
    let mut bytes = fs::read(&members).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&members, bytes).unwrap();
    let app = shop.start();
    assert_eq!(found(&app, "Анна").await, (2, false), "damaged");
    shop.join(&app, "Иван").await;
    assert_eq!(found(&app, "Иван").await, (1, false));
    assert_eq!(shop.keep(&app).await.unwrap().written, 1);
    drop(app);
    assert_eq!(found(&shop.start(), "Иван").await, (1, true));
    Ok(())
}

#[tokio::test]
async fn files_of_another_store_or_of_its_future_are_not_taken() -> Result<()> {
    let (shop, other) = (Shop::open(), Shop::open());
    let files = shop.folder.path().join("columns");
    let app = shop.start();
    shop.join(&app, "Анна").await;
    let backup = TempDir::new().unwrap();
    app.store().backup(backup.path(), |_| {}).unwrap();
    let before = TempDir::new().unwrap();
    app.settle()?;
    fs::copy(
        backup.path().join("regulars.db"),
        before.path().join("regulars.db"),
    )
    .unwrap();
    shop.join(&app, "Иван").await;
    assert_eq!(found(&app, "Иван").await, (1, false));
    shop.keep(&app).await.unwrap();
    drop(app);

    let stranger = other.start_at(&files);
    for name in ["Анна", "Анна", "Анна"] {
        other.join(&stranger, name).await;
    }
    assert_eq!(found(&stranger, "Анна").await, (3, false), "another store");
    drop(stranger);

    // Copied back without being restored: the same identity, and soon as many facts.
    let back = Shop {
        folder: before,
        clock: shop.clock.clone(),
    };
    let app = back.start_at(&files);
    assert_eq!(found(&app, "Иван").await, (0, false), "gone back");
    drop(app);
    let app = back.start_at(&files);
    back.join(&app, "Пётр").await;
    assert_eq!(found(&app, "Пётр").await, (1, false), "gone another way");
    let why = status(&app).await?.unwrap().not_taken;
    assert!(why.unwrap().contains("gone back"));
    drop(app);

    let into = TempDir::new().unwrap();
    let restored = into.path().join("restored");
    regulars_store::restore(backup.path(), Site::Folder(&restored), |_| {}).unwrap();
    let folder = TempDir::new().unwrap();
    fs::rename(
        restored.join("regulars.db"),
        folder.path().join("regulars.db"),
    )
    .unwrap();
    let clock = shop.clock.clone();
    let app = Shop { folder, clock }.start_at(&files);
    assert_eq!(found(&app, "Иван").await, (0, false), "restored");
    Ok(())
}

#[tokio::test]
async fn columns_are_made_anew_and_taken_out_at_will() -> Result<()> {
    let shop = Shop::open();
    let app = shop.start();
    assert_eq!(rebuild(&app).await?, None, "nothing to tell of");
    shop.join(&app, "Анна").await;
    assert_eq!(rebuild(&app).await?.unwrap().parts, 1);
    shop.join(&app, "Иван").await;
    let into = TempDir::new().unwrap();
    assert_eq!(export(&app, into.path()).await?.unwrap().written, 1);
    assert_eq!(start(into.path()).unwrap().1.ids().len(), 2);
    fs::remove_file(into.path().join("manifest.json")).unwrap();
    assert!(export(&app, into.path()).await.is_err(), "something else");
    Ok(())
}
