//! The binary under test.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of one test: `data` in it is the data folder.
pub struct Folder(TempDir);

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A running server; killed when dropped.
pub struct Server {
    process: Child,
    stdout: BufReader<ChildStdout>,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
}

pub fn regulars() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regulars"));
    command
        .env_remove("REGULARS_DATA")
        .env_remove("REGULARS_DATABASE")
        .env_remove("REGULARS_LISTEN")
        .env_remove("REGULARS_LOG");
    command
}

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Runs a command on the data folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(regulars().args(arguments).arg("--data").arg(self.data()))
    }

    /// Runs a command that must succeed and gives its last line as JSON.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        ran.json()
    }

    /// Publishes a program file of this repository.
    pub fn publish(&self, program: &str) {
        let ran = self.run(&["program", "publish", programs(program).to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }

    /// The books balance.
    pub fn check(&self) -> Value {
        let report = self.json(&["verify", "--json"]);
        assert_eq!(report["ok"], true, "{report}");
        report
    }

    /// Serves the data folder on a free port.
    pub fn serve(&self) -> Server {
        self.serve_with("warn", Stdio::inherit())
    }

    /// The same, logging so much to there.
    pub fn serve_with(&self, log: &str, logs: Stdio) -> Server {
        let mut command = regulars();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--log", log, "--data"])
            .arg(self.data());
        let command = command.stdout(Stdio::piped()).stderr(logs);
        let mut process = command.spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line
            .trim_end()
            .strip_prefix("listening ")
            .unwrap()
            .to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        Server {
            process,
            stdout,
            address,
        }
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A path under `programs/`.
pub fn programs(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../programs")).join(name)
}

impl Ran {
    /// Its last line on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(self.stdout.lines().last().unwrap()).unwrap()
    }
}

impl Server {
    /// Asks with a key; gives the status and the answer.
    pub fn call(&self, method: &str, path: &str, key: &str, body: &Value) -> (u16, Value) {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .into();
        let url = format!("{}{path}", self.address);
        let bearer = format!("Bearer {key}");
        let mut answer = match method {
            "GET" => agent
                .get(url)
                .header("Authorization", bearer)
                .call()
                .unwrap(),
            _ => agent
                .post(url)
                .header("Authorization", bearer)
                .send_json(body)
                .unwrap(),
        };
        let status = answer.status().as_u16();
        (status, answer.body_mut().read_json().unwrap_or_default())
    }

    /// The next line it prints.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Asks it to stop and gives its exit code.
    #[cfg(unix)]
    pub fn stop(mut self) -> i32 {
        let id = self.process.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        self.process.wait().unwrap().code().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
