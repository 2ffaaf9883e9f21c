//! Files on their way in: what does not become whole is not kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use regulars_app::import::Kind;
use regulars_app::{Actor, App, AppError, Settings, job, upload};
use regulars_store::{Options, Store};
use regulars_testkit::SettableClock;
use tempfile::TempDir;

use crate::at;

fn start(folder: &Path, keep_free: u64) -> App {
    let store = Store::open(folder, Options::default()).unwrap();
    let clock = Arc::new(SettableClock::at(at("2026-03-10T12:00:00+03:00")));
    let settings = Settings {
        upload_keep_free_bytes: keep_free,
        ..Settings::default()
    };
    App::start(store, clock, settings).unwrap()
}

/// Folders of uploads there are.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("imports")).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn a_file_that_would_fill_the_disk_is_refused_and_not_kept() {
    let folder = TempDir::new().unwrap();
    let check = |refused: AppError| {
        assert!(matches!(refused, AppError::NoRoom(_)), "{refused:?}");
        assert!(refused.to_string().contains("leaves"), "{refused}");
        assert_eq!(kept(folder.path()), Vec::<PathBuf>::new());
    };
    let full = start(folder.path(), u64::MAX);
    let refused = upload::receive(&full, Kind::Members, "a.csv".into(), None).await;
    check(refused.err().unwrap());
    drop(full);
    let roomy = start(folder.path(), 0);
    let announced = upload::receive(&roomy, Kind::Members, "a.csv".into(), Some(u64::MAX)).await;
    check(announced.err().unwrap());
    let mut small = upload::receive(&roomy, Kind::Members, "a.csv".into(), Some(6))
        .await
        .unwrap();
    small.write(b"id\n1\n").await.unwrap();
    small.finish(Actor::Machine).await.unwrap();
    assert_eq!(kept(folder.path()).len(), 1);
}

#[tokio::test]
async fn a_file_that_breaks_off_is_not_kept_and_one_that_comes_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let app = start(folder.path(), 0);
    let mut coming = upload::receive(&app, Kind::Members, "a.csv".into(), None)
        .await
        .unwrap();
    coming.write(&vec![b'x'; 2 << 20]).await.unwrap();
    job::run_due(&app).await.unwrap();
    assert_eq!(kept(folder.path()).len(), 1);
    drop(coming);
    assert_eq!(kept(folder.path()), Vec::<PathBuf>::new());
}
