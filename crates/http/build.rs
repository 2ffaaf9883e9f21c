//! Embeds `ui/dist`, the screens as `cargo xtask ui` builds them, into the binary: a table of files and their bytes.
//!
//! Cargo never runs npm. Without `ui/dist` the table is empty and the server says what to run; a release sets
//! `REQUIRE_UI=1`, which makes that an error.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let dist = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../../ui/dist");
    let out = PathBuf::from(variable("OUT_DIR")?);
    tell(format_args!("rerun-if-changed={}", dist.display()));
    tell(format_args!("rerun-if-env-changed=REQUIRE_UI"));
    let built = dist.join("console.html").is_file();
    if !built && variable("REQUIRE_UI").is_ok_and(|value| value == "1") {
        return Err("REQUIRE_UI=1, but ui/dist is not built: run `cargo xtask ui`".into());
    }
    let mut files = Vec::new();
    if built {
        collect(&dist, &dist, &mut files)?;
    } else {
        tell(format_args!(
            "warning=ui/dist is not built: the binary has no screens; `cargo xtask ui` builds them"
        ));
    }
    files.sort();
    fs::write(out.join("ui.rs"), table(&dist, &out, &files)?)?;
    Ok(())
}

/// Paths of all files under `folder`, relative to `dist`, with `/` between their parts.
fn collect(dist: &Path, folder: &Path, files: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(dist, &path, files)?;
        } else {
            let name = path.strip_prefix(dist)?.to_string_lossy();
            files.push(name.replace('\\', "/"));
        }
    }
    Ok(())
}

/// The table as Rust. The files are copied first: `ui/dist` may be rebuilt while the crate compiles.
fn table(dist: &Path, out: &Path, files: &[String]) -> Result<String, Box<dyn Error>> {
    let copies = out.join("ui");
    if copies.exists() {
        fs::remove_dir_all(&copies)?;
    }
    let mut table = String::from("&[\n");
    for file in files {
        let copy = copies.join(file);
        fs::create_dir_all(copy.parent().unwrap_or(&copies))?;
        fs::copy(dist.join(file), &copy)?;
        writeln!(table, "    ({file:?}, include_bytes!({copy:?})),")?;
    }
    table.push(']');
    Ok(table)
}

#[expect(
    clippy::disallowed_methods,
    reason = "Cargo tells a build script everything by the environment"
)]
fn variable(name: &str) -> Result<String, env::VarError> {
    env::var(name)
}

fn tell(line: std::fmt::Arguments<'_>) {
    println!("cargo:{line}");
}
