//! The repository keeps the rules of the house.

use xtask::cargo::root;
use xtask::tidy::{Tree, check};

#[test]
fn the_repository_is_tidy() {
    let tree = Tree::load(root()).unwrap();
    let mut complaint = String::new();
    for (rule, findings) in check(&tree) {
        complaint.push_str(&format!("\n{}: {}\n", rule.name, rule.reason));
        for finding in findings {
            complaint.push_str(&format!("  {finding}\n"));
        }
    }
    assert!(complaint.is_empty(), "{complaint}");
}
