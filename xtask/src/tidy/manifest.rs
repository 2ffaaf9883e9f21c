//! Reads what the rules need from a `Cargo.toml`, line by line.

/// One dependency named in a manifest.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependency<'a> {
    /// The table it stands in: `dependencies`, `dev-dependencies`, `workspace.dependencies`, …
    pub table: &'a str,
    /// The name of the crate.
    pub name: &'a str,
    /// Line, counted from 1.
    pub line: usize,
    /// The line itself.
    pub text: &'a str,
}

impl Dependency<'_> {
    /// Whether it is linked into what ships, and not into tests alone.
    pub fn ships(&self) -> bool {
        !self.table.contains("dev-dependencies")
    }
}

/// Every dependency of a manifest, one per line, in order.
pub fn dependencies(manifest: &str) -> Vec<Dependency<'_>> {
    let mut table = "";
    let mut found = Vec::new();
    for (line, text) in (1..).zip(manifest.lines()) {
        if let Some(header) = table_header(text) {
            table = header;
        } else if table.ends_with("dependencies")
            && let Some(name) = key(text)
        {
            found.push(Dependency {
                table,
                name,
                line,
                text,
            });
        }
    }
    found
}

/// Whether a manifest says `key = value` inside `table`.
pub fn says(manifest: &str, table: &str, setting: &str) -> bool {
    let mut current = "";
    manifest.lines().any(|text| {
        if let Some(header) = table_header(text) {
            current = header;
        }
        current == table && text.trim() == setting
    })
}

fn table_header(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.trim_end().strip_suffix(']')
}

/// The key of a `key = value` or `key.workspace = true` line.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.split('.').next()?.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (!key.is_empty() && key.chars().all(plain)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "\
[package]
name = \"a\"

[lints]
workspace = true

[dependencies]
clap.workspace = true
axum = { version = \"0.8\", features = [
    \"json\",
] }

[target.'cfg(unix)'.dev-dependencies]
# comment = 1
libc = \"0.2\"
";

    #[test]
    fn dependencies_are_found_with_their_table() {
        let found = dependencies(MANIFEST);
        let found: Vec<_> = found.iter().map(|d| (d.name, d.line, d.ships())).collect();
        assert_eq!(
            found,
            [("clap", 8, true), ("axum", 9, true), ("libc", 15, false)]
        );
    }

    #[test]
    fn a_setting_counts_in_its_own_table_only() {
        assert!(says(MANIFEST, "lints", "workspace = true"));
        assert!(!says(MANIFEST, "package", "workspace = true"));
    }
}
