//! The yardstick of the benchmark writes what the store wrote, over any number of connections.

use regulars_store::bare::{Databases, Pipelines, Scratch, Source};
use regulars_store::*;

use crate::engine;
use crate::support::*;

#[test]
fn the_bare_loop_writes_what_purchases_wrote() {
    let shop = Shop::open();
    let members: Vec<_> = ["1", "2", "3"].map(|card| shop.register(card)).into();
    let aside = tempfile::tempdir().unwrap();
    let (copies, files) = (aside.path().join("copies"), aside.path().join("files"));
    shop.store.backup(&copies, |_| {}).unwrap();
    let url = engine::url(shop.folder.path());
    let (server, _) = url.rsplit_once('/').unwrap();
    let databases = Databases::on(server).unwrap();
    let base = databases.make(Scratch::Base).unwrap();
    let site = Site::Postgres {
        url: &base,
        folder: &files,
    };
    restore(&copies, site, |_| {}).unwrap();
    resume(site, false).unwrap();

    let source = Source::of_database(&url).unwrap();
    let before = source.end().unwrap();
    for lot in 1..=5_u32 {
        for member in &members {
            let mut sale = told_sale(&shop, *member, lot);
            let id = format!("{member}-{lot}");
            sale.purchases[0]
                .external
                .as_mut()
                .unwrap()
                .id
                .clone_from(&id);
            sale.call.as_mut().unwrap().key = id;
            shop.commit(sale);
        }
    }
    shop.store.settle().unwrap();
    let rows = source.rows(before.pos, 100).unwrap();
    assert_eq!(rows.purchases(), 15);
    for connections in [1, 2, 8] {
        let bare = databases.make(Scratch::Bare).unwrap();
        let pipelines = Pipelines::open(&bare, connections).unwrap();
        pipelines.write(&rows).unwrap();
        let store = Store::connect(&bare, &files, &Options::default()).unwrap();
        for member in &members {
            assert_eq!(written(&store, *member), 5);
        }
    }
}
