//! Nothing in the repository depends on one machine: no absolute paths of somebody's disk and no
//! address of a package mirror.

use super::{Finding, Rule, Tree};

/// Written in halves, so that this file does not find itself.
const DISKS: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("C:", "\\"),
];

/// Settings that send package downloads elsewhere.
const MIRRORS: &[&str] = &[
    concat!("replace-", "with"),
    concat!("registry ", "="),
    concat!("index-", "url"),
];

pub const RULE: Rule = Rule {
    name: "machine paths",
    reason: "a fresh clone on any machine must build and pass; use paths from the root of the \
             repository and the public registries",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        for (at, line) in file.lines() {
            if let Some(disk) = DISKS.iter().find(|disk| begins_a_path(line, disk)) {
                let message = format!("`{disk}` is a path of one machine");
                findings.push(Finding::at(&file.path, at, message));
            }
            if is_package_setting(&file.path)
                && MIRRORS.iter().any(|setting| line.contains(setting))
            {
                findings.push(Finding::at(
                    &file.path,
                    at,
                    "a package mirror of one machine",
                ));
            }
        }
    }
    findings
}

/// Whether `disk` stands in the line as the beginning of a path, not inside an address.
fn begins_a_path(line: &str, disk: &str) -> bool {
    line.match_indices(disk).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || "._-/~}".contains(c))
    })
}

fn is_package_setting(path: &str) -> bool {
    path.starts_with(".cargo/") || path.ends_with(".npmrc") || path.ends_with("pip.conf")
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn paths_of_a_disk_are_found_but_not_addresses() {
        let path = format!("cd {}ann/regulars\n", DISKS[0]);
        let expected = format!("a.sh:1: `{}` is a path of one machine", DISKS[0]);
        check(&RULE, &[("a.sh", &path)], &[&expected]);
        let address = format!("https://example.org{}ann\n", DISKS[0]);
        check(&RULE, &[("a.md", &address)], &[]);
    }

    #[test]
    fn mirrors_are_found_in_package_settings() {
        let setting = format!("{} = \"mirror\"\n", MIRRORS[0]);
        check(
            &RULE,
            &[(".cargo/config.toml", &setting)],
            &[".cargo/config.toml:1: a package mirror of one machine"],
        );
        check(&RULE, &[("docs/a.md", &setting)], &[]);
    }
}
