use serde_json::json;

use crate::binary::Folder;

const MAKE: [&str; 5] = ["demo", "--members", "40", "--only-make", "--json"];

#[test]
fn the_base_is_the_same_each_time_and_its_books_balance() {
    let make = || {
        let folder = Folder::new();
        folder.json(&MAKE);
        let report = folder.check();
        assert_eq!(report["members"], json!(40));
        // Made once, it is used again.
        folder.json(&MAKE);
        assert_eq!(folder.check(), report);
        report
    };
    assert_eq!(make(), make());
}

#[test]
fn a_folder_with_something_else_is_left_alone() {
    let folder = Folder::new();
    folder.publish("treats.yaml");
    let before = folder.check();
    assert_ne!(folder.run(&MAKE).code, 0);
    assert_eq!(folder.check(), before);
}
