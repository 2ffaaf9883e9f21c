//! A small disk of its own, which can be filled and made read-only: a `tmpfs`, which takes the right to mount. Without that
//! right the data lies in a usual folder and these two faults are left out (the summary says so).

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

/// Room on it: bases of a whole run on PostgreSQL take half.
const SIZE: &str = "size=512m";

/// A disk.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    is_mounted: bool,
}

impl Disk {
    /// A disk in a folder that is there.
    pub fn at(folder: &Path) -> Self {
        let is_mounted = mount(&["-t", "tmpfs", "-o", SIZE, "regulars-faults"], folder);
        Self {
            folder: folder.to_owned(),
            is_mounted,
        }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether it can be filled and made read-only.
    pub fn is_own(&self) -> bool {
        self.is_mounted
    }

    /// Takes all the room there is.
    ///
    /// # Errors
    /// Another failure than the want of room.
    pub fn fill(&self) -> Result<()> {
        if !self.is_mounted {
            bail!("this disk is not ours to fill");
        }
        let mut ballast = File::create(self.ballast())?;
        let block = vec![0_u8; 1 << 16];
        for length in [block.len(), 4_096, 1] {
            // The end of the room is the aim.
            while ballast.write_all(&block[..length]).is_ok() {}
        }
        Ok(())
    }

    /// Gives the room back.
    pub fn free(&self) {
        drop(std::fs::remove_file(self.ballast()));
    }

    /// Lets nothing be written, or again everything. Nothing may be open for writing.
    ///
    /// # Errors
    /// Something is open.
    pub fn set_read_only(&self, is_read_only: bool) -> Result<()> {
        let how = if is_read_only { "ro" } else { "rw" };
        let options = format!("remount,{how},{SIZE}");
        if !self.is_mounted || !mount(&["-o", &options], &self.folder) {
            bail!("the disk cannot be remounted {how}");
        }
        Ok(())
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_mounted {
            drop(Command::new("umount").arg("-l").arg(&self.folder).status());
        }
    }
}

fn mount(arguments: &[&str], folder: &Path) -> bool {
    let mounted = Command::new("mount")
        .args(arguments)
        .arg(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
    mounted.is_ok_and(|status| status.success())
}
