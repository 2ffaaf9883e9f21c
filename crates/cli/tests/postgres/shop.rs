//! An installation on a database of its own, and the processes that serve it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use regulars_testkit::postgres::new_database;
use serde_json::{Value, json};
use tempfile::TempDir;

pub const CARD: &str = "2900000000018";

/// A database, with a key that may do everything.
pub struct Shop {
    folder: TempDir,
    database: String,
    pub key: String,
}

/// A process that serves; killed when dropped.
pub struct Server {
    process: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
}

/// An answer: status and body.
pub type Answer = (u16, Value);

impl Shop {
    /// An empty installation.
    pub fn new() -> Self {
        let mut shop = Self {
            folder: TempDir::new().unwrap(),
            database: new_database(),
            key: String::new(),
        };
        let made = shop.run(&["key", "create", "--name", "tests", "--scope", "all"]);
        shop.key = made.trim().to_owned();
        let config = "limits: { notice_seconds: 1 }\n";
        std::fs::write(shop.folder.path().join("server.yaml"), config).unwrap();
        shop
    }

    /// An installation with this program of the repository.
    pub fn with(program: &str) -> Self {
        let shop = Self::new();
        let path = programs(program);
        shop.run(&["program", "publish", &path]);
        shop
    }

    /// The address of the database.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The folder of the servers' own files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command that must succeed; answers what it printed.
    pub fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_regulars"));
        command.args(arguments).args(["--database", &self.database]);
        command.arg("--data").arg(self.folder.path());
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Another process, on a free port.
    pub fn serve(&self, name: &str) -> Server {
        self.serve_on(name, "127.0.0.1:0", &self.database)
    }

    /// Another process, on an address, over a way to the database.
    pub fn serve_on(&self, name: &str, listen: &str, database: &str) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_regulars"));
        command.args(["serve", "--log", "warn", "--listen", listen]);
        command.args(["--database", database, "--data"]);
        command.arg(self.folder.path().join(name)).arg("--config");
        command.arg(self.folder.path().join("server.yaml"));
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening http://");
        let address = address.unwrap().to_owned();
        // What else it prints is read by nobody, and must not stop it.
        std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()));
        Server { process, address }
    }

    /// The books balance; how many purchases they have.
    pub fn check(&self) -> u64 {
        let told = self.run(&["verify", "--json"]);
        let report: Value = serde_json::from_str(told.lines().last().unwrap()).unwrap();
        assert_eq!(report["ok"], true, "{report}");
        report["purchases"].as_u64().unwrap()
    }

    /// Registers the member with [`CARD`]; answers their id.
    pub fn register(&self, server: &Server) -> String {
        let (status, body) = self.post(server, "/v1/members", &json!({"card": CARD}));
        assert_eq!(status, 201, "{body}");
        body["id"].as_str().unwrap().to_owned()
    }

    pub fn post(&self, server: &Server, path: &str, body: &Value) -> Answer {
        send(&server.address, path, &self.key, body).unwrap()
    }

    pub fn get(&self, server: &Server, path: &str) -> Answer {
        get(server, path, &self.key)
    }
}

impl Server {
    /// Asks it to stop, in the way of a service manager.
    pub fn ask_to_stop(&self) {
        let id = self.process.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(asked.unwrap().success());
    }

    /// Waits until it has ended by itself, well.
    pub fn ended(mut self) {
        assert_eq!(self.process.wait().unwrap().code(), Some(0));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a body to an address; an error is one of the connection.
pub fn send(address: &str, path: &str, key: &str, body: &Value) -> Result<Answer, ureq::Error> {
    let mut answer = agent()
        .post(format!("http://{address}{path}"))
        .header("Authorization", format!("Bearer {key}"))
        .send_json(body)?;
    let status = answer.status().as_u16();
    Ok((status, answer.body_mut().read_json().unwrap_or_default()))
}

pub fn get(server: &Server, path: &str, key: &str) -> Answer {
    let mut answer = agent()
        .get(format!("http://{}{path}", server.address))
        .header("Authorization", format!("Bearer {key}"))
        .call()
        .unwrap();
    let status = answer.status().as_u16();
    (status, answer.body_mut().read_json().unwrap_or_default())
}

/// What a process has counted.
pub fn metrics(server: &Server) -> String {
    let url = format!("http://{}/metrics", server.address);
    let mut answer = agent().get(url).call().unwrap();
    answer.body_mut().read_to_string().unwrap()
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    config.build().into()
}

/// A purchase of the member with [`CARD`].
pub fn purchase(id: &str) -> Value {
    let mut body = basket();
    body["id"] = json!(id);
    body
}

pub fn basket() -> Value {
    json!({
        "member": {"card": CARD}, "store": "kazan-1",
        "lines": [{"line": 1, "sku": "burger", "quantity": "1", "price": "400.00"}],
    })
}

/// A path under `programs/`.
pub fn programs(name: &str) -> String {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../programs"));
    folder.join(name).to_str().unwrap().to_owned()
}
