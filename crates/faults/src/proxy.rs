//! A wire between the server and PostgreSQL that can be cut: at once, after so many bytes, or right behind a COMMIT, before
//! its answer.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::Result;

/// What the server sends to end a transaction, as a simple query of the protocol.
const COMMIT: &[u8] = b"COMMIT\0";

/// The wire. Connections go through it as long as it is there.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    switch: Arc<Switch>,
}

/// What is to be cut, and what there is to cut.
#[derive(Debug, Default)]
struct Switch {
    /// Bytes that may still pass, of all connections together; below zero: any number.
    bytes_left: AtomicI64,
    /// Cut the next connection that sends COMMIT, once it is forwarded.
    behind_commit: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// A wire to a port of this machine.
    ///
    /// # Errors
    /// No free port.
    pub fn to(target: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let switch = Arc::new(Switch {
            bytes_left: AtomicI64::new(-1),
            ..Switch::default()
        });
        let shared = Arc::clone(&switch);
        thread::spawn(move || {
            for near in listener.incoming().flatten() {
                // Where nobody answers, the caller hears that its connection ended.
                if let Ok(far) = TcpStream::connect(("127.0.0.1", target)) {
                    drop(shared.join(near, far));
                }
            }
        });
        Ok(Self { port, switch })
    }

    /// Where it begins.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection now.
    pub fn cut(&self) {
        self.switch.cut();
    }

    /// Cuts every connection once so many bytes have passed.
    pub fn cut_after(&self, bytes: i64) {
        self.switch.bytes_left.store(bytes, Ordering::SeqCst);
    }

    /// Cuts the next connection that commits, behind its COMMIT and before the answer.
    pub fn cut_behind_commit(&self) {
        self.switch.behind_commit.store(true, Ordering::SeqCst);
    }

    /// Cuts nothing any more.
    pub fn mend(&self) {
        self.switch.bytes_left.store(-1, Ordering::SeqCst);
        self.switch.behind_commit.store(false, Ordering::SeqCst);
    }
}

impl Switch {
    fn cut(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for stream in open.drain(..) {
            drop(stream.shutdown(Shutdown::Both));
        }
    }

    /// Passes bytes both ways until one end closes.
    fn join(self: &Arc<Self>, near: TcpStream, far: TcpStream) -> std::io::Result<()> {
        near.set_nodelay(true)?;
        far.set_nodelay(true)?;
        {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            open.push(near.try_clone()?);
            open.push(far.try_clone()?);
        }
        let (up, down) = (
            (near.try_clone()?, far.try_clone()?),
            (far.try_clone()?, near.try_clone()?),
        );
        let (of_up, of_down) = (Arc::clone(self), Arc::clone(self));
        thread::spawn(move || of_up.pass(up, true));
        thread::spawn(move || of_down.pass(down, false));
        Ok(())
    }

    fn pass(&self, (mut from, mut to): (TcpStream, TcpStream), is_up: bool) {
        let mut buffer = vec![0_u8; 16 << 10];
        while let Ok(length) = from.read(&mut buffer) {
            let bytes = &buffer[..length];
            if length == 0 || to.write_all(bytes).is_err() {
                break;
            }
            let commits = is_up && bytes.windows(COMMIT.len()).any(|window| window == COMMIT);
            if commits && self.behind_commit.swap(false, Ordering::SeqCst) {
                break;
            }
            if self.is_used_up(length) {
                self.cut();
            }
        }
        drop(from.shutdown(Shutdown::Both));
        drop(to.shutdown(Shutdown::Both));
    }

    /// Counts bytes that passed; whether they were the last that may.
    fn is_used_up(&self, length: usize) -> bool {
        let passed = i64::try_from(length).unwrap_or(i64::MAX);
        let counted = self
            .bytes_left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                (left >= 0).then(|| (left - passed).max(-1))
            });
        counted.is_ok_and(|before| before < passed)
    }
}
