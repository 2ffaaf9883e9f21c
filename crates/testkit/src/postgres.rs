//! A server of PostgreSQL of the tests' own: a private cluster in a temporary folder.
//!
//! It ends with the test, however that ends: a small shell waits beside it for the end of its input, which the system brings
//! about also when the process of the test is killed, and then stops the server and deletes the folder.

use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use tokio_postgres::{Client, Config, NoTls};

/// Names a server that is there already, in place of a private one: `postgres://user@host:port`.
const GIVEN: &str = "REGULARS_POSTGRES";

/// The oldest version that Regulars works on.
const OLDEST: u32 = 15;

/// Databases of every server are made under this name, with this user.
const USER: &str = "regulars";

/// How long a server may take to start, to stop or to recover.
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(20);

/// Ports that the system gives to nobody by itself, so that a server finds its own again after a pause.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// What a test needs and no server of shops should have. A process that is killed loses nothing that it gave to the system,
/// so that faults of processes need no `fsync`; those of machines set it.
const SETTINGS: &[(&str, &str)] = &[
    ("listen_addresses", "127.0.0.1"),
    ("unix_socket_directories", ""),
    ("max_connections", "300"),
    ("shared_buffers", "64MB"),
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("autovacuum", "off"),
];

/// What a server of shops has, for what is measured.
const DURABLE: &[(&str, &str)] = &[
    ("fsync", "on"),
    ("full_page_writes", "on"),
    ("synchronous_commit", "on"),
    ("autovacuum", "on"),
    ("shared_buffers", "1GB"),
    ("max_wal_size", "4GB"),
];

/// Waits until the test is over, then ends the server and deletes its folder (`$1`).
const GUARDIAN: &str = r#"
    cat >/dev/null
    if read -r server 2>/dev/null <"$1/pid"; then
        kill -QUIT "$server" 2>/dev/null
        turn=0
        while kill -0 "$server" 2>/dev/null && [ "$turn" -lt 100 ]; do
            sleep 0.1
            turn=$((turn + 1))
        done
        kill -KILL "$server" 2>/dev/null
    fi
    rm -rf "$1"
"#;

/// A server. Stopped and deleted when dropped.
#[derive(Debug)]
pub struct PostgresServer {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    settings: Vec<(String, String)>,
    /// `None` while it is stopped.
    server: Option<Child>,
    guardian: Child,
    /// Whose end the guardian waits for.
    watched: Option<ChildStdin>,
    databases: AtomicU32,
}

/// An empty database on the server of this process: the one named by `REGULARS_POSTGRES`, or a private one that is started at
/// the first call and shared by all its tests. Answers its address.
pub fn new_database() -> String {
    static SHARED: OnceLock<PostgresServer> = OnceLock::new();
    static MADE: AtomicU32 = AtomicU32::new(0);
    match given() {
        Some(server) => {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let name = format!("test_{}_{number}", std::process::id());
            let base = format!("{server}/postgres");
            execute(&base, &format!("CREATE DATABASE {name}"));
            format!("{server}/{name}")
        }
        None => SHARED.get_or_init(PostgresServer::start).new_database(),
    }
}

/// Runs statements on a database, each in a transaction of its own.
pub fn execute(url: &str, sql: &str) {
    with_client(url, async |client| client.batch_execute(sql).await)
        .unwrap_or_else(|error| panic!("{url}: {error}: {sql}"));
}

/// What a query gives in its first column, which must be text.
pub fn strings(url: &str, sql: &str) -> Vec<String> {
    let rows = with_client(url, async |client| client.query(sql, &[]).await);
    let rows = rows.unwrap_or_else(|error| panic!("{url}: {error}: {sql}"));
    rows.iter().map(|row| row.get(0)).collect()
}

/// A session that stays open: what it has locked in a transaction stays locked until that ends, or the session is dropped.
#[derive(Debug)]
pub struct Session {
    runtime: tokio::runtime::Runtime,
    client: Client,
}

impl Session {
    /// Opens one.
    ///
    /// # Panics
    /// No such database.
    pub fn open(url: &str) -> Self {
        let config: Config = url.parse().expect("an address");
        let runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = { runtime }.worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let client = runtime.block_on(async {
            let (client, connection) = config.connect(NoTls).await.expect("a session");
            tokio::spawn(connection);
            client
        });
        Self { runtime, client }
    }

    /// Runs statements.
    ///
    /// # Panics
    /// Statements that fail.
    pub fn execute(&self, sql: &str) {
        let done = self.runtime.block_on(self.client.batch_execute(sql));
        done.unwrap_or_else(|error| panic!("{error}: {sql}"));
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "who runs the tests names the server; no command line stands between"
)]
fn given() -> Option<String> {
    std::env::var(GIVEN).ok()
}

impl PostgresServer {
    /// Makes a cluster and starts it.
    ///
    /// # Panics
    /// No PostgreSQL on this machine, or one that does not start: the test cannot run.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same with settings of `postgresql.conf`, which go before those that tests have by themselves.
    ///
    /// # Panics
    /// As [`PostgresServer::start`] does.
    pub fn start_with(settings: &[(&str, &str)]) -> Self {
        let programs = find().expect(
            "PostgreSQL 15 or newer on this machine (initdb on PATH or in /usr/lib/postgresql)",
        );
        let folder = tempfile::Builder::new()
            .prefix("regulars-postgres-")
            .tempdir();
        let folder = folder.expect("a temporary folder").keep();
        let mut guardian = guardian(&folder);
        let watched = guardian.stdin.take();
        let settings = SETTINGS.iter().chain(settings);
        let mut server = Self {
            programs,
            folder,
            port: 0,
            settings: settings
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            server: None,
            guardian,
            watched,
            databases: AtomicU32::new(0),
        };
        server.make();
        server.start_somewhere();
        server
    }

    /// One that keeps what it has acknowledged when the machine dies, and has the memory that a server of shops has: for
    /// benchmarks.
    ///
    /// # Panics
    /// As [`PostgresServer::start`] does.
    pub fn durable() -> Self {
        Self::start_with(DURABLE)
    }

    /// Address of the server, without a database: `postgres://user@host:port`.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}", self.port)
    }

    /// Makes an empty database; answers its address.
    pub fn new_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let url = self.url();
        execute(
            &format!("{url}/postgres"),
            &format!("CREATE DATABASE test_{number}"),
        );
        format!("{url}/test_{number}")
    }

    /// The process of the server, while it runs.
    pub fn process(&self) -> Option<u32> {
        self.server.as_ref().map(Child::id)
    }

    /// Where its data is, deleted with it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The port it listens on, also after it was stopped and started again.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What the server wrote, for the report of a test.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// Stops it in good order, cutting connections; what is committed stays.
    pub fn stop(&mut self) {
        self.end("INT");
    }

    /// Kills every process of it at once, as a machine does that loses its power while its disk does not.
    pub fn kill_hard(&mut self) {
        self.end("KILL");
    }

    /// Starts it again on the same data and the same port; returns once it takes connections.
    ///
    /// # Panics
    /// A server that does not start.
    pub fn start_again(&mut self) {
        assert!(self.server.is_none(), "it runs already");
        assert!(self.try_to_start(), "no start:\n{}", self.log());
    }

    /// Makes the cluster. Text is put in order by the rules of a language where the server can, so that a statement that counts
    /// on the order of bytes is found.
    fn make(&self) {
        let data = self.folder.join("data");
        let languages: [&[&str]; 2] = [
            &["--locale-provider=icu", "--icu-locale=ru-RU"],
            &["--locale=C"],
        ];
        let made = languages.iter().any(|language| {
            let mut make = self.command("initdb");
            make.arg("--pgdata").arg(&data).args(*language);
            make.args(["--encoding=UTF8", "--auth=trust", "--no-sync", "--username"]);
            let mut make = make.arg(USER).spawn().expect("initdb");
            wait_until("initdb", || make.try_wait().ok().flatten());
            data.join("PG_VERSION").exists() && make.wait().is_ok_and(|status| status.success())
        });
        assert!(made, "initdb:\n{}", self.log());
    }

    fn start_somewhere(&mut self) {
        // Servers of one process begin their search apart.
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let size = u32::from(PORTS.end - PORTS.start);
        let before = STARTED.fetch_add(1, Ordering::Relaxed);
        let first = std::process::id()
            .wrapping_mul(31)
            .wrapping_add(before * 1009);
        for turn in 0..100 {
            let place = first.wrapping_add(turn * 7) % size;
            self.port = PORTS.start + u16::try_from(place).unwrap_or_default();
            let is_free = TcpListener::bind(("127.0.0.1", self.port)).is_ok();
            if is_free && self.try_to_start() {
                return;
            }
        }
        panic!("no start on any port:\n{}", self.log());
    }

    /// Whether it takes connections now; it has ended otherwise.
    fn try_to_start(&mut self) -> bool {
        let mut start = self.command("postgres");
        start.arg("-D").arg(self.folder.join("data"));
        start.args(["-p", &self.port.to_string()]);
        for (name, value) in &self.settings {
            start.arg("-c").arg(format!("{name}={value}"));
        }
        let mut server = start.spawn().expect("postgres");
        fs::write(self.folder.join("pid"), format!("{}\n", server.id())).expect("a file");
        let base = format!("{}/postgres", self.url());
        let runs = wait_until("PostgreSQL to take connections", || {
            match server.try_wait() {
                Ok(None) => self.is_mine(&base).then_some(true),
                _ => Some(false),
            }
        });
        self.server = runs.then_some(server);
        runs
    }

    /// Whether it is this server that answers: another's may have taken the port since it was seen free.
    fn is_mine(&self, base: &str) -> bool {
        let data = with_client(base, async |client| {
            client.query_one("SHOW data_directory", &[]).await
        });
        data.is_ok_and(|row| Path::new(row.get::<_, &str>(0)) == self.folder.join("data"))
    }

    fn end(&mut self, signal: &str) {
        let Some(mut server) = self.server.take() else {
            return;
        };
        let main = server.id();
        let all: Vec<u32> = [main].into_iter().chain(children(main)).collect();
        let mut line = format!("kill -{signal} {main}");
        if signal == "KILL" {
            for process in &all {
                let _ = write!(line, " {process}");
            }
        }
        let mut kill = Command::new("sh");
        kill.args(["-c", &line]).stderr(Stdio::null());
        let _ = kill.status();
        wait_until("PostgreSQL to end", || server.try_wait().ok().flatten());
        wait_until("its processes to end", || {
            (!all.iter().any(|process| is_alive(*process))).then_some(())
        });
        let _ = fs::remove_file(self.folder.join("pid"));
    }

    /// One of its programs, as a user who may run it: PostgreSQL does not start as root.
    fn command(&self, program: &str) -> Command {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.join("log"));
        let log = log.expect("a file");
        let mut command = Command::new(self.programs.join(program));
        command
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a file"))
            .stderr(log)
            // What a terminal sends to the test is not for it.
            .process_group(0);
        if let Some((user, group)) = other_user(&self.folder) {
            let chown = std::os::unix::fs::chown(&self.folder, Some(user), Some(group));
            chown.expect("a folder of our own");
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.end("QUIT");
        }
        // The guardian does what is left.
        drop(self.watched.take());
        if let Some(mut server) = self.server.take() {
            let _ = server.wait();
        }
        let _ = self.guardian.wait();
    }
}

/// A connection that does one thing.
fn with_client<T>(
    url: &str,
    work: impl AsyncFnOnce(&Client) -> Result<T, tokio_postgres::Error>,
) -> Result<T, tokio_postgres::Error> {
    let mut config: Config = url.parse()?;
    config.connect_timeout(PATIENCE);
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        work(&client).await
    })
}

/// The folder of the newest PostgreSQL of this machine.
fn find() -> Option<PathBuf> {
    let path = Command::new("sh").args(["-c", "echo \"$PATH\""]).output();
    let path = String::from_utf8_lossy(&path.ok()?.stdout).into_owned();
    let on_path = path.trim().split(':').map(PathBuf::from);
    let installed = fs::read_dir("/usr/lib/postgresql");
    let installed = installed.into_iter().flatten().flatten();
    let installed = installed.map(|version| version.path().join("bin"));
    let found = on_path.chain(installed).filter_map(|folder| {
        let has = folder.join("initdb").is_file() && folder.join("postgres").is_file();
        Some((has.then(|| version(&folder)).flatten()?, folder))
    });
    let newest = found.filter(|(version, _)| *version >= OLDEST).max();
    newest.map(|(_, folder)| folder)
}

/// `postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)` is 15.
fn version(programs: &Path) -> Option<u32> {
    let mut ask = Command::new(programs.join("postgres"));
    let answer = ask.arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&answer.stdout);
    let number = text.split_whitespace().nth(2)?;
    let digits = number.split(|letter: char| !letter.is_ascii_digit());
    { digits }.next()?.parse().ok()
}

fn guardian(folder: &Path) -> Child {
    let guardian = Command::new("sh")
        .args(["-c", GUARDIAN, "guardian"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn();
    guardian.expect("a shell")
}

/// User and group to run as, when we are root.
fn other_user(folder: &Path) -> Option<(u32, u32)> {
    let ours = fs::metadata("/proc/self").or_else(|_| fs::metadata(folder));
    if ours.expect("a folder of our own").uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let user = ["postgres", "nobody"].iter().find_map(|wanted| {
        users.lines().find_map(|line| {
            let mut parts = line.split(':');
            let is_it = parts.next() == Some(*wanted);
            let (user, group) = (parts.nth(1)?.parse().ok()?, parts.next()?.parse().ok()?);
            is_it.then_some((user, group))
        })
    });
    Some(user.expect("a user `postgres` or `nobody`"))
}

/// Processes that this one has started, where the system tells.
fn children(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let numbers = numbers.filter(|process| matches!(stat(*process), Some((_, of)) if of == parent));
    numbers.collect()
}

fn is_alive(process: u32) -> bool {
    stat(process).is_some_and(|(state, _)| state != 'Z')
}

/// State and parent of a process: what stands after its name, which may hold anything.
fn stat(process: u32) -> Option<(char, u32)> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, after) = text.rsplit_once(')')?;
    let mut parts = after.split_whitespace();
    let state = parts.next()?.chars().next()?;
    Some((state, parts.next()?.parse().ok()?))
}

/// Asks again and again, for so long and no longer.
#[expect(
    clippy::disallowed_methods,
    reason = "another program is waited for, which tells nobody when it is ready"
)]
fn wait_until<T>(what: impl fmt::Display, mut ready: impl FnMut() -> Option<T>) -> T {
    for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
        if let Some(answer) = ready() {
            return answer;
        }
        thread::sleep(PAUSE);
    }
    panic!("waited too long for {what}");
}
