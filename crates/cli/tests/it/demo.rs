use serde_json::json;

use crate::binary::Folder;

#[test]
fn the_base_is_the_same_each_time_and_its_books_balance() {
    let make = || {
        let folder = Folder::new();
        let base = folder.json(&["demo", "--members", "40", "--only-make", "--json"]);
        let report = folder.check();
        assert_eq!(
            (&report["members"], &report["purchases"]),
            (&base["members"], &base["purchases"])
        );
        (folder, base, report["postings"].clone())
    };
    let (folder, base, postings) = make();
    assert_eq!(
        (&base["members"], &base["card"]),
        (&json!(40), &json!("2900000000018"))
    );
    assert!(postings.as_u64().unwrap() > 40);
    let (_, again, postings_again) = make();
    assert_eq!((base.clone(), postings), (again, postings_again));
    // Made once, it is used again.
    assert_eq!(
        folder.json(&["demo", "--members", "40", "--only-make", "--json"]),
        base
    );
}

#[test]
fn a_folder_with_something_else_is_left_alone() {
    let folder = Folder::new();
    folder.publish("treats.yaml");
    let ran = folder.run(&["demo", "--members", "5", "--only-make"]);
    assert_ne!(ran.code, 0);
    assert!(ran.stderr.contains("no whole demo base"), "{}", ran.stderr);
}
