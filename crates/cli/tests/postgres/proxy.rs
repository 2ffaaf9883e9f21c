//! A way to PostgreSQL that can be cut.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

/// Connections pass.
const OPEN: u8 = 0;
/// Connections are cut, and new ones too.
const CUT: u8 = 1;
/// The next COMMIT of who writes purchases does not arrive.
const BEFORE_COMMIT: u8 = 2;
/// The next COMMIT of who writes purchases arrives; its answer does not.
const AFTER_COMMIT: u8 = 3;

/// What a connection that writes purchases has prepared.
const WRITES: &[u8] = b"INSERT INTO purchases";
const COMMIT: &[u8] = b"COMMIT";

/// The way.
pub struct Proxy {
    mode: Arc<AtomicU8>,
    port: u16,
}

impl Proxy {
    /// A way to a server at `host:port`.
    pub fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mode = Arc::new(AtomicU8::new(OPEN));
        let (server, shared) = (server.to_owned(), Arc::clone(&mode));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(upstream) = TcpStream::connect(&server) {
                    connect(&client, &upstream, &shared);
                }
            }
        });
        Self { mode, port }
    }

    /// The address of a database by this way.
    pub fn address(&self, database: &str) -> String {
        let (before, rest) = database.split_once('@').unwrap();
        let (_, name) = rest.split_once('/').unwrap();
        format!("{before}@127.0.0.1:{}/{name}", self.port)
    }

    pub fn cut(&self) {
        self.mode.store(CUT, Ordering::SeqCst);
    }

    pub fn open(&self) {
        self.mode.store(OPEN, Ordering::SeqCst);
    }

    pub fn cut_before_commit(&self) {
        self.mode.store(BEFORE_COMMIT, Ordering::SeqCst);
    }

    pub fn cut_after_commit(&self) {
        self.mode.store(AFTER_COMMIT, Ordering::SeqCst);
    }

    /// Whether a cut that was asked for has been made.
    pub fn has_struck(&self) -> bool {
        self.mode.load(Ordering::SeqCst) == OPEN
    }
}

/// The `host:port` of a database's address.
pub fn server_of(database: &str) -> &str {
    let (_, rest) = database.split_once('@').unwrap();
    rest.split_once('/').unwrap().0
}

fn connect(client: &TcpStream, server: &TcpStream, mode: &Arc<AtomicU8>) {
    for (from, to, is_client) in [(client, server, true), (server, client, false)] {
        let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
        let mode = Arc::clone(mode);
        thread::spawn(move || {
            pass(
                from.try_clone().unwrap(),
                to.try_clone().unwrap(),
                &mode,
                is_client,
            );
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
        });
    }
}

/// Passes bytes until either side ends, or the way is cut.
fn pass(mut from: TcpStream, mut to: TcpStream, mode: &AtomicU8, is_client: bool) {
    let often = std::time::Duration::from_millis(5);
    from.set_read_timeout(Some(often)).unwrap();
    let mut writes = false;
    let mut bytes = [0; 65_536];
    while mode.load(Ordering::SeqCst) != CUT {
        let read = match from.read(&mut bytes) {
            Ok(0) => return,
            Ok(read) => read,
            Err(error) if is_idle(error.kind()) => continue,
            Err(_) => return,
        };
        let part = &bytes[..read];
        writes |= is_client && holds(part, WRITES);
        let is_commit = is_client && writes && holds(part, COMMIT);
        let struck = |armed| {
            is_commit
                && mode
                    .compare_exchange(armed, OPEN, Ordering::SeqCst, Ordering::SeqCst)
                    .is_ok()
        };
        if struck(BEFORE_COMMIT) {
            return;
        }
        let is_last = struck(AFTER_COMMIT);
        if is_last {
            // The answer finds nobody.
            let _ = from.shutdown(Shutdown::Both);
        }
        if to.write_all(part).is_err() || is_last {
            return;
        }
    }
}

fn is_idle(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

fn holds(part: &[u8], what: &[u8]) -> bool {
    part.windows(what.len()).any(|window| window == what)
}
