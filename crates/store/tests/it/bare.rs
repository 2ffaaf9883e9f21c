//! The yardstick of the benchmark writes what the store wrote.

use regulars_store::bare::{Batches, Source};
use regulars_store::*;

use crate::support::*;

#[test]
fn the_bare_loop_writes_what_purchases_wrote() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let aside = tempfile::tempdir().unwrap();
    let (copies, copy) = (aside.path().join("copies"), aside.path().join("copy"));
    shop.store.backup(&copies, |_| {}).unwrap();
    restore(&copies, Site::Folder(&copy), |_| {}).unwrap();

    let source = Source::of_folder(shop.folder.path()).unwrap();
    let before = source.end().unwrap();
    for lot in 1..=5_u32 {
        shop.commit(told_sale(&shop, ann, lot));
    }
    let rows = source.rows(before.pos, 4).unwrap();
    assert_eq!(rows.purchases(), 4);
    let batches = Batches::open(&copy).unwrap();
    batches.write(&rows, 3).unwrap();
    drop(batches);
    let store = Store::open(&copy, Options::default()).unwrap();
    shop.commit(told_sale(&shop, ann, 6));
    assert_eq!(written(&store, ann), 4);
    assert_eq!(written(&shop.store, ann), 6);
}
