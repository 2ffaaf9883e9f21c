//! Migrations are numbered densely from 0001.

use std::collections::BTreeMap;

use super::{Finding, Rule, Tree};
use crate::tidy::numbered::{self, Named};

const FOLDER: &str = "crates/store/migrations/";

pub const RULE: Rule = Rule {
    name: "migrations",
    reason: "a data folder remembers the number it is at: a gap or a double makes \
             \"what is next\" a guess",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let mut by_folder: BTreeMap<&str, Vec<Named>> = BTreeMap::new();
    for file in tree.under(FOLDER).filter(|file| file.extension() == "sql") {
        let folder = file.path.trim_end_matches(file.name());
        by_folder.entry(folder).or_default().push(Named {
            path: &file.path,
            name: file.name(),
        });
    }
    by_folder
        .values()
        .flat_map(|files| numbered::check(files))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn each_folder_counts_from_one() {
        let good = [
            ("crates/store/migrations/0001_ledger.sql", ""),
            ("crates/store/migrations/0002_jobs.sql", ""),
        ];
        check(&RULE, &good, &[]);
        check(
            &RULE,
            &[("crates/store/migrations/0002_jobs.sql", "")],
            &["crates/store/migrations/0002_jobs.sql: number 0002 where 0001 is due"],
        );
    }
}
