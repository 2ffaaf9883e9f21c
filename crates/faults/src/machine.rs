//! The machine under the tills: a disk, a server, and what the server stands on.

use std::path::Path;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::disk::Disk;
use crate::request::Line;
use crate::server::Server;

/// What the tills sell by.
const PROGRAM: &str = include_str!("program.yaml");

/// A machine with a new base.
#[derive(Debug)]
pub struct Machine {
    /// Where the data is.
    pub disk: Disk,
    /// The server, running.
    pub server: Server,
    /// The tills' way to it.
    pub line: Line,
    // Goes last: the others lie in it.
    root: TempDir,
}

impl Machine {
    /// Makes a base and starts a server over it.
    ///
    /// # Errors
    /// Something that does not start.
    pub fn start(binary: &Path) -> Result<Self> {
        let root = TempDir::with_prefix("regulars-faults-")?;
        let place = root.path().join("disk");
        std::fs::create_dir(&place)?;
        let disk = Disk::at(&place);
        let data = disk.folder().join("data");
        let data = data.to_str().context("a folder with a readable name")?;
        let place = vec!["--data".to_owned(), data.to_owned()];
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
            disk,
            server,
            root,
        })
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
