//! A copy of the sources, in which guards are taken away, and its builds: with those of the repository they would pass for
//! one another.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::table::Guard;
use crate::cargo;

/// The copy.
pub(super) struct Tree {
    path: PathBuf,
    target: PathBuf,
}

impl Tree {
    /// Copies every file that the repository knows and that is there. A file that is the same stays untouched, so that
    /// only what has changed is built again.
    pub(super) fn copy() -> Result<Self> {
        let folder = cargo::target()?.join("guards");
        let path = folder.join("sources");
        let listed = Command::new("git")
            .args(["ls-files", "-z"])
            .current_dir(cargo::root())
            .output()
            .context("git lists the files")?;
        let listed = String::from_utf8(listed.stdout).context("names of files")?;
        for name in listed.split('\0').filter(|name| !name.is_empty()) {
            let (from, to) = (cargo::root().join(name), path.join(name));
            let Ok(new) = fs::read(&from) else { continue };
            if fs::read(&to).is_ok_and(|old| old == new) {
                continue;
            }
            fs::create_dir_all(to.parent().context("a file in a folder")?)?;
            fs::write(&to, new).with_context(|| to.display().to_string())?;
        }
        Ok(Self {
            path,
            target: folder.join("target"),
        })
    }

    /// A `cargo` command in it.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo::command(arguments);
        command
            .current_dir(&self.path)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Takes a guard away.
    pub(super) fn cut(&self, guard: &Guard) -> Result<()> {
        for cut in guard.cuts {
            let file = self.path.join(cut.file);
            let text = fs::read_to_string(&file)?;
            if text.matches(cut.text).count() != 1 {
                bail!(
                    "{}: `{}` must stand in {} once",
                    guard.what,
                    cut.text,
                    cut.file
                );
            }
            fs::write(&file, text.replace(cut.text, cut.instead))?;
        }
        Ok(())
    }

    /// Puts it back.
    pub(super) fn mend(&self, guard: &Guard) -> Result<()> {
        for cut in guard.cuts {
            fs::copy(cargo::root().join(cut.file), self.path.join(cut.file))?;
        }
        Ok(())
    }
}
