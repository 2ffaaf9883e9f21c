//! The machine under the tills: a disk, a server, and what the server stands on.

use std::path::Path;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::cluster::Cluster;
use crate::disk::Disk;
use crate::request::Line;
use crate::server::Server;

/// What the tills sell by.
const PROGRAM: &str = include_str!("program.yaml");

/// A machine with a new base.
#[derive(Debug)]
pub struct Machine<'c> {
    /// PostgreSQL, if the data is there.
    pub cluster: Option<&'c mut Cluster>,
    /// Where the data folder is.
    disk: Disk,
    /// The server, running.
    pub server: Server,
    /// The tills' way to it.
    pub line: Line,
    // Goes last: the others lie in it.
    root: TempDir,
}

impl<'c> Machine<'c> {
    /// Makes a base, in a cluster or in a data folder, and starts a server over it.
    ///
    /// # Errors
    /// Something that does not start.
    pub fn start(binary: &Path, cluster: Option<&'c mut Cluster>) -> Result<Self> {
        let root = TempDir::with_prefix("regulars-faults-")?;
        let place = root.path().join("disk");
        std::fs::create_dir(&place)?;
        let disk = Disk::at(&place);
        let data = disk.folder().join("data");
        let data = data.to_str().context("a folder with a readable name")?;
        let mut place = vec!["--data".to_owned(), data.to_owned()];
        if let Some(cluster) = &cluster {
            place.extend(["--database".to_owned(), cluster.new_database()]);
        }
        let mut server = Server::new(binary, place, root.path());
        server.move_clock(0)?;
        let program = root.path().join("faults.yaml");
        std::fs::write(&program, PROGRAM)?;
        let program = program.to_str().context("a file with a readable name")?;
        server.command(&["program", "publish", program])?;
        let key = server.command(&["key", "create", "--name", "faults", "--scope", "all"])?;
        server.start()?;
        server.wait_until_ready()?;
        Ok(Self {
            line: Line::to(server.url()?, key.trim()),
            cluster,
            disk,
            server,
            root,
        })
    }

    /// The disk under the data.
    pub fn disk(&self) -> &Disk {
        self.cluster
            .as_deref()
            .map_or(&self.disk, |cluster| &cluster.disk)
    }

    /// PostgreSQL.
    ///
    /// # Errors
    /// The data is in a folder.
    pub fn cluster(&mut self) -> Result<&mut Cluster> {
        self.cluster
            .as_deref_mut()
            .context("the data is in a folder")
    }

    /// Recomputes the books; what differs.
    ///
    /// # Errors
    /// A verification that cannot be made.
    pub fn verify(&self) -> Result<()> {
        self.server.command(&["verify", "--json"]).map(|_| ())
    }

    /// Leaves the data and the logs where they are, and says where.
    pub fn keep(&mut self) -> String {
        self.root.disable_cleanup(true);
        self.root.path().display().to_string()
    }
}
