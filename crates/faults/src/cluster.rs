//! PostgreSQL under the server: a private cluster, a wire to it that can be cut, and a small disk under its tables.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use regulars_testkit::PostgresServer;
use regulars_testkit::postgres::execute;

use crate::disk::Disk;
use crate::proxy::Proxy;

/// A cluster that runs.
#[derive(Debug)]
pub struct Cluster {
    /// Its processes.
    pub server: PostgresServer,
    /// The only way of the servers to it.
    pub wire: Proxy,
    /// Where its tables are.
    pub disk: Disk,
}

impl Cluster {
    /// Makes and starts one.
    ///
    /// # Errors
    /// No PostgreSQL on this machine; no free port.
    pub fn start() -> Result<Self> {
        let mut server = PostgresServer::start();
        let wire = Proxy::to(server.port())?;
        server.stop();
        let tables = server.folder().join("data/base");
        let disk = onto_a_disk(&tables)?;
        server.start_again();
        Ok(Self { server, wire, disk })
    }

    /// A new database; its address by the wire.
    pub fn new_database(&self) -> String {
        let direct = self.server.url();
        let (own, wire) = (self.server.port(), self.wire.port());
        let database = self.server.new_database();
        let by_wire = direct.replace(&format!(":{own}"), &format!(":{wire}"));
        database.replace(&direct, &by_wire)
    }

    /// Lets transactions only read, or again write: what a managed database does when its disk runs out.
    pub fn set_read_only(&self, is_read_only: bool) {
        let setting = if is_read_only { "on" } else { "off" };
        let base = format!("{}/postgres", self.server.url());
        // Said outside of what it forbids.
        let write = "SET default_transaction_read_only = off";
        execute(
            &format!("{base}?options=-c%20default_transaction_read_only%3Doff"),
            &format!("ALTER SYSTEM SET default_transaction_read_only = {setting}"),
        );
        execute(&base, &format!("{write}; SELECT pg_reload_conf()"));
    }

    /// Every process of it.
    ///
    /// # Errors
    /// It does not run.
    pub fn processes(&self) -> Result<Vec<u32>> {
        let main = self.server.process().context("PostgreSQL does not run")?;
        let children = Command::new("ps")
            .args(["-o", "pid=", "--ppid", &main.to_string()])
            .output()?;
        let children = String::from_utf8_lossy(&children.stdout).into_owned();
        let children = children.split_whitespace().filter_map(|id| id.parse().ok());
        Ok([main].into_iter().chain(children).collect())
    }
}

/// Moves what is in a folder onto a disk of its own in the same place, for the same user.
fn onto_a_disk(folder: &Path) -> Result<Disk> {
    let owner = fs::metadata(folder)?;
    let moved = folder.with_extension("moved");
    fs::rename(folder, &moved)?;
    fs::create_dir(folder)?;
    let disk = Disk::at(folder);
    let copied = Command::new("cp")
        .arg("-a")
        .arg(moved.join("."))
        .arg(folder)
        .status()?;
    let (user, group) = (owner.uid(), owner.gid());
    std::os::unix::fs::chown(folder, Some(user), Some(group))?;
    if !copied.success() {
        bail!("{} cannot be copied", moved.display());
    }
    fs::remove_dir_all(&moved)?;
    Ok(disk)
}
